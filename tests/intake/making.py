"""Files of the kinds that are read, made by hand: the smallest that hold a text."""

import io
import zipfile
import zlib
from html import escape

LEADING = 14.0
PROSE = (
    "The two ministers met for an hour on Monday and agreed that the northern ferry line would go on until the summer.",
    "Their offices said that a second round of talks would be held in Port Anselm before the end of June.",
)


def pdf(pages: list[list[tuple[float, float, str]]], *, images: bool = False, extra: bytes = b"") -> bytes:
    """A PDF with words at (x, y) on each page, in Helvetica 11; with `images`, a picture on pages without words."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    pixel = zlib.compress(b"\x00")
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(pixel), pixel)
    )
    kids = []
    for words in pages:
        drawn = b"".join(
            b"BT /F1 11 Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET\n" % (x, y, _escaped(line)) for x, y, line in words
        )
        drawn += b"q 500 0 0 700 50 50 cm /Im1 Do Q\n" if images and not words else b""
        packed = zlib.compress(drawn)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects, extra)


def _file(objects: list[bytes], extra: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)


def _escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def column(
    lines: list[str], *, top: float = 760, left: float = 72, leading: float = LEADING
) -> list[tuple[float, float, str]]:
    """Lines set one below the other; an empty one leaves a gap."""
    return [(left, top - k * leading, line) for k, line in enumerate(lines) if line]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/>'
    "</Relationships>"
)


def docx(body: str, *, head: str = "", namespace: str = W, more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with `body` (WordprocessingML, prefix w) as its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELS)
        document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(*runs: str) -> str:
    """A paragraph of runs of text."""
    return "<w:p>" + "".join(f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in runs) + "</w:p>"


def page(body: str = "", *, head: str = "", news: bool = True) -> str:
    """A page with PROSE in it; with `news`, its metadata say that it is a report."""
    mark = "<meta property='og:type' content='article'>" if news else ""
    text = body or "".join(f"<p>{p}</p>" for p in PROSE)
    return f"<html><head><title>Ferries go on</title>{mark}{head}</head><body><article>{text}</article></body></html>"


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    fields: str = "",
    warc: str = "",
) -> bytes:
    """A response record of a crawl."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{fields}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-06-09T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{zlib.crc32(url.encode()):012d}>\r\n{warc}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def rss(*items: str, title: str = "The Harbour Gazette", head: str = "") -> bytes:
    """An RSS feed of items (their XML)."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://gazette.example/</link>"
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode()


def atom(*entries: str) -> bytes:
    """An Atom feed of entries (their XML)."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Port Anselm Herald</title><id>urn:feed</id>{''.join(f'<entry>{e}</entry>' for e in entries)}</feed>"
    ).encode()
