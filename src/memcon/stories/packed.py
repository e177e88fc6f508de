"""Signals as they are kept beside a report: few bytes, the same for the same signals, that tell their format."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from memcon.model.place import Place
from memcon.model.report import Outlet
from memcon.model.when import When
from memcon.stories.occurrence import Occurrence
from memcon.stories.signals import Signals

FORMAT = 1
"""The first byte. Raise it when signals, or how they are packed, change, or what is made of them (origins, memcons):
what was kept is then made again, and the stories and memcons with it."""


class _Occurrence(msgspec.Struct, frozen=True, array_like=True):
    parties: tuple[str, ...]
    states: tuple[str, ...]
    kind: str
    when: When | None
    place: Place | None


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """`words`: terms in order of first sight, then what the title alone has, parted by spaces (no word holds one).
    `terms`: counts of the first so many words; the others: places among the words, each with its count (or form).
    `runs`: 32 bits each, the low byte first."""

    report: str
    words: str
    terms: tuple[int, ...]
    title: tuple[int, ...]
    lead: tuple[int, ...]
    names: tuple[int, ...]
    written: tuple[tuple[int, str], ...]
    outlet: Outlet | None
    agency: str | None
    day: int | None
    weekdays: tuple[str, ...]
    days: tuple[int, ...]
    runs: bytes
    occurrence: _Occurrence | None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Kept)


def packed(signals: Signals) -> bytes:
    """Signals in bytes, a pure function of them (some 3 kB for a report of 500 words)."""
    s = signals
    words = list({**s.terms, **s.title, **s.lead, **s.names})
    at = {word: place for place, word in enumerate(words)}
    kept = _Kept(
        s.report,
        " ".join(words),
        tuple(s.terms.values()),
        _counts(s.title, at),
        _counts(s.lead, at),
        _counts(s.names, at),
        tuple(sorted((at[name], word) for name, word in s.written.items())),
        s.outlet,
        s.agency,
        s.day,
        tuple(sorted(s.weekdays)),
        tuple(sorted(s.days)),
        _low_first(s.runs).tobytes(),
        _occurrence(s.occurrence),
    )
    return bytes([FORMAT]) + _ENCODER.encode(kept)


def unpacked(data: bytes) -> Signals | None:
    """The signals that `packed` gave these bytes; None for those of another format. Raises msgspec.DecodeError for what
    is broken."""
    if data[:1] != bytes([FORMAT]):
        return None
    k = _DECODER.decode(memoryview(data)[1:])
    words = k.words.split(" ") if k.words else []
    runs = array("I", k.runs)
    o = k.occurrence
    return Signals(
        k.report,
        dict(zip(words, k.terms, strict=False)),
        _counted(k.title, words),
        _counted(k.lead, words),
        _counted(k.names, words),
        {words[place]: word for place, word in k.written},
        k.outlet,
        k.agency,
        k.day,
        frozenset(k.weekdays),
        frozenset(k.days),
        _low_first(runs),
        None if o is None else Occurrence(frozenset(o.parties), frozenset(o.states), o.kind, o.when, o.place),
    )


def _counts(counts: Mapping[str, int], at: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(n for pair in sorted((at[word], count) for word, count in counts.items()) for n in pair)


def _counted(pairs: Sequence[int], words: Sequence[str]) -> dict[str, int]:
    return {words[place]: count for place, count in zip(pairs[::2], pairs[1::2], strict=True)}


def _low_first(runs: array[int]) -> array[int]:
    """The same 32-bit numbers in the order of bytes in which they are kept, or back."""
    if sys.byteorder == "little":
        return runs
    turned = runs[:]
    turned.byteswap()
    return turned


def _occurrence(found: Occurrence | None) -> _Occurrence | None:
    if found is None:
        return None
    return _Occurrence(_sorted(found.parties), _sorted(found.states), found.kind, found.when, found.place)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
