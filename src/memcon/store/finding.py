"""Words found, a page of them: what `memcon.store.relations.search` finds, without reading through all of it."""

from __future__ import annotations

import sqlalchemy as sa

from memcon.model.relation import Found
from memcon.store.relations import _MARKS, Filters, FormsOf, _alone, _found, match_of
from memcon.store.sqlite import SqliteStore

_SQL = """
WITH best AS (
  SELECT w.rowid AS number, bm25(words) AS worth FROM words w
  WHERE words MATCH :asked AND w.report NOT IN (SELECT report FROM versions WHERE told = 0)
  AND {where}
  ORDER BY worth, w.kind, w.id LIMIT :limit OFFSET :offset
)
SELECT w.kind, w.id, w.report, w.point, w.speaker, w.spans, r.outlet, r.published, r.text, highlight(words, 6, :a, :b)
FROM best JOIN words w ON w.rowid = best.number JOIN reports r ON r.id = w.report
WHERE words MATCH :asked ORDER BY best.worth, w.kind, w.id
"""
_FAST = """
WITH best AS (
  SELECT rowid AS number, rank AS worth FROM words WHERE words MATCH :asked ORDER BY rank LIMIT :limit OFFSET :offset
)
"""
"""Where nothing but the words is asked: the rows themselves, which are long, are read for this page only."""
_WHERE = {
    "point": "w.point = :point",
    "outlet": "EXISTS (SELECT 1 FROM reports r WHERE r.id = w.report AND instr(lower(r.outlet), lower(:outlet)) > 0)",
    "since": "(SELECT substr(r.published, 1, length(:since)) FROM reports r WHERE r.id = w.report) >= :since",
    "until": "(SELECT substr(r.published, 1, length(:until)) FROM reports r WHERE r.id = w.report) <= :until",
}
"""Conditions that are asked only where there is a filter: a report's row is long, and there may be very many."""
_END = "EXISTS (SELECT 1 FROM report_ends e WHERE e.actor = :{name} AND e.report = w.report)"


def search_page(
    store: SqliteStore, words: str, filters: Filters, *, limit: int, offset: int = 0, forms_of: FormsOf = _alone
) -> list[Found]:
    """At most `limit` of the reports, quotes and claims that hold all the words, the best first, from `offset` on. Only
    the names in the reports' readings count for `filters.ends`, not what people chose."""
    asked = match_of(words, forms_of)
    if not asked:
        return []
    ends = {f"end{k}": end for k, end in enumerate(filters.ends)}
    given = {k: v for k, v in filters._asdict().items() if k in _WHERE and v is not None} | ends
    where = [_WHERE[k] if k in _WHERE else _END.replace("{name}", k) for k in given]
    best, rest = _SQL.split("SELECT w.kind", 1)
    best = best.replace("{where}", " AND ".join(["TRUE", *where]))
    given |= {"asked": asked, "a": _MARKS[0], "b": _MARKS[1], "limit": limit, "offset": offset}
    with store._begin() as db:
        old = db.execute(sa.text("SELECT EXISTS (SELECT 1 FROM versions WHERE told = 0)")).scalar()
        sql = f"{best if where or old else _FAST}SELECT w.kind{rest}"
        return [_found(row) for row in db.execute(sa.text(sql), given).all()]
