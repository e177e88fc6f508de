"""Offsets survive cleaning."""

from hypothesis import given
from hypothesis import strategies as st

from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.text.clean import clean
from memcon.text.paragraphs import paragraphs, split_body
from memcon.text.parser import RuleParser
from memcon.text.sentences import parse

HARD = st.text(st.sampled_from("ab .“”‘’\"'«»「」\u00ad\u200b\u00a0\u3000\n\t\u0301é日😀\u202e-"), max_size=60)


@given(HARD, HARD)
def test_every_clean_code_point_comes_from_its_own_place(before: str, text: str) -> None:
    stored = before + text
    got = clean(stored, Span(len(before), len(stored)))
    for k, c in enumerate(got.text):
        origin = stored[got.to_stored(k)]
        assert c == origin or c in " '\"-", (c, origin)
    places = [got.to_stored(k) for k in range(len(got.text))]
    assert places == sorted(set(places))


def test_marks_and_spaces_are_made_plain() -> None:
    text = "x “so\u00ad me”\u00a0\n it’s"
    got = clean(text, Span(2, len(text)))
    assert got.text == '"so me" it\'s'
    assert got.span(1, 6).of(text) == "so\u00ad me"


@given(HARD)
def test_tokens_index_the_stored_text(text: str) -> None:
    reading = parse(split_body([Reading(Report("r", text))]), RuleParser())[0]
    assert reading.syntax is not None
    for token in reading.syntax.tokens():
        assert clean(text, token.span).text == token.word


def test_paragraphs_part_at_blank_lines_and_at_lines_that_end_a_sentence() -> None:
    text = "One is here.\nTwo is here.\n\nThree\n"
    assert [p.of(text) for p in paragraphs(text)] == ["One is here.", "Two is here.", "Three"]


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    line = "The two ministers met for an hour on Monday and agreed that they"
    text = f"{line}\n{line}\nwould meet again.\n\nNext."
    assert [p.of(text) for p in paragraphs(text)] == [f"{line}\n{line}\nwould meet again.", "Next."]


def test_a_horizontal_bar_is_a_dash() -> None:
    text = "LIMA \u2015 The two met."
    assert clean(text, Span(0, len(text))).text == "LIMA \u2014 The two met."
