"""The one real happening behind a story: which event of each report tells it, and who takes part for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from memcon.model.actor import ActorRef
from memcon.model.event import Event
from memcon.model.reading import Reading

Known = Mapping[str, tuple[str | None, str | None]]
"""State acted for and office of each actor, by id."""
MEETINGS = "CONSULT"
FRIENDLY = frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "AID"})
"""What parties do at a meeting: where a report tells both, the meeting is what happened and these are its outcome."""


class Telling(NamedTuple):
    """A report and an event in it."""

    reading: Reading
    event: Event


def one_occurrence(rows: Sequence[Reading]) -> list[Telling]:
    """The event of each report that tells the story's occurrence, the one most others are like first.

    It is among the reports' main events, unless that is something friendly done at a meeting of the same parties that a
    report tells besides. Two are alike when they share two parties (a leader and the state acted for are one party), or
    the only one told, and type. A report whose main event is another happening may tell this one further down; what
    is told of no day that allows it is no evidence on when or where this one took place. What of several reports a
    single one tells, and only further down, is not what they are about: none is given then.
    """
    known = told_of(rows)
    mains = [t for r in rows if (t := _offered(r, known)) is not None]
    if not mains:
        return []
    likely = _centre(mains, rows, known)
    if len(rows) > 1 and not _early(likely) and _tellers(likely, rows, known) < SEVERAL:
        return []
    centre = _meeting(likely, rows, known)
    found = [centre]
    for row in rows:
        told = next((t for t in tellings(row, centre, known)), None)
        main = next((t for t in mains if t.reading is row and _one_kind(t.event, centre.event, known)), None)
        chosen = main if main is not None and (told is None or main.event.type == centre.event.type) else told
        if row is not centre.reading and (chosen := chosen or main) is not None:
            found.append(chosen)
    return found


SEVERAL = 2
LEAD = 700
"""Code points from the beginning of its text within which a report tells what it is about."""


def _offered(row: Reading, known: Known) -> Telling | None:
    """What a report is about: its main event, unless it begins with something that two parties of that one or more did
    and tells the main one further down."""
    main = next((e for e in row.events or () if e.id == row.main), None)
    if main is None or _early(Telling(row, main)):
        return Telling(row, main) if main is not None else None
    sides = _sides(main, known)
    first = (e for e in row.events or () if e.type in FRIENDLY and e.status == "asserted" and _early(Telling(row, e)))
    begun = next((e for e in first if len(_sides(e, known) & sides) >= min(SEVERAL, len(sides))), None)
    return Telling(row, begun or main)


def _early(telling: Telling) -> bool:
    row = telling.reading
    start = row.body[0].span.start if row.body else 0
    return telling.event.span.start - start < LEAD


_DONE = {"historical": "asserted"}
"""What one report tells as its news another tells as what went before."""


def _tellers(telling: Telling, rows: Sequence[Reading], known: Known) -> int:
    """How many reports tell a happening, as their main event or besides."""
    day = telling.event.when
    return sum(
        any(
            e.type == telling.event.type
            and _DONE.get(e.status, e.status) == _DONE.get(telling.event.status, telling.event.status)
            and _alike(e, telling.event, known)
            and (e.when is None or day is None or e.when.allows(day))
            for e in r.events or ()
        )
        for r in rows
    )


def tellings(row: Reading, centre: Telling, known: Known) -> list[Telling]:
    """Events of `row` that tell the same happening as `centre`: asserted, of its type, between two of its parties, on a
    day that allows it; those that tell most first."""
    day = centre.event.when
    found = [
        Telling(row, e)
        for e in row.events or ()
        if e.type == centre.event.type
        and e.status == centre.event.status
        and len(_sides(e, known) & _sides(centre.event, known)) >= 2
        and (e.when is None or day is None or e.when.allows(day))
        and not (e.status == "planned" and _over(e, row))
    ]
    return sorted(found, key=lambda t: (t.event.id != row.main, -_fullness(t.event), t.event.span))


def _over(event: Event, row: Reading) -> bool:
    """True where a plan's day is over when its report appears, or told as over ("earlier this month")."""
    published = row.report.published
    if event.when is None:
        return False
    if (event.when.words or "").casefold().startswith(("earlier ", "early this ", "last ")):
        return True
    return published is not None and event.when.bounds()[1] < published.value[:DAY]


