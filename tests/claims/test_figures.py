"""Figures with the noun they count."""

import pytest

from memcon.claims.figures import figures
from memcon.model.reading import Reading
from memcon.model.report import Published, Report
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse
from memcon.times.find import find_times

PARSER = SpacyParser()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed the 86-page ferry accord.", [("86", "86-page ferry accord")]),
        ("Norway will send 1,400 soldiers home.", [("1400", "1,400 soldiers")]),
        ("Peru gets $75 billion in new timber.", [("USD=75000000000", "$75 billion in new timber")]),
        ("The tolls are waived for 90 days.", [("day=90", "90 days")]),
        ("They spoke for 45 minutes.", []),
        ("The three ministers signed five accords.", []),
        ("Tolls rose by 35 percent.", []),
        ("The war of 1987 is over.", []),
        ("He left the Group of 20 summit.", []),
        ("They met on May 21.", []),
    ],
)
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    batch = parse(split_body([Reading(Report("r", text, published=Published("2031-05-16")))]), PARSER)
    found = list(figures(find_times(batch)[0], ()))
    assert [(c.value, c.text) for c in found] == expected
    assert all(c.text == c.spans[0].of(text) for c in found)
