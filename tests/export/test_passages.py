"""The sentence around a span, and the link to it."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.export.passages import link, sentence

TEXT = (
    "Mr. Orr of the U.S. met her on Oct. 3. They spoke for an hour! “We agree.” So it went.\n"
    "A second paragraph without an end\nThe last. "
)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("met her", "Mr. Orr of the U.S. met her on Oct. 3."),
        ("spoke", "They spoke for an hour!"),
        ("We agree", "“We agree.”"),
        ("hour! “We", "They spoke for an hour! “We agree.”"),
        ("second", "A second paragraph without an end"),
        ("last", "The last."),
        ("went.\nA second", "So it went.\nA second paragraph without an end"),
    ],
)
def test_the_sentence_around_words(words: str, whole: str) -> None:
    start = TEXT.index(words)
    first, last = sentence(TEXT, start, start + len(words))
    assert TEXT[first:last] == whole


@given(st.text(alphabet="aB.!? “”\n", max_size=40), st.integers(0, 40), st.integers(1, 10))
def test_it_holds_what_is_asked_for(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    if start >= end or text[start].isspace() or text[end - 1].isspace():
        return
    first, last = sentence(text, start, end)
    assert first <= start
    assert end <= last


@pytest.mark.parametrize(
    ("url", "words", "found"),
    [
        ("https://n.example/a", "an hour", "https://n.example/a#:~:text=an hour"),
        ("https://n.example/a#b", "an hour", "https://n.example/a#b:~:text=an hour"),
        ("https://n.example/a", "", "https://n.example/a"),
        ("javascript:x", "an hour", None),
        (None, "an hour", None),
        ("https://n.example/", "a b\nc d e f", "https://n.example/#:~:text=a b c,d e f"),
        (
            "https://n.example/",
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "https://n.example/#:~:text=one two three four five,nine ten eleven twelve thirteen",
        ),
    ],
)
def test_a_link_leads_to_the_words(url: str | None, words: str, found: str | None) -> None:
    made = link(url, words)
    assert (made and unquote(made)) == found


def test_what_a_fragment_means_something_by_is_encoded() -> None:
    assert link("https://n.example/", "a-b, c & d-") == "https://n.example/#:~:text=a%2Db%2C%20c%20%26%20d%2D"
