"""Looking words up in the codebook: which entries fit a verb, noun or adjective where it stands in the tree."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from memcon.events.codebook import Codebook, Entry, Pattern, codebook
from memcon.events.frames import content, grammar, infinitive, is_time, is_word, kids, objects, prepositions, subjects
from memcon.model.syntax import Syntax

VERBAL = frozenset({"VERB", "AUX"})
PARTICLE = frozenset({"prt", "advmod", "prep", "npadvmod", "acomp", "oprd", "ccomp", "xcomp", "intj"})
_MOVES = frozenset("up out off down over back away in through aside forth".split())
_OPEN = frozenset({"VERB", "AUX", "NOUN", "ADJ"})


class Hit(NamedTuple):
    """A codebook pattern whose conditions hold at a token; `taken`: the object nouns it named."""

    token: int
    pattern: Pattern
    noun: bool
    taken: tuple[int, ...]
    entry: Entry


class Word(NamedTuple):
    """What the codebook has for one token: operators, best first, an event of its own, or both."""

    operators: tuple[Hit, ...]
    plain: Hit | None

    @property
    def typed(self) -> Hit | None:
        """The operator that is an event by itself where it governs none."""
        return next((h for h in self.operators if h.entry.type), None)


def look_up(syntax: Syntax, book: Codebook, first: int, last: int) -> dict[int, Word]:
    """What the codebook has for the tokens `first` to `last` (exclusive), by token; the unknown left out."""
    found: dict[int, Word] = {}
    hyphened = _hyphened(syntax, first, last)
    for i in range(first, last):
        kind = syntax.pos[i]
        if kind not in _OPEN:
            continue
        word = syntax.words[i].lower()
        lemma = hyphened.get(i) or book.forms.get(word) or syntax.lemmas[i].lower()
        if kind in VERBAL:
            hits = _verb_hits(syntax, book, book.verbs.get(lemma), i)
        elif kind == "NOUN":
            hits = _noun_hits(syntax, book, book.nouns.get(lemma), i)
        elif kind == "ADJ":
            hits = _adjective_hits(syntax, book.adjectives.get(lemma), i)
        else:
            continue
        picked = _pick(hits)
        if picked is not None:
            found[i] = picked
    return found


def _hyphened(syntax: Syntax, first: int, last: int) -> dict[int, str]:
    """Words the parser splits at a hyphen ("sit-in", "test-fired"), at the part that governs the other."""
    found: dict[int, str] = {}
    for k in range(first + 1, last - 1):
        if syntax.words[k] == "-" and syntax.ends[k - 1] == syntax.starts[k] and syntax.ends[k] == syntax.starts[k + 1]:
            whole = f"{syntax.words[k - 1].lower()}-{syntax.lemmas[k + 1].lower()}"
            if whole in _hyphen_words():
                found[k - 1 if syntax.heads[k + 1] == k - 1 else k + 1] = whole
    return found


@cache
def _hyphen_words() -> frozenset[str]:
    book = codebook()
    return frozenset(w for index in (book.verbs, book.nouns) for w in index if "-" in w)


def _pick(hits: list[Hit]) -> Word | None:
    """The best operator and the best plain reading (patterns come best first); a plain one with more of its conditions
    named outweighs the operator."""
    operators = tuple(h for h in hits if h.entry.operator)
    operators = tuple(h for h in operators if h.pattern.weight == operators[0].pattern.weight)
    plain = next((h for h in hits if not h.entry.operator), None)
    if plain is not None:
        operators = tuple(h for h in operators if h.pattern.weight >= plain.pattern.weight)
        if operators and operators[0].pattern.weight > plain.pattern.weight:
            plain = None
    return None if not operators and plain is None else Word(operators, plain)


def _verb_hits(syntax: Syntax, book: Codebook, patterns: tuple[Pattern, ...] | None, v: int) -> list[Hit]:
    if not patterns or syntax.deps[v] in ("amod", "aux", "auxpass", "compound"):
        return []
    found: list[Hit] = []
    around = objects(syntax, v)
    for pattern in patterns:
        if any(pattern.entry.operator == h.entry.operator for h in found):
            continue
        taken = _verb_fits(syntax, pattern, v, around)
        if taken is not None:
            found.append(Hit(v, pattern, False, taken, _nearby(syntax, book, pattern.entry, v)))
    return found


def _nearby(syntax: Syntax, book: Codebook, entry: Entry, at: int) -> Entry:
    """The entry that takes over because of a word in the clause, else `entry`."""
    if entry.together is not None and _jointly(syntax, at):
        return book.entries[entry.together]
    for name, other in entry.by.items():
        if any(is_word(syntax, s, book.classes[name]) for s in subjects(syntax, at)):
            return book.entries[other]
    for name, other in entry.near.items():
        words = book.classes[name]
        if any(syntax.lemmas[i].lower() in words for i in own_words(syntax, at)):
            return book.entries[other]
    return entry


def _jointly(syntax: Syntax, at: int) -> bool:
    """True when two names do it, or one does it with another."""
    top = at
    while syntax.pos[top] not in VERBAL and syntax.heads[top] != top:
        top = syntax.heads[top]
    doers = [s for s in subjects(syntax, top) if syntax.pos[s] == "PROPN"]
    objects_of = [top, *objects(syntax, top)]
    return len(doers) >= 2 or any(
        p == "with" and syntax.pos[o] == "PROPN" for i in objects_of for p, _, o in prepositions(syntax, i)
    )


def own_words(syntax: Syntax, at: int) -> list[int]:
    """The words of the clause round `at`, without relative and reported clauses and coordinated verbs."""
    top = at
    while (syntax.pos[top] not in VERBAL or syntax.deps[top] == "xcomp") and syntax.heads[top] != top:
        top = syntax.heads[top]
    found, stack = [], [top]
    while stack:
        i = stack.pop()
        found.append(i)
        for c in syntax.children[i]:
            other = syntax.deps[c] in ("conj", "advcl") and any(kids(syntax, c, "nsubj", "nsubjpass"))
            if syntax.deps[c] not in ("relcl", "ccomp") and not other:
                stack += [c]
    return found


def _verb_fits(syntax: Syntax, pattern: Pattern, v: int, found: list[int]) -> tuple[int, ...] | None:
    """The object nouns the pattern names when all its conditions hold at `v`, else None."""
    if pattern.particle is not None and not _has_particle(syntax, v, pattern.particle, found):
        return None
    if (
        (pattern.bare and found)
        or (pattern.full and not found)
        or (pattern.entry.operator == "request" and _asks_whether(syntax, v))
    ):
        return None
    heads = [content(syntax, o) for o in found]
    if pattern.barred is not None and any(syntax.lemmas[o].lower() in pattern.barred for o in heads):
        return None
    taken: tuple[int, ...] = ()
    if pattern.objects is not None:
        taken = tuple(o for o in heads if _in_class(syntax, pattern, o))
        if not taken:
            return None
        taken = () if pattern.names else taken
    for prep, words in pattern.preps:
        below = [
            o
            for at in (v, *found)
            for p, _, x in prepositions(syntax, at)
            if p == prep and _fits(syntax, o := content(syntax, x), words)
        ]
        if not below:
            return None
        if words is not None and "person" not in words:
            taken += tuple(below)
    return taken


def _asks_whether(syntax: Syntax, v: int) -> bool:
    """True for a question rather than a request: "asked whether", "asked how"."""
    if _if_it_is(syntax, v):
        return True
    for c in kids(syntax, v, "ccomp"):
        first = min(syntax.subtree(c))
        if syntax.words[first].lower() in ("whether", "if", "how", "why", "what", "when", "where", "who") and first > v:
            return True
        told = {syntax.lemmas[a] for a in kids(syntax, c, "aux", "auxpass")}
        if syntax.tags[c] == "VBZ" or (told & {"be", "have", "do", "will"} and not told & {"must", "should"}):
            return True  # "insists that it is right"
    return False


def _if_it_is(syntax: Syntax, v: int) -> bool:
    """ "asked X during lunch if it was true": nothing is asked for."""
    if syntax.lemmas[v] != "ask" or any(infinitive(syntax, c) for c in kids(syntax, v, "xcomp", "ccomp", "advcl")):
        return False
    return any(syntax.words[m].lower() == "if" for c in kids(syntax, v, "advcl") for m in kids(syntax, c, "mark"))


def _fits(syntax: Syntax, o: int, words: frozenset[str] | None) -> bool:
    if words is None:
        return not is_time(syntax, o)
    return is_word(syntax, o, words) or (
        "person" in words and syntax.pos[o] in ("PROPN", "PRON") and not is_time(syntax, o)
    )


def _in_class(syntax: Syntax, pattern: Pattern, o: int) -> bool:
    if pattern.objects is None or is_word(syntax, o, pattern.objects):
        return True
    if syntax.lemmas[o].lower() in grammar("containers") and any(
        syntax.lemmas[c].lower() in pattern.objects for c in kids(syntax, o, "compound")
    ):
        return True
    if "million" in pattern.objects and _is_sum(syntax, o):
        return True
    named = pattern.names and not pattern.objects.isdisjoint(("person", "city", "ambassador"))
    return named and (syntax.pos[o] == "PROPN" or (syntax.pos[o] == "PRON" and "person" in pattern.objects))


def _is_sum(syntax: Syntax, o: int) -> bool:
    """True for an amount of money: "$5 million", "5 million crowns"."""
    near = (o, *syntax.children[o])
    return any(
        syntax.tags[c] == "$" or syntax.words[c] in ("€", "£") or syntax.lemmas[c] in ("million", "billion")
        for c in near
    )


def _has_particle(syntax: Syntax, v: int, word: str, found: list[int]) -> bool:
    """True when the pattern's particle stands with the verb, or what a special one asks for holds."""
    if word in TOLD and word != "^":
        return TOLD[word](syntax, v) is not None
    special = _special(syntax, v, word, found)
    if special is not None:
        return special
    if word in _MOVES:
        return any(
            syntax.words[c].lower() == word and _moves(syntax, c) for at in (v, *found) for c in syntax.children[at]
        )
    return any(
        syntax.words[c].lower() == word
        and (word != "no" or c > v)  # "No," she said
        and (syntax.deps[c] in PARTICLE or (word == "free" and syntax.deps[c] == "amod"))
        for at in (v, *found)
        for c in syntax.children[at]
    )


