"""Stretches between quotation marks, found on the stored text so that the marks keep their own form.

Straight and curly, single and double, doubled apostrophes, guillemets, low German marks and 「」『』. An odd mark never
loses the rest: every paragraph starts afresh, and only a paragraph that opens with a mark continues the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.model.span import Span


class Stretch(NamedTuple):
    """Words between marks in one paragraph. `outer` with the marks, `inner` without; `closed` has its closing mark;
    `continues` the stretch left open by the paragraph before; `depth` 0 outside any other stretch."""

    outer: Span
    inner: Span
    closed: bool = True
    continues: bool = False
    depth: int = 0


_MARK = re.compile(
    "''|``|[\"\uff02\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f'\u2018\u2019\u201a\u201b\uff07]"
)
_CLOSERS = {
    "\u201c": "\u201d\"\uff02", "\u201f": "\u201d\"\uff02", "\u201d": "\u201d", "\u201e": "\u201c\u201d\"",
    '"': "\"\u201d", "\uff02": "\uff02", "''": "''", "``": "''\"", "\u00ab": "\u00bb", "\u00bb": "\u00ab",
    "\u2039": "\u203a", "\u203a": "\u2039", "\u300c": "\u300d", "\u300e": "\u300f", "'": "'\u2019",
    "\u2018": "\u2019'", "\u201a": "\u2018\u2019", "\u201b": "\u2019", "\u2019": "", "\uff07": "\uff07",
}  # fmt: skip
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
_SINGLE = frozenset("'\u2018\u2019\u201a\u201b\uff07")
_ONLY_OPEN = frozenset("\u201e\u300c\u300e\u201a\u201b\u201f") | {"``"}
_ONLY_CLOSE = frozenset("\u300d\u300f\u2019")
_ELIDED = re.compile(r"(?:\d|(?:em|tis|twas|til|cause|round|n|bout)\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!\u3002][)\]]?(?=\s)")
_UNPAIRED_SINGLE = 400


class _Open(NamedTuple):
    mark: str
    start: int
    end: int
    continues: bool


def stretches(text: str, paragraphs: Sequence[Span]) -> list[Stretch]:
    """All stretches of the `paragraphs` of `text`, in order of their start, nested ones after the one around them."""
    found: list[Stretch] = []
    open_before = False
    for k, span in enumerate(paragraphs):
        following = paragraphs[k + 1] if k + 1 < len(paragraphs) else None
        resumed = following is not None and _opens(text, following)
        here = list(_paragraph(text, span, open_before, resumed))
        last = max((s for s in here if s.depth == 0), key=lambda s: s.inner.start, default=None)
        open_before = resumed and last is not None and not last.closed
        found.extend(sorted(here, key=lambda s: (s.outer.start, -s.outer.end)))
    return found


def _opens(text: str, span: Span) -> bool:
    m = _MARK.match(text, span.start, span.end)
    return m is not None and m.group() not in _ONLY_CLOSE


def _paragraph(text: str, span: Span, open_before: bool, resumed: bool) -> Iterator[Stretch]:
    """Stretches of one paragraph; what stays open runs to its end when the next resumes it or it reads as speech."""
    stack: list[_Open] = []
    for m in _MARK.finditer(text, span.start, span.end):
        mark = m.group()
        if _apostrophe(text, m, span) or (mark in _SINGLE and not _single(text, m, span, stack)):
            continue
        depth = next((d for d in range(len(stack) - 1, -1, -1) if mark in _closers(stack[d].mark)), None)
        if mark == "\u201c" and stack and _must_close(text, m, span):
            depth = len(stack) - 1
        if depth is not None and not _must_open(text, m, span, mark):
            opened = stack[depth]
            del stack[depth:]
            yield _stretch(opened, m.start(), m.end(), depth)
        elif _may_open(text, m, span, mark):
            if stack and depth == len(stack) - 1:
                yield from _cut(text, stack.pop(), m.start(), len(stack))
            stack.append(_Open(mark, m.start(), m.end(), open_before and m.start() == span.start))
    yield from _leftovers(text, stack, span, resumed)


def _closers(mark: str) -> tuple[str, ...]:
    closers = _CLOSERS[mark]
    return ("''", '"') if mark in ("''", "``") else tuple(closers)


def _stretch(opened: _Open, stop: int, end: int, depth: int, closed: bool = True) -> Stretch:
    return Stretch(Span(opened.start, end), Span(opened.end, max(opened.end, stop)), closed, opened.continues, depth)


def _leftovers(text: str, stack: list[_Open], span: Span, resumed: bool) -> Iterator[Stretch]:
    """The outermost mark that never closed: speech to the paragraph's end, or a slip to be ignored."""
    for opened in stack[:1]:
        before = text[span.start : opened.start].rstrip()
        if opened.mark in _SINGLE:
            continue
        if resumed or opened.continues or not before or before[-1] in ",:":
            yield _stretch(opened, span.end, span.end, 0, closed=False)


