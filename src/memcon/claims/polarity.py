"""Whether one claim denies what the other says: negation of the same word, or predicates that exclude one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from memcon.claims.align import Alignment
from memcon.claims.lexicon import antonyms, words
from memcon.claims.slots import slot
from memcon.claims.tokens import Token, base, likeness

_REACH = 3
"""A denial is taken to govern so many of the next words."""
_AUXILIARIES = frozenset("be have do will would can could may might shall should must a an the to also".split())
_IDLE_AFTER_NO = frozenset(("doubt", "matter", "question", ",", ".", "!"))
_SLOT = 1.0
_CLOSE = 0.55
_KINDRED = 0.8


def find_reversal(al: Alignment) -> tuple[int, int] | None:
    """Tokens (of a, of b) that the claims disagree on, or None. A denial and an antonym together say the same again
    ("did not agree", "refused") and make no reversal."""
    denied = _denied(al)
    opposed = _opposed(al)
    if (denied is None) == (opposed is None):
        return None
    return denied or opposed


def _denied(al: Alignment) -> tuple[int, int] | None:
    """A word denied on one side only. Denials of the same words are partners; what is left over on both sides is taken
    for two ways to say no, and makes no reversal either."""
    a, b = list(_denials(al.a)), list(_denials(al.b))
    for i in list(a):
        partner = next((j for j in b if _partners(al, i, j)), None)
        if partner is not None:
            a.remove(i)
            b.remove(partner)
    if bool(a) == bool(b):
        return None
    if a:
        return next((head for i in a if (head := _head(al, i, al.a, al.to_b, al.b)) is not None), None)
    found = next((head for j in b if (head := _head(al, j, al.b, al.to_a, al.a)) is not None), None)
    return (found[1], found[0]) if found is not None else None


def _partners(al: Alignment, i: int, j: int) -> bool:
    """True when the denials at `i` and `j` govern a word in common."""
    theirs = set(_governed(al.b, j))
    return any(al.to_b.get(k) in theirs for k in _governed(al.a, i))


def _denials(claim: Sequence[Token]) -> Iterator[int]:
    for i, token in enumerate(claim):
        if token.base in words("deny") and not _idle(claim, i):
            yield i


def _idle(claim: Sequence[Token], i: int) -> bool:
    """True for a denial that denies nothing: "whether or not", "no doubt", "No, it is", the "nor" of a "neither"."""
    after = claim[i + 1].base if i + 1 < len(claim) else ""
    before = claim[i - 1].base if i > 0 else ""
    if claim[i].base == "no":
        return after in _IDLE_AFTER_NO
    return before == "or" or (claim[i].base == "nor" and any(t.base == "neither" for t in claim[:i]))


def _governed(claim: Sequence[Token], i: int) -> list[int]:
    """Places of the next words that the denial at `i` governs, auxiliaries and articles passed over."""
    return [k for k in range(i + 1, len(claim)) if claim[k].word and claim[k].base not in _AUXILIARIES][:_REACH]


def _head(
    al: Alignment, i: int, claim: Sequence[Token], to_other: dict[int, int], other: Sequence[Token]
) -> tuple[int, int] | None:
    """The first word that the denial at `i` governs and the other claim has too, in both; None when the other has none
    of them, or denies one in softer words. In claims that are not close only the very next word is taken, and only in
    the same or a kindred form: "won't escalate the trade war" denies nothing of trade."""
    close = al.likeness >= _CLOSE
    governed = _governed(claim, i) if close else _governed(claim, i)[:1]
    heads = [(k, to_other[k]) for k in governed if k in to_other and not _also_undenied(claim, k)]
    if any(_hedged(other, j) for _, j in heads):
        return None
    kindred = [(k, j) for k, j in heads if close or likeness(claim[k].base, other[j].base) >= _KINDRED]
    return kindred[0] if kindred else None


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
