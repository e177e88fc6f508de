"""What a person means by an id, or the first characters of it: the things a judgement can be about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from memcon.errors import UsageError
from memcon.model.actor import Mention, mention_id
from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.relation import FollowedPledge


class Meant(NamedTuple):
    """What a judgement names: ids of content, and the reports they stand in."""

    about: tuple[str, ...]
    reports: tuple[str, ...]


def found(key: str, among: Mapping[str, Meant], what: str) -> Meant:
    """The one thing whose id is `key` or begins with it. Raises UsageError, naming `what` was looked for, when there is
    none or more than one."""
    if key in among:
        return among[key]
    may = sorted(k for k in among if key and k.startswith(key))
    if len({among[k] for k in may}) == 1:
        return among[may[0]]
    if not may:
        raise UsageError(f"{key}: no {what} of that id in the store; {_WHERE.get(what, 'memcon review')} lists them")
    more = f" and {len(may) - SHOWN} more" if len(may) > SHOWN else ""
    raise UsageError(f"{key}: may be {', '.join(may[:SHOWN])}{more}; give more of the id")


SHOWN = 4
_WHERE = {
    "judgement": "memcon review log",
    "pledge": "memcon pledges",
    "report or story": "memcon stories --json",
    "finding, claim, event, quote, pledge or visit": "memcon show STORY --json",
}


def reports(memcons: Sequence[Memcon]) -> dict[str, Meant]:
    """Reports by id; a story stands for the report that gave it its id."""
    named = {m.id: Meant((min(m.reports),), (min(m.reports),)) for m in memcons}
    return named | {r: Meant((r,), (r,)) for m in memcons for r in m.reports}


def worthy(memcons: Sequence[Memcon]) -> dict[str, Meant]:
    """What can be accepted or rejected: claims, events, quotes, pledges, visits; a finding stands for its claims."""
    return dict(pair for memcon in memcons for pair in _worthy(memcon))


def _worthy(memcon: Memcon) -> Iterator[tuple[str, Meant]]:
    report_of = {c.id: c.report for c in memcon.claims}
    for finding in memcon.findings:
        claims = tuple(sorted({key for cell in finding.cells for key in cell.claims}))
        yield finding.id, Meant(claims, tuple(sorted({report_of[key] for key in claims})))
    layers = (memcon.claims, memcon.events, memcon.quotes, memcon.pledges, memcon.visits)
    yield from ((row.id, Meant((row.id,), (row.report,))) for layer in layers for row in layer)


def open_mentions(readings: Sequence[Reading]) -> dict[str, tuple[Mention, Meant]]:
    """Mentions that the reading left open, by id."""
    return {
        key: (mention, Meant((key,), (reading.report.id,)))
        for reading in readings
        for mention in reading.mentions or ()
        if mention.actor is None and not mention.members
        for key in [mention_id(reading.report.id, mention.span)]
    }


def pledges(pledges: Sequence[FollowedPledge]) -> dict[str, Meant]:
    """Pledges by their own id and by those of their tellings: what is decided holds for all of them."""
    return {key: Meant(tuple(sorted(p.tellings)), p.reports) for p in pledges for key in (p.id, *p.tellings)}


def rows(log: Sequence[Judgement]) -> dict[str, Meant]:
    """Judgements by id."""
    return {j.id: Meant((j.id,), j.reports) for j in log}


def together(all_meant: Sequence[Meant]) -> Meant:
    """Several things judged in one go."""
    about = tuple(key for meant in all_meant for key in meant.about)
    return Meant(about, tuple(sorted({r for meant in all_meant for r in meant.reports})))
