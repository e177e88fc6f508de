"""The events stage: who did what to whom, with its details; pledges; visits; and the report's main occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from memcon.events import frames, occurrence
from memcon.events.anchored import Anchored
from memcon.events.clocks import when_of
from memcon.events.codebook import codebook
from memcon.events.counts import find_counts
from memcon.events.details import find_details
from memcon.events.lexicon import mapping, words
from memcon.events.moods import is_felt, is_planned, is_supposed, is_wished, still_to_do
from memcon.events.occurrence import Telling
from memcon.events.parties import (
    acted_on,
    actors_at,
    actors_of,
    for_us,
    guests_of,
    hosts_at,
    joined_names,
    lamented,
    owners_of,
    topics_apart,
    unlisted,
    warned,
    wrested,
)
from memcon.events.pledges import find_pledges
from memcon.events.predicates import Predicate, find_predicates
from memcon.events.scene import Scene
from memcon.events.spots import place_of
from memcon.events.statements import by_office, harmless, in_words, is_plain
from memcon.events.visits import find_visits, is_known, once, visit_of_meeting
from memcon.model.actor import ActorRef
from memcon.model.event import Detail, Event, Pledge, Visit
from memcon.model.ids import content_id
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.when import When

# "a visit to X after talks with Y": the talks are part of the journey.
_PART_OF = frozenset({"for", "during", "on", "after", "following", "with"})


def find_events(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its `events`, `pledges`, `visits` and `main`.

    Needs body, syntax and mentions; uses times, places and quotes where they are there (no date, no place and the
    outlet as voucher where they are not). Spans index the stored text; every layer is in text order. An event has at
    least one actor or recipient. `main` is the id of the event the report is about, or None when none stands out.
    Codes follow the PLOVER manual 0.8; points and values of details the contract (record.md).
    """
    return [_read(r) for r in readings]


def _read(reading: Reading) -> Reading:
    if reading.syntax is None or not len(reading.syntax):
        return msgspec.structs.replace(reading, events=(), pledges=(), visits=(), main=None)
    scene = Scene(reading)
    tellings: list[Telling] = []
    details: list[Anchored] = []
    pledges: list[Pledge] = []
    visits: list[Visit] = []
    for k, (first, last) in enumerate(scene.syntax.sentences):
        found = [t for p in find_predicates(scene.syntax, k) if (t := _telling(scene, p, k)) is not None]
        tellings += _folded(scene, _unique(scene, found))
        _sit(scene, tellings)
        details += find_details(scene, first, last)
        if found or scene.mentions:
            pledges += [
                p for p in find_pledges(scene, first, last) if any(occurrence.political(scene, r) for r in p.by)
            ]
            visits += find_visits(scene, first, last)
    tellings = [_at_visit(scene, t, visits) for t in tellings]
    events, main = _settle(scene, tellings, details)
    now = _now(reading, events, main)
    visits = _visits(scene, visits, events, now)
    chosen = None if main is None else events[main].id
    return msgspec.structs.replace(
        reading, events=tuple(events), pledges=tuple(pledges), visits=tuple(visits), main=chosen
    )


def _sit(scene: Scene, tellings: Sequence[Telling]) -> None:
    """Let the meeting told last set the table."""
    last = tellings[-1] if tellings else None
    if last is not None and _together_at(scene, last.event) and last.event.status in ("asserted", "planned"):
        refs = occurrence.parties(last.event)
        if len(occurrence.sides(scene, last.event)) > 1 and len({scene.kind(r) for r in refs}) == 1:
            scene.sit(refs, last.head)


def _together_at(scene: Scene, event: Event) -> bool:
    """A meeting, or something that persons did with one another."""
    persons = all(scene.kind(r) == "person" for r in occurrence.parties(event))
    return occurrence.meets(event) or (persons and event.type in words("occurrence", "mutual"))


# --- one event --------------------------------------------------------------------------------------------------------


