"""Sentences cut into clauses, each with its own words, its doer and its subject."""

import pytest

from memcon.claims.clauses import says_enough, spans_of, split_sentence, subject_of, words_of
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.syntax import Syntax
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

PARSER = SpacyParser()


def syntax_of(text: str) -> Syntax:
    (reading,) = parse(split_body([Reading(Report("r", text))]), PARSER)
    assert reading.syntax is not None
    return reading.syntax


def told(text: str) -> list[str]:
    """Clauses of the first sentence that say enough, as they are shown."""
    syntax = syntax_of(text)
    clauses = [c for c in split_sentence(syntax, 0) if says_enough(syntax, c)]
    return [words_of(syntax, c, spans_of(syntax, c), text) for c in clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port closed two terminals on Monday.", ["The port closed two terminals on Monday"]),
        (
            "The ministers signed a fishing treaty and opened three new ferry lines.",
            ["The ministers signed a fishing treaty", "The ministers opened three new ferry lines"],
        ),
        (
            "The treaty, which covers nine islands, will end the long dispute over herring.",
            ["The treaty will end the long dispute over herring", "The treaty covers nine islands"],
        ),
        (
            "Reis said that the northern harbour would reopen before winter.",
            ["the northern harbour would reopen before winter"],
        ),
        ("The minister told reporters.", []),
        ("Ana Reis met Bo Lind in Oslo.", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The envoy flew home to prepare the second round of talks on tariffs.",
        "The talks will end if the two sides find no agreement on herring quotas.",
    ],
)
def test_an_aim_or_a_condition_is_a_part_of_its_clause(text: str) -> None:
    assert told(text) == [text.rstrip(".")]


def test_every_token_stands_in_one_clause() -> None:
    text = "When the storm came, the crew, who had sailed for days, left the ship and rowed to the nearest island."
    syntax = syntax_of(text)
    tokens = sorted(i for c in split_sentence(syntax, 0) for i in c.tokens)
    assert tokens == list(range(len(syntax)))


def test_the_subject_is_its_own_or_the_one_it_shares() -> None:
    text = "The northern fleet, which lost two ships, left the bay and reached the open sea."
    syntax = syntax_of(text)
    found = {subject_of(syntax, c, text) for c in split_sentence(syntax, 0)}
    assert all(s is not None and "fleet" in s for s in found)


def test_what_was_cut_out_of_a_clause_is_in_none_of_its_spans() -> None:
    syntax = syntax_of("The port closed two terminals.")
    gap = Syntax(
        syntax.words,
        [s + (400 if k > 2 else 0) for k, s in enumerate(syntax.starts)],
        [e + (400 if k > 2 else 0) for k, e in enumerate(syntax.ends)],
        syntax.lemmas,
        syntax.pos,
        syntax.tags,
        syntax.deps,
        syntax.heads,
        syntax.sentences,
    )
    (clause,) = split_sentence(gap, 0)
    assert max(s.end - s.start for s in spans_of(gap, clause)) < 100
