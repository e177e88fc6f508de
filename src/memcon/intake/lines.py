"""JSONL: a report on each line, read line by line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from memcon.errors import Refused
from memcon.intake.accept import Raw, admit
from memcon.intake.bounds import LARGEST_FILE, LONGEST_LINE
from memcon.intake.plain import UTF16, decode
from memcon.intake.source import Source, whole
from memcon.model.report import Report

_NOT_JSONL = (".html", ".htm", ".xhtml", ".txt")
_WIDEST = 4 * LONGEST_LINE
"""Bytes of a line: UTF-8 takes at most four for a character."""


def sniff(head: bytes, suffix: str) -> bool:
    """True when the first line is a JSON object, whatever the name, unless the name says text or HTML."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in _NOT_JSONL or not start.startswith(b"{"):
        return False
    line, ended, _ = start.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A line longer than the head cannot be looked at as a whole; no text begins with a brace and a quote.
        return suffix == ".json" or (not ended and line[1:].lstrip().startswith(b'"'))


def read(source: Source) -> Iterator[Report | Refused]:
    """A Report for each line `{id?, text, title?, published?, modified?, outlet?, url?}`; a Refused for one that is
    none. Raises Refused for a file without any."""
    if source.head.startswith(UTF16):
        text = decode(whole(source, LARGEST_FILE), source.where)
        source = source._replace(stream=io.BytesIO(text.encode("utf-8", "surrogatepass")))
    empty = True
    for number, line in _lines(source):
        where = f"{source.where} line {number}"
        try:
            words = _decoded(line, where)
            if not words.strip():
                continue
            empty = False
            yield admit(_raw(words, where, source.where), where)
        except Refused as refused:
            empty = False
            yield refused
    if empty:
        raise Refused(source.where, "is empty; nothing to read")


def _lines(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """(number, bytes) of each line; None for one that is too long, of which no more than that is kept."""
    number, stream = 0, source.stream
    while line := stream.readline(_WIDEST):
        number += 1
        if len(line) < _WIDEST or line.endswith(b"\n"):
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        yield number, None
        while (line := stream.readline(_WIDEST)) and not line.endswith(b"\n"):
            pass


def _decoded(line: bytes | None, where: str) -> str:
    try:
        words = "" if line is None else line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(where, f"is not UTF-8 text (byte {error.start}); convert it to UTF-8") from None
    if line is None or len(words) > LONGEST_LINE:
        raise Refused(where, f"is over {LONGEST_LINE:,} characters long, which no report has; split it")
    return words


def _raw(line: str, where: str, path: str) -> Raw:
    row = parse_object(line, where)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused(where, 'has no words under "text"; give each report its text')
    given = row.get("id")
    fields = {
        k: row[k]
        for k in ("url", "title", "published", "modified", "outlet")
        if isinstance(row.get(k), str) and row[k].strip()
    }
    return Raw(text, path=path, given_id=None if given is None else str(given), **fields)


def parse_object(line: str, where: str) -> dict[str, Any]:
    """The JSON object of a line; raises Refused with what is wrong and where."""
    try:
        row = json.loads(line)
    except ValueError as error:
        detail = f"column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too deep or not a number"
        raise Refused(where, f"is no JSON ({detail}); each line must be one JSON object") from None
    except RecursionError:
        raise Refused(where, "is JSON nested too deep; each line must be one flat JSON object") from None
    if not isinstance(row, dict):
        raise Refused(where, "is JSON but no object; each line must be one JSON object with a text")
    return row
