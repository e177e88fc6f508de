"""How far two claims of a story say the same, and why: shared telling words weighed by how rare they are in it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from memcon.claims.lexicon import aliases, synonyms, words
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
_STEM = 4
"""First letters that words of one family or two spellings of one word have in common."""
_DIGITS = {
    w: str(n) for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}


class Word(NamedTuple):
    """A telling word: its base form, what it tells, the actor whose name it is a part of (or None), and whether it is
    neither name nor figure."""

    text: str
    base: str
    weight: float
    owner: str | None
    plain: bool


class Terms(NamedTuple):
    """What a claim says, ready for comparing: its words, its actors, the places of the words that say something of its
    subject, and the actors that subject names."""

    words: tuple[Word, ...]
    actors: frozenset[str]
    told: frozenset[int]
    subject: frozenset[str]


class Match(NamedTuple):
    """What two claims share. `evidence`: its weight; `core`: that of the plain words (no names) that one says of its
    subject; `units`: how many things, a name or names counting as one; `part`: its share of the poorer claim;
    `whole`: of both together, 0 to 1; `told`: of what each says of its subject, the lesser first; `pairs`: the words
    that stand for one another, heaviest first."""

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
        self._claims = tuple(claims)
        self._terms: dict[str, Terms] = {}
        self._rarity: dict[int, float] = {}

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str], int]:
        """How many claims have each word and name each actor, and how many there are; counted when first asked for, as
        a report without another one beside it needs none of it."""
        read = {c.id: (telling_words(said(c)), self._actors(c)) for c in self._claims}
        named = Counter(a for _, actors in read.values() for a in actors)
        return Counter(b for ts, _ in read.values() for b in {form(t) for t in ts}), named, len(read) + _MANY

    @cached_property
    def _kindred(self) -> dict[str, tuple[tuple[str, float], ...]]:
        return _kin(self._counts[0])

    def terms(self, claim: Claim) -> Terms:
        """The claim's words and actors with their weights."""
        if claim.id not in self._terms:
            self._terms[claim.id] = self._read(claim)
        return self._terms[claim.id]

    def _read(self, claim: Claim) -> Terms:
        owners = self._owners(claim)
        found = self._weighed(telling_words(said(claim)), owners)
        subject = tokens(claim.subject or "")
        theirs = {form(t) for t in subject}
        told = frozenset(k for k, w in enumerate(found) if w.base not in theirs)
        return Terms(
            found, self._actors(claim), told, frozenset(owners[_plain(t)] for t in subject if _plain(t) in owners)
        )

    def sentence(self, text: str, claims: Sequence[Claim]) -> Terms:
        """The words of a whole sentence, with the actors of the claims that stand in it."""
        owners = {w: a for c in claims for w, a in self._owners(c).items()}
        found = self._weighed(telling_words(in_full(text)), owners)
        named = frozenset(a for c in claims for a in self._actors(c))
        return Terms(found, named, frozenset(range(len(found))), frozenset())

    def actor(self, name: str) -> float:
        """What it tells that a claim is about an actor."""
        return _ACTOR * self._rare(self._counts[1][name])

    def kin(self, word: str) -> Sequence[tuple[str, float]]:
        """Words of the story that may stand for `word`, itself first, and how alike they are."""
        return ((word, 1.0), *self._kindred.get(word, ()))

    def _weighed(self, found: Sequence[Token], owners: Mapping[str, str]) -> tuple[Word, ...]:
        return tuple(
            Word(t.text, form(t), self._weight(found, k), owners.get(_plain(t)), is_plain(t))
            for k, t in enumerate(found)
        )

    def _owners(self, claim: Claim) -> dict[str, str]:
        """Each word of the actors' names, and whose it is."""
        return {
            w: self._sides.get(key, key)
            for a in claim.actors
            for key in (a.id or a.name,)
            for w in a.name.lower().replace("-", " ").split()
        }

    def _actors(self, claim: Claim) -> frozenset[str]:
        ids = {r.id or r.name for r in claim.actors}
        return frozenset(self._sides.get(i, i) for i in ids)

    def _rare(self, count: int) -> float:
        if count not in self._rarity:
            many = self._counts[2]
            self._rarity[count] = math.log(1 + many / max(1, count)) / math.log(1 + many)
        return self._rarity[count]

    def _weight(self, found: Sequence[Token], k: int) -> float:
        token = found[k]
        follows = k > 0 and token.capital and found[k - 1].capital and token.start - found[k - 1].end <= 1
        once = telling(_plain(token)) * self._rare(self._counts[0][form(token)])
        return once * _NEXT if follows and not token.text.isdigit() else once


