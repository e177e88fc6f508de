"""One JSON document around a list that is written item by item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec


def write_list(out: BinaryIO, head: bytes, items: Iterable[object], tail: bytes) -> None:
    """`head` (up to the list's bracket), each item on a line of its own, `tail`.

    `<` is written as its escape, so that the document may be put into a page's script element as it is.
    """
    out.write(head)
    for k, item in enumerate(items):
        out.write((b",\n" if k else b"\n") + msgspec.json.encode(item).replace(b"<", b"\\u003c"))
    out.write(tail)
