"""`memcon export judgements`: the whole log as JSON lines, for a spreadsheet, a colleague or another store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from memcon.model.judgement import Judgement
from memcon.review.judgements import told


def lines(rows: Iterable[Judgement]) -> Iterator[str]:
    """A JSON object for each judgement in order of time: its fields, and `state` (in force, overruled, withdrawn)."""
    for row, state in told(rows):
        yield msgspec.json.encode({**msgspec.to_builtins(row), "state": state}).decode()
