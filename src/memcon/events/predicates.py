"""The coder's engine: predicates with their arguments, type and status, read from the syntax of one sentence.

First every word is looked up in the codebook (a *hit* when its conditions hold). Then each hit climbs the tree: through
operators that govern it ("agreed to", "refused to", "halted", "called for"), which change its type by their table, and
through support verbs ("held", "launched"), which lend it their subject. What an operator governs is thereby consumed:
"refused to hold talks" is one REJECT, not a CONSULT.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from memcon.events.codebook import Codebook, Entry, Pattern, codebook
from memcon.events.frames import (
    conjuncts, content, is_time, is_word, kids, objects, owners, prepositions, subjects, surface_subject,
)  # fmt: skip
from memcon.model.span import Span
from memcon.model.syntax import Syntax

_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSE = frozenset({"xcomp", "ccomp", "pcomp"})
_NOMINAL = frozenset({"dobj", "nsubjpass", "oprd", "attr", "dative"})
_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_MAYBE = frozenset({"may", "might", "could", "would", "should", "can", "must", "ca", "ought", "'d"})
_CONDITION = frozenset({"if", "unless", "whether", "lest", "should", "provided"})
_TEMPORAL = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"})
_STOP = frozenset({"relcl", "parataxis"})
_PARTICLE = frozenset({"prt", "advmod", "prep", "npadvmod", "acomp", "oprd", "ccomp", "xcomp", "intj"})
# "aid deliveries", "arms shipments": the compound says what it is.
_CONTAINERS = frozenset(
    "delivery shipment package flow supply programme program payment convoy worker operation budget transfer consignment "
    "cooperation co-operation contribution project mission sale export import campaign measure convoy effort".split()
)
_GIVING = frozenset({"AGREE", "CONCEDE"})
_MOVES = frozenset("up out off down over back away in through aside forth".split())
_OPEN = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_NEVER = frozenset({"not", "n't", "never", "no", "neither", "nor"})


class Predicate(NamedTuple):
    """One coded predicate. Token numbers index the Syntax.

    `entry`: codebook entries from the outermost operator to the event, joined by ">". `base`: the type before operators.
    `head`: the token the arguments hang on. `trigger`: all tokens that fired. `agents`, `patients`: heads, conjuncts
    spelt out. `roles`: (preposition or "obj", "subj", "dative", "poss") to heads. `symmetric`: all take part alike.
    `strength`: 1 for a full predicate, less for a bare noun or a purpose clause.
    """

    entry: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    intensity: float
    status: str
    base: str
    head: int
    trigger: tuple[int, ...]
    trigger_span: Span
    clause: Span
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    roles: tuple[tuple[str, tuple[int, ...]], ...]
    symmetric: bool
    strength: float


class _Hit(NamedTuple):
    """A codebook pattern whose conditions hold at a token; `taken`: the object nouns it named."""

    token: int
    pattern: Pattern
    noun: bool
    taken: tuple[int, ...]
    entry: Entry


class _Word(NamedTuple):
    """What the codebook has for one token: operators, best first, an event of its own, or both."""

    operators: tuple[_Hit, ...]
    plain: _Hit | None

    @property
    def typed(self) -> _Hit | None:
        """The operator that is an event by itself where it governs none."""
        return next((h for h in self.operators if h.entry.type), None)


class _Coded(NamedTuple):
    """A hit with the operators above it, outermost last, and what came of them."""

    hit: _Hit
    chain: tuple[_Hit, ...]
    type: str
    status: str
    names: tuple[str, ...]


def find_predicates(syntax: Syntax, sentence_index: int) -> list[Predicate]:
    """All predicates of sentence `sentence_index` that the codebook codes, by head token; consumed ones are left out."""
    book = codebook()
    first, last = syntax.sentences[sentence_index]
    words = _words(syntax, book, first, last)
    if not words:
        return []
    kept = _kept(words, [_climb(syntax, book, words, h) for h in _starts(words)])
    marks = _temporal(syntax, first, last)
    coded = [_predicate(syntax, book, c, marks) for c in sorted(kept, key=lambda c: c.hit.token)]
    return [p for p in coded if not _void(syntax, book, p)]


def _void(syntax: Syntax, book: Codebook, p: Predicate) -> bool:
    """True for storms that "hit", illnesses that are "fought" and goals that are "shot"."""
    for void in book.voids:
        if p.type not in void.types and p.base not in void.types:
            continue
        places = {"agent": p.agents, "patient": p.patients, "near": ()}[void.where]
        if void.where == "near":
            places = tuple(_own_words(syntax, p.head))
        if any(syntax.lemmas[i].lower() in void.words for i in places):
            return True
    return False


def _starts(words: dict[int, _Word]) -> list[_Hit]:
    """Hits that may become events: not the nouns that a verb pattern has named already."""
    hits = [h for w in words.values() for h in (w.typed, w.plain) if h is not None]
    taken = {t for h in hits for t in h.taken}
    return [h for h in hits if h.token not in taken]


def _kept(words: dict[int, _Word], coded: list[_Coded]) -> list[_Coded]:
    """What no operator has consumed; where a word has two readings, the operator's if it has a type."""
    used = {h.token for c in coded for h in c.chain}
    found: list[_Coded] = []
    for c in coded:
        word = words[c.hit.token]
        if c.type and c.hit.token not in used and not (word.typed is not None and c.hit is word.plain):
            found.append(c)
    return found


