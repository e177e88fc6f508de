"""What a page says of itself in its metadata and structure: its address, that it is news, that it is a part only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from memcon.knowledge.pages import page_signs

_TAG = re.compile(r"<(?P<name>meta|link)\b(?P<rest>[^<>]{0,2000})>", re.IGNORECASE)
_FIELD = re.compile(
    r"""\b(name|property|itemprop|content|rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_TYPE = re.compile(r'"@type"\s*:\s*(\[[^\]]{0,300}\]|"[^"]{1,60}")')
_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?(true|false)\b', re.IGNORECASE)
_COUNT = re.compile(r'"wordCount"\s*:\s*"?(\d{1,6})\b')
_MARKED = re.compile(r"""<[a-z]+\b[^<>]{0,500}?\b(?:class|id)\s*=\s*["']([^"'<>]{1,500})["']""", re.IGNORECASE)


def canonical(source: str, url: str) -> str:
    """The address the page gives itself, where that is one of the same site; else `url`, without its fragment."""
    told = next((t["href"] for t in _tags(source) if t.get("rel", "").lower() == "canonical" and t.get("href")), None)
    own = url.partition("#")[0]
    try:
        found = urljoin(own, told or "").partition("#")[0]
        same = _site(found) == _site(own) and urlsplit(found).path.strip("/")
    except ValueError:
        return own
    return found if told and same and re.match(r"https?://", found) and len(found) <= 2000 else own


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return re.sub(r"^(?:www|m|amp|mobile|edition)\.", "", host)


def is_news(source: str) -> bool:
    """True when the page's metadata say that it is one report."""
    signs = page_signs()
    types = {t.lower() for m in _TYPE.finditer(source) for t in re.findall(r"\w+", m[1])}
    if types & signs.news_types:
        return True
    for tag in _tags(source):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name in signs.news_meta or (name == "og:type" and tag.get("content", "").lower() in signs.news_og):
            return True
    return False


def is_part(source: str, text: str) -> bool:
    """True when the page says that it has more than `text`: it counts more words, or is for those who pay.

    What it says of its length goes before what it says of its price: metered pages are often there in full.
    """
    signs, words = page_signs(), len(text.split())
    counts = [int(m[1]) for m in _COUNT.finditer(source)]
    if counts and max(counts) > 0:
        return words < signs.enough * max(counts)
    free = [m[1].lower() for m in _FREE.finditer(source)]
    locked = "false" in free and "true" not in free[:1]
    for tag in _tags(source):
        name, value = (
            (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower(),
            tag.get("content", ""),
        )
        locked = locked or (name == "article:content_tier" and value.lower() in signs.locked_tiers)
        locked = locked or (name == "isaccessibleforfree" and value.lower() == "false")
    return locked or (words < signs.short and _walled(source))


def _walled(source: str) -> bool:
    walls = page_signs().walls
    return any(wall in m[1].lower() for m in _MARKED.finditer(source) for wall in walls)


def _tags(source: str) -> Iterator[dict[str, str]]:
    """The fields of each meta and link element."""
    for m in _TAG.finditer(source):
        yield {
            f[1].lower(): unescape(next((v for v in f.groups()[1:] if v is not None), ""))
            for f in _FIELD.finditer(m["rest"])
        }
