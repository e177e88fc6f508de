"""What a sentence shows between two parties, as named traits: the words on the way from one to the other in the tree,
what hangs on them, what the codebook has for each word, and what its entries made of the whole. Input of `resemble`."""

from __future__ import annotations

from collections.abc import Sequence

from memcon.events.codebook import Codebook, classes_of, codebook
from memcon.events.link import Link
from memcon.events.predicates import Predicate
from memcon.model.syntax import Syntax

_OPEN = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN"})
_LINKS = frozenset({"ADP", "PART"})
_FAINT = 0.2
"""A predicate that links the two no better than this is no candidate."""


def traits(
    syntax: Syntax,
    source: frozenset[int] | None,
    target: frozenset[int] | None,
    linked: Sequence[tuple[Link, Predicate]] = (),
) -> dict[str, float]:
    """Traits of a sentence, name to strength. `source`, `target`: tokens of the parties, None where one is not in it;
    their own words give no traits. `linked`: its predicates with how well each links the two, best first.

    `place:word` is a word at a place (top, up, down, way, by, below, any), `place=TYPE` that the codebook has it under
    that type, `place@class` that it is in that class of nouns.
    """
    found = _words(syntax, (source or frozenset()) | (target or frozenset()), _way(syntax, source, target))
    for name, party in (("source", source), ("target", target)):
        if party:
            found.add(f"{name}-{syntax.deps[_head(syntax, party)]}")
    return dict.fromkeys(found, 1.0) | _coded(linked)


def _words(syntax: Syntax, parties: frozenset[int], way: dict[int, str]) -> set[str]:
    book, found = codebook(), set[str]()
    for at, place in way.items():
        found |= _word(syntax, book, at, place) | _word(syntax, book, at, "way")
        for c in syntax.children[at]:
            if c in way or c in parties:
                continue
            found |= _word(syntax, book, c, "by") | {f"by-{syntax.deps[c]}:{syntax.lemmas[c].lower()}"}
            if syntax.pos[c] in _LINKS or syntax.deps[c] in ("xcomp", "ccomp"):
                for d in syntax.children[c]:
                    found |= _word(syntax, book, d, "below") if d not in way and d not in parties else set()
    for i in range(len(syntax)):
        if i not in parties and syntax.pos[i] in _OPEN:
            found |= _word(syntax, book, i, "any")
    return found


def _coded(linked: Sequence[tuple[Link, Predicate]]) -> dict[str, float]:
    """What the codebook's entries say: each predicate's type and status, and how well the best of them link."""
    found: dict[str, float] = {}
    for (value, _, _), p in linked:
        found[f"said={p.type}"] = 1.0
        if p.status != "asserted":
            found[f"said={p.type} {p.status}"] = 1.0
        if value > _FAINT:
            found[f"link={p.type}"] = max(found.get(f"link={p.type}", 0.0), min(1.5, value / 2))
    if not linked:
        return found
    (value, doer, done), p = linked[0]
    found |= {f"doer={doer:.2f}": 1.0, f"done={done:.2f}": 1.0, f"done={done:.2f} {p.type}": 1.0}
    found |= {f"best={p.type}": 1.0, f"best={p.type} {int(value)}": 1.0, f"worth={p.type}": max(0.0, value) / 2}
    names = p.entry.split(">")
    return found | {f"entry={names[-1]} {p.type}": 1.0, f"outer={names[0]} {p.type}": 1.0}


def _word(syntax: Syntax, book: Codebook, i: int, place: str) -> set[str]:
    lemma, kind = syntax.lemmas[i].lower(), syntax.pos[i]
    found = {f"{place}:{lemma}/{kind[0]}"}
    index = book.verbs if kind in ("VERB", "AUX") else book.nouns if kind == "NOUN" else book.adjectives
    found |= {f"{place}={p.entry.type or p.entry.operator}" for p in index.get(lemma, ())}
    if kind == "NOUN":
        found |= {f"{place}@{name}" for name in classes_of(lemma)}
    return found


def _way(syntax: Syntax, source: frozenset[int] | None, target: frozenset[int] | None) -> dict[int, str]:
    """Tokens between the two parties in the tree, with their place: up from the source, top, down to the target; with
    one party missing, the words above the other."""
    up = _above(syntax, _head(syntax, source)) if source else []
    down = _above(syntax, _head(syntax, target)) if target else []
    if not source or not target:
        return dict.fromkeys((up or down)[1:4], "up" if source else "down")
    below = set(down)
    meet = next((i for i in up if i in below), None)
    if meet is None:
        return dict.fromkeys(up[1:3], "up") | dict.fromkeys(down[1:3], "down")
    found = dict.fromkeys(up[1 : up.index(meet)], "up") | dict.fromkeys(down[1 : down.index(meet)], "down")
    found[meet] = "top"
    return found


def top(syntax: Syntax, source: frozenset[int] | None, target: frozenset[int] | None) -> int | None:
    """The word on which both parties hang, or the one above the only party there is; None where there is none."""
    places = _way(syntax, source, target)
    return next((i for i, place in places.items() if place == "top"), next(iter(places), None))


def _above(syntax: Syntax, at: int) -> list[int]:
    chain = [at]
    while syntax.heads[chain[-1]] != chain[-1]:
        chain.append(syntax.heads[chain[-1]])
    return chain


def _head(syntax: Syntax, party: frozenset[int]) -> int:
    return min(party, key=lambda i: (len(_above(syntax, i)), i))
