"""Dates and what they leave open."""

import pytest

from memcon.model.when import When
from memcon.relations.join import days, wide


@pytest.mark.parametrize(
    ("value", "inferred", "number", "is_wide"),
    [
        ("2024-06-03", False, 1, False),
        ("2024-06-03T10:00", False, 1, False),
        ("2024-06-03", True, 1, False),
        ("2024-06", False, 30, True),
        ("2024", False, 366, True),
        ("1910/1945", False, 13149, True),
        ("2024-06-03/2024-06-05", False, 3, False),
        ("2024-06-03/2024-06-09", True, 7, True),
    ],
)
def test_how_wide_a_date_is(value: str, inferred: bool, number: int, is_wide: bool) -> None:
    when = When(value, inferred=inferred)
    assert (days(when), wide(when)) == (number, is_wide)


def test_no_date_is_wider_than_any() -> None:
    assert days(None) > days(When("0001/9999"))
    assert wide(None)
