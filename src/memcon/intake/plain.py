"""Text files: decoded, byte-order mark dropped, CRLF to LF, and otherwise verbatim."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from memcon.errors import Refused
from memcon.fetch.coded import page_text
from memcon.intake.accept import Raw, admit
from memcon.intake.bounds import LONGEST_LINE
from memcon.intake.source import Source, whole
from memcon.model.report import Report

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def sniff(head: bytes, suffix: str) -> bool:
    """False: any bytes may be text; it is what is left."""
    return False


def read(source: Source) -> Iterator[Report | Refused]:
    """The one report that a text file is."""
    data = whole(source)
    check_binary(data, source.where)
    named = source.charset
    text = page_text(data, source.where, named) if named else decode(data, source.where)
    check_lines(text, source.where)
    yield admit(Raw(text, path=source.where, url=source.url), source.where)


def decode(data: bytes, where: str) -> str:
    """Stored text of a file: byte-order mark dropped, CRLF to LF. Raises Refused."""
    if not data.strip():
        raise Refused(where, "is empty; nothing to read")
    check_binary(data, where)
    encoding = "utf-16" if data.startswith(UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(where, f"is not UTF-8 text (byte {error.start}); convert it to UTF-8") from None
    if not text.strip():
        raise Refused(where, "is empty; nothing to read")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_binary(data: bytes, where: str) -> None:
    """Raise Refused for bytes that are no text at all."""
    if b"\x00" in data and not data.startswith(UTF16):
        raise Refused(where, "is a binary file; give its words as text, HTML, PDF or Word")


def check_lines(text: str, where: str) -> None:
    """Raise Refused when a line is longer than any report's."""
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise Refused(
                where, f"line {number} is over {LONGEST_LINE:,} characters long, which no report has; split it"
            )
