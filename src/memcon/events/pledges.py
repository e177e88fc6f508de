"""Undertakings: who binds himself, towards whom, to do what, by when, on what condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from memcon.events import frames
from memcon.events.lexicon import words
from memcon.events.parties import actors_at, party_key
from memcon.events.phrases import bare, clause_edge, left_edge, negated, right_edge
from memcon.events.scene import Scene
from memcon.model.actor import ActorRef
from memcon.model.event import Pledge
from memcon.model.ids import content_id
from memcon.model.when import When

_FIRST_PERSON = frozenset({"i", "we"})
_AHEAD = frozenset({"will", "would", "'ll", "'d", "shall", "wo"})
_MAYBE = frozenset({"would", "could", "may", "might", "should", "can", "must"})
_CONDITION = frozenset({"if", "provided", "unless", "providing", "once"})


class _Bound(NamedTuple):
    """What is undertaken: its words (half-open token range), the verb or noun at its head."""

    first: int
    last: int
    head: int


def find_pledges(scene: Scene, first: int, last: int) -> list[Pledge]:
    """The pledges of one sentence (token range, half-open), in text order; "to build X and continue Y" are two. A thing
    somebody wants, plans or is expected to do is none, nor is a promise that was refused or asked for."""
    s = scene.syntax
    found: list[Pledge] = []
    for i in range(first, last):
        lemma = scene.lemmas[i]
        if s.pos[i] in ("VERB", "AUX"):
            found += _of_verb(scene, i, lemma)
        elif s.pos[i] == "NOUN" and lemma in words("pledges", "nouns"):
            found += _of_noun(scene, i)
    unique = {p.span: p for p in reversed(found) if not _empty(p)}
    return [unique[span] for span in sorted(unique)]


def _empty(pledge: Pledge) -> bool:
    """ "will be doing", "promised each other": nothing is undertaken."""
    return all(word in words("pledges", "empty") for word in pledge.text.lower().split())


def _of_verb(scene: Scene, verb: int, lemma: str) -> Iterator[Pledge]:
    if lemma in words("pledges", "verbs") or lemma in words("pledges", "infinitive"):
        yield from _performed(scene, verb, lemma)
    elif lemma not in words("pledges", "not_binding") and lemma not in words("pledges", "again"):
        yield from _in_own_words(scene, verb)
        yield from _reported(scene, verb)


def _performed(scene: Scene, verb: int, lemma: str) -> Iterator[Pledge]:
    """ "pledged to", "agreed to", "promised that", "pledged support"."""
    s = scene.syntax
    passive = frames.is_passive(s, verb)
    if not _real(scene, verb) or (passive and lemma != "commit"):
        return
    by = actors_at(scene, frames.surface_subject(s, verb) if passive else frames.subjects(s, verb))
    if not by:
        return
    for bound in _bounds(scene, verb, lemma):
        cut = scene.lows[bound.last - 1] in ("a", "an", "the")
        if not cut and s.pos[bound.last - 1] not in (
            "DET",
            "ADP",
            "SCONJ",
            "CCONJ",
            "AUX",
        ):  # cut short by a quotation mark
            yield _pledge(scene, by, bound, verb)


def _real(scene: Scene, verb: int) -> bool:
    """Not denied, refused, asked for or only possible."""
    s = scene.syntax
    if negated(scene, verb) or (s.tags[verb] == "VBN" and s.deps[verb] == "amod"):
        return False
    head = s.heads[verb]
    if s.deps[verb] in ("xcomp", "ccomp", "pcomp", "advcl", "acl") and s.tags[verb] in ("VB", "VBG") and head != verb:
        chain = scene.lemmas[s.heads[head] if s.deps[verb] == "pcomp" else head]
        return s.tags[verb] == "VBG" and chain not in ("without", "refuse", "avoid", "accuse", "before")
    around = {(s.deps[c], scene.lows[c]) for c in s.children[verb]}
    maybe = any(dep == "aux" and word in _MAYBE for dep, word in around)
    return not maybe and not any(dep == "mark" and word in ("if", "unless", "whether") for dep, word in around)


def _bounds(scene: Scene, verb: int, lemma: str) -> Iterator[_Bound]:
    s = scene.syntax
    only_infinitive = lemma in words("pledges", "infinitive") and lemma not in words("pledges", "verbs")
    for c in s.children[verb]:
        if c < verb:
            continue
        if s.deps[c] in ("xcomp", "ccomp", "advcl") and s.pos[c] in ("VERB", "AUX"):
            to = any(s.tags[k] == "TO" for k in s.children[c])
            ahead = any(scene.lows[k] in _AHEAD for k in s.children[c] if s.deps[k] == "aux")
            if to or (s.deps[c] == "ccomp" and ahead and not only_infinitive):
                yield from _verbs(scene, c)
        elif s.deps[c] == "prep" and scene.lows[c] == "to" and lemma in ("commit", "recommit"):
            yield from _after_to(scene, c)
        elif s.deps[c] == "dobj" and lemma == "assure":  # "assured her counterpart of Norway's support"
            of = [o for at in (c, verb) for w, _, o in frames.prepositions(s, at) if w == "of"]
            yield from (_thing(scene, o) for o in of if scene.mentions.get(o) is None)
        elif s.deps[c] == "dobj" and not only_infinitive and not (actors_at(scene, [c]) and lemma != "commit"):
            if lemma == "commit":
                yield from (
                    b
                    for p in s.children[c]
                    if s.deps[p] == "prep" and scene.lows[p] == "to"
                    for b in _after_to(scene, p)
                )
            elif scene.lemmas[c] not in words("pledges", "objects_not") and s.pos[c] != "PRON":
                yield from (_thing(scene, o) for o in frames.conjuncts(s, c))


def _after_to(scene: Scene, prep: int) -> Iterator[_Bound]:
    s = scene.syntax
    for c in s.children[prep]:
        if s.deps[c] == "pcomp":
            yield from _verbs(scene, c)
        elif s.deps[c] == "pobj":
            yield from (_thing(scene, o) for o in frames.conjuncts(s, c))


def _thing(scene: Scene, noun: int) -> _Bound:
    last = right_edge(scene, noun)
    return _Bound(bare(scene, left_edge(scene, noun), last), last, noun)


def _verbs(scene: Scene, verb: int) -> Iterator[_Bound]:
    """The verbs of an infinitive or clause, each with its own words: coordination makes separate undertakings."""
    s = scene.syntax
    for v in [x for x in frames.conjuncts(s, verb) if s.pos[x] in ("VERB", "AUX")]:
        before = [
            c for c in s.children[v] if c < v and s.deps[c] in ("advmod", "neg", "nsubj", "nsubjpass", "auxpass", "aux")
        ]
        named = any(s.deps[c] in ("nsubj", "nsubjpass") and s.pos[c] != "PRON" for c in before)
        kept = before if named else [c for c in before if s.deps[c] in ("advmod", "neg", "auxpass")]
        first = min([s.subtree(c)[0] for c in kept], default=v)
        yield _Bound(first, clause_edge(scene, v), v)


def _of_noun(scene: Scene, noun: int) -> Iterator[Pledge]:
    """ "made a commitment to do X", "reaffirmed their commitment to X"."""
    s = scene.syntax
    verb = s.heads[noun]
    if (
        s.deps[noun] not in ("dobj", "nsubjpass")
        or scene.lemmas[verb] not in words("pledges", "carry")
        or not _real(scene, verb)
    ):
        return
    who = frames.subjects(s, verb) or [c for c in s.children[noun] if s.deps[c] == "poss"]
    by = actors_at(scene, who)
    if not by:
        return
    for c in s.children[noun]:
        if s.deps[c] in ("acl", "relcl") and any(s.tags[k] == "TO" for k in s.children[c]):
            yield from (_pledge(scene, by, b, verb) for b in _verbs(scene, c))
        elif s.deps[c] == "prep" and scene.lows[c] in ("to", "of"):
            yield from (_pledge(scene, by, b, verb) for b in _after_to(scene, c))


def _in_own_words(scene: Scene, verb: int) -> Iterator[Pledge]:
    """ "We will manage these differences", said by somebody named."""
    s = scene.syntax
    quote = scene.quote_at(verb)
    if quote is None or quote.kind == "indirect" or not quote.speakers or s.deps[verb] in ("relcl", "advcl"):
        return
    above = verb
    while (
        s.deps[above] == "conj"
        and not any(s.deps[c] == "nsubj" for c in s.children[above])
        and s.pos[s.heads[above]] in ("VERB", "AUX")
    ):
        above = s.heads[above]
    subject = next((c for c in s.children[above] if s.deps[c] == "nsubj"), None)
    if subject is None or scene.lows[subject] not in _FIRST_PERSON or scene.quote_at(subject) is not quote:
        return
    modals = {scene.lows[c] for v in (verb, above) for c in s.children[v] if s.deps[c] == "aux"}
    if (
        _only_talk(scene, verb)
        or not modals & words("pledges", "modals")
        or (_negative(scene, verb) and scene.lemmas[verb] in ("want", "know"))
    ):
        return
    if any(scene.lows[c] in ("if", "when") for c in s.children[verb] if s.deps[c] == "mark"):
        return
    negative = [c for c in s.children[verb] if s.deps[c] in ("neg", "advmod") and c < verb]
    bound = _Bound(min([*negative, verb]), clause_edge(scene, verb), verb)
    yield _pledge(
        scene, quote.speakers, bound, next(c for v in (verb, above) for c in s.children[v] if s.deps[c] == "aux")
    )


def _only_talk(scene: Scene, verb: int) -> bool:
    """ "I will make a prediction"."""
    objects = frames.objects(scene.syntax, verb)
    return scene.lemmas[verb] in words("pledges", "light") and any(
        scene.lemmas[o] in words("pledges", "talk") for o in objects
    )


def _reported(scene: Scene, verb: int) -> Iterator[Pledge]:
    """ "X said her country would provide aid to Y": said for one's own side, and towards somebody named."""
    s = scene.syntax
    above = s.heads[verb]
    if s.deps[verb] != "ccomp" or scene.lemmas[above] not in words("details", "speech") or negated(scene, verb):
        return
    auxiliary = next((c for c in s.children[verb] if s.deps[c] == "aux" and scene.lows[c] in ("will", "would")), None)
    if auxiliary is None or any(s.deps[c] == "mark" and scene.lows[c] == "if" for c in s.children[verb]):
        return
    by, speakers = actors_at(scene, frames.subjects(s, verb)), actors_at(scene, frames.subjects(s, above))
    own = {party_key(scene, r) for r in speakers}
    if by and speakers and all(party_key(scene, r) in own for r in by):
        for bound in _verbs(scene, verb):
            said = bound._replace(first=bound.head)  # who does it stands in `by`
            pledge = _pledge(scene, by, said, auxiliary)
            if pledge.towards:
                yield pledge


