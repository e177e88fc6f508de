"""The atom: one comparable proposition with its provenance."""

from __future__ import annotations

import msgspec

from memcon.model.actor import ActorRef
from memcon.model.event import Event
from memcon.model.span import Span
from memcon.model.when import When


class Claim(msgspec.Struct, frozen=True):
    """One comparable proposition.

    `point`: what is compared (the contract's list). `value`: its comparable form or None. `text`: plain words.
    `vouched_by`: outlet, an actor's name, or unnamed. `stage`: what made it. `about`: id of the event, quote or pledge
    it was read from; `actors` and `when`: what it speaks of, for alignment; `subject`: the words of whom or what it
    tells, when known; `within`: the sentence its words stand in.
    """

    id: str
    point: str
    text: str
    value: str | None
    spans: tuple[Span, ...]
    stage: str
    status: str = "asserted"
    vouched_by: str = "outlet"
    about: str | None = None
    actors: tuple[ActorRef, ...] = ()
    when: When | None = None
    event: Event | None = None
    subject: str | None = None
    within: Span | None = None