def _telling(scene: Scene, p: Predicate, sentence: int) -> Telling | None:
    """The event of one predicate; None when nobody in it is an actor, or it has too little to stand on."""
    p = _that_ended(scene, p)
    actors, recipients = _roles(scene, p)
    if (not actors and not recipients) or (not actors and p.agents):
        return None  # nobody, or somebody acts of whom nothing is known
    p = harmless(by_office(scene, in_words(scene, p), actors), recipients)
    journey = p.mode == "visit"
    span = _clause(scene, p)
    event = Event(
        id=content_id("event", scene.reading.report.id, p.trigger_span.start, p.trigger_span.end, p.type),
        type=p.type, mode=p.mode or _mode(scene, p), status=_status(scene, p), trigger=p.trigger_span, span=span,
        actors=actors, recipients=recipients, contexts=p.contexts, quad=p.quad, intensity=p.intensity,
        when=when_of(scene, p.head, extra=_inner(p)), place=place_of(scene, p.head, journey=journey),
        vouched_by=scene.vouched_by(p.head), entry=p.entry,
    )  # fmt: skip
    if event.place is None and p.head != _inner(p):
        event = msgspec.structs.replace(event, place=place_of(scene, _inner(p), journey=journey))
    if journey and _tour(scene, recipients):
        event = msgspec.structs.replace(event, place=None)
    event = _dated(scene, hosts_at(scene, event) if journey else event, p)
    tokens = frozenset((*p.trigger, p.head))
    return Telling(event, p.head, tokens, sentence, p.strength, plain=is_plain(scene, p))


def _dated(scene: Scene, event: Event, p: Predicate) -> Event:
    """What lies ahead of the publication is planned; what is still to be done has no day that is over."""
    published = scene.reading.report.published
    if published is None or event.when is None:
        return event
    first, last = event.when.bounds()
    if event.status == "asserted" and first > published.value[:10]:
        return msgspec.structs.replace(event, status="planned")
    over = last < published.value[:10] or (event.when.words or "").startswith("earlier ")
    noun = scene.syntax.pos[p.head] == "NOUN"
    if event.type == "AGREE" and event.status == "planned" and scene.syntax.deps[p.head] == "advcl" and over:
        return msgspec.structs.replace(event, when=None)  # "flew there on Monday to prepare talks"
    if event.status == "planned" and event.type not in ("AGREE", "THREATEN") and noun and first <= published.value[:10]:
        here = any(scene.place(i) == event.place for i in scene.syntax.subtree(p.head))
        return msgspec.structs.replace(
            event, when=None, place=event.place if here else None
        )  # "met in May to prepare a summit"
    if event.status == "planned" and event.type not in ("AGREE", "THREATEN") and over:
        return msgspec.structs.replace(event, status="asserted")  # "dispatched him in May to meet X"
    if "aux.will" in (event.entry or "") and last < published.value[:10]:
        return msgspec.structs.replace(event, when=None)
    return event


def _that_ended(scene: Scene, p: Predicate) -> Predicate:
    """ "The talks between X and Y ended without an agreement": talks that took place, not talks broken off."""
    s = scene.syntax
    meets = p.entry.rpartition(">")[2]
    if p.type == "CONSULT" or meets not in words("occurrence", "table") or p.status != "asserted":
        return p
    over = scene.lemmas[p.head] in words("occurrence", "over")
    if not over or any(s.deps[c] in ("dobj", "auxpass") for c in s.children[p.head]):
        return p
    kind = codebook().types["CONSULT"]
    return p._replace(
        entry=meets,
        type="CONSULT",
        mode=None,
        quad=codebook().quad("CONSULT"),
        intensity=kind.intensity,
        symmetric=True,
    )


