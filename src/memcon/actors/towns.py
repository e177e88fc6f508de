"""Towns that the parser takes for organisations."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from memcon.actors.names import fold
from memcon.actors.scene import Scene
from memcon.actors.words import words

REACH = 6
"""So many tokens behind a name what it is may be told: ", a port city on the south coast"."""


def is_town(scene: Scene, name: str) -> bool:
    """True when the report names a town so: a listed town somewhere after "in" or "near", or told to be a town."""
    at = [i for i, word in enumerate(scene.syntax.words) if word == name]
    if any(_told(scene, i) for i in at):
        return True
    listed = not name.isupper() and fold(name).strip() in _towns()
    return listed and any(_inside(scene, i) for i in at)


def _inside(scene: Scene, i: int) -> bool:
    """After "in" that goes with no holding ("a stake in Toyota")."""
    if i == 0 or scene.lower[i - 1] not in words("organisations", "town"):
        return False
    head = scene.syntax.heads[i - 1]
    return scene.syntax.lemmas[head].lower() not in words("organisations", "held")


def _told(scene: Scene, i: int) -> bool:
    """ "Jeju, an island", "the port of Jeju": by the first noun behind the comma, or before "of"."""
    kinds = words("organisations", "towns")
    if i > 1 and scene.lower[i - 1] == "of" and scene.lower[i - 2] in kinds:
        return True
    if scene.lower[i + 1 : i + 2] != (",",) or scene.lower[i + 2 : i + 3] not in {("a",), ("an",), ("the",)}:
        return False
    nouns = (t for t in range(i + 3, min(i + 3 + REACH, len(scene.lower))) if scene.syntax.pos[t] in {"NOUN", "PROPN"})
    first = next(nouns, None)
    if first is None:
        return False
    while scene.syntax.deps[first] == "compound" and scene.syntax.heads[first] > first:
        first = scene.syntax.heads[first]
    return scene.lower[first] in kinds


@cache
def _towns() -> frozenset[str]:
    """The keys of the towns of the places tables (GeoNames)."""
    text = (files("memcon.data") / "places" / "cities.tsv").read_text(encoding="utf-8")
    return frozenset(line.partition("\t")[0] for line in text.splitlines() if not line.startswith("#"))
