"""How the words came to the report: told to reporters, in a speech, a statement, a summary, on social media, in an
interview, by another outlet, from someone unnamed, or through someone who speaks for the speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from memcon.model.quote import Channel
from memcon.model.syntax import Syntax
from memcon.quotes.attribute import Namer, Speaker
from memcon.quotes.clauses import phrase
from memcon.quotes.draft import Draft, Page

_PLACES = frozenset("in at during on through via by from to for after with".split())
_OWN = frozenset({"his", "her", "their", "its"})
_INDEFINITE = frozenset(
    {"a", "an", "some", "one", "another", "two", "three", "several", "many", "multiple", "other", "any"}
)
_NAMELESS = frozenset({"source", "insider"})
_ISSUED = frozenset("issue provide release publish post distribute give put circulate carry make send".split())


class Route(NamedTuple):
    """The channel, and who speaks for the speaker where someone does."""

    channel: Channel | None = None
    relayed_by: str | None = None


def route(page: Page, d: Draft, speaker: Speaker, namer: Namer) -> Route:
    """The channel of a draft as its own sentence gives it; all blank where it gives none."""
    s = page.syntax
    if d.frame == "block" and d.speaker is not None:
        return Route(_printed(page, d.speaker, speaker))
    if d.cue is None:
        return Route()
    outside = _outside(page, d)
    unnamed = _unnamed(page, d, speaker)
    told = None if d.lemma == "according" else _told(page, d) or _occasion(page, outside, d)
    relay = _relay(page, outside, d, speaker, namer)
    if unnamed is not None and (told is None or told.kind == "reporters"):
        return Route(unnamed)
    if relay.channel is not None and (told is None or told.kind == "speech"):
        return relay
    if told is not None:
        return Route(told, relay.relayed_by)
    kind = page.channels.verbs.get(s.lemmas[d.cue].lower())
    if kind is not None and s.pos[d.cue] == "VERB":
        return Route(Channel(kind, None, s.span(d.cue, d.cue + 1)))
    return Route(_paper(page, d, speaker))


def _printed(page: Page, head: int, speaker: Speaker) -> Channel | None:
    """The paper that the sentence before a block names: "issued the following statement:"."""
    s = page.syntax
    first, last = s.sentences[s.sentence_of(head)]
    for t in range(first, last):
        kind = page.channels.papers.get(s.lemmas[t].lower()) if s.pos[t] in ("NOUN", "PROPN") else None
        if kind is not None:
            return Channel(kind, speaker.name, s.span(t, t + 1))
    return None


def _outside(page: Page, d: Draft) -> list[int]:
    """Tokens of the cue's sentence that are not the content."""
    s = page.syntax
    cue = d.cue if d.cue is not None else 0
    first, last = s.sentences[s.sentence_of(cue)]
    bound = page.bounds[page.paragraph_of(s.starts[cue])]
    while (
        first > bound.start
        and (page.around[first] >= 0 or page.around[first - 1] >= 0)
        and s.words[first - 1] not in ".?!"
    ):
        first -= 1
    inside = page.around[cue]
    return [
        t for t in range(first, last)
        if page.around[t] == inside and not any(c.start <= s.starts[t] < c.end for c in d.content)
    ]  # fmt: skip


def _told(page: Page, d: Draft) -> Channel | None:
    """ "told reporters", "said to the press", "told Nikkei Asia", "commented to Nikkei Asia" """
    s = page.syntax
    cue = d.cue if d.cue is not None else 0
    for t in _addressees(s, cue):
        kind = page.channels.addressees.get(s.lemmas[t].lower()) or (
            _kind(page, t) if s.lemmas[cue] == "tell" else None
        )
        if kind is not None and s.pos[t] in ("NOUN", "PROPN"):
            return Channel(kind, None, s.span(t, t + 1))
        if is_outlet(page, t):
            span = s.span(*phrase(s, t))
            return Channel("interview", _outlet_name(page, t), span)
    return None


