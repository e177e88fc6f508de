"""Claims of different reports that say the same, whatever they were told as: matched pair by pair, then clustered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from memcon.claims.pairs import compare_texts
from memcon.model.claim import Claim
from memcon.model.span import Span
from memcon.reconcile.likeness import Match, Scale, Terms, match, said

COMMON = 40
"""A word that more claims than this share brings none of them together: no step grows with the square of a story."""
FEW = 2
"""Words that two claims must share, however much they tell."""


class Told(NamedTuple):
    """A claim and the report that tells it."""

    report: str
    claim: Claim


class Pair(NamedTuple):
    """Two claims of different reports (places in the list) and how they match; `score`: from 1 on they say the same."""

    a: int
    b: int
    score: float
    match: Match


def cluster(told: Sequence[Told], sides: Mapping[str, str]) -> list[list[Told]]:
    """Claims that say the same, together; every claim in exactly one cluster, in order of their first."""
    scale = Scale((t.claim for t in told), sides)
    terms = [scale.terms(t.claim) for t in told]
    alike = [p for p in _pairs(told, terms, scale, sides) if p.score >= ALIKE]
    pairs = [p for p in alike if p.score >= 1.0]
    home = list(range(len(told)))
    members: dict[int, list[int]] = {k: [k] for k in home}
    known = {(p.a, p.b): p.score for p in alike}
    for pair in sorted(_mutual(pairs, told), key=lambda p: (-p.score, p.a, p.b)):
        one, other = home[pair.a], home[pair.b]
        if one != other and _fit(members[one], members[other], told, known):
            members[one] += members.pop(other)
            for k in members[one]:
                home[k] = one
    return [[told[k] for k in sorted(group)] for _, group in sorted(members.items(), key=lambda m: min(m[1]))]


def _mutual(pairs: Sequence[Pair], told: Sequence[Told]) -> list[Pair]:
    """Pairs of which each is the other's best, or nearly, in the other's report."""
    best: dict[tuple[int, str], float] = defaultdict(float)
    for p in pairs:
        for one, other in ((p.a, p.b), (p.b, p.a)):
            key = (one, told[other].report)
            best[key] = max(best[key], p.score)
    return [
        p
        for p in pairs
        if p.score >= NEARLY * best[p.a, told[p.b].report] and p.score >= NEARLY * best[p.b, told[p.a].report]
    ]


NEARLY = 0.6
ALIKE = 0.6
"""Score from which two claims do not stand in the way of others being one."""


def _fit(one: Sequence[int], other: Sequence[int], told: Sequence[Told], known: Mapping[tuple[int, int], float]) -> bool:
    """True when most pairs across two clusters are at least alike; claims of one report only where they stand side by
    side, as the clauses of one sentence do."""
    pairs = alike = 0
    for i in one:
        for j in other:
            if told[i].report != told[j].report:
                pairs += 1
                alike += (min(i, j), max(i, j)) in known
            elif not _beside(told[i].claim.spans, told[j].claim.spans):
                return False
    return 2 * alike >= pairs


BESIDE = 30
"""Code points between two clauses that are taken for parts of one sentence."""


def _beside(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(x.start - y.end <= BESIDE and y.start - x.end <= BESIDE for x in a for y in b)


def _pairs(
    told: Sequence[Told], terms: Sequence[Terms], scale: Scale, sides: Mapping[str, str]
) -> Iterator[Pair]:
    for i, j in _candidates(told, terms):
        a, b = told[i].claim, told[j].claim
        if _excluded(a, b, sides):
            continue
        found = match(terms[i], terms[j], scale)
        score = score_of(found, a, b)
        if score >= 1.0 and parted(a, b):
            continue
        yield Pair(i, j, score, found)


def _candidates(told: Sequence[Told], terms: Sequence[Terms]) -> list[tuple[int, int]]:
    """Pairs across reports that share at least FEW words of those that few claims have."""
    postings: dict[str, list[int]] = defaultdict(list)
    for k, t in enumerate(terms):
        for word in {w.base for w in t.words}:
            postings[word].append(k)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for word in sorted(postings):
        where = postings[word]
        if 1 < len(where) <= COMMON:
            for n, i in enumerate(where):
                for j in where[n + 1 :]:
                    if told[i].report != told[j].report:
                        shared[i, j] += 1
    return sorted(p for p, n in shared.items() if n >= 1)


def score_of(found: Match, a: Claim, b: Claim) -> float:
    """From 1 on two claims say the same: enough is shared, it is no mere name, and it is most of the poorer claim or a
    fair part of both."""
    if found.units < FEW or (found.part < MOST and found.whole < WHOLE):
        return 0.0
    verbatim = found.part >= VERBATIM and found.whole >= VERBATIM
    least = SHORT if verbatim else LEAST if found.whole >= WHOLE else LONE
    if found.evidence < least or (found.core < CORE and not (found.part >= VERBATIM and found.evidence >= NAMES)):
        return 0.0
    return max(found.evidence * found.part / ENOUGH, float(verbatim))


WHOLE = 0.33
"""Share of both claims together."""
MOST = 0.6
"""Share of the poorer claim from which the other may be as long as it likes."""
VERBATIM = 0.8
"""Shares from which two claims are the same words."""
SHORT, LEAST, LONE = 4.0, 5.0, 7.0
"""What must be shared at least: by the same words, by claims of one length, by a short claim and a long one."""
CORE = 2.0
"""What plain words beside names and figures must tell of the subject."""
NAMES = 9.0
"""What names and figures must tell where they are nearly all of the poorer claim."""
ENOUGH = 4.0


def _excluded(a: Claim, b: Claim, sides: Mapping[str, str]) -> bool:
    """True when the voices, the days or a denial keep two claims apart."""
    if (a.status == "denied") != (b.status == "denied"):
        return True
    if a.when is not None and b.when is not None and not a.when.allows(b.when):
        return True
    return a.point in SPOKEN and b.point in SPOKEN and not one_voice(a, b, sides)


SPOKEN = ("quote", "pledge", "assessment")


def one_voice(a: Claim, b: Claim, sides: Mapping[str, str]) -> bool:
    """The same actor in both, or a state in one and who acts for it in the other; two people of one state are two. Who
    is not known by an id may be anybody."""
    one, other = ({r.id for r in c.actors if r.id} for c in (a, b))
    if not one or not other:
        return True
    return bool(one & other) or any(sides.get(i) in other for i in one) or any(sides.get(i) in one for i in other)


def parted(a: Claim, b: Claim) -> bool:
    """True when a figure, a date, a denial, or a name in claims of much the same words, parts two claims."""
    found = compare_texts(said(a), said(b))
    return found.relation == "differs" and (found.kind not in ("person", "place") or found.likeness >= CLOSE)


CLOSE = 0.6
"""Likeness from which two names in one place are two."""
