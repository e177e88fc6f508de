"""The steps of a backfile. Each takes a piece of the work and writes one file; none sees more than its piece.

    Read    a piece of a shard        -> a part: its readings, and what was refused
    Shelve  some parts                -> their reports, by the buckets of their shelves (memcon.stories.shelves)
    Link    a bucket of shelves       -> pairs of reports that tell one occurrence
            (the driver joins the pairs, which are ids, into homes)
    Send    some parts                -> their readings, by the buckets of their homes
    Tell    a bucket of homes         -> stories and memcons

A step is a plain callable that can be sent to another machine; what it writes hangs on its piece alone, so that it can
be done again when a worker is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
import pyarrow as pa

from memcon.cluster.folder import Folder, Written
from memcon.cluster.shards import ITEMS, Piece
from memcon.model.reading import Reading
from memcon.reconcile.compose import reconcile
from memcon.run import QUARANTINE, found_at, read_reports
from memcon.settings import Settings
from memcon.store.rows import reading_of, without_text
from memcon.stories.group import group
from memcon.stories.shelves import keys_of, light, links
from memcon.versions.trace import told_by, trace

Row = dict[str, Any]

_TEXT = pa.large_string()
PART = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("id", "where", "refused", "url", "title", "outlet", "published", "language")
        ),
        ("text", _TEXT),
        ("reading", _TEXT),
    ]
)
SHELVED = pa.schema(
    [
        *((name, pa.string()) for name in ("key", "id", "part")),
        ("day", pa.int32()),
        ("text", _TEXT),
        ("reading", _TEXT),
    ]
)
LINKED = pa.schema([(name, pa.string()) for name in ("id", "part", "other")])
SENT = pa.schema(
    [
        *((name, pa.string()) for name in ("home", "id", "part")),
        ("row", pa.int32()),
        ("text", _TEXT),
        ("reading", _TEXT),
    ]
)
TOLD = pa.schema([("id", pa.string()), ("story", _TEXT), ("memcon", _TEXT), ("versions", _TEXT)])


@dataclass(frozen=True)
class Read:
    """A piece of a shard becomes a part."""

    folder: Folder
    settings: Settings

    def __call__(self, piece: Piece) -> Written:
        """Read the reports of the piece."""
        _ready(self.settings.knowledge)
        items = ITEMS.decode(piece.items)
        alone = replace(self.settings, workers=1)  # the engine's workers are processes enough
        readings = read_reports((i.report for i in items if i.report is not None), alone)
        rows = [_part_row(next(readings)) if i.report is not None else _refused(i.where, i.reason) for i in items]
        note = {
            "shard": piece.shard.name,
            "size": piece.shard.size,
            "piece": piece.number,
            "last": piece.last,
            "reports": sum(row["id"] is not None for row in rows),
        }
        return self.folder.write_rows(part_name(piece), [rows], PART, note)


def part_name(piece: Piece) -> str:
    """The name of the part a piece becomes."""
    return f"parts/{piece.shard.name}-{piece.number:06}.parquet"


class Some(NamedTuple):
    """Some parts, under a number of their own; `homes`: report id -> home, of those that are not alone."""

    number: int
    parts: list[str]
    homes: dict[str, str]


class Bucket(NamedTuple):
    """A bucket, and the files that may hold rows of it."""

    number: int
    files: list[str]


@dataclass(frozen=True)
class Shelve:
    """Reports are filed on their shelves."""

    folder: Folder
    work: str
    buckets: int

    def __call__(self, some: Some) -> Written:
        """File the reports of some parts."""
        name = f"{self.work}/shelves/{some.number:06}.parquet"
        return _by_bucket(self.folder, name, self._shelved(some.parts), self.buckets, SHELVED)

    def _shelved(self, parts: Iterable[str]) -> Iterator[tuple[str, Row]]:
        for part, _, row in _readings(self.folder, parts):
            reading = unpacked(row)
            day, keys = keys_of(reading)
            bare = without_text(light(reading))
            for key in keys:
                yield key, {"key": key, "day": day, "id": row["id"], "part": part, "text": row["text"], "reading": bare}


@dataclass(frozen=True)
class Link:
    """The shelves of a bucket are grouped, one by one."""

    folder: Folder
    work: str

    def __call__(self, bucket: Bucket) -> Written:
        """Find the pairs of reports that tell one occurrence."""
        shelves: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        parts: defaultdict[str, set[str]] = defaultdict(set)
        for row in _of_bucket(self.folder, bucket):
            shelves[row["key"]].setdefault(row["id"], row)
            parts[row["id"]].add(row["part"])
        found: set[tuple[str, str, str]] = set()
        seen: set[tuple[str, ...]] = set()
        for key in sorted(shelves):
            shelf = sorted(shelves[key].values(), key=lambda r: (r["day"] is None, r["day"], r["id"]))
            ids = tuple(row["id"] for row in shelf)
            if len(ids) > 1 and ids not in seen:
                seen.add(ids)
                # A report that came in several shards is told of in each of its parts.
                for pair in links([unpacked(row) for row in shelf]):
                    found |= {(a, part, b) for a, b in (pair, pair[::-1]) for part in parts[a]}
        rows = [dict(zip(LINKED.names, pair, strict=True)) for pair in sorted(found)]
        note = {"largest": max(map(len, shelves.values()), default=0)}
        return self.folder.write_rows(f"{self.work}/links/{bucket.number:06}.parquet", [rows], LINKED, note)


@dataclass(frozen=True)
class Send:
    """Readings are sent to their homes."""

    folder: Folder
    work: str
    buckets: int

    def __call__(self, some: Some) -> Written:
        """Send the readings of some parts."""
        name = f"{self.work}/sent/{some.number:06}.parquet"
        return _by_bucket(self.folder, name, self._sent(some), self.buckets, SENT)

    def _sent(self, some: Some) -> Iterator[tuple[str, Row]]:
        for part, number, row in _readings(self.folder, some.parts):
            home: str = some.homes.get(row["id"], row["id"])
            yield home, {"home": home, "part": part, "row": number, **{k: row[k] for k in ("id", "text", "reading")}}


@dataclass(frozen=True)
class Tell:
    """The homes of a bucket become stories with their memcons. `of`: what says which parts they are made of."""

    folder: Folder
    settings: Settings
    of: str

    def __call__(self, bucket: Bucket) -> Written:
        """Group each home once more, now with all its reports, and reconcile its stories."""
        _ready(self.settings.knowledge)
        homes: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        for row in sorted(_of_bucket(self.folder, bucket), key=lambda r: (r["part"], r["row"])):
            homes[row["home"]].setdefault(row["id"], row)
        rows = [row for key in sorted(homes) for row in _told([unpacked(r) for r in homes[key].values()])]
        rows.sort(key=lambda row: str(row["id"]))
        note = {"of": self.of, "largest": max(map(len, homes.values()), default=0)}
        return self.folder.write_rows(f"stories/{bucket.number:06}.parquet", [rows], TOLD, note)


def _told(readings: Sequence[Reading]) -> Iterator[Row]:
    """Stories of one home. `readings`: in the order in which they came."""
    lineages = trace((r.report for r in readings), {r.report.id: k for k, r in enumerate(readings, 1)})
    old = told_by(lineages)
    newest = {r.report.id: r for r in readings if r.report.id not in old}
    for story in group(list(newest.values())):
        memcon = reconcile(story, [newest[key] for key in story.reports])
        of = [line for line in lineages if any(v.report in story.reports for v in line.versions)]
        yield {"id": story.id} | {
            name: msgspec.json.encode(noun).decode()
            for name, noun in (("story", story), ("memcon", memcon), ("versions", of))
        }


def unpacked(row: Mapping[str, Any]) -> Reading:
    """The reading of a row of a part."""
    return reading_of((row["text"], row["reading"]))


def _part_row(reading: Reading) -> Row:
    report = reading.report
    if given_up := [w.message for w in reading.warnings if w.stage == QUARANTINE]:
        return _refused(found_at(report), given_up[0])
    told: Row = {"id": report.id, "where": report.path, "refused": None, "url": report.url, "title": report.title}
    told["outlet"] = report.outlet.name if report.outlet is not None else None
    told["published"] = report.published.value if report.published is not None else None
    return {**told, "language": report.language, "text": report.text, "reading": without_text(reading)}


def _refused(where: str, reason: str) -> Row:
    return {**dict.fromkeys(PART.names), "where": where, "refused": reason}


def _readings(folder: Folder, parts: Iterable[str]) -> Iterator[tuple[str, int, dict[str, str]]]:
    for part in parts:
        rows = enumerate(folder.rows(part, ["id", "text", "reading"]))
        yield from ((part, number, row) for number, row in rows if row["id"] is not None)


def _by_bucket(folder: Folder, name: str, rows: Iterable[tuple[str, Row]], buckets: int, schema: pa.Schema) -> Written:
    """Rows by their keys' buckets, in one file for all, a row group each: a file a bucket would be millions of small
    ones."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for key, row in rows:
        found[crc32(key.encode()) % buckets].append(row)
    used = sorted(found)
    return folder.write_rows(name, [found[b] for b in used], schema, {"buckets": used})


def _of_bucket(folder: Folder, bucket: Bucket) -> Iterator[Row]:
    for name in bucket.files:
        yield from folder.group(name, bucket.number)


@cache
def _ready(knowledge: str) -> None:
    """Once in each worker: tables of the user's own are read over the knowledge base, where the worker has them."""
    if Path(knowledge).is_dir():
        from memcon.knowledge import kb

        kb.use(Path(knowledge))
