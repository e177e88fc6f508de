"""The reports of one run made ready for comparing: their signals put into arrays as they come, one after the other."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from memcon.model.place import Place
from memcon.model.when import When
from memcon.stories.background import rarity
from memcon.stories.block import Keys
from memcon.stories.compare import Alike, Traits
from memcon.stories.occurrence import Occurrence
from memcon.stories.signals import Signals
from memcon.stories.vectors import (
    KINDS,
    Bag,
    Cosines,
    Numbers,
    Vectors,
    Vocabulary,
    held_by_many,
    numbered_anew,
    renumbered,
    weigh,
)

# A vector keeps its heaviest terms only: the light rest changes no score and fills memory.
KEPT_TERMS = 200
KEY_TERMS = 20
END = np.int64(1 << 32)
"""Greater than any run."""

Thing = TypeVar("Thing", bound=Hashable)


class Packed(NamedTuple):
    """Signals packed for memory, before the weights of words are known: `bags` of terms, title, lead and names."""

    report: str
    bags: tuple[Bag, ...]
    traits: Traits
    runs: array[int]


class Sides(NamedTuple):
    """The reports of one run, in order of id, each at one place of all that is here. `words`: the vocabulary by number;
    `vectors`: of words, title and lead (kinds 0, 1, 2); `names`: of names, by number; `runs`: those that another report
    has too, of `ran` in all."""

    reports: list[str]
    traits: list[Traits]
    words: list[str]
    vectors: Vectors
    names: Vectors
    runs: list[array[int]]
    ran: array[int]

    def keys(self) -> Iterator[Keys]:
        """What each report is filed under."""
        for i, traits in enumerate(self.traits):
            terms, weights = self.vectors.of(i)
            heaviest = [t // KINDS for t in terms[:KEY_TERMS] if t % KINDS == 0]
            yield Keys(heaviest, weights[: len(heaviest)], self.runs[i], traits.day)

    def cosines(self) -> Cosines:
        """What compares their words."""
        return Cosines(self.vectors, KINDS * len(self.words))

    def shared_names(self, i: int, j: int) -> dict[str, float]:
        """Names that two of the reports use, with what each weighs."""
        mine = dict(zip(*self.names.of(i), strict=True))
        return {self.words[t]: mine[t] * w for t, w in zip(*self.names.of(j), strict=True) if t in mine}


def read_sides(signals: Iterable[Signals]) -> Sides:
    """Make reports ready for comparing. `signals` in any order, of a report that is there twice the last; each is let
    go when the next comes. A pure function of the set of them."""
    vocabulary, shared = Vocabulary(), dict[Hashable, Hashable]()
    found: dict[str, Packed] = {}
    in_order, last = True, ""
    for one in signals:
        in_order, last = in_order and (not found or last < one.report), one.report
        found[one.report] = _packed(one, vocabulary, shared)
    words, packed = vocabulary.words(), [found.pop(key) for key in sorted(found)]
    if not in_order:
        old, new = numbered_anew([p.bags for p in packed], len(words))
        words = [words[number] for number in old.tolist()]
        packed = [p._replace(bags=tuple(renumbered(bag, new) for bag in p.bags)) for p in packed]
    return _weighed(packed, words)


def _packed(signals: Signals, vocabulary: Vocabulary, shared: dict[Hashable, Hashable]) -> Packed:
    """Put the words of one report into arrays; what many reports have alike is kept once."""

    def once(thing: Thing) -> Thing:
        return shared.setdefault(thing, thing)  # type: ignore[return-value]

    s = signals
    traits = Traits(
        once(s.outlet),
        once(s.agency),
        once(s.day),
        once(s.weekdays),
        once(s.days),
        once(_bare(s.occurrence)),
        tuple(once(word) for pair in s.written.items() for word in pair),
    )
    bags = tuple(vocabulary.bag(counts) for counts in (s.terms, s.title, s.lead, s.names))
    return Packed(s.report, bags, traits, s.runs)


def _bare(found: Occurrence | None) -> Occurrence | None:
    """What is compared of an occurrence."""
    if found is None:
        return None
    when, place = found.when, found.place
    return found._replace(
        when=None if when is None else When(when.value, inferred=when.inferred),
        place=None if place is None else Place(place.name, place.country),
    )


def _weighed(packed: list[Packed], words: list[str]) -> Sides:
    """Give the words of each report their weights; `packed` is emptied on the way, for memory."""
    telling = np.array(list(rarity(words, _held(packed, len(words)).tolist(), len(packed))))
    many = np.append(held_by_many(p.runs for p in packed), END)
    sides = Sides([], [], words, Vectors(), Vectors(), [], array("I"))
    packed.reverse()
    while packed:
        one = packed.pop()
        sides.reports.append(one.report)
        sides.traits.append(one.traits)
        _add_vectors(one.bags, telling, sides)
        runs = np.asarray(one.runs)
        sides.ran.append(len(runs))
        sides.runs.append(array("I", runs[many[np.searchsorted(many, runs)] == runs].tobytes()))
    return sides


def _held(packed: Sequence[Packed], count: int) -> Numbers:
    """In how many reports each word stands, title and all."""
    held = np.zeros(count, np.int64)
    for one in packed:
        terms, title, *_ = one.bags
        held[np.asarray(terms.terms)] += 1
        held[list(set(title.terms).difference(terms.terms))] += 1
    return held


def _add_vectors(bags: Sequence[Bag], telling: Numbers, sides: Sides) -> None:
    *compared, names = (weigh(bag, telling, keep=KEPT_TERMS) for bag in bags)
    terms = [terms * np.uint32(KINDS) + np.uint32(kind) for kind, (terms, _) in enumerate(compared)]
    sides.vectors.add(np.concatenate(terms), np.concatenate([weights for _, weights in compared]))
    sides.names.add(*names)


def alike(row: Sequence[float]) -> Alike:
    """A row of `Cosines` as what it says of two reports."""
    return Alike(row[0], row[1], row[2])
