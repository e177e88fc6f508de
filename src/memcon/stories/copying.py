"""How much of two reports' own prose is the same words in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from memcon.stories.prose import Prose

RUN = 6
"""Words in a row that two people rarely write by chance."""
GAP = 2
"""A change of at most this many words between two shared stretches is light rewording: the copy goes on."""

Run = tuple[str, ...]


class Copying(NamedTuple):
    """`words`: shared prose, in words; `share`: as a part (0 to 1) of the shorter report's prose."""

    words: int
    share: float


class Laid(NamedTuple):
    """Prose laid out for measuring against others: its runs of words, and those that are quoted."""

    prose: Prose
    own: frozenset[Run]
    quoted: frozenset[Run]


def lay(prose: Prose) -> Laid:
    """Lay out the prose of one report."""
    return Laid(prose, _runs(prose.own), _runs(prose.quoted))


def copying(a: Laid, b: Laid) -> Copying:
    """Measure shared prose. Words that either report also has inside quotation marks are no prose of either: two
    reports that print one statement, with marks or without, share nothing by it."""
    shared = (a.own & b.own) - a.quoted - b.quoted
    if not shared:
        return Copying(0, 0.0)
    words = min(_covered(a.prose.own, shared), _covered(b.prose.own, shared))
    return Copying(words, min(1.0, words / max(1, min(a.prose.size, b.prose.size))))


def _runs(stretches: Iterable[Sequence[str]]) -> frozenset[Run]:
    return frozenset(run for words in stretches for run in _runs_of(words))


def _runs_of(words: Sequence[str]) -> Iterable[Run]:
    return zip(*(words[i:] for i in range(RUN)), strict=False)


def _covered(stretches: Iterable[Sequence[str]], shared: Set[Run]) -> int:
    """Words of the stretches that lie in a shared run, or in a small gap between two."""
    total = 0
    for words in stretches:
        end = None
        for i, run in enumerate(_runs_of(words)):
            if run in shared:
                start = i if end is None or i > end + GAP else end
                total += i + RUN - start
                end = i + RUN
    return total