# --- looking up -----------------------------------------------------------------------------------------------------


def _words(syntax: Syntax, book: Codebook, first: int, last: int) -> dict[int, _Word]:
    found: dict[int, _Word] = {}
    hyphened = _hyphened(syntax, first, last)
    for i in range(first, last):
        kind = syntax.pos[i]
        if kind not in _OPEN:
            continue
        word = syntax.words[i].lower()
        lemma = hyphened.get(i) or book.forms.get(word) or syntax.lemmas[i].lower()
        if kind in _VERBAL:
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


def _pick(hits: list[_Hit]) -> _Word | None:
    """The best operator and the best plain reading (patterns come best first); a plain one with more of its conditions
    named outweighs the operator."""
    operators = tuple(h for h in hits if h.entry.operator)
    plain = next((h for h in hits if not h.entry.operator), None)
    if plain is not None:
        operators = tuple(h for h in operators if h.pattern.weight >= plain.pattern.weight)
        if operators and operators[0].pattern.weight > plain.pattern.weight:
            plain = None
    return None if not operators and plain is None else _Word(operators, plain)


def _verb_hits(syntax: Syntax, book: Codebook, patterns: tuple[Pattern, ...] | None, v: int) -> list[_Hit]:
    if not patterns or syntax.deps[v] in ("amod", "aux", "auxpass", "compound"):
        return []
    found: list[_Hit] = []
    around = objects(syntax, v)
    for pattern in patterns:
        if any(pattern.entry.operator == h.entry.operator for h in found):
            continue
        taken = _verb_fits(syntax, pattern, v, around)
        if taken is not None:
            found.append(_Hit(v, pattern, False, taken, _nearby(syntax, book, pattern.entry, v)))
    return found


def _nearby(syntax: Syntax, book: Codebook, entry: Entry, at: int) -> Entry:
    """The entry that takes over because of a word in the clause, else `entry`."""
    for name, other in entry.near.items():
        words = book.classes[name]
        if any(syntax.lemmas[i].lower() in words for i in _own_words(syntax, at)):
            return book.entries[other]
    return entry


def _own_words(syntax: Syntax, at: int) -> list[int]:
    """The words of the clause round `at`, without relative and reported clauses and coordinated verbs."""
    top = at
    while (syntax.pos[top] not in _VERBAL or syntax.deps[top] == "xcomp") and syntax.heads[top] != top:
        top = syntax.heads[top]
    found, stack = [], [top]
    while stack:
        i = stack.pop()
        found.append(i)
        for c in syntax.children[i]:
            if syntax.deps[c] not in ("relcl", "ccomp") and not (syntax.deps[c] in ("conj", "advcl") and any(kids(syntax, c, "nsubj", "nsubjpass"))):
                stack.append(c)
    return found


