"""Shards of small reports of our own making: invented envoys, places and days, some of them told twice."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from memcon.cluster import shards

NAMES = ("Tova Lindqvist", "Pavel Orsic", "Ines Cardoso", "Emre Aslan", "Mirela Dobre", "Jonas Falk")
PLACES = ("Lisbon", "Oslo", "Ankara", "Prague", "Bucharest", "Tallinn")
TOPICS = ("a herring quota", "a rail tunnel", "a grain corridor", "an air route", "a customs office", "a visa rule")


def row(n: int, telling: int) -> dict[str, str | None]:
    """The n-th happening as one outlet tells it; every third is told in other words too."""
    host, guest = NAMES[n % 6], NAMES[(n + 2) % 6]
    place, topic, day = PLACES[n % 6], TOPICS[(n * 5 + 1) % 6], 1 + n % 27
    first = f"Foreign Minister {host} met Foreign Minister {guest} in {place} on {day} March 2031 to discuss {topic}."
    second = f"“We agreed on {topic},” {host} told reporters after {40 + n} minutes of talks with {guest} in {place}."
    text = (
        f"{first} {second}" if telling == 0 else f"{second} The two had met on {day} March. {guest} promised to return."
    )
    return {
        "id": f"{n}-{telling}",
        "text": f"{text} Officials of both sides will meet again over {topic}.",
        "title": f"{host} and {guest} discuss {topic}",
        "published": f"2031-03-{day:02}",
        "outlet": ("Harbour Post", "North Gazette")[telling],
        "url": f"https://{('harbour', 'north')[telling]}.example/{n}",
    }


def rows(start: int, count: int) -> list[dict[str, str | None]]:
    return [row(n, t) for n in range(start, start + count) for t in range(2 if n % 3 == 0 else 1)]


def make_shards(folder: Path) -> list[str]:
    """A shard of every kind; a line that is none, and a report that stands in two of them."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = "".join(json.dumps(r) + "\n" for r in rows(0, 6)) + "no report\n"
    (folder / "a.jsonl").write_text(plain, encoding="utf-8")
    again = [*rows(6, 5), row(0, 0)]
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in again).encode(), mtime=0))
    table = pa.Table.from_pylist([{**r, "published": date.fromisoformat(str(r["published"]))} for r in rows(11, 6)])
    pq.write_table(table, folder / "c.parquet", row_group_size=4)
    (folder / "d.warc.gz").write_bytes(crawl(rows(17, 4)))
    (folder / "e.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows(21, 6)), encoding="utf-8")
    (folder / "notes.txt").write_text("is no shard", encoding="utf-8")
    return [str(folder)]


def crawl(told: list[dict[str, str | None]]) -> bytes:
    """A WARC file of their pages, each record a gzip member."""
    out = io.BytesIO()
    for n, r in enumerate(told):
        page = (
            f"<html><head><title>{r['title']}</title><meta property='og:type' content='article'>"
            f"<meta property='article:published_time' content='{r['published']}'></head>"
            f"<body><article><h1>{r['title']}</h1><p>{r['text']}</p></article></body></html>"
        ).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012}>\r\n"
            f"WARC-Date: 2031-03-30T00:00:00Z\r\nWARC-Target-URI: {r['url']}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode()
        out.write(gzip.compress(head + http + b"\r\n\r\n", mtime=0))
    return out.getvalue()


class Here:
    """The engine that does everything itself, one after the other: the double that needs no processes."""

    def read(self, wanted, work):  # type: ignore[no-untyped-def]
        yield from (work(piece) for shard, done in wanted for piece in shards.pieces(shard, done))

    def each(self, work, items):  # type: ignore[no-untyped-def]
        yield from map(work, items)

    def close(self) -> None:
        pass


def content(folder: Path) -> dict[str, bytes]:
    """Name → bytes of every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
