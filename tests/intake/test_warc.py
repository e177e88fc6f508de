"""A crawl's responses: the news pages among them, one by one."""

import gzip
import zlib

import pytest
from tests.intake.making import PROSE, page, record

from memcon.errors import Refused
from memcon.model.report import Report

URL = "https://gazette.example/ferries?ref=home"
TEXT = "\n".join(PROSE)
PAGE = page(
    head="<link rel='canonical' href='https://www.gazette.example/ferries'>"
    "<meta property='article:published_time' content='2021-05-03'>"
).encode()


def packed(*records: bytes) -> bytes:
    """Each record a member of its own, as crawlers write them."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


@pytest.mark.parametrize("pack", [lambda r: r, packed, gzip.compress], ids=["plain", "members", "whole"])
def test_a_news_page(report, pack) -> None:
    found = report(pack(record(URL, PAGE)), "crawl.warc.gz")
    assert (found.text, found.path) == (TEXT, "crawl.warc.gz")
    assert found.url == "https://www.gazette.example/ferries"
    assert found.published is not None
    assert found.published.value == "2021-05-03", "the page's day, not the crawl's"
    assert found.complete


def chunked(data: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(data[i : i + 50]), data[i : i + 50]) for i in range(0, len(data), 50))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
        (chunked(gzip.compress(PAGE)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    ],
    ids=["gzip", "deflate", "gzip undone", "chunks", "chunks undone", "both"],
)
def test_what_a_server_wraps_a_page_in(report, body: bytes, fields: str) -> None:
    assert report(record(URL, body, fields=fields)).text == TEXT


@pytest.mark.parametrize(
    "other",
    [
        record("https://gazette.example/p.png", b"\x89PNG", kind="image/png"),
        record("https://gazette.example/gone", PAGE, status="404 Not Found"),
        record("https://gazette.example/", page(news=False).encode()),
        record("https://gazette.example/moved", b"", status="301 Moved"),
    ],
    ids=["picture", "error", "no report", "redirect"],
)
def test_what_is_no_news_is_passed_over(read, other: bytes) -> None:
    (found,) = read(packed(other, record(URL, PAGE), other))
    assert isinstance(found, Report)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", URL),
        ("<link rel='canonical' href='/ferries'>", "https://gazette.example/ferries"),
        ("<link rel='canonical' href='https://elsewhere.example/ferries'>", URL),
        ("<link rel='canonical' href='https://gazette.example/'>", URL),
        ("<link rel='canonical' href='javascript:alert(1)'>", URL),
    ],
)
def test_the_address_a_page_gives_itself(report, head: str, url: str) -> None:
    assert report(record(URL, page(head=head).encode())).url == url


def test_a_page_in_its_own_character_set(report) -> None:
    body = page(f"<p>{PROSE[0]}</p><p>Fähre, said the minister.</p>").encode("latin-1")
    assert "Fähre" in report(record(URL, body, kind="text/html; charset=iso-8859-1")).text


def test_a_cut_page_is_a_part(report) -> None:
    assert report(record(URL, PAGE, warc="WARC-Truncated: length\r\n")).complete is False


def test_a_cut_page_gives_what_was_packed_into_it(report) -> None:
    body = gzip.compress(page("".join(f"<p>{p}</p>" for p in PROSE * 40)).encode())
    found = report(record(URL, body[:-12], fields="Content-Encoding: gzip\r\n", warc="WARC-Truncated: length\r\n"))
    assert (PROSE[0] in found.text, found.complete) == (True, False)


def test_a_crawl_cut_short_gives_what_came_before(read) -> None:
    found = read(packed(record(URL, PAGE), record(URL + "2", PAGE))[:-30], "c.warc.gz")
    assert [f.complete if isinstance(f, Report) else str(f) for f in found] == [
        True,
        False,
        "c.warc.gz: is broken or cut short after response 2; what came before was read",
    ]


def test_a_bomb_costs_its_own_record_only(read) -> None:
    bomb = record(
        "https://gazette.example/bomb", gzip.compress(b"<p>" * 20_000_000), fields="Content-Encoding: gzip\r\n"
    )
    found = read(packed(record(URL, PAGE), bomb, record(URL + "2", page(f"<p>{PROSE[1]}</p>").encode())))
    assert [type(f) for f in found] == [Report, Refused, Report]
    assert "unpacks to over 10 MB" in str(found[1])