def _verb_fits(syntax: Syntax, pattern: Pattern, v: int, found: list[int]) -> tuple[int, ...] | None:
    """The object nouns the pattern names when all its conditions hold at `v`, else None."""
    if pattern.particle is not None and not _has_particle(syntax, v, pattern.particle, found):
        return None
    if (pattern.bare and found) or (pattern.entry.operator == "request" and _asks_whether(syntax, v)):
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
        below = [o for at in (v, *found) for p, _, x in prepositions(syntax, at) if p == prep and _fits(syntax, o := content(syntax, x), words)]
        if not below:
            return None
        if words is not None and "person" not in words:
            taken += tuple(below)
    return taken


def _asks_whether(syntax: Syntax, v: int) -> bool:
    """True for a question rather than a request: "asked whether", "asked how"."""
    for c in kids(syntax, v, "ccomp"):
        first = min(syntax.subtree(c))
        if syntax.words[first].lower() in ("whether", "if", "how", "why", "what", "when", "where", "who") and first > v:
            return True
    return False


def _fits(syntax: Syntax, o: int, words: frozenset[str] | None) -> bool:
    if words is None:
        return not is_time(syntax, o)
    return is_word(syntax, o, words) or ("person" in words and syntax.pos[o] in ("PROPN", "PRON") and not is_time(syntax, o))


def _in_class(syntax: Syntax, pattern: Pattern, o: int) -> bool:
    if pattern.objects is None or is_word(syntax, o, pattern.objects):
        return True
    if syntax.lemmas[o].lower() in _CONTAINERS and any(syntax.lemmas[c].lower() in pattern.objects for c in kids(syntax, o, "compound")):
        return True
    if "million" in pattern.objects and _is_sum(syntax, o):
        return True
    named = pattern.names and not pattern.objects.isdisjoint(("person", "city", "ambassador"))
    return named and (syntax.pos[o] == "PROPN" or (syntax.pos[o] == "PRON" and "person" in pattern.objects))


def _is_sum(syntax: Syntax, o: int) -> bool:
    """True for an amount of money: "$5 million", "5 million crowns"."""
    near = (o, *syntax.children[o])
    return any(syntax.tags[c] == "$" or syntax.words[c] in ("€", "£") or syntax.lemmas[c] in ("million", "billion") for c in near)


def _has_particle(syntax: Syntax, v: int, word: str, found: list[int]) -> bool:
    if word == "to":
        return any(_infinitive(syntax, c) for c in kids(syntax, v, "xcomp", "ccomp", "advcl"))
    if word == "must":
        return _obliged(syntax, v) is not None
    if word == "blamed":
        return _blamed(syntax, v) is not None
    if word == "dative":
        return any(kids(syntax, v, "dative"))
    if word in ("bad", "good"):
        return any(_judged(syntax, c, codebook().classes[word]) for c in kids(syntax, v, "oprd", "ccomp", "xcomp", "attr", "prep"))
    if word in _MOVES:
        return any(syntax.words[c].lower() == word and _moves(syntax, c) for at in (v, *found) for c in syntax.children[at])
    return any(syntax.words[c].lower() == word and syntax.deps[c] in _PARTICLE for at in (v, *found) for c in syntax.children[at])


def _blamed(syntax: Syntax, v: int) -> int | None:
    """The subject of a reported clause that holds it responsible ("said that X was behind the raid")."""
    for c in kids(syntax, v, "ccomp"):
        if any(syntax.lemmas[x].lower() in ("responsible", "guilty", "complicit", "behind") for x in syntax.children[c]):
            return next(kids(syntax, c, "nsubj"), None)
    return None


