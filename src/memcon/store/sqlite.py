"""The store in tables, the same on every engine (`SqlStore`); SQLite's own ways: a file, WAL, foreign keys, FTS5."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from weakref import finalize

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from memcon.errors import StoreError
from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.story import Story
from memcon.model.version import Lineage, Version
from memcon.store.seam import Asked, Dialect
from memcon.store.tables import (
    SHOWN,
    judgements,
    redirects,
    reports,
    stories,
    story_list,
    story_reports,
    versions,
    words,
)

HEAD = "0006"
"""The newest migration; a store that is already there is not migrated again."""
_CHUNK = 500


class SqlStore:
    """Readings, stories and memcons in tables. Raises StoreError with one clear sentence when the engine fails."""

    def __init__(self, dialect: Dialect) -> None:
        """Open the store that `dialect` connects to, made and migrated if need be."""
        self.dialect, self.path = dialect, dialect.shown
        self._engine = dialect.connect()
        # Connections of a store that nobody holds any more are let go of at once, not left to the server.
        finalize(self, self._engine.dispose)
        try:
            _migrate(self)
        except StoreError:
            self.close()
            raise

    def add(self, readings: Sequence[Reading]) -> None:
        """Keep readings; one whose id is already there changes nothing."""
        rows = [_row(r) for r in readings]
        with self._begin(write=True) as db:
            have = _known(db, [str(row["id"]) for row in rows])
            fresh = {row["id"]: row for row in rows if row["id"] not in have}
            if fresh:
                last = db.execute(sa.select(sa.func.max(reports.c.arrived))).scalar() or 0
                self.dialect.put_reports(db, [{**row, "arrived": k} for k, row in enumerate(fresh.values(), last + 1)])

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` whose reports are kept."""
        with self._begin() as db:
            return _known(db, ids)

    def arrived(self) -> dict[str, int]:
        """Report id -> its number in the order of coming."""
        with self._begin() as db:
            return {row[0]: row[1] for row in db.execute(sa.select(reports.c.id, reports.c.arrived))}

    def readings(self, ids: Iterable[str] | None = None, *, told: bool = False) -> Iterator[Reading]:
        """Kept readings (without syntax) in order of id; all of them by default; with `told`, those only that no newer
        version stands in place of."""
        query = sa.select(reports.c.text, reports.c.reading).order_by(reports.c.id)
        if told:
            query = query.where(is_told(reports.c.id))
        wanted = None if ids is None else sorted(set(ids))
        with self._begin() as db:
            if wanted is None:
                with db.execute(query.execution_options(yield_per=_CHUNK)) as rows:
                    yield from map(_reading, rows)
                return
            for chunk in _chunks(wanted):
                yield from map(_reading, db.execute(query.where(reports.c.id.in_(chunk))))

    def stories(self) -> list[tuple[Story, Memcon]]:
        """All stories with their memcons, in order of id."""
        with self._begin() as db:
            rows = db.execute(sa.select(stories.c.story, stories.c.memcon).order_by(stories.c.id)).all()
            return [(msgspec.json.decode(a, type=Story), msgspec.json.decode(b, type=Memcon)) for a, b in rows]

    def story(self, key: str) -> tuple[Story, Memcon] | None:
        """The story of that id, of the one id that begins with `key`, or that an old id leads to; else None."""
        with self._begin() as db:
            found = _story_id(db, key)
            if found is None:
                return None
            row = db.execute(sa.select(stories.c.story, stories.c.memcon).where(stories.c.id == found)).one()
            return msgspec.json.decode(row[0], type=Story), msgspec.json.decode(row[1], type=Memcon)

    def reports_like(self, key: str) -> list[str]:
        """Ids of kept reports that begin with `key`, in order; at most two."""
        query = sa.select(reports.c.id).where(_begins(reports.c.id, key)).order_by(reports.c.id).limit(2)
        with self._begin() as db:
            return list(db.execute(query).scalars()) if key else []

    def story_of_reports(self, ids: Iterable[str]) -> set[str]:
        """Ids of the stories that hold any of the reports."""
        found: set[str] = set()
        with self._begin() as db:
            for chunk in _chunks(sorted(set(ids))):
                query = sa.select(story_reports.c.story).where(story_reports.c.report.in_(chunk))
                found.update(db.execute(query).scalars())
        return found

    def keep(
        self,
        new: Sequence[Story],
        memcons: Sequence[Memcon],
        *,
        lineages: Sequence[Lineage] | None = None,
        before: Sequence[tuple[Story, Memcon]] | None = None,
    ) -> bool:
        """Put `new` in place of all stories that stand, and with them `lineages` when given; `memcons` are those of new
        or changed stories. When something else stands than `before`, nothing is done and False is returned."""
        from memcon.store.lists import refresh

        fresh = {m.id: msgspec.json.encode(m).decode() for m in memcons}
        with self._begin(write=True) as db:
            rows_before = db.execute(sa.select(stories.c.id, stories.c.memcon)).all()
            old: dict[str, str] = {row[0]: row[1] for row in rows_before}
            if before is not None and not _stands(db, before, {key: old[key] for key in fresh if key in old}):
                return False
            gone = sorted(set(old) - {s.id for s in new})
            _redirect(db, gone)
            db.execute(story_reports.delete())
            db.execute(stories.delete())
            rows = [
                {"id": s.id, "story": msgspec.json.encode(s).decode(), "memcon": fresh.get(s.id) or old[s.id]}
                for s in new
            ]
            if rows:
                db.execute(stories.insert(), rows)
                db.execute(story_reports.insert(), [{"report": r, "story": s.id} for s in new for r in s.reports])
            for chunk in _chunks([s.id for s in new]):
                db.execute(redirects.delete().where(redirects.c.old.in_(chunk)))
            refresh(db, self.dialect, gone, memcons)
            if lineages is not None:
                _put_versions(db, lineages)
        return True

    def judge(self, rows: Sequence[Judgement]) -> set[str]:
        """Add judgements to the log; one whose id is there changes nothing. Ids of those that were there already."""
        given = {j.id: {"id": j.id, "at": j.at, "judgement": msgspec.json.encode(j).decode()} for j in rows}
        with self._begin(write=True) as db:
            had: set[str] = set()
            for chunk in _chunks(sorted(given)):
                had.update(db.execute(sa.select(judgements.c.id).where(judgements.c.id.in_(chunk))).scalars())
            if fresh := [row for key, row in given.items() if key not in had]:
                db.execute(judgements.insert(), fresh)
        return had

    def judgements(self) -> list[Judgement]:
        """The whole log, in order of time and id."""
        query = sa.select(judgements.c.judgement).order_by(judgements.c.at, judgements.c.id)
        with self._begin() as db:
            return [msgspec.json.decode(row, type=Judgement) for row in db.execute(query).scalars()]

    def keep_versions(self, lineages: Sequence[Lineage]) -> None:
        """Put `lineages` in place of all that stand."""
        with self._begin(write=True) as db:
            _put_versions(db, lineages)

    def lineages(self, ids: Iterable[str] | None = None) -> list[Lineage]:
        """The reports kept in several versions, in order of id; with `ids`, those that any of these is a version of."""
        query = sa.select(versions, reports.c.reading).join(reports, reports.c.id == versions.c.report)
        with self._begin() as db:
            if ids is not None:
                chunks = _chunks(sorted(set(ids)))
                of = (sa.select(versions.c.lineage).where(versions.c.report.in_(chunk)) for chunk in chunks)
                query = query.where(versions.c.lineage.in_({key for q in of for key in db.execute(q).scalars()}))
            rows = db.execute(query.order_by(versions.c.lineage, versions.c.number)).all()
            return [_lineage(list(group)) for _, group in groupby(rows, lambda row: row.lineage)]

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.dispose()

    def _begin(self, *, write: bool = False) -> Transaction:
        """A transaction that sees one state of the store throughout; with `write`, the only one that writes."""
        return Transaction(self._engine, self.dialect, write=write)


