"""The details of an occurrence that one sentence tells: format, ordinal, occasion, who asked, hosted and was present,
what came of it, how long it took and what was raised. Points and values are those of the contract (record.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from memcon.events import frames
from memcon.events.anchored import Anchored, anchored
from memcon.events.durations import find_durations
from memcon.events.lexicon import mapping, words
from memcon.events.moods import status_of
from memcon.events.parties import actors_at, actors_of, before
from memcon.events.phrases import (
    bare,
    clause_edge,
    governor,
    is_meeting,
    is_occurrence,
    left_edge,
    negated,
    noun_phrase,
    right_edge,
)
from memcon.events.scene import Scene
from memcon.events.topics import find_topics

_ACRONYM = re.compile(r"^(?P<name>.+?) ?\((?P<short>[A-Z][A-Za-z0-9]*[A-Z0-9])\) ?(?P<rest>.*)$")


def find_details(scene: Scene, first: int, last: int) -> list[Anchored]:
    """All details told by the sentence of tokens `first` to `last` (half-open), in text order, each with the word that
    names the happening it belongs to."""
    found = [*find_durations(scene, first, last), *find_topics(scene, first, last), *_openings(scene, first, last)]
    s = scene.syntax
    for i in range(first, last):
        pos = s.pos[i]
        if pos in ("NOUN", "PROPN"):
            found += _of_noun(scene, i)
        elif pos == "VERB":
            found += _of_verb(scene, i)
        elif pos == "AUX":
            found += _ordinal_after(scene, i)
        elif pos == "ADJ" and scene.lows[i] == "present":
            found += _was_present(scene, i)
        elif pos in ("ADP", "ADV", "SCONJ") and scene.lows[i] in words("details", "occasion", "preps"):
            found += _occasion(scene, i)
        if pos in ("NOUN", "VERB") and is_occurrence(scene, i):
            found += _kind(scene, i)
    unique = {(d.point, d.value, d.spans): Anchored(a, d) for a, d in found}
    return sorted(unique.values(), key=lambda x: (x.detail.spans, x.detail.point, x.detail.value or ""))


# --- what kind of meeting, and which of its line ----------------------------------------------------------------------


def _kind(scene: Scene, noun: int) -> Iterator[Anchored]:
    """Format and ordinal from the words before the noun: "her first bilateral meeting with X"."""
    s = scene.syntax
    first, last = left_edge(scene, noun), noun + 1
    before = " ".join(w.lower() for w in s.words[first:noun]).replace(" - ", "-")
    if is_meeting(scene, noun):
        for word, value in mapping("details", "format").items():
            if re.search(rf"(?<![\w-]){word}(?![\w-])", before):
                yield anchored(scene, noun, "format", value, first, last, by=noun)
    for i in range(first, noun):
        number = mapping("details", "ordinal").get(_joined(scene, i))
        if number is not None and _counts(scene, i, noun):
            yield anchored(scene, noun, "ordinal", number, first, _with_since(scene, right_edge(scene, noun)), by=noun)
            return


def _ordinal_after(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "the meeting was the fifth between the two"."""
    s = scene.syntax
    subject = next((c for c in s.children[verb] if s.deps[c] == "nsubj" and is_occurrence(scene, c)), None)
    for c in s.children[verb]:
        number = mapping("details", "ordinal").get(scene.lows[c])
        if subject is not None and number is not None and s.deps[c] in ("attr", "acomp"):
            yield anchored(scene, subject, "ordinal", number, left_edge(scene, c), right_edge(scene, c), by=c)


def _with_since(scene: Scene, last: int) -> int:
    """ "first talks since 2019": the year limits the count, wherever the parser hangs it."""
    s = scene.syntax
    if last < len(s) and scene.lows[last] in ("since", "in"):
        below = [c for c in s.children[last] if s.deps[c] == "pobj"]
        if below and (_is_time(scene, below[0]) or scene.lows[last] == "since"):
            return s.subtree(below[0])[-1] + 1
    return last


def _is_time(scene: Scene, token: int) -> bool:
    return any(t.first <= token < t.last and t.time.type in ("DURATION", "DATE") for t in scene.times)


def _joined(scene: Scene, i: int) -> str:
    """ "twenty-first" and "first-ever" stand as three tokens."""
    s = scene.syntax
    if i + 2 < len(s) and s.words[i + 1] == "-":
        whole = f"{s.words[i]}-{s.words[i + 2]}".lower()
        return whole if whole in mapping("details", "ordinal") else scene.lows[i]
    return scene.lows[i]


