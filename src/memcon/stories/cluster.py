"""Clusters as a pure function of scores and people's verdicts: average linkage, in an order that is the scores' own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from memcon.stories.homes import Homes

LIMIT = 8.0
"""A score counts at most this much either way, so that one pair does not decide for a whole cluster."""
SAMPLED = 4
"""Members of each cluster that are compared when two clusters meet: bounded work, whatever their sizes."""


class Verdict(NamedTuple):
    """A person's word that two reports do or do not tell the same occurrence."""

    a: int
    b: int
    same: bool


def cluster(
    count: int,
    scores: Mapping[tuple[int, int], float],
    score: Callable[[int, int], float],
    verdicts: Iterable[Verdict] = (),
    copied: Iterable[tuple[int, int]] = (),
    *,
    threshold: float,
) -> list[tuple[int, ...]]:
    """Clusters of the reports 0 … `count`-1, each sorted, in order of their first member.

    `scores`: log odds of the candidate pairs (i < j); `score`: the same for any other pair, asked when clusters meet.
    Reports must be numbered in an order of their own content. "Same" verdicts join first, then pairs of which one is
    `copied` from the other, then what scores say; clusters that hold a "different" verdict between them never join.
    """
    said = sorted(set(verdicts))
    start = _start(count, [*said, *(Verdict(a, b, True) for a, b in sorted(set(copied)))])
    state = _State(start, scores, score, [v for v in said if not v.same])
    state.queue(threshold)
    while state.heap:
        _, first, second = heappop(state.heap)
        if first in state.members and second in state.members:
            state.join(first, second, threshold)
    return sorted(tuple(sorted(found)) for found in state.members.values())


def _start(count: int, said: Sequence[Verdict]) -> Homes[int]:
    """The reports as "same" verdicts join them, where no "different" verdict stands between the two groups."""
    homes = Homes(range(count))
    parted = [(v.a, v.b) for v in said if not v.same]
    for v in said:
        if v.same:
            ends = {homes.find(v.a), homes.find(v.b)}
            if not any({homes.find(a), homes.find(b)} == ends for a, b in parted):
                homes.join(v.a, v.b)
    return homes


class _State:
    """The clusters so far: `members` by number, `near`: which clusters are linked by a candidate pair."""

    def __init__(
        self,
        homes: Homes[int],
        scores: Mapping[tuple[int, int], float],
        score: Callable[[int, int], float],
        parted: Sequence[Verdict],
    ) -> None:
        start: dict[int, list[int]] = {}
        for i in range(len(homes)):
            start.setdefault(homes.find(i), []).append(i)
        self.members: dict[int, tuple[int, ...]] = {home: tuple(found) for home, found in start.items()}
        self.near: dict[int, set[int]] = {home: set() for home in self.members}
        for i, j in scores:
            a, b = homes.find(i), homes.find(j)
            if a != b:
                self.near[a].add(b)
                self.near[b].add(a)
        self.known, self.score = dict(scores), score
        self.parted = {(v.a, v.b) for v in parted} | {(v.b, v.a) for v in parted}
        self.heap: list[tuple[float, int, int]] = []
        self.next = len(homes)

    def queue(self, threshold: float) -> None:
        """Queue every pair of neighbouring clusters that is linked well enough."""
        for i in sorted(self.members):
            for j in sorted(self.near[i]):
                if i < j:
                    self._offer(i, j, threshold)

    def _offer(self, first: int, second: int, threshold: float) -> None:
        link = self._link(self.members[first], self.members[second])
        if link > threshold:
            heappush(self.heap, (-link, first, second))

    def join(self, first: int, second: int, threshold: float) -> None:
        """Make one cluster of two and queue it against its neighbours."""
        new = self._merge(first, second)
        for other in sorted(self.near[new]):
            self._offer(other, new, threshold)

    def _merge(self, first: int, second: int) -> int:
        new, self.next = self.next, self.next + 1
        self.members[new] = tuple(sorted(self.members.pop(first) + self.members.pop(second)))
        around = (self.near.pop(first) | self.near.pop(second)) - {first, second}
        self.near[new] = around
        for other in around:
            self.near[other] -= {first, second}
            self.near[other].add(new)
        return new

    def _link(self, first: Sequence[int], second: Sequence[int]) -> float:
        """Mean score over some members of both; far below any threshold when a person has parted them."""
        if self._are_parted(first, second):
            return -math.inf
        pairs = [(a, b) for a in first[:SAMPLED] for b in second[:SAMPLED]]
        return sum(max(-LIMIT, min(LIMIT, self._pair(a, b))) for a, b in pairs) / len(pairs)

    def _are_parted(self, first: Sequence[int], second: Sequence[int]) -> bool:
        return bool(self.parted) and any((a, b) in self.parted for a in first for b in second)

    def _pair(self, a: int, b: int) -> float:
        key = (a, b) if a < b else (b, a)
        if key not in self.known:
            self.known[key] = self.score(*key)
        return self.known[key]
