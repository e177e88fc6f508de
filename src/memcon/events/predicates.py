"""The coder's engine: predicates with their arguments, type and status, read from the syntax of one sentence.

First every word is looked up in the codebook (a *hit* when its conditions hold). Then each hit climbs the tree: through
operators that govern it ("agreed to", "refused to", "halted", "called for"), which change its type by their table, and
through support verbs ("held", "launched"), which lend it their subject. What an operator governs is thereby consumed:
"refused to hold talks" is one REJECT, not a CONSULT.
"""

from __future__ import annotations

from typing import NamedTuple

from memcon.events.codebook import Codebook, Entry, Pattern, codebook
from memcon.events.frames import (
    conjuncts, content, kids, objects, owners, prepositions, subjects, surface_subject,
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

    @property
    def entry(self) -> Entry:
        return self.pattern.entry


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
    hits = _hits(syntax, book, first, last)
    if not hits:
        return []
    coded = [c for h in hits.values() if (c := _climb(syntax, book, hits, h)) is not None]
    used = {h.token for c in coded for h in c.chain} | {t for h in hits.values() for t in h.taken}
    kept = [c for c in coded if c.hit.token not in used and c.type]
    marks = _temporal(syntax, first, last)
    return [_predicate(syntax, book, c, marks) for c in sorted(kept, key=lambda c: c.hit.token)]


# --- looking up -----------------------------------------------------------------------------------------------------


def _hits(syntax: Syntax, book: Codebook, first: int, last: int) -> dict[int, _Hit]:
    found: dict[int, _Hit] = {}
    lemmas, pos = syntax.lemmas, syntax.pos
    for i in range(first, last):
        kind = pos[i]
        if kind in _VERBAL:
            hit = _verb_hit(syntax, book.verbs.get(lemmas[i].lower()), i)
        elif kind == "NOUN":
            hit = _noun_hit(syntax, book.nouns.get(lemmas[i].lower()), i)
        elif kind in ("ADJ", "ADV", "ADP", "PRON", "PUNCT", "DET"):
            patterns = book.adjectives.get(lemmas[i].lower()) if kind == "ADJ" else None
            hit = _adjective_hit(syntax, patterns, i)
        else:
            hit = None
        if hit is not None:
            found[i] = hit
    return found


def _verb_hit(syntax: Syntax, patterns: tuple[Pattern, ...] | None, v: int) -> _Hit | None:
    if not patterns or syntax.deps[v] in ("amod", "aux", "auxpass", "compound"):
        return None
    around = [(v, objects(syntax, v))]
    for pattern in patterns:
        taken = _verb_fits(syntax, pattern, v, around[0][1])
        if taken is not None:
            return _Hit(v, pattern, False, taken)
    return None


def _verb_fits(syntax: Syntax, pattern: Pattern, v: int, found: list[int]) -> tuple[int, ...] | None:
    """The object nouns the pattern names when all its conditions hold at `v`, else None."""
    if pattern.particle is not None and not _has_particle(syntax, v, pattern.particle):
        return None
    if pattern.bare and found:
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
        below = [content(syntax, o) for at in (v, *found) for p, _, o in prepositions(syntax, at) if p == prep]
        if not below or (words is not None and not any(syntax.lemmas[o].lower() in words for o in below)):
            return None
        if words is not None:
            taken += tuple(o for o in below if syntax.lemmas[o].lower() in words)
    return taken


def _in_class(syntax: Syntax, pattern: Pattern, o: int) -> bool:
    if pattern.objects is None or syntax.lemmas[o].lower() in pattern.objects:
        return True
    return pattern.names and "person" in pattern.objects and syntax.pos[o] in ("PROPN", "PRON")


def _has_particle(syntax: Syntax, v: int, word: str) -> bool:
    return any(
        syntax.words[c].lower() == word and syntax.deps[c] in ("prt", "advmod", "prep", "npadvmod", "acomp", "oprd", "dobj", "ccomp", "xcomp")
        for c in syntax.children[v]
    )


def _noun_hit(syntax: Syntax, patterns: tuple[Pattern, ...] | None, n: int) -> _Hit | None:
    if not patterns or syntax.deps[n] in ("compound", "npadvmod", "nmod", "amod"):
        return None
    for pattern in patterns:
        if pattern.particle is not None and not any(
            syntax.lemmas[c].lower() == pattern.particle for c in kids(syntax, n, "compound", "amod", "nmod")
        ):
            continue
        if all(_noun_prep(syntax, n, prep, words) for prep, words in pattern.preps):
            return _Hit(n, pattern, True, ())
    return None


def _noun_prep(syntax: Syntax, n: int, prep: str, words: frozenset[str] | None) -> bool:
    below = [o for p, _, o in prepositions(syntax, n) if p == prep]
    if prep == "to" and words is None and any(syntax.tags[c] == "VB" for c in kids(syntax, n, "acl", "relcl", "xcomp")):
        return True
    return any(words is None or syntax.lemmas[content(syntax, o)].lower() in words for o in below)


def _adjective_hit(syntax: Syntax, patterns: tuple[Pattern, ...] | None, a: int) -> _Hit | None:
    if not patterns or syntax.deps[a] not in ("acomp", "ROOT", "conj", "attr", "oprd", "ccomp", "advcl", "acl"):
        return None
    for pattern in patterns:
        if all(_noun_prep(syntax, a, prep, words) for prep, words in pattern.preps):
            return _Hit(a, pattern, False, ())
    return None


# --- climbing -------------------------------------------------------------------------------------------------------


def _climb(syntax: Syntax, book: Codebook, hits: dict[int, _Hit], hit: _Hit) -> _Coded | None:
    """Carry `hit` up through the operators above it; None when it is an operator that codes nothing by itself."""
    kind, names = hit.entry.type, [hit.entry.id]
    chain: list[_Hit] = []
    kind, status = _tensed(syntax, book, hit.token, kind, "asserted", names)
    at = hit.token
    while (above := _operator_above(syntax, hits, at)) is not None:
        chain.append(above)
        at = above.token
        operator = book.operators[above.entry.operator or "support"]
        kind = operator.result(kind) if kind else above.entry.type
        names.append(above.entry.id)
        if operator.status is not None:
            status = operator.status
        elif operator.name != "support":
            status = "asserted"
        kind, status = _tensed(syntax, book, at, kind, status, names)
    if not kind:
        return None
    return _Coded(hit, tuple(chain), kind, _surrounded(syntax, hits, at, status), tuple(reversed(names)))


def _operator_above(syntax: Syntax, hits: dict[int, _Hit], at: int) -> _Hit | None:
    """The operator that governs token `at`, looking through coordination, measure nouns and possibility nouns."""
    for _ in range(6):
        dep, head = syntax.deps[at], syntax.heads[at]
        if head == at:
            return None
        if dep == "conj" and not any(kids(syntax, at, "nsubj", "nsubjpass")):
            if at in hits and syntax.pos[at] in _VERBAL and syntax.pos[head] in _VERBAL and hits[at].entry.operator:
                pass
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
        above = hits.get(head)
        if above is not None and above.entry.operator and _governs(syntax, above, at, dep, via):
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
    if dep in ("acl", "relcl"):
        return above.noun and _infinitive(syntax, at)
    return True


_NOUN_VIA = ("of", "to", "for", "on", "over", "against", "in")
_VIA = {
    ("request", True): ("for", "to", "of"), ("request", False): ("for", "to", "on", "into"),
    ("intend", True): ("for", "of", "to"), ("promise", True): ("of", "to", "for", "on"),
    ("intend", False): ("on", "for", "to"), ("promise", False): ("to", "on", "upon"),
    ("refuse", True): ("of", "to"), ("refuse", False): ("from", "to", "in"),
    ("cease", True): ("of", "to", "in", "on"), ("cease", False): ("from", "to", "in", "with", "on"),
    ("cancel", True): ("of",), ("fail", True): ("of", "to"), ("fail", False): ("on", "in", "to"),
    ("threaten", True): ("of",), ("threaten", False): ("with",), ("permit", True): ("for", "to", "of"),
    ("support", True): ("of", "in", "for"), ("support", False): ("in", "with", "to", "into", "on"),
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
        elif dep == "aux" and word in _FUTURE:
            mood = "future"
        elif dep == "aux" and word in _MAYBE:
            mood = "maybe"
    if not mood and syntax.deps[verb] == "xcomp" and syntax.pos[verb] == "VERB" and _infinitive(syntax, verb):
        mood = _periphrastic(syntax, syntax.heads[verb])
    if syntax.deps[verb] == "conj" and not mood and syntax.tags[verb] == "VB" and syntax.pos[syntax.heads[verb]] in _VERBAL:
        mood, also = _mood(syntax, syntax.heads[verb])
        negated = negated or also
    return mood, negated


def _periphrastic(syntax: Syntax, head: int) -> str:
    """"going to", "is to", "is set to": the future without will."""
    lemma = syntax.lemmas[head].lower()
    if lemma == "go" and syntax.tags[head] == "VBG":
        return "future"
    if lemma == "be" and syntax.tags[head] in ("VBZ", "VBP"):
        return "future"
    return ""


def _surrounded(syntax: Syntax, hits: dict[int, _Hit], at: int, status: str) -> str:
    """Status after what stands around the clause: conditions, accusations, denials, purpose clauses."""
    top = at
    for _ in range(12):
        dep, head = syntax.deps[at], syntax.heads[at]
        if any(syntax.words[c].lower() in _CONDITION for c in kids(syntax, at, "mark")):
            return "hypothetical"
        if head == at or dep in _STOP:
            break
        above = hits.get(head)
        if above is not None and dep in ("pcomp", "pobj", "ccomp", "xcomp") and above.entry.operator in ("allege", "maybe"):
            return "hypothetical"
        if dep in ("pobj", "pcomp"):
            outer = hits.get(_past_preps(syntax, head))
            if outer is not None and outer.entry.operator in ("allege", "maybe") and dep == "pcomp":
                return "hypothetical"
        at = head
    if status == "asserted" and syntax.deps[top] in ("advcl", "xcomp", "acl", "relcl") and _infinitive(syntax, top):
        return "planned"
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
    return [c for c in syntax.children[hit.token] if syntax.words[c].lower() in words]


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
        if hit.entry.operator in ("support", "happen"):
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
