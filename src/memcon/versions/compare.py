"""From one version of a report to the next: what changed, and what became of all that was read in the old one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.model.reading import Reading
from memcon.model.record import RecordSpan
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.version import Carried, Change, Step
from memcon.versions.align import Alignment


class Thing(NamedTuple):
    """A claim, quote, event, pledge or visit. `spans`: its words; `also`: what else it points at (speaker, cue,
    trigger); `read`: what it was read as."""

    kind: str
    id: str
    point: str | None
    text: str
    spans: tuple[Span, ...]
    also: tuple[Span, ...]
    read: tuple[object, ...]


def step(old: Reading, new: Reading) -> Step:
    """What changed from `old` to `new`, two versions of one report. Pure."""
    aligned = Alignment(old.text, new.text)
    there = list(things(new))
    by_place: dict[tuple[str, tuple[Span, ...]], list[Thing]] = {}
    for thing in there:
        by_place.setdefault((thing.kind, tuple(sorted(thing.spans))), []).append(thing)
    stood: list[Carried] = []
    taken: set[str] = set()
    for thing in things(old):
        found = _carried(thing, aligned, by_place, old.report, new.report, taken)
        stood.append(found)
    fresh = [_fresh(t, new.report) for t in there if t.id not in taken]
    changes = tuple(_change(a, b, old.report, new.report) for a, b in aligned.changes())
    return Step(old.report.id, new.report.id, changes, (*stood, *fresh))


def things(reading: Reading) -> Iterator[Thing]:
    """Everything that was read in a report and points into its text, claims first, in the order of its layers."""
    for c in reading.claims or ():
        yield Thing("claim", c.id, c.point, c.text, c.spans, (), (c.point, c.value, c.status, c.vouched_by))
    for q in reading.quotes or ():
        channel = q.channel.span if q.channel else None
        also = tuple(s for s in (q.speaker, q.cue, channel) if s is not None)
        text = " \u2026 ".join(s.of(reading.text) for s in q.content)
        yield Thing("quote", q.id, None, text, q.content, also, (q.kind, q.speaker_name, q.act, q.fragment))
    for e in reading.events or ():
        coded = (e.type, e.mode, e.status, e.actors, e.recipients, e.when and e.when.value)
        yield Thing("event", e.id, e.type, e.span.of(reading.text), (e.span,), (e.trigger,), coded)
    for p in reading.pledges or ():
        cue = (p.cue,) if p.cue is not None else ()
        yield Thing("pledge", p.id, None, p.text, (p.span,), cue, (p.by, p.towards, p.text, p.due and p.due.value))
    for v in reading.visits or ():
        to = v.to.name if v.to else None
        read = (v.traveller, to, v.status, v.when and v.when.value)
        yield Thing("visit", v.id, None, v.span.of(reading.text), (v.span,), (), read)


def faults(old: Reading, new: Reading) -> tuple[list[str], int]:
    """What was read in an older version, read again, and in the next one what was kept of it: a sentence for each span
    that does not hold, and how many were read."""
    found: list[str] = []
    count = 0
    for thing in step(old, new).things:
        places = list(zip(thing.spans, thing.now, strict=True)) if thing.state != "new" else []
        for span, now in places:
            count += 1 + (now is not None)
            if len(span.exact) != span.end - span.start:
                found.append(f"report {span.report} has no words at {span.start} to {span.end}")
            elif now is not None and now.exact != span.exact:
                found.append(f"report {now.report} does not read {span.exact!r} at {now.start}")
    return found, count


Places = dict[tuple[str, tuple[Span, ...]], list[Thing]]


def _carried(thing: Thing, aligned: Alignment, by_place: Places, old: Report, new: Report, taken: set[str]) -> Carried:
    """The thing from the new text's side. It is kept only when every span it points at has its place there."""
    own = [aligned.carry(s) for s in thing.spans]
    also = [aligned.carry(s) for s in thing.also]
    kept = None not in own and None not in also
    like = None
    if kept:
        place = (thing.kind, tuple(sorted(s for s in own if s is not None)))
        free = [t for t in by_place.get(place, ()) if t.id not in taken]
        like = next((t for t in free if t.read == thing.read), None) or next(
            (t for t in free if t.point == thing.point), None
        )
        if like is not None:
            taken.add(like.id)
    return Carried(
        kind=thing.kind,
        state="kept" if kept else "lost",
        id=thing.id,
        point=thing.point,
        text=thing.text,
        spans=_spans(old, thing.spans),
        now=tuple(None if s is None else _span(new, s) for s in own),
        read_as=like.id if like is not None else None,
        same=(like is not None and like.read == thing.read) if kept else None,
    )


def _fresh(thing: Thing, new: Report) -> Carried:
    return Carried(thing.kind, "new", thing.id, thing.point, thing.text, _spans(new, thing.spans), (), None, None)


def _change(a: Span, b: Span, old: Report, new: Report) -> Change:
    kind = "removed" if b.start == b.end else "added" if a.start == a.end else "changed"
    return Change(kind, None if kind == "added" else _span(old, a), None if kind == "removed" else _span(new, b))


def _span(report: Report, span: Span) -> RecordSpan:
    return RecordSpan(report.id, span.start, span.end, span.of(report.text))


def _spans(report: Report, spans: Sequence[Span]) -> tuple[RecordSpan, ...]:
    return tuple(_span(report, s) for s in spans)
