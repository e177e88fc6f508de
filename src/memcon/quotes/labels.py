"""A name and a colon before what is said: the turns of a transcript ("SMITH: …", "Q: …") and headlines ("Lee: ready for
talks")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.model.span import Span
from memcon.quotes.draft import MARKS, Draft, Page

_LABEL = re.compile(r"[\"'\u201c\u2018]?((?:[A-Z][A-Z.'\u2019-]+|MR\.|MS\.|DR\.)(?: [A-Z][A-Z.'\u2019-]+){0,4}|Q|A)(?: \([^()]{1,40}\))?: +(?=\S)")
_HEADLINE = 25
"""A headline has no more words than this."""
_NAMES = 5
"""A headline's label has no more words than this."""


def turns(page: Page) -> Iterator[Draft]:
    """Paragraphs that open with a speaker's label in capitals; at least two of them, or it is no transcript."""
    found = [(k, m) for k, p in enumerate(page.paragraphs) if (m := _LABEL.match(page.text, p.start, p.end)) is not None]
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
    label = [t for t in range(tokens.start, colon)]
    head = label[0] if len(label) == 1 else next((t for t in label if t + 1 == colon or s.pos[t + 1] == "ADP"), label[-1])
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
