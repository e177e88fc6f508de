"""Work done beside: in a process of its own, bounded in time and memory, so that one hostile input costs itself alone.

The process is forked, so it has everything that is loaded here; it takes questions one by one and streams answers. One
that answers too late, takes too much memory or dies is ended, and the next question gets a fresh one. A bound never
changes an answer: it is given whole, or not at all.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from memcon.errors import MemconError

Question = TypeVar("Question")
Answer = TypeVar("Answer")

_ANSWER, _DONE, _RAISED, _UNDONE = range(4)


class Bounds(NamedTuple):
    """`seconds` until the next answer (0: no bounds at all, and no process for the sake of them); `memory`: megabytes
    beyond what memcon itself has when the process begins."""

    seconds: float = 60
    memory: int = 2_000


class Answered(NamedTuple, Generic[Answer]):
    """An answer, which may be any value."""

    value: Answer


class Undone(Exception):
    """The question was given up; the message reads on after "it": what it did, and what a person can do."""


class Beside(Generic[Question, Answer]):
    """A process that does one kind of work; begun by the first question. Where processes cannot be forked, and with
    `seconds` of 0, the work is done here, without bounds."""

    def __init__(self, work: Callable[[Question], Iterable[Answer]], bounds: Bounds) -> None:
        """`work` answers a question; all it needs beside the question must be at hand when the first is asked."""
        self._work, self._bounds = work, bounds
        self._process: Any = None
        self._line: Connection | None = None

    def ask(self, question: Question) -> Iterator[Answer]:
        """The answers, in order, as they come. Raises Undone when a bound is passed or the work fails, and the
        MemconError that the work raises."""
        if self._bounds.seconds <= 0 or not can_fork():
            yield from here(self._work, question)
            return
        whole = False
        try:
            self.send(question)
            while (answer := self.received()) is not None:
                yield answer.value
            whole = True
        except MemconError:
            whole = True
            raise
        finally:
            if not whole:
                self.close()

    def send(self, question: Question) -> Connection:
        """Put a question without waiting for its answers, and give the line they come by. The process must not be at
        work on another. Raises MemconError when none can be begun."""
        why: OSError | None = None
        for _ in range(2):
            try:
                line = self._line or self._begin()
                line.send(question)
                return line
            except OSError as error:  # it died while it had nothing to do, or none can be begun
                self.close()
                why = error
        raise MemconError(f"no process can be begun to read in ({why and why.strerror}); is there memory left?")

    def received(self) -> Answered[Answer] | None:
        """The next answer to what was sent, waited for within the bounds; None after the last. Raises as `ask` does;
        after Undone the process is no longer there."""
        assert self._line is not None, "nothing was sent"
        try:
            if not self._line.poll(self._bounds.seconds if self._bounds.seconds > 0 else None):
                raise Undone(f"took longer than {self._bounds.seconds:g} seconds")
            kind, value = self._line.recv()
        except (EOFError, OSError):
            raise Undone(self._ending()) from None
        if kind == _RAISED:
            raise value
        if kind == _UNDONE:
            raise Undone(value)
        return Answered(value) if kind == _ANSWER else None

    def _begin(self) -> Connection:
        fork = multiprocessing.get_context("fork")
        self._line, other = fork.Pipe()
        process = fork.Process(target=_serve, args=(self._work, other, self._line, self._bounds), daemon=True)
        try:
            process.start()
        finally:
            other.close()
        self._process = process
        return self._line

    def _ending(self) -> str:
        """How the process ended that should have answered."""
        self._process.join(1)
        code = self._process.exitcode
        return f"ended the process that read it (signal {-code})" if code and code < 0 else "ended the process"

    def close(self) -> None:
        """End the process, whatever it is doing; the next question begins another."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._line = self._process = None


def can_fork() -> bool:
    """Whether a process with everything that is loaded here can be begun on this system."""
    return "fork" in multiprocessing.get_all_start_methods()


def here(work: Callable[[Question], Iterable[Answer]], question: Question) -> Iterator[Answer]:
    """Work done in this process, without bounds; raises as `Beside.ask` does."""
    try:
        yield from work(question)
    except MemconError:
        raise
    except Exception as error:
        raise Undone(_fault(error)) from None


def _serve(
    work: Callable[[Question], Iterable[Answer]], line: Connection, other: Connection, bounds: Bounds
) -> None:  # pragma: no cover (in a process of its own)
    other.close()
    gc.freeze()  # what is shared with the first process is never collected here, so it stays shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends this one
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    patience = 2 * bounds.seconds + 10 if bounds.seconds > 0 else 0
    if patience:
        _bound_memory(bounds.memory)
    with suppress(EOFError, OSError, MemoryError):
        while True:
            question = line.recv()
            # Should the first process be gone while this one works, nobody else would end it. (While it waits to be
            # listened to, the line itself tells.)
            signal.setitimer(signal.ITIMER_REAL, patience)
            for message in _answers(work, question):
                signal.setitimer(signal.ITIMER_REAL, 0)
                line.send(message)
                signal.setitimer(signal.ITIMER_REAL, patience)
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answers(
    work: Callable[[Question], Iterable[Answer]], question: Question
) -> Iterator[tuple[int, Any]]:  # pragma: no cover (in a process of its own)
    try:
        yield from ((_ANSWER, answer) for answer in work(question))
        yield _DONE, None
    except MemconError as error:
        yield _RAISED, error
    except MemoryError:
        yield _UNDONE, "needed more memory than a report may"
    except Exception as error:
        yield _UNDONE, _fault(error)


def _fault(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "needed more memory than there is"
    said = " ".join(str(error).split())[:200]
    return f"failed inside memcon ({type(error).__name__}: {said}), please report"


def _bound_memory(megabytes: int) -> None:
    """Let the process have so much more than it has. Where nobody tells how much that is, it is not bounded."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        has = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (has + megabytes * 1_000_000,) * 2)
