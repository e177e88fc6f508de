"""The memcon of a story: occurrence, findings in a reader's order, and the layers it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from memcon.model.actor import ActorRef
from memcon.model.event import Event
from memcon.model.reading import Reading
from memcon.model.record import Finding, Memcon, Occurrence, Part, Party
from memcon.model.story import Story
from memcon.model.when import When
from memcon.reconcile.align import Told, align
from memcon.reconcile.decide import Ground, decide, published_of
from memcon.reconcile.records import (
    claim_record,
    event_record,
    origin_record,
    pledge_record,
    quote_record,
    record_span,
    visit_record,
)
from memcon.reconcile.wording import headline

ORDER = (
    "parties",
    "when",
    "place",
    "format",
    "host",
    "initiator",
    "occasion",
    "ordinal",
    "duration",
    "duration.planned",
    "present",
    "count",
    "outcome",
    "topic.raised",
    "quote",
    "pledge",
    "topic.not-raised",
    "stance",
    "background",
    "assessment",
)
"""What happened, what was said, pledged, not raised, background, assessment."""


def reconcile(story: Story, readings: Sequence[Reading], *, base: str | None = None) -> Memcon:
    """The memcon of `story` from the Readings of its reports, told against origin `base` when given. Pure: the same
    readings give the same bytes, in whatever order they come."""
    rows = sorted(readings, key=lambda r: (published_of(r.report), r.report.id))
    mains = one_occurrence(rows)
    when = _when([e for _, e in mains])
    ground = Ground(story.origins, {r.report.id: r.report for r in rows}, when, base)
    told = [Told(r.report.id, c) for r in rows for c in r.claims or ()]
    findings = [decide(a, ground) for a in align(told, frozenset(e.id for _, e in mains))]
    findings.sort(key=_reader_order)
    occurrence = _occurrence(mains, rows, when)
    by_id = sorted(rows, key=lambda r: r.report.id)
    return Memcon(
        id=story.id,
        headline=_headline(occurrence, rows, mains),
        occurrence=occurrence,
        reports=tuple(sorted(story.reports)),
        origins=tuple(origin_record(o) for o in story.origins),
        findings=tuple(findings),
        quotes=tuple(quote_record(r.report, q) for r in by_id for q in r.quotes or ()),
        events=tuple(event_record(r.report, e) for r in by_id for e in r.events or ()),
        pledges=tuple(pledge_record(r.report, p) for r in by_id for p in r.pledges or ()),
        visits=tuple(visit_record(r.report, v) for r in by_id for v in r.visits or ()),
        claims=tuple(claim_record(r.report, c) for r in by_id for c in r.claims or ()),
    )


def _reader_order(finding: Finding) -> tuple[int, int, str, int, str]:
    place = ORDER.index(finding.point) if finding.point in ORDER else len(ORDER)
    spans = [s for c in finding.cells for s in c.spans]
    first = min(((s.report, s.start) for s in spans), default=("", 0))
    return place, -finding.support, *first, finding.id


def one_occurrence(rows: Sequence[Reading]) -> list[tuple[Reading, Event]]:
    """The reports' main events that are the story's occurrence: first the one most others are like, then those like it.

    Two are alike when they share two parties (a leader and the state acted for are one party), or the only one told,
    and type. A main event that is another happening is no evidence on when or where this one took place.
    """
    known = _told_of(rows)
    mains = [(r, e) for r in rows for e in r.events or () if e.id == r.main]
    sides = [_sides(e, known) for _, e in mains]

    def alike(a: int, b: int) -> bool:
        shared, least = len(sides[a] & sides[b]), min(len(sides[a]), len(sides[b]))
        return shared >= 2 or (shared == least == 1 and mains[a][1].type == mains[b][1].type)

    if not mains:
        return []
    codes = Counter((e.type, e.mode) for _, e in mains)
    rank = [
        (sum(alike(a, b) for b in range(len(mains))), codes[e.type, e.mode], len(sides[a]), _told(e), -a)
        for a, (_, e) in enumerate(mains)
    ]
    centre = max(range(len(mains)), key=lambda k: rank[k])
    return [mains[centre], *(mains[k] for k in range(len(mains)) if k != centre and alike(k, centre))]


def _told(event: Event) -> int:
    """How much an event's coding says: its date, its place, its details."""
    return (event.when is not None) + (event.place is not None) + len(event.details)


def _sides(event: Event, known: Mapping[str, tuple[str | None, str | None]]) -> frozenset[str]:
    refs = event.actors + event.recipients
    return frozenset(known.get(r.id or r.name, (None, None))[0] or r.id or r.name for r in refs)


