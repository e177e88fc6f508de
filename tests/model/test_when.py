"""Dates keep their precision."""

import pytest

from memcon.model.when import When


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2025-11", "2025-11-01", "2025-11-30"),
        ("2025-10-30", "2025-10-30", "2025-10-30"),
        ("1910/1945", "1910-01-01", "1945-12-31"),
        ("2025-10-30T09:00:00", "2025-10-30", "2025-10-30"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    assert When(value).bounds() == (first, last)


@pytest.mark.parametrize(
    ("a", "b", "allows", "holds"),
    [
        ("2025-10", "2025-10-30", True, True),
        ("2025-10-30", "2025-10", True, False),
        ("2025-10-29", "2025-10-30", False, False),
        ("1910/1945", "1919-03-01", True, True),
        ("2025", "2026-01-01", False, False),
    ],
)
def test_compare(a: str, b: str, allows: bool, holds: bool) -> None:
    assert When(a).allows(When(b)) is allows
    assert When(a).holds(When(b)) is holds
