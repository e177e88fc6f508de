"""What was exported put back into a store that holds no stories, as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from memcon.model.record import Memcon
from memcon.model.story import Story
from memcon.store.lists import refresh
from memcon.store.rows import chunks
from memcon.store.sql import SqlStore
from memcon.store.tables import redirects, reports, stories, story_reports, versions


def is_empty(store: SqlStore) -> bool:
    """True when no report is kept."""
    with store._begin() as db:
        return db.execute(sa.select(reports.c.id).limit(1)).scalar() is None


def put_stories(store: SqlStore, told: Sequence[tuple[Story, Memcon]]) -> list[str]:
    """Add stories with their memcons to those that stand. Ids of those that were left out because a report of theirs is
    not kept, or is in another story."""
    out: list[str] = []
    put: list[Memcon] = []
    with store._begin(write=True) as db:
        for story, memcon in told:
            kept = {str(key) for chunk in chunks(story.reports) for key in db.execute(_free(chunk)).scalars()}
            if kept != set(story.reports):
                out.append(story.id)
                continue
            values = {"story": msgspec.json.encode(story).decode(), "memcon": msgspec.json.encode(memcon).decode()}
            db.execute(stories.insert(), [{"id": story.id, **values}])
            db.execute(story_reports.insert(), [{"report": r, "story": story.id} for r in story.reports])
            put.append(memcon)
        refresh(db, store.dialect, [], put)
    return out


def _free(chunk: Sequence[str]) -> sa.Select[tuple[str]]:
    """Those of the reports that are kept and in no story."""
    query = sa.select(reports.c.id).where(reports.c.id.in_(chunk))
    return query.where(reports.c.id.not_in(sa.select(story_reports.c.report)))


def put_versions(store: SqlStore, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows of the table of versions, by the names of its columns."""
    if rows:
        with store._begin(write=True) as db:
            db.execute(versions.insert(), list(rows))


def put_redirects(store: SqlStore, rows: Sequence[tuple[str, str]]) -> None:
    """Add where old ids of stories lead."""
    if rows:
        with store._begin(write=True) as db:
            db.execute(redirects.insert(), [{"old": old, "report": report} for old, report in rows])
