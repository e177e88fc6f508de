"""What the store answers about actors over time: reports on a pair, imported visits, words found."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from memcon.model.record import Memcon, RecordSpan
from memcon.model.relation import Found, KnownVisit
from memcon.model.story import Story
from memcon.store.rows import CHUNK
from memcon.store.seam import Asked
from memcon.store.sql import SqlStore, is_told
from memcon.store.tables import known_visits, report_ends, reports, stories, story_reports, versions
from memcon.store.tables import words as index

Chosen = Mapping[str, Collection[str]]
"""Report id -> ids of actors, and ISO codes of their states, that people chose for mentions which its reading left
open: the index knows nothing of these."""


def reports_on(store: SqlStore, ends: Sequence[str], chosen: Chosen = MappingProxyType({})) -> list[str]:
    """Ids of the reports that name every one of `ends` (actor ids, ISO codes), by their reading or as people chose, in
    order; found by an index. Of a report that came in several versions only the newest counts."""
    with store._begin() as db:
        found = {str(key) for key in db.execute(pair_query(ends)).scalars()}
        for report in sorted(chosen.keys() - found):
            rest = [end for end in ends if end not in chosen[report]]
            if len(rest) < len(ends) and names(db, report, rest):
                found.add(report)
        old = set(db.execute(sa.select(versions.c.report).where(versions.c.told == 0)).scalars())
    return sorted(found - old)


def names(db: Connection, report: str, ends: Sequence[str]) -> bool:
    """True when the report's reading names all of the ends."""
    query = sa.select(sa.func.count()).where(report_ends.c.report == report, report_ends.c.actor.in_(ends))
    return db.execute(query).scalar() == len(set(ends))


def pair_query(ends: Sequence[str]) -> sa.CompoundSelect[tuple[str]] | sa.Select[tuple[str]]:
    """The query behind `reports_on`: its plan shows the index."""
    queries = [sa.select(report_ends.c.report).where(report_ends.c.actor == end) for end in ends]
    return queries[0] if len(queries) == 1 else sa.intersect(*queries)


def stories_of(store: SqlStore, ids: Iterable[str]) -> list[tuple[Story, Memcon]]:
    """The stories that hold any of the reports, with their memcons, in order of id."""
    found: dict[str, tuple[Story, Memcon]] = {}
    wanted = sorted(set(ids))
    with store._begin() as db:
        for k in range(0, len(wanted), CHUNK):
            query = (
                sa.select(stories.c.story, stories.c.memcon)
                .join(story_reports, story_reports.c.story == stories.c.id)
                .where(story_reports.c.report.in_(wanted[k : k + CHUNK]))
                .distinct()
            )
            for a, b in db.execute(query):
                story = msgspec.json.decode(a, type=Story)
                found[story.id] = (story, msgspec.json.decode(b, type=Memcon))
    return [found[key] for key in sorted(found)]


def keep_visits(store: SqlStore, visits: Sequence[KnownVisit]) -> dict[str, KnownVisit]:
    """Keep imported visits, of those with one id the first; one that is there is replaced. Those that were there
    already, as they were, by id."""
    new = {v.id: v for v in reversed(visits)}
    rows, ids = [_visit_row(v) for v in new.values()], list(new)
    with store._begin(write=True) as db:
        had: dict[str, KnownVisit] = {}
        for k in range(0, len(ids), CHUNK):
            chunk = ids[k : k + CHUNK]
            there = db.execute(sa.select(known_visits.c.id, known_visits.c.visit).where(known_visits.c.id.in_(chunk)))
            had.update((key, msgspec.json.decode(visit, type=KnownVisit)) for key, visit in there)
            db.execute(known_visits.delete().where(known_visits.c.id.in_(chunk)))
        if rows:
            db.execute(known_visits.insert(), rows)
    return had


def _visit_row(visit: KnownVisit) -> dict[str, str | None]:
    return {
        "id": visit.id,
        "list": visit.row.list,
        "row": visit.row.id,
        "traveller": visit.traveller.id,
        "origin": visit.origin,
        "country": visit.to.country if visit.to else None,
        "start": visit.when.value,
        "visit": msgspec.json.encode(visit).decode(),
    }


def visits_kept(store: SqlStore, pair: Sequence[str] | None = None) -> list[KnownVisit]:
    """Imported visits, in order of first day and id; with `pair`, those between the two states."""
    query = sa.select(known_visits.c.visit).order_by(known_visits.c.start, known_visits.c.id)
    if pair is not None:
        a, b = pair
        t = known_visits.c
        query = query.where(
            sa.or_(sa.and_(t.origin == a, t.country == b), sa.and_(t.origin == b, t.country == a)),
        )
    with store._begin() as db:
        return [msgspec.json.decode(v, type=KnownVisit) for v in db.execute(query).scalars()]


