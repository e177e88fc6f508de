"""Arguments read from the tree: subjects, objects and prepositions of verbs and nouns, through passives, control,
coordination, relative clauses and participles. All functions take and give token indices of one Syntax."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.events.codebook import codebook
from memcon.model.syntax import Syntax

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
OBJECT = frozenset({"dobj", "obj", "oprd"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Particles that the parser at times takes for prepositions: "voted down the bill".
_PARTICLES = frozenset({"up", "out", "off", "down"})


def grammar(name: str) -> frozenset[str]:
    """A word class of `data/codebook/grammar.toml`."""
    return codebook().classes[name]


def is_time(syntax: Syntax, i: int) -> bool:
    """True for words of the calendar and bare numbers: an object that says when, not who."""
    return syntax.pos[i] == "NUM" or (
        syntax.lemmas[i].lower().rstrip(".") in grammar("calendar") and syntax.deps[i] != "compound"
    )


def kids(syntax: Syntax, i: int, *deps: str) -> Iterator[int]:
    """Dependents of `i` with one of the labels, in text order."""
    labels = syntax.deps
    return (c for c in syntax.children[i] if labels[c] in deps)


def conjuncts(syntax: Syntax, i: int) -> list[int]:
    """`i` and what is coordinated with it ("A, B and C"), in text order; verbs are not pulled in under a noun."""
    found, at = [i], i
    while True:
        more = [c for c in kids(syntax, at, "conj") if syntax.pos[c] != "VERB" or syntax.pos[i] == "VERB"]
        if not more:
            return found
        found.extend(more)
        at = more[-1]


def infinitive(syntax: Syntax, v: int) -> bool:
    """True for "to go"."""
    return any(syntax.tags[c] == "TO" for c in kids(syntax, v, "aux"))


def is_passive(syntax: Syntax, v: int) -> bool:
    """True for "was expelled" and for a bare participle after its noun ("troops killed by")."""
    for c in syntax.children[v]:
        if syntax.words[c] in ("'s", "’s") and syntax.deps[c] == "auxpass" and any(kids(syntax, v, "dobj")):
            return False  # "he's closed the office"
        if syntax.deps[c] in ("auxpass", "nsubjpass", "csubjpass", "agent"):
            return True
        if syntax.deps[c] in SUBJECT or syntax.deps[c] in ("dobj", "aux"):
            return False
    return syntax.tags[v] == "VBN" and syntax.deps[v] in ("acl", "advcl")


def objects(syntax: Syntax, v: int) -> list[int]:
    """What is acted on: direct object, passive subject, gap of a relative clause, noun before a participle."""
    found = [c for c in syntax.children[v] if syntax.deps[c] in OBJECT or syntax.deps[c] in PASSIVE] or _small(
        syntax, v
    )
    if found:
        if syntax.lemmas[found[0]].lower() in RELATIVE and syntax.deps[v] == "relcl":
            found = [syntax.heads[v]]
        return [x for f in found for x in conjuncts(syntax, f)]
    if syntax.deps[v] == "acl" and syntax.tags[v] == "VBN":
        return [syntax.heads[v]]
    if syntax.deps[v] == "relcl" and _gap(syntax, v):
        return [syntax.heads[v]]
    if syntax.deps[v] == "conj":
        first = syntax.heads[v]
        if is_passive(syntax, v) or (syntax.tags[v] == "VBN" and is_passive(syntax, first)):
            return objects(syntax, first) if not any(kids(syntax, v, "nsubj")) else []
    if syntax.deps[v] == "advcl" and is_passive(syntax, v):
        return subjects(syntax, syntax.heads[v])
    misread = [
        o for p in kids(syntax, v, "prep") if syntax.words[p].lower() in _PARTICLES for o in kids(syntax, p, "pobj")
    ]
    if misread:
        return [x for o in misread for x in conjuncts(syntax, o)]
    shared = [c for c in kids(syntax, v, "conj") if syntax.pos[c] == "VERB"]
    if shared and not any(kids(syntax, v, "prep", "xcomp", "ccomp")):  # "condemned and rejected the plan"
        return [x for x in syntax.children[shared[-1]] if syntax.deps[x] == "dobj"]
    return []


def _small(syntax: Syntax, v: int) -> list[int]:
    """The subject of a clause without a verb: "found the man guilty", "called the deal a disgrace"."""
    clauses = [c for c in kids(syntax, v, "ccomp", "xcomp") if syntax.pos[c] in ("ADJ", "NOUN")]
    return [s for c in clauses if not any(kids(syntax, c, "aux", "cop")) for s in kids(syntax, c, "nsubj")]


def _gap(syntax: Syntax, v: int) -> bool:
    """True when a relative clause has its own subject and no object: "the man police detained"."""
    own = [c for c in syntax.children[v] if syntax.deps[c] in SUBJECT]
    return bool(own) and syntax.lemmas[own[0]].lower() not in RELATIVE


def subjects(syntax: Syntax, v: int, depth: int = 0) -> list[int]:
    """Who acts: subject, "by" agent of a passive, controller of an infinitive or participle, head of a relative."""
    if depth > 6:
        return []
    if is_passive(syntax, v):
        return _by(syntax, v)
    found = [c for c in syntax.children[v] if syntax.deps[c] in SUBJECT] or [
        c
        for a in kids(syntax, v, "aux", "auxpass")
        for c in kids(syntax, a, "nsubj")  # "he's closed the office"
    ]
    if found:
        head = syntax.heads[v]
        if syntax.lemmas[found[0]].lower() in RELATIVE and syntax.deps[v] == "relcl":
            if syntax.lemmas[head].lower() in grammar("messages"):
                return owners(syntax, head, depth + 1) or [head]  # "a bill that would punish X"
            return conjuncts(syntax, _whole(syntax, head, v))
        return [x for f in found for x in conjuncts(syntax, f)]
    if syntax.tags[v] in _FINITE and syntax.deps[v] in ("ROOT", "ccomp"):
        return _left_name(syntax, v)
    return _controller(syntax, v, depth)


def _left_name(syntax: Syntax, v: int) -> list[int]:
    """The name right before a finite verb without a subject: "On Friday Mr X met Y" parsed as one date."""
    at = v - 1
    while at > 0 and syntax.pos[at] in ("ADV", "AUX"):
        at -= 1
    return [at] if at >= 0 and syntax.pos[at] == "PROPN" and syntax.deps[at] == "pobj" else []


def _whole(syntax: Syntax, head: int, v: int) -> int:
    """The noun a relative clause speaks of when it hangs on a later conjunct with a plural verb; else `head`."""
    while (
        syntax.deps[head] == "conj" and syntax.tags[v] == "VBP" and syntax.pos[syntax.heads[head]] in ("NOUN", "PROPN")
    ):
        head = syntax.heads[head]
    return head


def _by(syntax: Syntax, v: int) -> list[int]:
    for c in syntax.children[v]:
        if syntax.deps[c] == "agent" or (syntax.deps[c] == "prep" and syntax.words[c].lower() == "by"):
            return [x for p in kids(syntax, c, "pobj") for x in conjuncts(syntax, p)]
    if syntax.deps[v] == "conj" and is_passive(syntax, syntax.heads[v]):
        return _by(syntax, syntax.heads[v])
    return []


def _controller(syntax: Syntax, v: int, depth: int) -> list[int]:
    dep, head = syntax.deps[v], syntax.heads[v]
    if dep == "conj":
        if is_passive(syntax, head) and syntax.tags[v] != "VBN":
            return [x for c in syntax.children[head] if syntax.deps[c] in PASSIVE for x in conjuncts(syntax, c)]
        return subjects(syntax, head, depth + 1) if syntax.pos[head] in ("VERB", "AUX") else []
    if dep in ("xcomp", "ccomp"):
        return _control_of(syntax, head, depth)
    if dep in ("acl", "relcl"):
        if syntax.tags[v] == "VBG" and syntax.lemmas[head].lower() not in grammar("messages"):
            return conjuncts(syntax, head)
        if syntax.deps[head] == "attr":  # "X was the first to visit"
            return subjects(syntax, syntax.heads[head], depth + 1)
        return owners(syntax, head, depth + 1)  # "its decision to withdraw", "X made a promise to help"
    if dep == "advcl":
        sent = objects(syntax, head) if infinitive(syntax, v) and syntax.lemmas[head] in grammar("sending") else []
        return sent or surface_subject(syntax, head, depth + 1)
    if dep == "pcomp":
        up = syntax.heads[head]
        if syntax.pos[up] in ("VERB", "AUX"):
            return objects(syntax, up) if _object_acts(syntax, up, head) else subjects(syntax, up, depth + 1)
        return owners(syntax, up, depth + 1)
    return []


def _control_of(syntax: Syntax, head: int, depth: int) -> list[int]:
    """Subject of an infinitive under `head`: its object ("urged X to go"), else its subject ("agreed to go")."""
    if syntax.pos[head] not in ("VERB", "AUX"):
        if syntax.pos[head] == "ADJ":  # "is ready to send"
            return surface_subject(syntax, syntax.heads[head], depth + 1)
        return owners(syntax, head, depth + 1)
    found = objects(syntax, head)
    if found and syntax.lemmas[head] not in grammar("keeps-subject"):
        return found
    for p in kids(syntax, head, "prep", "prt", "advmod"):  # "called on X to go", "appealed to X to go"
        if syntax.words[p].lower() in ("on", "upon", "to", "with", "for"):
            below = [x for c in kids(syntax, p, "pobj") for x in conjuncts(syntax, c)]
            if below:
                return below
    return surface_subject(syntax, head, depth + 1)


def _object_acts(syntax: Syntax, verb: int, prep: int) -> bool:
    """True where the object is the one who does what the preposition's clause says: "accused X of attacking"."""
    word = syntax.words[prep].lower()
    if word in ("of", "from", "into"):
        return True
    return word == "for" and syntax.lemmas[verb] in grammar("acts-for")


