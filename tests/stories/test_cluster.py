"""Clusters follow scores and verdicts alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.stories.cluster import LIMIT, SAMPLED, Verdict, cluster
from memcon.stories.homes import Homes
from memcon.stories.scores import Scores

LOW = -5.0


def _low(_: int, others: Sequence[int]) -> list[float]:
    return [LOW] * len(others)


def _cluster(
    count: int, scores: dict[tuple[int, int], float], verdicts: tuple[Verdict, ...] = ()
) -> list[tuple[int, ...]]:
    return cluster(Scores.of(count, scores), _low, verdicts, threshold=0.0)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({}, [(0,), (1,), (2,)]),
        ({(0, 1): 2.0}, [(0, 1), (2,)]),
        ({(0, 1): -2.0}, [(0,), (1,), (2,)]),
        # a bridge that only one side knows does not pull two stories into one
        ({(0, 1): 3.0, (1, 2): 1.0}, [(0, 1), (2,)]),
        ({(0, 1): 3.0, (1, 2): 1.0, (0, 2): 1.0}, [(0, 1, 2)]),
    ],
)
def test_average_linkage(scores: dict[tuple[int, int], float], expected: list[tuple[int, ...]]) -> None:
    assert _cluster(3, scores) == expected


def test_same_verdicts_join_what_scores_would_not() -> None:
    assert _cluster(3, {(0, 1): -4.0}, (Verdict(0, 1, True),)) == [(0, 1), (2,)]


def test_different_verdicts_part_and_keep_parted_through_others() -> None:
    scores = {(0, 1): 6.0, (0, 2): 6.0, (1, 2): 6.0}
    found = _cluster(3, scores, (Verdict(0, 2, False),))
    assert all(not {0, 2} <= set(members) for members in found)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("verdicts", "copied", "expected"),
    [
        ((), [(0, 1)], [(0, 1), (2,)]),
        ((Verdict(0, 1, False),), [(0, 1)], [(0,), (1,), (2,)]),
        # what a person said comes before what copying proves, whichever pair has the smaller numbers
        ((Verdict(0, 2, False), Verdict(1, 2, True)), [(0, 1)], [(0,), (1, 2)]),
    ],
)
def test_people_come_before_copied_text(
    verdicts: tuple[Verdict, ...], copied: list[tuple[int, int]], expected: list[tuple[int, ...]]
) -> None:
    assert cluster(Scores.of(3, {(0, 1): -4.0}), _low, verdicts, copied, threshold=0.0) == expected


def test_order_of_scores_changes_nothing() -> None:
    scores = {(0, 1): 2.0, (2, 3): 2.0, (1, 2): 1.5, (0, 3): 0.5, (0, 2): 0.5, (1, 3): 0.5}
    assert _cluster(4, scores) == _cluster(4, dict(reversed(scores.items())))


REPORTS = 14
PAIRS = [(i, j) for i in range(REPORTS) for j in range(i + 1, REPORTS)]
SCORE = st.floats(-20, 20).map(lambda x: round(x, 2))


def _plainly(
    scores: dict[tuple[int, int], float],
    others: dict[tuple[int, int], float],
    said: list[Verdict],
    copied: list[tuple[int, int]],
) -> list[tuple[int, ...]]:
    """What the clusters are by their definition: every mean whole, every pair of clusters looked at each time."""
    homes = Homes(range(REPORTS))
    parted = [(v.a, v.b) for v in said if not v.same]
    for a, b in [*((v.a, v.b) for v in sorted(set(said)) if v.same), *sorted(set(copied))]:
        if all({homes.find(x), homes.find(y)} != {homes.find(a), homes.find(b)} for x, y in parted):
            homes.join(a, b)
    groups: dict[int, list[int]] = {}
    for i in range(REPORTS):
        groups.setdefault(homes.find(i), []).append(i)
    number = REPORTS

    def link(first: list[int], second: list[int]) -> float | None:
        across = [(min(a, b), max(a, b)) for a in first for b in second]
        if not any(p in scores for p in across) or any(p in across or p[::-1] in across for p in parted):
            return None
        met = [(min(a, b), max(a, b)) for a in first[:SAMPLED] for b in second[:SAMPLED]]
        return sum(max(-LIMIT, min(LIMIT, scores.get(p, others[p]))) for p in met) / len(met)

    while True:
        links = [(link(groups[a], groups[b]), a, b) for a in groups for b in groups if a < b]
        best = min(((-x, a, b) for x, a, b in links if x is not None and x > 0.0), default=None)
        if best is None:
            return sorted(tuple(found) for found in groups.values())
        groups[number] = sorted(groups.pop(best[1]) + groups.pop(best[2]))
        number += 1


@given(
    st.dictionaries(st.sampled_from(PAIRS), SCORE),
    st.lists(SCORE, min_size=len(PAIRS), max_size=len(PAIRS)),
    st.lists(st.builds(lambda p, same: Verdict(*p, same), st.sampled_from(PAIRS), st.booleans()), max_size=4),
    st.lists(st.sampled_from(PAIRS), max_size=3),
)
def test_stopping_early_changes_no_cluster(
    scores: dict[tuple[int, int], float], rest: list[float], said: list[Verdict], copied: list[tuple[int, int]]
) -> None:
    others = dict(zip(PAIRS, rest, strict=True))

    def score(one: int, many: Sequence[int]) -> list[float]:
        assert len(set(many)) == len(many)
        return [others[min(one, other), max(one, other)] for other in many]

    found = cluster(Scores.of(REPORTS, scores), score, said, copied, threshold=0.0)
    assert found == _plainly(scores, others, said, copied)


def test_no_more_is_asked_than_decides() -> None:
    asked: list[tuple[int, int]] = []

    def score(one: int, others: Sequence[int]) -> list[float]:
        asked.extend((one, other) for other in others)
        return [-LIMIT] * len(others)

    scores = {**dict.fromkeys(itertools.combinations(range(4), 2), 5.0), (3, 4): 1.0}
    assert cluster(Scores.of(5, scores), score, threshold=0.0) == [(0, 1, 2, 3), (4,)]
    # of the three pairs that are no candidates one is asked when 2 and 3 have met, the others when all four have
    assert sorted(asked) == [(0, 4), (1, 4), (2, 4)]
