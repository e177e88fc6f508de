"""Offsets survive whatever the text holds: curly marks, combining characters, emoji, Japanese, odd marks."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model.reading import Paragraph, Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.quotes.find import find_quotes
from memcon.quotes.marks import stretches
from memcon.text.paragraphs import paragraphs, split_body
from memcon.text.parser import RuleParser, SpacyParser
from memcon.text.sentences import parse

PIECES = [
    *"\"'“”‘’«»「」『』„,.:?",
    "''", "``", " ", " ", " ", "\n\n", "\u00a0", "\u200b", "said", "He said", "peace", "don't",
    "cafe\u0301", "n\u0303andu", "👍🏽", "🇯🇵", "👩‍👩‍👧", "平和を", "東京", "the '90s",
]  # fmt: skip
PAIRS = [('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"), ("「", "」"), ("„", "“"), ("''", "''")]
WORDS = [
    "We",
    "value",
    "this",
    "visit",
    "to",
    "cafe\u0301",
    "ma\u0303nana",
    "👍🏽",
    "🇰🇷",
    "平和",
    "naïve",
    "東京",
    "Zo\u0308e",
    "😀",
]
messy = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
spaced = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def read(text: str, parser: SpacyParser | RuleParser) -> Reading:
    return find_quotes(parse(split_body([Reading(Report(id="r", text=text))]), parser))[0]


def contents(reading: Reading) -> list[str]:
    return [c.of(reading.text) for q in reading.quotes or () for c in q.content]


def check(reading: Reading) -> None:
    assert reading.quotes is not None
    for q in reading.quotes:
        for span in (*q.content, *([q.speaker] if q.speaker else []), *([q.cue] if q.cue else [])):
            assert 0 <= span.start < span.end <= len(reading.text)
        assert list(q.content) == sorted(q.content)
        assert all(a.end <= b.start for a, b in pairwise(q.content))
    assert [q.content[0] for q in reading.quotes] == sorted(q.content[0] for q in reading.quotes)
    assert len({q.id for q in reading.quotes}) == len(reading.quotes)


@given(messy)
@settings(max_examples=400, deadline=None)
def test_stretches_hold_their_marks(text: str) -> None:
    for q in stretches(text, list(paragraphs(text))):
        assert 0 <= q.outer.start <= q.inner.start <= q.inner.end <= q.outer.end <= len(text)
        assert q.outer.start < q.inner.start
        assert q.closed == (q.inner.end < q.outer.end)


@given(messy)
@settings(max_examples=200, deadline=None)
def test_outermost_stretches_never_overlap(text: str) -> None:
    outer = [q.outer for q in stretches(text, list(paragraphs(text))) if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))


@given(spaced)
@settings(max_examples=60, deadline=None)
def test_odd_marks_never_lose_a_report(parser: SpacyParser, text: str) -> None:
    check(read(text, parser))


@given(messy)
@settings(max_examples=60, deadline=None)
def test_a_parser_without_labels_is_enough_to_go_on(text: str) -> None:
    check(read(text, RuleParser()))


@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=10), st.sampled_from(PAIRS))
@settings(max_examples=60, deadline=None)
def test_the_words_between_marks_come_back_exactly(
    parser: SpacyParser, words: list[str], pair: tuple[str, str]
) -> None:
    said = "Yes " + " ".join(words)
    reading = read(f"{pair[0]}{said},{pair[1]} the minister said.", parser)
    check(reading)
    assert said in contents(reading)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(PAIRS))
@settings(max_examples=40, deadline=None)
def test_what_stands_before_moves_the_spans_and_nothing_else(
    parser: SpacyParser, words: list[str], pair: tuple[str, str]
) -> None:
    text = f"The envoy nodded.\n\n{pair[0]}The border is open,{pair[1]} the minister said."
    before = " ".join(words) + " 会談 👍🏽.\n\n"
    plain, moved = read(text, parser), read(before + text, parser)
    shifted = [[Span(c.start + len(before), c.end + len(before)) for c in q.content] for q in plain.quotes or ()]
    assert shifted == [list(q.content) for q in moved.quotes or () if q.content[0].start >= len(before)]
    assert "The border is open" in contents(moved)


@given(st.integers(min_value=0, max_value=5))
@settings(max_examples=6, deadline=None)
def test_one_mark_lost_leaves_the_other_paragraphs_whole(parser: SpacyParser, lost: int) -> None:
    text = "“One is done,” Ruiz said.\n\n“Two is near,” Olsen said.\n\n“Three is far,” Haddad said."
    at = [i for i, c in enumerate(text) if c in "“”"][lost]
    reading = read(text[:at] + text[at + 1 :], parser)
    check(reading)
    kept = [w for k, w in enumerate(["One is done", "Two is near", "Three is far"]) if k != lost // 2]
    assert all(w in contents(reading) for w in kept)


def test_furniture_between_paragraphs_is_never_read(parser: SpacyParser) -> None:
    text = "“The border is open,” the minister said.\n\n(Photo: “Not this,” he said)\n\nThe envoy left."
    blank = split_body([Reading(Report(id="r", text=text))])[0]
    body = tuple(p for p in blank.body or () if not p.span.of(text).startswith("("))
    reading = find_quotes(parse([msgspec.structs.replace(blank, body=body)], parser))[0]
    assert contents(reading) == ["The border is open"]


def test_a_block_quotation_has_the_speaker_before_it(parser: SpacyParser) -> None:
    text = "The minister wrote to her guests.\n\nOur door is open.\n\nCome in.\n\nThey came."
    blank = split_body([Reading(Report(id="r", text=text))])[0]
    body = tuple(Paragraph(p.span, "quote" if k in (1, 2) else p.kind) for k, p in enumerate(blank.body or ()))
    (found,) = find_quotes(parse([msgspec.structs.replace(blank, body=body)], parser))[0].quotes or ()
    assert [c.of(text) for c in found.content] == ["Our door is open.", "Come in."]
    assert (found.kind, found.speaker) == ("direct", Span(0, len("The minister")))


def test_a_reading_without_syntax_gets_an_empty_layer() -> None:
    blank = Reading(Report(id="r", text="“Yes,” he said."), body=(Paragraph(Span(0, 15)),))
    assert find_quotes([blank])[0].quotes == ()


def test_the_same_text_gives_the_same_quotes_alone_and_in_company(parser: SpacyParser) -> None:
    texts = ["“Yes,” Ruiz said.", "Olsen said that no one would come."]
    both = find_quotes(parse(split_body([Reading(Report(id=t, text=t)) for t in texts]), parser))
    alone = [find_quotes(parse(split_body([Reading(Report(id=t, text=t))]), parser))[0] for t in texts]
    assert [r.quotes for r in both] == [r.quotes for r in alone]


@pytest.mark.parametrize(
    "text",
    [
        ", ".join(f"Name{chr(65 + k % 26)}" for k in range(1500)) + " and Ruiz said that the pact was ready.",
        "He said " * 800 + "that it was over.",
        "“" * 500 + "Yes" + "”" * 499 + " he said.",
        "the man of " * 1200 + "Rome said “yes”.",
        "“Yes,” " * 600,
    ],
    ids=["a long list", "says and says", "many marks", "of and of", "many quotations"],
)
def test_endless_sentences_are_read(parser: SpacyParser, text: str) -> None:
    check(read(text, parser))
