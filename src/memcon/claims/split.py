"""The claims stage: everything a report tells, as single comparable propositions with their provenance.

Points (docs/reference.md lists them): what the main event and its details say; quotes; pledges; earlier happenings as
background; what a party wants or is known for as stance; what analysts say as assessment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Detail, Event, Pledge
from memcon.model.ids import content_id
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.span import Span

OWN = frozenset({"parties", "when", "place"})
"""Points read off the main event itself, so details of that name are not needed twice."""
_STAGE = "claims.split"


def split_claims(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its claims, in order of their first span, point and id."""
    return [msgspec.structs.replace(r, claims=_claims(r)) for r in readings]


def _claims(reading: Reading) -> tuple[Claim, ...]:
    found = [*_of_events(reading), *_of_quotes(reading), *_of_pledges(reading)]
    found.extend(_of_sentences(reading, [s for c in found for s in c.spans]))
    unique = {c.id: c for c in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.spans[0], c.point, c.id)))


def _claim(
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
) -> Claim:
    where = tuple(spans)
    return Claim(
        id=content_id("claim", reading.report.id, where, point, value),
        point=point,
        text=text,
        value=value,
        spans=where,
        stage=_STAGE,
        status=status,
        vouched_by=vouched_by,
        about=about,
        actors=tuple(actors),
        when=event.when if event else None,
        event=event,
    )


def plain(text: str) -> str:
    """Words of a span on one line."""
    return " ".join(text.split())


def _of_events(reading: Reading) -> Iterator[Claim]:
    for event in reading.events or ():
        if event.id == reading.main:
            yield from _main(reading, event)
        elif event.status == "historical":
            yield _claim(
                reading,
                "background",
                plain(event.span.of(reading.text)),
                _coded(event),
                [event.span],
                status=event.status,
                vouched_by=event.vouched_by,
                about=event.id,
                actors=event.actors + event.recipients,
                event=event,
            )
        for detail in event.details:
            if detail.point not in OWN:
                yield _of_detail(reading, event, detail)


def _coded(event: Event) -> str:
    return f"{event.type}/{event.mode}" if event.mode else event.type


def _of_detail(reading: Reading, event: Event, detail: Detail) -> Claim:
    return _claim(
        reading,
        detail.point,
        detail.text,
        detail.value,
        detail.spans,
        status=detail.status,
        vouched_by=detail.vouched_by,
        about=event.id,
        event=event,
    )


def _main(reading: Reading, event: Event) -> Iterator[Claim]:
    parties = event.actors + tuple(r for r in event.recipients if r not in event.actors)
    rest = {"status": event.status, "vouched_by": event.vouched_by, "about": event.id, "event": event}
    if parties:
        names = " and ".join(p.name for p in parties)
        value = "|".join(sorted(p.id or p.name for p in parties))
        yield _claim(reading, "parties", names, value, [event.span], actors=parties, **rest)  # type: ignore[arg-type]
    if event.when is not None:
        spans = [_words_in(reading, event, event.when.words) or event.span]
        yield _claim(reading, "when", event.when.words or event.when.value, event.when.value, spans, **rest)  # type: ignore[arg-type]
    if event.place is not None:
        spans = [_words_in(reading, event, event.place.name) or event.span]
        yield _claim(reading, "place", event.place.name, event.place.name, spans, **rest)  # type: ignore[arg-type]


def _words_in(reading: Reading, event: Event, words: str | None) -> Span | None:
    """Where `words` stand: inside the event's clause, else at their first place in the body."""
    if not words:
        return None
    for start, end in ((event.span.start, event.span.end), (0, len(reading.text))):
        at = reading.text.find(words, start, end)
        if at >= 0:
            return Span(at, at + len(words))
    return None


def _of_quotes(reading: Reading) -> Iterator[Claim]:
    parties = _party_names(reading)
    for quote in reading.quotes or ():
        if quote.fragment or not quote.content:
            continue
        point = "quote" if _is_party(quote, parties) else "assessment"
        text = plain(" … ".join(s.of(reading.text) for s in quote.content))
        yield _claim(
            reading,
            point,
            text,
            None,
            quote.content,
            about=quote.id,
            actors=quote.speakers,
            vouched_by=quote.speaker_name or "unnamed",
        )


def _party_names(reading: Reading) -> set[str]:
    """States for which the main event's parties act, and the parties themselves."""
    main = next((e for e in reading.events or () if e.id == reading.main), None)
    if main is None:
        return set()
    ids = {r.id for r in main.actors + main.recipients if r.id}
    return ids | {m.country for m in reading.mentions or () if m.actor in ids and m.country}


def _is_party(quote: Quote, parties: set[str]) -> bool:
    """Officials speak in quotes; only a speaker told apart from every state, with no office, gives an assessment."""
    return bool(quote.office) or not parties or quote.kind != "direct" or any(s.id in parties for s in quote.speakers)


def _of_pledges(reading: Reading) -> Iterator[Claim]:
    pledge: Pledge
    for pledge in reading.pledges or ():
        names = " and ".join(b.name for b in pledge.by)
        yield _claim(
            reading,
            "pledge",
            f"{names}: {pledge.text}" if names else pledge.text,
            pledge.text,
            [pledge.span],
            about=pledge.id,
            actors=pledge.by,
            vouched_by=pledge.vouched_by,
        )


_ANALYSTS = frozenset(
    {
        "analyst",
        "analysts",
        "observer",
        "observers",
        "expert",
        "experts",
        "commentator",
        "commentators",
        "critics",
        "pundits",
        "watchers",
        "scholars",
    }
)


def _of_sentences(reading: Reading, taken: Sequence[Span]) -> Iterator[Claim]:
    """Sentences that no other claim stands on and that name an actor: background, stance or assessment."""
    syntax = reading.syntax
    if syntax is None:
        return
    covered = sorted(taken)
    named = [m for m in reading.mentions or () if m.refs]
    for k in range(len(syntax.sentences)):
        span = syntax.sentence_span(k)
        inside = [m for m in named if span.covers(m.span)]
        if not inside or any(span.overlaps(c) for c in covered) or len(span.of(reading.text).split()) < 6:
            continue
        first, last = syntax.sentences[k]
        subject = next((i for i in range(first, last) if syntax.deps[i] in ("nsubj", "nsubjpass")), first)
        point = _point_of(reading, span, syntax.lemmas[subject].lower() in _ANALYSTS)
        refs = tuple(dict.fromkeys(r for m in inside for r in m.refs))
        yield _claim(reading, point, plain(span.of(reading.text)), None, [span], actors=refs)


def _point_of(reading: Reading, span: Span, analysts: bool) -> str:
    if analysts:
        return "assessment"
    dated = any(t.when and span.covers(t.span) for t in reading.times or ())
    return "background" if dated else "stance"
