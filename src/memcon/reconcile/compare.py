"""Two values of one point: the same, narrower, otherwise. A false "otherwise" accuses an outlet: doubt is narrower."""

from __future__ import annotations

import re
from typing import Literal

from memcon.model.claim import Claim
from memcon.model.when import When

Relation = Literal["same", "narrower", "differs"]

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_LEAST = re.compile(
    r"\b(?:more than|over|at least|upwards of|no less than|longer than|exceed\w*|in excess of)\b", re.IGNORECASE
)
_MOST = re.compile(
    r"\b(?:less than|under|at most|up to|nearly|almost|just short of|no more than|close to)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:about|around|some|roughly|approximately|or so|nearly|almost|close to)\b", re.IGNORECASE)
ROUND = 0.15
"""How far "about 45" may lie from the figure it rounds."""


def compare(a: Claim, b: Claim) -> tuple[Relation, str | None]:
    """Relation of `b` to the base `a` on one point, and the kind of a difference (number, date, place, person)."""
    if a.value == b.value or a.value is None or b.value is None:
        return "same", None
    if a.point in ("duration", "duration.planned"):
        return _durations(a, b)
    if a.point == "when":
        return _dates(a.value, b.value)
    if a.point in ("parties", "present"):
        return _lists(set(a.value.split("|")), set(b.value.split("|")))
    if a.point == "place":
        return ("narrower", None) if _one_place(a, b) else ("differs", "place")
    if a.point in ("ordinal", "count"):
        return "differs", "number"
    if a.point in ("host", "initiator"):
        return "differs", "person"
    return "narrower", None


def _lists(a: set[str], b: set[str]) -> tuple[Relation, str | None]:
    return ("narrower", None) if a <= b or b <= a or a & b else ("differs", "person")


def _dates(a: str, b: str) -> tuple[Relation, str | None]:
    one, other = When(a), When(b)
    return ("narrower", None) if one.holds(other) or other.holds(one) else ("differs", "date")


def _one_place(a: Claim, b: Claim) -> bool:
    """A venue and its town, a town and its country: places that may be one."""
    one, other = a.event.place if a.event else None, b.event.place if b.event else None
    if one is None or other is None:
        return True
    if one.name in (other.name, *other.also) or other.name in one.also:
        return True
    if one.country != other.country:
        return False
    return (
        "country" in (one.kind, other.kind)
        or "venue" in (one.kind, other.kind)
        or _near(one.lat, one.lon, other.lat, other.lon)
    )


def _near(*coordinates: float | None) -> bool:
    """Within half a degree, or not known to be apart."""
    if None in coordinates:
        return True
    lat, lon, lat2, lon2 = (float(c) for c in coordinates if c is not None)
    return abs(lat - lat2) < 0.5 and abs(lon - lon2) < 0.5


def minutes(value: str) -> float | None:
    """Minutes of an ISO 8601 duration of days, hours and minutes; None for another form."""
    m = _DURATION.fullmatch(value)
    if m is None or not any(m.groups()):
        return None
    days, hours, mins = (int(g or 0) for g in m.groups())
    return days * 1440 + hours * 60 + mins


def _durations(a: Claim, b: Claim) -> tuple[Relation, str | None]:
    one, other = minutes(a.value or ""), minutes(b.value or "")
    if one is None or other is None:
        return "narrower", None
    for x, y, words in ((one, other, a.text), (other, one, b.text)):
        if (_LEAST.search(words) and y >= x) or (_MOST.search(words) and y <= x):
            return "narrower", None
        if _ABOUT.search(words) and abs(x - y) <= ROUND * max(x, y):
            return "narrower", None
    return "differs", "number"