def surface_subject(syntax: Syntax, v: int, depth: int = 0) -> list[int]:
    """The grammatical subject, also of a passive ("was asked to go": who was asked)."""
    for c in syntax.children[v]:
        if syntax.deps[c] in PASSIVE:
            return conjuncts(syntax, c)
    if is_passive(syntax, v):
        return objects(syntax, v)
    return subjects(syntax, v, depth)


def owners(syntax: Syntax, n: int, depth: int = 0) -> list[int]:
    """Whose an action noun is: "its", "X's", "by X", "of X" for a bare one, an adjective of nationality before it, or
    the subject of the verb whose object it is ("launched an attack")."""
    for c in kids(syntax, n, "poss"):
        if syntax.words[c].lower() in ("our", "my"):  # whoever speaks
            return [c]
        if syntax.pos[c] == "PRON" and depth <= 6:  # "expressed its support": the subject's
            return surface_subject(syntax, _verb_over(syntax, n), depth + 1) or [c]
        return conjuncts(syntax, c)
    found = _by(syntax, n)
    if found:
        return found
    for c in kids(syntax, n, "compound", "amod", "nmod"):
        if syntax.pos[c] == "PROPN" or (syntax.pos[c] == "ADJ" and syntax.words[c][0].isupper()):
            return [c]
    if syntax.deps[n] in OBJECT and depth <= 6:
        return subjects(syntax, syntax.heads[n], depth + 1)
    return []


