"""Stories put in place of those that stood: what is gone, new or changed is written, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from memcon.model.judgement import Judgement
from memcon.model.record import Memcon
from memcon.model.story import Story
from memcon.store.lists import MANY, refresh
from memcon.store.rows import chunks, judgements_of
from memcon.store.seam import Dialect, Stood
from memcon.store.tables import redirects, stories, story_reports


class Overtaken(Exception):
    """Something else stands by now than what the new stories were made from."""


def replace(
    db: Connection, dialect: Dialect, new: Sequence[Story], memcons: Iterable[Memcon], before: Sequence[Stood] | None
) -> None:
    """Put `new` in place of all stories that stand, with the memcons of those that are new or changed, which are taken
    as they are written. Raises Overtaken when something else stands than `before`; the transaction is then to be given
    up."""
    old = _standing(db, before)
    judged = {stood.story.id: stood.judgements for stood in before or ()}
    _part(db, dialect, old, new)
    told, source = {story.id: story for story in new}, iter(memcons)
    while fresh := list(islice(source, MANY)):
        _put(db, fresh, told, old, judged if before is not None else None)
        refresh(db, dialect, [], fresh)
        for memcon in fresh:
            del told[memcon.id]
    changed = [story for story in told.values() if old.get(story.id) != story]
    if changed:
        db.execute(_CHANGED, [{"key": s.id, "told": _json(s)} for s in changed])
    homes = [{"report": r, "story": s.id} for s in new if _moved(s, old) for r in s.reports]
    if homes:
        db.execute(story_reports.insert(), homes)


_CHANGED = stories.update().where(stories.c.id == sa.bindparam("key")).values(story=sa.bindparam("told"))
_PUT = stories.update().where(stories.c.id == sa.bindparam("key"))
_PUT = _PUT.values(story=sa.bindparam("told"), memcon=sa.bindparam("made"))


def _json(noun: msgspec.Struct) -> str:
    return msgspec.json.encode(noun).decode()


def _standing(db: Connection, before: Sequence[Stood] | None) -> dict[str, Story]:
    if before is None:
        found = (msgspec.json.decode(row, type=Story) for row in db.execute(sa.select(stories.c.story)).scalars())
        return {story.id: story for story in found}
    held = {(row[0], row[1]) for row in db.execute(sa.select(story_reports.c.report, story_reports.c.story))}
    if held != {(report, stood.story.id) for stood in before for report in stood.story.reports}:
        raise Overtaken
    return {stood.story.id: stood.story for stood in before}


def _moved(story: Story, old: Mapping[str, Story]) -> bool:
    """True when the story is new or holds other reports than it did."""
    return story.id not in old or old[story.id].reports != story.reports


def _part(db: Connection, dialect: Dialect, old: Mapping[str, Story], new: Sequence[Story]) -> None:
    """Take out the stories that are gone, and the homes of the reports of those that hold others now."""
    gone = sorted(old.keys() - {story.id for story in new})
    _redirect(db, gone)
    for chunk in chunks([*gone, *(s.id for s in new if s.id in old and _moved(s, old))]):
        db.execute(story_reports.delete().where(story_reports.c.story.in_(chunk)))
    for chunk in chunks(gone):
        db.execute(stories.delete().where(stories.c.id.in_(chunk)))
    refresh(db, dialect, gone, [])
    for chunk in chunks([story.id for story in new if story.id not in old]):
        db.execute(redirects.delete().where(redirects.c.old.in_(chunk)))


def _redirect(db: Connection, gone: Sequence[str]) -> None:
    """Remember for each story that goes one of its reports: the story that holds it is where the old id leads."""
    for chunk in chunks(gone):
        query = sa.select(story_reports.c.story, sa.func.min(story_reports.c.report))
        rows = db.execute(query.where(story_reports.c.story.in_(chunk)).group_by(story_reports.c.story)).all()
        db.execute(redirects.delete().where(redirects.c.old.in_(chunk)))
        if rows:
            db.execute(redirects.insert(), [{"old": row[0], "report": row[1]} for row in rows])


def _put(
    db: Connection,
    memcons: Sequence[Memcon],
    told: Mapping[str, Story],
    old: Mapping[str, Story],
    judged: Mapping[str, tuple[Judgement, ...]] | None,
) -> None:
    """Write stories with their memcons; with `judged`, only over memcons that were made by those judgements."""
    again = [m.id for m in memcons if m.id in old]
    if judged is not None and again:
        rows = db.execute(sa.select(stories.c.id, stories.c.memcon).where(stories.c.id.in_(again)))
        if any(judgements_of(row[1]) != judged[row[0]] for row in rows):
            raise Overtaken
    rows_of = {m.id: (_json(told[m.id]), _json(m)) for m in memcons}
    fresh = [{"id": key, "story": a, "memcon": b} for key, (a, b) in rows_of.items() if key not in old]
    if fresh:
        db.execute(stories.insert(), fresh)
    if again:
        db.execute(_PUT, [{"key": key, "told": rows_of[key][0], "made": rows_of[key][1]} for key in again])
