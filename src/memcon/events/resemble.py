"""The type that a sentence resembles most between two parties: a second opinion beside the codebook's entries.

A linear model over traits (`memcon.events.traits`), and, where an encoder is installed, over the sentence's meaning.
Its weights were fitted by `tools/codebook/fit.py` on sentences written for this project (tools/codebook/sentences,
tests/events), never on a benchmark. A weight says what it is for: a line of `data/resemblance/traits.tsv` names its
trait, and `reasons` gives those that spoke loudest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

UNIT = 100
"""Weights are whole numbers of hundredths: sums of them are the same on every machine."""


class Resemblance(NamedTuple):
    """Log-odds-like scores by PLOVER type and NONE; the higher, the more alike."""

    scores: dict[str, float]

    @property
    def best(self) -> str:
        """The type that is resembled most; ties go to the first in the codebook's order."""
        return max(self.scores.items(), key=itemgetter(1))[0]

    def lead(self, kind: str) -> float:
        """How far the best is ahead of `kind`."""
        return max(self.scores.values()) - self.scores[kind]


class _Weights(NamedTuple):
    types: tuple[str, ...]
    rows: dict[str, tuple[int, ...]]


def resemble(traits: Mapping[str, float], vector: Sequence[float] | None = None) -> Resemblance:
    """What a sentence with these traits (name to strength) resembles; `vector`: its meaning, from an encoder."""
    weights = _weights("traits.tsv")
    sums = [float(w) for w in weights.rows["bias"]]
    for name in sorted(traits.keys() & weights.rows.keys()):
        strength = traits[name]
        for k, w in enumerate(weights.rows[name]):
            sums[k] += strength * w
    if vector is not None:
        told = _weights("meaning.tsv")
        for strength, row in zip((1.0, *vector), told.rows.values(), strict=True):
            for k, w in enumerate(row):
                sums[k] += strength * w
    return Resemblance({kind: s / UNIT for kind, s in zip(weights.types, sums, strict=True)})


def reasons(traits: Mapping[str, float], kind: str, most: int = 3) -> list[str]:
    """The traits that spoke loudest for `kind`, loudest first."""
    weights = _weights("traits.tsv")
    k = weights.types.index(kind)
    told = {name: traits[name] * weights.rows[name][k] for name in traits.keys() & weights.rows.keys()}
    return [name for name, value in sorted(told.items(), key=lambda x: (-x[1], x[0])) if value > 0][:most]


@cache
def _weights(name: str) -> _Weights:
    text = (files("memcon") / "data" / "resemblance" / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return _Weights(tuple(lines[0][1:]), {row[0]: tuple(map(int, row[1:])) for row in lines[1:]})