def _kin(vocabulary: Iterable[str]) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each word the others that may stand for it: words with the same first letters, and those of its groups of
    synonyms and names, where they are alike."""
    shelves: dict[object, list[str]] = defaultdict(list)
    for word in sorted(vocabulary):
        for shelf in _shelves(word):
            shelves[shelf].append(word)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for inside in shelves.values():
        for k, one in enumerate(inside):
            for other in inside[k + 1 :]:
                if (like := likeness(one, other)) >= _CLOSE:
                    found[one][other] = found[other][one] = like
    return {word: tuple(sorted(others.items())) for word, others in found.items()}


@lru_cache(maxsize=65536)
def _shelves(word: str) -> tuple[object, ...]:
    groups = [("synonyms", n) for n in sorted(_group_of(word, "synonyms"))]
    groups += [("aliases", n) for n in sorted(_group_of(word, "aliases"))]
    return (word[:_STEM], *groups) if len(word) >= _STEM else tuple(groups)


def _group_of(word: str, kind: str) -> frozenset[int]:
    return _groups()[kind].get(word, frozenset())


@cache
def _groups() -> dict[str, dict[str, frozenset[int]]]:
    found: dict[str, dict[str, frozenset[int]]] = {}
    for kind, rows in (("synonyms", synonyms()), ("aliases", aliases())):
        by_base: dict[str, frozenset[int]] = {}
        for word, numbers in rows.items():
            by_base[base(word)] = by_base.get(base(word), frozenset()) | numbers
        found[kind] = by_base
    return found


def _plain(token: Token) -> str:
    return token.text.lower().removesuffix("'s").removesuffix("\u2019s")


def is_plain(token: Token) -> bool:
    """True for a word that is neither name, figure nor measure."""
    return token.text.isalpha() and not token.capital and token.text.lower() not in _MEASURES


_MEASURES = frozenset("percent cent hundred thousand million billion trillion dollar dollars euro euros".split())
"""Words that go with a figure and tell as little as it without its thing."""


def form(token: Token) -> str:
    """The base form of a word; of a small number written out its digits."""
    return _DIGITS.get(token.base, token.base)


def said(claim: Claim) -> str:
    """The words to compare: the undertaking itself of a pledge, else the claim's text; units of figures in full."""
    return in_full(claim.value or claim.text if claim.point == "pledge" else claim.text)


def in_full(text: str) -> str:
    """`text` with the units of figures written out."""
    return _UNIT.sub(lambda m: _UNITS[m[1]], text)


_UNITS = {"bn": " billion", "tn": " trillion", "m": " million", "%": " percent"}
_UNIT = re.compile(r"(?<=\d)\s?(bn|tn|m|%)(?!\w)")


@lru_cache(maxsize=8192)
def telling_words(text: str) -> tuple[Token, ...]:
    """The words of `text` that tell something: no empty word, title, or word that only reports speech."""
    return tuple(
        t for t in tokens(text) if t.content and t.base not in _reporting() and t.text.lower() not in words("titles")
    )


@cache
def _reporting() -> frozenset[str]:
    return frozenset(base(w) for w in words("reporting"))


class _Partner(NamedTuple):
    """Places of two words that stand for one another, and what they tell."""

    weight: float
    a: int
    b: int


def match(a: Terms, b: Terms, scale: Scale) -> Match:
    """Lay two claims' words together one to one, the likest first, of equals those that stand alike. Actors that both
    name count as such, whatever they are called."""
    shared = a.actors & b.actors
    mine, theirs = ([k for k, w in enumerate(t.words) if w.owner not in shared] for t in (a, b))
    found = _partners(a, b, mine, theirs, scale)
    evidence = sum(f.weight for f in found)
    both = evidence + sum(map(scale.actor, sorted(shared)))
    one, other = (_whole(t, kept, scale) for t, kept in ((a, mine), (b, theirs)))
    told = sorted((_told_part(a, mine, {f.a for f in found}), _told_part(b, theirs, {f.b for f in found})))
    return Match(
        evidence,
        _core(a, b, found),
        _units(a, found),
        min(1.0, both / min(one, other)),
        2 * both / (one + other),
        (told[0], told[1]),
        tuple((a.words[f.a].text, b.words[f.b].text) for f in found),
    )


def _partners(a: Terms, b: Terms, mine: Sequence[int], theirs: Sequence[int], scale: Scale) -> list[_Partner]:
    """Words that stand for one another, one to one, heaviest first."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in theirs:
        places[b.words[j].base].append(j)
    offers = sorted(
        (-like, abs(i - j), i, j)
        for i in mine
        for kin, like in scale.kin(a.words[i].base)
        if kin in places
        for j in places[kin]
    )
    free_a, free_b, found = set(mine), set(theirs), []
    for unlike, _, i, j in offers:
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            found.append(_Partner(-unlike * min(a.words[i].weight, b.words[j].weight), i, j))
    return sorted(found, key=lambda f: (-f.weight, f.a, f.b))


def _whole(terms: Terms, kept: Sequence[int], scale: Scale) -> float:
    return sum(terms.words[k].weight for k in kept) + sum(map(scale.actor, sorted(terms.actors))) or 1.0


def _told_part(terms: Terms, kept: Sequence[int], matched: set[int]) -> float:
    """How much of what a claim says of its subject is matched, 0 to 1; 1 where it says nothing of it."""
    own = [k for k in kept if k in terms.told]
    whole = sum(terms.words[k].weight for k in own)
    return sum(terms.words[k].weight for k in own if k in matched) / whole if whole else 1.0


def _core(a: Terms, b: Terms, found: Sequence[_Partner]) -> float:
    plain = [f for f in found if a.words[f.a].plain]
    return max(sum(f.weight for f in plain if f.a in a.told), sum(f.weight for f in plain if f.b in b.told))


def _units(a: Terms, found: Sequence[_Partner]) -> int:
    named = [a.words[f.a].text[0].isupper() for f in found]
    return any(named) + named.count(False)