def _moves(syntax: Syntax, c: int) -> bool:
    """A particle, not a preposition with its noun ("took over the town", not "over the fishing grounds")."""
    return syntax.deps[c] in ("prt", "advmod", "acomp", "npadvmod", "oprd") or (
        syntax.deps[c] == "prep" and (syntax.words[c].lower() in ("up", "out", "off", "down") or not any(kids(syntax, c, "pobj")))
    )


def _judged(syntax: Syntax, i: int, words: frozenset[str]) -> bool:
    """True when a complement ("a disgrace", "as unlawful") holds one of the words in itself or what describes it."""
    if syntax.pos[i] == "ADP":
        return any(_judged(syntax, o, words) for o in kids(syntax, i, "pobj", "amod", "pcomp"))
    return any(syntax.lemmas[x].lower() in words for x in (i, *kids(syntax, i, "amod", "compound", "nmod", "acomp", "attr")))


def _obliged(syntax: Syntax, v: int) -> int | None:
    """The subject of a clause of obligation that `v` reports ("said that X must go"), when it is another than the speaker."""
    for c in kids(syntax, v, "ccomp"):
        words = {syntax.words[a].lower() for a in kids(syntax, c, "aux")}
        needs = syntax.lemmas[c] in ("need", "have") and any(_infinitive(syntax, x) for x in kids(syntax, c, "xcomp"))
        if not (words & {"must", "should", "ought"} or needs):
            continue
        who = next(kids(syntax, c, "nsubj", "nsubjpass"), None)
        inverted = any(a < who for a in kids(syntax, c, "aux")) if who is not None else False
        if who is not None and syntax.pos[who] != "PRON" and not inverted:
            return who
    return None


def _noun_hits(syntax: Syntax, book: Codebook, patterns: tuple[Pattern, ...] | None, n: int) -> list[_Hit]:
    if not patterns or syntax.deps[n] in ("compound", "npadvmod", "nmod", "amod"):
        return []
    found: list[_Hit] = []
    modifiers = {syntax.lemmas[c].lower() for c in kids(syntax, n, "compound", "amod", "nmod")}
    for pattern in patterns:
        if pattern.particle is not None and modifiers.isdisjoint(pattern.particle.split("|")):
            continue
        if all(_noun_prep(syntax, n, prep, words) for prep, words in pattern.preps):
            found.append(_Hit(n, pattern, True, (), _nearby(syntax, book, pattern.entry, n)))
    return found


def _noun_prep(syntax: Syntax, n: int, prep: str, words: frozenset[str] | None) -> bool:
    if prep == "to" and words is None and any(_infinitive(syntax, c) for c in kids(syntax, n, "acl", "relcl", "xcomp")):
        return True
    return any(p == prep and _fits(syntax, content(syntax, o), words) for p, _, o in prepositions(syntax, n))


def _adjective_hits(syntax: Syntax, patterns: tuple[Pattern, ...] | None, a: int) -> list[_Hit]:
    if not patterns or syntax.deps[a] not in ("acomp", "ROOT", "conj", "attr", "oprd", "ccomp", "advcl", "acl"):
        return []
    fit = [p for p in patterns if all(_noun_prep(syntax, a, prep, words) for prep, words in p.preps)]
    return [_Hit(a, p, False, (), p.entry) for p in fit]


# --- climbing -------------------------------------------------------------------------------------------------------


def _climb(syntax: Syntax, book: Codebook, words: dict[int, _Word], hit: _Hit) -> _Coded:
    """Carry `hit` up through the operators above it."""
    names, chain = [hit.entry.id], list[_Hit]()
    none = any(_mood(syntax, t)[1] for t in hit.taken)  # "no talks were held"
    kind, status = _tensed(syntax, book, hit.token, hit.entry.type, "denied" if none else "asserted", names)
    at = hit.token
    while (above := _operator_above(syntax, words, at)) is not None:
        if chain and chain[-1].token in above.taken or (not chain and hit.token in above.taken):
            names.pop()
        chain.append(above)
        at = above.token
        operator = book.operators[above.entry.operator or "support"]
        kind = operator.result(kind) if kind else above.entry.type
        names.append(above.entry.id)
        if operator.status is not None:
            status = operator.status
        kind, status = _tensed(syntax, book, at, kind, status, names)
    return _Coded(hit, tuple(chain), kind, _surrounded(syntax, words, at, kind, status), tuple(reversed(names)))


