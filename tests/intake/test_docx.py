"""A Word file gives what it would print."""

import pytest
from tests.intake.making import PROSE, docx, paragraph

UNHIDDEN = "<w:rPr><w:vanish w:val='false'/></w:rPr>"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("".join(paragraph(p) for p in PROSE), "\n".join(PROSE)),
        (paragraph("They ", "met", " & left."), "They met & left."),
        (
            f"<w:p><w:ins>{run('They ')}</w:ins><w:del>{run('never ')}</w:del>{run('met.')}</w:p>",
            "They met.",
        ),
        (f"<w:p><w:moveFrom>{run('Gone. ')}</w:moveFrom>{run('Here.')}</w:p>", "Here."),
        (f"<w:p>{run('Shown.')}{run(' Hidden.', '<w:rPr><w:vanish/></w:rPr>')}</w:p>", "Shown."),
        (f"<w:p>{run('Shown.')}{run(' Too.', UNHIDDEN)}</w:p>", "Shown. Too."),
        ("<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>", "One two\nthree"),
        (f"<w:sdt><w:sdtContent>{paragraph('Controlled.')}</w:sdtContent></w:sdt>", "Controlled."),
        (f"<w:tbl><w:tr><w:tc>{paragraph('A')}</w:tc><w:tc>{paragraph('B')}</w:tc></w:tr></w:tbl>", "A\nB"),
        (f"<w:p><w:hyperlink>{run('linked')}</w:hyperlink>{run(' words')}</w:p>", "linked words"),
        (f"<w:p>{run('One')}<!-- aside -->{run(' two')}</w:p>", "One two"),
        (f"<w:p>{run('Dated ')}<w:r><w:instrText>DATE</w:instrText></w:r>{run('today')}</w:p>", "Dated today"),
    ],
)
def test_what_is_printed(report, body: str, text: str) -> None:
    assert report(docx(body), "a.docx").text.strip() == text


def test_strict_files_are_read(report) -> None:
    assert report(docx(paragraph(PROSE[0]), namespace=STRICT)).text == PROSE[0]


def test_entities_are_not_expanded(read) -> None:
    head = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    (found,) = read(docx(f"<w:p><w:r><w:t>They met. &b;</w:t></w:r></w:p>{paragraph(PROSE[0])}", head=head))
    assert "aaaa" not in str(getattr(found, "text", ""))