def _addressees(s: Syntax, cue: int) -> Iterator[int]:
    for c in s.children[cue]:
        if s.deps[c] in ("dobj", "dative", "iobj", "nsubj", "npadvmod") and c > cue and s.pos[c] not in ("ADP", "PART"):
            yield c
        elif s.words[c].lower() in ("to", "with") and s.deps[c] in ("prep", "dative"):
            yield from (g for g in s.children[c] if s.deps[g] == "pobj")
        elif s.deps[c] == "ccomp" and c > cue:
            # the parser at times takes the one told for the subject of what is told
            yield from (g for g in s.children[c] if s.deps[g] == "nsubj" and g == cue + 1)


def is_outlet(page: Page, t: int) -> bool:
    """True when the phrase headed by token `t` names an outlet."""
    s = page.syntax
    if s.pos[t] != "PROPN":
        return False
    first, last = phrase(s, t)
    words = [w.lower() for w in s.words[first:last] if w.lower() not in ("the", "a", "an", "'s")]
    name = " ".join(words)
    known = page.channels
    if name in known.outlet_names or not known.outlet_marks.isdisjoint(words):
        return True
    return len(words) > 1 and words[-1] in known.outlet_words


def _outlet_name(page: Page, t: int) -> str:
    s = page.syntax
    words = " ".join(s.span(*phrase(s, t)).of(page.text).split())
    return words.removeprefix("the ").removeprefix("The ")


def _occasion(page: Page, outside: list[int], d: Draft) -> Channel | None:
    """ "in a statement", "at a news conference", "in an interview with NHK", "in a summary provided by his office" """
    s = page.syntax
    for t in outside:
        if s.pos[t] not in ("NOUN", "PROPN") or s.deps[t] not in ("pobj", "dobj", "pcomp", "conj"):
            continue
        kind = _kind(page, t)
        if kind is None or not _occurs(page, t, d):
            continue
        if kind in ("statement", "summary"):
            name = issuer(page, t)
        else:
            name = _interviewer(page, t) if kind == "interview" else None
        return Channel(kind, name, s.span(*phrase(s, t)))
    return None


def _kind(page: Page, t: int) -> str | None:
    s = page.syntax
    lemma = s.lemmas[t].lower()
    before = s.lemmas[t - 1].lower() if t and t - 1 in s.children[t] else ""
    occasions = page.channels.occasions
    return (
        occasions.get(f"{before} {lemma}")
        or occasions.get(f"{before} {s.words[t].lower()}")
        or (occasions.get(s.words[t].lower()) or occasions.get(lemma))
    )


def _occurs(page: Page, t: int, d: Draft) -> bool:
    """The occasion is one the words were spoken on: governed by a preposition of place or a verb of speaking, and hung
    on the cue or on what the cue hangs on, not on the content."""
    s = page.syntax
    head = s.heads[t]
    if s.deps[t] == "dobj":
        return s.lemmas[head].lower() in ("address", "give", "deliver", "hold", "issue", "release", "make") and _chain(
            s, head, d.cue
        )
    if s.pos[head] != "ADP" or s.words[head].lower() not in _PLACES - {"for", "after", "with"}:
        return False
    if s.words[head].lower() in ("to", "by"):
        over = s.heads[head]
        return s.words[over].lower() == "according" or s.words[over].lower() in ("speaking", "writing")
    return _chain(s, s.heads[head], d.cue) or s.lemmas[s.heads[head]].lower() in ("reporter", "journalist", "press")


def _chain(s: Syntax, at: int, cue: int | None) -> bool:
    """Token `at` is the cue, hangs on it, or has it hanging on itself."""
    if cue is None:
        return False
    up = cue
    for _ in range(4):
        if up == at:
            return True
        up = s.heads[up]
    up = at
    for _ in range(4):
        if up == cue:
            return True
        up = s.heads[up]
    return False


def issuer(page: Page, t: int) -> str | None:
    """Who put a paper out: "provided by his office", "issued by the ministry", "from the palace", "the ministry's"."""
    s = page.syntax
    last = max(s.subtree(t))
    for k in range(t + 1, min(last + 1, t + 25)):
        if s.words[k].lower() in ("by", "from") and s.pos[k] == "ADP":
            over = s.heads[k]
            if over == t or (s.tags[over] == "VBN" and s.lemmas[over].lower() in _ISSUED):
                owner = next((c for c in s.children[k] if s.deps[c] == "pobj"), None)
                if owner is not None:
                    return " ".join(s.span(*phrase(s, owner)).of(page.text).split())
    owner = next((c for c in s.children[t] if s.deps[c] == "poss"), None)
    if owner is None or s.pos[owner] == "PRON":
        return None
    return " ".join(s.span(*phrase(s, owner)).of(page.text).split())


