"""The visit ledger: every visit once, from reports and lists; trips, legs and country-visits; whose turn it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from memcon.events import lexicon
from memcon.knowledge import kb
from memcon.model.actor import ActorRef
from memcon.model.event import Visit
from memcon.model.ids import content_id
from memcon.model.place import Place
from memcon.model.reading import Reading
from memcon.model.record import RecordSpan
from memcon.model.relation import KnownVisit, LedgerVisit, Row
from memcon.model.story import Story
from memcon.model.when import When
from memcon.reconcile.records import record_span
from memcon.relations.happenings import Home, homes, side_of
from memcon.relations.join import days, join, wide
from memcon.relations.who import name_of

RULES = (
    (
        "A visit is one traveller's stay in one country. Tellings of the same traveller (a state stands for any of its "
        "travellers) to the same country on dates that allow each other are one visit, however many reports tell of "
        "it; a wider date joins only when a single visit fits it. In one story a telling without a date joins too, and "
        "days next to each other in different reports are one visit that they date differently. Two rows of one list "
        "are one visit only when they give the same days."
    ),
    (
        "A trip is a traveller's visits of known days that follow each other without a day between; a visit without "
        "known days is a trip of its own. Legs are the places stayed at. Country-visits count each country once a trip."
    ),
    (
        "Who owes the next visit: of the visits held by heads of state or government of one side in the other's "
        "country, summits there included, the last one counts; whoever was host then owes one. Told only when both "
        "sides have been guests and the days say which visit was the last."
    ),
)
_STATUS = {
    "asserted": "held",
    "historical": "held",
    "planned": "announced",
    "hypothetical": "possible",
    "denied": "denied",
}
_ORDER = ("held", "cancelled", "denied", "announced", "possible")
"""A visit told as made was made; one called off later was announced first."""


class Turn(msgspec.Struct, frozen=True):
    """Whose turn it is between two states: `owes` visits `to` next, because of visit `last`; both None with the
    reason in `why` when it is not plain."""

    pair: tuple[str, str]
    owes: str | None
    to: str | None
    last: str | None
    why: str


class Counts(msgspec.Struct, frozen=True):
    """Of held visits, by the printed rules."""

    visits: int
    trips: int
    legs: int
    country_visits: int


class Stay(NamedTuple):
    """One telling of a visit, in a report or a row of a list."""

    key: str
    traveller: ActorRef
    origin: str | None
    to: Place
    host: ActorRef | None
    when: When | None
    status: str
    purpose: str | None
    stops: tuple[str, ...]
    story: str | None
    report: str | None
    report_origin: str | None
    row: Row | None
    spans: tuple[RecordSpan, ...]


def stays(readings: Sequence[Reading], stories: Sequence[Story]) -> list[Stay]:
    """What the readings tell of visits. One whose traveller's state or whose country is not known is left out: the
    memcon has it, but it leads from nowhere to somewhere."""
    home = homes(readings, stories)
    found = [_of_reading(r, home[r.report.id], v) for r in readings for v in r.visits or ()]
    return [s for s in found if s is not None]


def _of_reading(reading: Reading, home: Home, visit: Visit) -> Stay | None:
    origin = visit.origin or side_of(visit.traveller, home)
    if visit.to is None or visit.to.country is None or origin is None:
        return None
    stops = () if visit.to.kind in ("country", "state") else (visit.to.name,)
    spans = (record_span(reading.report, visit.span),)
    return Stay(
        visit.id, visit.traveller, origin, visit.to, visit.host, visit.when, _status(reading, visit),
        visit.purpose, stops, home.story, reading.report.id, home.origin, None, spans,
    )  # fmt: skip


def _status(reading: Reading, visit: Visit) -> str:
    """held, announced, possible, denied; cancelled where a verb of calling off says why it was not made."""
    status = _STATUS.get(visit.status, "possible")
    words = visit.span.of(reading.text).casefold()
    off = status == "denied" and any(
        re.search(p, words, re.DOTALL) for p in map(_pattern, sorted(lexicon.words("visits", "cancelled")))
    )
    return "cancelled" if off else status


def _pattern(stem: str) -> str:
    """A verb in any of its forms; of "call off" the particle may stand apart: "called her visit off"."""
    verb, _, particle = stem.partition(" ")
    return rf"\b{verb}\w*\s(?:.*\s)?{particle}\b" if particle else rf"\b{verb}"


def stays_known(visits: Iterable[KnownVisit]) -> list[Stay]:
    """Imported rows as stays: held, as such lists say."""
    return [
        Stay(v.id, v.traveller, v.origin, v.to, v.host, v.when, "held", v.purpose, v.stops, None, None, None, v.row, ())
        for v in visits
        if v.to is not None
    ]


def ledger(told: Sequence[Stay]) -> list[LedgerVisit]:
    """Every visit once, earliest first, those without a date last; pure, whatever the order of the stays."""
    by: dict[tuple[str, str], list[Stay]] = {}
    for stay in told:
        by.setdefault((stay.origin or "", stay.to.country or ""), []).append(stay)
    groups = [g for key in sorted(by) for g in _of_one_story(join(_same_words(by[key]), _when, _alike, _order))]
    return _trips(sorted((_visit(sorted(g, key=_order)) for g in groups), key=_by_date))


def _of_one_story(groups: Sequence[list[Stay]]) -> list[list[Stay]]:
    """Groups of stays of one story that are one visit: a telling without a date is the visit that other reports date;
    days next to each other, told by different reports, are one visit that they date differently."""
    kept: list[list[Stay]] = []
    for group in sorted(
        groups, key=lambda g: (g[0].when is None, g[0].when.bounds() if g[0].when else ("", ""), _order(g[0]))
    ):
        fits = [k for k in kept if _one_in_story(k, group)]
        if len(fits) == 1:
            fits[0].extend(group)
        else:
            kept.append(list(group))
    return kept


def _one_in_story(a: Sequence[Stay], b: Sequence[Stay]) -> bool:
    stories = {s.story for s in a} & {s.story for s in b} - {None}
    if not stories or not all(_alike(x, y) for x in a for y in b):
        return False
    if a[0].when is None or b[0].when is None:
        return True
    apart = {s.report for s in a}.isdisjoint(s.report for s in b)
    near = all(_near(x.when, y.when) for x in a for y in b)
    return apart and near


def _near(a: When | None, b: When | None) -> bool:
    """Two days that are the same or follow each other."""
    if a is None or b is None or days(a) > 1 or days(b) > 1:
        return False
    first, second = sorted((a.bounds()[0], b.bounds()[0]))
    return second <= _day_after(first)


def _when(stay: Stay) -> When | None:
    return stay.when


def _order(stay: Stay) -> tuple[str, str, str]:
    return stay.report or "", stay.row.id if stay.row else "", stay.key


def _by_date(visit: LedgerVisit) -> tuple[bool, tuple[str, str], str, str]:
    return visit.when is None, visit.when.bounds() if visit.when else ("", ""), visit.traveller.name, visit.id


def _same_words(told: Sequence[Stay]) -> list[Stay]:
    """Of tellings of one report without a date, those of a visit it dates elsewhere are no further visit."""
    dated = {(s.report, s.traveller.id, s.status) for s in told if s.when is not None}
    return [s for s in told if s.when is not None or (s.report, s.traveller.id, s.status) not in dated]


def _alike(a: Stay, b: Stay) -> bool:
    if a.row and b.row and a.row.list == b.row.list and (a.when != b.when or wide(a.when)):
        return False
    if a.traveller.id == b.traveller.id:
        return a.traveller.id is not None or a.traveller.name == b.traveller.name
    return a.origin in (a.traveller.id, b.traveller.id)


def _visit(group: Sequence[Stay]) -> LedgerVisit:
    person = next((s.traveller for s in group if s.traveller.id != s.origin), group[0].traveller)
    when = min((s.when for s in group if s.when), key=lambda w: (days(w), w.inferred, w.value), default=None)
    to = min((s.to for s in group), key=lambda p: (p.kind in ("country", "state"), p.lat is None, p.name))
    status = min((s.status for s in group), key=_ORDER.index)
    office, rank = office_of(person.id, when)
    return LedgerVisit(
        id=content_id("visit", sorted(s.key for s in group)),
        traveller=person,
        origin=group[0].origin,
        to=to,
        host=next((s.host for s in group if s.host), None),
        when=when,
        status=status,
        purpose=next((s.purpose for s in group if s.purpose), None),
        office=office,
        rank=rank,
        stops=tuple(dict.fromkeys(stop for s in group for stop in s.stops)),
        trip="",
        differs=_differs(group),
        reports=tuple(sorted({s.report for s in group if s.report})),
        origins=tuple(sorted({s.report_origin for s in group if s.report_origin})),
        rows=tuple(s.row for s in group if s.row),
        spans=tuple(span for s in group for span in s.spans),
    )


def _differs(group: Sequence[Stay]) -> tuple[str, ...]:
    told = {
        "when": len({s.when.value for s in group if s.when is not None and days(s.when) == 1}),
        "status": len({s.status == "held" for s in group if s.status in ("held", "cancelled", "denied")}),
    }
    return tuple(name for name, values in told.items() if values > 1)


def office_of(key: str | None, when: When | None) -> tuple[str | None, str | None]:
    """The office a person of the knowledge base held on the first day, and its rank: head, minister, other; both None
    when it is not known or the date too wide to say."""
    if key is None or when is None or kb.person(key) is None:
        return None, None
    on = when.value[:10]
    held = [p for t in kb.offices_of(key, on) if (p := kb.position(t.position)) is not None]
    ranks = {"head_of_state": "head", "head_of_government": "head", "foreign_minister": "minister"}
    ordered = sorted(held, key=lambda p: ("head", "minister", "other").index(ranks.get(p.role, "other")))
    return (ordered[0].title, ranks.get(ordered[0].role, "other")) if ordered else (None, None)


# ---------------------------------------------------------------- trips


def _trips(visits: Sequence[LedgerVisit]) -> list[LedgerVisit]:
    """The visits with their trips."""
    trip: dict[str, str] = {}
    last: dict[str, tuple[str, str]] = {}
    for visit in visits:
        known = visit.when is not None and days(visit.when) <= _LONGEST and visit.status == "held"
        who = visit.traveller.id or f"{visit.origin} {visit.traveller.name}"
        start, end = visit.when.bounds() if visit.when else ("", "")
        before = last.get(who) if known else None
        own = before is not None and start <= _day_after(before[0])
        trip[visit.id] = before[1] if own and before else content_id("trip", visit.id)
        if known:
            last[who] = (max(end, before[0]) if own and before else end, trip[visit.id])
    return [msgspec.structs.replace(v, trip=trip[v.id]) for v in visits]


_LONGEST = 27
"""Days. A date as wide as a month is no stay of a month."""


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def counts(visits: Sequence[LedgerVisit]) -> Counts:
    """Visits, trips, legs and country-visits among those held."""
    held = [v for v in visits if v.status == "held"]
    return Counts(
        len(held),
        len({v.trip for v in held}),
        sum(max(1, len(v.stops)) for v in held),
        len({(v.trip, v.to.country) for v in held}),
    )


# ---------------------------------------------------------------- whose turn it is


def turn(visits: Sequence[LedgerVisit], a: str, b: str) -> Turn:
    """Who of the states `a` and `b` owes the other the next visit, by the printed rule."""
    pair = (a, b)
    heads = [v for v in visits if v.status == "held" and v.rank == "head" and v.when is not None]
    there = {x: [v for v in heads if v.origin == x and v.to.country == y] for x, y in ((a, b), (b, a))}
    missing = [x for x in pair if not there[x]]
    if missing:
        names = " or of ".join(name_of(x) or x for x in missing)
        return Turn(pair, None, None, None, f"no dated visit by a head of {names} to the other is in the ledger")
    latest = {x: max(there[x], key=_bounds) for x in pair}
    guest, host = sorted(pair, key=lambda x: _bounds(latest[x]), reverse=True)
    if _bounds(latest[guest])[0] <= _bounds(latest[host])[1]:
        return Turn(pair, None, None, None, "the days do not say which visit was the last")
    v = latest[guest]
    why = f"{v.traveller.name} came to {v.to.name} last ({v.when.value if v.when else ''})"
    return Turn(pair, host, guest, v.id, why)


def _bounds(visit: LedgerVisit) -> tuple[str, str]:
    return visit.when.bounds() if visit.when is not None else ("", "")


def turns(visits: Sequence[LedgerVisit], pair: Sequence[str] | None = None) -> list[Turn]:
    """Whose turn it is, for `pair`, or for every pair of states whose heads have visited each other."""
    if pair is not None:
        return [turn(visits, *sorted(pair))]
    pairs = {tuple(sorted((v.origin, v.to.country))) for v in visits if v.origin and v.to.country}
    found = [turn(visits, a, b) for a, b in sorted(pairs)]
    return [t for t in found if t.owes is not None]


def chosen(
    visits: Sequence[LedgerVisit],
    *,
    pair: Sequence[str] | None = None,
    one: str | None = None,
    year: str | None = None,
    by: str | None = None,
) -> list[LedgerVisit]:
    """The visits between the states of `pair`, from or to state `one`, that may lie in `year`, made by person `by`."""

    def fits(v: LedgerVisit) -> bool:
        ends = {v.origin, v.to.country}
        return (
            (pair is None or ends == set(pair))
            and (one is None or one in ends)
            and (by is None or v.traveller.id == by)
            and (year is None or (v.when is not None and v.when.allows(When(year))))
        )

    return [v for v in visits if fits(v)]


def visit_rows(visits: Sequence[LedgerVisit]) -> list[Mapping[str, object]]:
    """The visits in the contract's shape: `to` with `name` and `country`."""
    rows = []
    for v in visits:
        row = msgspec.to_builtins(v)
        row["to"] = {"name": v.to.name, "country": v.to.country}
        rows.append(row)
    return rows
