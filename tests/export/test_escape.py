"""Report text stays text, whatever it is written into."""

import pytest

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
