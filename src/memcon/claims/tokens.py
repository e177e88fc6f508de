"""A claim's words ready for comparing: base forms by plain rules, so that no parser is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from memcon.claims.lexicon import aliases, irregular, synonyms, words

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_NOT = re.compile(r"(?i)^(\w+?)n['’]t$")
_SHORTENED = re.compile(r"(?i)^(\w+)['’](ll|d|ve|re|m)$")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDS_SENTENCE = frozenset('.!?:;"“”‘—–(')


class Token(NamedTuple):
    """One word or mark. `base`: lower-case base form. `opens`: stands where any word has a capital. Offsets index the
    text given."""

    text: str
    base: str
    start: int
    end: int
    opens: bool

    @property
    def word(self) -> bool:
        """A word or number, not a mark."""
        return self.text[0].isalnum() or self.text[-1].isalnum()

    @property
    def content(self) -> bool:
        """A word that carries content."""
        return self.word and self.base not in words("empty")

    @property
    def capital(self) -> bool:
        """Written with a capital."""
        return self.text[0].isupper()


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Words and marks of `text`; hyphens part words, "n't" and "'ll" become words of their own."""
    found: list[Token] = []
    opens = True
    for m in _TOKEN.finditer(text):
        word = m.group()
        parted = _NOT.match(word) or _SHORTENED.match(word)
        if parted is not None:
            cut = m.start() + len(parted[1])
            found.append(Token(parted[1], base(parted[1]), m.start(), cut, opens))
            found.append(Token(text[cut : m.end()], _tail(parted), cut, m.end(), False))
        else:
            found.append(Token(word, base(word), m.start(), m.end(), opens))
        opens = word in _ENDS_SENTENCE
    return tuple(found)


def _tail(parted: re.Match[str]) -> str:
    """Base form of what was written onto a word: "n't" denies, the others are auxiliaries."""
    return "not" if parted.re is _NOT else {"m": "be", "re": "be", "ve": "have"}.get(parted[2].lower(), "will")


@lru_cache(maxsize=65536)
def base(word: str) -> str:
    """Base form of a word: irregular forms by list, regular endings by rule; numbers and marks as they are."""
    low = _POSSESSIVE.sub("", word.lower().replace("’", "'")).replace("'", "")
    if low == "cannot":
        return "not"
    if low in irregular():
        return irregular()[low]
    stem = _stem(low) if len(low) > 3 and low.isalpha() else low
    return irregular().get(stem, stem)


def _stem(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return _undouble(low[: -len(ending)])
    if low.endswith("ly") and len(low) > 5:
        return low[:-2]
    return low[:-1] if low.endswith("e") and len(low) > 4 else low


def _undouble(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return stem[:-1] + "y" if stem.endswith("i") else stem


@cache
def _meanings() -> Mapping[str, frozenset[int]]:
    return _by_base(synonyms())


@cache
def _names() -> Mapping[str, frozenset[int]]:
    return _by_base(aliases())


def _by_base(groups: Mapping[str, frozenset[int]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for word, numbers in groups.items():
        found[base(word)] = found.get(base(word), frozenset()) | numbers
    return found


def _share(groups: Mapping[str, frozenset[int]], a: str, b: str) -> bool:
    return not groups.get(a, frozenset()).isdisjoint(groups.get(b, frozenset()))


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How alike two base forms are: 1 the same, less for words of one family, synonyms, spellings; 0 unrelated."""
    if a == b:
        return 1.0
    if _share(_names(), a, b):
        return 0.95
    if not (a.isalpha() and b.isalpha()):
        return 0.0
    if _same_family(a, b):
        return 0.85
    if _share(_meanings(), a, b):
        return 0.7
    return 0.8 if _same_spelling(a, b) else 0.0


def _same_family(a: str, b: str) -> bool:
    """One root with other endings: restate and restatement, dismiss and dismissal."""
    shorter, longer = sorted((a, b), key=len)
    common = 0
    while common < len(shorter) and shorter[common] == longer[common]:
        common += 1
    kept = len(shorter) - (2 if len(shorter) > 6 else 1)
    return common >= 4 and common >= kept and common >= 0.5 * len(longer) and len(longer) - common <= 6


def _same_spelling(a: str, b: str) -> bool:
    """Two spellings of one long word: a letter or two apart."""
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(a, b) <= (1 if min(len(a), len(b)) < 8 else 2)
