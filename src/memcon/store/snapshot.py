"""One state of the store, read as a stream: what leaves it is met here row by row and never loaded whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from memcon.model.actor import Mention
from memcon.model.judgement import Judgement
from memcon.model.reading import Paragraph, Reading
from memcon.model.record import Memcon
from memcon.model.relation import KnownVisit
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.store.relations import pair_query
from memcon.store.rows import reading_of
from memcon.store.sql import SqlStore, is_told, story_id_of
from memcon.store.tables import judgements, known_visits, redirects, reports, stories, story_reports, versions

_PAGE = 100
"""Rows fetched at a time."""


class Selection(NamedTuple):
    """Which reports are meant: those that name all of `ends` (actor ids, ISO codes) by their reading or, where a person
    chose whom a mention means, by `chosen` (report id → ids); of an outlet (a part of its name); published from
    `since` to `until` (ISO prefixes, both included; a report without a date is then left out); of `story` (an id in
    full). Older versions only without `told`."""

    ends: tuple[str, ...] = ()
    chosen: Mapping[str, Collection[str]] = MappingProxyType({})
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None
    told: bool = True

    @property
    def everything(self) -> bool:
        """True when no report of those told is left out."""
        return not (self.ends or self.outlet or self.since or self.until or self.story)


class _Kept(msgspec.Struct, frozen=True):
    """Of a kept reading, the report alone: its layers are skipped, not decoded."""

    report: Report


class _Named(msgspec.Struct, frozen=True):
    """Of a kept reading, the report, what is read of it and whom it names."""

    report: Report
    body: tuple[Paragraph, ...] | None
    mentions: tuple[Mention, ...] | None
    main: str | None


_REPORT = msgspec.json.Decoder(_Kept)
_NAMED = msgspec.json.Decoder(_Named)
_STORY = msgspec.json.Decoder(Story)
_MEMCON = msgspec.json.Decoder(Memcon)
_VISIT = msgspec.json.Decoder(KnownVisit)


class Snapshot:
    """The store as it stood when this was opened, whatever others write meanwhile. Each method streams."""

    def __init__(self, db: Connection) -> None:
        """`db`: a connection inside a transaction of its own."""
        self._db = db

    def reports(self, which: Selection = Selection()) -> Iterator[Report]:  # noqa: B008 (immutable)
        """Reports in order of id."""
        query = sa.select(reports.c.text, reports.c.reading).where(*_meant(which)).order_by(reports.c.id)
        return map(_report, self._rows(query))

    def readings(self, which: Selection = Selection()) -> Iterator[Reading]:  # noqa: B008 (immutable)
        """Readings, without syntax, in the order in which they came."""
        # Only ids are put in order: the engine would sort whole texts. They are all that is held of the store at once.
        order = sa.select(reports.c.id).where(*_meant(which)).order_by(reports.c.arrived, reports.c.id)
        ids = [str(row[0]) for row in self._rows(order)]
        query = sa.select(reports.c.id, reports.c.text, reports.c.reading)
        for start in range(0, len(ids), _PAGE):
            page = ids[start : start + _PAGE]
            rows = {row[0]: row[1:] for row in self._rows(query.where(reports.c.id.in_(page)))}
            yield from (reading_of(rows[key]) for key in page)

    def stories(self, which: Selection = Selection()) -> Iterator[tuple[Story, Memcon]]:  # noqa: B008 (immutable)
        """The stories that hold any of the reports, with their memcons, in order of id."""
        query = sa.select(stories.c.story, stories.c.memcon).order_by(stories.c.id)
        if not which.everything:
            inner = sa.select(story_reports.c.story).join(reports, reports.c.id == story_reports.c.report)
            query = query.where(stories.c.id.in_(inner.where(*_meant(which))))
        for story, memcon in self._rows(query):
            yield _STORY.decode(story), _MEMCON.decode(memcon)

    def placed(self, which: Selection = Selection()) -> Iterator[tuple[Report, str | None]]:  # noqa: B008 (immutable)
        """Reports in order of id, each with the id of its story."""
        query = sa.select(reports.c.text, reports.c.reading, story_reports.c.story).where(*_meant(which))
        query = query.outerjoin(story_reports, story_reports.c.report == reports.c.id).order_by(reports.c.id)
        return ((_report(row[:2]), row[2]) for row in self._rows(query))

    def named_in(self, story: str) -> list[Reading]:
        """The readings of a story in order of id, of their layers only `body`, `mentions` and `main`."""
        return [_named(row) for row in self._rows(_of_story(story, reports.c.text, reports.c.reading))]

    def meant_in(self, story: str, which: Selection) -> frozenset[str]:
        """Ids of those reports of a story that are meant."""
        return frozenset(row[0] for row in self._rows(_of_story(story, reports.c.id).where(*_meant(which))))

    def readings_in(self, story: str) -> list[Reading]:
        """The readings of a story in order of id."""
        return [reading_of(row) for row in self._rows(_of_story(story, reports.c.text, reports.c.reading))]

    def story_id(self, key: str) -> str | None:
        """The id of the one story that `key` means: an id, the beginning of one, or an old id that leads there."""
        return story_id_of(self._db, key)

    def visits(self, ends: tuple[str, ...] = ()) -> Iterator[KnownVisit]:
        """Imported visits in order of first day and id; with `ends`, those on which each is traveller, origin or
        destination."""
        t = known_visits.c
        query = sa.select(t.visit).where(*(sa.or_(t.traveller == e, t.origin == e, t.country == e) for e in ends))
        for (row,) in self._rows(query.order_by(t.start, t.id)):
            yield _VISIT.decode(row)

    def judgements(self) -> Iterator[Judgement]:
        """The log in order of time and id."""
        query = sa.select(judgements.c.judgement).order_by(judgements.c.at, judgements.c.id)
        for (row,) in self._rows(query):
            yield msgspec.json.decode(row, type=Judgement)

    def versions(self) -> Iterator[dict[str, object]]:
        """What is kept of each report that came in several versions, in order of report and number."""
        query = sa.select(versions).order_by(versions.c.lineage, versions.c.number)
        names = versions.c.keys()
        return (dict(zip(names, row, strict=True)) for row in self._rows(query))

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Old story id → a report of it, in order."""
        rows = self._rows(sa.select(redirects.c.old, redirects.c.report).order_by(redirects.c.old))
        return ((old, report) for old, report in rows)

    def _rows(self, query: sa.Select[Any]) -> Iterator[Sequence[Any]]:
        return iter(self._db.execute(query.execution_options(yield_per=_PAGE)))


