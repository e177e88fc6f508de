"""Foreign ministers: dated attestations, Wikidata start dates, the Institute for Government's and the Historian's
lists.

An attestation says that a person was in office on one day. Attestations of one person with nobody else's in between
make one tenure from the first to the last: bounds inside the true term (start_kind `bound`, end_kind `seen`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from load import Row, fold, hand, raw
from names import read_name
from terms import People

TRAVEL = "us-attestations (US Department of State travel records)"
WIKIDATA = "Wikidata (CC0) after every-politician-scrapers/world sources/foreign/wikidata.csv 030420a, August 2022"
LEADERS = "Wikidata (CC0) after every-politician-scrapers/world-leaders-2021 data/wikidata.csv 05e3baa"
IFG = "Institute for Government (CC BY 4.0)"
POCOM = "us-pocom (Office of the Historian)"
SEEN_WIKIDATA = "2022-08"
HOSTS = {
    "burma": "MMR",
    "cape-verde": "CPV",
    "congo-kinshasa": "COD",
    "cote-divoire": "CIV",
    "czech-republic": "CZE",
    "czechia": "CZE",
    "holy-see": "VAT",
    "korea-south": "KOR",
    "korea-north": "PRK",
    "north-macedonia": "MKD",
    "palestinian-authority": "PSE",
    "russia": "RUS",
    "turkiye": "TUR",
    "united-kingdom": "GBR",
}
FOREIGN = {"Foreign Minister", "Foreign Secretary", "Minister of Foreign Affairs", "Minister for Foreign Affairs"}


class Point(NamedTuple):
    """One day on which somebody is known to be foreign minister (`exact`: it was the first day)."""

    day: str
    person: str
    exact: bool
    source: str


def foreign_ministers(people: People, tenures: list[Row], states: list[Row]) -> list[Row]:
    """Tenures of foreign ministers; those written by hand (in `tenures`) come first and are not repeated."""
    points = _attested(people, codes_of(states)) | _wikidata(people)
    fixed = _lists(people)
    written = [t for t in tenures if t["position"].endswith("-foreign-minister")]
    rows: list[Row] = []
    by_country: dict[str, list[Point]] = defaultdict(list)
    for country, point in sorted(points):
        if country == "USA" or (country == "GBR" and point.day >= "1979-05-05"):
            continue
        by_country[country].append(point)
    for country, line in sorted(by_country.items()):
        rows += _runs(f"{country}-foreign-minister", line)
    rows = [r for r in rows if not any(w["position"] == r["position"] and r["to"] >= w["from"] for w in written)]
    return rows + fixed


def codes_of(states: list[Row]) -> dict[str, str]:
    """The travel records' word for a host country -> state id."""
    return {**{fold(s["name"]).replace(" ", "-"): s["id"] for s in states}, **HOSTS}


def _attested(people: People, codes: dict[str, str]) -> set[tuple[str, Point]]:
    """Every attested foreign minister, in the country whose minister he is (attest_fixes.csv moves and drops)."""
    fixes = hand("attest_fixes.csv")
    found: list[tuple[str, str, str]] = []
    for row in raw("us-attestations/attestations_draft.csv"):
        if row["title"] not in FOREIGN:
            continue
        fix = next((f for f in fixes if f["host"] in {"*", row["host_country_id"]} and f["match"] in row["name"]), None)
        country, name = (
            (fix["country"], fix["name"]) if fix else (codes.get(row["host_country_id"], ""), _clean(row["name"]))
        )
        if not country or not name:
            continue
        if country == "RUS" and row["date"] < "1991-12-25":
            country = "SUN"
        found.append((country, row["date"], name))
    full = {(c, fold(n).split()[-1]): n for c, _, n in found if len(n.split()) > 1}
    out = set()
    for country, day, name in found:
        if (
            len(name.split()) == 1
            and fold(name)
            and (country, fold(name)) in full
            and _near(found, country, name, full, day)
        ):
            name = full[(country, fold(name))]
        out.add((country, Point(day, people.find(country, name, TRAVEL), False, TRAVEL)))
    return out


def _near(
    found: list[tuple[str, str, str]], country: str, name: str, full: dict[tuple[str, str], str], day: str
) -> bool:
    other = full[(country, fold(name))]
    return any(c == country and n == other and abs(int(d[:4]) - int(day[:4])) <= 5 for c, d, n in found)


