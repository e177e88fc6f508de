"""Clusters follow scores and verdicts alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from memcon.stories.cluster import Verdict, cluster
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
