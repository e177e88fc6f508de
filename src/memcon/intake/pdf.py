"""PDF statements through pypdf: the text of their pages, and which page each stretch of it came from."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from memcon.errors import Refused
from memcon.intake.accept import Raw, admit
from memcon.intake.bounds import LARGEST_PAGE, LONGEST_TEXT, MB, MOST_PAGES
from memcon.intake.printed import Line, set_text
from memcon.intake.source import Source, whole
from memcon.model.report import Report

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAGIC = b"%PDF-"
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def sniff(head: bytes, suffix: str) -> bool:
    """True for the mark of a PDF; some writers put a byte-order mark or white space before it."""
    return head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(MAGIC)


def read(source: Source) -> Iterator[Report | Refused]:
    """The one report that a PDF holds. Raises Refused for one that is no PDF, broken, locked, too large, or only
    pictures of pages."""
    data = whole(source)
    if not sniff(data[:1024], source.suffix):
        raise Refused(source.where, "is no PDF, though its name ends so; check the file")
    pages, blank = _pages(data, source.where)
    made = set_text(pages)
    if not made.text.strip():
        told = (
            "pictures of pages and no text; run text recognition (OCR) on it first"
            if blank
            else "no text; nothing to read"
        )
        raise Refused(source.where, f"holds {told}")
    whole_text = None if not blank else False
    raw = Raw(made.text, path=source.where, url=source.url, whole=whole_text, pages=made.pages)
    yield admit(raw, source.where)


def _pages(data: bytes, where: str) -> tuple[list[list[Line]], bool]:
    """The lines of each page, and whether some page is a picture only."""
    import pypdf

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _unlock(reader, where)
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise Refused(where, f"has over {MOST_PAGES} pages, which no report has; split it")
        found, blank, length = [], False, 0
        for page in reader.pages:
            lines = _lines(page, where)
            length += sum(len(line.text) for line in lines)
            if length > LONGEST_TEXT:
                raise Refused(where, f"has over {LONGEST_TEXT:,} characters of text, which no report has; split it")
            blank = blank or (not lines and _pictured(page))
            found.append(lines)
    except (Refused, MemoryError):
        raise
    except Exception:
        # pypdf raises whatever the broken place leads it to (KeyError, AttributeError, its own): all mean the same.
        raise Refused(where, "is a broken PDF; save it again as PDF or as text") from None
    return found, blank


def _unlock(reader: PdfReader, where: str) -> None:
    """Open a PDF that any viewer opens without asking; raise Refused where a password is needed."""
    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except Exception:
        opened = False
    if not opened:
        raise Refused(where, "is locked with a password; save it without one and read that")


def _lines(page: PageObject, where: str) -> list[Line]:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > LARGEST_PAGE:
        raise Refused(
            where, f"has a page that unpacks to over {LARGEST_PAGE // MB} MB; save it again as PDF or as text"
        )
    laid = _Laid()
    page.extract_text(visitor_text=laid.take)
    return laid.lines()


class _Laid:
    """The words of a page as pypdf tells of them, gathered into lines with the place of their first letter."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._open: Line | None = None

    def take(self, text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        """A stretch of text under the two matrices of the PDF standard (ISO 32000-1, 9.4.4)."""
        for k, words in enumerate(text.split("\n")):
            if k:
                self._close()
            if self._open is not None:
                self._open = self._open._replace(text=self._open.text + words)
            elif words.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
                self._open = Line(words, x, y, size * scale)

    def _close(self) -> None:
        if self._open is not None:
            words = _SPACES.sub(" ", _NO_TEXT.sub("", self._open.text).translate(_LIGATURES)).strip()
            self._lines += [self._open._replace(text=words)] if words else []
        self._open = None

    def lines(self) -> list[Line]:
        """All lines, in the order of the page's own text."""
        self._close()
        return self._lines


_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _pictured(page: PageObject) -> bool:
    """True when a page draws a picture; one that is only listed among its resources may be another page's."""
    contents = page.get_contents()
    if contents is None or not re.search(rb"\bDo\b", contents.get_data()):
        return False
    objects = page.get("/Resources", {}).get_object().get("/XObject", {}).get_object()
    return any(objects[name].get_object().get("/Subtype") == "/Image" for name in objects)
