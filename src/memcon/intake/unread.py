"""Kinds of file that are known by their first bytes and not read: what to do with them instead."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.errors import Refused
from memcon.intake.source import Source
from memcon.model.report import Report

_KINDS = {
    b"\xd0\xcf\x11\xe0": "is an old Word file, or one locked with a password; save it as .docx without one",
    b"{\\rtf": "is an RTF file; save it as .docx or text",
    b"7z\xbc\xaf": "is an archive; unpack it and read the files",
    b"Rar!": "is an archive; unpack it and read the files",
    b"BZh": "is packed; unpack it and read what is in it",
    b"\xfd7zXZ": "is packed; unpack it and read what is in it",
    b"\x28\xb5\x2f\xfd": "is packed; unpack it and read what is in it",
}


def sniff(head: bytes, suffix: str) -> bool:
    """True for the first bytes of such a kind."""
    return head.startswith(tuple(_KINDS))


def read(source: Source) -> Iterator[Report | Refused]:
    """A Refused that says what to do."""
    told = next((t for magic, t in _KINDS.items() if source.head.startswith(magic)), None)
    yield Refused(source.where, told or "is no file of the kind its name says; check the file")
