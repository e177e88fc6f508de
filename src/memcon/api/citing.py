"""Words of a report as they are cited: with the sentence they stand in, the text's fingerprint and a link to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from memcon.api.reports import report
from memcon.export import bibtex, chicago, csl
from memcon.export.citations import cited
from memcon.model.record import RecordSpan
from memcon.model.report import Report
from memcon.model.span import Span

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore


class Cited(msgspec.Struct, frozen=True):
    """A report, cited three ways; `csl` is CSL-JSON, a list of one item."""

    chicago: str
    bibtex: str
    csl: str


class CitedReport(msgspec.Struct, frozen=True):
    """The `.json` twin of a citation's page."""

    report: str
    spans: tuple[RecordSpan, ...]
    citation: Cited


def citation(store: SqlStore, key: str, spans: Sequence[Span]) -> tuple[Report, CitedReport]:
    """The report of that id cited for the words at `spans`. Raises Unknown when there is no such report."""
    found = report(store, key).reading.report
    inside = tuple(
        RecordSpan(found.id, s.start, s.end, s.of(found.text)) for s in spans if s.start < s.end <= len(found.text)
    )
    made = cited(found, found.text, inside)
    _, *rest = chicago.rows(1, made)
    told = Cited(
        "\n".join([chicago.note(made), *(row.strip() for row in rest)]),
        bibtex.entry(made),
        msgspec.json.format(msgspec.json.encode([csl.item(made)]), indent=2).decode(),
    )
    return found, CitedReport(found.id, inside, told)