class Transaction:
    """One transaction; a failure of the engine becomes one clear sentence."""

    def __init__(self, engine: Engine, dialect: Dialect, *, write: bool) -> None:
        self._context, self._dialect = dialect.transaction(engine, write=write), dialect

    def __enter__(self) -> Connection:
        try:
            return self._context.__enter__()
        except SQLAlchemyError as error:
            raise StoreError(_sentence(self._dialect, error)) from None

    def __exit__(self, *exc: Any) -> None:
        try:
            self._context.__exit__(*exc)
        except SQLAlchemyError as error:
            raise StoreError(_sentence(self._dialect, error)) from None
        if isinstance(exc[1], SQLAlchemyError):
            raise StoreError(_sentence(self._dialect, exc[1])) from None
        if isinstance(exc[1], msgspec.MsgspecError):
            raise StoreError(f"{self._dialect.shown}: holds a row that memcon did not write ({exc[1]})") from None


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


def _version_of(db: Connection) -> str | None:
    have = sa.inspect(db).has_table("alembic_version")
    made: str | None = db.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if have else None
    return made


def _migrate(store: SqlStore) -> None:
    with store._begin() as db:
        if _version_of(db) == HEAD:
            return
    with store._begin(write=True) as db:
        # Asked again: another process may have made the store while this one waited for its turn.
        made = _version_of(db)
        if made == HEAD:
            return
        if made is not None and made > HEAD:
            raise StoreError(f"{store.path}: was made by a newer memcon (store {made}, here {HEAD}); update memcon")
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes.update(connection=db, dialect=store.dialect)
        command.upgrade(config, "head")


