"""The quotes stage: attributions of one report, each with content, speaker, cue and channel."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from memcon.model.ids import content_id
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.quotes.acts import act_of, stance_of, things_of, topic_of
from memcon.quotes.attribute import Namer, Speaker
from memcon.quotes.channel import Route
from memcon.quotes.draft import Draft, Page
from memcon.quotes.merge import drafts
from memcon.quotes.relay import routes


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
    body = reading.body or ()
    quoted = frozenset(k for k, p in enumerate(body) if p.kind == "quote")
    page = Page(reading.text, syntax, [p.span for p in body], quoted)
    namer = Namer(reading, page)
    made = sorted(drafts(page), key=lambda d: (d.content, d.kind, d.cue is None, d.cue or 0))
    speakers = [namer.speaker(d) for d in made]
    ways = routes(page, made, speakers, namer)
    unique: dict[str, Quote] = {}
    for d, speaker, way in zip(made, speakers, ways, strict=True):
        quote = _quote(reading, page, d, speaker, way)
        unique.setdefault(quote.id, quote)
    return sorted(unique.values(), key=lambda q: (q.content[0], q.content, q.kind, q.id))


def _quote(reading: Reading, page: Page, d: Draft, speaker: Speaker, way: Route) -> Quote:
    s = page.syntax
    cue = s.span(d.cue, d.cue + 1) if d.cue is not None else None
    ident = content_id("quote", reading.report.id, [list(c) for c in d.content], d.kind, d.fragment, speaker.span, cue)
    return Quote(
        id=ident, kind=d.kind, content=d.content, speaker=speaker.span, speaker_name=speaker.name,
        speakers=speaker.refs, office=speaker.office, cue=cue, channel=way.channel, act=act_of(page, d),
        fragment=d.fragment,
        topic=topic_of(page, d), relayed_by=way.relayed_by, stance=stance_of(page, d),
        things=things_of(page, d),
    )  # fmt: skip
