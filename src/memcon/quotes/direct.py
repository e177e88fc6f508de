"""Words between marks: which are speech, which cue and speaker stand beside them, and how they carry on.

Read off the words outside the marks, since a parser is least sure where marks break a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from memcon.model.span import Span
from memcon.quotes.clauses import apposed, cue_of, negated, subject_of
from memcon.quotes.draft import Draft, Page
from memcon.quotes.indirect import authority, speaker_of
from memcon.quotes.lexicon import Cue

_STOPS = frozenset({".", "?", "!", "\u3002", ";"})
_PHASES = frozenset({"begin", "start", "continue"})
_SHORT = 5
"""Fewer words than this between marks, and no clause: a fragment of the reporter's own sentence."""
_SUBORDINATE = frozenset("when while after because although though if but who which since whereas until".split())
_SIGNATURE = re.compile(r"\s*(?:--?|[\u2013\u2014\u2015])\s*(?=[A-Z])")
_NAMED = 12
REACH = 25
"""A cue before a quotation is sought this many tokens back."""


class Beside(NamedTuple):
    """The cue beside a stretch and its speaker; `side` is left, right or colon."""

    cue: int | None
    speaker: int | None
    lemma: str
    side: str


def beside(page: Page, k: int) -> Beside | None:
    """The attribution in the words around stretch `k` of the page, or None."""
    left, right = left_of(page, k), right_of(page, k)
    after = _right(page, k, right) or _owned(page, left, right) or _signed(page, k)
    if after is not None:
        return after
    return _left(page, k, left) or _colon(page, k, left)


def left_of(page: Page, k: int) -> list[int]:
    """Tokens outside marks from the last full stop (or the paragraph's start) to stretch `k`; earlier stretches of the
    same sentence are skipped."""
    s, tokens = page.syntax, page.tokens_of[k]
    if not tokens:
        return []
    low = page.bounds[page.paragraph_of(page.stretches[k].outer.start)].start
    found: list[int] = []
    for t in range(tokens.start - 1, low - 1, -1):
        around = page.around[t]
        if around >= 0:
            if ends_sentence(page, around):
                break
            continue
        if s.words[t] in _STOPS:
            break
        found.append(t)
    return found[::-1]


def right_of(page: Page, k: int) -> list[int]:
    """Tokens outside marks from stretch `k` to the next full stop, stretch or the paragraph's end."""
    s, tokens = page.syntax, page.tokens_of[k]
    if not tokens:
        return []
    high = page.bounds[page.paragraph_of(page.stretches[k].outer.start)].stop
    found: list[int] = []
    for t in range(tokens.stop, high):
        if page.around[t] >= 0 or s.words[t] in _STOPS:
            break
        found.append(t)
    return found


def ends_sentence(page: Page, k: int) -> bool:
    """True when stretch `k` ends with a full stop, question or exclamation mark and no small letter goes on."""
    q = page.stretches[k]
    words = q.inner.of(page.text).rstrip()
    after = page.text[q.outer.end : q.outer.end + 3].lstrip(" \u00a0")
    return words[-1:] in _STOPS and not after[:1].islower() and after[:1] not in (",", ";")


def _right(page: Page, k: int, right: Sequence[int]) -> Beside | None:
    """ "…," the minister said. / "…," said the minister."""
    s = page.syntax
    if not right or not _leads_back(page, k, right[0]):
        return None
    for n, t in enumerate(right[:REACH]):
        cue = cue_of(s, t, page.cues)
        if cue is None or not cue.quote or not _finite(page, t):
            continue
        speaker = _near_subject(page, t, right)
        if speaker is None:
            continue
        if speaker not in right:
            return None
        start = min(t, *s.subtree(speaker))
        gap = [s.words[m].lower() for m in right if m < start and s.pos[m] not in ("PUNCT", "ADV")]
        if any(w in _SUBORDINATE for w in (*gap, s.words[right[0]].lower())):
            return None
        near = len(gap) <= 1 or (n <= 4 and speaker > t) or (cue.lemma in ("say", "add") and len(gap) <= 4)
        return Beside(t, speaker, cue.lemma, "right") if near else None
    return None


