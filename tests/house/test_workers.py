"""Work shared out over processes comes back in its order; what goes wrong in one takes nothing else with it."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from memcon.errors import MemconError, UsageError
from memcon.guard import Bounds, Undone
from memcon.workers import AHEAD, Team

FREE = Bounds(0)
BOUNDED = Bounds(1, 300)


def work(number: int) -> Iterator[int]:
    if number == 13:
        raise ValueError("thirteen")
    if number == 14:
        time.sleep(1000)
    if number == 15:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 16:
        raise UsageError("sixteen is not to be asked")
    if number == 17:
        time.sleep(0.2)
    yield from (number, 2 * number)


def process(_: int) -> list[int]:
    return [os.getpid()]


@pytest.mark.parametrize("bounds", [FREE, BOUNDED])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_answers_come_whole_and_in_the_order_of_the_questions(count: int, bounds: Bounds) -> None:
    asked = [17, *range(10), 17, *range(20, 30)]
    with Team(count, work, bounds) as team:
        assert list(team.in_order(asked)) == [(n, [n, 2 * n]) for n in asked]
        assert list(team.in_order([])) == []
        assert list(team.in_order([1])) == [(1, [1, 2])]


@pytest.mark.parametrize(
    ("number", "bounds", "why"),
    [
        (13, FREE, "failed inside memcon (ValueError: thirteen)"),
        (13, BOUNDED, "failed inside memcon (ValueError: thirteen)"),
        (14, BOUNDED, "took longer than 1 seconds"),
        (15, BOUNDED, "ended the process that read it (signal 9)"),
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_what_is_given_up_keeps_its_place_and_the_rest_is_done(
    number: int, bounds: Bounds, why: str, count: int
) -> None:
    with Team(count, work, bounds) as team:
        found = dict(team.in_order([1, number, 2, number, 3]))
    assert [found[k] for k in (1, 2, 3)] == [[1, 2], [2, 4], [3, 6]]
    assert isinstance(found[number], Undone)
    assert why in str(found[number])


@pytest.mark.parametrize("bounds", [FREE, BOUNDED])
@pytest.mark.parametrize("count", [1, 2])
def test_an_error_with_a_sentence_of_its_own_is_raised_here(count: int, bounds: Bounds) -> None:
    with Team(count, work, bounds) as team, pytest.raises(UsageError, match="sixteen is not to be asked"):
        list(team.in_order([1, 16, 2]))


@pytest.mark.parametrize(("count", "bounds", "apart"), [(1, FREE, 0), (1, BOUNDED, 1), (2, FREE, 2), (2, BOUNDED, 2)])
def test_one_without_bounds_needs_no_process(count: int, bounds: Bounds, apart: int) -> None:
    with Team(count, process, bounds) as team:
        found = {answer for _, told in team.in_order(range(20)) if not isinstance(told, Undone) for answer in told}
    if apart:
        assert os.getpid() not in found
        assert len(found) <= apart
    else:
        assert found == {os.getpid()}


def test_no_more_is_taken_than_keeps_all_busy() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number + 20

    with Team(2, work, BOUNDED) as team:
        next(team.in_order(numbers()))
        assert len(taken) <= 2 * AHEAD + 1


def test_what_is_done_is_handed_out_before_the_next_is_asked_for() -> None:
    happened: list[str] = []

    def numbers() -> Iterator[int]:
        for number in range(3):
            happened.append(f"asked {number}")
            yield number

    with Team(1, work, BOUNDED) as team:
        for number, _ in team.in_order(numbers()):
            happened.append(f"answered {number}")
    assert happened == [f"{what} {number}" for number in range(3) for what in ("asked", "answered")]


def test_an_error_waits_for_its_turn() -> None:
    with Team(2, work, BOUNDED) as team:
        answers = team.in_order([17, 16, 1])
        assert next(answers) == (17, [17, 34])
        with pytest.raises(UsageError):
            next(answers)


def test_where_no_process_can_be_begun_it_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", none)
    with Team(2, work, FREE) as team, pytest.raises(MemconError, match=r"no process can be begun .*unavailable"):
        list(team.in_order([1]))


def test_who_stops_listening_leaves_no_process_behind() -> None:
    with Team(2, process, BOUNDED) as team:
        answers = team.in_order(iter(range(100)))
        (one,) = next(answers)[1]
        answers.close()
    with pytest.raises(ProcessLookupError):
        os.kill(one, 0)


def test_no_process_is_left_behind() -> None:
    with Team(2, process, BOUNDED) as team:
        found = {answer for _, told in team.in_order(range(8)) if not isinstance(told, Undone) for answer in told}
    for one in found:
        with pytest.raises(ProcessLookupError):
            os.kill(one, 0)
