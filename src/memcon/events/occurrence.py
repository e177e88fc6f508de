"""What the report is about: tellings of one meeting brought together, its main occurrence, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from memcon.events import frames
from memcon.events.anchored import Anchored
from memcon.events.lexicon import words
from memcon.events.lookup import own_words
from memcon.events.moods import is_planned
from memcon.events.parties import actors_at, party_key
from memcon.events.phrases import is_occurrence
from memcon.events.scene import OUTLET, Scene
from memcon.model.actor import ActorRef
from memcon.model.event import Detail, Event
from memcon.model.when import When

# Below this strength a plan without a planner is the purpose of another act.
PURPOSE = 0.9
# The least a main occurrence must come to; below it the report is about no single one.
LEAST = 5.0
# Tellings that one is compared with, the nearest first: more than the longest report has; so the cost of a text without
# end does not grow with its square.
FARTHEST = 400
MEETING, JOURNEY, CALL, OTHER = "meeting", "journey", "call", "other"


class Telling(NamedTuple):
    """An event with the tokens it was read from. `tellings`: how many mentions of it were brought together; `tokens`:
    the trigger tokens of all of them; `strength`: the coder's; `plain`: it only states something (`statements`);
    `doubtful`: its words more likely tell of something else (`doubtful`)."""

    event: Event
    head: int
    tokens: frozenset[int]
    sentence: int
    strength: float = 1.0
    tellings: int = 1
    plain: bool = False
    doubtful: bool = False


class Weighed(NamedTuple):
    """How much an event speaks for being the main occurrence, and why: (reason, points)."""

    score: float
    reasons: tuple[tuple[str, float], ...]


def parties(event: Event) -> tuple[ActorRef, ...]:
    """Everybody who takes part, each once."""
    return tuple({(r.id, r.name): r for r in (*event.actors, *event.recipients)}.values())


def sides(scene: Scene, event: Event) -> set[str]:
    """The parties as sides: a leader and his state are one."""
    return {party_key(scene, r) for r in parties(event)}


def kind_of(event: Event) -> str:
    """meeting, call, journey (a visit), or other."""
    if event.type != "CONSULT":
        return OTHER
    return CALL if event.mode == "phone" else MEETING


# --- one meeting, told several times ----------------------------------------------------------------------------------


def merge(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """Bring together the tellings of one meeting, in text order; the first stands for all, with what the later add."""
    kept: list[Telling] = []
    for t in tellings:
        back = range(len(kept) - 1, max(-1, len(kept) - 1 - FARTHEST), -1)
        at = next((k for k in back if same(scene, kept[k], t)), None)
        if at is None:
            kept.append(t)
        else:
            kept[at] = _joined(scene, kept[at], t)
    return kept


def same(scene: Scene, a: Telling, b: Telling) -> bool:
    """True when `b` tells of the meeting of `a` again: of one kind, nothing against it, and all its parties in `a`
    (or all of `a` in it). A state stands for its leader; two leaders of one state are two."""
    x, y = a.event, b.event
    if x.type != "CONSULT" or y.type != "CONSULT" or _mood(x) != _mood(y):
        return False
    if (x.mode == "phone") != (y.mode == "phone") and (y.mode is not None or y.place is not None):
        return False
    if x.when is not None and y.when is not None and not x.when.allows(y.when):
        return False
    if x.place and y.place and x.place.country and y.place.country and x.place.country != y.place.country:
        return False
    p, q = parties(x), parties(y)
    if _is_journey(x) != _is_journey(y) and not (x.place and y.place and x.place.country == y.place.country):
        return False
    if x.mode == y.mode == "visit" and _same_journey(scene, x, y):
        return True
    if len(sides(scene, x)) < 2 or _several(scene, b.head) or _several(scene, a.head):
        return False
    fits = all(_matches(scene, r, p) for r in q) or all(_matches(scene, r, q) for r in p)
    return (
        fits
        and (len(q) > 1 or _definite(scene, b.head))
        and (y.when is None or x.when is not None or b.sentence - a.sentence <= 3)
    )


def _is_journey(event: Event) -> bool:
    """A journey told as one, not a meeting that took a journey."""
    return (event.entry or "").rpartition(">")[2] in words("occurrence", "journeys")


def _same_journey(scene: Scene, x: Event, y: Event) -> bool:
    """One traveller, one country."""
    if not x.actors or not y.actors or not _one(scene, x.actors[0], y.actors[0]):
        return False
    to, then = _goal(scene, x), _goal(scene, y)
    return to is not None and to == then


def _goal(scene: Scene, event: Event) -> str | None:
    if event.place is not None and event.place.country is not None:
        return event.place.country
    return next((c for r in event.recipients if (c := scene.country(r)) is not None), None)


def _several(scene: Scene, token: int) -> bool:
    """ "three meetings", "meetings": more than one happening. Talks and negotiations are plural by nature."""
    s = scene.syntax
    lemma = scene.lemmas[token]
    return s.tags[token] == "NNS" and lemma not in ("talk", "negotiation", "discussion", "consultation")


def _mood(event: Event) -> str:
    return event.status if event.status in ("planned", "hypothetical", "denied", "historical") else "asserted"


def _matches(scene: Scene, ref: ActorRef, among: Sequence[ActorRef]) -> bool:
    return any(_one(scene, ref, other) for other in among)


def _one(scene: Scene, a: ActorRef, b: ActorRef) -> bool:
    if a.id is not None and a.id == b.id:
        return True
    if a.id is None or b.id is None:
        return bool(set(a.name.casefold().split()) & set(b.name.casefold().split()))
    people = scene.kind(a) == "person" and scene.kind(b) == "person"
    return not people and scene.country(a) is not None and scene.country(a) == scene.country(b)


def _definite(scene: Scene, token: int) -> bool:
    s = scene.syntax
    return any(
        s.deps[c] in ("det", "poss") and scene.lows[c] in ("the", "this", "that", "their", "these", "those")
        for c in s.children[token]
    )


def _joined(scene: Scene, a: Telling, b: Telling) -> Telling:
    x, y = a.event, b.event
    fuller = y if _people(scene, y) > _people(scene, x) else x
    when = x.when if x.when is not None and (y.when is None or len(x.when.value) >= len(y.when.value)) else y.when
    place = x.place if x.place is not None and (y.place is None or x.place.kind != "country") else y.place
    event = msgspec.structs.replace(
        x, actors=fuller.actors, recipients=fuller.recipients, mode=_joint_mode(fuller, x, y), when=when, place=place,
        host=x.host or y.host, contexts=tuple(dict.fromkeys((*x.contexts, *y.contexts))),
    )  # fmt: skip
    return Telling(event, a.head, a.tokens | b.tokens, a.sentence, max(a.strength, b.strength), a.tellings + b.tellings)


def _joint_mode(fuller: Event, x: Event, y: Event) -> str | None:
    """The mode of two tellings; a visit only where the parties that are kept tell guest from host."""
    mode = x.mode or y.mode
    return mode if mode != "visit" or fuller.recipients or fuller.mode == "visit" else fuller.mode


def _people(scene: Scene, event: Event) -> tuple[int, int]:
    refs = parties(event)
    return sum(scene.kind(r) in ("person", "office") for r in refs), len(refs)


# --- what stands ------------------------------------------------------------------------------------------------------


def stands(scene: Scene, t: Telling) -> bool:
    """True for an event worth a line: one side acting on or with another; or one that does something in a clause of its
    own. A meeting with nobody, a wish or a purpose of one party, plain words ("stressed the importance of"), what a
    speaker says of himself, are left out (PLOVER manual 0.8: plain statements are no events)."""
    event = t.event
    if (
        t.plain
        or (t.doubtful and not _beyond_doubt(scene, event))
        or not any(political(scene, r) for r in parties(event))
        or _only_said(scene, t)
    ):
        return False
    if (
        event.status == "planned"
        and ">" not in (event.entry or "")
        and event.type != "CONSULT"
        and t.strength < PURPOSE
    ):
        return False  # the purpose of something else
    if event.actors and event.recipients and _of_his_own(scene, event):
        return False
    if not _for_states(scene, event):
        return False
    if _by_the_way(scene, t):
        return False
    if _two_sided(scene, event):
        return t.strength >= 0.5
    if event.type == "CONSULT":
        abroad = event.place is not None and not _at_home(scene, event)
        return event.mode in ("visit", "third-party") and abroad and t.strength > 0.5
    if event.status == "hypothetical":
        return False  # what one side alone might do
    quote = scene.quote_at(t.head)
    if t.strength < 0.9 or not _finite(scene, t.head) or (quote is not None and quote.kind != "indirect"):
        return False
    return _done_alone(scene, event, t.head) and not _own_law(scene, t)


def _by_the_way(scene: Scene, t: Telling) -> bool:
    """ "to walk away from a summit with X", "a framework for talks with X": a meeting that only its clause makes a
    plan, without a day, is not told to be one."""
    s, event = scene.syntax, t.event
    told = event.type != "CONSULT" or event.status != "planned" or event.when is not None or event.mode == "visit"
    return not told and s.pos[t.head] == "NOUN" and s.deps[t.head] == "pobj" and not is_planned(scene, t.head)


def _beyond_doubt(scene: Scene, event: Event) -> bool:
    """Contacts, and what passes between two countries: there, words mean what they say more often than elsewhere."""
    if (event.entry or "").rpartition(">")[2].startswith("consult."):
        return True
    return len({c for r in parties(event) if (c := scene.country(r)) is not None}) > 1


def _for_states(scene: Scene, event: Event) -> bool:
    """False for what only a state can be told to do, or to let be, where none is in sight: "the court killed the plan",
    "will let students in", "has not authorised it"."""
    outer, _, inner = (event.entry or "").partition(">")
    everybody = parties(event)
    states = all(scene.kind(r) == "state" for r in everybody)
    if states:
        return True
    if outer == "aux.will-not-harm" or (event.entry or "").find("permit.allow>") >= 0:
        return False
    if len(everybody) > 1:
        return True
    if outer == "aux.not" or "permit." in (event.entry or ""):
        return False
    if event.type == "AGREE" and outer == "aux.will":
        return inner.startswith("consult.")
    forces = any(scene.country(r) is not None for r in everybody if scene.kind(r) == "organisation")
    return (
        forces
        or event.type not in words("occurrence", "alone", "of_states")
        or event.mode in words("occurrence", "alone", "of_anybody")
    )


def _only_said(scene: Scene, t: Telling) -> bool:
    """Words, not deeds: what was not discussed, what "should" be done, rhetoric in quotation marks, calling names."""
    s, event, lemma = scene.syntax, t.event, scene.lemmas[t.head]
    unsaid = words("details", "topic", "object") | words("details", "topic", "mention") | {"touch", "raise", "broach"}
    if event.status == "denied" and lemma in unsaid:
        return True  # what was not discussed is a detail of the meeting
    if event.type == "REQUEST" and lemma in words("occurrence", "saying"):
        return True
    if lemma == "call" and event.mode == "phone" and any(s.deps[c] in ("oprd", "ccomp") for c in s.children[t.head]):
        return True
    quote = scene.quote_at(t.head)
    return quote is not None and quote.kind == "direct" and event.type not in words("occurrence", "in_quotes")


def _of_his_own(scene: Scene, event: Event) -> bool:
    """What a leader does or says about his own country."""
    return all(scene.kind(r) == "state" for r in event.recipients) and len(sides(scene, event)) == 1


def _at_home(scene: Scene, event: Event) -> bool:
    """A journey within the traveller's own country."""
    home = {scene.country(r) for r in event.actors} | {
        c for r in event.recipients if (c := scene.country(r)) is not None
    }
    return event.place is not None and home == {event.place.country} and None not in home


