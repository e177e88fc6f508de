"""Page text that is not the report: found as spans with a reason, never deleted from the stored text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from memcon.intake.masthead import bylines, closing_credit
from memcon.knowledge.furniture import furniture_patterns
from memcon.model.report import Furniture
from memcon.model.span import Span
from memcon.text.paragraphs import CAPTION_CREDIT, INLINE

TEASER = 220
"""A teaser is one paragraph of at most so many code points."""


def find_furniture(text: str, paragraphs: Sequence[Span]) -> list[Furniture]:
    """Furniture among the `paragraphs` below the masthead: page lines, credits in captions, closing credits, and the
    teasers that trail behind the report's last words."""
    found: list[Furniture] = []
    ended: int | None = None
    for k, span in enumerate(paragraphs):
        words = span.of(text)
        if closing_credit(words) is not None:
            found.append(Furniture(span, "credit"))
            ended = k if _late(paragraphs, k) else ended
        elif len(words) <= 320 and furniture_patterns().line.fullmatch(words.strip(" \t|:*")):
            found.append(Furniture(span, "page line"))
        elif bylines(words):
            found.append(Furniture(span, "byline"))
        elif k and _in_capitals(words) and not all(_in_capitals(p.of(text)) for p in paragraphs[:k]):
            found.append(Furniture(span, "line in capitals"))
        else:
            found.extend(_credits(text, span))
            found.extend(_inline(text, span))
    cut = {f.span for f in found}
    end = None if ended is None else paragraphs[ended].end
    found.extend(Furniture(s, "teaser") for s in _teasers(text, [p for p in paragraphs if p not in cut], end))
    return sorted(found, key=lambda f: f.span)


# A name, and glued behind it the full name with the headlines of a link list, up to its "MORE".
_LINKS = re.compile(
    r"\b([A-Z][\w\u2019'-]+)\s+((?:[A-Z(\u201c\"][\w.()\u2019'\u201c\u201d\"-]*\s+){1,5}\1\s?(?=[A-Z0-9])[^\n]{10,600}?\sMORE)\b"
)


def _inline(text: str, span: Span) -> Iterator[Furniture]:
    """Link lists that stand inside a sentence."""
    for m in _LINKS.finditer(text, span.start, span.end):
        yield Furniture(Span(*m.span(2)), INLINE)


_LETTERED = re.compile(r"[^\W\d_]{2,}")


def _in_capitals(words: str) -> bool:
    """A short line all in capitals between paragraphs that are not: a link to another story, or a heading."""
    found = _LETTERED.findall(words)
    return len(words) <= TEASER and len(found) > 1 and all(w.isupper() for w in found)


def _late(paragraphs: Sequence[Span], k: int) -> bool:
    """A closing credit ends the report when most of the text stands above it."""
    above = sum(p.end - p.start for p in paragraphs[:k])
    return above * 2 > sum(p.end - p.start for p in paragraphs)


def _credits(text: str, span: Span) -> Iterator[Furniture]:
    for m in furniture_patterns().credit.finditer(text, span.start, span.end):
        # A bracketed agency inside prose is a dateline or a credit line; it is cut only where a caption ends.
        if m.end() == span.end or furniture_patterns().caption.search(text, span.start, span.end):
            yield Furniture(Span(*m.span()), CAPTION_CREDIT)


_CONTENT = re.compile(r"[^\W\d_]{4,}")


def _teasers(text: str, paragraphs: Sequence[Span], ended: int | None) -> Iterator[Span]:
    """Trailing paragraphs that are about something else.

    Behind a closing credit every short paragraph is one. Without it, two or more at the very end that share no content
    word with the report above them, each a single short line.
    """
    body = [p for p in paragraphs if ended is None or p.end <= ended]
    behind = paragraphs[len(body) :]
    if ended is not None:
        yield from (p for p in behind if p.end - p.start <= TEASER)
        return
    counts = Counter(w for p in body for w in _words(p.of(text)))
    tail: list[Span] = []
    for p in reversed(body[1:]):
        own = _words(p.of(text))
        if p.end - p.start > TEASER or any(counts[w] > 1 for w in own) or "\u201c" in p.of(text) or '"' in p.of(text):
            break
        tail.append(p)
    if len(tail) >= 2 and len(tail) < len(body) / 2:
        yield from reversed(tail)


def _words(text: str) -> set[str]:
    return {w.lower() for w in _CONTENT.findall(text)} - _COMMON


_COMMON = frozenset(
    "this that with from have been their were which would about after also more than into over when they will said "
    "says what there where while other some only very most such these those here them then could should".split()
)
