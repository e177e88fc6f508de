"""What pages ask of the store: lists of stories found by an index, reports without their texts, whether it changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.report import Report
from memcon.store.relations import Chosen, names
from memcon.store.rows import chunks, reading_of
from memcon.store.seam import Dialect
from memcon.store.sql import SqlStore, is_told
from memcon.store.tables import judgements, report_ends, reports, stories, story_keys, story_list, story_reports


class Line(msgspec.Struct, frozen=True):
    """A story in a list. `when`: an ISO prefix or interval; `full_text`: reports whose whole text is held; then how
    many findings agree (narrower ones too), differ and are one origin's own."""

    id: str
    headline: str
    when: str | None
    place: str | None
    country: str | None
    reports: int
    origins: int
    full_text: int
    agreed: int
    differs: int
    only_one: int


class Wanted(NamedTuple):
    """Which stories: those with all of `ends` as parties (actor ids, ISO codes), of an outlet, of days from `since` to
    `until` (ISO prefixes, both included), with words in the headline, its parties or outlets; `differs`: with a
    difference."""

    ends: tuple[str, ...] = ()
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    words: str = ""
    differs: bool = False


# ---------------------------------------------------------------- kept with the stories


def refresh(db: Connection, dialect: Dialect, gone: Sequence[str], memcons: Iterable[Memcon]) -> None:
    """Lines of stories that are gone out, of new or changed ones in."""
    fresh = list(memcons)
    for chunk in chunks([*gone, *(m.id for m in fresh)]):
        old = list(db.execute(sa.select(story_list.c.row).where(story_list.c.id.in_(chunk))).scalars())
        if old:
            dialect.put_story_words(db, old, {})
            db.execute(story_keys.delete().where(story_keys.c.story.in_(chunk)))
            db.execute(story_list.delete().where(story_list.c.id.in_(chunk)))
    for k in range(0, len(fresh), MANY):
        _insert(db, dialect, fresh[k : k + MANY])


MANY = 200
"""Stories whose lines are written in one go."""


def _insert(db: Connection, dialect: Dialect, memcons: Sequence[Memcon]) -> None:
    held = _held(db, {r for m in memcons for r in m.reports})
    db.execute(story_list.insert(), [_line(m, held) for m in memcons])
    rows = db.execute(
        sa.select(story_list.c.id, story_list.c.row).where(story_list.c.id.in_([m.id for m in memcons]))
    ).all()
    number: dict[str, int] = {row[0]: row[1] for row in rows}
    keys = [key for m in memcons for key in _keys(m, held)]
    if keys:
        db.execute(story_keys.insert(), keys)
    dialect.put_story_words(db, [], {number[m.id]: _words(m, held) for m in memcons})


_READING = sa.type_coerce(reports.c.reading, sa.JSON)
"""What is asked of a reading without taking the whole of it."""


class _Held(NamedTuple):
    outlet: str | None
    complete: bool


def _held(db: Connection, ids: Iterable[str]) -> dict[str, _Held]:
    found: dict[str, _Held] = {}
    whole = _READING["report"]["complete"].as_boolean()
    for chunk in chunks(sorted(ids)):
        rows = db.execute(sa.select(reports.c.id, reports.c.outlet, whole).where(reports.c.id.in_(chunk)))
        found.update((key, _Held(outlet, bool(complete))) for key, outlet, complete in rows)
    return found


def _start(memcon: Memcon) -> str:
    when = memcon.occurrence.when
    return when.bounds()[0] if when is not None else ""


def _line(memcon: Memcon, held: Mapping[str, _Held]) -> dict[str, object]:
    when, place = memcon.occurrence.when, memcon.occurrence.place
    status = [f.status for f in memcon.findings]
    return {
        "id": memcon.id,
        "headline": memcon.headline,
        "start": _start(memcon),
        "when": when.value if when is not None else None,
        "place": place.name if place is not None else None,
        "country": place.country if place is not None else None,
        "reports": len(memcon.reports),
        "origins": len(memcon.origins),
        "complete": sum(held[r].complete for r in memcon.reports if r in held),
        "agreed": status.count("agreed") + status.count("narrower"),
        "differs": status.count("differs"),
        "alone": status.count("only one"),
    }


