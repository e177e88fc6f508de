"""Judgements made, and what a log of them comes to: a pure function of its rows, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

import msgspec

from memcon.errors import UsageError
from memcon.model.actor import ActorRef
from memcon.model.judgement import Judgement, Kind, Standing, State, judgement_id


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


def standing(rows: Iterable[Judgement], newest: Mapping[str, str] = MappingProxyType({})) -> Standing:
    """What the rows come to.

    An `undo` withdraws one row, and may itself be withdrawn. Of rows that stand and contradict each other on one thing
    the latest holds; of equal times the greater id. The order of the rows changes nothing.
    `newest`: report → the report that stands in its place now (its newest version): what was said of the one as a
    report of a story holds for the other.
    """
    by_id = {j.id: j for j in rows}
    stands = _stands(by_id)
    latest: dict[tuple[str, str], Judgement] = {}
    for row in sorted(by_id.values(), key=lambda j: (j.at, j.id)):
        now = _renewed(row, newest)
        if stands[row.id] and now is not None:
            latest.update((thing, now) for thing in now.objects())
    held = {j.id: j for j in latest.values()}
    return Standing(tuple(sorted(held.values(), key=lambda j: (j.at, j.id))), latest)


def _renewed(row: Judgement, newest: Mapping[str, str]) -> Judgement | None:
    """A judgement on a pair of reports as one on their newest versions; None when these are one report."""
    if row.kind not in ("same", "different") or not any(key in newest for key in row.about):
        return row
    pair = tuple(sorted({newest.get(key, key) for key in row.about}))
    return msgspec.structs.replace(row, about=pair, reports=pair) if len(pair) == 2 else None


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


def told(rows: Iterable[Judgement]) -> list[tuple[Judgement, State]]:
    """The whole log in order of time, each row with whether it is in force, overruled by a later one, or withdrawn. An
    undo that stands is in force."""
    kept = {j.id: j for j in rows}
    stands, held = _stands(kept), {j.id for j in standing(kept.values()).rows}

    def state(row: Judgement) -> State:
        if not stands[row.id]:
            return "withdrawn"
        return "in force" if row.kind == "undo" or row.id in held else "overruled"

    return [(j, state(j)) for j in sorted(kept.values(), key=lambda j: (j.at, j.id))]
