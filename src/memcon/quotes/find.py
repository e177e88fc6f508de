"""The quotes stage: attributions of one report, each with content, speaker, cue and channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.quotes.attribute import quote_of
from memcon.quotes.direct import direct
from memcon.quotes.draft import Draft, Page
from memcon.quotes.indirect import indirect


def find_quotes(readings: Sequence[Reading]) -> list[Reading]:
    """Fill `quotes` of every Reading: direct, mixed and indirect speech, ordered by content.

    Needs syntax; uses mentions where that layer is present and syntax alone where it is None. Spans index the stored
    text, content without its marks. A Reading without syntax gets an empty layer; nothing is raised for odd marks.
    """
    return [msgspec.structs.replace(r, quotes=tuple(_quotes(r))) for r in readings]


def _quotes(reading: Reading) -> list[Quote]:
    syntax = reading.syntax
    if syntax is None or not len(syntax):
        return []
    page = Page(reading.text, syntax, [p.span for p in reading.body or ()])
    found = [quote_of(reading, page, d) for d in drafts(page)]
    unique = {q.id: q for q in found}
    return sorted(unique.values(), key=lambda q: (q.content[0], q.content, q.kind, q.id))


def drafts(page: Page) -> list[Draft]:
    """Direct speech first, then what syntax shows; where both mean the same words they are one attribution."""
    spoken = direct(page)
    reported = [d for d in indirect(page)]
    kept: list[Draft] = []
    merged: dict[int, Draft] = {}
    for d in reported:
        twin = _twin(page, d, spoken)
        if twin is None:
            kept.append(d)
        elif _own_words(page, d, spoken[twin]) >= 2 and not _apart(page, spoken[twin]):
            merged[twin] = _mixed(page, d, merged.get(twin, spoken[twin]))
    kept.extend(merged.get(k, d) for k, d in enumerate(spoken))
    kept.extend(fragments(page, kept))
    return kept


def _twin(page: Page, d: Draft, spoken: Sequence[Draft]) -> int | None:
    """Index of the direct draft that has the same cue, or whose words the draft's content mostly is."""
    for k, q in enumerate(spoken):
        if q.cue is not None and q.cue == d.cue and _overlap(d.content, q.content):
            return k
    if d.cue is None or page.around[d.cue] >= 0:
        return None
    for k, q in enumerate(spoken):
        if _overlap(d.content, q.content) and _own_words(page, d, q) < 2:
            return k
    return None


def _apart(page: Page, q: Draft) -> bool:
    """Whole sentences between marks with their cue after them: what stands before is no part of them."""
    words = q.content[0].of(page.text).lstrip()
    return q.frame == "right" and words[:1].isupper() and page.words(q.content[0]) > 4


def _overlap(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(x.overlaps(y) for x in a for y in b)


def _own_words(page: Page, d: Draft, q: Draft) -> int:
    """Words of `d` outside the marks of `q`: the reporter's own part of a mixed quotation."""
    s = page.syntax
    return sum(
        1
        for span in d.content
        for t in s.tokens_in(span)
        if page.around[t] < 0 and s.words[t][:1].isalnum() and s.words[t].lower() != "that" and t != q.speaker and t != q.cue
    )


def _mixed(page: Page, d: Draft, q: Draft) -> Draft:
    """One mixed attribution of the reporter's words and the quoted ones."""
    spans = sorted([*d.content, *q.content])
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end + 3:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    content = tuple(t for t in (page.trimmed(x) for x in joined) if t is not None)
    return Draft(content or q.content, "mixed", q.cue, q.speaker, q.lemma, d.frame)


def fragments(page: Page, found: Sequence[Draft]) -> Iterator[Draft]:
    """A few quoted words inside the reporter's sentence that some attribution of opinion covers: their exact words."""
    for q in page.stretches:
        over = [d for d in found if d.kind == "mixed" and d.frame not in ("that", "according", "aside", "view")
                and any(c.overlaps(q.inner) for c in d.content)]  # fmt: skip
        if any(d.kind == "mixed" and d not in over and any(c.overlaps(q.inner) for c in d.content) for d in found):
            continue
        if not over or page.words(q.inner) == 0 or page.words(q.inner) > 8:
            continue
        d = min(over, key=lambda d: sum(c.end - c.start for c in d.content))
        yield Draft((q.inner,), "direct", d.cue, d.speaker, d.lemma, d.frame, fragment=True)
