"""The store in one SQLite file (WAL, foreign keys), through SQLAlchemy Core so that another engine can follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

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
from memcon.store.tables import judgements, redirects, reports, stories, story_reports, versions

HEAD = "0005"
"""The newest migration; a store that is already there is not migrated again."""
_CHUNK = 500


class SqliteStore:
    """Readings, stories and memcons in one file. Raises StoreError with one clear sentence when the file fails."""

    def __init__(self, path: str) -> None:
        """Open the store at `path`, made and migrated if need be."""
        self.path = path
        try:
            existed = path == ":memory:" or Path(path).exists()
            self._engine = _engine(path)
            _migrate(self._engine)
        except SQLAlchemyError as error:
            raise StoreError(_sentence(path, error, existed)) from None

    def add(self, readings: Sequence[Reading]) -> None:
        """Keep readings; one whose id is already there changes nothing."""
        rows = [_row(r) for r in readings]
        with self._begin() as db:
            have = _known(db, [str(row["id"]) for row in rows])
            fresh = {row["id"]: row for row in rows if row["id"] not in have}
            if fresh:
                last = db.execute(sa.select(sa.func.max(reports.c.arrived))).scalar() or 0
                db.execute(reports.insert(), [{**row, "arrived": k} for k, row in enumerate(fresh.values(), last + 1)])

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
                yield from map(_reading, db.execute(query.execution_options(yield_per=_CHUNK)))
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

    def keep(self, new: Sequence[Story], memcons: Sequence[Memcon]) -> None:
        """Put `new` in place of all stories that stand; `memcons` are those of new or changed stories."""
        from memcon.store.lists import refresh

        fresh = {m.id: msgspec.json.encode(m).decode() for m in memcons}
        with self._begin() as db:
            rows_before = db.execute(sa.select(stories.c.id, stories.c.memcon)).all()
            old: dict[str, str] = {row[0]: row[1] for row in rows_before}
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
            refresh(db, gone, memcons)

    def judge(self, rows: Sequence[Judgement]) -> set[str]:
        """Add judgements to the log; one whose id is there changes nothing. Ids of those that were there already."""
        given = {j.id: {"id": j.id, "at": j.at, "judgement": msgspec.json.encode(j).decode()} for j in rows}
        with self._begin() as db:
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
        rows = [_version_row(line, v) for line in lineages for v in line.versions]
        with self._begin() as db:
            db.execute(versions.delete())
            if rows:
                db.execute(versions.insert(), rows)

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
        """Let go of the file."""
        self._engine.dispose()

    def _begin(self) -> _Transaction:
        return _Transaction(self._engine, self.path)


class _Transaction:
    """One transaction; a failure of the engine becomes one clear sentence."""

    def __init__(self, engine: Engine, path: str) -> None:
        self._context, self._path = engine.begin(), path

    def __enter__(self) -> Connection:
        try:
            return self._context.__enter__()
        except SQLAlchemyError as error:
            raise StoreError(_sentence(self._path, error, existed=True)) from None

    def __exit__(self, *exc: Any) -> None:
        try:
            self._context.__exit__(*exc)
        except SQLAlchemyError as error:
            raise StoreError(_sentence(self._path, error, existed=True)) from None
        if isinstance(exc[1], SQLAlchemyError):
            raise StoreError(_sentence(self._path, exc[1], existed=True)) from None
        if isinstance(exc[1], msgspec.MsgspecError):
            raise StoreError(f"{self._path}: holds a row that memcon did not write ({exc[1]})") from None


def _engine(path: str) -> Engine:
    engine = sa.create_engine(f"sqlite:///{path}")

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _: object) -> None:
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _version_of(db: Connection) -> str | None:
    have = sa.inspect(db).has_table("alembic_version")
    made: str | None = db.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if have else None
    return made


def _migrate(engine: Engine) -> None:
    with engine.begin() as db:
        if _version_of(db) == HEAD:
            return
    with engine.begin() as db:
        # Begun by hand, as the driver begins none before it makes a table: a store is made whole or not at all. Asked
        # again: another process may have made it while this one waited for its turn.
        db.exec_driver_sql("BEGIN IMMEDIATE")
        made = _version_of(db)
        if made == HEAD:
            return
        if made is not None and made > HEAD:
            raise StoreError(
                f"{db.engine.url.database}: was made by a newer memcon (store {made}, here {HEAD}); update memcon"
            )
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = db
        command.upgrade(config, "head")


def _sentence(path: str, error: SQLAlchemyError, existed: bool) -> str:
    detail = str(getattr(error, "orig", None) or error).split("\n", 1)[0]
    advice = "is it a memcon store, on a disk with room that can be written?" if existed else "does its folder exist?"
    return f"{path}: the store cannot be used ({detail}); {advice}"


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
