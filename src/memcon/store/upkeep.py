"""What keeps a store safe: the engine's own check of it, and of a store in a file a copy taken while others write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from memcon.errors import StoreError, UsageError
from memcon.store.sqlite import Sqlite
from memcon.store.tables import story_reports

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

_PAGES = 256
"""Pages copied at a time: a writer waits no longer than for so many."""


def integrity(store: SqlStore) -> list[str]:
    """What the engine finds wrong with what it keeps and the rows that point at others: a sentence each; nothing is
    changed. Raises StoreError when it cannot be read at all."""
    with store._begin() as db:
        return store.dialect.faults(db)


def homes(store: SqlStore) -> dict[str, str]:
    """Report -> its story, as they are looked up."""
    with store._begin() as db:
        return {row.report: row.story for row in db.execute(sa.select(story_reports))}


def backup(store: SqlStore, path: str) -> int:
    """Copy the store as it stands at one moment to `path`, a new file, while others go on writing; bytes written.

    The copy is made under another name and renamed when it is whole, so what stands at `path` is never half a store.
    Raises UsageError when something is there already or the store is no file, StoreError when it cannot be written.
    """
    if not isinstance(store.dialect, Sqlite):
        raise UsageError(f"{store.path}: is on a server; back it up with pg_dump, which also works while others write")
    target = Path(path)
    if target.exists():
        raise UsageError(f"{path}: is there already; give the copy a name of its own")
    begun = target.with_name(f"{target.name}.part")
    try:
        begun.unlink(missing_ok=True)
        _copy(store.path, begun)
        begun.rename(target)
        return target.stat().st_size
    except (sqlite3.Error, OSError) as error:
        begun.unlink(missing_ok=True)
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise StoreError(f"{path}: the copy cannot be written ({why}); is there room, and a folder?") from None


def _copy(source: str, target: Path) -> None:
    with closing(sqlite3.connect(source)) as from_here, closing(sqlite3.connect(target)) as to_there:
        from_here.execute("PRAGMA busy_timeout=60000")
        # One reading transaction from the first page to the last: SQLite would begin anew at each change by others.
        from_here.execute("BEGIN")
        from_here.execute("SELECT count(*) FROM sqlite_master").fetchone()
        from_here.backup(to_there, pages=_PAGES)
        # The copy is one file, whole without a log beside it, until somebody writes to it.
        to_there.execute("PRAGMA journal_mode=DELETE")
