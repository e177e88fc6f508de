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
from memcon.stories.compare import Traits
from memcon.stories.occurrence import Occurrence
from memcon.stories.signals import Signals
from memcon.stories.vectors import (
    KINDS,
    Bag,
    Bags,
    Cosines,
    Numbers,
    Vectors,
    Vocabulary,
    held_by_many,
    in_order,
    weigh,
)

# A vector keeps its heaviest terms only: the light rest changes no score and fills memory.
KEPT_TERMS = 200
KEY_TERMS = 20
BLOCK = 500
"""Reports packed into one array, which is let go when all of them are weighed."""
END = np.int64(1 << 32)
"""Greater than any run."""

Thing = TypeVar("Thing", bound=Hashable)


class _Block:
    """Some hundred reports packed for memory, before the weights of words are known. `bags`: of each its terms, title,
    lead and names, one after the other; `runs`: of all, each from its cut on."""

    __slots__ = ("bags", "cuts", "runs")

    def __init__(self) -> None:
        self.bags, self.runs, self.cuts = Bags(), array("I"), array("Q", [0])

    def __len__(self) -> int:
        return len(self.cuts) - 1

    def add(self, signals: Signals, vocabulary: Vocabulary) -> None:
        """Put the words and runs of one report into arrays."""
        for counts in (signals.terms, signals.title, signals.lead, signals.names):
            self.bags.add(vocabulary.numbers(counts), counts.values())
        self.runs.extend(signals.runs)
        self.cuts.append(len(self.runs))


class _Packed(NamedTuple):
    """One report in a block."""

    block: _Block
    at: int
    traits: Traits

    def bags(self) -> list[Bag]:
        """Terms, title, lead and names."""
        return [self.block.bags.of(4 * self.at + kind) for kind in range(4)]

    def runs(self) -> Numbers:
        """Sampled runs of its prose."""
        cuts = self.block.cuts
        return np.asarray(self.block.runs[cuts[self.at] : cuts[self.at + 1]])


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
    """Make reports ready for comparing. `signals` in any order, though those in order of id take less memory; of a
    report that is there twice the last; each is let go when the next comes. A pure function of the set of them."""
    vocabulary, shared, blocks = Vocabulary(), dict[Hashable, Hashable](), [_Block()]
    found: dict[str, _Packed] = {}
    sorted_, last = True, ""
    for one in signals:
        sorted_, last = sorted_ and (not found or last < one.report), one.report
        if len(blocks[-1]) == BLOCK:
            blocks.append(_Block())
        found[one.report] = _Packed(blocks[-1], len(blocks[-1]), _traits(one, shared))
        blocks[-1].add(one, vocabulary)
    words, packed = vocabulary.words(), {key: found.pop(key) for key in sorted(found)}
    order = np.arange(len(words))
    if not sorted_:
        # Numbers decide between words of one weight: they are given as if the reports had come in order.
        order = in_order((bag for one in packed.values() for bag in one.bags()), len(words))
    many = held_by_many(block.runs for block in blocks)
    blocks.clear()
    return _weighed(packed, words, order, many)


def _traits(signals: Signals, shared: dict[Hashable, Hashable]) -> Traits:
    """What is compared beside the words; what many reports have alike is kept once."""

    def once(thing: Thing) -> Thing:
        return shared.setdefault(thing, thing)  # type: ignore[return-value]

    s = signals
    return Traits(
        once(s.outlet),
        once(s.agency),
        once(s.day),
        once(s.weekdays),
        once(s.days),
        once(_bare(s.occurrence)),
        tuple(once(word) for pair in s.written.items() for word in pair),
    )


def _bare(found: Occurrence | None) -> Occurrence | None:
    """What is compared of an occurrence."""
    if found is None:
        return None
    when, place = found.when, found.place
    return found._replace(
        when=None if when is None else When(when.value, inferred=when.inferred),
        place=None if place is None else Place(place.name, place.country),
    )


def _weighed(packed: dict[str, _Packed], vocabulary: Sequence[str], order: Numbers, many: Numbers) -> Sides:
    """Give the words of each report their weights. `packed`: in order of id, emptied on the way, for memory; `order`:
    the words of the vocabulary by the numbers they are to have; `many`: runs held by several reports, sorted."""
    words = [vocabulary[number] for number in order.tolist()]
    new = np.zeros(len(vocabulary), np.uint32)
    new[order] = np.arange(len(order), dtype=np.uint32)
    telling = np.array(list(rarity(words, _held(packed.values(), new, len(words)).tolist(), len(packed))))
    many = np.append(many, END)
    sides = Sides([], [], words, Vectors(), Vectors(), [], array("I"))
    for key in list(packed):
        one = packed.pop(key)
        sides.reports.append(key)
        sides.traits.append(one.traits)
        _add_vectors([Bag(new[bag.terms], bag.counts) for bag in one.bags()], telling, sides)
        runs = one.runs()
        sides.ran.append(len(runs))
        sides.runs.append(array("I", runs[many[np.searchsorted(many, runs)] == runs].tobytes()))
    return sides


def _held(packed: Iterable[_Packed], new: Numbers, count: int) -> Numbers:
    """In how many reports each of the `count` words stands, title and all."""
    held = np.zeros(count, np.int64)
    for one in packed:
        terms, title, *_ = one.bags()
        held[new[terms.terms]] += 1
        held[new[np.setdiff1d(title.terms, terms.terms, assume_unique=True)]] += 1
    return held


def _add_vectors(bags: Sequence[Bag], telling: Numbers, sides: Sides) -> None:
    *compared, names = (weigh(bag, telling, keep=KEPT_TERMS) for bag in bags)
    terms = [terms * np.uint32(KINDS) + np.uint32(kind) for kind, (terms, _) in enumerate(compared)]
    sides.vectors.add(np.concatenate(terms), np.concatenate([weights for _, weights in compared]))
    sides.names.add(*names)