def _negative(scene: Scene, verb: int) -> bool:
    return any(scene.syntax.deps[c] == "neg" for c in scene.syntax.children[verb])


def _pledge(scene: Scene, by: tuple[ActorRef, ...], bound: _Bound, cue: int) -> Pledge:
    s = scene.syntax
    span = s.span(bound.first, bound.last)
    cue_span = s.span(cue, cue + 1)
    text = scene.words(bound.first, bound.last)
    text = f"not{text[3:]}" if scene.lows[bound.first] == "n't" else text
    return Pledge(
        id=content_id("pledge", scene.reading.report.id, span.start, span.end, cue_span.start),
        by=by, towards=_towards(scene, by, bound, cue), text=text,
        span=span, cue=cue_span,
        due=_due(scene, bound), condition=_condition(scene, bound.head, cue), joint=_joint(scene, by, cue, bound),
        reaffirmed=_again(scene, cue), vouched_by=scene.vouched_by(cue),
    )  # fmt: skip


def _towards(scene: Scene, by: tuple[ActorRef, ...], bound: _Bound, cue: int) -> tuple[ActorRef, ...]:
    """To whom it is promised, and the actors named in the undertaking after with, to, for, towards or as its object;
    others than who makes it."""
    s = scene.syntax
    own = {r.id for r in by} | {scene.country(r) for r in by}
    given = [c for c in s.children[cue] if s.deps[c] in ("dative", "dobj") and c != bound.head]
    given += [
        o
        for p, _, o in frames.prepositions(s, cue)
        if p in ("with", "to") and o != bound.head and s.heads[s.heads[o]] == cue
    ]
    found = {r.id: r for r in actors_at(scene, given) if r.id is not None and r.id not in own}
    for i in range(bound.first, bound.last):
        mention = scene.mentions.get(i)
        if mention is None or s.deps[i] not in ("pobj", "dobj", "dative", "conj", "poss"):
            continue
        prep = scene.lows[s.heads[i]] if s.deps[i] == "pobj" else ""
        if s.deps[i] == "pobj" and prep not in (
            "with",
            "to",
            "for",
            "towards",
            "toward",
            "against",
            "from",
            "of",
            "between",
            "among",
        ):
            continue
        if s.deps[i] == "poss" and prep == "":
            continue
        for ref in mention.refs:
            if ref.id is not None and ref.id not in own and mention.kind != "office":
                found.setdefault(ref.id, ref)
    return tuple(found.values())


