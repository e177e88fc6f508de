"""How to cite: each report once, with the sentences that the findings rest on, what was read of it, and links to them.

`chicago`, `bibtex` and `csl` write these out. Nothing is made up: no day on which somebody looked, no author who is not
named; names are kept as printed, as nobody can tell a surname from a byline.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from memcon.export.beside import texts
from memcon.export.escape import address, line
from memcon.export.passages import link, sentence
from memcon.export.source import Source, Told
from memcon.knowledge.kb import fold
from memcon.model.record import RecordSpan
from memcon.model.report import Report

_SIZE = 20
"""Letters of an outlet's name in a key."""


class Passage(NamedTuple):
    """A sentence (or several) by position in the stored text, its words (empty where they may not go out), and the
    address that leads to it, if there is one."""

    start: int
    end: int
    exact: str
    link: str | None


class Citation(NamedTuple):
    """A report to cite. `kind`: its outlet's class. `published`: ISO prefix. `sha256`: of the stored text in UTF-8."""

    key: str
    report: str
    kind: str | None
    outlet: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    url: str | None
    sha256: str
    passages: tuple[Passage, ...]


def citations(source: Source) -> Iterator[Citation]:
    """The reports meant, story by story, in order of id."""
    for told in source.memcons():
        kept = texts(source, told)
        for key in sorted(told.meant):
            yield citation(source, told, told.reports[key], kept[key])


def citation(source: Source, told: Told, found: Report, kept: str) -> Citation:
    """One report; `kept` is its text, which bounds of sentences and the fingerprint are taken from."""
    spans = (s for f in source.findings_of(told) for c in f.cells for s in c.spans if s.report == found.id)
    return cited(found, kept, spans, text=source.text)


def cited(found: Report, kept: str, spans: Iterable[RecordSpan], *, text: bool = True) -> Citation:
    """A report with the sentences around `spans` of it; `kept` is its text. Without `text` their words are left out."""
    outlet, published = found.outlet, found.published
    return Citation(
        key=_key(found),
        report=found.id,
        kind=outlet.kind if outlet is not None else None,
        outlet=outlet.name if outlet is not None else None,
        title=found.title,
        authors=found.bylines,
        published=published.value if published is not None else None,
        language=found.language,
        url=address(found.url),
        sha256=hashlib.sha256(kept.encode()).hexdigest(),
        passages=tuple(_passages(found, kept, spans, text)),
    )


def _passages(found: Report, kept: str, spans: Iterable[RecordSpan], text: bool) -> Iterator[Passage]:
    """The sentences around the words, in order of the text, each once."""
    for start, end in sorted({_bounds(found, kept, s) for s in spans if s.start < s.end}):
        exact = kept[start:end] if text else ""
        yield Passage(start, end, exact, link(found.url, exact))


def _bounds(found: Report, kept: str, span: RecordSpan) -> tuple[int, int]:
    """The sentence around a span without the dateline or other furniture before it; of words in furniture, that."""
    start, end = sentence(kept, span.start, span.end)
    for cut in (f.span for f in found.furniture):
        if cut.start <= span.start and span.end <= cut.end:
            start, end = max(start, cut.start), min(end, cut.end)
        elif cut.start <= start < cut.end <= span.start:
            start = cut.end
    inner = kept[start:end]
    return end - len(inner.lstrip()), start + len(inner.rstrip())


def nested(text: str) -> str:
    """A sentence as it stands inside quotation marks: its own are single ones (Chicago, 13.30)."""
    return line(text).translate(_NESTED)


_NESTED = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def _key(found: Report) -> str:
    """As people name such things: outlet, year, and enough of the id to be the only one."""
    outlet = found.outlet.name if found.outlet is not None else "report"
    letters = re.sub(r"[^a-z0-9]", "", fold(outlet))[:_SIZE] or "report"
    year = found.published.value[:4] if found.published is not None else "nd"
    return f"{letters}{year}-{found.id[:8]}"


def date_parts(value: str | None) -> tuple[int, ...]:
    """Year, month and day of an ISO prefix, as many as are told."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value or "")
    return tuple(int(part) for part in found.groups() if part is not None) if found is not None else ()
