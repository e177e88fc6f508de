"""States, territories and entities, and every word that names them."""

from __future__ import annotations

import re

from load import Row, hand, raw

TERRITORY_WORDS = re.compile(
    r"^(?:Territory of|Part of|Crown dependency|Associated|Commonwealth of|.* of (?:FR|GB|US|NL|AU|NZ|NO|DK|FI|CN))"
)
COORDS = re.compile(r"(\d+)\s+(\d+)\s*([NS]),\s*(\d+)\s+(\d+)\s*([EW])")


def read_states() -> list[Row]:
    """Every state (ISO 3166-1 and the Factbook) with the hand-written changes and the dissolved ones."""
    facts = _facts()
    rows = {}
    for code in raw("country-codes/country-codes.csv"):
        iso2 = code["ISO3166-1-Alpha-2"]
        rows[code["ISO3166-1-Alpha-3"]] = _row(code, facts.get(iso2, {}))
    for fix in hand("states.csv"):
        old = rows.setdefault(fix["id"], {"id": fix["id"], "fips": "KV" if fix["id"] == "XKX" else ""})
        old.update({k: v for k, v in fix.items() if v and k != "source"})
        old["source"] = "; ".join(filter(None, (old.get("source", ""), fix["source"])))
    return [rows[key] for key in sorted(rows)]


def _facts() -> dict[str, Row]:
    """Factbook names by ISO alpha-2; of several polities with one code the sovereign one comes first in the list of
    FIPS."""
    out: dict[str, Row] = {}
    skip = {"GK", "IM", "JE", "AT", "CR", "IP", "JN", "BQ", "GZ", "WE"}
    for row in raw("factbook-names/names.csv"):
        if row["iso2"] and row["fips"] not in skip:
            out.setdefault(row["iso2"], row)
    return out


def _row(code: Row, fact: Row) -> Row:
    name = fact.get("short") or ""
    name = "" if name == "none" else re.sub(r"\s*\(.*\)$", "", name)
    lat, lon = _coords(fact.get("capital_coords", ""))
    official = fact.get("long", "")
    return {
        "id": code["ISO3166-1-Alpha-3"],
        "iso2": code["ISO3166-1-Alpha-2"],
        "fips": fact.get("fips", code["FIPS"]),
        "name": name or code["CLDR display name"] or code["UNTERM English Short"],
        "article": "",
        "lat": lat,
        "lon": lon,
        "official": re.sub(r"[;(].*$", "", official).strip() if official != "none" else "",
        "capital": _capitals(fact.get("capital", ""))[:1][0] if _capitals(fact.get("capital", "")) else code["Capital"],
        "from": "",
        "to": "",
        "kind": "state" if code["is_independent"] == "Yes" else "territory",
        "wikidata": code["wikidata_id"].rsplit("/", 1)[-1],
        "source": "Factbook January 2026; country-codes",
    }


def _capitals(text: str) -> list[str]:
    text = re.sub(r"; note.*$", "", text)
    return [
        re.sub(r"\s*\(.*?\)", "", part).strip()
        for part in re.split(r";|(?<=\)),", text)
        if part.strip() and "no official" not in part
    ]


def _coords(text: str) -> tuple[str, str]:
    match = COORDS.search(text)
    if match is None:
        return "", ""
    a, b, ns, c, d, ew = match.groups()
    lat, lon = int(a) + int(b) / 60, int(c) + int(d) / 60
    return f"{-lat if ns == 'S' else lat:.2f}", f"{-lon if ew == 'W' else lon:.2f}"


def read_aliases(states: list[Row]) -> list[Row]:
    """Names, official forms, former names, demonyms, adjectives, capitals; then the hand-written ones."""
    facts, out = _facts(), []
    for state in states:
        fact = facts.get(state.get("iso2", ""), {}) if state["kind"] != "dissolved" else {}
        out += _names(state)
        out += _demonyms(state["id"], fact)
    for row in hand("aliases.csv"):
        for alias in row["aliases"].split("|"):
            turned = _official(row["id"], alias, row["source"]) if row["kind"] in {"official", "former"} else []
            out += turned or [_alias(row["id"], alias, row["kind"], row["source"])]
            if row["kind"] == "former" or "'" in alias:
                out.append(_alias(row["id"], alias.replace("'", "’"), row["kind"], row["source"]))
    return out


def _names(state: Row) -> list[Row]:
    key, source = state["id"], state["source"]
    out = [_alias(key, state["name"], "name", source)]
    if state.get("article"):
        out.append(_alias(key, f"the {state['name']}", "name", source))
    if state.get("official"):
        out += _official(key, state["official"], source)
    if state.get("capital") and state["kind"] != "territory":
        out.append(_alias(key, state["capital"], "metonym", source))
    plain = state["name"].replace("Saint ", "St. ")
    if plain != state["name"]:
        out += [_alias(key, plain, "short", source), _alias(key, plain.replace(".", ""), "short", source)]
    return out


def _official(key: str, name: str, source: str) -> list[Row]:
    """An official name, with its article, and turned round as indexes print it ('Korea, Republic of')."""
    out = [name, f"the {name}"]
    if match := re.match(
        r"^(.*(?:Republic|Kingdom|State|Federation|Union|Commonwealth|States|Emirate)) of (?:the )?(.+)$", name
    ):
        out.append(f"{match.group(2)}, {match.group(1)} of")
    out += [o.replace("'", "’") for o in out if "'" in o]
    return [_alias(key, one, "official", source) for one in out]


def _demonyms(key: str, fact: Row) -> list[Row]:
    out = []
    for kind, field in (("demonym", "noun"), ("adjective", "adjective")):
        for word in re.split(r",|;| or |/", fact.get(field, "")):
            word = re.sub(r"note - .*|former term", "", word).strip()
            base = re.sub(r"\s*\(.*?\)", "", word).strip()
            if not base or base in {"none", "NA", "Dutch"} or not base[0].isupper():
                continue
            out.append(_alias(key, base, kind, f"Factbook {field}"))
            if word.endswith("(s)") or "(s)" in word:
                out.append(_alias(key, base + "s", "demonym", f"Factbook {field}"))
    return out


def _alias(key: str, alias: str, kind: str, source: str) -> Row:
    return {"id": key, "alias": alias.strip(), "kind": kind, "source": source}
