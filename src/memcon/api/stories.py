"""Lists of stories, and one story with the heads of its reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from memcon.api.ends import Unknown, end_called
from memcon.api.paging import Page, page_of
from memcon.model.actor import ActorRef
from memcon.model.record import Memcon, QuoteRecord
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.store import lists
from memcon.store.lists import Line

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

SIZE = 50
"""Stories on a page."""


class Filters(NamedTuple):
    """What a person asked of the list; names as they were written."""

    a: str = ""
    b: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    q: str = ""
    differs: bool = False


class StoryList(msgspec.Struct, frozen=True):
    """A page of stories; `ends`: whom the names asked for mean."""

    stories: tuple[Line, ...]
    ends: tuple[ActorRef, ...]
    page: Page


def story_list(store: SqlStore, filters: Filters, *, page: int = 1, size: int = SIZE) -> StoryList:
    """The stories that pass the filters, the newest occurrence first. Raises Unknown for a name nobody has."""
    ends = tuple(end_called(store, name) for name in (filters.a, filters.b) if name.strip())
    wanted = lists.Wanted(
        tuple(str(e.id) for e in ends),
        filters.outlet or None,
        filters.since or None,
        filters.until or None,
        filters.q,
        filters.differs,
    )
    found, total = lists.story_lines(store, wanted, limit=size, offset=(max(1, page) - 1) * size)
    here = page_of(total, page, size)
    if here.number != page and total:
        found, total = lists.story_lines(store, wanted, limit=size, offset=here.offset)
    return StoryList(tuple(found), ends, here)


class Told(NamedTuple):
    """A story, its memcon told against a base, and its reports without their texts."""

    story: Story
    memcon: Memcon
    heads: Mapping[str, Report]
    base: str | None


def story(store: SqlStore, key: str, base: str | None = None) -> Told:
    """The story of that id (or its beginning, or an old id that leads to it), told against origin `base` when given.

    Raises Unknown for no such story, or a base that is none of its origins.
    """
    found = store.story(key)
    if found is None:
        raise Unknown(f"{key}: no story of that id in the store")
    kept, memcon = found
    if base is not None:
        if base not in {o.id for o in kept.origins}:
            raise Unknown(f"{base}: is no origin of story {kept.id}; it has {', '.join(o.id for o in kept.origins)}")
        memcon = _against(store, lists.stamp(store), kept.id, base)
    return Told(kept, memcon, lists.heads(store, memcon.reports), base)


@lru_cache(maxsize=32)
def _against(store: SqlStore, stamp: object, key: str, base: str) -> Memcon:
    """A memcon made again against a base: it costs as much as making it first, so it is kept while the store stands."""
    from memcon.run import memcon_of

    found = store.story(key)
    assert found is not None  # the caller has just seen it
    return memcon_of(store, found[0], base)


def quotes_once(memcon: Memcon) -> list[QuoteRecord]:
    """The quotes without mere fragments; one that an origin's reprints repeat is told once."""
    home = {r: o.id for o in memcon.origins for r in o.reports}
    kept: dict[object, QuoteRecord] = {}
    for quote in memcon.quotes:
        if not quote.fragment:
            kept.setdefault((home.get(quote.report), quote.speaker_name, " ".join(quote.text.split())), quote)
    return list(kept.values())


def by_speaker(quotes: Sequence[QuoteRecord]) -> list[tuple[str, str | None, list[QuoteRecord]]]:
    """Speaker, office on the day, and what they said, in the order in which speakers first come."""
    found: dict[str, list[QuoteRecord]] = {}
    for quote in quotes:
        found.setdefault(quote.speaker_name or "Speaker not told", []).append(quote)
    return [(name, next((q.office for q in said if q.office), None), said) for name, said in found.items()]
