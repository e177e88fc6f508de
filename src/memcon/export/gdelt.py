"""`memcon export gdelt`: events and mentions as GDELT 2.0 has them (Event Codebook V2.0, 19 February 2015).

Two files without a header row, tab-separated: 61 columns an event, 16 a mention. Events are CAMEO's: one actor does
something to another, so an event of several is told once a pair, and what two do together once from each side (a visit
is made and hosted). Reports of one story that tell the same (actors, code, day and place) are mentions of one event.
Geography is in FIPS 10-4. What GDELT would fill in and memcon does not know stays empty: tone, the place of an actor,
ethnicity and religion, the sentence's number, and `Confidence`, which is GDELT's own measure of its extraction and no
count of sources. Of a date only what is known is told: a month has no Day.

Only what was said to have happened goes out, unless a status is asked for; what a person rejected never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from memcon.export import crosswalk
from memcon.export.days import stamp
from memcon.export.options import Options
from memcon.export.parties import Cast, Party
from memcon.export.polecat import happened, row
from memcon.export.source import Source, Told
from memcon.knowledge import kb
from memcon.model.ids import content_id
from memcon.model.place import Place
from memcon.model.record import EventRecord
from memcon.model.report import Report
from memcon.model.when import When

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
EVENT_COLUMNS = (
    *"GLOBALEVENTID Day MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *"DATEADDED SOURCEURL".split(),
)
MENTION_COLUMNS = tuple(
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras".split()
)
_WEB, _CITED = 1, 2
"""MentionType: an address on the web; a citation in words."""
_COUNTRY, _US_STATE, _US_CITY, _CITY, _STATE = 1, 2, 3, 4, 5
"""Geo_Type; 0 where there is no place."""
_NOWHERE = ("0", "", "", "", "", "", "", "")


class Deed(NamedTuple):
    """An event between two, as CAMEO has it. `one`, `two`: who does it to whom; None where nobody is named."""

    one: Party | None
    two: Party | None
    code: str
    event: EventRecord


class Known(NamedTuple):
    """One event with all its tellings in a story."""

    number: int
    deeds: list[Deed]


def write_all(source: Source, files: Mapping[str, BinaryIO], options: Options) -> None:
    """Both files in one pass."""
    for told, known in events(source):
        files["events"].write(row(event_row(told, known)))
        for deed in known.deeds:
            files["mentions"].write(row(mention_row(told, known, deed)))


def write_events(source: Source, out: BinaryIO, options: Options) -> None:
    """The events alone."""
    for told, known in events(source):
        out.write(row(event_row(told, known)))


def write_mentions(source: Source, out: BinaryIO, options: Options) -> None:
    """The mentions alone."""
    for told, known in events(source):
        for deed in known.deeds:
            out.write(row(mention_row(told, known, deed)))


def events(source: Source) -> Iterator[tuple[Told, Known]]:
    """The events, story by story, each with all that tell of it."""
    for _, story in groupby(happened(source), key=lambda pair: pair[0].told.story.id):
        found: dict[str, list[Deed]] = {}
        for cast, event in story:
            for deed in deeds(cast, event):
                found.setdefault(_key(cast.told, deed), []).append(deed)
        yield from _known(cast.told, found)


def _known(told: Told, found: Mapping[str, list[Deed]]) -> Iterator[tuple[Told, Known]]:
    # 52 bits: whole numbers of that size survive a column of floats, as R and pandas may make of it.
    return ((told, Known(int(key[:13], 16), same)) for key, same in found.items())


def _key(told: Told, deed: Deed) -> str:
    when, place = deed.event.when, deed.event.place
    who = [(p.id or p.name) if p is not None else None for p in (deed.one, deed.two)]
    where = [place.name, place.country] if place is not None else None
    return content_id("gdelt", told.story.id, *who, deed.code, when.value if when is not None else None, where)


def deeds(cast: Cast, event: EventRecord) -> Iterator[Deed]:
    """The event as CAMEO tells it, pair by pair; none where no actor is named at all."""
    actors, recipients = cast.of(event, event.actors), cast.of(event, event.recipients)
    code = crosswalk.cameo(event.type, event.mode)
    if actors and recipients:
        for one in actors:
            for two in recipients:
                yield Deed(one, two, code.code, event)
                if code.host is not None:
                    yield Deed(two, one, code.host, event)
    elif len(actors) > 1:
        yield from (Deed(one, two, code.code, event) for one in actors for two in actors if one is not two)
    else:
        yield from (Deed(one, None, code.code, event) for one in actors)
        yield from (Deed(None, two, code.code, event) for two in recipients)


# ---------------------------------------------------------------- rows


def event_row(told: Told, known: Known) -> Iterator[str]:
    """The 61 cells of an event."""
    first = known.deeds[0]
    reports = [told.reports[key] for key in dict.fromkeys(d.event.report for d in known.deeds)]
    yield str(known.number)
    yield from _dates(first.event.when)
    yield from _actor(first.one)
    yield from _actor(first.two)
    yield str(int(any(_in_lead(told, d.event) for d in known.deeds)))
    code = crosswalk.Cameo(first.code, None)
    yield from (code.code, code.base, code.root)
    yield str(crosswalk.quad_class(code.code))
    yield str(crosswalk.goldstein(code.code))
    sources = {r.outlet.name if r.outlet is not None else r.id for r in reports}
    yield from (str(len(known.deeds)), str(len(sources)), str(len(reports)), "")
    yield from (*_NOWHERE, *_NOWHERE, *_geo(first.event.place))
    yield _added(reports)
    yield _cited(reports[0])[1]


def mention_row(told: Told, known: Known, deed: Deed) -> Iterator[str]:
    """The 16 cells of a mention."""
    report = told.reports[deed.event.report]
    kind, identifier = _cited(report)
    yield from (str(known.number), _added(told.reports[d.event.report] for d in known.deeds), _published(report))
    yield from (str(kind), _name(report), identifier, "")
    yield from (_offset(deed.one), _offset(deed.two), str(deed.event.trigger.start))
    yield str(int(all(p.plain for p in (deed.one, deed.two) if p is not None)))
    yield from ("", str(told.lengths[report.id]), "", "", "")


def _dates(when: When | None) -> Iterator[str]:
    """Day, MonthYear, Year and FractionDate, as far as the date is known."""
    first, last = when.bounds() if when is not None else ("", "")
    same = [bool(first) and first[:size] == last[:size] for size in (10, 7, 4)]
    yield from (first[:size].replace("-", "") if known else "" for size, known in zip((10, 7, 4), same, strict=True))
    # The codebook's formula with the month counted from 0, as GDELT's files have it.
    share = (30 * (int(first[5:7]) - 1) + int(first[8:10])) / 365 if same[0] else 0.0
    yield f"{int(first[:4]) + min(share, 0.9999):.4f}" if same[0] else ""


def _actor(party: Party | None) -> Iterator[str]:
    if party is None:
        yield from [""] * 10
        return
    country = crosswalk.country(party.country).cameo or ""
    group = crosswalk.group(party.id) or ""
    role = party.sector or ""
    code = f"{role}{group}" if group else f"{country}{role}"
    yield from (code, party.name.upper(), country, group, "", "", "", role, "", "")


def _geo(place: Place | None) -> Iterable[str]:
    if place is None:
        return _NOWHERE
    fips = crosswalk.fips_of(place) or ""
    state = kb.state(place.country) if place.country is not None else None
    whole = place.kind == "state"
    full = place.name if whole or state is None else f"{place.name}, {state.name}"
    at = ["" if degrees is None else str(degrees) for degrees in (place.lat, place.lon)]
    return (str(_geo_type(place)), full, fips, fips if whole else "", "", *at, fips if whole else "")


def _geo_type(place: Place) -> int:
    if place.kind == "state":
        return _COUNTRY
    if place.kind == "division":
        return _US_STATE if place.country == "USA" else _STATE
    return _US_CITY if place.country == "USA" else _CITY


def _in_lead(told: Told, event: EventRecord) -> bool:
    """Whether the words that fired it stand in the report's first paragraph."""
    body = told.readings[event.report].body or ()
    lead = next((p.span for p in body if p.kind == "text"), None)
    return lead is not None and lead.start <= event.trigger.start < lead.end


def _published(report: Report) -> str:
    return stamp(report.published.value if report.published is not None else None) or ""


def _added(reports: Iterable[Report]) -> str:
    """When the first report of it was published: GDELT adds an event within a quarter of an hour of that."""
    return min(filter(None, map(_published, reports)), default="")


def _cited(report: Report) -> tuple[int, str]:
    """MentionType and MentionIdentifier: the address, else a citation in words that names one report."""
    if report.url is not None and urlsplit(report.url).scheme in ("http", "https"):
        return _WEB, report.url
    published = report.published.value if report.published is not None else None
    parts = [report.outlet.name if report.outlet is not None else None, report.title, published, f"memcon {report.id}"]
    return _CITED, ", ".join(filter(None, parts))


def _name(report: Report) -> str:
    """MentionSourceName: the host of the address, else the outlet."""
    if _cited(report)[0] == _WEB:
        return (urlsplit(report.url or "").hostname or "").removeprefix("www.")
    return report.outlet.name if report.outlet is not None else ""


def _offset(party: Party | None) -> str:
    return str(party.said.start) if party is not None and party.said is not None else "-1"
