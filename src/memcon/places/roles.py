"""What a name does in its sentence: a place somebody is in, or a capital that speaks for its government."""

from __future__ import annotations

from memcon.model.span import Span
from memcon.model.syntax import Syntax

PLACE, GOVERNMENT, UNCLEAR = "place", "government", "unclear"

_INSIDE = frozenset(
    (
        "in",
        "at",
        "near",
        "outside",
        "around",
        "throughout",
        "across",
        "inside",
        "within",
        "into",
        "via",
        "through",
        "off",
    )
)
_PARTIES = frozenset(("with", "between", "by", "against", "toward", "towards", "for", "among", "upon"))
# Verbs and nouns of going and being: what they lead to or leave is a place (own list).
_MOVES = frozenset(
    (
        "go", "travel", "fly", "come", "return", "head", "trip", "visit", "journey", "flight", "arrive", "invite", "move",
        "tour", "drive", "send", "welcome", "depart", "leave", "reach", "enter", "route", "way", "back", "fled", "flee",
        "ambassador", "envoy", "land", "host", "delegation", "dispatch", "accompany", "train", "road", "stop", "stopover",
        "bring", "take", "report", "kilometer", "kilometre", "mile", "north", "south", "east", "west", "paid", "pay",
    )
)  # fmt: skip
_GOES = frozenset(
    (
        "go", "travel", "fly", "come", "return", "head", "trip", "visit", "journey", "flight", "arrive", "invite", "move",
        "tour", "depart", "leave", "reach", "enter", "flee", "delegation", "ambassador", "envoy", "stop", "back", "tour",
    )
)  # fmt: skip
_LOCATED = frozenset(("host", "lie", "sit", "stand", "become", "wake", "lock"))
# Nouns that a capital owns as a town.
_CIVIC = frozenset(
    (
        "street", "airport", "district", "mayor", "suburb", "palace", "hotel", "stadium", "university", "population",
        "resident", "summit", "meeting", "office", "embassy", "center", "centre", "neighborhood", "outskirts", "museum",
        "station", "visit", "talk", "conference", "city", "region", "area", "subway", "governor", "bureau", "correspondent",
    )
)  # fmt: skip
_OFFICIAL = frozenset(
    (
        "government",
        "official",
        "authority",
        "policy",
        "relation",
        "relationship",
        "tie",
        "alliance",
        "diplomacy",
        "side",
    )
)


def role_of(syntax: Syntax | None, name: Span) -> str:
    """PLACE, GOVERNMENT or UNCLEAR by the grammar around the last word of `name`; "leans" only, for names that are a seat
    of government."""
    if syntax is None:
        return UNCLEAR
    within = syntax.tokens_in(name)
    if not within:
        return UNCLEAR
    head = next((i for i in within if syntax.heads[i] not in within), within[-1])
    return _of_token(syntax, head)


def _of_token(syntax: Syntax, i: int) -> str:
    dep, above = syntax.deps[i], syntax.heads[i]
    lemma = syntax.lemmas[above].lower()
    if dep in ("conj", "appos") and above != i:
        role = _of_token(syntax, above)
        return role if dep == "conj" or role == PLACE else UNCLEAR
    if dep == "pobj":
        return _after_preposition(syntax, above)
    if dep in ("nsubj", "nsubjpass", "agent"):
        return (
            PLACE if lemma in _LOCATED or (lemma == "be" and dep == "nsubj" and _is_noun(syntax, above)) else GOVERNMENT
        )
    if dep in ("dobj", "obj"):
        return PLACE if lemma in _MOVES else GOVERNMENT
    if dep == "poss":
        return PLACE if lemma in _CIVIC or syntax.pos[above] == "PROPN" else GOVERNMENT
    if dep in ("compound", "nmod", "amod", "npadvmod"):
        return GOVERNMENT if lemma in _OFFICIAL else PLACE if lemma in _CIVIC else UNCLEAR
    return UNCLEAR


def _is_noun(syntax: Syntax, verb: int) -> bool:
    """ "Seoul is the venue": the town; "Seoul is ready": its government."""
    return any(syntax.deps[c] == "attr" for c in syntax.children[verb])


def _after_preposition(syntax: Syntax, i: int) -> str:
    word = syntax.words[i].lower()
    if word in _INSIDE:
        return PLACE
    if word in _PARTIES:
        return GOVERNMENT
    governor = syntax.heads[i]
    lemma = syntax.lemmas[governor].lower()
    if word in ("to", "from"):
        return PLACE if lemma in _MOVES else GOVERNMENT
    return PLACE if word in ("of", "on") and lemma not in _OFFICIAL else UNCLEAR


def is_within(syntax: Syntax | None, text: str, name: Span) -> bool:
    """Stricter than PLACE, for names of states: somebody is in it, goes there or leaves it."""
    if syntax is None:
        return is_located(syntax, text, name)
    within = syntax.tokens_in(name)
    if not within:
        return False
    i = next((i for i in within if syntax.heads[i] not in within), within[-1])
    while syntax.deps[i] in ("conj", "appos") and syntax.heads[i] != i:
        i = syntax.heads[i]
    above = syntax.heads[i]
    if syntax.deps[i] == "dobj":
        return syntax.lemmas[above].lower() in _GOES
    if syntax.deps[i] != "pobj":
        return False
    word, lemma = syntax.words[above].lower(), syntax.lemmas[syntax.heads[above]].lower()
    return (
        word in _INSIDE
        or (word in ("to", "from") and lemma in _GOES)
        or (word == "for" and lemma in ("leave", "depart"))
    )


def is_located(syntax: Syntax | None, text: str, name: Span) -> bool:
    """True when the words before the name put somebody there: "in", "at", "near", "to … on a trip", "visited"."""
    if syntax is not None:
        return role_of(syntax, name) == PLACE
    before = text[max(0, name.start - 20) : name.start].split()
    return bool(before) and before[-1].lower() in _INSIDE
