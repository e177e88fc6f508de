"""From memcon's codes to others': PLOVER to CAMEO, ISO 3166 to FIPS 10-4, Correlates of War and CAMEO (data/export)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from memcon.model.place import Place


class Cameo(NamedTuple):
    """CAMEO's code of an event. `host`: the code seen from the other side, where CAMEO has two ("host a visit")."""

    code: str
    host: str | None

    @property
    def base(self) -> str:
        """The code of the second level ("0871" → "087")."""
        return self.code[:3]

    @property
    def root(self) -> str:
        """The two digits that CAMEO's codes begin with."""
        return self.code[:2]


class Country(NamedTuple):
    """A state's codes; None where the scheme has none. `cow`: Correlates of War, a number written as text."""

    fips: str | None
    cow: str | None
    cameo: str | None


_QUAD = ((5, 1), (8, 2), (13, 3), (20, 4))
"""GDELT's QuadClass: verbal cooperation up to root 05, material to 08, verbal conflict to 13, material to 20."""


def cameo(kind: str, mode: str | None) -> Cameo:
    """CAMEO's code of a PLOVER type and mode; of an unknown mode that of the type. Raises KeyError for no type."""
    known = _cameo()
    return known.get((kind, mode or "")) or known[kind, ""]


def goldstein(code: str) -> float:
    """Goldstein's value of a CAMEO code, -10 to 10. Raises KeyError for a code that no event is given."""
    return _goldstein()[code]


def quad_class(code: str) -> int:
    """GDELT's quadrant of a CAMEO code, 1 to 4."""
    return next(quad for last, quad in _QUAD if int(code[:2]) <= last)


def country(iso3: str | None) -> Country:
    """The codes of a state by its ISO 3166 alpha-3 code; none of any for a state that is not listed."""
    return _countries().get(iso3 or "", Country(None, None, None))


def group(key: str | None) -> str | None:
    """CAMEO's code of an organisation of the knowledge base, where it lists it as a known group."""
    return _groups().get(key or "")


def sector(of: str, kind: str) -> str | None:
    """PLOVER's sector of a kind of body or organisation."""
    return _sectors().get((of, kind))


def fips_of(place: Place | None) -> str | None:
    """The FIPS 10-4 code of the country a place lies in. Where FIPS parts what ISO holds as one (West Bank and Gaza
    Strip), the place's longitude decides; without one it stays open."""
    if place is None:
        return None
    found = country(place.country).fips
    if found is not None or place.lon is None:
        return found
    return next((code for code, west, east in _parts().get(place.country or "", ()) if west <= place.lon <= east), None)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("memcon.data") / "export" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _cameo() -> Mapping[tuple[str, str], Cameo]:
    return {(r["type"], r["mode"]): Cameo(r["cameo"], r["host"] or None) for r in _rows("cameo.csv")}


@cache
def _goldstein() -> Mapping[str, float]:
    return {r["cameo"]: float(r["goldstein"]) for r in _rows("goldstein.csv")}


@cache
def _countries() -> Mapping[str, Country]:
    rows = _rows("countries.csv")
    return {r["iso3"]: Country(r["fips"] or None, r["cow"] or None, r["cameo"] or None) for r in rows}


@cache
def _groups() -> Mapping[str, str]:
    return {r["id"]: r["cameo"] for r in _rows("groups.csv")}


@cache
def _parts() -> Mapping[str, list[tuple[str, float, float]]]:
    found: dict[str, list[tuple[str, float, float]]] = {}
    for row in _rows("fips_parts.csv"):
        found.setdefault(row["iso3"], []).append((row["fips"], float(row["west"]), float(row["east"])))
    return found


@cache
def _sectors() -> Mapping[tuple[str, str], str]:
    return {(r["of"], r["kind"]): r["sector"] for r in _rows("sectors.csv")}
