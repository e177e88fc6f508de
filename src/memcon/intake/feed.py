"""RSS and Atom feeds: a report for each entry, partial where the feed gives only a summary.

feedparser keeps what the feed says: a date with its own zone, none where there is none, and a summary apart from the
full text. fastfeedparser, which is faster, moves dates to UTC, fills a missing one in, and copies summaries into texts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from memcon.errors import Refused
from memcon.intake.accept import Raw, admit
from memcon.intake.bounds import LARGEST_FEED, MOST_ENTRIES
from memcon.intake.fragment import words_of
from memcon.intake.masthead import outlet_called
from memcon.intake.source import Source, opening, whole
from memcon.knowledge.outlets import outlet_of_address
from memcon.model.report import Report

_NO_FEED = "is no RSS or Atom feed that can be read; check the address or the file"
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


class Entry(NamedTuple):
    """What a feed says of one report. `key` is the entry's own id, else its address, else its title and date; `text` is
    that of the feed, `full` when it gives more than a summary."""

    key: str
    url: str | None
    title: str | None
    published: str | None
    modified: str | None
    author: str | None
    outlet: str | None
    text: str
    full: bool


def sniff(head: bytes, suffix: str) -> bool:
    """True when the root element is a feed's, or a JSON feed says that it is one."""
    return _FEED.match(opening(head)) is not None or (
        head.lstrip()[:1] == b"{" and b"jsonfeed.org/version/" in head[:2000]
    )


def read(source: Source) -> Iterator[Report | Refused]:
    """A report for each entry of a feed; a Refused for one without words. Raises Refused for what is no feed."""
    entries = entries_of(whole(source, LARGEST_FEED), source.where)
    for number, entry in enumerate(entries, 1):
        where = f"{source.where} entry {number}"
        if not entry.text.strip():
            yield Refused(where, "has no words of its own; read the page it links to")
            continue
        try:
            yield admit(raw_of(entry, source.where), where)
        except Refused as refused:
            yield refused


def raw_of(entry: Entry, path: str | None) -> Raw:
    """The entry's own words as a report, partial when the feed gives a summary only."""
    return Raw(
        entry.text,
        path=path,
        given_id=entry.key,
        url=entry.url,
        title=entry.title,
        published=entry.published,
        outlet=entry.outlet,
        author=entry.author,
        modified=entry.modified,
        whole=None if entry.full else False,
    )


def entries_of(data: bytes, where: str) -> list[Entry]:
    """The entries of a feed, in its own order. Raises Refused for what is no feed, declares entities, or has none."""
    import feedparser

    if b"<!ENTITY" in data:
        raise Refused(where, "is a feed that declares entities, which no outlet's does; it was not read")
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError):
        # What feedparser raises at bytes that are no characters, odd names of character sets, marks never closed.
        raise Refused(where, _NO_FEED) from None
    if not found.get("version") and not found.entries:
        raise Refused(where, _NO_FEED)
    if not found.entries:
        raise Refused(where, "is a feed without entries; nothing to read")
    if len(found.entries) > MOST_ENTRIES:
        raise Refused(where, f"has over {MOST_ENTRIES:,} entries, which no outlet's feed has; split it")
    return [_entry(row, _text(found.feed.get("title"))) for row in found.entries]


def _entry(row: Any, feed: str | None) -> Entry:
    body = max((c.get("value") or "" for c in row.get("content", ())), key=len, default="")
    text = words_of(body or row.get("summary") or "")
    url, title, published = row.get("link"), _text(row.get("title")), row.get("published")
    url = url if url is not None and re.match(r"https?://", url, re.IGNORECASE) else None
    key = row.get("id") or url or " ".join(filter(None, (title, published))) or text[:200]
    summary = words_of(row.get("summary") or "") if "summary_detail" in row else ""
    return Entry(
        key=key,
        url=url,
        title=title,
        published=published,
        modified=row["updated"] if "updated" in row else None,  # noqa: SIM401 -- get() falls back to `published`
        author=row.get("author"),
        outlet=_outlet(url, feed),
        text=text,
        full=bool(body) and text != summary,
    )


def _text(html: str | None) -> str | None:
    return " ".join(words_of(html or "").split()) or None


def _outlet(url: str | None, feed: str | None) -> str | None:
    """The feed's title where it is an outlet's name and the address tells none; one with a section in it is neither."""
    if feed is None or (url is not None and outlet_of_address(url) is not None):
        return None
    return feed if not re.search(r"[|:\u00bb\u2013\u2014]| - ", feed) and outlet_called(feed).kind else None
