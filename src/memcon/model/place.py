"""Places named in a report."""

from __future__ import annotations

import msgspec

from memcon.model.span import Span


class Place(msgspec.Struct, frozen=True):
    """A place as the record shows it: `country` ISO alpha-3, degrees; other names of a disputed one in `also`."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    kind: str | None = None
    also: tuple[str, ...] = ()


class PlaceMention(msgspec.Struct, frozen=True):
    """Words that name a place. `place` is None when two candidates remain. `government` marks a metonym (the capital
    stands for its government, and is an actor there, not a place)."""

    span: Span
    place: Place | None
    candidates: tuple[Place, ...] = ()
    government: bool = False
    why: str | None = None
