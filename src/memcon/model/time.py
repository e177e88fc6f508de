"""Time expressions in the sense of TIMEX3, each resolved against its anchor."""

from __future__ import annotations

import msgspec

from memcon.model.span import Span


class TimeExpression(msgspec.Struct, frozen=True):
    """`type`: DATE, TIME, DURATION or SET; `value`: TIMEX3 value or None (no anchor, no date).

    `when` is the value as an ISO prefix or interval where it is a calendar date ("late September" has value
    `2025-09` and mod `END`); `anchor` names what it was resolved against (dateline, published, narrative, weekday …).
    """

    span: Span
    type: str
    value: str | None
    inferred: bool = False
    when: str | None = None
    mod: str | None = None
    anchor: str | None = None
    why: str | None = None
