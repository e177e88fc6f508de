"""Words found, a page of them: what `memcon.store.relations.search` finds, without reading through all of it."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from memcon.model.relation import Found
from memcon.store.relations import _MARKS, Filters, FormsOf, _alone, _found, asked_of
from memcon.store.sql import SqlStore, is_told
from memcon.store.tables import report_ends, reports, versions
from memcon.store.tables import words as index


def search_page(
    store: SqlStore, words: str, filters: Filters, *, limit: int, offset: int = 0, forms_of: FormsOf = _alone
) -> list[Found]:
    """At most `limit` of the reports, quotes and claims that hold all the words, the best first, from `offset` on. Only
    the names in the reports' readings count for `filters.ends`, not what people chose."""
    asked = asked_of(words, forms_of)
    if not asked:
        return []
    where = list(_where(filters))
    with store._begin() as db:
        if where or db.execute(sa.select(versions.c.report).where(versions.c.told == 0).limit(1)).scalar() is not None:
            where.append(is_told(index.c.report))
        rows = store.dialect.search_page(db, asked, where, _MARKS, limit=limit, offset=offset)
    return [_found(row) for row in rows]


def _where(filters: Filters) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions that are asked only where there is a filter: a report's row is long, and there may be very many."""
    r = reports.alias().c
    if filters.point is not None:
        yield index.c.point == filters.point
    if filters.outlet is not None:
        in_name = sa.func.instr(sa.func.lower(r.outlet), sa.func.lower(filters.outlet)) > 0
        yield sa.exists().where(r.id == index.c.report, in_name)
    if filters.since is not None:
        day = sa.func.substr(r.published, 1, len(filters.since))
        yield sa.exists().where(r.id == index.c.report, day >= filters.since)
    if filters.until is not None:
        day = sa.func.substr(r.published, 1, len(filters.until))
        yield sa.exists().where(r.id == index.c.report, day <= filters.until)
    for end in filters.ends:
        yield sa.exists().where(report_ends.c.actor == end, report_ends.c.report == index.c.report)
