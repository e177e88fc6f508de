"""A name and a colon before what is said: the turns of a transcript ("SMITH: …", "Q: …") and headlines ("Lee: ready for
talks")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.model.span import Span
from memcon.quotes.clauses import cue_of
from memcon.quotes.draft import MARKS, Draft, Page
from memcon.quotes.indirect import speaker_of

_LABEL = re.compile(
    r"[\"'\u201c\u2018]?([A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,4}|Q|A)(?: \([^()]{1,40}\))?: +(?=\S)"
)
_HEADLINE = 25
"""A headline has no more words than this."""
_NAMES = 5
"""A headline's label has no more words than this."""


def turns(page: Page) -> Iterator[Draft]:
    """Paragraphs that open with a speaker's label in capitals; at least two of them, or it is no transcript."""
    found = [
        (k, m) for k, p in enumerate(page.paragraphs) if (m := _LABEL.match(page.text, p.start, p.end)) is not None
    ]
    if len(found) < 2:
        return
    s = page.syntax
    for k, m in found:
        tokens = s.tokens_in(Span(*m.span(1)))
        content = _bare(page, Span(m.end(), page.paragraphs[k].end))
        if tokens and content is not None:
            named = m.group(1) not in ("Q", "A")
            yield Draft((content,), "direct", None, tokens[-1] if named else None, "", "turn")


def headline(page: Page) -> Iterator[Draft]:
    """The first paragraph as "Name: words" or "Name on matter: words", without a verb before the colon."""
    if not page.paragraphs or len(page.paragraphs) < 2:
        return
    s, tokens = page.syntax, page.bounds[0]
    if not 3 <= len(tokens) <= _HEADLINE:
        return
    colon = next((t for t in tokens if s.words[t] == ":"), None)
    if colon is None or not 1 <= colon - tokens.start <= _NAMES or page.around[colon] >= 0:
        return
    label = list(range(tokens.start, colon))
    head = (
        label[0] if len(label) == 1 else next((t for t in label if t + 1 == colon or s.pos[t + 1] == "ADP"), label[-1])
    )
    if any(s.pos[t] in ("VERB", "AUX", "NUM") for t in label) or not _speaks(page, head):
        return
    content = _bare(page, Span(s.starts[colon + 1], page.paragraphs[0].end)) if colon + 1 < tokens.stop else None
    if content is not None:
        kind = "mixed" if any(q.outer.overlaps(content) for q in page.stretches) else "indirect"
        yield Draft((content,), kind, None, head, "", "headline")


def _speaks(page: Page, head: int) -> bool:
    """A name or someone who can speak stands before the colon, not a rubric ("Analysis: …") and
    not a country, which may be the matter as well as the speaker."""
    s = page.syntax
    word = s.words[head].lower()
    places = ("GPE", "LOC", "NORP", "EVENT", "FAC")
    if word in page.channels.rubrics or any(e.first <= head < e.last and e.label in places for e in s.entities):
        return False
    return s.pos[head] == "PROPN" or s.lemmas[head].lower() in page.channels.unnamed or word in page.channels.offices


def _bare(page: Page, span: Span) -> Span | None:
    """`span` without white space and without marks that only open or only close it."""
    start, end = span
    text = page.text
    while start < end and (text[start].isspace() or (text[start] in MARKS and not _paired(page, start))):
        start += 1
    while end > start and (text[end - 1].isspace() or (text[end - 1] in MARKS and not _paired(page, end - 1))):
        end -= 1
    return Span(start, end) if page.words(Span(start, end)) > 0 else None


def _paired(page: Page, at: int) -> bool:
    return any(q.closed and q.outer.start <= at < q.outer.end for q in page.stretches)


_ITEM = re.compile(r"(?:[-\u2022*\u2013\u2014\u00b7\u25aa\u25cf]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_WHOLE = re.compile(
    r"\b(?:full text|text of|in full|following (?:statement|text|remarks|letter)|as follows|reads?)\b[^.]*:$",
    re.IGNORECASE,
)
_ISSUES = frozenset({"issue", "release", "publish", "give", "make", "set", "list"})
_END = re.compile(r"(?:ENDS?|#{2,}|\*{2,}|_{2,}|-{2,})\W*$")


def blocks(page: Page) -> Iterator[Draft]:
    """What a paragraph brings in without marks: a block quotation, the items of a list ("demanded the following:"), the
    text of a statement ("issued the following statement:"), to its end."""
    for k in range(len(page.paragraphs) - 1):
        items: list[Span] = []
        brought = _set_apart(page, k)
        if not brought and page.paragraphs[k].of(page.text).endswith(":"):
            items = _items(page, k + 1)
            brought = items or _statement(page, k)
        cue, speaker = _introducer(page, k) if brought else (None, None)
        if speaker is not None:
            lemma = page.syntax.lemmas[cue].lower() if cue is not None else ""
            yield Draft(tuple(brought), "indirect" if items else "direct", cue, speaker, lemma, "block")


def _set_apart(page: Page, k: int) -> list[Span]:
    """The paragraphs after `k` that the page sets as one block quotation."""
    found: list[Span] = []
    for n in range(k + 1, len(page.paragraphs)):
        if k in page.quoted or n not in page.quoted:
            break
        found.append(page.paragraphs[n])
    return found


def _items(page: Page, k: int) -> list[Span]:
    found: list[Span] = []
    for span in page.paragraphs[k:]:
        m = _ITEM.match(page.text, span.start, span.end)
        content = _bare(page, Span(m.end(), span.end)) if m is not None else None
        if content is None:
            break
        found.append(content)
    return found


def _statement(page: Page, k: int) -> list[Span]:
    if _WHOLE.search(page.paragraphs[k].of(page.text)) is None:
        return []
    found: list[Span] = []
    for span in page.paragraphs[k + 1 :]:
        if _END.match(page.text, span.start, span.end) or page.text[span.start] in MARKS:
            break
        found.append(span)
    return found


def _introducer(page: Page, k: int) -> tuple[int | None, int | None]:
    """The cue of the paragraph's last sentence and who speaks: its subject, else the one whose paper it is."""
    s, bound = page.syntax, page.bounds[k]
    if not bound:
        return None, None
    tokens = range(max(bound.start, s.sentences[s.sentence_of(bound[-1])][0]), bound.stop)
    for t in reversed(tokens):
        known = cue_of(s, t, page.cues) is not None or s.lemmas[t].lower() in _ISSUES
        if s.pos[t] == "VERB" and known and page.around[t] < 0:
            speaker = speaker_of(page, t)
            if speaker is not None:
                return t, speaker
    for t in tokens:
        if s.words[t].lower() in ("by", "of", "from"):
            owner = next((c for c in s.children[t] if s.deps[c] == "pobj" and s.pos[c] == "PROPN"), None)
            if owner is not None:
                return None, owner
    return None, None
