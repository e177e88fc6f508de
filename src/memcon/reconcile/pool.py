"""Claims of different reports that say the same, whatever they were told as: matched pair by pair, then clustered."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from memcon.claims.pairs import compare_texts
from memcon.claims.tokens import base
from memcon.claims.values import DIFFERS, OTHER, Amount, compare_amounts, find_amounts
from memcon.model.claim import Claim
from memcon.model.span import Span
from memcon.reconcile.likeness import Match, Scale, Terms, match, said, telling_words

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


def cluster(
    told: Sequence[Told], sides: Mapping[str, str], texts: Mapping[str, str], scale: Scale | None = None
) -> list[list[Told]]:
    """Claims that say the same, together; every claim in exactly one cluster, in order of their first. `texts`: the
    stored text of each report, from which the sentences around the claims are read."""
    if len({t.report for t in told}) < 2:
        return [[t] for t in told]
    alike = list(_pairs(told, sides, texts, scale or Scale((t.claim for t in told), sides)))
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


def _fit(
    one: Sequence[int], other: Sequence[int], told: Sequence[Told], known: Mapping[tuple[int, int], float]
) -> bool:
    """True when all pairs across two clusters are at least alike; claims of one report only where they stand side by
    side, as the clauses of one sentence do, or repeat one another."""
    pairs = alike = 0
    for i in one:
        for j in other:
            if told[i].report != told[j].report:
                pairs += 1
                alike += (min(i, j), max(i, j)) in known
            elif not _beside(told[i].claim.spans, told[j].claim.spans) and not _repeats(told[i].claim, told[j].claim):
                return False
    return alike == pairs


def _repeats(a: Claim, b: Claim) -> bool:
    """True when a report says the same words twice, as a pull quote does."""
    return [t.base for t in telling_words(said(a))] == [t.base for t in telling_words(said(b))]


BESIDE = 30
"""Code points between two clauses that are taken for parts of one sentence."""


def _beside(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(x.start - y.end <= BESIDE and y.start - x.end <= BESIDE for x in a for y in b)


def _pairs(told: Sequence[Told], sides: Mapping[str, str], texts: Mapping[str, str], scale: Scale) -> Iterator[Pair]:
    terms = [scale.terms(t.claim) for t in told]
    around = _Sentences(told, scale, texts)
    happenings = _happenings(told, sides)
    for i, j in sorted(happenings):
        yield Pair(i, j, DATED, match(terms[i], terms[j], scale))
    for i, j in _candidates(told, terms):
        if (i, j) in happenings:
            continue
        a, b = told[i].claim, told[j].claim
        if _excluded(a, b, sides):
            continue
        found = match(terms[i], terms[j], scale)
        if (run := _run_of(a, b, terms[i], sides)) > 0.0 and not parted(a, b):
            likely = score_of(found, around.match(told[i], told[j]), terms[i], terms[j])
            yield Pair(i, j, max(likely, 1.0 + run), found)
            continue
        known = a.point == b.point == "quote" or _one_day(a, b)
        if not _enough(found, known=known) and not _same_sum(found, said(a), said(b)):
            continue
        score = score_of(found, around.match(told[i], told[j]), terms[i], terms[j])
        if score < VERBATIM_SCORE and _voice_unknown(a, b):
            score *= UNKNOWN_VOICE
        if _undertaken_by_the_same(a, b, sides):
            score *= UNDERTAKEN
        if MAYBE <= score < 1.0 and _same_figure(said(a), said(b)):
            score = 1.0
        if score >= ALIKE and not (score >= 1.0 and parted(a, b)):
            yield Pair(i, j, score, found)


UNKNOWN_VOICE = 0.75
"""What the likeness of somebody's words is worth where only one of the two speakers is known."""
VERBATIM_SCORE = 2.0
"""Score from which it does not matter that a speaker is not known."""


def _voice_unknown(a: Claim, b: Claim) -> bool:
    known = [any(r.id for r in c.actors) for c in (a, b)]
    return a.point in SPOKEN and b.point in SPOKEN and any(known) and not all(known)


UNDERTAKEN = 2.0
"""What the likeness of two undertakings of the same sides is worth beside that of other claims: there are few of them
in a story, and outlets put them in words of their own."""


def _undertaken_by_the_same(a: Claim, b: Claim, sides: Mapping[str, str]) -> bool:
    """True for what two or more sides agreed on or promised, where both tellings name the same ones."""
    one, other = (_bound(c, sides) for c in (a, b))
    return len(one) > 1 and one == other


