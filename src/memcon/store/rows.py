"""Nouns as they are kept in rows, and back; what of them may be done in another process than the one that writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple, TypeVar

import msgspec

from memcon.model.actor import Mention
from memcon.model.judgement import Judgement
from memcon.model.reading import Reading, Warning
from memcon.model.report import Outlet, Published, Report

Item = TypeVar("Item")

CHUNK = 500
"""Ids that are asked for at a time, rows that are held at a time."""

Row = tuple[str, str]
"""A text, and its reading as JSON without it."""


class Filed(NamedTuple):
    """A reading made ready for keeping: its `columns` in the table of reports, and what it is grouped by, if somebody
    looked."""

    id: str
    columns: Mapping[str, str | None]
    signals: bytes | None = None


def without_text(reading: Reading) -> str:
    """The reading as it is kept beside its text. Its syntax is not kept: it is cheap to make again and larger than
    everything else together."""
    report = msgspec.structs.replace(reading.report, text="")
    return msgspec.json.encode(msgspec.structs.replace(reading, syntax=None, report=report)).decode()


def filed(reading: Reading, signals: bytes | None = None) -> Filed:
    """The reading made ready for keeping."""
    report = reading.report
    columns = {
        "id": report.id,
        "given_id": report.given_id,
        "path": report.path,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet.name if report.outlet else None,
        "published": report.published.value if report.published else None,
        "language": report.language,
        "text": report.text,
        "reading": without_text(reading),
    }
    return Filed(report.id, columns, signals)


def reading_of(row: Row | Sequence[str]) -> Reading:
    """The reading that was kept as this row."""
    text, kept = row
    reading = DECODER.decode(kept)
    return msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, text=text))


HEADING = ("id", "given_id", "path", "url", "title", "outlet", "published", "language")
"""Columns of a report that say what it is."""


def heading(row: Sequence[str | None]) -> Report:
    """The report of a row of those columns, without its text."""
    key, given_id, path, url, title, outlet, published, language = row
    return Report(
        id=str(key),
        text="",
        given_id=given_id,
        path=path,
        url=url,
        title=title,
        outlet=Outlet(outlet) if outlet else None,
        published=Published(published) if published else None,
        language=language,
    )


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """The items, so many at a time; by default as many as one question to the store may hold."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def no_syntax(kind: type, value: object) -> object:
    """Syntax is never kept."""
    raise NotImplementedError(kind)


DECODER = msgspec.json.Decoder(Reading, dec_hook=no_syntax)


class _Judged(msgspec.Struct):
    judgements: tuple[Judgement, ...]


def judgements_of(memcon: str) -> tuple[Judgement, ...]:
    """The judgements that a kept memcon was made by; the rest of it is not opened."""
    return _JUDGED.decode(memcon).judgements


_JUDGED = msgspec.json.Decoder(_Judged)


class _Bare(msgspec.Struct):
    report: Report
    warnings: tuple[Warning, ...] = ()


class _Mentioning(msgspec.Struct):
    report: Report
    mentions: tuple[Mention, ...] | None = None
    warnings: tuple[Warning, ...] = ()


Layers = Literal["none", "mentions"]
_LIGHT: Mapping[Layers, msgspec.json.Decoder[_Bare] | msgspec.json.Decoder[_Mentioning]] = {
    "none": msgspec.json.Decoder(_Bare),
    "mentions": msgspec.json.Decoder(_Mentioning),
}


def light_of(row: Row | Sequence[str], layers: Layers) -> Reading:
    """As `reading_of` with these layers only (and the warnings), which is several times quicker."""
    text, kept = row
    found = _LIGHT[layers].decode(kept)
    mentions = found.mentions if isinstance(found, _Mentioning) else None
    return Reading(msgspec.structs.replace(found.report, text=text), mentions=mentions, warnings=found.warnings)
