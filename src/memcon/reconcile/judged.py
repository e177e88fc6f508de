"""What readings come to once people have judged them: actors they chose put in, what they rejected left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from memcon.actors.chosen import choose
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge, Visit
from memcon.model.judgement import Standing
from memcon.model.quote import Quote
from memcon.model.reading import Reading

Layer = TypeVar("Layer", Quote, Event, Pledge, Visit, Claim)


def chosen(readings: Sequence[Reading], standing: Standing) -> list[Reading]:
    """The readings with the actors that people chose for mentions left open."""
    if not any(family == "actor" for family, _ in standing.latest):
        return list(readings)
    return [choose(r, standing.meant) for r in readings]


def accepted(readings: Sequence[Reading], standing: Standing) -> list[Reading]:
    """The readings without the quotes, events, pledges, visits and claims that people rejected, and without the claims
    read from them. What was rejected stays in the store; this is what findings and relations are made from."""
    return [_without(r, standing) for r in readings]


def judged(readings: Sequence[Reading], standing: Standing) -> list[Reading]:
    """Both: actors chosen, what was rejected left out."""
    return accepted(chosen(readings, standing), standing)


def _without(reading: Reading, standing: Standing) -> Reading:
    layers = (reading.quotes, reading.events, reading.pledges, reading.visits, reading.claims)
    gone = {x.id for layer in layers for x in layer or () if standing.worth(x.id) == "rejected"}
    if not gone:
        return reading
    gone |= {c.id for c in reading.claims or () if c.about in gone}
    return msgspec.structs.replace(
        reading,
        quotes=_kept(reading.quotes, gone),
        events=_kept(reading.events, gone),
        pledges=_kept(reading.pledges, gone),
        visits=_kept(reading.visits, gone),
        claims=_kept(reading.claims, gone),
        main=None if reading.main in gone else reading.main,
    )


def _kept(layer: tuple[Layer, ...] | None, gone: set[str]) -> tuple[Layer, ...] | None:
    return None if layer is None else tuple(x for x in layer if x.id not in gone)
