"""Which reports may tell of dealings between sides, told cheaply, before the parser: it is asked of these alone.

A side is a state or an organisation; its people and offices are known by the knowledge base. What opens on two sides,
or names two of them together more than in passing, or speaks of summits, envoys and treaties, may tell of dealings
between them; a report of one country's football does not. It is asked generously: what is let through costs time,
what is held back is not coded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from memcon.actors.gazetteer import Entry, hits
from memcon.model.reading import Reading
from memcon.model.span import Span

OPENING = 800
"""Code points of the body at its beginning: what a report is about stands there."""
TOGETHER = 2
"""Paragraphs that name two sides …"""
PART = 10
"""… and of how many paragraphs one must."""
SPOKEN_OF = 3
"""Paragraphs behind the opening that speak of dealings."""


def find_dealings(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading `dealings`: False where the report tells of none, so that nothing in it is to be coded.

    Needs `body`. A report in another language than English is never False: nobody has read it.
    """
    return [msgspec.structs.replace(r, dealings=_may_tell(r)) for r in readings]


def _may_tell(reading: Reading) -> bool:
    report, text = reading.report, reading.text
    if report.language not in (None, "en") or (report.title and _words().search(report.title)):
        return True
    opening, together, spoken = {s for _, s in _sides(report.title or "")}, 0, 0
    parts = [p.span for p in reading.body or ()]
    until = parts[0].start + OPENING if parts else 0
    for part in parts:
        found = _sides(text, part)
        opening.update(side for start, side in found if start < until)
        together += len({side for _, side in found}) > 1
        if (word := _words().search(text, part.start, part.end)) is not None:
            spoken += SPOKEN_OF if word.start() < until else 1
        if len(opening) > 1 or spoken >= SPOKEN_OF:
            return True
    return together >= TOGETHER and together * PART >= len(parts)


def _sides(text: str, part: Span | None = None) -> list[tuple[int, str]]:
    """The sides named in `part` of the text (default: all of it), each with where."""
    found = ((hit.start, _side(hit.entries[0])) for hit in hits(text, [part or Span(0, len(text))]))
    return [(start, side) for start, side in found if side is not None]


def _side(entry: Entry) -> str | None:
    """The state or organisation that a name stands for, by its id (KOR, KOR-president; org-un)."""
    if entry.kind == "organisation":
        return entry.id
    return entry.id[:3] if entry.kind in _OF_STATES else None


_OF_STATES = frozenset({"state", "adjective", "demonym", "metonym", "short", "person", "body"})


@cache
def _words() -> re.Pattern[str]:
    table = tomllib.loads(files("memcon.data").joinpath("actors/dealings.toml").read_text(encoding="utf-8"))
    words = "|".join(map(re.escape, sorted(table["words"], key=lambda w: (-len(w), w))))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
