"""Two texts of one report laid together, and a span of the old one carried into the new one, exactly or not at all.

A best alignment keeps as many words in their order as can be kept and, of those that keep as many, falls into the
fewest stretches, begun where sentences begin. A word has a place in the new text only when every best alignment gives
it that place: of a sentence that stood twice and stands once, nobody can tell which is left, and neither is taken.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from memcon.model.span import Span

RUN = 3
"""Words or signs in a row. A shorter stretch between two changes is chance as often as not, and carries nothing."""
MOST = 600_000
"""Pairs of equal words (some 7,000 words of running text). Above, lines are laid together in place of words; above
that again, nothing is kept."""

_WORD = re.compile(r"\w+(?:[-'\u2019.,:/]\w+)*|[^\w\s]")
_LINE = re.compile(r"\S[^\n]*")
_JOINER = "\u200d"


class Alignment:
    """Where the words of `old` stand in `new`."""

    def __init__(self, old: str, new: str) -> None:
        """Lay the texts together."""
        self.old, self.new = old, new
        self._units, self._places, pairs, run = _laid(old, new)
        self._starts = [u.start for u in self._units]
        self._ends = [u.end for u in self._units]
        self._blocks = list(_runs(pairs, min(run, len(self._units), len(self._places))))
        self._home = {i: k for k, (i0, _, n) in enumerate(self._blocks) for i in range(i0, i0 + n)}

    def carry(self, span: Span) -> Span | None:
        """The place in the new text of the words of `span`, or None when they are orphaned: the place that the
        alignment gives, all of it inside one stretch that was kept, and the same code points there."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        if not 0 <= first <= last < len(self._units) or first not in self._home:
            return None
        i0, j0, n = self._blocks[self._home[first]]
        if last >= i0 + n:
            return None
        start = self._places[j0 + first - i0].start + span.start - self._units[first].start
        end = self._places[j0 + last - i0].end + span.end - self._units[last].end
        exact = 0 <= start <= end and self.new[start:end] == span.of(self.old)
        return Span(start, end) if exact else None

    def changes(self) -> Iterator[tuple[Span, Span]]:
        """Stretches between those that were kept, in both texts, without white space at their ends; one of the two
        may be empty. White space alone is no change."""
        i = j = 0
        for i0, j0, n in [*self._blocks, (len(self._units), len(self._places), 0)]:
            old, new = _stretch(self._units, i, i0), _stretch(self._places, j, j0)
            if old.of(self.old) != new.of(self.new):
                yield old, new
            i, j = i0 + n, j0 + n


def _stretch(units: Sequence[Span], first: int, stop: int) -> Span:
    if first < stop:
        return Span(units[first].start, units[stop - 1].end)
    at = units[first - 1].end if first else 0
    return Span(at, at)


def words(text: str) -> list[Span]:
    """The words and signs of a text. A mark or a joiner belongs to what it stands on, so that a letter that gets an
    accent is another word; figures, and words tied by a hyphen or an apostrophe, are one."""
    found: list[Span] = []
    for m in _WORD.finditer(text):
        tied = found and found[-1].end == m.start() and (_leans(m[0][0]) or text[m.start() - 1] == _JOINER)
        if tied:
            found[-1] = Span(found[-1].start, m.end())
        else:
            found.append(Span(*m.span()))
    return found


def _leans(char: str) -> bool:
    """True for what is no sign of its own: combining marks, joiners, variation selectors, skin tones."""
    return unicodedata.category(char)[0] == "M" or char == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff"


def _laid(old: str, new: str) -> tuple[list[Span], list[Span], dict[int, int], int]:
    """Units of both texts (words; lines of very long ones), the pairs every best alignment has, and the shortest
    stretch of them that carries anything."""
    for cut, run in ((words, RUN), (_lines, 1)):
        a, b = cut(old), cut(new)
        one, other = [s.of(old) for s in a], [s.of(new) for s in b]
        counts = Counter(other)
        if sum(counts[word] for word in one) <= MOST:
            return a, b, certain(one, other, _begin(a, old), _begin(b, new)), run
    return a, b, {}, run


def _begin(units: Sequence[Span], text: str) -> set[int]:
    """The units that begin a sentence or a line."""
    gaps = ((k, text[a.end : b.start], text[a.end - 1]) for k, (a, b) in enumerate(pairwise(units), 1))
    ended = {k for k, gap, last in gaps if "\n" in gap or (gap and last in _STOPS)}
    return {0, *ended}


_STOPS = frozenset('.!?\u2026\u3002"\u201d\u2019)')


