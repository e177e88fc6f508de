"""Pronouns and groups ("both leaders", "the two countries"), by rules of recency, gender, number and subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.actors.roster import Roster
from memcon.actors.scene import Scene
from memcon.model.actor import Mention


def corefer(scene: Scene, roster: Roster, found: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions by pronoun and group, resolved against the persons and states named before."""
    yield from ()
