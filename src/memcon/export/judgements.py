"""`memcon export judgements`: the whole log as JSON lines, for a spreadsheet, a colleague or another store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from memcon.model.judgement import Judgement, State


def lines(rows: Iterable[tuple[Judgement, State]]) -> Iterator[str]:
    """A JSON object for each judgement, in the order given: its fields, and `state` (in force, overruled, withdrawn,
    orphaned)."""
    for row, state in rows:
        yield msgspec.json.encode({**msgspec.to_builtins(row), "state": state}).decode()
