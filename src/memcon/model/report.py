"""A report as it was published, with what its masthead and furniture tell."""

from __future__ import annotations

import msgspec

from memcon.model.ids import content_id
from memcon.model.span import Span


class Outlet(msgspec.Struct, frozen=True):
    """Who published a report. `kind` is press, wire, official, state-media or None; `country` ISO alpha-3 or None."""

    name: str
    kind: str | None = None
    country: str | None = None


class Published(msgspec.Struct, frozen=True):
    """When a report was published: ISO date or date-time; `span` into the text when the words stand there."""

    value: str
    span: Span | None = None
    inferred: bool = False
    why: str | None = None


class Dateline(msgspec.Struct, frozen=True):
    """The place (and agency, day) that opens a report: `SEOUL, Oct. 30 (Agency) —`."""

    place: str
    country: str | None
    span: Span
    agency: str | None = None
    date: str | None = None


class Furniture(msgspec.Struct, frozen=True):
    """A cut span and the reason: masthead, date, byline, caption, credit, teaser, navigation, subscription …"""

    span: Span
    why: str


class Report(msgspec.Struct, frozen=True):
    """One text as it was published. Spans index `text`, which is stored verbatim (see the contract, Stored text).

    `complete` is False when the text is known to be cut short (a paywall stub), None when nobody can tell.
    `language` is an ISO 639-1 code. `credits` are agencies that a credit line names.
    `modified`: ISO date or date-time of this text, where what carried it says so; no part of the id.
    `pages`: of a printed report, the span of each page's words in order, empty for a page without any.
    """

    id: str
    text: str
    given_id: str | None = None
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: Outlet | None = None
    published: Published | None = None
    dateline: Dateline | None = None
    bylines: tuple[str, ...] = ()
    language: str | None = None
    complete: bool | None = True
    furniture: tuple[Furniture, ...] = ()
    credits: tuple[str, ...] = ()
    modified: str | None = None
    pages: tuple[Span, ...] = ()


def report_id(text: str, outlet: str | None, url: str | None, published: str | None) -> str:
    """Id of a report: hash of text, outlet name, address and publication time (the contract, Ids)."""
    return content_id("report", text, outlet, url, published)
