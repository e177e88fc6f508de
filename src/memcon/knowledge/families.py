"""Words of one family that a stemmer keeps apart though who asks for the one means the other too."""

from __future__ import annotations

_FAMILIES = (("acy", "at", "atic", "atical", "atically"), ("y", "ic", "ics", "ical", "ically"))
"""Endings of nouns and of what is made of them: diplomacy and diplomatic, history and historical."""
_STEM = 4
"""Letters before the ending, at least: shorter stems are shared by words that have nothing else in common."""


def family(word: str) -> list[str]:
    """The word itself, then what would be made of it, or it of, by these endings; not all of these need be words."""
    found = [(len(e), e, group) for group in _FAMILIES for e in group if word.lower().endswith(e)]
    if not found:
        return [word]
    length, ending, group = max(found)
    stem = word[:-length]
    return [word, *(stem + other for other in group if other != ending)] if len(stem) >= _STEM else [word]
