"""Bags of words and weighted vectors of them in few large arrays, so that tens of thousands of reports fit into little
memory."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


class Bag(NamedTuple):
    """Terms by number and how often each occurs (32 and 8 bits)."""

    terms: Numbers
    counts: Numbers


class Bags:
    """Bags one after the other. `terms`, `counts`: of all of them; `cuts`: where each begins, and the end."""

    __slots__ = ("counts", "cuts", "terms")

    def __init__(self) -> None:
        """Start empty."""
        self.cuts, self.terms, self.counts = array("Q", [0]), array("I"), array("B")

    def add(self, terms: Iterable[int], counts: Iterable[int]) -> None:
        """Add the next; a count above 255 is kept as 255 (its logarithm is what matters)."""
        self.terms.extend(terms)
        self.counts.extend([n if n < MOST else MOST for n in counts])
        self.cuts.append(len(self.terms))

    def of(self, i: int) -> Bag:
        """One of them."""
        part = slice(self.cuts[i], self.cuts[i + 1])
        return Bag(np.asarray(self.terms[part]), np.asarray(self.counts[part]))


class _NumberOf(dict[str, int]):
    """A word seen first gets the next number."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Vocabulary:
    """Numbers for terms, given in order of first sight."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        """Start empty."""
        self._numbers = _NumberOf()

    def numbers(self, words: Iterable[str]) -> Iterator[int]:
        """The numbers of words."""
        return map(self._numbers.__getitem__, words)

    def words(self) -> list[str]:
        """The terms by their numbers."""
        return list(self._numbers)


MOST = 255
_LOGS = np.array([0.0, *(1 + math.log(n) for n in range(1, MOST + 1))])


def weigh(bag: Bag, telling: Numbers, *, keep: int) -> tuple[Numbers, Numbers]:
    """The `keep` heaviest terms of `bag`, heaviest first, and their weights in a vector of length 1 (or none at all):
    (1 + log of the count) times how telling it is."""
    weights = _LOGS[bag.counts] * telling[bag.terms]
    heaviest = np.lexsort((bag.terms, -weights))[:keep]
    found = weights[heaviest]
    # Added one after the other: np.sum adds in another order on another machine.
    length = math.sqrt(np.cumsum(found * found)[-1]) if len(found) else 1.0
    return bag.terms[heaviest], (found / (length or 1.0)).astype(np.float32)


class Vectors:
    """Vectors of many reports, one after the other. `terms`, `weights`: of all of them; `cuts`: where each begins, and
    the end."""

    __slots__ = ("cuts", "terms", "weights")

    def __init__(self) -> None:
        """Start empty."""
        self.cuts, self.terms, self.weights = array("Q", [0]), array("I"), array("f")

    def add(self, terms: Numbers, weights: Numbers) -> None:
        """Add the vector of the next report: 32-bit numbers and floats."""
        self.terms.frombytes(terms.tobytes())
        self.weights.frombytes(weights.tobytes())
        self.cuts.append(len(self.terms))

    def of(self, i: int) -> tuple[array[int], array[float]]:
        """Terms and weights of one report."""
        part = slice(self.cuts[i], self.cuts[i + 1])
        return self.terms[part], self.weights[part]


KINDS = 4
"""How many kinds of terms a vector may hold at most: number × KINDS + kind."""


class Cosines:
    """Cosines of one report's vectors with those of others, of each kind of term at once."""

    def __init__(self, vectors: Vectors, terms: int) -> None:
        """`vectors`: of length 1 for each kind; `terms`: how many there are, over all kinds."""
        self._cuts = np.asarray(vectors.cuts).astype(np.int64)
        self._terms = np.asarray(vectors.terms)
        self._weights = np.asarray(vectors.weights)
        self._rank = np.full(terms, -1, np.int32)
        self._mine = np.zeros(terms)

    def with_(self, i: int, others: Numbers) -> Numbers:
        """For each of `others` a row: its cosine with `i` by kind, 0 nothing shared, 1 the same.

        Of two reports the products are added in the order of the later one's terms, so that a pair has the same cosine,
        to the last bit, whichever of the two is asked.
        """
        part = slice(self._cuts[i], self._cuts[i + 1])
        terms = self._terms[part]
        self._rank[terms] = np.arange(len(terms), dtype=np.int32)
        self._mine[terms] = self._weights[part]
        found = self._sums(i, others)
        self._rank[terms] = -1
        return found

    def _sums(self, i: int, others: Numbers) -> Numbers:
        sizes = self._cuts[others + 1] - self._cuts[others]
        ends = np.cumsum(sizes)
        index = np.repeat(self._cuts[others] - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
        terms = self._terms[index]
        rank = self._rank[terms]
        shared = np.flatnonzero(rank >= 0)
        index, terms, rank = index[shared], terms[shared], rank[shared]
        row = np.searchsorted(ends, shared, side="right")
        if (others < i).any():
            order = np.lexsort((np.where(others[row] < i, rank, shared), row))
            index, terms, row = index[order], terms[order], row[order]
        products = self._weights[index].astype(np.float64) * self._mine[terms]
        sums = np.bincount(row * KINDS + terms % KINDS, products, len(others) * KINDS)
        return sums.reshape(len(others), KINDS)


def in_order(bags: Iterable[Bag], count: int) -> Numbers:
    """The terms of `bags` in order of first sight, of the `count` that there are."""
    seen = np.full(count, -1, np.int64)
    at = 0
    for bag in bags:
        new = bag.terms[seen[bag.terms] < 0]
        seen[new] = np.arange(at, at + len(new))
        at += len(new)
    found = np.argsort(seen, kind="stable")
    return found[len(found) - at :]


def held_by_many(numbers: Iterable[array[int]]) -> Numbers:
    """Those of the numbers that are there more than once, sorted."""
    flat = np.concatenate([np.empty(0, np.uint32), *(np.asarray(some) for some in numbers)])
    flat.sort()
    return np.unique(flat[1:][flat[1:] == flat[:-1]])
