"""One report and the layers found in it."""

from __future__ import annotations

import msgspec

from memcon.model.actor import Mention
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge, Visit
from memcon.model.place import PlaceMention
from memcon.model.quote import Quote
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.model.time import TimeExpression


class Paragraph(msgspec.Struct, frozen=True):
    """A stretch of the body that is read: `span` into the stored text, `kind`: headline, caption, text."""

    span: Span
    kind: str = "text"


class Warning(msgspec.Struct, frozen=True):
    """Something a person should know about a report: which stage, one clear sentence."""

    report: str
    stage: str
    message: str


class Reading(msgspec.Struct, frozen=True):
    """One report and its layers, immutable. A layer of None was not looked for; an empty one was, and nothing found.

    `body`: what is read, furniture cut. `dealings`: False where a cheap look found that the report tells of no
    dealings between sides, so that the parser was not asked and nothing was coded; None: nobody looked. `main`: id of
    the event that is the report's main occurrence, or None.
    """

    report: Report
    body: tuple[Paragraph, ...] | None = None
    dealings: bool | None = None
    syntax: Syntax | None = None
    mentions: tuple[Mention, ...] | None = None
    times: tuple[TimeExpression, ...] | None = None
    places: tuple[PlaceMention, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    events: tuple[Event, ...] | None = None
    pledges: tuple[Pledge, ...] | None = None
    visits: tuple[Visit, ...] | None = None
    main: str | None = None
    claims: tuple[Claim, ...] | None = None
    warnings: tuple[Warning, ...] = ()

    @property
    def text(self) -> str:
        """The stored text all spans index."""
        return self.report.text
