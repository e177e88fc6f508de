"""What was raised, and what is said not to have been raised."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from memcon.events import frames
from memcon.events.anchored import Anchored, anchored
from memcon.events.lexicon import mapping, words
from memcon.events.moods import is_planned, is_wished, status_of
from memcon.events.parties import actors_at
from memcon.events.phrases import bare, clause_edge, governor, is_meeting, is_occurrence, left_edge, negated, right_edge
from memcon.events.scene import Scene

RAISED, NOT_RAISED = "topic.raised", "topic.not-raised"


def find_topics(scene: Scene, first: int, last: int) -> Iterator[Anchored]:
    """Points `topic.raised` and `topic.not-raised` of one sentence (token range, half-open), one for each topic of a
    list. Not raised is what the text says was not raised; what it does not mention is no topic at all."""
    s = scene.syntax
    verbs, nouns = _verbs(), _nouns()
    for i in range(first, last):
        if s.pos[i] == "VERB" and scene.lemmas[i] in verbs:
            yield from _of_verb(scene, i)
        elif s.pos[i] == "NOUN" and scene.lemmas[i] in nouns:
            yield from _of_noun(scene, i)
        elif s.pos[i] == "AUX" and scene.lemmas[i] == "be":
            yield from _listed_under(scene, i)


@cache
def _verbs() -> frozenset[str]:
    """Every verb this file has a reading for; the rest are passed over at once."""
    keys = ("object", "raise", "about", "particle", "covering", "subject", "avoid", "mention")
    return frozenset({"address"}).union(*(words("details", "topic", key) for key in keys))


@cache
def _nouns() -> frozenset[str]:
    return words("details", "topic", "nouns") | words("details", "topic", "no_nouns")


def _of_verb(scene: Scene, verb: int) -> Iterator[Anchored]:
    s, lemma = scene.syntax, scene.lemmas[verb]
    if frames.is_passive(s, verb):
        yield from _of_passive(scene, verb, lemma)
        return
    objects = _objects(scene, verb, lemma)
    if not objects and lemma in words("details", "topic", "subject"):
        objects = _as_subject(scene, verb, lemma)
        denied = negated(scene, verb)
    else:
        denied = negated(scene, verb) or lemma in words("details", "topic", "avoid") or _refused(scene, verb)
        if not objects or not _spoken_by_parties(scene, verb):
            return
    if lemma in words("details", "topic", "mention") - words("details", "topic", "particle") and not denied:
        return
    yield from _details(scene, verb, objects, denied)


def _objects(scene: Scene, verb: int, lemma: str) -> list[int]:
    """The tokens that name what an active verb puts on the table; () when it does no such thing."""
    s = scene.syntax
    direct = [c for c in s.children[verb] if s.deps[c] == "dobj"]
    preps = {word: obj for word, _, obj in reversed([*frames.prepositions(s, verb), *_behind_length(scene, verb)])}
    listed = "details", "topic"
    if lemma in words(*listed, "object") or lemma in words(*listed, "mention") - words(*listed, "particle"):
        return direct or [o for p, o in preps.items() if p in ("to", "about")]
    if lemma in words(*listed, "raise"):
        named = words(*listed, "raise_nouns")
        free = "with" in preps or _unraised(scene, verb)
        barred = words(*listed, "raise_not")
        return [o for o in direct if scene.lemmas[o] in named or (free and scene.lemmas[o] not in barred)]
    if lemma in words(*listed, "particle") and any(
        scene.lows[c] == "up" and s.deps[c] == "prt" for c in s.children[verb]
    ):
        return [
            o
            for o in direct
            if scene.lemmas[o] not in ("office", "post", "position", "arm", "offer", "role", "residence")
        ]
    if lemma == "steer":
        clear = [c for c in s.children[verb] if scene.lows[c] == "clear"]
        return [o for c in clear for w, _, o in frames.prepositions(s, c) if w == "of"]
    if lemma in words(*listed, "avoid"):
        return [x for o in direct for x in _under_avoid(scene, o)]
    if lemma in words(*listed, "covering"):
        return direct if _talks_subject(scene, verb) else []
    return _talked_about(scene, verb, lemma, direct, preps) if lemma in words(*listed, "about") else []


def _unraised(scene: Scene, verb: int) -> bool:
    """ "neither side raised X": said of both, it is not of wages and flags."""
    subjects = frames.subjects(scene.syntax, verb)
    return negated(scene, verb) and len(actors_at(scene, subjects)) > 1


def _behind_length(scene: Scene, token: int) -> Iterator[tuple[str, int, int]]:
    """ "spoke for 40 minutes about X": the parser hangs what was spoken of on the length."""
    units = mapping("details", "duration", "unit")
    for c in scene.syntax.children[token]:
        for o in (c, *scene.syntax.children[c]):
            if scene.lows[o] in units:
                yield from frames.prepositions(scene.syntax, o)


def _talked_about(scene: Scene, verb: int, lemma: str, direct: list[int], preps: dict[str, int]) -> list[int]:
    """ "talked about X", "touched on X", "exchanged views on X", "dealt with X"."""
    s = scene.syntax
    if lemma == "touch" and direct:  # the parser takes "on" for a particle
        return direct if any(scene.lows[c] in ("on", "upon") for c in s.children[verb]) else []
    if direct and lemma not in ("exchange", "focus", "center", "centre", "concentrate"):
        return []
    views = [d for d in direct if scene.lemmas[d] == "view"]
    if views or (direct and lemma == "exchange"):
        return [o for d in views for p, _, o in frames.prepositions(s, d) if p in ("on", "about", "over")]
    allowed = ("on", "about", "upon", "over", "regarding", "around") if lemma != "deal" else ("with",)
    return [o for p, o in preps.items() if p in allowed]


def _under_avoid(scene: Scene, obj: int) -> list[int]:
    """ "avoided mention of X", "avoided the issue of X", "avoided X"."""
    s = scene.syntax
    if scene.lemmas[obj] in words("details", "topic", "no_nouns"):
        return [o for p, _, o in frames.prepositions(s, obj) if p in ("of", "on", "about")]
    return (
        [obj]
        if s.pos[obj] in ("NOUN", "PROPN") and scene.lemmas[obj] in words("details", "topic", "raise_nouns")
        else []
    )


def _as_subject(scene: Scene, verb: int, lemma: str) -> list[int]:
    """ "X came up", "X was high on the agenda", "X dominated the talks"."""
    s = scene.syntax
    subjects = [
        c
        for c in s.children[verb]
        if s.deps[c] == "nsubj" and s.pos[c] in ("NOUN", "PROPN") and not is_occurrence(scene, c)
    ]
    up = any(scene.lows[c] == "up" and s.deps[c] == "prt" for c in s.children[verb])
    if lemma == "come":
        return subjects if up else []
    objects = [c for c in s.children[verb] if s.deps[c] == "dobj"]
    objects += [o for _, _, o in frames.prepositions(s, verb)]
    return subjects if any(is_occurrence(scene, o) or scene.lemmas[o] == "agenda" for o in objects) else []


def _listed_under(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "On the agenda were X and Y", "X was among the topics discussed"."""
    s = scene.syntax
    lists = words("details", "topic", "lists")
    under = [o for w, p, o in frames.prepositions(s, verb) if w in ("on", "among") and scene.lemmas[o] in lists]
    if under:
        found = [c for c in s.children[verb] if s.deps[c] in ("nsubj", "attr") and s.pos[c] in ("NOUN", "PROPN")]
        yield from _details(scene, under[0], found, negated(scene, verb))


