"""The claims stage: everything a report tells, as single comparable propositions with their provenance.

Points (docs/reference/formats.md lists them): what the main event and its details say; quotes; pledges; earlier
happenings as background; what a party wants or is known for as stance; what analysts say as assessment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from memcon.claims.clauses import FEWEST, Clause, says_enough, spans_of, split_sentence, subject_of, words_of
from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Detail, Event, Pledge
from memcon.model.ids import content_id
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.model.time import TimeExpression
from memcon.model.when import When

OWN = frozenset({"parties", "when", "place"})
"""Points read off the main event itself, so details of that name are not needed twice."""
_STAGE = "claims.split"


def split_claims(readings: Sequence[Reading]) -> list[Reading]:
    """Give each Reading its claims, in order of their first span, point and id."""
    return [msgspec.structs.replace(r, claims=_claims(r)) for r in readings]


def _claims(reading: Reading) -> tuple[Claim, ...]:
    pledges = list(_of_pledges(reading))
    found = [*_of_events(reading, [s for c in pledges for s in c.spans]), *pledges]
    told = [s for c in found if c.point not in WHOLE for s in c.spans]
    found.extend(_of_times(reading, [s for c in found if c.point == "background" and c.when for s in c.spans]))
    found.extend(_of_clauses(reading, told))
    unique = {c.id: c for c in found if not _within(c, found)}
    return tuple(sorted(unique.values(), key=lambda c: (c.spans[0], c.point, c.id)))


def _within(claim: Claim, found: Sequence[Claim]) -> bool:
    """An earlier happening told as part of another one, with no day of its own."""
    if claim.point != "background" or claim.when is not None:
        return False
    others = (c for c in found if c.point == "background" and c.spans != claim.spans)
    return any(o.covers(s) for c in others for o in c.spans for s in claim.spans)


WHOLE = frozenset({"parties", "background"})
"""Points whose span is a whole clause, of which they say one thing."""


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
    subject: str | None = None,
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


def _of_events(reading: Reading, pledged: Sequence[Span]) -> Iterator[Claim]:
    main = next((e for e in reading.events or () if e.id == reading.main), None)
    for event in reading.events or ():
        if event.id == reading.main or _may_be_it(event, main):
            yield from _main(reading, event)
        elif _earlier(event, main) and not any(event.type == "AGREE" and event.span.covers(p) for p in pledged):
            yield _claim(
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
    """A meeting of two or more that is told as having happened: where other reports' main event is that meeting, what
    this one says of it counts."""
    parties = {*event.actors, *event.recipients}
    return event.type == "CONSULT" and event.status == "asserted" and len(parties) > 1 and not _earlier(event, main)


def _coded(event: Event) -> str:
    return f"{event.type}/{event.mode}" if event.mode else event.type


def _told_else(reading: Reading, detail: Detail, pledged: Sequence[Span]) -> bool:
    """An outcome that is a pledge in other words ("agreed to …"), or a count of the parties ("the two leaders")."""
    if detail.point == "outcome":
        return _share(detail.spans, pledged) >= MOST
    groups = [m.span for m in reading.mentions or () if m.members]
    return detail.point == "count" and any(s.overlaps(g) for s in detail.spans for g in groups)


MOST = 0.6
"""Share of its words from which a claim is told by another one too."""


def _share(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """How much of `spans` lies within one of `others`."""
    length = sum(s.end - s.start for s in spans)
    best = max((sum(max(0, min(s.end, o.end) - max(s.start, o.start)) for s in spans) for o in others), default=0)
    return best / length if length else 0.0


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


def _party_names(reading: Reading) -> set[str]:
    """States for which the main event's parties act, and the parties themselves."""
    main = next((e for e in reading.events or () if e.id == reading.main), None)
    if main is None:
        return set()
    ids = {r.id for r in main.actors + main.recipients if r.id}
    return ids | {m.country for m in reading.mentions or () if m.actor in ids and m.country}


def _is_outsider(reading: Reading, quote: Quote, parties: set[str]) -> bool:
    """Officials and unnamed sources speak in quotes; an assessment is what analysts say: those called so, or a speaker
    without office for no party, told of with a place of study ("a professor at …")."""
    name = quote.speaker_name or ""
    if {w.lower().strip(",.") for w in name.split()} & _ANALYSTS:
        return True
    if quote.office or not name or any(s.id in parties for s in quote.speakers):
        return False
    return any(_STUDY & set(_WORD.findall(words.lower())) for words in _sentences_naming(reading, name))