def _two_sided(scene: Scene, event: Event) -> bool:
    """Somebody acts on another side, or sides meet and agree with one another."""
    if event.actors and event.recipients:
        return len(sides(scene, event)) > 1
    mutual = event.type in words("occurrence", "mutual") or event.mode == "agreement"
    return mutual and len({party_key(scene, r) for r in event.actors}) > 1


def _says_what(scene: Scene, head: int) -> bool:
    """ "agreed to do X", "agreed that", "offered them Y": what is promised is told, not "agreed with him on that"."""
    s = scene.syntax
    to = any(word in ("to", "on") for word, _, _ in frames.prepositions(s, head))
    return to or any(s.deps[c] in ("xcomp", "ccomp", "dative", "dobj", "nsubjpass") for c in s.children[head])


def _own_law(scene: Scene, t: Telling) -> bool:
    """A law that a parliament is yet to pass: its own affair, no promise to anybody."""
    if t.event.type != "AGREE":
        return False
    found = {
        scene.lemmas[o] for i in t.tokens if scene.syntax.pos[i] == "VERB" for o in frames.objects(scene.syntax, i)
    }
    return bool(found & words("occurrence", "alone", "laws"))


def _done_alone(scene: Scene, event: Event, head: int) -> bool:
    """What one party can do by itself: a dated happening; a promise in so many words; a document signed; a threat to do
    something; an act of a state."""
    entry = event.entry or ""
    if event.when is not None and event.type not in words("occurrence", "said"):
        return True
    if event.type == "AGREE":
        if scene.lemmas[head] in ("offer", "agree") and ">" not in entry and not _says_what(scene, head):
            return False
        promised = scene.lemmas[head] in words("pledges", "verbs") | words("pledges", "infinitive")
        return (promised or ">" in entry) and entry.rpartition(">")[2] not in words("occurrence", "alone", "not_inner")
    if event.mode == "agreement":
        signed = {scene.lemmas[o] for o in frames.objects(scene.syntax, head)}
        return bool(signed & (words("details", "outcome", "documents") | words("occurrence", "alone", "laws")))
    if event.type == "THREATEN":
        return ">" in entry
    if event.type == "ASSAULT":
        return any(scene.kind(r) != "person" for r in event.actors)
    return event.type in words("occurrence", "alone", "types")