def _of_passive(scene: Scene, verb: int, lemma: str) -> Iterator[Anchored]:
    """ "X was discussed", "X was not brought up", "X was touched on"."""
    s = scene.syntax
    listed = "details", "topic"
    plain = words(*listed, "object") | words(*listed, "raise") | {"mention", "address"}
    particles = {scene.lows[c] for c in s.children[verb] if s.deps[c] in ("prt", "prep", "advmod")}
    if not (
        lemma in plain
        or (lemma in words(*listed, "particle") and "up" in particles)
        or (lemma in ("touch", "talk") and particles & {"on", "upon", "about"})
    ):
        return
    subjects = [c for c in s.children[verb] if s.deps[c] == "nsubjpass"]
    if s.deps[verb] in ("acl", "amod") or not subjects:
        subjects = (
            [s.heads[verb]]
            if s.deps[verb] in ("acl", "relcl") and scene.lemmas[s.heads[verb]] in words(*listed, "raise_nouns")
            else subjects
        )
    denied = negated(scene, verb)
    if lemma in words(*listed, "raise") and "with" not in particles:
        subjects = [x for x in subjects if scene.lemmas[x] in words(*listed, "raise_nouns")]
    if (lemma in ("mention", "address") and not denied) or any(is_occurrence(scene, x) for x in subjects):
        return
    yield from _details(scene, verb, subjects, denied)


