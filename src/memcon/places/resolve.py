"""Which of the places that share a name is meant: what stands beside it, what was told before, size, and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from memcon.places.candidates import Candidate
from memcon.places.gazetteer import Entry

# A town OUTRIGHT times as large as the next of its name is meant; LIKELY times will do inside a state that the report
# tells of. A capital counts as several times its size.
OUTRIGHT = 12.0
LIKELY = 5.0
_CAPITAL = 8
SMALL = 150
"""Thousands of people under which a town is not taken on its name alone."""


class Choice(NamedTuple):
    """`entry` is None while more than one of `left` may be meant."""

    entry: Entry | None
    left: tuple[Entry, ...] = ()
    why: str | None = None


class Setting:
    """What a report tells of where it plays: states named (by how often), and the names settled so far."""

    def __init__(self, states: Counter[str], surnames: frozenset[str] = frozenset()) -> None:
        """`states`: ISO alpha-3 codes and how often the report names them; `surnames`: folded, of persons it names."""
        self.states, self.surnames = states, surnames
        self.settled: dict[str, Entry] = {}


def tells_of(found: Sequence[Entry]) -> str | None:
    """The state that a name speaks for by itself: of a large town that stands out, or a venue; None else."""
    best = _outstanding(found, OUTRIGHT)
    if best is None or (best.kind == "town" and best.population < SMALL and not best.capital):
        return None
    return best.country if best.kind in ("town", "venue") else None


def choose(found: Sequence[Entry], candidate: Candidate, setting: Setting) -> Choice:
    """The entry meant by `candidate`, with the reason; None with what is left when two remain."""
    beside = [e for e in found if fits(e, candidate)]
    if candidate.country is not None:
        if not beside:
            return Choice(None)
        best = _outstanding(beside, LIKELY) or (beside[0] if len(beside) == 1 else None)
        return Choice(best, tuple(beside) if best is None else (), "the state told beside it")
    if candidate.key in setting.settled:
        return Choice(setting.settled[candidate.key], (), "told in full elsewhere in the report")
    if len(found) == 1:
        return _only(found[0], setting)
    best = _outstanding(found, OUTRIGHT)
    if best is not None:
        return Choice(best, (), "the largest of its name by far")
    return _by_setting(found, setting)


def _only(entry: Entry, setting: Setting) -> Choice:
    """The one place listed under a name: a small town only where the report speaks of its state, for an extract does
    not hold every place of that name."""
    if (
        entry.kind == "town"
        and entry.population < SMALL
        and not entry.capital
        and not setting.states[entry.country or ""]
    ):
        return Choice(None, (entry,), "small, and nothing else tells of its state")
    return Choice(entry)


def fits(entry: Entry, candidate: Candidate) -> bool:
    """True when the entry lies in the state and division told beside the name."""
    if candidate.division is not None and entry.division != candidate.division and entry.kind == "town":
        return False
    return entry.country == candidate.country or entry.country is None


def _by_setting(found: Sequence[Entry], setting: Setting) -> Choice:
    named = [e for e in found if e.country is not None and setting.states[e.country]]
    if len({e.country for e in named}) == 1:
        best = named[0] if len(named) == 1 else _outstanding(named, LIKELY)
        if best is not None:
            return Choice(best, (), f"the report tells of {best.country}")
    return Choice(None, tuple(found[:5]), "several of this name")


def _weight(entry: Entry) -> int:
    return max(entry.population, 1) * (_CAPITAL if entry.capital else 1)


def _outstanding(found: Sequence[Entry], times: float) -> Entry | None:
    """The entry `times` as weighty as any other, or None."""
    order = sorted(found, key=_weight, reverse=True)
    if len(order) > 1 and _weight(order[0]) < times * _weight(order[1]):
        return None
    return order[0] if order else None
