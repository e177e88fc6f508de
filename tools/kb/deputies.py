"""Vice presidents, deputy prime ministers and vice premiers: the Factbook's deputies.

Its draft splits a plural heading: 'Executive Vice' | 'Premiers HAN Zheng' and, without a title, 'LIU He'. The heading
is put together again; a name without a title belongs to a plural heading of its country with the same first day. Every
other name without one (governors-general, co-princes) is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from load import Row, raw
from terms import FACTBOOK, People, Term, chain, country_of

VICE_PRESIDENT = {
    "slug": "vice-president",
    "short": "vice president",
    "synonyms": "",
    "style": "Vice President",
    "role": "deputy",
}
DEPUTY_PREMIER = {
    "slug": "deputy-prime-minister",
    "short": "deputy prime minister",
    "synonyms": "vice premier|vice prime minister|deputy premier|first deputy prime minister|executive vice premier",
    "style": "Deputy Prime Minister",
    "role": "deputy",
}
STYLES = (VICE_PRESIDENT, DEPUTY_PREMIER)
PREMIER = re.compile(
    r"^(?:(?:First|Second|Third|Senior|Executive|Permanent) )?(?:Deputy|Vice) (?:Prime Minister|Premier)s?\b"
)
PLURAL = re.compile(r"^((?:Prime )?(?:Ministers?|Premiers?))\s+")
OWN_HEADING = re.compile(r"^(?:Permanent |First )?(?:Deputy|Vice) (?:Prime Minister|Premier)s?\s+")
PORTFOLIO = re.compile(r"^(?:Infrastructure|Internal Affairs|Economic Affairs|Development)\s+")
RANK = re.compile(r"^(?:Gen\.|Dr\.|Lt\. Gen\.|Sr\.|Prince|Sheikh|Sir)\s+")
JUNK = re.compile(r"President|Premier|Minister| and |\d|[;:\[\]{}]|^[^A-Z'`]")


def deputies(people: People, iso3: dict[str, str]) -> tuple[list[Row], dict[str, Row]]:
    """Tenures and positions. Where terms overlap the office has many seats and each term ends with its last
    attestation."""
    by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
    rows = [r for r in raw("factbook-terms/terms_factbook_DRAFT.csv") if r["rank"] == "deputy"]
    plural = {(r["fips"], r["since"]) for r in rows if PLURAL.match(r["name"]) and len(r["since"]) > 4}
    for row in rows:
        country, slug = country_of(row, iso3), _office(row, plural)
        if not country or not slug or row["entity_type"] != "sovereign":
            continue
        name = _name(row["name"])
        if not name or row["last_seen"][:4] < row["since"][:4]:  # an edition cannot name who came later
            continue
        position = f"{country}-{slug}"
        term = Term(country, position, name, row["since"], False, row["first_seen"], row["last_seen"], "")
        term.person = people.find(country, name, FACTBOOK)
        by_office[country, slug].append(term)
    tenures: list[Row] = []
    kinds: dict[str, Row] = {}
    for (country, slug), terms in sorted(by_office.items()):
        style = next(s for s in STYLES if s["slug"] == slug)
        single = style is VICE_PRESIDENT and _single(terms)
        kinds[f"{country}-{slug}"] = {**style, "seats": "single" if single else "many"}
        tenures += chain(f"{country}-{slug}", terms) if single else _many(terms)
    return tenures, kinds


def _office(row: Row, plural: set[tuple[str, str]]) -> str:
    """The slug of the office, or nothing: the title alone, or put together with the name's first words."""
    if row["title"] == "Vice President":
        return VICE_PRESIDENT["slug"]
    head = PLURAL.match(row["name"])
    title = f"{row['title']} {head.group(1)}" if head else row["title"]
    inherited = not row["title"] and (row["fips"], row["since"]) in plural
    own = not row["title"] and OWN_HEADING.match(row["name"]) is not None
    return DEPUTY_PREMIER["slug"] if PREMIER.match(title) or inherited or own else ""


def _name(text: str) -> str:
    """The name alone; nothing where the draft has run two entries together."""
    text = OWN_HEADING.sub("", PLURAL.sub("", text))
    text = re.sub(r", (?:Jr|Sr|Dr|Gen)\.$|, Vice President of the Executive Yuan$| \(.*\)$", "", text)
    text = RANK.sub("", PORTFOLIO.sub("", text)).strip()
    spelled = re.split(r",? also spelled ", text)[0]
    odd = JUNK.search(spelled) or "," in spelled or not re.search(r"[A-Z]{2}", spelled) or len(spelled.split()) < 2
    return "" if odd or not spelled[0].isupper() else text


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
