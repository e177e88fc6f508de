"""Actors, the words that name them, and the offices they hold on a day."""

from __future__ import annotations

import msgspec

from memcon.model.ids import content_id
from memcon.model.span import Span


class ActorRef(msgspec.Struct, frozen=True):
    """An actor's id and name: an actor never appears without its name. `id` is None for one nobody has listed."""

    id: str | None
    name: str


class OfficeHeld(msgspec.Struct, frozen=True):
    """A tenure as shown with an actor: title and ISO-prefix bounds (None: unknown or still in it)."""

    title: str
    start: str | None = msgspec.field(default=None, name="from")
    end: str | None = msgspec.field(default=None, name="to")


class Actor(msgspec.Struct, frozen=True):
    """A state, organisation, office or person. Ids: ISO alpha-3 for states; knowledge-base ids; else content ids."""

    id: str
    name: str
    kind: str
    country: str | None = None
    offices: tuple[OfficeHeld, ...] = ()
    wikidata: str | None = None
    described: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True):
    """Words that name an actor.

    `kind`: person, state, organisation, office. `form`: full, surname, title, demonym, name, metonym, pronoun, group,
    alias. `actor` is None when unresolved (then `candidates` or `why` say what remains). A group ("the two leaders")
    has `members` and no single actor. `country` is ISO alpha-3; `office` the full title as held on the day
    ("Prime Minister of Japan"); `former` marks then-, former, ex-.
    """

    span: Span
    actor: str | None
    name: str
    kind: str
    form: str
    country: str | None = None
    office: str | None = None
    candidates: tuple[ActorRef, ...] = ()
    members: tuple[ActorRef, ...] = ()
    former: bool = False
    why: str | None = None

    @property
    def refs(self) -> tuple[ActorRef, ...]:
        """The actors meant: the members of a group, else the one actor, else none."""
        if self.members:
            return self.members
        return (ActorRef(self.actor, self.name),) if self.actor is not None else ()


def mention_id(report: str, span: Span) -> str:
    """Id of a mention: of its report and span."""
    return content_id("mention", report, span.start, span.end)
