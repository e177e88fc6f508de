"""A copy of a store that somebody writes to holds what stood at one moment."""

import os
import signal
import sqlite3
import time
from itertools import count
from pathlib import Path

import pytest

from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.store import upkeep
from memcon.store.sqlite import SqliteStore


def twins(k: int) -> list[Reading]:
    """Two readings that are kept in one transaction: a copy has both or neither."""
    return [Reading(Report(f"{side}{k:07}", f"{side} {k} " * 3_000), events=()) for side in "ab"]


@pytest.fixture
def writer(tmp_path: Path) -> int:
    """A process that adds twins to a store for as long as it lives."""
    SqliteStore(str(tmp_path / "m.db")).close()
    child = os.fork()
    if child == 0:  # pragma: no cover (killed)
        try:
            store = SqliteStore(str(tmp_path / "m.db"))
            for k in count():
                store.add(twins(k))
        finally:
            os._exit(0)
    return child


def held(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    ids = [key for (key,) in db.execute("SELECT id FROM reports ORDER BY id")]
    db.close()
    return ids


def test_a_copy_while_somebody_writes(tmp_path: Path, writer: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_PAGES", 2)
    store, sizes = SqliteStore(str(tmp_path / "m.db")), list[int]()
    try:
        while len(store.arrived()) < 20:
            time.sleep(0.01)
        for k in range(12):
            upkeep.backup(store, str(tmp_path / f"{k}.db"))
            ids = held(tmp_path / f"{k}.db")
            assert [i[1:] for i in ids if i[0] == "a"] == [i[1:] for i in ids if i[0] == "b"]
            sizes.append(len(ids))
    finally:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 3  # somebody did write meanwhile
    copy = SqliteStore(str(tmp_path / "11.db"))
    assert {r.report.id for r in copy.readings()} == set(held(tmp_path / "11.db"))
    assert sorted(p.suffix for p in tmp_path.iterdir() if p.name.startswith("11.")) == [".db", ".db-shm", ".db-wal"]
