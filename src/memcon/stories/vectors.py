"""Bags of words and weighted vectors of them in few large arrays, so that tens of thousands of reports fit into little
memory."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


class Rows:
    """Rows of 32-bit numbers, one after the other. `cuts`: where each begins, and the end."""

    __slots__ = ("cuts", "numbers")

    def __init__(self) -> None:
        """Start empty."""
        self.cuts, self.numbers = array("Q", [0]), array("I")

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.cuts) - 1

    def add(self, numbers: Iterable[int]) -> None:
        """Add the next row."""
        self.numbers.extend(numbers)
        self.cuts.append(len(self.numbers))

    def of(self, i: int) -> array[int]:
        """One row."""
        return self.numbers[self.cuts[i] : self.cuts[i + 1]]

    def picked(self, order: Iterable[int]) -> Rows:
        """These rows, in this order."""
        found = Rows()
        for i in order:
            found.add(self.of(i))
        return found

    def pressed(self, keep: Callable[[Numbers], Numbers]) -> Rows:
        """What `keep` leaves of each row, in the place of what was there: these rows are used up."""
        found, view = Rows(), np.asarray(self.numbers)
        end = 0
        for start, stop in pairwise(self.cuts):
            kept = keep(view[start:stop])
            view[end : end + len(kept)] = kept
            end += len(kept)
            found.cuts.append(end)
        del view
        found.numbers = self.numbers
        del found.numbers[end:]
        return found


class Bags:
    """Bags of words: terms by number, and how often each occurs (8 bits)."""

    __slots__ = ("counts", "terms")

    def __init__(self) -> None:
        """Start empty."""
        self.terms, self.counts = Rows(), array("B")

    def add(self, terms: Iterable[int], counts: Iterable[int]) -> None:
        """Add the next bag; a count above 255 is kept as 255 (its logarithm is what matters)."""
        self.terms.add(terms)
        self.counts.extend([n if n < MOST else MOST for n in counts])

    def picked(self, order: Sequence[int]) -> Bags:
        """These bags, in this order."""
        found, cuts = Bags(), self.terms.cuts
        found.terms = self.terms.picked(order)
        for i in order:
            found.counts.extend(self.counts[cuts[i] : cuts[i + 1]])
        return found


class _NumberOf(dict[str, int]):
    """A word seen first gets the next number."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Vocabulary:
    """Numbers for terms, given in order of first sight."""

    __slots__ = ("_numbers",)

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Start with these words."""
        self._numbers = _NumberOf()
        for word in words:
            self._numbers[word]

    def numbers(self, words: Iterable[str]) -> Iterator[int]:
        """The numbers of words."""
        return map(self._numbers.__getitem__, words)

    def words(self) -> list[str]:
        """The terms by their numbers."""
        return list(self._numbers)


KINDS = 4
"""Bags of each report: of all its words, of its title, of its lead, of its names."""
COMPARED = 3
"""The first so many are compared by cosines."""
MOST = 255
_LOGS = np.array([0.0, *(1 + math.log(n) for n in range(1, MOST + 1))])


class Vectors:
    """Weighted vectors, one for each bag, of its heaviest terms, heaviest first. Bags are of KINDS kinds in turn; a
    term of the bag of kind k is numbered anew, KINDS times its number + k."""

    __slots__ = ("terms", "weights")

    def __init__(self, bags: Bags, telling: Numbers, *, keep: int) -> None:
        """Vectors of length 1 (or none at all) of the `keep` heaviest terms of each of the bags, which are used up: of
        a term (1 + log of its count) times how telling it is."""
        self.weights = array("f")
        counts, at, kinds = np.asarray(bags.counts), 0, cycle(range(KINDS))

        def weigh(terms: Numbers) -> Numbers:
            nonlocal at
            weights = _LOGS[counts[at : at + len(terms)]] * telling[terms]
            at += len(terms)
            heaviest = np.lexsort((terms, -weights))[:keep]
            found = weights[heaviest]
            # Added one after the other: np.sum adds in another order on another machine.
            length = math.sqrt(np.cumsum(found * found)[-1]) if len(found) else 1.0
            self.weights.frombytes((found / (length or 1.0)).astype(np.float32).tobytes())
            kept: Numbers = terms[heaviest] * np.uint32(KINDS) + np.uint32(next(kinds))
            return kept

        self.terms = bags.terms.pressed(weigh)

    def of(self, i: int) -> tuple[array[int], array[float]]:
        """Terms and weights of one vector."""
        return self.terms.of(i), self.weights[self.terms.cuts[i] : self.terms.cuts[i + 1]]


class Cosines:
    """Cosines of the vectors of one report with those of others, of the first COMPARED kinds at once."""

    def __init__(self, vectors: Vectors, terms: int) -> None:
        """`vectors`: of length 1; `terms`: how many there are, of any kind."""
        cuts = np.asarray(vectors.terms.cuts).astype(np.int64)
        self._starts, self._ends = cuts[:-1:KINDS], cuts[COMPARED::KINDS]
        self._terms = np.asarray(vectors.terms.numbers)
        self._weights = np.asarray(vectors.weights)
        self._rank = np.full(KINDS * terms, -1, np.int32)
        self._mine = np.zeros(KINDS * terms)

    def with_(self, i: int, others: Numbers) -> Numbers:
        """For each of `others` a row: its cosine with `i` by kind, 0 nothing shared, 1 the same.

        Of two reports the products are added in the order of the later one's terms, so that a pair has the same cosine,
        to the last bit, whichever of the two is asked.
        """
        part = slice(self._starts[i], self._ends[i])
        terms = self._terms[part]
        self._rank[terms] = np.arange(len(terms), dtype=np.int32)
        self._mine[terms] = self._weights[part]
        found = self._sums(i, others)
        self._rank[terms] = -1
        return found

    def _sums(self, i: int, others: Numbers) -> Numbers:
        starts, stops = self._starts[others], self._ends[others]
        ends = np.cumsum(stops - starts)
        parts = [self._terms[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
        rank = self._rank.take(np.concatenate([self._terms[:0], *parts]))
        shared = np.flatnonzero(rank >= 0)
        row = np.repeat(np.arange(len(others)), np.diff(np.searchsorted(shared, ends), prepend=0))
        if (others < i).any():
            order = np.argsort(row << 32 | np.where(others[row] < i, rank[shared], shared))
            shared, row = shared[order], row[order]
        index = shared + (stops - ends)[row]
        terms = self._terms[index]
        products = self._weights[index].astype(np.float64) * self._mine[terms]
        sums = np.bincount(row * KINDS + terms % KINDS, products, len(others) * KINDS)
        return sums.reshape(len(others), KINDS)


def in_order(rows: Rows) -> Numbers:
    """The numbers in the rows, each row without doubles, in order of first sight."""
    numbers = np.asarray(rows.numbers)
    seen = np.zeros(int(numbers.max(initial=0)) + 1, bool)
    found = [numbers[:0]]
    for start, stop in pairwise(rows.cuts):
        row = numbers[start:stop]
        found.append(row[~seen[row]])
        seen[row] = True
    return np.concatenate(found)


def repeated(rows: Rows) -> Numbers:
    """Those of the numbers that are there more than once, sorted."""
    numbers = np.sort(np.asarray(rows.numbers))
    return np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
