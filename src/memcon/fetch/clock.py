"""The time that politeness needs: how long ago, and waiting. Nothing of it reaches a record."""

from __future__ import annotations

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds on a clock that only goes forward, and waiting on it."""

    def now(self) -> float:
        """Seconds since some moment."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait; a clock that is stopped comes back at once."""
        ...


class SystemClock:
    """The machine's clock; `stop` ends every waiting, for good."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait for so many seconds, or until `stop`."""
        self._stopped.wait(max(0.0, seconds))

    def stop(self) -> None:
        """End every waiting (safe in a signal's handler)."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """True once `stop` was called."""
        return self._stopped.is_set()


class TestClock:
    """A clock that stands still but for waiting, which takes no time: a double for tests."""

    __test__ = False

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now = 0.0

    def now(self) -> float:
        """Seconds waited so far."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.slept.append(seconds)
        self._now += max(0.0, seconds)
