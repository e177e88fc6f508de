"""The actors of some readings, gathered for the record; one person of a story under one id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

import msgspec

from memcon.actors import offices
from memcon.actors.names import tokens
from memcon.knowledge import kb
from memcon.model.actor import Actor, ActorRef, Mention, OfficeHeld
from memcon.model.claim import Claim
from memcon.model.event import Detail, Event, Pledge, Visit
from memcon.model.quote import Quote
from memcon.model.reading import Reading


def actors_of(readings: Sequence[Reading]) -> tuple[Actor, ...]:
    """Every actor the readings mention, once, sorted by id.

    States, organisations and persons of the knowledge base come with what it holds of them (tenures as ISO prefixes);
    those of the text with the title the text gives and no dates. Needs `mentions`; readings without give nothing.
    """
    roll = Roll()
    for reading in readings:
        roll.add(reading)
    return roll.actors()


class Told(NamedTuple):
    """What one mention tells of its actor."""

    name: str
    kind: str
    country: str | None
    office: str | None


class Roll:
    """The actors of any number of readings, which need not be at hand together: what they tell is kept once."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._named: dict[str, tuple[str, str]] = {}
        self._told: dict[str, set[Told]] = {}

    def add(self, reading: Reading) -> None:
        """Take down whom a reading mentions; the order of readings does not matter."""
        report, here = reading.report.id, dict[str, str]()
        for mention in reading.mentions or ():
            for ref in (*mention.members, *mention.candidates):
                if ref.id is not None:
                    here.setdefault(ref.id, ref.name)
            if mention.actor is not None:
                here.setdefault(mention.actor, mention.name)
                told = Told(mention.name, mention.kind, mention.country, mention.office)
                self._told.setdefault(mention.actor, set()).add(told)
        for key, name in here.items():
            self._named[key] = min(self._named.get(key, (report, name)), (report, name), key=itemgetter(0))

    def actors(self) -> tuple[Actor, ...]:
        """Every actor, once, sorted by id, by the name that the first report by id has for it."""
        told = self._told
        return tuple(_actor(key, self._named[key][1], told.get(key, frozenset())) for key in sorted(self._named))


def _actor(key: str, name: str, told: Collection[Told]) -> Actor:
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


def _of_text(key: str, name: str, told: Collection[Told]) -> Actor:
    """Someone nobody has listed: the fullest name, the country and offices told."""
    fullest = max((m.name for m in told), key=lambda n: (len(n.split()), len(n), n), default=name)
    kind = min((m.kind for m in told), default="person")
    return Actor(key, fullest, kind, _country(told), _titles(told))


def _country(told: Collection[Told]) -> str | None:
    found = sorted({m.country for m in told if m.country is not None})
    return found[0] if len(found) == 1 else None


def _titles(told: Collection[Told]) -> tuple[OfficeHeld, ...]:
    return tuple(OfficeHeld(t) for t in sorted({m.office for m in told if m.office is not None and m.kind == "person"}))


def _held(key: str, told: Collection[Told]) -> tuple[OfficeHeld, ...]:
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
    within: list[set[str]] = []
    for reading in sorted(readings, key=lambda r: r.report.id):
        persons = [m for m in reading.mentions or () if m.kind == "person" and m.actor and m.form != "pronoun"]
        within.append({m.actor for m in persons if m.actor is not None})
        for mention in persons:
            told.setdefault(str(mention.actor), []).append(mention)
    words = {key: tokens(_fullest(mentions)) for key, mentions in told.items()}
    out: dict[str, ActorRef] = {}
    for key in sorted(told):
        others = [k for k in sorted(told) if k != key and _is(words[key], words[k]) and _agree(told[key], told[k])]
        if kb.person(key) is None and len(others) == 1 and _fuller(others[0], key, words) and \
                not (len(words[key]) == 1 and any({key, others[0]} <= ids for ids in within)):  # fmt: skip
            out[key] = ActorRef(others[0], _fullest(told[others[0]]))
    return out


