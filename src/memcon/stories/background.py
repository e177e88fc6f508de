"""How telling a word is: rare in general English and rare in the stream at hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from memcon.knowledge.commonness import UNLISTED, general_rates

# A typical report has about this many words; turns a word's rate into the share of reports that hold it.
REPORT_WORDS = 350
# The general table weighs as much as this many reports of the stream, so that two reports alone are judged too.
GENERAL_REPORTS = 300


@cache
def stopwords() -> frozenset[str]:
    """Words that never count as terms (data/stories/stopwords.txt)."""
    lines = files("memcon.data").joinpath("stories/stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def telling(reports: Iterable[Iterable[str]]) -> dict[str, float]:
    """How telling each term is in a stream of reports (each report's distinct terms), see `rarity`."""
    holds: Counter[str] = Counter()
    total = 0
    for terms in reports:
        holds.update(terms)
        total += 1
    return dict(zip(holds, rarity(holds, holds.values(), total), strict=True))


def rarity(terms: Iterable[str], held: Iterable[int], total: int) -> Iterator[float]:
    """Inverse document frequency of each term, from the stream (`held`: how many of the `total` reports hold it)
    blended with general English: `-log` of the share of reports expected to hold it."""
    rates = general_rates()
    base = total + GENERAL_REPORTS + 1
    for term, count in zip(terms, held, strict=True):
        yield -math.log((count + GENERAL_REPORTS * _share(rates.get(term, UNLISTED)) + 0.5) / base)


def _share(rate: float) -> float:
    """Share of reports that hold a word of this rate at least once."""
    return 1 - math.exp(-REPORT_WORDS * rate)
