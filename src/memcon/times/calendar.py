"""The civil calendar in TIMEX3 values: weeks, quarters, seasons, shifts by units, and values as ISO prefixes."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# A season's first month; winter runs into the next year (northern half of the globe, as TIMEX3 has it).
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-\d)?$")
_TIME_CODES = {"TH": "H", "TM": "M", "TS": "S"}


def week_of(day: date) -> str:
    """`2013-W12`: the ISO week that holds `day`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month + 2) // 3


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, its day cut to the month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, steps: int, unit: str) -> str | None:
    """The value `steps` units from `day`, as precise as the unit: `Y` a year, `W` an ISO week, `D` a day …; None when
    it leaves the calendar or the unit is one of the clock."""
    try:
        return _shifted(day, steps, unit)
    except (ValueError, OverflowError):
        return None


def _shifted(day: date, steps: int, unit: str) -> str | None:
    if unit == "D":
        return (day + timedelta(days=steps)).isoformat()
    if unit in ("W", "2W", "WE"):
        week = week_of(day + timedelta(weeks=steps * (2 if unit == "2W" else 1)))
        return f"{week}-WE" if unit == "WE" else week
    if unit == "M":
        return add_months(day, steps).isoformat()[:7]
    if unit == "Q":
        moved = add_months(day, 3 * steps)
        return f"{moved.year:04d}-Q{quarter_of(moved)}"
    if unit == "Y":
        return f"{date(day.year + steps, 1, 1).year:04d}"
    if unit == "DE":
        return f"{(day.year + 10 * steps) // 10:03d}"
    return f"{(day.year + 100 * steps) // 100:02d}" if unit == "CE" else None


def duration(amount: float | str, unit: str) -> str:
    """`P3D`, `PT45M`, `PXY`; halves of an hour are told in minutes (`PT1H30M`), other fractions as decimals."""
    if unit in _TIME_CODES:
        return "PT" + _clock_amount(amount, unit)
    if unit == "2W":
        amount, unit = (amount if isinstance(amount, str) else amount * 2), "W"
    if unit == "Q":
        amount, unit = (amount if isinstance(amount, str) else amount * 3), "M"
    if unit == "Y" and amount == 0.5:
        return "P6M"
    return "PT" + f"{_plain(amount)}NI" if unit == "NI" else f"P{_plain(amount)}{unit}"


def _clock_amount(amount: float | str, unit: str) -> str:
    if unit == "TH" and isinstance(amount, float) and amount % 1 == 0.5:
        return f"{int(amount)}H30M" if amount > 1 else "30M"
    return f"{_plain(amount)}{_TIME_CODES[unit]}"


def _plain(amount: float | str) -> str:
    return amount if isinstance(amount, str) else f"{amount:g}"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th (or, negative, n-th last) ISO `weekday` of a month."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def as_when(value: str | None) -> str | None:
    """A TIMEX3 value of a calendar date as an ISO prefix or interval; None for references, durations, `XXXX`."""
    if value is None or not value[:2].isdigit() or "X" in value:
        return None
    value = value.partition("T")[0]
    week = _WEEK.match(value)
    if week:
        return _week_days(int(week[1]), int(week[2]), week[3] or "")
    return value if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) else _wide(value)


def _week_days(year: int, week: int, part: str) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if part == "-WE":
        return f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
    if part:
        return (monday + timedelta(days=int(part[1:]) - 1)).isoformat()
    return f"{monday}/{monday + timedelta(days=6)}"


def _wide(value: str) -> str | None:
    """Quarters, halves, seasons, decades, centuries as intervals."""
    year, _, part = value.partition("-")
    if part in SEASONS:
        first = date(int(year), SEASONS[part], 1)
        return f"{first.isoformat()[:7]}/{add_months(first, 2).isoformat()[:7]}"
    if part[:1] in ("Q", "H") and part[1:].isdigit():
        size = 3 if part[0] == "Q" else 6
        first = date(int(year), size * (int(part[1:]) - 1) + 1, 1)
        return f"{first.isoformat()[:7]}/{add_months(first, size - 1).isoformat()[:7]}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0/{value}9"
    return f"{value}00/{value}99" if re.fullmatch(r"\d{2}", value) else None


def day_in(value: str) -> date | None:
    """A day inside `value` to shift from: the day itself, else the first of its month, quarter, week or year."""
    when = as_when(value)
    if when is None:
        return None
    first = when.partition("/")[0]
    try:
        return date.fromisoformat((first + "-01-01")[:10] if len(first) == 4 else (first + "-01")[:10])
    except ValueError:
        return None
