"""Journeys: who travelled from where to where, whose guest he was, when, and what for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from memcon.events import frames
from memcon.events.clocks import planned_for, when_of
from memcon.events.lexicon import words
from memcon.events.moods import status_of
from memcon.events.parties import actors_at
from memcon.events.phrases import clause_edge, is_meeting, right_edge
from memcon.events.scene import Scene
from memcon.events.spots import place_of
from memcon.knowledge.countries import country_of_capital
from memcon.model.actor import ActorRef
from memcon.model.event import Event, Visit
from memcon.model.ids import content_id
from memcon.model.place import Place
from memcon.model.when import When

_TRAVELLERS = frozenset({"person", "office"})


def find_visits(scene: Scene, first: int, last: int) -> list[Visit]:
    """The visits of one sentence (token range, half-open). Only persons and offices travel; a place without a name, or
    in the traveller's own country, makes no visit."""
    s = scene.syntax
    found: list[Visit] = []
    for i in range(first, last):
        lemma = scene.lemmas[i]
        if s.pos[i] == "VERB":
            found += _of_verb(scene, i, lemma)
        elif s.pos[i] in ("NOUN", "PROPN") and lemma in words("visits", "nouns"):
            found += _of_noun(scene, i)
        elif s.pos[i] == "NOUN" and is_meeting(scene, i):
            found += _in_turn(scene, i)
    return once(found)


def once(visits: Iterable[Visit]) -> list[Visit]:
    """Each journey once: of the tellings that have the same traveller and country and do not part in time, the one with
    the most in it stands."""
    kept: list[Visit] = []
    for v in visits:
        at = next((k for k, o in enumerate(kept) if o.status == v.status and is_known(v, [o])), None)
        if at is None:
            kept.append(v)
        else:
            full, other = (v, kept[at]) if _fullness(v) > _fullness(kept[at]) else (kept[at], v)
            kept[at] = msgspec.structs.replace(full, when=full.when or other.when, host=full.host or other.host)
    return sorted(kept, key=lambda v: (v.span, v.traveller.name))


def _fullness(v: Visit) -> tuple[int, bool]:
    return sum(
        x is not None for x in (v.host, v.when, v.purpose, v.origin)
    ), v.to is not None and v.to.kind != "country"


def _of_verb(scene: Scene, verb: int, lemma: str) -> Iterator[Visit]:
    s = scene.syntax
    if lemma in words("visits", "visit"):
        places = frames.objects(s, verb)
        yield from _journeys(scene, verb, frames.subjects(s, verb), places)
    elif lemma in words("visits", "go") or lemma in words("visits", "arrive"):
        preps = (
            words("visits", "to_preps")
            if lemma in words("visits", "arrive")
            else {"to", "into"} | ({"for"} if lemma in ("leave", "depart", "head") else set())
        )
        taken = [c for c in s.children[verb] if s.deps[c] == "dobj" and not frames.is_time(s, c)]
        if any(scene.place(c) is None and scene.mentions.get(c) is None for c in taken):
            return  # "stopped the transfers to X" takes nobody there
        places = [o for word, _, o in frames.prepositions(s, verb) if word in preps]
        yield from _journeys(scene, verb, frames.subjects(s, verb), places)
    elif lemma in words("visits", "host"):
        yield from _hosted(scene, verb, lemma)


def _journeys(scene: Scene, at: int, who: list[int], places: list[int]) -> Iterator[Visit]:
    """One visit for each traveller and country named."""
    travellers = [r for r in actors_at(scene, who) if scene.kind(r) in _TRAVELLERS or (r.id is None)]
    for token in (x for p in places for x in frames.conjuncts(scene.syntax, p)):
        place = place_under(scene, token)
        for traveller in travellers if place is not None else ():
            yield from _visit(scene, at, traveller, place, _host_of(scene, at, place, token), token)


def place_under(scene: Scene, token: int) -> Place | None:
    """The place a noun names: itself, or where it is said to lie ("an air base in Iraq")."""
    s = scene.syntax
    place = scene.place(token)
    if place is None:
        inside = [t for t in s.children[token] if s.deps[t] in ("compound", "nmod", "appos")]
        inside += [o for word, _, o in frames.prepositions(s, token) if word in ("in", "at", "of", "near", "to")]
        place = next((p for t in inside if (p := scene.place(t)) is not None), None)
    mention = scene.mentions.get(token)
    if place is None and mention is not None and mention.kind == "state":
        return Place(mention.name, mention.actor, kind="country")
    if place is None and mention is None and s.pos[token] == "PROPN":  # a capital the places left out
        country = country_of_capital(s.words[token])
        return Place(s.words[token], country, kind="city") if country is not None else None
    return place


