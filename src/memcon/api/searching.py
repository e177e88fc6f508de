"""Words looked for in reports, quotes and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from memcon.api.ends import end_called
from memcon.knowledge.families import family
from memcon.model.actor import ActorRef
from memcon.model.relation import Found
from memcon.store.finding import search_page
from memcon.store.relations import Filters

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

SIZE = 30


class Asked(NamedTuple):
    """What a person looks for, and where; names as they were written."""

    words: str
    a: str = ""
    b: str = ""
    point: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""


class FoundPage(msgspec.Struct, frozen=True):
    """A page of what was found, the best first; `more`: there is another."""

    words: str
    ends: tuple[ActorRef, ...]
    found: tuple[Found, ...]
    page: int
    more: bool


def search(store: SqlStore, asked: Asked, *, page: int = 1) -> FoundPage:
    """What holds all the words, in any form of each. Raises Unknown for an actor nobody is called."""
    ends = tuple(end_called(store, name) for name in (asked.a, asked.b) if name.strip())
    filters = Filters(
        tuple(str(e.id) for e in ends),
        asked.point or None,
        asked.outlet or None,
        asked.since or None,
        asked.until or None,
    )
    found = search_page(store, asked.words, filters, limit=SIZE + 1, offset=(page - 1) * SIZE, forms_of=family)
    return FoundPage(asked.words, ends, tuple(found[:SIZE]), page, len(found) > SIZE)
