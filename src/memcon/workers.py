"""Work shared out over processes, its results in the order of the work: nothing hangs on how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from time import monotonic
from types import TracebackType
from typing import Generic, NamedTuple

from memcon.errors import MemconError
from memcon.guard import Answer, Beside, Bounds, Question, Undone, can_fork, here

AHEAD = 2
"""Questions for each process that may be taken before the answers to the first of them are: one slow answer stops none
of the others, and no more is held in memory."""


class _Asked(NamedTuple, Generic[Question, Answer]):
    """A question that a process is at work on: its number, what answered so far, and when patience ends."""

    number: int
    question: Question
    answers: list[Answer]
    until: float


class Team(Generic[Question, Answer]):
    """`count` processes that do one kind of work, each bounded, begun when there is work for them; they have what is
    loaded here by then. One without bounds is none: the work is done here."""

    def __init__(self, count: int, work: Callable[[Question], Iterable[Answer]], bounds: Bounds) -> None:
        """`work` answers a question; `bounds` as of a `Beside`, where `seconds` of 0 are no bounds at all."""
        self._work, self._bounds = work, bounds
        apart = can_fork() and (count > 1 or bounds.seconds > 0)
        self._all = tuple(Beside(work, bounds) for _ in range(count if apart else 0))
        self._idle = list(self._all)
        self._busy: dict[Connection, tuple[Beside[Question, Answer], _Asked[Question, Answer]]] = {}

    def __enter__(self) -> Team[Question, Answer]:
        """Let go of the processes at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; what they were not done with is dropped."""
        for beside in self._all:
            beside.close()

    def in_order(self, questions: Iterable[Question]) -> Iterator[tuple[Question, list[Answer] | Undone]]:
        """Each question with all its answers, or why it was given up, in the order of the questions; what is done is
        handed out before the next is asked for. Raises the MemconError that the work raises, in its turn. To be gone
        through once, to its end."""
        if not self._all:
            yield from ((question, _here(self._work, question)) for question in questions)
            return
        room, turn, more = AHEAD * len(self._all), 0, True
        source, done = enumerate(questions), dict[int, tuple[Question, list[Answer] | Undone | MemconError]]()
        while True:
            if turn in done:
                question, found = done.pop(turn)
                if isinstance(found, MemconError):
                    raise found
                turn += 1
                yield question, found
            elif more and self._idle and len(self._busy) + len(done) < room:
                more = (item := next(source, None)) is not None
                if item is not None:
                    self._give(*item)
            elif self._busy:
                done.update((asked.number, (asked.question, found)) for asked, found in self._listen())
            else:
                return

    def _give(self, number: int, question: Question) -> None:
        line = self._idle[-1].send(question)
        self._busy[line] = self._idle.pop(), _Asked(number, question, [], self._patience())

    def _patience(self) -> float:
        return monotonic() + self._bounds.seconds if self._bounds.seconds > 0 else float("inf")

    def _listen(self) -> Iterator[tuple[_Asked[Question, Answer], list[Answer] | Undone | MemconError]]:
        """Wait for what comes next, and give what was finished or given up by it."""
        until = min(asked.until for _, asked in self._busy.values())
        ready = wait(list(self._busy), None if until == float("inf") else max(0.0, until - monotonic()))
        late = [line for line, (_, asked) in self._busy.items() if asked.until <= monotonic() and line not in ready]
        for line in (*(line for line in ready if isinstance(line, Connection)), *late):
            beside, asked = self._busy.pop(line)
            try:
                if line in late:
                    raise Undone(f"took longer than {self._bounds.seconds:g} seconds")
                answer = beside.received()
            except (Undone, MemconError) as error:
                if isinstance(error, Undone):
                    beside.close()
                self._idle.append(beside)
                yield asked, error
                continue
            if answer is None:
                self._idle.append(beside)
                yield asked, asked.answers
            else:
                asked.answers.append(answer.value)
                self._busy[line] = beside, asked._replace(until=self._patience())


def _here(work: Callable[[Question], Iterable[Answer]], question: Question) -> list[Answer] | Undone:
    try:
        return list(here(work, question))
    except Undone as undone:
        return undone
