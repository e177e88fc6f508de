"""How a claim is made: its id from its words, the sentence it stands in, its text on one line."""

from __future__ import annotations

from collections.abc import Sequence

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.ids import content_id
from memcon.model.reading import Reading
from memcon.model.span import Span

STAGE = "claims.split"


def claim(
    reading: Reading,
    point: str,
    text: str,
    value: str | None,
    spans: Sequence[Span],
    *,
    status: str = "asserted",
    vouched_by: str = "outlet",
    about: str | None = None,
    actors: Sequence[ActorRef] = (),
    event: Event | None = None,
    subject: str | None = None,
) -> Claim:
    """A claim of `reading` on `point`; see `Claim` for the rest."""
    where = tuple(spans)
    return Claim(
        id=content_id("claim", reading.report.id, where, point, value),
        point=point,
        text=text,
        value=value,
        spans=where,
        stage=STAGE,
        status=status,
        vouched_by=vouched_by,
        about=about,
        actors=tuple(actors),
        when=event.when if event else None,
        event=event,
        subject=subject,
        within=_sentence(reading, where[0]),
    )


def _sentence(reading: Reading, span: Span) -> Span | None:
    """The sentence in which `span` starts."""
    syntax = reading.syntax
    inside = syntax.tokens_in(span) if syntax is not None else range(0)
    return syntax.sentence_span(syntax.sentence_of(inside[0])) if syntax is not None and inside else None


def plain(text: str) -> str:
    """Words of a span on one line."""
    return " ".join(text.split())


def share(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """How much of `spans` lies within one of `others`."""
    length = sum(s.end - s.start for s in spans)
    best = max((sum(max(0, min(s.end, o.end) - max(s.start, o.start)) for s in spans) for o in others), default=0)
    return best / length if length else 0.0
