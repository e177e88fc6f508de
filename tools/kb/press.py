"""The name by which a person is called in print, where a source prints it.

The Factbook gives civil names ('Gustavo Francisco PETRO Urrego'). The travel records of the Department of State print a
name as a report would, and so do the labels of Wikidata (press.csv). Of the forms that a source prints, the one printed
most often is the display name; the civil name stays an alias. Without one, another edition's shorter form; then the
civil name without what follows the capitals, in countries where a mother's name follows the father's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from attest import codes_of
from load import Row, fold, hand, raw
from names import Name
from terms import People

MOTHERS_NAME = frozenset("ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN".split())
HEADS = {"President", "Prime Minister", "Premier", "Chancellor", "Foreign Minister", "Foreign Secretary"}


def press_names(people: People, tenures: list[Row], states: list[Row]) -> dict[str, str]:
    """Person id -> display name, for those whose name a source prints shorter or better than the Factbook."""
    labels = {row["person"]: row["name"] for row in hand("press.csv")}
    if missing := sorted(set(labels) - {t["person"] for t in tenures}):
        raise SystemExit(f"press.csv names unknown persons: {missing}")
    printed = _printed(people, tenures, states)
    out = {}
    for key, name in people.names.items():
        best = labels.get(key) or _most_printed(printed[key], name.full) or _shortest(people.editions[key], name)
        if best is None and key[:3] in MOTHERS_NAME:
            best = _without_tail(name.full, name.surname)
        if best is not None and best != name.full:
            out[key] = best
    return out


def _printed(people: People, tenures: list[Row], states: list[Row]) -> dict[str, Counter[str]]:
    """How often the travel records print which form of a holder's name, on days on which he or she held the office."""
    codes = codes_of(states)
    by_country: dict[str, list[Row]] = defaultdict(list)
    for term in tenures:
        by_country[term["position"][:3]].append(term)
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for row in raw("us-attestations/attestations_draft.csv"):
        if row["title"] not in HEADS:
            continue
        name, day = _tidy(row["name"]), row["date"]
        for term in by_country[codes.get(row["host_country_id"], "")]:
            if term["from"] <= day <= (term["to"] or "9999") and _names(name, people, term["person"]):
                out[term["person"]][name] += 1
                break
    return out


def _tidy(text: str) -> str:
    text = re.split(r"\.\s+[A-Z]|,| and ", text)[0].strip(". ")
    return re.sub(r"^(?:Sheikh|Dr\.|Daw|Sir|General|Gen\.) ", "", text).replace("’", "'")


def _names(printed: str, people: People, key: str) -> bool:
    """Whether every word printed is a word of the person's names, the first one of those before the surname."""
    name, words = people.names[key], fold(printed).split()
    called = fold(name.surname).split()
    before = fold(name.full).split()
    before = before[: before.index(called[0])] if called and called[0] in before else []
    known = {word for text in (name.whole, *people.spellings[key]) for word in fold(text).split()}
    placed = len(words) > 1 and words[0] in (before or called[:1])
    return placed and set(words) <= known and bool(set(called) & set(words))


def _most_printed(forms: Counter[str], full: str) -> str | None:
    """The form printed most; None where it is no shorter, unless it is the same name with its accents."""
    if not forms:
        return None
    best = max(forms, key=lambda form: (forms[form], -len(form), form))
    same = fold(best) == fold(full) and not best.isascii()
    return best if same or len(fold(best).split()) < len(fold(full).split()) else None


def _shortest(editions: set[str], name: Name) -> str | None:
    """Another edition's form, if its words are some of this one's and more than the surname."""
    words, called = set(fold(name.full).split()), set(fold(name.surname).split())
    short = [e for e in editions if called < set(fold(e).split()) < words]
    return min(short, key=lambda e: (len(e.split()), e)) if short else None


def _without_tail(full: str, surname: str) -> str | None:
    start = full.find(surname)
    return full[: start + len(surname)] if start > 0 and start + len(surname) < len(full) else None
