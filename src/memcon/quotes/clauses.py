"""What a reporting word governs: its content and the one whose content it is, read off the syntax."""

from __future__ import annotations

from typing import NamedTuple

from memcon.model.syntax import Syntax
from memcon.quotes.lexicon import Cue, Cues

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_INHERITS = frozenset({"conj", "advcl", "xcomp", "ccomp", "dep"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NEGATIONS = frozenset({"not", "n't", "never", "n’t"})
_AVOIDS = frozenset("avoid refrain stop resist shun dodge".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday week month year".split())
_MODIFIERS = frozenset("det amod compound poss nmod nummod predet quantmod advmod case".split())
_FAR = 16
"""How many words after a cue its "that" is looked for."""
_BELONGS = frozenset("of on for between against about over with".split())
_OCCASIONS = frozenset(
    "twitter facebook x condition visit trip television radio behalf side reporter reason time".split()
)
# What a person who may be received is called (own list).
_CALLED = frozenset(
    "president premier minister chancellor king queen prince princess leader envoy ambassador delegation counterpart"
    " secretary guest visitor delegate emir sultan sheikh pope general governor mayor crowd".split()
)
_CLOSE = frozenset({"of", "for", "at", "in", "from", "with"})
# Verbs that only carry a noun cue: their subject is the one whose claim, hope or warning it is.
LIGHT = frozenset(
    "make have express voice share issue give offer repeat reiterate hold raise state deliver send put convey receive"
    " announce bring reaffirm extend drop keep maintain air lodge file level launch outline".split()
)


class Content(NamedTuple):
    """Heads of what is attributed (each stands for its subtree) and the frame it was found in."""

    heads: tuple[int, ...]
    frame: str


def cue_of(s: Syntax, i: int, cues: Cues) -> Cue | None:
    """The cue that token `i` is, with its particle, or None."""
    pos = s.pos[i]
    lemma = s.lemmas[i].lower()
    if pos == "VERB" or (pos == "AUX" and lemma not in ("be", "have", "do")):
        if s.deps[i] == "amod":
            return None
        if lemma in cues.particles:
            for c in s.children[i]:
                if s.deps[c] in ("prt", "advmod", "acomp", "dobj", "oprd"):
                    longer = cues.verbs.get(f"{lemma}_{s.words[c].lower()}")
                    if longer is not None:
                        return longer
        return cues.verbs.get(lemma)
    if pos == "NOUN":
        return cues.nouns.get(lemma) or (cues.verbs.get(lemma) if s.deps[i] == "ROOT" else None)
    if pos == "ADJ" and s.deps[i] in ("acomp", "ROOT", "conj", "ccomp", "advcl", "acl", "amod"):
        return cues.adjectives.get(lemma)
    return None


def content_of(s: Syntax, i: int, cue: Cue) -> Content | None:
    """What cue `i` governs, in the first of its frames that is there: a clause before a phrase."""
    kids = s.children[i]
    if cue.has("that"):
        clause = next((c for c in kids if s.deps[c] == "ccomp" and not _infinitive(s, c)), None)
        if clause is None:
            clause = _displaced(s, i)
        if clause is not None:
            return Content((clause,), "that")
    found = _infinitival(s, i, cue) or _gerund(s, i, cue)
    return found or _phrases(s, i, cue)


def _displaced(s: Syntax, i: int) -> int | None:
    """A "that" clause the parser hung elsewhere: on the noun cue, or on the one who was told."""
    if s.pos[i] != "VERB":
        under = (c for c in s.children[i] if s.deps[c] in ("acl", "ccomp", "relcl", "advcl"))
        found = next((c for c in under if _content_clause(s, c)), None)
        return found if found is not None else _marked(s, i)
    hosts = [i, *(c for c in s.children[i] if s.deps[c] in ("dobj", "dative", "npadvmod"))]
    hosts += [d for c in s.children[i] if s.deps[c] in ("prep", "dative") for d in s.children[c] if s.deps[d] == "pobj"]
    hosts += [d for h in hosts[1:] for c in s.children[h] if s.deps[c] == "prep" for d in s.children[c]]
    clauses = (c for h in hosts for c in s.children[h] if c > i and s.deps[c] in ("acl", "ccomp", "relcl", "advcl"))
    found = next((c for c in clauses if _content_clause(s, c) or _that_first(s, c)), None)
    return found if found is not None else _marked(s, i)


def _marked(s: Syntax, i: int) -> int | None:
    """The clause that "that" or "whether" opens a few nouns on ("told a crowd at a hotel in the port that …"),
    wherever the parser hung it; None past any other verb or mark."""
    last = s.sentences[s.sentence_of(i)][1]
    for t in range(i + 1, min(i + _FAR, last)):
        if s.words[t] in ("that", "whether") and s.deps[t] == "mark":
            head = s.heads[t]
            return head if head > t and s.subtree(head)[0] == t else None
        if s.pos[t] in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            return None
    return None


def _that_first(s: Syntax, i: int) -> bool:
    """ "that" and then a subject of its own: content even where the parser took "that" for a pronoun."""
    first = s.subtree(i)[0]
    subject = next((c for c in s.children[i] if s.deps[c] == "nsubj"), None)
    return s.words[first].lower() == "that" and subject is not None and subject > first and s.deps[first] != "nsubj"


def _infinitive(s: Syntax, i: int) -> bool:
    return any(s.words[c].lower() == "to" and s.deps[c] == "aux" for c in s.children[i])


def _content_clause(s: Syntax, i: int) -> bool:
    """A clause with its own subject that "that" (or nothing) opens, not a relative one."""
    kids = s.children[i]
    if not any(s.deps[c] in _SUBJECTS for c in kids) or _infinitive(s, i):
        return False
    return any(s.words[c].lower() == "that" and s.deps[c] == "mark" for c in kids)


def _infinitival(s: Syntax, i: int, cue: Cue) -> Content | None:
    frame = next((f for f in cue.frames if f.kind == "to"), None)
    if frame is None:
        return None
    clause = next(
        (c for c in s.children[i] if s.deps[c] in ("xcomp", "ccomp", "acl", "advcl") and _infinitive(s, c)), None
    )
    if clause is None or (s.deps[clause] == "advcl" and s.pos[i] == "VERB" and not _loose(s, i, clause)):
        return None
    obj = _object(s, i) if frame.with_object else None
    return Content((clause,) if obj is None else (obj, clause), "to")


def _loose(s: Syntax, i: int, clause: int) -> bool:
    """An infinitive that only a day or a place parts from its verb ("promised on Monday to go")."""
    if clause < i:
        return False
    return all(s.deps[c] not in ("dobj", "ccomp") or s.lemmas[c] in _DAYS for c in s.children[i])


def _gerund(s: Syntax, i: int, cue: Cue) -> Content | None:
    if not cue.has("ing"):
        return None
    clause = next((c for c in s.children[i] if s.deps[c] in ("xcomp", "pcomp") and s.tags[c] == "VBG"), None)
    return None if clause is None else Content((clause,), "ing")


def _object(s: Syntax, i: int) -> int | None:
    """The object; of a passive its subject; of a relative clause the noun it stands for."""
    for c in s.children[i]:
        if s.deps[c] == "dobj" or (s.deps[c] == "npadvmod" and c == i + 1 and s.pos[c] in ("PROPN", "PRON")):
            return antecedent(s, c)
    if s.tags[i] == "VBN" and s.deps[i] == "acl":
        return s.heads[i]
    return next((antecedent(s, c) for c in s.children[i] if s.deps[c] == "nsubjpass"), None)


def antecedent(s: Syntax, i: int) -> int:
    """The noun that a relative pronoun stands for, else the token itself."""
    if s.words[i].lower() not in _RELATIVE or s.tags[i] not in ("WP", "WDT", "WP$", "IN", "DT"):
        return i
    at = s.heads[i]
    while s.deps[at] in ("ccomp", "xcomp", "conj", "advcl") and s.heads[at] != at:
        at = s.heads[at]
    return s.heads[at] if s.deps[at] in ("relcl", "acl") else i


def _phrases(s: Syntax, i: int, cue: Cue) -> Content | None:
    kids, by_prep = s.children[i], cue.prepositions
    obj = _object(s, i) if s.pos[i] != "NOUN" or s.deps[i] == "ROOT" else None
    heads: list[int] = []
    name = ""
    for c in [*kids, *(_inside(s, obj) if obj is not None and obj > i else ())]:
        frame = by_prep.get(s.words[c].lower()) if s.deps[c] in ("prep", "dative", "agent", "prt", "advmod") else None
        if frame is None or not s.children[c] or (frame.with_object and obj is None):
            continue
        if s.heads[c] != i and not frame.with_object:
            continue
        heads.extend([obj, c] if frame.with_object and obj is not None else [c])
        name = frame.prep or ""
        break
    predicates = [c for c in kids if s.deps[c] in ("oprd", "acomp", "attr") and c > i]
    complement = predicates[-1] if predicates else None
    if obj is None and len(predicates) > 1:
        obj = predicates[0]
    for frame in cue.frames:
        if frame.kind == "obj" and frame.complement and not heads:
            small = next((c for c in kids if s.deps[c] == "ccomp"), None)
            if small is not None:
                return Content((small,), "comp")
            if obj is not None and complement is not None:
                heads, name = [obj, complement], "comp"
        elif frame.kind == "obj" and obj is not None and obj not in heads and not (frame.thing and _person(s, obj)):
            heads, name = [obj, *heads, *_own_phrase(s, i, obj)], name or "obj"
    return Content(tuple(heads), name) if heads else None


def _own_phrase(s: Syntax, i: int, obj: int) -> list[int]:
    """A phrase right behind the object that the parser hung on the cue though it is the object's own ("welcomed the
    accord on fishing")."""
    end = s.subtree(obj)[-1] + 1
    return [
        c for c in s.children[i]
        if c == end and obj > i and s.deps[c] == "prep" and s.words[c].lower() in _BELONGS
        and not any(s.words[g] in _DAYS or s.lemmas[g].lower() in _OCCASIONS for g in s.children[c])
    ]  # fmt: skip


def _person(s: Syntax, i: int) -> bool:
    """A name of a person or what a person is called by office, or a pronoun."""
    if s.pos[i] == "PRON" or s.lemmas[i].lower() in _CALLED:
        return True
    return any(e.label == "PERSON" and e.first <= i < e.last for e in s.entities)


def _inside(s: Syntax, obj: int) -> list[int]:
    """Prepositions the parser hung on the object or on its last member."""
    members = [obj, *(c for c in s.children[obj] if s.deps[c] == "conj")]
    return [c for m in members for c in s.children[m] if s.deps[c] == "prep"]


def subject_of(s: Syntax, i: int, hops: int = 6, surface: bool = False) -> int | None:
    """The head of the noun phrase that says, thinks or wants what `i` expresses: through passives, chains of verbs,
    participles, relative clauses and control; None when the sentence does not tell. `surface`: of a passive its
    subject, not its agent (for the verbs that hang on it)."""
    if s.pos[i] in ("NOUN", "PROPN") and not any(s.deps[c] == "nsubj" and c < i for c in s.children[i]):
        return _owner(s, i, hops)
    passive = False
    for c in s.children[i]:
        if s.deps[c] == "nsubjpass" and surface:
            return antecedent(s, c)
        if s.deps[c] == "nsubjpass" or s.deps[c] == "auxpass":
            passive = True
        elif s.deps[c] in ("nsubj", "csubj") and s.tags[c] != "EX":
            return antecedent(s, c)
    joined = s.deps[i] == "conj" and any(s.deps[c] == "auxpass" for c in s.children[s.heads[i]])
    if s.deps[i] == "acl" and not passive and any(s.deps[c] == "ccomp" and c > i for c in s.children[i]):
        return s.heads[i]
    if (passive and not surface) or (s.tags[i] == "VBN" and (joined or s.deps[i] in ("acl", "advcl", "relcl"))):
        return _agent(s, i)
    return _inherited(s, i, hops)


def _agent(s: Syntax, i: int) -> int | None:
    for c in s.children[i]:
        if s.deps[c] in ("agent", "prep") and s.words[c].lower() == "by":
            return next((d for d in s.children[c] if s.deps[d] == "pobj"), None)
    return None


def _inherited(s: Syntax, i: int, hops: int) -> int | None:
    head, dep = s.heads[i], s.deps[i]
    if hops == 0 or head == i:
        return None
    if dep in ("acl", "relcl"):
        return head
    if dep == "xcomp":
        obj = next((c for c in s.children[head] if s.deps[c] == "dobj" and c < i), None)
        if obj is not None:
            return obj
    if dep in ("pcomp",):
        return subject_of(s, s.heads[head], hops - 1, True) if s.heads[head] != head else None
    if dep in ("acomp", "attr", "amod", "oprd"):
        return head if dep == "amod" else subject_of(s, head, hops - 1, True)
    if dep in _INHERITS and s.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
        return subject_of(s, head, hops - 1, True) if s.pos[head] != "NOUN" else head
    return None


def _owner(s: Syntax, i: int, hops: int) -> int | None:
    """Whose claim or hope: its possessor, its "by" or "from" phrase, the subject of the light verb that carries it."""
    for c in s.children[i]:
        if s.deps[c] == "poss":
            return c
    for c in s.children[i]:
        if s.deps[c] in ("prep", "agent", "acl") and s.words[c].lower() in ("by", "from", "among"):
            owner = next((d for d in s.children[c] if s.deps[d] == "pobj"), None)
            if owner is not None:
                return owner
    head, dep = s.heads[i], s.deps[i]
    if hops == 0 or head == i:
        return None
    if dep == "dobj" and s.lemmas[head].lower() in LIGHT:
        return subject_of(s, head, hops - 1, True)
    if dep in ("nsubjpass",) and s.lemmas[head].lower() in LIGHT:
        return _agent(s, head)
    if dep == "conj":
        return _owner(s, head, hops - 1)
    if dep == "pobj" and s.heads[head] != head:
        over = s.heads[head]
        return subject_of(s, over, hops - 1, True) if s.pos[over] in ("VERB", "AUX") else None
    return None


def negated(s: Syntax, i: int) -> bool:
    """True when the cue itself is denied ("did not say", "is not sure", "avoided saying")."""
    head = s.heads[i]
    if s.pos[i] == "ADJ" and s.pos[head] == "AUX" and _denied(s, head):
        return True
    if s.deps[i] in ("xcomp", "pcomp") and head != i:
        over = s.heads[head] if s.deps[i] == "pcomp" else head
        if s.lemmas[over].lower() in _AVOIDS:
            return True
    return _denied(s, i)


def _denied(s: Syntax, i: int) -> bool:
    return any(s.deps[c] == "neg" or s.words[c].lower() in _NEGATIONS for c in s.children[i])


def phrase(s: Syntax, i: int, hops: int = 12) -> tuple[int, int]:
    """Token range of the noun phrase headed by `i`: its modifiers before and its close company after, no clauses;
    `hops` phrases deep."""
    first, last = i, i + 1
    for c in s.children[i]:
        dep = s.deps[c]
        if c < i and (dep in _MODIFIERS or (dep == "punct" and s.words[c] in "-'\u2019")):
            first = min(first, s.subtree(c)[0])
        elif c > i and dep == "prep" and c == last and s.words[c].lower() in _CLOSE and hops:
            last = max([last, *(phrase(s, g, hops - 1)[1] for g in s.children[c] if s.deps[g] == "pobj")])
    for c in joined(s, i) if hops else ():
        last = max(last, phrase(s, c, hops - 1)[1])
    return _trim(s, first, last)


def joined(s: Syntax, i: int) -> list[int]:
    """Heads that an "and" joins to the noun `i`, in text order; a mere comma ("Reuters, Park said") joins nothing."""
    found = [c for c in s.children[i] if s.deps[c] == "conj" and c > i]
    at: int | None = i if found else None
    while at is not None:
        if any(s.deps[c] == "cc" for c in s.children[at]):
            return found
        at = next((c for c in reversed(s.children[at]) if s.deps[c] == "conj" and c > at), None)
    return []


def _trim(s: Syntax, first: int, last: int) -> tuple[int, int]:
    while last > first + 1 and s.pos[last - 1] in ("PUNCT", "CCONJ", "ADP"):
        last -= 1
    while first < last - 1 and s.pos[first] in ("PUNCT",):
        first += 1
    return first, last


def apposed(s: Syntax, i: int) -> int:
    """From a noun at the end of an apposition ("Park, head of the group") to the one it is said of."""
    at = i
    while (
        s.deps[at] in ("appos", "pobj", "prep", "compound", "poss")
        and s.heads[at] < at
        and s.pos[s.heads[at]] != "VERB"
    ):
        at = s.heads[at]
    return at if s.pos[at] in ("NOUN", "PROPN", "PRON") else i
