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
    if _opinion(scene, p) or _of_a_law(scene, p.head) or _asks_what(scene, p.head) or _judged(scene, p.head):
        return True
    if _lashes_out(scene, p) or _only_warns(scene, p):
        return True
    if _habit(scene, p.head) or _tends(scene, p) or _leaves(scene, p) or _kept_from(scene, p) or _silent(scene, p):
        return True
    if p.mode == "agreement" and any(
        scene.lemmas[o] in words("occurrence", "alone", "laws") for o in _objects(scene, p)
    ):
        return True  # a state's own law
    wished = scene.syntax.pos[p.head] == "NOUN" and still_to_do(scene, p.head) is not None
    return wished or _a_state(scene, p) or any(_matters(scene, t) for t in p.trigger) or _stays(scene, p)


def _a_state(scene: Scene, p: Predicate) -> bool:
    """ "U.S. support for X does not waver", "investments would go on": a bare noun of a state, with nothing done."""
    return p.trigger == (p.head,) and scene.syntax.pos[p.head] == "NOUN" and scene.lemmas[p.head] in _words("states")


def _habit(scene: Scene, head: int) -> bool:
    """ "usually receives two guests a year"."""
    s = scene.syntax
    if s.tags[head] not in ("VBZ", "VBP"):
        return False
    return any(scene.lows[c] in _words("habits") for c in s.children[head] if s.deps[c] == "advmod")


def _tends(scene: Scene, p: Predicate) -> bool:
    """ "is deepening ties with X", "enjoys good relations": a policy or a state, not a deed."""
    s = scene.syntax
    if p.type != p.base or p.type not in ("SUPPORT", "COOPERATE") or scene.lemmas[p.head] not in _words("tending"):
        return False
    return any(scene.lemmas[t] in _words("states") for t in p.trigger if s.pos[t] == "NOUN")


def _leaves(scene: Scene, p: Predicate) -> bool:
    """ "before the president left Peru": a person on his way."""
    if p.type != "RETREAT" or scene.lemmas[p.head] not in _words("leaving") or p.trigger != (p.head,):
        return False
    doers = [m for t in p.agents if (m := scene.mentions.get(t)) is not None]
    return bool(doers) and all(m.kind in ("person", "organisation", "office") for m in doers)


def _objects(scene: Scene, p: Predicate) -> list[int]:
    return [*(t for t in p.trigger if t != p.head), *(t for name, heads in p.roles if name == "obj" for t in heads)]


def _kept_from(scene: Scene, p: Predicate) -> bool:
    """ "prevents X from easing the sanctions"."""
    s, prep = scene.syntax, scene.syntax.heads[p.head]
    return s.deps[p.head] == "pcomp" and scene.lows[prep] == "from" and scene.lemmas[s.heads[prep]] in _words("kept")


def _silent(scene: Scene, p: Predicate) -> bool:
    """ "declined to comment", "refused to say"."""
    s = scene.syntax
    if p.type != "REJECT" or scene.lemmas[p.head] not in _words("shy"):
        return False
    return any(scene.lemmas[c] in _words("silent") for c in s.children[p.head] if s.deps[c] == "xcomp")


def _opinion(scene: Scene, p: Predicate) -> bool:
    """ "the two still disagree": a frame of mind that lasts."""
    s = scene.syntax
    alone = p.entry.count(">") == 0 and scene.lemmas[p.head] in _words("opinions")
    return alone and s.tags[p.head] in ("VBZ", "VBP")


def _of_a_law(scene: Scene, head: int) -> bool:
    """ "a law that grants X a status": the law speaks, nobody acts."""
    s = scene.syntax
    above = s.heads[head]
    law = scene.lemmas[above] in words("occurrence", "alone", "laws")
    return law and s.deps[head] == "relcl" and s.tags[head] in ("VBZ", "VBP")


def _asks_what(scene: Scene, head: int) -> bool:
    """ "what to expect from the visit", "how to end the war"."""
    s = scene.syntax
    if s.tags[head] != "VB" or not any(s.tags[c] == "TO" for c in s.children[head]):
        return False
    return any(s.tags[c] in ("WP", "WRB") and c < head for c in s.children[head])