def _operator_above(syntax: Syntax, words: dict[int, _Word], at: int) -> _Hit | None:
    """The operator that governs token `at`, looking through coordination, measure nouns and possibility nouns."""
    for _ in range(6):
        dep, head = syntax.deps[at], syntax.heads[at]
        if head == at:
            return None
        if dep == "conj" and not any(kids(syntax, at, "nsubj", "nsubjpass")):
            at = head
            continue
        via = None
        if dep in ("pobj", "pcomp"):
            via, head = syntax.words[head].lower(), _past_preps(syntax, head)
        elif dep == "relcl" or (dep == "acl" and syntax.tags[at] not in ("VB",)):
            if not (dep == "relcl" and _infinitive(syntax, at)):
                return None
        elif dep not in _CLAUSE and dep not in _NOMINAL and dep not in ("acl", "relcl", "nsubj", "advcl"):
            return None
        word = words.get(head)
        above = next((h for h in word.operators if _governs(syntax, h, at, dep, via)), None) if word is not None else None
        if above is not None:
            return above
        if dep == "nsubj" or dep == "advcl":
            return None
        if via == "of" and syntax.pos[head] == "NOUN" and content(syntax, head) != head:
            at = head
            continue
        return None
    return None


def _past_preps(syntax: Syntax, p: int) -> int:
    """The word a chain of prepositions hangs on."""
    head = syntax.heads[p]
    while syntax.pos[head] == "ADP" and syntax.heads[head] != head:
        head = syntax.heads[head]
    return head


def _infinitive(syntax: Syntax, v: int) -> bool:
    return any(syntax.tags[c] == "TO" for c in kids(syntax, v, "aux"))


def _governs(syntax: Syntax, above: _Hit, at: int, dep: str, via: str | None) -> bool:
    """True when what stands at `at` is what the operator speaks of, not a bystander."""
    operator, preps = above.entry.operator, [p for p, _ in above.pattern.preps]
    if via is not None:
        return via in preps or (not preps and via in _VIA.get((operator or "", above.noun), ()))
    if dep == "nsubj":
        return operator == "happen" or (operator == "cease" and not objects(syntax, above.token))
    if dep == "advcl":
        return operator in ("request", "intend", "promise", "refuse", "fail") and _infinitive(syntax, at) and not above.noun and not objects(syntax, above.token)
    if operator == "happen":
        return dep == "nsubjpass"
    if operator == "support" and not above.noun:
        return dep in _NOMINAL
    if operator == "aspect":
        return dep in _CLAUSE
    if dep in ("acl", "relcl"):
        return above.noun and _infinitive(syntax, at)
    return True


_VIA = {
    ("request", True): ("for", "to", "of"), ("request", False): ("for", "to", "on", "into"),
    ("intend", True): ("for", "of", "to"), ("promise", True): ("of", "to", "for", "on"),
    ("intend", False): ("on", "for", "to"), ("promise", False): ("to", "on", "upon"),
    ("refuse", True): ("of", "to"), ("refuse", False): ("from", "to", "in"),
    ("cease", True): ("of", "to", "in", "on"), ("cease", False): ("from", "to", "in", "with", "on"),
    ("cancel", True): ("of",), ("fail", True): ("of", "to"), ("fail", False): ("on", "in", "to"),
    ("threaten", True): ("of",), ("threaten", False): ("with",), ("permit", True): ("for", "to", "of"),
    ("aspect", False): ("to", "in"), ("support", True): ("of", "in", "for"), ("support", False): ("in", "with", "to", "into", "on"),
    ("maybe", True): ("of", "for"), ("maybe", False): ("of",), ("back", True): ("for", "of", "to"),
    ("back", False): ("of", "for", "to"), ("enable", False): ("from",), ("allege", False): ("of", "for", "from"),
    ("allege", True): ("of",), ("denied", False): ("in", "of"), ("denied", True): ("of",), ("halt-other", False): ("from",),
}  # fmt: skip


