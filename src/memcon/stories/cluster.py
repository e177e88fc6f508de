"""Clusters as a pure function of scores and people's verdicts: average linkage, in an order that is the scores' own."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from memcon.stories.homes import Homes
from memcon.stories.scores import Scores

LIMIT = 8.0
"""A score counts at most this much either way, so that one pair does not decide for a whole cluster."""
SAMPLED = 4
"""Members of each cluster that are compared when two clusters meet: bounded work, whatever their sizes."""
SLACK = 1e-6
"""More than what rounding can come to where it is told early that a mean stays below the threshold."""

Score = Callable[[int, Sequence[int]], Sequence[float]]


class Verdict(NamedTuple):
    """A person's word that two reports do or do not tell the same occurrence."""

    a: int
    b: int
    same: bool


def cluster(
    scores: Scores,
    score: Score,
    verdicts: Iterable[Verdict] = (),
    copied: Iterable[tuple[int, int]] = (),
    *,
    threshold: float,
) -> list[tuple[int, ...]]:
    """Clusters of the reports of `scores`, each sorted, in order of their first member.

    `scores`: log odds of the candidate pairs; `score`: the same of a report and each of others, asked for pairs that
    are no candidates when clusters meet. Reports must be numbered in an order of their own content. "Same" verdicts
    join first, then pairs of which one is `copied` from the other, then what scores say; clusters that hold a
    "different" verdict between them never join.
    """
    said = sorted(set(verdicts))
    parted = [v for v in said if not v.same]
    start = _start(scores.count, [v for v in said if v.same], sorted(set(copied)), parted)
    state = _State(start, scores, score, parted, threshold)
    state.queue()
    while state.heap:
        _, first, second = heappop(state.heap)
        if first in state.members and second in state.members:
            state.join(first, second)
    return sorted(tuple(sorted(found)) for found in state.members.values())


def _start(
    count: int, same: Sequence[Verdict], copied: Sequence[tuple[int, int]], parted: Sequence[Verdict]
) -> Homes[int]:
    """The reports as "same" verdicts join them, then copies, where no "different" verdict stands between the two
    groups."""
    homes = Homes(range(count))
    foes = _foes(parted)
    for a, b in [*((v.a, v.b) for v in same), *copied]:
        one, two = homes.find(a), homes.find(b)
        if one != two and not any(homes.find(foe) == two for foe in foes.get(one, ())):
            homes.join(one, two)
            if one in foes or two in foes:
                foes[homes.find(one)] = foes.pop(one, set()) | foes.pop(two, set())
    return homes


def _foes(parted: Iterable[Verdict]) -> dict[int, set[int]]:
    """Report → those it is parted from."""
    foes: dict[int, set[int]] = {}
    for v in parted:
        foes.setdefault(v.a, set()).add(v.b)
        foes.setdefault(v.b, set()).add(v.a)
    return foes


class _Meeting:
    """Two clusters that meet: the scores of some members of both, as far as they are known. `rest`: pairs still to be
    scored; `total`: of the others' scores."""

    __slots__ = ("found", "other", "rest", "sample", "total")

    def __init__(self, other: int, sample: Sequence[int], known: Sequence[Callable[[int], float | None]]) -> None:
        self.other, self.sample = other, sample
        self.found = [[score_of(a) for a in sample] for score_of in known]
        self.total, self.rest = 0.0, 0
        for column in self.found:
            for value in column:
                if value is None:
                    self.rest += 1
                else:
                    self.total += _limited(value)

    def may_reach(self, threshold: float) -> bool:
        """False when the mean stays below the threshold whatever the rest scores."""
        size = len(self.found) * len(self.sample)
        return (self.total + LIMIT * self.rest) / size > threshold - SLACK

    def unknown(self, column: int) -> list[int]:
        """The members whose score is not known."""
        return [a for a, value in zip(self.sample, self.found[column], strict=True) if value is None]

    def learn(self, column: int, values: Iterator[float]) -> None:
        """Fill in what was not known."""
        for k, value in enumerate(self.found[column]):
            if value is None:
                self.found[column][k] = new = next(values)
                self.total, self.rest = self.total + _limited(new), self.rest - 1

    def mean(self, *, across: bool) -> float:
        """The mean of all, added in order of the lower cluster's members (`across`: that is the other one)."""
        columns = zip(*self.found, strict=True) if across else self.found
        values = [_limited(value) for column in columns for value in column if value is not None]
        return sum(values) / len(values)


