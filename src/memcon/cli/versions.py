"""`memcon show --version`: how a report changed from version to version, and what became of what was read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text

from memcon.cli.show import _console, _count, _hang, print_json
from memcon.errors import UsageError
from memcon.model.record import RecordSpan
from memcon.model.report import Report
from memcon.model.version import Carried, Change, Lineage, Step, Version
from memcon.versions.compare import step

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

RULE = (
    "Texts are versions of one report when they share its address, or its outlet and id or title at nearly the same "
    "time in mostly the same words. The newest is told, by the times they give, else by the order they came in. What "
    "was read in one is kept in the next when the best way to lay the texts together gives all its words one place "
    "and they stand there exactly; else it is lost."
)
SHOWN = 300
"""Characters of a stretch on the page; --json has all of it."""


def show_versions(store: SqlStore, key: str, *, json: bool) -> None:
    """Print the versions of the report `key`, or of the reports of the story `key`. Raises UsageError for neither."""
    lineages = store.lineages(_reports(store, key))
    readings = {r.report.id: r for r in store.readings({v.report for line in lineages for v in line.versions})}
    steps = {
        line.id: tuple(step(readings[a.report], readings[b.report]) for a, b in pairwise(line.versions))
        for line in lineages
    }
    if json:
        rows = [
            {"id": line.id, "why": line.why, "versions": line.versions, "steps": steps[line.id]} for line in lineages
        ]
        print_json({"key": key, "reports": rows, "rule": RULE})
    else:
        _print_lineages(lineages, steps, {k: r.report for k, r in readings.items()})


def _reports(store: SqlStore, key: str) -> Sequence[str]:
    story = store.story(key)
    if story is not None:
        return story[0].reports
    found = store.reports_like(key)
    if len(found) != 1:
        what = "no story or report of that id" if not found else "several reports have ids that begin so"
        raise UsageError(f"{key}: {what} in the store; memcon stories lists the stories")
    return found


def _print_lineages(
    lineages: Sequence[Lineage], steps: Mapping[str, Sequence[Step]], reports: Mapping[str, Report]
) -> None:
    console = _console()
    for line in lineages:
        newest = reports[line.versions[-1].report]
        name = newest.title or newest.path or newest.given_id or newest.id
        console.rule(Text(name, style="bold"), align="left")
        _hang(console, f"{_count(len(line.versions), 'version')} of one report, by {', '.join(line.why)}")
        for version in line.versions:
            _hang(console, _version_line(version, reports[version.report]), 4)
        for number, one in enumerate(steps[line.id], 2):
            console.print(f"\nFrom version {number - 1} to {number}", style="bold underline")
            for change in one.changes:
                _hang(console, _change_line(change), 4)
            if not one.changes:
                console.print("The words are the same.")
            for text in _things(one.things):
                _hang(console, text, 4)
        console.print()
    if not lineages:
        console.print("It came in one version only.")
        console.print()
    _hang(console, Text(RULE, "dim"))


def _version_line(version: Version, report: Report) -> Text:
    times = [f"published {version.published}"] if version.published else ["no publication time"]
    times += [f"modified {version.modified}"] if version.modified else []
    told = "told" if version.told else "kept"
    by = f"; after the one before by {version.ordered_by}" if version.ordered_by else ""
    path = f" {report.path}" if report.path else ""
    return Text.assemble((f"{version.number}  {version.report[:8]}", "bold"), f"{path}  {', '.join(times)}; {told}{by}")


_SIGNS = {"removed": "-", "added": "+", "changed": "\u2260"}


def _change_line(change: Change) -> Text:
    words = " \u2192 ".join(_quoted(s) for s in (change.old, change.new) if s is not None)
    return Text(f"{_SIGNS[change.kind]} {change.kind}: {words}")


def _quoted(span: RecordSpan) -> str:
    words = " ".join(span.exact.split())
    shown = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " \u2026"
    return f"\u201c{shown}\u201d"


def _things(things: Sequence[Carried]) -> list[Text]:
    """Counts by kind, then those that were lost, are new, or stand there and are read otherwise."""
    counts = Counter((t.kind, t.state) for t in things)
    kinds = list(dict.fromkeys(t.kind for t in things))
    lines = [
        Text(f"{k.capitalize()}s: " + ", ".join(f"{counts[k, s]} {s}" for s in ("kept", "lost", "new"))) for k in kinds
    ]
    for t in things:
        state = "kept, read otherwise" if t.state == "kept" and t.same is False else t.state
        if state != "kept" and t.kind != "event":
            point = f" {t.point}" if t.point and t.point != t.kind else ""
            words = " ".join(t.text.split())[:SHOWN]
            lines.append(Text.assemble((f"  {state}  ", "bold"), f"{t.kind}{point}: {words}"))
    return lines
