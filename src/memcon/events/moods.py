"""Whether a thing is told as done, denied, planned or only thought of, from the clause of one verb."""

from __future__ import annotations

from memcon.events.lexicon import words
from memcon.events.phrases import negated
from memcon.events.scene import Scene

_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_MAYBE = frozenset({"may", "might", "could", "should", "can", "must", "ca"})


def status_of(scene: Scene, verb: int) -> str:
    """asserted, denied, planned, hypothetical or historical, for the verb at token `verb` of a clause."""
    s = scene.syntax
    if s.pos[verb] not in ("VERB", "AUX"):
        return "asserted"
    if negated(scene, verb):
        return "denied"
    auxiliaries = {scene.lows[c] for c in s.children[verb] if s.deps[c] == "aux"}
    if any(s.deps[c] == "mark" and scene.lows[c] in ("if", "unless", "whether") for c in s.children[verb]):
        return "hypothetical"
    if auxiliaries & _FUTURE:
        return "planned"
    if auxiliaries & {"would", "'d"}:
        return (
            "planned"
            if s.deps[verb] in ("ccomp", "conj") and scene.lemmas[_top(scene, verb)] in words("details", "speech")
            else "hypothetical"
        )
    if auxiliaries & _MAYBE:
        return "hypothetical"
    if "had" in auxiliaries:
        return "historical"
    if auxiliaries & {"is", "are", "was", "were"} and s.tags[verb] == "VB":
        return "planned"
    return _governed(scene, verb, "to" in auxiliaries)


def _governed(scene: Scene, verb: int, infinitive: bool) -> str:
    s = scene.syntax
    head = s.heads[verb]
    if s.deps[verb] == "conj" and head != verb and s.pos[head] in ("VERB", "AUX") and s.tags[verb] == s.tags[head]:
        own = any(s.deps[c] in ("nsubj", "nsubjpass", "aux") for c in s.children[verb])
        return "asserted" if own else status_of(scene, head)
    if s.deps[verb] == "xcomp" and infinitive:
        lemma = scene.lemmas[head]
        if lemma in words("moods", "realized"):
            return status_of(scene, head)
        return "denied" if lemma in words("moods", "refused") else "planned"
    if infinitive and s.deps[verb] in ("acl", "relcl", "advcl", "ccomp"):
        return "planned" if s.deps[verb] != "advcl" else "asserted"
    if s.deps[verb] == "ROOT" and s.tags[verb] == "VB":
        return "hypothetical"
    return "asserted"


def _top(scene: Scene, verb: int) -> int:
    s = scene.syntax
    while s.deps[verb] == "conj":
        verb = s.heads[verb]
    return s.heads[verb]


def is_wished(scene: Scene, at: int) -> bool:
    """ "the importance of sharing", "the need for cooperation": nothing that was done."""
    s = scene.syntax
    for _ in range(6):
        head = s.heads[at]
        if head == at or s.tags[at] in ("VBD", "VBZ", "VBP"):
            return False
        if s.deps[at] in ("pobj", "pcomp") and scene.lemmas[s.heads[head]] in words("moods", "wished"):
            return True
        if s.deps[at] in ("acl", "relcl") and s.tags[at] == "VB" and scene.lemmas[head] in words("moods", "wished"):
            return True
        at = head
    return False


def is_supposed(scene: Scene, verb: int) -> bool:
    """ "it is possible that", "doubted that", "fears that": a clause that is only thought of."""
    s = scene.syntax
    while s.deps[verb] == "conj" and s.heads[verb] != verb:
        verb = s.heads[verb]
    above = s.heads[verb]
    if s.deps[verb] not in ("ccomp", "acl", "csubj", "advcl") or above == verb:
        return False
    if not any(s.deps[c] == "mark" and scene.lows[c] in ("that", "if", "whether") for c in s.children[verb]):
        return False
    below = [c for c in s.children[above] if s.deps[c] in ("acomp", "attr")] if scene.lemmas[above] == "be" else []
    return any(scene.lemmas[t] in words("moods", "supposed") for t in (above, *below))


def is_planned(scene: Scene, noun: int) -> bool:
    """True for a happening named but not yet held: "his planned talks", "preparations for a summit"."""
    s = scene.syntax
    if any(scene.lows[c] in words("moods", "planned") for c in s.children[noun] if c < noun):
        return True
    prep = s.heads[noun]
    if s.deps[noun] != "pobj" or scene.lows[prep] not in ("for", "of", "to", "about", "on"):
        return False
    above = s.heads[prep]
    on = (above, *(c for c in s.children[above] if s.deps[c] == "dobj" and s.pos[above] == "VERB"))
    return any(scene.lemmas[t] in words("moods", "preparing") for t in on)


def is_felt(scene: Scene, verb: int) -> bool:
    """ "were honoured to visit", "was glad to meet": told as done, by how it felt."""
    s = scene.syntax
    above = s.heads[verb]
    if s.deps[verb] not in ("xcomp", "advcl", "ccomp") or s.tags[verb] != "VB":
        return False
    if s.tags[above] == "VBD" and scene.lemmas[above] in words("moods", "causes") and s.deps[verb] != "advcl":
        return True  # "the dispute led him to call X"
    be = above if scene.lemmas[above] == "be" else s.heads[above] if s.pos[above] == "ADJ" else above
    felt = {scene.lemmas[above], scene.lows[above], *(scene.lows[c] for c in s.children[be] if s.deps[c] == "acomp")}
    past = {scene.lows[c] for c in (be, *s.children[above]) if s.pos[c] == "AUX"} & {"was", "were"}
    return bool(felt & words("moods", "feelings")) and bool(past)


def still_to_do(scene: Scene, at: int) -> str | None:
    """What a gerund or an indefinite noun takes from the clause it stands in: "will take steps in annexing X",
    "called on X to ratchet up sanctions". None where it stands by itself, or the clause tells what was done."""
    s = scene.syntax
    gerund = s.tags[at] == "VBG" and s.deps[at] in ("pcomp", "xcomp", "dobj")
    if not gerund and not (s.pos[at] == "NOUN" and _indefinite(scene, at)):
        return None
    verb = s.heads[at]
    while s.heads[verb] != verb and (s.pos[verb] not in ("VERB", "AUX") or s.tags[verb] == "VBG"):
        verb = s.heads[verb]
    status = status_of(scene, verb) if s.pos[verb] in ("VERB", "AUX") else "asserted"
    if status not in ("planned", "hypothetical") and not (s.tags[verb] == "VB" and s.deps[verb] == "advcl"):
        return None
    return "planned" if gerund and status == "planned" else "hypothetical"


def _indefinite(scene: Scene, noun: int) -> bool:
    """ "sanctions on X", "an attack": no certain one, under a verb as what it acts on."""
    s = scene.syntax
    if s.deps[noun] != "dobj":
        return False
    return not any(
        s.deps[c] == "poss" or scene.lows[c] in ("the", "this", "that", "these", "those") for c in s.children[noun]
    )