def _lines(text: str) -> list[Span]:
    return [Span(*m.span()) for m in _LINE.finditer(text)]


def _runs(pairs: dict[int, int], least: int) -> Iterator[tuple[int, int, int]]:
    """Stretches (first of old, first of new, length) of pairs that follow each other in both, `least` long or more."""
    start: tuple[int, int, int] | None = None
    for i, j in sorted(pairs.items()):
        if start is not None and (i, j) == (start[0] + start[2], start[1] + start[2]):
            start = (start[0], start[1], start[2] + 1)
            continue
        if start is not None and start[2] >= least:
            yield start
        start = (i, j, 1)
    if start is not None and start[2] >= least:
        yield start


# ---------------------------------------------------------------- the certain pairs


def certain(
    a: Sequence[str], b: Sequence[str], begin_a: Collection[int] = (0,), begin_b: Collection[int] = (0,)
) -> dict[int, int]:
    """Place in `a` -> place in `b`, for the pairs that every best alignment has; `begin_a`, `begin_b`: the places
    where a stretch is best begun.

    Every best alignment has the same number of pairs, so just one that is the first, one that is the second, and so
    on: a pair is in all of them when no other on a best alignment is the k-th.
    """
    # Both texts stand between a first and a last word that are always kept, so that what is missing at an end costs as
    # much as what is missing in the middle.
    one, other = ["\0", *a, "\0\0"], ["\0", *b, "\0\0"]
    heads = [{k + 1 for k in begin} | {len(w) - 1} for begin, w in ((begin_a, one), (begin_b, other))]
    best_begun = {(i, j): 1 for i in heads[0] for j in heads[1] if one[i] == other[j]}
    weight = 2 * min(len(one), len(other)) + 1
    ahead = _scores(one, other, weight, best_begun)
    best = max(ahead[-1].values())
    by_rank: dict[int, list[tuple[int, int]]] = {}
    for i, j in _on_best(one, other, weight, best_begun, ahead, best):
        by_rank.setdefault(-(-ahead[i][j] // weight), []).append((i, j))
    found = (pairs[0] for pairs in by_rank.values() if len(pairs) == 1)
    return {i - 1: j - 1 for i, j in found if 0 < i <= len(a)}


Rows = list[dict[int, int]]
_COST = 2
"""Of a stretch; 1 for one that is begun where a sentence begins in both."""


def _scores(a: Sequence[str], b: Sequence[str], weight: int, begun: Mapping[tuple[int, int], int]) -> Rows:
    """For every pair of equal words, the score of the best alignment that ends with it: `weight` for each pair, less
    the cost of each stretch."""
    places = _places(b)
    tree = [0] * (len(b) + 1)  # greatest score of pairs before a place of b, in earlier rows
    rows: Rows = []
    before: dict[int, int] = {}
    for i, word in enumerate(a):
        row = {}
        for j in places.get(word, ()):
            fresh = _greatest(tree, j) - begun.get((i, j), _COST)
            row[j] = weight + max(fresh, before.get(j - 1, fresh))
        for j, score in row.items():
            _raise(tree, j + 1, score)
        rows.append(row)
        before = row
    return rows


def _on_best(
    a: Sequence[str], b: Sequence[str], weight: int, begun: Mapping[tuple[int, int], int], ahead: Rows, best: int
) -> Iterator[tuple[int, int]]:
    """The pairs that lie on some best alignment: what comes up to them and what can come after add up to the best."""
    places = _places(b)
    tree = [0] * (len(b) + 1)  # greatest score of what begins after a place of b (counted from its end), in later rows
    after: dict[int, int] = {}
    for i in range(len(a) - 1, -1, -1):
        row = {}
        for j in places.get(a[i], ()):
            fresh = _greatest(tree, len(b) - 1 - j)
            row[j] = max(fresh, after[j + 1] + weight if j + 1 in after else fresh)
            if ahead[i][j] + row[j] == best:
                yield i, j
        for j, score in row.items():
            _raise(tree, len(b) - j, weight - begun.get((i, j), _COST) + score)
        after = row


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for j, word in enumerate(words):
        places.setdefault(word, []).append(j)
    return places


def _greatest(tree: Sequence[int], stop: int) -> int:
    """Greatest score of the places before `stop` (a binary indexed tree)."""
    found = 0
    while stop:
        found = max(found, tree[stop])
        stop &= stop - 1
    return found


def _raise(tree: list[int], place: int, score: int) -> None:
    while place < len(tree):
        if tree[place] < score:
            tree[place] = score
        place += place & -place
