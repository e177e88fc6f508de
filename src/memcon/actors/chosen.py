"""A person's word on whom a mention means, put where the reading left it open."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from memcon.knowledge import kb
from memcon.model.actor import ActorRef, Mention, mention_id
from memcon.model.claim import Claim
from memcon.model.quote import Quote
from memcon.model.reading import Reading

WHY = "chosen by a person"


def choose(reading: Reading, meant: Callable[[str], ActorRef | None]) -> Reading:
    """The reading with the actors that people chose, by `meant` (mention id → actor).

    The mention names the actor; quotes it speaks are that actor's, and so are the claims read from them. In which part
    an open mention stands in an event was never read, so events stay as they are. Pure; the very same reading comes
    back when nothing was chosen.
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
    claims = None if reading.claims is None else tuple(_vouched(c, said.get(c.about or "")) for c in reading.claims)
    return msgspec.structs.replace(reading, mentions=mentions, quotes=quotes, claims=claims)


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
