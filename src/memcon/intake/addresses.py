"""Addresses in, Reports out: what a page, a feed or a file on the web holds is read as if it were a file here."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from memcon.errors import Refused
from memcon.fetch.fetcher import UNMARKED, Fetcher, Marks, Page
from memcon.intake.readers import read_source
from memcon.intake.source import source_of
from memcon.model.fetched import Fetched
from memcon.model.report import Report

OFF = 'is an address, and fetching is off; allow it with --fetch, or for good with fetch = "on" in memcon.toml'
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "message/rfc822": ".eml",
    "application/warc": ".warc",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Kept(Protocol):
    """What was read from addresses before."""

    def fetched(self, url: str) -> Fetched | None:
        """What is kept of an address."""
        ...

    def reports(self, ids: Collection[str]) -> list[Report]:
        """Those reports of `ids` that are kept."""
        ...

    def keep(self, url: str, fetched: Fetched) -> None:
        """Keep this of an address."""
        ...


def is_address(path: str) -> bool:
    """True for what is written like an address, of whatever scheme."""
    return _ADDRESS.match(path) is not None


def read_address(url: str, web: Web | None) -> Iterator[Report | Refused]:
    """The reports behind an address. When its server says that nothing has changed, they are those that were read from
    it before. Without `web` a Refused that says how to allow fetching."""
    if web is None:
        yield Refused(url, OFF)
        return
    before = web.kept.fetched(url) or Fetched()
    known = web.kept.reports(before.reports)
    whole = bool(known) and len(known) == len(before.reports)
    try:
        page = web.fetcher.get(url, Marks(before.etag, before.modified) if whole else UNMARKED)
    except Refused as refused:
        yield refused
        return
    if not page.changed:
        yield from known
        return
    ids = []
    for item in web.read(url, page):
        if isinstance(item, Report):
            ids.append(item.id)
        yield item
    if ids and page.marks != UNMARKED:
        web.kept.keep(url, Fetched(page.marks.etag, page.marks.modified, tuple(ids)))


def read_fetched(url: str, page: Page) -> Iterator[Report | Refused]:
    """The reports of a page that was fetched from `url`."""
    suffix = _SUFFIXES.get(page.kind) or PurePosixPath(urlsplit(page.url).path).suffix.lower()
    yield from read_source(source_of(io.BytesIO(page.data), url, suffix, url=page.url, charset=page.charset))


class Web(NamedTuple):
    """How addresses are fetched, what is known of them, and how what was fetched is read."""

    fetcher: Fetcher
    kept: Kept
    read: Callable[[str, Page], Iterator[Report | Refused]] = read_fetched