def _finite(page: Page, t: int) -> bool:
    """A verb that can stand beside direct speech: no infinitive, no participle of the past, no mere noun."""
    s = page.syntax
    if s.pos[t] == "ADJ" or s.tags[t] in ("VB", "VBN"):
        return False
    return s.pos[t] != "NOUN" or s.lemmas[t] in page.cues.verbs


def _leads_back(page: Page, k: int, first: int) -> bool:
    """After stretch `k` the sentence may go on to name its speaker: no full stop inside before a new sentence."""
    s, q = page.syntax, page.stretches[k]
    words = q.inner.of(page.text).rstrip()
    if not words or not q.closed or s.tags[first] == "VBG":
        return False
    lead = s.words[first]
    if words[-1] in ",?!\u2014\u2013-\u2026" or lead in (",", "-", "\u2014", "\u2013"):
        return True
    return lead[:1].islower() if words[-1] == "." else lead not in ("and", "or", ")")


def _owned(page: Page, left: Sequence[int], right: Sequence[int]) -> Beside | None:
    """ "the minister's “never again” promise": words between their owner and the noun that says what they are."""
    s = page.syntax
    if not left or not right or s.lemmas[right[0]].lower() not in page.cues.nouns or s.pos[right[0]] != "NOUN":
        return None
    if s.tags[left[-1]] == "PRP$":
        return Beside(right[0], left[-1], s.lemmas[right[0]].lower(), "right")
    if s.tags[left[-1]] == "POS" and len(left) > 1:
        return Beside(right[0], left[-2], s.lemmas[right[0]].lower(), "right")
    return None


def _signed(page: Page, k: int) -> Beside | None:
    """A dash and a name after a quotation that opens its paragraph: "“…” — Kim Koo", on its line or the next."""
    s, q = page.syntax, page.stretches[k]
    here = page.paragraph_of(q.outer.start)
    place = page.paragraphs[here]
    if q.outer.start != place.start or not q.closed:
        return None
    if not page.text[q.outer.end : place.end].strip() and here + 1 < len(page.paragraphs):
        place = page.paragraphs[here + 1]
    m = _SIGNATURE.match(page.text, max(q.outer.end, place.start), place.end)
    if m is None:
        return None
    tokens = s.tokens_in(Span(m.end(), place.end))
    named = [t for t in tokens if s.starts[t] >= m.end()]
    if not 1 <= len(named) <= _NAMED or any(s.pos[t] in ("VERB", "AUX") for t in named[1:]):
        return None
    end = next((n for n, t in enumerate(named) if not s.words[t][:1].isupper()), len(named))
    return Beside(None, named[end - 1], "", "signed") if end else None


def _near_subject(page: Page, cue: int, segment: Sequence[int]) -> int | None:
    """The cue's subject outside the marks; where the parser lost it, the noun next to the cue."""
    s = page.syntax
    subject = speaker_of(page, cue)
    if subject is not None and page.around[subject] < 0 and abs(subject - cue) < 40:
        return subject
    if s.tags[cue] == "VBG":
        return _main_subject(page, cue, segment)
    if s.tags[cue] not in ("VBD", "VBZ", "VBP"):
        return None
    at = segment.index(cue) if cue in segment else -1
    before = [t for t in segment[:at] if s.pos[t] in ("NOUN", "PROPN", "PRON")]
    if before and cue - before[-1] <= 3:
        return apposed(s, before[-1]) if s.words[cue - 1] == "," else before[-1]
    for t in segment[at + 1 : at + 8]:
        if s.pos[t] in ("NOUN", "PROPN", "PRON") and (t + 1 >= len(s) or s.pos[t + 1] not in ("NOUN", "PROPN")):
            return t
        if s.pos[t] in ("PUNCT", "VERB", "ADP", "SCONJ"):
            return None
    return None


