"""`memcon export plover`: events as JSON lines with the fields of the PLOVER manual (0.8, JSON data fields).

A date that is not known to the day is given by its first and last (`date`, `enddate`); one that is not known at all is
null, never that of publication. What was denied, planned, supposed or long past says so in `context` (negation, future,
hypothetical, historical). What a person rejected is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, BinaryIO

import msgspec

from memcon.events.codebook import codebook
from memcon.export.options import Options
from memcon.export.parties import Cast, Party
from memcon.export.source import Source
from memcon.knowledge import kb
from memcon.model.place import Place
from memcon.model.record import EventRecord
from memcon.model.report import Report

CODEBOOK = "PLOVER 0.8"
CONTEXT = {"historical": "historical", "planned": "future", "hypothetical": "hypothetical", "denied": "negation"}
"""PLOVER's contexts for what is not said to have happened now."""
QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A line for every event."""
    encode = msgspec.json.Encoder().encode
    for cast, event in accepted(source):
        out.write(encode(line(cast, event, options)))
        out.write(b"\n")


def accepted(source: Source) -> Iterator[tuple[Cast, EventRecord]]:
    """The events that nobody rejected, each with the cast of its story."""
    for told in source.memcons():
        cast = Cast(told)
        yield from ((cast, e) for e in source.of(told, told.memcon.events) if e.judged != "rejected")


def line(cast: Cast, event: EventRecord, options: Options) -> dict[str, Any]:
    """One event's record."""
    report = cast.told.reports[event.report]
    first, last = event.when.bounds() if event.when is not None else (None, None)
    clause = event.spans[0]
    return {
        "id": event.id,
        "date": first,
        "enddate": last if last != first else None,
        "actor": [_actor(party, report) for party in cast.of(event, event.actors)],
        "recipient": [_actor(party, report) for party in cast.of(event, event.recipients)],
        "event": event.type,
        "mode": event.mode,
        "context": [*event.contexts, *([CONTEXT[event.status]] if event.status in CONTEXT else [])],
        "quad_code": QUADS.get(event.quad or ""),
        "event_scale": intensity(event.type),
        "event_loc": _location(event.place),
        "event_text": [event.trigger.exact] if options.text else None,
        "text": event.text if options.text else None,
        "text_info": {
            "report": event.report,
            "start": clause.start,
            "end": clause.end,
            "event_start": event.trigger.start,
            "event_end": event.trigger.end,
        },
        "cite_info": _citation(report),
        "link": cast.told.story.id,
        "vouched_by": event.vouched_by,
    }


def intensity(kind: str) -> float | None:
    """The intensity of a PLOVER type, -10 to 10 (data/codebook/types.toml)."""
    found = codebook().types.get(kind)
    return None if found is None else found.intensity


def _actor(party: Party, report: Report) -> dict[str, Any]:
    return {
        "code": party.country,
        "sector": party.sector,
        "actor_text": (party.said.of(report.text) or None) if party.said is not None else None,
        "identifier_id": party.id,
        "identifier_text": party.name,
        "wikidata": party.wikidata,
        "office": party.office,
    }


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    state = kb.state(place.country) if place.country is not None else None
    return {
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "country code": (state.iso2 or None) if state is not None else None,
        "cc3": place.country,
    }


@cache
def coder() -> str:
    """What coded the events, with its version where it is installed as a package."""
    try:
        return f"memcon {version('memcon')}"
    except PackageNotFoundError:
        return "memcon"


def _citation(report: Report) -> dict[str, Any]:
    return {
        "citation": report.id,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet.name if report.outlet is not None else None,
        "published": report.published.value if report.published is not None else None,
        "coder": coder(),
        "codebook": CODEBOOK,
    }
