"""How likely two reports tell one occurrence, and why: a sum of plain evidence, each with its weight from a file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from memcon.stories.occurrence import Occurrence, contrast
from memcon.stories.signals import Signals
from memcon.stories.vectors import Bag, Vector, Vocabulary, cosine, weigh

# A vector keeps its heaviest terms only: the light rest changes no score and fills memory.
KEPT_TERMS = 200
KEY_TERMS = 20
SHOWN_NAMES = 3
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
    day: int | None
    weekdays: frozenset[str]
    days: frozenset[tuple[int, int]]
    runs: tuple[int, ...]
    occurrence: Occurrence | None


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


def compare(a: Side | Open, b: Side) -> float:
    """Log odds that two reports tell one occurrence. Symmetric; uses nothing but the two sides."""
    weights = evidence_weights()
    found = evidence(a if isinstance(a, Open) else unpack(a), b)
    return weights["base"] + sum(weights[name] * value for name, value in found.items())


def explain(a: Side, b: Side, words: Sequence[str]) -> str:
    """The evidence on one pair in words, strongest first: names that both use, what is alike, and what speaks against.
    `words`: the vocabulary by number."""
    weights = evidence_weights()
    parts = {name: weights[name] * value for name, value in evidence(unpack(a), b).items() if name in _SAYS}
    told = sorted((p for p in parts.items() if p[1] > 0), key=lambda p: (-p[1], p[0]))
    against = sorted((p for p in parts.items() if p[1] < 0), key=lambda p: (p[1], p[0]))
    names = _shared_names(a, b, words)
    return "; ".join(
        [f"both name {', '.join(names)}"] * bool(names)
        + list(dict.fromkeys(_SAYS[name] for name, _ in told))[:3]
        + [f"but {_SAYS[name]}" for name, _ in against]
    )


def _shared_names(a: Side, b: Side, words: Sequence[str]) -> list[str]:
    mine = a.names.unpacked()
    shared = [(mine[t] * w, words[t]) for t, w in zip(b.names.terms, b.names.weights, strict=True) if t in mine]
    return [name.title() for _, name in sorted(shared, key=lambda p: (-p[0], p[1]))[:SHOWN_NAMES]]


def copied(a: Side, b: Side) -> bool:
    """True when the sampled runs show that the two share much of their prose."""
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
        "words": math.sqrt(words),
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
    if a.days and b.days:
        found["day_same" if a.days & b.days else "day_other"] = 1.0
    return found


_SAYS = {
    "words": "wording in common",
    "words_undated": "wording in common",
    "title": "titles alike",
    "lead": "openings alike",
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
