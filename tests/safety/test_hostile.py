"""Inputs made to do harm: each costs itself at most, and the honest report beside it is read."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake import making
from tests.safety import reports
from tests.safety.apart import memcon
from tests.safety.figures import size, tell

MUCH = size(20_000, 290_000)
"""Code points of a text that is long on purpose; one report may have 300,000."""
BOMB = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10 if k else "ha"}">' for k in range(12))
MAIL = (
    "From: a@post.example\nDate: Mon, 3 May 2021 10:00:00 +0000\nMessage-ID: <1@post.example>\nSubject: S\n"
    "MIME-Version: 1.0\n"
)


def nested_mail(depth: int) -> bytes:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{k}"\n\n--b{k}\n' for k in range(depth))
    return (MAIL + parts + "Content-Type: text/plain\n\nThey met.\n").encode()


def lined(text: str) -> bytes:
    return json.dumps({"text": text}).encode()


def much(words: str) -> str:
    return words * (MUCH // len(words))


READ = ""
"""The input is a report like any other."""
EITHER = "|"
"""Read or refused: what matters is that it ends."""

CASES: list[tuple[str, str, bytes | Callable[[], bytes], str]] = [
    ("zip bomb", "a.docx", lambda: making.docx("<w:p/>" * 9_000_000), "which no report does; save it as text"),
    ("gzip bomb", "a.warc.gz", lambda: gzip.compress(bytes(200_000_000), 1), "is no WARC file that can be read"),
    ("gzip in gzip", "a.warc.gz", lambda: gzip.compress(gzip.compress(bytes(9_000_000))), "is no WARC file"),
    (
        "page bomb",
        "a.warc",
        lambda: making.record(
            "https://a.example/b", gzip.compress(bytes(90_000_000)), fields="Content-Encoding: gzip\r\n"
        ),
        "unpacks to over 10 MB",
    ),
    ("pdf bomb", "a.pdf", lambda: making.pdf([making.column(["They met."] * 9)] * 301), "has over 300 pages"),
    (
        "entities in Word",
        "a.docx",
        lambda: making.docx(making.paragraph("They met.") + "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>",
                            head=f"<!DOCTYPE x [{BOMB}]>"),
        EITHER,
    ),
    ("entities in a feed", "a.rss", lambda: making.rss("<title>&a9;</title>", head=f"<!DOCTYPE rss [{BOMB}]>"),
     "declares entities"),
    (
        "entities in a page", "a.html",
        f"<!DOCTYPE html [{BOMB}]>{making.page(body='<p>&a9; ' + making.PROSE[0])}".encode(), EITHER,
    ),
    ("deep page", "a.html", making.page(body="<div>" * 50_000 + making.PROSE[0]).encode(), EITHER),
    ("deep Word", "a.docx", making.docx("<w:tbl><w:tr><w:tc>" * 5_000), "is a broken Word file"),
    ("deep JSON", "a.jsonl", b'{"text": ' + b"[" * 200_000, "nested too deep"),
    ("deep mail", "a.eml", nested_mail(3_000), EITHER),
    ("deep feed", "a.rss", making.rss("<x>" * 20_000), EITHER),
    ("megabyte word", "a.txt", b"x" * 1_000_001, "line 1 is over 1,000,000 characters"),
    ("long word", "a.txt", much("x").encode(), READ),
    ("long word in JSONL", "a.jsonl", lined("They met. " + much("y")), READ),
    ("brackets", "a.txt", ("They met. " + much("(")[: MUCH // 4]).encode(), READ),
    ("run-on", "a.txt", much("the two sides met and said that they agree on the bridge, ").encode(), READ),
    ("open quotes", "a.txt", ("They met and said: " + much("“We go,” he said. ")[: MUCH // 2]).encode(), READ),
    ("never closed quotes", "a.txt", ("They met and said: " + much("“We met the ministers. ")).encode(), READ),
    ("paragraphs", "a.txt", ("They met.\n\n" + much("a\n\n")).encode(), READ),
    ("names", "a.txt", ("They met. " + much("President Ada Novak of Peru and ")[: MUCH // 2]).encode(), READ),
    ("days", "a.txt", ("They met. " + much("on May 5, 2020 and ")[: MUCH // 2]).encode(), READ),
    ("lone surrogate in JSON", "a.jsonl", b'{"text": "They met \\ud83d today."}', "half of a surrogate pair"),
    ("lone surrogate in bytes", "a.txt", b"They met \xed\xa0\x80 today.", "is not UTF-8 text"),
    ("surrogate in a page", "a.html", making.page(body="<p>&#xD800; " + making.PROSE[0]).encode(), EITHER),
    (
        "mixed directions", "a.txt",
        "\u202eThe ministers of \u05d9\u05e9\u05e8\u05d0\u05dc and \u0645\u0635\u0631 met\u202c on Monday. "
        "\u2067Ada Novak\u2069 said “we \u200fagree\u200e”.".encode(), READ,
    ),
    ("marks on marks", "a.txt", ("They met. " + "e" + "\u0301" * 20_000).encode(), READ),
    ("NUL", "a.txt", b"They\x00met.", "is a binary file"),
    ("nothing but white space", "a.txt", "\u3000\u00a0\u2003 \n".encode() * 1000, "is empty"),
    ("figures", "a.txt", ("They met for " + "9" * 5_000 + " minutes on May 99, 99999.").encode(), READ),
]  # fmt: skip


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(("name", "data", "words"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_it_costs_itself_at_most(tmp_path: Path, name: str, data: bytes | Callable[[], bytes], words: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(data() if callable(data) else data)
    (tmp_path / "in" / "honest.txt").write_text(reports.texts(1)[0])
    said = memcon("read", "in", "--json", "--store", "m.db", folder=tmp_path)
    record = json.loads(said.out)
    paths = [r["path"] for r in record["reports"]]
    complaints = [line for line in said.err.splitlines() if "already in" not in line]
    assert "in/honest.txt" in paths
    assert "please report" not in said.out + said.err
    if words in (READ, EITHER):
        assert len(paths) + len(complaints) >= 2
    if words == READ:
        assert complaints == []
    elif words != EITHER:
        assert words in complaints[0]
    assert said.code == int(bool(complaints))
    texts = {r["id"]: r["text"] for r in record["reports"]}
    for span in _spans(record["memcons"]):
        assert texts[span["report"]][span["start"] : span["end"]] == span["exact"]
    tell(hostile=name, kind=words or "read", refused=len(complaints))


def _spans(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if "exact" in value else []
        return own + [s for inner in value.values() for s in _spans(inner)]
    return [s for inner in value for s in _spans(inner)] if isinstance(value, list) else []
