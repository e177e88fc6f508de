"""Kinds of file that are known by their first bytes and not read: what to do with them instead."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.errors import Refused
from memcon.intake.source import Source
from memcon.model.report import Report

_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x1f\x8b": "a gzip file",
    b"WARC/": "a WARC file",
}


def sniff(head: bytes, suffix: str) -> bool:
    """True for the first bytes of such a kind."""
    return head.startswith(tuple(_KINDS))


def read(source: Source) -> Iterator[Report | Refused]:
    """A Refused that names the kind."""
    name = next((name for magic, name in _KINDS.items() if source.head.startswith(magic)), "a file of a kind")
    yield Refused(source.where, f"is {name}, which memcon does not read yet; save it as text or HTML")
