"""Which findings a memcon keeps: each thing once, and "only one" where it is sure and says something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from memcon.knowledge.kb import fold
from memcon.model.claim import Claim
from memcon.model.reading import Reading
from memcon.model.record import Finding, RecordSpan
from memcon.model.story import Origin
from memcon.model.when import When
from memcon.reconcile.align import FIGURES, SINGLE, Aligned
from memcon.reconcile.alone import RESEMBLES, Elsewhere

COVERED = 0.5
"""Share of a finding's words from which another one tells it."""
_RANK = ("agreed", "differs", "narrower", "unsaid", "only one")


def choose(
    found: Sequence[tuple[Aligned, Finding]], origins: Sequence[Origin], rows: Sequence[Reading], elsewhere: Elsewhere
) -> list[Finding]:
    """The findings to keep, in the order given. Claims that are left out stay in the record's claims."""
    several = [f for _, f in found if f.status not in ("only one", "unsaid") and _agreeing(f)]
    kept = {f.id for f in _once(several)}
    told: dict[str, list[RecordSpan]] = {}
    for finding in several:
        if finding.id in kept:
            _note(told, finding)
    for aligned, finding in sorted(found, key=_specific):
        sole = finding.status == "only one" and (finding.point in DETAILS or not _told_already(finding, told))
        if finding.status == "unsaid" or (sole and _alone(aligned, finding, several, origins, rows, elsewhere)):
            kept.add(finding.id)
            _note(told, finding)
    return [f for _, f in found if f.id in kept]


def _agreeing(finding: Finding) -> bool:
    """Parties of which no two origins tell all are no point that several tell."""
    return (
        finding.point != "parties" or sum(c.relation == "same" for c in finding.cells) > 1 or finding.kind is not None
    )


DETAILS = (*SINGLE, "present", "count")
"""Points that tell one thing of a clause that tells others besides."""


def _specific(pair: tuple[Aligned, Finding]) -> tuple[bool, bool, str]:
    """Details first, then what was undertaken or spoken of, then the clauses."""
    point = pair[1].point
    return point not in DETAILS, not point.startswith(("topic", "pledge", "outcome")), pair[1].id


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings of several origins, the best of those that stand on the same words."""
    kept: list[Finding] = []
    best = sorted(findings, key=lambda f: (f.point not in DETAILS, -f.support, _RANK.index(f.status), f.id))
    for finding in best:
        if finding.point in DETAILS or not any(_same_words(finding, k) for k in kept):
            kept.append(finding)
            yield finding


def _same_words(a: Finding, b: Finding) -> bool:
    """True when `a` stands on words of `b` in at least two origins; where `b` is a detail, one will do."""
    if b.point == "parties":
        return False
    fewest = 1 if b.point in DETAILS else 2
    theirs = {c.origin: c.spans for c in b.cells}
    return sum(_covered(c.spans, theirs.get(c.origin, ())) >= COVERED for c in a.cells if c.spans) >= fewest


def _note(told: dict[str, list[RecordSpan]], finding: Finding) -> None:
    """Add the words of a finding to those that are told, by report; parties stand on whole clauses, and tell little."""
    for span in _spans(finding) if finding.point != "parties" else ():
        told.setdefault(span.report, []).append(span)


def _told_already(finding: Finding, told: Mapping[str, Sequence[RecordSpan]]) -> bool:
    report = next((s.report for s in _spans(finding)), "")
    own = [s for s in _spans(finding) if s.report == report]
    near = [t for t in told.get(report, ()) if own and t.start < own[-1].end and own[0].start < t.end]
    return bool(near) and _covered(own, near) >= COVERED


def _spans(finding: Finding) -> list[RecordSpan]:
    return [s for c in finding.cells for s in c.spans]


def _covered(spans: Sequence[RecordSpan], others: Iterable[RecordSpan]) -> float:
    """How much of `spans` stands within `others`."""
    length = sum(s.end - s.start for s in spans)
    held = list(others)
    inside = sum(
        max((max(0, min(s.end, o.end) - max(s.start, o.start)) for o in held if o.report == s.report), default=0)
        for s in spans
    )
    return inside / length if length else 0.0


def worth(aligned: Aligned, origins: Sequence[Origin], rows: Sequence[Reading], elsewhere: Elsewhere) -> bool:
    """False for words of one origin that make no finding, whatever its cells would be."""
    if aligned.told[0].claim.stage == FIGURES and _others(aligned, origins, rows)[1]:
        return False
    if aligned.point not in WORDS or not _others(aligned, origins, rows)[1]:
        return True
    return _surely(aligned, origins, rows, elsewhere)


WORDS = ("account", "quote", "stance", "background", "assessment")
"""Points told in words alone, which nothing leads us to expect in another text."""


def _others(aligned: Aligned, origins: Sequence[Origin], rows: Sequence[Reading]) -> tuple[list[Reading], bool]:
    """Readings of the origins that do not tell an aligned point, and whether a single origin tells it."""
    tellers = {t.report for t in aligned.told}
    telling = [o for o in origins if tellers & set(o.reports)]
    mine = {r for o in telling for r in o.reports}
    return [r for r in rows if r.report.id not in mine], len(telling) == 1


def _alone(
    aligned: Aligned,
    finding: Finding,
    several: Sequence[Finding],
    origins: Sequence[Origin],
    rows: Sequence[Reading],
    elsewhere: Elsewhere,
) -> bool:
    """True when a claim of one origin is surely told by no other and says enough."""
    if finding.point not in SINGLE:
        return _surely(aligned, origins, rows, elsewhere)
    others, _ = _others(aligned, origins, rows)
    told_by_more = any(f.point == finding.point for f in several)
    return not told_by_more and not any(_has_value(aligned.told[0].claim, r) for r in others)


def _surely(aligned: Aligned, origins: Sequence[Origin], rows: Sequence[Reading], elsewhere: Elsewhere) -> bool:
    others, _ = _others(aligned, origins, rows)
    longest = max(aligned.told, key=lambda t: (len(t.claim.text), t.claim.id))
    few = aligned.point in DETAILS or aligned.point.startswith("topic")
    if not few and not elsewhere.tells(longest):
        return False
    sure = aligned.point in ("pledge", "outcome") or _of_its_own_day(longest.claim, others)
    most = LIKELY if few else LIKE if sure else RESEMBLES
    return elsewhere.resembled(longest, [r.report.id for r in others]) < most


def _of_its_own_day(claim: Claim, others: Sequence[Reading]) -> bool:
    """True for an earlier happening of a day that no other report has a time for."""
    when = claim.when
    if claim.point != "background" or when is None:
        return False
    return not any(t.when and when.allows(When(t.when)) for r in others for t in r.times or ())


LIKE = 0.45
"""Share of its words that another text may have of an undertaking, told in few, or of what has a day of its own."""
LIKELY = 0.6
"""The same for a detail of few words."""


def _has_value(claim: Claim, reading: Reading) -> bool:
    """True when another report may tell a point of one value in words that were not read as such: it names the place,
    gives a time that allows the day, or has words of the value."""
    if claim.point == "parties":
        return True
    if claim.point == "when":
        when = When(claim.value or "")
        return any(t.when and when.allows(When(t.when)) for t in reading.times or ())
    if claim.point == "place":
        return fold(claim.value or claim.text) in fold(reading.text)
    words = [
        w
        for w in fold(claim.value if claim.point == "format" and claim.value else claim.text).split()
        if len(w) > _SHORT
    ]
    text = fold(reading.text)
    return bool(words) and sum(w in text for w in words) >= LIKELY * len(words)


_SHORT = 3
