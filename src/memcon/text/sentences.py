"""The syntax stage: parse every paragraph of the body, and hand out columns that index the stored text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from memcon.model.reading import Reading
from memcon.model.syntax import Entity, Syntax
from memcon.text.clean import Clean, clean
from memcon.text.paragraphs import INLINE
from memcon.text.parser import Parsed, Parser

# A stretch beyond this many code points is cut at white space: the parser's memory grows with its input.
LONGEST = 20_000


def parse(readings: Sequence[Reading], parser: Parser) -> list[Reading]:
    """Give each Reading its syntax. Reports in another language than English, or with no body, get an empty one."""
    pieces = [_pieces(r) if _readable(r) else [] for r in readings]
    parts = parser.parse(piece.text for row in pieces for piece in row)
    return [msgspec.structs.replace(r, syntax=_join(row, parts)) for r, row in zip(readings, pieces, strict=True)]


def _pieces(reading: Reading) -> list[Clean]:
    cuts = [f.span for f in reading.report.furniture if f.why == INLINE]
    return [clean(reading.text, p.span, cuts) for p in reading.body or ()]


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
