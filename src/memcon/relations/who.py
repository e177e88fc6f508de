"""Whom a name given by a person at the command line means, and what the knowledge base holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from memcon.knowledge import kb
from memcon.model.actor import ActorRef


class HeldOffice(msgspec.Struct, frozen=True):
    """A tenure with its source. `start_kind`, `end_kind` say what the dates are worth (docs/knowledge.md)."""

    id: str
    person: ActorRef
    title: str
    start: str | None = msgspec.field(name="from")
    end: str | None = msgspec.field(name="to")
    start_kind: str
    end_kind: str
    acting: bool
    source: str


class Member(msgspec.Struct, frozen=True):
    """A state in an organisation."""

    id: str
    name: str
    status: str
    source: str


class Known(msgspec.Struct, frozen=True):
    """An actor of the knowledge base. `offices`: a person's own, those of a state, or the holders of an office."""

    id: str
    name: str
    kind: str
    country: str | None
    official: str | None
    wikidata: str | None
    source: str
    offices: tuple[HeldOffice, ...] = ()
    members: tuple[Member, ...] = ()


_ROLES = ("head_of_state", "head_of_government", "foreign_minister")


def named(words: str, others: Mapping[str, str] | None = None) -> tuple[ActorRef, ...]:
    """The actors a name, code or id may mean; one when it is plain, several when it is not, none when nobody is so
    called. `others`: id -> name of actors that only the store knows. An id or code beats a name, a full name a
    surname."""
    text = " ".join(words.split())
    for found in (_by_id(text, others or {}), _by_name(text, others or {}), _by_surname(text, others or {})):
        if found:
            return tuple(ActorRef(key, name_of(key) or (others or {})[key]) for key in found)
    return ()


def name_of(key: str) -> str | None:
    """The name of an actor of the knowledge base by id."""
    thing = kb.state(key) or kb.person(key) or kb.organisation(key) or kb.body(key)
    if thing is not None:
        return thing.name
    position = kb.position(key)
    return None if position is None else position.title


def state_of(key: str | None) -> str | None:
    """The state an actor of the knowledge base is or belongs to."""
    if key is None:
        return None
    if kb.state(key) is not None:
        return key
    thing = kb.person(key) or kb.body(key) or kb.position(key)
    return thing.country or None if thing is not None else None


def kind_of(key: str) -> str:
    """person, state, organisation or office, as mentions have it."""
    if kb.state(key) is not None:
        return "state"
    if kb.organisation(key) is not None:
        return "organisation"
    return "person" if kb.person(key) is not None else "office"


def _by_id(text: str, others: Mapping[str, str]) -> list[str]:
    upper = text.upper()
    if len(text) == 3 and kb.state(upper) is not None:
        return [upper]
    return [text] if name_of(text) is not None or text in others else []


def _by_name(text: str, others: Mapping[str, str]) -> list[str]:
    """By name; one word may be all that a person goes by and the surname of others, so it is looked up as both."""
    exact = [row.id for row in kb.aliases().get(text, ())]
    folded = kb.fold(text)
    found = exact or list(_folded_aliases().get(folded, ()))
    found += [p.id for p in kb.positions().values() if kb.fold(p.title) == folded]
    alone = " " not in folded and not found
    found += kb.persons_by_name().get(folded, ())
    found += [key for key, name in sorted(others.items()) if kb.fold(name) == folded]
    return list(dict.fromkeys([*found, *(_by_surname(text, others) if alone else ())]))


def _by_surname(text: str, others: Mapping[str, str]) -> list[str]:
    folded = kb.fold(text)
    if not folded:
        return []
    told = [key for key, name in sorted(others.items()) if kb.fold(name).endswith(f" {folded}")]
    return list(dict.fromkeys([*kb.persons_by_surname(folded), *told]))


@cache
def _folded_aliases() -> Mapping[str, tuple[str, ...]]:
    out: dict[str, dict[str, None]] = {}
    for alias, rows in kb.aliases().items():
        for row in rows:
            out.setdefault(kb.fold(alias), {})[row.id] = None
    return {key: tuple(ids) for key, ids in out.items()}


def told(found: Iterable[ActorRef], on: str | None = None) -> tuple[Known, ...]:
    """What the knowledge base holds of each, over time or on a day (an ISO prefix). Of several persons only those in
    office on that day are given, when there are any."""
    known = [_known(ref, on) for ref in found if ref.id is not None and name_of(ref.id) is not None]
    in_office = [k for k in known if k.kind != "person" or k.offices]
    return tuple(in_office if on is not None and len(known) > 1 and in_office else known)


def _known(ref: ActorRef, on: str | None) -> Known:
    key = ref.id or ""
    state, person, organisation = kb.state(key), kb.person(key), kb.organisation(key)
    if state is not None:
        rows = _of_state(key, on)
        return Known(key, state.name, "state", key, state.official or None, state.wikidata or None, state.source, rows)
    if person is not None:
        rows = _held(kb.offices_of(key, on) if on else kb.tenures_of(key))
        return Known(
            key, person.name, "person", person.country or None, None, person.wikidata or None, person.source, rows
        )
    if organisation is not None:
        members = tuple(Member(m.state, name_of(m.state) or m.state, m.status, m.source) for m in kb.members(key))
        wikidata = organisation.wikidata or None
        return Known(key, organisation.name, "organisation", None, None, wikidata, organisation.source, (), members)
    return _office(key, on)


def _office(key: str, on: str | None) -> Known:
    body, position = kb.body(key), kb.position(key)
    if body is not None:
        rows = _holders(body.head, on) if body.head else ()
        return Known(key, body.name, "office", body.country or None, None, None, body.source, rows)
    assert position is not None  # told() has looked
    return Known(
        key, position.title, "office", position.country or None, None, None, position.source, _holders(key, on)
    )


def _of_state(key: str, on: str | None) -> tuple[HeldOffice, ...]:
    positions = sorted(
        (p for p in kb.positions_of(key) if p.role in _ROLES), key=lambda p: (_ROLES.index(p.role), p.id)
    )
    return tuple(row for p in positions for row in _holders(p.id, on))


def _holders(position: str, on: str | None) -> tuple[HeldOffice, ...]:
    return _held(kb.holders(position, on or "0001", None if on else "9999"))


def _held(tenures: Sequence[kb.Tenure]) -> tuple[HeldOffice, ...]:
    return tuple(
        HeldOffice(
            t.position,
            ActorRef(t.person, name_of(t.person) or t.person),
            name_of(t.position) or t.position,
            t.start or None,
            t.end or None,
            t.start_kind,
            t.end_kind,
            t.acting,
            t.source,
        )
        for t in tenures
    )
