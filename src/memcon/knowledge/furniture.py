"""Patterns of page furniture (data/intake/furniture.toml), compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class FurniturePatterns(NamedTuple):
    """`line` matches whole paragraphs; `credit`, `caption` and `stub` are searched inside one."""

    line: re.Pattern[str]
    credit: re.Pattern[str]
    caption: re.Pattern[str]
    stub: re.Pattern[str]


@cache
def furniture_patterns() -> FurniturePatterns:
    """The compiled patterns, letter case aside."""
    rows = tomllib.loads(files("memcon.data").joinpath("intake/furniture.toml").read_text("utf-8"))
    return FurniturePatterns(
        line=_any(rows["line"]), credit=_any(rows["credit"]), caption=_any(rows["caption"]), stub=_any(rows["stub"])
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