def _judged(scene: Scene, head: int) -> bool:
    """ "it was important not to reward X": an infinitive that is only weighed."""
    s = scene.syntax
    be = s.heads[head]
    if s.tags[head] != "VB" or scene.lemmas[be] != "be":
        return False
    it = any(scene.lows[c] == "it" for c in s.children[be] if s.deps[c] in ("nsubj", "expl"))
    return it and any(scene.lemmas[c] in _words("judged") for c in s.children[be] if s.deps[c] in ("acomp", "attr"))


def _lashes_out(scene: Scene, p: Predicate) -> bool:
    """ "will fight back", "hit back": of a person by name words are meant, and they strike nobody."""
    back = any(scene.lows[c] == "back" for c in scene.syntax.children[p.head])
    return p.base == "ASSAULT" and back and not p.patients and _by_persons(scene, p)


def _by_persons(scene: Scene, p: Predicate) -> bool:
    doers = [m for t in p.agents if (m := scene.mentions.get(t)) is not None]
    return bool(doers) and len(doers) == len(p.agents) and all(m.kind == "person" for m in doers)


def _only_warns(scene: Scene, p: Predicate) -> bool:
    """ "warned that the talks had failed": of what was, not of what he would do."""
    s = scene.syntax
    if p.type != "THREATEN" or p.entry.count(">") or scene.lemmas[p.head] not in ("warn", "caution"):
        return False
    told = [c for c in s.children[p.head] if s.deps[c] == "ccomp"]
    return any(
        s.tags[c] == "VBD" or (s.tags[c] == "VBN" and any(scene.lemmas[a] == "have" for a in s.children[c]))
        for c in told
    )


def in_words(scene: Scene, p: Predicate) -> Predicate:
    """ "Ada Brandt shot back at X", "hit out", "hammered X": a person by name strikes with words."""
    if p.type != "ASSAULT" or p.trigger[0] != p.head or scene.lemmas[p.head] not in _words("strikes") or not p.patients:
        return p
    whom = [scene.mentions.get(t) for t in p.patients]
    if not _by_persons(scene, p) or not all(
        m is not None and m.kind in ("person", "office", "organisation") for m in whom
    ):
        return p
    return _as(p, "ACCUSE", "disapprove", "aux.in-words")


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
            on = scene.lows[head] in ("on", "to") and s.pos[above] in ("VERB", "AUX")
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
    if p.entry.startswith("aux.will-not") and not p.agents and frames.is_passive(s, p.head):
        return True  # "nobody would be driven out"
    if p.agents or p.entry.count(">") or s.tags[p.head] != "VBN" or not frames.is_passive(s, p.head):
        return False
    auxiliaries = [scene.lows[c] for c in s.children[p.head] if s.deps[c] in ("aux", "auxpass")]
    return bool(auxiliaries) and set(auxiliaries) <= _PRESENT


def by_office(scene: Scene, p: Predicate, actors: Sequence[ActorRef]) -> Predicate:
    """ "The minister walked out", "the speaker boycotted the banquet": civilians protest, who holds office refuses."""
    if p.type != "PROTEST" or p.mode not in _words("refusals") or not actors:
        return p
    named = [m for t in p.agents if (m := scene.mentions.get(t)) is not None]
    if not named or not all(r.id in scene.officials or scene.kind(r) in ("state", "office") for r in actors):
        return p  # "a Norwegian union": whom it serves is no doer
    return _as(p, "REJECT", None, "aux.in-office")


def harmless(p: Predicate, recipients: Sequence[ActorRef]) -> Predicate:
    """ "agreed to designate X as a drug": what is agreed to and harms nobody named is no threat."""
    if p.type != "THREATEN" or recipients or p.entry.partition(">")[0] != "promise.agree":
        return p
    return _as(p, "AGREE", None, "aux.harmless")


def _as(p: Predicate, name: str, mode: str | None, why: str) -> Predicate:
    kind = codebook().types[name]
    return p._replace(type=name, mode=mode, quad=kind.quad, intensity=kind.intensity, entry=f"{why}>{p.entry}")
