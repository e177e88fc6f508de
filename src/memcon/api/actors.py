"""One actor: offices over time, stories, quotes, visits, pledges."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from memcon.api.ends import actor as found_actor
from memcon.api.scope import Part, scope
from memcon.model.actor import ActorRef
from memcon.model.record import QuoteRecord
from memcon.model.relation import FollowedPledge, LedgerVisit
from memcon.relations.who import Known, told
from memcon.store import lists
from memcon.store.lists import Line

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

STORIES = 50


class ActorPage(msgspec.Struct, frozen=True):
    """An actor. `known`: what the knowledge base holds, None for one that only reports name; `part` says from which
    of the reports that name it the quotes, visits and pledges are."""

    actor: ActorRef
    known: Known | None
    stories: tuple[Line, ...]
    stories_total: int
    quotes: tuple[QuoteRecord, ...]
    visits: tuple[LedgerVisit, ...]
    pledges: tuple[FollowedPledge, ...]
    part: Part


def actor(store: SqlStore, key: str, *, part: int = 1) -> ActorPage:
    """The actor of that id. Raises Unknown when nobody has it."""
    return _made(store, lists.stamp(store), found_actor(store, key), part)


@lru_cache(maxsize=64)
def _made(store: SqlStore, stamp: object, ref: ActorRef, part: int) -> ActorPage:
    from memcon.reconcile.records import quote_record
    from memcon.regroup import standing_in
    from memcon.relations import ledger
    from memcon.relations.pledges import followed, of_actor
    from memcon.run import judged_readings
    from memcon.store.relations import stories_of

    key = str(ref.id)
    ids, told_from = scope(store, [key], part)
    readings, stories = judged_readings(store, ids), [s for s, _ in stories_of(store, ids)]
    standing = standing_in(store)
    quotes = [
        quote_record(r.report, q, standing)
        for r in readings
        for q in r.quotes or ()
        if not q.fragment and key in {s.id for s in q.speakers}
    ]
    visits = [v for v in ledger.ledger(ledger.stays(readings, stories)) if _takes_part(v, key)]
    pledges = of_actor(followed(readings, stories, standing), key, readings)
    lines, total = lists.story_lines(store, lists.Wanted((key,)), limit=STORIES)
    known = next(iter(told([ref])), None)
    return ActorPage(ref, known, tuple(lines), total, tuple(quotes), tuple(visits), tuple(pledges), told_from)


def _takes_part(visit: LedgerVisit, key: str) -> bool:
    host = visit.host.id if visit.host is not None else None
    return key in (visit.traveller.id, host, visit.origin, visit.to.country)
