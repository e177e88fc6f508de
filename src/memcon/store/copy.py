"""A store moved to another engine or place, and read again there: nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from memcon.errors import StoreError, UsageError
from memcon.model.judgement import Judgement
from memcon.model.record import Memcon
from memcon.model.relation import KnownVisit
from memcon.model.story import Story
from memcon.store.lists import refill
from memcon.store.rows import CHUNK, DECODER
from memcon.store.sql import SqlStore
from memcon.store.tables import metadata, report_ends, report_signals, reports, story_keys, story_list, words

_NOUNS: dict[str, msgspec.json.Decoder[Any]] = {
    "reading": DECODER,
    "story": msgspec.json.Decoder(Story),
    "memcon": msgspec.json.Decoder(Memcon),
    "visit": msgspec.json.Decoder(KnownVisit),
    "judgement": msgspec.json.Decoder(Judgement),
}
"""Columns that hold a noun. `story` is a noun in `stories` and an id in `story_reports`."""

Progress = Callable[[int], None]
"""Called with the number of reports copied so far."""


class Copied(NamedTuple):
    """One table on both sides: its rows, and the hash of their content in order of their keys."""

    table: str
    rows: int
    hash: str


def copy(source: SqlStore, target: SqlStore, progress: Progress | None = None) -> list[Copied]:
    """Copy everything of `source`, as it stands now, into the empty `target`, then read `target` again and compare.

    All of it or nothing arrives. Raises UsageError when `target` holds something, StoreError when an engine fails or
    what was read again is not what was sent.
    """
    with source._begin() as old:
        with target._begin(write=True) as new:
            if any(new.execute(sa.select(sa.func.count()).select_from(t)).scalar() for t in metadata.sorted_tables):
                raise UsageError(f"{target.path}: is no empty store; name one that is not there yet")
            sent = [_sent(old, new, target, table, progress) for table in _tables()]
            refill(new, target.dialect)
        sent += [_hashed(name, old.execute(query)) for name, query in _derived()]
    with target._begin() as new:
        there = [_hashed(t.name, _rows(new, t)) for t in _tables()]
        there += [_hashed(name, new.execute(query)) for name, query in _derived()]
    if changed := [a.table for a, b in zip(sent, there, strict=True) if a != b]:
        raise StoreError(f"{target.path}: does not hold what was sent ({', '.join(changed)}); do not use it")
    return there


def _tables() -> list[sa.Table]:
    """Those that are copied, what is referred to first; the others follow from the reports and the stories."""
    return [
        table for table in metadata.sorted_tables if table not in (report_ends, report_signals, story_list, story_keys)
    ]


def _derived() -> Iterator[tuple[str, sa.Select[Any]]]:
    """What each engine makes of the reports and stories itself, and must make the same."""
    yield "report_ends", sa.select(report_ends).order_by(report_ends.c.actor, report_ends.c.report)
    told = [c for c in story_list.c if c is not story_list.c.row]
    yield "story_list", sa.select(*told).order_by(story_list.c.id)
    yield "story_keys", sa.select(story_keys).order_by(*story_keys.primary_key.columns)
    named = [words.c[name] for name in ("kind", "id", "report", "point", "speaker")]
    yield "words", sa.select(*named).where(words.c.id.is_not(None)).order_by(*named)


def _rows(db: Connection, table: sa.Table) -> sa.CursorResult[Any]:
    query = sa.select(table).order_by(*table.primary_key.columns)
    return db.execute(query.execution_options(yield_per=CHUNK))


def _sent(old: Connection, new: Connection, target: SqlStore, table: sa.Table, progress: Progress | None) -> Copied:
    digest, count = sha256(), 0
    for chunk in _rows(old, table).mappings().partitions(CHUNK):
        rows = [dict(row) for row in chunk]
        if table is reports:
            target.dialect.put_reports(new, rows)
        else:
            new.execute(table.insert(), rows)
        for row in rows:
            digest.update(_content(row))
        count += len(rows)
        if table is reports and progress is not None:
            progress(count)
    return Copied(table.name, count, digest.hexdigest())


def _hashed(name: str, found: sa.CursorResult[Any]) -> Copied:
    digest, count = sha256(), 0
    for row in found.mappings():
        digest.update(_content(row))
        count += 1
    return Copied(name, count, digest.hexdigest())


def _content(row: Mapping[Any, Any]) -> bytes:
    """The row's values; a noun is read and written again, as engines lay JSON out each in their own way."""
    return msgspec.json.encode([_value(str(name), value) for name, value in row.items()]) + b"\n"


def _value(name: str, value: object) -> object:
    decoder = _NOUNS.get(name)
    if decoder is None or not isinstance(value, str) or not value.startswith("{"):
        return value
    return decoder.decode(value)
