"""Words of a deed that are used of something else: "the storm hit Spain", "fired his aide", "released a report".

The codebook's conditions name what a word must stand with; what they let through is weighed once more by who is said to
do it to whom and by the words round it: one weight for each *mark* (data/resemblance/deeds.tsv), fitted by
`tools/codebook/fit_deeds.py` on sentences written for this project. Syntax only, so that it costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from memcon.events.codebook import classes_of
from memcon.events.predicates import Predicate
from memcon.model.syntax import Syntax

BELOW = 0
"""In hundredths of log odds: a predicate whose marks come to less is doubtful. Of events in reports nobody had tuned
to, those that fell below it and were not beyond doubt were false twice as often as the rest."""
_GRAMMAR = frozenset({"nsubj", "nsubjpass", "advmod"})
_BELOW = frozenset({"prep", "xcomp", "ccomp", "agent"})
_OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_LINKS = frozenset({"ADP", "PART"})
_WHEN = frozenset({"DATE", "TIME"})
_NOT = frozenset({"not", "n't", "never"})


def is_doubtful(syntax: Syntax, p: Predicate) -> bool:
    """True where the words of `p` more likely tell of no deed of that type between its parties: rather a blank."""
    return weight(syntax, p) < BELOW


def weight(syntax: Syntax, p: Predicate) -> int:
    """How likely `p` tells of a deed of its type, in hundredths of log odds."""
    known = _weights()
    return known[""] + sum(known.get(mark, 0) for mark in marks(syntax, p))


def marks(syntax: Syntax, p: Predicate) -> set[str]:
    """What speaks for or against `p`. `entry`, `head`, `up` are its words; `with` the words on it, by relation;
    `below` the words under those; `doer` and `done-to` what the parties are: a label of the parser, else a word class
    of the codebook, else the word."""
    labels = _labels(syntax, p)
    found = set(_own(syntax, p))
    for t in {*p.trigger, p.head}:
        for c in syntax.children[t]:
            if c not in p.trigger and c not in p.agents and c not in p.patients:
                found |= set(_beside(syntax, p, c, labels))
    verb = syntax.lemmas[p.head].lower()
    for role, tokens in (("doer", p.agents), ("done-to", p.patients)):
        for i in tokens:
            for kind in _kinds(syntax, i, labels):
                found |= {f"{role}:{kind}", f"{role}:{kind} {p.type}", f"{role}:{kind} {verb}"}
    return found


def _own(syntax: Syntax, p: Predicate) -> Iterator[str]:
    names, verb, above = p.entry.split(">"), syntax.lemmas[p.head].lower(), syntax.heads[p.head]
    yield from (f"entry:{names[-1]}", f"type:{p.type}", f"type:{p.type} {p.status}")
    yield from (f"head:{verb}", f"head:{verb} {p.type}", f"tag:{syntax.tags[p.head]}")
    if not names[0].startswith("aux"):
        yield f"outer:{names[0]}"
    inner = p.trigger[-1] if p.trigger[-1] != p.head else p.trigger[0]
    if inner != p.head:
        yield f"inner:{syntax.lemmas[inner].lower()}"
    if above != p.head and syntax.pos[above] != "AUX":
        yield f"up:{syntax.lemmas[above].lower()}/{syntax.pos[above][0]}"
    if syntax.heads[above] != above:
        top = syntax.heads[above]
        yield f"top:{syntax.lemmas[top].lower()}/{syntax.pos[top][0]}"


def _beside(syntax: Syntax, p: Predicate, c: int, labels: dict[int, str]) -> Iterator[str]:
    """Marks of a word that hangs on the predicate, and of those under it."""
    dep, lemma = syntax.deps[c], syntax.lemmas[c].lower()
    told = dep not in _GRAMMAR
    if c in labels:
        if told and labels[c] not in _WHEN:
            yield f"with-{dep}:{labels[c]}"
    elif lemma not in _NOT and syntax.pos[c] in _OPEN | _LINKS:
        yield f"with:{lemma}"
        yield from (f"with@{name}" for name in classes_of(lemma) if syntax.pos[c] == "NOUN")
        if told:
            yield f"with-{dep}:{lemma}"
            yield from (f"with-{dep}@{name}" for name in classes_of(lemma) if syntax.pos[c] == "NOUN")
    for d in syntax.children[c] if dep in _BELOW else ():
        if d in labels:
            if labels[d] not in _WHEN:
                yield f"below-{lemma}:{labels[d]}"
        elif syntax.pos[d] in _OPEN and d not in p.agents and d not in p.patients:
            yield from (f"below:{syntax.lemmas[d].lower()}", f"below-{lemma}:{syntax.lemmas[d].lower()}")


def _kinds(syntax: Syntax, i: int, labels: dict[int, str]) -> Iterator[str]:
    lemma = syntax.lemmas[i].lower()
    if i in labels:
        yield labels[i]
    elif syntax.pos[i] == "PROPN":
        yield "name"
    elif syntax.pos[i] != "PRON":
        yield from classes_of(lemma) or (lemma,)


def _labels(syntax: Syntax, p: Predicate) -> dict[int, str]:
    """The parser's label of each token of a name in the sentence of `p`."""
    first, last = syntax.sentences[syntax.sentence_of(p.head)]
    inside = (e for e in syntax.entities_in(range(first, last)) if first <= e.first)
    return {i: e.label for e in inside for i in range(e.first, e.last)}


@cache
def _weights() -> dict[str, int]:
    """Weight of each mark in hundredths; "" is what all start from."""
    text = (files("memcon") / "data" / "resemblance" / "deeds.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {mark: int(value) for mark, value in rows[1:]}
