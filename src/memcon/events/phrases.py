"""Phrases and the nouns that stand for a happening: where a noun phrase begins and ends, what a word hangs on."""

from __future__ import annotations

from functools import cache

from memcon.events.lexicon import words
from memcon.events.scene import Scene

_LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "npadvmod", "case"}
)
_WHEN_PREPS = frozenset({"in", "at", "during", "after", "before", "following", "on", "since", "ahead", "through"})
_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "both",
        "some",
        "any",
        "such",
    }
)


def is_occurrence(scene: Scene, i: int) -> bool:
    """True for a noun that stands for a meeting, a journey or another happening ("talks", not "press conference")."""
    s = scene.syntax
    if s.pos[i] not in ("NOUN", "PROPN", "VERB"):
        return False
    lemma = scene.lemmas[i]
    if lemma not in _nouns() and scene.lows[i] not in _nouns():
        return False
    if s.pos[i] == "VERB":  # the tagger takes "talks" and "meeting" after a noun for verbs
        return s.tags[i] == "VBG" and s.deps[i] in ("dobj", "pobj", "nsubj", "attr", "conj")
    return _is_kind(scene, i, lemma)


@cache
def _nouns() -> frozenset[str]:
    return words("occurrence", "meeting") | words("occurrence", "journey") | words("occurrence", "other")


def _is_kind(scene: Scene, i: int, lemma: str) -> bool:
    """Not made another thing by a neighbour: press conference, call for restraint, round of golf, exchange of fire."""
    s = scene.syntax
    barred = words("occurrence", "not_after")
    if any(scene.lemmas[c] in barred for c in s.children[i] if s.deps[c] in ("compound", "amod", "nmod") and c < i):
        return False
    below = {scene.lows[c]: c for c in s.children[i] if s.deps[c] == "prep"}
    if lemma in ("call", "plan") and ("for" in below or "on" in below):
        return False
    if lemma in ("exchange", "round"):
        return any(
            scene.lemmas[o] in ("view", "talk", "idea", "opinion") for c in below.values() for o in s.children[c]
        )
    return True


def is_meeting(scene: Scene, i: int) -> bool:
    """True for an occurrence noun that is a meeting or a call."""
    listed = words("occurrence", "meeting")
    return (scene.lemmas[i] in listed or scene.lows[i] in listed) and is_occurrence(scene, i)


def left_edge(scene: Scene, noun: int) -> int:
    """First token of the noun phrase's part before its noun."""
    s = scene.syntax
    first = noun
    for c in reversed([c for c in s.children[noun] if c < noun]):
        if s.deps[c] in _LEFT or (s.deps[c] == "punct" and s.words[c] in "-\"'"):
            first = min(first, s.subtree(c)[0])
        elif c < first - 1:
            break
    return max(first, scene.sentence(noun)[0])


def right_edge(scene: Scene, noun: int, *, coordinated: bool = False) -> int:
    """One past the last token of a noun phrase: prepositional phrases that are part of it stay; relative clauses,
    participles, what is set off by commas, and where and when it was said are left off."""
    s = scene.syntax
    last = noun + 1
    for c in s.children[noun]:
        if c < noun:
            continue
        dep = s.deps[c]
        if dep == "prep" and is_setting(scene, c):
            break
        if not coordinated and _leads_over(scene, noun, c):
            break
        if dep == "prep" and not _with_person(scene, c):
            last = max(last, _prep_edge(scene, c, coordinated))
        elif dep in ("case", "prt") or (dep == "punct" and s.words[c] in "-)"):
            last = max(last, c + 1)
        elif dep == "nummod" or (dep in ("npadvmod", "nmod") and c == last):
            last = max(last, s.subtree(c)[-1] + 1)
        elif coordinated and dep == "conj":
            last = max(last, right_edge(scene, c, coordinated=True))
        elif dep in ("relcl", "acl", "advcl"):
            if dep == "acl" and s.tags[c] in ("VB", "VBN") and not (c > noun + 1 and s.words[c - 1] == ","):
                last = max(last, clause_edge(scene, c))
            break
    return _with_shared(scene, noun, last)


def _leads_over(scene: Scene, noun: int, c: int) -> bool:
    """True where a list goes on to another noun: what follows is the other's."""
    s = scene.syntax
    if s.deps[c] not in ("cc", "conj"):
        return False
    return any(x >= c and s.deps[x] == "conj" and s.pos[x] in ("NOUN", "PROPN") for x in s.children[noun])


def _with_shared(scene: Scene, noun: int, last: int) -> int:
    """ "trade and developments in the South": a phrase right behind the last of a list is its own, though the parser
    hangs it on the list's first."""
    s, at = scene.syntax, noun
    while (up := _listed_above(scene, at)) is not None:
        at = up
        for c in s.children[at]:
            if c == last and s.deps[c] == "prep" and not is_setting(scene, c) and not _with_person(scene, c):
                return _prep_edge(scene, c, False)
    return last


def _listed_above(scene: Scene, noun: int) -> int | None:
    """The noun before it in its list, or the one in whose phrase the list stands."""
    s, head = scene.syntax, scene.syntax.heads[noun]
    if s.deps[noun] == "pobj" and s.deps[head] == "prep" and s.pos[s.heads[head]] == "NOUN":
        return s.heads[head]
    return head if s.deps[noun] == "conj" and s.pos[head] in ("NOUN", "PROPN") else None


def _with_person(scene: Scene, prep: int) -> bool:
    """ "raised the case with the premier": a partner, not a part of the phrase, unless the noun is a meeting."""
    s = scene.syntax
    if scene.lows[prep] != "with" or is_occurrence(scene, s.heads[prep]):
        return False
    return any((m := scene.mentions.get(c)) is not None and m.kind in ("person", "office") for c in s.children[prep])


