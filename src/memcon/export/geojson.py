"""`memcon export geojson`: where meetings took place, a FeatureCollection (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from memcon.export.beside import meeting_status
from memcon.export.json_list import write_list
from memcon.export.options import Options
from memcon.export.source import Source, Told
from memcon.model.place import Place


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A feature for each story of a meeting that tells a place."""
    write_list(out, b'{"type":"FeatureCollection","features":[', features(source), b"\n]}\n")


def features(source: Source) -> Iterator[dict[str, Any]]:
    """The meetings, held or planned, that have a place, in order of their story's id; a call has none."""
    for told in source.memcons():
        happened = told.memcon.occurrence
        if happened.place is not None and happened.mode != "phone" and meeting_status(happened) is not None:
            yield feature(told, happened.place)


def feature(told: Told, place: Place) -> dict[str, Any]:
    """One meeting. Its geometry is null (RFC 7946, 3.2: unlocated) where no position is known."""
    memcon = told.memcon
    happened = memcon.occurrence
    point = position(place)
    return {
        "type": "Feature",
        "id": memcon.id,
        "geometry": None if point is None else {"type": "Point", "coordinates": point},
        "properties": {
            "headline": memcon.headline,
            "status": meeting_status(happened),
            "type": happened.type,
            "mode": happened.mode,
            "format": happened.format,
            "when": happened.when.value if happened.when is not None else None,
            "when_inferred": happened.when.inferred if happened.when is not None else None,
            "place": place.name,
            "also": list(place.also),
            "country": place.country,
            "parties": [p.name for p in happened.parties],
            "states": [p.on_behalf for p in happened.parties],
            "reports": len(memcon.reports),
            "origins": len(memcon.origins),
        },
    }


def position(place: Place) -> list[float] | None:
    """Longitude and latitude, in that order (RFC 7946, 3.1.1); None where they are not known, where they are none, and
    for a whole country: the tables give its capital, and nobody said it was there."""
    if place.lat is None or place.lon is None or place.kind in ("country", "state"):
        return None
    return [place.lon, place.lat] if abs(place.lon) <= 180 and abs(place.lat) <= 90 else None
