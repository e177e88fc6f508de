"""How far two claims of a story say the same, and why: shared telling words weighed by how rare they are in it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from memcon.claims.lexicon import words
from memcon.claims.tokens import Token, base, likeness, tokens
from memcon.knowledge.commonness import telling
from memcon.model.claim import Claim

_CLOSE = 0.65
"""Likeness from which two words may stand for one another."""
_MANY = 60
"""Claims added to every count, so that a story of few claims weighs its words as a long one does."""
_ACTOR = 4.0
"""What a shared actor tells, before it is weighed by how often the story names it."""
_NEXT = 0.4
"""What each further word of one name tells: "Buenos Aires" is one place."""
_DIGITS = {
    w: str(n)
    for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}


class Terms(NamedTuple):
    """What a claim says, ready for comparing: its telling words, their weights, the actor whose name each is a part of
    (or None), the actors, the places of the words that say something of the claim's subject, and the actors that subject names."""

    words: tuple[Token, ...]
    weights: tuple[float, ...]
    owners: tuple[str | None, ...]
    actors: frozenset[str]
    told: frozenset[int]
    subject: frozenset[str]

    def without(self, shared: frozenset[str]) -> list[int]:
        """Places of the words that are no part of the name of one of the `shared` actors."""
        return [k for k, owner in enumerate(self.owners) if owner not in shared]


class Match(NamedTuple):
    """`evidence`: weight of what both say; `core`: of the plain words (no names, no figures) that one says of its subject;
    `units`: how many things are shared, a name or names counting as one; `part`: its share of the poorer claim; `whole`: of both together, 0 to 1; `told`: of what each says of its subject, the lesser first;
    `pairs`: the words that stand for one another, heaviest first."""

    evidence: float
    core: float
    units: int
    part: float
    whole: float
    told: tuple[float, float]
    pairs: tuple[tuple[str, str], ...]

    @property
    def why(self) -> str:
        """One plain sentence."""
        shown = ", ".join(a if a.lower() == b.lower() else f"{a}/{b}" for a, b in self.pairs[:6])
        return f"{round(100 * self.part)} % of the shorter one is in the other: {shown}"


class Scale:
    """Weighs the words of one story's claims: what many of them share (the parties, the matter) tells little."""

    def __init__(self, claims: Iterable[Claim], sides: Mapping[str, str]) -> None:
        """Count words and actors over `claims`; by `sides` a person and the state acted for are one actor."""
        self._sides = sides
        self._read = {c.id: (_telling_words(c), self._actors(c)) for c in claims}
        self._words = Counter(b for ts, _ in self._read.values() for b in {_base(t) for t in ts})
        self._named = Counter(a for _, named in self._read.values() for a in named)
        self._log = math.log(1 + len(self._read) + _MANY)

    def terms(self, claim: Claim) -> Terms:
        """The claim's words and actors with their weights."""
        if claim.id not in self._read:
            self._read[claim.id] = (_telling_words(claim), self._actors(claim))
        found, named = self._read[claim.id]
        weights = tuple(self._weight(found, k) for k in range(len(found)))
        owners = self._owners(claim)
        subject = tokens(claim.subject or "")
        theirs = {_base(t) for t in subject}
        told = frozenset(k for k, t in enumerate(found) if _base(t) not in theirs)
        doers = frozenset(owners[_plain(t)] for t in subject if _plain(t) in owners)
        return Terms(found, weights, tuple(owners.get(_plain(t)) for t in found), named, told, doers)

    def sentence(self, text: str, claims: Sequence[Claim]) -> Terms:
        """The words of a whole sentence, with the actors of the claims that stand in it."""
        found = tuple(t for t in tokens(text) if _tells(t))
        owners = {w: a for c in claims for w, a in self._owners(c).items()}
        named = frozenset(a for c in claims for a in self._actors(c))
        weights = tuple(self._weight(found, k) for k in range(len(found)))
        return Terms(
            found, weights, tuple(owners.get(_plain(t)) for t in found), named, frozenset(range(len(found))), frozenset()
        )

    def _owners(self, claim: Claim) -> dict[str, str]:
        """Each word of the actors' names, and whose it is."""
        return {
            w: self._sides.get(key, key)
            for a in claim.actors
            for key in (a.id or a.name,)
            for w in a.name.lower().replace("-", " ").split()
        }

    def actor(self, name: str) -> float:
        """What it tells that a claim is about an actor."""
        return _ACTOR * self._rare(self._named[name])

    def word(self, base: str) -> float:
        """How rare a word is in the story, 0 to 1."""
        return self._rare(self._words[base])

    def _actors(self, claim: Claim) -> frozenset[str]:
        ids = {r.id or r.name for r in claim.actors}
        return frozenset(self._sides.get(i, i) for i in ids)

    def _rare(self, count: int) -> float:
        return math.log(1 + (len(self._read) + _MANY) / max(1, count)) / self._log

    def _weight(self, found: Sequence[Token], k: int) -> float:
        token = found[k]
        follows = k > 0 and token.capital and found[k - 1].capital and token.start - found[k - 1].end <= 1
        return telling(_plain(token)) * self.word(_base(token)) * (_NEXT if follows and not token.text.isdigit() else 1.0)


