"""A list's CSV as rows with the lines they begin on; a quote that is not closed spoils its own row and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

FURTHEST = 1_000
"""Lines after its first that a row may go over; so a file of nothing but open quotes is still read in good time."""
OPEN = "a quote opens in it that is not closed before a comma or the end of the row"


class Record(NamedTuple):
    """A row of the file as fields: the line it begins on (1 is the file's first), the fields, None where the line
    cannot be read as a row, and that line as it stands."""

    number: int
    fields: Sequence[str] | None
    raw: str


class Line(NamedTuple):
    """A row of the file: the line it begins on (1 is the file's first) and its values by column, those beyond the last
    column under None; `values` is None where the line cannot be read as a row, and `why` says why."""

    number: int
    values: Mapping[Any, Any] | None
    why: str | None = None


class Table(NamedTuple):
    """Column names, none in a file without any line, and the rows in order, empty lines left out."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def table(text: str) -> Table:
    """The rows of CSV text, as `records` reads them, under the column names of the first. Raises csv.Error when the
    header cannot be read."""
    rows = records(text)
    columns = tuple(next(rows, Record(1, (), "")).fields or ())
    return Table(columns, tuple(_line(row, columns) for row in rows))


def records(text: str, dialect: str = "excel", *, lenient: bool = False) -> Iterator[Record]:
    """The rows of CSV text, the header first, empty lines left out. Quoted fields may go over several lines, as RFC
    4180 has it, but never over a line that is a row by itself: there the quote was left open by mistake. With
    `lenient`, a line with signs behind a closing quote is taken as Python's csv does, where that gives a whole row.
    Raises csv.Error when the header cannot be read."""
    lines = list(io.StringIO(text, newline=""))
    at = next((k for k, line in enumerate(lines) if line.strip()), len(lines))
    if at == len(lines):
        return
    header, after = _record(lines, at, 0, dialect)
    yield Record(at + 1, header, lines[at])
    at = after
    while at < len(lines):
        number, raw = at + 1, lines[at]
        try:
            fields, at = _record(lines, at, len(header), dialect)
        except csv.Error:
            at += 1
            loose = next(csv.reader([raw], dialect), []) if lenient else []
            yield Record(number, loose if len(loose) == len(header) else None, raw)
            continue
        if fields:
            yield Record(number, fields, raw)


def _record(lines: Sequence[str], at: int, width: int, dialect: str) -> tuple[list[str], int]:
    """The record that begins at a line, and the line after it. Raises csv.Error."""
    reader = csv.reader(_till_next_row(lines, at, width, dialect), dialect, strict=True)
    fields = next(reader)
    return fields, at + reader.line_num


def _till_next_row(lines: Sequence[str], at: int, width: int, dialect: str) -> Iterator[str]:
    """The line, and those after it for as long as none is a row of `width` fields by itself."""
    yield lines[at]
    for k in range(at + 1, min(len(lines), at + FURTHEST) if width > 1 else at):
        if len(next(csv.reader([lines[k]], dialect), ())) >= width:
            return
        yield lines[k]


def _line(row: Record, columns: Sequence[str]) -> Line:
    return Line(row.number, None, OPEN) if row.fields is None else Line(row.number, _named(row.fields, columns))


def _named(fields: Sequence[str], columns: Sequence[str]) -> Mapping[Any, Any]:
    found: dict[Any, Any] = dict(zip(columns, fields, strict=False))
    found |= dict.fromkeys(columns[len(fields) :], "")
    if len(fields) > len(columns):
        found[None] = list(fields[len(columns) :])
    return found
