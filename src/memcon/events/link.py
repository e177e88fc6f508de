"""Two parties in one sentence: where each stands, and how well a predicate links the one to the other.

Token sets name a party's places; None means that it is not in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memcon.events.codebook import codebook
from memcon.events.frames import infinitive, kids
from memcon.events.lookup import VERBAL, own_words
from memcon.events.predicates import Predicate
from memcon.model.syntax import Syntax

SPEAKER = 0.6
_WORD = re.compile(r"\w+(?:[.'-]\w+)*")
_SMALL = frozenset(
    "the a an of and or in on at for to by its his her their from with s recipient source some several other".split()
)
_OBLIQUE = frozenset({"him", "her", "them", "it"})
_PRONOUN = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that", "his", "her", "its", "their"})


# --- where the source and the target stand --------------------------------------------------------------------------


def locate(syntax: Syntax, name: str) -> frozenset[int] | None:
    """Tokens of the words that name a party: every place the whole name stands, else the places of most of its words;
    None when it is not in the sentence."""
    wanted = [w.lower() for w in _WORD.findall(name)]
    words = [w.lower().rstrip(".") for w in syntax.words]
    core = [w for w in wanted if w not in _SMALL]
    if not core:
        return None
    runs = list(_runs(words, [w for x in wanted for w in _split(x)]))
    if runs:
        return frozenset(i for run in runs for i in run)
    key = {w for x in core for w in _split(x)}
    best = max(_windows(words, key), default=(0, -1, frozenset()), key=lambda x: x[:2])
    return best[2] if best[0] * 2 > len(key) or best[0] >= 3 else None


def _split(word: str) -> list[str]:
    """As the parser splits: "Israel's" in two, hyphens apart; a closing stop dropped."""
    parts = re.split(r"(-|'s$|')", word)
    return [p.rstrip(".") for p in parts if p and p.rstrip(".")]


def _runs(words: Sequence[str], wanted: Sequence[str]) -> Iterator[range]:
    marks = [i for i, w in enumerate(words) if w not in ('"', "'", ",", "(", ")", "")]
    plain = [words[i] for i in marks]
    n = len(wanted)
    for k in range(len(plain) - n + 1):
        if plain[k : k + n] == list(wanted):
            yield range(marks[k], marks[k + n - 1] + 1)


def _windows(words: Sequence[str], key: set[str]) -> Iterator[tuple[int, int, frozenset[int]]]:
    size = len(key) * 2 + 4
    for k, w in enumerate(words):
        if w in key:
            inside = frozenset(i for i in range(k, min(len(words), k + size)) if words[i] in key)
            yield len({words[i] for i in inside}), -len(inside), inside


# --- how well a predicate links them --------------------------------------------------------------------------------


def told_to(syntax: Syntax, p: Predicate, found: Sequence[Predicate]) -> Predicate | None:
    """The contact through which `p` was said ("called X to congratulate him"): whom it was said to."""
    if syntax.deps[p.head] not in ("advcl", "xcomp", "acl") or p.type == "CONSULT":
        return None
    return next((q for q in found if q.type == "CONSULT" and syntax.heads[p.head] in (q.head, *q.trigger)), None)


def link(
    syntax: Syntax, p: Predicate, source: frozenset[int] | None, target: frozenset[int] | None, told: Predicate | None
) -> float:
    """How well `p` links source and target; from about 3 (doer and done-to, asserted, at the top) to 0."""
    doer = _doer(syntax, p, source)
    if doer == 0:
        return 0.0
    done = max(_done(syntax, p, target, doer == SPEAKER), _done(syntax, told, target) if told is not None else 0)
    if p.status == "planned" and "aux" not in p.entry and p.strength <= 0.6:
        doer -= 0.3  # the purpose of another deed
    value = 1.2 * doer + done + 0.6 * p.strength - (0.15 if p.type == "CONSULT" else 0)
    if done == 0:
        value -= 0.6  # the target stands elsewhere in the sentence
        if target is not None and any(syntax.pos[x] == "PROPN" for x in p.patients):
            value -= 0.5  # and another is named to whom it was done
    if (source and p.head in source) or (target and p.head in target):
        value -= 0.5
    value += 0.02 * abs(p.intensity)
    return value - _depth(syntax, p.head) * 0.08 - _unreal(p)


def _meant(syntax: Syntax, doer: int) -> int:
    """Whom a pronoun, or "his country" in reported speech, stands for: the speaker; else the doer itself."""
    if syntax.words[doer].lower() in _PRONOUN:
        return _antecedent(syntax, doer)
    owned = any(syntax.deps[c] == "poss" and syntax.words[c].lower() in _PRONOUN for c in syntax.children[doer])
    own = owned and syntax.lemmas[doer].lower() in codebook().classes["ones-own"]
    return _antecedent(syntax, doer) if own else doer


def _mutual(p: Predicate) -> bool:
    """True where either side may be named first: talks, and visits made and received."""
    return p.symmetric or p.type == "CONSULT"


def _unreal(p: Predicate) -> float:
    return {"hypothetical": 0.3, "denied": 0.1, "historical": 0.05}.get(p.status, 0.0)


def _doer(syntax: Syntax, p: Predicate, source: frozenset[int] | None) -> float:
    if source is None:
        return 0.6
    agents = [_meant(syntax, a) for a in p.agents]
    if any(a in source for a in agents):
        return 1.0
    if any(below(syntax, a, source) for a in agents):
        return 0.8
    if _mutual(p) and any(x in source or below(syntax, x, source) for x in p.patients):
        return 0.8
    if speaks(syntax, p.head, source):
        return SPEAKER
    roles = [x for name, xs in p.roles for x in xs if name == "subj" or x not in p.patients]
    if any(x in source or below(syntax, x, source) for x in roles):
        return 0.35
    first, last = p.clause
    if _mutual(p) and any(first <= syntax.starts[i] < last for i in source):
        return 0.35
    if p.agents:
        return 0.0
    if (
        syntax.pos[p.head] == "VERB"
        and syntax.sentence_of(min(source)) == syntax.sentence_of(p.head)
        and min(source) < p.head
    ):
        return 0.35  # the parser found no subject
    return 0.2 if any(first <= syntax.starts[i] < last for i in source) else 0.0


def _done(syntax: Syntax, p: Predicate, target: frozenset[int] | None, told_by: bool = False) -> float:
    if target is None:
        return 0.6
    heads = [x if syntax.words[x].lower() not in _OBLIQUE else _same(syntax, p.head, x) for x in p.patients]
    if any(x in target for x in heads):
        return 1.0
    if any(below(syntax, x, target) for x in heads):
        return 0.9
    roles = [x for name, xs in p.roles if name != "subj" for x in xs]
    if any(x in target or below(syntax, x, target) for x in roles):
        return 0.8
    agents = any(x in target or below(syntax, x, target) for x in p.agents)
    if agents and (_mutual(p) or (told_by and codebook().quad(p.type).endswith("conflict"))):
        return 0.8
    if any(_reaches(syntax, t, target) for t in p.trigger):
        return 0.6
    return 0.3 if not target.isdisjoint(own_words(syntax, p.head)) else 0.0


def below(syntax: Syntax, head: int, wanted: frozenset[int]) -> bool:
    """True when one of `wanted` hangs under `head`, in no clause that tells more of a name ("X, which borders Y")."""
    stack = [head]
    while stack:
        at = stack.pop()
        if at in wanted:
            return True
        named = syntax.pos[head] == "PROPN"
        stack.extend(c for c in syntax.children[at] if not _tells_more(syntax, c) or not (named or _set_off(syntax, c)))
    return False


def _reaches(syntax: Syntax, trigger: int, target: frozenset[int]) -> bool:
    """True when the target stands under a word of the predicate, in no other clause with a doer of its own."""
    if syntax.pos[trigger] not in VERBAL:
        return below(syntax, trigger, target)
    stack = [trigger]
    while stack:
        at = stack.pop()
        if at in target:
            return True
        stack.extend(c for c in syntax.children[at] if not _apart(syntax, c))
    return False


def _apart(syntax: Syntax, c: int) -> bool:
    """A coordinated clause with its own subject; what a relative clause tells of a name."""
    if _tells_more(syntax, c):
        return syntax.pos[_named(syntax, c)] == "PROPN"
    return syntax.deps[c] == "conj" and syntax.pos[c] in VERBAL and any(kids(syntax, c, "nsubj", "nsubjpass"))


def _tells_more(syntax: Syntax, c: int) -> bool:
    return syntax.deps[c] == "relcl" and not infinitive(syntax, c)


def _set_off(syntax: Syntax, c: int) -> bool:
    """ ", who once lived in Y": a relative clause behind a comma."""
    first = min(syntax.subtree(c))
    return first > 0 and syntax.words[first - 1] == "," and syntax.words[first].lower() in ("who", "which")


def _named(syntax: Syntax, c: int) -> int:
    """The noun a relative clause speaks of, past its apposition ("Chile, a country that")."""
    head = syntax.heads[c]
    return syntax.heads[head] if syntax.deps[head] == "appos" else head


def _same(syntax: Syntax, verb: int, pronoun: int) -> int:
    """Whom an object pronoun means: the object of the verb this one is joined to ("convicted X and jailed him")."""
    while syntax.deps[verb] == "conj":
        verb = syntax.heads[verb]
        for c in syntax.children[verb]:
            if syntax.deps[c] in ("dobj", "nsubjpass") and syntax.pos[c] != "PRON":
                return c
    return pronoun


def speaks(syntax: Syntax, at: int, source: frozenset[int]) -> bool:
    """True when the source is the subject of the speech in which the predicate stands."""
    while syntax.heads[at] != at:
        if syntax.deps[at] == "ccomp" and any(
            c in source for c in syntax.children[syntax.heads[at]] if syntax.deps[c] == "nsubj"
        ):
            return True
        at = syntax.heads[at]
    return False


def _antecedent(syntax: Syntax, pronoun: int) -> int:
    """Whom a pronoun that is the subject of reported speech means: the one who speaks; else itself."""
    at = pronoun
    for _ in range(8):
        head = syntax.heads[at]
        if head == at:
            break
        if syntax.deps[at] in ("ccomp", "advcl", "xcomp", "conj"):
            own = [c for c in syntax.children[head] if syntax.deps[c] in ("nsubj", "nsubjpass") and c != pronoun]
            if own and syntax.words[own[0]].lower() not in _PRONOUN:
                return own[0]
        at = head
    return pronoun


def _depth(syntax: Syntax, at: int) -> int:
    """How many clauses lie above the word."""
    depth = 0
    while syntax.heads[at] != at:
        if syntax.deps[at] in ("relcl", "advcl", "ccomp", "acl", "pcomp", "xcomp"):
            depth += 1
        at = syntax.heads[at]
    return depth