def _sentence(dialect: Dialect, error: SQLAlchemyError) -> str:
    detail = str(getattr(error, "orig", None) or error).split("\n", 1)[0]
    return f"{dialect.shown}: the store cannot be used ({detail}); {dialect.advice}"


def _row(reading: Reading) -> dict[str, str | None]:
    report = reading.report
    bare = msgspec.structs.replace(reading, syntax=None, report=msgspec.structs.replace(report, text=""))
    return {
        "id": report.id,
        "given_id": report.given_id,
        "path": report.path,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet.name if report.outlet else None,
        "published": report.published.value if report.published else None,
        "language": report.language,
        "text": report.text,
        "reading": msgspec.json.encode(bare).decode(),
    }


def _reading(row: Sequence[str]) -> Reading:
    text, kept = row
    reading = _DECODER.decode(kept)
    return msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, text=text))


def _no_syntax(kind: type, value: object) -> object:
    """Syntax is never kept: it is cheap to make again and larger than everything else together."""
    raise NotImplementedError(kind)


_DECODER = msgspec.json.Decoder(Reading, dec_hook=_no_syntax)


def _known(db: Connection, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in _chunks(sorted(set(ids))):
        found.update(db.execute(sa.select(reports.c.id).where(reports.c.id.in_(chunk))).scalars())
    return found


def is_told(report: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """The condition that no newer version stands in place of the report."""
    return report.not_in(sa.select(versions.c.report).where(versions.c.told == 0))


def _stands(db: Connection, before: Sequence[tuple[Story, Memcon]], changing: Mapping[str, str]) -> bool:
    """True when the stories are those of `before`, and those memcons that will change too."""
    held = {(row[0], row[1]) for row in db.execute(sa.select(story_reports.c.report, story_reports.c.story))}
    if held != {(report, story.id) for story, _ in before for report in story.reports}:
        return False
    memcons = {story.id: memcon for story, memcon in before}
    return all(msgspec.json.decode(row, type=Memcon) == memcons[key] for key, row in changing.items())


def _put_versions(db: Connection, lineages: Sequence[Lineage]) -> None:
    rows = [_version_row(line, v) for line in lineages for v in line.versions]
    db.execute(versions.delete())
    if rows:
        db.execute(versions.insert(), rows)


def _version_row(line: Lineage, version: Version) -> dict[str, object]:
    return {
        "report": version.report,
        "lineage": line.id,
        "number": version.number,
        "told": int(version.told),
        "ordered_by": version.ordered_by,
        "why": " ".join(line.why),
    }


def _lineage(rows: Sequence[sa.Row[Any]]) -> Lineage:
    told = [
        Version(
            row.report,
            row.number,
            bool(row.told),
            row.ordered_by,
            published.value if (published := (report := _DECODER.decode(row.reading).report).published) else None,
            report.modified,
        )
        for row in rows
    ]
    return Lineage(rows[0].lineage, tuple(rows[0].why.split()), tuple(told))


def _chunks(ids: Sequence[str]) -> Iterator[list[str]]:
    source = iter(ids)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def _redirect(db: Connection, gone: Sequence[str]) -> None:
    """Remember for each story that goes one of its reports: the story that holds it is where the old id leads."""
    for old in gone:
        query = sa.select(sa.func.min(story_reports.c.report)).where(story_reports.c.story == old)
        report = db.execute(query).scalar()
        db.execute(redirects.delete().where(redirects.c.old == old))
        if report is not None:
            db.execute(redirects.insert().values(old=old, report=report))


def _begins(column: sa.ColumnElement[str], key: str) -> sa.ColumnElement[bool]:
    """The condition that an id, which is in hex digits, begins with `key`; by the index, which LIKE goes past."""
    return sa.and_(column >= key, column < key + "g")


def _story_id(db: Connection, key: str) -> str | None:
    begun = sa.select(stories.c.id).where(_begins(stories.c.id, key)).limit(2)
    found: list[str] = list(db.execute(begun).scalars())
    if key and len(found) == 1:
        return found[0]
    led = sa.select(redirects.c.report).where(redirects.c.old == key).scalar_subquery()
    # The report it leads to may have come again since: its newest version is the one a story holds.
    line = sa.select(versions.c.lineage).where(versions.c.report == led).scalar_subquery()
    newest = sa.select(versions.c.report).where(versions.c.lineage == line, versions.c.told == 1).scalar_subquery()
    query = sa.select(story_reports.c.story).where(story_reports.c.report == sa.func.coalesce(newest, led))
    story: str | None = db.execute(query).scalar()
    return story