def _main_subject(page: Page, cue: int, segment: Sequence[int]) -> int | None:
    """Subject of the finite verb before a participle ("he said, adding later")."""
    s = page.syntax
    for t in reversed(segment):
        if t < cue and s.tags[t] in ("VBD", "VBZ", "VBP"):
            found = subject_of(s, t)
            if found is not None and page.around[found] < 0:
                return found
    return None


def _left(page: Page, k: int, left: Sequence[int]) -> Beside | None:
    """The minister said, "…" / saying that "…" / told reporters on Monday: "…" """
    s = page.syntax
    if not left:
        return None
    for t in reversed(left[-REACH:]):
        cue = cue_of(s, t, page.cues)
        noun = cue is not None and s.pos[t] == "NOUN" and not cue.quote
        if cue is None or s.pos[t] == "ADJ" or not (cue.quote or noun):
            continue
        between = [s.words[m].lower() for m in left if m > t]
        if noun and (between not in (["that"], ["of"], [":"]) or s.deps[t] == "pobj"):
            continue
        if not _leads_to(page, t, left, k):
            continue
        speaker = _near_subject(page, t, left)
        if speaker is not None:
            return Beside(t, speaker, cue.lemma, "left")
    first = next((t for t in left[:3] if s.words[t].lower() == "according"), None)
    if (
        first is not None
        and not any(s.pos[t] in ("VERB", "AUX") for t in left if t != first)
        and s.words[left[-1]] in (",", ":")
    ):
        speaker = authority(s, first + 1)
        if speaker is not None:
            return Beside(first, speaker, "according", "left")
    return None


def _leads_to(page: Page, cue: int, left: Sequence[int], k: int) -> bool:
    """Between the cue and the mark stand only a comma, a colon, the one who is told, an occasion: no second clause."""
    s = page.syntax
    between = [t for t in left if t > cue]
    if not between:
        return True
    last = s.words[between[-1]]
    if any(s.words[t].lower() in _SUBORDINATE for t in between):
        return False
    if any(s.pos[t] in ("VERB", "AUX") and s.deps[t] not in ("amod", "acl", "pcomp", "compound") for t in between):
        return False
    if last in (",", ":"):
        return True
    return last.lower() in ("that", "how") or (len(between) <= 3 and not _governed_apart(page, between, k))


def _governed_apart(page: Page, between: Sequence[int], k: int) -> bool:
    """The words before the mark are the reporter's own sentence running into the marks."""
    s = page.syntax
    return any(s.pos[t] in ("ADP", "DET", "ADJ", "PART") for t in between[-1:])


def _colon(page: Page, k: int, left: Sequence[int]) -> Beside | None:
    """ "Park: “…”", "His answer: “…”", "Kim took the stage: “…”" """
    s = page.syntax
    if not left or s.words[left[-1]][-1:] != ":":
        return None
    verbs = [t for t in left if s.pos[t] in ("VERB", "AUX") and s.deps[t] in ("ROOT", "ccomp", "parataxis")]
    verb = next((t for t in verbs if s.deps[t] == "ROOT"), verbs[0] if verbs else None)
    if verb is not None:
        return Beside(None, speaker, "", "colon") if (speaker := _near_subject(page, verb, left)) is not None else None
    noun = next(
        (t for t in left if s.pos[t] in ("PROPN", "NOUN", "PRON") and s.deps[t] not in ("compound", "poss")), None
    )
    if noun is None or left[-1] - left[0] >= len(left) or any(s.pos[t] == "ADP" for t in left[:1]):
        return None
    owner = next((c for c in s.children[noun] if s.deps[c] == "poss"), None)
    return Beside(None, noun if owner is None else owner, "", "colon")


