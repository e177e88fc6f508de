"""Inputs changed at random, with a seed, for every reader: whatever they are, what comes out keeps the contract.

Half of the changes are made to the bytes of the file, half to what is packed in it, before it is packed: else a packed
kind would be nothing but broken. Each input is read in a process beside, within bounds, as the product reads it: one
that hangs, dies or eats is a fault here, not a refusal.
"""

import gzip
import io
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
from tests.intake import making
from tests.safety import reports

from memcon.errors import Refused
from memcon.guard import Beside, Bounds, Undone
from memcon.intake.bounds import LONGEST_TEXT
from memcon.intake.readers import read_source
from memcon.intake.source import source_of
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.reconcile.records import report_record
from memcon.reconcile.verify import faults_of_readings

BOUNDS = Bounds(seconds=60, memory=1_500)
_BATCH = 50


class Kind(NamedTuple):
    """A kind of input: its file's name, the inner bytes to begin with, and how they are packed."""

    name: str
    seeds: Sequence[bytes]
    pack: Callable[[bytes], bytes]


def _same(data: bytes) -> bytes:
    return data


def _in_pdf(data: bytes) -> bytes:
    words = data.decode("cp1252", "replace").encode("cp1252", "replace").decode("cp1252")
    return making.pdf([making.column(words.split("\n")[:60])])


def _in_docx(data: bytes) -> bytes:
    return making.docx(data.decode("utf-8", "replace"))


def _in_warc(data: bytes) -> bytes:
    return gzip.compress(making.record("https://gazette.example/a", data))


def _in_mail(data: bytes) -> bytes:
    return _MAIL + data


_MAIL = (
    b"From: Ada <ada@post.example>\r\nTo: press@post.example\r\nDate: Mon, 3 May 2021 10:00:00 +0000\r\n"
    b"Message-ID: <1@post.example>\r\nSubject: Talks =?utf-8?q?in_Lima?=\r\nMIME-Version: 1.0\r\n"
)
_TEXTS = [text.encode() for text in reports.texts(6)]
_PAGES = [making.page(head="<meta property='article:published_time' content='2021-05-03'>").encode()]
_ITEM = "<title>T</title><link>https://gazette.example/a</link><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate>"
_LINES = [json.dumps({"id": k, "text": t, "published": "2021-05-03", "url": "https://a.example/b"}).encode() + b"\n"
          for k, t in enumerate(reports.texts(3))]  # fmt: skip

KINDS = (
    Kind("a.txt", _TEXTS, _same),
    Kind("a.html", _PAGES, _same),
    Kind("a.jsonl", [*_LINES, b"".join(_LINES)], _same),
    Kind("a.pdf", _TEXTS, _in_pdf),
    Kind("a.docx", [(making.paragraph(*making.PROSE) + making.paragraph(making.PROSE[0])).encode()], _in_docx),
    Kind("a.warc.gz", _PAGES, _in_warc),
    Kind("a.eml", [
        b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n" + _TEXTS[0],
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n" + _PAGES[0]
        + b"\r\n--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhleSBtZXQu\r\n--x--\r\n",
    ], _in_mail),
    Kind("a.rss", [
        making.rss(f"{_ITEM}<description>{making.PROSE[0]}</description>", f"{_ITEM}<description>B</description>"),
        making.atom("<id>urn:a</id><title>A</title><updated>2021-05-03T10:00:00Z</updated><content>Hm.</content>"),
    ], _same),
)  # fmt: skip

_HOSTILE = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\n\n", b"\x1f\x8b\x08",
    b"PK\x03\x04", "\u202e\u2066\u200f\u200b\ufeff".encode(), "\U0001f600\u0301\u0301".encode(),
    "\u2028\u2029\x85".encode(), "日本語、".encode(), "“‘«„".encode(), b'"""', b"(((((", b"<p>" * 50, b"</div>",
    b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&#0;", b"&#55296;", b"&amp;", b"{",
    b'"\\ud800"', b"[" * 40, b"99999999999999999999", b"-1", b"0000-00-00", b"Feb. 31, 0000", b"x" * 5000, b" " * 3000,
    b"stream\n", b"endobj", b"/Length 99999999", b"%PDF-", b"WARC/1.0\r\n", b"Content-Length: 9\r\n",
    b"charset=utf-16", b"=?utf-8?b?////?=", b"--x\r\n", "½ of €1.2bn, 40–50 minutes".encode(),
]  # fmt: skip


