"""Dates with their precision visible."""

from __future__ import annotations

import msgspec


class When(msgspec.Struct, frozen=True):
    """A date as an ISO prefix (`2025`, `2025-08`, `2025-10-30`) or interval (`1910/1945`), never padded.

    `words` are the report's own; `inferred` says that the value needed more than the words (an anchor, a weekday,
    an office's holder), and `why` says what.
    """

    value: str
    words: str | None = None
    inferred: bool = False
    why: str | None = None

    def bounds(self) -> tuple[str, str]:
        """First and last ISO day (`YYYY-MM-DD`, inclusive) that the value allows."""
        first, _, last = self.value.partition("/")
        return _first_day(first), _last_day(last or first)

    def allows(self, other: When) -> bool:
        """True when some day satisfies both: the two do not contradict one another."""
        a, b = self.bounds(), other.bounds()
        return a[0] <= b[1] and b[0] <= a[1]

    def holds(self, other: When) -> bool:
        """True when every day of `other` lies within this one (a month holds its days)."""
        a, b = self.bounds(), other.bounds()
        return a[0] <= b[0] and b[1] <= a[1]


_LAST = {"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}


def _first_day(value: str) -> str:
    return (value[:10] + "-01-01"[len(value[:10]) - 4 :]) if len(value) < 10 else value[:10]


def _last_day(value: str) -> str:
    if len(value) >= 10:
        return value[:10]
    if len(value) == 4:
        return f"{value}-12-31"
    year, month = int(value[:4]), value[5:7]
    leap = month == "02" and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return f"{value[:7]}-{'29' if leap else _LAST.get(month, '31')}"
