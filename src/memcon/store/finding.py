"""Words found, a page of them: what `memcon.store.relations.search` finds, without reading through all of it."""

from __future__ import annotations

import sqlalchemy as sa

from memcon.model.relation import Found
from memcon.store.relations import _MARKS, Filters, FormsOf, _alone, _found, match_of
from memcon.store.sqlite import SqliteStore

_SQL = """
WITH best AS (
  SELECT w.rowid AS number, bm25(words) AS worth FROM words w JOIN reports r ON r.id = w.report
  WHERE words MATCH :asked AND w.report NOT IN (SELECT report FROM versions WHERE told = 0)
  AND (:point IS NULL OR w.point = :point)
  AND (:outlet IS NULL OR instr(lower(r.outlet), lower(:outlet)) > 0)
  AND (:since IS NULL OR substr(r.published, 1, length(:since)) >= :since)
  AND (:until IS NULL OR substr(r.published, 1, length(:until)) <= :until)
  {ends}
  ORDER BY worth, w.kind, w.id LIMIT :limit OFFSET :offset
)
SELECT w.kind, w.id, w.report, w.point, w.speaker, w.spans, r.outlet, r.published, r.text, highlight(words, 6, :a, :b)
FROM best JOIN words w ON w.rowid = best.number JOIN reports r ON r.id = w.report
WHERE words MATCH :asked ORDER BY best.worth, w.kind, w.id
"""
_END = "AND EXISTS (SELECT 1 FROM report_ends e WHERE e.actor = :end{k} AND e.report = w.report)"


def search_page(
    store: SqliteStore, words: str, filters: Filters, *, limit: int, offset: int = 0, forms_of: FormsOf = _alone
) -> list[Found]:
    """At most `limit` of the reports, quotes and claims that hold all the words, the best first, from `offset` on. Only
    the names in the reports' readings count for `filters.ends`, not what people chose."""
    asked = match_of(words, forms_of)
    if not asked:
        return []
    given: dict[str, object] = {"asked": asked, "a": _MARKS[0], "b": _MARKS[1], "limit": limit, "offset": offset}
    given |= {k: v for k, v in filters._asdict().items() if k != "ends"}
    given |= {f"end{k}": end for k, end in enumerate(filters.ends)}
    sql = _SQL.replace("{ends}", " ".join(_END.replace("{k}", str(k)) for k in range(len(filters.ends))))
    with store._begin() as db:
        return [_found(row) for row in db.execute(sa.text(sql), given).all()]