def _interviewer(page: Page, t: int) -> str | None:
    s = page.syntax
    for c in s.children[t]:
        if s.words[c].lower() in ("with", "on", "to", "in", "for"):
            found = next((g for g in s.children[c] if s.deps[g] == "pobj" and s.pos[g] == "PROPN"), None)
            if found is not None:
                return _outlet_name(page, found)
        elif s.pos[c] == "PROPN" and is_outlet(page, c):
            return _outlet_name(page, c)
    return None


def _relay(page: Page, outside: list[int], d: Draft, speaker: Speaker, namer: Namer) -> Route:
    """ "Lee, according to Kim's office, said": the one named after "according to" speaks for the speaker."""
    s = page.syntax
    if d.lemma == "according":
        return Route(_outlet_channel(page, d))
    for t in outside:
        if s.words[t].lower() != "to" or t == 0 or s.words[t - 1].lower() != "according":
            continue
        head = next((c for c in s.children[t] if s.deps[c] == "pobj"), None)
        if head is None or _kind(page, head) is not None:
            return Route(relayed_by=issuer(page, head) if head is not None else None)
        words = " ".join(s.span(*phrase(s, head)).of(page.text).split())
        span = s.span(*phrase(s, head))
        if is_outlet(page, head):
            return Route(Channel("outlet", _outlet_name(page, head), span))
        own = any(s.words[c].lower() in _OWN for c in s.children[head])
        side = namer.named(head).country
        if own or (side is not None and side == speaker.country and s.lemmas[head].lower() in page.channels.offices):
            return Route(Channel("statement", words, span), words)
        return Route(Channel("relayed", words, span), words)
    return Route()


def _outlet_channel(page: Page, d: Draft) -> Channel | None:
    if d.speaker is None or not is_outlet(page, d.speaker):
        return None
    s = page.syntax
    return Channel("outlet", _outlet_name(page, d.speaker), s.span(*phrase(s, d.speaker)))


def _unnamed(page: Page, d: Draft, speaker: Speaker) -> Channel | None:
    """Someone the report does not name: an indefinite official, officials, a source, "on condition of anonymity"."""
    s, head = page.syntax, d.speaker
    if head is None or speaker.refs or s.pos[head] != "NOUN" or s.lemmas[head].lower() not in page.channels.unnamed:
        return None
    kids = s.children[head]
    if any(s.deps[c] == "appos" and s.pos[c] == "PROPN" for c in kids):
        return None
    determiner = next((s.words[c].lower() for c in kids if s.deps[c] in ("det", "nummod")), None)
    if any(s.deps[c] == "poss" for c in kids) and s.lemmas[head].lower() not in ("source", "official", "aide"):
        return None
    plural = s.tags[head] == "NNS"
    loose = determiner in _INDEFINITE or (plural and determiner is None)
    if not loose and s.lemmas[head].lower() not in _NAMELESS and not _anonymous(page, head):
        return None
    return Channel("unnamed", speaker.name, speaker.span)


def _anonymous(page: Page, head: int) -> bool:
    s = page.syntax
    first, last = s.sentences[s.sentence_of(head)]
    return any(s.lemmas[t].lower() in ("anonymity", "unidentified", "unnamed", "anonymous") for t in range(first, last))


def _paper(page: Page, d: Draft, speaker: Speaker) -> Channel | None:
    """The speaker is itself a paper, or an outlet."""
    s, head = page.syntax, d.speaker
    if head is None:
        return None
    kind = page.channels.papers.get(s.lemmas[head].lower()) if s.pos[head] in ("NOUN", "PROPN") else None
    if kind is not None:
        return Channel(kind, issuer(page, head), speaker.span)
    return _outlet_channel(page, d)
