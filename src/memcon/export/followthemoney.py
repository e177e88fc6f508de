"""`memcon export ftm`: FollowTheMoney entities, one JSON object a line, as `ftm validate` and OpenAleph read them.

Schemata after FollowTheMoney 3.8. A report is an Article, a state or an office a PublicBody, an event an Event whose
`proof` is its report; a denied, planned or possible one says so in its name, as the schema has no other place for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from memcon.export.beside import actors_in, texts
from memcon.export.escape import address, harmless, line
from memcon.export.options import Options
from memcon.export.source import Source, Told
from memcon.knowledge import kb
from memcon.model.actor import Actor, ActorRef
from memcon.model.ids import content_id
from memcon.model.place import Place
from memcon.model.record import EventRecord, QuoteRecord, VisitRecord
from memcon.model.report import Report
from memcon.model.when import When
from memcon.relations.who import kind_of, name_of, state_of

Entity = dict[str, Any]
Values = dict[str, Iterable[str | None]]

_SCHEMA = {"person": "Person", "organisation": "Organization", "state": "PublicBody", "office": "PublicBody"}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]")
_SHARED = frozenset({*_SCHEMA.values(), "LegalEntity", "Position", "Occupancy", "Address"})
"""What several stories may name."""
_SAID = {"denied": "Denied: ", "planned": "Planned: ", "hypothetical": "Possible: "}


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A line for each entity, once; of an actor whom a later story tells more of there is a line more under its id, and
    FollowTheMoney merges them."""
    given: dict[str, bytes] = {}
    for told in source.memcons():
        for entity in entities(source, told, text=options.text):
            line = msgspec.json.encode(entity)
            if entity["schema"] not in _SHARED:
                out.write(line + b"\n")
            elif given.get(entity["id"]) != line:
                given[entity["id"]] = line
                out.write(line + b"\n")


def entities(source: Source, told: Told, *, text: bool) -> Iterator[Entity]:
    """The entities of one story; without `text`, none of a report's words."""
    actors = actors_in(told)
    kept = texts(source, told)
    for key in sorted(told.meant):
        yield article(told.reports[key], kept[key], text=text)
    named = {a.id: a for a in _named(source, told) if a.id is not None}
    for key in sorted(named):
        yield from actor(actors.get(key) or _known(named[key]))
    for event in source.of(told, told.memcon.events):
        if event.judged != "rejected":
            yield from _event(event)
    for visit in source.of(told, told.memcon.visits):
        if visit.judged != "rejected":
            yield from _visit(visit)
    for quote in source.of(told, told.memcon.quotes):
        if quote.judged != "rejected" and quote.actor is not None:
            yield _note(quote)


def _named(source: Source, told: Told) -> Iterator[ActorRef]:
    for event in source.of(told, told.memcon.events):
        yield from (*event.actors, *event.recipients)
    for visit in source.of(told, told.memcon.visits):
        yield from (visit.traveller, *((visit.host,) if visit.host is not None else ()))
    yield from (a for quote in source.of(told, told.memcon.quotes) for a in quote.actors)


def _known(ref: ActorRef) -> Actor:
    """Somebody the story's reports do not list under this id: as the knowledge base has them."""
    key = ref.id or ""
    known = name_of(key)
    return Actor(key, known or ref.name, kind_of(key) if known else "", state_of(key))


def entity(key: str, schema: str, values: Values) -> Entity:
    """An entity; values are on one line and none is empty, else FollowTheMoney would drop it."""
    shown = {name: list(dict.fromkeys(line(v) for v in found if v and line(v))) for name, found in values.items()}
    return {"id": key, "schema": schema, "properties": {name: found for name, found in shown.items() if found}}


def article(report: Report, kept: str, *, text: bool) -> Entity:
    """A report. `contentHash` is SHA-1, as the schema wants it, of the text that is `kept`, in UTF-8."""
    made = entity(
        _key("report", report.id),
        "Article",
        {
            "title": [report.title],
            "author": report.bylines,
            "publisher": [report.outlet.name if report.outlet is not None else None],
            "country": [_country(report.outlet.country if report.outlet is not None else None)],
            "publishedAt": [_moment(report.published.value) if report.published is not None else None],
            "modifiedAt": [_moment(report.modified) if report.modified is not None else None],
            "sourceUrl": [address(report.url)],
            "language": [_LANGUAGES.get(report.language or "")],
            "contentHash": [hashlib.sha1(kept.encode(), usedforsecurity=False).hexdigest()],
        },
    )
    if text and report.text.strip():  # the one value that keeps its lines
        made["properties"]["bodyText"] = [harmless(report.text.strip())]
    return made


def actor(found: Actor) -> Iterator[Entity]:
    """A person, organisation, state or office; with a person, each office that has a title and its tenure."""
    key = _actor(found.id)
    country = _country(found.country)
    place = "nationality" if found.kind == "person" else "country"
    values: Values = {"name": [found.name], place: [country], "wikidataId": [found.wikidata]}
    if found.kind == "person":
        values["position"] = [o.title for o in found.offices]
    yield entity(key, _SCHEMA.get(found.kind, "LegalEntity"), values)
    for office in found.offices if found.kind == "person" else ():
        post = _key("post", content_id("post", office.title))
        yield entity(post, "Position", {"name": [office.title], "country": [country]})
        held = content_id("held", found.id, office.title, office.start)
        tenure: Values = {"holder": [key], "post": [post], "startDate": [office.start], "endDate": [office.end]}
        yield entity(_key("held", held), "Occupancy", tenure)


