"""Vectors hold the heaviest terms; a cosine is the same to the last bit whichever report is asked."""

from __future__ import annotations

import math
from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.stories.vectors import COMPARED, KINDS, Bags, Cosines, Rows, Vectors, Vocabulary, in_order, repeated

TERMS = 12
TELLING = [0.5 + (7 * k % TERMS) / 3 for k in range(TERMS)]
BAG = st.dictionaries(st.integers(0, TERMS - 1), st.integers(1, 400))
REPORTS = st.lists(st.tuples(*[BAG] * KINDS), min_size=2, max_size=5)
Report = tuple[dict[int, int], ...]


def _vectors(reports: list[Report], keep: int) -> Vectors:
    bags = Bags()
    for report in reports:
        for bag in report:
            bags.add(bag, bag.values())
    return Vectors(bags, np.array(TELLING), keep=keep)


def _plainly(bag: dict[int, int], keep: int) -> dict[int, float]:
    weights = {t: (1 + math.log(min(255, n))) * TELLING[t] for t, n in bag.items()}
    kept = sorted(weights, key=lambda t: (-weights[t], t))[:keep]
    length = math.sqrt(sum(weights[t] * weights[t] for t in kept)) or 1.0
    return dict(zip(kept, array("f", [weights[t] / length for t in kept]), strict=True))


@given(REPORTS, st.integers(1, TERMS))
def test_a_vector_is_what_it_is_by_its_definition(reports: list[Report], keep: int) -> None:
    vectors = _vectors(reports, keep)
    for i, report in enumerate(reports):
        for kind, bag in enumerate(report):
            terms, weights = vectors.of(KINDS * i + kind)
            expected = _plainly(bag, keep)
            assert [t % KINDS for t in terms] == [kind] * len(expected)
            assert list(zip([t // KINDS for t in terms], weights, strict=True)) == list(expected.items())


@given(REPORTS)
def test_cosines_are_sums_in_the_order_of_the_later_report(reports: list[Report]) -> None:
    cosines = Cosines(_vectors(reports, TERMS - 3), TERMS)
    plain = [[_plainly(bag, TERMS - 3) for bag in report] for report in reports]
    for i in range(len(reports)):
        others = [j for j in range(len(reports)) if j != i]
        found = cosines.with_(i, np.array(others))
        for row, j in zip(found.tolist(), others, strict=True):
            for kind in range(COMPARED):
                one, later = plain[min(i, j)][kind], plain[max(i, j)][kind]
                assert row[kind] == sum(w * one.get(t, 0.0) for t, w in later.items())


def test_no_others_no_rows() -> None:
    assert (
        Cosines(_vectors([({}, {}, {}, {}), ({1: 1}, {}, {}, {})], 5), TERMS).with_(1, np.array([], int)).shape[0] == 0
    )


def test_words_are_numbered_in_order_of_first_sight() -> None:
    vocabulary = Vocabulary(["quay"])
    assert list(vocabulary.numbers(["boat", "quay", "net", "boat"])) == [1, 0, 2, 1]
    assert vocabulary.words() == ["quay", "boat", "net"]


@pytest.mark.parametrize(
    ("rows", "order", "twice"),
    [([], [], []), ([[5, 3], [], [3, 9, 5]], [5, 3, 9], [3, 5]), ([[4], [4], [4]], [4], [4])],
)
def test_rows(rows: list[list[int]], order: list[int], twice: list[int]) -> None:
    held = Rows()
    for row in rows:
        held.add(row)
    assert len(held) == len(rows)
    assert [list(held.of(i)) for i in range(len(held))] == rows
    assert in_order(held).tolist() == order
    assert repeated(held).tolist() == twice
    assert [list(r) for r in map(held.picked(range(len(rows))[::-1]).of, range(len(rows)))] == rows[::-1]
    left = held.pressed(lambda row: row[row > 3])
    assert [list(left.of(i)) for i in range(len(left))] == [[n for n in row if n > 3] for row in rows]
