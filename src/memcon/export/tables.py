"""The record as tables: what columns each has, what they mean, and the rows that one story gives to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from memcon.actors.resolve import actors_of
from memcon.export.source import Source, Told
from memcon.model.actor import Actor, ActorRef
from memcon.model.place import Place
from memcon.model.record import ChannelRecord, RecordSpan
from memcon.model.when import When

Kind = Literal["text", "texts", "whole", "number", "truth"]
"""`texts`: a list of text; `whole`: a whole number; `truth`: true or false. Every cell may be null: not known."""
Cell = str | int | float | bool | Sequence[str | None] | None
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column and what it holds."""

    name: str
    kind: Kind
    about: str


class Table(NamedTuple):
    """`of_story`: the rows of one story. `beside`: rows that no story holds."""

    name: str
    about: str
    columns: tuple[Column, ...]
    of_story: Callable[[Source, Told], Iterator[Row]] | None
    beside: Callable[[Source], Iterator[Row]] | None = None

    def rows(self, source: Source) -> Iterator[Row]:
        """All its rows, in order of story and then as the memcon has them."""
        if self.of_story is not None:
            for told in source.memcons():
                yield from self.of_story(source, told)
        if self.beside is not None:
            yield from self.beside(source)


def _columns(text: str) -> tuple[Column, ...]:
    """Lines of `name kind: what it holds` as columns."""
    found = []
    for line in text.strip().splitlines():
        head, _, about = line.partition(": ")
        name, kind = head.split()
        found.append(Column(name, kind, about))  # type: ignore[arg-type]
    return tuple(found)


def _ids(refs: Iterable[ActorRef]) -> list[str | None]:
    return [ref.id for ref in refs]


def _names(refs: Iterable[ActorRef]) -> list[str | None]:
    return [ref.name for ref in refs]


def _days(when: When | None) -> tuple[str | None, str | None, str | None, bool | None]:
    """The value, the first and the last day it allows, and whether it needed more than the words."""
    return (None, None, None, None) if when is None else (when.value, *when.bounds(), when.inferred)


def _place(place: Place | None) -> tuple[str | None, str | None, float | None, float | None]:
    return (None, None, None, None) if place is None else (place.name, place.country, place.lat, place.lon)


def _ref(ref: ActorRef | None) -> tuple[str | None, str | None]:
    return (None, None) if ref is None else (ref.id, ref.name)


def _channel(channel: ChannelRecord | None) -> tuple[str | None, str | None]:
    return (None, None) if channel is None else (channel.kind, channel.name)


def _first(spans: Iterable[RecordSpan]) -> tuple[int | None, int | None]:
    span = next(iter(spans), None)
    return (None, None) if span is None else (span.start, span.end)


# ---------------------------------------------------------------- reports, stories, actors

_REPORTS = _columns("""
id text: id of the report: a hash of text, outlet, address and time of publication
story text: id of the story that tells it; null before it is told
given_id text: the id it came with
path text: the file it was read from
url text: its address
title text: its title
outlet text: who published it
outlet_class text: press, wire, official or state-media
outlet_country text: ISO 3166 alpha-3 code of the outlet's country
published text: ISO date or date-time of publication, as precise as it is known
published_inferred truth: whether that needed more than the words that say it
modified text: ISO date or date-time of this text
dateline_place text: the place that opens it
dateline_country text: ISO 3166 alpha-3 code of that place
bylines texts: who wrote it
language text: ISO 639-1 code
complete truth: false where the text is known to be cut short
length whole: code points of the text
text text: the stored text, which all spans index; null with --no-text
""")


def _reports(source: Source) -> Iterator[Row]:
    for r, story, length in source.placed():
        published = (None, None) if r.published is None else (r.published.value, r.published.inferred)
        outlet = (None, None, None) if r.outlet is None else (r.outlet.name, r.outlet.kind, r.outlet.country)
        line = (None, None) if r.dateline is None else (r.dateline.place, r.dateline.country)
        yield (
            r.id, story, r.given_id, r.path, r.url, r.title, *outlet, *published, r.modified, *line, list(r.bylines),
            r.language, r.complete, length, r.text,
        )  # fmt: skip


