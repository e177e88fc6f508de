"""Judgements made, and what a log of them comes to: a pure function of its rows, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from memcon.errors import UsageError
from memcon.model.actor import ActorRef
from memcon.model.judgement import Judgement, Kind, Renewal, Standing, State, judgement_id


def judge(
    kind: Kind,
    about: Sequence[str],
    *,
    by: str,
    at: str,
    reports: Iterable[str] = (),
    why: str | None = None,
    actor: ActorRef | None = None,
) -> Judgement:
    """A judgement on `about` (ids, see `Judgement`) by a person at a time (`at`: ISO, UTC where it names no zone).

    `reports`: where `about` stands; a pair of reports is its own. Raises UsageError for a pair that is one report, a
    person without a name, a time that is none, or when there is nothing to judge.
    """
    keys = tuple(sorted(set(about)))
    if kind in ("same", "different") and len(keys) != 2:
        raise UsageError(f"{' '.join(about)}: takes two different reports to be judged {kind}")
    person = " ".join(by.split())
    if not person:
        raise UsageError("a judgement needs to say whose it is; give --by NAME")
    where = keys if kind in ("same", "different") else tuple(sorted(set(reports)))
    if not keys or not (where or kind == "undo"):
        raise UsageError(f"a judgement to {kind} needs to name what it judges and the reports that stands in")
    reason = " ".join(why.split()) if why is not None and why.strip() else None
    day = moment(at)
    return Judgement(
        judgement_id(kind, keys, person, day, reason, actor), kind, keys, where, person, day, reason, actor
    )


_SHORT = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment(at: str) -> str:
    """A time in the one form in which times can be compared as words. Raises UsageError for what is no time."""
    try:
        found = datetime.fromisoformat(at.strip()) if _SHORT.match(at.strip()) else None
        utc = (
            None
            if found is None
            else (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
        )
    except (ValueError, OverflowError):
        utc = None
    if utc is None:
        raise UsageError(f"{at}: is no time; write 2025-10-31 or 2025-10-31T09:00:00+09:00")
    return utc.isoformat(timespec="microseconds").replace("+00:00", "Z")


NOTHING_RENEWED = Renewal()


def standing(rows: Iterable[Judgement], renewal: Renewal = NOTHING_RENEWED) -> Standing:
    """What the rows come to.

    An `undo` withdraws one row, and may itself be withdrawn. Of rows that stand and contradict each other on one thing
    the latest holds; of equal times the greater id. The order of the rows changes nothing.
    `renewal`: what was said of an older version of a report, or of what was read in one, holds for what stands in its
    place now; of what was lost on the way it holds as it stands.
    """
    by_id = {j.id: j for j in rows}
    stands = _stands(by_id)
    latest: dict[tuple[str, str], Judgement] = {}
    for row in sorted(by_id.values(), key=lambda j: (j.at, j.id)):
        now = _renewed(row, renewal)
        if stands[row.id] and now is not None:
            latest.update((thing, now) for thing in now.objects())
    held = {j.id: j for j in latest.values()}
    return Standing(tuple(sorted(held.values(), key=lambda j: (j.at, j.id))), latest)


def _renewed(row: Judgement, renewal: Renewal) -> Judgement | None:
    """The judgement as one on what stands now; None for one on a pair of reports that are one report."""
    if row.kind not in ("same", "different"):
        return _on_things(row, renewal)
    if not any(key in renewal.reports for key in row.about):
        return row
    pair = tuple(sorted({renewal.reports.get(key, key) for key in row.about}))
    return msgspec.structs.replace(row, about=pair, reports=pair) if len(pair) == 2 else None


def _on_things(row: Judgement, renewal: Renewal) -> Judgement:
    """A judgement on claims and the like: on those of the newest versions where they were read again, the same."""
    there = {renewal.things[key][1] for key in row.about if key in renewal.things}
    if not there:
        return row
    about = tuple(sorted({renewal.things[key][0] if key in renewal.things else key for key in row.about}))
    newest = {r: renewal.reports.get(r, r) for r in row.reports}
    reports = tuple(sorted({newest[r] if newest[r] in there else r for r in row.reports}))
    return msgspec.structs.replace(row, about=about, reports=reports)


def _orphaned(row: Judgement, renewal: Renewal) -> bool:
    """True for a judgement of which nothing is left to hold for: its reports came again without what it judged."""
    if row.kind in ("same", "different"):
        return _renewed(row, renewal) is None
    gone = bool(row.reports) and all(r in renewal.reports for r in row.reports)
    return row.kind != "undo" and gone and not any(key in renewal.things for key in row.about)


def _stands(by_id: Mapping[str, Judgement]) -> dict[str, bool]:
    """Whether each row stands: no undo that stands itself withdraws it. Links lead from undo to undo, so the last are
    decided first."""
    undone: dict[str, list[str]] = {}
    for row in by_id.values():
        for key in row.about if row.kind == "undo" else ():
            undone.setdefault(key, []).append(row.id)
    order = [row.id for row in by_id.values() if row.kind != "undo" or row.about[0] not in by_id]
    for key in order:
        order.extend(undone.get(key, ()))
    found = dict.fromkeys(by_id, False)
    for key in reversed(order):
        found[key] = not any(found[u] for u in undone.get(key, ()))
    return found


def told(rows: Iterable[Judgement], renewal: Renewal = NOTHING_RENEWED) -> list[tuple[Judgement, State]]:
    """The whole log in order of time, each row with whether it is in force, overruled by a later one, withdrawn, or
    orphaned: its report came again with changed text, and what it judged is not there any more. An undo that stands is
    in force."""
    kept = {j.id: j for j in rows}
    stands, held = _stands(kept), {j.id for j in standing(kept.values(), renewal).rows}

    def state(row: Judgement) -> State:
        if not stands[row.id]:
            return "withdrawn"
        if _orphaned(row, renewal):
            return "orphaned"
        return "in force" if row.kind == "undo" or row.id in held else "overruled"

    return [(j, state(j)) for j in sorted(kept.values(), key=lambda j: (j.at, j.id))]