def _host_of(scene: Scene, at: int, place: Place | None, token: int) -> ActorRef | None:
    """Who receives the traveller: a person of that country he meets or talks with in the same clause."""
    s = scene.syntax
    below = set(s.subtree(at))
    for i in sorted(below):
        mention = scene.mentions.get(i)
        if mention is None or mention.kind != "person" or not mention.refs or place is None or place.country is None:
            continue
        ref = mention.refs[0]
        if scene.country(ref) == place.country and i != token:
            return ref
    return None


def _visit(
    scene: Scene, at: int, traveller: ActorRef, place: Place | None, host: ActorRef | None, by: int
) -> Iterator[Visit]:
    origin = scene.country(traveller)
    if (
        place is None
        or (origin is not None and origin == place.country)
        or (host is not None and host.id == traveller.id)
    ):
        return
    s = scene.syntax
    span = clause_span(scene, at)
    name = traveller.id or traveller.name
    yield Visit(
        id=content_id("visit", scene.reading.report.id, span[0], span[1], name, place.name), traveller=traveller,
        origin=origin, to=place, span=s.span(*_tokens(scene, at)), host=host, when=_when(scene, at, by),
        purpose=_purpose(scene, at), status=_status(scene, at),
    )  # fmt: skip


def _when(scene: Scene, at: int, by: int) -> When | None:
    """The days of the journey. A verb of calling off has a day of its own; the journey keeps that of the plan."""
    if scene.syntax.pos[at] == "VERB":
        return when_of(scene, at, extra=by)
    told = None if _fate(scene, at) in ("cancelled", "postponed") else when_of(scene, at, extra=by)
    return told or planned_for(scene, at)


def _fate(scene: Scene, noun: int) -> str | None:
    """What the clause does with the plan of a journey: cancelled, postponed, announced; None for nothing of it."""
    verb = _verb_above(scene, noun)
    if verb is None or scene.syntax.deps[noun] not in ("dobj", "nsubjpass"):
        return None
    lemma = _phrasal(scene, verb)
    return next((k for k in ("cancelled", "postponed", "announced") if lemma in words("visits", k)), None)


def _phrasal(scene: Scene, verb: int) -> str:
    """The lemma, with a particle if it has one: "call off"."""
    particles = [scene.lows[c] for c in scene.syntax.children[verb] if scene.syntax.deps[c] == "prt"]
    return " ".join([scene.lemmas[verb], *particles[:1]])


def clause_span(scene: Scene, at: int) -> tuple[int, int]:
    """Stored-text offsets of the clause round a token."""
    span = scene.syntax.span(*_tokens(scene, at))
    return span.start, span.end


def _tokens(scene: Scene, at: int) -> tuple[int, int]:
    s, top = scene.syntax, at
    while s.pos[top] not in ("VERB", "AUX") and s.heads[top] != top:
        top = s.heads[top]
    below = s.subtree(top)
    while len(below) > 1 and s.pos[below[-1]] == "PUNCT":
        below.pop()
    return below[0], below[-1] + 1


def _hosted(scene: Scene, verb: int, lemma: str) -> Iterator[Visit]:
    """ "X hosted Y in Busan", "Y was received by X at the palace": the guest travels."""
    s = scene.syntax
    hosts = [r for r in actors_at(scene, frames.subjects(s, verb)) if scene.country(r) is not None]
    guests = [r for r in actors_at(scene, frames.objects(s, verb)) if scene.kind(r) in _TRAVELLERS]
    if not hosts or not guests:
        return
    places = [o for word, _, o in frames.prepositions(s, verb) if word in ("in", "at", "to")]
    place = next((p for o in places if (p := place_under(scene, o)) is not None), None)
    country = scene.country(hosts[0])
    place = place or place_of(scene, verb, journey=True)
    if place is None and lemma in ("host", "receive"):
        place = _home(scene, country)
    for guest in guests:
        if place is not None and place.country == country and scene.country(guest) != country and (lemma != "invite"):
            yield from _visit(scene, verb, guest, place, hosts[0], verb)


def _home(scene: Scene, country: str | None) -> Place | None:
    """The host's country, by the name the report gives it."""
    for m in scene.reading.mentions or ():
        if m.kind == "state" and m.actor == country and country is not None:
            return Place(m.name, country, kind="country")
    return None


def _of_noun(scene: Scene, noun: int) -> Iterator[Visit]:
    """ "his visit to Beijing", "on a three-day trip to Iraq", "is in Paris for a state visit", "a visit by X to Y"."""
    s = scene.syntax
    preps = list(frames.prepositions(s, noun))
    places = [o for word, _, o in preps if word == "to"]
    who = [c for c in s.children[noun] if s.deps[c] == "poss"] + [o for word, _, o in preps if word in ("by", "of")]
    verb = _verb_above(scene, noun)
    if not places:  # "a visit, the first to Iraq"; "is in London for a state visit"; "made a trip ... to"
        places = (
            [o for word, _, o in frames.prepositions(s, verb) if word in ("to", "in")]
            if verb is not None and s.deps[noun] in ("dobj", "pobj")
            else []
        )
    if not actors_at(scene, who) and verb is not None:
        carried = s.deps[noun] == "dobj" and ({scene.lemmas[verb], _phrasal(scene, verb)} & words("visits", "carry"))
        if carried or s.deps[noun] == "pobj":
            who = frames.surface_subject(s, verb)
    yield from _journeys(scene, noun, who, places)