_STORIES = _columns("""
id text: id of the story, which is that of its memcon
headline text: the memcon's headline
type text: PLOVER type of the occurrence
mode text: its mode
format text: bilateral, trilateral or multilateral
when_value text: ISO prefix or interval
when_from text: first day that allows
when_to text: last day that allows
when_inferred truth: whether that needed more than the words
place text: where it took place
place_country text: ISO 3166 alpha-3 code
lat number: degrees north
lon number: degrees east
parties texts: ids of the parties
party_names texts: their names, in the same order
parts texts: guest, host, participant or mediator, in the same order
reports texts: ids of its reports
origins texts: ids of its independent origins
""")


def _stories(source: Source, told: Told) -> Iterator[Row]:
    m, o = told.memcon, told.memcon.occurrence
    yield (
        m.id, m.headline, o.type, o.mode, o.format, *_days(o.when), *_place(o.place),
        [p.actor for p in o.parties], [p.name for p in o.parties], [p.part for p in o.parties],
        list(m.reports), [x.id for x in m.origins],
    )  # fmt: skip


_ORIGINS = _columns("""
id text: id of the origin: the independent root of its reports' words
story text: id of the story
reports texts: ids of its reports
side text: ISO 3166 alpha-3 code of the state it speaks for
outlet_class text: press, wire, official or state-media
why text: why these reports are one origin
""")


def _origins(source: Source, told: Told) -> Iterator[Row]:
    return ((o.id, told.story.id, list(o.reports), o.side, o.kind, o.why) for o in told.memcon.origins)


_ACTORS = _columns("""
id text: ISO 3166 alpha-3 code of a state, id of the knowledge base, else a hash of the name
name text: its fullest name
kind text: state, organisation, person or office
country text: ISO 3166 alpha-3 code of the state it belongs to
offices texts: titles of the offices held, each with its days as far as known
wikidata text: Wikidata id
""")


def _actors(source: Source) -> Iterator[Row]:
    found: dict[str, Actor] = {}
    for told in source.memcons():
        for actor in actors_of([r for key, r in told.readings.items() if key in told.meant]):
            found[actor.id] = _fuller(found.get(actor.id), actor)
    for key in sorted(found):
        a = found[key]
        held = [f"{o.title} ({o.start or '?'}/{o.end or '?'})" if o.start or o.end else o.title for o in a.offices]
        yield a.id, a.name, a.kind, a.country, held, a.wikidata


def _fuller(one: Actor | None, other: Actor) -> Actor:
    """An actor as two stories tell of it: the fuller name, the country and the offices of both."""
    if one is None or one == other:
        return other
    name = max(one.name, other.name, key=lambda n: (len(n.split()), len(n), n))
    offices = tuple(dict.fromkeys((*one.offices, *other.offices)))
    return Actor(one.id, name, one.kind, one.country or other.country, offices, one.wikidata or other.wikidata)


# ---------------------------------------------------------------- what is said and done

_QUOTES = _columns("""
id text: id of the quote
story text: id of the story
report text: id of the report
kind text: direct, indirect or mixed
text text: the words
speaker_name text: whom they are given to
actor text: id of the one speaker
actors texts: ids of all speakers
office text: the speaker's office on the day
channel text: how the words came: reporters, speech, statement, summary, social, interview, outlet, unnamed, relayed
channel_name text: whose channel it is
act text: asserts, denies, pledges, asks, warns or thanks
fragment truth: a few quoted words inside the reporter's own sentence
topic text: the phrase the words are about
relayed_by text: who speaks for the speaker
judged text: accepted or rejected, where a person has said so
span_start whole: where the words begin in the report's text, in code points
span_end whole: where they end, exclusive; all spans are in the table spans
""")


def _quotes(source: Source, told: Told) -> Iterator[Row]:
    for q in source.of(told, told.memcon.quotes):
        yield (
            q.id, told.story.id, q.report, q.kind, q.text, q.speaker_name, q.actor, _ids(q.actors), q.office,
            *_channel(q.channel), q.act, q.fragment, q.topic, q.relayed_by,
            q.judged, *_first(q.spans),
        )  # fmt: skip


