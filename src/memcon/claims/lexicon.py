"""The words that comparing claims needs, from data/claims/lexicon.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _lexicon() -> Mapping[str, Any]:
    return tomllib.loads(files("memcon.data").joinpath("claims/lexicon.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One of the plain lists: empty, deny, weak, reporting, stance, titles, not_names."""
    return frozenset(str(_lexicon()[name]).split())


@cache
def irregular() -> Mapping[str, str]:
    """Irregular form → base form."""
    rows = (str(line).split() for line in _lexicon()["irregular"])
    return {form: row[0] for row in rows for form in row}


@cache
def synonyms() -> Mapping[str, frozenset[int]]:
    """Word → the groups of synonyms it stands in."""
    return _groups(str(line).split() for line in _lexicon()["synonyms"])


@cache
def aliases() -> Mapping[str, frozenset[int]]:
    """Name (one word, lower case) → the groups of names for the same thing it stands in."""
    return _groups(str(line).split() for line in _lexicon()["aliases"])


@cache
def antonyms() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of groups of predicates that exclude one another."""
    return tuple((frozenset(a.split()), frozenset(b.split())) for a, b in _lexicon()["antonyms"])


def _groups(rows: Any) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
