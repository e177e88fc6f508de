"""Heads of state and government: the Factbook draft, corrected (corrections.csv), merged into persons and tenures.

Rules, in order: corrections; title -> position (titles.csv); same position and same first day = one person in several
spellings; same country and compatible name = one person; consecutive terms of one person in one position = one tenure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from load import Row, fold, hand, raw, slug
from names import Name, gender_shown, read_name

SKIP_TYPES = frozenset({"crown_dependency"})
FOREIGN_TAIL = re.compile(r" of (?:the )?(?:Netherlands|US|UK|Denmark|Norway|France|Portugal)$|^China ")
ACTING = re.compile(r"(?i)acting|interim|caretaker|designate")
GENDERS = {
    "f": re.compile(r"^(?:Queen|Grand Duchess)"),
    "m": re.compile(r"^(?:King|Emperor|Amir|Sultan|Pope|Grand Duke|Prince$)"),
}
OVERFLOW = re.compile(
    r"^(?:Ministers|Swiss Confederation|Islamic Republic of Afghanistan|TISA,|Parliament|State: President|"
    r"Soviet Chairman|Soviet|Russian Federation Government|Presidential Leadership Council Chairperson|"
    r"Presidential Leadership Council|Zanzibar|Presidential Council,|Reconciliation Government|"
    r"Planning and Development|Ruling Council|Peace and Development Council|Territorial Council|"
    r"Territorial Congress|Territorial Assembly|Territorial Government of French Polynesia|French Polynesia|"
    r"Safeguarding of the Homeland General|Safeguard of the Homeland General|Islamic Revolution|"
    r"Political Affairs)\s+"
)
FACTBOOK = "CIA World Factbook 1990-2026"
LAST_EDITION = "2026-01-22"
LONGEST_SILENCE = (
    5  # years after which a holder no edition names any more is no longer taken to stay until the next known one
)
REALM_MONARCHS = {"ELIZABETH II": "GBR", "Elizabeth II": "GBR", "CHARLES III": "GBR"}
STATE_OF = {"XK": "XKX", "AN": "ANT", "CS": "SCG", "CSK": "CSK"}


@dataclass
class Term:
    """One holder of one position as one or more editions give it."""

    country: str
    position: str
    name: str
    since: str
    acting: bool
    first: str
    last: str
    title: str
    person: str = ""


def read_terms(iso3: dict[str, str]) -> tuple[list[Term], dict[str, Row]]:
    """All corrected principal terms, and the positions they use (id -> titles row)."""
    titles = [(re.compile(row["pattern"]), row) for row in hand("titles.csv")]
    positions: dict[str, Row] = {}
    terms: list[Term] = []
    for row in _corrected(raw("factbook-terms/terms_factbook_DRAFT.csv")):
        country = country_of(row, iso3)
        if not country or row["rank"] != "principal" or row["entity_type"] in SKIP_TYPES:
            continue
        if row["entity_type"] in {"territory", "special_admin"} and row["role"] == "HoS":
            continue
        kind = next((t for p, t in titles if t["role"] == row["role"] and p.search(row["title"])), None)
        if kind is None:
            continue
        position = f"{country}-{kind['slug']}"
        positions[position] = kind
        name = OVERFLOW.sub("", row["name"])
        terms.append(
            Term(
                country,
                position,
                name,
                row["since"],
                bool(ACTING.search(row["title"])),
                row["first_seen"],
                row["last_seen"],
                row["title"],
            )
        )
    return terms, positions


def country_of(row: Row, iso3: dict[str, str]) -> str:
    """The state a Factbook row belongs to, by its FIPS code where ISO alpha-2 misleads; empty to skip the row."""
    if row["fips"] == "kv":
        return "XKX"
    if row["fips"] in {"ax", "dx", "cc", "sk", "zz", "gk", "im", "je"}:
        return ""
    if row["fips"] == "yi":
        return "SCG" if row["since"] >= "2003-02-04" else "YUG"
    return STATE_OF.get(row["iso2"]) or iso3.get(row["iso2"], "")


def _corrected(rows: list[Row]) -> list[Row]:
    """Apply corrections.csv in order; a correction that matches nothing is an error, so the file cannot rot."""
    for fix in hand("corrections.csv"):
        hits = [r for r in rows if _matches(r, fix)]
        if not hits:
            raise SystemExit(f"correction matches nothing: {fix}")
        if fix["action"] == "drop":
            rows = [r for r in rows if not _matches(r, fix)]
        for row in hits:
            if fix["action"] in {"set", "promote"}:
                row[fix["field"]] = fix["value"]
            if fix["action"] == "promote":
                row["rank"] = "principal"
    return rows


def _matches(row: Row, fix: Row) -> bool:
    if row["iso2"] != fix["iso2"] or fix["name"] not in row["name"] or not row["since"].startswith(fix["since"]):
        return False
    if "=" in fix["field"]:
        key, value = fix["field"].split("=")
        return row[key] == value
    return fix["action"] == "promote" or row["rank"] == "principal" or fix["action"] == "set"


class People:
    """Persons under construction: one entry per human being, found again by country and name."""

    def __init__(self) -> None:
        self.names: dict[str, Name] = {}
        self.spellings: dict[str, set[str]] = defaultdict(set)
        self.editions: dict[str, set[str]] = defaultdict(set)
        self.country: dict[str, str] = {}
        self.sources: dict[str, set[str]] = defaultdict(set)
        self.wikidata: dict[str, str] = {}
        self.gender: dict[str, str] = {}
        self._by_country: dict[str, list[str]] = defaultdict(list)
        self._merge = {(r["country"], fold(r["name"])): r["person"] for r in hand("merge.csv")}

    def find(self, country: str, raw_name: str, source: str) -> str:
        """Id of the person; a new one when no known person of the country has a compatible name."""
        country = REALM_MONARCHS.get(raw_name, country)
        name = read_name(raw_name, country)
        key = self._merge.get((country, fold(name.full))) or self._known(country, name)
        if key is None or key not in self.names:
            key = key or self._free(country, name)
            self.names.setdefault(key, name)
            self.country[key] = key[:3]
            self._by_country[country].append(key)
        self.add(key, name, source)
        if shown := gender_shown(raw_name, country):
            self.gender.setdefault(key, shown)
        return key

    def add(self, key: str, name: Name, source: str) -> None:
        """Record another spelling of a person."""
        self.spellings[key].update((name.full, *name.variants))
        self.editions[key].add(name.full)
        self.sources[key].add(source)

    def _free(self, country: str, name: Name) -> str:
        key = f"{country}-{slug(name.full)}"
        return key if key not in self.names else f"{country}-{slug(name.whole)}"

    def _known(self, country: str, name: Name) -> str | None:
        hits = [k for k in self._by_country[country] if _compatible(self.names[k], name)]
        return hits[0] if len(hits) == 1 else None


def _compatible(a: Name, b: Name) -> bool:
    """Same surname and the given names of one are among the other's, the first ones equal."""
    if fold(a.surname) != fold(b.surname) or ("#" in a.whole) != ("#" in b.whole):
        return False
    left, right = _given(a), _given(b)
    if not left or not right:
        return left == right
    return left[0] == right[0] and (set(left) <= set(right) or set(right) <= set(left))


