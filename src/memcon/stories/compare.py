"""How likely two reports tell one occurrence, and why: a sum of plain evidence, each with its weight from a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from memcon.model.report import Outlet
from memcon.stories.occurrence import Occurrence, contrast
from memcon.stories.vectors import Numbers

SHOWN_NAMES = 3
SHOWN_LIKENESS = 0.2
NAMED_DAYS = 2
"""An opening that names more days than this does not say which is the occurrence's."""
NEAR_DAYS = 3
# So many sampled runs of prose in common, and such a part of the shorter report's, are copied, not chance.
COPIED_RUNS = 8
COPIED_SHARE = 0.2


class Traits(NamedTuple):
    """What is compared of a report beside its words, as in its Signals. `written`: names, each followed by how the
    report writes it."""

    outlet: Outlet | None
    agency: str | None
    day: int | None
    weekdays: frozenset[str]
    days: frozenset[int]
    occurrence: Occurrence | None
    written: tuple[str, ...]


class Alike(NamedTuple):
    """Cosines of two reports' words, titles and leads."""

    words: float
    title: float
    lead: float


@cache
def evidence_weights() -> Mapping[str, float]:
    """Weight of each kind of evidence in log odds (data/stories/weights.toml)."""
    text = files("memcon.data").joinpath("stories/weights.toml").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in tomllib.loads(text)["evidence"].items()}


def compare(a: Traits, b: Traits, words: float, wording: float) -> float:
    """Log odds that two reports tell one occurrence, their standing left out. Symmetric. `words`: their cosine;
    `wording`: what it and those of titles and leads count."""
    weights = evidence_weights()
    for name, value in beside(a, b, words).items():
        wording += weights.get(name, 0.0) * value
    return weights["base"] + wording


def wording(cosines: Numbers) -> Numbers:
    """What the cosines of words, titles and leads (columns) count by themselves, in log odds."""
    words, title, lead = (evidence_weights().get(name, 0.0) for name in Alike._fields)
    counted: Numbers = words * cosines[:, 0] + title * cosines[:, 1] + lead * cosines[:, 2]
    return counted


def explain(a: Traits, b: Traits, alike: Alike, names: Mapping[str, float]) -> str:
    """The evidence on one pair in words, strongest first: names both use (as `a` writes them), what is alike, and what
    speaks against. `names`: those both use, with what each weighs."""
    weights = evidence_weights()
    likest = [f"{_ALIKE[kind]} {round(100 * x)} % alike" for kind, x in alike._asdict().items() if x >= SHOWN_LIKENESS]
    found = beside(a, b, alike.words)
    parts = {name: weights.get(name, 0.0) * value for name, value in found.items() if name in _SAYS}
    told = sorted((p for p in parts.items() if p[1] > 0), key=lambda p: (-p[1], p[0]))
    against = sorted((p for p in parts.items() if p[1] < 0), key=lambda p: (p[1], p[0]))
    written = dict(zip(a.written[::2], a.written[1::2], strict=True))
    shown = sorted(names, key=lambda name: (-names[name], name))[:SHOWN_NAMES]
    return "; ".join(
        [f"both name {', '.join(written.get(name, name.title()) for name in shown)}"] * bool(shown)
        + likest
        + list(dict.fromkeys(_SAYS[name] for name, _ in told))[:3]
        + [f"but {_SAYS[name]}" for name, _ in against]
    )


def copied(shared: int, fewer: int) -> bool:
    """True when so many sampled runs in common, of the `fewer` that one of two reports has, show that the two share
    much of their prose."""
    return shared >= COPIED_RUNS and shared >= COPIED_SHARE * fewer


def one_outlet(a: Traits, b: Traits) -> bool:
    """True when one outlet printed both: what it prints again is its furniture (teasers, boxes), not a copy."""
    return a.outlet is not None and b.outlet is not None and a.outlet.name == b.outlet.name


def beside(a: Traits, b: Traits, words: float) -> dict[str, float]:
    """The evidence on one pair, beside how alike their words are, by name: gap of the days of publication (unknown is
    a case of its own, never "equal": the `words` count more then); days and weekdays named in the leads; the
    occurrences told."""
    gap = None if a.day is None or b.day is None else abs(a.day - b.day)
    found = {_GAPS.get(gap, "gap_more"): 1.0}
    if a.weekdays and b.weekdays and a.weekdays.isdisjoint(b.weekdays):
        found["weekday_other"] = 1.0
    if 0 < len(a.days) <= NAMED_DAYS and 0 < len(b.days) <= NAMED_DAYS:
        apart = min(min(abs(x - y), 366 - abs(x - y)) for x in a.days for y in b.days)
        if apart == 0:
            found["day_same"] = 1.0
        elif apart > NEAR_DAYS:
            found["day_other"] = 1.0
    if gap is None:
        found["words_undated"] = words
    found.update(contrast(a.occurrence, b.occurrence))
    return found


_GAPS = {None: "gap_unknown", 0: "gap_0", 1: "gap_1", 2: "gap_2", 3: "gap_3"}
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