def _in_turn(scene: Scene, noun: int) -> Iterator[Visit]:
    """ "summits in Seoul and Tokyo": one side's leader went to the other, and the other side came to him."""
    s = scene.syntax
    verb = _verb_above(scene, noun)
    if verb is None or s.deps[noun] != "dobj":
        return
    tokens = [
        x for at in (noun, verb) for w, _, o in frames.prepositions(s, at) if w == "in" for x in frames.conjuncts(s, o)
    ]
    places = {
        p.country: p for t in dict.fromkeys(tokens) if (p := scene.place(t)) is not None and p.country is not None
    }
    leaders = [r for r in actors_at(scene, frames.subjects(s, verb)) if scene.kind(r) in _TRAVELLERS]
    home = scene.country(leaders[0]) if len(leaders) == 1 else None
    if len(places) != 2 or home is None or home not in places:
        return
    leader = leaders[0]
    away = next(c for c in places if c != home)
    yield from _visit(scene, noun, leader, places[away], None, noun)
    guest = next((m.refs[0] for m in scene.reading.mentions or () if m.kind == "state" and m.actor == away), None)
    if guest is not None:
        yield from _visit(scene, noun, guest, places[home], leader, noun)


def _verb_above(scene: Scene, noun: int) -> int | None:
    s, at = scene.syntax, noun
    while s.heads[at] != at:
        at = s.heads[at]
        if s.pos[at] in ("VERB", "AUX"):
            return at
    return None


def _purpose(scene: Scene, at: int) -> str | None:
    """ "to hold a summit with X", "for talks on Y": the words after the journey."""
    s = scene.syntax
    top = at if s.pos[at] == "VERB" else _verb_above(scene, at)
    for place in dict.fromkeys((at, top)):
        for c in s.children[place] if place is not None else ():
            if c < at:
                continue
            if (
                s.deps[c] in ("advcl", "xcomp", "acl", "relcl")
                and s.tags[c] == "VB"
                and any(s.tags[k] == "TO" for k in s.children[c])
            ):
                return scene.words(c, clause_edge(scene, c))
            if s.deps[c] == "prep" and scene.lows[c] == "for":
                for o in s.children[c]:
                    if s.deps[o] == "pobj" and is_meeting(scene, o):
                        return scene.words(o, right_edge(scene, o))
    return None


def _status(scene: Scene, at: int) -> str:
    """Status of the clause; a cancelled visit did not take place, a planned one has not yet."""
    s = scene.syntax
    if s.pos[at] == "VERB":
        return status_of(scene, at)
    left = {scene.lows[c] for c in s.children[at] if c < at}
    verb = _verb_above(scene, at)
    if verb is not None and s.deps[at] in ("dobj", "nsubjpass"):
        fate = _fate(scene, at)
        return status_of(scene, verb) if fate is None else "denied" if fate == "cancelled" else "planned"
    if left & words("visits", "planned"):
        return "planned"
    if left & words("visits", "past"):
        return "historical"
    return (
        status_of(scene, verb)
        if verb is not None and s.deps[at] == "pobj" and s.heads[s.heads[at]] == verb
        else "asserted"
    )


def visit_of_meeting(scene: Scene, event: Event) -> Iterator[Visit]:
    """The journey that lies in a meeting at a place of one party: each leader of another country came there."""
    place = event.place
    if event.type != "CONSULT" or event.host is None or place is None or event.mode in ("phone",):
        return
    for ref in (*event.actors, *event.recipients):
        if scene.kind(ref) == "person" and scene.country(ref) not in (None, place.country):
            yield Visit(
                id=content_id("visit", scene.reading.report.id, *event.span, ref.id or ref.name, place.name),
                traveller=ref, origin=scene.country(ref), to=place, span=event.span, host=event.host, when=event.when,
                purpose=None, status=event.status,
            )  # fmt: skip


def is_known(visit: Visit, others: Iterable[Visit]) -> bool:
    """True when another telling has the same traveller going to the same country at a time that does not contradict."""
    return any(o is not visit and _who(o) == _who(visit) and _allows(o.when, visit.when) for o in others)


def _who(visit: Visit) -> tuple[str, str | None]:
    return visit.traveller.id or visit.traveller.name, visit.to.country if visit.to is not None else None


def _allows(a: When | None, b: When | None) -> bool:
    return a is None or b is None or a.allows(b)
