"""Figures on a pair, each with its count: quads, net cooperation by month, meetings by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from memcon.events.codebook import codebook
from memcon.model.relation import Entry
from memcon.relations.join import days

METHOD = (
    "Counted are occurrences of the timeline that are said to have happened (asserted or told as history) and coded "
    "with a PLOVER type, each once however many reports tell of it. Net cooperation of a month is the sum of the "
    "types' intensities (-10 to 10, after Goldstein) over the occurrences dated within the month; those dated wider "
    "than a month count in the totals only. Origins are independent ones; a visit that only an imported list gives "
    "has none. Meetings are CONSULT but calls."
)
_MONTH = 31


class Month(msgspec.Struct, frozen=True):
    """Net cooperation of one month with what it rests on."""

    month: str
    net: float
    events: int
    origins: int


class QuadCount(msgspec.Struct, frozen=True):
    """How many occurrences of a quad, told by how many origins."""

    quad: str
    events: int
    origins: int


class Year(msgspec.Struct, frozen=True):
    """Meetings of a year."""

    year: str
    meetings: int
    origins: int


class Measures(msgspec.Struct, frozen=True):
    """All figures on a pair; `wide`: occurrences dated wider than a month, in no month's figure."""

    events: int
    wide: int
    quads: tuple[QuadCount, ...]
    months: tuple[Month, ...]
    meetings: tuple[Year, ...]


def measures(entries: Sequence[Entry]) -> Measures:
    """The figures over a timeline's entries, dated or not; context, background and pledges are no coded events."""
    types = codebook().types
    coded = [e for e in entries if e.type in types and e.status in ("asserted", "historical")]
    placed = [e for e in coded if e.when is not None and days(e.when) <= _MONTH and _one(e, 7)]
    months: dict[str, list[Entry]] = {}
    for e in placed:
        months.setdefault(_start(e)[:7], []).append(e)
    met = [e for e in coded if e.type == "CONSULT" and e.mode != "phone" and e.when is not None and _one(e, 4)]
    years = Counter(_start(e)[:4] for e in met)
    quads = Counter(types[e.type].quad for e in coded)
    return Measures(
        events=len(coded),
        wide=len([e for e in coded if e.when is not None]) - len(placed),
        quads=tuple(
            QuadCount(q, quads[q], _origins([e for e in coded if types[e.type].quad == q])) for q in sorted(quads)
        ),
        months=tuple(
            Month(m, round(sum(types[e.type].intensity for e in found), 2), len(found), _origins(found))
            for m, found in sorted(months.items())
        ),
        meetings=tuple(Year(y, years[y], _origins([e for e in met if _start(e)[:4] == y])) for y in sorted(years)),
    )


def _start(entry: Entry) -> str:
    return entry.when.bounds()[0] if entry.when is not None else ""


def _one(entry: Entry, length: int) -> bool:
    """True when first and last day lie in one month (7) or year (4)."""
    first, last = entry.when.bounds() if entry.when is not None else ("", "")
    return first[:length] == last[:length]


def _origins(entries: Sequence[Entry]) -> int:
    return len({o for e in entries for o in e.origins})
