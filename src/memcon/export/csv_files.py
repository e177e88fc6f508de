"""`memcon export csv`: the tables as CSV files (RFC 4180, UTF-8, a header row), with a data dictionary beside them.

A list is a cell of JSON. Null is an empty cell. A spreadsheet runs a cell that begins with one of `= + - @`, a tab or a
line end as a formula, and words of reports may begin so; an apostrophe is put before such text, and before text
that has one there already, so that `unguarded` gives every cell back exactly. Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

import msgspec

from memcon.export.options import Options
from memcon.export.source import Source
from memcon.export.tables import TABLES, Cell, Row, Table, bare

DICTIONARY = "dictionary"
_RISKY = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet would run, or the same with apostrophes before it; the last four are the full-width signs that a
Japanese one takes too. Source: OWASP, CSV Injection."""

Writer = Callable[[Row], Any]


def write_all(source: Source, files: Mapping[str, BinaryIO], options: Options) -> None:
    """Every table into its file, by name, in one pass over the stories."""
    with _writers(files, options) as writers:
        for told in source.memcons():
            for table in TABLES:
                if table.of_story is not None:
                    _fill(writers[table.name], table.of_story(source, told))
        for table in TABLES:
            if table.beside is not None:
                _fill(writers[table.name], table.beside(source))


def writing(table: Table) -> Callable[[Source, BinaryIO, Options], None]:
    """What writes this one table."""

    def write(source: Source, out: BinaryIO, options: Options) -> None:
        with _writer(table, out, options) as writer:
            _fill(writer, table.rows(source))

    return write


def write_dictionary(source: Source, out: BinaryIO, options: Options) -> None:
    """Every column of every table: what kind of cell it has and what it holds."""
    with _text(out) as file:
        writer = csv.writer(file)
        writer.writerow(("table", "column", "kind", "about"))
        writer.writerows((table.name, *column) for table in TABLES for column in table.columns)


def guarded(text: str) -> str:
    """Text that no spreadsheet runs; `unguarded` gives it back."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made the cell of."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def _fill(writer: Writer, rows: Iterator[Row]) -> None:
    for row in rows:
        writer(bare(row))


@contextmanager
def _writers(files: Mapping[str, BinaryIO], options: Options) -> Iterator[dict[str, Writer]]:
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield {t.name: stack.enter_context(_writer(t, files[t.name], options)) for t in TABLES}


@contextmanager
def _writer(table: Table, out: BinaryIO, options: Options) -> Iterator[Writer]:
    with _text(out) as file:
        writer = csv.writer(file)
        writer.writerow([c.name for c in table.columns])
        yield lambda row: writer.writerow([_said(cell, options) for cell in row])


@contextmanager
def _text(out: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """`out` as text in UTF-8 with every line end as it is written; it stays open."""
    file = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    try:
        yield file
    finally:
        file.detach()


def _said(cell: Cell, options: Options) -> str | int | float | None:
    if isinstance(cell, str):
        return guarded(cell) if options.guard else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return msgspec.json.encode(cell).decode() if isinstance(cell, list | tuple) else cell  # type: ignore[return-value]
