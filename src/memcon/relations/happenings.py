"""What readings tell of as done, visited, pledged or past: one happening a telling, before they are joined."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge, Visit
from memcon.model.place import Place
from memcon.model.reading import Reading
from memcon.model.record import RecordSpan
from memcon.model.relation import KnownVisit, Row
from memcon.model.span import Span
from memcon.model.story import Story
from memcon.model.when import When
from memcon.reconcile.records import record_span
from memcon.relations.lines import lead_of
from memcon.relations.who import kind_of, name_of, state_of


class Happening(NamedTuple):
    """One telling; `report` is empty for a row of an imported list. `sides`: the states and organisations it is
    between; `persons`: side -> ids of its persons. `main`: it is what the report is about. `key` names it. `lead`: who
    has to be named before its words (relations/lines.py)."""

    key: str
    report: str
    origin: str | None
    story: str | None
    type: str
    mode: str | None
    status: str
    when: When | None
    place: Place | None
    actors: tuple[ActorRef, ...]
    sides: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    span: Span
    spans: tuple[RecordSpan, ...]
    text: str
    main: bool
    row: Row | None = None
    lead: str | None = None


class Home(NamedTuple):
    """Where a report belongs: its story, its origin; for actors of its text the state they act for, and the persons
    among them."""

    story: str | None
    origin: str | None
    states: Mapping[str, str]
    persons: frozenset[str]


def homes(readings: Iterable[Reading], stories: Iterable[Story]) -> dict[str, Home]:
    """Report id -> where it belongs."""
    story_of = {r: s.id for s in stories for r in s.reports}
    origin_of = {r: o.id for s in stories for o in s.origins for r in o.reports}
    return {
        r.report.id: Home(story_of.get(r.report.id), origin_of.get(r.report.id), _states(r), _persons(r))
        for r in readings
    }


def _states(reading: Reading) -> dict[str, str]:
    told: dict[str, set[str]] = {}
    for mention in reading.mentions or ():
        if mention.actor is not None and mention.country is not None:
            told.setdefault(mention.actor, set()).add(mention.country)
    return {key: next(iter(found)) for key, found in told.items() if len(found) == 1}


def _persons(reading: Reading) -> frozenset[str]:
    told = [ref.id for m in reading.mentions or () if m.kind == "person" for ref in m.refs]
    return frozenset(key for key in told if key is not None and kind_of(key) not in ("state", "organisation"))


def side_of(ref: ActorRef, home: Home) -> str | None:
    """The state an actor is or acts for, an organisation itself; None for one of no known state."""
    if ref.id is None:
        return None
    state = state_of(ref.id) or home.states.get(ref.id)
    return state or (ref.id if kind_of(ref.id) == "organisation" else None)


def happenings(reading: Reading, home: Home) -> list[Happening]:
    """Everything the reading tells that can stand on a timeline, in order of its words."""
    found = [
        *(_of_event(reading, home, e) for e in reading.events or ()),
        *(_of_visit(reading, home, v) for v in reading.visits or ()),
        *(_of_pledge(reading, home, p) for p in reading.pledges or ()),
        *_of_claims(reading, home),
    ]
    return sorted(found, key=lambda h: (h.span, h.type, h.key))


def _happening(
    reading: Reading,
    home: Home,
    key: str,
    kind: str,
    span: Span,
    actors: Sequence[ActorRef],
    *,
    mode: str | None = None,
    status: str = "asserted",
    when: When | None = None,
    place: Place | None = None,
    also: Iterable[str | None] = (),
    main: bool = False,
    lead: str | None = None,
) -> Happening:
    who = tuple(dict.fromkeys(actors))
    side_by = [(a, side_of(a, home)) for a in who]
    sides = frozenset(s for s in (*(side for _, side in side_by), *also) if s is not None)
    persons: dict[str, set[str]] = {}
    for actor, side in side_by:
        if side is not None and actor.id is not None and actor.id != side and actor.id in home.persons:
            persons.setdefault(side, set()).add(actor.id)
    return Happening(
        key=key,
        report=reading.report.id,
        origin=home.origin,
        story=home.story,
        type=kind,
        mode=mode,
        status=status,
        when=when,
        place=place,
        actors=who,
        sides=sides,
        persons={side: frozenset(ids) for side, ids in sorted(persons.items())},
        span=span,
        spans=(record_span(reading.report, span),),
        text=" ".join(span.of(reading.text).split()),
        main=main,
        lead=lead,
    )


def _of_event(reading: Reading, home: Home, event: Event) -> Happening:
    """A coded event. A meeting has another side even where none is coded: then those its words name are it. Of other
    events one side may be all there is, and who else is named in the sentence may be anybody."""
    coded = tuple(dict.fromkeys(event.actors + event.recipients))
    sides = {side_of(a, home) for a in coded} - {None}
    open_side = event.type == "CONSULT" and len(sides) < 2
    actors = (*coded, *_named_in(reading, event.span)) if open_side else coded
    return _happening(
        reading, home, event.id, event.type, event.span, actors,
        mode=event.mode, status=event.status, when=event.when, place=event.place, main=event.id == reading.main,
        lead=lead_of(reading, event.span, event.actors, event.vouched_by),
    )  # fmt: skip


def _of_visit(reading: Reading, home: Home, visit: Visit) -> Happening:
    to = visit.to.country if visit.to else None
    host = (visit.host,) if visit.host else ()
    own = () if to is None or any(side_of(h, home) == to for h in host) else (ActorRef(to, name_of(to) or to),)
    return _happening(
        reading, home, visit.id, "CONSULT", visit.span, (visit.traveller, *host, *own),
        mode="visit", status=visit.status, when=visit.when, place=visit.to, also=(visit.origin,),
        lead=lead_of(reading, visit.span, (visit.traveller, *host)),
    )  # fmt: skip


def _of_pledge(reading: Reading, home: Home, pledge: Pledge) -> Happening:
    """A pledge is dated by the event it was made in: the one whose words hold it, or the report's main one when they
    share their words."""
    around = [e for e in reading.events or () if e.span.overlaps(pledge.cue or pledge.span) and e.when is not None]
    when = min(around, key=lambda e: (e.span.end - e.span.start, e.id)).when if around else None
    actors = (*pledge.by, *pledge.towards) if pledge.towards else (*pledge.by, *_named_in(reading, pledge.span))
    return _happening(
        reading, home, pledge.id, "pledge", pledge.span, actors, when=when,
        lead=lead_of(reading, pledge.span, pledge.by),
    )  # fmt: skip


def _of_claims(reading: Reading, home: Home) -> Iterator[Happening]:
    """Background that no coded event tells: a time, and what happened then. A whole sentence with some time in it is
    that only when it tells of somebody coming to office."""
    events = {e.id for e in reading.events or ()}
    for claim in reading.claims or ():
        when = claim.when or (_only_time(reading, claim) if of_office(claim.text) else None)
        if claim.point != "background" or claim.about in events or when is None:
            continue
        span = claim.spans[0]
        actors = (*claim.actors, *_named_in(reading, span), *_around(reading, span))
        yield _happening(
            reading, home, claim.id, "background", span, actors, status=claim.status, when=when,
            lead=lead_of(reading, span, claim.actors, claim.vouched_by),
        )  # fmt: skip


def of_office(text: str) -> bool:
    """True when the words tell of somebody coming to an office (data/relations/office.toml)."""
    words = text.casefold()
    return any(stem in words for stem in _stems())


@cache
def _stems() -> tuple[str, ...]:
    text = files("memcon.data").joinpath("relations", "office.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["stems"])


def _only_time(reading: Reading, claim: Claim) -> When | None:
    """The calendar date in a claim's words when there is just one."""
    held = [t for t in reading.times or () if t.type == "DATE" and t.when and claim.spans[0].covers(t.span)]
    if len(held) != 1 or held[0].when is None:
        return None
    words = held[0].span.of(reading.text)
    return When(held[0].when, words, held[0].inferred or held[0].anchor is not None, held[0].why)