def political(scene: Scene, ref: ActorRef) -> bool:
    """A state, somebody who acts for one, or a listed organisation; not whoever a report happens to name."""
    return (
        scene.country(ref) is not None
        or ref.id in scene.officials
        or (scene.kind(ref) == "organisation" and ref.id is not None)
    )


def _finite(scene: Scene, head: int) -> bool:
    s = scene.syntax
    if s.tags[head] in ("VBD", "VBZ", "VBP"):
        return True
    return any(s.deps[c] in ("aux", "auxpass") and s.tags[c] != "TO" for c in s.children[head])


# --- the main occurrence ----------------------------------------------------------------------------------------------


def choose(scene: Scene, tellings: Sequence[Telling], counts: Sequence[int]) -> int | None:
    """Index of the main occurrence among what stands, or None when nothing stands out. `counts`: details of each."""
    weights = [weigh(scene, t, n) for t, n in zip(tellings, counts, strict=True)]
    standing = [k for k, t in enumerate(tellings) if stands(scene, t)]
    ranked = sorted(standing, key=lambda k: (-weights[k].score, tellings[k].event.trigger))
    if not ranked or weights[ranked[0]].score < LEAST:
        return None
    return next(
        (k for k in ranked if _where_it_was_done(scene, tellings[ranked[0]].event, tellings[k].event)), ranked[0]
    )


