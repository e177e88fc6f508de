"""What needs a person, the most valuable first: each item with why, and the words on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from memcon.model.actor import ActorRef, Mention, mention_id
from memcon.model.ids import content_id
from memcon.model.judgement import Standing
from memcon.model.reading import Reading
from memcon.model.record import Cell, Finding, Memcon, RecordSpan, ReportRecord
from memcon.model.relation import FollowedPledge
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.story import Story
from memcon.reconcile.judged import judged
from memcon.reconcile.records import record_span
from memcon.relations.pledges import followed
from memcon.stories.group import Unsure, unsure

KINDS = ("clash", "same story", "differs", "actor", "pledge", "low support")
"""In order of worth: a wrong story spoils all that is made from it, a difference accuses an outlet; a single origin is
only worth a look."""
MATTERS = ("parties", "when", "place", "duration", "count", "outcome", "pledge", "topic.not-raised")
"""Points on which a single origin among several is worth a look."""


class Side(msgspec.Struct, frozen=True):
    """The words of one side. `id`: of the report, claim or pledge they are; `name`: whose report it is."""

    id: str
    name: str
    words: str
    spans: tuple[RecordSpan, ...]


class Item(msgspec.Struct, frozen=True):
    """One thing to decide. `kind`: one of KINDS; `why`: in a sentence; `choices`: the actors it may be; `commands`:
    what decides it, after `memcon review`."""

    id: str
    kind: str
    why: str
    sides: tuple[Side, ...]
    commands: tuple[str, ...]
    story: str | None = None
    choices: tuple[ActorRef, ...] = ()


def queue(readings: Sequence[Reading], kept: Sequence[tuple[Story, Memcon]], standing: Standing) -> list[Item]:
    """Everything that needs a person, the most valuable first; what was judged is not in it.

    `readings`: all of the store, as they were read; `kept`: its stories with their memcons. Pure; compares all reports
    again, so it costs as much as grouping them.
    """
    by_id = {r.report.id: r for r in readings}
    left = judged(readings, standing)
    home = {report: story.id for story, _ in kept for report in story.reports}
    found = [
        *_clashes(standing, by_id, home),
        *(_same(pair, by_id, home) for pair in unsure(readings, standing.pairs)),
        *_findings(kept, by_id),
        *_actors(left, home),
        *_pledges(followed(left, [s for s, _ in kept], standing), left),
    ]
    return sorted(found, key=lambda item: KINDS.index(item.kind))


# ---------------------------------------------------------------- stories


def _clashes(standing: Standing, by_id: Mapping[str, Reading], home: Mapping[str, str]) -> Iterator[Item]:
    for a, b, same in standing.pairs:
        if same and a in by_id and b in by_id and home.get(a) != home.get(b):
            row = standing.latest["story", f"{a} {b}"]
            why = (
                f"{row.by} judged these two reports to be of one story, but other judgements keep them apart; "
                "undo one of them"
            )
            sides = (_opening(by_id[a]), _opening(by_id[b]))
            yield Item(content_id("clash", a, b), "clash", why, sides, (f"undo {row.id}", "log"))


def _same(pair: Unsure, by_id: Mapping[str, Reading], home: Mapping[str, str]) -> Item:
    now = "stand in one story, but only just" if pair.together else "stand in two stories, but only just"
    if not pair.together and pair.margin > 0:
        now = "are alike, but stand in two stories because of the reports around them"
    why = f"the two reports {now}: {pair.why}"
    sides = (_opening(by_id[pair.a]), _opening(by_id[pair.b]))
    commands = tuple(f"{kind} {pair.a} {pair.b}" for kind in ("same", "different"))
    return Item(content_id("unsure", pair.a, pair.b), "same story", why, sides, commands, home.get(pair.a))


OPENING = 200
"""Code points of a report's opening that are shown."""


def _opening(reading: Reading) -> Side:
    body = [p.span for p in reading.body or () if p.kind == "text"] or [Span(0, len(reading.text))]
    span = _cut(reading.text, Span(body[0].start, min(body[0].end, body[0].start + OPENING)))
    return _side(reading.report.id, reading, [span])


def _side(key: str, reading: Reading, spans: Sequence[Span]) -> Side:
    found = tuple(record_span(reading.report, s) for s in spans)
    return Side(key, name_of(reading.report), _words(found), found)


def _words(spans: Iterable[RecordSpan]) -> str:
    return " … ".join(dict.fromkeys(" ".join(s.exact.split()) for s in spans))


def _cut(text: str, span: Span) -> Span:
    """`span` without words that it cuts in two."""
    start, end = span
    if start > 0 and not text[start - 1].isspace():
        start = next((k + 1 for k in range(start, end) if text[k].isspace()), start)
    if end < len(text) and not text[end].isspace():
        end = next((k for k in range(end - 1, start, -1) if text[k].isspace()), end)
    return Span(start, end)


def name_of(report: Report | ReportRecord) -> str:
    """How a report is called: its outlet, and the id or path by which it was given."""
    label, source = report.outlet.name if report.outlet else None, report.given_id or report.path
    return f"{label} ({source})" if label and source else label or source or report.id


# ---------------------------------------------------------------- findings


