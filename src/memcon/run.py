"""Carry the flow out: batches through the stages, stories over all, each story's memcon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from memcon.model.reading import Reading, Warning
from memcon.model.report import Report
from memcon.model.stage import Stage
from memcon.pipeline import apply, check_flow, stages, upto
from memcon.settings import Settings


def read_reports(reports: Iterable[Report], settings: Settings, layer: str | None = None) -> Iterator[Reading]:
    """Readings of `reports`, in order, streamed in batches; with `layer`, only the stages it needs are run.

    A report in another language than English keeps empty layers and gets a warning that names the language.
    """
    flow = stages(settings)
    flow = upto(flow, layer) if layer else flow
    check_flow(flow)
    source = iter(reports)
    while batch := list(islice(source, settings.batch)):
        yield from _batch(flow, batch)


def _batch(flow: Sequence[Stage], reports: Sequence[Report]) -> list[Reading]:
    return [_with_warnings(r) for r in apply(flow, [Reading(report) for report in reports])]


def _with_warnings(reading: Reading) -> Reading:
    found = tuple(_warnings(reading))
    return msgspec.structs.replace(reading, warnings=reading.warnings + found) if found else reading


def _warnings(reading: Reading) -> Iterator[Warning]:
    report = reading.report
    if report.language not in (None, "en"):
        yield Warning(report.id, "language", f"is in another language than English ({report.language}); kept, not coded")
    elif report.published is None and reading.times is not None and not any(t.when for t in reading.times):
        yield Warning(report.id, "times", "has no date anywhere, so nothing in it could be dated; kept")
