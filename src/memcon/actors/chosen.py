"""A person's word on whom a mention means, put where the reading left it open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from memcon.knowledge import kb
from memcon.model.actor import ActorRef, Mention, mention_id
from memcon.model.claim import Claim
from memcon.model.event import Event, Visit
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.span import Span

WHY = "chosen by a person"


def choose(reading: Reading, meant: Callable[[str], ActorRef | None]) -> Reading:
    """The reading with the actors that people chose, by `meant` (mention id → actor).

    The mention names the actor; quotes it speaks are that actor's, and so are the claims read from them. In events and
    visits the actor takes the part of whoever is there by the mention's name alone, where no other mention in these
    words could be meant. Pure; the very same reading comes back when nothing was chosen.
    """
    key = reading.report.id
    found = {m.span: ref for m in reading.mentions or () if (ref := meant(mention_id(key, m.span))) is not None}
    if not found:
        return reading
    mentions = tuple(_meaning(m, found[m.span]) if m.span in found else m for m in reading.mentions or ())
    said: dict[str, ActorRef] = {}
    for quote in reading.quotes or ():
        speakers = [r for span, r in found.items() if quote.speaker is not None and quote.speaker.overlaps(span)]
        if len(speakers) == 1 and not quote.speakers:
            said[quote.id] = speakers[0]
    quotes = None if reading.quotes is None else tuple(_spoken(q, said.get(q.id)) for q in reading.quotes)
    cast = _Cast(reading, found)
    events = None if reading.events is None else tuple(cast.event(e) for e in reading.events)
    visits = None if reading.visits is None else tuple(cast.visit(v) for v in reading.visits)
    claims = None if reading.claims is None else tuple(
        cast.claim(_vouched(c, said.get(c.about or ""))) for c in reading.claims
    )  # fmt: skip
    return msgspec.structs.replace(
        reading, mentions=mentions, quotes=quotes, events=events, visits=visits, claims=claims
    )


class _Cast:
    """Who takes the part of an actor that is there by name alone, by what was chosen."""

    def __init__(self, reading: Reading, found: Mapping[Span, ActorRef]) -> None:
        self._mentions, self._found = reading.mentions or (), found

    def event(self, event: Event) -> Event:
        actors, recipients = self._refs(event.actors, (event.span,)), self._refs(event.recipients, (event.span,))
        host = self._ref(event.host, (event.span,)) if event.host is not None else None
        return msgspec.structs.replace(event, actors=actors, recipients=recipients, host=host)

    def visit(self, visit: Visit) -> Visit:
        host = self._ref(visit.host, (visit.span,)) if visit.host is not None else None
        return msgspec.structs.replace(visit, traveller=self._ref(visit.traveller, (visit.span,)), host=host)

    def claim(self, claim: Claim) -> Claim:
        event = self.event(claim.event) if claim.event is not None else None
        return msgspec.structs.replace(claim, actors=self._refs(claim.actors, claim.spans), event=event)

    def _refs(self, refs: Sequence[ActorRef], spans: Sequence[Span]) -> tuple[ActorRef, ...]:
        return tuple(dict.fromkeys(self._ref(r, spans) for r in refs))

    def _ref(self, ref: ActorRef, spans: Sequence[Span]) -> ActorRef:
        if ref.id is not None:
            return ref
        may = {
            self._found.get(m.span)
            for m in self._mentions
            if m.name == ref.name and any(s.covers(m.span) for s in spans)
        }
        one = next(iter(may)) if len(may) == 1 else None
        return ref if one is None else one


def _meaning(mention: Mention, ref: ActorRef) -> Mention:
    country = mention.country or _country(ref)
    return msgspec.structs.replace(mention, actor=ref.id, name=ref.name, country=country, candidates=(), why=WHY)


def _country(ref: ActorRef) -> str | None:
    person = kb.person(ref.id) if ref.id is not None else None
    return None if person is None else person.country or None


def _spoken(quote: Quote, ref: ActorRef | None) -> Quote:
    return quote if ref is None else msgspec.structs.replace(quote, speakers=(ref,), speaker_name=ref.name)


def _vouched(claim: Claim, ref: ActorRef | None) -> Claim:
    return claim if ref is None else msgspec.structs.replace(claim, actors=(ref,), vouched_by=ref.name)
