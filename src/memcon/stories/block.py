"""Candidate pairs by cheap keys: rare terms, pairs of common terms, runs of copied prose. Never all pairs.

The work per report is bounded whatever the size of the stream: a key that many reports hold is narrowed to the nearest
in time, and each report keeps its best candidates only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from typing import NamedTuple

CAP = 40
"""A key held by at most this many reports pairs them all; a more common one pairs each with its nearest in time."""
WINDOW = 12
RUN_WINDOW = 4
"""A run of prose that many reports hold is pressed into a chain: copies are found through one another."""
RUN_WEIGHT = 0.03
PAIRED_TERMS = 8
KEEP = 30
"""Candidates kept for each report."""

# Keys are whole numbers, for memory: terms as they are, then pairs of terms, then runs, each in a range of its own.
_PAIR = 1 << 32
_RUN = 1 << 80


class Keys(NamedTuple):
    """What one report is filed under: `terms` with weights, heaviest first; `runs` of prose (32-bit hashes); `day`
    as an ordinal, or None."""

    terms: Sequence[tuple[int, float]]
    runs: Iterable[int]
    day: int | None


def candidates(keys: Sequence[Keys]) -> list[tuple[int, int]]:
    """Pairs (i < j) of positions in `keys` worth comparing, sorted. `keys` must come in an order of their own content
    (by report id): ties then fall the same way whatever the order of arrival."""
    held = Counter(term for one in keys for term, _ in one.terms)
    common = frozenset(term for term, count in held.items() if count > CAP)
    order = sorted(range(len(keys)), key=lambda i: (_moment(keys[i].day), i))
    shelves = _file([[key for key, _ in _keys(keys[i], common)] for i in order])
    found: set[tuple[int, int]] = set()
    for at, i in enumerate(order):
        for near in _best(at, _keys(keys[i], common), shelves):
            j = order[near]
            found.add((min(i, j), max(i, j)))
    return sorted(found)


def _keys(one: Keys, common: frozenset[int]) -> Iterator[tuple[int, float]]:
    """Each key of a report with its weight: single terms, pairs of heavy but common terms, runs of prose."""
    for term, weight in one.terms:
        yield term, weight * weight
    heavy = [(term, weight) for term, weight in one.terms if term in common][:PAIRED_TERMS]
    for (a, x), (b, y) in combinations(heavy, 2):
        yield _PAIR * (1 + min(a, b)) + max(a, b), x * y
    for run in one.runs:
        yield _RUN + run, RUN_WEIGHT


def _file(filed: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Key to the places (in time's order) of the reports under it, for keys that two or more hold."""
    count = len(filed)
    entries = sorted(key * count + at for at, keys in enumerate(filed) for key in keys)
    groups = ((key, [entry % count for entry in group]) for key, group in groupby(entries, lambda e: e // count))
    return {key: places for key, places in groups if len(places) > 1}


def _best(at: int, keys: Iterable[tuple[int, float]], shelves: dict[int, list[int]]) -> list[int]:
    """Places of the reports that share most with the one at `at`, at most KEEP."""
    weights: defaultdict[int, float] = defaultdict(float)
    for key, weight in keys:
        for other in _near(at, key, shelves.get(key, ())):
            weights[other] += weight
    weights.pop(at, None)
    return sorted(weights, key=lambda other: (-weights[other], other))[:KEEP]


def _near(at: int, key: int, places: Sequence[int]) -> Sequence[int]:
    """The reports under one key that the one at `at` is compared with."""
    if len(places) <= CAP:
        return places
    width = RUN_WINDOW if key >= _RUN else WINDOW
    middle = bisect_left(places, at)
    return places[max(0, middle - width) : middle + width + 1]


def _moment(day: int | None) -> float:
    """Undated reports stand last."""
    return float("inf") if day is None else day
