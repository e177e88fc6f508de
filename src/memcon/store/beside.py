"""What is kept of the web, in a file beside the store's: `memcon.db.web`. Nothing in it is a report: without the file
every address is asked for anew, and no report is lost or read twice."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from memcon.errors import StoreError
from memcon.model.fetched import Fetched, Followed, Web

MOST_SEEN = 10_000
"""Keys of entries kept for a feed; the newest stay."""
MOST_UNSENT = 1_000
"""Alerts kept for an address that does not take them; the newest stay."""


class BesideStore:
    """The file beside the store at `path`; for `:memory:` nothing is written. Changes are whole: another process sees
    the file before or after one, and waits for its turn to make its own. Raises StoreError when the file fails."""

    def __init__(self, path: str) -> None:
        self._path = None if path == ":memory:" else Path(f"{path}.web")
        self._held = Web()

    def read(self) -> Web:
        """All that is kept."""
        if self._path is None:
            return self._held
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Web)
        except FileNotFoundError:
            return Web()
        except (OSError, msgspec.DecodeError) as error:
            told = error.strerror if isinstance(error, OSError) else "it is damaged"
            raise StoreError(
                f"{self._path}: cannot be read ({told}); without it addresses are asked for anew"
            ) from None

    def keep_address(self, url: str, fetched: Fetched) -> None:
        """Put in place what is kept of an address."""
        self._change(lambda web: _with(web, addresses={**web.addresses, url: fetched}))

    def keep_feed(self, feed: str, followed: Followed) -> None:
        """Put in place what is kept of a feed."""
        followed = msgspec.structs.replace(followed, seen=followed.seen[-MOST_SEEN:])
        self._change(lambda web: _with(web, feeds={**web.feeds, feed: followed}))

    def keep_unsent(self, alerts: tuple[msgspec.Raw, ...]) -> None:
        """Put in place the alerts that are still to be posted."""
        self._change(lambda web: _with(web, unsent=alerts[-MOST_UNSENT:]))

    def _change(self, change: Callable[[Web], Web]) -> None:
        if self._path is None:
            self._held = change(self._held)
            return
        try:
            with _alone(self._path):
                data = msgspec.json.format(msgspec.json.encode(change(self.read())), indent=1)
                _replace(self._path, data)
        except OSError as error:
            raise StoreError(f"{self._path}: cannot be written ({error.strerror}); check the disk") from None


def _with(web: Web, **changes: object) -> Web:
    return msgspec.structs.replace(web, **changes)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time; the lock goes with the process that holds it."""
    with Path(f"{path}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, data: bytes) -> None:
    """The file holds `data`, or what it held before: never a part of either."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
