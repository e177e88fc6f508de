"""`memcon export jsonl`: every noun of the store, one JSON object a line, which `memcon import` reads back exactly.

Each line says in `noun` what it is. First come the reports, each followed by what was read in it; then the versions of
those that came again, imported visits and people's judgements; then story by story the memcon and, line by line, its
origins, findings, quotes, events, pledges, visits and claims. A line says only what no other line says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, BinaryIO

import msgspec

from memcon.export.options import Options
from memcon.export.source import Source
from memcon.model.reading import Reading
from memcon.model.record import Memcon

FORMAT = 1
"""Counted up when lines are told in another way."""

PARTS = {
    "origin": "origins",
    "finding": "findings",
    "quote": "quotes",
    "event": "events",
    "pledge": "pledges",
    "visit": "visits",
    "claim": "claims",
}
"""The nouns a memcon consists of, in order, and its fields that hold them."""


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A line for every noun."""
    encode = msgspec.json.Encoder().encode
    for line in lines(source, options):
        out.write(encode(line))
        out.write(b"\n")


def lines(source: Source, options: Options) -> Iterator[dict[str, Any]]:
    """The lines, in order. `whole` in the first: nothing of the store was left out."""
    everything = source.which.everything
    whole = everything and options.text and source.only == (None, None)
    yield {"noun": "export", "format": FORMAT, "whole": whole, "text": options.text}
    for reading in source.readings():
        yield from _reading(reading)
    if everything:
        yield from ({"noun": "version", **row} for row in source.kept.versions())
        yield from ({"noun": "redirect", "from": old, "report": new} for old, new in source.kept.redirects())
    yield from _plain("known visit", source.known_visits())
    yield from _plain("judgement", (row for row, _ in source.judgements()))
    for told in source.memcons():
        yield {"noun": "story", **_fields(told.story)}
        yield from _memcon(told.memcon)


def _reading(reading: Reading) -> Iterator[dict[str, Any]]:
    yield {"noun": "report", **_fields(reading.report)}
    layers = _fields(reading)
    del layers["report"], layers["syntax"]
    yield {"noun": "reading", "report": reading.report.id, **layers}


def _memcon(memcon: Memcon) -> Iterator[dict[str, Any]]:
    fields = _fields(memcon)
    parts = {noun: fields.pop(field) for noun, field in PARTS.items()}
    yield {"noun": "memcon", **fields}
    for noun, items in parts.items():
        yield from ({"noun": noun, "memcon": memcon.id, **_fields(item)} for item in items)


def _plain(noun: str, items: Iterable[msgspec.Struct]) -> Iterator[dict[str, Any]]:
    return ({"noun": noun, **_fields(item)} for item in items)


def _fields(noun: msgspec.Struct) -> dict[str, Any]:
    """The fields as they are encoded, one level deep."""
    return {told: getattr(noun, name) for told, name in _names(type(noun))}


@cache
def _names(kind: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    return tuple((f.encode_name, f.name) for f in msgspec.structs.fields(kind))