def _status(scene: Scene, p: Predicate) -> str:
    """The coder's; a participle coordinated with a past perfect ("had met and signed") is as old as that."""
    s = scene.syntax
    if (
        p.type == p.base
        and p.status in ("asserted", "historical")
        and any(s.pos[t] == "NOUN" and is_planned(scene, t) for t in p.trigger)
    ):
        return "planned"
    if p.status in ("asserted", "planned") and (is_wished(scene, p.head) or is_supposed(scene, p.head)):
        return "hypothetical"
    if p.status == "planned" and (_done_by_the_first(scene, p.head) or is_felt(scene, p.head)):
        return "asserted"
    if p.status == "asserted" and (ahead := still_to_do(scene, p.head)) is not None:
        return ahead
    beside = s.heads[p.head] if s.tags[p.head] == "VBG" and s.deps[p.head] == "advcl" else None
    if p.status == "asserted" and beside is not None and any(scene.lows[c] == "had" for c in s.children[beside]):
        return "historical"  # "had opposed it, insisting that"
    if p.status == "asserted" and s.tags[p.head] in ("VBN", "VBD") and s.deps[p.head] == "conj":
        first = s.heads[p.head]
        if any(s.deps[c] in ("nsubj", "nsubjpass", "aux") for c in s.children[p.head]):
            return p.status
        if any(scene.lows[c] == "had" for c in s.children[first] if s.deps[c] == "aux"):
            return "historical"
    return p.status


def _done_by_the_first(scene: Scene, verb: int) -> bool:
    """ "became the first leader to visit X": an infinitive that tells what was done."""
    s = scene.syntax
    if s.deps[verb] not in ("acl", "relcl", "advcl") or s.tags[verb] != "VB":
        return False
    above = s.heads[verb]
    nouns = [above] if s.deps[verb] != "advcl" else [c for c in s.children[above] if s.deps[c] == "attr"]
    left = {scene.lows[c] for noun in nouns for c in s.children[noun]}
    return bool(left & ({"only", "last", "latest"} | mapping("details", "ordinal").keys()))


def _mode(scene: Scene, p: Predicate) -> str | None:
    """ "spoke by phone", "held a video call": a meeting at a distance (PLOVER manual 0.8, CONSULT, mode phone)."""
    if p.type != "CONSULT":
        return None
    listed = words("occurrence", "phone")
    said = [t for t in p.trigger if scene.lemmas[t] in listed and scene.syntax.pos[t] == "NOUN"]
    said += [
        o
        for t in p.trigger
        for w, _, o in frames.prepositions(scene.syntax, t)
        if w in ("by", "via", "on", "over", "in") and scene.lemmas[o] in listed
    ]
    return "phone" if said else None


def _inner(p: Predicate) -> int:
    """The token of the event itself, under its support verb or operator."""
    return p.trigger[-1] if p.trigger[-1] != p.head else p.trigger[0]


def _clause(scene: Scene, p: Predicate) -> Span:
    """The clause round the predicate, without what trails after its own words."""
    return (
        p.clause
        if p.clause.covers(p.trigger_span)
        else Span(min(p.clause.start, p.trigger_span.start), max(p.clause.end, p.trigger_span.end))
    )


