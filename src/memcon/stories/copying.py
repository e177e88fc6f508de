"""How much of two reports' own prose is the same words in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


def copying(a: Prose, b: Prose) -> Copying:
    """Measure shared prose. Words that either report also has inside quotation marks are no prose of either: two
    reports that print one statement, with marks or without, share nothing by it."""
    spoken = _runs(a.quoted) | _runs(b.quoted)
    in_a, in_b = _runs(a.own) - spoken, _runs(b.own) - spoken
    shared = in_a & in_b
    if not shared:
        return Copying(0, 0.0)
    words = min(_covered(a.own, shared), _covered(b.own, shared))
    return Copying(words, min(1.0, words / max(1, min(a.size, b.size))))


def _runs(stretches: Iterable[Sequence[str]]) -> set[Run]:
    return {run for words in stretches for run in _runs_of(words)}


def _runs_of(words: Sequence[str]) -> Iterator[Run]:
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _covered(stretches: Iterable[Sequence[str]], shared: set[Run]) -> int:
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
