"""Spans by position only: the nouns without the words of the texts, for texts that may not be copied.

Names, offices, titles of reports, outlets, dates and other comparable values stay; so do all ids and spans.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

Noun = TypeVar("Noun")

WORDS = frozenset({"exact", "text", "words", "topic", "subject", "condition", "purpose"})
"""Fields that hold words of a report."""
VALUE = "value"
"""A comparable value is one too where it is told in several words ("a copper terminal"), not where it is a date, a
duration, a figure, a code or ids."""


def without_words(noun: Noun) -> Noun:
    """The same noun, each field that holds words of a report empty (null where it may be)."""
    return msgspec.convert(_bare(msgspec.to_builtins(noun)), type(noun))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _emptied(key, inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(inner) for inner in value]
    return value


def _emptied(key: str, value: Any) -> Any:
    if isinstance(value, str) and (key in WORDS or (key == VALUE and len(value.split()) > 1)):
        return ""
    return _bare(value)
