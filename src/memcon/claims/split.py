"""The claims stage: everything a report tells, as single comparable propositions with their provenance.

Points (docs/reference/formats.md lists them): what the main event and its details say; quotes; pledges; earlier happenings as
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
from memcon.model.syntax import Syntax
from memcon.model.when import When

FEWEST = 6
"""Words. A shorter sentence without an event or quote says nothing that could be compared."""
OWN = frozenset({"parties", "when", "place"})
"""Points read off the main event itself, so details of that name are not needed twice."""
_STAGE = "claims.split"


def split_claims(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its claims, in order of their first span, point and id."""
    return [msgspec.structs.replace(r, claims=_claims(r)) for r in readings]


def _claims(reading: Reading) -> tuple[Claim, ...]:
    found = [*_of_events(reading), *_of_quotes(reading), *_of_pledges(reading)]
    found.extend(_of_times(reading, [s for c in found if c.point == "background" and c.when for s in c.spans]))
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
    main = next((e for e in reading.events or () if e.id == reading.main), None)
    for event in reading.events or ():
        if event.id == reading.main or _may_be_it(event, main):
            yield from _main(reading, event)
        elif _earlier(event, main):
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


def _earlier(event: Event, main: Event | None) -> bool:
    """Told as history, or dated to days that all lie before the main event."""
    if event.status == "historical":
        return True
    dated = event.when is not None and main is not None and main.when is not None
    return dated and event.when.bounds()[1] < main.when.bounds()[0]  # type: ignore[union-attr]


def _may_be_it(event: Event, main: Event | None) -> bool:
    """A meeting of two or more that is told as having happened: where other reports' main event is that meeting, what
    this one says of it counts."""
    parties = {*event.actors, *event.recipients}
    return event.type == "CONSULT" and event.status == "asserted" and len(parties) > 1 and not _earlier(event, main)


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
    pledged = [p.span for p in reading.pledges or ()]
    for quote in reading.quotes or ():
        told_as_pledge = quote.kind == "indirect" and any(s.overlaps(p) for s in quote.content for p in pledged)
        if quote.fragment or not quote.content or told_as_pledge:
            continue
        point = "quote" if _is_party(quote, parties) else "assessment"
        words = plain(" … ".join(s.of(reading.text) for s in quote.content))
        yield _claim(
            reading,
            point,
            f"\u201c{words}\u201d" if quote.kind == "direct" else words,
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
    heads = [p.span for p in reading.body or () if p.kind == "headline"]
    named = [m for m in reading.mentions or () if m.refs]
    for k in range(len(syntax.sentences)):
        span = syntax.sentence_span(k)
        inside = [m for m in named if span.covers(m.span)]
        short = len(span.of(reading.text).split()) < FEWEST
        if not inside or short or any(span.overlaps(c) for c in (*taken, *heads)):
            continue
        first, last = syntax.sentences[k]
        subject = next((i for i in range(first, last) if syntax.deps[i] in ("nsubj", "nsubjpass")), first)
        point = _point_of(reading, span, analysts=syntax.lemmas[subject].lower() in _ANALYSTS)
        refs = tuple(dict.fromkeys(r for m in inside for r in m.refs))
        yield _claim(reading, point, plain(span.of(reading.text)), None, [span], actors=refs)


def _point_of(reading: Reading, span: Span, *, analysts: bool) -> str:
    if analysts:
        return "assessment"
    dated = any(t.when and span.covers(t.span) for t in reading.times or ())
    return "background" if dated else "stance"


def _of_times(reading: Reading, dated: Sequence[Span]) -> Iterator[Claim]:
    """Earlier times that no event carries: the phrase around each ("its occupation of … from 1910 to 1945") is what
    happened then. Times that only anchor the report's own day are not earlier."""
    syntax, main = reading.syntax, next((e for e in reading.events or () if e.id == reading.main), None)
    if syntax is None or main is None or main.when is None:
        return
    start = main.when.bounds()[0]
    done: set[Span] = set()
    for time in reading.times or ():
        if time.type != "DATE" or not time.when or When(time.when).bounds()[1] >= start:
            continue
        phrase = _phrase_around(syntax, time.span)
        if phrase is None or phrase in done or any(phrase.overlaps(d) for d in dated):
            continue
        done.add(phrase)
        when = When(time.when, plain(time.span.of(reading.text)), time.inferred or time.anchor is not None, time.why)
        refs = tuple(dict.fromkeys(r for m in reading.mentions or () if phrase.covers(m.span) for r in m.refs))
        yield msgspec.structs.replace(
            _claim(
                reading,
                "background",
                plain(phrase.of(reading.text)),
                None,
                [phrase],
                actors=refs,
                status="historical",
                vouched_by=_voice(reading, phrase),
            ),
            when=when,
        )


def _phrase_around(syntax: Syntax, span: Span) -> Span | None:
    """The smallest phrase of a noun or verb that holds the time and says something besides it."""
    inside = syntax.tokens_in(span)
    if not inside:
        return None
    at = next((i for i in inside if syntax.heads[i] not in inside or syntax.heads[i] == i), inside[0])
    while True:
        below = syntax.subtree(at)
        phrase = syntax.span(below[0], below[-1] + 1)
        says_more = sum(syntax.pos[i] in ("NOUN", "PROPN", "VERB") and i not in inside for i in below) >= 2
        if says_more and syntax.pos[at] in ("NOUN", "PROPN", "VERB"):
            return phrase
        if syntax.heads[at] == at:
            return None
        at = syntax.heads[at]


def _voice(reading: Reading, span: Span) -> str:
    """Whose words these are: the speaker of the quote that holds them, else the outlet's own."""
    held = [q for q in reading.quotes or () if any(s.overlaps(span) for s in q.content)]
    return (held[0].speaker_name or "unnamed") if held else "outlet"
