"""Posts quoted in a report count their days from the day under them."""

import pytest

from memcon.model.reading import Reading
from memcon.model.report import Published, Report
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse
from memcon.times.find import find_times

PARSER = SpacyParser()
SIGNED = "— Ada Brandt (@adabrandt) May 2, 2031"


def days(text: str) -> list[str | None]:
    report = Report(id="a", text=text, published=Published("2031-05-16"))
    reading = find_times([parse(split_body([Reading(report)]), PARSER)[0]])[0]
    return [t.when for t in reading.times or () if t.span.of(text).lower() == "yesterday"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The fleet sailed yesterday.\n\nWe met yesterday. {SIGNED}\n\nIt rained yesterday.\n",
         ["2031-05-15", "2031-05-01", "2031-05-15"]),
        (f"The fleet sailed yesterday.\n\nWe met yesterday.\n\n{SIGNED}\n\nIt rained yesterday.\n",
         ["2031-05-15", "2031-05-01", "2031-05-15"]),
        ("We met yesterday, wrote Ada Brandt (@adabrandt) in haste.\n", ["2031-05-15"]),
    ],
)  # fmt: skip
def test_days_of_posts(text: str, expected: list[str]) -> None:
    assert days(text) == expected
