"""How likely two reports tell one occurrence, and why: a sum of plain evidence, each with its weight from a file."""

from __future__ import annotations

import tomllib
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from memcon.model.report import Outlet
from memcon.stories.occurrence import Occurrence, contrast
from memcon.stories.signals import Signals
from memcon.stories.vectors import Bag, Vector, Vocabulary, cosine, weigh

# A vector keeps its heaviest terms only: the light rest changes no score and fills memory.
KEPT_TERMS = 200
KEY_TERMS = 20
SHOWN_NAMES = 3
SHOWN_LIKENESS = 0.2
NAMED_DAYS = 2
"""An opening that names more days than this does not say which is the occurrence's."""
NEAR_DAYS = 3
USUAL = 0.3
"""Likeness that two reports of one occurrence usually reach, at least …"""
LONELY = 0.3
"""… and what is asked beyond it of the only candidate; of ten, a tenth."""
# So many sampled runs of prose in common, and such a part of the shorter report's, are copied, not chance.
COPIED_RUNS = 8
COPIED_SHARE = 0.2


class Side(NamedTuple):
    """One report made ready for comparing: `words` (all), `title`, `lead`, `names` as weighted vectors; the rest as in
    its Signals."""

    report: str
    words: Vector
    title: Vector
    lead: Vector
    names: Vector
    written: Mapping[str, str]
    outlet: Outlet | None
    agency: str | None
    day: int | None
    weekdays: frozenset[str]
    days: frozenset[int]
    runs: array[int]
    occurrence: Occurrence | None


class Match(NamedTuple):
    """`value`: log odds that two reports tell one occurrence, their standing left out. `likeness`: of their words."""

    value: float
    likeness: float


class Open(NamedTuple):
    """A side with its vectors unpacked, for comparing with many others."""

    side: Side
    words: Mapping[int, float]
    title: Mapping[int, float]
    lead: Mapping[int, float]


class Packed(NamedTuple):
    """Signals packed for memory, before the weights of words are known."""

    signals: Signals
    words: Bag
    title: Bag
    lead: Bag
    names: Bag


def pack(signals: Signals, vocabulary: Vocabulary) -> Packed:
    """Put the words of one report into arrays; its counters are let go."""
    bag = vocabulary.bag
    light = signals._replace(terms={}, title={}, lead={}, names={})
    return Packed(light, bag(signals.terms), bag(signals.title), bag(signals.lead), bag(signals.names))


def sides(packed: Sequence[Packed], telling: Sequence[float]) -> list[Side]:
    """Weighted vectors for each report, given how telling each term of the vocabulary is."""
    return [_side(one, telling) for one in packed]


def _side(one: Packed, telling: Sequence[float]) -> Side:
    s = one.signals
    return Side(
        s.report,
        weigh(one.words, telling, keep=KEPT_TERMS),
        weigh(one.title, telling, keep=KEPT_TERMS),
        weigh(one.lead, telling, keep=KEPT_TERMS),
        weigh(one.names, telling, keep=KEPT_TERMS),
        s.written,
        s.outlet,
        s.agency,
        s.day,
        s.weekdays,
        s.days,
        s.runs,
        s.occurrence,
    )


@cache
def evidence_weights() -> Mapping[str, float]:
    """Weight of each kind of evidence in log odds (data/stories/weights.toml)."""
    text = files("memcon.data").joinpath("stories/weights.toml").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in tomllib.loads(text)["evidence"].items()}


