"""Every refusal of a file, word for word, in one table: what is wrong and what to do, in one sentence."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest
from tests.intake.making import PROSE, column, docx, page, paragraph, pdf, record, rss

from memcon.errors import Refused
from memcon.intake import bounds
from memcon.run import reports_at
from memcon.settings import Settings

HERE = Settings(seconds=0)
"""Files are read in this process."""


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([column([PROSE[0]])])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(name: str, data: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def big_page() -> bytes:
    """A PDF of one page that unpacks to 12 MB."""
    data = pdf([column([PROSE[0]])])
    start = data.index(b"<< /Length")
    end = data.index(b"endobj", start)
    packed = zlib.compress(b"q Q " * 3_000_000)
    body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\n" % (len(packed), packed)
    # The table of places is wrong from here on; readers find the objects again.
    return data[:start] + body + data[end:]


MAIL = b"From: a@post.example\nDate: Mon, 3 May 2021 10:00:00 +0000\nMessage-ID: <1@post.example>\nSubject: S\n"
TEXT = "\n".join(PROSE)
URL = "https://gazette.example/a"

TABLE: list[tuple[str, bytes, str]] = [
    # any file
    ("empty.txt", b"", "is empty; nothing to read"),
    ("blank.txt", b" \n\n", "is empty; nothing to read"),
    (
        "picture.txt",
        b"\x89PNG\r\n\x00\x00",
        "is a binary file; give its words as text, HTML, PDF or Word",
    ),
    ("latin.txt", "Überfahrt über den Fluß".encode("latin-1"), "is not UTF-8 text (byte 0); convert it to UTF-8"),
    ("line.txt", b"word " * 300_000, "line 1 is over 1,000,000 characters long, which no report has; split it"),
    ("long.txt", b"word\n" * 300_000, "has over 300,000 characters of text, which no report has; split it"),
    ("huge.txt", b"word\n" * 10_000_001, "is over 50 MB, which no report has; split it"),
    # kinds that are not read
    (
        "old.doc",
        b"\xd0\xcf\x11\xe0 ...",
        "is an old Word file, or one locked with a password; save it as .docx without one",
    ),
    ("a.rtf", b"{\\rtf1 x}", "is an RTF file; save it as .docx or text"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c", "is an archive; unpack it and read the files"),
    ("a.rar", b"Rar!\x1a\x07", "is an archive; unpack it and read the files"),
    ("a.txt.bz2", b"BZh91AY", "is packed; unpack it and read what is in it"),
    ("a.txt.xz", b"\xfd7zXZ\x00", "is packed; unpack it and read what is in it"),
    ("a.warc.zst", b"\x28\xb5\x2f\xfd", "is packed; unpack it and read what is in it"),
    ("a.doc", b"words", "is no file of the kind its name says; check the file"),
    # JSONL
    ("empty.jsonl", b"\n\n", "is empty; nothing to read"),
    ("a.jsonl", b'{"text": "open\n', " line 1: is no JSON (column 15); each line must be one JSON object"),
    ("a.jsonl", b"[" * 100_000, " line 1: is JSON nested too deep; each line must be one flat JSON object"),
    ("a.jsonl", b"1" * 5_000, " line 1: is no JSON (too deep or not a number); each line must be one JSON object"),
    ("a.jsonl", b'["a"]\n', " line 1: is JSON but no object; each line must be one JSON object with a text"),
    ("a.jsonl", b'{"id": 1}\n', ' line 1: has no words under "text"; give each report its text'),
    ("a.jsonl", b'{"text": "\xff"}\n', " line 1: is not UTF-8 text (byte 10); convert it to UTF-8"),
    (
        "a.jsonl",
        b'{"text": "half \\ud800"}\n',
        " line 1: holds half of a surrogate pair, which is no character; repair the escape",
    ),
    ("a.jsonl", b'{"text": "a \\u0000 b"}\n', " line 1: holds a NUL character, which no text has; take it out"),
    (
        "a.jsonl",
        b'{"text": "' + b"a" * 5_000_000 + b'"}\n',
        " line 1: is over 1,000,000 characters long, which no report has; split it",
    ),
    # HTML
    (
        "page.html",
        b"<html><body><nav>Home</nav></body></html>",
        "holds no report text; save the article itself as text or HTML and read that",
    ),
    (
        "page.html",
        b"<html><head><meta charset='shift_jis'></head><body>\xff\xff",
        "is not shift_jis text, the character set it is said to be in; convert it to UTF-8",
    ),
    ("page.html", b"<html>" + b"<p>a\n" * 2_500_000, "is over 10 MB, which no report has; split it"),
    # PDF
    ("a.pdf", b"words", "is no PDF, though its name ends so; check the file"),
    ("a.pdf", b"%PDF-1.7 ...", "is a broken PDF; save it again as PDF or as text"),
    ("a.pdf", locked(), "is locked with a password; save it without one and read that"),
    (
        "a.pdf",
        pdf([[]], images=True),
        "holds pictures of pages and no text; run text recognition (OCR) on it first",
    ),
    (
        "a.pdf",
        pdf([column([PROSE[0]])]).replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 5_000 + b"]" * 5_000),
        "is a broken PDF; save it again as PDF or as text",
    ),
    ("a.pdf", pdf([[]]), "holds no text; nothing to read"),
    ("a.pdf", pdf([[]] * 301), "has over 300 pages, which no report has; split it"),
    ("a.pdf", big_page(), "has a page that unpacks to over 10 MB; save it again as PDF or as text"),
    # Word
    ("a.docx", b"words", "is no Word file, though its name ends so; check the file"),
    ("a.docx", b"PK\x03\x04 ...", "is a broken Word file; save it again as .docx or as text"),
    ("a.docx", docx(paragraph(PROSE[0]))[:-40], "is a broken Word file; save it again as .docx or as text"),
    ("a.docx", docx("<w:p>"), "is a broken Word file; save it again as .docx or as text"),
    ("a.docx", docx("<w:p>" * 5_000), "is a broken Word file; save it again as .docx or as text"),
    ("a.docx", docx(""), "holds no text; if it holds pictures of pages, run text recognition (OCR) first"),
    ("a.docx", docx("<w:p/>" * 4_000_000), "unpacks to over 20 MB, which no report does; save it as text"),
    ("a.zip", zipped("reports/a.txt"), "is a zip file and no Word file; unpack it and read the files"),
    # mail
    ("a.eml", b"words", "is no mail, though its name ends so; check the file"),
    (
        "a.mbox",
        b"From a@post.example\n" + MAIL + b"\nx\n\nFrom b@post.example\n" + MAIL + b"\ny\n",
        "is a mailbox of several messages; save each as a file of its own",
    ),
    (
        "a.eml",
        MAIL + b"MIME-Version: 1.0\nContent-Type: application/pdf\n\n%PDF-",
        "is a mail without a text; save what is attached and read that",
    ),
    (
        "a.eml",
        MAIL + b"Content-Type: text/plain; charset=euc-jp\n\n\xff\xff",
        "is not euc_jp text, the character set it is said to be in; convert it to UTF-8",
    ),
    (
        "a.eml",
        MAIL + b"Content-Type: ;plain*\n\nThey met.",
        "is a broken mail; save its text and read that",
    ),
    (
        "a.rss",
        b'<?xml version="1.0" encoding="\xf6"?><rss version="2.0"/>',
        "is no RSS or Atom feed that can be read; check the address or the file",
    ),
    ("a.eml", MAIL + b"\n" + b"a\n" * 13_000_000, "is over 25 MB, which no report has; split it"),
    # feeds
    ("a.rss", b"words", "is no RSS or Atom feed that can be read; check the address or the file"),
    ("a.rss", rss(), "is a feed without entries; nothing to read"),
    ("a.rss", rss("<title>T</title>"), " entry 1: has no words of its own; read the page it links to"),
    ("a.rss", rss(*["<title>T</title>"] * 5_001), "has over 5,000 entries, which no outlet's feed has; split it"),
    (
        "a.rss",
        rss("<title>&b;</title>", head='<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'),
        "is a feed that declares entities, which no outlet's does; it was not read",
    ),
    ("a.rss", rss(f"<description>{'a ' * 3_000_000}</description>"), "is over 5 MB, which no report has; split it"),
    # crawls
    ("a.warc", b"words", "is no WARC file that can be read, or one without responses; check the file"),
    (
        "a.gz",
        gzip.compress(TEXT.encode()),
        "is no WARC file that can be read, or one without responses; check the file",
    ),
    (
        "a.warc",
        record(URL, page(news=False).encode()),
        "is a crawl without a page of news; nothing to read",
    ),
    (
        "a.warc",
        record(URL, page().encode() + b" " * 10_000_000),
        f" {URL}: is over 10 MB, which no page is; it was not read",
    ),
    (
        "a.warc",
        record(URL, gzip.compress(b"<p>" * 4_000_000), fields="Content-Encoding: gzip\r\n"),
        f" {URL}: unpacks to over 10 MB, which no page does; it was not read",
    ),
    (
        "a.warc",
        record(URL, gzip.compress(page().encode())[:50] + b"....", fields="Content-Encoding: gzip\r\n"),
        f" {URL}: is packed and broken; save the page and read it",
    ),
    (
        "a.warc",
        record(URL, b"...", fields="Content-Encoding: br\r\n"),
        f" {URL}: comes in a coding that memcon does not undo (br); save the page and read it",
    ),
]


@pytest.mark.parametrize(("name", "data", "words"), TABLE, ids=[f"{n} {w[:50]}" for n, _, w in TABLE])
def test_the_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = next(reports_at([str(path)], HERE))
    assert isinstance(found, Refused)
    assert str(found) == (f"{path}{words}" if words.startswith(" ") else f"{path}: {words}")
    assert "\n" not in str(found)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere.txt", "no such file; check the path"),
        ("a\x00b", "is no path a file can have; check it"),
    ],
)
def test_paths_that_are_not_there(path: str, words: str) -> None:
    (found,) = reports_at([path], HERE)
    assert str(found) == f"{path}: {words}"


def test_an_empty_folder(tmp_path: Path) -> None:
    (found,) = reports_at([str(tmp_path)], HERE)
    assert str(found) == f"{tmp_path}: is an empty folder; nothing to read"


def test_the_bounds_the_table_names_are_the_ones_that_hold() -> None:
    told = " ".join(words for _, _, words in TABLE)
    for figure in (bounds.LONGEST_LINE, bounds.LONGEST_TEXT, bounds.MOST_ENTRIES, bounds.MOST_PAGES):
        assert f"{figure:,}" in told
    for size in (
        bounds.LARGEST_FILE,
        bounds.LARGEST_PAGE,
        bounds.LARGEST_PART,
        bounds.LARGEST_MAIL,
        bounds.LARGEST_FEED,
    ):
        assert f"over {size // bounds.MB} MB" in told
