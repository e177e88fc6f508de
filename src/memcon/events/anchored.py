"""A detail and the word it hangs on, before it is known which event that word belongs to."""

from __future__ import annotations

from typing import NamedTuple

from memcon.events.scene import Scene
from memcon.model.event import Detail


class Anchored(NamedTuple):
    """`anchor`: token of the verb or noun that names the happening; None where the main occurrence is meant."""

    anchor: int | None
    detail: Detail


def anchored(
    scene: Scene,
    anchor: int | None,
    point: str,
    value: str | None,
    first: int,
    last: int,
    *,
    by: int,
    status: str = "asserted",
) -> Anchored:
    """A detail told by the tokens `first` to `last` (half-open); who vouches is asked at the token `by`."""
    span = scene.syntax.span(first, last)
    return Anchored(anchor, Detail(point, value, scene.words(first, last), (span,), status, scene.vouched_by(by)))