def _counts(scene: Scene, i: int, noun: int) -> bool:
    """ "first" counts the noun itself, not a neighbour of it ("the first lady's trip")."""
    s = scene.syntax
    head = s.heads[i]
    return head == noun or (s.heads[head] == noun and s.deps[head] in ("amod", "compound") and s.deps[i] != "compound")


# --- nouns: sidelines, requests ---------------------------------------------------------------------------------------


def _of_noun(scene: Scene, noun: int) -> Iterator[Anchored]:
    lemma = scene.lemmas[noun]
    if lemma in words("details", "occasion", "side"):
        yield from _sidelines(scene, noun)
    elif lemma in words("details", "initiator", "nouns"):
        yield from _requested(scene, noun)
    elif lemma in words("details", "present", "states") or lemma == "presence":
        yield from _in_attendance(scene, noun)


def _sidelines(scene: Scene, noun: int) -> Iterator[Anchored]:
    """ "on the sidelines of the forum"."""
    s = scene.syntax
    if _set_against(scene, noun):
        return
    for word, _, obj in frames.prepositions(s, noun):
        plain = any(scene.lows[c] in ("a", "an", "any") for c in s.children[obj]) and not _named(scene, obj)
        if word == "of" and not plain:
            yield from _at_occasion(scene, obj, noun, governor(scene, noun))


def _set_against(scene: Scene, noun: int) -> bool:
    """ "rather than on the sidelines of": where it was not."""
    s, at = scene.syntax, noun
    for _ in range(3):
        at = s.heads[at]
        around = (scene.lows[at], scene.lows[max(at - 1, 0)])
        if any(word in ("than", "instead", "not") for word in around):
            return True
    return False


def _occasion(scene: Scene, prep: int) -> Iterator[Anchored]:
    """ "ahead of the APEC summit", "after the G20 summit": only a gathering with a name of its own."""
    for word, _, head in _objects(scene, prep):
        obj = _gathering(scene, head)
        if obj is None or not _named(scene, obj):
            continue
        anchor = governor(scene, prep)
        plain = word in ("at", "during", "after", "following", "before")
        if not plain or is_meeting(scene, anchor) or scene.lemmas[anchor] in words("occurrence", "held"):
            yield from _at_occasion(scene, obj, prep, anchor)


def _gathering(scene: Scene, head: int) -> int | None:
    """The noun of a gathering: the object itself, or what an acronym in brackets cut off ("Group (STG) summit")."""
    if scene.lemmas[head] in words("details", "occasion", "gathering"):
        return head
    s = scene.syntax
    cut = (c for c in s.children[head] if s.deps[c] in ("appos", "nmod") and 0 < c - head < 6)
    return next(
        (c for c in cut if scene.lemmas[c] in words("details", "occasion", "gathering") and s.words[c - 1] == ")"), None
    )


def _objects(scene: Scene, prep: int) -> list[tuple[str, int, int]]:
    s = scene.syntax
    below = [(scene.lows[prep], prep, c) for c in s.children[prep] if s.deps[c] == "pobj"]
    return below + [x for x in frames.prepositions(s, prep) if x[0] in ("of", "to")]


def _named(scene: Scene, noun: int) -> bool:
    """True for a gathering with a proper name that is not just the names of two parties ("the APEC summit")."""
    s = scene.syntax
    head = s.heads[noun] if s.deps[noun] in ("appos", "nmod") else noun
    inside = range(left_edge(scene, head), right_edge(scene, noun))
    names = [
        i for i in inside if s.pos[i] == "PROPN" or s.words[i][:1].isupper() or (s.words[i][0].isdigit() and i < noun)
    ]
    parties = sum(
        1 for i in names if (m := scene.mentions.get(i)) is not None and m.kind in ("person", "state", "office")
    )
    return len(names) > parties and not any(
        s.deps[c] == "prep" and scene.lows[c] in ("with", "between") for c in s.children[noun]
    )


def _at_occasion(scene: Scene, obj: int, start: int, anchor: int) -> Iterator[Anchored]:
    first, last = left_edge(scene, obj), _before_place(scene, obj)
    if scene.syntax.deps[obj] in ("appos", "nmod") and scene.syntax.words[obj - 1] == ")":
        first = left_edge(scene, scene.syntax.heads[obj])
    name = scene.words(bare(scene, first, last), last)
    short = _ACRONYM.match(name)
    if short is not None:  # "Asia-Pacific Economic Cooperation (APEC) summit" and "APEC summit" are one
        name = f"{short['short']} {short['rest']}".strip()
    yield anchored(scene, anchor, "occasion", name, min(start, first), last, by=obj)


