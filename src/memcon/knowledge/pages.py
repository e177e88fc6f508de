"""How pages show that they are a report, or a part of one (data/intake/pages.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class PageSigns(NamedTuple):
    """The signs, in small letters; `short` in words, `enough` a share."""

    news_types: frozenset[str]
    news_og: frozenset[str]
    news_meta: frozenset[str]
    locked_tiers: frozenset[str]
    walls: tuple[str, ...]
    short: int
    enough: float


@cache
def page_signs() -> PageSigns:
    """The table, read once."""
    rows = tomllib.loads(files("memcon.data").joinpath("intake/pages.toml").read_text("utf-8"))
    sets = {k: frozenset(x.lower() for x in rows[k]) for k in ("news_types", "news_og", "news_meta", "locked_tiers")}
    return PageSigns(**sets, walls=tuple(x.lower() for x in rows["walls"]), short=rows["short"], enough=rows["enough"])
