"""What a sentence shows between two parties, as named traits: the words on the way from one to the other in the tree,
what hangs on them, and what the codebook has for each word. The input of `resemble`."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.events.codebook import Codebook, codebook
from memcon.events.frames import kids
from memcon.model.syntax import Syntax

_OPEN = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN"})
_LINKS = frozenset({"ADP", "PART"})


def traits(syntax: Syntax, source: frozenset[int] | None, target: frozenset[int] | None) -> set[str]:
    """Traits of a sentence (token sets of the parties; None where one is not in it). Words of the parties themselves
    give none. A trait is `place:word`, `place=TYPE` (the codebook knows the word under that type), `place@class`."""
    book = codebook()
    parties = (source or frozenset()) | (target or frozenset())
    way = _way(syntax, source, target)
    found: set[str] = set()
    for at, place in way.items():
        found |= _word_traits(syntax, book, at, place)
        found |= _word_traits(syntax, book, at, "way")
        for c in syntax.children[at]:
            if c in way or c in parties:
                continue
            found |= _word_traits(syntax, book, c, "by")
            found.add(f"by-{syntax.deps[c]}:{syntax.lemmas[c].lower()}")
            for d in syntax.children[c] if syntax.pos[c] in _LINKS or syntax.deps[c] in ("xcomp", "ccomp") else ():
                if d not in way and d not in parties:
                    found |= _word_traits(syntax, book, d, "below")
    for i in range(len(syntax)):
        if i not in parties and syntax.pos[i] in _OPEN:
            found |= _word_traits(syntax, book, i, "any")
    for name, party in (("source", source), ("target", target)):
        if party:
            found.add(f"{name}-{syntax.deps[_head(syntax, party)]}")
    return found


def _word_traits(syntax: Syntax, book: Codebook, i: int, place: str) -> set[str]:
    lemma, kind = syntax.lemmas[i].lower(), syntax.pos[i]
    found = {f"{place}:{lemma}/{kind[0]}"}
    index = book.verbs if kind in ("VERB", "AUX") else book.nouns if kind == "NOUN" else book.adjectives
    found |= {
        f"{place}={p.entry.type or p.entry.operator}" for p in index.get(lemma, ())
    }
    if kind == "NOUN":
        found |= {f"{place}@{name}" for name in _classes(book, lemma)}
    return found


def _classes(book: Codebook, lemma: str) -> Iterator[str]:
    return (name for name, words in book.classes.items() if lemma in words)


def _way(syntax: Syntax, source: frozenset[int] | None, target: frozenset[int] | None) -> dict[int, str]:
    """Tokens between the two parties in the tree, with their place: up from the source, top, down to the target; with
    one party missing, the words above the other."""
    up = _above(syntax, _head(syntax, source)) if source else []
    down = _above(syntax, _head(syntax, target)) if target else []
    if not source or not target:
        return {i: "up" if source else "down" for i in (up or down)[1:4]}
    top = next((i for i in up if i in set(down)), None)
    if top is None:
        return {i: "up" for i in up[1:3]} | {i: "down" for i in down[1:3]}
    found = {i: "up" for i in up[1 : up.index(top)]} | {i: "down" for i in down[1 : down.index(top)]}
    found[top] = "top"
    return found


def _above(syntax: Syntax, at: int) -> list[int]:
    chain = [at]
    while syntax.heads[chain[-1]] != chain[-1]:
        chain.append(syntax.heads[chain[-1]])
    return chain


def _head(syntax: Syntax, party: frozenset[int]) -> int:
    return min(party, key=lambda i: (len(_above(syntax, i)), i))
