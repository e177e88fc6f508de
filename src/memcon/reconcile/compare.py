"""Two values of one point: the same, narrower, otherwise. A false "otherwise" accuses an outlet: doubt is narrower."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from memcon.claims.pairs import compare_texts
from memcon.knowledge.kb import fold
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.when import When
from memcon.reconcile.words import content_words, overlap

Relation = Literal["same", "narrower", "differs"]

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_LEAST = re.compile(
    r"\b(?:more than|over|at least|upwards of|no less than|longer than|exceed\w*|in excess of)\b", re.IGNORECASE
)
_MOST = re.compile(
    r"\b(?:less than|under|at most|up to|nearly|almost|just short of|no more than|close to)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:about|around|some|roughly|approximately|or so|nearly|almost|close to)\b", re.IGNORECASE)
DURATIONS = ("duration", "duration.planned", "duration.visit")
ROUND = 0.15
"""How far "about 45" may lie from the figure it rounds."""


def compare(a: Claim, b: Claim) -> tuple[Relation, str | None]:
    """Relation of `b` to the base `a` on one point, and the kind of a difference (number, date, place, person)."""
    if a.point == "parties" and (a.status == "denied") != (b.status == "denied"):
        return "differs", "polarity"
    if said(a) == said(b):
        return "same", None
    if (
        a.event is not None
        and b.event is not None
        and a.point == b.point == "background"
        and _one_day(a.event, b.event)
    ):
        return "same", None
    if a.value is None or b.value is None or a.point == "background":
        return _wordings(a, b)
    if a.point in DURATIONS:
        return _durations(a, b)
    if a.point == "when":
        return _dates(a.value, b.value)
    if a.point == "parties":
        return "narrower", None
    if a.point in ("host", "initiator") and a.actors and a.actors == b.actors:
        return "same", None
    if a.point == "place":
        if fold(a.value) == fold(b.value):
            return "same", None
        return ("narrower", None) if _one_place(a, b) else ("differs", "place")
    if a.point == "count":
        return _counts(a, b)
    if a.point == "ordinal":
        return "differs", "number"
    if a.point in ("host", "initiator"):
        return "differs", "person"
    return _wordings(a, b)


def _one_day(a: Event, b: Event) -> bool:
    """True for happenings of one kind that both tellings put on the same day, or in the same month or year."""
    return a.type == b.type and a.when is not None and b.when is not None and a.when.value == b.when.value


def said(claim: Claim) -> str:
    """The words or the value to compare; a background's value is its event code, which says too little."""
    return claim.text if claim.point == "background" else claim.value or claim.text


ALIKE = 0.8
"""Share of content words from which two wordings of one point are the same; below it the poorer one is narrower."""
_PLANTED = ("number", "date", "polarity")
"""Kinds of difference that are told apart inside two wordings of one point."""


def _wordings(a: Claim, b: Claim) -> tuple[Relation, str | None]:
    """Two wordings that were laid together: otherwise only where nearly all words are shared and one figure, date or
    negation parts them."""
    shared = overlap(said(a), said(b))
    if a.point in ("pledge", "outcome", "stance", "count") and shared >= ALIKE - 0.15:
        found = compare_texts(said(a), said(b))
        if found.relation == "differs" and found.kind in _PLANTED:
            return "differs", found.kind
    part = len(_words_of(a) & _words_of(b)) / max(len(_words_of(a)), len(_words_of(b)), 1)
    return ("same" if shared >= ALIKE and part >= WHOLE else "narrower"), None


WHOLE = 0.5
"""Share of the longer wording's words that the shorter must have; below it the shorter is a part of the longer."""


def _words_of(claim: Claim) -> frozenset[str]:
    return content_words(said(claim))


def _counts(a: Claim, b: Claim) -> tuple[Relation, str | None]:
    one, other = ((c.value or "").partition("=")[2] for c in (a, b))
    if one == other:
        return "same", None
    if not (one.isdigit() and other.isdigit()) or _allow(float(one), float(other), a.text, b.text):
        return "narrower", None
    return "differs", "number"


def _allow(one: float, other: float, a: str, b: str) -> bool:
    """True when a hedge in one wording ("more than", "about", "nearly") lets the other's figure in."""
    for x, y, words in ((one, other, a), (other, one, b)):
        if (_LEAST.search(words) and y >= x) or (_MOST.search(words) and y <= x):
            return True
        if _ABOUT.search(words) and abs(x - y) <= ROUND * max(x, y):
            return True
    return False


def _dates(a: str, b: str) -> tuple[Relation, str | None]:
    return ("narrower", None) if When(a).allows(When(b)) else ("differs", "date")


def apart(a: Claim, b: Claim) -> bool:
    """True when two values of one point exclude each other but nobody can call that a difference: a day that a weekday
    or "today" was counted to, a call across midnight, a place whose state nobody knows, parties of whom neither telling
    has all, a rank among other things, a length in days beside one in minutes, figures of happenings that are not known
    to be one."""
    if a.point == "ordinal" and a.value == b.value:
        # "The first state dinner" and "for the first time" are the first of two things.
        return overlap(_unranked(a.text), _unranked(b.text)) == 0.0
    if a.value is None or b.value is None or a.value == b.value:
        return False
    if a.point == "when":
        excluded = not When(a.value).allows(When(b.value))
        return excluded and (not (_printed(a) and _printed(b)) or (_by_phone(a, b) and _next_to(a.value, b.value)))
    if a.point == "place" and a.event and b.event and a.event.place and b.event.place:
        unknown = a.event.place.country is None or b.event.place.country is None
        return unknown and fold(a.value) != fold(b.value)
    if a.point == "parties":
        one, other = set(a.value.split("|")), set(b.value.split("|"))
        return not (one <= other or other <= one)
    if a.point == "ordinal":
        return overlap(_unranked(a.text), _unranked(b.text)) < ALIKE - 0.2
    if a.point in DURATIONS:
        return _in_days(a.value) != _in_days(b.value)
    return False


def _unranked(text: str) -> str:
    return _RANK.sub(" ", text)


_RANK = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|his|her|their)\b",
    re.IGNORECASE,
)


def _in_days(value: str) -> bool:
    return "T" not in value


def _by_phone(a: Claim, b: Claim) -> bool:
    return any(c.event is not None and c.event.mode == "phone" for c in (a, b))


def _next_to(a: str, b: str) -> bool:
    """Two days that follow each other: one moment in two places."""
    if len(a) != DAY or len(b) != DAY:
        return False
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) == 1


DAY = 10
"""Length of an ISO day."""


def _printed(claim: Claim) -> bool:
    return any(c.isdigit() for c in claim.text)


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
    return ("narrower", None) if _allow(one, other, a.text, b.text) else ("differs", "number")


def hedged(text: str) -> bool:
    """True when the words call their figure rounded or a bound."""
    return any(p.search(text) for p in (_LEAST, _MOST, _ABOUT))