def by_outcome(scene: Scene, main: Telling, tellings: Sequence[Telling]) -> Telling:
    """A meeting told without day or place has those of what its parties are told to have agreed there."""
    event = main.event
    deeds = [t.event for t in tellings if _where_it_was_done(scene, t.event, event)]
    when = event.when or next(
        (_inferred(d.when) for d in deeds if d.when is not None and len(d.when.value) >= 10), None
    )
    place = event.place or next((d.place for d in deeds if d.place is not None), None)
    return main._replace(event=msgspec.structs.replace(event, when=when, place=place))


def _inferred(when: When) -> When:
    why = "the day on which its parties are told to have agreed"
    return msgspec.structs.replace(when, inferred=True, why=why if when.why is None else f"{why}; {when.why}")


def _where_it_was_done(scene: Scene, deed: Event, meeting: Event) -> bool:
    """True for the meeting at which its parties agreed on or signed something: that is the occurrence, the rest its
    outcome."""
    if deed.type not in words("occurrence", "mutual") and deed.mode != "agreement":
        return False
    held = meeting.type == "CONSULT" and meeting.status == deed.status == "asserted" and deed.type != "CONSULT"
    if not held or len(sides(scene, deed)) < 2 or sides(scene, deed) != sides(scene, meeting):
        return False
    return deed.when is None or meeting.when is None or deed.when.allows(meeting.when)