def _special(syntax: Syntax, v: int, word: str, found: list[int]) -> bool | None:
    """What stands for a complement rather than a word; None for a particle proper."""
    if word == "to":
        return any(infinitive(syntax, c) for c in kids(syntax, v, "xcomp", "ccomp", "advcl"))
    if word == "^":  # another is to do it: "wants X to go", not "wants to go"
        inner = [c for c in kids(syntax, v, "ccomp", "xcomp") if infinitive(syntax, c)]
        return any(found or any(kids(syntax, c, "nsubj", "nsubjpass")) for c in inner)
    if word == "commanded":
        return any(_bare(syntax, c) for c in kids(syntax, v, "ccomp", "xcomp"))
    if word == "~":  # no complement: "called X", not "called X a liar" or "called out X"
        return not any(kids(syntax, v, "prt")) and not any(
            syntax.pos[c] in ("NOUN", "PROPN", "ADJ") for c in kids(syntax, v, "oprd", "ccomp", "xcomp", "acomp")
        )
    if word in ("guilty", "unguilty"):
        return any(_not(syntax, c) == (word == "unguilty") for c in _complements(syntax, v, "guilty"))
    if word == "dative":
        return any(kids(syntax, v, "dative"))
    if word in ("bad", "good"):
        words = codebook().classes[word]
        return any(_judged(syntax, c, words) for c in kids(syntax, v, "oprd", "ccomp", "xcomp", "attr", "prep"))
    return None


