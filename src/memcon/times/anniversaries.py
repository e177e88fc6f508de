""" "The 60th anniversary of … this year": the year that is remembered, inferred."""

from __future__ import annotations

from memcon.times.lexicon import Word
from memcon.times.scene import Found, Rule, Scene, rule


def read_anniversary(scene: Scene, i: int, j: int) -> Found | None:
    """The year told in the same sentence, or the anchor's, less the ordinal; nothing without either."""
    words = scene.words.words
    number = next(int(w.value) for w in words[i:j] if w.kind == "ordinal")
    year, source = _year(scene, i, j)
    if year is None:
        return None
    why = f"the {number}th anniversary in {year}{source}: {year} - {number}"
    return Found("DATE", f"{year - number:04d}", inferred=True, anchor="anniversary", why=why)


def _year(scene: Scene, i: int, j: int) -> tuple[int | None, str]:
    """The year the anniversary falls in: a number or "this", "last", "next year" in its sentence, else the anchor's."""
    words = _sentence(scene, i, j)
    for k, word in enumerate(words):
        if word.kind == "year":
            return int(word.value), ""
        if word.kind == "unit" and word.value == "Y" and k and scene.day is not None:
            lead = words[k - 1]
            if lead.kind in ("this", "back", "forth"):
                return scene.day.year + int(lead.value), f" ({lead.text} year)"
    return (scene.day.year, " (the report's year)") if scene.day is not None else (None, "")


def _sentence(scene: Scene, i: int, j: int) -> tuple[Word, ...]:
    signs = scene.words.signs
    start = max(signs.rfind(".", 0, i), 0)
    end = signs.find(".", j)
    return scene.words.words[start : len(signs) if end < 0 else end]


RULES: tuple[Rule, ...] = (rule("<the>?<ordinal><anniversary>", read_anniversary),)
