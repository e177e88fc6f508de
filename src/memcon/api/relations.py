"""Two actors over time: the timeline, the visits between their states, the figures, where they met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from memcon.api.ends import actor
from memcon.api.scope import Part, scope
from memcon.errors import UsageError
from memcon.events.codebook import codebook
from memcon.model.actor import ActorRef
from memcon.model.relation import Entry, LedgerVisit
from memcon.relations import ledger as books
from memcon.relations.ledger import Counts, Turn
from memcon.relations.measures import METHOD, Measures, measures
from memcon.relations.timeline import RULE, timeline
from memcon.relations.who import name_of, state_of
from memcon.store import lists
from memcon.store.relations import stories_of, visits_kept

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore


class Relation(msgspec.Struct, frozen=True):
    """A pair over time. `entries` are dated, earliest first; `states` the two whose visits `visits` lists (none where
    an end has none); `rules` and `method` say how it was made; `part` from which of the reports."""

    ends: tuple[ActorRef, ...]
    states: tuple[str, ...]
    part: Part
    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    visits: tuple[LedgerVisit, ...]
    counts: Counts
    turn: Turn | None
    measures: Measures
    rule: str
    rules: tuple[str, ...]
    method: str


def relation(store: SqlStore, a: str, b: str, *, part: int = 1) -> Relation:
    """The relation of two actors by their ids. Raises Unknown for an id nobody has, UsageError for one actor twice."""
    ends = (actor(store, a), actor(store, b))
    if ends[0].id == ends[1].id:
        raise UsageError(f"{a} and {b}: are one actor; a relation takes two")
    return _made(store, lists.stamp(store), ends, part)


@lru_cache(maxsize=64)
def _made(store: SqlStore, stamp: object, ends: tuple[ActorRef, ActorRef], part: int) -> Relation:
    from memcon.run import judged_readings

    ids, told_from = scope(store, [str(e.id) for e in ends], part)
    readings, stories = judged_readings(store, ids), stories_of(store, ids)
    states = tuple(dict.fromkeys(s for e in ends if (s := state_of(e.id)) is not None))
    pair = states if len(states) == 2 else ()
    known = visits_kept(store, pair) if pair else []
    line = timeline(ends, readings, stories, known)
    stays = [*books.stays(readings, [s for s, _ in stories]), *books.stays_known(known)] if pair else []
    visits = books.chosen(books.ledger(stays), pair=pair) if pair else []
    return Relation(
        ends,
        pair,
        told_from,
        line.entries,
        line.undated,
        tuple(visits),
        books.counts(visits),
        next(iter(books.turns(visits, pair)), None) if pair else None,
        measures([*line.entries, *line.undated]),
        RULE,
        books.RULES,
        METHOD,
    )


class Lane(NamedTuple):
    """A lane of the timeline and what runs in it."""

    key: str
    name: str
    entries: tuple[Entry, ...]


def lanes(ends: Sequence[ActorRef], entries: Iterable[Entry]) -> tuple[Lane, ...]:
    """The entries between two ends in their lanes; a lane without any is left out."""
    a, b = ends
    where = {state_of(a.id): "to-a", state_of(b.id): "to-b"}
    names = {
        "to-a": f"in {name_of(state_of(a.id) or '') or a.name}",
        "to-b": f"in {name_of(state_of(b.id) or '') or b.name}",
        "third": "elsewhere",
        "calls": "calls",
        "agreements": "agreements",
        "disputes": "disputes",
        "past": "background",
        "context": "offices",
    }
    by: dict[str, list[Entry]] = {}
    for entry in entries:
        by.setdefault(_lane(entry, where), []).append(entry)
    return tuple(Lane(key, name, tuple(by[key])) for key, name in names.items() if key in by)


def _lane(entry: Entry, where: Mapping[str | None, str]) -> str:
    """Which lane an entry runs in."""
    if entry.context:
        return "context"
    if entry.type == "background":
        return "past"
    if entry.mode == "phone":
        return "calls"
    if entry.type in ("CONSULT", "visit") or entry.mode == "visit":
        return where.get(entry.place.country, "third") if entry.place and entry.place.country else "third"
    kind = codebook().types.get(entry.type)
    if kind is not None and kind.quad.endswith("conflict"):
        return "disputes"
    return "agreements" if kind is not None or entry.type == "pledge" else "third"


class Met(NamedTuple):
    """A place of meetings with its degrees and the entries there."""

    name: str
    country: str | None
    lat: float
    lon: float
    entries: tuple[Entry, ...]


def places_met(entries: Iterable[Entry]) -> tuple[Met, ...]:
    """Where meetings and visits of the entries were held, the most first; only places whose degrees are known."""
    by: dict[tuple[str, str | None, float, float], list[Entry]] = {}
    for e in entries:
        p = next((t for t in (e.place, *(t.place for t in e.tellings)) if t is not None and t.lat is not None), None)
        held = e.status in ("asserted", "historical") and not e.context
        if held and p is not None and p.lat is not None and p.lon is not None and _met(e):
            by.setdefault((p.name, p.country, p.lat, p.lon), []).append(e)
    found = [Met(*key, tuple(rows)) for key, rows in by.items()]
    return tuple(sorted(found, key=lambda m: (-len(m.entries), m.name)))


def _met(entry: Entry) -> bool:
    return entry.type in ("CONSULT", "visit") or entry.mode == "visit"


def within(entries: Sequence[Entry], since: str, until: str) -> list[Entry]:
    """The entries some day of which lies from `since` to `until` (ISO prefixes)."""
    return [
        e
        for e in entries
        if e.when is not None
        and (not since or e.when.bounds()[1] >= since)
        and (not until or e.when.bounds()[0] < until + "~")
    ]
