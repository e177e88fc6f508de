"""Filters: standard input to standard output, line by line, in input order (formats: docs/reference/formats.md)."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TextIO

import msgspec

from memcon.errors import Refused
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.settings import Settings

Row = dict[str, Any]


def annotate(layer: str, lines: Iterable[str], out: TextIO, settings: Settings) -> int:
    """JSONL `{id, text, published?}` in, `{id, <layer>: [...]}` out; exit code 1 when a line could not be read."""
    from memcon.run import read_reports

    show = _SHOW[layer]
    give = "mentions" if layer == "actors" else layer

    def rows(reports: list[Report]) -> Iterator[Row]:
        for reading in read_reports(reports, settings, give):
            failed = [w for w in reading.warnings if getattr(reading, give) is None]
            given = reading.report.given_id
            yield {"id": given, "error": failed[0].message} if failed else {"id": given, layer: show(reading)}

    return _stream(lines, out, _document, rows, settings.batch)


def annotate_pairs(lines: Iterable[str], out: TextIO, settings: Settings) -> int:
    """JSONL `{id, a, b, published_a?, published_b?}` in, the relation of the two out."""
    from memcon.claims.pairs import compare_pairs

    return _stream(lines, out, _pair, lambda rows: iter(compare_pairs(rows)), settings.batch)


def group(lines: Iterable[str], out: TextIO) -> int:
    """JSONL `{id, text, title?, published?, outlet?, url?}` in, all of it, then `{id, story, origin, reason}` out."""
    from memcon.stories.group import group_filter

    return _stream(lines, out, _groupable, lambda rows: iter(group_filter(rows)), None)


def code(source: TextIO, out: TextIO, settings: Settings) -> int:
    """TSV `id sentence source target` in, TSV of the columns `CODED` out; a bad row has type ERROR."""
    from memcon.events.code import Row as Asked
    from memcon.events.code import code_pairs
    from memcon.text.encoder import find_encoder
    from memcon.text.parser import SpacyParser

    parser, encoder = SpacyParser(settings.parser), find_encoder(settings.encoder)
    writer = csv.DictWriter(out, CODED, dialect="excel-tab", lineterminator="\n", restval="")
    writer.writeheader()
    failed = False
    rows = _asked(source)
    while batch := list(islice(rows, settings.batch)):
        fine = [all(isinstance(row.get(k), str) for k in Asked._fields) for row in batch]
        asked = [Asked(**{k: row[k] for k in Asked._fields}) for row, ok in zip(batch, fine, strict=True) if ok]
        coded = iter(code_pairs(asked, parser, encoder))
        for row, ok in zip(batch, fine, strict=True):
            told = next(coded)._asdict() if ok else {"id": row.get("id"), "type": "ERROR"}
            writer.writerow({k: told.get(k) or "" for k in CODED})
        failed = failed or not all(fine)
    return int(failed)


def _asked(source: TextIO) -> Iterator[Row]:
    """The TSV's rows by column; a field the row lacks is not there, and of a row that cannot be read there is the id
    alone."""
    from memcon.relations.table import Record, records

    # Python's own field limit would refuse a long sentence that the contract allows.
    csv.field_size_limit(sys.maxsize)
    rows = records(source.read(), "excel-tab", lenient=True)
    columns = next(rows, Record(1, (), "")).fields or ()
    for row in rows:
        fields = row.fields if row.fields is not None else [row.raw.split("\t", 1)[0]]
        yield dict(zip(columns, fields, strict=False))


CODED = ("id", "type", "mode", "quad", "status", "trigger", "entry")


def _stream(
    lines: Iterable[str],
    out: TextIO,
    take: Callable[[str], Any],
    give: Callable[[list[Any]], Iterator[Row]],
    size: int | None,
) -> int:
    """Take each line, hand the good ones on in batches, print results and errors in input order."""
    failed = False
    source = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    while batch := list(source if size is None else islice(source, size)):
        taken = [_taken(take, number, line) for number, line in batch]
        results = give([item for item in taken if not isinstance(item, _Bad)])
        for item in taken:
            failed = failed or isinstance(item, _Bad)
            row = item.row if isinstance(item, _Bad) else next(results)
            failed = failed or "error" in row
            out.write(msgspec.json.encode(row).decode() + "\n")
        out.flush()
        if size is None:
            break
    return int(failed)


class _Bad:
    """A line that could not be read, as the row that stands in its place."""

    def __init__(self, given: object, error: str) -> None:
        self.row: Row = {"id": given, "error": error}


def _taken(take: Callable[[str], Any], number: int, line: str) -> Any:
    try:
        return take(line)
    except Refused as refused:
        return _Bad(_id_of(line), f"line {number} {refused.reason}")


def _id_of(line: str) -> object:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row.get("id") if isinstance(row, dict) else None


def _fields(line: str, *needed: str) -> Row:
    from memcon.intake.bounds import LONGEST_LINE
    from memcon.intake.lines import parse_object

    if len(line) > LONGEST_LINE:
        raise Refused("line", f"is over {LONGEST_LINE:,} characters long; split it")
    row = parse_object(line, "line")
    row.setdefault("id", None)
    for name in needed:
        value = row.get(name)
        if not isinstance(value, str):
            raise Refused("line", f'has no "{name}" of text; give {", ".join(needed)}')
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise Refused("line", f'has half of a surrogate pair in "{name}", which is no character; repair the escape')
    return row


def _document(line: str) -> Report:
    from memcon.intake.accept import Raw, accept
    from memcon.intake.bounds import LONGEST_TEXT

    row = _fields(line, "text")
    published = row.get("published")
    if len(row["text"]) > LONGEST_TEXT:
        raise Refused("line", f"has over {LONGEST_TEXT:,} characters of text, which no report has; split it")
    report = accept(Raw(row["text"], published=published if isinstance(published, str) else None))
    # In a filter the whole text is read: what it says of itself is used, nothing is cut.
    return msgspec.structs.replace(report, given_id=row.get("id"), furniture=())


def _pair(line: str) -> Row:
    return _fields(line, "a", "b")


def _groupable(line: str) -> Row:
    return _fields(line, "text")


def _quotes(reading: Reading) -> list[Row]:
    rows = []
    for q in reading.quotes or ():
        channel = (
            None if q.channel is None else {"kind": q.channel.kind, "name": q.channel.name, "span": q.channel.span}
        )
        rows.append(
            {
                "content": q.content,
                "kind": q.kind,
                "speaker": None if q.speaker is None else [q.speaker],
                "speaker_name": q.speaker_name,
                "actor": q.speakers[0].id if len(q.speakers) == 1 else None,
                "actors": q.speakers,
                "cue": q.cue,
                "channel": channel,
                "act": q.act,
                "fragment": q.fragment,
            }
        )
    return rows


def _times(reading: Reading) -> list[Row]:
    return [
        {
            "start": t.span.start,
            "end": t.span.end,
            "type": t.type,
            "value": t.value,
            "mod": t.mod,
            "inferred": t.inferred,
            "why": t.why,
        }
        for t in reading.times or ()
    ]


def _actors(reading: Reading) -> list[Row]:
    return [
        {
            "start": m.span.start,
            "end": m.span.end,
            "actor": m.actor,
            "name": m.name,
            "kind": m.kind,
            "country": m.country,
            "office": m.office,
            "candidates": m.candidates,
            "members": m.members,
            "form": m.form,
            "why": m.why,
        }
        for m in reading.mentions or ()
    ]


def _events(reading: Reading) -> list[Row]:
    return [
        {
            "type": e.type,
            "mode": e.mode,
            "contexts": e.contexts,
            "status": e.status,
            "actors": e.actors,
            "recipients": e.recipients,
            "when": e.when,
            "place": e.place,
            "trigger": e.trigger,
            "span": e.span,
            "vouched_by": e.vouched_by,
            "entry": e.entry,
        }
        for e in reading.events or ()
    ]


_SHOW: dict[str, Callable[[Reading], list[Row]]] = {
    "quotes": _quotes,
    "times": _times,
    "actors": _actors,
    "events": _events,
}
