"""One report: its text cut into stretches that carry the layers found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from memcon.api.ends import Unknown
from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.record import RecordSpan, ReportRecord
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.version import Lineage
from memcon.store import lists

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

LAYERS = ("actors", "times", "places", "quotes", "events", "pledges", "visits", "claims", "furniture")
LONGEST = 60_000
"""Code points of a report on one page."""


class Thing(msgspec.Struct, frozen=True):
    """Something found in a report: its layer, what a person is told of it, its words."""

    layer: str
    id: str | None
    label: str
    spans: tuple[RecordSpan, ...]


class Told(NamedTuple):
    """A report with what was found in it, the story that holds it, and its versions where it came again."""

    reading: Reading
    things: tuple[Thing, ...]
    story: str | None
    lineage: Lineage | None
    judgements: tuple[Judgement, ...]


def report(store: SqlStore, key: str) -> Told:
    """The report of that id, or of the one id that begins with it. Raises Unknown when there is none."""
    reading = lists.report_named(store, key)
    if reading is None:
        like = store.reports_like(key)
        reading = lists.report_named(store, like[0]) if len(like) == 1 else None
    if reading is None:
        raise Unknown(f"{key}: no report of that id in the store")
    lines = store.lineages([reading.report.id])
    rows = tuple(j for j in store.judgements() if reading.report.id in j.reports)
    return Told(
        reading, tuple(things(reading)), lists.story_of(store, reading.report.id), lines[0] if lines else None, rows
    )


class ReportPage(msgspec.Struct, frozen=True):
    """The `.json` twin of a report's page."""

    report: ReportRecord
    things: tuple[Thing, ...]
    story: str | None
    versions: tuple[str, ...]


def page(told: Told) -> ReportPage:
    """A report in the record's shape, with what was found in it."""
    from memcon.reconcile.records import report_record

    versions = tuple(v.report for v in told.lineage.versions) if told.lineage else ()
    return ReportPage(report_record(told.reading.report), told.things, told.story, versions)


# ---------------------------------------------------------------- what was found


def things(reading: Reading) -> Iterator[Thing]:
    """All layers of a reading, each thing with its words, in the order of LAYERS and of the text."""
    for layer in LAYERS:
        rows = sorted(_found(reading, layer), key=lambda row: (row[2], row[1]))
        for key, label, spans in rows:
            words = tuple(RecordSpan(reading.report.id, s.start, s.end, s.of(reading.text)) for s in spans)
            yield Thing(layer, key, label, words)


_Row = tuple[str | None, str, tuple[Span, ...]]


def _found(reading: Reading, layer: str) -> Iterator[_Row]:
    if layer == "actors":
        yield from ((m.actor, _of_mention(m.name, m.office, m.actor), (m.span,)) for m in reading.mentions or ())
    elif layer == "times":
        yield from ((None, t.value or "no date", (t.span,)) for t in reading.times or ())
    elif layer == "places":
        yield from ((None, p.place.name if p.place else "open", (p.span,)) for p in reading.places or ())
    elif layer == "quotes":
        for q in reading.quotes or ():
            channel = f", {q.channel.kind}" if q.channel else ""
            yield q.id, f"{q.speaker_name or 'speaker not told'}: {q.kind}{channel}", q.content
    elif layer == "furniture":
        yield from ((None, f.why, (f.span,)) for f in reading.report.furniture)
    else:
        yield from _read_from(reading, layer)


def _of_mention(name: str, office: str | None, actor: str | None) -> str:
    told = f"{name}, {office}" if office and office != name else name
    return told if actor is not None else f"{told} (open)"


def _read_from(reading: Reading, layer: str) -> Iterator[_Row]:
    if layer == "events":
        for e in reading.events or ():
            who = ", ".join(a.name for a in e.actors)
            yield e.id, f"{e.type}{'/' + e.mode if e.mode else ''}, {e.status}: {who or 'nobody named'}", (e.span,)
    elif layer == "pledges":
        for p in reading.pledges or ():
            yield p.id, f"{', '.join(a.name for a in p.by) or 'somebody not named'}: {p.text}", (p.span,)
    elif layer == "visits":
        for v in reading.visits or ():
            yield v.id, f"{v.traveller.name} to {v.to.name if v.to else 'a place not told'}, {v.status}", (v.span,)
    elif layer == "claims":
        yield from ((c.id, f"{c.point}: {c.text}", c.spans) for c in reading.claims or ())


# ---------------------------------------------------------------- the text in stretches


class Stretch(NamedTuple):
    """A stretch of text that carries the same marks throughout. `opens`: it begins here (`start` in code points)."""

    start: int
    words: str
    marks: tuple[str, ...]
    labels: tuple[str, ...]


def stretches(
    text: str, marks: Iterable[tuple[int, int, str, str]], *, since: int = 0, until: int | None = None
) -> list[Stretch]:
    """`text` from `since` to `until` cut wherever a mark (start, end, name, label) begins or ends; put together again
    they are that text, to the code point."""
    end = len(text) if until is None else min(until, len(text))
    kept = sorted((max(a, since), min(b, end), name, label) for a, b, name, label in marks if a < end and b > since)
    cuts = sorted({since, end, *(at for a, b, _, _ in kept for at in (a, b))})
    found: list[Stretch] = []
    open_: list[tuple[int, str, str]] = []
    k = 0
    for a, b in pairwise(cuts):
        open_ = [one for one in open_ if one[0] > a]
        while k < len(kept) and kept[k][0] <= a:
            open_.append((kept[k][1], kept[k][2], kept[k][3]))
            k += 1
        names = tuple(dict.fromkeys(name for stop, name, _ in open_ if stop > a))
        labels = tuple(dict.fromkeys(label for stop, _, label in open_ if stop > a and label))
        found.append(Stretch(a, text[a:b], names, labels))
    return found


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def window(report: Report, lit: Sequence[Span], since: int = 0) -> tuple[int, int]:
    """The part of a long report that is shown: from `since`, or, where that leaves the lit words out, around them."""
    if len(report.text) <= LONGEST:
        return 0, len(report.text)
    start = since
    if lit and since == 0 and lit[0].start > LONGEST - 2000:
        start = max(0, lit[0].start - LONGEST // 2)
    return min(start, len(report.text)), min(len(report.text), start + LONGEST)
