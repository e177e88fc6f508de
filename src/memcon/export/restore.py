"""`memcon import`: what `memcon export jsonl` wrote, read back line by line into nouns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from memcon.errors import Refused
from memcon.export.jsonl import FORMAT, PARTS
from memcon.model.judgement import Judgement, judgement_id
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.relation import KnownVisit
from memcon.model.report import Report, report_id
from memcon.model.story import Story


class Head(NamedTuple):
    """The first line. `whole`: nothing was left out, so the stories can stand as they are told. `text`: the words are
    there."""

    whole: bool
    text: bool


class Kept(NamedTuple):
    """A story with its memcon."""

    story: Story
    memcon: Memcon


class VersionRow(NamedTuple):
    """What is kept of a report that came in several versions, by the names of the columns."""

    fields: dict[str, Any]


class Redirect(NamedTuple):
    """An old id of a story and a report of it."""

    old: str
    report: str


Piece = Head | Reading | KnownVisit | Judgement | Kept | VersionRow | Redirect | Refused


def pieces(lines: Iterable[bytes], name: str) -> Iterator[Piece]:
    """The nouns of an export, in its order; a Refused, with the line, for each that cannot be read.

    A report comes with what was read in it, a story with its memcon. `name`: of the file, for the sentences.
    """
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            piece = reader.take(line)
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
            yield Refused(f"{name} line {number}", _why(error))
            continue
        if isinstance(piece, Head) and not piece.text:
            yield Refused(name, "was exported with --no-text; without the texts there is nothing to read back")
            return
        if piece is not None:
            yield piece
    yield from reader.rest()


def _why(error: Exception) -> str:
    detail = f"lacks {error}" if isinstance(error, KeyError) else str(error)
    return f"is no line of memcon export jsonl ({detail}); it was left out"


def _judgement(fields: dict[str, Any]) -> Piece:
    row = msgspec.convert(fields, Judgement)
    if row.id != judgement_id(row.kind, row.about, row.by, row.at, row.why, row.actor):
        raise ValueError("it does not say what its id was made from")
    return row


class _Reader:
    """Puts lines together that belong together: a report and its reading, a story, its memcon and that one's parts."""

    def __init__(self) -> None:
        self._report: Report | None = None
        self._story: Story | None = None
        self._memcon: dict[str, Any] | None = None
        self._takes: dict[str, Callable[[dict[str, Any]], Piece | None]] = {
            "export": self._head,
            "report": self._take_report,
            "reading": self._take_reading,
            "version": VersionRow,
            "redirect": lambda fields: Redirect(fields["from"], fields["report"]),
            "known visit": lambda fields: msgspec.convert(fields, KnownVisit),
            "judgement": _judgement,
            "memcon": self._take_memcon,
        }

    def take(self, line: bytes) -> Piece | None:
        """What is complete with this line; raises ValueError and the like for a line that cannot be read."""
        fields = msgspec.json.decode(line, type=dict[str, Any])
        noun = fields.pop("noun")
        if noun in PARTS:
            self._part(noun, fields)
            return None
        if noun == "story":
            done = self._told()
            self._story = msgspec.convert(fields, Story)
            return done
        if noun not in self._takes:
            raise ValueError(f"there is no noun {noun!r}")
        return self._takes[noun](fields)

    def rest(self) -> Iterator[Piece]:
        """What the last line completed."""
        if (done := self._told()) is not None:
            yield done

    def _head(self, fields: dict[str, Any]) -> Piece:
        if fields["format"] != FORMAT:
            raise ValueError(f"it is of format {fields['format']}, and this memcon reads {FORMAT}")
        return Head(bool(fields["whole"]), bool(fields["text"]))

    def _take_report(self, fields: dict[str, Any]) -> None:
        self._report = None
        report = msgspec.convert(fields, Report)
        outlet, published = report.outlet, report.published
        made = report_id(report.text, outlet and outlet.name, report.url, published and published.value)  # type: ignore[arg-type]
        if made != report.id:
            raise ValueError("its text is not the one its id was made from")
        self._report = report

    def _take_reading(self, fields: dict[str, Any]) -> Piece:
        report, self._report = self._report, None
        if report is None or fields.pop("report") != report.id:
            raise ValueError("its report is not in the line before")
        return msgspec.convert({**fields, "report": msgspec.to_builtins(report)}, Reading)

    def _take_memcon(self, fields: dict[str, Any]) -> None:
        if self._story is None or self._story.id != fields["id"]:
            raise ValueError("its story is not in the line before")
        self._memcon = {**fields, **{field: [] for field in PARTS.values()}}

    def _part(self, noun: str, fields: dict[str, Any]) -> None:
        if self._memcon is None or fields.pop("memcon") != self._memcon["id"]:
            raise ValueError("its memcon is not in the lines before")
        self._memcon[PARTS[noun]].append(fields)

    def _told(self) -> Kept | None:
        story, memcon, self._story, self._memcon = self._story, self._memcon, None, None
        return Kept(story, msgspec.convert(memcon, Memcon)) if story is not None and memcon is not None else None
