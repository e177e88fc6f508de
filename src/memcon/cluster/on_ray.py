"""Ray Data as the engine: workers on one machine or many, work streamed to them at their pace, lost ones replaced."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from memcon.cluster.engines import Wanted
from memcon.cluster.folder import Written
from memcon.cluster.shards import Piece, pieces
from memcon.errors import MemconError, UsageError

_BLOCK = 1
"""Bytes after which a block is full: every piece travels alone, so that many workers share one shard."""
_RETRIES = 5
"""How often a step is done again whose worker was lost; one that loses its worker each time is no accident."""


class Ray:
    """Actors on a Ray cluster, on this machine where no address is given. Each holds one parser."""

    def __init__(self, workers: int, address: str | None = None) -> None:
        try:
            import ray
            import ray.data
        except ImportError:
            raise UsageError("--engine ray needs Ray; pip install 'memcon[ray]'") from None
        self._ray, self._workers = ray, workers
        # One more than the workers: shards are opened beside them.
        here: dict[str, Any] = {} if address is not None else {"num_cpus": workers + 1, "include_dashboard": False}
        try:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **here)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise MemconError(f"Ray at {address or 'this machine'} cannot be reached ({_first(error)})") from None
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.target_max_block_size = _BLOCK
        logging.getLogger("ray.data").setLevel(logging.ERROR)

    def read(self, shards: Sequence[Wanted], work: Callable[[Piece], Written]) -> Iterator[Written]:
        """As the seam has it; shards are opened by tasks of their own."""
        rows = [{"shard": msgspec.json.encode(wanted)} for wanted in shards]
        if not rows:
            return
        data = self._ray.data.from_items(rows, override_num_blocks=len(rows))
        # A share of a core is asked for, else Ray would make one step of both and a shard would stay with one actor.
        strategy = self._ray.data.ActorPoolStrategy(size=self._workers)
        done = data.flat_map(_pieces, num_cpus=0.5).map(_worker(work), compute=strategy, num_cpus=1)
        with self._told(), warnings.catch_warnings():
            # Of few pieces some workers get none; that is no fault.
            warnings.filterwarnings("ignore", message="The minimum number of concurrent actors")
            for row in done.iter_rows():
                yield msgspec.json.decode(row["written"], type=Written)

    def each(self, work: Callable[[Any], Written], items: Sequence[Any]) -> Iterator[Written]:
        """As the seam has it."""

        def step(item: Any) -> Written:
            return work(item)

        task = self._ray.remote(num_cpus=1, max_retries=_RETRIES)(step)
        waiting: list[Any] = []
        with self._told():
            for item in items:
                waiting.append(task.remote(item))
                # No more lies ready than keeps everybody busy.
                if len(waiting) > 2 * self._workers:
                    done, waiting = self._ray.wait(waiting)
                    yield from self._ray.get(done)
            yield from self._ray.get(waiting)

    def close(self) -> None:
        """Let go of the cluster; one that was started here ends."""
        self._ray.shutdown()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A cluster that gives up does so in one sentence."""
        try:
            yield
        except self._ray.exceptions.RayError as error:
            raise MemconError(f"the cluster gave up ({_first(error)}); run the command again, it goes on") from None


def _worker(work: Callable[[Piece], Written]) -> type:
    """One actor: the step it does, and what it loads for that. The class carries the step: arguments for it would lie
    in the object store, from where a lost actor's successor might not get them."""

    class Worker:
        def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
            return {"written": msgspec.json.encode(work(_piece(row))).decode()}

    return Worker


def _pieces(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for piece in pieces(*msgspec.json.decode(row["shard"], type=Wanted)):
        # What is long travels as it is, the rest as JSON.
        yield {"piece": msgspec.json.encode(piece._replace(items=b"")), "items": piece.items}


def _piece(row: dict[str, Any]) -> Piece:
    return msgspec.json.decode(row["piece"], type=Piece)._replace(items=row["items"])


def _first(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).split("\n", 1)[0][:300]
