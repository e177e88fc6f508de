"""Which state a printed name means, for mastheads and datelines."""

from __future__ import annotations

import re
from functools import cache


@cache
def _names() -> dict[str, str]:
    """Names and adjectives that mean one state, folded; a name that means several is left out."""
    from memcon.knowledge import kb

    found: dict[str, set[str]] = {}
    for alias, rows in kb.aliases().items():
        for row in rows:
            if row.kind in ("name", "short", "official", "adjective", "abbreviation") and kb.state(row.id) is not None:
                found.setdefault(alias.casefold(), set()).add(row.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def country_named(name: str) -> str | None:
    """ISO alpha-3 code of the one state that `name` (a name, adjective or abbreviation) means, else None."""
    return _names().get(name.strip().casefold())


def country_in(words: str) -> str | None:
    """The one state that is named in `words` ("Office of the President of South Korea"); None for none or several."""
    tokens = re.findall(r"[\w.'\u2019-]+", words)
    found: set[str] = set()
    i = 0
    while i < len(tokens):
        for size in range(min(5, len(tokens) - i), 0, -1):
            state = country_named(" ".join(tokens[i : i + size]))
            if state is not None:
                found.add(state)
                i += size - 1
                break
        i += 1
    return found.pop() if len(found) == 1 else None


@cache
def _capitals() -> dict[str, str]:
    from memcon.knowledge import kb

    found: dict[str, set[str]] = {}
    for state in kb.states().values():
        if state.capital and not state.end:
            found.setdefault(state.capital.partition(",")[0].casefold(), set()).add(state.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def country_of_capital(name: str) -> str | None:
    """ISO alpha-3 code of the one state whose capital is called `name`, else None."""
    return _capitals().get(name.strip().casefold())


def state_named(country: str) -> str:
    """The plain name of a state by its ISO alpha-3 code; the code itself when it is not listed."""
    from memcon.knowledge import kb

    state = kb.state(country)
    return country if state is None else state.name