def weigh(scene: Scene, telling: Telling, details: int) -> Weighed:
    """How much a telling speaks for being what the report is about."""
    event = telling.event
    reasons = [
        ("place in the report", _position(telling)),
        ("words of the headline", _headline(scene, event)),
        ("kind of happening", _kind_points(scene, event)),
        ("details told of it", min(0.5 * details, 3.0)),
        ("told again", min(1.0 * (telling.tellings - 1), 3.0)),
        ("nearness in time", _nearness(scene, event)),
        ("strength of the telling", 2 * (telling.strength - 1)),
        (
            "status",
            {"planned": -1.0 if meets(event) else -3.0, "hypothetical": -5.0, "denied": -2.0, "historical": -5.0}.get(
                event.status, 0.0
            ),
        ),
        ("who vouches", 0.0 if event.vouched_by == OUTLET or event.status == "planned" else -1.0),
        ("in quoted words", -2.0 if (q := scene.quote_at(telling.head)) is not None and q.kind == "direct" else 0.0),
    ]
    return Weighed(sum(p for _, p in reasons), tuple(r for r in reasons if r[1]))


def _position(telling: Telling) -> float:
    """The first sentences tell what a report is about."""
    return max(0.0, 4.5 - 0.75 * telling.sentence)


def _headline(scene: Scene, event: Event) -> float:
    title = (scene.reading.report.title or "").casefold()
    if not title:
        return 0.0
    named = sum(1 for r in parties(event) if any(w in title for w in r.name.casefold().split() if len(w) > 3))
    trigger = scene.text[event.trigger.start : event.trigger.end].casefold().split()
    words_ = [w[:5] for w in trigger if len(w) > 3]
    return min(named, 2) * 0.75 + (1.0 if any(w in title for w in words_) else 0.0)


def _kind_points(scene: Scene, event: Event) -> float:
    persons = sum(scene.kind(r) in ("person", "office") for r in parties(event))
    several = len({scene.country(r) or r.id or r.name for r in parties(event)}) > 1
    base = 2.5 if meets(event) else {"SUPPORT": 1.5, "AGREE": 1.5, "COOPERATE": 1.0}.get(event.type, 0.75)
    return base + (1.5 if several else -1.0) + min(persons, 2) * 0.5


def meets(event: Event) -> bool:
    """A meeting, call or visit, held or still to come."""
    return event.type == "CONSULT" or (event.entry or "").rpartition(">")[2].startswith("consult.")


def _nearness(scene: Scene, event: Event) -> float:
    published = scene.reading.report.published
    if event.when is None:
        return 0.0
    if published is None:
        return 1.0 if len(event.when.value) >= 10 else 0.0
    gap = days_between(event.when.bounds()[1], published.value[:10])
    if gap is None or len(published.value) < 10:
        return 0.0
    if gap < -1:  # still to come
        return 0.5 if len(event.when.value) >= 10 else 0.0
    return 2.0 if gap <= 3 else 0.5 if gap <= 7 else -3.0


def days_between(a: str, b: str) -> int | None:
    """Days from ISO day `a` to ISO day `b`; None when either is no full day."""
    from datetime import date

    try:
        return (date.fromisoformat(b[:10]) - date.fromisoformat(a[:10])).days
    except ValueError:
        return None


# --- background -------------------------------------------------------------------------------------------------------

# What lies more than so many years before the publication is history.
YEARS_BACK = 5
# Earlier than this before what the report tells, a thing is told for context.
BACKGROUND_DAYS = 8


def in_time(scene: Scene, event: Event, now: When | None, *, main_known: bool = False) -> Event:
    """`historical` where an asserted event lies clearly before `now` (the day of the main occurrence, else of
    publication), where a party has since left office ("then-Prime Minister"), or where the clause says "previously"."""
    if event.status != "asserted":
        return event
    past = _long_ago(event.when, now) or _earlier(event.when, now) or (event.when is None and _formerly(scene, event))
    past = past or (main_known and event.when is None and _with_former(scene, event))
    return msgspec.structs.replace(event, status="historical") if past else event