def _event(event: EventRecord) -> Iterator[Entity]:
    values: Values = {
        "name": [f"{_SAID.get(event.status, '')}{_code(event)}: {_who(event)}"],
        "involved": [_actor(a.id) for a in (*event.actors, *event.recipients) if a.id is not None],
        "summary": [event.text],
        "keywords": [event.status, event.quad, *event.contexts],
        "recordId": [event.id],
        "proof": [_key("report", event.report)],
        "location": [_place(event.place)],
        "country": [_country(event.place.country if event.place is not None else None)],
        **_dates(event.when),
    }
    yield entity(_key("event", event.id), "Event", values)


def _code(event: EventRecord) -> str:
    return f"{event.type}/{event.mode}" if event.mode else event.type


def _who(event: EventRecord) -> str:
    actors, recipients = (", ".join(a.name for a in side) for side in (event.actors, event.recipients))
    return f"{actors or 'nobody named'}{' → ' + recipients if recipients else ''}"


def _visit(visit: VisitRecord) -> Iterator[Entity]:
    """A Trip where both ends are known, which its schema asks for; else an Event."""
    to = _place(visit.to) or "a place not told"
    values: Values = {
        "name": [f"{_SAID.get(visit.status, '')}{visit.traveller.name} visits {to}"],
        "involved": [_actor(a.id) for a in (visit.traveller, visit.host) if a is not None and a.id is not None],
        "summary": [span.exact for span in visit.spans],
        "keywords": [visit.status],
        "recordId": [visit.id],
        "proof": [_key("report", visit.report)],
        "country": [_country(visit.to.country if visit.to is not None else None)],
        **_dates(visit.when),
    }
    if visit.origin is None or visit.to is None:
        yield entity(_key("visit", visit.id), "Event", {**values, "location": [_place(visit.to)]})
        return
    ends = (Place(name_of(visit.origin) or visit.origin, visit.origin, kind="state"), visit.to)
    start, end = map(_address, ends)
    yield from (start, end)
    yield entity(
        _key("visit", visit.id), "Trip", {**values, "startLocation": [start["id"]], "endLocation": [end["id"]]}
    )


def _address(place: Place) -> Entity:
    whole = place.kind in ("country", "state")
    values: Values = {
        "full": [_place(place)],
        "city": [None if whole else place.name],
        "country": [_country(place.country)],
        "latitude": [None if whole or place.lat is None else str(place.lat)],
        "longitude": [None if whole or place.lon is None else str(place.lon)],
    }
    return entity(
        _key("place", content_id("place", place.name, place.country)), "Address", {**values, "name": values["full"]}
    )


def _note(quote: QuoteRecord) -> Entity:
    """What somebody said, as a note on them."""
    how = quote.channel.name or quote.channel.kind if quote.channel is not None else None
    values: Values = {
        "name": [f"{quote.speaker_name or 'Somebody'}, {quote.kind} speech{' (' + how + ')' if how else ''}"],
        "description": [quote.text],
        "entity": [_actor(quote.actor or "")],
        "proof": [_key("report", quote.report)],
    }
    return entity(_key("quote", quote.id), "Note", values)


def _dates(when: When | None) -> Values:
    """FollowTheMoney's dates are prefixes too; an interval has both ends."""
    if when is None:
        return {}
    first, _, last = when.value.partition("/")
    return {"startDate": [first[:10]], "endDate": [last[:10]]} if last else {"date": [first[:10]]}


def _moment(value: str) -> str:
    """A date or time without its zone: the schema's times have none, so a time is told in UTC."""
    from datetime import UTC, datetime

    if len(value) <= 10:
        return value
    found = datetime.fromisoformat(value)
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if found.tzinfo is not None else value[:19]


def _place(place: Place | None) -> str | None:
    if place is None:
        return None
    state = name_of(place.country) if place.country is not None else None
    return place.name if state is None or state == place.name else f"{place.name}, {state}"


def _country(code: str | None) -> str | None:
    """FollowTheMoney's code, ISO 3166 alpha-2 in small letters."""
    state = kb.state(code) if code is not None else None
    return state.iso2.lower() or None if state is not None else None


_LANGUAGES = {"en": "eng", "ja": "jpn", "ko": "kor", "zh": "zho", "fr": "fra", "de": "deu", "es": "spa", "ru": "rus"}
"""ISO 639-1 to 639-3, of the languages a report is likely to be in."""


def _actor(key: str) -> str:
    """Ids of actors as they are; one that FollowTheMoney could not take goes by its hash."""
    return key if _ID.fullmatch(key) else _key("actor", content_id("actor", key))


def _key(kind: str, key: str) -> str:
    return f"memcon-{kind}-{key}"
