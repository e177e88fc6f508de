"""A story's findings as a table: points down, origins across, origins of one side beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from memcon.model.record import Cell, Finding, Memcon, OriginRecord, RecordSpan
from memcon.model.report import Report

Only = Literal["all", "differs", "one"]
HEADS = {
    "parties": "What happened",
    "account": "Told besides",
    "quote": "Said",
    "pledge": "Pledged",
    "topic.not-raised": "Not raised",
    "stance": "Stance",
    "background": "Background",
    "assessment": "Assessment",
}
"""The point that opens each part of a memcon; points between stand under the head before."""
_RANK = {"differs": 0, "narrower": 1, "agreed": 2, "unsaid": 3, "only one": 4}
ACROSS, DOWN = 8, 60
"""Origins and findings on a page."""


class Column(NamedTuple):
    """An origin with its letter and its reports, the one its words come from first."""

    sign: str
    origin: OriginRecord
    reports: tuple[Report, ...]


class Field(NamedTuple):
    """One cell: `note` is the number of its words among the notes of a printed page, or None where it has none."""

    column: Column
    cell: Cell
    note: int | None


class Row(NamedTuple):
    """A finding with its cells, in the order of the columns."""

    finding: Finding
    fields: tuple[Field, ...]


class Note(NamedTuple):
    """The words behind a cell, for the printed page."""

    number: int
    column: Column
    spans: tuple[RecordSpan, ...]


class Matrix(NamedTuple):
    """The table: columns grouped by side (None: no side), rows under their heads, notes; `columns` are all origins,
    `across` those on this page, and `findings` counts those that pass the filter."""

    columns: tuple[Column, ...]
    across: tuple[Column, ...]
    sides: tuple[tuple[str | None, int], ...]
    parts: tuple[tuple[str, tuple[Row, ...]], ...]
    notes: tuple[Note, ...]
    findings: int
    pages: int
    pages_across: int


def columns(memcon: Memcon, heads: Mapping[str, Report]) -> tuple[Column, ...]:
    """The origins lettered as they come, then ordered so that those of one side stand together; without a side last."""
    made = [Column(sign(k), o, tuple(heads[r] for r in o.reports if r in heads)) for k, o in enumerate(memcon.origins)]
    return tuple(sorted(made, key=lambda c: (c.origin.side is None, c.origin.side or "")))


def sign(number: int) -> str:
    """A, B … Z, then numbers."""
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def matrix(
    memcon: Memcon,
    heads: Mapping[str, Report],
    *,
    only: Only = "all",
    page: int = 1,
    across: int = 1,
    whole: bool = False,
) -> Matrix:
    """The table of the findings that pass the filter `only`; a page of it each way, or with `whole` all of it."""
    every = columns(memcon, heads)
    wide = every if whole else every[(across - 1) * ACROSS : across * ACROSS]
    passed = [(head, f) for head, f in headed(memcon.findings) if _passes(f, only)]
    shown = passed if whole else passed[(page - 1) * DOWN : page * DOWN]
    numbers = iter(range(1, len(shown) * len(wide) + 1))
    rows = [(head, _row(f, wide, numbers)) for head, f in shown]
    notes = [Note(f.note, f.column, f.cell.spans) for _, row in rows for f in row.fields if f.note is not None]
    return Matrix(
        every,
        wide,
        tuple((side, len(list(group))) for side, group in groupby(wide, lambda c: c.origin.side)),
        tuple((head, tuple(row for _, row in group)) for head, group in groupby(rows, lambda r: r[0])),
        tuple(notes),
        len(passed),
        max(1, -(-len(passed) // DOWN)),
        max(1, -(-len(every) // ACROSS)),
    )


def headed(findings: Sequence[Finding]) -> list[tuple[str, Finding]]:
    """Each finding with its head, parts in their order, and in a part what several tell before what one tells alone."""
    parts: dict[str, list[Finding]] = {}
    head = HEADS["parties"]
    for finding in findings:
        head = HEADS.get(finding.point, head)
        parts.setdefault(head, []).append(finding)
    for head, found in parts.items():
        if head != HEADS["parties"]:
            found.sort(key=lambda f: _RANK[f.status])
    return [(head, f) for head, found in parts.items() for f in found]


def _passes(finding: Finding, only: Only) -> bool:
    return only == "all" or finding.status == {"differs": "differs", "one": "only one"}[only]


def _row(finding: Finding, wide: Sequence[Column], numbers: object) -> Row:
    cells = {c.origin: c for c in finding.cells}
    fields = []
    for column in wide:
        cell = cells.get(column.origin.id)
        if cell is None:
            cell = Cell(column.origin.id, "silent", None, None, None, (), ())
        fields.append(Field(column, cell, next(numbers) if cell.spans else None))  # type: ignore[call-overload]
    return Row(finding, tuple(fields))


class Beside(NamedTuple):
    """What a click on a cell opens: the finding, the cell's column, and for a differing cell one that says the base
    value; each with the words of its cell."""

    finding: Finding
    chosen: tuple[Column, Cell]
    against: tuple[Column, Cell] | None


def beside(
    memcon: Memcon, heads: Mapping[str, Report], finding: str, origin: str, *, base: str | None = None
) -> Beside | None:
    """The cell of a finding and an origin by their ids; None when there is none. A differing cell is laid beside that
    of `base`, else beside the first that says the base value."""
    row = next((f for f in memcon.findings if f.id == finding), None)
    by_id = {c.origin.id: c for c in columns(memcon, heads)}
    if row is None or origin not in by_id:
        return None
    cells = {c.origin: c for c in row.cells}
    cell = cells.get(origin) or Cell(origin, "silent", None, None, None, (), ())
    saying = sorted((c for c in row.cells if c.state == "says"), key=lambda c: (c.origin != base, c.relation != "same"))
    other = next((c for c in saying if c.origin != origin), None) if cell.state == "says otherwise" else None
    return Beside(row, (by_id[origin], cell), None if other is None else (by_id[other.origin], other))
