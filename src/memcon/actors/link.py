"""Link namings to the persons of the knowledge base: by name, by the office told, by the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from memcon.actors import names, offices
from memcon.actors.persons import Person, Use
from memcon.actors.phrases import Phrase
from memcon.actors.scene import Scene
from memcon.knowledge import kb

NEAR = 10
"""So many years before and after an office its holder may be named without the state."""


def link(scene: Scene, use: Use) -> tuple[str, ...]:
    """Known persons a full or titled name may mean: by office on the day; by name and country told."""
    country = use.phrase.country if use.phrase is not None else None
    ids = tuple(i for i in use.known if country is None or _belongs(i, country))
    if len(ids) > 1:
        ids = _narrow(scene, ids, use)
    if use.phrase is None:
        return tuple(i for i in ids if _expected(scene, i))
    held = _holding(scene, use, use.phrase, country)
    if ids and not (len(held) == 1 and held[0].holds):
        return ids
    return tuple(dict.fromkeys(h.person for h in held))


def _expected(scene: Scene, person: str) -> bool:
    """A bare name is taken for the known person of that name when the report is near: a state of theirs is named, or
    the day is within ten years of their time in office (a report without a day may be of any). Else a namesake."""
    if scene.day is None or offices.countries_of(person) & scene.named:
        return True
    year = int(scene.day[:4])
    held = kb.tenures_of(person)
    return any(int(t.start[:4] or 0) - NEAR <= year <= int(t.end[:4] or 9999) + NEAR for t in held)


def _holding(scene: Scene, use: Use, phrase: Phrase, country: str | None) -> list[offices.Holder]:
    """Holders of the told office whose names agree: in the country told, else at home, else near by."""
    if country is not None:
        return _matching(scene, use, phrase, country)
    if phrase.owner is not None or phrase.foreign:
        return []
    for where in (scene.home, use.hint):
        if where is not None and (found := _matching(scene, use, phrase, where)):
            return found
    near = [h for where in sorted(scene.named) for h in _matching(scene, use, phrase, where)]
    return near if len({h.person for h in near}) == 1 else []


def _matching(scene: Scene, use: Use, phrase: Phrase, country: str) -> list[offices.Holder]:
    held = offices.holders_on(phrase.title.kind, country, scene.day, phrase.former)
    return offices.matching(use.words, held)


def _narrow(scene: Scene, ids: Sequence[str], use: Use) -> tuple[str, ...]:
    """Of several known persons of one name: by the office told, the states the report names, the day."""
    left = tuple(ids)
    kind = use.phrase.title.kind if use.phrase is not None else None
    day = scene.day
    tests: tuple[Callable[[str], bool], ...] = (
        lambda i: kind is not None and any(_seat_kind(t.position, kind) for t in kb.tenures_of(i)),
        lambda i: bool(offices.countries_of(i) & scene.named),
        lambda i: day is not None and bool(kb.offices_of(i, day)),
    )
    for test in tests:
        left = tuple(i for i in left if test(i)) or left
    return left


def anywhere(scene: Scene, use: Use) -> tuple[str, ...]:
    """A title and surname without a country: the one holder of such an office in the world that day."""
    assert use.phrase is not None
    if use.phrase.owners or use.phrase.foreign:
        return ()
    ids = kb.persons_by_surname(" ".join(use.words))
    if scene.day is None:
        fit = [i for i in ids if any(_seat_kind(t.position, use.phrase.title.kind) for t in kb.tenures_of(i))]
    else:
        fit = [i for i in ids if any(
            _seat_kind(t.position, use.phrase.title.kind) for t in kb.offices_of(i, scene.day))]  # fmt: skip
    return tuple(fit)


def from_kb(key: str, use: Use) -> Person:
    """A person of the knowledge base, as named here."""
    found = kb.person(key)
    assert found is not None
    surname = names.tokens(found.surname)
    if len(surname) > 1 and surname == names.tokens(found.name):
        surname = ()  # a table's slip: the report's own use will tell
    return Person(key, found.name, use.words, surname, True, found.gender or None, found.country)


def _belongs(person: str, country: str) -> bool:
    state = kb.state(country)
    return country in offices.countries_of(person) or (state is not None and state.end != "")


def held_kinds(person: Person, kind: str) -> set[str]:
    """The class of title itself when a known person has held such a seat."""
    held = person.known and any(_seat_kind(t.position, kind) for t in kb.tenures_of(person.id))
    return {kind} if held else set()


def compatible(person: Person, phrase: Phrase) -> bool:
    """True when the country told with a title is not against the person."""
    return phrase.country is None or person.country is None or person.country == phrase.country \
        or (person.known and _belongs(person.id, phrase.country))  # fmt: skip


def _seat_kind(position: str, kind: str) -> bool:
    found = kb.position(position)
    return found is not None and any(p.id == position for p in offices.seats(kind, found.country))
