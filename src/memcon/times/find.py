"""Find every time expression of a report and resolve it: the times stage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.time import TimeExpression
from memcon.times import amounts, anniversaries, days, periods
from memcon.times.anchor import Anchor, find_anchor
from memcon.times.calendar import as_when
from memcon.times.intervals import joined
from memcon.times.lexicon import Words, words_of
from memcon.times.posts import anchors_of_posts
from memcon.times.scene import Found, Rule, Scene

# Earlier rules win where several match at one word. Days first: they are the longest; then lengths that lean on a
# date ("two days later"), calendar periods, and last the bare lengths.
RULES: tuple[Rule, ...] = (*anniversaries.RULES, *days.RULES, *amounts.RULES, *periods.RULES)


def find_times(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its `times`: TIMEX3 type and value, with the calendar date (`when`) where there is one.

    Reads the body's paragraphs (the whole text where nobody cut a body); offsets index the stored text. Relative words
    count from the report's anchor (see `memcon.times.anchor`) or the date told last; without an anchor the value is
    None or TIMEX3's `XXXX` form and there is no date. Extents and values follow the TimeML annotation guidelines 1.2.1.
    """
    return [msgspec.structs.replace(r, times=tuple(_times(r))) for r in readings]


def _times(reading: Reading) -> Iterator[TimeExpression]:
    anchor = find_anchor(reading)
    scene = Scene(reading.syntax, anchor.day, anchor.name)
    spans = [p.span for p in reading.body] if reading.body is not None else [Span(0, len(reading.text))]
    posts = anchors_of_posts(reading.text, spans)
    for k, span in enumerate(spans):
        words = words_of(reading.text, span.start, span.end)
        own = posts.get(k, anchor)
        scene.open(words)
        scene.day, scene.name = own.day, own.name
        yield from joined(reading.text, words, [_expression(s, f, own) for s, f in _matches(scene, words)])


def _matches(scene: Scene, words: Words) -> Iterator[tuple[Span, Found]]:
    at = 0
    any_rule = _any()
    while True:
        m = any_rule.search(words.signs, at)
        if m is None:
            return
        read = _read(scene, words, m.start())
        if read is None:
            at = m.start() + 1
            continue
        end, found = read
        yield Span(words.words[m.start()].start, words.words[end - 1].end), found
        at = end


def _read(scene: Scene, words: Words, at: int) -> tuple[int, Found] | None:
    """The first rule that matches at token `at` and makes sense of it: where it ends, and what it found."""
    for rule in RULES:
        m = rule.pattern.match(words.signs, at)
        if m is None:
            continue
        end = _trimmed(words, at, m.end())
        found = rule.read(scene, at, end)
        if found is not None:
            if found.type in ("DATE", "TIME") and as_when(found.value) is not None and found.anchor != "anniversary":
                scene.tell((found.value or "").partition("T")[0], end, leaning=found.anchor == "narrative")
            return end, found
    return None


def _trimmed(words: Words, start: int, end: int) -> int:
    """Leave a sentence's stop out: only an abbreviation keeps its own."""
    while end - start > 1 and words.signs[end - 1] in ".,":
        before = words.words[end - 2]
        if (
            words.signs[end - 1] == "."
            and before.kind in ("month", "weekday")
            and len(before.text) <= 5
            and before.text not in _WHOLE
        ):
            break
        end -= 1
    return end


_WHOLE = frozenset(("march", "april", "may", "june", "july"))


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in RULES))


def _expression(span: Span, found: Found, anchor: Anchor) -> TimeExpression:
    when = found.when if found.when is not None else as_when(found.value) if found.type in ("DATE", "TIME") else None
    inferred = found.inferred and found.value is not None
    why = found.why
    if why is None and inferred and found.anchor is not None:
        why = (
            f"counted from {anchor.day}: {anchor.why}"
            if found.anchor == anchor.name
            else "counted from the date told last"
        )
    elif why is None and found.type == "DATE" and when is None and anchor.day is None and anchor.why is not None:
        why = anchor.why
    name = found.anchor if inferred else None
    return TimeExpression(span, found.type, found.value, inferred, when or None, found.mod, name, why)
