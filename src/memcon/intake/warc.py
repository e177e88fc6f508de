"""Crawls (.warc, .warc.gz): the news pages among their responses, one record at a time; a crawl may be larger than
memory."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from memcon.errors import Refused
from memcon.fetch.coded import page_text, unchunked, unpacked
from memcon.intake.accept import admit
from memcon.intake.bounds import LARGEST_PAGE, MB
from memcon.intake.page import read_page
from memcon.intake.signs import canonical, is_news
from memcon.intake.source import Source
from memcon.model.report import Report

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

GZIP = b"\x1f\x8b"
_HTML = ("text/html", "application/xhtml+xml")


def sniff(head: bytes, suffix: str) -> bool:
    """True for a WARC record, and for gzip, in which crawls come."""
    return head.startswith((b"WARC/", GZIP))


def read(source: Source) -> Iterator[Report | Refused]:
    """A report for each response that is a page of news, in the crawl's order; a Refused for one that is broken or too
    large. What is no page of news (pictures, lists of headlines, errors) is passed over.

    Raises Refused for what is no WARC, and after the last whole record of one that is cut short.
    """
    news = 0
    stream = _Unzipped(source.stream) if source.head.startswith(GZIP) else source.stream
    for record in _responses(stream, source.where):
        if record.http_content_type in _HTML and record.http_headers.status_code == 200:
            try:
                found = _report(record, source.where)
            except Refused as refused:
                found = refused
            news += isinstance(found, Report)
            yield from [found] if found is not None else []
    if not news:
        raise Refused(source.where, "is a crawl without a page of news; nothing to read")


class _Unzipped(io.RawIOBase):
    """The stream behind gzip, member after member. Where it is cut short or broken it ends, and `cut` is True: what
    came before must not be lost to an error raised while reading ahead."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._rest, self.cut = stream, b"", False
        self._begun, self._given = False, 0
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def readable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """Bytes given so far (fastwarc asks for it)."""
        return self._given

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill the buffer as far as there is something; 0 at the end."""
        out = self._next(len(buffer))
        buffer[: len(out)] = out
        self._given += len(out)
        return len(out)

    def _next(self, size: int) -> bytes:
        try:
            while not self.cut:
                if self._member.eof:
                    self._rest = self._member.unused_data.lstrip(b"\x00")
                    self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
                fed = self._rest or self._stream.read(CHUNK)
                if not fed:
                    # A member that was begun has no more bytes; one that was not is the end.
                    self.cut = self._begun
                    return b""
                self._begun = True
                out = self._member.decompress(fed, size)
                self._rest, self._begun = self._member.unconsumed_tail, not self._member.eof
                if out:
                    return out
        except zlib.error:
            self.cut = True
        return b""


CHUNK = 64 * 1024


def _responses(stream: Any, where: str) -> Iterator[WarcRecord]:
    """The responses of a crawl; raises Refused behind the last one of a crawl that is broken or cut short."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise Refused(where, "is a WARC file; pip install 'memcon[warc]' to read such") from None
    done, broken = 0, False
    try:
        # The stream is unpacked here, not by fastwarc: it takes a file cut short for one that ended.
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, stream_detect=False):
            if record.http_headers is not None:
                yield record
            done += 1
    except (OSError, ValueError):
        broken = True
    except BaseException as error:
        # A fault in fastwarc's compiled part comes as a PanicException, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        broken = True
    if not done:
        raise Refused(where, "is no WARC file that can be read, or one without responses; check the file")
    if broken or getattr(stream, "cut", False):
        raise Refused(where, f"is broken or cut short after response {done}; what came before was read")


def _report(record: Any, path: str) -> Report | Refused | None:
    """The report of a response; None for a page that is no news."""
    url = record.headers.get("WARC-Target-URI", "").strip("<> ")
    where = f"{path} {url[:200]}"
    if record.content_length > LARGEST_PAGE:
        raise Refused(where, f"is over {LARGEST_PAGE // MB} MB, which no page is; it was not read")
    data = record.reader.read(LARGEST_PAGE + 1)
    cut = len(data) < record.content_length or record.headers.get("WARC-Truncated") is not None
    fields = {k.lower(): v for k, v in record.http_headers.items()}
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = unchunked(data)
    data = unpacked(data, fields.get("content-encoding", ""), where, LARGEST_PAGE, cut=cut)
    page = page_text(data, where, record.http_charset)
    if not is_news(page):
        return None
    raw = read_page(page, path=path, url=canonical(page, url) if _web(url) else None)
    return admit(raw._replace(whole=False) if cut else raw, where)


def _web(url: str) -> bool:
    return re.match(r"https?://", url, re.IGNORECASE) is not None
