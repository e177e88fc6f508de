"""SQLite's own ways: a file, WAL, foreign keys, FTS5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from memcon.store.seam import Asked
from memcon.store.sql import SqlStore
from memcon.store.tables import SHOWN, reports, story_list, words


class Sqlite:
    """SQLite's ways: one file, one writer at a time (others wait), readers never wait, words by FTS5."""

    def __init__(self, path: str) -> None:
        """`path`: the file, or `:memory:` for a store that is gone with the process."""
        self.shown = self.beside = path
        existed = path == ":memory:" or Path(path).exists()
        self.advice = (
            "is it a memcon store, on a disk with room that can be written?" if existed else "does its folder exist?"
        )

    def connect(self) -> Engine:
        """The engine; nothing is opened yet."""
        engine = sa.create_engine(f"sqlite:///{self.shown}")

        @sa.event.listens_for(engine, "connect")
        def _pragmas(connection: Any, _: object) -> None:
            # The patience comes first: turning the log on waits for others too.
            for pragma in ("busy_timeout=60000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
                connection.execute(f"PRAGMA {pragma}")

        return engine

    @contextmanager
    def transaction(self, engine: Engine, *, write: bool) -> Iterator[Connection]:
        """Begun at once, as the driver would begin only at the first change: one state is seen throughout, and a
        writer waits for its turn instead of failing half-way."""
        with engine.begin() as db:
            # A store in memory has one connection: a reading that is not finished yet is part of what comes next.
            if not db.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
                db.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
            yield db

    def put_reports(self, db: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows of reports; triggers see to the rest."""
        db.execute(reports.insert(), rows)

    def search(
        self, db: Connection, asked: Asked, where: Sequence[sa.ColumnElement[bool]], marks: tuple[str, str]
    ) -> Sequence[Sequence[Any]]:
        """By FTS5: its marks, its order."""
        query = (
            sa.select(*SHOWN, _marked(marks))
            .join_from(words, reports, reports.c.id == words.c.report)
            .where(_matches(asked), *where)
            .order_by(_WORTH, words.c.kind, words.c.id)
        )
        return db.execute(query).all()

    def search_page(
        self,
        db: Connection,
        asked: Asked,
        where: Sequence[sa.ColumnElement[bool]],
        marks: tuple[str, str],
        *,
        limit: int,
        offset: int,
    ) -> Sequence[Sequence[Any]]:
        """The best are found first: rows, which are long, are read for this page only."""
        number: sa.ColumnElement[int] = sa.literal_column("words.rowid")
        if where:
            order: tuple[Any, ...] = (_WORTH, words.c.kind, words.c.id)
            best = sa.select(number.label("number"), _WORTH.label("worth")).select_from(words)
        else:
            # Where nothing but the words is asked, FTS5 itself stops at the limit.
            rank: sa.ColumnElement[float] = sa.literal_column("words.rank")
            order = (rank,)
            best = sa.select(number.label("number"), rank.label("worth")).select_from(words)
        page = best.where(_matches(asked), *where).order_by(*order).limit(limit).offset(offset).cte("best")
        query = (
            sa.select(*SHOWN, _marked(marks))
            .select_from(page.join(words, number == page.c.number).join(reports, reports.c.id == words.c.report))
            .where(_matches(asked))
            .order_by(page.c.worth, words.c.kind, words.c.id)
        )
        return db.execute(query).all()

    def actors(self, db: Connection) -> Iterable[Sequence[Any]]:
        """Id and name of the actors that mentions resolve to."""
        query = (
            "SELECT DISTINCT json_extract(m.value, '$.actor'), json_extract(m.value, '$.name') FROM reports r, "
            "json_each(r.reading, '$.mentions') m WHERE json_extract(m.value, '$.actor') IS NOT NULL"
        )
        return db.execute(sa.text(query)).all()

    def put_story_words(self, db: Connection, gone: Sequence[int], fresh: Mapping[int, str]) -> None:
        """By FTS5."""
        if gone:
            db.execute(sa.text("DELETE FROM story_words WHERE rowid = :row"), [{"row": row} for row in gone])
        if fresh:
            rows = [{"row": row, "text": text} for row, text in fresh.items()]
            db.execute(sa.text("INSERT INTO story_words (rowid, text) VALUES (:row, :text)"), rows)

    def named(self, beginnings: Sequence[str], story: sa.ColumnElement[str] | None = None) -> sa.ColumnElement[bool]:
        """By FTS5."""
        asked = " AND ".join(f'"{word}"*' for word in beginnings)
        if story is not None:
            return story.in_(sa.text(_NAMED).bindparams(asked=asked))
        return story_list.c.row.in_(sa.text(_NUMBERED).bindparams(asked=asked))

    def faults(self, db: Connection) -> list[str]:
        """By SQLite's own checks of the file and of rows that point at others."""
        said = [row[0] for row in db.execute(sa.text(f"PRAGMA integrity_check({_MOST_FAULTS})"))]
        lost = db.execute(sa.text("PRAGMA foreign_key_check")).all()[:_MOST_FAULTS]
        found = [f"the file is damaged ({' '.join(words.split())})" for words in said if words != "ok"]
        return found + [f"row {row[1]} of {row[0]} names a row of {row[2]} that is not there" for row in lost]


_MOST_FAULTS = 20
"""Faults of the engine's check that are told; a broken file has thousands."""
_NAMED = """
SELECT l.id FROM story_words JOIN story_list l ON l.row = story_words.rowid WHERE story_words MATCH :asked LIMIT -1
"""
_NUMBERED = "SELECT rowid FROM story_words WHERE story_words MATCH :asked LIMIT -1"
"""The limits keep the words from being looked up again for every story."""
_WORDS: sa.ColumnElement[Any] = sa.literal_column("words")
_WORTH: sa.ColumnElement[float] = sa.func.bm25(_WORDS)


def _marked(marks: tuple[str, str]) -> sa.ColumnElement[str]:
    return sa.func.highlight(_WORDS, 6, *marks)


def _matches(asked: Asked) -> sa.ColumnElement[bool]:
    """Every word is quoted, so that nothing in them is syntax."""
    return _WORDS.op("MATCH", is_comparison=True)(" AND ".join(_either(forms) for forms in asked))


def _either(forms: Sequence[str]) -> str:
    said = " OR ".join(f'"{form}"' for form in forms)
    return f"({said})" if len(forms) > 1 else said


class SqliteStore(SqlStore):
    """The store in one SQLite file."""

    def __init__(self, path: str) -> None:
        """Open the store at `path`, made and migrated if need be; raises StoreError."""
        super().__init__(Sqlite(path))
