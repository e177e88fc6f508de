"""Words that carry meaning, and how far two wordings share them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from memcon.claims.lexicon import synonyms

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_STOP = frozenset(
    "the a an of and to in on at by for with from as is are was were be been being it its this that these "
    "those their his her our we i you they he she them will would shall should can could may might must "
    "have has had do does did not no said says which who whom whose into about over under between both "
    "each other also more than such so there here what when where while after before since during".split()
)


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, lower case, cut to a common stem; words that stand for one another become one."""
    return frozenset(_meaning(w) for w in _WORD.findall(text.lower()) if w not in _STOP)


def _meaning(word: str) -> str:
    stem = _stem(word)
    return _classes().get(stem, stem)


@cache
def _classes() -> Mapping[str, str]:
    """Stem to its first group of synonyms."""
    found: dict[str, str] = {}
    for word, groups in sorted(synonyms().items()):
        found.setdefault(_stem(word), f"~{min(groups)}")
    return found


_ENDINGS = tuple("ations ation ingly ments ment ings ing ions ion ies ied ed es ly al s e".split())


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("\u2019s")
    for end in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


def overlap(a: str, b: str, weight: Mapping[str, float] | None = None) -> float:
    """0 to 1: the weight of shared content words over that of the shorter wording, damped where few are shared."""
    one, other = content_words(a), content_words(b)
    if not one or not other:
        return 0.0
    heavy = weight or {}
    shared = sum(heavy.get(w, 1.0) for w in one & other)
    sums = sorted(sum(heavy.get(w, 1.0) for w in words) for words in (one, other))
    return max(shared / sums[1], shared / sums[0] * min(1.0, len(one & other) / ENOUGH))


ENOUGH = 4
"""Shared content words from which the shorter wording may be taken for a part of the longer."""
