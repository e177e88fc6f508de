"""An HTML page becomes its report's text and what the page says of itself; trafilatura does the extraction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from memcon.errors import Refused
from memcon.fetch.coded import page_text
from memcon.intake.accept import Raw, admit
from memcon.intake.bounds import LARGEST_PAGE
from memcon.intake.plain import check_binary, check_lines
from memcon.intake.signs import canonical, is_part
from memcon.intake.source import Source, opening, whole
from memcon.model.report import Report

FEWEST = 5
"""Words. What extraction leaves of a page without an article is a link or two."""

# A fixed last day keeps htmldate from asking the clock whether a date lies in the future.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|main|div|p)\b", re.IGNORECASE)


def sniff(head: bytes, suffix: str) -> bool:
    """True when it opens with one of HTML's elements and is not named as text."""
    return not suffix.startswith(".t") and _HTML.match(opening(head)) is not None


def read(source: Source) -> Iterator[Report | Refused]:
    """The one report that a page holds."""
    data = whole(source, LARGEST_PAGE)
    check_binary(data, source.where)
    page = page_text(data, source.where, source.charset)
    check_lines(page, source.where)
    url = canonical(page, source.url) if source.url is not None else None
    yield admit(read_page(page, path=source.where, url=url), source.where)


def read_page(source: str, path: str | None = None, url: str | None = None) -> Raw:
    """The text of the page (paragraphs one to a line) with title, outlet, address and date from its metadata.

    Raises Refused when the page holds no text that reads as a report. A date is taken only from metadata that names a
    publication date, never guessed.
    """
    import trafilatura

    page: Any = trafilatura.bare_extraction(
        source,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        date_extraction_params=_DATES,
    )
    text = (page.text or "").strip() if page is not None else ""
    if len(text.split()) < FEWEST:
        # A bare fragment, or one nested too deep: trafilatura's own last resort takes the paragraphs as they stand.
        text = trafilatura.baseline(source)[1].strip()
    if len(text.split()) < FEWEST:
        raise Refused(
            path or url or "page", "holds no report text; save the article itself as text or HTML and read that"
        )
    told_whole = False if is_part(source, text) else None
    if page is None:
        return Raw(text, path=path, url=url, whole=told_whole)
    author = page.author.replace(";", ",") if page.author else None
    return Raw(
        text,
        path=path,
        url=url or page.url,
        title=page.title,
        published=page.date,
        outlet=page.sitename,
        author=author,
        modified=_modified(source),
        whole=told_whole,
    )


_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_CHANGED = re.compile(
    r"""\b(?:property|name|itemprop)\s*=\s*["'](?:article:modified_time|dateModified)["']""", re.IGNORECASE
)
_CONTENT = re.compile(r"""\bcontent\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_LINKED = re.compile(r'"dateModified"\s*:\s*"([^"]+)"')


def _modified(source: str) -> str | None:
    """When the page says that its text was last changed: its metadata, else its linked data; None when it does not."""
    tags = (m[0] for m in _META.finditer(source) if _CHANGED.search(m[0]))
    told = next((c[1] for tag in tags if (c := _CONTENT.search(tag))), None)
    linked = _LINKED.search(source)
    return told or (linked[1] if linked else None)
