"""Work shared out over processes comes back in its order, and what fails in one is raised here."""

import os
from collections.abc import Iterator

import pytest

from memcon.workers import AHEAD, Workers


def double(number: int) -> int:
    if number == 13:
        raise ValueError("thirteen")
    return 2 * number


def process(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("count", [1, 2])
def test_results_come_in_the_order_of_the_work(count: int) -> None:
    with Workers(count) as workers:
        assert list(workers.in_order(double, range(10))) == [2 * n for n in range(10)]
        assert list(workers.in_order(double, [])) == []


@pytest.mark.parametrize("count", [1, 2])
def test_what_fails_is_raised_here(count: int) -> None:
    with Workers(count) as workers, pytest.raises(ValueError, match="thirteen"):
        list(workers.in_order(double, range(10, 20)))


def test_one_needs_no_process_and_two_are_others() -> None:
    with Workers(1) as one, Workers(2) as two:
        assert set(one.in_order(process, range(3))) == {os.getpid()}
        assert os.getpid() not in set(two.in_order(process, range(3)))


def test_no_more_is_taken_than_is_needed_to_keep_all_busy() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number + 20

    with Workers(2) as workers:
        results = workers.in_order(double, items())
        next(results)
        assert len(taken) <= 2 + AHEAD + 1
        results.close()
