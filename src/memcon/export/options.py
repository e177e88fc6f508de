"""What a format may be told beside what goes out."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    """`at`: the time of the export, ISO in UTC, given by the edge, for the formats that must carry one; without it the
    same store gives the same bytes. `text`: False where words of the texts are left out (the Source does it). `guard`:
    whether cells of a CSV file that a spreadsheet would run as formulas are guarded (export/csv_files.py)."""

    at: str | None = None
    text: bool = True
    guard: bool = True