_EVENTS = _columns("""
id text: id of the event
story text: id of the story
report text: id of the report
type text: PLOVER type
mode text: its mode
contexts texts: PLOVER contexts
quad text: verbal or material cooperation or conflict
status text: asserted, denied, planned, hypothetical or historical
actors texts: ids of those who did it
actor_names texts: their names, in the same order
recipients texts: ids of those to whom it was done
recipient_names texts: their names, in the same order
when_value text: ISO prefix or interval
when_from text: first day that allows
when_to text: last day that allows
when_inferred truth: whether that needed more than the words
place text: where
place_country text: ISO 3166 alpha-3 code
lat number: degrees north
lon number: degrees east
vouched_by text: outlet, an actor's name, or unnamed
text text: the clause it was read from
entry text: the codebook entry that fired
judged text: accepted or rejected, where a person has said so
trigger_start whole: where the words that fired it begin
trigger_end whole: where they end, exclusive
span_start whole: where the clause begins in the report's text, in code points
span_end whole: where it ends, exclusive
""")


def _events(source: Source, told: Told) -> Iterator[Row]:
    for e in source.of(told, told.memcon.events):
        yield (
            e.id, told.story.id, e.report, e.type, e.mode, list(e.contexts), e.quad, e.status,
            _ids(e.actors), _names(e.actors), _ids(e.recipients), _names(e.recipients), *_days(e.when),
            *_place(e.place),
            e.vouched_by, e.text, e.entry, e.judged, e.trigger.start, e.trigger.end, *_first(e.spans),
        )  # fmt: skip


_CLAIMS = _columns("""
id text: id of the claim
story text: id of the story
report text: id of the report
point text: what is compared
text text: the claim in words
value text: its comparable form
status text: asserted, denied, planned, hypothetical or historical
vouched_by text: outlet, an actor's name, or unnamed
stage text: what made it
judged text: accepted or rejected, where a person has said so
span_start whole: where its words begin in the report's text, in code points
span_end whole: where they end, exclusive; all spans are in the table spans
""")


def _claims(source: Source, told: Told) -> Iterator[Row]:
    for c in source.of(told, told.memcon.claims):
        yield (
            c.id, told.story.id, c.report, c.point, c.text, c.value, c.status, c.vouched_by, c.stage, c.judged,
            *_first(c.spans),
        )  # fmt: skip


_PLEDGES = _columns("""
id text: id of the pledge
story text: id of the story
report text: id of the report
by_ids texts: ids of those who undertake it
by_names texts: their names, in the same order
towards_ids texts: ids of those it is undertaken towards
towards_names texts: their names, in the same order
text text: what is undertaken
due text: by when, ISO prefix or interval
condition text: on what condition
joint truth: undertaken together
status text: open, reaffirmed, kept or broken
vouched_by text: outlet, an actor's name, or unnamed
judged text: accepted or rejected, where a person has said so
span_start whole: where the words begin in the report's text, in code points
span_end whole: where they end, exclusive
""")


def _pledges(source: Source, told: Told) -> Iterator[Row]:
    for p in source.of(told, told.memcon.pledges):
        yield (
            p.id, told.story.id, p.report, _ids(p.by), _names(p.by), _ids(p.towards), _names(p.towards), p.text,
            _days(p.due)[0], p.condition, p.joint, p.status, p.vouched_by, p.judged, *_first(p.spans),
        )  # fmt: skip


_VISITS = _columns("""
id text: id of the visit
story text: id of the story; null for a visit of an imported list
report text: id of the report; null for a visit of an imported list
list text: the imported list it stands in; null for one that a report tells
list_row text: its row there
traveller text: id of who travels
traveller_name text: the traveller's name
from_country text: ISO 3166 alpha-3 code of the state travelled from
to_place text: where to
to_country text: ISO 3166 alpha-3 code
host text: id of the host
host_name text: the host's name
when_value text: ISO prefix or interval
when_from text: first day that allows
when_to text: last day that allows
when_inferred truth: whether that needed more than the words
purpose text: what for
status text: asserted, denied, planned, hypothetical or historical; null for an imported list
judged text: accepted or rejected, where a person has said so
span_start whole: where the words begin in the report's text, in code points
span_end whole: where they end, exclusive
""")


def _visits(source: Source, told: Told) -> Iterator[Row]:
    for v in source.of(told, told.memcon.visits):
        yield (
            v.id, told.story.id, v.report, None, None, v.traveller.id, v.traveller.name, v.origin,
            *_place(v.to)[:2], *_ref(v.host),
            *_days(v.when), v.purpose, v.status, v.judged, *_first(v.spans),
        )  # fmt: skip


def _known_visits(source: Source) -> Iterator[Row]:
    for v in source.known_visits():
        yield (
            v.id, None, None, v.row.list, v.row.id, v.traveller.id, v.traveller.name, v.origin,
            *_place(v.to)[:2], *_ref(v.host),
            *_days(v.when), v.purpose, None, None, None, None,
        )  # fmt: skip