def actors_kept(store: SqlStore) -> dict[str, str]:
    """Id -> name of every actor that the reports' mentions resolve to."""
    with store._begin() as db:
        rows = sorted(store.dialect.actors(db), key=lambda row: (row[0], len(row[1]), row[1]))
    return {row[0]: row[1] for row in rows}


# ---------------------------------------------------------------- words

_MARKS = ("\ue000", "\ue001")  # private use: no report has them, or its words are found all the same, only unmarked
_WORD = re.compile(r"[^\W_]+")
FormsOf = Callable[[str], Sequence[str]]
"""A word -> itself and the words that will do in its place."""


def _alone(word: str) -> Sequence[str]:
    return (word,)


class Filters(NamedTuple):
    """Where to look: in reports that name all of `ends`, on a point, of an outlet (a part of its name), published from
    `since` to `until` (ISO prefixes, both included; a report without a date is then left out)."""

    ends: tuple[str, ...] = ()
    point: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


def search(
    store: SqlStore,
    words: str,
    filters: Filters | None = None,
    *,
    chosen: Chosen = MappingProxyType({}),
    forms_of: FormsOf = _alone,
) -> list[Found]:
    """Reports, quotes and claims that hold all the words, the best first; "in quotation marks" stands for words in a
    row. A word is found in any form that has its stem, and in the other forms that `forms_of` names."""
    asked = asked_of(words, forms_of)
    if not asked:
        return []
    filters = filters or Filters()
    inside = set(reports_on(store, filters.ends, chosen)) if filters.ends else None
    with store._begin() as db:
        rows = store.dialect.search(db, asked, list(_where(filters)), _MARKS)
    return [_found(row) for row in rows if inside is None or row[2] in inside]


def _where(filters: Filters) -> Iterator[sa.ColumnElement[bool]]:
    r = reports.c
    yield is_told(index.c.report)
    if filters.point is not None:
        yield index.c.point == filters.point
    if filters.outlet is not None:
        yield sa.func.instr(sa.func.lower(r.outlet), sa.func.lower(filters.outlet)) > 0
    if filters.since is not None:
        yield sa.func.substr(r.published, 1, len(filters.since)) >= filters.since
    if filters.until is not None:
        yield sa.func.substr(r.published, 1, len(filters.until)) <= filters.until


def points_kept(store: SqlStore) -> list[str]:
    """The points that claims of the store are on, in order."""
    query = sa.select(index.c.point).where(index.c.point.is_not(None)).distinct()
    with store._begin() as db:
        return sorted(db.execute(query).scalars())


def asked_of(words: str, forms_of: FormsOf = _alone) -> Asked:
    """The words to look for, without anything that is none; for a word alone, any of its forms will do."""
    phrases = [(p, w) for p, w in re.findall(r'"([^"]*)"|(\S+)', words)]
    kept = [(bool(p), _WORD.findall(p or w)) for p, w in phrases]
    return [[" ".join(f)] if exact or len(f) > 1 else list(forms_of(f[0])) for exact, f in kept if f]


def _found(row: Sequence[Any]) -> Found:
    kind, key, report, point, speaker, spans, outlet, published, text, marked = row
    if kind == "report":
        title = len(marked.replace(_MARKS[0], "").replace(_MARKS[1], "")) - len(text)
        where = [(s - title, e - title) for s, e in _marked(marked) if s >= title]
        words = _around(text, where)
    else:
        where = [(s, e) for s, e in msgspec.json.decode(spans or "[]")]
        words = " ".join(marked.replace(_MARKS[0], "").replace(_MARKS[1], "").split())
    found = tuple(RecordSpan(report, s, e, text[s:e]) for s, e in where)
    return Found(kind, key, report, point, speaker, outlet, published, words, found)


def _marked(marked: str) -> Iterator[tuple[int, int]]:
    """Ranges between the marks, in offsets of the unmarked text."""
    at, start = 0, 0
    for c in marked:
        if c == _MARKS[0]:
            start = at
        elif c == _MARKS[1]:
            yield start, at
        else:
            at += 1


def _around(text: str, where: Sequence[tuple[int, int]], reach: int = 80) -> str:
    """The words found with some of what stands beside them."""
    if not where:
        return " ".join(text[: 2 * reach].split())
    start, end = max(0, where[0][0] - reach), min(len(text), where[0][1] + reach)
    start = text.find(" ", start) + 1 if start else 0
    cut = text.rfind(" ", start, end) if end < len(text) else end
    return ("… " if start else "") + " ".join(text[start:cut].split()) + (" …" if cut < len(text) else "")
