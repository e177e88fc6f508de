"""Filing more reports than any one machine holds: each goes onto a few shelves by keys of its own, shelves are grouped
one by one, and what any of them joined is brought together and grouped once more.

The keys are those of `memcon.stories.block`, pairs of telling terms and runs of copied prose, but told from the report
alone: how rare a term is in the whole stream, nobody knows yet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from memcon.model.reading import Reading
from memcon.stories.background import telling
from memcon.stories.group import group
from memcon.stories.signals import read_signals

PAIRED = 6
"""The most telling terms of a report, each pair of which is a shelf."""
RUNS = 3
"""Copies share the smallest of their sampled runs, whatever else was added or cut."""
WINDOW = 120
"""Reports of a shelf that are grouped together, the nearest in time; each window reaches half into the next."""


def keys_of(reading: Reading) -> tuple[int | None, list[str]]:
    """The day of publication (an ordinal, None where it is not told) and the shelves of a report, a pure function of
    it."""
    signals = read_signals(reading)
    counts = {**signals.terms, **{t: signals.terms.get(t, 0) + n for t, n in signals.title.items()}}
    weights = telling([counts])
    heaviest = sorted(counts, key=lambda t: (-(1 + math.log(counts[t])) * weights[t], t))[:PAIRED]
    pairs = [f"{a} {b}" for a, b in combinations(sorted(heaviest), 2)] or heaviest
    return signals.day, [*pairs, *(f"#{run:08x}" for run in signals.runs[:RUNS])]


def light(reading: Reading) -> Reading:
    """What grouping needs of a reading, and no more."""
    main = tuple(e for e in reading.events or () if e.id == reading.main)
    return msgspec.structs.replace(
        reading,
        syntax=None,
        mentions=None,
        times=None,
        places=None,
        quotes=None,
        events=main,
        pledges=None,
        visits=None,
        claims=None,
    )


def links(shelf: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that hold the stories of one shelf together; `shelf`: different reports in order of time."""
    for start in range(0, max(1, len(shelf) - WINDOW // 2), WINDOW // 2):
        for story in group(shelf[start : start + WINDOW]):
            yield from zip(story.reports, story.reports[1:], strict=False)