def _joint(scene: Scene, by: tuple[ActorRef, ...], cue: int, bound: _Bound) -> bool:
    """Made together: several parties, "jointly"."""
    countries = {scene.country(r) or r.id or r.name for r in by}
    s = scene.syntax
    adverbs = {scene.lows[c] for c in (*s.children[cue], *s.children[bound.head])}
    return len(countries) > 1 or bool(adverbs & {"jointly", "together"})


def _again(scene: Scene, cue: int) -> bool:
    s = scene.syntax
    adverbs = {scene.lows[c] for c in s.children[cue] if s.deps[c] == "advmod"}
    return scene.lemmas[cue] in words("pledges", "again") or bool(adverbs & words("pledges", "again_adverbs"))


def _due(scene: Scene, bound: _Bound) -> When | None:
    """A date after by, before, until or within in the undertaking, or one that lies ahead of the report."""
    published = scene.reading.report.published
    for t in scene.times:
        when = t.time.when
        if (
            when is None
            or not bound.first <= t.head < bound.last + 4
            or scene.sentence(t.head) != scene.sentence(bound.head)
            or t.first < bound.first
        ):
            continue
        prep = scene.lows[t.first - 1] if t.first else ""
        ahead = published is not None and when[: len(published.value[:10])] > published.value[: len(when)]
        if (
            prep in ("by", "before", "until", "within")
            or scene.lows[t.first] in ("by", "before", "until", "within")
            or ahead
        ):
            return When(when, t.time.span.of(scene.text), t.time.inferred, t.time.why)
    return None


def _condition(scene: Scene, head: int, cue: int) -> str | None:
    """The words of "if", "provided", "on condition that", "as long as" under the undertaking or its verb."""
    s = scene.syntax
    for at in dict.fromkeys((head, cue)):
        for c in s.children[at]:
            marks = [scene.lows[k] for k in s.children[c] if s.deps[k] in ("mark", "advmod", "prep")]
            if s.deps[c] == "advcl" and (_CONDITION & set(marks) or (s.deps[c] == "advcl" and _as_long(scene, c))):
                below = s.subtree(c)
                return scene.words(below[0], clause_edge(scene, c))
            if (
                s.deps[c] == "prep"
                and scene.lows[c] == "on"
                and any(scene.lemmas[k] == "condition" for k in s.children[c])
            ):
                below = s.subtree(c)
                return scene.words(below[0], below[-1] + 1)
    return None


def _as_long(scene: Scene, clause: int) -> bool:
    s = scene.syntax
    first = s.subtree(clause)[0]
    return [w.lower() for w in s.words[max(0, first - 2) : first + 3]].count("long") > 0 and "as" in s.words[
        max(0, first - 2) : first + 3
    ]