def _given(name: Name) -> list[str]:
    surname = set(fold(name.surname).split())
    return [t for t in fold(name.whole).split() if t not in surname]


def name_persons(terms: list[Term], people: People) -> None:
    """Give every term its person: one position and one first day is one person, whatever the spelling."""
    groups: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        groups[(term.position, term.since)].append(term)
    distinct = {(r["position"], r["since"]) for r in hand("same_day.csv")}
    for (position, since), group in groups.items():
        group.sort(key=lambda t: (t.last, len(t.name)), reverse=True)
        one = (position, since) not in distinct and len(since) > 4
        key = ""
        for term in group:
            if not one or not key:
                key = people.find(term.country, term.name, FACTBOOK)
            else:
                people.add(key, read_name(term.name, term.country), FACTBOOK)
            term.person = key
            for gender, pattern in GENDERS.items():
                if pattern.search(term.title):
                    people.gender[key] = gender


def tenures(terms: list[Term]) -> list[Row]:
    """Merge the terms of one person in one position and close each by the next holder's first day (a bound)."""
    by_position: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_position[term.position].append(term)
    out: list[Row] = []
    for position in sorted(by_position):
        out.extend(chain(position, by_position[position]))
    return out


def _resumed(spells: list[Row]) -> list[Row]:
    """A holder whom later editions still name came back after an interlude; the year of the next edition bounds the
    return."""
    out: list[Row] = []
    for i, row in enumerate(spells):
        out.append(row)
        before = spells[i - 1] if i else None
        if (
            before
            and row["acting"] == "1"
            and before["seen"][:4] > row["seen"][:4]
            and before["person"] != row["person"]
        ):
            back = str(int(row["seen"][:4]) + 1)
            if i + 1 == len(spells) or spells[i + 1]["from"] > back:
                out.append({**before, "from": back, "start_kind": "bound"})
    return out


def chain(position: str, terms: list[Term]) -> list[Row]:
    """The tenures of one position in order, each closed by the next."""
    spells: list[Row] = []
    for term in sorted(terms, key=lambda t: (t.since, t.acting, t.last)):
        acting = "1" if term.acting else "0"
        if (
            spells
            and spells[-1]["person"] == term.person
            and (spells[-1]["acting"] == acting or spells[-1]["from"] == term.since)
        ):
            spells[-1]["seen"] = max(spells[-1]["seen"], term.last[:10])
            continue
        spells.append(
            {
                "person": term.person,
                "position": position,
                "from": term.since,
                "to": "",
                "start_kind": "exact",
                "end_kind": "open",
                "acting": acting,
                "seen": term.last[:10],
                "source": FACTBOOK,
            }
        )
    spells = _resumed(spells)
    for row, after in pairwise(spells):
        row["to"], row["end_kind"] = after["from"], "exact" if row["person"] == after["person"] else "bound"
    for row in spells:
        if row["end_kind"] == "bound" and int(row["to"][:4]) - int(row["seen"][:4]) > LONGEST_SILENCE:
            row["to"], row["end_kind"] = row["seen"], "seen"
        if row["end_kind"] == "open" and row["seen"] < "2024":
            row["to"], row["end_kind"] = row["seen"], "seen"
        elif row["end_kind"] == "open":
            row["seen"] = LAST_EDITION
    return spells
