"""The claims stage: everything a report tells, as single comparable propositions with their provenance.

Points (docs/reference/formats.md lists them): what the main event and its details say; quotes; pledges; earlier
happenings as background; what a party wants or is known for as stance; what analysts say as assessment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from memcon.claims.figures import figures
from memcon.claims.making import claim, plain, share
from memcon.claims.tell import MOST, tell
from memcon.model.claim import Claim
from memcon.model.event import Detail, Event, Pledge
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.model.time import TimeExpression
from memcon.model.when import When

OWN = frozenset({"parties", "when", "place"})
"""Points read off the main event itself, so details of that name are not needed twice."""


def split_claims(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its claims, in order of their first span, point and id."""
    return [msgspec.structs.replace(r, claims=_claims(r)) for r in readings]


def _claims(reading: Reading) -> tuple[Claim, ...]:
    pledges = list(_of_pledges(reading))
    found = [*_of_events(reading, [s for c in pledges for s in c.spans]), *pledges]
    told = [s for c in found if c.point not in WHOLE for s in c.spans]
    found.extend(_of_times(reading, [s for c in found if c.point == "background" and c.when for s in c.spans]))
    found.extend(tell(reading, told, [e.span for c in found if c.point == "background" and (e := c.event)]))
    found.extend(figures(reading, [s for c in found if c.point in LENGTHS for s in c.spans]))
    unique = {c.id: c for c in found if not _within(c, found)}
    return tuple(sorted(unique.values(), key=lambda c: (c.spans[0], c.point, c.id)))


def _within(claim: Claim, found: Sequence[Claim]) -> bool:
    """An earlier happening told as part of another one, with no day of its own."""
    if claim.point != "background" or claim.when is not None:
        return False
    others = (c for c in found if c.point == "background" and c.spans != claim.spans)
    return any(o.covers(s) for c in others for o in c.spans for s in claim.spans)


LENGTHS = frozenset({"count", "duration", "duration.planned", "duration.visit"})
"""Points that tell a figure."""
WHOLE = frozenset({"parties", "background"})
"""Points whose span is a whole clause, of which they say one thing."""


def _of_events(reading: Reading, pledged: Sequence[Span]) -> Iterator[Claim]:
    main = next((e for e in reading.events or () if e.id == reading.main), None)
    for event in reading.events or ():
        if event.id == reading.main or _may_be_it(event, main):
            yield from _main(reading, event)
        elif _earlier(event, main) and not any(event.type == "AGREE" and event.span.covers(p) for p in pledged):
            yield claim(
                reading,
                "background",
                _in_its_sentence(reading, event),
                _coded(event),
                [event.span],
                status=event.status,
                vouched_by=event.vouched_by,
                about=event.id,
                actors=event.actors + event.recipients,
                event=event,
            )
        for detail in event.details:
            if detail.point not in OWN and not _told_else(reading, detail, pledged):
                yield _of_detail(reading, event, detail)


def _earlier(event: Event, main: Event | None) -> bool:
    """Told as history, or dated to days that all lie before the main event."""
    if event.status == "historical":
        return True
    dated = event.when is not None and main is not None and main.when is not None
    return dated and event.when.bounds()[1] < main.when.bounds()[0]  # type: ignore[union-attr]


def _in_its_sentence(reading: Reading, event: Event) -> str:
    """The words of an event; of a clause inside a short sentence ("it was the first time that …") the whole sentence,
    since the clause alone may say something else."""
    syntax = reading.syntax
    for k in range(len(syntax.sentences) if syntax is not None else 0):
        sentence = syntax.sentence_span(k) if syntax is not None else event.span
        if sentence.covers(event.span) and sentence.start < event.span.start and sentence.end - sentence.start <= SHORT:
            return plain(sentence.of(reading.text))
    return plain(event.span.of(reading.text))


SHORT = 160
"""Code points of a sentence that is shown whole."""