def _verb_over(syntax: Syntax, at: int) -> int:
    while syntax.pos[at] not in ("VERB", "AUX") and syntax.heads[at] != at:
        at = syntax.heads[at]
    return at


def is_word(syntax: Syntax, i: int, words: frozenset[str]) -> bool:
    """True when token `i`, or the hyphened word it ends ("cease-fire"), is one of `words`."""
    lemma = syntax.lemmas[i].lower()
    if lemma in words:
        return True
    if i >= 2 and syntax.words[i - 1] == "-" and syntax.ends[i - 1] == syntax.starts[i]:
        return f"{syntax.words[i - 2].lower()}-{lemma}" in words or f"{syntax.words[i - 2].lower()}{lemma}" in words
    return False


def content(syntax: Syntax, n: int) -> int:
    """The noun that counts: "a series of talks" gives "talks"."""
    for _ in range(3):
        if syntax.lemmas[n].lower() not in grammar("partitive") and syntax.pos[n] != "NUM":
            return n
        links = ("of", "in") if syntax.lemmas[n].lower() in grammar("sums") or syntax.pos[n] == "NUM" else ("of",)
        below = next(
            (o for p in kids(syntax, n, "prep") if syntax.words[p].lower() in links for o in kids(syntax, p, "pobj")),
            None,
        )
        if below is None:
            return n
        n = below
    return n


def prepositions(syntax: Syntax, i: int) -> Iterator[tuple[str, int, int]]:
    """(preposition, its token, its object) of all that hangs on `i`; "from among", "along with" give the last word.
    Coordinated objects follow one another."""
    for p in syntax.children[i]:
        if syntax.deps[p] in ("advcl", "xcomp", "ccomp"):  # "calling for X to go"
            yield from _for_to(syntax, p)
        if syntax.deps[p] not in ("prep", "agent", "dative", "prt", "advmod", "npadvmod"):
            continue
        yield from _objects_of(syntax, p)


def _for_to(syntax: Syntax, v: int) -> Iterator[tuple[str, int, int]]:
    """The subject of a clause that "for" opens."""
    for m in kids(syntax, v, "mark"):
        if syntax.words[m].lower() == "for":
            for s in kids(syntax, v, "nsubj", "nsubjpass"):
                yield from (("for", m, x) for x in conjuncts(syntax, s))


def _objects_of(syntax: Syntax, p: int) -> Iterator[tuple[str, int, int]]:
    word = syntax.words[p].lower()
    for c in syntax.children[p]:
        dep = syntax.deps[c]
        if dep in ("pobj", "pcomp"):
            for x in conjuncts(syntax, c):
                yield word, p, x
        elif dep == "prep" or (dep == "conj" and syntax.pos[c] in ("ADP", "SCONJ")):
            yield from _objects_of(syntax, c)
