"""Text as a parser likes it, with a map back to the stored text, code point by code point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from memcon.model.span import Span

# One code point for one code point: the parser was trained on plain marks, and offsets do not move.
_SWAP = {ord(c): " " for c in "\t\n\r\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"}
_SWAP |= dict.fromkeys(range(0x2000, 0x200B), " ")
_SWAP |= {ord(c): "'" for c in "\u2018\u2019\u201a\u201b\u02bc\u2032\uff07"}
_SWAP |= {ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u2033\uff02"}
_SWAP |= {ord("\u2010"): "-", ord("\u2011"): "-", ord("\u2212"): "-", ord("\u2015"): "\u2014"}

# Dropped: code points that carry no word of the report and split words for the parser.
_DROP = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\x00"
)


class Clean:
    """Clean `text` of one stretch, and `to_stored` for its offsets."""

    __slots__ = ("_cuts", "_gaps", "text")

    def __init__(self, text: str, cuts: list[int], gaps: list[int]) -> None:
        """`cuts[k]` is a clean offset from which on `gaps[k]` must be added to reach the stored text."""
        self.text, self._cuts, self._gaps = text, cuts, gaps

    def to_stored(self, offset: int) -> int:
        """Stored-text offset of the clean code point at `offset`."""
        return offset + self._gaps[bisect_right(self._cuts, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """Stored-text span of the clean half-open range; never reaches into what was dropped after it."""
        return Span(self.to_stored(start), self.to_stored(end - 1) + 1)


def clean(text: str, span: Span, cuts: Sequence[Span] = ()) -> Clean:
    """Clean the stretch `span` of the stored `text`: white space and marks made plain one for one, runs of white
    space folded, invisible code points and the `cuts` inside it dropped. Every kept code point maps back to its own
    place."""
    raw = text[span.start : span.end]
    for cut in cuts:
        if span.covers(cut):
            raw = raw[: cut.start - span.start] + "\x00" * (cut.end - cut.start) + raw[cut.end - span.start :]
    swapped = raw.translate(_SWAP)
    if "  " not in swapped and not any(c in _DROP for c in swapped):
        return Clean(swapped, [0], [span.start])
    out: list[str] = []
    starts, gaps = [0], [span.start]
    for i, c in enumerate(swapped):
        if c in _DROP or (c == " " and out and out[-1] == " "):
            continue
        gap = span.start + i - len(out)
        if gap != gaps[-1]:
            if starts[-1] == len(out):
                gaps[-1] = gap
            else:
                starts.append(len(out))
                gaps.append(gap)
        out.append(c)
    return Clean("".join(out), starts, gaps)
