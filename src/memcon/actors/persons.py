"""Persons of a report and the namings that make them."""

from __future__ import annotations

from dataclasses import dataclass, field

from memcon.actors.phrases import Phrase
from memcon.actors.words import Title
from memcon.model.actor import ActorRef

SEATED = frozenset(
    {
        "president",
        "prime-minister",
        "chancellor",
        "monarch",
        "foreign-minister",
        "defence-minister",
        "vice-president",
        "finance-minister",
        "cabinet-secretary",
        "deputy-prime-minister",
        "deputy-foreign-minister",
    }
)
"""Classes of titles that a report leaves without a country when the country is its own."""


@dataclass(slots=True, eq=False)
class Use:
    """One naming with a proper name: token range of the name, its folded words, what is told beside it."""

    first: int
    last: int
    words: tuple[str, ...]
    phrase: Phrase | None = None
    known: tuple[str, ...] = ()
    gender: str | None = None
    hint: str | None = None
    person: Person | None = None
    candidates: tuple[ActorRef, ...] = ()


@dataclass(slots=True, eq=False)
class Person:
    """Someone named in the report. `known` marks a person of the knowledge base; `office` as told, else as held."""

    id: str
    name: str
    words: tuple[str, ...]
    surname: tuple[str, ...]
    known: bool = False
    gender: str | None = None
    country: str | None = None
    office: str | None = None
    title: Title | None = None
    former: bool = False
    kin: bool = False
    inferred: bool = False
    kinds: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)

    @property
    def ref(self) -> ActorRef:
        """Id and name."""
        return ActorRef(self.id, self.name)

    @property
    def first(self) -> int:
        """Token of the first naming."""
        return min(u.first for u in self.uses)


def told_owner(person: Person) -> bool:
    """True when some naming says whose office it is."""
    return any(u.phrase is not None and (u.phrase.owners or u.phrase.foreign) for u in person.uses)