def _of_noun(scene: Scene, noun: int) -> Iterator[Anchored]:
    """ "held talks on X", "there was no discussion of X", "made no mention of X"."""
    s = scene.syntax
    lemma = scene.lemmas[noun]
    objects = [o for p, _, o in frames.prepositions(s, noun) if p in ("on", "about", "over", "regarding", "concerning")]
    objects += [
        o
        for p, _, o in frames.prepositions(s, noun)
        if p in ("of", "to") and lemma in words("details", "topic", "no_nouns")
    ]
    if not objects and s.deps[noun] in ("dobj", "nsubjpass") and lemma in words("details", "topic", "no_nouns"):
        head = s.heads[noun]
        objects = [o for p, _, o in frames.prepositions(s, head) if p in ("of", "about", "on") and o > noun]
    denied = _denied_noun(scene, noun)
    if not denied and (not is_occurrence(scene, noun) and lemma not in ("view", "views")):
        return
    if not denied and lemma in ("view", "views") and s.deps[noun] != "pobj":
        return
    yield from _details(scene, noun, objects, denied)


def _denied_noun(scene: Scene, noun: int) -> bool:
    """ "no mention of", "did not hold any talks on"."""
    s = scene.syntax
    determiners = {scene.lows[c] for c in s.children[noun] if s.deps[c] == "det"}
    verb = governor(scene, noun)
    return "no" in determiners or ("any" in determiners and s.pos[verb] in ("VERB", "AUX") and negated(scene, verb))


def _details(scene: Scene, at: int, objects: list[int], denied: bool) -> Iterator[Anchored]:
    s = scene.syntax
    mood = _mood(scene, at)
    for obj in dict.fromkeys(objects):
        for one in _listed(scene, obj):
            if scene.lemmas[one] in words("details", "topic", "empty") or s.pos[one] not in (
                "NOUN",
                "PROPN",
                "VERB",
                "ADJ",
                "NUM",
            ):
                continue
            if _temporal(scene, one) or is_meeting(scene, one) or _official(scene, one):
                continue
            first, last = left_edge(scene, one), _end(scene, one)
            first = bare(scene, first, last)
            of = any(scene.lows[c] == "of" for c in s.children[one])
            if first == one and not of and scene.lemmas[one] in words("details", "topic", "lists"):
                continue  # "the topics discussed"
            value = scene.words(first, last).casefold()
            point, status = (NOT_RAISED, "denied") if denied else (RAISED, mood)
            yield anchored(scene, at, point, value, first, last, by=at, status=status)


def _mood(scene: Scene, at: int) -> str:
    """planned for what "will be discussed", or lies in talks that were only agreed on; hypothetical for a wish."""
    s = scene.syntax
    if s.pos[at] in ("NOUN", "PROPN"):
        if is_planned(scene, at):
            return "planned"
        if is_wished(scene, at):
            return "hypothetical"
        at = governor(scene, at)
    status = status_of(scene, at) if s.pos[at] == "VERB" else "asserted"
    return status if status in ("planned", "hypothetical") else "asserted"


def _listed(scene: Scene, obj: int) -> list[int]:
    """The items of a list of topics, also where the parser let go of the list after its first comma; coordinated
    modifiers ("trade and security issues") stay one topic."""
    s = scene.syntax
    found = frames.conjuncts(s, obj)
    opened = [c for c in s.children[obj] if s.deps[c] == "appos" and _opened(scene, c) and _opened(scene, obj)]
    for c in (*opened, *s.children[s.heads[obj]]):
        loose = c > obj and s.deps[c] in ("dep", "appos", "npadvmod", "conj") and s.pos[c] in ("NOUN", "PROPN")
        if loose and s.words[left_edge(scene, c) - 1] in (",", "and"):
            found += [x for x in frames.conjuncts(s, c) if x not in found]
    found = [x for t in found for x in _spelt_out(scene, t)]
    found += [x for t in found for x in _strays(scene, t)]
    return [t for t in found if s.pos[t] in ("NOUN", "PROPN", "VERB", "NUM", "ADJ")]


def _spelt_out(scene: Scene, item: int) -> list[int]:
    """What "a range of issues, including X and Y" names; else the item itself."""
    s, at = scene.syntax, item
    while scene.lemmas[at] in words("details", "topic", "empty"):
        below = [o for word, _, o in frames.prepositions(s, at) if word == "of"]
        if not below:
            break
        at = below[0]
    if scene.lemmas[at] not in words("details", "topic", "lists"):
        return [item]
    opened = [c for c in s.children[at] if scene.lows[c] in ("including", "like")]
    opened += [c for c in s.children[at] if scene.lows[c] == "as" and scene.lows[c - 1] == "such"]
    named = [x for c in opened for o in s.children[c] if s.deps[o] in ("pobj", "dobj") for x in frames.conjuncts(s, o)]
    return named or [item]


