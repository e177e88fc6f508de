"""A person's verdict: appended, withdrawn by another, never edited; and what all of them come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

import msgspec

from memcon.model.actor import ActorRef
from memcon.model.ids import content_id

Kind = Literal["same", "different", "accept", "reject", "actor", "kept", "broken", "open", "undo"]
State = Literal["in force", "overruled", "withdrawn", "orphaned"]

_FAMILY = {
    "same": "story",
    "different": "story",
    "accept": "worth",
    "reject": "worth",
    "actor": "actor",
    "kept": "pledge",
    "broken": "pledge",
    "open": "pledge",
}
"""Judgements of one family on one object contradict each other; the latest holds."""


class Judgement(msgspec.Struct, frozen=True):
    """One row of the log.

    `about`: what it judges, by ids of content, so that it survives regrouping: two report ids in order (`same`,
    `different`); ids of claims, events, quotes or pledges (`accept`, `reject`); of a mention (`actor`, which says
    whom it means); of pledges (`kept`, `broken`, `open`); of the judgement that is withdrawn (`undo`). `reports`: the
    reports these stand in. `at`: UTC as `2025-10-31T09:00:00.000000Z`, so that the order of the words is that of time.
    """

    id: str
    kind: Kind
    about: tuple[str, ...]
    reports: tuple[str, ...]
    by: str
    at: str
    why: str | None = None
    actor: ActorRef | None = None

    def objects(self) -> Iterator[tuple[str, str]]:
        """Each thing it decides, as (family, id); a pair of reports is one thing."""
        family = _FAMILY.get(self.kind)
        if family == "story":
            yield family, " ".join(self.about)
        elif family is not None:
            yield from ((family, key) for key in self.about)


def judgement_id(kind: str, about: Iterable[str], by: str, at: str, why: str | None, actor: ActorRef | None) -> str:
    """Id of a judgement: of all it says."""
    return content_id("judgement", kind, list(about), by, at, why, None if actor is None else [actor.id, actor.name])


class Renewal(NamedTuple):
    """What stands in place of what was judged, where reports came again changed. `reports`: an older version →
    the newest; `things`: the id of what was read in an older version and again, the same, in the newest → its id there
    and the newest's report id (versions/renew.py)."""

    reports: Mapping[str, str] = MappingProxyType({})
    things: Mapping[str, tuple[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Standing:
    """What the judgements come to: those in force in order of time and id, and the one that holds for each thing."""

    rows: tuple[Judgement, ...] = ()
    latest: Mapping[tuple[str, str], Judgement] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, reports: Iterable[str]) -> tuple[Judgement, ...]:
        """Those that bear on any of the reports; asked for story after story, the others are not gone through."""
        places = {k for report in reports for k in self._places.get(report, ())}
        return tuple(self.rows[k] for k in sorted(places))

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """Report -> where in `rows` it is judged."""
        found: dict[str, list[int]] = {}
        for k, judgement in enumerate(self.rows):
            for report in judgement.reports:
                found.setdefault(report, []).append(k)
        return found

    @property
    def pairs(self) -> tuple[tuple[str, str, bool], ...]:
        """(report, report, same story?), as stories are grouped by."""
        found = (j for (family, _), j in self.latest.items() if family == "story")
        return tuple(sorted((j.about[0], j.about[1], j.kind == "same") for j in found))

    def worth(self, key: str) -> Literal["accepted", "rejected"] | None:
        """What a person said of a claim, event, quote or pledge by id."""
        found = self.latest.get(("worth", key))
        return None if found is None else "accepted" if found.kind == "accept" else "rejected"

    def meant(self, mention: str) -> ActorRef | None:
        """The actor a person chose for a mention by id."""
        found = self.latest.get(("actor", mention))
        return None if found is None else found.actor

    def pledge(self, keys: Iterable[str]) -> Judgement | None:
        """The latest word on a pledge, given the ids of its tellings."""
        found = [j for key in keys if (j := self.latest.get(("pledge", key))) is not None]
        return max(found, key=lambda j: (j.at, j.id), default=None)


NOBODY = Standing()
"""Nobody has judged anything."""
