"""Find the actors a report names: persons, states, organisations, offices, and the words that stand for them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

import msgspec

from memcon.actors.corefer import corefer
from memcon.actors.people import office_mentions, person_mentions, title_mentions, unnamed_mentions
from memcon.actors.scene import Scene
from memcon.actors.surnames import whole_roster
from memcon.actors.things import thing_mentions
from memcon.model.actor import Mention
from memcon.model.reading import Reading


def find_mentions(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its `mentions`: every naming of an actor, by span, none overlapping another.

    Needs `body` and `syntax`; uses the report's `published` day and `outlet`. What stays open has `actor` None, with
    `candidates` or `why`. Offsets index the stored text. Pure: the same report gives the same mentions.
    """
    return [msgspec.structs.replace(r, mentions=tuple(_mentions(r))) for r in readings]


def _mentions(reading: Reading) -> list[Mention]:
    scene = Scene(reading)
    roster = whole_roster(scene)
    found = _disjoint([*person_mentions(scene, roster), *title_mentions(scene, roster)])
    found = _disjoint([*found, *office_mentions(scene, roster, found)], list(unnamed_mentions(scene)))
    found = _disjoint(found, list(thing_mentions(scene, roster, found)))
    return _disjoint(found, list(corefer(scene, roster, found)))


def _disjoint(kept: Sequence[Mention], more: Sequence[Mention] = ()) -> list[Mention]:
    """Both in text order; of `more` only what overlaps none of `kept`, and of overlapping ones the longer."""
    out: list[Mention] = []
    starts: list[int] = []
    for group in (kept, more):
        for mention in sorted(group, key=lambda m: (m.span.start - m.span.end, m.span)):
            at = bisect(starts, mention.span.start)
            before = at > 0 and out[at - 1].span.end > mention.span.start
            if not before and not (at < len(out) and out[at].span.start < mention.span.end):
                out.insert(at, mention)
                starts.insert(at, mention.span.start)
    return out
