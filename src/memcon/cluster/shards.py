"""Shards in: JSONL, Parquet and WARC files, plain or gzipped, from a path or an object store; reports in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import fsspec
import msgspec
import pyarrow.parquet as pq

from memcon.errors import MemconError, Refused, UsageError
from memcon.intake.accept import Raw, admit
from memcon.intake.readers import read_source
from memcon.intake.source import source_of
from memcon.model.ids import content_id
from memcon.model.report import Report

PIECE = 64
"""Reports read at a time by one worker, and rows of a part: what is lost with a worker is at most this."""
SUFFIXES = (".jsonl", ".ndjson", ".parquet", ".warc")
_FIELDS = ("url", "title", "published", "modified", "outlet")


class Shard(NamedTuple):
    """A file of reports: its address, its size in bytes (which tells whether it changed), a name for its parts."""

    address: str
    size: int
    name: str


class Piece(NamedTuple):
    """A piece of a shard: its number in it, the JSON of its reports and refusals, and whether it is the last."""

    shard: Shard
    number: int
    items: bytes
    last: bool


class Item(msgspec.Struct, frozen=True):
    """A report, or where and why a piece of input was not taken."""

    report: Report | None = None
    where: str = ""
    reason: str = ""


ITEMS = msgspec.json.Decoder(list[Item])


def shards_at(addresses: Iterable[str]) -> list[Shard]:
    """The shards at paths, addresses, folders and patterns (`s3://bucket/2024/*.jsonl.gz`), in order of address.

    Raises UsageError where there is none, or something of another kind is named.
    """
    found: dict[str, Shard] = {}
    for given in addresses:
        fs, path = fsspec.core.url_to_fs(given)
        paths = sorted(fs.find(path)) if fs.isdir(path) else sorted(fs.glob(path))
        kept = [p for p in paths if _kind(p) is not None]
        if not kept:
            raise UsageError(
                f"{given}: no shard there; a shard is a file whose name ends in {', '.join(SUFFIXES)} (.gz)"
            )
        for one in kept:
            address = fs.unstrip_protocol(one)
            found[address] = Shard(address, int(fs.size(one) or 0), content_id("shard", address)[:12])
    return [found[address] for address in sorted(found)]


def _kind(path: str) -> str | None:
    bare = path.lower().removesuffix(".gz")
    return next((suffix for suffix in SUFFIXES if bare.endswith(suffix)), None)


def pieces(shard: Shard, without: frozenset[int] = frozenset()) -> Iterator[Piece]:
    """The shard in pieces of `PIECE` reports, always the same ones; those in `without` are passed over, unread by the
    parser."""
    items = _items(shard)
    number, piece = 0, list(islice(items, PIECE))
    while True:
        following = list(islice(items, PIECE))
        if number not in without:
            yield Piece(shard, number, msgspec.json.encode(piece), not following)
        if not following:
            return
        number, piece = number + 1, following


def _items(shard: Shard) -> Iterator[Item]:
    try:
        for found in _read(shard):
            yield Item(None, found.where, found.reason) if isinstance(found, Refused) else Item(found)
    except MemconError as error:
        yield Item(None, shard.address, str(error))
    except Exception as error:
        # A shard that cannot be opened or read on must not take the other thousands down.
        yield Item(None, shard.address, f"cannot be read to its end ({type(error).__name__}: {error}); check it")


def _read(shard: Shard) -> Iterator[Report | Refused]:
    kind = _kind(shard.address)
    if kind == ".parquet":
        with fsspec.open(shard.address, "rb") as stream:
            yield from _rows(pq.ParquetFile(stream), shard.address)
        return
    # A crawl is unpacked by its own reader, record by record, so that one that is cut short gives what it has.
    packed = "gzip" if shard.address.lower().endswith(".gz") and kind != ".warc" else None
    with fsspec.open(shard.address, "rb", compression=packed) as stream:
        yield from read_source(source_of(stream, shard.address, kind or ""))


def _rows(file: pq.ParquetFile, address: str) -> Iterator[Report | Refused]:
    """A report for each row with the columns of `memcon read`'s JSONL."""
    names = set(file.schema_arrow.names)
    if "text" not in names:
        yield Refused(address, 'has no column "text"; give each report its text')
        return
    columns = [name for name in ("id", "text", *_FIELDS) if name in names]
    number = 0
    for batch in file.iter_batches(batch_size=PIECE, columns=columns):
        for row in batch.to_pylist():
            number += 1
            try:
                yield _report(row, address, f"{address} row {number}")
            except Refused as refused:
                yield refused


def _report(row: dict[str, Any], address: str, where: str) -> Report:
    text = row.get("text")
    if not isinstance(text, str):
        raise Refused(where, 'has no words under "text"; give each report its text')
    given = row.get("id")
    url, title, published, modified, outlet = (_said(row.get(name)) for name in _FIELDS)
    return admit(
        Raw(
            text,
            path=address,
            given_id=None if given is None else str(given),
            url=url,
            title=title,
            published=published,
            modified=modified,
            outlet=outlet,
        ),
        where,
    )


def _said(value: Any) -> str | None:
    """A day or time is a column of its own kind in many a Parquet file; what is neither that nor words is not said."""
    said = value.isoformat() if isinstance(value, date) else value
    return said if isinstance(said, str) and said.strip() else None