def of_the_past(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """The undated deeds of persons of whom the report dates nothing but what lies years back are background too."""
    published = scene.reading.report.published
    if published is None:
        return list(tellings)
    line = str(int(published.value[:4]) - YEARS_BACK)
    dated = [(t.event.when.value[:4] < line, r.id) for t in tellings if t.event.when for r in _persons(scene, t.event)]
    gone = {i for old, i in dated if old} - {i for old, i in dated if not old}
    return [_gone_with(scene, t, gone) for t in tellings]


def _gone_with(scene: Scene, t: Telling, gone: set[str | None]) -> Telling:
    people = [r.id for r in _persons(scene, t.event) if r in t.event.actors]
    if t.event.status != "asserted" or t.event.when is not None or not people or not gone.issuperset(people):
        return t
    return t._replace(event=msgspec.structs.replace(t.event, status="historical"))


def _persons(scene: Scene, event: Event) -> list[ActorRef]:
    return [r for r in parties(event) if scene.kind(r) == "person"]


def _with_former(scene: Scene, event: Event) -> bool:
    """True where an act of office has a party who has left office: it was done while he held it."""
    return event.type in words("occurrence", "in_office") and any(r.id in scene.former for r in parties(event))


def _long_ago(when: When | None, now: When | None) -> bool:
    if when is None or now is None:
        return False
    gap = days_between(when.bounds()[1], now.bounds()[0])
    return gap is not None and gap >= BACKGROUND_DAYS


def _earlier(when: When | None, now: When | None) -> bool:
    """ "earlier this year" lies before now, though the year has not passed."""
    said = (when.words or "").casefold() if when is not None else ""
    return (
        when is not None
        and now is not None
        and said.startswith(("earlier ", "early "))
        and len(when.value) < 10
        and when.allows(now)
        and len(now.value) > len(when.value)
    )


def _formerly(scene: Scene, event: Event) -> bool:
    s = scene.syntax
    trigger = s.tokens_in(event.trigger)
    inside = sorted(own_words(s, trigger[0])) if len(trigger) else []
    said = {scene.lows[i] for i in inside if s.pos[i] == "ADV" or scene.lows[i] == "past"}
    if any(
        scene.lows[i + 1] in ("a", "an", "per", "every", "again", "more")
        for i in inside
        if scene.lows[i] == "once" and i + 1 < len(s)
    ):
        said.discard("once")  # "at least once a year"
    return any(_then(scene, i) for i in inside) or bool(said & words("occurrence", "formerly"))


def _then(scene: Scene, i: int) -> bool:
    """ "then-President X" in the clause."""
    s = scene.syntax
    return scene.lows[i] == "then" and i + 1 < len(s) and s.words[i + 1] == "-"


def still_to_come(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """A meeting only named ("the summit with X"), without a day, is the planned one where the report says that the same
    two will meet, and tells of no meeting of theirs on a day."""
    planned = [t.event for t in tellings if meets(t.event) and t.event.status == "planned"]
    dated = [
        t.event for t in tellings if t.event.type == "CONSULT" and t.event.status == "asserted" and _verbal(scene, t)
    ]
    return [_planned_too(scene, t, planned, dated) for t in tellings]


def _verbal(scene: Scene, t: Telling) -> bool:
    return t.event.when is not None or scene.syntax.pos[t.head] == "VERB"


def _planned_too(scene: Scene, t: Telling, planned: Sequence[Event], dated: Sequence[Event]) -> Telling:
    event = t.event
    if event.type != "CONSULT" or event.status != "asserted" or _verbal(scene, t) or len(parties(event)) < 2:
        return t
    if _is_journey(event):  # a guest may be on his visit and still have talks before him
        return t
    if any(_all_in(scene, event, d) for d in dated) or not any(_all_in(scene, event, p) for p in planned):
        return t
    return t._replace(event=msgspec.structs.replace(event, status="planned"))


def _all_in(scene: Scene, event: Event, other: Event) -> bool:
    return all(_matches(scene, r, parties(other)) for r in parties(event))


# --- whose detail -----------------------------------------------------------------------------------------------------


def owner(scene: Scene, tellings: Sequence[Telling], main: int | None, found: Anchored) -> int | None:
    """Index of the event a detail belongs to; None where it belongs to none of them (it is then left out)."""
    if found.anchor is None:
        return main
    if found.detail.status == "planned" and found.detail.point.startswith("topic."):
        return _of_plan(scene, tellings, main, found.anchor)
    token = happening(scene, found.anchor)
    at = next((k for k, t in enumerate(tellings) if token in t.tokens), None)
    if at is None and token != found.anchor:
        at = next((k for k, t in enumerate(tellings) if found.anchor in t.tokens), None)
    if at is not None and not _names_again(scene, tellings[at], token, found.detail):
        return _lift(scene, tellings, main, at, found.detail)
    if is_occurrence(scene, token):
        return _again(scene, tellings, main, token)
    return _by_parties(scene, tellings, main, token)


def _of_plan(scene: Scene, tellings: Sequence[Telling], main: int | None, anchor: int) -> int | None:
    """What is yet to be talked about belongs to the plan that names it, else to the planned meeting told before it."""
    main_planned = main is not None and tellings[main].event.status == "planned" and meets(tellings[main].event)
    at = next((k for k, t in enumerate(tellings) if anchor in t.tokens), None)
    if at is not None and main is not None and main_planned:
        told, whole = parties(tellings[at].event), parties(tellings[main].event)
        return main if all(_matches(scene, r, whole) for r in told) else at
    if at is not None:
        return at if tellings[at].event.status == "planned" else None
    before = [k for k, t in enumerate(tellings) if min(t.tokens) < anchor and meets(t.event)]
    return before[-1] if before and tellings[before[-1]].event.status == "planned" else None


def happening(scene: Scene, token: int) -> int:
    """The noun of the happening where a verb only carries it: "held talks", "the summit took place"."""
    s = scene.syntax
    if s.pos[token] not in ("VERB", "AUX"):
        return token
    for o in (*frames.objects(s, token), *frames.surface_subject(s, token)):
        if is_occurrence(scene, o):
            return o
    return token


def _lift(scene: Scene, tellings: Sequence[Telling], main: int | None, at: int, detail: Detail) -> int:
    """What was agreed or raised belongs to the meeting at which it was, when its parties are the same."""
    denied = detail.point == "topic.not-raised"
    if (
        main is None
        or (tellings[at].event.type == "CONSULT" and not denied)
        or not (
            detail.point in ("outcome", "topic.raised", "topic.not-raised", "occasion", "present")
            or (detail.point == "duration.planned" and _was_meant(scene, tellings[at].head))
        )
    ):
        return at
    event, whole = tellings[at].event, parties(tellings[main].event)
    moods = ("asserted", "denied", "planned", "hypothetical" if detail.point == "topic.raised" else "asserted")
    here = tellings[main].event.type == "CONSULT" and event.status in moods
    day = tellings[main].event.when
    near = event.when is None or day is None or event.when.allows(day)
    talkers = event.actors if detail.point.startswith("topic.") else parties(event)
    return main if here and near and talkers and all(_matches(scene, r, whole) for r in talkers) else at


def _was_meant(scene: Scene, head: int) -> bool:
    """ "had been scheduled to meet": a plan of what is over."""
    s = scene.syntax
    return scene.lows[head] in ("was", "were") or any(scene.lows[c] in ("had", "was", "were") for c in s.children[head])


def _names_again(scene: Scene, telling: Telling, noun: int, detail: Detail) -> bool:
    """ "was present at the meeting", "the meeting was hosted by X": a meeting told before, though the one named beside
    it makes it look like one of his."""
    if not is_occurrence(scene, noun) or not _definite(scene, noun):
        return False
    return detail.point in ("host", "present") or not stands(scene, telling)


def _again(scene: Scene, tellings: Sequence[Telling], main: int | None, noun: int) -> int | None:
    """The event that "the meeting", "their talks" stands for: one told before it in the sentence, else the main one."""
    s = scene.syntax
    if _other_parties(scene, tellings, main, noun):
        return None
    kind = _noun_kind(scene, noun)
    first = scene.sentence(noun)[0]
    fitting = [k for k, t in enumerate(tellings) if _fits(t.event, kind)]
    before = [
        k
        for k in fitting
        if any(first <= i < noun for i in tellings[k].tokens) and (k == main or stands(scene, tellings[k]))
    ]
    if before:
        return before[-1]
    if (
        s.tags[noun] == "NNS"
        and scene.lemmas[noun] not in ("talk", "negotiation", "discussion", "consultation")
        and not _definite(scene, noun)
    ):
        return None
    if not (_definite(scene, noun) or _points_back(scene, noun)):
        return None
    if main is not None and _fits(tellings[main].event, kind):
        return main
    earlier = [k for k in fitting if min(tellings[k].tokens) < noun and tellings[k].event.status != "historical"]
    return earlier[-1] if earlier else None


def _points_back(scene: Scene, noun: int) -> bool:
    """ "It was her first meeting", "their meeting": the same happening."""
    s = scene.syntax
    if any(s.deps[c] == "poss" for c in s.children[noun]):
        return True
    head = s.heads[noun]
    return s.deps[noun] == "attr" and any(
        s.deps[c] == "nsubj" and scene.lows[c] in ("it", "this", "that") for c in s.children[head]
    )


def _noun_kind(scene: Scene, noun: int) -> str:
    lemma = scene.lemmas[noun]
    if lemma in words("occurrence", "journey"):
        return JOURNEY
    if lemma in ("call", "telephone", "phonecall"):
        return CALL
    return (
        MEETING
        if lemma in words("occurrence", "meeting") or scene.lows[noun] in words("occurrence", "meeting")
        else OTHER
    )


def _fits(event: Event, kind: str) -> bool:
    if kind == OTHER:
        return event.type != "CONSULT"
    if kind == JOURNEY:
        return event.type == "CONSULT" and event.mode == "visit"
    return event.type == "CONSULT" or (event.type == "AGREE" and event.status == "planned")


def _other_parties(scene: Scene, tellings: Sequence[Telling], main: int | None, noun: int) -> bool:
    """True when the noun names parties of its own that the main occurrence does not have."""
    s = scene.syntax
    named = [o for word, _, o in frames.prepositions(s, noun) if word in ("with", "between", "among")]
    named += [c for c in s.children[noun] if s.deps[c] in ("poss", "compound", "amod")]
    if _elsewhere(scene, tellings, main, noun):
        return True
    refs = actors_at(scene, named)
    return bool(refs) and (main is None or not all(_matches(scene, r, parties(tellings[main].event)) for r in refs))


def _elsewhere(scene: Scene, tellings: Sequence[Telling], main: int | None, noun: int) -> bool:
    """ "his first visit to X", when the main occurrence is in another country."""
    if main is None or _noun_kind(scene, noun) != JOURNEY:
        return False
    goals = [o for word, _, o in frames.prepositions(scene.syntax, noun) if word == "to"]
    lands = {p.country for o in goals if (p := scene.place(o)) is not None and p.country is not None}
    event = tellings[main].event
    there = {c for r in event.recipients if (c := scene.country(r)) is not None}
    there |= {event.place.country} if event.place is not None and event.place.country is not None else set()
    return bool(lands and there) and not lands & there


def _by_parties(scene: Scene, tellings: Sequence[Telling], main: int | None, verb: int) -> int | None:
    """A verb that codes nothing ("discussed X"): the main meeting's, when those who act are its parties."""
    if main is None or tellings[main].event.type != "CONSULT":
        return None
    s = scene.syntax
    subjects = frames.surface_subject(s, verb)
    refs = actors_at(scene, subjects)
    if refs:
        if all(_matches(scene, r, parties(tellings[main].event)) for r in refs):
            return main
        return None
    return main if not subjects or s.pos[subjects[0]] != "PROPN" else None


# --- the host, and which way ------------------------------------------------------------------------------------------


def _around_a_table(scene: Scene, event: Event) -> bool:
    """Three or more countries that met, not one traveller's tour of several."""
    own = (event.entry or "").rpartition(">")[2]
    return own in words("occurrence", "table") and len({c for r in parties(event) if (c := scene.country(r))}) > 2


def with_host(scene: Scene, event: Event) -> Event:
    """Name the host of a meeting held in one party's country; a leader who came there from abroad is the visitor.
    PLOVER manual 0.8, CONSULT: a held visit has the visitor as actor and the host as recipient."""
    country = event.place.country if event.place is not None else None
    if event.type != "CONSULT" or event.mode in ("phone", "third-party", "multilateral"):
        return event
    host = event.host
    everyone = parties(event)
    if _around_a_table(scene, event):
        event = msgspec.structs.replace(event, mode="multilateral", actors=everyone, recipients=())
    if host is None and country is not None:
        host = next((r for r in everyone if scene.country(r) == country), None)
    if host is None:
        return event
    event = msgspec.structs.replace(event, host=host)
    at_home = scene.country(host)
    guests = tuple(r for r in everyone if scene.country(r) not in (at_home, None))
    hosts = tuple(r for r in everyone if scene.country(r) == at_home)
    came = country is not None and country == at_home and any(scene.kind(r) == "person" for r in guests)
    if (
        not came
        or len(guests) + len(hosts) != len(everyone)
        or len({scene.country(r) for r in guests}) != 1
        or not hosts
    ):
        return event
    return msgspec.structs.replace(event, mode="visit", actors=guests, recipients=hosts)