def _before_place(scene: Scene, noun: int) -> int:
    """The name ends before "in Lima", "of leaders" stays."""
    s = scene.syntax
    last = right_edge(scene, noun)
    for c in s.children[noun]:
        if c > noun and s.deps[c] == "prep" and scene.lows[c] in ("in", "at", "on", "this", "next"):
            last = min(last, c)
    return max(last, noun + 1)


def _requested(scene: Scene, noun: int) -> Iterator[Anchored]:
    """ "at the request of Tokyo", "at Tokyo's request", "on the initiative of"."""
    s = scene.syntax
    prep = s.heads[noun]
    if s.deps[noun] != "pobj" or scene.lows[prep] not in ("at", "on", "upon", "following", "by"):
        return
    who = [c for c in s.children[noun] if s.deps[c] == "poss"]
    who += [o for word, _, o in frames.prepositions(s, noun) if word in ("of", "from", "by")]
    yield from _people(scene, "initiator", who, prep, governor(scene, noun), noun)


def _was_present(scene: Scene, word: int) -> Iterator[Anchored]:
    """ "X and Y were present at the meeting"."""
    s = scene.syntax
    verb = s.heads[word]
    if s.deps[word] != "acomp" or scene.lemmas[verb] != "be" or status_of(scene, verb) != "asserted":
        return
    at = [o for t in (word, verb) for w, _, o in frames.prepositions(s, t) if w in ("at", "in", "during", "for")]
    anchor = next((o for o in at if is_meeting(scene, o)), None)
    who = [x for c in s.children[verb] if s.deps[c] == "nsubj" and c < verb for x in frames.conjuncts(s, c)]
    if anchor is not None or not at:
        yield from _people(scene, "present", who, verb, anchor, word)


def _in_attendance(scene: Scene, noun: int) -> Iterator[Anchored]:
    """ "with X in attendance", "in the presence of X"."""
    s = scene.syntax
    prep = s.heads[noun]
    held = not any(s.deps[c] in ("poss", "det") for c in s.children[noun]) or scene.lemmas[noun] == "presence"
    if s.deps[noun] != "pobj" or scene.lows[prep] not in ("in", "on", "at") or not held:
        return
    who = [o for word, _, o in frames.prepositions(s, noun) if word == "of"]
    above = s.heads[prep]
    if not who and scene.lemmas[noun] != "presence" and scene.lemmas[above] == "be":
        who = [c for c in s.children[above] if s.deps[c] == "nsubj"]
    elif not who and s.deps[above] == "pobj" and scene.lows[s.heads[above]] == "with":
        who = [above]
    yield from _people(scene, "present", who, noun, None, noun)


# --- verbs ------------------------------------------------------------------------------------------------------------


def _of_verb(scene: Scene, verb: int) -> Iterator[Anchored]:
    lemma = scene.lemmas[verb]
    yield from _time_first(scene, verb)
    if lemma not in _verbs():
        return
    if lemma in words("details", "host", "verbs"):
        yield from _hosted(scene, verb)
    if lemma in words("details", "initiator", "verbs") or lemma in words("details", "initiator", "ask_for"):
        yield from _asked(scene, verb)
    if lemma in words("details", "present", "by") or lemma in words("details", "present", "verbs"):
        yield from _attended(scene, verb)
    if lemma in words("details", "outcome", "agree"):
        yield from _agreed(scene, verb)
    elif lemma in words("details", "outcome", "verbs"):
        yield from _documents(scene, verb)
    if lemma in words("details", "outcome", "ends"):
        yield from _ended_without(scene, verb)


@cache
def _verbs() -> frozenset[str]:
    """Every verb this file has a reading for; the rest are passed over at once."""
    keys = (
        ("host", "verbs"),
        ("initiator", "verbs"),
        ("initiator", "ask_for"),
        ("present", "by"),
        ("present", "verbs"),
    )
    more = (("outcome", "agree"), ("outcome", "verbs"), ("outcome", "ends"))
    return frozenset().union(*(words("details", *key) for key in (*keys, *more)))


