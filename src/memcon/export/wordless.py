"""Spans by position only: the nouns without the words of the texts, for texts that may not be copied."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

Noun = TypeVar("Noun")

WORDS = frozenset({"exact", "text", "words"})
"""Fields that hold words of a report."""


def without_words(noun: Noun) -> Noun:
    """The same noun, each field that holds words of a report empty (null where it may be); ids and spans stay."""
    return msgspec.convert(_bare(msgspec.to_builtins(noun)), type(noun))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _none(v) if k in WORDS else _bare(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(inner) for inner in value]
    return value


def _none(value: Any) -> Any:
    return "" if isinstance(value, str) else value
