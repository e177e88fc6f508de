"""A list's CSV as rows with the lines they begin on; a quote that is not closed spoils its own row and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple


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
    """The rows of CSV text. Quoted fields may go over several lines, as RFC 4180 has it, but never over a line that is
    a row by itself: there the quote was left open by mistake. Raises csv.Error when the header cannot be read."""
    lines = list(io.StringIO(text, newline=""))
    at = next((k for k, line in enumerate(lines) if line.strip()), len(lines))
    if at == len(lines):
        return Table((), ())
    header, after = _record(lines, at, 0)
    columns = tuple(header)
    return Table(columns, tuple(_rows(lines, after, columns)))


def _rows(lines: Sequence[str], at: int, columns: Sequence[str]) -> Iterator[Line]:
    while at < len(lines):
        number = at + 1
        try:
            fields, at = _record(lines, at, len(columns))
        except csv.Error:
            at += 1
            yield Line(number, None, "a quote opens in it that is not closed before a comma or the end of the row")
            continue
        if fields:
            yield Line(number, _named(fields, columns))


def _record(lines: Sequence[str], at: int, width: int) -> tuple[list[str], int]:
    """The record that begins at a line, and the line after it. Raises csv.Error."""
    reader = csv.reader(_till_next_row(lines, at, width), strict=True)
    fields = next(reader)
    return fields, at + reader.line_num


def _till_next_row(lines: Sequence[str], at: int, width: int) -> Iterator[str]:
    """The line, and those after it for as long as none is a row of `width` fields by itself."""
    yield lines[at]
    for k in range(at + 1, len(lines) if width > 1 else at):
        if len(next(csv.reader([lines[k]]), ())) >= width:
            return
        yield lines[k]


def _named(fields: Sequence[str], columns: Sequence[str]) -> Mapping[Any, Any]:
    found: dict[Any, Any] = dict(zip(columns, fields, strict=False))
    found |= dict.fromkeys(columns[len(fields) :], "")
    if len(fields) > len(columns):
        found[None] = list(fields[len(columns) :])
    return found