def _tensed(syntax: Syntax, book: Codebook, at: int, kind: str, status: str, names: list[str]) -> tuple[str, str]:
    """Type and status after the auxiliaries and negation of the clause word `at`."""
    mood, negated = _mood(syntax, at)
    if mood == "future" and kind:
        name = "refuse" if negated else "intend"
        changed = book.operators[name].result(kind)
        names.append("aux.will-not" if negated else "aux.will")
        return changed, ("asserted" if negated and changed == "REJECT" else "planned")
    if negated and status == "asserted" and kind in _GIVING and syntax.pos[at] in _VERBAL:
        names.append("aux.not")
        return "REJECT", "asserted"
    if negated:
        return kind, "asserted" if status == "denied" else "denied"
    if mood == "maybe" and status == "asserted":
        return kind, "hypothetical"
    return kind, status


def _mood(syntax: Syntax, at: int) -> tuple[str, bool]:
    """("future" | "maybe" | "", negated) from auxiliaries, "going to", "is to", and negation of a verb (or noun: "no")."""
    mood, negated = "", False
    noun = syntax.pos[at] == "NOUN"
    verb = at if syntax.pos[at] != "ADJ" else syntax.heads[at]
    for c in syntax.children[verb]:
        dep, word = syntax.deps[c], syntax.words[c].lower()
        if dep == "neg" or (dep in ("det", "advmod", "preconj", "cc") and word in _NEVER and (not noun or dep == "det")):
            negated = True
        elif dep == "aux" and (word in _FUTURE or (word == "would" and _future_in_past(syntax, verb))):
            mood = "future"
        elif dep == "aux" and word in _MAYBE:
            mood = "maybe"
    if syntax.deps[verb] == "conj" and any(syntax.words[c].lower() == "nor" for c in syntax.children[syntax.heads[verb]]):
        negated = True
    if not mood and syntax.deps[verb] == "xcomp" and syntax.lemmas[syntax.heads[verb]] in ("have", "need", "able", "get"):
        return _mood(syntax, syntax.heads[verb])
    if not mood and syntax.deps[verb] == "xcomp" and syntax.pos[verb] == "VERB" and _infinitive(syntax, verb):
        mood = _periphrastic(syntax, syntax.heads[verb])
    if syntax.deps[verb] == "conj" and not mood and syntax.tags[verb] == "VB" and syntax.pos[syntax.heads[verb]] in _VERBAL:
        mood, also = _mood(syntax, syntax.heads[verb])
        negated = negated or also
    return mood, negated


def _future_in_past(syntax: Syntax, v: int) -> bool:
    """"said it would go": would as the past of will, when neither a condition nor "would have" follows."""
    if any(syntax.lemmas[c] == "have" and syntax.deps[c] == "aux" for c in syntax.children[v]):
        return False
    if syntax.deps[v] == "ccomp":
        return True
    return not any(syntax.words[m].lower() == "if" for c in kids(syntax, v, "advcl") for m in kids(syntax, c, "mark"))


def _periphrastic(syntax: Syntax, head: int) -> str:
    """"going to", "is to", "is set to": the future without will."""
    lemma = syntax.lemmas[head].lower()
    if lemma == "go" and syntax.tags[head] == "VBG":
        return "future"
    if lemma == "be" and syntax.tags[head] in ("VBZ", "VBP"):
        return "future"
    return ""