def _limited(value: float) -> float:
    return LIMIT if value > LIMIT else -LIMIT if value < -LIMIT else value


class _State:
    """The clusters so far: `members` by number, of which those that were joined last have the greatest; `heap`: pairs
    of clusters that are linked well enough, the best first."""

    def __init__(
        self, homes: Homes[int], scores: Scores, score: Score, parted: Sequence[Verdict], threshold: float
    ) -> None:
        start: dict[int, list[int]] = {}
        for i in range(scores.count):
            start.setdefault(homes.find(i), []).append(i)
        self.members: dict[int, tuple[int, ...]] = {home: tuple(found) for home, found in start.items()}
        self.scores, self.score, self.threshold = scores, score, threshold
        self.heap: list[tuple[float, int, int]] = []
        self._above = array("I", [homes.find(i) for i in range(scores.count)])
        self._near: dict[int, array[int]] = {}
        self._foes: dict[int, set[int]] = {}
        for report, foes in _foes(parted).items():
            self._foes.setdefault(homes.find(report), set()).update(foes)

    def queue(self) -> None:
        """Queue every pair of neighbouring clusters that is linked well enough."""
        for i in sorted(self.members):
            near = [j for j in sorted(self._around(i)) if i < j]
            if len(self.members[i]) == 1 and i not in self._foes:
                # Most clusters are one report each yet, and what two of them score is known.
                row = self.scores.row(i)
                for j in near:
                    if len(self.members[j]) == 1:
                        self._push(i, j, _limited(row[j]))
                near = [j for j in near if len(self.members[j]) > 1]
            self._offer(i, near)

    def join(self, first: int, second: int) -> None:
        """Make one cluster of two and queue it against its neighbours."""
        around = self._around(first) | self._around(second)
        new = len(self._above)
        self._above.append(new)
        self._above[first] = self._above[second] = new
        self.members[new] = tuple(sorted(self.members.pop(first) + self.members.pop(second)))
        foes = self._foes.pop(first, set()) | self._foes.pop(second, set())
        if foes:
            self._foes[new] = foes
        around -= {first, second}
        self._near.pop(first, None)
        self._near.pop(second, None)
        self._near[new] = array("I", sorted(around))
        self._offer(new, sorted(around))

    def _around(self, number: int) -> set[int]:
        """The clusters that a candidate pair links with this one."""
        near = self._near.get(number)
        if near is not None:
            return {self._find(other) for other in near} - {number}
        return {self._find(j) for i in self.members[number] for j in self.scores.others(i)} - {number}

    def _find(self, number: int) -> int:
        """The cluster in which a report or an earlier cluster is now."""
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    def _offer(self, number: int, others: Sequence[int]) -> None:
        """Queue a cluster with those of the others that it is linked with well enough: mean score over some members
        of both. Those parted by a person are passed over, and those told early to stay below the threshold."""
        sample = self.members[number][:SAMPLED]
        known = [self.scores.row(b).get for b in sample]
        apart = {self._find(foe) for foe in self._foes.get(number, ())}
        meetings = (_Meeting(o, self.members[o][:SAMPLED], known) for o in others if o not in apart)
        left = [m for m in meetings if m.may_reach(self.threshold)]
        for column, b in enumerate(sample):
            asked = [a for m in left for a in m.unknown(column)]
            values = iter(self.score(b, asked) if asked else ())
            for m in left:
                m.learn(column, values)
            left = [m for m in left if m.may_reach(self.threshold)]
        for m in left:
            self._push(min(m.other, number), max(m.other, number), m.mean(across=m.other < number))

    def _push(self, first: int, second: int, link: float) -> None:
        if link > self.threshold:
            heappush(self.heap, (-link, first, second))