def _prep_edge(scene: Scene, prep: int, coordinated: bool) -> int:
    s = scene.syntax
    last = prep + 1
    for c in s.children[prep]:
        if c < prep:
            continue
        if s.deps[c] == "pobj":
            last = max(last, right_edge(scene, c, coordinated=True))
        elif s.deps[c] in ("pcomp", "prep"):
            last = max(last, clause_edge(scene, c) if s.deps[c] == "pcomp" else _prep_edge(scene, c, coordinated))
    return last


def clause_edge(scene: Scene, verb: int) -> int:
    """One past the last token of a verb's own words: coordinated verbs, settings and trailing clauses are left off."""
    s = scene.syntax
    last = verb + 1
    for c in s.children[verb]:
        if c < verb:
            continue
        dep = s.deps[c]
        if dep in ("punct", "cc"):
            continue
        if dep == "conj" and s.pos[c] in ("VERB", "AUX"):
            break
        if dep in ("parataxis", "meta", "dep") or (
            dep == "advcl" and s.tags[c] == "VBG" and s.words[s.subtree(c)[0] - 1] == ","
        ):
            break
        if dep == "advcl" and any(s.deps[k] == "mark" for k in s.children[c]):
            break
        if dep == "prep" and is_setting(scene, c):
            if last > verb + 1:
                break
            continue
        last = max(last, _edge_of(scene, c))
    return last


def _edge_of(scene: Scene, c: int) -> int:
    s = scene.syntax
    if s.deps[c] in ("dobj", "attr", "nsubj", "oprd", "dative", "conj") and s.pos[c] in (
        "NOUN",
        "PROPN",
        "PRON",
        "NUM",
    ):
        return right_edge(scene, c, coordinated=True)
    if s.deps[c] == "prep":
        return _prep_edge(scene, c, True)
    if s.deps[c] in ("xcomp", "ccomp", "pcomp"):
        return clause_edge(scene, c)
    below = s.subtree(c)
    while len(below) > 1 and s.pos[below[-1]] == "PUNCT":
        below.pop()
    return below[-1] + 1


def is_setting(scene: Scene, prep: int) -> bool:
    """True for a phrase that says where in the happening something was said: "in their first meeting with X",
    "during the talks", "after the summit"."""
    s = scene.syntax
    if scene.lows[prep] not in _WHEN_PREPS:
        return False
    for c in s.children[prep]:
        if s.deps[c] == "pobj" and (is_meeting(scene, c) or scene.lemmas[c] in ("conference", "briefing", "interview")):
            return True
        if s.deps[c] == "prep" and is_setting(scene, c):
            return True
    return False


def noun_phrase(scene: Scene, noun: int) -> tuple[int, int]:
    """Token range (half-open) of a noun phrase without its relative clauses and settings."""
    return left_edge(scene, noun), right_edge(scene, noun)


def bare(scene: Scene, first: int, last: int) -> int:
    """`first` moved past determiners and opening marks."""
    s = scene.syntax
    while first < last - 1 and (
        scene.lows[first] in _DETERMINERS or s.words[first] in "\"'," or s.deps[first] == "predet"
    ):
        first += 1
    return first


def governor(scene: Scene, i: int) -> int:
    """The nearest verb or occurrence noun above token `i` (the token at the top where there is none)."""
    s = scene.syntax
    at = i
    while s.heads[at] != at:
        at = s.heads[at]
        if s.pos[at] in ("VERB", "AUX") or is_occurrence(scene, at):
            return at
    return at


def antecedent(scene: Scene, i: int) -> int | None:
    """The occurrence noun that "it", "they" or "this" at token `i` most likely stands for: the last one before it in
    its sentence, else the subject, else the last of the sentence before; None where neither has one."""
    first, _ = scene.sentence(i)
    found = _last_occurrence(scene, first, i)
    if found is None and first > 0:
        start, end = scene.sentence(first - 1)
        subjects = [k for k in range(start, end) if scene.syntax.deps[k] in ("nsubj", "nsubjpass")]
        found = next((k for k in subjects if is_occurrence(scene, k)), None)
        found = _last_occurrence(scene, start, end) if found is None else found
    return found


def _last_occurrence(scene: Scene, first: int, last: int) -> int | None:
    return next((i for i in range(last - 1, first - 1, -1) if is_occurrence(scene, i)), None)


def negated(scene: Scene, verb: int) -> bool:
    """True where a verb is denied: not, never, neither side, without doing."""
    s = scene.syntax
    for c in s.children[verb]:
        if s.deps[c] == "neg" or (s.deps[c] == "advmod" and scene.lows[c] == "never"):
            return True
        if s.deps[c] in ("nsubj", "nsubjpass", "dobj") and _is_none(scene, c):
            return True
        if s.deps[c] in ("preconj", "cc") and scene.lows[c] == "neither":
            return True
    if s.deps[verb] == "conj" and s.pos[s.heads[verb]] in ("VERB", "AUX"):
        own = any(s.deps[c] in ("nsubj", "nsubjpass", "aux") for c in s.children[verb])
        return not own and s.tags[verb] == s.tags[s.heads[verb]] and negated(scene, s.heads[verb])
    return s.deps[verb] == "pcomp" and scene.lows[s.heads[verb]] == "without"


def _is_none(scene: Scene, noun: int) -> bool:
    s = scene.syntax
    if scene.lows[noun] in ("neither", "none", "nobody", "nothing", "no"):
        return True
    return any(s.deps[c] in ("det", "preconj", "cc") and scene.lows[c] in ("no", "neither") for c in s.children[noun])