def _roles(scene: Scene, p: Predicate) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Actors and recipients. In a symmetric event all take part alike (PLOVER manual 0.8, CONSULT)."""
    agents, patients = actors_at(scene, p.agents), acted_on(scene, topics_apart(scene, p))
    if not p.agents and _done_by_the_first(scene, p.head):
        agents = actors_at(scene, [scene.syntax.heads[p.head]])
    if not agents:
        agents = unlisted(scene, p.agents)
    if lamented(scene, p) or wrested(scene, p):
        agents = ()
    topics = {t for name, heads in p.roles if name in ("on", "over", "about") for t in heads}
    if p.symmetric and topics & set(p.patients):
        patients = acted_on(scene, [t for t in topics_apart(scene, p) if t not in topics])
    patients = for_us(scene, p, patients)
    if not patients:
        patients = guests_of(scene, p.trigger) or owners_of(scene, p)
    if not patients and p.type == "THREATEN":
        patients = warned(scene, p.head)
    if not agents and not p.agents and p.type == "CONSULT":
        agents = _traveller(scene, p)
    if p.symmetric or (p.type == "CONSULT" and p.mode != "visit"):
        together = {k: v for k, v in p.roles if k in ("with", "between", "among")}
        extra = actors_at(scene, [t for v in together.values() for t in v])
        extra += tuple(r for t in p.trigger for n in joined_names(scene, t) for r in actors_of(scene, n))
        return _together(scene, (*agents, *patients, *extra)), ()
    known = {r.id or r.name for r in agents}
    if p.mode == "visit":  # own troops abroad are no hosts
        known |= {c for r in agents if (c := scene.country(r)) is not None}
        patients = tuple(r for r in patients if scene.country(r) not in known)
    return agents, tuple(r for r in patients if (r.id or r.name) not in known)


def _traveller(scene: Scene, p: Predicate) -> tuple[ActorRef, ...]:
    """Who is on the trip or at the talks that a phrase names: "greeted troops during a trip to X", "left after talks
    with X"."""
    s = scene.syntax
    for token in p.trigger:
        prep = s.heads[token]
        if s.deps[token] == "pobj" and scene.lows[prep] in (
            "on",
            "during",
            "for",
            "in",
            "after",
            "following",
            "at",
            "before",
        ):
            verb = s.heads[prep]
            while s.pos[verb] not in ("VERB", "AUX") and s.heads[verb] != verb:
                verb = s.heads[verb]
            if s.pos[verb] == "PROPN":  # a caption, its verb taken for a noun: "X greet troops during a trip to Y"
                return tuple(r for r in actors_of(scene, verb) if scene.kind(r) == "person")
            if any(scene.lows[c] == "present" for c in s.children[verb]):
                return ()  # who is "present at the meeting" is not for that a party
            return tuple(
                r for r in actors_at(scene, frames.surface_subject(s, verb)) if scene.kind(r) in ("person", "state")
            )
    return ()


