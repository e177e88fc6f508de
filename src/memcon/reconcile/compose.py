"""The memcon of a story: occurrence, findings in a reader's order, and the layers it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from memcon.actors.resolve import join_story
from memcon.knowledge.kb import fold
from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.judgement import NOBODY, Standing
from memcon.model.reading import Reading
from memcon.model.record import Finding, Memcon, Occurrence, Part, Party
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.model.when import When
from memcon.reconcile.align import FIGURES, align
from memcon.reconcile.alone import Elsewhere
from memcon.reconcile.choose import choose, worth
from memcon.reconcile.decide import Ground, decide, published_of
from memcon.reconcile.happened import (
    Known,
    Telling,
    evidence,
    is_journey,
    one_occurrence,
    persons_for,
    persons_met,
    sides_in_person,
    told_of,
    top,
)
from memcon.reconcile.judged import accepted, chosen
from memcon.reconcile.likeness import Scale
from memcon.reconcile.pool import Told
from memcon.reconcile.records import (
    claim_record,
    event_record,
    origin_record,
    pledge_record,
    quote_record,
    record_span,
    visit_record,
)
from memcon.reconcile.wording import headline, joined, visit_line

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
    "duration.visit",
    "present",
    "count",
    "outcome",
    "topic.raised",
    "account",
    "quote",
    "pledge",
    "topic.not-raised",
    "stance",
    "background",
    "assessment",
)
"""What happened, what was said, pledged, not raised, background, assessment."""
FORMATS = frozenset({"bilateral", "trilateral", "multilateral"})
"""The record's closed list; a detail may say more (one-on-one), which its finding keeps."""


def reconcile(
    story: Story, readings: Sequence[Reading], *, base: str | None = None, standing: Standing = NOBODY
) -> Memcon:
    """The memcon of `story` from the Readings of its reports, told against origin `base` when given, as people's
    judgements leave it: what they rejected is kept, marked, and laid in no finding. Pure: the same readings and
    judgements give the same bytes, in whatever order they come."""
    whole = sorted(join_story(chosen(readings, standing)), key=lambda r: (published_of(r.report), r.report.id))
    rows = accepted(whole, standing)
    known = told_of(rows)
    mains = one_occurrence(rows)
    shown = evidence(rows, mains, known)
    when = _when([e for _, e in shown])
    ground = Ground(story.origins, {r.report.id: _as_read(r) for r in rows}, when, base)
    sides = {k: country for k, (country, _) in known.items() if country is not None}
    texts = {r.report.id: r.text for r in rows}
    told = _told(rows, mains, known)
    scale = Scale((t.claim for t in told if t.claim.stage != FIGURES), sides)
    aligned = align(told, frozenset(t.event.id for t in shown), sides, texts, scale)
    elsewhere = Elsewhere(rows, scale)
    kept = (a for a in aligned if worth(a, story.origins, rows, elsewhere))
    decided = [(a, _judged(decide(a, ground), standing)) for a in kept]
    findings = choose(decided, story.origins, rows, elsewhere)
    findings.sort(key=_reader_order)
    occurrence = _occurrence(mains, shown, known, when)
    by_id = sorted(whole, key=lambda r: r.report.id)
    return Memcon(
        id=story.id,
        headline=_headline(occurrence, rows, mains),
        occurrence=occurrence,
        reports=tuple(sorted(story.reports)),
        origins=tuple(origin_record(o) for o in story.origins),
        findings=tuple(findings),
        quotes=tuple(quote_record(r.report, q, standing) for r in by_id for q in r.quotes or ()),
        events=tuple(event_record(r.report, e, standing) for r in by_id for e in r.events or ()),
        pledges=tuple(pledge_record(r.report, p, standing) for r in by_id for p in r.pledges or ()),
        visits=tuple(visit_record(r.report, v, standing) for r in by_id for v in r.visits or ()),
        claims=tuple(claim_record(r.report, c, standing) for r in by_id for c in r.claims or ()),
        judgements=standing.on(story.reports),
    )


def _judged(finding: Finding, standing: Standing) -> Finding:
    """Marked as accepted when a person accepted every claim of it."""
    claims = [key for cell in finding.cells for key in cell.claims]
    done = bool(claims) and all(standing.worth(key) == "accepted" for key in claims)
    return msgspec.structs.replace(finding, accepted=True) if done else finding


def _told(rows: Sequence[Reading], mains: Sequence[Telling], known: Known) -> list[Told]:
    """All claims with their reports; parties in person, so that a state and who acts for it are one."""
    persons = persons_for(mains, known)
    people = persons_met(mains)
    names = {p.name for p in sides_in_person(mains[0].event, persons, known)} if mains else set()
    claims = ((r.report.id, c) for r in rows for c in r.claims or () if c.point != "present" or c.value not in names)
    return [Told(report, _in_person(c, persons, known, people)) for report, c in claims]


def _in_person(claim: Claim, persons: Mapping[str, ActorRef], known: Known, people: frozenset[str]) -> Claim:
    if claim.point != "parties" or claim.event is None:
        return claim
    refs = sides_in_person(claim.event, persons, known, journey=is_journey(claim.event, people))
    value = "|".join(sorted(r.id or r.name for r in refs))
    return msgspec.structs.replace(claim, value=value, text=joined([r.name for r in refs]), actors=tuple(refs))


def _as_read(reading: Reading) -> Report:
    """The report; what nobody has read is not "silent", however whole its text is."""
    return msgspec.structs.replace(reading.report, complete=False) if reading.dealings is False else reading.report


def _reader_order(finding: Finding) -> tuple[int, int, str, int, str]:
    place = ORDER.index(finding.point) if finding.point in ORDER else len(ORDER)
    spans = [s for c in finding.cells for s in c.spans]
    first = min(((s.report, s.start) for s in spans), default=("", 0))
    return place, -finding.support, *first, finding.id


