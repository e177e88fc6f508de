"""Log odds of the candidate pairs of a run, in arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping

import numpy as np

from memcon.stories.vectors import Numbers

Pair = tuple[int, int]


class Scores:
    """What pairs (i < j) of the reports 0 … `count`-1 score, to be looked up from both sides."""

    __slots__ = ("_cuts", "_others", "_theirs", "count", "first", "second", "values")

    def __init__(self, count: int, first: Numbers, second: Numbers, values: Numbers) -> None:
        """`first` and `second`: the pairs, sorted; `values`: what each scores."""
        self.count = count
        self.first, self.second, self.values = _whole(first), _whole(second), array("d", values.tobytes())
        one, other = (
            np.concatenate([first, second]).astype(np.uint32),
            np.concatenate([second, first]).astype(np.uint32),
        )
        order = np.lexsort((other, one))
        self._cuts = array("Q", np.searchsorted(one[order], np.arange(count + 1)).astype(np.uint64).tobytes())
        self._others = _whole(other[order])
        self._theirs = array("d", np.concatenate([values, values])[order].tobytes())

    @classmethod
    def of(cls, count: int, scores: Mapping[Pair, float]) -> Scores:
        """The same from a mapping."""
        pairs = np.array(sorted(scores), np.int64).reshape(-1, 2)
        return cls(count, pairs[:, 0], pairs[:, 1], np.array([scores[i, j] for i, j in pairs.tolist()], np.float64))

    def __iter__(self) -> Iterator[Pair]:
        """The pairs, sorted."""
        return zip(self.first, self.second, strict=True)

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.first)

    def get(self, pair: Pair) -> float | None:
        """What a pair scores, None when it is no candidate."""
        one, other = pair
        end = self._cuts[one + 1]
        at = bisect_left(self._others, other, self._cuts[one], end)
        return self._theirs[at] if at < end and self._others[at] == other else None

    def others(self, one: int) -> array[int]:
        """The reports that `one` is paired with, sorted."""
        return self._others[self._cuts[one] : self._cuts[one + 1]]

    def row(self, one: int) -> dict[int, float]:
        """Each of these with what the pair scores."""
        part = slice(self._cuts[one], self._cuts[one + 1])
        return dict(zip(self._others[part], self._theirs[part], strict=True))


def _whole(numbers: Numbers) -> array[int]:
    return array("I", numbers.astype(np.uint32).tobytes())
