"""What a name does in its sentence: a place somebody is in, or a capital that speaks for its government."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from memcon.model.span import Span
from memcon.model.syntax import Syntax

PLACE, GOVERNMENT, UNCLEAR = "place", "government", "unclear"


class _Lists(NamedTuple):
    """The word lists of data/places/roles.toml."""

    moves: frozenset[str]
    goes: frozenset[str]
    located: frozenset[str]
    civic: frozenset[str]
    official: frozenset[str]
    inside: frozenset[str]
    parties: frozenset[str]
    voiced: frozenset[str]
    parts: frozenset[str]


@cache
def _lists() -> _Lists:
    table = tomllib.loads(files("memcon.data").joinpath("places", "roles.toml").read_text("utf-8"))
    return _Lists(**{name: frozenset(words.split()) for name, words in table.items()})


def role_of(syntax: Syntax | None, name: Span) -> str:
    """PLACE, GOVERNMENT or UNCLEAR by the grammar around `name`; the caller knows whether the place is a seat of
    government at all."""
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
            PLACE
            if lemma in _lists().located or (lemma == "be" and dep == "nsubj" and _is_noun(syntax, above))
            else GOVERNMENT
        )
    if dep in ("dobj", "obj"):
        return PLACE if lemma in _lists().moves else GOVERNMENT
    if dep == "poss":
        return PLACE if lemma in _lists().civic or syntax.pos[above] == "PROPN" else GOVERNMENT
    if dep in ("compound", "nmod", "amod", "npadvmod"):
        return GOVERNMENT if lemma in _lists().official else PLACE if lemma in _lists().civic else UNCLEAR
    return UNCLEAR


def _is_noun(syntax: Syntax, verb: int) -> bool:
    """ "Seoul is the venue": the town; "Seoul is ready": its government."""
    return any(syntax.deps[c] == "attr" for c in syntax.children[verb])


def _after_preposition(syntax: Syntax, i: int) -> str:
    word = syntax.words[i].lower()
    if word in _lists().inside:
        return PLACE
    if word in _lists().parties:
        return GOVERNMENT
    governor = syntax.heads[i]
    lemma = syntax.lemmas[governor].lower()
    if word == "from" and syntax.pos[governor] in ("NOUN", "PROPN"):
        return GOVERNMENT if lemma in _lists().voiced else PLACE
    if word in ("to", "from"):
        return PLACE if lemma in _lists().moves else GOVERNMENT
    return PLACE if word in ("of", "on") and lemma not in _lists().official else UNCLEAR


def is_part(syntax: Syntax | None, name: Span) -> bool:
    """True when the capitalised word after the name makes it part of another one: "Vigo County", "the Seoul Accord"."""
    if syntax is None:
        return False
    within = syntax.tokens_in(name)
    after = within.stop
    if not within or after >= len(syntax) or syntax.starts[after] != syntax.ends[after - 1] + 1:
        return False
    return syntax.words[after][:1].isupper() and syntax.words[after].lower() in _lists().parts


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
        return syntax.lemmas[above].lower() in _lists().goes
    if syntax.deps[i] != "pobj":
        return False
    word, lemma = syntax.words[above].lower(), syntax.lemmas[syntax.heads[above]].lower()
    return (
        word in _lists().inside
        or (word in ("to", "from") and lemma in _lists().goes)
        or (word == "for" and lemma in ("leave", "depart"))
    )


def is_located(syntax: Syntax | None, text: str, name: Span) -> bool:
    """True when the words before the name put somebody there: "in", "at", "near", "to … on a trip", "visited"."""
    if syntax is not None:
        return role_of(syntax, name) == PLACE
    before = text[max(0, name.start - 20) : name.start].split()
    return bool(before) and before[-1].lower() in _lists().inside