def changed(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The bytes with one to six changes: bits turned, stretches cut out, doubled, moved, cut off, hostile ones in."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) + 1)
        end = min(len(out), at + int(2 ** dice.uniform(0, 9)))
        match dice.randrange(7):
            case 0 if at < len(out):
                out[at] ^= 1 << dice.randrange(8)
            case 1:
                del out[at:end]
            case 2:
                out[at:at] = out[at:end] * dice.choice((1, 2, 30))
            case 3:
                out[at:at] = dice.choice(_HOSTILE)
            case 4:
                out[at:end] = bytes(dice.randrange(256) for _ in range(min(8, end - at)))
            case 5:
                other = dice.choice(others)
                out[at:end] = other[dice.randrange(len(other)) :][:400]
            case 6 if dice.random() < 0.3:
                del out[at:]
    return bytes(out)


def inputs(kind: Kind, seed: int) -> Iterator[bytes]:
    """Changed inputs of a kind, without end, the same for a seed."""
    dice = random.Random(f"{kind.name} {seed}")
    while True:
        inner = dice.choice(kind.seeds)
        if kind.pack is _same or dice.random() < 0.5:
            yield kind.pack(changed(dice, inner, kind.seeds))
        else:
            packed = kind.pack(inner)
            yield changed(dice, packed, [packed])


def read_all(kind: Kind, count: int, seed: int = 1) -> tuple[Counter[str], list[str]]:
    """What `count` inputs came to (reports, refusals), and a sentence for each fault."""
    beside: Beside[list[bytes], tuple[str, list[str]]] = Beside(lambda batch: (_one(kind, d) for d in batch), BOUNDS)
    came, faults = Counter[str](), list[str]()
    source = inputs(kind, seed)
    while count > 0:
        batch = list(islice(source, min(count, _BATCH)))
        count -= len(batch)
        done = 0
        try:
            for what, wrong in beside.ask(batch):
                came[what] += 1
                faults += [f"{w}: {batch[done][:3000]!r}" for w in wrong]
                done += 1
        except Undone as undone:
            faults.append(f"{undone}: {batch[done][:3000]!r}")
    beside.close()
    return came, faults


def _one(kind: Kind, data: bytes) -> tuple[str, list[str]]:
    suffix = f".{kind.name.rpartition('.')[2]}"
    items = list(read_source(source_of(io.BytesIO(data), kind.name, suffix)))
    faults = [] if items else ["neither a report nor a refusal"]
    for item in items:
        faults += _refusal(item) if isinstance(item, Refused) else faults_of(item)
    return ("read" if any(isinstance(i, Report) for i in items) else "refused"), faults


def _refusal(refused: Refused) -> list[str]:
    said = str(refused)
    bad = "\n" in said or "please report" in said or "Traceback" in said or len(said) > 600 or not refused.reason
    return [f"a refusal that is no clear sentence ({said!r})"] if bad else []


_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")


def faults_of(report: Report) -> list[str]:
    """What of a report is outside the contract."""
    found, _ = faults_of_readings([Reading(report)])
    if not report.text.strip() or len(report.text) > LONGEST_TEXT:
        found.append("a text that is empty or too long")
    days = [report.published.value if report.published else None, report.modified]
    found += [f"a day that is none ({day!r})" for day in days if day is not None and not _DAY.fullmatch(day)]
    if report.language is not None and not re.fullmatch("[a-z]{2,3}", report.language):
        found.append(f"a language that is none ({report.language!r})")
    try:
        json.loads(encoded(report))
    except (ValueError, TypeError) as error:
        found.append(f"a record that cannot be printed ({error})")
    return found


def encoded(report: Report) -> bytes:
    """The report as `--json` prints it."""
    return msgspec.json.encode(report_record(report))