def _clean(text: str) -> str:
    """'Vesna Pusic. Attended' -> 'Vesna PUSIC': the sentence after the name off, titles off, the last word as
    surname."""
    text = re.split(r"\.\s+[A-Z]", text)[0].rstrip(". ")
    text = re.sub(r"^(?:Prince|Sheikh|Dr\.|Daw|Federal) ", "", text).replace("’", "'")
    words = text.split()
    if len(words) < 2:
        return text
    start = next(
        (i for i, w in enumerate(words[1:], 1) if w.lower() in {"al", "de", "di", "bin", "van"}), len(words) - 1
    )
    return " ".join([*words[:start], *(w.upper() for w in words[start:])])


def _wikidata(people: People) -> set[tuple[str, Point]]:
    out = set()
    for row in hand("wikidata_ministers.csv"):
        person = people.find(row["country"], row["name"], "Wikidata")
        people.wikidata[person] = row["wikidata"]
        if row["from"]:
            out.add((row["country"], Point(row["from"], person, True, WIKIDATA)))
        out.add((row["country"], Point(SEEN_WIKIDATA, person, False, WIKIDATA)))
    return out


def _runs(position: str, points: list[Point]) -> list[Row]:
    """Consecutive points of one person make one tenure; a first day that was stated starts a new one."""
    rows: list[Row] = []
    for point in sorted(points):
        last = rows[-1] if rows else None
        if (
            last
            and last["person"] == point.person
            and not point.exact
            and int(point.day[:4]) - int(last["to"][:4]) <= 8
        ):
            last["to"] = last["seen"] = point.day
            last["source"] = last["source"] if point.source in last["source"] else f"{last['source']}; {point.source}"
            continue
        rows.append(
            {
                "person": point.person,
                "position": position,
                "from": point.day,
                "to": point.day,
                "seen": point.day,
                "start_kind": "exact" if point.exact else "bound",
                "end_kind": "seen",
                "acting": "0",
                "source": point.source,
            }
        )
    return _joined(rows)


def _joined(rows: list[Row]) -> list[Row]:
    """A tenure attested before its stated first day (same person, nobody between) starts at the attestation."""
    out: list[Row] = []
    for row in rows:
        if out and out[-1]["person"] == row["person"] and row["start_kind"] == "exact" and row["from"] <= out[-1]["to"]:
            out[-1]["to"] = out[-1]["seen"] = max(out[-1]["to"], row["to"])
            continue
        out.append(row)
    return out


def _lists(people: People) -> list[Row]:
    """US Secretaries of State and British Foreign Secretaries: complete lists with first and last days."""
    rows = []
    for row in raw("us-pocom/secretaries_of_state.csv"):
        last, *given = row["person_id"].split("-")
        if last in {"van"}:
            last, given = f"{last} {given[0]}", given[1:]
        whole = " ".join([*(g.capitalize() + ("." if len(g) == 1 else "") for g in given), last.upper()])
        person = people.find("USA", f"{given[0].capitalize()} {last.upper()}", POCOM)
        people.add(person, read_name(whole, "USA"), POCOM)
        rows.append(_listed(person, "USA", row["started"], row["ended"], POCOM))
    for row in raw("ifg-uk/uk_pm_foreign_secretary.csv"):
        if row["post"] == "Prime Minister":
            continue
        person = people.find("GBR", _peer(row["person"]), IFG)
        if rows[-1]["person"] == person and rows[-1]["to"] == row["start"]:
            rows[-1].update({"to": row["end"], "seen": row["end"]})
            continue
        rows.append(_listed(person, "GBR", row["start"], row["end"], IFG))
    return rows


def _listed(person: str, country: str, start: str, end: str, source: str) -> Row:
    return {
        "person": person,
        "position": f"{country}-foreign-minister",
        "from": start,
        "to": end,
        "start_kind": "exact",
        "end_kind": "exact" if end else "open",
        "acting": "0",
        "seen": end or "2026-06",
        "source": source,
    }


def _peer(name: str) -> str:
    """'Lord Hurd of Westwell' -> 'Lord HURD of Westwell'; others: the last word is the surname."""
    words = name.split()
    at = 1 if words[0] == "Lord" else len(words) - 1
    return " ".join(w.upper() if i == at else w for i, w in enumerate(words))
