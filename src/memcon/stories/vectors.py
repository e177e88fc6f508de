"""Bags of words packed into arrays, so that tens of thousands of reports fit into little memory."""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Vector(NamedTuple):
    """Terms by number and their weights, of equal length; `weights` make a vector of length 1 (or none at all)."""

    terms: array[int]
    weights: array[float]

    def unpacked(self) -> dict[int, float]:
        """Term to weight, for looking up many others against this one."""
        return dict(zip(self.terms, self.weights, strict=True))


class Bag(NamedTuple):
    """Terms by number and how often each occurs."""

    terms: array[int]
    counts: array[int]


class Vocabulary:
    """Numbers for terms, given in order of first sight."""

    __slots__ = ("_numbers", "words")

    def __init__(self) -> None:
        """Start empty."""
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []

    def bag(self, counts: Mapping[str, int]) -> Bag:
        """Pack `counts`; a count above 255 is kept as 255 (its logarithm is what matters)."""
        terms = array("I", (self._number(word) for word in counts))
        return Bag(terms, array("B", (min(255, n) for n in counts.values())))

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        return number


def weigh(bag: Bag, telling: Sequence[float], *, keep: int) -> Vector:
    """The `keep` heaviest terms of `bag` as a vector of length 1: (1 + log of the count) times how telling it is."""
    pairs = ((t, (1 + math.log(n)) * telling[t]) for t, n in zip(bag.terms, bag.counts, strict=True))
    heaviest = sorted(pairs, key=lambda p: (-p[1], p[0]))[:keep]
    length = math.sqrt(sum(w * w for _, w in heaviest)) or 1.0
    return Vector(array("I", (t for t, _ in heaviest)), array("f", (w / length for _, w in heaviest)))


def cosine(a: Mapping[int, float], b: Vector) -> float:
    """Cosine of an unpacked vector and a packed one: 0 nothing shared, 1 the same."""
    get = a.get
    return sum(w * get(t, 0.0) for t, w in zip(b.terms, b.weights, strict=True))
