"""From aligned claims to a finding: base value, a cell for each origin, and the status over origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from memcon.model.ids import content_id
from memcon.model.record import Cell, CellState, Finding, FindingStatus
from memcon.model.report import Report
from memcon.model.story import Origin
from memcon.model.when import When
from memcon.reconcile.align import POOLED, Aligned
from memcon.reconcile.compare import DURATIONS, Relation, compare, hedged
from memcon.reconcile.pool import Told
from memcon.reconcile.records import record_spans
from memcon.reconcile.unsaid import left_unsaid
from memcon.reconcile.wording import finding_text


class Ground(NamedTuple):
    """What every finding of a story is laid across: origins, their reports, the happening's day, the chosen base."""

    origins: tuple[Origin, ...]
    reports: Mapping[str, Report]
    when: When | None
    base: str | None = None


def decide(aligned: Aligned, ground: Ground) -> Finding:
    """The finding of one aligned point. Reprints count once: claims are weighed by origin, never by report."""
    home = {r: o.id for o in ground.origins for r in o.reports}
    told: dict[str, list[Told]] = defaultdict(list)
    for t in aligned.told:
        told[home[t.report]].append(t)
    base = _base(aligned.point, told, ground)
    cells, kinds = [], []
    for origin in ground.origins:
        cell, kind = _cell(origin, told.get(origin.id, []), base, ground)
        cells.append(cell)
        kinds.append(kind)
    status = _status(cells)
    if status == "only one" and left_unsaid(aligned.point, aligned.told, cells, ground.origins, ground.reports):
        status = "unsaid"
    kind = next((k for k in kinds if k), None) if status == "differs" else None
    support = sum(c.state == "says" for c in cells)
    first = min(t.claim.id for t in aligned.told)
    return Finding(
        content_id("finding", aligned.point, first),
        aligned.point,
        status,
        kind,
        support,
        finding_text(aligned.point, base.claim),
        tuple(cells),
    )


def _base(point: str, told: Mapping[str, Sequence[Told]], ground: Ground) -> Told:
    """The chosen base's claim, else the value most origins give; ties by earliest publication, then id. Wordings that
    have no value are told by the first that was told on the finding's own point."""
    if ground.base is not None and ground.base in told:
        return told[ground.base][0]
    first = {t: (published_of(ground.reports[t.report]), t.report, t.claim.spans[0]) for c in told.values() for t in c}
    if point in POOLED:
        return min(first, key=lambda t: (t.claim.point != point, first[t][:2], -len(t.claim.text), t.claim.id))
    values: dict[str | None, set[str]] = defaultdict(set)
    for origin, claims in told.items():
        for t in claims:
            values[t.claim.value].add(origin)
    plain = {t: t.claim.point in _FIGURES and hedged(t.claim.text) for t in first}
    most = max(len(v) for v in values.values())
    value = min(
        (t for t in first if len(values[t.claim.value]) == most), key=lambda t: (first[t], t.claim.id)
    ).claim.value
    return min((t for t in first if t.claim.value == value), key=lambda t: (plain[t], first[t], t.claim.id))


_FIGURES = (*DURATIONS, "count")
"""Points whose words may hedge: of one value the plainest wording is shown."""


def published_of(report: Report) -> str:
    """Publication time for ordering; unknown comes last."""
    return report.published.value if report.published else "9999"


def _cell(origin: Origin, told: Sequence[Told], base: Told, ground: Ground) -> tuple[Cell, str | None]:
    if not told:
        return Cell(origin.id, _absent(origin, ground), None, None, None, (), ()), None
    relations = [(compare(base.claim, t.claim), t) for t in told]
    order: dict[Relation, int] = {"same": 0, "narrower": 1, "differs": 2}
    (relation, kind), chosen = min(relations, key=lambda r: (order[r[0][0]], r[1].claim.spans[0], r[1].claim.id))
    spans = tuple(s for t in told for s in record_spans(ground.reports[t.report], t.claim.spans))
    state: CellState = "says otherwise" if relation == "differs" else "says"
    return Cell(
        origin.id,
        state,
        None if relation == "differs" else relation,
        chosen.claim.value,
        chosen.claim.vouched_by,
        tuple(t.claim.id for t in told),
        spans,
    ), kind


def _absent(origin: Origin, ground: Ground) -> CellState:
    reports = [ground.reports[r] for r in origin.reports]
    if ground.when is not None and all(published_of(r)[:10] < ground.when.bounds()[0] for r in reports):
        return "out of scope"
    return "silent" if any(r.complete for r in reports) else "cannot tell"


def _status(cells: Sequence[Cell]) -> FindingStatus:
    if any(c.state == "says otherwise" for c in cells):
        return "differs"
    says = [c for c in cells if c.state == "says"]
    if len(says) < 2:
        return "only one"
    return "agreed" if all(c.relation == "same" for c in says) else "narrower"