def _may_be_it(event: Event, main: Event | None) -> bool:
    """A meeting of two or more that is told as having happened or as to come: where other reports' main event is that
    meeting, what this one says of it counts."""
    parties = {*event.actors, *event.recipients}
    met = event.type == "CONSULT" and event.status in ("asserted", "planned")
    to_meet = event.type == "AGREE" and event.mode in ("meet", "visit") and event.status in ("asserted", "planned")
    return (met or to_meet) and len(parties) > 1 and not _earlier(event, main)


def _coded(event: Event) -> str:
    return f"{event.type}/{event.mode}" if event.mode else event.type


def _told_else(reading: Reading, detail: Detail, pledged: Sequence[Span]) -> bool:
    """An outcome that is a pledge in other words ("agreed to …"), or a count of the parties ("the two leaders")."""
    if detail.point == "outcome":
        return share(detail.spans, pledged) >= MOST
    groups = [m.span for m in reading.mentions or () if m.members]
    return detail.point == "count" and any(s.overlaps(g) for s in detail.spans for g in groups)


def _of_detail(reading: Reading, event: Event, detail: Detail) -> Claim:
    return claim(
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
        yield claim(reading, "parties", names, value, [event.span], actors=parties, **rest)  # type: ignore[arg-type]
    if event.when is not None:
        spans = [_words_in(reading, event, event.when.words) or event.span]
        yield claim(reading, "when", event.when.words or event.when.value, event.when.value, spans, **rest)  # type: ignore[arg-type]
    if event.place is not None:
        spans = [_words_in(reading, event, event.place.name) or event.span]
        yield claim(reading, "place", event.place.name, event.place.name, spans, **rest)  # type: ignore[arg-type]


def _words_in(reading: Reading, event: Event, words: str | None) -> Span | None:
    """Where `words` stand: inside the event's clause, else at their first place in the body."""
    if not words:
        return None
    for start, end in ((event.span.start, event.span.end), (0, len(reading.text))):
        at = reading.text.find(words, start, end)
        if at >= 0:
            return Span(at, at + len(words))
    return None


def _of_pledges(reading: Reading) -> Iterator[Claim]:
    pledge: Pledge
    for pledge in reading.pledges or ():
        names = " and ".join(b.name for b in pledge.by)
        yield claim(
            reading,
            "pledge",
            f"{names}: {pledge.text}" if names else pledge.text,
            pledge.text,
            [pledge.span],
            about=pledge.id,
            actors=pledge.by,
            vouched_by=pledge.vouched_by,
        )


def _of_times(reading: Reading, dated: Sequence[Span]) -> Iterator[Claim]:
    """Earlier times that no event carries: the phrase around each ("its occupation of … from 1910 to 1945") is what
    happened then. Times that only anchor the report's own day are not earlier."""
    syntax, main = reading.syntax, next((e for e in reading.events or () if e.id == reading.main), None)
    if syntax is None or main is None or main.when is None:
        return
    start = main.when.bounds()[0]
    done: set[Span] = set()
    for time in reading.times or ():
        if time.type != "DATE" or not time.when or not _before(time, plain(time.span.of(reading.text)), start):
            continue
        phrase = _phrase_around(syntax, time.span)
        if phrase is None or phrase in done or any(phrase.overlaps(d) for d in dated):
            continue
        done.add(phrase)
        when = When(time.when, plain(time.span.of(reading.text)), time.inferred or time.anchor is not None, time.why)
        refs = tuple(dict.fromkeys(r for m in reading.mentions or () if phrase.covers(m.span) for r in m.refs))
        yield msgspec.structs.replace(
            claim(
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


def _before(time: TimeExpression, words: str, start: str) -> bool:
    """A time that is over when the main event begins, by its dates or by its words ("earlier this month")."""
    first, last = When(time.when or "").bounds()
    return last < start or (first < start and words.lower().startswith("earlier"))


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
