"""Known lists of visits as rows: whose column is what, whom and where a row means, and what is odd in it.

Read are the U.S. Department of State's lists of visits by foreign leaders and of travels of the President and the
Secretary of State (history.state.gov), and the columns of COLT, the Country and Organizational Leader Travel dataset.
Every row is taken or refused with a reason; nothing is put right on the quiet.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from memcon.knowledge import kb
from memcon.knowledge.countries import country_named
from memcon.model.actor import ActorRef
from memcon.model.ids import content_id
from memcon.model.place import Place
from memcon.model.relation import KnownVisit, Row
from memcon.model.when import When
from memcon.places import gazetteer
from memcon.relations.table import Line

VISITS = "US Department of State, visits by foreign leaders"
TRAVELS = "US Department of State, travels"
COLT = "COLT"
_COLUMNS = {
    VISITS: ("id", "start_date", "end_date", "visitor", "from_name"),
    TRAVELS: ("id", "role", "name", "start_date", "end_date", "country", "locale"),
    COLT: (
        "LeaderFullName",
        "LeaderCountryOrIGO",
        "LeaderCountryISO",
        "CountryVisited",
        "CountryVisitedISO",
        "TripYear",
    ),
}


class Note(NamedTuple):
    """Something odd in a row that was taken. `kind`: duplicate, overlap, traveller, office, place, country, changed."""

    row: Row
    kind: str
    message: str


class Refusal(NamedTuple):
    """A row that was not taken, and why."""

    row: Row
    why: str


class Taken(NamedTuple):
    """What a list came to."""

    list: str
    visits: tuple[KnownVisit, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[Note, ...]


def list_of(columns: Iterable[str]) -> str | None:
    """Which list has these columns; None for none that is known."""
    have = set(columns)
    return next((name for name, needed in _COLUMNS.items() if have.issuperset(needed)), None)


def take(name: str, rows: Sequence[Mapping[str, str]]) -> Taken:
    """The rows of list `name` as visits, in the order given, from the second line on. Pure: nothing is kept."""
    return take_lines(name, [Line(number, row) for number, row in enumerate(rows, 2)])


def take_lines(name: str, lines: Sequence[Line]) -> Taken:
    """The rows of list `name` as visits, in the order given. Of rows with one id the first is taken; one that says the
    same is that visit again, and noted; one that says something else is refused. Pure: nothing is kept."""
    visits: list[KnownVisit] = []
    refused: list[Refusal] = []
    notes: list[Note] = []
    before: Counter[str] = Counter()
    first: dict[str, tuple[int, Mapping[str, str]]] = {}
    for line in lines:
        key, row = Row(name, _row_id(name, line)), _clean(line.values or {})
        given, said = first.get(key.id, (None, row))
        found = _read(name, key, row, line)
        if not isinstance(found, str) and row != said:
            found = (
                f"line {line.number} says something else than line {given}, which has that id; give it one of its own"
            )
        if isinstance(found, str):
            refused.append(Refusal(key, found))
        elif not row.get("id"):
            # A line's number says nothing in another file: such a row goes by its words, and by how many had them.
            words = repr(sorted(row.items()))
            visits.append(msgspec.structs.replace(found, id=content_id("known visit", name, words, before[words])))
            before[words] += 1
            notes.extend((*_notes(found), *_slips(name, key, row)))
        elif given is not None:
            visits.append(found)
            notes.append(Note(key, "duplicate", f"line {line.number} says all that line {given} says; kept once"))
        else:
            first[key.id] = line.number, row
            visits.append(found)
            notes.extend((*_notes(found), *_slips(name, key, row)))
    return Taken(name, tuple(visits), tuple(refused), (*notes, *_repeats(list({v.id: v for v in visits}.values()))))


def _read(name: str, key: Row, row: Mapping[str, str], line: Line) -> KnownVisit | str:
    """A line as a visit, or why it is none."""
    if line.values is None:
        return line.why or "it cannot be read"
    return _visit(name, key, row) if None not in line.values else "it has more fields than the list has columns"


def with_changes(taken: Taken, known: Mapping[str, KnownVisit]) -> Taken:
    """The same, noting each row that says something else than when it was last imported: `known` by id."""
    pairs = [(known[key], v) for key, v in {v.id: v for v in taken.visits}.items() if key in known]
    return taken._replace(notes=(*taken.notes, *(note for old, new in pairs if (note := _changed(old, new)))))


def _changed(old: KnownVisit, new: KnownVisit) -> Note | None:
    pairs = [(what, was, now) for (what, was), (_, now) in zip(_said(old), _said(new), strict=True) if was != now]
    words = "; ".join(f"{what} {now or 'none'}, before: {was or 'none'}" for what, was, now in pairs)
    return Note(new.row, "changed", f"{new.title or new.traveller.name}: {words}") if pairs else None


def _said(visit: KnownVisit) -> tuple[tuple[str, str | None], ...]:
    to = visit.to.country if visit.to else None
    return (
        ("days", visit.when.value),
        ("traveller", visit.title),
        ("from", visit.origin),
        ("to", to),
        ("places", ", ".join(visit.stops)),
        ("purpose", visit.purpose),
    )


def _clean(row: Mapping[Any, Any]) -> dict[str, str]:
    """The row without white space around its values. Fields beyond the header's (under None) are none."""
    return {k: (v or "").strip() for k, v in row.items() if k is not None}


