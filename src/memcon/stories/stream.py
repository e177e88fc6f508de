"""The reports of one run compared: candidate pairs with their scores, against the best each report has, and copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from memcon.stories.block import candidates
from memcon.stories.compare import (
    COPIED_RUNS,
    Alike,
    compare,
    copied,
    evidence_weights,
    explain,
    one_outlet,
    wording,
)
from memcon.stories.scores import Pair, Scores
from memcon.stories.sides import Sides
from memcon.stories.vectors import Numbers

UNBLOCKED = 2.0
"""What a pair loses that no key brought together: sharing no key is evidence too."""
USUAL = 0.3
"""Likeness that two reports of one occurrence usually reach, at least …"""
LONELY = 0.3
"""… and what is asked beyond it of the only candidate; of ten, a tenth."""


class Stream:
    """The reports of one run, compared. `scores`: log odds of the candidate pairs, which are those of `compare` and
    what a pair gains by how near it comes to the likest that each of the two has in the stream (`best`): reports of one
    occurrence are each other's nearest."""

    def __init__(self, sides: Sides) -> None:
        """Find the candidates and compare them."""
        self.sides, self._cosines = sides, sides.cosines()
        first, second = candidates(sides.keys())
        values, likeness = np.empty(len(first)), np.empty(len(first))
        cuts = np.searchsorted(first, np.arange(len(sides.reports) + 1)).tolist()
        for i, (start, end) in enumerate(pairwise(cuts)):
            if start < end:
                values[start:end], likeness[start:end] = self._matches(i, second[start:end])
        self._best = _best(len(sides.reports), first, second, likeness)
        self.scores = Scores(len(sides.reports), first, second, values + self._standing(first, second, likeness))

    def score(self, one: int, others: Sequence[int]) -> list[float]:
        """Log odds of pairs that no key brought together: of `one` with each of the others."""
        there = np.asarray(others, np.int64)
        values, likeness = self._matches(one, there)
        found: list[float] = (values + self._standing(one, there, likeness) - UNBLOCKED).tolist()
        return found

    def copies(self) -> Iterator[Pair]:
        """The candidate pairs of which one is copied from the other, sorted."""
        runs, ran, traits, last, mine = self.sides.runs, self.sides.ran, self.sides.traits, -1, set[int]()
        for i, j in self.scores:
            if i != last:
                last, mine = i, set(runs.of(i))
            if len(mine) < COPIED_RUNS or one_outlet(traits[i], traits[j]):
                continue
            if copied(len(mine.intersection(runs.of(j))), min(ran[i], ran[j])):
                yield i, j

    def explain(self, i: int, j: int) -> str:
        """The evidence on one pair (i < j) in words."""
        (row,) = self._cosines.with_(i, np.array([j])).tolist()
        traits = self.sides.traits
        return explain(traits[i], traits[j], Alike(*row[: len(Alike._fields)]), self.sides.shared_names(i, j))

    def _matches(self, one: int, others: Numbers) -> tuple[Numbers, Numbers]:
        """Log odds of `one` with each of the others, their standing left out, and how like their words are."""
        cosines, traits = self._cosines.with_(one, others), self.sides.traits
        mine = traits[one]
        pairs = zip(others.tolist(), cosines[:, 0].tolist(), wording(cosines).tolist(), strict=True)
        values = np.array([compare(mine, traits[j], words, counted) for j, words, counted in pairs])
        return values, cosines[:, 0] + (cosines[:, 1] + cosines[:, 2]) / 2

    def _standing(self, one: Numbers | int, other: Numbers, likeness: Numbers) -> Numbers:
        """What pairs gain in log odds by how near each comes to the likest that each of its two has."""
        near = likeness / self._best[one] + likeness / self._best[other]
        gained: Numbers = evidence_weights()["standing"] * near / 2
        return gained


def _best(count: int, first: Numbers, second: Numbers, likeness: Numbers) -> Numbers:
    """The likest of each report's candidates, never below what is usual: nobody is near for want of company, so with
    few candidates more is asked."""
    many = np.bincount(first, minlength=count) + np.bincount(second, minlength=count)
    found: Numbers = USUAL + LONELY / np.maximum(1, many)
    np.maximum.at(found, first, likeness)
    np.maximum.at(found, second, likeness)
    return found