def _surrounded(syntax: Syntax, words: dict[int, _Word], at: int, kind: str, status: str) -> str:
    """Status after what stands around the clause: conditions, accusations, denials, purpose clauses."""
    top = at
    if syntax.pos[at] == "NOUN" and syntax.deps[at] in ("nsubj", "nsubjpass"):
        mood = _mood(syntax, syntax.heads[at])[0]
        if mood in ("maybe", "future") and status == "asserted":
            return "hypothetical"
    for _ in range(12):
        dep, head = syntax.deps[at], syntax.heads[at]
        if any(syntax.words[c].lower() in _CONDITION for c in kids(syntax, at, "mark")):
            return "hypothetical"
        if head == at or dep in _STOP:
            break
        if dep == "pcomp" or (dep in ("pobj", "ccomp", "xcomp") and syntax.pos[at] in _VERBAL):
            word = words.get(_past_preps(syntax, head) if dep != "ccomp" else head)
            if word is not None and any(h.entry.operator in ("allege", "maybe") for h in word.operators):
                return "hypothetical"
        at = head
    if status == "asserted" and syntax.deps[top] in ("advcl", "xcomp", "acl", "relcl") and _infinitive(syntax, top):
        told = words.get(syntax.heads[top])
        spoken = told is not None and told.plain is not None and told.plain.entry.type == "CONSULT"
        return "asserted" if spoken and kind in ("SUPPORT", "ACCUSE", "THREATEN", "REQUEST", "REJECT") else "planned"
    if status == "asserted" and _historical(syntax, top):
        return "historical"
    return status


def _historical(syntax: Syntax, at: int) -> bool:
    """True for the past perfect: told as the background of something later."""
    verb = at
    for _ in range(3):
        if syntax.pos[verb] in _VERBAL:
            break
        verb = syntax.heads[verb]
    return any(syntax.words[c].lower() == "had" for c in kids(syntax, verb, "aux"))


# --- arguments ------------------------------------------------------------------------------------------------------


def _temporal(syntax: Syntax, first: int, last: int) -> frozenset[int]:
    return frozenset(i for e in syntax.entities if e.label in _TEMPORAL and first <= e.first < last for i in range(e.first, e.last))


def _predicate(syntax: Syntax, book: Codebook, coded: _Coded, marks: frozenset[int]) -> Predicate:
    line = (coded.hit, *coded.chain)  # inner first
    tokens = {t for h in line for t in (h.token, *h.taken)} | {t for h in line for t in _particles(syntax, h)}
    roles = _roles(syntax, line, tokens, marks)
    base = coded.hit.entry
    agents = _agents(syntax, line)
    patients = _patients(line, roles, agents)
    if base.symmetric and "between" in roles:
        agents, patients = tuple(roles["between"]), ()
    flat = tuple(sorted({(k, tuple(v)) for k, v in roles.items() if k != "operand"}))
    kind, trigger = book.types[coded.type], tuple(sorted(tokens))
    keeps = coded.type == base.type
    return Predicate(
        ">".join(coded.names), coded.type, base.mode if keeps or coded.type == "AGREE" else None, base.contexts, kind.quad,
        kind.intensity, coded.status, base.type or coded.type, line[-1].token, trigger,
        _trigger_span(syntax, coded), _clause(syntax, line[-1].token), agents, patients, flat,
        base.symmetric and coded.type == base.type, _strength(syntax, coded),
    )  # fmt: skip


def _particles(syntax: Syntax, hit: _Hit) -> list[int]:
    words = {hit.pattern.particle} | {p for p, c in hit.pattern.preps if c is not None}
    return [c for c in syntax.children[hit.token] if syntax.words[c].lower() in words and syntax.deps[c] in _PARTICLE]


def _trigger_span(syntax: Syntax, coded: _Coded) -> Span:
    """The words of the innermost verb or noun with what it names, else the outermost operator's word."""
    hit = coded.chain[-1] if coded.chain and coded.type != coded.hit.entry.type else coded.hit
    span = [hit.token, *(t for t in hit.taken if 0 < t - hit.token < 8), *_particles(syntax, hit)]
    if max(span) - min(span) > 8:
        span = [hit.token]
    return syntax.span(min(span), max(span) + 1)