def _hosted(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "X hosted Y", "the talks, hosted by X"."""
    s = scene.syntax
    objects = frames.objects(s, verb)
    people = any(scene.kind(r) in ("person", "office") for r in actors_at(scene, objects))
    if people or (scene.lemmas[verb] == "host" and any(is_occurrence(scene, o) for o in objects)):
        anchor = next((o for o in objects if is_occurrence(scene, o)), verb)
        yield from _people(scene, "host", frames.subjects(s, verb), verb, anchor, verb)


def _asked(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "the call, requested by X", "X had asked for the meeting"."""
    s = scene.syntax
    if scene.lemmas[verb] in words("details", "initiator", "ask_for"):
        objects = [o for word, _, o in frames.prepositions(s, verb) if word == "for"]
    else:
        objects = frames.objects(s, verb)
    anchor = next((o for o in objects if is_occurrence(scene, o) and _definite(scene, o, verb)), None)
    if anchor is not None and not negated(scene, verb):
        yield from _people(scene, "initiator", frames.subjects(s, verb), verb, anchor, verb)


def _definite(scene: Scene, noun: int, verb: int) -> bool:
    """A meeting that took place, not one that is wished for ("proposed a meeting")."""
    s = scene.syntax
    passive = s.deps[verb] in ("acl", "relcl", "ROOT") and frames.is_passive(s, verb)
    return passive or any(
        s.deps[c] in ("det", "poss") and scene.lows[c] in ("the", "this", "that", "their") for c in s.children[noun]
    )


def _attended(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "was also attended by X", "accompanied by X", "X also attended", "X sat in on the talks"."""
    s = scene.syntax
    lemma = scene.lemmas[verb]
    if negated(scene, verb):
        return
    if frames.is_passive(s, verb) or (s.tags[verb] == "VBN" and any(scene.lows[c] == "by" for c in s.children[verb])):
        if lemma in words("details", "present", "by"):
            who = [o for word, _, o in frames.prepositions(s, verb) if word == "by"]
            anchor = next((o for o in frames.objects(s, verb) if is_occurrence(scene, o)), None)
            yield from _people(scene, "present", who, verb, anchor, verb)
        return
    objects = [*frames.objects(s, verb), *(o for _, _, o in frames.prepositions(s, verb))]
    anchor = next((o for o in objects if is_meeting(scene, o)), None)
    also = any(scene.lows[c] in ("also", "too") for c in s.children[verb])
    if lemma == "take" and not any(scene.lows[c] == "part" for c in s.children[verb]):
        return
    if lemma == "accompany" and any(scene.kind(r) in ("person", "office") for r in actors_at(scene, objects)):
        yield from _people(scene, "present", frames.subjects(s, verb), verb, anchor, verb)
        return
    joins = lemma in words("details", "present", "verbs") or lemma == "join"
    told = (anchor is not None and joins) or lemma in ("attend", "participate")
    gatherings = [o for o in objects if scene.lemmas[o] in words("details", "occasion", "gathering")]
    if told and (anchor is not None or also) and not any(_named(scene, o) for o in gatherings):
        yield from _people(scene, "present", frames.subjects(s, verb), verb, anchor, verb)


def _agreed(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "agreed on X", "agreed that", "agreed to do": what came of it, in the report's words."""
    s = scene.syntax
    who = frames.subjects(s, verb)
    if not actors_at(scene, who) and not any(
        scene.lemmas[w] in ("side", "leader", "minister", "country", "they", "delegation") for w in who
    ):
        return
    linked = [
        c
        for c in s.children[verb]
        if c > verb
        and (s.deps[c] in ("xcomp", "ccomp") or (s.deps[c] == "prep" and scene.lows[c] in ("on", "upon", "to")))
    ]
    if linked:
        last = max(
            clause_edge(scene, c)
            if s.deps[c] != "prep"
            else max(right_edge(scene, o, coordinated=True) for o in _under(scene, c, c))
            for c in linked
        )
        status = status_of(scene, verb)
        status = "asserted" if status == "historical" else status
        yield anchored(scene, verb, "outcome", None, verb, max(last, verb + 1), by=verb, status=status)


def _under(scene: Scene, prep: int, default: int) -> list[int]:
    return [c for c in scene.syntax.children[prep] if scene.syntax.deps[c] in ("pobj", "pcomp")] or [default]


def _documents(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "signed five agreements", "no joint statement was issued"."""
    s = scene.syntax
    passive = frames.is_passive(s, verb)
    subjects = frames.subjects(s, verb)
    told = (
        passive
        or bool(actors_at(scene, subjects))
        or any(is_occurrence(scene, x) or s.pos[x] == "PRON" for x in subjects)
    )
    if not told or s.deps[verb] == "amod":
        return
    for obj in frames.objects(s, verb):
        if scene.lemmas[obj] in words("details", "outcome", "documents") and (s.deps[verb] != "relcl" or passive):
            first, last = noun_phrase(scene, obj)
            value = _document(scene, first, obj)
            edges = (min(first, verb), max(last, verb + 1))
            status = "denied" if _none(scene, obj) else status_of(scene, verb)
            if s.deps[verb] != "pcomp" and status != "hypothetical":
                yield anchored(scene, verb, "outcome", value, *edges, by=verb, status=status)


def _document(scene: Scene, first: int, noun: int) -> str:
    """ "joint statement", "trade agreement": the noun with what makes it this kind of document."""
    s = scene.syntax
    left = [i for i in range(first, noun) if s.pos[i] in ("NOUN", "ADJ", "PROPN") and s.heads[i] == noun]
    kept = [scene.lows[i] for i in left if scene.lows[i] not in mapping("details", "ordinal")]
    return " ".join([*kept[-2:], scene.lemmas[noun]])


def _none(scene: Scene, noun: int) -> bool:
    return any(scene.lows[c] in ("no", "neither") for c in scene.syntax.children[noun])


def _ended_without(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "ended without a joint statement"."""
    s = scene.syntax
    for word, prep, obj in frames.prepositions(s, verb):
        if word in ("without", "with") and scene.lemmas[obj] in words("details", "outcome", "documents"):
            first, last = noun_phrase(scene, obj)
            status = "denied" if word == "without" else "asserted"
            subjects = [x for x in frames.surface_subject(s, verb) if is_occurrence(scene, x)]
            if subjects:
                yield anchored(
                    scene, subjects[0], "outcome", _document(scene, first, obj), prep, last, by=verb, status=status
                )


def _time_first(scene: Scene, verb: int) -> Iterator[Anchored]:
    """ "met for the first time", "visited for the third time"."""
    s = scene.syntax
    if not any(scene.lows[c] == "for" for c in s.children[verb]):
        return
    for word, prep, obj in frames.prepositions(s, verb):
        if word != "for" or scene.lemmas[obj] != "time":
            continue
        for c in s.children[obj]:
            value = mapping("details", "ordinal").get(scene.lows[c])
            if value is not None and (
                actors_at(scene, frames.subjects(s, verb)) or scene.lemmas[verb] in words("occurrence", "held")
            ):
                yield anchored(scene, verb, "ordinal", value, prep, right_edge(scene, obj), by=verb)


# --- people at the table ----------------------------------------------------------------------------------------------


def _openings(scene: Scene, first: int, last: int) -> Iterator[Anchored]:
    """ "Seated at the far left is X", "Also present were X and Y": the ones named after the verb."""
    s = scene.syntax
    opening = words("details", "present", "opening")
    start = next((i for i in range(first, last) if s.pos[i] != "PUNCT"), first)
    word = scene.lows[start]
    if word not in opening or (word == "also" and scene.lows[min(start + 1, last - 1)] not in opening):
        return
    verb = next((i for i in range(start, min(start + 9, last)) if scene.lows[i] in ("is", "are", "was", "were")), None)
    if verb is None or any(s.deps[c] == "nsubj" and c < verb for c in s.children[verb]):
        return
    yield from _people(scene, "present", _heads_after(scene, verb + 1, last), verb + 1, None, verb)


def _heads_after(scene: Scene, first: int, last: int) -> list[int]:
    """Heads of the persons named in a token range, each mention once."""
    s = scene.syntax
    heads: dict[object, int] = {}
    for i in range(first, last):
        mention = scene.mentions.get(i)
        if mention is not None and mention.kind in ("person", "office"):
            inside = s.tokens_in(mention.span)
            heads.setdefault(mention.span, scene.head_of(inside.start, inside.stop))
    return list(heads.values())


def _people(scene: Scene, point: str, heads: list[int], start: int, anchor: int | None, by: int) -> Iterator[Anchored]:
    """One detail for each actor named, its value the actor's name; the words run from `start` to the actor."""
    s = scene.syntax
    seen = set()
    for head in heads:
        for one in (*before(scene, head), *frames.conjuncts(s, head)):
            for ref in actors_of(scene, one):
                if ref.name not in seen:
                    seen.add(ref.name)
                    first, last = left_edge(scene, one), one + 1
                    if s.deps[one] == "poss" and one < by < one + 4:  # "at X's request"
                        last = by + 1
                    yield anchored(scene, anchor, point, ref.name, min(first, start), max(last, start + 1), by=by)