_MOST_ENDS = 40
"""Ends of one story whose pairs are kept; a summit of more is found by each end alone."""


def _keys(memcon: Memcon, held: Mapping[str, _Held]) -> Iterator[dict[str, object]]:
    row = {"start": _start(memcon), "story": memcon.id, "name": None}
    sides = {p.actor: p.on_behalf or p.actor for p in memcon.occurrence.parties}
    sides |= {side: side for side in sides.values()}
    names = {p.actor: p.name for p in memcon.occurrence.parties}
    for end in sorted(sides):
        yield {**row, "kind": "end", "key": end, "name": names.get(end)}
    for a, b in combinations(sorted(sides)[:_MOST_ENDS], 2):
        if sides[a] != sides[b]:
            yield {**row, "kind": "pair", "key": f"{a} {b}"}
    for outlet in sorted({h.outlet for r in memcon.reports if (h := held.get(r)) is not None and h.outlet}):
        yield {**row, "kind": "outlet", "key": outlet}
    if any(f.status == "differs" for f in memcon.findings):
        yield {**row, "kind": "differs", "key": ""}


def _words(memcon: Memcon, held: Mapping[str, _Held]) -> str:
    place = memcon.occurrence.place
    parties = [w for p in memcon.occurrence.parties for w in (p.name, p.office)]
    outlets = {h.outlet for r in memcon.reports if (h := held.get(r)) is not None}
    return " ".join(
        filter(None, [memcon.headline, *parties, place.name if place else None, *sorted(map(str, outlets))])
    )


def refill(db: Connection, dialect: Dialect) -> None:
    """Lines of all stories that are there, for a store made before there were any."""
    keys = list(db.execute(sa.select(stories.c.id).order_by(stories.c.id)).scalars())
    for k in range(0, len(keys), MANY):
        rows = db.execute(sa.select(stories.c.memcon).where(stories.c.id.in_(keys[k : k + MANY]))).scalars()
        refresh(db, dialect, [], [msgspec.json.decode(row, type=Memcon) for row in rows])


# ---------------------------------------------------------------- lists


def story_lines(store: SqlStore, wanted: Wanted, *, limit: int, offset: int = 0) -> tuple[list[Line], int]:
    """A stretch of the stories wanted, the newest occurrence first and those without a date last, and how many there
    are in all."""
    found = _ids(wanted, store.dialect)
    with store._begin() as db:
        total = db.execute(sa.select(sa.func.count()).select_from(found.subquery())).scalar() or 0
        page = found.order_by(found.selected_columns.start.desc(), found.selected_columns.story.desc())
        ids = list(db.execute(page.limit(limit).offset(offset)).scalars())
        rows = db.execute(sa.select(story_list).where(story_list.c.id.in_(ids))).all()
    by = {row.id: row for row in rows}
    return [_as_line(by[key]) for key in ids if key in by], total


def _ids(wanted: Wanted, dialect: Dialect) -> sa.Select[tuple[str, str]]:
    """Story and first day of the stories wanted, from one index: that of the first key, or of all stories by day."""
    keys = list(_wanted_keys(wanted))
    if keys:
        k = story_keys.c
        found = sa.select(k.story, k.start).where(k.kind == keys[0][0], k.key == keys[0][1])
    else:
        k = story_list.c
        found = sa.select(k.id.label("story"), k.start)
    story, start = found.selected_columns.story, found.selected_columns.start
    for kind, key in keys[1:]:
        other = story_keys.alias().c
        same = (other.kind == kind, other.key == key, other.start == start, other.story == story)
        found = found.where(sa.exists().where(*same))
    if wanted.since:
        found = found.where(start >= wanted.since)
    if wanted.until:
        found = found.where(start > "", start < wanted.until + "~")
    # Words as typed so far: all of them, each the beginning of a word.
    if beginnings := _WORD.findall(wanted.words):
        found = found.where(dialect.named(beginnings, story if keys else None))
    return found


