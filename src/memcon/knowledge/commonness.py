"""How common a word is in general English."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

UNLISTED = 4e-7
"""Rate of a word that the table does not list: below its rarest entry."""
_SENTENCE = 2e-3
"""A word this common tells nothing."""


@cache
def general_rates() -> Mapping[str, float]:
    """Occurrences per word of running English, for the 20,000 most frequent words (data/stories/background.tsv)."""
    lines = files("memcon.data").joinpath("stories/background.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: int(count) / 1e9 for word, count in rows}


@lru_cache(maxsize=65536)
def telling(word: str) -> float:
    """How much a word tells, by its rarity: about 0.5 for the most common content words, 8 for the rarest."""
    rate = general_rates().get(word, UNLISTED)
    return max(0.5, math.log(_SENTENCE / rate))
