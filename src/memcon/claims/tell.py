"""Every clause of a report as a claim, in the voice that says it: a speaker's words his, all else the outlet's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from memcon.claims.clauses import FEWEST, PLAIN, Clause, says_enough, spans_of, split_sentence, subject_of, words_of
from memcon.claims.lexicon import words
from memcon.claims.making import claim, share
from memcon.model.actor import Mention
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.model.time import TimeExpression
from memcon.model.when import When

SAID = 2
"""Telling words of somebody's words: "an incredible deal" is a claim."""
LEFT = 5
"""Telling words of what is left of a clause beside somebody's words: "she told reporters on Monday" is no claim."""
MOST = 0.6
"""Share of a clause from which another claim tells it."""


T = TypeVar("T")


class Around(NamedTuple):
    """The layers of one sentence."""

    mentions: Sequence[Mention]
    quotes: Sequence[Quote]
    events: Sequence[Event]
    times: Sequence[TimeExpression]


def tell(reading: Reading, taken: Sequence[Span], earlier: Sequence[Span]) -> Iterator[Claim]:
    """Every clause of the body that says something. `taken`: spans that pledges, topics, outcomes and details tell, and
    `earlier`: clauses told as earlier happenings; what stands on them is told by those."""
    syntax = reading.syntax
    if syntax is None:
        return
    voice = _Voice(reading)
    sentences = [syntax.sentence_span(k) for k in range(len(syntax.sentences))]
    layers = _Layers(reading, sentences)
    heads = [p.span for p in reading.body or () if p.kind == "headline"]
    for k, span in enumerate(sentences):
        if any(h.overlaps(span) for h in heads):
            continue
        around = layers.of(k)
        mine = [s for s in taken if s.overlaps(span)]
        theirs = [s for s in earlier if s.overlaps(span)]
        for clause in split_sentence(syntax, k):
            for part, quote in _voices(syntax, clause, around.quotes):
                asked = SAID if quote else FEWEST if len(part.tokens) == len(clause.tokens) else LEFT
                spans = spans_of(syntax, part) if says_enough(syntax, part, asked, 1 if quote else PLAIN) else ()
                if spans and not (mine and share(spans, mine) >= MOST) and not (theirs and _repeated(spans, theirs)):
                    yield _of_clause(reading, part, spans, quote, around, voice)


class _Layers:
    """The layers of a report by the sentences they reach into."""

    def __init__(self, reading: Reading, sentences: Sequence[Span]) -> None:
        self._starts = [s.start for s in sentences]
        self._mentions = self._by_place((m, m.span) for m in reading.mentions or () if m.refs)
        self._quotes = self._by_place((q, c) for q in reading.quotes or () if not q.fragment for c in q.content)
        self._events = self._by_place((e, e.span) for e in reading.events or ())
        self._times = self._by_place((t, t.span) for t in reading.times or () if t.when)

    def of(self, k: int) -> Around:
        """What reaches into sentence `k`."""
        return Around(
            self._mentions.get(k, ()), self._quotes.get(k, ()), self._events.get(k, ()), self._times.get(k, ())
        )

    def _by_place(self, rows: Iterable[tuple[T, Span]]) -> dict[int, list[T]]:
        found: dict[int, list[T]] = {}
        for row, span in rows:
            first = max(0, bisect_right(self._starts, span.start) - 1)
            for k in range(first, bisect_left(self._starts, span.end)):
                inside = found.setdefault(k, [])
                if not any(row is other for other in inside[-1:]):
                    inside.append(row)
        return found