def _row_id(name: str, line: Line) -> str:
    row = _clean(line.values or {})
    given = row.get("id")
    return (f"{row.get('role', '')} {given}".strip() if name == TRAVELS else given) if given else f"line {line.number}"


def _visit(name: str, key: Row, row: Mapping[str, str]) -> KnownVisit | str:
    if name == COLT:
        return _of_colt(key, row)
    when = _days(row["start_date"], row["end_date"])
    if isinstance(when, str):
        return when
    return _of_visits(key, row, when) if name == VISITS else _of_travels(key, row, when)


def _days(start: str, end: str) -> When | str:
    """The days of a stay, or why they are none."""
    for given in (start, end):
        try:
            date.fromisoformat(given)
        except ValueError:
            return f"{given or 'an empty field'} is no day; dates are written 2025-10-30"
    if end < start:
        return f"it ends ({end}) before it begins ({start})"
    return When(start if start == end else f"{start}/{end}")


def _of_visits(key: Row, row: Mapping[str, str], when: When) -> KnownVisit | str:
    origin = country_of(row["from_name"], row.get("from_id", ""))
    if not row["visitor"]:
        return "no visitor is named"
    if origin is None:
        return f"{row['from_name'] or 'an empty field'}: no such state"
    traveller = _person(row["visitor"], origin, when)
    to = Place("United States", "USA", kind="country")
    return _known(key, traveller, row["visitor"], origin, to, (), when, row.get("description"))


_US_ROLES = {"president": "President of the United States", "secretary": "Secretary of State of the United States"}


def _of_travels(key: Row, row: Mapping[str, str], when: When) -> KnownVisit | str:
    country = country_of(row["country"], row.get("country_id", ""))
    if not row["name"]:
        return "no traveller is named"
    if country is None:
        return f"{row['country'] or 'an empty field'}: no such state"
    stops = tuple(s.strip() for s in row["locale"].split(",") if s.strip())
    title = f"{_US_ROLES.get(row['role'], row['role'])}: {row['name']}"
    to = _place(stops, country)
    return _known(key, _person(row["name"], "USA", when), title, "USA", to, stops, when, row.get("remarks"))


