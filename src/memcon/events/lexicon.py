"""The word lists of the events stage (data/events/*.toml), read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The file `data/events/<name>.toml` as it stands."""
    return tomllib.loads((files("memcon.data") / "events" / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words under a key (or a path of keys) of that file; of a table, its keys."""
    found: Any = table(name)
    for key in keys:
        found = found[key]
    return frozenset(found)


@cache
def mapping(name: str, *keys: str) -> dict[str, str]:
    """A table `value = [words]` of that file, turned over: word to value."""
    found: Any = table(name)
    for key in keys:
        found = found[key]
    return {word: value for value, listed in found.items() for word in listed}