def _plain(token: Token) -> str:
    return token.text.lower().removesuffix("'s").removesuffix("\u2019s")


def _base(token: Token) -> str:
    return _DIGITS.get(token.base, token.base)


def said(claim: Claim) -> str:
    """The words to compare: the undertaking itself of a pledge, else the claim's text; units of figures in full."""
    return in_full(claim.value or claim.text if claim.point == "pledge" else claim.text)


def in_full(words: str) -> str:
    """`words` with the units of figures written out."""
    for short, full in _UNITS:
        words = short.sub(full, words)
    return words


_UNITS = tuple(
    (re.compile(rf"(?<=\d)\s?{short}(?!\w)"), full)
    for short, full in (("bn", " billion"), ("tn", " trillion"), ("m", " million"), ("%", " percent"))
)


def _telling_words(claim: Claim) -> tuple[Token, ...]:
    return tuple(t for t in tokens(said(claim)) if _tells(t))


def _tells(token: Token) -> bool:
    return token.content and token.base not in _reporting() and token.text.lower() not in words("titles")


@cache
def _reporting() -> frozenset[str]:
    return frozenset(base(w) for w in words("reporting"))


def match(a: Terms, b: Terms, scale: Scale) -> Match:
    """Lay two claims' words together one to one, the likest first, of equals those that stand alike. Actors that both
    name count as such, whatever they are called."""
    shared = a.actors & b.actors
    mine, theirs = a.without(shared), b.without(shared)
    found = _partners(a, b, mine, theirs)
    evidence = sum(f.weight for f in found)
    both = evidence + sum(map(scale.actor, sorted(shared)))
    one, other = (_whole(t, kept, scale) for t, kept in ((a, mine), (b, theirs)))
    shown = sorted(found, key=lambda f: (-f.weight, f.a, f.b))
    pairs = tuple((a.words[f.a].text, b.words[f.b].text) for f in shown)
    told = sorted((_told_part(a, mine, {f.a for f in found}), _told_part(b, theirs, {f.b for f in found})))
    return Match(
        evidence,
        _core(a, b, found),
        _units(a, found),
        min(1.0, both / min(one, other)),
        2 * both / (one + other),
        (told[0], told[1]),
        pairs,
    )


def _told_part(terms: Terms, kept: Sequence[int], matched: set[int]) -> float:
    """How much of what a claim says of its subject is matched, 0 to 1; 1 where it says nothing of it."""
    own = [k for k in kept if k in terms.told]
    whole = sum(terms.weights[k] for k in own)
    return sum(terms.weights[k] for k in own if k in matched) / whole if whole else 1.0


def _core(a: Terms, b: Terms, found: Sequence[_Partner]) -> float:
    plain = [f for f in found if not a.words[f.a].capital and a.words[f.a].text.isalpha()]
    return max(sum(f.weight for f in plain if f.a in a.told), sum(f.weight for f in plain if f.b in b.told))


def _units(a: Terms, found: Sequence[_Partner]) -> int:
    names = any(a.words[f.a].capital and not a.words[f.a].opens for f in found)
    return names + sum(not a.words[f.a].capital or a.words[f.a].opens for f in found)


class _Partner(NamedTuple):
    """Places of two words that stand for one another, and what they tell."""

    weight: float
    a: int
    b: int


def _whole(terms: Terms, kept: Sequence[int], scale: Scale) -> float:
    return sum(terms.weights[k] for k in kept) + sum(map(scale.actor, sorted(terms.actors))) or 1.0


def _partners(a: Terms, b: Terms, mine: Sequence[int], theirs: Sequence[int]) -> list[_Partner]:
    """Words that stand for one another, one to one."""
    offers = sorted(
        (
            (like, -abs(i - j), i, j)
            for i in mine
            for j in theirs
            if (like := likeness(_base(a.words[i]), _base(b.words[j]))) >= _CLOSE
        ),
        key=lambda o: (-o[0], -o[1], o[2], o[3]),
    )
    free_a, free_b = set(mine), set(theirs)
    found = []
    for like, _, i, j in offers:
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            found.append(_Partner(like * min(a.weights[i], b.weights[j]), i, j))
    return found
