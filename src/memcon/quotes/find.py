"""The quotes stage: attributions of one report, each with content, speaker, cue and channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from memcon.model.ids import content_id
from memcon.model.quote import Channel, Quote
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.quotes.acts import act_of, stance_of, topic_of
from memcon.quotes.attribute import Namer, Speaker
from memcon.quotes.channel import Route, route
from memcon.quotes.clauses import LIGHT
from memcon.quotes.direct import direct
from memcon.quotes.draft import Draft, Page
from memcon.quotes.indirect import indirect
from memcon.quotes.labels import blocks, headline, turns

ADDS = frozenset({"add", "continue", "go_on"})
"""Cues that carry on what the same speaker was just quoted as saying."""


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
    namer = Namer(reading, page)
    made = sorted(drafts(page), key=lambda d: (d.content, d.kind, d.cue is None, d.cue or 0))
    speakers = [namer.speaker(d) for d in made]
    routes = _routes(page, made, speakers, namer)
    unique: dict[str, Quote] = {}
    for d, speaker, way in zip(made, speakers, routes, strict=True):
        quote = _quote(reading, page, d, speaker, way)
        unique.setdefault(quote.id, quote)
    return sorted(unique.values(), key=lambda q: (q.content[0], q.content, q.kind, q.id))


def _quote(reading: Reading, page: Page, d: Draft, speaker: Speaker, way: Route) -> Quote:
    s = page.syntax
    cue = s.span(d.cue, d.cue + 1) if d.cue is not None else None
    ident = content_id("quote", reading.report.id, [list(c) for c in d.content], d.kind, d.fragment, speaker.span, cue)
    return Quote(
        id=ident, kind=d.kind, content=d.content, speaker=speaker.span, speaker_name=speaker.name,
        speakers=speaker.refs,
        office=speaker.office, cue=cue, channel=way.channel, act=act_of(page, d), fragment=d.fragment,
        topic=topic_of(page, d), relayed_by=way.relayed_by, stance=stance_of(page, d),
    )  # fmt: skip


def _routes(page: Page, made: Sequence[Draft], speakers: Sequence[Speaker], namer: Namer) -> list[Route]:
    """Channels, each from its own sentence; then who relays whom, and what "added" adds to."""
    routes = [route(page, d, w, namer) for d, w in zip(made, speakers, strict=True)]
    for k, d in enumerate(made):
        if routes[k].channel is None and routes[k].relayed_by is None:
            routes[k] = _within(page, d, speakers[k], made, speakers) or _added(page, k, made, speakers, routes)
    return routes


def _within(page: Page, d: Draft, speaker: Speaker, made: Sequence[Draft], speakers: Sequence[Speaker]) -> Route | None:
    """Words reported inside what someone else says ("the ministry said Kim had promised to come")."""
    s = page.syntax
    if d.cue is None or d.speaker is None or (s.pos[d.speaker] == "PRON" and not speaker.refs):
        return None
    at = s.span(d.cue, d.cue + 1)
    for e, other in zip(made, speakers, strict=True):
        if (
            e.cue is None
            or e.cue == d.cue
            or "direct" in (d.kind, e.kind)
            or other.name is None
            or not any(c.covers(at) for c in e.content)
        ):
            continue
        if other.name != speaker.name and not set(other.refs) & set(speaker.refs):
            return Route(Channel("relayed", other.name, other.span), other.name)
    return None


def _added(page: Page, k: int, made: Sequence[Draft], speakers: Sequence[Speaker], routes: Sequence[Route]) -> Route:
    """ "She added, …" goes on where the same speaker's last direct words stood, so by the same channel."""
    d = made[k]
    if d.lemma not in ADDS or speakers[k].name is None or d.cue is None:
        return routes[k]
    here = page.paragraph_of(page.syntax.starts[d.cue])
    for e, other, way in zip(reversed(made[:k]), reversed(speakers[:k]), reversed(routes[:k]), strict=True):
        if e.kind != "direct" or e.fragment:
            continue
        near = here - page.paragraph_of(e.content[-1].start) <= 1
        return way if near and other.name == speakers[k].name else routes[k]
    return routes[k]


def drafts(page: Page) -> list[Draft]:
    """Direct speech first, then what syntax shows; where both mean the same words they are one attribution."""
    spoken = direct(page)
    reported = _plain(page, list(indirect(page)))
    kept: list[Draft] = []
    merged: dict[int, Draft] = {}
    for d in reported:
        twin = _twin(page, d, spoken)
        if twin is None:
            kept.append(d)
        elif _own_words(page, d, spoken[twin]) >= 2 and not _apart(page, spoken[twin]):
            merged[twin] = _mixed(page, d, merged.get(twin, spoken[twin]))
    kept = [d for d in kept if d.lemma != "according" or not _speaks_within(page, d, spoken)]
    kept.extend(merged.get(k, d) for k, d in enumerate(spoken))
    labelled = list(turns(page))
    said = [c for d in labelled for c in d.content]
    kept = [d for d in kept if d.kind != "direct" or not any(c.overlaps(d.content[0]) for c in said)]
    kept.extend(labelled)
    kept.extend(_free(page, kept))
    kept.extend(
        d for d in headline(page) if not any(_overlap(d.content, e.content) for e in kept if e.kind == "direct")
    )
    quoted = list(fragments(page, kept))
    whole = {q.content for q in quoted}
    return [d for d in kept if d.kind != "mixed" or not _all_quoted(d, whole)] + quoted


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


def _free(page: Page, kept: Sequence[Draft]) -> list[Draft]:
    """Unmarked blocks that hold no direct speech of their own."""
    spoken = [e for e in kept if e.kind == "direct"]
    return [d for d in blocks(page) if not any(_overlap(d.content, e.content) for e in spoken)]


def _speaks_within(page: Page, d: Draft, spoken: Sequence[Draft]) -> bool:
    """ "According to a summary, he said: …": the paper is the channel of what he said, not a speaker of its own."""
    s = page.syntax
    return any(
        q.cue is not None and q.cue != d.cue and any(c.covers(s.span(q.cue, q.cue + 1)) for c in d.content)
        and _overlap(q.content, d.content) for q in spoken
    )  # fmt: skip


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


def fragments(page: Page, found: Sequence[Draft]) -> Iterator[Draft]:
    """A few quoted words inside the reporter's sentence that some attribution of opinion covers: their exact words."""
    for q in page.stretches:
        over = [d for d in found if d.kind == "mixed" and d.frame not in ("that", "according", "aside", "view")
                and any(c.overlaps(q.inner) for c in d.content)]  # fmt: skip
        if any(d.kind == "mixed" and d not in over and any(c.overlaps(q.inner) for c in d.content) for d in found):
            continue
        if any(d.kind == "direct" and any(c.overlaps(q.inner) for c in d.content) for d in found):
            continue
        if not over or page.words(q.inner) == 0 or page.words(q.inner) > 8:
            continue
        d = min(over, key=lambda d: sum(c.end - c.start for c in d.content))
        yield Draft((q.inner,), "direct", d.cue, d.speaker, d.lemma, d.frame, fragment=True)