@contextmanager
def snapshot(store: SqlStore) -> Iterator[Snapshot]:
    """The store as it stands now. Raises StoreError when it cannot be read."""
    with store._begin() as db:
        yield Snapshot(db)


def _meant(which: Selection) -> Iterator[sa.ColumnElement[bool]]:
    r = reports.c
    if which.told:
        yield is_told(r.id)
    if which.ends:
        named = r.id.in_(pair_query(which.ends))
        extra = sorted(key for key, ids in which.chosen.items() if set(which.ends) & set(ids))
        yield sa.or_(named, *(_named_with(key, which) for key in extra))
    if which.outlet is not None:
        yield sa.func.instr(sa.func.lower(r.outlet), which.outlet.lower()) > 0
    if which.since is not None:
        yield sa.func.substr(r.published, 1, len(which.since)) >= which.since
    if which.until is not None:
        yield sa.func.substr(r.published, 1, len(which.until)) <= which.until
    if which.story is not None:
        yield r.id.in_(sa.select(story_reports.c.report).where(story_reports.c.story == which.story))


def _named_with(report: str, which: Selection) -> sa.ColumnElement[bool]:
    """The condition that this is the report, and that it names those of the ends that nobody chose for it."""
    rest = tuple(end for end in which.ends if end not in which.chosen[report])
    here = reports.c.id == report
    return sa.and_(here, reports.c.id.in_(pair_query(rest))) if rest else here


def _of_story(story: str, *columns: sa.Column[Any]) -> sa.Select[Any]:
    query = sa.select(*columns).join(story_reports, story_reports.c.report == reports.c.id)
    return query.where(story_reports.c.story == story).order_by(reports.c.id)


def _named(row: Sequence[str]) -> Reading:
    text, kept = row
    found = _NAMED.decode(kept)
    report = msgspec.structs.replace(found.report, text=text)
    return Reading(report, body=found.body, mentions=found.mentions, main=found.main)


def _report(row: Sequence[str]) -> Report:
    text, kept = row
    return msgspec.structs.replace(_REPORT.decode(kept).report, text=text)
