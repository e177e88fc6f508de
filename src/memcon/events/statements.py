"""Words of a deed that tell of none: states that last, wishes, what matters; and deeds that the doer makes another."""

from __future__ import annotations

from collections.abc import Sequence

from memcon.events import frames
from memcon.events.codebook import codebook
from memcon.events.lexicon import words
from memcon.events.moods import still_to_do
from memcon.events.predicates import Predicate
from memcon.events.scene import Scene
from memcon.model.actor import ActorRef

_PRESENT = frozenset({"is", "are", "'s", "'re", "am"})


def is_plain(scene: Scene, p: Predicate) -> bool:
    """True where a predicate states something and tells of no deed (PLOVER manual 0.8: plain statements are no events):
    a lasting state named by a bare noun, what is said to matter or yet to be done, a passive present without a doer."""
    wished = scene.syntax.pos[p.head] == "NOUN" and still_to_do(scene, p.head) is not None
    return wished or _a_state(scene, p) or any(_matters(scene, t) for t in p.trigger) or _stays(scene, p)


def _a_state(scene: Scene, p: Predicate) -> bool:
    """ "U.S. support for X does not waver", "investments would go on": a bare noun of a state, with nothing done."""
    return p.trigger == (p.head,) and scene.syntax.pos[p.head] == "NOUN" and scene.lemmas[p.head] in _words("states")


def _words(key: str) -> frozenset[str]:
    return words("statements", key)


def _matters(scene: Scene, at: int) -> bool:
    """ "stressed the importance of sharing", "put great emphasis on sealing"."""
    s, listed = scene.syntax, _words("matters")
    for _ in range(6):
        head = s.heads[at]
        if head == at or s.tags[at] in ("VBD", "VBZ", "VBP"):
            return False
        if s.deps[at] in ("pobj", "pcomp"):
            above = s.heads[head]
            on = scene.lows[head] == "on" and s.pos[above] in ("VERB", "AUX")
            if scene.lemmas[above] in listed or (
                on and any(scene.lemmas[o] in listed for o in frames.objects(s, above))
            ):
                return True
        elif s.deps[at] in ("acl", "relcl") and s.tags[at] == "VB" and scene.lemmas[head] in listed:
            return True
        at = head
    return False


def _stays(scene: Scene, p: Predicate) -> bool:
    """ "the vote is rigged", "X is banned": how things are, by nobody named and on no day."""
    s = scene.syntax
    if p.agents or p.entry.count(">") or s.tags[p.head] != "VBN" or not frames.is_passive(s, p.head):
        return False
    auxiliaries = [scene.lows[c] for c in s.children[p.head] if s.deps[c] in ("aux", "auxpass")]
    return bool(auxiliaries) and set(auxiliaries) <= _PRESENT


def by_office(scene: Scene, p: Predicate, actors: Sequence[ActorRef]) -> Predicate:
    """ "The minister walked out", "the speaker boycotted the banquet": civilians protest, who holds office refuses."""
    if p.type != "PROTEST" or p.mode not in _words("refusals") or not actors:
        return p
    if not all(r.id in scene.officials or scene.kind(r) in ("state", "office") for r in actors):
        return p
    kind = codebook().types["REJECT"]
    return p._replace(type=kind.name, mode=None, quad=kind.quad, intensity=kind.intensity)
