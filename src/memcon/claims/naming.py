"""Names in two claims: which of them cannot be the same, though they fill the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.claims.align import Alignment
from memcon.claims.lexicon import words
from memcon.claims.slots import anchored, slot
from memcon.claims.tokens import Token, likeness
from memcon.knowledge import kb
from memcon.knowledge.commonness import telling

_RARE = 4.6
"""A capital at the start of a sentence is a name's when the word is this rare in general English."""
_SAME = 0.8
_LONGEST = 4
_CLOSE = 0.7
_SLOT = 2.0
_PLACE_BEFORE = frozenset("in at near from to into outside around across".split())

_PREPOSITIONS = _PLACE_BEFORE | frozenset("by with for of on against after before over under through".split())


class Clash(NamedTuple):
    """Tokens of `a` and `b` (first, last + 1) that fill one place with different names."""

    a: tuple[int, int]
    b: tuple[int, int]
    place: bool


def find_clash(al: Alignment) -> Clash | None:
    """The first clash of names, or None. Needs a name on each side that the other side lacks in every form (spelling,
    initials, short form, demonym), in the same place: beside the same name, or amid the same words."""
    mine, theirs = list(_strangers(al.a, al.b)), list(_strangers(al.b, al.a))
    alone = len(mine) == len(theirs) == 1 and al.likeness >= _CLOSE
    for one in mine:
        for two in theirs:
            if _one_part(al, one, two) and (
                _beside(al, one, two)
                or slot(al, one, two) >= _SLOT
                or anchored(al, one, two)
                or (alone and _led_alike(al, one, two))
            ):
                return Clash(one, two, _is_place(al.a, one) and _is_place(al.b, two))
    return None


def _led_alike(al: Alignment, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """True when the same preposition, with the same article if any, leads to both names: "in the Senate"."""
    before = [[t.base for t in claim[max(0, run[0] - 2) : run[0]]] for claim, run in ((al.a, one), (al.b, two))]
    led = [lead[-1:] if lead[-1:] != ["the"] else lead for lead in before]
    return led[0] == led[1] and bool(led[0]) and led[0][0] in _PREPOSITIONS


def _one_part(al: Alignment, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """True when both names play one part in their sentence: both or neither owns ("Okoye's aide" is not Okoye), and no
    two different prepositions stand before them."""
    owns = [claim[run[1] - 1].text.endswith(("'s", "’s", "'", "’")) for claim, run in ((al.a, one), (al.b, two))]
    before = [claim[run[0] - 1].base if run[0] > 0 else "" for claim, run in ((al.a, one), (al.b, two))]
    both = all(word in _PREPOSITIONS for word in before)
    return owns[0] == owns[1] and (not both or before[0] == before[1])


def _strangers(mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of name words in `mine` that `theirs` has in no form."""
    start: int | None = None
    for i in range(len(mine) + 1):
        alien = i < len(mine) and is_name(mine, i) and not _known(mine, i, theirs)
        if alien and start is None:
            start = i
        elif not alien and start is not None:
            if not _actors(mine, start, i) & _actors(theirs, 0, len(theirs)):
                yield start, i
            start = None


def _actors(claim: Sequence[Token], first: int, last: int) -> frozenset[str]:
    """Ids of the states and organisations named by words that reach into places `first` to `last`, by the knowledge
    base: "Britain" and "the United Kingdom" are one."""
    found: set[str] = set()
    for i in range(max(0, first - _LONGEST + 1), min(last, len(claim))):
        for length in range(max(1, first - i + 1), _LONGEST + 1):
            surface = " ".join(t.text for t in claim[i : i + length])
            found.update(alias.id for alias in kb.aliases().get(surface, ()))
    return frozenset(found)


def is_name(claim: Sequence[Token], i: int) -> bool:
    """True when word `i` is written as a name and is no title, weekday or month."""
    token = claim[i]
    if not token.capital or token.base in words("titles") or token.base in words("not_names"):
        return False
    if token.text.isupper() and not token.content and token.text not in kb.aliases():
        return False  # shouted, not named
    if not token.opens:
        return len(token.text) > 1
    if not token.content:
        return False
    follows = claim[i + 1] if i + 1 < len(claim) else None
    rare = telling(token.text.lower().removesuffix("'s")) >= _RARE
    return rare or (follows is not None and follows.capital and follows.base not in words("titles"))


def _known(mine: Sequence[Token], i: int, theirs: Sequence[Token]) -> bool:
    """True when `theirs` has the name in some form, or something it may stand for."""
    token = mine[i]
    named = [other for other in theirs if other.word and (other.capital or token.opens or token.text.isupper())]
    plain = token.text.replace(".", "")
    if any(likeness(token.base, other.base) >= _SAME or _short(token, other) for other in named) or any(
        plain == other.text.replace(".", "") for other in named
    ):
        return True
    if plain.isupper() and 2 <= len(plain) <= 6:
        return plain in _initials(theirs)
    return any(_covers(mine, i, other.text) for other in theirs if other.text.isupper() and len(other.text) > 1)


def _short(a: Token, b: Token) -> bool:
    """An initial or a clipped form: "J" and "James", "Tim" and "Timothy", "Rep" and "Representative"."""
    shorter, longer = sorted((a.text.rstrip(".").lower(), b.text.rstrip(".").lower()), key=len)
    return b.capital and len(shorter) != 2 and longer.startswith(shorter) and (len(shorter) > 2 or len(shorter) == 1)


def _initials(claim: Sequence[Token]) -> str:
    """First letters of the capitalised words, runs parted by a blank; small words inside a run are passed over."""
    out = []
    for token in claim:
        if token.word and token.capital:
            out.append(token.text[0])
        elif token.base not in ("of", "and", "the", "for"):
            out.append(" ")
    return "".join(out)


def _covers(claim: Sequence[Token], i: int, short: str) -> bool:
    """True when `short` is made of the initials of a run of capitalised words around word `i`."""
    return claim[i].text[0] in short and short in _initials(claim[max(0, i - 6) : i + 7])


def _beside(al: Alignment, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """True when the strangers stand on the same side of one and the same name."""
    before = al.to_b.get(one[0] - 1) == two[0] - 1 and one[0] > 0 and is_name(al.a, one[0] - 1)
    after = al.to_b.get(one[1]) == two[1] and one[1] < len(al.a) and is_name(al.a, one[1])
    return before or after


def _is_place(claim: Sequence[Token], run: tuple[int, int]) -> bool:
    lead = [t.base for t in claim[max(0, run[0] - 2) : run[0]] if t.base != "the"]
    return bool(lead) and lead[-1] in _PLACE_BEFORE
