"""Who does the work: the engine seam, and the pool of processes on this machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from memcon.cluster.folder import Written
from memcon.cluster.shards import Piece, Shard, pieces
from memcon.errors import MemconError

T = TypeVar("T")
Wanted = tuple[Shard, frozenset[int]]
"""A shard, and the numbers of those of its pieces that are done."""


class Engine(Protocol):
    """Workers. What was written is told as it comes, in any order."""

    def read(self, shards: Sequence[Wanted], work: Callable[[Piece], Written]) -> Iterator[Written]:
        """Do the work on every piece of the shards that is not done."""
        ...

    def each(self, work: Callable[[Any], Written], items: Sequence[Any]) -> Iterator[Written]:
        """Do the work on every item."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...


class Pool:
    """Processes on this machine. One that is lost ends the run, which goes on where it stopped when begun again."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))

    def read(self, shards: Sequence[Wanted], work: Callable[[Piece], Written]) -> Iterator[Written]:
        """As the seam has it; shards are opened here, by one hand."""
        return self._spread(work, (piece for shard, done in shards for piece in pieces(shard, done)))

    def each(self, work: Callable[[T], Written], items: Sequence[T]) -> Iterator[Written]:
        """As the seam has it."""
        return self._spread(work, items)

    def close(self) -> None:
        """Let the workers go; what waits is not begun."""
        self._pool.shutdown(cancel_futures=True)

    def _spread(self, work: Callable[[T], Written], items: Iterable[T]) -> Iterator[Written]:
        waiting: deque[Future[Written]] = deque()
        try:
            for item in items:
                waiting.append(self._pool.submit(work, item))
                # No more is read ahead than keeps everybody busy.
                while len(waiting) > 2 * self._workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise MemconError("a worker was lost; run the same command again, it goes on where it stopped") from None