def another(syntax: Syntax, v: int) -> int | None:
    """The subject of an infinitive that is not the verb's own ("helped X to go")."""
    inner = (c for c in kids(syntax, v, "ccomp", "xcomp") if infinitive(syntax, c))
    return next((s for c in inner for s in kids(syntax, c, "nsubj")), None)


def _bare(syntax: Syntax, c: int) -> bool:
    """True for a command: the base form with nothing before it."""
    return syntax.tags[c] == "VB" and not any(kids(syntax, c, "aux", "nsubj", "nsubjpass", "mark"))


def _complements(syntax: Syntax, v: int, word: str) -> list[int]:
    """Where `word` stands as what the verb finds its object to be."""
    return [c for c in syntax.children[v] if syntax.words[c].lower() == word and syntax.deps[c] in PARTICLE]


def _not(syntax: Syntax, c: int) -> bool:
    return any(syntax.words[x].lower() == "not" for x in syntax.children[c]) or syntax.words[c - 1].lower() == "not"


def blamed(syntax: Syntax, v: int) -> int | None:
    """The subject of a reported clause that holds it responsible ("said that X was behind the raid")."""
    for c in kids(syntax, v, "ccomp"):
        if any(
            syntax.lemmas[x].lower() in ("responsible", "guilty", "complicit", "behind") for x in syntax.children[c]
        ):
            return next(kids(syntax, c, "nsubj"), None)
    return None


def doomed(syntax: Syntax, v: int) -> int | None:
    """The subject of a reported clause that foretells it harm ("said that X would pay a price", "X would be crushed"),
    if not the speaker."""
    for c in kids(syntax, v, "ccomp"):
        ahead = any(
            syntax.words[a].lower() in ("will", "would", "'ll", "shall") for a in kids(syntax, c, "aux", "auxpass")
        )
        if not ahead and syntax.lemmas[c] != "risk":
            continue
        passive = next(kids(syntax, c, "nsubjpass"), None)
        who = passive if passive is not None else next(kids(syntax, c, "nsubj"), None)
        if who is None or syntax.pos[who] == "PRON":
            continue
        if syntax.lemmas[c] in grammar("suffering" if passive is None else "punishing"):
            bears = {syntax.lemmas[content(syntax, o)].lower() for o in objects(syntax, c)}
            alone = syntax.lemmas[c] in ("suffer", "regret", "rue") or any(
                p == "for" for p, _, _ in prepositions(syntax, c)
            )
            if passive is not None or (not bears and alone) or bears & grammar("harms"):
                return who
    return None


