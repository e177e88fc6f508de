"""Compile src/memcon/data/kb/*.csv from the raw tables in /work/shared/kb and the hand-written ones beside this file.

Run: .venv/bin/python tools/kb/compile.py. The product never reads the raw tables.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import attest
import terms as terms_
from deputies import deputies
from leaders import add_attested, add_leaders, settle_british
from load import Row, fold, hand, raw, write
from press import press_names
from states import read_aliases, read_states
from terms import FACTBOOK, People

ROLES = {"HoS": "head_of_state", "HoG": "head_of_government", "deputy": "deputy"}


def main() -> None:
    """Compile every table and print its size."""
    states = read_states()
    iso3 = {s["iso2"]: s["id"] for s in states if s["kind"] != "dissolved"}
    people = People()
    terms, kinds = terms_.read_terms(iso3)
    terms_.name_persons(terms, people)
    tenures = add_leaders(add_attested(terms_.tenures(terms), people), people)
    ministers = [row for row in hand("tenures.csv") if row["position"].endswith("-foreign-minister")]
    leaders = [row for row in hand("tenures.csv") if row not in ministers]
    tenures = hand_tenures(leaders, settle_british(tenures, people), people)
    tenures += attest.foreign_ministers(people, tenures, states)
    tenures = hand_tenures(ministers, tenures, people)
    seconds, offices = deputies(people, iso3)
    tenures, kinds = tenures + seconds, kinds | offices
    positions = position_rows(states, kinds, tenures)
    organisations, members = organisation_rows(states)
    bodies = hand("bodies.csv")
    sizes = {
        "states": write(
            "states.csv", "id iso2 fips name article official capital lat lon from to kind wikidata source", states
        ),
        "aliases": write(
            "aliases.csv",
            "id alias kind source",
            [*read_aliases(states), *org_aliases(organisations), *body_aliases(bodies)],
        ),
        "persons": write(
            "persons.csv",
            "id name surname aliases country gender wikidata source",
            person_rows(people, tenures, states),
        ),
        "positions": write("positions.csv", "id title short synonyms country role seats source", positions),
        "tenures": write("tenures.csv", "person position from to start_kind end_kind acting seen source", tenures),
        "organisations": write("organisations.csv", "id name abbreviation wikidata kind source", organisations),
        "members": write("members.csv", "organisation state status source", members),
        "bodies": write("bodies.csv", "id name kind country head source", bodies),
    }
    sys.stdout.write("".join(f"{name} {size}\n" for name, size in sizes.items()))


def hand_tenures(rows: list[Row], tenures: list[Row], people: People) -> list[Row]:
    """Put the hand-written tenures in; one that starts inside a compiled one of another holder ends it on that day."""
    for row in rows:
        country, _, name = row["name"].rpartition(":")  # 'GHA:Kofi ANNAN': the country where the office tells none
        person = row["person"] or people.find(country or row["position"][:3], name, row["source"])
        new = {
            **row,
            "person": person,
            "seen": row["to"] or row["from"],
            "acting": row["acting"] or "0",
            "start_kind": row["start_kind"] or "exact",
            "end_kind": row["end_kind"] or ("exact" if row["to"] else "open"),
        }
        tenures = [t for old in tenures for t in _cut(old, new)]
        tenures.append(new)
    return tenures


def _cut(old: Row, new: Row) -> list[Row]:
    """What is left of `old` once `new` is laid over it in the same single-seat position.

    An acting holder leaves the term of a suspended incumbent as it is; a row of the same person and first day
    replaces it.
    """
    if old["position"] != new["position"] or new["acting"] != old["acting"]:
        return [old]
    if old["person"] == new["person"] and old["from"] == new["from"]:
        return []
    start, end = new["from"], new["to"] or "9999"
    old_end = old["to"] or "9999"
    if old_end <= start or old["from"] >= end:
        return [old]
    out = []
    if old["from"] < start:
        same = start.startswith(old["from"]) and old["person"] == new["person"]
        out += [] if same else [{**old, "to": start, "end_kind": "bound", "seen": min(old["seen"], start)}]
    if old_end > end and old["seen"] > end:
        out.append({**old, "from": end})
    return out


def position_rows(states: list[Row], kinds: dict[str, Row], tenures: list[Row]) -> list[Row]:
    """One row for every position that has a tenure, and a foreign minister for every state."""
    names = {s["id"]: f"{s.get('article', '')} {s['name']}".strip() for s in states}
    special = {row["id"]: row for row in hand("positions.csv")}
    rows = []
    for position, kind in kinds.items():
        country = position[:3]
        rows.append(
            {
                "id": position,
                "title": f"{kind['style']} of {names[country]}",
                "short": kind["short"],
                "synonyms": kind["synonyms"],
                "country": country,
                "role": ROLES[kind["role"]],
                "seats": "many" if kind["slug"] == "co-prince" else kind.get("seats", "single"),
                "source": FACTBOOK,
            }
        )
    rows.extend(
        {
            "id": f"{state['id']}-foreign-minister",
            "title": f"Foreign Minister of {names[state['id']]}",
            "short": "foreign minister",
            "synonyms": "minister of foreign affairs|minister for foreign affairs|top diplomat",
            "country": state["id"],
            "role": "foreign_minister",
            "seats": "single",
            "source": "memcon editors: pattern; us-attestations",
        }
        for state in states
    )
    rows = [
        special.pop(r["id"], r)
        for r in rows
        if r["role"] != "foreign_minister" or r["id"] in special or _used(r["id"], tenures, states)
    ]
    return rows + list(special.values())


def _used(position: str, tenures: list[Row], states: list[Row]) -> bool:
    kind = next(s["kind"] for s in states if s["id"] == position[:3])
    return kind in {"state", "entity"} or any(t["position"] == position for t in tenures)


def person_rows(people: People, tenures: list[Row], states: list[Row]) -> list[Row]:
    """Persons with at least one tenure, their spellings and hand-written press names."""
    fixes = {row["person"]: row for row in hand("people.csv")}
    genders = {row["person"]: row["gender"] for row in hand("gender.csv")}
    used = {t["person"] for t in tenures}
    if missing := sorted((set(fixes) | set(genders)) - used):
        raise SystemExit(f"people.csv or gender.csv names unknown persons: {missing}")
    press = press_names(people, tenures, states)
    rows = []
    for key in sorted(used):
        name, fix = people.names[key], fixes.get(key, {})
        full = fix.get("name") or press.get(key) or name.full
        spellings = [*filter(None, fix.get("aliases", "").split("|")), name.full, *sorted(people.spellings[key])]
        rows.append(
            {
                "id": key,
                "name": full,
                "surname": fix.get("surname") or surname_in(full, name.surname),
                "country": people.country[key],
                "aliases": "|".join(_distinct(full, spellings)),
                "gender": fix.get("gender") or genders.get(key) or people.gender.get(key, ""),
                "wikidata": people.wikidata.get(key, ""),
                "source": "; ".join(sorted(people.sources[key])),
            }
        )
    return rows


def surname_in(full: str, surname: str) -> str:
    """The surname in the spelling of the display name, if it stands there: 'Pena Nieto' in 'Enrique Peña Nieto'."""
    words, called = full.split(), surname.split()
    for start in range(len(words) - len(called) + 1):
        part = " ".join(words[start : start + len(called)])
        if fold(part) == fold(surname):
            return part
    return surname


def _distinct(full: str, spellings: list[str]) -> list[str]:
    first = {fold(s): s for s in reversed(spellings) if s and fold(s) != fold(full)}
    return [s for s in dict.fromkeys(spellings) if first.get(fold(s)) == s]


def organisation_rows(states: list[Row]) -> tuple[list[Row], list[Row]]:
    """Organisations of orgs.csv and their members after the Factbook's lists."""
    iso3 = {s["iso2"]: s["id"] for s in states if s["kind"] != "dissolved"}
    organisations = hand("orgs.csv")
    by_name = {row["factbook"]: row["id"] for row in organisations if row["factbook"]}
    members: dict[tuple[str, str, str], None] = {}
    for row in raw("factbook-names/igo.csv"):
        state = "XKX" if row["fips"] == "KV" else iso3.get(row["iso2"])
        if state is None or (row["iso2"] == "GB" and row["fips"] != "UK"):
            continue
        for entry in re.split(r",\s*(?![^()]*\))", row["membership"]):
            match = re.match(r"^(.*?)\s*(?:\((.*)\))?$", entry.strip())
            if match and match.group(1) in by_name:
                status = match.group(2) or "member"
                members[(by_name[match.group(1)], state, status.split(")")[0])] = None
    corrected = {(row["organisation"], row["state"]) for row in hand("members.csv")}
    rows = [
        {"organisation": o, "state": s, "status": t, "source": "Factbook January 2026"}
        for o, s, t in members
        if (o, s) not in corrected
    ]
    return organisations, rows + hand("members.csv")


def org_aliases(organisations: list[Row]) -> list[Row]:
    """Names and abbreviations of organisations."""
    out = []
    for row in organisations:
        out.append({"id": row["id"], "alias": row["name"], "kind": "name", "source": row["source"]})
        if row["abbreviation"]:
            out.append({"id": row["id"], "alias": row["abbreviation"], "kind": "abbreviation", "source": row["source"]})
    return out


def body_aliases(bodies: list[Row]) -> list[Row]:
    """Names of offices and ministries."""
    return [
        {"id": b["id"], "alias": alias, "kind": kind, "source": b["source"]}
        for b in bodies
        for kind, names in (("name", b["name"]), ("short", b["aliases"]))
        for alias in names.split("|")
        if alias
    ]


if __name__ == "__main__":
    main()
