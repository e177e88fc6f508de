"""One attribution for the same words: direct speech, what syntax shows, labels and blocks laid together; fragments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from memcon.model.span import Span
from memcon.quotes.clauses import LIGHT
from memcon.quotes.direct import direct, spoken
from memcon.quotes.draft import Draft, Page
from memcon.quotes.indirect import indirect
from memcon.quotes.labels import blocks, headline, turns

FRAGMENT = 8
"""Quoted words inside the reporter's own sentence are a fragment up to this many."""


def drafts(page: Page) -> list[Draft]:
    """Direct speech first, then what syntax shows; where both mean the same words they are one attribution."""
    kept = _joined(page, direct(page), _plain(page, list(indirect(page))))
    labelled = list(turns(page))
    said = [c for d in labelled for c in d.content]
    kept = [d for d in kept if d.kind != "direct" or not any(c.overlaps(d.content[0]) for c in said)]
    kept.extend(labelled)
    kept.extend(_unspoken(blocks(page), kept))
    kept.extend(_unspoken(headline(page), kept))
    quoted = list(fragments(page, kept))
    whole = {q.content for q in quoted}
    return [d for d in kept if d.kind != "mixed" or not _all_quoted(d, whole)] + quoted


def _joined(page: Page, said: Sequence[Draft], reported: Sequence[Draft]) -> list[Draft]:
    """Reported drafts beside the direct ones; a twin either adds the reporter's words to its direct one, or goes."""
    kept: list[Draft] = []
    mixed: dict[int, Draft] = {}
    for d in reported:
        twin = _twin(page, d, said)
        if twin is None:
            kept.append(d)
        elif _own_words(page, d, said[twin]) >= 2 and not _apart(page, said[twin]):
            mixed[twin] = _mixed(page, d, mixed.get(twin, said[twin]))
    kept = [d for d in kept if d.lemma != "according" or not _speaks_within(page, d, [*said, *reported])]
    kept.extend(mixed.get(k, d) for k, d in enumerate(said))
    return kept


def _plain(page: Page, reported: Sequence[Draft]) -> list[Draft]:
    """Without what is no report of its own: a noun cue inside what the same speaker's verb governs, and a mere object
    inside quoted words."""
    s = page.syntax
    kept = []
    for d in reported:
        if d.cue is None:
            continue
        if page.around[d.cue] >= 0 and (d.frame not in ("that", "to", "aside") or s.pos[d.cue] != "VERB"):
            continue
        at = s.span(d.cue, d.cue + 1)
        if (
            s.tags[d.cue] == "VB"
            and d.frame != "that"
            and any(e is not d and any(c.covers(at) for c in e.content) for e in reported)
        ):
            continue
        if (
            s.pos[d.cue] == "NOUN"
            and not _carried(page, d)
            and any(
                e is not d and (e.speaker == d.speaker or _pronoun(page, d)) and any(c.covers(at) for c in e.content)
                for e in reported
            )
        ):
            continue
        if d.frame == "obj" and any(
            e.cue is not None and _carried(page, e) and s.heads[e.cue] == d.cue for e in reported
        ):
            continue
        kept.append(d)
    return kept


def _unspoken(labelled: Iterable[Draft], kept: Sequence[Draft]) -> list[Draft]:
    """What a label or a colon brings in without marks, where it holds no direct speech of its own."""
    speech = [e for e in kept if e.kind == "direct"]
    return [d for d in labelled if not any(_overlap(d.content, e.content) for e in speech)]


def _speaks_within(page: Page, d: Draft, others: Sequence[Draft]) -> bool:
    """ "According to a summary, he said: …", "Park, according to his office, said that …": the paper or the office is
    the channel of what he said, not a speaker of its own."""
    s = page.syntax
    head = s.heads[d.cue] if d.cue is not None else None
    return any(
        q.cue is not None
        and q.cue != d.cue
        and any(c.covers(s.span(q.cue, q.cue + 1)) for c in d.content)
        and _overlap(q.content, d.content)
        and (q.cue == head or (q.kind == "direct" and not q.fragment))
        for q in others
    )


def _carried(page: Page, d: Draft) -> bool:
    """A noun cue with a clause, object of a verb that only carries it: "expressed hope that", "repeated a vow to"."""
    s = page.syntax
    return (
        d.cue is not None and s.pos[d.cue] == "NOUN" and d.frame in ("that", "to") and s.deps[d.cue] == "dobj"
        and s.lemmas[s.heads[d.cue]].lower() in LIGHT
    )  # fmt: skip


def _pronoun(page: Page, d: Draft) -> bool:
    """ "his wish to go": in what another says of himself, most often his own."""
    return d.frame == "to" and d.speaker is not None and page.syntax.pos[d.speaker] == "PRON"


def _all_quoted(d: Draft, whole: set[tuple[Span, ...]]) -> bool:
    """The mixed draft says no more than one of its fragments."""
    return any(len(d.content) == 1 and d.content[0].end - d.content[0].start <= w[0].end - w[0].start + 2
               and d.content[0].overlaps(w[0]) for w in whole)  # fmt: skip


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
    if a[-1].end <= b[0].start or b[-1].end <= a[0].start:
        return False
    return any(x.overlaps(y) for x in a for y in b)


def _own_words(page: Page, d: Draft, q: Draft) -> int:
    """Words of `d` outside the marks of `q`: the reporter's own part of a mixed quotation."""
    s = page.syntax
    return sum(
        1
        for span in d.content
        for t in s.tokens_in(span)
        if page.around[t] < 0
        and s.words[t][:1].isalnum()
        and s.words[t].lower() != "that"
        and t != q.speaker
        and t != q.cue
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


BLOCK = 2_000
"""Code points; drafts are looked up by the blocks they reach into, as a text may hold thousands."""


def _by_block(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """Block of the text -> the drafts that reach into it or into the next, in their order."""
    found: dict[int, list[Draft]] = {}
    for d in drafts:
        for block in range(d.content[0].start // BLOCK - 1, d.content[-1].end // BLOCK + 1):
            found.setdefault(block, []).append(d)
    return found


def fragments(page: Page, found: Sequence[Draft]) -> Iterator[Draft]:
    """A few quoted words inside the reporter's sentence that some attribution of opinion covers: their exact words."""
    near = _by_block(d for d in found if d.kind != "indirect")
    for k, q in enumerate(page.stretches):
        if not 0 < page.words(q.inner) <= FRAGMENT:
            continue
        block = near.get(q.inner.start // BLOCK, ())
        here = [d for d in block if _overlap(d.content, (q.inner,))]
        if not here or any(d.kind == "direct" or d.frame in ("that", "according", "aside", "view") for d in here):
            continue
        d = min(here, key=lambda d: sum(c.end - c.start for c in d.content))
        yield Draft((spoken(page, k),), "direct", d.cue, d.speaker, d.lemma, d.frame, fragment=True)