def decried(syntax: Syntax, v: int) -> int | None:
    """The subject of a reported clause that calls it wrong ("said that the raid was a crime"), if not the speaker."""
    for c in kids(syntax, v, "ccomp"):
        who = next(kids(syntax, c, "nsubj"), None)
        if who is None or syntax.lemmas[c] != "be" or syntax.pos[who] == "PRON" or any(kids(syntax, c, "neg")):
            continue
        if any(_judged(syntax, c2, grammar("damning")) for c2 in kids(syntax, c, "attr", "acomp")):
            return who
    return None


def _moves(syntax: Syntax, c: int) -> bool:
    """A particle, not a preposition with its noun ("took over the town", not "over the fishing grounds")."""
    return syntax.deps[c] in ("prt", "advmod", "acomp", "npadvmod", "oprd") or (
        syntax.deps[c] == "prep"
        and (syntax.words[c].lower() in ("up", "out", "off", "down") or not any(kids(syntax, c, "pobj")))
    )


def _judged(syntax: Syntax, i: int, words: frozenset[str]) -> bool:
    """True when a complement ("a disgrace", "as unlawful") holds one of the words in itself or what describes it."""
    if _not(syntax, i):
        return False
    if syntax.pos[i] == "ADP":
        return any(_judged(syntax, o, words) for o in kids(syntax, i, "pobj", "amod", "pcomp"))
    return any(
        syntax.lemmas[x].lower() in words for x in (i, *kids(syntax, i, "amod", "compound", "nmod", "acomp", "attr"))
    )


def obliged(syntax: Syntax, v: int) -> int | None:
    """The subject of a clause of obligation that `v` reports ("said that X must go"), if not the speaker."""
    for c in kids(syntax, v, "ccomp"):
        words = {syntax.words[a].lower() for a in kids(syntax, c, "aux")}
        needs = syntax.lemmas[c] in ("need", "require") and any(kids(syntax, c, "auxpass"))
        needs = needs or (
            syntax.lemmas[c] in ("need", "have") and any(infinitive(syntax, x) for x in kids(syntax, c, "xcomp"))
        )
        if not (words & {"must", "should", "ought"} or needs):
            continue
        who = next(kids(syntax, c, "nsubj", "nsubjpass"), None)
        inverted = any(a < who for a in kids(syntax, c, "aux")) if who is not None else False
        if who is not None and syntax.pos[who] != "PRON" and not inverted:
            return who
    return None


# Particles that stand for what is said of another in a clause below the verb: whom it is said of.
TOLD: dict[str, Callable[[Syntax, int], int | None]] = {
    "must": obliged,
    "blamed": blamed,
    "doomed": doomed,
    "decried": decried,
    "^": another,
}


def _noun_hits(syntax: Syntax, book: Codebook, patterns: tuple[Pattern, ...] | None, n: int) -> list[Hit]:
    if not patterns or syntax.deps[n] in ("compound", "npadvmod", "nmod", "amod"):
        return []
    found: list[Hit] = []
    modifiers = {syntax.lemmas[c].lower() for c in kids(syntax, n, "compound", "amod", "nmod")}
    for pattern in patterns:
        if pattern.particle is not None and modifiers.isdisjoint(pattern.particle.split("|")):
            continue
        if all(_noun_prep(syntax, n, prep, words) for prep, words in pattern.preps):
            found.append(Hit(n, pattern, True, (), _nearby(syntax, book, pattern.entry, n)))
    return found


def _noun_prep(syntax: Syntax, n: int, prep: str, words: frozenset[str] | None) -> bool:
    if prep == "to" and words is None and any(infinitive(syntax, c) for c in kids(syntax, n, "acl", "relcl", "xcomp")):
        return True
    return any(p == prep and _fits(syntax, content(syntax, o), words) for p, _, o in prepositions(syntax, n))


def _adjective_hits(syntax: Syntax, patterns: tuple[Pattern, ...] | None, a: int) -> list[Hit]:
    if not patterns or syntax.deps[a] not in ("acomp", "ROOT", "conj", "attr", "oprd", "ccomp", "advcl", "acl"):
        return []
    fit = [p for p in patterns if all(_noun_prep(syntax, a, prep, words) for prep, words in p.preps)]
    return [Hit(a, p, False, (), p.entry) for p in fit]
