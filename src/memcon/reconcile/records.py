"""Nouns into the public record's shape, every span with its report and its exact words; and back, to check them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from memcon.actors.resolve import actors_of, join_story
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge, Visit
from memcon.model.judgement import NOBODY, Standing
from memcon.model.quote import Quote
from memcon.model.reading import Reading, Warning
from memcon.model.record import (
    ChannelRecord,
    ClaimRecord,
    DatelineRecord,
    EventRecord,
    FurnitureRecord,
    Memcon,
    OriginRecord,
    OutletRecord,
    PageRecord,
    PledgeRecord,
    PublishedRecord,
    QuoteRecord,
    Record,
    RecordSpan,
    ReportRecord,
    VisitRecord,
)
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.story import Origin


def record_span(report: Report, span: Span) -> RecordSpan:
    """The span with its report's id and its exact words."""
    return RecordSpan(report.id, span.start, span.end, span.of(report.text))


def record_spans(report: Report, spans: Iterable[Span]) -> tuple[RecordSpan, ...]:
    """Each span as `record_span` gives it, in order."""
    return tuple(record_span(report, s) for s in spans)


def _maybe(report: Report, span: Span | None) -> RecordSpan | None:
    return None if span is None else record_span(report, span)


def report_record(report: Report) -> ReportRecord:
    """A report as the record shows it."""
    outlet, published, dateline = report.outlet, report.published, report.dateline
    return ReportRecord(
        id=report.id,
        given_id=report.given_id,
        path=report.path,
        url=report.url,
        title=report.title,
        text=report.text,
        outlet=None if outlet is None else OutletRecord(outlet.name, outlet.kind, outlet.country),
        published=None
        if published is None
        else PublishedRecord(published.value, _maybe(report, published.span), published.inferred, published.why),
        dateline=None
        if dateline is None
        else DatelineRecord(dateline.place, dateline.country, record_span(report, dateline.span)),
        bylines=report.bylines,
        language=report.language,
        complete=report.complete,
        furniture=tuple(FurnitureRecord(f.span.start, f.span.end, f.why) for f in report.furniture),
        modified=report.modified,
        pages=tuple(PageRecord(k, *span) for k, span in enumerate(report.pages, 1)),
    )


def quote_record(report: Report, quote: Quote, standing: Standing = NOBODY) -> QuoteRecord:
    """A quote as the record shows it; `text` is its content's own words."""
    channel = quote.channel
    return QuoteRecord(
        id=quote.id,
        report=report.id,
        kind=quote.kind,  # type: ignore[arg-type]
        text=" \u2026 ".join(s.of(report.text) for s in quote.content),
        speaker_name=quote.speaker_name,
        actor=quote.speakers[0].id if len(quote.speakers) == 1 else None,
        actors=quote.speakers,
        office=quote.office,
        channel=None if channel is None else ChannelRecord(channel.kind, channel.name, _maybe(report, channel.span)),  # type: ignore[arg-type]
        act=quote.act,
        fragment=quote.fragment,
        topic=quote.topic,
        relayed_by=quote.relayed_by,
        stance=quote.stance,
        speaker=_maybe(report, quote.speaker),
        cue=_maybe(report, quote.cue),
        spans=record_spans(report, quote.content),
        judged=standing.worth(quote.id),
    )


def event_record(report: Report, event: Event, standing: Standing = NOBODY) -> EventRecord:
    """An event as the record shows it."""
    return EventRecord(
        id=event.id,
        report=report.id,
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        quad=event.quad,
        status=event.status,  # type: ignore[arg-type]
        actors=event.actors,
        recipients=event.recipients,
        when=event.when,
        place=event.place,
        vouched_by=event.vouched_by,
        text=event.span.of(report.text),
        entry=event.entry,
        trigger=record_span(report, event.trigger),
        spans=(record_span(report, event.span),),
        judged=standing.worth(event.id),
    )


def pledge_record(report: Report, pledge: Pledge, standing: Standing = NOBODY) -> PledgeRecord:
    """A pledge as the record shows it; nothing later is known inside one report, so it is open or reaffirmed, unless a
    person has decided."""
    decided = standing.pledge([pledge.id])
    return PledgeRecord(
        id=pledge.id,
        report=report.id,
        by=pledge.by,
        towards=pledge.towards,
        text=pledge.text,
        due=pledge.due,
        condition=pledge.condition,
        joint=pledge.joint,
        status=decided.kind if decided is not None else "reaffirmed" if pledge.reaffirmed else "open",
        vouched_by=pledge.vouched_by,
        spans=(record_span(report, pledge.span),),
        judged=standing.worth(pledge.id),
    )


def visit_record(report: Report, visit: Visit, standing: Standing = NOBODY) -> VisitRecord:
    """A visit as the record shows it."""
    return VisitRecord(
        visit.id,
        report.id,
        visit.traveller,
        visit.origin,
        visit.to,
        visit.host,
        visit.when,
        visit.purpose,
        visit.status,
        (record_span(report, visit.span),),
        standing.worth(visit.id),
    )


def claim_record(report: Report, claim: Claim, standing: Standing = NOBODY) -> ClaimRecord:
    """A claim as the record shows it."""
    return ClaimRecord(
        claim.id,
        report.id,
        claim.point,
        claim.text,
        claim.value,
        claim.status,  # type: ignore[arg-type]
        claim.vouched_by,
        claim.stage,
        record_spans(report, claim.spans),
        standing.worth(claim.id),
    )


def origin_record(origin: Origin) -> OriginRecord:
    """An origin as the record shows it."""
    return OriginRecord(origin.id, origin.reports, origin.side, origin.kind, origin.why)


def record_of(memcons: Sequence[Memcon], readings: Sequence[Reading], warnings: Sequence[Warning]) -> Record:
    """The record of `memcons` and the readings they rest on; everything in order of id."""
    ordered = sorted(readings, key=lambda r: r.report.id)
    found = [*warnings, *(w for r in ordered for w in r.warnings)]
    # One person of a story has one id, here as in its memcon.
    by_id = {r.report.id: r for r in ordered}
    joined = [r for m in memcons for r in join_story([by_id[key] for key in sorted(m.reports) if key in by_id])]
    return Record(
        memcon=1,
        reports=tuple(report_record(r.report) for r in ordered),
        actors=actors_of(joined),
        memcons=tuple(sorted(memcons, key=lambda m: m.id)),
        warnings=tuple(sorted(found, key=lambda w: (w.report, w.stage, w.message))),
    )


def quotes_by(memcons: Iterable[Memcon], speaker: str | None) -> Iterator[QuoteRecord]:
    """All quotes of the memcons, or those whose speaker's name holds `speaker`, letter case aside."""
    wanted = (speaker or "").casefold()
    return (
        q
        for m in memcons
        for q in m.quotes
        if not wanted
        or wanted in (q.speaker_name or "").casefold()
        or any(wanted in a.name.casefold() for a in q.actors)
    )


def faults(memcons: Iterable[Memcon], reports: Mapping[str, Report]) -> tuple[list[str], int]:
    """Every span of the memcons read again: a sentence for each that does not hold, and how many were read."""
    found: list[str] = []
    count = 0
    for memcon in memcons:
        for span in _spans(msgspec.to_builtins(memcon)):
            count += 1
            report = reports.get(span["report"])
            if report is None:
                found.append(f"story {memcon.id}: a span names report {span['report']}, which is not in the store")
            elif report.text[span["start"] : span["end"]] != span["exact"]:
                found.append(
                    f"story {memcon.id}: report {report.id} does not read {span['exact']!r} at {span['start']}"
                )
    return found, count


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _spans(inner)
