"""`memcon export judgements`: the whole log as JSON lines, for a spreadsheet, a colleague or another store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from memcon.export.options import Options
from memcon.export.source import Source
from memcon.model.judgement import Judgement, State


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A line for each judgement."""
    for line in lines(source.judgements()):
        out.write(f"{line}\n".encode())


def lines(rows: Iterable[tuple[Judgement, State]]) -> Iterator[str]:
    """A JSON object for each judgement, in the order given: its fields, and `state` (in force, overruled, withdrawn,
    orphaned)."""
    for row, state in rows:
        yield msgspec.json.encode({**msgspec.to_builtins(row), "state": state}).decode()