def _repeated(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """True when one of `others` is much the same stretch."""
    length = sum(s.end - s.start for s in spans)
    return any(share(spans, [o]) >= MOST and length >= MOST * (o.end - o.start) for o in others)


def _voices(syntax: Syntax, clause: Clause, quotes: Sequence[Quote]) -> Iterator[tuple[Clause, Quote | None]]:
    """A clause by its voices: what stands in a quote's content, the innermost first, and what is left."""
    if not quotes:
        yield clause, None
        return
    left = clause.tokens
    for quote in sorted(quotes, key=lambda q: (sum(c.end - c.start for c in q.content), q.content)):
        said = tuple(i for i in left if any(c.start <= syntax.starts[i] < c.end for c in quote.content))
        if said:
            left = tuple(i for i in left if i not in said)
            yield clause._replace(tokens=said, doer=clause.doer if clause.head in said else ()), quote
    if left:
        yield clause._replace(tokens=left, doer=clause.doer if clause.head in left else ()), None


def _of_clause(
    reading: Reading, clause: Clause, spans: Sequence[Span], quote: Quote | None, around: Around, voice: _Voice
) -> Claim:
    assert reading.syntax is not None
    text = words_of(reading.syntax, clause, spans, reading.text)
    subject = subject_of(reading.syntax, clause, reading.text)
    if quote is not None:
        return claim(
            reading,
            "assessment" if voice.outside(quote) else "quote",
            f"\u201c{text}\u201d" if quote.kind == "direct" else text,
            None,
            spans,
            status="denied" if quote.kind == "indirect" and quote.act == "denies" else "asserted",
            about=quote.id,
            actors=quote.speakers,
            vouched_by=quote.speaker_name or "unnamed",
            subject=subject,
        )
    inside = [m for m in around.mentions if any(s.covers(m.span) for s in spans)]
    refs = tuple(dict.fromkeys(r for m in inside for r in m.refs))
    point = _point_of(reading.syntax, clause, spans, around, voice)
    return claim(reading, point, text, None, spans, actors=refs, subject=subject)


def _point_of(syntax: Syntax, clause: Clause, spans: Sequence[Span], around: Around, voice: _Voice) -> str:
    """Assessment for what analysts see; stance for what an actor wants or holds; background for what was over before
    the main event; account for all else that is told."""
    subject = next((i for i in clause.tokens if syntax.deps[i] in ("nsubj", "nsubjpass")), clause.tokens[0])
    if syntax.lemmas[subject].lower() in ANALYSTS:
        return "assessment"
    if any(any(s.covers(e.trigger) for s in spans) and voice.earlier(e) for e in around.events):
        return "background"
    if any(any(s.covers(t.span) for s in spans) and voice.before(t.when or "") for t in around.times):
        return "background"
    if any(syntax.lemmas[c].lower() == "have" and syntax.tags[c] == "VBD" for c in syntax.children[clause.head]):
        return "background"
    who = syntax.span(subject, subject + 1)
    acts = any(m.span.overlaps(who) for m in around.mentions)
    return "stance" if acts and syntax.lemmas[clause.head].lower() in words("stance") else "account"


class _Voice:
    """What a report's main event decides: who looks on from outside, and what was before."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._outside: dict[str, bool] = {}
        main = next((e for e in reading.events or () if e.id == reading.main), None)
        self._parties = _parties(reading, main)
        self._start = main.when.bounds()[0] if main is not None and main.when is not None else None

    def before(self, when: str) -> bool:
        """True for days that are all over when the main event begins."""
        return self._start is not None and When(when).bounds()[1] < self._start

    def earlier(self, event: Event) -> bool:
        """True for what is told as history, or was over by its days."""
        return event.status == "historical" or (event.when is not None and self.before(event.when.value))

    def outside(self, quote: Quote) -> bool:
        """True for analysts: those called so, or a speaker without office for no party, told of with a place of study
        ("a professor at …"). Officials and unnamed sources speak in quotes."""
        name = quote.speaker_name or ""
        if {w.lower().strip(",.") for w in name.split()} & ANALYSTS:
            return True
        if quote.office or not name or any(s.id in self._parties for s in quote.speakers):
            return False
        if name not in self._outside:
            told = _sentences_naming(self._reading, name)
            self._outside[name] = any(_STUDY & set(_WORD.findall(w.lower())) for w in told)
        return self._outside[name]


ANALYSTS = frozenset(
    "analyst analysts observer observers expert experts commentator commentators critics pundits watchers "
    "scholars".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_STUDY = frozenset(
    "analyst expert professor lecturer scholar fellow researcher historian economist strategist observer university "
    "institute institution college research tank academy commentator columnist pundit critic".split()
)
"""Words that tell of a speaker who looks on from outside."""


def _parties(reading: Reading, main: Event | None) -> set[str]:
    """States for which the main event's parties act, and the parties themselves."""
    if main is None:
        return set()
    ids = {r.id for r in main.actors + main.recipients if r.id}
    return ids | {m.country for m in reading.mentions or () if m.actor in ids and m.country}


def _sentences_naming(reading: Reading, name: str) -> Iterator[str]:
    """What stands within the sentences that print a name, outside quotation marks."""
    syntax = reading.syntax
    for k in range(len(syntax.sentences) if syntax is not None else 0):
        told = syntax.sentence_span(k).of(reading.text) if syntax is not None else ""
        if name in told:
            yield re.sub(r"[\u201c\"][^\u201d\"]*[\u201d\"]?", " ", told)
