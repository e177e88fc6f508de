"""What needs a person, and what they decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from memcon.api.ends import end_called
from memcon.errors import UsageError
from memcon.model.actor import ActorRef
from memcon.model.judgement import Judgement
from memcon.review import objects
from memcon.review.objects import Meant
from memcon.review.queue import KINDS, Item
from memcon.store import lists

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

MOST = 500
"""Reports up to which all of them are gone through; of more, the newest stories at a time."""
_STORIES = 100
COUNTS = {"same": 2, "different": 2, "kept": 1, "broken": 1, "open": 1, "undo": 1}
"""How many ids a verb takes; the others take one or more, `actor` and then whom they mean."""
SEVERAL = {"accept": 1, "reject": 1, "actor": 2}
"""How many words at least these take."""
VERBS = (*COUNTS, *SEVERAL)


class Queue(msgspec.Struct, frozen=True):
    """Things to decide, the most valuable first. `whole`: of all reports; else of the stories of part `part`, the
    newest first, and there may be `more`."""

    queue: tuple[Item, ...]
    counts: dict[str, int]
    whole: bool
    part: int
    more: bool


def queue(store: SqlStore, *, part: int = 1) -> Queue:
    """What needs a person; made once for each state of the store."""
    return _queue(store, lists.stamp(store), part)


@lru_cache(maxsize=8)
def _queue(store: SqlStore, stamp: object, part: int) -> Queue:
    from memcon.regroup import standing_in
    from memcon.review.queue import queue as found_in
    from memcon.store.relations import stories_of

    whole = lists.totals(store)["reports"] <= MOST
    if whole:
        kept, more = store.stories(), False
        readings = list(store.readings(told=True))
    else:
        lines, total = lists.story_lines(store, lists.Wanted(), limit=_STORIES, offset=(part - 1) * _STORIES)
        by = store.reports_of_stories(line.id for line in lines)
        ids = [r for reports in by.values() for r in reports]
        kept, more = stories_of(store, ids), part * _STORIES < total
        readings = list(store.readings(ids, told=True))
    found = found_in(readings, kept, standing_in(store))
    counts = Counter(item.kind for item in found)
    return Queue(tuple(found), {k: counts[k] for k in KINDS if counts[k]}, whole, 1 if whole else part, more)


# ---------------------------------------------------------------- deciding


Called = Callable[["SqlStore", str], ActorRef]
"""Finds whom words mean in a store."""


class Decided(NamedTuple):
    """A judgement kept: `known` when it was there before, `stories` those it bears on."""

    judgement: Judgement
    known: bool
    stories: tuple[str, ...]


def decide(store: SqlStore, verb: str, keys: Sequence[str], *, by: str, at: str, why: str | None = None) -> Decided:
    """Keep a person's judgement and make the stories follow it. `keys`: ids in full or their beginnings; for `actor`
    the last is the id of whom the mentions mean. Raises UsageError for what cannot be judged so."""
    from memcon.review.judgements import judge
    from memcon.run import judge as keep

    meant, actor = what_is_meant(store, verb, keys)
    row = judge(verb, meant.about, by=by, at=at, reports=meant.reports, why=why, actor=actor)  # type: ignore[arg-type]
    known = bool(keep(store, [row]))
    return Decided(row, known, tuple(sorted(store.story_of_reports(row.reports))))


def fits(verb: str, keys: Sequence[str]) -> bool | None:
    """Whether a verb takes so many ids; None for a verb nobody knows."""
    if verb not in VERBS:
        return None
    return len(keys) == COUNTS.get(verb, max(len(keys), SEVERAL.get(verb, 0)))


def what_is_meant(
    store: SqlStore, verb: str, keys: Sequence[str], *, called: Called = end_called
) -> tuple[Meant, ActorRef | None]:
    """What is judged, and for `actor` who is chosen, by id or as `called` finds whom words mean. Raises UsageError for
    what is not in the store or cannot be judged so."""
    if not fits(verb, keys):
        raise UsageError(f"{verb}: cannot be said of {len(keys)} things")
    if verb == "undo":
        return objects.found(keys[0], objects.rows(store.judgements()), "judgement"), None
    if verb == "actor":
        return _meant_actor(store, keys[:-1], keys[-1], called)
    if verb in ("kept", "broken", "open"):
        return objects.found(keys[0], pledges(store), "pledge"), None
    memcons = [memcon for _, memcon in store.stories()]
    among = objects.reports(memcons) if verb in ("same", "different") else objects.worthy(memcons)
    what = "report or story" if verb in ("same", "different") else "finding, claim, event, quote, pledge or visit"
    return objects.together([objects.found(key, among, what) for key in keys]), None


def pledges(store: SqlStore) -> Mapping[str, Meant]:
    """The pledges of the store by their ids."""
    from memcon.regroup import standing_in
    from memcon.relations.pledges import followed
    from memcon.run import judged_readings

    stories = [story for story, _ in store.stories()]
    return objects.pledges(followed(judged_readings(store), stories, standing_in(store)))


def _meant_actor(store: SqlStore, keys: Sequence[str], words: str, called: Called) -> tuple[Meant, ActorRef]:
    """The mentions, and of their candidates the one of that id or name; else whoever is so called."""
    from memcon.knowledge.kb import fold

    mentions = objects.open_mentions(list(store.readings(told=True)))
    among = {k: m for k, (_, m) in mentions.items()}
    meant = objects.together([objects.found(key, among, "open mention") for key in keys])
    candidates = dict.fromkeys(c for key in meant.about for c in mentions[key][0].candidates)
    chosen = [c for c in candidates if c.id is not None and (c.id == words or fold(c.name) == fold(words))]
    return meant, chosen[0] if len(chosen) == 1 else called(store, words)
