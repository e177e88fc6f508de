"""A piece of input that is not read yet, and the seam behind which each kind is read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from memcon.errors import Refused
from memcon.intake.bounds import HEAD, LARGEST_FILE, MB
from memcon.model.report import Report


class Source(NamedTuple):
    """A stream of bytes at its beginning. `where` names it to a person; `suffix` is that of its name, in small letters
    with its dot, or empty; `head` is its first bytes (at most `HEAD`), which `stream` gives once more. `url` and
    `charset` are what a server said of it."""

    where: str
    suffix: str
    head: bytes
    stream: BinaryIO
    url: str | None = None
    charset: str | None = None


class Reader(NamedTuple):
    """One kind of input. `sniff(head, suffix)` is True when the first bytes are of this kind; where no reader knows the
    bytes, the one with the name's suffix in `suffixes` is asked. `read` gives the reports of a source, a Refused where
    one of several is not taken; it raises Refused for the whole, and has one clear sentence for whatever bytes it is
    given."""

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes, str], bool]
    read: Callable[[Source], Iterator[Report | Refused]]


def source_of(
    stream: BinaryIO, where: str, suffix: str = "", *, url: str | None = None, charset: str | None = None
) -> Source:
    """The source of a stream, its head read ahead; the stream need not seek."""
    head = _upto(stream, HEAD)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return Source(where, suffix, head, stream, url, charset)
    again: BinaryIO = io.BufferedReader(_Again(head, stream))  # type: ignore[type-var]
    return Source(where, suffix, head, again, url, charset)


class _Again(io.RawIOBase):
    """A head that was read already and the rest of the stream behind it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        taken = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def opening(head: bytes) -> bytes:
    """The head from its first element on, past a byte-order mark, an XML declaration, comments, a document type that
    is not HTML's, and white space. A loop, since one pattern for it can be made to run for hours."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while True:
        close = next((end for start, end in _PROLOGUE if head[:13].lower().startswith(start)), None)
        if close is None or (at := head.find(close)) < 0:
            return head
        head = head[at + len(close) :].lstrip()


_PROLOGUE = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!doctype rss", b">"))


def whole(source: Source, limit: int = LARGEST_FILE) -> bytes:
    """All bytes of the source. Raises Refused when there are more than `limit`, or none that say anything."""
    data = _upto(source.stream, limit + 1)
    if len(data) > limit:
        raise Refused(source.where, f"is over {limit // MB} MB, which no report has; split it")
    if not data.strip():
        raise Refused(source.where, "is empty; nothing to read")
    return data


def _upto(stream: BinaryIO, size: int) -> bytes:
    """The next `size` bytes, fewer only at the end: one read of a pipe may give less."""
    parts, left = [], size
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
