"""The public record: the shape `--json` prints, field for field as the contract has it.

Every field is always present, null or empty when unknown. Spans carry their report and their exact words.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from memcon.model.actor import Actor, ActorRef
from memcon.model.judgement import Judgement
from memcon.model.place import Place
from memcon.model.reading import Warning
from memcon.model.when import When

Status = Literal["asserted", "denied", "planned", "hypothetical", "historical"]
Part = Literal["guest", "host", "participant", "mediator"]
CellState = Literal["says", "says otherwise", "silent", "cannot tell", "out of scope"]
Judged = Literal["accepted", "rejected"]
FindingStatus = Literal["agreed", "narrower", "differs", "only one", "unsaid"]
ChannelKind = Literal[
    "reporters", "speech", "statement", "summary", "social", "interview", "outlet", "unnamed", "relayed"
]


class RecordSpan(msgspec.Struct, frozen=True):
    """Words of a report: `text[start:end] == exact`, code points, end exclusive."""

    report: str
    start: int
    end: int
    exact: str


class OutletRecord(msgspec.Struct, frozen=True):
    """Who published; `class` is press, wire, official or state-media."""

    name: str
    kind: str | None = msgspec.field(name="class")
    country: str | None


class PublishedRecord(msgspec.Struct, frozen=True):
    """When it was published, and the words that say so."""

    value: str
    span: RecordSpan | None
    inferred: bool
    why: str | None


class DatelineRecord(msgspec.Struct, frozen=True):
    """The place that opens the report."""

    place: str
    country: str | None
    span: RecordSpan


class FurnitureRecord(msgspec.Struct, frozen=True):
    """A cut span and why it was cut."""

    start: int
    end: int
    why: str


class PageRecord(msgspec.Struct, frozen=True):
    """Where the words of page `page` (from 1) of a printed report stand in its text; empty for a page without any."""

    page: int
    start: int
    end: int


class ReportRecord(msgspec.Struct, frozen=True):
    """A report with the stored text all its spans index."""

    id: str
    given_id: str | None
    path: str | None
    url: str | None
    title: str | None
    text: str
    outlet: OutletRecord | None
    published: PublishedRecord | None
    dateline: DatelineRecord | None
    bylines: tuple[str, ...]
    language: str | None
    complete: bool | None
    furniture: tuple[FurnitureRecord, ...]
    modified: str | None
    pages: tuple[PageRecord, ...]


class Party(msgspec.Struct, frozen=True):
    """One side of an occurrence; `for` is the state it acts for."""

    actor: str
    name: str
    on_behalf: str | None = msgspec.field(name="for")
    office: str | None
    part: Part


class Occurrence(msgspec.Struct, frozen=True):
    """The one real happening behind a story."""

    type: str | None
    mode: str | None
    format: Literal["bilateral", "trilateral", "multilateral"] | None
    parties: tuple[Party, ...]
    when: When | None
    place: Place | None
    spans: tuple[RecordSpan, ...]


class OriginRecord(msgspec.Struct, frozen=True):
    """An independent root of reports' words, and why it is taken for one."""

    id: str
    reports: tuple[str, ...]
    side: str | None
    kind: str | None = msgspec.field(name="class")
    why: str


class Cell(msgspec.Struct, frozen=True):
    """What one origin has on one finding."""

    origin: str
    state: CellState
    relation: Literal["same", "narrower"] | None
    value: str | None
    vouched_by: str | None
    claims: tuple[str, ...]
    spans: tuple[RecordSpan, ...]


class Finding(msgspec.Struct, frozen=True):
    """One point of a story laid across its origins; `support` counts the origins that say the base value. `accepted`: a
    person has, every claim of it."""

    id: str
    point: str
    status: FindingStatus
    kind: str | None
    support: int
    text: str
    cells: tuple[Cell, ...]
    accepted: bool = False


class ChannelRecord(msgspec.Struct, frozen=True):
    """How quoted words reached the report."""

    kind: ChannelKind
    name: str | None
    span: RecordSpan | None


class QuoteRecord(msgspec.Struct, frozen=True):
    """Words or content attributed to a speaker."""

    id: str
    report: str
    kind: Literal["direct", "indirect", "mixed"]
    text: str
    speaker_name: str | None
    actor: str | None
    actors: tuple[ActorRef, ...]
    office: str | None
    channel: ChannelRecord | None
    act: str | None
    fragment: bool
    topic: str | None
    relayed_by: str | None
    stance: tuple[str, ...]
    speaker: RecordSpan | None
    cue: RecordSpan | None
    spans: tuple[RecordSpan, ...]
    judged: Judged | None = None


class EventRecord(msgspec.Struct, frozen=True):
    """Who did what to whom, coded in PLOVER; `entry` names the codebook entry that fired, `trigger` its words."""

    id: str
    report: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str | None
    status: Status
    actors: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]
    when: When | None
    place: Place | None
    vouched_by: str
    text: str
    entry: str | None
    trigger: RecordSpan
    spans: tuple[RecordSpan, ...]
    judged: Judged | None = None


class PledgeRecord(msgspec.Struct, frozen=True):
    """An undertaking."""

    id: str
    report: str
    by: tuple[ActorRef, ...]
    towards: tuple[ActorRef, ...]
    text: str
    due: When | None
    condition: str | None
    joint: bool
    status: str
    vouched_by: str
    spans: tuple[RecordSpan, ...]
    judged: Judged | None = None


class VisitRecord(msgspec.Struct, frozen=True):
    """A journey told in a report."""

    id: str
    report: str
    traveller: ActorRef
    origin: str | None = msgspec.field(name="from")
    to: Place | None
    host: ActorRef | None
    when: When | None
    purpose: str | None
    status: str
    spans: tuple[RecordSpan, ...]
    judged: Judged | None = None


class ClaimRecord(msgspec.Struct, frozen=True):
    """The atom: one comparable proposition with who vouches and the stage that made it. `judged`, here and elsewhere:
    what a person said of it; what is rejected is kept, and laid in no finding."""

    id: str
    report: str
    point: str
    text: str
    value: str | None
    status: Status
    vouched_by: str
    stage: str
    spans: tuple[RecordSpan, ...]
    judged: Judged | None = None


class Memcon(msgspec.Struct, frozen=True):
    """The record of one occurrence. `judgements`: those in force that bear on its reports, in order of time."""

    id: str
    headline: str
    occurrence: Occurrence
    reports: tuple[str, ...]
    origins: tuple[OriginRecord, ...]
    findings: tuple[Finding, ...]
    quotes: tuple[QuoteRecord, ...]
    events: tuple[EventRecord, ...]
    pledges: tuple[PledgeRecord, ...]
    visits: tuple[VisitRecord, ...]
    claims: tuple[ClaimRecord, ...]
    judgements: tuple[Judgement, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """What `memcon read --json` prints."""

    memcon: Literal[1]
    reports: tuple[ReportRecord, ...]
    actors: tuple[Actor, ...]
    memcons: tuple[Memcon, ...]
    warnings: tuple[Warning, ...]
