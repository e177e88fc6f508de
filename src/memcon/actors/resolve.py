"""The actors of some readings, gathered for the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from memcon.actors import offices
from memcon.actors.names import tokens
from memcon.knowledge import kb
from memcon.model.actor import Actor, ActorRef, Mention, OfficeHeld
from memcon.model.reading import Reading


def actors_of(readings: Sequence[Reading]) -> tuple[Actor, ...]:
    """Every actor the readings mention, once, sorted by id.

    States, organisations and persons of the knowledge base come with what it holds of them (tenures as ISO prefixes);
    those of the text with the title the text gives and no dates. Needs `mentions`; readings without give nothing.
    """
    told: dict[str, list[Mention]] = {}
    named: dict[str, str] = {}
    for mention in _mentions(readings):
        for ref in _refs(mention):
            if ref.id is not None:
                named.setdefault(ref.id, ref.name)
                told.setdefault(ref.id, [])
        if mention.actor is not None:
            told[mention.actor].append(mention)
    return tuple(_actor(key, named[key], told[key]) for key in sorted(named))


def _mentions(readings: Sequence[Reading]) -> Iterable[Mention]:
    ordered = sorted(readings, key=lambda r: r.report.id)
    return (m for r in ordered for m in r.mentions or ())


def _refs(mention: Mention) -> Iterable[ActorRef]:
    return (*mention.refs, *mention.candidates)


def _actor(key: str, name: str, told: Sequence[Mention]) -> Actor:
    state, organisation, body, person = kb.state(key), kb.organisation(key), kb.body(key), kb.person(key)
    if state is not None:
        return Actor(key, state.name, "state", key, wikidata=state.wikidata or None)
    if organisation is not None:
        return Actor(key, organisation.name, "organisation", wikidata=organisation.wikidata or None)
    if body is not None:
        return Actor(key, body.name, "office" if body.kind == "presidency" else "organisation", body.country or None)
    if person is not None:
        return Actor(key, person.name, "person", _country(told) or person.country or None, _held(key, told),
                     person.wikidata or None)  # fmt: skip
    return _of_text(key, name, told)


def _of_text(key: str, name: str, told: Sequence[Mention]) -> Actor:
    """Someone nobody has listed: the fullest name, the country and offices told."""
    fullest = max((m.name for m in told), key=lambda n: (len(n.split()), len(n), n), default=name)
    kind = min((m.kind for m in told), default="person")
    return Actor(key, fullest, kind, _country(told), _titles(told))


def _country(told: Sequence[Mention]) -> str | None:
    found = sorted({m.country for m in told if m.country is not None})
    return found[0] if len(found) == 1 else None


def _titles(told: Sequence[Mention]) -> tuple[OfficeHeld, ...]:
    return tuple(OfficeHeld(t) for t in sorted({m.office for m in told if m.office is not None and m.kind == "person"}))


def _held(key: str, told: Sequence[Mention]) -> tuple[OfficeHeld, ...]:
    """Tenures of the knowledge base, then offices only the text gives."""
    known = tuple(OfficeHeld(offices.position_title(t.position) or t.position, t.start or None, t.end or None)
                  for t in kb.tenures_of(key))  # fmt: skip
    titles = {o.title for o in known}
    return (*known, *(o for o in _titles(told) if o.title not in titles))


def joined(readings: Sequence[Reading]) -> dict[str, ActorRef]:
    """Ids of one story's persons that are another of its persons, mapped to that person.

    A surname alone in one report is the one fuller name it ends or begins in another; a name written together
    ("Minseo") is the same written apart ("Min-seo"). Country and office, where both are told, must agree. Persons of
    the knowledge base are never mapped, only mapped to. Needs `mentions`; the readings must be of one story.
    """
    told: dict[str, list[Mention]] = {}
    for mention in _mentions(readings):
        if mention.kind == "person" and mention.actor is not None and mention.form != "pronoun":
            told.setdefault(mention.actor, []).append(mention)
    words = {key: tokens(_fullest(mentions)) for key, mentions in told.items()}
    out: dict[str, ActorRef] = {}
    for key in sorted(told):
        others = [k for k in sorted(told) if k != key and _is(words[key], words[k]) and _agree(told[key], told[k])]
        if kb.person(key) is None and len(others) == 1 and _fuller(others[0], key, words):
            out[key] = ActorRef(others[0], _fullest(told[others[0]]))
    return out


def _fullest(told: Sequence[Mention]) -> str:
    return max((m.name for m in told), key=lambda n: (len(n.split()), len(n), n))


def _is(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """A surname of a fuller name, or the same letters in either order."""
    if len(short) == 1:
        return len(full) > 1 and short[0] in {full[0], full[-1]}
    return len(full) > 1 and bool(_turned(short) & _turned(full))


def _turned(words: tuple[str, ...]) -> set[str]:
    """The name written together, from each of its words on."""
    return {"".join(words[i:] + words[:i]) for i in range(len(words))}


def _agree(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    for values in (({m.country for m in a}, {m.country for m in b}), ({m.office for m in a}, {m.office for m in b})):
        left, right = (v - {None} for v in values)
        if left and right and not left & right:
            return False
    return True


def _fuller(other: str, key: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """So that of two only one is mapped to the other: to the known, to the longer, to the smaller id."""
    if kb.person(other) is not None:
        return True
    return (-len(words[other]), other) < (-len(words[key]), key)
