"""Two or more actors over time: entries of a timeline, visits of a ledger, pledges followed up."""

from __future__ import annotations

import msgspec

from memcon.model.actor import ActorRef
from memcon.model.judgement import Judgement
from memcon.model.place import Place
from memcon.model.record import RecordSpan
from memcon.model.when import When


class Row(msgspec.Struct, frozen=True):
    """One row of a list that was imported: whose list, and the row's own id or number in it."""

    list: str
    id: str


class Telling(msgspec.Struct, frozen=True):
    """What one report, or one row of an imported list (`report` None, `row` set), says of an occurrence: differences
    between tellings are kept, not smoothed."""

    report: str | None
    origin: str | None
    type: str
    status: str
    when: When | None
    place: Place | None
    text: str
    spans: tuple[RecordSpan, ...]
    row: Row | None = None


class Entry(msgspec.Struct, frozen=True):
    """One occurrence in a timeline. `type`: a PLOVER type, `visit`, `pledge`, `background` or `office` (a change of
    office, marked `context`). `uncertain`: the day is not known. `differs` names what tellings
    contradict each other on. `source`: where a change of office or an imported visit comes from."""

    id: str
    when: When | None
    uncertain: bool
    type: str
    mode: str | None
    status: str
    text: str
    context: bool
    actors: tuple[ActorRef, ...]
    place: Place | None
    differs: tuple[str, ...]
    stories: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    spans: tuple[RecordSpan, ...]
    tellings: tuple[Telling, ...]
    source: str | None = None


class LedgerVisit(msgspec.Struct, frozen=True):
    """One visit: however many reports and rows tell of it. `status`: held, announced, possible, cancelled, denied.
    `rank`: head (of state or government), minister (of foreign affairs), other, or None when no office of that day is
    known. `stops`: the places of its legs. `trip`: visits of one trip share it."""

    id: str
    traveller: ActorRef
    origin: str | None = msgspec.field(name="from")
    to: Place
    host: ActorRef | None
    when: When | None
    status: str
    purpose: str | None
    office: str | None
    rank: str | None
    stops: tuple[str, ...]
    trip: str
    differs: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    rows: tuple[Row, ...]
    spans: tuple[RecordSpan, ...]


class KnownVisit(msgspec.Struct, frozen=True):
    """A visit as a row of an imported list gives it. `traveller.id` is None where the name was not resolved."""

    id: str
    row: Row
    traveller: ActorRef
    title: str | None
    origin: str | None
    to: Place | None
    stops: tuple[str, ...]
    when: When
    purpose: str | None
    host: ActorRef | None = None


class Follow(msgspec.Struct, frozen=True):
    """A later claim that bears on a pledge: `reaffirms`, `keeps` or `breaks` it, in these words."""

    relation: str
    report: str
    claim: str
    when: When | None
    spans: tuple[RecordSpan, ...]


class FollowedPledge(msgspec.Struct, frozen=True):
    """A pledge with all its tellings and what came later. `status`: open, reaffirmed, kept, broken; the last two only
    with a later claim that shows it in `follows`, or a person's `judgement`. `tellings`: ids of the pledges as told."""

    id: str
    by: tuple[ActorRef, ...]
    towards: tuple[ActorRef, ...]
    text: str
    made: When | None
    due: When | None
    condition: str | None
    joint: bool
    status: str
    follows: tuple[Follow, ...]
    stories: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    spans: tuple[RecordSpan, ...]
    tellings: tuple[str, ...] = ()
    judgement: Judgement | None = None


class Found(msgspec.Struct, frozen=True):
    """What a search found: `kind` report, quote, claim or event; `spans` the words of it in the report's text."""

    kind: str
    id: str
    report: str
    point: str | None
    speaker: str | None
    outlet: str | None
    published: str | None
    text: str
    spans: tuple[RecordSpan, ...]


class Statement(msgspec.Struct, frozen=True):
    """What a holder of an office said, however many reports tell it. `when`: the day it was said, or else that of its
    first publication or of what its report is about; `dated_by`: words, event, publication, occurrence, or None.
    `topic`: the phrase the words are about. `channel`, `channel_name`: how they came (the record's closed list)."""

    id: str
    speaker: ActorRef
    office: str | None
    act: str
    kind: str
    text: str
    topic: str | None
    when: When | None
    dated_by: str | None
    channel: str | None
    channel_name: str | None
    spans: tuple[RecordSpan, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]


class Shift(msgspec.Struct, frozen=True):
    """A later statement of one side that says otherwise than its earlier one: ids of both, `kind` (number, date,
    polarity) and why, in one sentence with the words it rests on."""

    before: str = msgspec.field(name="from")
    after: str = msgspec.field(name="to")
    kind: str
    why: str


class SideStance(msgspec.Struct, frozen=True):
    """One side on one issue: `last`, the id of its newest dated statement; all of them, oldest first, the undated at
    the end; and where they changed."""

    side: ActorRef
    last: str | None
    statements: tuple[Statement, ...]
    shifts: tuple[Shift, ...]


class Issue(msgspec.Struct, frozen=True):
    """What several statements are about: the `words` they share, or the topic of the one there is."""

    id: str
    words: tuple[str, ...]
    sides: tuple[SideStance, ...]
