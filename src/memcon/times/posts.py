"""Posts quoted in a report with their author's handle and day: their "yesterday" counts from that day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from memcon.model.span import Span
from memcon.times.anchor import Anchor, day_of
from memcon.times.lexicon import words_of

# "— Ada Brandt (@adabrandt) May 4, 2019", as posts are signed when they are embedded in a page.
_SIGNED = re.compile(r"[—–-]\s*[^\n(]{1,60}\(@\w{1,30}\)\s+(?P<day>\S+ \d{1,2}, \d{4})")


def anchors_of_posts(text: str, spans: Sequence[Span]) -> dict[int, Anchor]:
    """Number of a paragraph in `spans` (stored-text offsets) to the anchor of the post it is; others are left out.

    A signature dates the paragraph it closes; one that stands alone dates the paragraph before it.
    """
    found: dict[int, Anchor] = {}
    for k, span in enumerate(spans):
        signed = list(_SIGNED.finditer(text, span.start, span.end))
        day = _day(text, signed[-1]) if signed else None
        if day is None:
            continue
        post = Anchor(day, "post", signed[-1]["day"], why="the day under the quoted post")
        if not text[signed[-1].end() : span.end].strip():
            found[k] = post
            if k and not text[span.start : signed[-1].start()].strip():
                found.setdefault(k - 1, post)
    return found


def _day(text: str, signed: re.Match[str]) -> date | None:
    words = words_of(text, *signed.span("day")).words
    return day_of(tuple(words)) if {w.kind for w in words} >= {"year", "month"} else None
