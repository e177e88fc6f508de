"""The syntax stage: parse every paragraph of the body, and hand out columns that index the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Entity, Syntax
from memcon.text.clean import Clean, clean
from memcon.text.paragraphs import INLINE
from memcon.text.parser import Parsed, Parser

# Code points a text may run on without the end of a sentence: beyond, it is cut at a comma or white space, as the cost
# of reading a sentence grows with the square of its length. Several times what the longest sentence of a report has.
LONGEST = 3_000
# The same without white space: the cost of cutting a word into tokens grows with its square. Addresses are shorter.
LONGEST_WORD = 500
_RUN = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_END = re.compile(r"""(?<![A-Z])[.?!]["'\u2019\u201d)\]]*\s+""")


def parse(readings: Sequence[Reading], parser: Parser) -> list[Reading]:
    """Give each Reading its syntax. Reports in another language than English, or with no body, get an empty one."""
    pieces = [_pieces(r) if _readable(r) else [] for r in readings]
    parts = parser.parse(piece.text for row in pieces for piece in row)
    return [msgspec.structs.replace(r, syntax=_join(row, parts)) for r, row in zip(readings, pieces, strict=True)]


def _pieces(reading: Reading) -> list[Clean]:
    cuts = [f.span for f in reading.report.furniture if f.why == INLINE]
    return [clean(reading.text, part, cuts) for p in reading.body or () for part in stretches(reading.text, p.span)]


def stretches(text: str, span: Span) -> Iterator[Span]:
    """The stretch in parts none of which runs on for more than LONGEST code points, or for more than LONGEST_WORD
    without white space; most are one part. Nothing but white space lies between parts."""
    for part in _running(text, span):
        start = part.start
        for m in _RUN.finditer(text, part.start, part.end):
            yield Span(start, m.end())
            start = m.end()
        yield Span(start, part.end)


def _running(text: str, span: Span) -> Iterator[Span]:
    start = run = span.start
    for end in (*(m.end() for m in _END.finditer(text, span.start, span.end)), span.end):
        while end - run > LONGEST:
            at = _cut(text, run + LONGEST // 2, run + LONGEST)
            yield Span(start, at)
            start = run = next((k for k in range(at, end) if not text[k].isspace()), end)
        run = end
    if start < span.end:
        yield Span(start, span.end)


def _cut(text: str, first: int, last: int) -> int:
    """Behind the last comma between the two, else the last white space, else the latter."""
    found = [m.end() for m in re.finditer(r",(?=\s)", text[first:last])] or [
        m.start() for m in re.finditer(r"\s+", text[first:last]) if m.start()
    ]
    return first + found[-1] if found else last


def _readable(reading: Reading) -> bool:
    return reading.report.language in (None, "en")


def _join(pieces: list[Clean], parts: Iterator[Parsed]) -> Syntax:
    columns: tuple[list[str], ...] = ([], [], [], [], [])
    starts: list[int] = []
    ends: list[int] = []
    heads: list[int] = []
    sentences: list[tuple[int, int]] = []
    entities: list[Entity] = []
    for piece, part in zip(pieces, parts, strict=False):
        base = len(starts)
        for column, more in zip(columns, (part.words, part.lemmas, part.pos, part.tags, part.deps), strict=True):
            column.extend(more)
        starts.extend(piece.to_stored(s) for s in part.starts)
        ends.extend(piece.to_stored(e - 1) + 1 for e in part.ends)
        heads.extend(base + h for h in part.heads)
        sentences.extend((base + a, base + b) for a, b in part.sentences)
        entities.extend(Entity(base + a, base + b, label) for a, b, label in part.entities)
    words, lemmas, pos, tags, deps = columns
    return Syntax(words, starts, ends, lemmas, pos, tags, deps, heads, sentences, entities)
