"""Who the parties of an event are, as its report's mentions and the knowledge base tell: for the formats that ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from memcon.export.crosswalk import sector
from memcon.export.source import Told
from memcon.knowledge import kb
from memcon.model.actor import ActorRef, Mention
from memcon.model.record import EventRecord
from memcon.model.span import Span


class Party(NamedTuple):
    """An actor in an event. `country`: ISO alpha-3; `office`: title as held on the day; `sector`: a PLOVER sector
    (GOV, LEG, MIL, IGO, NGO) or None; `said`: the words that name it in the event's clause,
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


class Cast:
    """Who is named in the reports of one story, looked up once for all its events."""

    def __init__(self, told: Told) -> None:
        """`told`: the story."""
        self.told = told
        self._everywhere: dict[str, list[Mention]] = {}
        self._here: dict[str, dict[str, list[Mention]]] = {}
        for key, reading in told.readings.items():
            here = self._here.setdefault(key, {})
            for mention in reading.mentions or ():
                for ref in mention.refs:
                    here.setdefault(_key(ref), []).append(mention)
                    if not mention.members:
                        self._everywhere.setdefault(_key(ref), []).append(mention)

    def of(self, event: EventRecord, refs: tuple[ActorRef, ...]) -> list[Party]:
        """The actors of an event (`event.actors` or `event.recipients`), each with what is known of it: by the
        knowledge base, by its report, or else by the story's others."""
        return [self._party(ref, event) for ref in refs]

    def _party(self, ref: ActorRef, event: EventRecord) -> Party:
        here = self._here.get(event.report, {}).get(_key(ref), [])
        alone = [m for m in here if not m.members]
        all_of_it = [*alone, *self._everywhere.get(_key(ref), ())]
        kind, country, wikidata = _known(ref.id)
        kind = kind or next((m.kind for m in all_of_it), None)
        country = country or _country(alone) or _country(all_of_it)
        office = next((m.office for m in all_of_it if m.office is not None and not m.former), None)
        clause = [m for m in here if any(s.start <= m.span.start and m.span.end <= s.end for s in event.spans)]
        plain = [m for m in clause if m.form not in ("pronoun", "group")]
        said = next((m.span for m in (*plain, *clause)), None)
        sector = _sector(ref.id, kind, office)
        return Party(ref.id, ref.name, kind, country, office, sector, wikidata, said, bool(plain))


def _key(ref: ActorRef) -> str:
    return ref.id if ref.id is not None else f"named {ref.name}"


def _country(mentions: Iterable[Mention]) -> str | None:
    """The one state these are told to be of; None where they are told of several, or of none."""
    found = {m.country for m in mentions if m.country is not None}
    return found.pop() if len(found) == 1 else None


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
    if key is not None and (organisation := kb.organisation(key)) is not None:
        return sector("organisation", organisation.kind)
    if key is not None and (body := kb.body(key)) is not None:
        return sector("body", body.kind)
    return "GOV" if kind == "office" or (kind == "person" and office is not None) else None
