"""Which claims of different reports speak of one point of the story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from memcon.claims.align import align as words_matched
from memcon.claims.tokens import tokens
from memcon.model.claim import Claim
from memcon.reconcile.compare import apart, said
from memcon.reconcile.likeness import Scale, in_full, is_plain, telling_words
from memcon.reconcile.pool import Told, cluster, one_voice
from memcon.reconcile.tally import tallies
from memcon.reconcile.words import content_words, overlap

SINGLE = (
    "parties",
    "when",
    "place",
    "format",
    "host",
    "occasion",
    "initiator",
    "ordinal",
    "duration",
    "duration.planned",
    "duration.visit",
)
"""Points that have one value for one occurrence."""


class Aligned(NamedTuple):
    """Claims on one point that speak of the same thing."""

    point: str
    told: tuple[Told, ...]


def align(
    told: Sequence[Told],
    mains: frozenset[str],
    sides: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    scale: Scale | None = None,
) -> list[Aligned]:
    """Lay claims together. Points with one value are taken only from the events that tell the occurrence (`mains`),
    counts by what they count, topics and people present by likeness, all others by what they say: see
    `memcon.reconcile.pool`. By `sides` a person and the state acted for are one; `texts`: the reports' stored texts.
    """
    rows = sorted(told, key=lambda t: (_pool(t.claim.point), t.claim.spans[0], t.report, t.claim.id))
    found: list[Aligned] = []
    rows, figures = [t for t in rows if not _is_figure(t)], [t for t in rows if _is_figure(t)]
    for point, group in groupby(rows, key=lambda t: _pool(t.claim.point)):
        claims = list(group)
        if point in SINGLE:
            kept = tuple(t for t in claims if t.claim.about in mains and not _of_denied(t.claim))
            found.extend(Aligned(point, tuple(c)) for c in _not_apart(kept))
        elif point == "count":
            found.extend(_by_unit(point, claims))
        elif point == "told":
            clusters = cluster(claims, sides or {}, texts or {}, scale)
            found.extend(Aligned(_point(c), tuple(c)) for c in tallies(clusters, sides or {}))
        else:
            found.extend(Aligned(point, tuple(c)) for c in _by_likeness(claims, sides or {}))
    return [*found, *(Aligned("count", tuple(c)) for c in _same_figures(figures, found))]


def _is_figure(told: Told) -> bool:
    return told.claim.stage == FIGURES


FIGURES = "claims.figures"
"""The stage that reads figures off any clause: nothing they say counts but what two reports say alike."""


def _same_figures(figures: Sequence[Told], found: Sequence[Aligned]) -> list[list[Told]]:
    """Figures that two reports or more give of the same thing: of one amount, with a plain word in common and no name
    in the one that is missing where the other has another; unless claims laid together hold them already."""
    groups: list[list[Told]] = []
    for told in figures:
        home = next((g for g in groups if all(_one_figure(told.claim, o.claim) for o in g)), None)
        if home is None:
            groups.append([told])
        else:
            home.append(told)
    several = [g for g in groups if len({t.report for t in g}) > 1]
    return [g for g in several if not any(len(_held_in(g, a)) > 1 for a in found)]


def _one_figure(a: Claim, b: Claim) -> bool:
    if a.value != b.value:
        return False
    one, other = ({t.base: t for t in telling_words(in_full(c.text))} for c in (a, b))
    shared = one.keys() & other.keys()
    names = [{w for w, t in side.items() if t.capital} for side in (one, other)]
    if names[0] and names[1] and not names[0] & names[1]:
        return False
    return any(is_plain(one[w]) for w in shared)


def _held_in(figures: Sequence[Told], aligned: Aligned) -> set[str]:
    """Reports whose figure stands within the words of claims laid together."""
    return {
        f.report
        for f in figures
        for t in aligned.told
        if t.report == f.report and any(s.covers(p) for s in t.claim.spans for p in f.claim.spans)
    }


POOLED = ("outcome", "pledge", "account", "quote", "stance", "background", "assessment")
"""What one report quotes, another tells in its own voice or as background: these points are laid beside each other."""


def _pool(point: str) -> str:
    return "told" if point in POOLED else point


def _point(told: Sequence[Told]) -> str:
    """The point most of the claims were told under, in the order of `POOLED` where as many."""
    points = [t.claim.point for t in told]
    return max(dict.fromkeys(points), key=lambda p: (points.count(p), -POOLED.index(p) if p in POOLED else 0))


def _of_denied(claim: Claim) -> bool:
    """A denial says that it was not; when and where it was not says nothing."""
    return claim.status == "denied" and claim.point != "parties"


def _not_apart(claims: Sequence[Told]) -> list[list[Told]]:
    """Claims that can be held against one another: one whose value is in doubt stands for itself."""
    clusters: list[list[Told]] = []
    for told in claims:
        home = next((c for c in clusters if not apart(c[0].claim, told.claim)), None)
        if home is None:
            clusters.append([told])
        else:
            home.append(told)
    return clusters


def _by_unit(point: str, claims: Sequence[Told]) -> list[Aligned]:
    """Counts of one kind of thing in one kind of act. Where a report gives two figures of it, these are two things, and
    only the same figures meet."""
    units: dict[tuple[str, ...], list[Told]] = {}
    for told in claims:
        units.setdefault(_unit(told.claim), []).append(told)
    found = []
    for key in sorted(units):
        figures: dict[str, set[str]] = {}
        for t in units[key]:
            figures.setdefault(t.report, set()).add((t.claim.value or "").partition("=")[2])
        if all(len(f) == 1 for f in figures.values()):
            found.append(Aligned(point, tuple(units[key])))
            continue
        by_figure: dict[str, list[Told]] = {}
        for t in units[key]:
            by_figure.setdefault((t.claim.value or "").partition("=")[2], []).append(t)
        found.extend(Aligned(point, tuple(by_figure[f])) for f in sorted(by_figure))
    return found


def _unit(claim: Claim) -> tuple[str, ...]:
    """What is counted and in what act: agreements signed, and deals, are one; ships sent and ships sunk are two."""
    word = tokens((claim.value or "").partition("=")[0] or "?")[0].base
    if word in PAPERS:
        return ("agreement",)
    event = claim.event
    return (word, event.type, event.mode or "") if event is not None else (word,)


PAPERS = frozenset({"agreement", "deal", "pact", "accord", "treaty", "memorandum", "memoranda", "mou", "mous"})
"""What is signed at a meeting; outlets call the same papers by any of these."""


def _by_likeness(claims: Sequence[Told], sides: Mapping[str, str]) -> list[list[Told]]:
    """Topics and people present, told in a word or two: greedy in a fixed order, a claim joins the cluster it is most
    like, if it is like it enough, else opens one. Words that many claims of the story share weigh little."""
    weight = _weights(claims)
    clusters: list[list[Told]] = []
    for told in claims:
        best, at = 0.0, 0
        for k, inside in enumerate(clusters):
            # The first claim of a cluster is what it is about: likeness handed on from claim to claim wanders off.
            seed = _alike(told, inside[0], weight, sides)
            found = max((_alike(told, other, weight, sides) for other in inside[1:]), default=seed)
            score = max(seed, found) if seed >= KIN else 0.0
            best, at = max((best, at), (score, k), key=lambda x: x[0])
        if best >= 1.0:
            clusters[at].append(told)
        else:
            clusters.append([told])
    return clusters


KIN = 0.7
"""Likeness, in parts of what is asked for, that a claim must have to its cluster's first one."""


