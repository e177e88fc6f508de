"""The coder's engine: predicates with their arguments, type and status, read from the syntax of one sentence.

First every word is looked up in the codebook (a *hit* when its conditions hold). Then each hit climbs the tree: through
operators that govern it ("agreed to", "refused to", "halted", "called for"), which change its type by their table, and
through support verbs ("held", "launched"), which lend it their subject. What an operator governs is thereby consumed:
"refused to hold talks" is one REJECT, not a CONSULT.
"""

from __future__ import annotations

from typing import NamedTuple

from memcon.events.codebook import Codebook, Entry, EventType, codebook
from memcon.events.frames import (
    conjuncts,
    content,
    grammar,
    infinitive,
    is_passive,
    is_word,
    kids,
    objects,
    owners,
    prepositions,
    subjects,
    surface_subject,
)
from memcon.events.lookup import PARTICLE, TOLD, VERBAL, Hit, Word, look_up, own_words
from memcon.model.span import Span
from memcon.model.syntax import Syntax

_CLAUSE = frozenset({"xcomp", "ccomp", "pcomp"})
_NOMINAL = frozenset({"dobj", "nsubjpass", "oprd", "attr", "dative"})
_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_MAYBE = frozenset({"may", "might", "could", "would", "should", "can", "must", "ca", "ought", "'d"})
_CONDITION = frozenset({"if", "unless", "whether", "lest", "should", "provided"})
_TEMPORAL = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"})
_STOP = frozenset({"relcl", "parataxis"})
_BOTH = frozenset({"country", "side", "nation", "party", "government", "state", "leader", "two", "people"})
_GIVING = frozenset({"AGREE", "CONCEDE"})
_MATTER = frozenset({"about", "on", "of"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_WOULD = frozenset({"would", "'d", "\u2019d"})
# What looks ahead governs no clause that tells of what was.
_AHEAD_OF = frozenset({"promise", "intend", "request", "order", "threaten"})
_PERHAPS = frozenset("possible likely unlikely probable conceivable doubtful uncertain unclear improbable".split())
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"})
# Endings of those who do something: "lawyer", "activist".
_PERSONAL = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "person", "ee", "ant", "ent")
# Word classes of what can be hurt.
_HURT = (
    "people",
    "troops",
    "militants",
    "infrastructure",
    "territory",
    "prisoner",
    "envoy",
    "weapons",
    "border",
    "mission",
    "depot",
    "exposed",
    "life",
    "activists",
    "displaced",
    "civilians",
    "bodies",
    "goods",
)
_NO_ONE = frozenset({"nobody", "none", "neither", "no-one"})
_TRUE, _FALSE = frozenset({"true", "case", "correct"}), frozenset({"false", "untrue", "lie"})
# Operators of which the doer is never whom the event they govern is done by.
_SAID_TO = frozenset({"allege", "request", "order", "threaten"})
_NEVER = frozenset({"not", "n't", "never", "no", "neither", "nor"})


class Predicate(NamedTuple):
    """One coded predicate. Token numbers index the Syntax.

    `entry`: codebook entries from the outermost operator to the event, joined by ">". `base`: its own type.
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


class _Coded(NamedTuple):
    """A hit with the operators above it, outermost last, and what came of them."""

    hit: Hit
    chain: tuple[Hit, ...]
    type: str
    status: str
    names: tuple[str, ...]


def find_predicates(syntax: Syntax, sentence_index: int) -> list[Predicate]:
    """All predicates of sentence `sentence_index` that the codebook codes, by head token, the consumed left out."""
    book = codebook()
    first, last = syntax.sentences[sentence_index]
    words = look_up(syntax, book, first, last)
    if not words:
        return []
    kept = _kept(words, [_climb(syntax, book, words, h) for h in _starts(words)])
    marks = _temporal(syntax, first, last)
    coded = [_predicate(syntax, book, c, marks) for c in sorted(kept, key=lambda c: c.hit.token)]
    return [p for p in coded if not (_void(syntax, book, p) or _by_other_means(syntax, p, coded) or _unhurt(syntax, p))]


def _void(syntax: Syntax, book: Codebook, p: Predicate) -> bool:
    """True for storms that "hit", illnesses that are "fought" and goals that are "shot"."""
    for void in book.voids:
        if p.type not in void.types and p.base not in void.types:
            continue
        if any(syntax.lemmas[i].lower() in void.words for i in _where(syntax, p, void.where)):
            return True
    return False


def _where(syntax: Syntax, p: Predicate, where: str) -> tuple[int, ...]:
    """The tokens a void looks at (see `codebook.Void`)."""
    if where == "agent":
        return p.agents
    if where == "patient":
        return p.patients
    if where == "near":
        return tuple(own_words(syntax, p.head))
    if where == "above":
        return _tells_of(syntax, p.head)
    if where == "compound":
        return tuple(c for t in p.trigger for c in kids(syntax, t, "compound", "amod", "nmod"))
    named = tuple(x for name, xs in p.roles if name == where for x in xs)
    return (*named, *(t for t in p.trigger if t != p.head)) if where == "obj" else named


def _tells_of(syntax: Syntax, noun: int) -> tuple[int, ...]:
    """The noun of which a bare noun is the matter: "a film about the talks", "a museum of the war"."""
    prep = syntax.heads[noun]
    if syntax.pos[noun] != "NOUN" or syntax.deps[noun] != "pobj" or syntax.words[prep].lower() not in _MATTER:
        return ()
    return (syntax.heads[prep],)


def _unhurt(syntax: Syntax, p: Predicate) -> bool:
    """True for a blow that hits nobody: of the unarmed against what is neither people, ground nor goods
    ("attacked the symphony", "declared war on potholes"), against time, or against oneself ("shot himself").
    """
    verb = p.trigger[0]
    if p.type != "ASSAULT" or p.base != "ASSAULT" or not is_word(syntax, p.head, grammar("figurative")):
        return False
    own = list(kids(syntax, p.head, "dobj"))
    if any(syntax.lemmas[o].lower() in _SELVES or syntax.words[o].lower() in _SELVES for o in own):
        return syntax.lemmas[verb].lower() not in ("blow", "detonate")
    if p.head == verb and not p.patients and len(p.trigger) == 1 and any(syntax.lemmas[o] == "time" for o in own):
        return True
    hit = [x for x in p.patients if syntax.pos[x] in ("NOUN", "PROPN", "PRON")]
    harmless = [x for x in hit if syntax.pos[x] == "NOUN" and not _can_be_hurt(syntax, x)]
    armed = any(is_word(syntax, a, grammar("troops") | grammar("militants") | grammar("weapons")) for a in p.agents)
    return bool(hit) and len(harmless) == len(hit) and not armed


def _can_be_hurt(syntax: Syntax, x: int) -> bool:
    """People, ground, goods and their like, or something that a name owns ("X's ports", "the Ostia region")."""
    x = content(syntax, x)
    if syntax.lemmas[x].lower().endswith(_PERSONAL) or any(is_word(syntax, x, grammar(name)) for name in _HURT):
        return True
    owned = kids(syntax, x, "poss", "compound", "amod", "nmod")
    return any(syntax.pos[c] == "PROPN" or syntax.words[c][0].isupper() for c in owned)


def _by_other_means(syntax: Syntax, p: Predicate, coded: list[Predicate]) -> bool:
    """True for violence done by what is none: "retaliated by imposing duties", "hit back by recalling its envoy"."""
    if p.type != "ASSAULT" or any(syntax.pos[t] == "NOUN" for t in p.trigger):
        return False
    means = {o for word, _, o in prepositions(syntax, p.head) if word in ("by", "with")}
    return any(q.type != "ASSAULT" and q.head in means and syntax.pos[q.head] in VERBAL for q in coded)


def _starts(words: dict[int, Word]) -> list[Hit]:
    """Hits that may become events: not the nouns that a verb pattern has named already."""
    hits = [h for w in words.values() for h in (w.typed, w.plain) if h is not None]
    taken = {t for h in hits for t in h.taken}
    return [h for h in hits if h.token not in taken]


def _kept(words: dict[int, Word], coded: list[_Coded]) -> list[_Coded]:
    """What no operator has consumed; where a word has two readings, the operator's if it has a type."""
    used = {h.token for c in coded for h in c.chain}
    found: list[_Coded] = []
    for c in coded:
        word = words[c.hit.token]
        if c.type and c.hit.token not in used and not (word.typed is not None and c.hit is word.plain):
            found.append(c)
    return found


# --- climbing -------------------------------------------------------------------------------------------------------


def _climb(syntax: Syntax, book: Codebook, words: dict[int, Word], hit: Hit) -> _Coded:
    """Carry `hit` up through the operators above it."""
    names, chain = [hit.entry.id], list[Hit]()
    none = any(_mood(syntax, t)[1] for t in hit.taken)  # "no talks were held"
    kind, status = _tensed(syntax, book, hit.token, hit.entry.type, "denied" if none else "asserted", names)
    at = hit.token
    while (above := _operator_above(syntax, words, at)) is not None:
        if (chain and chain[-1].token in above.taken) or (not chain and hit.token in above.taken):
            names.pop()
        chain.append(above)
        at_before, at = at, above.token
        operator = book.operators[above.entry.operator or "support"]
        forsworn = _forsworn(syntax, book, at_before, kind, operator.name)
        negated = bool(kind) and not forsworn and _refused(syntax, above, operator.name)
        if negated:
            operator = book.operators["intend" if operator.name == "refuse" else "refuse"]
        if (
            operator.name == "threaten"
            and not book.quad(kind or "AGREE").endswith("conflict")
            and _owed(syntax, at_before)
        ):
            operator = book.operators["request"]  # "warned that X should keep the pact"
        kind = forsworn or (operator.result(kind) if kind else above.entry.type)
        names.append(above.entry.id)
        if operator.status is not None:
            status = operator.status
        if not negated:
            kind, status = _tensed(syntax, book, at, kind, status, names)
    if kind == "REQUEST" and _or_else(syntax, at):
        kind = "THREATEN"
    if kind == "CONSULT" and status == "asserted" and _ahead(syntax, at):
        kind, status = "AGREE", "planned"
        names.append("aux.ahead")
    if kind and _imperative(syntax, at):
        names.append("aux.imperative")
        return _Coded(hit, tuple(chain), "REQUEST", "asserted", tuple(reversed(names)))
    return _Coded(hit, tuple(chain), kind, _surrounded(syntax, words, at, kind, status), tuple(reversed(names)))


def _forsworn(syntax: Syntax, book: Codebook, at: int, kind: str, operator: str) -> str:
    """What comes of an infinitive that is negated: a promise not to harm is AGREE, not to help REJECT; asked not to, a
    REQUEST. "" where it is not negated."""
    if not kind or not infinitive(syntax, at) or not any(kids(syntax, at, "neg")):
        return ""
    if operator in ("promise", "intend"):
        return "AGREE" if book.quad(kind).endswith("conflict") else "REJECT"
    return "REQUEST" if operator in ("request", "order") else ""


def _owed(syntax: Syntax, v: int) -> bool:
    return any(syntax.words[c].lower() in ("should", "must", "ought") for c in kids(syntax, v, "aux"))


def _or_else(syntax: Syntax, v: int) -> bool:
    """True where what is asked has a penalty: "told X to leave or face attack"."""
    inner = [c for c in kids(syntax, v, "xcomp", "ccomp", "advcl") if infinitive(syntax, c)]
    return any(
        syntax.lemmas[x] in grammar("suffering") and any(syntax.lemmas[o] == "or" for o in kids(syntax, c, "cc"))
        for c in inner
        for x in kids(syntax, c, "conj")
    )


def _ahead(syntax: Syntax, v: int) -> bool:
    """True for a present that means the future: "heads to X next week"."""
    present = syntax.tags[v] in ("VBZ", "VBP") or (
        syntax.tags[v] == "VBG" and any(syntax.tags[c] in ("VBZ", "VBP") for c in kids(syntax, v, "aux"))
    )
    if not present:
        return False
    near = [x for c in syntax.children[v] for x in (c, *syntax.children[c])]
    return any(syntax.lemmas[x].lower() in grammar("ahead") for x in near)


def _imperative(syntax: Syntax, at: int) -> bool:
    """True for a command that is quoted: "Stop the war", she told them."""
    if syntax.tags[at] != "VB" or syntax.deps[at] not in ("ccomp", "advcl", "ROOT"):
        return False
    if any(kids(syntax, at, "nsubj", "nsubjpass", "aux", "csubj", "mark")):
        return False
    start = min(syntax.subtree(at)) if syntax.deps[at] != "ROOT" else at
    return start > 0 and (syntax.words[start - 1] == '"' or syntax.words[start] == '"')


def _refused(syntax: Syntax, above: Hit, name: str) -> bool:
    """True for "has no plans to", "is not ready to" (a refusal) and "did not rule out" (none)."""
    if name not in ("intend", "promise", "permit", "refuse"):
        return False
    return any(_mood(syntax, t)[1] for t in (above.token, *above.taken))


def _operator_above(syntax: Syntax, words: dict[int, Word], at: int) -> Hit | None:
    """The operator that governs token `at`, looking through coordination, measure nouns and possibility nouns."""
    for _ in range(6):
        dep, head = syntax.deps[at], syntax.heads[at]
        if head == at:
            return None
        if dep == "conj" and not any(kids(syntax, at, "nsubj", "nsubjpass")):
            if syntax.tags[at] in _FINITE and syntax.tags[head] == "VB":
                return None  # "sought to hide it and pressured X": joined to the wrong verb
            at = head
            continue
        via = None
        if dep in ("pobj", "pcomp"):
            via, head = syntax.words[head].lower(), _past_preps(syntax, head)
        elif dep == "relcl" or (dep == "acl" and syntax.tags[at] not in ("VB",)):
            if not (dep == "relcl" and infinitive(syntax, at)):
                return None
        elif dep not in _CLAUSE and dep not in _NOMINAL and dep not in ("acl", "relcl", "nsubj", "advcl"):
            return None
        word = words.get(head)
        above = (
            next((h for h in word.operators if _governs(syntax, h, at, dep, via)), None) if word is not None else None
        )
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


def _governs(syntax: Syntax, above: Hit, at: int, dep: str, via: str | None) -> bool:
    """True when what stands at `at` is what the operator speaks of, not a bystander."""
    operator, preps = above.entry.operator, [p for p, _ in above.pattern.preps]
    kind = codebook().operators[operator or "support"]
    if operator in _AHEAD_OF and dep == "ccomp" and _told_as_past(syntax, at):
        return False
    if operator == "aspect" and via is not None and objects(syntax, above.token):
        return False  # "helped X in the battle" is no battle of one's own
    if via is not None:
        return via in preps or (not preps and via in (kind.via_noun if above.noun else kind.via))
    if dep == "nsubj":  # "the talks took place", "the strike ended", "the talks collapsed"
        return operator == "happen" or (operator in ("cease", "fail") and not _governing(syntax, above.token))
    if dep == "advcl":
        return (
            operator in ("request", "order", "intend", "promise", "refuse", "fail")
            and infinitive(syntax, at)
            and not above.noun
            and not objects(syntax, above.token)
        )
    if operator == "happen":
        return dep == "nsubjpass"
    if operator == "support" and not above.noun:
        return dep in _NOMINAL
    if operator == "aspect":
        return dep in _CLAUSE
    if dep in ("acl", "relcl"):
        return above.noun and infinitive(syntax, at)
    return True


def _told_as_past(syntax: Syntax, v: int) -> bool:
    """ "suggested that he had advised", "warned that the talks failed"."""
    if syntax.tags[v] == "VBD":
        return True
    return syntax.tags[v] == "VBN" and any(syntax.lemmas[c] == "have" for c in kids(syntax, v, "aux"))


def _governing(syntax: Syntax, v: int) -> bool:
    return bool(objects(syntax, v)) or any(kids(syntax, v, "xcomp"))


def _tensed(syntax: Syntax, book: Codebook, at: int, kind: str, status: str, names: list[str]) -> tuple[str, str]:
    """Type and status after the auxiliaries and negation of the clause word `at`."""
    mood, negated = _mood(syntax, at)
    if mood == "future" and kind:
        if negated and book.quad(kind) == "material conflict":
            names.append("aux.will-not-harm")
            return "AGREE", "planned"  # "will not attack X"
        name = "refuse" if negated else "intend"
        changed = book.operators[name].result(kind)
        names.append("aux.will-not" if negated else "aux.will")
        return changed, ("asserted" if negated and changed == "REJECT" else "planned")
    habit = any(syntax.words[c].lower() in ("do", "does") for c in kids(syntax, at, "aux"))  # "does not recognise"
    if (
        negated
        and status == "asserted"
        and (kind in _GIVING or (habit and kind == "SUPPORT") or (kind == "SUPPORT" and syntax.tags[at] == "VB"))
        and syntax.pos[at] in VERBAL
    ):
        names.append("aux.not")
        return "REJECT", "asserted"
    if negated:
        return kind, "asserted" if status == "denied" else "denied"
    if mood == "maybe" and status == "asserted":
        if kind and book.quad(kind) == "material conflict" and _of_oneself(syntax, at):
            names.append("aux.may")
            return book.operators["intend"].result(kind), "asserted"
        return kind, "hypothetical"
    return kind, status


def _of_oneself(syntax: Syntax, v: int) -> bool:
    """True for what speakers say that they themselves may do: "said they might cut ties if"."""
    over = syntax.heads[v]
    own = next(kids(syntax, v, "nsubj"), None)
    if syntax.deps[v] != "ccomp" or own is None or syntax.lemmas[over] not in grammar("saying"):
        return False
    auxiliaries = {syntax.words[c].lower() for c in kids(syntax, v, "aux")}
    if not auxiliaries & {"may", "might", "could"}:
        return False
    if syntax.words[own].lower() in ("it", "they", "he", "she", "we"):
        return True
    owned = any(syntax.words[c].lower() in ("its", "their", "his", "her", "our") for c in kids(syntax, own, "poss"))
    return owned and syntax.lemmas[own].lower() in grammar("ones-own")


def _mood(syntax: Syntax, at: int) -> tuple[str, bool]:
    """("future" | "maybe" | "", negated) from auxiliaries, "going to", "is to", and negation (of a noun: "no")."""
    verb = at if syntax.pos[at] != "ADJ" else syntax.heads[at]
    mood, negated = _own_mood(syntax, verb, syntax.pos[at] == "NOUN")
    if syntax.pos[at] == "NOUN" and syntax.deps[at] == "pobj":
        over = syntax.heads[syntax.heads[at]]
        negated = negated or (syntax.lemmas[over] == "be" and any(kids(syntax, over, "neg")))  # "is not at war"
    if syntax.pos[verb] in VERBAL and _nobody(syntax, verb):
        negated = True
    if syntax.deps[verb] == "conj" and any(
        syntax.words[c].lower() == "nor" for c in syntax.children[syntax.heads[verb]]
    ):
        negated = True
    if (
        not mood
        and syntax.deps[verb] == "xcomp"
        and syntax.lemmas[syntax.heads[verb]] in ("have", "need", "able", "get")
    ):
        return _mood(syntax, syntax.heads[verb])
    if not mood and syntax.deps[verb] == "xcomp" and syntax.pos[verb] == "VERB" and infinitive(syntax, verb):
        mood = _periphrastic(syntax, syntax.heads[verb])
    if (
        syntax.deps[verb] == "conj"
        and not mood
        and syntax.tags[verb] == "VB"
        and syntax.pos[syntax.heads[verb]] in VERBAL
    ):
        mood, also = _mood(syntax, syntax.heads[verb])
        negated = negated or also
    return mood, negated


def _own_mood(syntax: Syntax, verb: int, noun: bool) -> tuple[str, bool]:
    """Mood and negation from what hangs on the word itself."""
    mood, negated = "", False
    for c in syntax.children[verb]:
        dep, word = syntax.deps[c], syntax.words[c].lower()
        if dep == "neg" or (
            dep in ("det", "advmod", "preconj", "cc") and word in _NEVER and (not noun or dep == "det")
        ):
            negated = True
        elif dep == "aux" and (
            word in _FUTURE or (word in _WOULD and syntax.tags[verb] == "VB" and _future_in_past(syntax, verb))
        ):
            mood = "future"
        elif dep == "aux" and word in _MAYBE:
            mood = "maybe"
    return mood, negated


def _nobody(syntax: Syntax, v: int) -> bool:
    """ "neither X nor Y did", "none of them did", "no soldier fired" (an event as subject is negated by itself)."""
    for s in kids(syntax, v, "nsubj"):
        if syntax.lemmas[s].lower() in codebook().nouns:
            continue
        if syntax.words[s].lower() in _NO_ONE:
            return True
        if any(syntax.words[c].lower() in ("neither", "no") for c in kids(syntax, s, "preconj", "det", "cc", "advmod")):
            return True
    for s in kids(syntax, v, "nsubjpass"):
        if any(syntax.words[c].lower() == "neither" for c in kids(syntax, s, "preconj", "cc", "det", "advmod")):
            return True
    return False


def _future_in_past(syntax: Syntax, v: int) -> bool:
    """ "said it would go": would as the past of will, when neither a condition nor "would have" follows."""
    if any(syntax.lemmas[c] == "have" and syntax.deps[c] == "aux" for c in syntax.children[v]):
        return False
    if syntax.deps[v] == "ccomp":
        return True
    if syntax.deps[v] == "conj" and any(
        syntax.words[c].lower() in ("could", "might") for c in kids(syntax, syntax.heads[v], "aux")
    ):
        return False  # "X could do this, and Y would do that"
    return not _if_below(syntax, v)


def _if_below(syntax: Syntax, v: int) -> bool:
    """A condition on the clause or on the infinitive under it ("would have to pay if")."""
    inner = [v, *(kids(syntax, v, "xcomp") if syntax.deps[v] != "ccomp" else ())]
    below = (c for x in inner for c in kids(syntax, x, "advcl"))
    return any(syntax.words[m].lower() == "if" for c in below for m in kids(syntax, c, "mark"))


def _periphrastic(syntax: Syntax, head: int) -> str:
    """ "going to", "is to", "is set to": the future without will."""
    lemma = syntax.lemmas[head].lower()
    if lemma == "go" and syntax.tags[head] == "VBG":
        return "future"
    if lemma == "be" and syntax.tags[head] in ("VBZ", "VBP"):
        return "future"
    return ""


def _surrounded(syntax: Syntax, words: dict[int, Word], at: int, kind: str, status: str) -> str:
    """Status after what stands around the clause: conditions, accusations, denials, purpose clauses."""
    top = at
    if syntax.pos[at] == "NOUN" and syntax.deps[at] in ("nsubj", "nsubjpass"):
        mood = _mood(syntax, syntax.heads[at])[0]
        if status == "asserted" and (mood in ("maybe", "future") or _uncertain(syntax, syntax.heads[at])):
            return "hypothetical"
    for _ in range(12):
        dep, head = syntax.deps[at], syntax.heads[at]
        if _conditional(syntax, at):
            return "hypothetical"
        if status == "asserted" and dep in ("ccomp", "csubj", "advcl") and _uncertain(syntax, head):
            return "hypothetical"  # "it is possible that"
        if status == "asserted" and _untrue(syntax, at):
            return "denied"
        if head == at or dep in _STOP:
            break
        if (
            dep == "xcomp"
            and syntax.lemmas[head] in ("able", "capable")
            and syntax.deps[head] in ("amod", "acl", "relcl")
        ):
            return "hypothetical"  # "missiles able to strike X"
        if dep == "pcomp" or (dep in ("pobj", "ccomp", "xcomp") and syntax.pos[at] in VERBAL):
            word = words.get(_past_preps(syntax, head) if dep != "ccomp" else head)
            if word is not None and any(h.entry.operator in ("allege", "maybe") for h in word.operators):
                return "hypothetical"
        at = head
    if status == "asserted" and infinitive(syntax, top) and _under_modal(syntax, top):
        return "hypothetical"
    if status == "asserted" and syntax.deps[top] in ("advcl", "xcomp", "acl", "relcl") and infinitive(syntax, top):
        told = words.get(syntax.heads[top])
        spoken = told is not None and told.plain is not None and told.plain.entry.type == "CONSULT"
        if syntax.lemmas[syntax.heads[top]] in ("first", "last", "only") or any(
            syntax.lemmas[c] in ("first", "last", "only") for c in kids(syntax, syntax.heads[top], "amod")
        ):
            return "asserted"  # "the first country to withdraw"
        return "asserted" if spoken and kind in ("SUPPORT", "ACCUSE", "THREATEN", "REQUEST", "REJECT") else "planned"
    if status == "asserted" and _historical(syntax, top):
        return "historical"
    return status


def _conditional(syntax: Syntax, at: int) -> bool:
    """ "if X did", "as though X had", "had X done"."""
    marks = {syntax.words[c].lower() for c in kids(syntax, at, "mark", "advmod")}
    until = bool(marks & {"until", "once"}) and syntax.tags[at] in ("VBZ", "VBP")  # "will stay until they agree"
    if until or marks & _CONDITION or ("as" in marks and marks & {"if", "though"}):
        return True
    first = min((c for c in kids(syntax, at, "nsubj", "nsubjpass")), default=None)
    inverted = [c for c in kids(syntax, at, "aux") if first is not None and c < first]
    return any(syntax.words[c].lower() == "had" for c in inverted) and not _asks(syntax, at)


def _under_modal(syntax: Syntax, at: int) -> bool:
    """ "it would be wrong to", "it might help to": an infinitive that is only weighed."""
    above = syntax.heads[at]
    return syntax.lemmas[above] == "be" and _mood(syntax, above)[0] != "" and any(kids(syntax, above, "acomp", "attr"))


def _asks(syntax: Syntax, at: int) -> bool:
    last = syntax.sentences[syntax.sentence_of(at)][1] - 1
    return syntax.words[last] == "?" or (last > 0 and syntax.words[last - 1] == "?")


def _uncertain(syntax: Syntax, v: int) -> bool:
    """ "is possible", "seems likely"."""
    if syntax.lemmas[v] not in ("be", "seem", "appear", "look", "remain"):
        return False
    return any(syntax.lemmas[c].lower() in _PERHAPS for c in kids(syntax, v, "acomp", "oprd", "attr"))


def _untrue(syntax: Syntax, at: int) -> bool:
    """ "it is not true that", "it is false that"."""
    above = syntax.heads[at]
    if syntax.deps[at] not in ("ccomp", "csubj", "advcl") or syntax.lemmas[above] != "be":
        return False
    said = {syntax.lemmas[c].lower() for c in kids(syntax, above, "acomp", "attr")}
    negated = any(kids(syntax, above, "neg"))
    return bool(said & _FALSE) != negated if said & (_FALSE | _TRUE) else False


def _historical(syntax: Syntax, at: int) -> bool:
    """True for the past perfect: told as the background of something later."""
    verb = at
    for _ in range(3):
        if syntax.pos[verb] in VERBAL:
            break
        verb = syntax.heads[verb]
    return any(syntax.words[c].lower() == "had" for c in kids(syntax, verb, "aux"))


# --- arguments ------------------------------------------------------------------------------------------------------


def _temporal(syntax: Syntax, first: int, last: int) -> frozenset[int]:
    return frozenset(
        i for e in syntax.entities if e.label in _TEMPORAL and first <= e.first < last for i in range(e.first, e.last)
    )


def _predicate(syntax: Syntax, book: Codebook, coded: _Coded, marks: frozenset[int]) -> Predicate:
    line = (coded.hit, *coded.chain)  # inner first
    tokens = {t for h in line for t in (h.token, *h.taken)} | {t for h in line for t in _particles(syntax, h)}
    rows = [_roles(syntax, h, tokens, marks) for h in reversed(line)]
    roles = _merged(rows)
    base = coded.hit.entry
    agents = _agents(syntax, line)
    patients = _patients(line, rows, agents)
    sides = base.symmetric or (base.type == "ASSAULT" and "between" in base.patient)
    between = roles.get("between", ()) if sides else ()
    if between and not (agents and all(syntax.lemmas[x].lower() in _BOTH for x in between)):
        agents, patients = tuple(between), ()
    flat = tuple(sorted({(k, tuple(v)) for k, v in roles.items() if k != "operand"}))
    kind, trigger = book.types[coded.type], tuple(sorted(tokens))
    return Predicate(
        entry=">".join(coded.names),
        type=coded.type,
        mode=_mode(kind, base),
        contexts=base.contexts,
        quad=kind.quad,
        intensity=kind.intensity,
        status=coded.status,
        base=base.type or coded.type,
        head=line[-1].token,
        trigger=trigger,
        trigger_span=_trigger_span(syntax, coded),
        clause=_clause(syntax, line[-1].token),
        agents=agents,
        patients=patients,
        roles=flat,
        symmetric=(base.symmetric or (len(between) > 1 and agents == tuple(between))) and coded.type == base.type,
        strength=_strength(syntax, coded),
    )


def _mode(kind: EventType, base: Entry) -> str | None:
    """The event's own mode where it keeps its type or the type has one of that name, else that of what it speaks of."""
    if base.mode in kind.modes:
        return base.mode
    return None if base.type == kind.name else kind.mode_of.get(base.type)


def _particles(syntax: Syntax, hit: Hit) -> list[int]:
    words = {hit.pattern.particle} | {p for p, c in hit.pattern.preps if c is not None}
    return [c for c in syntax.children[hit.token] if syntax.words[c].lower() in words and syntax.deps[c] in PARTICLE]


def _trigger_span(syntax: Syntax, coded: _Coded) -> Span:
    """The words of the innermost verb or noun with what it names, else the outermost operator's word."""
    hit = coded.chain[-1] if coded.chain and coded.type != coded.hit.entry.type else coded.hit
    span = [hit.token, *(t for t in hit.taken if 0 < t - hit.token < 8), *_particles(syntax, hit)]
    if max(span) - min(span) > 8:
        span = [hit.token]
    return syntax.span(min(span), max(span) + 1)


def _clause(syntax: Syntax, at: int) -> Span:
    """Stored-text span of the clause round `at`: the nearest verb and all it governs."""
    while syntax.pos[at] not in VERBAL and syntax.heads[at] != at:
        at = syntax.heads[at]
    below = syntax.subtree(at)
    return syntax.span(below[0], below[-1] + 1)


def _roles(syntax: Syntax, hit: Hit, tokens: set[int], marks: frozenset[int]) -> dict[str, list[int]]:
    """Role to argument heads of one word of the predicate."""
    roles: dict[str, list[int]] = {}
    at = hit.token
    direct = [] if hit.noun else objects(syntax, at)
    for o in direct:
        if content(syntax, o) not in tokens and o not in tokens and o not in marks:
            _add(roles, "obj", o)
    for x in () if hit.noun else subjects(syntax, at):
        _add(roles, "subj", x)
    for c in kids(syntax, at, "dative"):
        for x in conjuncts(syntax, c) if syntax.pos[c] != "ADP" else ():
            _add(roles, "dative", x)
    for c in kids(syntax, at, "poss") if hit.noun else ():
        _add(roles, "poss", c)
    told = TOLD.get(hit.pattern.particle or "")
    if told is not None and (who := told(syntax, at)) is not None:
        for x in conjuncts(syntax, who):
            _add(roles, "obj", x)
    for word, _, o in (x for place in (at, *direct, *hit.taken) for x in prepositions(syntax, place)):
        if o not in tokens and o not in marks and not (word == "by" and o in direct):
            _add(roles, word, o)
    return roles


def _merged(rows: list[dict[str, list[int]]]) -> dict[str, list[int]]:
    """The roles of all the words of the predicate, the outermost first in each list."""
    roles: dict[str, list[int]] = {}
    for row in rows:
        for name, tokens in row.items():
            for token in tokens:
                _add(roles, name, token)
    return roles


def _add(roles: dict[str, list[int]], name: str, token: int) -> None:
    into = roles.setdefault(name, [])
    if token not in into:
        into.append(token)


def _agents(syntax: Syntax, line: tuple[Hit, ...]) -> tuple[int, ...]:
    """Who does it: for the outermost word that has a doer, down to the event itself."""
    for hit in reversed(line):
        found: list[int] = []
        for place in hit.entry.agent:
            if place == "subj":
                found = owners(syntax, hit.token) if hit.noun else subjects(syntax, _verb_of(syntax, hit.token))
                if not found and hit.entry.operator in _SAID_TO and is_passive(syntax, hit.token):
                    return ()  # "was criticised for skipping X": who skipped is not who criticised
            elif place == "surface":
                found = surface_subject(syntax, hit.token)
            elif place == "obj":
                found = objects(syntax, hit.token)
            else:
                places = (hit.token, *objects(syntax, hit.token))
                found = [o for at in places for p, _, o in prepositions(syntax, at) if p == place]
            if found:
                break
        if found and hit.entry.operator != "happen":
            return tuple(dict.fromkeys(found))
    return ()


def _verb_of(syntax: Syntax, at: int) -> int:
    return syntax.heads[at] if syntax.pos[at] == "ADJ" and syntax.heads[at] != at else at


def _patients(line: tuple[Hit, ...], rows: list[dict[str, list[int]]], agents: tuple[int, ...]) -> tuple[int, ...]:
    """Whom it is done to: of the outermost word that says so by itself, else of all words together."""
    merged = _merged(rows)
    outermost = [h for h in reversed(line) if h.entry.operator not in ("support", "happen", "aspect")]
    own = dict(zip((h.token for h in reversed(line)), rows, strict=True))
    for hit, roles in (*((h, own[h.token]) for h in outermost), *((h, merged) for h in outermost)):
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
