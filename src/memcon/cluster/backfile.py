"""A backfile from shards to stories, by any engine, and how it goes on where it stopped.

What is in the folder afterwards:

    manifest.jsonl      the job on its first line, then a line for each file: rows, bytes, hash, what it says of itself
    parts/*.parquet     readings, a part for every 64 reports of a shard, and what was refused
    stories/*.parquet   stories, their memcons and the versions of their reports

The folder is the collection: shards that are read into it later join it. The same shards give the same bytes, by
however many workers and after however many interruptions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from memcon.cluster.engines import Engine, Wanted
from memcon.cluster.folder import Folder, Written
from memcon.cluster.shards import PIECE, Shard, shards_at
from memcon.cluster.steps import Bucket, Link, Read, Send, Shelve, Some, Tell
from memcon.errors import UsageError
from memcon.run import Progress
from memcon.settings import Settings
from memcon.stories.homes import Homes

MANIFEST = "manifest.jsonl"
SOME = 16
"""Parts that a step takes at a time."""
BUCKET = 250
"""Reports to a bucket, about …"""
MOST_BUCKETS = 4096
"""… but no more buckets than this: each reads from every file of the step before."""
_SAVED = 50
"""The manifest is written again after so many parts; a part that it does not have yet is found by itself."""


class Backfile(NamedTuple):
    """What a backfile came to: counts over the whole folder; `read`: reports read now; `largest`: reports of the
    largest shelf and the largest home, which one step had to hold."""

    shards: int
    parts: int
    reports: int
    refused: int
    read: int
    stories: int
    largest: int


def backfile(
    addresses: Iterable[str],
    out: str,
    engine: Engine,
    settings: Settings,
    progress: Progress | None = None,
) -> Backfile:
    """Read the shards at `addresses` into the folder `out` and tell its stories anew. What is there already is not
    done again.

    Raises UsageError where there is no shard or the folder was begun with other settings, MemconError when the engine
    gives up: what was done is kept.
    """
    folder, shards = Folder(out), shards_at(addresses)
    manifest = _Manifest(folder, settings)
    wanted = list(_wanted(folder, shards, manifest.parts))
    read = 0
    with manifest.saved():
        for k, part in enumerate(engine.read(wanted, Read(folder, settings)), 1):
            manifest.parts[part.file] = part
            read += part.note["reports"]
            if progress is not None:
                progress(read)
            if k % _SAVED == 0:
                manifest.save()
    _tell(folder, engine, settings, manifest)
    reports = sum(part.note["reports"] for part in manifest.parts.values())
    return Backfile(
        len({part.note["shard"] for part in manifest.parts.values()}),
        len(manifest.parts),
        reports,
        sum(part.rows for part in manifest.parts.values()) - reports,
        read,
        sum(told.rows for told in manifest.stories.values()),
        max((told.note["largest"] for told in manifest.stories.values()), default=0),
    )


class _Manifest:
    """What the folder holds. The parts are the truth: one that is there and not in the manifest is taken into it."""

    def __init__(self, folder: Folder, settings: Settings) -> None:
        self._folder = folder
        self._job = {
            "memcon": version("memcon"),
            "parser": settings.parser,
            "encoder": settings.encoder,
            "piece": PIECE,
        }
        job, kept = self._kept()
        if job is not None and job != self._job:
            told = ", ".join(f"{key} {job.get(key)}" for key in self._job if job.get(key) != self._job[key])
            raise UsageError(f"{folder.address}: was begun with {told}; go on with that, or name another folder")
        self.parts = {name: kept.get(name) or folder.note(name) for name in folder.names("parts")}
        self.stories = {name: kept[name] for name in folder.names("stories") if name in kept}

    def _kept(self) -> tuple[dict[str, Any] | None, dict[str, Written]]:
        data = self._folder.read(MANIFEST)
        if data is None:
            return None, {}
        job, *lines = data.splitlines()
        files = [Written(**msgspec.json.decode(line)) for line in lines]
        return msgspec.json.decode(job), {written.file: written for written in files}

    def save(self) -> None:
        """Write it, in order of file."""
        files = [*self.parts.values(), *self.stories.values()]
        lines = [self._job, *(written._asdict() for written in sorted(files))]
        self._folder.write(MANIFEST, b"".join(msgspec.json.encode(line, order="sorted") + b"\n" for line in lines))

    @contextmanager
    def saved(self) -> Iterator[None]:
        """It is written before, so that the folder says how it was begun, and after, come what may."""
        self.save()
        try:
            yield
        finally:
            self.save()

    def content(self) -> str:
        """Twelve hex digits that are others when any part is."""
        return sha256(" ".join(self.parts[name].sha256 for name in sorted(self.parts)).encode()).hexdigest()[:12]


def _wanted(folder: Folder, shards: Sequence[Shard], parts: dict[str, Written]) -> Iterator[Wanted]:
    """Shards that are not wholly read, with the pieces that are; parts of a shard that changed are taken away."""
    done: dict[str, dict[int, Written]] = {}
    sizes = {shard.name: shard.size for shard in shards}
    for name, part in list(parts.items()):
        shard = part.note["shard"]
        if part.note["size"] != sizes.get(shard, part.note["size"]):
            folder.remove(name)
            del parts[name]
        else:
            done.setdefault(shard, {})[part.note["piece"]] = part
    for one in shards:
        there = done.get(one.name, {})
        last = max(there, default=-1)
        if not (there and there[last].note["last"] and len(there) == last + 1):
            yield one, frozenset(there)


def _tell(folder: Folder, engine: Engine, settings: Settings, manifest: _Manifest) -> None:
    """Group all parts into stories, bucket by bucket, unless that was done of these very parts."""
    content, reports = manifest.content(), sum(part.note["reports"] for part in manifest.parts.values())
    if manifest.stories and all(told.note["of"] == content for told in manifest.stories.values()):
        return
    work, buckets = f"work-{content}", min(MOST_BUCKETS, max(1, math.ceil(reports / BUCKET)))
    somes = [Some(k, parts, {}) for k, parts in enumerate(_in_turn(sorted(manifest.parts)))]
    shelved = _done(folder, engine, Shelve(folder, work, buckets), somes, f"{work}/shelves")
    linked = _done(folder, engine, Link(folder, work), _buckets(shelved, buckets), f"{work}/links")
    homes = _homes(folder, linked, {part: some.number for some in somes for part in some.parts})
    somes = [some._replace(homes=homes.get(some.number, {})) for some in somes]
    sent = _done(folder, engine, Send(folder, work, buckets), somes, f"{work}/sent")
    told = _done(folder, engine, Tell(folder, settings, content), _buckets(sent, buckets), "stories", content)
    manifest.stories = {one.file: one for one in told}
    manifest.save()
    for name in set(folder.names("stories")) - manifest.stories.keys():
        folder.remove(name)
    folder.remove(work)


def _done(
    folder: Folder,
    engine: Engine,
    step: Callable[[Any], Written],
    items: Sequence[Some | Bucket],
    under: str,
    of: str | None = None,
) -> list[Written]:
    """What a step wrote for each item, in order; what an earlier run wrote (`of` the same parts) is not done again."""
    wanted = {f"{under}/{item.number:06}.parquet": item for item in items}
    there = [folder.note(name) for name in folder.names(under) if name in wanted]
    there = [written for written in there if written.note.get("of") == of]
    left = [item for name, item in wanted.items() if name not in {written.file for written in there}]
    return sorted([*there, *(engine.each(step, left) if left else ())])


def _in_turn(parts: Sequence[str]) -> Iterator[list[str]]:
    source = iter(parts)
    while some := list(islice(source, SOME)):
        yield some


def _buckets(files: Sequence[Written], buckets: int) -> list[Bucket]:
    """Each bucket with the files that hold rows of it."""
    return [Bucket(n, [f.file for f in files if n in f.note["buckets"]]) for n in range(buckets)]


def _homes(folder: Folder, linked: Sequence[Written], task_of: Mapping[str, int]) -> dict[int, dict[str, str]]:
    """By the number of the task that sends it: report id -> its home, the smallest id that links lead to.

    The one step that looks at everything, and all it sees is ids: those of reports that are not alone.
    """
    rows = [row for file in linked for row in folder.rows(file.file)]
    homes = Homes({row["id"] for row in rows})
    for row in rows:
        homes.join(row["id"], row["other"])
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        found.setdefault(task_of[row["part"]], {})[row["id"]] = homes.find(row["id"])
    return found