def _strays(scene: Scene, item: int) -> list[int]:
    """Topics of their own that the parser took into the last one's phrase: things listed with a name ("support for
    Ukraine, Arctic security and trade"), or that open with a determiner behind a comma ("the use of X, the fate of Y
    and the return of Z")."""
    s, found, at = scene.syntax, [], item
    for _ in range(3):
        objects = [o for p in s.children[at] if s.deps[p] == "prep" and p > at for o in s.children[p] if o > p]
        if not objects:
            break
        at = objects[-1]
        rest = frames.conjuncts(s, at)[1:]
        least = s.deps[item] in ("dobj", "pobj", "nsubjpass") and not _between_many(scene, at)
        if len(rest) > least and all(_apart(scene, at, x) for x in rest):
            found += rest
    return found


def _between_many(scene: Scene, noun: int) -> bool:
    """ "ties between the countries": complete by itself."""
    s = scene.syntax
    return scene.lows[s.heads[noun]] in ("between", "among") and s.tags[noun] == "NNS"


def _apart(scene: Scene, name: int, thing: int) -> bool:
    s = scene.syntax
    named = s.pos[name] == "PROPN" and s.pos[thing] == "NOUN"
    alike = _opened(scene, thing) and s.pos[name] == s.pos[thing] == "NOUN"
    return (named or alike) and scene.mentions.get(thing) is None


def _opened(scene: Scene, noun: int) -> bool:
    return any(scene.syntax.deps[c] == "det" for c in scene.syntax.children[noun])


def _end(scene: Scene, item: int) -> int:
    """One past the topic's last token, before what is listed with it."""
    last = clause_edge(scene, item) if scene.syntax.pos[item] == "VERB" else right_edge(scene, item)
    s = scene.syntax
    for x in _strays(scene, item):
        cut = left_edge(scene, x)
        while cut > item + 1 and (s.pos[cut - 1] in ("PUNCT", "CCONJ")):
            cut -= 1
        last = min(last, cut)
    return last


def _official(scene: Scene, token: int) -> bool:
    """Somebody in office: one who is spoken to, not what is spoken of."""
    mention = scene.mentions.get(token)
    if mention is None:
        return False
    return mention.kind == "office" or any(r.id in scene.officials for r in mention.refs if mention.kind == "person")


def _temporal(scene: Scene, token: int) -> bool:
    near = (token, *(c for c in scene.syntax.children[token] if c < token))  # "May 15 local time"
    timed = any(t.first <= i < t.last for t in scene.times for i in near if i == token or scene.lows[token] == "time")
    return timed or scene.syntax.pos[token] == "NUM"


def _refused(scene: Scene, verb: int) -> bool:
    """ "declined to discuss", "refused to raise", "stopped short of raising"."""
    s = scene.syntax
    head = s.heads[verb]
    return s.deps[verb] == "xcomp" and scene.lemmas[head] in ("refuse", "decline", "avoid", "fail", "omit")


def _talks_subject(scene: Scene, verb: int) -> bool:
    """The talks cover or include something; what an agreement covers was not for that talked about."""
    heard = words("details", "topic", "lists") | words("occurrence", "journey")
    return any(is_meeting(scene, t) or scene.lemmas[t] in heard for t in frames.subjects(scene.syntax, verb))


def _occurrence_subject(scene: Scene, verb: int) -> bool:
    lists = words("details", "topic", "lists")
    return any(is_occurrence(scene, t) or scene.lemmas[t] in lists for t in frames.subjects(scene.syntax, verb))


def _spoken_by_parties(scene: Scene, verb: int) -> bool:
    """True when those who speak are actors of the report, or a meeting is the subject ("the talks focused on")."""
    subjects = frames.surface_subject(scene.syntax, verb)
    if scene.syntax.deps[verb] == "acl":  # "diplomacy focused on X" is no talk
        return is_occurrence(scene, scene.syntax.heads[verb])
    if scene.lemmas[verb] in words("details", "topic", "dwell") and len(actors_at(scene, subjects)) < 2:
        return _occurrence_subject(scene, verb)
    return (
        _occurrence_subject(scene, verb)
        or bool(actors_at(scene, subjects))
        or any(_plural_pronoun(scene, t) for t in subjects)
    )


def _plural_pronoun(scene: Scene, t: int) -> bool:
    return scene.lows[t] in (
        "they",
        "both",
        "two",
        "sides",
        "side",
        "leaders",
        "neither",
        "leader",
        "he",
        "she",
        "ministers",
        "delegations",
    )
