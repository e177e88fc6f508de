"""A report that came again with changed text: its versions, what changed between two, what became of what was read."""

from __future__ import annotations

import msgspec

from memcon.model.record import RecordSpan


class Version(msgspec.Struct, frozen=True):
    """One text of a report. `number` counts from 1, the oldest. `told`: the newest, the one that stories tell.
    `ordered_by`: what says that it came after the one before: modified, published, or arrival (nothing else says it);
    None for the first."""

    report: str
    number: int
    told: bool
    ordered_by: str | None
    published: str | None
    modified: str | None


class Lineage(msgspec.Struct, frozen=True):
    """One report in all its versions, oldest first. `why`: what says that they are the same report (address, id,
    title), each once."""

    id: str
    why: tuple[str, ...]
    versions: tuple[Version, ...]


class Change(msgspec.Struct, frozen=True):
    """A stretch that was `removed`, `added` or `changed`: its words in the old text (None when added) and in the new
    (None when removed)."""

    kind: str
    old: RecordSpan | None
    new: RecordSpan | None


class Carried(msgspec.Struct, frozen=True):
    """A claim, quote, event, pledge or visit of one version, seen from the next.

    `state`: kept (all its words stand in the new text, at `now`), lost (some do not: orphaned), new (read in the new
    text, and nothing kept stands there). `spans`: its words in the text it was read from; `now`: the place of each in
    the new text, None for one that is orphaned. `read_as`: for what is kept, the id of the like thing that was read
    at that place; `same`: it was read the same (point, value, status, act).
    """

    kind: str
    state: str
    id: str
    point: str | None
    text: str
    spans: tuple[RecordSpan, ...]
    now: tuple[RecordSpan | None, ...]
    read_as: str | None
    same: bool | None


class Step(msgspec.Struct, frozen=True):
    """From one version to the next: `changes` in the order of the text, `things` that were kept, lost or new."""

    old: str = msgspec.field(name="from")
    new: str = msgspec.field(name="to")
    changes: tuple[Change, ...]
    things: tuple[Carried, ...]
