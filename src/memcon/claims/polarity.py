"""Whether one claim denies what the other says: negation of the same word, or predicates that exclude one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from memcon.claims.align import Alignment
from memcon.claims.lexicon import antonyms, words
from memcon.claims.slots import slot
from memcon.claims.tokens import Token, base

_REACH = 3
"""A denial is taken to govern so many of the next words."""
_AUXILIARIES = frozenset("be have do will would can could may might shall should must a an the to also".split())
_SLOT = 1.0


def find_reversal(al: Alignment) -> tuple[int, int] | None:
    """Tokens (of a, of b) that the claims disagree on, or None. A denial and an antonym together say the same again
    ("did not agree", "refused") and make no reversal."""
    denied = _denied(al)
    opposed = _opposed(al)
    if (denied is None) == (opposed is None):
        return None
    return denied or opposed


def _denied(al: Alignment) -> tuple[int, int] | None:
    """A word denied on one side only. A denial anywhere on the other side that has no partner of its own is taken as
    the partner: two ways to say no are as good as one."""
    a, b = list(_denials(al.a)), list(_denials(al.b))
    if len(a) > len(b):
        return next((head for i in a if (head := _head(al.a, i, al.to_b, al.b)) is not None), None)
    if len(b) > len(a):
        found = next((head for j in b if (head := _head(al.b, j, al.to_a, al.a)) is not None), None)
        return (found[1], found[0]) if found is not None else None
    return None


def _denials(claim: Sequence[Token]) -> Iterator[int]:
    for i, token in enumerate(claim):
        if token.base in words("deny") and not _idle(claim, i):
            yield i


def _idle(claim: Sequence[Token], i: int) -> bool:
    """True for a denial that denies nothing: "no longer than", "whether or not", "not only … but"."""
    after = claim[i + 1].base if i + 1 < len(claim) else ""
    before = claim[i - 1].base if i > 0 else ""
    return before == "or" or (claim[i].base == "no" and after in ("doubt", "matter"))


def _head(claim: Sequence[Token], i: int, to_other: dict[int, int], other: Sequence[Token]) -> tuple[int, int] | None:
    """The first word that the denial at `i` governs and the other claim has too, in both; None when the other has none
    of them, or denies one in softer words."""
    governed = [k for k in range(i + 1, len(claim)) if claim[k].word and claim[k].base not in _AUXILIARIES][:_REACH]
    heads = [(k, to_other[k]) for k in governed if k in to_other and not _also_undenied(claim, k)]
    if any(_hedged(other, j) for _, j in heads):
        return None
    return heads[0] if heads else None


def _also_undenied(claim: Sequence[Token], k: int) -> bool:
    """True when the same word stands elsewhere in the claim without a denial before it."""
    others = [n for n, t in enumerate(claim) if n != k and t.base == claim[k].base]
    return any(all(claim[m].base not in words("deny") for m in range(max(0, n - _REACH), n)) for n in others)


def _hedged(claim: Sequence[Token], i: int) -> bool:
    """True when the word at `i` is denied in softer words: "failed to", "without", "unlikely"."""
    return any(claim[k].base in _weak() for k in range(max(0, i - _REACH), min(len(claim), i + 2)))


@cache
def _weak() -> frozenset[str]:
    return frozenset(base(w) for w in words("weak"))


def _opposed(al: Alignment) -> tuple[int, int] | None:
    """Two words that exclude one another, in the same place, each without a partner."""
    for i, x in enumerate(al.a):
        for j, y in enumerate(al.b):
            free = i not in al.to_b and j not in al.to_a
            if free and _exclude(x.base, y.base) and slot(al, (i, i + 1), (j, j + 1)) >= _SLOT:
                return i, j
    return None


@cache
def _sides() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(map(base, a)), frozenset(map(base, b))) for a, b in antonyms())


def _exclude(x: str, y: str) -> bool:
    return any((x in a and y in b) or (x in b and y in a) for a, b in _sides())
