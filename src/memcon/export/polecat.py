"""`memcon export polecat`: events in the 40 columns of the POLECAT dataset (Harvard Dataverse, doi:10.7910/DVN/AJGVIT).

Tab-separated with its header row; several values of a cell are parted by "; " and a missing one is `None`, as in its
files. One row an event, however many actors. Only what was said to have happened goes out (asserted or historical),
unless a status is asked for; what a person rejected never does. A date that is not known to the day is `None`, and the
ids of GeoNames and Wikipedia, which memcon does not hold, are too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from memcon.export.crosswalk import country
from memcon.export.days import day
from memcon.export.options import Options
from memcon.export.parties import Cast, Party
from memcon.export.plover import accepted, coder, intensity
from memcon.export.source import Source, Told
from memcon.model.place import Place
from memcon.model.record import EventRecord

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
MISSING = "None"
HAPPENED = ("asserted", "historical")
_FEATURES = {"state": "PCLI", "town": "PPL", "division": "ADM1"}
"""GeoNames' feature codes for the kinds of places that are surely that."""
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """The header row and a row for every event."""
    out.write(row(COLUMNS))
    for cast, event in happened(source):
        out.write(row(map(_quoted, _cells(cast, event))))


def happened(source: Source) -> Iterator[tuple[Cast, EventRecord]]:
    """The events that nobody rejected and that are said to have happened, or have the status that is asked for."""
    wanted = HAPPENED if source.only.status is None else (source.only.status,)
    return ((cast, event) for cast, event in accepted(source) if event.status in wanted)


def row(cells: Iterable[str]) -> bytes:
    """One line. The format has no way to write a tab or a line end inside a cell: each run of them becomes a space."""
    return ("\t".join(flat(cell) for cell in cells) + "\n").encode()


def flat(cell: str) -> str:
    """A cell on one line."""
    return cell if cell.isprintable() else _BREAKS.sub(" ", cell)


def _quoted(cell: str) -> str:
    """A cell as tools read it by default: one with quotation marks stands in quotation marks, they doubled."""
    return '"{}"'.format(cell.replace('"', '""')) if '"' in cell else cell


def _cells(cast: Cast, event: EventRecord) -> Iterator[str]:
    report = cast.told.reports[event.report]
    scale = intensity(event.type)
    yield from _said(
        event.id, day(event.when), event.type, event.mode, None if scale is None else str(scale),
        event.quad and event.quad.upper(), _list(event.contexts),
    )  # fmt: skip
    yield from _parties(cast.of(event, event.actors), report.text)
    yield from _parties(cast.of(event, event.recipients), report.text)
    yield from _place(event.place)
    published = report.published.value[:10] if report.published is not None else None
    yield from _said(report.outlet.name if report.outlet is not None else None, published)
    yield from _story(cast.told, event)
    yield from _said(report.language, coder())


def _said(*cells: str | None) -> Iterator[str]:
    return (cell or MISSING for cell in cells)


def _list(values: Iterable[str | None]) -> str:
    """Several values of a cell: "USA; None" keeps the places of the actors in all their columns the same."""
    return "; ".join((value or MISSING).replace(";", ",") for value in values)


def _parties(found: Sequence[Party], text: str) -> Iterator[str]:
    sectors = [p.sector for p in found]
    titles = [p.office for p in found]
    raw = [p.said.of(text) if p.said is not None else None for p in found]
    yield from _said(
        _list(p.name for p in found),
        _list(_country(p) for p in found),
        _list(country(p.country).cow for p in found),
        next((s for s in sectors if s is not None), None),
        _list(sectors),
        _list(titles),
        _list(raw),
        None,
    )


def _country(party: Party) -> str | None:
    """POLECAT gives an intergovernmental organisation the country IGO."""
    return party.country or ("IGO" if party.sector == "IGO" else None)


def _place(place: Place | None) -> Iterator[str]:
    name = place.name if place is not None else None
    kind = place.kind if place is not None else None
    yield from _said(
        name,
        name if kind == "town" else None,
        None,
        name if kind == "division" else None,
        place.country if place is not None else None,
        None if place is None or place.lat is None else str(place.lat),
        None if place is None or place.lon is None else str(place.lon),
        None,
        None,
        _FEATURES.get(kind or ""),
    )


def _story(told: Told, event: EventRecord) -> Iterator[str]:
    """Everyone, every organisation and every state that the report names."""
    reading = told.readings.get(event.report)
    mentions = (reading.mentions or ()) if reading is not None else ()
    for kind in ("person", "organisation", "state"):
        names = dict.fromkeys(m.name for m in mentions if m.kind == kind and not m.members and m.actor is not None)
        yield _list(names) or MISSING
