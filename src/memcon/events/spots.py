"""Where a thing told happened: the place its own clause names, or "here" by the dateline."""

from __future__ import annotations

from bisect import bisect_left

from memcon.events.lexicon import mapping, words
from memcon.events.phrases import is_occurrence
from memcon.events.scene import Scene
from memcon.model.place import Place

_BARRIER = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis", "csubj"})
_VERBAL = frozenset({"VERB", "AUX"})
_IN = frozenset({"in", "at", "near", "outside", "inside", "aboard", "within"})
_TO = frozenset({"to", "into", "for"})


def place_of(scene: Scene, at: int, *, journey: bool = False) -> Place | None:
    """The place of the event whose trigger is token `at`: what follows "in" or "at" under it or its clause's verb;
    with `journey` also where it goes to. None when the clause names none."""
    s = scene.syntax
    first, last = scene.sentence(at)
    node = at
    for _ in range(6):
        found = _under(scene, node, first, last, at, journey)
        if found is not None:
            return found
        if s.heads[node] == node or (s.deps[node] in _BARRIER and not _serves(scene, node)):
            return None
        node = s.heads[node]
    return None


def _serves(scene: Scene, verb: int) -> bool:
    """ "visited Tokyo to hold a summit": the purpose is fulfilled at the same place."""
    s = scene.syntax
    return s.deps[verb] == "advcl" and any(s.tags[c] == "TO" for c in s.children[verb])


def _under(scene: Scene, node: int, first: int, last: int, at: int, journey: bool) -> Place | None:
    s = scene.syntax
    ranked: list[tuple[int, int, Place]] = []
    for i in scene.placed[bisect_left(scene.placed, first) : bisect_left(scene.placed, last)]:
        if scene.lows[i] == "here" and _hangs(scene, i, node, at):
            place = _dateline(scene)
        else:
            place = scene.place(i) if _locates(scene, i, journey) and _hangs(scene, i, node, at) else None
            place = place or (_named_after(scene, i) if s.heads[i] == node == at else None)
        if place is not None:
            ranked.append((int(place.kind == "country"), abs(i - node), place))
    return min(ranked, key=lambda x: x[:2])[2] if ranked else None


def _locates(scene: Scene, i: int, journey: bool) -> bool:
    """True for a place after a preposition of place, in apposition to one, or visited."""
    s = scene.syntax
    top = i
    while s.deps[top] in ("appos", "compound", "nmod", "conj", "npadvmod") and s.heads[top] != top:
        top = s.heads[top]
    if i in scene.told and s.deps[top] == "pobj" and scene.lows[s.heads[top]] == "of":  # "in the port city of X"
        top = s.heads[s.heads[top]]
    if s.deps[top] == "pobj":
        word = scene.lows[s.heads[top]]
        return word in _IN or (journey and word in _TO)
    return s.deps[top] == "dobj" and (journey or scene.lemmas[s.heads[top]] in ("visit", "tour"))


def _named_after(scene: Scene, i: int) -> Place | None:
    """ "the Oslo summit" was held in Oslo; "the Norway talks" may be about Norway."""
    s = scene.syntax
    if s.deps[i] not in ("compound", "nmod") or s.pos[s.heads[i]] not in ("NOUN", "PROPN"):
        return None
    place = scene.place(i)
    return place if place is not None and place.kind in _BUILT else None


_BUILT = frozenset({"town", "venue"})
"""Kinds of places a meeting is named after because it is held there."""


def _hangs(scene: Scene, i: int, node: int, at: int) -> bool:
    """True when the way from `i` up to `node` crosses no other clause, or no verb parts the trigger from `i`."""
    s = scene.syntax
    if (
        node == at < i
        and i - at < 14
        and not any(s.pos[k] in _VERBAL for k in range(at + 1, i))
        and s.pos[at] not in _VERBAL
    ):
        return True
    while i != node:
        verb = s.pos[i] in _VERBAL and s.deps[i] in ("conj", "xcomp", "pcomp")
        lasting = s.deps[i] == "acl" and scene.lemmas[i] in words("details", "duration", "last")
        if s.heads[i] == i or (s.deps[i] in _BARRIER and not lasting) or verb or not _carries(scene, i):
            return False
        i = s.heads[i]
    return True


def _carries(scene: Scene, i: int) -> bool:
    """False for a noun that keeps a place to itself ("discussed the conflict in X"); true for places, meetings, verbs
    and what stands in a phrase of place itself ("at a hotel in X")."""
    s = scene.syntax
    if s.pos[i] not in ("NOUN", "PROPN") or i in scene.places or i in scene.told or i in scene.mentions:
        return True
    if is_occurrence(scene, i) or scene.lows[i] in mapping("details", "duration", "unit"):  # "for an hour in X"
        return True
    if scene.lemmas[i] in words("details", "occasion", "side") | words("details", "occasion", "gathering"):
        return True
    prep = s.heads[i]
    return s.deps[i] == "compound" or (s.deps[i] == "pobj" and scene.lows[prep] in _IN | _TO)


def _dateline(scene: Scene) -> Place | None:
    """The dateline's place, as the report places it elsewhere where it does."""
    dateline = scene.reading.report.dateline
    if dateline is None:
        return None
    for mention in scene.reading.places or ():
        if mention.place is not None and mention.place.name.casefold() == dateline.place.casefold():
            return mention.place
    return Place(dateline.place, dateline.country)
