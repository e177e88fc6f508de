"""The kinds of input memcon reads, in one list, and how the right reader is chosen: by content, then by suffix."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.errors import Refused
from memcon.intake import docx, feed, lines, mail, page, pdf, plain, unread, warc
from memcon.intake.source import Reader, Source
from memcon.model.report import Report

TEXT = Reader("text", (".txt", ".text", ".md"), plain.sniff, plain.read)

READERS: tuple[Reader, ...] = (
    Reader("a PDF", (".pdf",), pdf.sniff, pdf.read),
    Reader("a Word file", (".docx",), docx.sniff, docx.read),
    Reader("a crawl", (".warc", ".gz"), warc.sniff, warc.read),
    Reader("a file of a kind not read", (".doc", ".zip"), unread.sniff, unread.read),
    Reader("a feed", (".rss", ".atom"), feed.sniff, feed.read),
    Reader("JSONL", (".jsonl", ".ndjson"), lines.sniff, lines.read),
    Reader("a mail", (".eml",), mail.sniff, mail.read),
    Reader("HTML", (".html", ".htm", ".xhtml"), page.sniff, page.read),
    TEXT,
)


def reader_for(head: bytes, suffix: str) -> Reader:
    """The reader that knows the first bytes, else that of the suffix, else the one for text."""
    known = next((r for r in READERS if r.sniff(head, suffix)), None)
    return known or next((r for r in READERS if suffix in r.suffixes), TEXT)


def read_source(source: Source) -> Iterator[Report | Refused]:
    """The reports of a source, a Refused where one, or all of it, is not taken. Never raises for what the bytes are:
    a fault of a reader costs the one file that met it."""
    reader = reader_for(source.head, source.suffix)
    try:
        yield from reader.read(source)
    except Refused as refused:
        yield refused
    except RecursionError:
        yield Refused(source.where, f"is {reader.name} nested too deep to be read; kept out")
    except OSError as error:
        yield Refused(source.where, f"cannot be read to its end ({error.strerror or error}); check the file")
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Refused(source.where, f"cannot be read as {reader.name} ({told}); kept out, please report")
