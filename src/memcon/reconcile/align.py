"""Which claims of different reports speak of one point of the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from memcon.model.claim import Claim

SINGLE = (
    "parties",
    "when",
    "place",
    "format",
    "host",
    "occasion",
    "initiator",
    "ordinal",
    "duration",
    "duration.planned",
)
"""Points that have one value for one occurrence."""


class Told(NamedTuple):
    """A claim and the report that tells it."""

    report: str
    claim: Claim


class Aligned(NamedTuple):
    """Claims on one point that speak of the same thing."""

    point: str
    told: tuple[Told, ...]


def align(told: Sequence[Told], mains: frozenset[str]) -> list[Aligned]:
    """Lay claims together. Points with one value are taken only from the reports' main events (`mains`), counts by what
    they count, all others by likeness: same actors, compatible dates, shared content words."""
    rows = sorted(told, key=lambda t: (t.claim.point, t.claim.spans[0], t.report, t.claim.id))
    found: list[Aligned] = []
    for point, group in groupby(rows, key=lambda t: t.claim.point):
        claims = list(group)
        if point in SINGLE:
            kept = tuple(t for t in claims if t.claim.about in mains)
            found.extend([Aligned(point, kept)] if kept else [])
        elif point == "count":
            found.extend(_by_unit(point, claims))
        else:
            found.extend(Aligned(point, tuple(c)) for c in _by_likeness(point, claims))
    return found


def _by_unit(point: str, claims: Sequence[Told]) -> list[Aligned]:
    units: dict[str, list[Told]] = {}
    for told in claims:
        units.setdefault((told.claim.value or "").partition("=")[0], []).append(told)
    return [Aligned(point, tuple(units[u])) for u in sorted(units)]


def _by_likeness(point: str, claims: Sequence[Told]) -> list[list[Told]]:
    """Greedy in a fixed order: a claim joins the cluster it is most like, if it is like it enough, else opens one."""
    clusters: list[list[Told]] = []
    for told in claims:
        scores = [(max(likeness(point, told.claim, other.claim) for other in c), -k) for k, c in enumerate(clusters)]
        best = max(scores, default=(0.0, 0))
        if best[0] >= ENOUGH.get(point, 0.5):
            clusters[-best[1]].append(told)
        else:
            clusters.append([told])
    return clusters


ENOUGH = {
    "quote": 0.6,
    "pledge": 0.45,
    "background": 0.5,
    "topic.raised": 0.5,
    "topic.not-raised": 0.3,
    "present": 0.9,
    "stance": 0.6,
    "assessment": 0.6,
    "outcome": 0.5,
}

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_STOP = frozenset(
    "the a an of and to in on at by for with from as is are was were be been being it its this that these "
    "those their his her our we i you they he she them will would shall should can could may might must "
    "have has had do does did not no said says which who whom whose into about over under between both "
    "each other also more than such so there here what when where while after before since during".split()
)


def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, lower case, cut to a common stem."""
    return frozenset(_stem(w) for w in _WORD.findall(text.lower()) if w not in _STOP)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("\u2019s")
    for end in (
        "ations",
        "ation",
        "ingly",
        "ments",
        "ment",
        "ings",
        "ing",
        "ions",
        "ion",
        "ies",
        "ied",
        "ed",
        "es",
        "ly",
        "al",
        "s",
        "e",
    ):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


def likeness(point: str, a: Claim, b: Claim) -> float:
    """0 to 1: how far two claims on a point speak of the same thing; 0 when their actors or dates exclude it."""
    if point == "present" or (point.startswith("topic") and a.value and a.value == b.value):
        return float(a.value == b.value and a.value is not None)
    if a.actors and b.actors and not _ids(a) & _ids(b):
        return 0.0
    if a.when is not None and b.when is not None and not a.when.allows(b.when):
        return 0.0
    if point == "background" and a.event is not None and b.event is not None:
        return _happenings(a, b)
    one, other = content_words(a.text), content_words(b.text)
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return shared / min(len(one), len(other)) * min(1.0, shared / 3)


def _ids(claim: Claim) -> set[str]:
    return {r.id or r.name for r in claim.actors}


def _happenings(a: Claim, b: Claim) -> float:
    """Two earlier happenings are one when type, parties and a dated time agree."""
    one, other = a.event, b.event
    if one is None or other is None or one.type != other.type:
        return 0.0
    same_place = one.place is None or other.place is None or one.place.name == other.place.name
    both_dated = one.when is not None and other.when is not None
    return 0.8 if same_place and both_dated else 0.3
