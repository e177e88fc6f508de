"""Names as keys: folding that keeps offsets, tokens, keys alike in either order, and likeness of spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

# Letters that Unicode does not decompose; one code point each, so that offsets stay.
_SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "þ": "t", "ə": "a"}
PARTICLES = frozenset(
    "al el bin ibn bint ben von van der den de la le du da do dos das di del della y e zu af av ter ten abu ould"
    " ul".split()
)
HONORIFICS = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady sheikh shaikh sheik hon prof professor gen jr sr"
    " dato datuk seri sri tun".split()
)


class _Folding(dict[int, str]):
    """Code point → one folded character; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code).lower()
        char = _SPECIAL.get(char, char)
        base = unicodedata.normalize("NFKD", char)[:1]
        self[code] = folded = base if base.isalnum() else " "
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents; all but letters and digits is a space. As long as `text`, so offsets hold."""
    return text.translate(_FOLDING)


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """Folded words of a name, apostrophes closed up, honorifics left out."""
    words = fold(name.replace("'", "").replace("’", "").replace("ʿ", "")).split()
    return tuple(w for w in words if w not in HONORIFICS) or tuple(words)


def key(name: str) -> str:
    """The same for either order of the name, with or without hyphens, accents and middle initials."""
    words = tokens(name)
    return " ".join(sorted(w for w in words if len(w) > 1) or sorted(words))


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """True when two folded words are spellings of one name: equal, or close and with the same first sound."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4:
        return False
    return JaroWinkler.similarity(a, b) >= 0.88


def resembles(a: str, b: str) -> bool:
    """A weaker likeness, for a name whose other part and office already agree."""
    return JaroWinkler.similarity(a, b) >= 0.75


def agreement(told: Sequence[str], known: Sequence[str]) -> int:
    """How many words of `told` have a partner of their own in `known` (initials pair with a word they begin)."""
    left = list(known)
    count = 0
    for word in told:
        for other in left:
            if alike(word, other) or (len(word) == 1 and other.startswith(word)):
                left.remove(other)
                count += 1
                break
    return count
