"""The room's working nouns: a report's page with its marks laid over the syntax, and attributions not yet named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.quotes.lexicon import Channels, Cues, Speech, channels, cues, speech
from memcon.quotes.marks import Stretch, stretches

MARKS = frozenset(
    "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f\uff02\uff07`"
)
_EDGE = frozenset(" \t\n\r\u00a0\u3000,;:.?!\u2014\u2013-\u3002\u3001\u2026()[]") | MARKS
_WORD = re.compile(r"\w")
# "SEOUL, Oct. 30 (Agency) \u2014", "ATHENS/LONDON \u2013": a place in capitals, what may follow it, and the dash.
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019.]+"
_DATELINE = re.compile(
    rf"\s*{_CAPITALS}(?:[ /-]+{_CAPITALS})*(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
    r"(?:,? [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?\s*(?:[(/][^()/]{1,40}[)/])?\s*(?:--+|[\u2014\u2013\u2015]|-\s)"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution in tokens: `speaker` is the head of the phrase that names the one who speaks, `cue` the reporting
    word, `content` spans of the stored text, `lemma` and `frame` what the lexicon knows the cue by."""

    content: tuple[Span, ...]
    kind: str
    cue: int | None = None
    speaker: int | None = None
    lemma: str = ""
    frame: str = ""
    fragment: bool = False

    def with_content(self, content: Iterable[Span]) -> Draft:
        """The same attribution with other words, in text order."""
        return replace(self, content=tuple(sorted(content)))


class Page:
    """One report laid out for this room: text, syntax, paragraphs, stretches between marks, and the token columns that
    join them. `around[i]` is the index of the outermost stretch that holds token `i`, or -1."""

    __slots__ = (
        "_outer", "_starts", "around", "bounds", "channels", "cues", "datelined", "paragraphs", "quoted", "speech",
        "stretches", "syntax", "text", "tokens_of",
    )  # fmt: skip

    def __init__(
        self, text: str, syntax: Syntax, paragraphs: Sequence[Span], quoted: frozenset[int] = frozenset()
    ) -> None:
        """`paragraphs` are spans of the body in text order, `quoted` the indices of those set as a block quotation."""
        self.quoted = quoted
        self.text, self.syntax, self.paragraphs = text, syntax, tuple(paragraphs)
        self.cues: Cues = cues()
        self.speech: Speech = speech()
        self.channels: Channels = channels()
        self.stretches: tuple[Stretch, ...] = tuple(q for q in stretches(text, self.paragraphs) if q.depth == 0)
        self._starts = [p.start for p in self.paragraphs]
        self._outer = [q.outer.start for q in self.stretches]
        self.bounds = tuple(syntax.tokens_in(p) for p in self.paragraphs)
        self.tokens_of = tuple(syntax.tokens_in(q.outer) for q in self.stretches)
        around = [-1] * len(syntax)
        for k, tokens in enumerate(self.tokens_of):
            for t in tokens:
                around[t] = k
        self.around = tuple(around)
        self.datelined: frozenset[int] = frozenset(self._datelined())

    def _datelined(self) -> Iterator[int]:
        """Tokens of the datelines that open paragraphs: names of places that say nothing."""
        for p in self.paragraphs:
            m = _DATELINE.match(self.text, p.start, p.end) if self.text[p.start : p.start + 2].isupper() else None
            if m is not None:
                yield from self.syntax.tokens_in(Span(p.start, m.end()))

    def paragraph_of(self, offset: int) -> int:
        """Index of the paragraph that holds the code point `offset`, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def words(self, span: Span) -> int:
        """How many tokens with a letter or digit `span` holds."""
        s = self.syntax
        return sum(1 for t in s.tokens_in(span) if _WORD.search(s.words[t]))

    def runs(self, tokens: Sequence[int]) -> tuple[Span, ...]:
        """Spans of runs of neighbouring tokens, edges trimmed of punctuation and lone marks."""
        spans: list[Span] = []
        first = 0
        for k in range(1, len(tokens) + 1):
            if k == len(tokens) or not self._next_to(tokens[k - 1], tokens[k]):
                span = self.trimmed(self.syntax.span(tokens[first], tokens[k - 1] + 1))
                if span is not None:
                    spans.append(span)
                first = k
        return tuple(spans)

    def _next_to(self, a: int, b: int) -> bool:
        """Neighbours, or parted only by marks and a comma."""
        return b == a + 1 or (b - a <= 3 and all(not _WORD.search(self.syntax.words[t]) for t in range(a + 1, b)))

    def trimmed(self, span: Span) -> Span | None:
        """`span` without punctuation and white space at its edges; a stretch that it holds whole keeps both marks
        unless it is all there is. None when nothing is left."""
        start, end = span
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if start >= end:
            return None
        for q in self.stretches[max(0, bisect_right(self._outer, start) - 1) :]:
            if q.outer.start > end:
                break
            if q.inner.start <= start and end <= q.inner.end:
                return Span(start, self._sentence_end(end, q.inner.end))
            if q.closed and q.inner.start < end <= q.inner.end and q.outer.start >= start:
                if _blank(text, end, q.inner.end):
                    end = q.outer.end
            elif q.closed and q.inner.start <= start < q.inner.end and _blank(text, q.inner.start, start):
                start = q.outer.start
        return Span(start, end)

    def _sentence_end(self, end: int, limit: int) -> int:
        """Words that stand alone between marks keep their full stop, question or exclamation mark, not a comma."""
        while end < limit and self.text[end] in ".?!\u3002\u2026":
            end += 1
        return end


def _blank(text: str, start: int, end: int) -> bool:
    return all(c in _EDGE for c in text[start:end])
