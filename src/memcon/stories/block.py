"""Candidate pairs by cheap keys: rare terms, pairs of common terms, runs of copied prose. Never all pairs.

The work per report is bounded whatever the size of the stream: a key that many reports hold is narrowed to the nearest
in time, and each report keeps its best candidates only.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from memcon.stories.vectors import Numbers

CAP = 40
"""A key held by at most this many reports pairs them all; a more common one pairs each with its nearest in time."""
WINDOW = 12
RUN_WINDOW = 4
"""A run of prose that many reports hold is pressed into a chain: copies are found through one another."""
RUN_WEIGHT = 0.03
PAIRED_TERMS = 8
KEEP = 30
"""Candidates kept for each report."""
TOGETHER = 64
"""Reports whose candidates are found in one go."""


class Keys(NamedTuple):
    """What one report is filed under: `terms` by number, heaviest first, with their `weights`; `runs` of prose (32-bit
    hashes); `day` as an ordinal, or None."""

    terms: Sequence[int]
    weights: Sequence[float]
    runs: Sequence[int]
    day: int | None


class Held(NamedTuple):
    """Keys that reports hold: `by` which report, by its place in time; `weights` of the keys."""

    keys: Numbers
    by: Numbers
    weights: Numbers


class Near(NamedTuple):
    """For each key a report (`by`) holds: the part `start` to `end` of `places` where those stand that it is compared
    with."""

    by: Numbers
    weights: Numbers
    start: Numbers
    end: Numbers
    places: Numbers


def candidates(keys: Iterable[Keys]) -> tuple[Numbers, Numbers]:
    """Pairs of positions in `keys` worth comparing, sorted: the first ones, and the second, each greater than its
    first. `keys` must come in an order of their own content (by report id): ties then fall the same way whatever the
    order of arrival."""
    terms, runs, order = _held(keys)
    alone = terms._replace(weights=terms.weights * terms.weights)
    near = _merged([_near(alone, WINDOW), _near(_pairs(terms), WINDOW), _near(runs, RUN_WINDOW)])
    cuts = np.searchsorted(near.by, np.arange(len(order) + 1))
    found = [np.empty(0, np.int64)]
    for start in range(0, len(order), TOGETHER):
        end = min(start + TOGETHER, len(order))
        at, other = _best(near, slice(cuts[start], cuts[end]))
        i, j = order[at], order[other]
        found.append(np.minimum(i, j) << 32 | np.maximum(i, j))
    pairs = np.unique(np.concatenate(found))
    return (pairs >> 32).astype(np.uint32), pairs.astype(np.uint32)


def _held(keys: Iterable[Keys]) -> tuple[Held, Held, Numbers]:
    """The terms and runs that the reports hold, and the reports in order of time, the undated last."""
    terms, weights, runs, sizes, days = array("I"), array("d"), array("I"), array("I"), array("d")
    for one in keys:
        terms.extend(one.terms)
        weights.extend(iter(one.weights))
        runs.extend(one.runs)
        sizes.extend((len(one.terms), len(one.runs)))
        days.append(math.inf if one.day is None else one.day)
    order = np.argsort(np.asarray(days), kind="stable")
    by = np.empty(len(order), np.uint32)
    by[order] = np.arange(len(order), dtype=np.uint32)
    of_terms, of_runs = (np.repeat(by, np.asarray(sizes)[kind::2]) for kind in range(2))
    return (
        Held(np.asarray(terms), of_terms, np.asarray(weights)),
        Held(np.asarray(runs), of_runs, np.full(len(runs), RUN_WEIGHT)),
        order,
    )


def _pairs(terms: Held) -> Held:
    """Pairs of each report's heaviest terms that are common; a report's terms stand together."""
    common = np.bincount(terms.keys)[terms.keys] > CAP if len(terms.keys) else np.empty(0, bool)
    _, ranks = np.unique(terms.keys[common], return_inverse=True)
    by, weights = terms.by[common], terms.weights[common]
    starts = np.flatnonzero(np.diff(by.astype(np.int64), prepend=-1)).astype(np.int32)
    ends = np.append(starts[1:], len(by))
    picked = np.array(list(combinations(range(PAIRED_TERMS), 2)), np.int32)
    there = (starts[:, None] + picked[:, 1]) < ends[:, None]
    first, second = (starts[:, None] + picked[:, 0])[there], (starts[:, None] + picked[:, 1])[there]
    count = len(ranks) + 1
    keys = np.minimum(ranks[first], ranks[second]) * count + np.maximum(ranks[first], ranks[second])
    return Held(keys, by[first], weights[first] * weights[second])


def _near(held: Held, width: int) -> Near:
    """Where to look for each key: among all that hold it, or those nearest in time. What one report alone holds is left
    out."""
    order = np.lexsort((held.by, held.keys))
    keys, places = held.keys[order], held.by[order]
    edges = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    bounds = np.concatenate([[0], edges, [len(keys)]]).astype(np.int32)
    sizes, here = np.diff(bounds), np.arange(len(keys), dtype=np.int32)
    start, end = np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)
    wide = end - start > CAP
    start[wide] = np.maximum(start, here - width)[wide]
    end[wide] = np.minimum(end, here + width + 1)[wide]
    shared = np.sort(order[end - start > 1])
    back = np.empty(len(order), np.int32)
    back[order] = here
    at = back[shared]
    return Near(held.by[shared], held.weights[shared], start[at], end[at], places)


def _merged(kinds: Sequence[Near]) -> Near:
    """All kinds of keys by report; of each report first those of the first kind, in their order."""
    by = np.concatenate([kind.by for kind in kinds])
    order = np.argsort(by, kind="stable")
    offsets = np.cumsum([0, *(len(kind.places) for kind in kinds)])[:-1]
    start = np.concatenate([kind.start + offset for kind, offset in zip(kinds, offsets, strict=True)])
    end = np.concatenate([kind.end + offset for kind, offset in zip(kinds, offsets, strict=True)])
    weights = np.concatenate([kind.weights for kind in kinds])
    return Near(by[order], weights[order], start[order], end[order], np.concatenate([k.places for k in kinds]))


def _best(near: Near, part: slice) -> tuple[Numbers, Numbers]:
    """The reports of a part of `near`, each as often as it has candidates, and its candidates: the others that share
    most with it, at most KEEP."""
    by, start, sizes = near.by[part], near.start[part], (near.end - near.start)[part]
    ends = np.cumsum(sizes)
    index = np.repeat(start - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
    pairs = np.repeat(by.astype(np.int64), sizes) << 32 | near.places[index]
    found, where = np.unique(pairs, return_inverse=True)
    # Sums go in the order of the keys (np.bincount adds one after the other): the same to the last bit on any machine.
    weights = np.bincount(where, np.repeat(near.weights[part], sizes), len(found))
    one, other = found >> 32, found & 0xFFFFFFFF
    ranked = np.lexsort((other, -weights, one))
    ranked = ranked[(one != other)[ranked]]
    firsts = np.searchsorted(one[ranked], one[ranked])
    kept = ranked[np.arange(len(ranked)) - firsts < KEEP]
    return one[kept], other[kept]
