"""Which words of one claim stand for which of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from memcon.claims.lexicon import words
from memcon.claims.tokens import Token, likeness
from memcon.knowledge.commonness import telling

CLOSE = 0.65
"""Likeness from which two words may stand for one another."""


class Alignment(NamedTuple):
    """`to_b`: place in `b` of the word that each place in `a` stands for; `to_a` the other way. `likeness`: weighted
    part of both claims' content that is matched, 0 to 1; `contained`: that part of the poorer claim alone."""

    a: Sequence[Token]
    b: Sequence[Token]
    to_b: dict[int, int]
    to_a: dict[int, int]
    likeness: float
    contained: float


def align(a: Sequence[Token], b: Sequence[Token]) -> Alignment:
    """Match words one to one: the likest first, of equals those whose neighbours match and that stand nearest."""
    offers = [(like, _company(a, b, i, j), -abs(i / len(a) - j / len(b)), i, j)
              for i, x in enumerate(a) if x.word
              for j, y in enumerate(b) if y.word and (like := likeness(x.base, y.base)) >= CLOSE]  # fmt: skip
    to_b: dict[int, int] = {}
    to_a: dict[int, int] = {}
    score = 0.0
    for like, _, _, i, j in sorted(offers, key=lambda o: (-o[0], -o[1], -o[2], o[3], o[4])):
        if i not in to_b and j not in to_a:
            to_b[i], to_a[j] = j, i
            score += like * min(weight(a[i]), weight(b[j]))
    whole = (sum(map(weight, a)) or 1.0, sum(map(weight, b)) or 1.0)
    return Alignment(a, b, to_b, to_a, 2 * score / sum(whole), score / min(whole))


def _company(a: Sequence[Token], b: Sequence[Token], i: int, j: int) -> int:
    """How many neighbours of the two words are the same, up to two on each side."""
    return sum(0 <= i + k < len(a) and 0 <= j + k < len(b) and a[i + k].base == b[j + k].base for k in (-2, -1, 1, 2))


def weight(token: Token) -> float:
    """How much a word tells: nothing for empty words, more the rarer it is in general English."""
    if not token.content or token.base in words("deny"):
        return 0.0
    return telling(token.base)
