"""The body of a report: its paragraphs, with the furniture cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from memcon.model.reading import Paragraph, Reading
from memcon.model.span import Span

_BLANK = re.compile(r"\n[ \t\r\f\v\u00a0\u3000]*(?:\n[ \t\r\f\v\u00a0\u3000]*)+")
_LINE = re.compile(r"\n")
_ENDS = re.compile(r"[.!?:;\u3002\u2026][\"'\u2019\u201d\u00bb\u300d)\]]*\s*$")
CAPTION_CREDIT = "caption credit"
"""Why a credit was cut; the paragraph around it is a caption."""
INLINE = "inline link"
"""Why a stretch inside a sentence was cut: the sentence goes on behind it, so the paragraph is kept whole."""
WRAP = 60
"""Lines are taken as wrapped by a fixed width when most are at least this long, alike, and end without a full stop."""


def split_body(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its body: paragraphs of the stored text, in order, without furniture and dateline."""
    return [msgspec.structs.replace(r, body=tuple(_body(r))) for r in readings]


def _body(reading: Reading) -> Iterator[Paragraph]:
    text = reading.text
    cuts = sorted(f.span for f in reading.report.furniture if f.why != INLINE)
    captions = [f.span for f in reading.report.furniture if f.why == CAPTION_CREDIT]
    for span in paragraphs(text):
        kind = "caption" if any(span.covers(c) for c in captions) else "text"
        kind = "headline" if span.of(text) == reading.report.title else kind
        yield from (Paragraph(kept, kind) for kept in _keep(text, span, cuts))


def _keep(text: str, span: Span, cuts: Sequence[Span]) -> Iterator[Span]:
    """What is left of `span` once the `cuts` (sorted) are taken out, white space trimmed."""
    start = span.start
    for cut in cuts:
        if cut.end <= start or cut.start >= span.end:
            continue
        yield from _trim(text, Span(start, max(start, cut.start)))
        start = max(start, cut.end)
    yield from _trim(text, Span(min(start, span.end), span.end))


def _trim(text: str, span: Span) -> Iterator[Span]:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    if start < end:
        yield Span(start, end)


def paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs of `text`: parted by blank lines, and by single line breaks unless the lines are wrapped by width."""
    for block in _split(text, Span(0, len(text)), _BLANK):
        yield from [block] if _wrapped(block.of(text)) else _split(text, block, _LINE)


def _split(text: str, span: Span, mark: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for m in mark.finditer(text, span.start, span.end):
        yield from _trim(text, Span(start, m.start()))
        start = m.end()
    yield from _trim(text, Span(start, span.end))


def _wrapped(block: str) -> bool:
    """True when the block's lines look cut at a column: long, alike, and mostly ending inside a sentence."""
    lines = block.split("\n")
    if len(lines) < 2:
        return False
    lengths = [len(x) for x in lines[:-1]]
    inside = sum(not _ENDS.search(x) for x in lines[:-1])
    widest = max(lengths)
    return WRAP <= widest <= 120 and inside * 2 > len(lengths) and min(lengths) >= widest * 0.6
