"""Credit lines: which agency a report says its words come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from csv import DictReader
from functools import cache
from importlib.resources import files

from memcon.model.reading import Reading

_HEAD = 400
# "SEOUL, Oct. 30 (Agency) -": the agency stands in brackets before the dash that opens the report.
_DATELINE = re.compile(r"\(([A-Z][\w. -]{1,40})\)\s*(?:[-–—]{1,2}|:)\s")
_BYLINE = re.compile(r"^(?:By |Source: |Credit: )?(?:.{0,60}[,|/] )?([A-Z][\w. -]{1,40})$")


@cache
def agencies() -> Mapping[str, str]:
    """Printed form of an agency to its name (data/stories/agencies.csv)."""
    text = files("memcon.data").joinpath("stories/agencies.csv").read_text(encoding="utf-8")
    rows = DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {form: row["name"] for row in rows for form in row["forms"].split("|")}


def credited(reading: Reading) -> str | None:
    """The agency whose words a report says it prints: named by its dateline or a byline of its own, or being the
    outlet itself. "… contributed to this report" is no such line: the words are then the outlet's own."""
    report = reading.report
    named = [report.dateline.agency] if report.dateline is not None and report.dateline.agency else []
    named += [m[1] for m in _DATELINE.finditer(reading.text[:_HEAD])]
    named += [m[1] for m in map(_BYLINE.match, reading.text[:_HEAD].split("\n")[:4]) if m]
    named += [*report.credits, report.outlet.name if report.outlet is not None else ""]
    return next((agencies()[name.strip()] for name in named if name.strip() in agencies()), None)
