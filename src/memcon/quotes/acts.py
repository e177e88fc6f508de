"""What a quotation does (asserts, denies, pledges, asks, warns, thanks), what it is about, which words colour it."""

from __future__ import annotations

import re

from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.quotes.clauses import phrase
from memcon.quotes.draft import Draft, Page

_CLAUSAL = frozenset({"that", "aside", "according", "view", "to", "ing"})
_MUTE = frozenset({"PRON", "DET", "ADV", "VERB", "AUX"})
_WORDS = re.compile(r"\w+(?:['\u2019]\w+)?")


def act_of(page: Page, d: Draft) -> str:
    """By the cue; where the cue only says that something was said, by the first words between marks, or a question."""
    by_cue = page.speech.acts.get(f"{d.lemma}.{d.frame}") or page.speech.acts.get(d.lemma)
    if by_cue is not None:
        return by_cue
    if d.kind != "direct":
        return "asserts"
    words = d.content[0].of(page.text)
    start = " ".join(_WORDS.findall(words[:80].lower().replace("\u2019", "'")))
    for opening, act in page.speech.opening:
        if start == opening or start.startswith(opening + " "):
            return act
    return "asks" if d.content[-1].of(page.text).rstrip().endswith("?") else "asserts"


def stance_of(page: Page, d: Draft) -> tuple[str, ...]:
    """Stance words of the cue and the content, as lemmas in text order, each once."""
    s = page.syntax
    tokens = {t for c in d.content for t in s.tokens_in(c)}
    if d.cue is not None:
        tokens.add(d.cue)
    found: dict[str, None] = {}
    for t in sorted(tokens):
        for form in (s.words[t].lower(), s.lemmas[t].lower()):
            if form in page.speech.stance:
                found[form] = None
                break
    return tuple(found)


def topic_of(page: Page, d: Draft) -> str | None:
    """The noun phrase the words are about: the object of a cue like "described"; of a clause its subject, or where that
    is a pronoun its object; None when there is neither."""
    s = page.syntax
    tokens = [t for c in d.content for t in s.tokens_in(c)]
    if d.fragment and d.cue is not None:
        head = next((c for c in s.children[d.cue] if s.deps[c] in ("dobj", "nsubjpass")), None)
        return _words(page, head) if head is not None and head not in tokens and s.pos[head] not in _MUTE else None
    if d.frame not in _CLAUSAL and d.kind != "direct":
        head = _first(s, tokens, ("dobj", "pobj", "nsubjpass", "oprd"))
    else:
        head = _first(s, tokens, ("nsubj", "nsubjpass"))
        if head is None:
            head = _first(s, tokens, ("dobj", "pobj"))
    return _words(page, head) if head is not None else None


_INSIDE = frozenset({"NOUN", "PROPN", "ADJ"})


def things_of(page: Page, d: Draft) -> tuple[Span, ...]:
    """Noun phrases of the content in text order: a noun with the nouns and adjectives right before it that belong to
    it, by way of others or at once; a hyphen may join them."""
    s = page.syntax
    found: list[Span] = []
    for c in d.content:
        tokens = s.tokens_in(c)
        for t in tokens:
            if s.pos[t] in ("NOUN", "PROPN") and not _is_inside(s, t):
                below, first = set(s.subtree(t)), t
                while first - 1 in tokens and first - 1 in below and _may_stand_before(s, first - 1, below):
                    first -= 1
                found.append(s.span(first, t + 1))
    return tuple(found)


def _is_inside(s: Syntax, t: int) -> bool:
    """True for a noun that only tells more of the next one: "[security] cooperation", "[future]-oriented"."""
    return (s.deps[t] in ("compound", "nmod") and s.heads[t] > t) or (t + 1 < len(s) and s.words[t + 1] == "-")


def _may_stand_before(s: Syntax, t: int, below: set[int]) -> bool:
    joined = (s.words[t] == "-" and t - 1 in below) or (s.words[t + 1] == "-" and t + 1 in below)
    return s.pos[t] in _INSIDE or s.deps[t] == "amod" or joined


def _first(s: Syntax, tokens: list[int], deps: tuple[str, ...]) -> int | None:
    return next((t for t in tokens if s.deps[t] in deps and s.pos[t] not in _MUTE), None)


def _words(page: Page, head: int) -> str:
    s = page.syntax
    return " ".join(s.span(*phrase(s, head)).of(page.text).split())