def compare(a: Side | Open, b: Side) -> Match:
    """Match two reports. Symmetric; uses nothing but the two sides."""
    weights = evidence_weights()
    found = evidence(a if isinstance(a, Open) else unpack(a), b)
    value = weights["base"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return Match(value, found["words"] + (found["title"] + found["lead"]) / 2)


def standing(likeness: float, best_a: float, best_b: float) -> float:
    """What a pair gains in log odds by how near it comes to the likest that each of the two has (`best`) in the
    stream: reports of one occurrence are each other's nearest."""
    return evidence_weights()["standing"] * (likeness / best_a + likeness / best_b) / 2


def best(likenesses: Sequence[float]) -> float:
    """The likest of a report's candidates, never below what is usual: nobody is near for want of company, so with few
    candidates more is asked."""
    return max(USUAL + LONELY / max(1, len(likenesses)), *likenesses, 0.0)


def explain(a: Side, b: Side, words: Sequence[str]) -> str:
    """The evidence on one pair in words, strongest first: names both use (as `a` writes them), what is alike, and what
    speaks against. `words`: the vocabulary by number."""
    weights = evidence_weights()
    found = evidence(unpack(a), b)
    alike = [
        f"{name} {round(100 * found[key])} % alike" for key, name in _ALIKE.items() if found[key] >= SHOWN_LIKENESS
    ]
    parts = {name: weights.get(name, 0.0) * value for name, value in found.items() if name in _SAYS}
    told = sorted((p for p in parts.items() if p[1] > 0), key=lambda p: (-p[1], p[0]))
    against = sorted((p for p in parts.items() if p[1] < 0), key=lambda p: (p[1], p[0]))
    names = [a.written.get(name, name.title()) for name in _shared_names(a, b, words)]
    return "; ".join(
        [f"both name {', '.join(names)}"] * bool(names)
        + alike
        + list(dict.fromkeys(_SAYS[name] for name, _ in told))[:3]
        + [f"but {_SAYS[name]}" for name, _ in against]
    )


def _shared_names(a: Side, b: Side, words: Sequence[str]) -> list[str]:
    mine = a.names.unpacked()
    shared = [(mine[t] * w, words[t]) for t, w in zip(b.names.terms, b.names.weights, strict=True) if t in mine]
    return [name for _, name in sorted(shared, key=lambda p: (-p[0], p[1]))[:SHOWN_NAMES]]


def copied(a: Side, b: Side) -> bool:
    """True when the sampled runs show that the two share much of their prose. What one outlet prints
    again is its furniture (teasers, boxes), not a copy."""
    if a.outlet is not None and b.outlet is not None and a.outlet.name == b.outlet.name:
        return False
    fewer = min(len(a.runs), len(b.runs))
    if fewer < COPIED_RUNS:
        return False
    shared = len(set(a.runs).intersection(b.runs))
    return shared >= COPIED_RUNS and shared >= COPIED_SHARE * fewer


def unpack(side: Side) -> Open:
    """Unpack the vectors that are compared."""
    return Open(side, side.words.unpacked(), side.title.unpacked(), side.lead.unpacked())


def evidence(a: Open, b: Side) -> dict[str, float]:
    """The evidence on one pair by name: cosines of words, titles and leads; gap of the days of publication (unknown is
    a case of its own, never "equal"); days and weekdays named in the leads; the occurrences told."""
    words = cosine(a.words, b.words)
    gap = None if a.side.day is None or b.day is None else abs(a.side.day - b.day)
    found = {
        "words": words,
        "title": cosine(a.title, b.title),
        "lead": cosine(a.lead, b.lead),
        _gap(gap): 1.0,
        **_named_days(a.side, b),
    }
    if gap is None:
        found["words_undated"] = words
    return found | contrast(a.side.occurrence, b.occurrence)


def _gap(days: int | None) -> str:
    if days is None:
        return "gap_unknown"
    return f"gap_{days}" if days < 4 else "gap_more"


def _named_days(a: Side, b: Side) -> dict[str, float]:
    found: dict[str, float] = {}
    if a.weekdays and b.weekdays and not a.weekdays & b.weekdays:
        found["weekday_other"] = 1.0
    if 0 < len(a.days) <= NAMED_DAYS and 0 < len(b.days) <= NAMED_DAYS:
        gap = min(min(abs(x - y), 366 - abs(x - y)) for x in a.days for y in b.days)
        if gap == 0:
            found["day_same"] = 1.0
        elif gap > NEAR_DAYS:
            found["day_other"] = 1.0
    return found


_ALIKE = {"words": "wording", "title": "titles", "lead": "openings"}
_SAYS = {
    "gap_0": "published on one day",
    "gap_1": "published a day apart",
    "gap_more": "published days apart",
    "weekday_other": "other weekday named",
    "day_same": "same day named",
    "day_other": "other day named",
    "parties_same": "same parties",
    "parties_other": "other parties",
    "event_same": "same kind of event",
    "when_same": "same date of the event",
    "when_other": "other date of the event",
    "place_same": "same place",
    "place_other": "other place",
}
