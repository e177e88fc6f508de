"""Who did what to whom, coded in PLOVER; visits and pledges; and the details of an occurrence."""

from __future__ import annotations

import msgspec

from memcon.model.actor import ActorRef
from memcon.model.place import Place
from memcon.model.span import Span
from memcon.model.when import When


class Detail(msgspec.Struct, frozen=True):
    """One detail of an event: `point` and comparable `value` as the contract lists them (duration `PT45M`, ordinal
    `1`, format `bilateral`, …), the words it stands on, and who vouches (outlet, an actor's name, unnamed)."""

    point: str
    value: str | None
    text: str
    spans: tuple[Span, ...]
    status: str = "asserted"
    vouched_by: str = "outlet"


class Event(msgspec.Struct, frozen=True):
    """A PLOVER event. `status`: asserted, denied, planned, hypothetical, historical. `entry`: the codebook entry that
    fired. `trigger`: the words that fired it; `span`: the clause it was read from."""

    id: str
    type: str
    mode: str | None
    status: str
    trigger: Span
    span: Span
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    contexts: tuple[str, ...] = ()
    quad: str | None = None
    intensity: float | None = None
    when: When | None = None
    place: Place | None = None
    host: ActorRef | None = None
    vouched_by: str = "outlet"
    entry: str | None = None
    details: tuple[Detail, ...] = ()


class Pledge(msgspec.Struct, frozen=True):
    """An undertaking: who, towards whom, to do what (`text`), by when, on what condition."""

    id: str
    by: tuple[ActorRef, ...]
    towards: tuple[ActorRef, ...]
    text: str
    span: Span
    cue: Span | None = None
    due: When | None = None
    condition: str | None = None
    joint: bool = False
    reaffirmed: bool = False
    vouched_by: str = "outlet"


class Visit(msgspec.Struct, frozen=True):
    """A journey told in a report: traveller from a state to a place, hosted by, when, why."""

    id: str
    traveller: ActorRef
    origin: str | None
    to: Place | None
    span: Span
    host: ActorRef | None = None
    when: When | None = None
    purpose: str | None = None
    status: str = "asserted"