def _weights(claims: Sequence[Told]) -> dict[str, float]:
    counts = Counter(w for t in claims for w in content_words(said(t.claim)))
    return {w: 1 / (1 + math.log(n)) for w, n in counts.items()}


def _alike(a: Told, b: Told, weight: Mapping[str, float], sides: Mapping[str, str]) -> float:
    """Likeness in parts of what their points ask for: from 1 on they are one. Two claims of one report are two, unless
    they stand on the same words or repeat them."""
    if a.report == b.report and not any(x.overlaps(y) for x in a.claim.spans for y in b.claim.spans):
        return float(content_words(said(a.claim)) == content_words(said(b.claim)))
    return likeness(a.claim, b.claim, weight, sides) / ENOUGH.get(a.claim.point, 0.5)


ENOUGH = {"topic.raised": 0.5, "topic.not-raised": 0.3, "present": 0.9}


def likeness(
    a: Claim, b: Claim, weight: Mapping[str, float] | None = None, sides: Mapping[str, str] | None = None
) -> float:
    """0 to 1: how far two claims of few words speak of the same thing; 0 when their actors or dates exclude it."""
    if a.point == "present":
        return float(a.value == b.value and a.value is not None)
    if not one_voice(a, b, sides or {}):
        return 0.0
    if a.when is not None and b.when is not None and not a.when.allows(b.when):
        return 0.0
    one, other = said(a), said(b)
    shared = overlap(one, other, weight)
    return max(shared, _by_meaning(one, other)) if shared >= NEAR else shared


NEAR = 0.2
"""Overlap from which it is worth asking whether the other words are synonyms."""


@lru_cache(maxsize=20_000)
def _by_meaning(a: str, b: str) -> float:
    """Likeness that counts synonyms, where one wording says most of what the poorer one says."""
    found = words_matched(tokens(a), tokens(b))
    return found.likeness if found.contained >= CONTAINED else 0.0


CONTAINED = 0.5