def _when(mains: Sequence[Event]) -> When | None:
    """The day most main events give; the more precise one where they allow each other."""
    dated = [e.when for e in mains if e.when is not None]
    if not dated:
        return None
    counts = Counter(w.value for w in dated)
    return max(dated, key=lambda w: (counts[w.value], not w.inferred, len(w.value), w.value))


def _occurrence(mains: Sequence[tuple[Reading, Event]], rows: Sequence[Reading], when: When | None) -> Occurrence:
    if not mains:
        return Occurrence(None, None, None, (), None, None, ())
    chosen = mains[0][1]
    places = Counter(e.place.name for _, e in mains if e.place is not None)
    held = [e.place for _, e in mains if e.place is not None and places[e.place.name] == max(places.values())]
    place = max(held, key=lambda p: (p.lat is not None, p.country or "", p.name)) if held else None
    formats = Counter(d.value for _, e in mains for d in e.details if d.point == "format" and d.value)
    return Occurrence(
        type=chosen.type,
        mode=chosen.mode or _top(Counter(e.mode for _, e in mains if e.mode and e.type == chosen.type)),
        format=_top(formats) or _format(chosen),  # type: ignore[arg-type]
        parties=_parties(mains, rows, place.country if place else None),
        when=when,
        place=place,
        spans=tuple(record_span(r.report, e.span) for r, e in sorted(mains, key=lambda m: (m[0].report.id, m[1].span))),
    )


def _format(event: Event) -> str | None:
    """Two parties that meet are bilateral even where no report says the word."""
    return "bilateral" if event.type == "CONSULT" and len({*event.actors, *event.recipients}) == 2 else None


def _parties(mains: Sequence[tuple[Reading, Event]], rows: Sequence[Reading], country: str | None) -> tuple[Party, ...]:
    """The parties of the chosen main event; for a state, the person who acts for it in another report's telling."""
    known = _told_of(rows)
    told = [(ref, *known.get(ref.id or ref.name, (None, None))) for _, e in mains for ref in e.actors + e.recipients]
    persons = {c: (ref, c, office) for ref, c, office in reversed(told) if c is not None and c != ref.id}
    found: dict[str, tuple[ActorRef, str | None, str | None]] = {}
    for ref, c, office in told[: len(mains[0][1].actors + mains[0][1].recipients)]:
        party = persons.get(ref.id or "", (ref, c, office))
        found.setdefault(party[0].id or party[0].name, party)
    hosts = {e.host.id for _, e in mains if e.host is not None}
    states = {c for _, c, _ in found.values()}
    where = country if country in states and len(states) > 1 else None
    return tuple(
        Party(ref.id or "", ref.name, c, office, _part(ref, c, where, hosts)) for ref, c, office in found.values()
    )


def _part(ref: ActorRef, own: str | None, country: str | None, hosts: set[str | None]) -> Part:
    if ref.id in hosts or (country is not None and own == country):
        return "host"
    return "guest" if country is not None and own is not None else "participant"


def _told_of(rows: Sequence[Reading]) -> dict[str, tuple[str | None, str | None]]:
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
    return {k: (_top(countries.get(k, Counter())), (_top_office(offices.get(k, Counter())))) for k in keys}


def _top(counts: Counter[str]) -> str | None:
    return max(sorted(counts), key=lambda k: counts[k]) if counts else None


def _top_office(counts: Counter[tuple[bool, str]]) -> str | None:
    return max(sorted(counts), key=lambda k: (k[0], counts[k]))[1] if counts else None


def _headline(occurrence: Occurrence, rows: Sequence[Reading], mains: Sequence[tuple[Reading, Event]]) -> str:
    if not mains or occurrence.type is None or not occurrence.parties:
        title = next((r.report.title for r in rows if r.report.title), None)
        return title or _opening(rows[0])
    short = _short_names(rows)
    whom = {r.id for r in mains[0][1].recipients}
    names = [(short.get(p.actor, p.name), p.actor in whom and p.actor != "") for p in occurrence.parties]
    place = occurrence.place.name if occurrence.place else None
    active, passive = [n for n, is_whom in names if not is_whom], [n for n, is_whom in names if is_whom]
    return headline(occurrence.type, occurrence.mode, active, passive, place, occurrence.when)


def _short_names(rows: Iterable[Reading]) -> dict[str, str]:
    """The surname by which the reports most often call a person."""
    found: dict[str, Counter[str]] = {}
    for r in rows:
        for m in r.mentions or ():
            if m.form == "surname" and m.actor is not None and m.kind == "person":
                found.setdefault(m.actor, Counter())[m.span.of(r.text)] += 1
    return {k: max(sorted(c), key=lambda n: c[n]) for k, c in found.items()}


def _opening(reading: Reading) -> str:
    words = " ".join(reading.text.split())
    return words if len(words) <= 90 else words[:89].rsplit(" ", 1)[0] + " \u2026"