def is_clause(page: Page, k: int) -> bool:
    """Words between marks that read as a sentence of their own: a subject with its verb, or a stop before the mark."""
    s = page.syntax
    q = page.stretches[k]
    words = q.inner.of(page.text).strip()
    if page.words(q.inner) >= 2 * _SHORT:
        return True
    if words[-1:] in tuple(".?!,\u3002\u2014") and page.words(q.inner) >= 2 and words[:1].isupper():
        return True
    return any(s.deps[t] in ("nsubj", "nsubjpass") and s.heads[t] in page.tokens_of[k] for t in page.tokens_of[k])


def is_title(page: Page, k: int) -> bool:
    """A work's title: short, every longer word with a capital, and no stop that speech would have."""
    s = page.syntax
    q = page.stretches[k]
    words = [s.words[t] for t in s.tokens_in(q.inner) if s.words[t][:1].isalpha()]
    if len(words) < 2 or len(words) > 9 or q.inner.of(page.text).rstrip()[-1:] in "?!":
        return False
    if not all(w[0].isupper() for w in words if len(w) > 3 or w in (words[0], words[-1])):
        return False
    left = left_of(page, k)
    if not left:
        return page.paragraphs[page.paragraph_of(q.outer.start)] == q.outer and not q.continues
    if s.words[left[-1]] == ",":
        return len(left) > 1 and s.lemmas[left[-2]].lower() in page.channels.works
    return s.words[left[-1]] != ":"


def direct(page: Page) -> list[Draft]:
    """Every stretch that is speech with its attribution, in order; pieces of one utterance are one draft."""
    drafts: list[Draft] = []
    before: tuple[int, Draft] | None = None
    for k, q in enumerate(page.stretches):
        if not page.tokens_of[k] or not page.words(q.inner) or is_title(page, k):
            continue
        found = beside(page, k)
        if not is_clause(page, k) and (found is None or not _close(page, k, found)):
            continue
        if found is not None:
            draft = Draft((spoken(page, k),), "direct", found.cue, found.speaker, found.lemma, found.side)
        else:
            carried = _carried(page, k, before, drafts)
            if carried is None:
                continue
            draft = carried
        if before is not None and _same_utterance(page, before[0], k, before[1], found):
            draft = before[1].with_content([*before[1].content, spoken(page, k)])
            drafts[-1] = draft
        else:
            drafts.append(draft)
        before = (k, draft)
    return drafts


def _close(page: Page, k: int, found: Beside) -> bool:
    """A cue right beside a few words between marks: speech, however short."""
    tokens = page.tokens_of[k]
    if found.cue is not None and page.syntax.pos[found.cue] == "NOUN":
        return True
    if found.side == "right":
        return page.stretches[k].inner.of(page.text).rstrip()[-1:] in (",", "?", "!")
    if found.cue is None:
        return False
    return (
        all(page.syntax.pos[t] == "PUNCT" for t in range(found.cue + 1, tokens.start))
        and page.syntax.words[tokens.start - 1] != "that"
    )


def spoken(page: Page, k: int) -> Span:
    """The words of stretch `k` without white space and the comma that leads back to the reporter."""
    start, end = page.stretches[k].inner
    while end > start and (page.text[end - 1].isspace() or page.text[end - 1] == ","):
        end -= 1
    while start < end and page.text[start].isspace():
        start += 1
    return Span(start, end)


def _same_utterance(page: Page, a: int, b: int, draft: Draft, found: Beside | None) -> bool:
    """ "…," she said. "…" / an open quotation resumed in the next paragraph / "…," she said, "…" """
    if page.stretches[b].continues:
        return found is None
    if page.paragraph_of(page.stretches[a].outer.start) != page.paragraph_of(page.stretches[b].outer.start):
        return False
    between = range(page.tokens_of[a].stop, page.tokens_of[b].start)
    if found is not None:
        return found.cue is not None and found.cue == draft.cue and draft.cue in between
    right = right_of(page, b)
    if right and page.syntax.words[right[0]][:1].islower():
        return False
    stops = [t for t in between if page.syntax.words[t] in _STOPS]
    if stops and stops[0] + 1 != page.tokens_of[b].start:
        return False
    return draft.cue is None or draft.cue in between or not between


