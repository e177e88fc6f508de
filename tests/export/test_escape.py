"""Report text stays text, whatever it is written into."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import bibtexparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from memcon.export.escape import address, harmless, latex, line, markdown, xml


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a", "https://news.example/a"),
        (" http://news.example/a b?q=<x>#y ", "http://news.example/a%20b?q=%3Cx%3E#y"),
        ("https://news.example/%D7%A9/ש", "https://news.example/%D7%A9/%D7%A9"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("HTTPS://news.example/", "https://news.example/"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//news.example/a", None),
        ("http://", None),
        ("http://[::1", None),
        ('http://a"b.example/', None),
        ("http://{}.example/}{", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_addresses(url: str | None, safe: str | None) -> None:
    assert address(url) == safe


def test_control_characters_are_shown_as_one_sign() -> None:
    assert harmless("a\x1b[31m\u202eb\nc") == "a\ufffd[31m\ufffdb\nc"
    assert line("a\t\r\n b\x07 ") == "a b\ufffd"
    assert xml("a\x0b\ufffe\x00😀\n") == "a\ufffd\ufffd\ufffd😀\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ `c` [d](e) <f> & #g ~h~ |i|", r"\*a\* \_b\_ \`c\` \[d\](e) \<f\> \& \#g \~h\~ \|i\|"),
        ("http://a.example, www.a.example", r"http\://a.example, www\.a.example"),
        ("10:30, a\nb", "10:30, a b"),
    ],
)
def test_markdown_shows_it_as_it_stands(text: str, shown: str) -> None:
    assert markdown(text) == shown


def test_no_brace_is_left_for_bibtex_to_count() -> None:
    shown = latex("}} \\input{x} % $ & # _ ~ ^ {")
    assert shown.count("{") == shown.count("}")
    assert r"\input" not in shown
    assert r"\}" not in shown


class Words(HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


MARKS = st.text(st.one_of(st.sampled_from("\\`*_[]()<>#|~&;:/!^$={}-+.1wa \n\"'@%"), st.characters()), max_size=60)


@given(MARKS)
@settings(max_examples=400, deadline=None)
@example("www.a.example http://a.example/ <b> &amp; &#106; ![x](y) ~~a~~ $x$ \\* a|b\n# c\n- d\n    e")
@example("javascript:x https://a.b mailto:c@d.e ftp://f")
def test_any_words_are_only_words_in_markdown(text: str) -> None:
    made = Words(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"- x {markdown(text)} x"))
    assert made.tags == ["ul", "li"]
    assert " ".join(made.text.split()) == " ".join(f"x {line(text)} x".split())


@given(MARKS)
@settings(max_examples=200, deadline=None)
def test_any_words_can_stand_in_xml(text: str) -> None:
    found = ElementTree.fromstring(f"<a>{escape(xml(text))}</a>").text or ""
    assert found == xml(text).replace("\r\n", "\n").replace("\r", "\n")


@given(MARKS)
@settings(max_examples=200, deadline=None)
def test_any_words_can_stand_in_a_field_of_bibtex(text: str) -> None:
    library = bibtexparser.parse_string(f"@misc{{k,\n  title = {{{{{latex(text)}}}}},\n  year = {{2031}},\n}}\n")
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry["year"] == "2031"


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_an_address_is_one_or_none(text: str) -> None:
    for url in (text, f"http://a.example/{text}", f"https://{text}"):
        found = address(url)
        assert found is None or re.fullmatch(r"https?://[!-~]+", found)
        assert found is None or not set('<>"{}\\^`|') & set(found)