def _together(scene: Scene, refs: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """Each once; a state is left out where its own leader sits at the table ("Japan's Takaichi")."""
    found = {r.id or r.name: r for r in refs}
    people = {scene.country(r) for r in found.values() if scene.kind(r) == "person"}
    return tuple(r for r in found.values() if not (scene.kind(r) == "state" and r.id in people))


def _unique(scene: Scene, found: list[Telling]) -> list[Telling]:
    """One event for a trigger: "pledged to do X and continue Y" is one AGREE, with all its parties."""
    kept: list[Telling] = []
    for t in found:
        double = next((k for k, o in enumerate(kept) if _double(o, t)), None)
        if double is None:
            kept.append(t)
        else:
            kept[double] = _with_parties(scene, kept[double], t)
    return kept


def _double(a: Telling, b: Telling) -> bool:
    x, y = a.event, b.event
    return x.type == y.type and x.status == y.status and x.trigger.overlaps(y.trigger) and x.actors == y.actors


def _with_parties(scene: Scene, a: Telling, b: Telling, *, others: bool = True) -> Telling:
    """`a` with what `b` adds: its recipients (with `others` off: all parties), time and place where `a` has none."""
    x, y = a.event, b.event
    known = {r.id or r.name for r in occurrence.parties(x)}
    more = tuple(r for r in (y.recipients if others else occurrence.parties(y)) if (r.id or r.name) not in known)
    if not others and more:
        x = msgspec.structs.replace(x, recipients=tuple(r for r in x.recipients if not _stands_for(scene, r, more)))
    event = msgspec.structs.replace(
        x, recipients=(*x.recipients, *more), when=x.when or y.when, place=x.place or y.place, mode=x.mode or y.mode
    )
    return a._replace(event=event, tokens=a.tokens | b.tokens)


def _stands_for(scene: Scene, state: ActorRef, hosts: Sequence[ActorRef]) -> bool:
    """A state visited gives way to the leader met there, unless he is known to be another's."""
    people = [r for r in hosts if scene.kind(r) == "person"]
    return scene.kind(state) == "state" and any(scene.country(r) in (None, state.id) for r in people)


def _folded(scene: Scene, found: list[Telling]) -> list[Telling]:
    """A journey and the meeting it was made for are one event: "visited X to hold a summit with Y" has Y as host."""
    kept: list[Telling] = []
    for t in found:
        at = next((k for k, o in enumerate(kept) if _made_for(scene, o, t)), None)
        if at is None:
            kept.append(t)
        else:
            kept[at] = _with_parties(scene, kept[at], t, others=False)
    return kept


def _made_for(scene: Scene, journey: Telling, meeting: Telling) -> bool:
    s = scene.syntax
    if journey.event.type != "CONSULT" or journey.event.mode != "visit" or meeting.event.type != "CONSULT":
        return False
    at = meeting.head
    for _ in range(4):
        purpose = s.deps[at] in ("advcl", "xcomp", "acl", "relcl") and any(s.tags[c] == "TO" for c in s.children[at])
        purpose = purpose or (s.deps[at] == "pobj" and scene.lows[s.heads[at]] in _PART_OF)
        at = s.heads[at] if s.deps[at] != "pobj" else s.heads[s.heads[at]]
        if at in journey.tokens:
            return purpose
        if not purpose and s.deps[at] not in ("dobj", "pobj", "prep"):
            return False
    return False


# --- the whole report -------------------------------------------------------------------------------------------------


def _settle(scene: Scene, tellings: list[Telling], details: list[Anchored]) -> tuple[list[Event], int | None]:
    """Merge tellings, choose the main occurrence, mark background, hand each detail to its event."""
    published = scene.reading.report.published
    today = When(published.value[:10]) if published is not None else None
    early = [
        t._replace(
            event=occurrence.in_time(scene, t.event, today if t.event.when is None or today is None else _later(today))
        )
        for t in tellings
    ]
    merged = occurrence.of_the_past(scene, occurrence.merge(scene, occurrence.still_to_come(scene, early)))
    main = _main(scene, merged, details)
    if main is not None:
        merged[main] = occurrence.by_outcome(scene, merged[main], merged)
    now = _now(scene.reading, [t.event for t in merged], main)
    merged = [
        t if k == main else t._replace(event=occurrence.in_time(scene, t.event, now, main_known=True))
        for k, t in enumerate(merged)
    ]
    owned = _owned(scene, merged, main, details)
    kept = [k for k, t in enumerate(merged) if k == main or occurrence.stands(scene, t)]
    kept.sort(key=lambda k: merged[k].event.trigger)
    events = [_finished(scene, merged[k], owned.get(k, []), k == main) for k in kept]
    return events, None if main is None else kept.index(main)


def _later(today: When) -> When:
    """Before the main occurrence is known, only what lies months before the publication is surely background."""
    from datetime import date, timedelta

    try:
        return When((date.fromisoformat(today.value) - timedelta(days=30)).isoformat())
    except ValueError:
        return today


def _main(scene: Scene, tellings: Sequence[Telling], details: Sequence[Anchored]) -> int | None:
    """First guess by place, kind and date; then again with the details that each candidate would get."""
    first = occurrence.choose(scene, tellings, [0] * len(tellings))
    if first is None:
        return None
    counts = [0] * len(tellings)
    for d in details:
        at = occurrence.owner(scene, tellings, first, d)
        if at is not None:
            counts[at] += 1
    return occurrence.choose(scene, tellings, counts)


def _now(reading: Reading, events: Sequence[Event], main: int | None) -> When | None:
    """The day from which the report looks back: of its main occurrence, else of its publication."""
    published = reading.report.published
    if main is not None:
        when = events[main].when
        if when is not None and events[main].status == "asserted":
            return when
    return When(published.value[:10]) if published is not None else None


def _owned(
    scene: Scene, tellings: Sequence[Telling], main: int | None, details: Sequence[Anchored]
) -> dict[int, list[Detail]]:
    """Details by the event they belong to. An outcome is one of a meeting, or of the main occurrence: a promise, a
    signing or a refusal told beside it is its own outcome."""
    found: dict[int, list[Detail]] = {}
    for d in details:
        at = occurrence.owner(scene, tellings, main, d)
        if at is None or (d.detail.point == "outcome" and at != main and tellings[at].event.type != "CONSULT"):
            continue
        found.setdefault(at, []).append(d.detail)
    return found


def _finished(scene: Scene, t: Telling, details: Sequence[Detail], main: bool) -> Event:
    event = _to_come(occurrence.with_host(scene, _with_named_host(scene, t.event, details)))
    told = (*details, *find_counts(scene, t))
    if not main and event.status != "asserted":  # what an earlier or later meeting brought is not told of this one
        told = tuple(d for d in told if d.point not in words("occurrence", "own_points"))
    names = {r.name for r in occurrence.parties(event)}
    kept = [_in_mood(d, event) for d in told if d.point != "present" or d.value not in names]
    if main:
        kept += _plain(scene, event)
    unique = {(d.point, d.value, d.spans): d for d in kept}
    ordered = sorted(unique.values(), key=lambda d: (d.spans, d.point, d.value or ""))
    return msgspec.structs.replace(event, details=tuple(ordered))


def _to_come(event: Event) -> Event:
    """A meeting or visit that is still to come is agreed, not held (PLOVER manual 0.8, AGREE)."""
    if event.type != "CONSULT" or event.status != "planned":
        return event
    kind = codebook().types["AGREE"]
    mode = "visit" if event.mode == "visit" else "meet"
    return msgspec.structs.replace(
        event, type=kind.name, mode=mode, quad=kind.quad, intensity=kind.intensity, entry=f"aux.ahead>{event.entry}"
    )


def _with_named_host(scene: Scene, event: Event, details: Sequence[Detail]) -> Event:
    """The host that the text names, where he is a party."""
    named = next((d.value for d in details if d.point == "host"), None)
    ref = next((r for r in occurrence.parties(event) if r.name == named), None)
    return event if ref is None else msgspec.structs.replace(event, host=ref)


def _in_mood(detail: Detail, event: Event) -> Detail:
    """What is told of a planned or past event is planned or past itself."""
    if detail.status == "asserted" and event.status in ("planned", "hypothetical", "historical"):
        return msgspec.structs.replace(detail, status=event.status)
    return detail


def _plain(scene: Scene, event: Event) -> Iterator[Detail]:
    """Who, when and where of the main occurrence, as details like the others."""
    for ref in occurrence.parties(event):
        yield Detail("parties", ref.name, ref.name, (event.span,), event.status, event.vouched_by)
    if event.when is not None:
        yield Detail(
            "when",
            event.when.value,
            event.when.words or event.when.value,
            (event.span,),
            event.status,
            event.vouched_by,
        )
    if event.place is not None:
        yield Detail("place", event.place.name, event.place.name, (event.span,), event.status, event.vouched_by)


def _tour(scene: Scene, hosts: Sequence[ActorRef]) -> bool:
    """Several countries: none of them is the place."""
    return len([r for r in hosts if scene.kind(r) == "state"]) > 1


def _at_visit(scene: Scene, t: Telling, visits: Sequence[Visit]) -> Telling:
    """A visit told without a place of its own has that of the journey the same words tell."""
    e = t.event
    if e.type != "CONSULT" or e.mode != "visit" or e.place is not None or _tour(scene, e.recipients):
        return t
    there = next(
        (v for v in visits if v.span.covers(e.trigger) and any(v.traveller.id == r.id for r in e.actors)), None
    )
    return t if there is None else t._replace(event=msgspec.structs.replace(e, place=there.to))


# --- visits -----------------------------------------------------------------------------------------------------------


def _visits(scene: Scene, told: list[Visit], events: Sequence[Event], now: When | None) -> list[Visit]:
    """The journeys told, those that lie in a meeting abroad, and background marked as such."""
    found = list(told)
    for event in events:
        found += [v for v in visit_of_meeting(scene, event) if not is_known(v, told)]
    timed = [_visit_in_time(scene, v, now) for v in found]
    return once(timed)


def _visit_in_time(scene: Scene, visit: Visit, now: When | None) -> Visit:
    if visit.status == "asserted" and visit.when is None and visit.traveller.id in scene.former:
        return msgspec.structs.replace(visit, status="historical")
    if visit.status != "asserted" or visit.when is None or now is None:
        return visit
    gap = occurrence.days_between(visit.when.bounds()[1], now.bounds()[0])
    return (
        visit
        if gap is None or gap < occurrence.BACKGROUND_DAYS
        else msgspec.structs.replace(visit, status="historical")
    )
