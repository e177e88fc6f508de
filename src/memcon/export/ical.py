"""`memcon export ical`: meetings and visits for a calendar (RFC 5545), dated no closer than the reports date them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from memcon.errors import UsageError
from memcon.export.beside import meeting_status, visits_once
from memcon.export.escape import address, harmless
from memcon.export.geojson import position
from memcon.export.options import Options
from memcon.export.source import Source, Told
from memcon.knowledge.countries import state_named
from memcon.model.place import Place
from memcon.model.relation import LedgerVisit
from memcon.model.when import When

if TYPE_CHECKING:
    from icalendar import Component

_HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//memcon//export ical//EN\r\nCALSCALE:GREGORIAN\r\n"
_TAIL = b"END:VCALENDAR\r\n"
_STATUS = {
    "held": "CONFIRMED",
    "cancelled": "CANCELLED",
    "announced": "TENTATIVE",
    "planned": "TENTATIVE",
    "possible": "TENTATIVE",
}
"""`denied` is none of these: some say it is not so."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Item(NamedTuple):
    """What stands in the calendar. `status`: as the ledger has it; of a meeting held or planned."""

    id: str
    summary: str
    category: str
    when: When | None
    place: Place | None
    status: str
    description: tuple[str, ...]


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A VEVENT for whatever has known days; a VJOURNAL, which needs no date, for what is dated wider or not at all.

    `options.at` is the DTSTAMP of all; without it 1970. Raises UsageError where icalendar is not installed.
    """
    try:
        import icalendar  # noqa: F401 (asked for here, so that the sentence comes before any output)
    except ImportError:
        raise UsageError("memcon export ical needs the package icalendar: pip install 'memcon[export]'") from None
    stamp = datetime.fromisoformat(options.at) if options.at is not None else _EPOCH
    out.write(_HEAD)
    for item in items(source):
        out.write(component(item, stamp).to_ical())
    out.write(_TAIL)


def items(source: Source) -> Iterator[Item]:
    """The meetings, story by story, then the visits, each once."""
    for told in source.memcons():
        status = meeting_status(told.memcon.occurrence)
        if status is not None:
            yield _meeting(told, status)
    yield from map(_visit, visits_once(source))


def _meeting(told: Told, status: str) -> Item:
    memcon = told.memcon
    happened = memcon.occurrence
    lines = [", ".join(filter(None, (p.name, p.office, p.on_behalf, p.part))) for p in happened.parties]
    lines += [f"Reports: {len(memcon.reports)}, independent origins: {len(memcon.origins)}."]
    lines += [", ".join(filter(None, _source(told, key))) for key in memcon.reports]
    category = "Call" if happened.mode == "phone" else "Meeting"
    return Item(memcon.id, memcon.headline, category, happened.when, happened.place, status, tuple(lines))


def _source(told: Told, key: str) -> Iterator[str | None]:
    report = told.reports[key]
    yield report.outlet.name if report.outlet is not None else None
    yield report.title
    yield report.published.value if report.published is not None else None
    yield address(report.url) or f"report {key}"


def _visit(visit: LedgerVisit) -> Item:
    said = {"held": "", "announced": "Announced: ", "possible": "Possible: ", "cancelled": "Cancelled: "}
    prefix = said.get(visit.status, "Denied: ")
    host = f", host: {visit.host.name}" if visit.host is not None else ""
    lines = [f"Visit, {visit.status}{host}."]
    lines += [f"Told differently: {', '.join(visit.differs)}."] if visit.differs else []
    counted = f"Reports: {len(visit.reports)}, independent origins: {len(visit.origins)}"
    lines += [f"{counted}, rows of imported lists: {len(visit.rows)}."]
    summary = f"{prefix}{visit.traveller.name} visits {visit.to.name}"
    return Item(visit.id, summary, "Visit", visit.when, visit.to, visit.status, tuple(lines))


def component(item: Item, stamp: datetime) -> Component:
    """The VEVENT or VJOURNAL of an item. All days are whole days, DTEND the day after the last (RFC 5545, 3.6.1)."""
    from icalendar import Event, Journal

    bounds = days(item.when)
    made = Event() if bounds is not None else Journal()
    made.add("uid", f"{item.id}@memcon")
    made.add("dtstamp", stamp)
    if bounds is not None:
        made.add("dtstart", bounds[0])
        made.add("dtend", bounds[1] + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    for name, value in _words(item, dated=bounds is not None).items():
        made.add(name, value)
    return made


def _words(item: Item, *, dated: bool) -> Mapping[str, object]:
    """Properties by name. A VJOURNAL has no LOCATION, GEO, and no STATUS of an event: these go into its description."""
    place = _where(item.place)
    told = item.when.value if item.when is not None else "not told"
    if item.when is not None and item.when.inferred:
        told += " (inferred)"
    lines = list(item.description) if dated else [f"Date: {told}.", f"Place: {place or 'not told'}.", *item.description]
    found: dict[str, object] = {
        "summary": harmless(item.summary),
        "description": harmless("\n".join(lines)),
        "categories": [item.category],
        "x-memcon-when": told,
    }
    point = position(item.place) if item.place is not None else None
    if dated and place is not None:
        found["location"] = harmless(place)
    if dated and point is not None:
        found["geo"] = (point[1], point[0])
    if dated and item.status in _STATUS:
        found["status"] = _STATUS[item.status]
    return found


def days(when: When | None) -> tuple[date, date] | None:
    """First and last day where the words tell both to the day; None for a month, a year, or no date."""
    if when is None or any(len(part) < 10 for part in when.value.split("/")):
        return None
    try:
        first, last = (date.fromisoformat(day) for day in when.bounds())
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _where(place: Place | None) -> str | None:
    if place is None:
        return None
    state = state_named(place.country) if place.country else place.name
    return place.name if state == place.name else f"{place.name}, {state}"
