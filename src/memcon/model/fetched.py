"""What is kept of what came from the web, so that a server is asked only for what has changed."""

from __future__ import annotations

import msgspec


class Fetched(msgspec.Struct, frozen=True):
    """What is kept of an address: the marks by which its server tells whether it has changed, and the ids of the
    reports that were read from it."""

    etag: str | None = None
    modified: str | None = None
    reports: tuple[str, ...] = ()


class Followed(msgspec.Struct, frozen=True):
    """What is kept of a feed that is watched: its marks, the keys of the entries that were read (newest last), and how
    often each of the others was tried in vain."""

    marks: Fetched = Fetched()
    seen: tuple[str, ...] = ()
    tries: dict[str, int] = {}


class Web(msgspec.Struct, frozen=True):
    """All that is kept: by address, by feed, and alerts (JSON) that could not be posted."""

    addresses: dict[str, Fetched] = {}
    feeds: dict[str, Followed] = {}
    unsent: tuple[msgspec.Raw, ...] = ()
