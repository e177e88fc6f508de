"""The first page: what the store holds, the newest stories, the pairs most is told of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from memcon.model.actor import ActorRef
from memcon.relations.who import name_of, state_of
from memcon.store import lists
from memcon.store.lists import Line

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

NEWEST, PAIRS, PARTNERS = 10, 24, 12


class Pair(msgspec.Struct, frozen=True):
    """Two actors and the number of stories they are parties to."""

    ends: tuple[ActorRef, ...]
    stories: int


class Home(msgspec.Struct, frozen=True):
    """What the store holds."""

    reports: int
    stories: int
    judgements: int
    newest: tuple[Line, ...]
    pairs: tuple[Pair, ...]


def home(store: SqlStore) -> Home:
    """What the first page tells."""
    return _home(store, lists.stamp(store))


@lru_cache(maxsize=8)
def _home(store: SqlStore, stamp: object) -> Home:
    newest, _ = lists.story_lines(store, lists.Wanted(), limit=NEWEST)
    pairs = [
        Pair((ActorRef(a, name_of(a) or a), ActorRef(b, name_of(b) or b)), count)
        for key, count in lists.known_keys(store, "pair", limit=PAIRS * 8)
        for a, _, b in [key.partition(" ")]
        if state_of(a) in (a, None) and state_of(b) in (b, None) and name_of(a) and name_of(b)
    ]
    return Home(**lists.totals(store), newest=tuple(newest), pairs=tuple(pairs[:PAIRS]))


def partners(store: SqlStore, key: str) -> list[tuple[ActorRef, int]]:
    """The actors that are parties to stories beside this one, with the number of stories, the most first; neither its
    own state nor, of a state, its own people."""
    found = [(other, n) for other, n in lists.pairs_with(store, key, limit=PARTNERS * 3) if not _own(key, other)]
    names = lists.parties_named(store, [other for other, _ in found])
    return [(ActorRef(k, name_of(k) or names.get(k) or k), n) for k, n in found[:PARTNERS]]


def _own(a: str, b: str) -> bool:
    return state_of(a) == b or state_of(b) == a
