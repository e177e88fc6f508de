"""What each page shows: from what was asked to an Answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from memcon.api import matrix as tables
from memcon.api import reports, stories
from memcon.api.ends import Unknown
from memcon.model.record import Cell, Memcon, RecordSpan
from memcon.model.span import Span
from memcon.store import lists
from memcon.web import asked
from memcon.web.desk import Answer, Desk


def story_list(desk: Desk, path: Mapping[str, str], query: asked.Stories) -> Answer:
    """The stories that pass the filters."""
    filters = stories.Filters(query.a, query.b, query.outlet, query.since, query.until, query.q, query.differs == "1")
    found = stories.story_list(desk.store, filters, page=query.page)
    context = {"found": found, "query": query, "outlets": lists.outlets(desk.store, limit=200)}
    return Answer("stories.html", context, lambda: found, "_stories.html")


def story(desk: Desk, path: Mapping[str, str], query: asked.Story) -> Answer:
    """A story's memcon with its table."""
    told = stories.story(desk.store, path["story"], query.base or None)
    table = tables.matrix(
        told.memcon, told.heads, only=query.only, page=query.page, across=query.across, whole=query.whole == "1"
    )
    context = {
        "told": told,
        "memcon": told.memcon,
        "table": table,
        "query": query,
        "signs": {c.origin.id: c.sign for c in table.columns},
        "home": {r: c.sign for c in table.columns for r in c.origin.reports},
        **_besides(told),
    }
    return Answer("story.html", context, lambda: _record(desk, told.memcon))


MOST = 80
"""Quotes, pledges and visits on a story's page; the `.json` has all."""


def _besides(told: stories.Told) -> dict[str, object]:
    """What a story's page tells below its table."""
    memcon, heads = told.memcon, told.heads
    said = stories.quotes_once(memcon)
    sides = sorted({p.on_behalf for p in memcon.occurrence.parties if p.on_behalf})
    return {
        "quotes": stories.by_speaker(said[:MOST]),
        "more_quotes": max(0, len(said) - MOST),
        "pledges": memcon.pledges[:MOST],
        "visits": memcon.visits[:MOST],
        "sides": list(combinations(sides, 2))[:6],
        "joins": [
            (heads[a], heads[b], score, why) for a, b, score, why in told.story.why[:MOST] if {a, b} <= set(heads)
        ],
    }


def _record(desk: Desk, memcon: Memcon) -> object:
    from memcon.run import record_kept

    return record_kept(desk.store, [memcon])


def cell(desk: Desk, path: Mapping[str, str], query: asked.CellOf) -> Answer:
    """A cell's words in their report, and of a differing cell those it differs from beside them."""
    told = stories.story(desk.store, path["story"], query.base or None)
    found = tables.beside(told.memcon, told.heads, path["finding"], path["origin"], base=query.base or None)
    if found is None:
        raise Unknown(f"{path['finding']}: no cell of that finding and origin in story {told.memcon.id}")
    both = [found.chosen] if found.against is None else [found.against, found.chosen]
    shown = [_opened(desk, column, one, k) for k, (column, one) in enumerate(both)]
    context = {"told": told, "memcon": told.memcon, "finding": found.finding, "shown": shown, "query": query}
    return Answer("cell.html", context, lambda: found, "_cell.html")


def _opened(desk: Desk, column: tables.Column, one: Cell, number: int) -> dict[str, object]:
    """A report opened at a cell's words: the first that holds them, or the origin's own where there are none."""
    key = one.spans[0].report if one.spans else column.origin.reports[0]
    reading = reports.report(desk.store, key).reading
    lit = [Span(s.start, s.end) for s in one.spans if s.report == key]
    return {"column": column, "cell": one, "report": reading.report, "number": number} | lit_text(reading.report, lit)


def lit_text(
    report: object, lit: Sequence[Span], more: Sequence[tuple[int, int, str, str]] = (), since: int = 0
) -> dict[str, object]:
    """A report's text in stretches with `lit` spans marked; and what part of it that is."""
    from memcon.model.report import Report

    assert isinstance(report, Report)
    start, end = reports.window(report, lit, since)
    furniture = [(f.span.start, f.span.end, "furniture", f.why) for f in report.furniture] if not more else []
    marks = [*furniture, *more, *((s.start, s.end, "lit", "") for s in lit)]
    return {
        "stretches": reports.stretches(report.text, marks, since=start, until=end),
        "start": start,
        "end": end,
        "length": len(report.text),
        "lit": [RecordSpan(report.id, s.start, s.end, s.of(report.text)) for s in lit],
    }


def report(desk: Desk, path: Mapping[str, str], query: asked.Report) -> Answer:
    """A report's whole text with every layer, and words lit."""
    told = reports.report(desk.store, path["report"])
    lit = [Span(a, b) for a, b in asked.spans(query.at)]
    marks = [(s.start, s.end, t.layer, t.label) for t in told.things for s in t.spans]
    counts = {layer: sum(t.layer == layer for t in told.things) for layer in reports.LAYERS}
    context = {"told": told, "report": told.reading.report, "layers": counts, "query": query}
    text = lit_text(told.reading.report, lit, marks or [(0, 0, "", "")], query.since)
    return Answer("report.html", context | text, lambda: reports.page(told))
