"""The brief: differences first, numbered sources; in Markdown, HTML and for a word processor it says the same, and no
word of a report does anything in it."""

import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import pytest
from markdown_it import MarkdownIt
from tests.export.stores import OURS, WORDS, example, exported, hostile

from memcon.export.brief import briefs
from memcon.export.escape import line, xml
from memcon.run import source


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, data: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def test_differences_come_first_and_sources_last() -> None:
    with source(example()) as found:
        (brief,) = briefs(found)
    assert [s.head for s in brief.sections] == [
        "Where the accounts differ", "Where they agree", "Said", "Told by one alone",
    ]  # fmt: skip
    (differs,) = brief.sections[0].lines
    assert differs.text == "It lasted 1 hour 10 minutes."
    assert [(u.label, u.words) for u in differs.under][-1] == ("otherwise", "“lasted about 50 minutes”")
    assert [s.number for s in brief.sources] == [1, 2, 3, 4]
    assert [s.published[:10] for s in brief.sources] == sorted(s.published[:10] for s in brief.sources)
    reprint = [s for s in brief.sources if s.name in ("Boreal Wire", "The Fjord Times")]
    assert len({s.origin for s in reprint}) == 1
    assert "4 reports, 3 independent origins" in brief.facts
    used = {n for s in brief.sections for row in s.lines for n in row.numbers}
    assert used == {1, 2, 3, 4}


def said(store) -> list[str]:  # type: ignore[no-untyped-def]
    """Every line of the brief as it must show."""
    with source(store) as found:
        (brief,) = briefs(found)
    lines = [row for section in brief.sections for row in section.lines]
    texts = [brief.title, *brief.facts, *(r.text for r in lines), *(u.words for r in lines for u in r.under)]
    return [line(text) for text in texts]


@pytest.mark.parametrize("store", [example, hostile])
def test_markdown_shows_every_line_as_it_stands(store) -> None:  # type: ignore[no-untyped-def]
    data = exported(store(), "markdown").decode()
    made = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(data)
    page = Page(made)
    assert set(page.tags) <= {"h1", "h2", "p", "ul", "ol", "li", "em", "code", "a"}
    assert all(target.startswith("http://news.example/") for target in page.links)
    for text in said(store()):
        assert " ".join(text.split()) in page.text


@pytest.mark.parametrize("store", [example, hostile])
def test_the_page_shows_every_line_and_runs_nothing(store) -> None:  # type: ignore[no-untyped-def]
    data = exported(store(), "html").decode()
    page = Page(data)
    assert page.tags.keys().isdisjoint({"script", "img", "iframe", "form", "object", "b", "i"})
    assert {target for target in page.links if not target.startswith("#")} <= {
        "http://news.example/a%20b?q=%3C%22%3E&r=%D7%A9#part"
    }
    anchors = set(re.findall(r'id="([^"]+)"', data))
    assert {target[1:] for target in page.links if target.startswith("#")} <= anchors
    assert "size: A4" in data
    assert "default-src 'none'" in data
    for text in said(store()):
        assert text in page.text


@pytest.mark.parametrize("store", [example, hostile])
def test_the_document_is_read_back(store) -> None:  # type: ignore[no-untyped-def]
    data = exported(store(), "docx")
    document = docx.Document(io.BytesIO(data))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    words = "\n".join(p.text for p in document.paragraphs)
    for text in said(store()):
        assert xml(text) in words
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert heads[0] == "Where the accounts differ"
    assert heads[-1] == "Sources"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        relations = package.read("word/_rels/document.xml.rels")
    assert b"javascript" not in relations
    assert document.core_properties.created.isoformat()[:10] == "2031-05-03"


def test_the_quotation_is_verbatim_on_one_line() -> None:
    assert any(line(WORDS) in text for text in said(hostile()))
    assert any(line(OURS) in text for text in said(hostile()))
