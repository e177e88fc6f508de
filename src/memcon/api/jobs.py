"""Reading what is brought to the desk: one job after the other in a thread of its own, its progress to be looked at."""

from __future__ import annotations

import io
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from memcon.errors import MemconError, Refused
from memcon.model.ids import content_id
from memcon.model.report import Report

if TYPE_CHECKING:
    from memcon.intake.addresses import Web
    from memcon.settings import Settings
    from memcon.store.sql import SqlStore

BATCH = 2
"""Reports read at a time, so that a person sees them being read."""
KEPT = 100
"""Jobs that can still be looked at."""
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Job(msgspec.Struct, frozen=True):
    """A job as it stands. `state`: waiting, reading, grouping, done, failed; `done`: reports read so far; `refused`: a
    sentence for each piece that was not taken; `stories`: those it touched; `error`: why it failed."""

    id: str
    names: tuple[str, ...]
    state: str
    done: int = 0
    known: int = 0
    refused: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    error: str | None = None

    @property
    def over(self) -> bool:
        """True when nothing more will happen."""
        return self.state in ("done", "failed")


class Pasted(msgspec.Struct, frozen=True):
    """A text a person pasted, with what they know of it."""

    text: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


class Brought(NamedTuple):
    """What one job reads: files in a `folder` of its own, which is removed after; pasted texts; addresses, which the
    intake fetches where that is allowed, and else refuses with a sentence."""

    folder: Path | None = None
    pasted: Sequence[Pasted] = ()
    addresses: Sequence[str] = ()


Item = Report | Refused
Read = Callable[[Iterable[Item], Callable[[int], None]], tuple[int, list[Refused], list[str]]]
"""Reads items, telling how many are done; how many were known, what was refused, the stories touched."""


def web_for(store: SqlStore, settings: Settings) -> Web | None:
    """The way to the web, where the settings allow it."""
    from memcon.run import web_of

    return web_of(store) if settings.fetch == "on" else None


def reader(store: SqlStore, settings: Settings) -> Read:
    """The flow of `memcon read` over a store."""
    from memcon.run import read_into

    few = _in_small_batches(settings)

    def read(items: Iterable[Item], progress: Callable[[int], None]) -> tuple[int, list[Refused], list[str]]:
        outcome = read_into(store, items, few, progress)
        return len(outcome.known), outcome.refused, outcome.stories

    return read


def _in_small_batches(settings: Settings) -> Settings:
    """The settings with small batches."""
    from dataclasses import replace

    return replace(settings, batch=min(settings.batch, BATCH))


class Jobs:
    """The jobs of one app, one at a time, as two would regroup the store at once."""

    def __init__(self, read: Read, settings: Settings, web: Web | None = None) -> None:
        """`read`: what is done with the items of a job. `settings`: within what bounds files are opened. `web`: how
        addresses are fetched; without it they are not."""
        self._settings, self._web = settings, web
        self._read, self._jobs, self._lock = read, dict[str, Job](), threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="memcon-read")
        self._count = 0

    def start(self, brought: Brought) -> Job:
        """Put a job at the end of the line."""
        names = tuple(_names(brought))
        with self._lock:
            self._count += 1
            job = Job(content_id("job", self._count, names), names, "waiting")
            self._jobs[job.id] = job
            for old in [key for key, j in self._jobs.items() if j.over][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old]
        self._pool.submit(self._work, job.id, brought)
        return job

    def get(self, key: str) -> Job | None:
        """The job of that id as it stands."""
        return self._jobs.get(key)

    def close(self) -> None:
        """Finish the job at hand and take no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _tell(self, key: str, **changes: object) -> None:
        with self._lock:
            self._jobs[key] = msgspec.structs.replace(self._jobs[key], **changes)

    def _work(self, key: str, brought: Brought) -> None:
        self._tell(key, state="reading")
        try:
            known, refused, stories = self._read(self._items(key, brought), lambda done: self._tell(key, done=done))
            said = tuple(str(r) for r in refused)
            self._tell(key, state="done", known=known, refused=said, stories=tuple(stories))
        except MemconError as error:
            self._tell(key, state="failed", error=str(error))
        except Exception as error:
            # What slipped through is a fault of ours; whoever waits gets a sentence, and the next job its turn.
            said_so = f"something went wrong inside memcon ({type(error).__name__}: {error}); please report it"
            self._tell(key, state="failed", error=said_so)
        finally:
            if brought.folder is not None:
                shutil.rmtree(brought.folder, ignore_errors=True)

    def _items(self, key: str, brought: Brought) -> Iterator[Report | Refused]:
        yield from items(brought, self._settings, self._web)
        self._tell(key, state="grouping")


def _names(brought: Brought) -> Iterator[str]:
    if brought.folder is not None:
        yield from sorted(p.name for p in brought.folder.iterdir())
    yield from (f"pasted text {k}" for k in range(1, len(brought.pasted) + 1))
    yield from brought.addresses


def items(brought: Brought, settings: Settings, web: Web | None = None) -> Iterator[Report | Refused]:
    """Reports of what was brought, and what is refused, opened within the bounds of the settings; a file goes by its
    own name, not by where it was put."""
    from memcon.intake.readers import read_source
    from memcon.intake.source import source_of
    from memcon.run import reports_at

    if brought.folder is not None:
        for file in sorted(brought.folder.iterdir()):
            yield from (_called(item, str(file), file.name) for item in reports_at([str(file)], settings))
    for k, pasted in enumerate(brought.pasted, 1):
        row = {key: value for key, value in msgspec.to_builtins(pasted).items() if value.strip()}
        line = f"pasted text {k}"
        source = source_of(io.BytesIO(json.dumps(row).encode()), line, ".jsonl")
        yield from (_called(item, f"{line} line 1", line) for item in read_source(source))
    for address in brought.addresses:
        if ADDRESS.fullmatch(address):
            yield from reports_at([address], settings, web)
        else:
            # A path would be read from this machine's disk: what is written into a page is never taken for one.
            yield Refused(address, "is no address; write it with http:// or https://")


def _called(item: Report | Refused, path: str, name: str) -> Report | Refused:
    if isinstance(item, Refused):
        return Refused(item.where.replace(path, name), item.reason)
    return msgspec.structs.replace(item, path=name)