def _when(mains: Sequence[Event]) -> When | None:
    """The day most main events allow, as precise as it is told; of days that exclude each other, the one most give."""
    dated = [e.when for e in mains if e.when is not None]

    # The occurrence's own day counts before that of what was said or agreed about it.
    own = {e.when.value for e in mains if e.when is not None and e.type == mains[0].type}

    def rank(when: When) -> tuple[int, bool, int, bool, bool, str]:
        same = sum(w.value == when.value for w in dated)
        agreeing = sum(when.allows(w) for w in dated)
        return agreeing, len(when.value) == DAY, same, when.value in own, not when.inferred, when.value

    return max(dated, key=rank, default=None)


DAY = 10
"""Length of an ISO day."""


def _occurrence(mains: Sequence[Telling], shown: Sequence[Telling], known: Known, when: When | None) -> Occurrence:
    if not mains:
        return Occurrence(None, None, None, (), None, None, ())
    chosen = mains[0].event
    told = mains if any(e.place for _, e in mains) else shown
    places = Counter(e.place.name for _, e in told if e.place is not None)
    held = [e.place for _, e in told if e.place is not None and places[e.place.name] == max(places.values())]
    place = max(held, key=lambda p: (p.lat is not None, p.country or "", p.name)) if held else None
    formats = Counter(d.value for _, e in mains for d in e.details if d.point == "format" and d.value in FORMATS)
    return Occurrence(
        type=chosen.type,
        mode=chosen.mode or top(Counter(e.mode for _, e in mains if e.mode and e.type == chosen.type)),
        format=top(formats) or _format(chosen),  # type: ignore[arg-type]
        parties=_parties(mains, known, place.country if place else None),
        when=when,
        place=place,
        spans=tuple(record_span(r.report, e.span) for r, e in sorted(mains, key=lambda m: (m[0].report.id, m[1].span))),
    )


def _format(event: Event) -> str | None:
    """Two parties that meet are bilateral even where no report says the word."""
    return "bilateral" if event.type == "CONSULT" and len({*event.actors, *event.recipients}) == 2 else None


def _parties(mains: Sequence[Telling], known: Known, country: str | None) -> tuple[Party, ...]:
    """The parties of the chosen event; for a state, the person who acts for it in another report's telling."""
    refs = sides_in_person(mains[0].event, persons_for(mains, known), known)
    found = [(ref, *known.get(ref.id or ref.name, (None, None))) for ref in refs]
    hosts = {e.host.id for _, e in mains if e.host is not None}
    states = {c for _, c, _ in found}
    where = country if country in states and len(states) > 1 else None
    return tuple(Party(ref.id or "", ref.name, c, office, _part(ref, c, where, hosts)) for ref, c, office in found)


def _part(ref: ActorRef, own: str | None, country: str | None, hosts: set[str | None]) -> Part:
    if ref.id in hosts or (country is not None and own == country):
        return "host"
    return "guest" if country is not None and own is not None else "participant"


def _headline(occurrence: Occurrence, rows: Sequence[Reading], mains: Sequence[Telling]) -> str:
    if not mains or occurrence.type is None or not occurrence.parties:
        return _title(rows)
    short = _short_names(rows)
    whom = {r.id for r in mains[0][1].recipients}
    names = [(short.get(p.actor, p.name), p.actor in whom and p.actor != "") for p in occurrence.parties]
    place = occurrence.place.name if occurrence.place else None
    active, passive = [n for n, is_whom in names if not is_whom], [n for n, is_whom in names if is_whom]
    ahead = mains[0][1].status in ("planned", "hypothetical")
    if active and (place or passive) and is_journey(mains[0][1], persons_met(mains)):
        return visit_line(active, place or joined(passive), occurrence.when, ahead=ahead)
    mode = occurrence.mode
    if (occurrence.type, mode) == ("AGREE", "visit") and place is None and whom & persons_met(mains):
        mode = "meet"  # whom they will see is told, not where
    venue = occurrence.place is not None and occurrence.place.kind == "venue"
    said = headline(occurrence.type, mode, active, passive, place, occurrence.when, ahead=ahead, venue=venue)
    return said or _title([t.reading for t in mains] + list(rows))


def _title(rows: Sequence[Reading]) -> str:
    """The first title of a story that tells no occurrence, else how its first report begins."""
    return next((r.report.title for r in rows if r.report.title), None) or _opening(rows[0])


def _short_names(rows: Iterable[Reading]) -> dict[str, str]:
    """The surname by which the reports most often call a person, titles left out; "King Charles" keeps his, as it is
    the name he goes by."""
    found: dict[str, Counter[str]] = {}
    for r in rows:
        for m in r.mentions or ():
            if m.form == "surname" and m.actor is not None and m.kind == "person":
                found.setdefault(m.actor, Counter())[_untitled(m.span.of(r.text), m.name)] += 1
    return {k: max(sorted(c), key=lambda n: c[n]) for k, c in found.items()}


def _untitled(words: str, name: str) -> str:
    parts = words.split()
    first = next((k for k, w in enumerate(parts) if fold(w) in fold(name).split()), 0)
    kept = parts[first:] if first and fold(parts[first - 1]) not in _CROWNS else parts
    return " ".join(kept)


_CROWNS = frozenset({"king", "queen", "prince", "princess", "emperor", "empress", "pope", "sultan", "emir", "sheikh"})


def _opening(reading: Reading) -> str:
    words = " ".join(reading.text.split())
    return words if len(words) <= 90 else words[:89].rsplit(" ", 1)[0] + " \u2026"