def _bound(claim: Claim, sides: Mapping[str, str]) -> frozenset[str]:
    if claim.point not in ("pledge", "outcome"):
        return frozenset()
    event = claim.event if claim.point == "outcome" else None
    refs = claim.actors or (event.actors + event.recipients if event is not None else ())
    return frozenset(sides.get(r.id or r.name, r.id or r.name) for r in refs)


def _run_of(a: Claim, b: Claim, terms: Terms, sides: Mapping[str, str]) -> float:
    """What the same words in the same order tell of somebody's speech (more than 0, at most 1); 0 where they are too
    few or tell too little, or where nobody can say that one voice speaks them: then more of them must be the same."""
    if a.point not in SPOKEN or b.point not in SPOKEN or not (a.text[:1] in QUOTED or b.text[:1] in QUOTED):
        return 0.0
    one, other = (tuple(_WORD.findall(said(c).lower().replace("\u2019", "'"))) for c in (a, b))
    start, length = _longest_run(one, other)
    known = bool(a.actors and b.actors) and one_voice(a, b, sides)
    if length < (RUN if known else LONG_RUN):
        return 0.0
    inside = set(one[start : start + length])
    told = sum(w.weight for w in terms.words if w.text.lower() in inside)
    return min(1.0, told / 20) if told >= SHORT else 0.0


