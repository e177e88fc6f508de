"""What each page shows: from what was asked to an Answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from memcon.api import actors, citing, homes, relations, reports, reviewing, searching, stories
from memcon.api import matrix as tables
from memcon.api.ends import Unknown
from memcon.api.paging import cut
from memcon.model.judgement import Judgement
from memcon.model.record import Cell, Finding, Memcon, OriginRecord, RecordSpan
from memcon.model.relation import Entry
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.store import lists
from memcon.web import asked, drawing, words
from memcon.web.choices import evidence, items_at, shown_items
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
    return Answer("cell.html", context, lambda: _cell_page(found), "_cell.html")


class OriginCell(msgspec.Struct, frozen=True):
    """An origin's letter in the table, the origin, and its cell."""

    sign: str
    origin: OriginRecord
    cell: Cell


class CellPage(msgspec.Struct, frozen=True):
    """The `.json` twin of an opened cell."""

    finding: Finding
    chosen: OriginCell
    against: OriginCell | None


def _cell_page(found: tables.Beside) -> CellPage:
    both = [None if one is None else OriginCell(one[0].sign, one[0].origin, one[1]) for one in found[1:]]
    chosen, against = both
    assert chosen is not None
    return CellPage(found.finding, chosen, against)


def _opened(desk: Desk, column: tables.Column, one: Cell, number: int) -> dict[str, object]:
    """A report opened at a cell's words: the first that holds them, or the origin's own where there are none."""
    key = one.spans[0].report if one.spans else column.origin.reports[0]
    reading = reports.report(desk.store, key).reading
    lit = [Span(s.start, s.end) for s in one.spans if s.report == key]
    return {"column": column, "cell": one, "report": reading.report, "number": number} | lit_text(reading.report, lit)


Mark = tuple[int, int, str, str]
"""Start, end, name and label of a mark in a text."""


def lit_text(report: Report, lit: Sequence[Span], more: Sequence[Mark] = (), since: int = 0) -> dict[str, object]:
    """A report's text in stretches with `lit` spans marked; and what part of it that is."""
    lit = [s for s in reports.merged(lit) if s.end <= len(report.text)]
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


def cite(desk: Desk, path: Mapping[str, str], query: asked.Cite) -> Answer:
    """Words of a report, cited."""
    found, told = citing.citation(desk.store, path["report"], [Span(a, b) for a, b in asked.spans(query.at)])
    context = {"report": found, "told": told, "query": query}
    return Answer("cite.html", context, lambda: told, "_cite.html")


def home(desk: Desk, path: Mapping[str, str], query: asked.Nothing) -> Answer:
    """What the store holds, the newest stories, the pairs most is told of."""
    found = homes.home(desk.store)
    return Answer("home.html", {"found": found}, lambda: found)


ENTRIES = 60
"""Entries of a relation on a page."""


def relation(desk: Desk, path: Mapping[str, str], query: asked.Relation) -> Answer:
    """Two actors over time."""
    found = relations.relation(desk.store, path["a"], path["b"], part=query.part)
    inside = relations.within(found.entries, query.since, query.until)
    newest = list(reversed(inside))
    entries, page = cut(newest, query.page, ENTRIES)
    lanes = relations.lanes(found.ends, inside)
    context = {
        "found": found,
        "query": query,
        "entries": entries,
        "page": page,
        "line": drawing.timeline(lanes),
        "spans": _spans(found.entries),
        "here_ids": {e.id for e in entries},
        "address": address,
        "curve": drawing.curve(found.measures.months),
        "chart": drawing.chart(relations.places_met(inside)),
    }
    return Answer("relation.html", context, lambda: found)


def _spans(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """The last ten years and the last year before the newest entry, where there is more than that."""
    days = [e.when.bounds() for e in entries if e.when is not None]
    if not days:
        return []
    first, last = int(min(a for a, _ in days)[:4]), int(max(b for _, b in days)[:4])
    return [(name, f"{last - n + 1:04}") for name, n in (("10 years", 10), ("one year", 1)) if last - first >= n]


def address(entry: Entry) -> str:
    """Where a click on an entry leads: its words in their report, else its story, else the entry itself."""
    if entry.spans:
        first = entry.spans[0]
        at = ",".join(f"{s.start}-{s.end}" for s in entry.spans if s.report == first.report)
        return f"/reports/{first.report}?at={at}#lit"
    return f"/stories/{entry.stories[0]}" if entry.stories else f"#e{entry.id}"


def actor(desk: Desk, path: Mapping[str, str], query: asked.Actor) -> Answer:
    """One actor."""
    found = actors.actor(desk.store, path["actor"], part=query.part)
    quotes = found.quotes[:MOST]
    context = {
        "found": found,
        "quotes": quotes,
        "heads": lists.heads(desk.store, {q.report for q in quotes}),
        "partners": homes.partners(desk.store, str(found.actor.id)),
    }
    return Answer("actor.html", context, lambda: found)


def search(desk: Desk, path: Mapping[str, str], query: asked.Search) -> Answer:
    """Words found."""
    wanted = searching.Asked(query.q, query.a, query.b, query.point, query.outlet, query.since, query.until)
    found = searching.search(desk.store, wanted, page=query.page)
    return Answer("search.html", {"found": found, "query": query}, lambda: found, "_search.html")


def review(desk: Desk, path: Mapping[str, str], query: asked.Review) -> Answer:
    """The queue at one thing, the one after it already there."""
    from memcon.regroup import log_of

    found = reviewing.queue(desk.store, part=query.part)
    log = list(reversed(log_of(desk.store)))
    told = {s.report for item in items_at(found.queue, query.at) for side in item.sides for s in side.spans}
    names = {key: words.name(head) for key, head in lists.heads(desk.store, told).items()}
    context = {
        "found": found,
        "items": shown_items(found.queue, query.at, names),
        "names": names,
        "texts": lists.texts(desk.store, told),
        "evidence": evidence,
        "log": log,
        "last": _last(desk, log),
    }
    return Answer("review.html", context, lambda: found, "_items.html")


def _last(desk: Desk, log: Sequence[tuple[Judgement, str]]) -> Judgement | None:
    """What this person judged last and may take back."""
    return next((j for j, state in log if state == "in force" and j.kind != "undo" and j.by == desk.person), None)


def add(desk: Desk, path: Mapping[str, str], query: asked.Nothing) -> Answer:
    """Where reports are brought in."""
    return Answer("add.html", {}, dict)


def job(desk: Desk, path: Mapping[str, str], query: asked.Nothing) -> Answer:
    """How far the reading of what was brought is."""
    found = desk.jobs.get(path["job"])
    if found is None:
        raise Unknown(f"{path['job']}: nothing is being read under that id")
    told = lists.lines_of(desk.store, found.stories[:MOST])
    return Answer("job.html", {"job": found, "told": told}, lambda: found, "_job.html")


def api(desk: Desk, path: Mapping[str, str], query: asked.Nothing) -> Answer:
    """The API, for people."""
    from memcon.web.openapi import document

    return Answer("api.html", {"document": document()}, dict)