_WORD = re.compile(r"[^\W\d_]+")
_STUDY = frozenset(
    "analyst expert professor lecturer scholar fellow researcher historian economist strategist observer university "
    "institute institution college research tank academy commentator columnist pundit critic".split()
)
"""Words that tell of a speaker who looks on from outside."""


def _sentences_naming(reading: Reading, name: str) -> Iterator[str]:
    """What stands within the sentences that print a name, outside quotation marks."""
    syntax = reading.syntax
    for k in range(len(syntax.sentences) if syntax is not None else 0):
        words = syntax.sentence_span(k).of(reading.text) if syntax is not None else ""
        if name in words:
            yield re.sub(r"[\u201c\"][^\u201d\"]*[\u201d\"]?", " ", words)


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
    "analyst analysts observer observers expert experts commentator commentators critics pundits watchers "
    "scholars".split()
)


def _of_clauses(reading: Reading, taken: Sequence[Span]) -> Iterator[Claim]:
    """Every clause of the body that says something, in the voice that says it: what a quote's content holds is its
    speaker's, the rest the outlet's. Clauses that other claims tell (`taken`) are told by those."""
    syntax = reading.syntax
    if syntax is None:
        return
    heads = [p.span for p in reading.body or () if p.kind == "headline"]
    for k in range(len(syntax.sentences)):
        if any(syntax.sentence_span(k).overlaps(h) for h in heads):
            continue
        for clause in split_sentence(syntax, k):
            for part, quote in _voices(reading, syntax, clause):
                spans = spans_of(syntax, part)
                if spans and says_enough(syntax, part, SAID if quote else FEWEST) and _share(spans, taken) < MOST:
                    yield _of_clause(reading, syntax, part, quote)


SAID = 2
"""Telling words of somebody's words: "an incredible deal" is a claim."""


def _voices(reading: Reading, syntax: Syntax, clause: Clause) -> Iterator[tuple[Clause, Quote | None]]:
    """A clause by its voices: what stands in a quote's content, and what is left."""
    left = clause.tokens
    for quote in _quotes_over(reading, syntax, clause):
        said = tuple(i for i in left if any(c.covers(syntax.span(i, i + 1)) for c in quote.content))
        if said:
            left = tuple(i for i in left if i not in said)
            yield clause._replace(tokens=said, doer=clause.doer if clause.head in said else ()), quote
    if left:
        yield clause._replace(tokens=left, doer=clause.doer if clause.head in left else ()), None


def _quotes_over(reading: Reading, syntax: Syntax, clause: Clause) -> list[Quote]:
    """Quotes whose content reaches into a clause, the innermost first; a few quoted words are the outlet's sentence."""
    reach = syntax.span(clause.tokens[0], clause.tokens[-1] + 1)
    found = [q for q in reading.quotes or () if not q.fragment and any(c.overlaps(reach) for c in q.content)]
    return sorted(found, key=lambda q: (sum(c.end - c.start for c in q.content), q.content))


def _of_clause(reading: Reading, syntax: Syntax, clause: Clause, quote: Quote | None) -> Claim:
    spans, words = spans_of(syntax, clause), words_of(syntax, clause, reading.text)
    subject = subject_of(syntax, clause, reading.text)
    if quote is not None:
        outside = _is_outsider(reading, quote, _party_names(reading))
        return _claim(
            reading,
            "assessment" if outside else "quote",
            f"\u201c{words}\u201d" if quote.kind == "direct" else words,
            None,
            spans,
            status="denied" if quote.kind == "indirect" and quote.act == "denies" else "asserted",
            about=quote.id,
            actors=quote.speakers,
            vouched_by=quote.speaker_name or "unnamed",
            subject=subject,
        )
    inside = [m for m in reading.mentions or () if m.refs and any(s.covers(m.span) for s in spans)]
    refs = tuple(dict.fromkeys(r for m in inside for r in m.refs))
    return _claim(reading, _point_of(reading, spans[0], syntax, clause), words, None, spans, actors=refs, subject=subject)


def _point_of(reading: Reading, span: Span, syntax: Syntax, clause: Clause) -> str:
    """Assessment for what analysts see; stance for what an actor wants or is; background for all that happened."""
    subject = next((i for i in clause.tokens if syntax.deps[i] in ("nsubj", "nsubjpass")), clause.tokens[0])
    if syntax.lemmas[subject].lower() in _ANALYSTS:
        return "assessment"
    dated = any(t.when and span.covers(t.span) for t in reading.times or ())
    happened = any(span.covers(e.trigger) and e.status in ("asserted", "historical") for e in reading.events or ())
    word = syntax.span(subject, subject + 1)
    acts = any(m.span.overlaps(word) for m in reading.mentions or () if m.refs)
    return "stance" if acts and not dated and not happened else "background"


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
