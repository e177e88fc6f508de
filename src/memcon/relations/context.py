"""Changes of office: what happens at home and changes a relation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from memcon.knowledge import kb
from memcon.model.actor import ActorRef
from memcon.model.reading import Reading
from memcon.model.when import When
from memcon.relations.happenings import Happening, of_office

ROLES = ("head_of_state", "head_of_government")


class Change(NamedTuple):
    """A person comes to an office on `start` (ISO prefix); `exact` False: attested from then on."""

    position: str
    person: ActorRef
    start: str
    exact: bool
    text: str
    source: str


def changes(states: Iterable[str], first: str, last: str) -> list[Change]:
    """Changes of head of state and of government of `states` from day `first` to day `last`, earliest first; acting
    holders are left out: the office did not change hands."""
    positions = {p.id: p for s in states for p in kb.positions_of(s) if p.role in ROLES}
    found = [
        Change(
            t.position,
            ActorRef(t.person, _name(t.person)),
            t.start,
            t.start_kind == "exact",
            f"{_name(t.person)} becomes {positions[t.position].title}",
            t.source,
        )
        for t in kb.tenures()
        if t.position in positions and t.start and not t.acting and _inside(t.start, first, last)
    ]
    return sorted(found, key=lambda c: (c.start, c.position, c.person.name))


def _name(key: str) -> str:
    person = kb.person(key)
    return key if person is None else person.name


def _inside(start: str, first: str, last: str) -> bool:
    a, b = When(start).bounds()
    return first <= a and b <= last


def tells_of(h: Happening, change: Change, rows: Sequence[Reading]) -> bool:
    """True when a background phrase tells of this change: its words are of coming to office, its time holds the day,
    and it names the new holder, or nobody while its report does."""
    if h.type != "background" or h.when is None or not h.when.allows(When(change.start)):
        return False
    if not of_office(h.text):
        return False
    persons = {i for ids in h.persons.values() for i in ids}
    if persons:
        return change.person.id in persons
    return any(
        change.person.id == ref.id for r in rows if r.report.id == h.report for m in r.mentions or () for ref in m.refs
    )