def _named_in(reading: Reading, span: Span) -> tuple[ActorRef, ...]:
    return tuple(dict.fromkeys(r for m in reading.mentions or () if span.covers(m.span) for r in m.refs))


def _around(reading: Reading, span: Span) -> tuple[ActorRef, ...]:
    """Whom the clause is about that a phrase stands in: the actors of the smallest event that holds it."""
    held = [e for e in reading.events or () if e.span.covers(span) or span.covers(e.span)]
    return tuple(r for e in held for r in e.actors + e.recipients)


def happening_of(visit: KnownVisit) -> Happening | None:
    """A row of an imported list as a happening; None where one of its two sides is not known."""
    to = visit.to.country if visit.to else None
    if to is None or visit.origin is None:
        return None
    persons = {visit.origin: frozenset({visit.traveller.id})} if visit.traveller.id is not None else {}
    said = f"{visit.title or visit.traveller.name}: {visit.purpose}" if visit.purpose else visit.title
    return Happening(
        key=visit.id,
        report="",
        origin=None,
        story=None,
        type="CONSULT",
        mode="visit",
        status="asserted",
        when=visit.when,
        place=visit.to,
        actors=(visit.traveller, ActorRef(to, name_of(to) or to)),
        sides=frozenset({visit.origin, to}),
        persons=persons,
        span=Span(0, 0),
        spans=(),
        text=said or visit.traveller.name,
        main=False,
        row=visit.row,
    )