def _of_colt(key: Row, row: Mapping[str, str]) -> KnownVisit | str:
    home = row["LeaderCountryOrIGO"]
    origin = _iso(row["LeaderCountryISO"]) or country_of(home, "") or _organisation(home)
    country = _iso(row["CountryVisitedISO"]) or country_of(row["CountryVisited"], "")
    if not re.fullmatch(r"\d{4}", row["TripYear"]):
        return f"{row['TripYear'] or 'an empty field'} is no year"
    if not row["LeaderFullName"]:
        return "no leader is named"
    if country is None:
        return f"{row['CountryVisited'] or 'an empty field'}: no such state"
    if origin is None:
        return f"{home or 'an empty field'}: no such state or organisation"
    when = When(row["TripYear"])
    name = row["LeaderFullName"]
    traveller = _person(name, origin, when)
    to = Place(_state_name(country), country, kind="country")
    said = [f"{k}: {row[k]}" for k in ("TripDuration", "AttendedMultilatEvent", "MetHostHoGS") if row.get(k)]
    title = f"{row.get('LeaderRole', '')} {name}".strip()
    return _known(key, traveller, title, origin, to, (), when, "; ".join(said))


def _known(
    key: Row,
    who: ActorRef,
    title: str,
    origin: str | None,
    to: Place,
    stops: tuple[str, ...],
    when: When,
    why: str | None,
) -> KnownVisit:
    own = content_id("known visit", key.list, key.id)
    return KnownVisit(own, key, who, title, origin, to, stops, when, why or None)


# ---------------------------------------------------------------- names


def _iso(code: str) -> str | None:
    return code.upper() if len(code) == 3 and kb.state(code.upper()) is not None else None


def _organisation(name: str) -> str | None:
    """The one organisation of that name."""
    found = {row.id for row in kb.aliases().get(name, ()) if kb.organisation(row.id) is not None}
    return found.pop() if len(found) == 1 else None


def _state_name(key: str) -> str:
    state = kb.state(key)
    return key if state is None else state.name


def country_of(name: str, hint: str) -> str | None:
    """The state a list's own way of writing means: "Korea, South", "Denmark (Greenland)"; `hint` is the list's id
    for it ("korea-south")."""
    outer, _, inner = name.partition("(")
    tries = [name, *_turned(name, ","), inner.strip(" )"), outer.strip(), *_turned(hint, "-"), hint.replace("-", " ")]
    return next((found for t in tries if t and (found := country_named(t) or _listed().get(t)) is not None), None)


def _turned(name: str, at: str) -> list[str]:
    """ "Korea, South" as South Korea."""
    first, mark, rest = name.partition(at)
    return [f"{rest.strip()} {first.strip()}"] if mark else []


@cache
def _listed() -> Mapping[str, str]:
    text = files("memcon.data").joinpath("relations", "list_names.csv").read_text("utf-8")
    return {row["name"]: row["id"] for row in csv.DictReader(text.splitlines())}


def _person(name: str, country: str, when: When) -> ActorRef:
    """The one person of the country's offices the name means: in office then, else two years round; else unresolved."""
    first, last = when.bounds()
    offices = kb.positions_of(country)
    held = [t.person for p in offices for t in kb.holders(p.id, first, last if last != first else None, possible=True)]
    for among in (held, [t.person for p in offices for t in kb.holders(p.id, _year(first, -2), _year(first, 2))]):
        found = kb.match_person(name, tuple(dict.fromkeys(among)))
        found = found if len(found) < 2 else _by_title(name, found, first)
        if len(found) == 1:
            person = kb.person(found[0])
            return ActorRef(found[0], person.name if person else name)
    return ActorRef(None, name)


def _year(day: str, by: int) -> str:
    return str(int(day[:4]) + by)


def _by_title(name: str, found: Sequence[str], day: str) -> tuple[str, ...]:
    """Of several, those whose office of that day is the title before the name."""
    words = f" {kb.fold(name)} "
    return tuple(
        key
        for key in found
        if any(
            (p := kb.position(t.position)) is not None and any(f" {s} " in words for s in (p.short, *p.synonyms) if s)
            for t in kb.offices_of(key, day)
        )
    )


_BASE = re.compile(r"(?i)\b(?:air force base|air base|airport|city)\b|\(.*?\)")


