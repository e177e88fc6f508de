"""`memcon export chicago`: references as notes of the Chicago Manual of Style (17th edition, 14.191 and 14.206).

Plain text: a numbered note for each report, below it a line for each sentence that the findings rest on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from memcon.export.citations import Citation, Passage, citations, date_parts, nested
from memcon.export.escape import line
from memcon.export.options import Options
from memcon.export.source import Source

_MONTHS = ("January February March April May June July August September October November December").split()
_ALL = 3
"""Authors up to whom all are named (14.76)."""


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """Numbered notes, a blank line between two."""
    for k, cited in enumerate(citations(source), 1):
        out.write("".join(f"{row}\n" for row in ([""] if k > 1 else []) + list(rows(k, cited))).encode())


def rows(number: int, cited: Citation) -> Iterator[str]:
    """The note on a report, what was read of it, and its sentences."""
    yield f"{number}. {note(cited)}"
    yield f"   Report {cited.report}, text read: sha256 {cited.sha256}"
    yield from (f"   {_passage(passage)}" for passage in cited.passages)


def note(cited: Citation) -> str:
    """Author, “Title,” Outlet, Month Day, Year, address."""
    parts = [
        _authors([line(name) for name in cited.authors]),
        f"“{line(cited.title)},”" if cited.title else "untitled report,",
        f"{line(cited.outlet)}," if cited.outlet else "",
        f"{_date(date_parts(cited.published))}{',' if cited.url else ''}",
        cited.url or "",
    ]
    told = " ".join(part for part in parts if part)
    return told if told.endswith(".") else f"{told}."


def _authors(names: Sequence[str]) -> str:
    if not names:
        return ""
    if len(names) > _ALL:
        return f"{names[0]} et al.,"
    head = ", ".join(names[:-1])
    both = f"{head}, and {names[-1]}" if len(names) > 2 else " and ".join(names)
    return f"{both},"


def _date(parts: Sequence[int]) -> str:
    """March 12, 2024; March 2024; 2024; n.d."""
    if not parts:
        return "n.d."
    year, *rest = parts
    if not rest or not 1 <= rest[0] <= len(_MONTHS):
        return str(year)
    month = _MONTHS[rest[0] - 1]
    return f"{month} {rest[1]}, {year}" if len(rest) > 1 else f"{month} {year}"


def _passage(passage: Passage) -> str:
    where = f"at {passage.start}–{passage.end}"
    words = f"“{nested(passage.exact)}” ({where})" if passage.exact else where
    return f"{words} {passage.link}" if passage.link is not None else words
