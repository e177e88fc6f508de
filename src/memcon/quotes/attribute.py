"""From draft to quote: whose words they are, by the actors layer where it is there, else by syntax alone."""

from __future__ import annotations

from memcon.model.ids import content_id
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.quotes.clauses import phrase
from memcon.quotes.draft import Draft, Page


def quote_of(reading: Reading, page: Page, d: Draft) -> Quote:
    """The finished Quote of one draft."""
    s = page.syntax
    speaker = s.span(*phrase(s, d.speaker)) if d.speaker is not None else None
    cue = Span(s.starts[d.cue], s.ends[d.cue]) if d.cue is not None else None
    ident = content_id("quote", reading.report.id, [list(c) for c in d.content], d.kind, speaker, cue)
    return Quote(ident, d.kind, d.content, speaker, cue=cue, fragment=d.fragment)
