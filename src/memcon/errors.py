"""What can go wrong, as a tree.

MemconError
├── Refused          a report that is not taken: which, where, what to do; the rest of the batch is done
├── UsageError       the call's words are off
└── StoreError       the store cannot be opened, read or written
"""

from __future__ import annotations


class MemconError(Exception):
    """Root of all errors memcon raises on purpose; its message is one clear sentence for a person."""


class Refused(MemconError):
    """A piece of input that is not taken. `where` names it (path, and line for JSONL), the message says what to do."""

    def __init__(self, where: str, reason: str) -> None:
        """`reason` reads on after `where: `."""
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:
        """Pickle by both parts, not by the joined message."""
        return Refused, (self.where, self.reason)


class UsageError(MemconError):
    """The call's words are off: an unknown story, a base that is no origin of the story …"""


class StoreError(MemconError):
    """The store cannot be opened, read or written."""
