"""The occurrence a report tells, as its layers have it: parties, kind of event, day, place."""

from __future__ import annotations

from typing import NamedTuple

from memcon.model.event import Event
from memcon.model.place import Place
from memcon.model.when import When

GUESSED = 0.6
"""What a contradiction of dates counts when one of them needed more than the words (an anchor, a weekday)."""


class Occurrence(NamedTuple):
    """Parties by actor id (else name), PLOVER type, date and place of a report's main event."""

    parties: frozenset[str]
    kind: str
    when: When | None
    place: Place | None


def occurrence_of(event: Event) -> Occurrence:
    """The occurrence that a main event stands for."""
    parties = (ref.id or ref.name.casefold() for ref in (*event.actors, *event.recipients))
    return Occurrence(frozenset(parties), event.type, event.when, event.place)


def contrast(a: Occurrence | None, b: Occurrence | None) -> dict[str, float]:
    """What agrees and what parts two occurrences. Nothing is said where one of the two is not known."""
    if a is None or b is None:
        return {}
    found = {"event_same": 1.0} if a.kind == b.kind else {}
    if a.parties and b.parties:
        share = len(a.parties & b.parties) / min(len(a.parties), len(b.parties))
        found["parties_same" if share else "parties_other"] = share or 1.0
    return found | _when(a.when, b.when) | _place(a.place, b.place)


def _when(a: When | None, b: When | None) -> dict[str, float]:
    """Days of the same precision agree or part; a month that holds the day says little and is left out."""
    if a is None or b is None:
        return {}
    if not a.allows(b):
        return {"when_other": GUESSED if a.inferred or b.inferred else 1.0}
    return {"when_same": 1.0} if a.value[:10] == b.value[:10] and len(a.value) >= len("2000-01-01") else {}


def _place(a: Place | None, b: Place | None) -> dict[str, float]:
    if a is None or b is None:
        return {}
    if a.country is not None and b.country is not None and a.country != b.country:
        return {"place_other": 1.0}
    if a.name.casefold() == b.name.casefold():
        return {"place_same": 1.0}
    return {}