def _carried(page: Page, k: int, before: tuple[int, Draft] | None, drafts: Sequence[Draft]) -> Draft | None:
    """Speech with no cue beside it: the same utterance going on, or the speaker last named."""
    q = page.stretches[k]
    if before is None:
        return _introduced(page, k)
    here, there = page.paragraph_of(q.outer.start), page.paragraph_of(page.stretches[before[0]].outer.start)
    last = replace(before[1], content=(spoken(page, k),), frame="carried")
    if q.continues:
        return last
    alone = q.outer.start == page.paragraphs[here].start
    right = right_of(page, k)
    if right and page.syntax.words[right[0]][:1].islower():
        return None
    own = len(left_of(page, k)) + len(right)
    if here == there and (alone or own <= 1):
        return last
    brought = page.text[max(0, q.outer.start - 5) : q.outer.start].rstrip().endswith(":")
    if own <= 1 and here - there == 1 and not brought and not _heading(page, k):
        return _turn(page, before, drafts, last)
    return _introduced(page, k)


def _heading(page: Page, k: int) -> bool:
    """A few words between single marks, alone in their paragraph, where speech has double marks."""
    q = page.stretches[k]
    if page.text[q.outer.start] not in "'\u2018" or page.text.startswith("''", q.outer.start):
        return False
    return page.words(q.inner) < 2 * _SHORT and any(page.text[o.outer.start] in '"\u201c' for o in page.stretches)


def _turn(page: Page, before: tuple[int, Draft], drafts: Sequence[Draft], last: Draft) -> Draft:
    """After a question put by one of two who speak in turn, the other answers."""
    asked = page.stretches[before[0]].inner.of(page.text).rstrip().endswith("?")
    if asked and len(drafts) > 1 and drafts[-2].speaker is not None and drafts[-2].speaker != last.speaker:
        return replace(drafts[-2], content=last.content, frame="carried")
    return last


def _introduced(page: Page, k: int) -> Draft | None:
    """Speech that a sentence before it brings in: it ends with a colon, or tells of someone."""
    s = page.syntax
    q = page.stretches[k]
    if left_of(page, k):
        return None
    here = page.paragraph_of(q.outer.start)
    first = page.tokens_of[k].start
    at_start = q.outer.start == page.paragraphs[here].start
    low = page.bounds[here - 1].start if at_start and here else page.bounds[here].start
    if first - 1 < low or (at_start and here == 0):
        return None
    colon = s.words[first - 1] == ":"
    alone = page.paragraphs[here] == q.outer
    if at_start and not colon and not alone:
        return None
    tokens = range(s.sentences[s.sentence_of(first - 1)][0], first)
    cue = next((t for t in reversed(tokens) if _speaks(page, t)), None)
    verb = (
        cue
        if cue is not None
        else next((t for t in tokens if s.deps[t] == "ROOT" and s.pos[t] in ("VERB", "AUX")), None)
    )
    if verb is None or page.around[verb] >= 0 or (cue is None and at_start and not colon):
        return None
    speaker = speaker_of(page, verb)
    if speaker is None or page.around[speaker] >= 0:
        return None
    known: Cue | None = cue_of(s, verb, page.cues)
    return Draft((spoken(page, k),), "direct", cue, speaker, known.lemma if known is not None else "", "before")


def _speaks(page: Page, t: int) -> bool:
    s = page.syntax
    cue = cue_of(s, t, page.cues) if page.around[t] < 0 and s.pos[t] == "VERB" else None
    if cue is None or not (cue.quote or cue.has("that")) or cue.lemma in _PHASES:
        return False
    return subject_of(s, t) is not None and not negated(s, t)