_WORD = re.compile(r"[^\W_]+")


def _wanted_keys(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Keys that a story must have, those that fit the fewest first."""
    ends = sorted(set(wanted.ends))
    if len(ends) == 2:
        yield "pair", " ".join(ends)
    else:
        yield from (("end", end) for end in ends)
    if wanted.outlet:
        yield "outlet", wanted.outlet
    if wanted.differs:
        yield "differs", ""


def lines_of(store: SqlStore, ids: Iterable[str]) -> list[Line]:
    """The lines of the stories of these ids, the newest occurrence first."""
    wanted = sorted(set(ids))
    query = sa.select(story_list).where(story_list.c.id.in_(wanted[:MANY]))
    with store._begin() as db:
        return [_as_line(row) for row in db.execute(query.order_by(story_list.c.start.desc(), story_list.c.id)).all()]


def _as_line(row: sa.Row[tuple[object, ...]]) -> Line:
    held = {str(key): value for key, value in row._mapping.items()}
    held |= {"full_text": held["complete"], "only_one": held["alone"]}
    return msgspec.convert(held, Line)


def newest_of(store: SqlStore, ends: Sequence[str], *, limit: int, offset: int = 0) -> list[str]:
    """Ids of the stories with all of `ends` (one or two) as parties, the newest occurrence first; by an index."""
    k = story_keys.c
    kind, key = ("end", ends[0]) if len(ends) == 1 else ("pair", " ".join(sorted(ends)))
    query = sa.select(k.story).where(k.kind == kind, k.key == key).order_by(k.start.desc(), k.story.desc())
    with store._begin() as db:
        return list(db.execute(query.limit(limit).offset(offset)).scalars())


def known_keys(store: SqlStore, kind: str, *, limit: int) -> list[tuple[str, int]]:
    """Keys of a kind with the number of stories they find, the most first."""
    k = story_keys.c
    count = sa.func.count()
    query = sa.select(k.key, count).where(k.kind == kind).group_by(k.key).order_by(count.desc(), k.key).limit(limit)
    with store._begin() as db:
        return [(row[0], row[1]) for row in db.execute(query)]


def pairs_with(store: SqlStore, end: str, *, limit: int) -> list[tuple[str, int]]:
    """The other parties of the newest stories of an end, with the number of stories, the most first; by an index."""
    k = story_keys.c
    stories_of_end = newest_of(store, [end], limit=_RECENT)
    counts: Counter[str] = Counter()
    with store._begin() as db:
        for chunk in chunks(stories_of_end):
            # The kind is looked at here: asked of the engine, it may go through all keys of that kind instead.
            rows = db.execute(sa.select(k.kind, k.key).where(k.story.in_(chunk)))
            counts.update(key for kind, key in rows if kind == "end" and key != end)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


_RECENT = 200
"""Stories of an end whose other parties are counted."""


def parties_named(store: SqlStore, ids: Iterable[str] | None = None) -> dict[str, str]:
    """Id -> name of every actor that is a party to a story, or of those of `ids`."""
    k = story_keys.c
    query = sa.select(k.key, sa.func.min(k.name)).where(k.kind == "end", k.name.is_not(None)).group_by(k.key)
    if ids is None:
        with store._begin() as db:
            return {row[0]: row[1] for row in db.execute(query)}
    one = sa.select(k.name).where(k.kind == "end", k.name.is_not(None))
    with store._begin() as db:
        found = {key: db.execute(one.where(k.key == key).limit(1)).scalar() for key in ids}
    return {key: name for key, name in found.items() if name is not None}


# ---------------------------------------------------------------- reports and actors


def heads(store: SqlStore, ids: Iterable[str]) -> dict[str, Report]:
    """Reports without their texts, by id: what lists and column heads tell of them."""
    found: dict[str, Report] = {}
    head = _READING["report"].as_string()
    with store._begin() as db:
        for chunk in chunks(sorted(set(ids))):
            for row in db.execute(sa.select(head).where(reports.c.id.in_(chunk))).scalars():
                report = msgspec.json.decode(row, type=Report)
                found[report.id] = report
    return found


def report_named(store: SqlStore, key: str) -> Reading | None:
    """The reading of a report by its whole id."""
    query = sa.select(reports.c.text, reports.c.reading).where(reports.c.id == key)
    with store._begin() as db:
        row = db.execute(query).one_or_none()
    if row is None:
        return None
    return reading_of((row[0], row[1]))


def texts(store: SqlStore, ids: Iterable[str]) -> dict[str, str]:
    """The texts of reports by id."""
    found: dict[str, str] = {}
    with store._begin() as db:
        for chunk in chunks(sorted(set(ids))):
            rows = db.execute(sa.select(reports.c.id, reports.c.text).where(reports.c.id.in_(chunk)))
            found.update((row[0], row[1]) for row in rows)
    return found


def story_of(store: SqlStore, report: str) -> str | None:
    """Id of the story that holds the report."""
    query = sa.select(story_reports.c.story).where(story_reports.c.report == report)
    with store._begin() as db:
        found: str | None = db.execute(query).scalar()
        return found


def some_naming(
    store: SqlStore, ends: Sequence[str], *, limit: int, chosen: Chosen = MappingProxyType({})
) -> list[str]:
    """Ids of at most `limit` reports, the newest versions, that name every one of `ends`, by their reading or as people
    chose: looked up from the end that the fewest name, and no further than needed."""
    r = report_ends.c
    with store._begin() as db:
        first = min(ends, key=lambda end: (_some(db, end), end))
        query = sa.select(r.report).where(r.actor == first, is_told(r.report))
        query = query.where(*(_also(end) for end in sorted(set(ends) - {first})))
        found = set(db.execute(query.order_by(r.report).limit(limit)).scalars())
        for report in sorted(chosen.keys() - found):
            rest = [end for end in ends if end not in chosen[report]]
            if len(rest) < len(ends) and names(db, report, rest) and db.scalar(sa.select(is_told(sa.literal(report)))):
                found.add(report)
    return sorted(found)[:limit]


def _also(end: str) -> sa.ColumnElement[bool]:
    other = report_ends.alias()
    return sa.exists().where(other.c.actor == end, other.c.report == report_ends.c.report)


_ENOUGH = 5000
"""Reports beyond which it does not matter how many more name an end."""


def _some(db: Connection, end: str) -> int:
    few = sa.select(report_ends.c.report).where(report_ends.c.actor == end).limit(_ENOUGH).subquery()
    return db.execute(sa.select(sa.func.count()).select_from(few)).scalar() or 0


def totals(store: SqlStore) -> dict[str, int]:
    """How many reports, stories and judgements the store holds."""
    with store._begin() as db:
        return {
            name: db.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0
            for name, table in (("reports", reports), ("stories", story_list), ("judgements", judgements))
        }


def outlets(store: SqlStore, *, limit: int) -> list[str]:
    """Outlets in order of name: all where there are no more than `limit`, else those that tell the most stories."""
    k = story_keys.c
    found: list[str] = []
    with store._begin() as db:
        # From each outlet to the next one by the index: counting reads a row for every story of every outlet.
        while len(found) <= limit:
            query = sa.select(k.key).where(k.kind == "outlet", k.key > (found[-1] if found else "")).order_by(k.key)
            following = db.execute(query.limit(1)).scalar()
            if following is None:
                return found
            found.append(following)
    return sorted(name for name, _ in known_keys(store, "outlet", limit=limit))


def stamp(store: SqlStore) -> tuple[int, int, int]:
    """What changes when the store does: the last report, the number of judgements (which are only added),
    the last line of a story."""
    asked = (sa.func.max(reports.c.arrived), sa.func.count(judgements.c.id), sa.func.max(story_list.c.row))
    with store._begin() as db:
        a, b, c = (db.execute(sa.select(last)).scalar() or 0 for last in asked)
        return a, b, c
