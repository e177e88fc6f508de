"""Whether two words of two claims fill the same place: what stands around them is the same."""

from __future__ import annotations

from collections.abc import Sequence

from memcon.claims.align import Alignment
from memcon.claims.tokens import Token, likeness

_NEAR = (1.0, 0.6, 0.4)
"""What the first, second and third neighbour count, on each side."""

REACH = 3
"""How far from a word its anchor may stand."""


def slot(al: Alignment, a: tuple[int, int], b: tuple[int, int]) -> float:
    """How alike the surroundings of tokens `a` (first, last + 1) and `b` are: 0 nothing, 4 all three on each side."""
    return _side(al, a[0] - 1, b[0] - 1, -1) + _side(al, a[1], b[1], 1)


def _side(al: Alignment, i: int, j: int, step: int) -> float:
    total = 0.0
    for k, value in enumerate(_NEAR):
        x, y = i + k * step, j + k * step
        if not (0 <= x < len(al.a) and 0 <= y < len(al.b)):
            both_end = not 0 <= x < len(al.a) and not 0 <= y < len(al.b)
            return total + (value if both_end else 0.0)
        total += value * likeness(al.a[x].base, al.b[y].base)
    return total


def anchored(al: Alignment, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """True when on both sides of `a` and `b` the nearest words are partners of one another; marks are passed over."""
    return _anchor(al, a[0] - 1, b[0] - 1, -1) and _anchor(al, a[1], b[1], 1)


def _anchor(al: Alignment, i: int, j: int, step: int) -> bool:
    near = set(_words(al.b, j, step))
    return any(al.to_b.get(k) in near for k in _words(al.a, i, step))


def _words(claim: Sequence[Token], start: int, step: int) -> list[int]:
    """The first REACH words from `start` on, in the direction of `step`."""
    last = len(claim) if step > 0 else -1
    return [k for k in range(start, last, step) if claim[k].word][:REACH]
