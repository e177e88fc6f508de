"""Paths in, Reports out: text, HTML and JSONL, folders of them, standard input; what is not taken is said."""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from memcon.errors import Refused
from memcon.intake.accept import Raw, accept, check_length
from memcon.intake.page import read_page
from memcon.model.report import Report
from memcon.settings import FILE as SETTINGS

LONGEST_LINE = 1_000_000
"""Code points. No report has a longer line; a parser given one would not come back in reasonable time."""

_LATER = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x1f\x8b": "a gzip file",
    b"WARC/": "a WARC file",
}
_SQLITE = b"SQLite format 3\x00"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|main|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def read_paths(paths: Iterable[str]) -> Iterator[Report | Refused]:
    """Reports of all `paths` in order (folders in name order, `-` for standard input); a Refused stands where one is
    not taken, and the rest goes on. Never raises for bad input."""
    for path in paths:
        for file in files_at(path):
            yield from [file] if isinstance(file, Refused) else read_file(file)


def files_at(path: str) -> Iterator[str | Refused]:
    """The files of a folder, in name order; any other path as it is."""
    where = Path(path)
    try:
        if path == "-" or _ADDRESS.match(path) or not where.is_dir():
            yield path
            return
        files = sorted(p for p in where.rglob("*") if p.is_file() and not _passed_over(p, where))
    except OSError as error:
        yield Refused(path, f"cannot be opened ({error.strerror}); check the path and its permissions")
        return
    if not files:
        yield Refused(path, "is an empty folder; nothing to read")
    yield from map(str, files)


def read_file(path: str) -> Iterator[Report | Refused]:
    """Reports of one file, `-` for standard input; a Refused where one is not taken."""
    if path == "-":
        yield from read_bytes(sys.stdin.buffer.read(), "standard input", "")
        return
    if _ADDRESS.match(path):
        yield Refused(path, "is an address, and memcon does not fetch yet; save the page and read the file")
        return
    where = Path(path)
    try:
        data = where.read_bytes()
    except FileNotFoundError:
        yield Refused(path, "no such file; check the path")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name holds a NUL"
        yield Refused(path, f"cannot be opened ({why}); check the path and its permissions")
    else:
        yield from read_bytes(data, path, where.suffix.lower())


def _passed_over(file: Path, folder: Path) -> bool:
    """Files of a folder that nobody means: hidden ones, memcon's settings, and its stores with what SQLite keeps beside
    them."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return hidden or file.name == SETTINGS or _is_store(file)


def _is_store(file: Path) -> bool:
    store = re.sub(r"-(?:wal|shm|journal)$", "", str(file))
    try:
        with open(store, "rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def read_bytes(data: bytes, where: str, suffix: str) -> Iterator[Report | Refused]:
    """Reports of the bytes of a file; `where` names it, `suffix` is that of its name, with the dot, or empty."""
    try:
        text = _decode(data, where)
        if suffix in (".jsonl", ".ndjson") or _looks_jsonl(text, suffix):
            yield from read_jsonl(text, where)
            return
        _check_lines(text, where)
        if suffix in (".html", ".htm", ".xhtml") or (not suffix.startswith(".t") and _HTML.match(text)):
            yield accept(read_page(text, path=where))
        else:
            yield accept(Raw(text, path=where))
    except Refused as refused:
        yield refused


def _decode(data: bytes, where: str) -> str:
    """Stored text of a file: byte-order mark dropped, CRLF to LF. Raises Refused."""
    for magic, name in _LATER.items():
        if data.startswith(magic):
            raise Refused(where, f"is {name}, which memcon does not read yet; save it as text or HTML")
    if not data.strip():
        raise Refused(where, "is empty; nothing to read")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise Refused(where, "is a binary file, not a report; give text, HTML or JSONL")
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(where, f"is not UTF-8 text (byte {error.start}); convert it to UTF-8") from None
    if not text.strip():
        raise Refused(where, "is empty; nothing to read")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_lines(text: str, where: str) -> None:
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise Refused(
                where, f"line {number} is over {LONGEST_LINE:,} characters long, which no report has; split it"
            )


def _looks_jsonl(text: str, suffix: str) -> bool:
    """A file without a telling name is JSONL when its first line is a JSON object with a `text`."""
    if suffix in (".html", ".htm", ".xhtml", ".txt") or not text.lstrip().startswith("{"):
        return False
    line = text.lstrip().split("\n", 1)[0]
    try:
        return len(line) <= LONGEST_LINE and isinstance(json.loads(line), dict)
    except ValueError:
        return suffix == ".json"


def read_jsonl(text: str, where: str) -> Iterator[Report | Refused]:
    """A Report for each line `{id?, text, title?, published?, modified?, outlet?, url?}`; a Refused for one that is
    none."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield accept(_raw(line, f"{where} line {number}", where))
        except Refused as refused:
            yield refused


def _raw(line: str, where: str, path: str) -> Raw:
    if len(line) > LONGEST_LINE:
        raise Refused(where, f"is over {LONGEST_LINE:,} characters long, which no report has; split it")
    row = parse_object(line, where)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused(where, 'has no words under "text"; give each report its text')
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Refused(where, "holds half of a surrogate pair, which is no character; repair the escape")
    check_length(text, where)
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
