"""Work shared out over processes, its results in the order of the work: nothing hangs on how many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 1
"""Pieces handed out beyond one for each process, so that none waits; no more are held in memory."""


class Workers:
    """`count` processes, started when there is work for them; with one there are none, and work is done here."""

    def __init__(self, count: int = 1, prepare: Callable[[], None] | None = None) -> None:
        """Nothing is started yet; `prepare` is called first in each process."""
        self.count, self._prepare = count, prepare
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        """Let go of the processes at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes; what they were not done with is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def in_order(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`work` (a function of a module) over `items`, streamed: items are taken as results are, in their order. What
        one raises is raised here."""
        if self.count <= 1:
            yield from map(work, items)
            return
        pool = self._started()
        given: deque[Future[Result]] = deque()
        for item in items:
            given.append(pool.submit(work, item))
            if len(given) > self.count + AHEAD:
                yield given.popleft().result()
        while given:
            yield given.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        if self._pool is None:
            # Spawned, not forked: a process with the parser's threads and the store's file open is no good to copy.
            self._pool = ProcessPoolExecutor(self.count, get_context("spawn"), self._prepare)
        return self._pool
