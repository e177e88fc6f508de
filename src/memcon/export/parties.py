"""Who the parties of an event are, as its report's mentions and the knowledge base tell: for the formats that ask."""

from __future__ import annotations

from typing import NamedTuple

from memcon.export.source import Told
from memcon.knowledge import kb
from memcon.model.actor import ActorRef, Mention
from memcon.model.record import EventRecord
from memcon.model.span import Span

_GOVERNMENT = frozenset({"presidency", "ministry", "government", "parliament", "mission"})
_SECTORS = {"military": "MIL", "parliament": "LEG", "court": "JUD"}


class Party(NamedTuple):
    """An actor in an event. `country`: ISO alpha-3, None for an organisation; `office`: title as held on the day;
    `sector`: a PLOVER sector (GOV, MIL, LEG, JUD, IGO) or None; `said`: the words that name it in the event's clause,
    `plain` unless these are a pronoun or a group ("they", "both leaders")."""

    id: str | None
    name: str
    kind: str | None
    country: str | None
    office: str | None
    sector: str | None
    wikidata: str | None
    said: Span | None
    plain: bool


def parties(told: Told, event: EventRecord, refs: tuple[ActorRef, ...]) -> list[Party]:
    """The actors of an event (`event.actors` or `event.recipients`), each with what is known of it."""
    reading = told.readings.get(event.report)
    mentions = (reading.mentions or ()) if reading is not None else ()
    return [_party(ref, mentions, event) for ref in refs]


def _party(ref: ActorRef, mentions: tuple[Mention, ...], event: EventRecord) -> Party:
    named = [m for m in mentions if any(_same(ref, other) for other in m.refs)]
    alone = [m for m in named if not m.members]
    countries = {m.country for m in alone if m.country is not None}
    office = next((m.office for m in alone if m.office is not None and not m.former), None)
    kind, country, wikidata = _known(ref.id)
    kind = kind or next((m.kind for m in alone), None)
    country = country or (countries.pop() if len(countries) == 1 else None)
    here = [m for m in named if any(s.start <= m.span.start and m.span.end <= s.end for s in event.spans)]
    plain = [m for m in here if m.form not in ("pronoun", "group")]
    said = (plain or here or [None])[0]
    if kind == "organisation":
        country = None
    sector = _sector(ref.id, kind, office)
    return Party(
        ref.id, ref.name, kind, country, office, sector, wikidata, None if said is None else said.span, bool(plain)
    )


def _same(one: ActorRef, other: ActorRef) -> bool:
    return one.id == other.id if one.id is not None and other.id is not None else one.name == other.name


def _known(key: str | None) -> tuple[str | None, str | None, str | None]:
    """Kind, state and Wikidata id of an actor of the knowledge base."""
    if key is None:
        return None, None, None
    if (state := kb.state(key)) is not None:
        return "state", key, state.wikidata or None
    if (organisation := kb.organisation(key)) is not None:
        return "organisation", None, organisation.wikidata or None
    if (person := kb.person(key)) is not None:
        return "person", person.country or None, person.wikidata or None
    thing = kb.body(key) or kb.position(key)
    return ("office", thing.country or None, None) if thing is not None else (None, None, None)


def _sector(key: str | None, kind: str | None, office: str | None) -> str | None:
    """What the knowledge base says of a body or an organisation; an office that is held is one of government."""
    if key is not None and kb.organisation(key) is not None:
        return "IGO"
    body = kb.body(key) if key is not None else None
    if body is not None:
        return _SECTORS.get(body.kind) or ("GOV" if body.kind in _GOVERNMENT else None)
    return "GOV" if kind == "office" or (kind == "person" and office is not None) else None
