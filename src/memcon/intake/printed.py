"""Lines of printed pages become paragraphs: running heads and page numbers left out, words broken at a line's end
made whole, paragraphs told by gap, indent, size, and by whether the next word would still have fitted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from memcon.knowledge.commonness import general_rates
from memcon.model.span import Span


class Line(NamedTuple):
    """A line as it is printed: `x` and `y` of its first letter and its size, in points; `y` grows upwards."""

    text: str
    x: float
    y: float
    size: float


class Printed(NamedTuple):
    """The text of the pages, a paragraph to a line, and of each page the span of its words (empty where it has
    none)."""

    text: str
    pages: tuple[Span, ...]


def set_text(pages: Sequence[Sequence[Line]]) -> Printed:
    """The text that the lines of `pages` were set from."""
    kept = _without_running(pages)
    lines = [(n, line) for n, page in enumerate(kept) for line in page]
    words = Counter(w.lower() for _, line in lines for w in _WORD.findall(line.text))
    measure = _Measure([line for _, line in lines])
    out, spans = "", [Span(0, 0)] * len(kept)
    last: Line | None = None
    last_page = 0
    for number, line in lines:
        text = line.text
        if last is not None and measure.parts(last, line, turned=last_page != number):
            out += "\n"
        elif last is not None:
            out = _joined(out, text, words)
        begun = spans[number].start if spans[number].end else len(out)
        out += text
        spans[number] = Span(begun, len(out))
        last, last_page = line, number
    return Printed(out, tuple(spans))


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<start>[^\W_]+)(?P<hyphen>[-\u00ad\u2010])$")
_RANGE = re.compile(r"\d\u2013$")
_NEXT = re.compile(r"[^\W\d_]+")


def _joined(out: str, text: str, words: Counter[str]) -> str:
    """`out` made ready for the next line of its paragraph: a space behind it, or a broken word left open.

    A hyphen at the end is the printer's, unless the text writes it elsewhere, or both halves are words and the whole is
    none, or what follows begins with a capital or a figure.
    """
    broken, following = _BROKEN.search(out), _NEXT.match(text)
    if broken is None:
        return out if _RANGE.search(out) and text[:1].isdigit() else f"{out} "
    if broken["hyphen"] == "\u00ad":
        return out[:-1]
    if following is None or not following[0].islower() or not broken["start"].isalpha():
        return out
    one, two, known = broken["start"].lower(), following[0].lower(), general_rates()
    whole, parted = one + two, f"{one}-{two}"
    both = one in known and two in known and len(two) > 3 and whole not in known and not words[whole]
    return out if both or words[parted] > words[whole] else out[:-1]


_ENDS = re.compile(r"[.!?:;][\"'\u2019\u201d\u00bb)\]]*$")
_ITEM = re.compile(r"[\u2022\u25cf\u25aa\u2013*-] |\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] ")
WIDE_GAP = 1.3
"""Times the usual distance of two lines: more parts paragraphs."""
FITS = 0.88
"""Share of the widest lines: a line that is shorter with the next word added was ended on purpose. Letters differ in
width, so lines set to one measure differ in length."""


class _Measure:
    """How the text is set: the usual distance of lines, the left edge, and the length of full lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        gaps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 4 * max(a.size, 1)]
        self.leading = median_low(gaps) if gaps else 0.0
        widths = sorted(_width(line.text) for line in lines)
        self.full = widths[int(len(widths) * 0.9)] if widths else 0.0
        self.left = Counter(round(line.x) for line in lines)

    def parts(self, a: Line, b: Line, *, turned: bool) -> bool:
        """True when a new paragraph begins with `b`; `turned`: on a new page."""
        if _ITEM.match(b.text) or abs(a.size - b.size) > 0.15 * max(a.size, b.size):
            return True
        ended, fits = bool(_ENDS.search(a.text)), self._would_fit(a, b)
        gap = a.y - b.y
        if turned or gap < 0 or gap > 4 * self.leading:
            return ended or (fits and not b.text[:1].islower())
        if gap > WIDE_GAP * self.leading:
            return True
        indented = b.x - a.x > 0.7 * b.size and self.left[round(a.x)] > self.left[round(b.x)]
        return fits or (indented and ended)

    def _would_fit(self, a: Line, b: Line) -> bool:
        if _BROKEN.search(a.text):
            return False
        return _width(f"{a.text} {b.text.split(' ', 1)[0]}") <= FITS * self.full


_NARROW = frozenset("fijlrtI.,:;'|!()[] \u2018\u2019")


def _width(text: str) -> float:
    """How wide a line is set, in small letters: near enough for any book face."""
    return sum(0.55 if c in _NARROW else 1.35 if c.isupper() else 1.0 for c in text)


_NUMBER = re.compile(
    r"(?:[-\u2013\u2014|]\s*)?(?:page\s+)?(\d{1,4}|[ivx]{1,5})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-\u2013\u2014|])?", re.I
)
_COUNTED = re.compile(r"(?:page\s+\d|\d+\s*(?:/|of)\s*\d)", re.I)
EDGE = 2
"""So many lines at the top and at the bottom of a page may be running heads."""


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without lines that come again at the same edge of half of the pages (their first coming stays: it is
    the masthead), and without page numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for found in edges for key in set(found.values()))
    often = {key for key, n in seen.items() if n > 1 and 2 * n >= sum(1 for page in pages if page)}
    told: set[str] = set()
    kept: list[list[Line]] = []
    for page, found in zip(pages, edges, strict=True):
        lines = []
        for k, line in enumerate(page):
            key = found.get(k)
            if key is not None and (_page_number(line.text, len(pages)) or (key in often and key in told)):
                continue
            if key is not None:
                told.add(key)
            lines.append(line)
        kept.append(lines)
    return kept


def _edges(page: Sequence[Line]) -> dict[int, str]:
    """Index -> the words, figures aside, of the lines at the edges of a page."""
    order = sorted(range(len(page)), key=lambda k: -page[k].y)
    chosen = {*order[:EDGE], *order[-EDGE:]}
    return {k: re.sub(r"\d+|\s+", "#", page[k].text.strip().casefold()) for k in chosen}


def _page_number(text: str, pages: int) -> bool:
    """True for a line that is a page's number and nothing else; a bare figure larger than any page could be a year."""
    m = _NUMBER.fullmatch(text.strip())
    if m is None:
        return False
    return bool(_COUNTED.search(text)) or not m[1].isdigit() or int(m[1]) <= max(2 * pages, pages + 50)