def join_story(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one story with each person under one id and the fullest name: in mentions, speakers, parties and
    hosts of events, pledges, visits and what claims speak of.

    Ids of events, quotes and claims stay as they were made. Pure; where nothing is to be joined the very same readings
    come back. Needs `mentions`; the readings must be of one story.
    """
    rows = readings if isinstance(readings, list) else list(readings)
    found = joined(rows)
    if not found:
        return rows
    return [_Joiner({key: _end(key, found) for key in found}).reading(row) for row in rows]


def _end(key: str, found: Mapping[str, ActorRef]) -> ActorRef:
    """Where the joins lead that begin at `key`: a surname to a fuller name, that to the known person."""
    seen, ref = {key}, found[key]
    while ref.id is not None and ref.id in found and ref.id not in seen:
        seen.add(ref.id)
        ref = found[ref.id]
    return ref


Struct = TypeVar("Struct", bound=msgspec.Struct)
Layer = TypeVar("Layer", Mention, Quote, Event, Detail, Pledge, Visit, Claim)


class _Joiner:
    """Puts the person meant in the place of each id that is another of the story's persons."""

    def __init__(self, found: Mapping[str, ActorRef]) -> None:
        self._found = found
        self._names: dict[str, str] = {}

    def reading(self, row: Reading) -> Reading:
        """The reading with its layers rewritten; the same one if it names none of these persons."""
        said = {m.actor: m.name for m in row.mentions or () if m.actor is not None}
        self._names = {name: self._found[key].name for key, name in said.items() if key in self._found}
        other = {name for key, name in said.items() if key not in self._found}
        self._names = {name: full for name, full in self._names.items() if name not in other}
        return _with(
            row,
            mentions=self._each(row.mentions, self._mention),
            quotes=self._each(row.quotes, self._quote),
            events=self._each(row.events, self._event),
            pledges=self._each(row.pledges, self._pledge),
            visits=self._each(row.visits, self._visit),
            claims=self._each(row.claims, self._claim),
        )

    def _each(self, layer: tuple[Layer, ...] | None, rewrite: Callable[[Layer], Layer]) -> tuple[Layer, ...] | None:
        if layer is None:
            return None
        new = tuple(rewrite(one) for one in layer)
        return layer if all(a is b for a, b in zip(layer, new, strict=True)) else new

    def _ref(self, ref: ActorRef) -> ActorRef:
        return self._found.get(ref.id, ref) if ref.id is not None else ref

    def _refs(self, refs: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
        """Each person once."""
        if not any(r.id in self._found for r in refs):
            return refs
        return tuple(dict.fromkeys(self._ref(r) for r in refs))

    def _host(self, ref: ActorRef | None) -> ActorRef | None:
        return None if ref is None else self._ref(ref)

    def _name(self, name: str) -> str:
        return self._names.get(name, name)

    def _mention(self, one: Mention) -> Mention:
        one = _with(one, candidates=self._refs(one.candidates), members=self._refs(one.members))
        meant = self._found.get(one.actor) if one.actor is not None else None
        return one if meant is None else msgspec.structs.replace(one, actor=meant.id, name=meant.name)

    def _quote(self, one: Quote) -> Quote:
        relayed = None if one.relayed_by is None else self._name(one.relayed_by)
        one, speakers = _with(one, relayed_by=relayed), self._refs(one.speakers)
        if speakers is one.speakers:
            return one
        shown = speakers[0].name if len(speakers) == 1 else one.speaker_name
        return msgspec.structs.replace(one, speakers=speakers, speaker_name=shown)

    def _event(self, one: Event) -> Event:
        details = self._each(one.details, self._detail)
        return _with(one, actors=self._refs(one.actors), recipients=self._refs(one.recipients),
                     host=self._host(one.host), vouched_by=self._name(one.vouched_by), details=details)  # fmt: skip

    def _detail(self, one: Detail) -> Detail:
        return _with(one, value=self._value(one.value), vouched_by=self._name(one.vouched_by))

    def _pledge(self, one: Pledge) -> Pledge:
        return _with(one, by=self._refs(one.by), towards=self._refs(one.towards), vouched_by=self._name(one.vouched_by))

    def _visit(self, one: Visit) -> Visit:
        return _with(one, traveller=self._ref(one.traveller), host=self._host(one.host))

    def _claim(self, one: Claim) -> Claim:
        event = None if one.event is None else self._event(one.event)
        return _with(one, actors=self._refs(one.actors), event=event, value=self._value(one.value),
                     vouched_by=self._name(one.vouched_by))  # fmt: skip

    def _value(self, value: str | None) -> str | None:
        """A value that is ids in order ("CAN-mark-carney|JPN-sanae-takaichi") with the ids meant."""
        keys = [] if value is None else value.split("|")
        if not any(key in self._found for key in keys):
            return value
        return "|".join(sorted({str(self._found[k].id) if k in self._found else k for k in keys}))


def _with(one: Struct, **fields: object) -> Struct:
    """`one` with these fields; the very same where none differs."""
    new = {name: value for name, value in fields.items() if getattr(one, name) is not value}
    new = {name: value for name, value in new.items() if getattr(one, name) != value}
    return msgspec.structs.replace(one, **new) if new else one


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