def _findings(kept: Sequence[tuple[Story, Memcon]], by_id: Mapping[str, Reading]) -> Iterator[Item]:
    found = [
        (memcon, finding)
        for _, memcon in kept
        for finding in memcon.findings
        if not finding.accepted and (finding.status == "differs" or _alone(finding, memcon))
    ]
    for memcon, finding in sorted(found, key=lambda f: (-len(f[0].origins), -f[1].support, f[0].id, f[1].id)):
        names = {o.id: ", ".join(name_of(by_id[r].report) for r in o.reports if r in by_id) for o in memcon.origins}
        told = [c for c in finding.cells if c.claims]
        sides = tuple(Side(c.claims[0], names[c.origin], _words(c.spans), c.spans) for c in told)
        differs = finding.status == "differs"
        why = _differing(finding, told) if differs else _only(finding, memcon)
        commands = [f"accept {finding.id}", *(f"reject {' '.join(c.claims)}" for c in told)]
        kind = "differs" if differs else "low support"
        yield Item(finding.id, kind, why, sides, tuple(commands), memcon.id)


def _alone(finding: Finding, memcon: Memcon) -> bool:
    return finding.status == "only one" and len(memcon.origins) > 1 and finding.point in MATTERS


def _differing(finding: Finding, told: Sequence[Cell]) -> str:
    other = sum(c.state == "says otherwise" for c in told)
    what = f" ({finding.kind})" if finding.kind else ""
    return f"{_say(finding.support)}: {finding.text} {_say(other)} otherwise{what}"


def _only(finding: Finding, memcon: Memcon) -> str:
    return f"only one of {_origins(len(memcon.origins))} says: {finding.text}"


def _say(count: int) -> str:
    return f"{_origins(count)} say" + ("s" if count == 1 else "")


def _origins(count: int) -> str:
    return f"{count} origin" + ("" if count == 1 else "s")


# ---------------------------------------------------------------- actors


def _actors(readings: Sequence[Reading], home: Mapping[str, str]) -> Iterator[Item]:
    found = [(r, one) for r in sorted(readings, key=lambda r: r.report.id) for one in _open(r)]
    for reading, mentions in sorted(found, key=lambda f: _speaks(*f), reverse=True):
        report, choices = reading.report.id, mentions[0].candidates
        keys = [mention_id(report, m.span) for m in mentions]
        names = [c.name for c in choices]
        why = f"“{_called(reading, mentions[0])}” may be {', '.join(names[:-1])} or {names[-1]}"
        commands = tuple(f"actor {' '.join(keys)} {c.id}" for c in choices if c.id is not None)
        sides = tuple(_side(key, reading, [_around(reading, m)]) for key, m in zip(keys, mentions, strict=True))
        yield Item(keys[0], "actor", why, sides, commands, home.get(report), choices)


def _open(reading: Reading) -> list[list[Mention]]:
    """Mentions left open between actors; one name for the same actors is one question, each pronoun its own."""
    asked: dict[object, list[Mention]] = {}
    for mention in reading.mentions or ():
        if mention.actor is None and not mention.members and len(mention.candidates) > 1:
            alone = mention.span if mention.form == "pronoun" else None
            asked.setdefault((_called(reading, mention), mention.candidates, alone), []).append(mention)
    return list(asked.values())


def _called(reading: Reading, mention: Mention) -> str:
    return " ".join(mention.span.of(reading.text).split())


def _speaks(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whose words are quoted matters more than who is merely named."""
    speakers = [q.speaker for q in reading.quotes or () if q.speaker is not None]
    return any(speaker.overlaps(m.span) for speaker in speakers for m in mentions)


AROUND = 90
"""Code points shown on either side of an open mention."""


def _around(reading: Reading, mention: Mention) -> Span:
    text, (start, end) = reading.text, mention.span
    body = next((p.span for p in reading.body or () if p.span.covers(mention.span)), Span(0, len(text)))
    return _cut(text, Span(max(body.start, start - AROUND), min(body.end, end + AROUND)))


# ---------------------------------------------------------------- pledges


def _pledges(found: Sequence[FollowedPledge], readings: Sequence[Reading]) -> Iterator[Item]:
    by_id = {r.report.id: r.report for r in readings}
    published = [r.published.value[:10] for r in by_id.values() if r.published is not None]
    newest = max(published, default="")
    for pledge in found:
        why = _unclear(pledge, newest)
        if why is None or pledge.judgement is not None:
            continue
        key = pledge.tellings[0]
        made = Side(key, name_of(by_id[pledge.spans[0].report]), _words(pledge.spans[:1]), pledge.spans[:1])
        later = (
            Side(f.claim, name_of(by_id[f.report]), _words(f.spans), f.spans)
            for f in pledge.follows
            if f.relation != "reaffirms"
        )
        commands = tuple(f"{state} {key}" for state in ("kept", "broken", "open"))
        yield Item(key, "pledge", why, (made, *later), commands, next(iter(pledge.stories), None))


def _unclear(pledge: FollowedPledge, newest: str) -> str | None:
    """Why a pledge needs a person: later reports disagree on it, or its day has passed without a word."""
    who = " and ".join(a.name for a in pledge.by) or "somebody not named"
    what = f"{who}: {' '.join(pledge.text.split())}"
    if pledge.status == "differs":
        return f"later reports say both that it was kept and that it was broken: {what}"
    if pledge.status in ("open", "reaffirmed") and pledge.due is not None and pledge.due.bounds()[1] < newest:
        return f"it was due by {pledge.due.value} and later reports do not say what came of it: {what}"
    return None
