"""The words of data/actors/words.toml, compiled once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Title(NamedTuple):
    """A title as told: `name` for the record, `kind` its class, `gender` m, f or None."""

    name: str
    kind: str
    gender: str | None = None
    plural: bool = False


class Ministry(NamedTuple):
    """A kind of public body: `name` with {} for the country, the class of its head, its id's ending in the KB."""

    name: str
    kind: str
    suffix: str
    country: str | None = None


@cache
def table() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads(files("memcon.data").joinpath("actors/words.toml").read_text("utf-8"))


@cache
def words(section: str, name: str) -> frozenset[str]:
    """One list of the file as a set."""
    return frozenset(table()[section][name])


@cache
def titles() -> dict[str, Title]:
    """Surface (lower case, singular or plural) → title."""
    out: dict[str, Title] = {}
    for row in table()["title"]:
        title = Title(row["name"], row["class"], row.get("gender"))
        for word in row["words"]:
            if row.get("each"):
                title = title._replace(name=_written(word))
            out[word] = title
            if word[-1] != "." and not word.isupper():
                out.setdefault(_plural(word), title._replace(plural=True))
    return out


def _written(word: str) -> str:
    """A title as a heading has it: "Minister of State", "Secretary-General"."""
    return " ".join(w if w in {"of", "for", "the"} else w.title() for w in word.split())


def _plural(word: str) -> str:
    head, mark, rest = word.partition(" of ")
    if head.endswith("man"):
        return head[:-2] + "en" + mark + rest
    return head + "s" + mark + rest


@cache
def ministries() -> dict[str, Ministry]:
    """Surface (lower case) → kind of body."""
    out: dict[str, Ministry] = {}
    for row in table()["bodies"]["ministries"]:
        for word in row["words"]:
            out[word] = Ministry(row["name"], row["class"], row.get("suffix", ""), row.get("country"))
    return out
