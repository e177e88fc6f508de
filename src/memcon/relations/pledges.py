"""Pledges followed up: who undertook what, and what later reports say came of it. Nothing is inferred from silence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Pledge
from memcon.model.ids import content_id
from memcon.model.judgement import NOBODY, Standing
from memcon.model.reading import Reading
from memcon.model.record import RecordSpan
from memcon.model.relation import Follow, FollowedPledge
from memcon.model.story import Story
from memcon.model.when import When
from memcon.reconcile.records import record_span
from memcon.reconcile.words import overlap
from memcon.relations.happenings import Home, happenings, homes, side_of

RULE = (
    "A pledge is reaffirmed when it is told as renewed, or a report published later, of another story, tells of the "
    "same undertaking by the same side. It is kept or broken only when a report published later says so in words (kept "
    "its promise, reneged on, as pledged …) of that side and that undertaking; when reports say both, it differs. "
    "Without such words it stays open, however long ago it was made. What a person decided in review goes before all "
    "of these."
)
SAME = 0.6
"""Share of meaning words from which two wordings are one undertaking (reconcile/words.py)."""
ABOUT = 0.5
"""Share from which a later claim speaks of an undertaking: it has words of its own besides."""


class Made(NamedTuple):
    """One telling of a pledge."""

    pledge: Pledge
    report: str
    published: str | None
    home: Home
    sides: frozenset[str]
    towards: frozenset[str]
    made: When | None
    span: RecordSpan


def followed(
    readings: Sequence[Reading], stories: Sequence[Story], standing: Standing = NOBODY
) -> list[FollowedPledge]:
    """Every pledge of the readings once, with its tellings and what later reports say of it, in order of making; what
    people decided of any telling of it stands."""
    rows = sorted(readings, key=lambda r: (_published(r) or "9999", r.report.id))
    home = homes(rows, stories)
    groups: list[list[Made]] = []
    by_side: dict[str, list[list[Made]]] = {}
    for made in (m for r in rows for m in _made(r, home[r.report.id])):
        near = [g for side in sorted(made.sides) for g in by_side.get(side, ())]
        group = next((g for g in near if _same(g[0], made)), None)
        if group is None:
            group = []
            groups.append(group)
            for side in sorted(made.sides):
                by_side.setdefault(side, []).append(group)
        group.append(made)
    cues = [(r, c, what, home[r.report.id]) for r in rows for c in r.claims or () if (what := says(c.text)) is not None]
    found = [_followed(g, cues, standing) for g in groups]
    return sorted(found, key=lambda p: (p.made.bounds() if p.made else ("9999", ""), p.reports, p.spans[0].start, p.id))


def of_actor(found: Sequence[FollowedPledge], key: str, readings: Sequence[Reading]) -> list[FollowedPledge]:
    """The pledges of an actor; for a state or organisation those of all who act for it."""
    home = homes(readings, ())
    return [p for p in found if any(a.id == key or any(_side(a, home[r]) == key for r in p.reports) for a in p.by)]


def _published(reading: Reading) -> str | None:
    published = reading.report.published
    return published.value[:10] if published is not None else None


def _made(reading: Reading, home: Home) -> Iterable[Made]:
    when = {h.key: h.when for h in happenings(reading, home) if h.type == "pledge"}
    for pledge in reading.pledges or ():
        sides = frozenset(_side(a, home) for a in pledge.by)
        towards = frozenset(_side(a, home) for a in pledge.towards)
        span = record_span(reading.report, pledge.span)
        yield Made(pledge, reading.report.id, _published(reading), home, sides, towards, when.get(pledge.id), span)


def _side(ref: ActorRef, home: Home) -> str:
    return side_of(ref, home) or ref.id or ref.name


def _same(a: Made, b: Made) -> bool:
    apart = a.towards and b.towards and not a.towards & b.towards
    return bool(a.sides & b.sides) and not apart and overlap(a.pledge.text, b.pledge.text) >= SAME


def _followed(
    group: Sequence[Made], cues: Sequence[tuple[Reading, Claim, str, Home]], standing: Standing
) -> FollowedPledge:
    first = group[0]
    dated = [m.made for m in group if m.made is not None]
    follows = [*_reaffirmed(first, group[1:]), *_shown(first, cues)]
    decided = standing.pledge(m.pledge.id for m in group)
    return FollowedPledge(
        id=content_id("followed", sorted(m.pledge.id for m in group)),
        by=tuple(dict.fromkeys(a for m in group for a in m.pledge.by)),
        towards=tuple(dict.fromkeys(a for m in group for a in m.pledge.towards)),
        text=first.pledge.text,
        made=min(dated, key=lambda w: (w.bounds()[0], w.value), default=None),
        due=next((m.pledge.due for m in group if m.pledge.due), None),
        condition=next((m.pledge.condition for m in group if m.pledge.condition), None),
        joint=any(m.pledge.joint for m in group),
        status=decided.kind if decided is not None else _status(group, follows),
        follows=tuple(follows),
        stories=tuple(sorted({m.home.story for m in group if m.home.story})),
        reports=tuple(sorted({m.report for m in group})),
        origins=tuple(sorted({m.home.origin for m in group if m.home.origin})),
        spans=tuple(m.span for m in group),
        tellings=tuple(m.pledge.id for m in group),
        judgement=decided,
    )


def _status(group: Sequence[Made], follows: Sequence[Follow]) -> str:
    said = {f.relation for f in follows}
    if {"keeps", "breaks"} <= said:
        return "differs"
    if said & {"keeps", "breaks"}:
        return "kept" if "keeps" in said else "broken"
    return "reaffirmed" if "reaffirms" in said or any(m.pledge.reaffirmed for m in group) else "open"


def _reaffirmed(first: Made, later: Iterable[Made]) -> Iterable[Follow]:
    for m in later:
        if m.home.story != first.home.story and _after(m.published, first.published):
            yield Follow("reaffirms", m.report, m.pledge.id, m.made, (m.span,))


def _shown(first: Made, cues: Sequence[tuple[Reading, Claim, str, Home]]) -> Iterable[Follow]:
    for reading, claim, what, home in cues:
        if not _after(_published(reading), first.published):
            continue
        named = {_side(r, home) for m in reading.mentions or () if claim.spans[0].overlaps(m.span) for r in m.refs}
        named |= {_side(r, home) for r in claim.actors}
        if first.sides & named and overlap(first.pledge.text, claim.text) >= ABOUT:
            spans = tuple(record_span(reading.report, s) for s in claim.spans)
            yield Follow(what, reading.report.id, claim.id, claim.when, spans)


def _after(later: str | None, earlier: str | None) -> bool:
    return later is not None and earlier is not None and later > earlier


# ---------------------------------------------------------------- words of keeping and breaking


def says(text: str) -> str | None:
    """`keeps`, `breaks` or None: what the words say of an undertaking."""
    words = text.casefold()
    known = _words()
    for key, relation in (("broken", "breaks"), ("kept", "keeps")):
        if any(a in words for a in known[f"{key}_alone"]):
            return relation
        for found in _pattern(key).finditer(words):
            before = words[: found.start()].replace("n't", " n't").replace("n’t", " n’t").split()[-_REACH:]
            negated = any(n in " ".join(before) if " " in n else n in before for n in known["negators"])
            unreal = any(u in before for u in known["unreal"] if not (negated and u == "to"))
            if unreal:
                continue
            if negated:
                return "breaks" if relation == "keeps" else None
            return relation
    return None


_REACH = 3
"""Words before the verb in which a negation or a modal turns it."""


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(files("memcon.data").joinpath("relations", "pledges.toml").read_text("utf-8"))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, _words()[key]), key=len, reverse=True))
    nouns = "|".join(_words()["nouns"])
    return re.compile(rf"\b(?:{verbs})\b(?:\s+\S+){{0,5}}?\s+(?:{nouns})\b")