def _clause(syntax: Syntax, at: int) -> Span:
    """Stored-text span of the clause round `at`: the nearest verb and all it governs."""
    while syntax.pos[at] not in _VERBAL and syntax.heads[at] != at:
        at = syntax.heads[at]
    below = syntax.subtree(at)
    return syntax.span(below[0], below[-1] + 1)


def _roles(syntax: Syntax, line: tuple[_Hit, ...], tokens: set[int], marks: frozenset[int]) -> dict[str, list[int]]:
    """Role to argument heads over all the words of the predicate, the outermost last in each list."""
    roles: dict[str, list[int]] = {}
    for hit in reversed(line):
        at = hit.token
        direct = [] if hit.noun else objects(syntax, at)
        for o in direct:
            if content(syntax, o) not in tokens and o not in tokens and o not in marks:
                _add(roles, "obj", o)
        if not hit.noun:
            for x in subjects(syntax, at):
                _add(roles, "subj", x)
        for c in kids(syntax, at, "dative"):
            for x in conjuncts(syntax, c) if syntax.pos[c] != "ADP" else ():
                _add(roles, "dative", x)
        if hit.noun:
            for c in kids(syntax, at, "poss"):
                _add(roles, "poss", c)
        told = {"must": _obliged, "blamed": _blamed}.get(hit.pattern.particle or "")
        if told is not None and (who := told(syntax, at)) is not None:
            for x in conjuncts(syntax, who):
                _add(roles, "obj", x)
        for word, _, o in (x for place in (at, *direct, *hit.taken) for x in prepositions(syntax, place)):
            if o not in tokens and o not in marks and not (word == "by" and o in direct):
                _add(roles, word, o)
    return roles


def _add(roles: dict[str, list[int]], name: str, token: int) -> None:
    into = roles.setdefault(name, [])
    if token not in into:
        into.append(token)


def _agents(syntax: Syntax, line: tuple[_Hit, ...]) -> tuple[int, ...]:
    """Who does it: for the outermost word that has a doer, down to the event itself."""
    for hit in reversed(line):
        found: list[int] = []
        for place in hit.entry.agent:
            if place == "subj":
                found = owners(syntax, hit.token) if hit.noun else subjects(syntax, _verb_of(syntax, hit.token))
            elif place == "surface":
                found = surface_subject(syntax, hit.token)
            elif place == "obj":
                found = objects(syntax, hit.token)
            else:
                found = [o for p, _, o in prepositions(syntax, hit.token) if p == place]
            if found:
                break
        if found and hit.entry.operator != "happen":
            return tuple(dict.fromkeys(found))
    return ()


def _verb_of(syntax: Syntax, at: int) -> int:
    return syntax.heads[at] if syntax.pos[at] == "ADJ" and syntax.heads[at] != at else at


def _patients(line: tuple[_Hit, ...], roles: dict[str, list[int]], agents: tuple[int, ...]) -> tuple[int, ...]:
    for hit in reversed(line):
        if hit.entry.operator in ("support", "happen", "aspect"):
            continue
        for place in hit.entry.patient:
            found = [o for o in roles.get(place, ()) if o not in agents]
            if found:
                return tuple(found)
    return ()


def _strength(syntax: Syntax, coded: _Coded) -> float:
    value = min(h.entry.strength for h in (coded.hit, *coded.chain))
    if coded.hit.noun and not coded.chain:
        value *= 0.5
        if any(syntax.deps[c] in ("poss", "prep", "agent") for c in syntax.children[coded.hit.token]):
            value += 0.2
    if coded.status == "planned" and coded.names[0] == coded.hit.entry.id:
        value *= 0.6  # a purpose, not a plan that is told
    return round(value, 3)