DAY = 10
"""Length of an ISO day."""


def is_journey(event: Event, people: frozenset[str]) -> bool:
    """A visit told without anybody of `people` (ids of persons) who is met there: a country or a place is no party."""
    if event.type != MEETINGS or event.mode != "visit" or not event.actors:
        return False
    if not event.recipients and (len(event.actors) > 1 or event.place is None):
        return False  # they met one another, or nobody says where the journey went
    return not any(r.id in people for r in event.recipients)


def evidence(rows: Sequence[Reading], mains: Sequence[Telling], known: Known) -> list[Telling]:
    """All events that tell of the occurrence's day and place: the chosen ones first, other tellings of it, and what its
    parties did at it by a report's main event."""
    if not mains:
        return []
    found = list(mains)
    for row in rows:
        found += tellings(row, mains[0], known)
        found += [
            Telling(row, e)
            for e in row.events or ()
            if e.id == row.main
            and e.type in FRIENDLY
            and e.status == "asserted"
            and _done_there(e, mains[0].event, known)
        ]
    return list({t.event.id: t for t in found}.values())


def _done_there(event: Event, centre: Event, known: Known) -> bool:
    both = len(_sides(event, known) & _sides(centre, known)) >= 2
    return both and (event.when is None or centre.when is None or event.when.allows(centre.when))


def _centre(mains: Sequence[Telling], rows: Sequence[Reading], known: Known) -> Telling:
    codes = Counter((t.event.type, t.event.mode) for t in mains)

    def rank(k: int) -> tuple[int, int, bool, int, int, int, int]:
        event = mains[k].event
        like = sum(_one_kind(event, t.event, known) for t in mains)
        return (
            like,
            _tellers(mains[k], rows, known),
            event.status != "denied",
            codes[event.type, event.mode],
            len(_sides(event, known)),
            _fullness(event),
            -k,
        )

    return mains[max(range(len(mains)), key=rank)]


def _meeting(centre: Telling, rows: Sequence[Reading], known: Known) -> Telling:
    """The meeting at which `centre` was done, when a report tells one of the same parties; else `centre`."""
    if centre.event.type not in FRIENDLY or centre.event.status != "asserted":
        return centre
    sides = _sides(centre.event, known)
    day = centre.event.when
    met = [
        Telling(r, e)
        for r in (centre.reading, *(r for r in rows if r is not centre.reading))
        for e in r.events or ()
        if e.type == MEETINGS
        and e.status == "asserted"
        and len(_sides(e, known) & sides) >= min(2, len(sides))
        and len(_sides(e, known)) >= 2
        and (e.when is None or day is None or e.when.allows(day))
    ]
    if _early(centre) and not any(map(_early, met)):
        return centre  # a meeting told in passing, further down, is not what the reports are about
    return max(met, key=lambda t: (len(_sides(t.event, known)), _fullness(t.event)), default=centre)


def _alike(a: Event, b: Event, known: Known) -> bool:
    one, other = _sides(a, known), _sides(b, known)
    shared, least = len(one & other), min(len(one), len(other))
    return shared >= 2 or (shared == least == 1 and a.type == b.type)


def _one_kind(a: Event, b: Event, known: Known) -> bool:
    """Alike, and both of one type, or both what is done at meetings."""
    return _alike(a, b, known) and (a.type == b.type or {a.type, b.type} <= {MEETINGS, *FRIENDLY})


def _fullness(event: Event) -> int:
    """How much an event's coding says: its date, its place, its details."""
    return (event.when is not None) + (event.place is not None) + len(event.details)


