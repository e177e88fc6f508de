"""Two dates that bound an interval: each keeps its own value, both tell the whole interval as their `when`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from memcon.model.span import Span
from memcon.model.time import TimeExpression
from memcon.times.lexicon import Words

_JOIN = re.compile(r"\s*(?:(to|until|till|through)|(and)|[-–—])\s*(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(from|between)\s+(?:about\s+|around\s+)?$", re.IGNORECASE)


def joined(text: str, words: Words, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """`found` in order, with the `when` of both ends of "from 1910 to 1945", "between May and July", "Oct. 30-31"."""
    out = list(found)
    for k in range(len(out) - 1):
        first, second = out[k], out[k + 1]
        if _bounds(text, first, second):
            when = _interval(first, second)
            if when is not None:
                out[k] = msgspec.structs.replace(first, when=when)
                out[k + 1] = msgspec.structs.replace(second, when=when)
    return out


def _bounds(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    between = Span(first.span.end, second.span.start).of(text)
    join = _JOIN.match(between) if len(between) < 16 else None
    if join is None or first.type not in ("DATE", "TIME") or second.type not in ("DATE", "TIME"):
        return False
    lead = _FROM.search(text[max(0, first.span.start - 20) : first.span.start])
    if join[2]:
        return lead is not None and lead[1].lower() == "between"
    return lead is not None or not join[1] or join[1].lower() in ("to", "through", "until", "till")


def _interval(first: TimeExpression, second: TimeExpression) -> str | None:
    if first.when is None or second.when is None:
        return None
    start, end = first.when.partition("/")[0], second.when.rpartition("/")[2]
    return f"{start}/{end}" if start < end else None