QUOTED = ("\u201c", '"')
RUN, LONG_RUN = 4, 7
"""Words in a row that two tellings of one speaker's words must share, and those of speakers one of whom is unknown."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def _longest_run(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """Where the longest run of words that two texts share begins in `a`, and how many words it has."""
    start = best = 0
    before = [0] * (len(b) + 1)
    for i, word in enumerate(a):
        row = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if word == other:
                row[j + 1] = before[j] + 1
                if row[j + 1] > best:
                    best, start = row[j + 1], i + 1 - row[j + 1]
        before = row
    return start, best


DATED = 1.2
"""Score of two tellings of one dated happening, whatever their words."""


def _happenings(told: Sequence[Told], sides: Mapping[str, str]) -> set[tuple[int, int]]:
    """Pairs of earlier happenings that are one by their type, their parties, their place and a day that both tell."""
    dated: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for k, t in enumerate(told):
        event = t.claim.event
        if t.claim.point == "background" and event is not None and event.when is not None:
            refs = event.actors + event.recipients
            dated[event.type, frozenset(sides.get(r.id or r.name, r.id or r.name) for r in refs)].append(k)
    return {
        (i, j)
        for (_, parties), group in dated.items()
        for n, i in enumerate(group)
        for j in group[n + 1 :]
        if parties and told[i].report != told[j].report and _one_happening(told[i].claim, told[j].claim)
    }


def _one_happening(a: Claim, b: Claim) -> bool:
    one, other = a.event, b.event
    if one is None or other is None or one.when is None or other.when is None or not one.when.allows(other.when):
        return False
    return one.place is None or other.place is None or one.place.name == other.place.name


class _Sentences:
    """The sentences in which claims stand, matched once a pair: what stands around two claims speaks for them too."""

    def __init__(self, told: Sequence[Told], scale: Scale, texts: Mapping[str, str]) -> None:
        self._scale, self._texts = scale, texts
        self._claims: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
        for t in told:
            if t.claim.within is not None and t.report in texts:
                self._claims[t.report, t.claim.within].append(t.claim)
        self._terms: dict[tuple[str, Span], Terms] = {}
        self._known: dict[tuple[str, Span, str, Span], Match] = {}

    def match(self, a: Told, b: Told) -> Match | None:
        """How the sentences around two claims match; None when one is not known."""
        if a.claim.within is None or b.claim.within is None:
            return None
        one, other = (a.report, a.claim.within), (b.report, b.claim.within)
        if one not in self._claims or other not in self._claims:
            return None
        if (*one, *other) not in self._known:
            self._known[*one, *other] = match(self._read(one), self._read(other), self._scale)
        return self._known[*one, *other]

    def _read(self, place: tuple[str, Span]) -> Terms:
        if place not in self._terms:
            words = " ".join(place[1].of(self._texts[place[0]]).split())
            self._terms[place] = self._scale.sentence(words, self._claims[place])
        return self._terms[place]


def _candidates(told: Sequence[Told], terms: Sequence[Terms]) -> list[tuple[int, int]]:
    """Pairs across reports that share words enough, of those that few claims have."""
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    for k, t in enumerate(terms):
        for w in t.words:
            postings[w.base][k] = max(w.weight, postings[w.base].get(k, 0.0))
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for word in sorted(postings):
        where = sorted(postings[word].items())
        if 1 < len(where) <= COMMON:
            for n, (i, weight) in enumerate(where):
                for j, other in where[n + 1 :]:
                    if told[i].report != told[j].report:
                        shared[i, j] += min(weight, other)
    return sorted(p for p, weight in shared.items() if weight >= SHARED)


SHARED = 2.5
"""What the words must tell that two claims share in the same form, before anything else is asked of them."""


def _one_day(a: Claim, b: Claim) -> bool:
    return a.when is not None and b.when is not None and a.when.value == b.when.value


def _enough(found: Match, *, known: bool) -> bool:
    """True when two claims share enough to be asked about, and no mere name. Where both are speech, or both of one day
    (`known`), the same words may be few."""
    verbatim = known and _verbatim(found)
    if found.units < FEW or found.evidence < (SHORT if verbatim else LEAST):
        return False
    if found.told[0] < TOLD[0] or found.told[1] < TOLD[1]:
        return False
    if known and found.part >= SAME and found.whole >= SAME:
        return True
    return found.core >= CORE or (found.part >= VERBATIM and found.evidence >= NAMES)


def _verbatim(found: Match) -> bool:
    return found.part >= VERBATIM and found.whole >= VERBATIM


def score_of(found: Match, around: Match | None, a: Terms, b: Terms) -> float:
    """From 1 on two claims say the same: enough is shared, and it is most of the poorer claim or a fair part of both;
    or the sentences around them share so much besides. What is told of two different actors must share more."""
    score = (_worth(found) + AROUND * (_worth(around) if around is not None else _worth(found))) / ENOUGH
    if a.subject and b.subject and not a.subject & b.subject:
        score *= OTHERS
    return max(score, float(_verbatim(found)))


def _same_figure(a: str, b: str) -> bool:
    """True when both give the same amount of the same thing, more than one or two of it; a share in percent does not
    say of what it is one."""
    mine, theirs = (
        {
            (m.kind, m.value, (m.unit or "").removesuffix("s"))
            for m in find_amounts(t)
            if m.value > SMALL and m.kind != "percent"
        }
        for t in (a, b)
    )
    return bool(mine & theirs)


SMALL = 2
MAYBE = 0.75
"""Score from which a figure that both give decides."""


@lru_cache(maxsize=4096)
def _amounts(text: str) -> list[Amount]:
    return find_amounts(text)


_DIGIT = re.compile(r"\d")


def _same_sum(found: Match, a: str, b: str) -> bool:
    """True when both give one and the same sum of money, in words that have something in common besides: a sum is
    rarely told of two things."""
    if found.evidence < LEAST or found.units < FEW or not (_DIGIT.search(a) and _DIGIT.search(b)):
        return False
    mine, theirs = ({(m.value, m.unit) for m in _amounts(text) if m.kind == "money"} for text in (a, b))
    return bool(mine & theirs)


def _worth(found: Match) -> float:
    return found.evidence * math.sqrt(found.part * found.whole)


VERBATIM = 0.75
"""Shares from which two claims are the same words."""
SHORT, LEAST = 3.8, 4.5
"""What must be shared at least, by the same words and by others."""
TOLD = (0.1, 0.3)
"""How much of what two claims say of their subjects must be shared, in the one and in the other: that they tell of the
same person is not enough."""
SAME = 0.95
"""Shares from which somebody's words are simply the same."""
CORE = 2.0
"""What plain words beside names and figures must tell of the subject."""
NAMES = 9.0
"""What names and figures must tell where they are nearly all of the poorer claim."""
ENOUGH = 5.0
AROUND = 0.5
"""What the sentences around two claims count beside the claims themselves."""
OTHERS = 0.6
"""What the likeness of claims on different actors is worth."""


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
    """True when a figure, or a date, a name or a denial in claims of much the same words, parts two claims; or when
    both give figures of one kind and have none in common."""
    one, other = said(a), said(b)
    found = compare_texts(one, other)
    if found.relation == "differs":
        return found.kind == "number" or found.likeness >= CLOSE
    return _other_figures(one, other)


def _other_figures(a: str, b: str) -> bool:
    """True when both give figures of one kind, or of one thing counted, and have none in common."""
    kinds: list[dict[str, list[Amount]]] = []
    for text in (a, b):
        told: dict[str, list[Amount]] = defaultdict(list)
        for m in _amounts(text):
            if m.kind in _FIGURES:
                told[m.kind].append(m)
            elif m.kind == "count" and m.unit and m.value > SMALL:
                told[base(m.unit)].append(m)
        kinds.append(told)
    mine, theirs = kinds
    return any(
        all(compare_amounts(m, n) in (DIFFERS, OTHER) for m in mine[kind] for n in theirs[kind])
        for kind in mine.keys() & theirs.keys()
    )


_FIGURES = ("money", "percent", "duration", "rank")
CLOSE = 0.6
"""Likeness from which a name, a date or a denial in one place parts two claims."""