def _sides(event: Event, known: Known) -> frozenset[str]:
    refs = event.actors + event.recipients
    # Where a visit goes to is one of its sides, whatever base or palace there is named.
    there = event.place.country if event.mode == "visit" and event.place is not None else None
    return frozenset({there} if there is not None else ()) | frozenset(
        known.get(r.id or r.name, (None, None))[0] or r.id or r.name for r in refs
    )


def told_of(rows: Sequence[Reading]) -> dict[str, tuple[str | None, str | None]]:
    """Country and office that the reports give each actor most often; a former office only where no other is told."""
    countries: dict[str, Counter[str]] = {}
    offices: dict[str, Counter[tuple[bool, str]]] = {}
    for mention in (m for r in rows for m in r.mentions or ()):
        if mention.actor is None:
            continue
        if mention.country:
            countries.setdefault(mention.actor, Counter())[mention.country] += 1
        if mention.office:
            offices.setdefault(mention.actor, Counter())[not mention.former, mention.office] += 1
    keys = sorted(set(countries) | set(offices))
    return {k: (top(countries.get(k, Counter())), (_top_office(offices.get(k, Counter())))) for k in keys}


def top(counts: Counter[str]) -> str | None:
    """The most frequent; of equals the first in the alphabet."""
    return max(sorted(counts), key=lambda k: counts[k]) if counts else None


def _top_office(counts: Counter[tuple[bool, str]]) -> str | None:
    return max(sorted(counts), key=lambda k: (k[0], counts[k]))[1] if counts else None


def persons_for(tellings: Sequence[Telling], known: Known) -> dict[str, ActorRef]:
    """Who stands for whom among the parties: for a state that some report names, and for a body of it, the person who
    acts for it in another; for a short form of a name the full one of a person of the same state."""
    refs = [r for t in tellings for r in t.event.actors + t.event.recipients]
    people = persons_met(tellings)
    acting = {c: r for r in reversed(refs) if (c := known.get(r.id or "", (None, None))[0]) and r.id in people}
    found = {}
    for ref in refs:
        country = known.get(ref.id or "", (None, None))[0] or ref.id or ""
        if ref.id is not None and ref.id not in people and country in acting:
            found[ref.id] = acting[country]
        elif ref.id is not None:
            named = (r for r in refs if r.id in people and _short_for(ref, r))
            full = next((r for r in named if known.get(r.id or "", (None,))[0] == country), None)
            if full is not None:
                found[ref.id] = full
    return found


def _short_for(ref: ActorRef, other: ActorRef) -> bool:
    return set(ref.name.casefold().split()) < set(other.name.casefold().split())


def persons_met(tellings: Sequence[Telling]) -> frozenset[str]:
    """Ids of all persons whom the tellings' reports name."""
    mentions = (m for t in tellings for m in t.reading.mentions or ())
    return frozenset(m.actor for m in mentions if m.kind == "person" and m.actor is not None)


def sides_in_person(
    event: Event, persons: Mapping[str, ActorRef], known: Known, *, journey: bool = False
) -> list[ActorRef]:
    """The event's parties, each once, a state by the person who acts for it; who holds no office comes along with one
    of the same state who does, and is no party; nor is whoever acts for nobody we know beside others who do. Of a
    `journey` on which nobody is met only the travellers are parties."""
    own = event.actors + (() if journey and not any(r.id in persons for r in event.recipients) else event.recipients)
    refs = list(dict.fromkeys(persons.get(r.id or "", r) for r in own))
    told = [(r, *known.get(r.id or "", (None, None))) for r in refs]
    acting = {country for _, country, office in told if office is not None}
    found = [r for r, country, office in told if office or country is None or country not in acting or r.id == country]
    if event.type != MEETINGS or len({country for _, country, _ in told if country}) < (1 if journey else 2):
        return found
    return [r for r in found if r.id is None or any(known.get(r.id, (None, None)))]