def _place(stops: Sequence[str], country: str) -> Place:
    """The first stop the gazetteer knows in that country, else the first stop by name alone, else the country."""
    for stop in stops:
        entry = _town(stop, country)
        if entry is not None:
            return Place(stop, country, entry.lat, entry.lon, entry.kind)
    return Place(stops[0], country) if stops else Place(_state_name(country), country, kind="country")


def _town(stop: str, country: str) -> gazetteer.Entry | None:
    """The entry of that name in the country; a disputed place, and a place in a state that is no more, as it is."""
    state = kb.state(country)
    gone = state is not None and bool(state.end)
    for name in (stop, _BASE.sub("", stop).strip()):
        entries = gazetteer.entries(gazetteer.fold(name)) if name else ()
        fits = [e for e in entries if e.country == country or e.country is None or gone]
        if fits:
            return fits[0]
    return None


# ---------------------------------------------------------------- what is odd


def _notes(visit: KnownVisit) -> Iterable[Note]:
    if visit.traveller.id is None:
        yield Note(visit.row, "traveller", f"{visit.title}: no one person who held an office there then")
    elif len(visit.when.value) > 4 and not kb.offices_of(visit.traveller.id, visit.when.bounds()[0]):
        yield Note(visit.row, "office", f"{visit.title}: no office known on {visit.when.bounds()[0]}")
    if visit.to is not None and visit.to.kind is None:
        yield Note(visit.row, "place", f"{', '.join(visit.stops)}: not found in {visit.to.country}")


def _slips(name: str, key: Row, row: Mapping[str, str]) -> Iterable[Note]:
    """Where a row's code and its name mean two states; the code is taken."""
    pairs = (
        (("LeaderCountryISO", "LeaderCountryOrIGO"), ("CountryVisitedISO", "CountryVisited")) if name == COLT else ()
    )
    for code, named in pairs:
        one, other = _iso(row[code]), country_of(row[named], "")
        if one is not None and other is not None and one != other:
            yield Note(key, "country", f"{row[code]} is {_state_name(one)}, but it is called {row[named]}")


def _repeats(visits: Sequence[KnownVisit]) -> Iterable[Note]:
    """Rows of one traveller that say the same stay twice, or two countries on the same two days or more."""
    by: dict[str, list[KnownVisit]] = {}
    told: dict[tuple[object, ...], Row] = {}
    for visit in visits:
        if len(visit.when.value) < 10:
            same = (visit.title, visit.origin, visit.to, visit.when, visit.purpose)
            first = told.setdefault(same, visit.row)
            if first != visit.row:
                why = f"says all that row {first.id} says; kept, as there may have been two such trips that year"
                yield Note(visit.row, "duplicate", f"{visit.title}: {why}")
        if len(visit.when.value) >= 10:
            by.setdefault(visit.traveller.id or f"{visit.origin} {visit.traveller.name}", []).append(visit)
    for stays in by.values():
        stays.sort(key=lambda v: (v.when.bounds(), v.row.id))
        for k, visit in enumerate(stays):
            yield from _repeated(visit, stays[k + 1 :])


def _repeated(visit: KnownVisit, later: Sequence[KnownVisit]) -> Iterable[Note]:
    start, end = visit.when.bounds()
    for other in later:
        first, last = other.when.bounds()
        if first > end:
            return
        same = (visit.to and visit.to.country) == (other.to and other.to.country)
        if same and (first, last) == (start, end):
            yield Note(other.row, "duplicate", f"{other.title}: the same days and country as row {visit.row.id}")
        elif same and first < end:
            yield Note(other.row, "overlap", f"{other.title}: {other.when.value} lies across row {visit.row.id}")
        elif not same and first < end and start < min(end, last) > first:
            there = visit.to.country if visit.to else None
            yield Note(
                other.row, "overlap", f"{other.title}: {other.when.value}, also in {there} by row {visit.row.id}"
            )