def _cut(text: str, opened: _Open, stop: int, depth: int) -> Iterator[Stretch]:
    """A stretch that another opening mark shows to be unclosed ends at its last full stop before that mark."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, opened.end, stop)]
    if ends:
        yield _stretch(opened, ends[-1], ends[-1], depth, closed=False)


def _before(text: str, at: int, span: Span) -> str:
    while at > span.start and text[at - 1] in _UNSEEN:
        at -= 1
    return text[at - 1] if at > span.start else " "


def _after(text: str, at: int, span: Span) -> str:
    while at < span.end and text[at] in _UNSEEN:
        at += 1
    return text[at] if at < span.end else " "


def _apostrophe(text: str, m: re.Match[str], span: Span) -> bool:
    """An apostrophe inside a word, or one that stands for dropped letters ('em, '90s)."""
    if m.group() not in _SINGLE:
        return False
    if _before(text, m.start(), span).isalnum() and _after(text, m.end(), span).isalnum():
        return True
    return not _before(text, m.start(), span).isalnum() and _ELIDED.match(text, m.end(), span.end) is not None


def _must_open(text: str, m: re.Match[str], span: Span, mark: str) -> bool:
    """White space before and a word after: no closing mark, whatever is open."""
    if mark in "\u201d\u00bb\u300d\u300f\u203a\u2019":
        return False
    after = _after(text, m.end(), span)
    before = _before(text, m.start(), span)
    return (
        (before.isspace() or before in "(\u2014[")
        and not after.isspace()
        and (after.isalnum() or after in "$[\u2026'\u2018\u00a3")
    )


def _must_close(text: str, m: re.Match[str], span: Span) -> bool:
    """A word or a stop before and white space after: a closing mark, whichever form it has."""
    return not _before(text, m.start(), span).isspace() and _after(text, m.end(), span).isspace()


def _may_open(text: str, m: re.Match[str], span: Span, mark: str) -> bool:
    if mark in _ONLY_CLOSE:
        return False
    if mark in _ONLY_OPEN or mark == "\u201c":
        return True
    before, after = _before(text, m.start(), span), _after(text, m.end(), span)
    if mark in "\u201d\u00bb\u203a":
        return before.isspace() and not after.isspace()
    return not after.isspace() and not (before.isalnum() or before in ".,?!")


def _single(text: str, m: re.Match[str], span: Span, stack: list[_Open]) -> bool:
    """A single mark counts when it opens after white space and is closed later, or closes what a single opened."""
    before, after = _before(text, m.start(), span), _after(text, m.end(), span)
    if stack and m.group() in _closers(stack[-1].mark):
        return not before.isspace() and not after.isalnum() and not _possessive(text, m, span)
    if m.group() in _ONLY_CLOSE or before.isalnum() or after.isspace() or before in ".,":
        return False
    return any(
        not _after(text, c.end(), span).isalnum() and not _before(text, c.start(), span).isspace()
        for c in _MARK.finditer(text, m.end(), min(span.end, m.end() + _UNPAIRED_SINGLE))
        if c.group() in _closers(m.group())
    )


def _possessive(text: str, m: re.Match[str], span: Span) -> bool:
    """A plural's possessive (the ministers' view): an s before, a small letter after, and a better closer to come."""
    if _before(text, m.start(), span) != "s" or not re.match(r" [a-z]", text[m.end() : m.end() + 2]):
        return False
    later = (c for c in _MARK.finditer(text, m.end(), span.end) if c.group() == m.group())
    return any(_before(text, c.start(), span) in ".,?!" or not _after(text, c.end(), span).isalnum() for c in later)
