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
    Bags,
    Cosines,
    Numbers,
    Rows,
    Vectors,
    Vocabulary,
    in_order,
    repeated,
)

Thing = TypeVar("Thing", bound=Hashable)

# A vector keeps its heaviest terms only: the light rest changes no score and fills memory.
KEPT_TERMS = 200
KEY_TERMS = 20
END = np.int64(1 << 32)
"""Greater than any run."""


class Sides(NamedTuple):
    """The reports of one run, in order of id, each at one place of all that is here. `words`: the vocabulary by number;
    `vectors`: KINDS for each report; `runs`: those that another report has too, of `ran` in all."""

    reports: list[str]
    traits: list[Traits]
    words: list[str]
    vectors: Vectors
    runs: Rows
    ran: array[int]

    def keys(self) -> Iterator[Keys]:
        """What each report is filed under."""
        for i, traits in enumerate(self.traits):
            terms, weights = self.vectors.of(KINDS * i)
            heaviest = [t // KINDS for t in terms[:KEY_TERMS]]
            yield Keys(heaviest, weights[:KEY_TERMS], self.runs.of(i), traits.day)

    def cosines(self) -> Cosines:
        """What compares their words."""
        return Cosines(self.vectors, len(self.words))

    def shared_names(self, i: int, j: int) -> dict[str, float]:
        """Names that two of the reports use, with what each weighs."""
        one, two = (zip(*self.vectors.of(KINDS * k + KINDS - 1), strict=True) for k in (i, j))
        mine = dict(one)
        return {self.words[t // KINDS]: mine[t] * w for t, w in two if t in mine}


class _Packed:
    """Signals put into arrays in the order in which they come, before the weights of words are known."""

    def __init__(self) -> None:
        self.vocabulary, self.traits, self.bags, self.runs = Vocabulary(), list[Traits](), Bags(), Rows()
        self._shared: dict[Hashable, Hashable] = {}

    def add(self, signals: Signals) -> None:
        """Add those of one more report."""
        for counts in (signals.terms, signals.title, signals.lead, signals.names):
            self.bags.add(self.vocabulary.numbers(counts), counts.values())
        self.runs.add(signals.runs)
        self.traits.append(self._traits(signals))

    def _traits(self, signals: Signals) -> Traits:
        s, once = signals, self._once
        return Traits(
            once(s.outlet),
            once(s.agency),
            once(s.day),
            once(s.weekdays),
            once(s.days),
            once(_bare(s.occurrence)),
            tuple(once(word) for pair in s.written.items() for word in pair),
        )

    def _once(self, thing: Thing) -> Thing:
        """What many reports have alike is kept once."""
        return self._shared.setdefault(thing, thing)  # type: ignore[return-value]

    def put_in(self, order: Sequence[int]) -> None:
        """Keep these reports only, in this order. Numbers decide between words of one weight: they are given anew, as
        if the reports had come so."""
        bags = self.bags = self.bags.picked([KINDS * i + kind for i in order for kind in range(KINDS)])
        self.runs, self.traits = self.runs.picked(order), [self.traits[i] for i in order]
        words, told = self.vocabulary.words(), in_order(bags.terms)
        new = np.zeros(len(words), np.uint32)
        new[told] = np.arange(len(told), dtype=np.uint32)
        bags.terms.numbers = array("I", new[np.asarray(bags.terms.numbers)].tobytes())
        self.vocabulary = Vocabulary(words[number] for number in told.tolist())


def read_sides(signals: Iterable[Signals]) -> Sides:
    """Make reports ready for comparing. `signals` in any order, though those in order of id take less memory; of a
    report that is there twice the last; each is let go when the next comes. A pure function of the set of them."""
    packed, places = _Packed(), dict[str, int]()
    for count, one in enumerate(signals):
        packed.add(one)
        places[one.report] = count
    reports = sorted(places)
    order = [places[key] for key in reports]
    if order != list(range(len(packed.traits))):
        packed.put_in(order)
    words = packed.vocabulary.words()
    telling = np.array(list(rarity(words, _held(packed.bags.terms, len(words)).tolist(), len(reports))))
    ran = array("I", map(len, map(packed.runs.of, range(len(reports)))))
    many = np.append(repeated(packed.runs), END)
    runs = packed.runs.pressed(lambda mine: mine[many[np.searchsorted(many, mine)] == mine])
    return Sides(reports, packed.traits, words, Vectors(packed.bags, telling, keep=KEPT_TERMS), runs, ran)


def _held(bags: Rows, count: int) -> Numbers:
    """In how many reports each of the `count` words stands, title and all."""
    held = np.zeros(count, np.int64)
    for at in range(0, len(bags), KINDS):
        terms, title = np.asarray(bags.of(at)), np.asarray(bags.of(at + 1))
        held[terms] += 1
        held[np.setdiff1d(title, terms, assume_unique=True)] += 1
    return held


def _bare(found: Occurrence | None) -> Occurrence | None:
    """What is compared of an occurrence."""
    if found is None:
        return None
    when, place = found.when, found.place
    return found._replace(
        when=None if when is None else When(when.value, inferred=when.inferred),
        place=None if place is None else Place(place.name, place.country),
    )