# ---------------------------------------------------------------- the accounts laid side by side

_FINDINGS = _columns("""
id text: id of the finding
story text: id of the story
point text: what is compared
status text: agreed, narrower, differs, only one or unsaid
kind text: what differs: number, date, place, person, polarity or wording
support whole: how many independent origins say the base value
text text: the finding in words
accepted truth: a person has accepted every claim of it
""")


def _findings(source: Source, told: Told) -> Iterator[Row]:
    return (
        (f.id, told.story.id, f.point, f.status, f.kind, f.support, f.text, f.accepted)
        for f in source.findings_of(told)
    )


_CELLS = _columns("""
finding text: id of the finding
story text: id of the story
origin text: id of the origin
state text: says, says otherwise, silent, cannot tell or out of scope
relation text: same or narrower, where it says it
value text: its comparable value
vouched_by text: outlet, an actor's name, or unnamed
claims texts: ids of the claims it rests on
""")


def _cells(source: Source, told: Told) -> Iterator[Row]:
    for f in source.findings_of(told):
        for c in f.cells:
            yield f.id, told.story.id, c.origin, c.state, c.relation, c.value, c.vouched_by, list(c.claims)


_SPANS = _columns("""
owner text: id of what rests on the words
kind text: what that is: quote, event, claim, pledge, visit or finding
role text: words, trigger, speaker, cue or channel
origin text: of a finding's words, the id of the origin whose they are
number whole: its place among the spans of the same owner, role and origin, from 0
report text: id of the report
span_start whole: where it begins in the report's text, in code points
span_end whole: where it ends, exclusive
exact text: the words: text[span_start:span_end]; null with --no-text
""")


def _spans(source: Source, told: Told) -> Iterator[Row]:
    m = told.memcon
    for q in source.of(told, m.quotes):
        channel = q.channel.span if q.channel is not None else None
        yield from _each(q.id, "quote", "words", q.spans)
        for role, span in (("speaker", q.speaker), ("cue", q.cue), ("channel", channel)):
            yield from _each(q.id, "quote", role, () if span is None else (span,))
    for e in source.of(told, m.events):
        yield from _each(e.id, "event", "words", e.spans)
        yield from _each(e.id, "event", "trigger", (e.trigger,))
    for c in source.of(told, m.claims):
        yield from _each(c.id, "claim", "words", c.spans)
    for p in source.of(told, m.pledges):
        yield from _each(p.id, "pledge", "words", p.spans)
    for v in source.of(told, m.visits):
        yield from _each(v.id, "visit", "words", v.spans)
    for f in source.findings_of(told):
        for cell in f.cells:
            yield from _each(f.id, "finding", "words", cell.spans, cell.origin)


def _each(owner: str, kind: str, role: str, spans: Iterable[RecordSpan], origin: str | None = None) -> Iterator[Row]:
    return ((owner, kind, role, origin, n, s.report, s.start, s.end, s.exact) for n, s in enumerate(spans))


TABLES: tuple[Table, ...] = (
    Table("reports", "Reports, the newest version of each.", _REPORTS, None, _reports),
    Table("stories", "Stories: the reports of one occurrence, and what it was.", _STORIES, _stories),
    Table("origins", "The independent roots of a story's reports.", _ORIGINS, _origins),
    Table("actors", "Everyone and everything that the reports name.", _ACTORS, None, _actors),
    Table("quotes", "Who said what, by which channel.", _QUOTES, _quotes),
    Table("events", "Who did what to whom, in PLOVER.", _EVENTS, _events),
    Table("claims", "Single comparable propositions.", _CLAIMS, _claims),
    Table("findings", "Points of a story laid across its origins.", _FINDINGS, _findings),
    Table("cells", "What each origin has on each finding.", _CELLS, _cells),
    Table("visits", "Journeys as reports tell them, and those of imported lists.", _VISITS, _visits, _known_visits),
    Table("pledges", "Undertakings as reports tell them.", _PLEDGES, _pledges),
    Table("spans", "The words that everything else rests on.", _SPANS, _spans),
)
"""Every table, in the order in which they are best read."""


def bare(row: Row) -> Row:
    """The row with null in place of empty text: both say that nothing is known, and not every tool parts them."""
    return tuple(None if cell == "" else cell for cell in row)
