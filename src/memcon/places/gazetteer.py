"""What places are called and where they lie (data/places): towns, venues, disputed areas, states, divisions.

The files name their sources: GeoNames (CC BY 4.0), Natural Earth; states are the knowledge base's. Read on first use.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from memcon.knowledge import kb

LONGEST = 5
"""Words of the longest name that is looked up."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_WORD = re.compile(r"[^\W_]+")


class Entry(NamedTuple):
    """One place a name may mean. `kind`: town, venue, area, disputed, state, division; `population` in thousands."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    population: int = 0
    division: str = ""
    capital: bool = False
    also: tuple[str, ...] = ()
    near: str = ""


def fold(name: str) -> str:
    """Lower case, accents off, words parted by single blanks: "Mar-a-Lago" -> "mar a lago"."""
    text = name.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text))


def _lines(name: str) -> Iterable[str]:
    text = files("memcon.data").joinpath("places", name).read_text("utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))


@cache
def _towns() -> Mapping[str, list[str]]:
    """Folded name -> raw lines; read into entries only when asked for."""
    out: dict[str, list[str]] = {}
    for line in _lines("cities.tsv"):
        out.setdefault(line[: line.index("\t")], []).append(line)
    return out


@cache
def _hand_made() -> Mapping[str, tuple[Entry, ...]]:
    """Venues and disputed areas by folded name; those of one row know each other's names."""
    out: dict[str, tuple[Entry, ...]] = {}
    for row in csv.DictReader(_lines("venues.csv")):
        for name in row["names"].split("|"):
            entry = Entry(
                name, row["country"] or None, float(row["lat"]), float(row["lon"]), row["kind"], near=row["near"]
            )
            if fold(name) not in out:  # "Burgenstock" after "Bürgenstock" is the same key
                out[fold(name)] = (entry,)
    for row in csv.DictReader(_lines("disputed.csv")):
        names = tuple(row["names"].split("|"))
        for name in names:
            also = tuple(n for n in names if n != name)
            out[fold(name)] = (Entry(name, None, float(row["lat"]), float(row["lon"]), "disputed", also=also),)
    return out


@cache
def divisions() -> Mapping[str, tuple[str, str]]:
    """Folded name of a first-level division -> its country and code."""
    rows = (line.split("\t") for line in _lines("divisions.tsv"))
    return {fold(name): (country, code) for name, country, code in rows}


@cache
def _states() -> Mapping[str, tuple[str, ...]]:
    """Folded name of a state -> ids. Adjectives and metonyms are no places."""
    out: dict[str, dict[str, None]] = {}
    for alias, rows in kb.aliases().items():
        for row in rows:
            state = kb.state(row.id)
            if state is None or state.end or row.kind not in ("name", "short", "official", "abbreviation"):
                continue
            if row.kind != "abbreviation" or len(alias) > 2 or alias in ("US", "UK"):
                out.setdefault(fold(alias), {})[row.id] = None
    return {key: tuple(value) for key, value in out.items()}


@cache
def nation_words() -> Mapping[str, str]:
    """Folded adjectives, demonyms and names that mean one state only: what a report's words say of where it plays."""
    out: dict[str, dict[str, None]] = {}
    for alias, rows in kb.aliases().items():
        for row in rows:
            told = row.kind in ("name", "short", "official", "adjective", "demonym")
            if told and kb.state(row.id) is not None and fold(alias) not in divisions():
                out.setdefault(fold(alias), {})[row.id] = None
    return {key: next(iter(ids)) for key, ids in out.items() if len(ids) == 1}


def state_named(key: str) -> str | None:
    """Id of the one state that the folded `key` names, else None."""
    found = _states().get(key, ())
    return found[0] if len(found) == 1 else None


@cache
def metonyms() -> Mapping[str, str]:
    """Folded capital or seat that stands for a government -> its state."""
    out: dict[str, str] = {}
    for alias, rows in kb.aliases().items():
        ids = {row.id for row in rows if row.kind == "metonym" and (s := kb.state(row.id)) is not None and not s.end}
        if len(ids) == 1:
            out[fold(alias)] = next(iter(ids))
    return out


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    seats = {(fold(s.capital), s.id) for s in kb.states().values() if s.capital and not s.end}
    return frozenset(seats | set(metonyms().items()))


@cache
def other_words() -> frozenset[str]:
    """Folded town names that are other words first ("March", "Union")."""
    return frozenset(word for line in _lines("other_words.txt") for word in line.split())


@lru_cache(maxsize=1 << 16)
def known(key: str) -> bool:
    """True when some place, state or division has this folded name."""
    return key in _hand_made() or key in _towns() or key in _states() or bool(_division(key))


@lru_cache(maxsize=1 << 14)
def entries(key: str) -> tuple[Entry, ...]:
    """Every place that the folded `key` may mean: the hand-made ones alone where there are some, else states and the
    division of that name, else a division before all but large towns, else towns by population."""
    found = _hand_made().get(key)
    if found is not None:
        return found
    towns = tuple(sorted((_town(key, line) for line in _towns().get(key, ())), key=lambda e: -e.population))
    division = _division(key)
    states = tuple(
        Entry(s.name, s.id, s.lat, s.lon, "state", _STATE)
        for s in map(kb.state, _states().get(key, ()))
        if s is not None
    )
    if states and not any(t.capital and t.country == states[0].country for t in towns):
        return (*states, *division)
    if division and (not towns or towns[0].population < _CITY or towns[0].country != division[0].country):
        return (*division, *(t for t in towns if t.population >= _CITY))
    return towns


_STATE = 20_000
"""What a state weighs against a division of its name (thousands of people, all alike)."""

_CITY = 500
"""Thousands of people from which on a town is meant rather than the division of its name ("New York")."""


def is_abbreviation(key: str) -> bool:
    """True for "fla", "n y": names of divisions only right after a town."""
    return key in divisions() and fold(_division_names()[divisions()[key]]) != key


def _division(key: str) -> tuple[Entry, ...]:
    country, code = divisions().get(key, ("", ""))
    if is_abbreviation(key):
        return ()
    return (
        (Entry(_division_names()[country, code], country, None, None, "division", _CITY * 10, code),) if country else ()
    )


@cache
def _division_names() -> Mapping[tuple[str, str], str]:
    """The name in full of each division: the longest it is listed under."""
    out: dict[tuple[str, str], str] = {}
    for name, country, code in (line.split("\t") for line in _lines("divisions.tsv")):
        out[country, code] = max(out.get((country, code), ""), name, key=len)
    return out


def _town(key: str, line: str) -> Entry:
    _, name, country, division, lat, lon, population = line.split("\t")
    capital = (key, country) in _capitals()
    return Entry(name or key.title(), country, float(lat), float(lon), "town", int(population), division, capital)
