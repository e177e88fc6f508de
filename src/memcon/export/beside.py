"""What a story's memcon does not carry and some formats need: its actors, its visits, the fingerprints of its texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from memcon.actors.resolve import actors_of
from memcon.export.source import Source, Told
from memcon.model.actor import Actor
from memcon.model.record import Occurrence
from memcon.model.relation import LedgerVisit
from memcon.reconcile.judged import judged
from memcon.relations.ledger import Stay, ledger, stays, stays_known

VALUED = frozenset(
    "parties when place duration duration.planned duration.visit format ordinal host present initiator".split()
)
"""Points whose values are names, dates and figures, not words of a report."""


def meeting_status(happened: Occurrence) -> str | None:
    """`held` or `planned` for a meeting (PLOVER: CONSULT; one still to come is AGREE), None for anything else."""
    if happened.type == "CONSULT":
        return "held"
    return "planned" if (happened.type, happened.mode) in (("AGREE", "meet"), ("AGREE", "visit")) else None


def actors_in(told: Told) -> dict[str, Actor]:
    """Everybody the reports of the story name, by id, as the record lists them: one person, one id."""
    return {a.id: a for a in actors_of(list(told.readings.values()))}


def texts(source: Source, told: Told) -> dict[str, str]:
    """Report id → its stored text, also where the words are left out: for fingerprints and bounds, not to be given
    away."""
    if source.text:
        return {key: r.text for key, r in told.reports.items()}
    return {r.report.id: r.report.text for r in source.kept.named_in(told.story.id)}


def fingerprints(source: Source, told: Told) -> dict[str, str]:
    """Report id → SHA-256 (hex) of its stored text in UTF-8, the snapshot that all spans index; the same whether or
    not words of the texts go out."""
    return {key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts(source, told).items()}


def visits_once(source: Source) -> list[LedgerVisit]:
    """The ledger over the reports meant and the imported lists: each visit once, however many tell of it. Where the
    selection is one of reports, a visit that only a list has is left out.

    Of each story only its visits are kept, so memory grows with the visits, not with the texts.
    """
    told = [stay for t in source.memcons() for stay in _stays(source, t)]
    found = ledger([*told, *stays_known(source.known_visits())])
    which = source.which
    of_reports = which.story or which.outlet or which.since or which.until or source.only.status
    return [v for v in found if v.reports] if of_reports else found


def revisions(source: Source) -> Iterator[tuple[str, str]]:
    """(report, the version of it that came before), for every report kept in several versions, older ones too."""
    before: tuple[object, str] | None = None
    for row in source.kept.versions():
        line, report = row["lineage"], str(row["report"])
        if before is not None and before[0] == line:
            yield report, before[1]
        before = (line, report)


def _stays(source: Source, told: Told) -> list[Stay]:
    wanted = {v.id for v in source.of(told, told.memcon.visits)}
    rows = judged(source.kept.readings_in(told.story.id), source.people)
    return [s for s in stays([r for r in rows if r.report.id in told.meant], [told.story]) if s.key in wanted]
