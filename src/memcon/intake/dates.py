"""Dates and times as mastheads print them."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = {name[:n]: i + 1 for i, name in enumerate(_NAMES) for n in (3, 4, len(name))} | {"sept": 9}
_M = (
    r"(?P<{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE = re.compile(
    rf"{_DAY}(?:{_M.format('m1')}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_M.format('m2')},?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-./](?P<m3>\d{1,2})[-./](?P<d3>\d{1,2}))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[\sT,|at-]{0,6}(?P<h>\d{1,2})[:.](?P<min>\d{2})(?::(?P<sec>\d{2})(?:\.\d+)?)?\s*(?P<ap>[ap]\.?m\.?)?"
    r"\s*\(?(?P<zone>Z\b|[+-]\d{2}:?\d{2}|[A-Z]{2,4}\b)?\)?",
)

# Zones that mean one offset wherever they are printed; IST, CST and BST are printed for several and stay out.
_ZONES = {
    "JST": "+09:00",
    "KST": "+09:00",
    "GMT": "+00:00",
    "UTC": "+00:00",
    "Z": "+00:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "HKT": "+08:00",
    "SGT": "+08:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "NZST": "+12:00",
    "NZDT": "+13:00",
    "PKT": "+05:00",
    "WIB": "+07:00",
    "ICT": "+07:00",
}


class Stamp(NamedTuple):
    """An ISO date or date-time and where its words stand (offsets into the searched text)."""

    value: str
    start: int
    end: int


def find_stamp(text: str, start: int = 0, end: int | None = None) -> Stamp | None:
    """The first full date (day, month, year), with a time and zone directly behind it if there are any."""
    end = len(text) if end is None else end
    for m in _DATE.finditer(text, start, end):
        day = _day(m)
        if day is None:
            continue
        clock = _TIME.match(text, m.end(), end)
        value, stop = _with_clock(day, clock) if clock else (day, m.end())
        return Stamp(value, m.start(), stop)
    return None


def month_number(name: str) -> int | None:
    """1 to 12 for an English month, whole or abbreviated."""
    return _MONTH.get(name.rstrip(".").lower())


def _day(m: re.Match[str]) -> str | None:
    for k in "123":
        if m[f"y{k}"]:
            month = int(m["m3"]) if k == "3" else month_number(m[f"m{k}"])
            return iso_day(int(m[f"y{k}"]), month or 0, int(m[f"d{k}"]))
    return None


def iso_day(year: int, month: int, day: int) -> str | None:
    """`YYYY-MM-DD`, or None when there is no such day."""
    from datetime import date

    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _with_clock(day: str, m: re.Match[str]) -> tuple[str, int]:
    hour, minute, half = int(m["h"]), int(m["min"]), (m["ap"] or "").replace(".", "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return day, m.start()
    zone = m["zone"] or ""
    offset = _ZONES.get(zone) or (f"{zone[:3]}:{zone[-2:]}" if zone[:1] in "+-" and zone else "")
    end = m.end() if offset or not zone else m.start("zone")
    return f"{day}T{hour:02d}:{minute:02d}:{m['sec'] or '00'}{offset}", end


def iso_or_none(given: str) -> str | None:
    """A publication time as given in data: an ISO prefix is kept as it is, other full dates are read, else None."""
    text = given.strip()
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return text if len(text) < 10 or find_stamp(text) else None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", text):
        return text.replace(" ", "T", 1) if find_stamp(text[:10]) else None
    stamp = find_stamp(text)
    return stamp.value if stamp else None
