"""Vice presidents: the Factbook's deputies whose title is exactly that."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from load import Row, raw
from terms import FACTBOOK, People, Term, chain, country_of

STYLE = {
    "slug": "vice-president",
    "short": "vice president",
    "synonyms": "",
    "style": "Vice President",
    "role": "deputy",
}
JUNK = re.compile(r",|President|Premier|Minister| and ")


def vice_presidents(people: People, iso3: dict[str, str]) -> tuple[list[Row], dict[str, Row]]:
    """Tenures and positions. Where terms overlap the office has many seats and each term ends with its last
    attestation."""
    by_country: dict[str, list[Term]] = defaultdict(list)
    for row in raw("factbook-terms/terms_factbook_DRAFT.csv"):
        country = country_of(row, iso3)
        if (
            row["rank"] != "deputy"
            or row["title"] != "Vice President"
            or row["entity_type"] != "sovereign"
            or not country
        ):
            continue
        name = re.sub(r", (?:Jr|Sr)\.$", "", row["name"])
        if JUNK.search(name) or not re.search(r"[A-Z]{2}", name) or not name[0].isupper():
            continue
        term = Term(
            country, f"{country}-vice-president", name, row["since"], False, row["first_seen"], row["last_seen"], ""
        )
        term.person = people.find(country, name, FACTBOOK)
        by_country[country].append(term)
    tenures, kinds = [], {}
    for country, terms in sorted(by_country.items()):
        single = _single(terms)
        kinds[f"{country}-vice-president"] = {**STYLE, "seats": "single" if single else "many"}
        tenures += chain(f"{country}-vice-president", terms) if single else _many(terms)
    return tenures, kinds


def _single(terms: list[Term]) -> bool:
    line = sorted(terms, key=lambda t: t.since)
    pairs = [(a, b) for a, b in pairwise(line) if a.person != b.person]
    return all(a.since < b.since and a.last[:4] <= b.since[:4] for a, b in pairs)


def _many(terms: list[Term]) -> list[Row]:
    spans: dict[tuple[str, str], Term] = {}
    for term in terms:
        spans[(term.person, term.since)] = max(spans.get((term.person, term.since), term), term, key=lambda t: t.last)
    return [
        {
            "person": t.person,
            "position": t.position,
            "from": t.since,
            "to": t.last[:10],
            "start_kind": "exact",
            "end_kind": "seen",
            "acting": "0",
            "seen": t.last[:10],
            "source": FACTBOOK,
        }
        for t in spans.values()
    ]
