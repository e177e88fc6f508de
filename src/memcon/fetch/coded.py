"""What a server wrapped a page in is taken off: chunks, compression, the character set."""

from __future__ import annotations

import codecs
import re
import zlib

from memcon.errors import Refused

CODINGS = "gzip, deflate"
"""Content codings that can be undone and bounded."""


def unpacked(data: bytes, codings: str, where: str, limit: int, *, cut: bool = False) -> bytes:
    """The body under its content codings (RFC 9110, 8.4), outermost last; with `cut` as much of it as is there. Raises
    Refused for one that is unknown or broken, and when more than `limit` bytes come out."""
    for coding in reversed([c.strip().lower() for c in codings.split(",") if c.strip()]):
        if coding in ("gzip", "x-gzip", "deflate"):
            data = _inflated(data, where, limit, cut=cut)
        elif coding != "identity":
            raise Refused(
                where, f"comes in a coding that memcon does not undo ({coding[:20]}); save the page and read it"
            )
    return data


def _inflated(data: bytes, where: str, limit: int, *, cut: bool) -> bytes:
    if not data.startswith((b"\x1f\x8b", b"\x78")):
        # Crawlers keep the field and store the body without it; some servers leave off zlib's two bytes.
        raw = zlib.decompressobj(-zlib.MAX_WBITS)
        if data[:64].lstrip().startswith((b"<", b"{")):
            return data
    else:
        raw = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        out = raw.decompress(data, limit + 1)
        whole = raw.eof or cut
    except zlib.error:
        out, whole = b"", False
    if len(out) > limit:
        raise Refused(where, f"unpacks to over {limit // 1_000_000} MB, which no page does; it was not read")
    if not whole:
        raise Refused(where, "is packed and broken; save the page and read it")
    return out


def unchunked(data: bytes) -> bytes:
    """The body without the sizes of its chunks (RFC 9112, 7.1); as it is where it has none."""
    parts: list[bytes] = []
    at = 0
    while m := _CHUNK.match(data, at):
        size = int(m[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(data[m.end() : m.end() + size])
        at = m.end() + size
    return b"".join(parts) if at >= len(data) > 0 and parts else data


_CHUNK = re.compile(rb"(?:\r\n)?([0-9a-fA-F]{1,8})(?:;[^\r\n]{0,200})?\r\n")

_NAMED = re.compile(
    rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{2,40})", re.I
)
_CHARSETS = re.compile(
    r"utf[-_]?(?:8|16|16[-_]?[lb]e)|us-ascii|latin-?1|iso[-_]?8859[-_]\d{1,2}|(?:windows|cp)[-_]?(?:125\d|874|1252)|koi8-[ru]|"
    r"(?:x-)?s(?:hift[-_]?)?jis|euc[-_](?:jp|kr)|ks_c_5601-1987|iso-2022-(?:jp|kr)|gb(?:2312|k|18030)|big5(?:-hkscs)?|tis-620",
    re.IGNORECASE,
)
"""Character sets of the web; Python's other codecs are no such sets, and some can be made to run for hours."""


def charset(name: str) -> str | None:
    """Python's name for a character set of the web, as browsers take it (Latin-1 is Windows-1252); else None."""
    if not _CHARSETS.fullmatch(name):
        return None
    try:
        found = codecs.lookup(re.sub(r"^x-", "", name.lower())).name
    except LookupError:
        return None
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def page_text(data: bytes, where: str, named: str | None = None) -> str:
    """The source of a page in the character set that the server (`named`), the page, or nothing (UTF-8) says.

    Raises Refused when its bytes are none of it: wrong letters would be in every quote.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            data, named = data[len(mark) :], name
            break
    said = _NAMED.search(data, 0, 4096)
    told = [named, *((g or b"").decode("ascii") for g in (said.groups() if said else ()))]
    sets = [found for name in told if name and (found := charset(name))]
    for found in dict.fromkeys([*sets, "utf-8"]):
        try:
            return data.decode(found).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    wanted = sets[0] if sets else "UTF-8"
    raise Refused(where, f"is not {wanted} text, the character set it is said to be in; convert it to UTF-8")
