"""The store in tables, the same on every engine; what an engine does in its own way is behind its dialect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
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
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.model.version import Lineage, Version
from memcon.store.rows import (
    CHUNK,
    HEADING,
    Filed,
    Layers,
    Row,
    chunks,
    filed,
    heading,
    judgements_of,
    light_of,
    reading_of,
)
from memcon.store.seam import Dialect, Stood
from memcon.store.tables import judgements, redirects, report_signals, reports, stories, story_reports, versions

HEAD = "0007"
"""The newest migration; a store that is already there is not migrated again."""


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
        self.put([filed(r) for r in readings])

    def put(self, rows: Sequence[Filed]) -> None:
        """As `add`, of readings made ready by `filed`."""
        with self._begin(write=True) as db:
            have = _known(db, [row.id for row in rows])
            fresh = {row.id: row for row in rows if row.id not in have}
            if fresh:
                last = db.execute(sa.select(sa.func.max(reports.c.arrived))).scalar() or 0
                numbered = [{**row.columns, "arrived": k} for k, row in enumerate(fresh.values(), last + 1)]
                self.dialect.put_reports(db, numbered)
                _put_signals(db, {row.id: row.signals for row in fresh.values() if row.signals is not None})

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` whose reports are kept."""
        with self._begin() as db:
            return _known(db, ids)

    def arrived(self) -> dict[str, int]:
        """Report id -> its number in the order of coming."""
        with self._begin() as db:
            return {row[0]: row[1] for row in db.execute(sa.select(reports.c.id, reports.c.arrived))}

    def readings(
        self, ids: Iterable[str] | None = None, *, told: bool = False, layers: Layers | None = None
    ) -> Iterator[Reading]:
        """Kept readings (without syntax) in order of id; all of them by default; with `told`, those only that no newer
        version stands in place of; with `layers`, no other layers."""
        query = sa.select(reports.c.text, reports.c.reading).order_by(reports.c.id)
        if told:
            query = query.where(is_told(reports.c.id))
        made: Callable[[Sequence[str]], Reading] = reading_of if layers is None else partial(light_of, layers=layers)
        wanted = None if ids is None else sorted(set(ids))
        with self._begin() as db:
            if wanted is None:
                with db.execute(query.execution_options(yield_per=CHUNK)) as rows:
                    yield from map(made, rows)
                return
            for chunk in chunks(wanted):
                yield from map(made, db.execute(query.where(reports.c.id.in_(chunk))))

    def rows(self, ids: Iterable[str]) -> dict[str, Row]:
        """Report id -> its reading as it is kept, which `reading_of` opens: cheap to hand to another process."""
        query, found = sa.select(reports.c.id, reports.c.text, reports.c.reading), dict[str, Row]()
        with self._begin() as db:
            for chunk in chunks(sorted(set(ids))):
                found.update((row[0], (row[1], row[2])) for row in db.execute(query.where(reports.c.id.in_(chunk))))
        return found

    def headings(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Reports without their texts, in order of id: what they are, and by id, address, title, outlet (its name) and
        publication (its value) told apart; all of them by default."""
        query = sa.select(*(reports.c[name] for name in HEADING)).order_by(reports.c.id)
        with self._begin() as db:
            if ids is None:
                with db.execute(query.execution_options(yield_per=CHUNK)) as rows:
                    yield from map(heading, rows)
                return
            for chunk in chunks(sorted(set(ids))):
                yield from map(heading, db.execute(query.where(reports.c.id.in_(chunk))))

    def signals(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Report id -> what it is grouped by, for those of `ids` that it is kept for."""
        query, found = sa.select(report_signals.c.report, report_signals.c.signals), dict[str, bytes]()
        with self._begin() as db:
            for chunk in chunks(sorted(set(ids))):
                found.update((r[0], r[1]) for r in db.execute(query.where(report_signals.c.report.in_(chunk))))
        return found

    def keep_signals(self, signals: Mapping[str, bytes]) -> None:
        """Keep what reports are grouped by, in place of what was kept for them."""
        with self._begin(write=True) as db:
            _put_signals(db, signals)

    def stood(self) -> Iterator[Stood]:
        """All stories and the judgements their memcons were made by, in order of id, without opening more of them."""
        query = sa.select(stories.c.story, stories.c.memcon).order_by(stories.c.id)
        with self._begin() as db, db.execute(query.execution_options(yield_per=CHUNK)) as rows:
            for story, memcon in rows:
                yield Stood(msgspec.json.decode(story, type=Story), judgements_of(memcon))

    def reports_of_stories(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Story id -> ids of its reports, in order."""
        query = sa.select(story_reports.c.story, story_reports.c.report).order_by(story_reports.c.report)
        found: dict[str, list[str]] = {}
        with self._begin() as db:
            for chunk in chunks(sorted(set(ids))):
                for row in db.execute(query.where(story_reports.c.story.in_(chunk))):
                    found.setdefault(row[0], []).append(row[1])
        return found

    def memcons(self, ids: Iterable[str]) -> Iterator[Memcon]:
        """The memcons of stories by id, in order."""
        query = sa.select(stories.c.memcon).order_by(stories.c.id)
        for chunk in chunks(sorted(set(ids))):
            with self._begin() as db:
                rows = db.execute(query.where(stories.c.id.in_(chunk))).scalars().all()
            yield from (msgspec.json.decode(row, type=Memcon) for row in rows)

    def stories(self) -> list[tuple[Story, Memcon]]:
        """All stories with their memcons, in order of id."""
        with self._begin() as db:
            return list(map(_told, db.execute(_STORIES)))

    def each_story(self) -> Iterator[tuple[Story, Memcon]]:
        """As `stories`, some at a time: whoever goes through them slowly keeps no transaction open, and may see what
        changed meanwhile."""
        last = ""
        while True:
            with self._begin() as db:
                some = list(map(_told, db.execute(_STORIES.where(stories.c.id > last).limit(_SOME))))
            yield from some
            if len(some) < _SOME:
                return
            last = some[-1][0].id

    def story(self, key: str) -> tuple[Story, Memcon] | None:
        """The story of that id, of the one id that begins with `key`, or that an old id leads to; else None."""
        with self._begin() as db:
            found = story_id_of(db, key)
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
            for chunk in chunks(sorted(set(ids))):
                query = sa.select(story_reports.c.story).where(story_reports.c.report.in_(chunk))
                found.update(db.execute(query).scalars())
        return found

    def keep(
        self,
        new: Sequence[Story],
        memcons: Iterable[Memcon],
        *,
        lineages: Sequence[Lineage] | None = None,
        before: Sequence[Stood] | None = None,
        lineages_before: Sequence[Lineage] | None = None,
    ) -> bool:
        """Put `new` in place of all stories that stand, and with them `lineages` when given; `memcons` are those of new
        or changed stories. When something else stands than `before` or `lineages_before`, nothing is done and False is
        returned."""
        from memcon.store.keeping import Overtaken, replace

        try:
            with self._begin(write=True) as db:
                if lineages_before is not None and not _are_kept(db, lineages_before):
                    return False
                replace(db, self.dialect, new, memcons, before)
                if lineages is not None:
                    _put_versions(db, lineages)
        except Overtaken:
            return False
        return True

    def judge(self, rows: Sequence[Judgement]) -> set[str]:
        """Add judgements to the log; one whose id is there changes nothing. Ids of those that were there already."""
        given = {j.id: {"id": j.id, "at": j.at, "judgement": msgspec.json.encode(j).decode()} for j in rows}
        with self._begin(write=True) as db:
            had: set[str] = set()
            for chunk in chunks(sorted(given)):
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
                some = chunks(sorted(set(ids)))
                of = (sa.select(versions.c.lineage).where(versions.c.report.in_(chunk)) for chunk in some)
                query = query.where(versions.c.lineage.in_({key for q in of for key in db.execute(q).scalars()}))
            rows = db.execute(query.order_by(versions.c.lineage, versions.c.number)).all()
            return [_lineage(list(group)) for _, group in groupby(rows, lambda row: row.lineage)]

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.dispose()

    def _begin(self, *, write: bool = False) -> Transaction:
        """A transaction that sees one state of the store throughout; with `write`, the only one that writes."""
        return Transaction(self._engine, self.dialect, write=write)


_STORIES = sa.select(stories.c.story, stories.c.memcon).order_by(stories.c.id)
_SOME = 100


def _told(row: Sequence[str]) -> tuple[Story, Memcon]:
    story, memcon = row
    return msgspec.json.decode(story, type=Story), msgspec.json.decode(memcon, type=Memcon)


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


def _known(db: Connection, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(sorted(set(ids))):
        found.update(db.execute(sa.select(reports.c.id).where(reports.c.id.in_(chunk))).scalars())
    return found


def is_told(report: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """The condition that no newer version stands in place of the report."""
    return report.not_in(sa.select(versions.c.report).where(versions.c.told == 0))


def _put_signals(db: Connection, signals: Mapping[str, bytes]) -> None:
    for chunk in chunks(sorted(signals)):
        db.execute(report_signals.delete().where(report_signals.c.report.in_(chunk)))
    if signals:
        db.execute(report_signals.insert(), [{"report": key, "signals": found} for key, found in signals.items()])


def _put_versions(db: Connection, lineages: Sequence[Lineage]) -> None:
    rows = [_version_row(line, v) for line in lineages for v in line.versions]
    db.execute(versions.delete())
    if rows:
        db.execute(versions.insert(), rows)


def _are_kept(db: Connection, lineages: Sequence[Lineage]) -> bool:
    """True when these very lineages stand."""
    kept = db.execute(sa.select(versions.c.report, versions.c.lineage, versions.c.number, versions.c.told))
    told = {(v.report, line.id, v.number, int(v.told)) for line in lineages for v in line.versions}
    return {tuple(row) for row in kept} == told


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
            published.value if (published := (report := reading_of(("", row.reading)).report).published) else None,
            report.modified,
        )
        for row in rows
    ]
    return Lineage(rows[0].lineage, tuple(rows[0].why.split()), tuple(told))


def _begins(column: sa.ColumnElement[str], key: str) -> sa.ColumnElement[bool]:
    """The condition that an id, which is in hex digits, begins with `key`; by the index, which LIKE goes past."""
    return sa.and_(column >= key, column < key + "g")


def story_id_of(db: Connection, key: str) -> str | None:
    """The id of the story that `key` is, begins alone, or leads to."""
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
