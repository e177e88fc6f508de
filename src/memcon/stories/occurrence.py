"""The occurrence a report tells, as its layers have it: parties, kind of event, day, place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from memcon.model.event import Event
from memcon.model.place import Place
from memcon.model.when import When

GUESSED = 0.5
"""What a contradiction of dates counts when one of them needed more than the words (an anchor, a weekday)."""
NEXT_DAY = 0.3
"""What it counts, beyond that, when the two are a day apart: midnight and time zones part reports of one meeting."""

# Ids of the knowledge base begin with the state's ISO code: KOR, KOR-president, KOR-lee-jae-myung.
_STATE = re.compile(r"([A-Z]{3})(?:-|$)")


class Occurrence(NamedTuple):
    """Parties by actor id (else name) and the states they stand for; PLOVER type, date and place of a report's main
    event."""

    parties: frozenset[str]
    states: frozenset[str]
    kind: str
    when: When | None
    place: Place | None


def occurrence_of(event: Event) -> Occurrence:
    """The occurrence that a main event stands for."""
    parties = frozenset(ref.id or ref.name.casefold() for ref in (*event.actors, *event.recipients))
    return Occurrence(parties, frozenset(_states(parties)), event.type, event.when, event.place)


def _states(parties: Iterable[str]) -> Iterable[str]:
    return (m[1] for m in map(_STATE.match, parties) if m is not None)


def contrast(a: Occurrence | None, b: Occurrence | None) -> dict[str, float]:
    """What agrees and what parts two occurrences. Nothing is said where one of the two is not known."""
    if a is None or b is None:
        return {}
    found = {"event_same": 1.0} if a.kind == b.kind else {}
    return found | _parties(a, b) | _when(a.when, b.when) | _place(a.place, b.place)


def _parties(a: Occurrence, b: Occurrence) -> dict[str, float]:
    """The part of the smaller side that is shared, as actors or as the states they stand for (a leader and his state
    are one side); other parties only where both sides' states are known and none is shared."""
    share = max(_share(a.parties, b.parties), _share(a.states, b.states))
    if share:
        return {"parties_same": share}
    return {"parties_other": 1.0} if a.states and b.states else {}


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _when(a: When | None, b: When | None) -> dict[str, float]:
    """One day agrees, days that exclude one another part; a month that holds the day says little and is left out."""
    if a is None or b is None:
        return {}
    if not a.allows(b):
        weight = GUESSED if a.inferred or b.inferred else 1.0
        return {"when_other": weight * (NEXT_DAY if _gap(a, b) == 1 else 1.0)}
    return {"when_same": 1.0} if a.value[:10] == b.value[:10] and len(a.value) >= len("2000-01-01") else {}


def _gap(a: When, b: When) -> int:
    """Days between the nearest ends of two dates that exclude one another."""
    (first_a, last_a), (first_b, last_b) = a.bounds(), b.bounds()
    earlier, later = (last_a, first_b) if last_a < first_b else (last_b, first_a)
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _place(a: Place | None, b: Place | None) -> dict[str, float]:
    if a is None or b is None:
        return {}
    if a.country is not None and b.country is not None and a.country != b.country:
        return {"place_other": 1.0}
    if a.name.casefold() == b.name.casefold():
        return {"place_same": 1.0}
    return {}
