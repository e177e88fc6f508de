"""The right reader by content, then by name; and a fault of one costs the file that met it."""

import sys
from collections.abc import Iterator

import pytest
from tests.intake.making import PROSE, column, docx, page, paragraph, pdf, record, rss

from memcon.errors import Refused
from memcon.intake import readers
from memcon.intake.readers import reader_for
from memcon.intake.source import Reader, Source
from memcon.run import reports_at
from memcon.settings import Settings

HERE = Settings(seconds=0)
"""Files are read in this process."""

MAIL = b"From: a@post.example\nDate: Mon, 3 May 2021 10:00:00 +0000\nMessage-ID: <1@post.example>\n\nx"
HTML = page().encode()
JSONL = b'{"text": "They met."}\n'


@pytest.mark.parametrize(
    ("head", "suffix", "name"),
    [
        (pdf([column([PROSE[0]])]), ".txt", "a PDF"),
        (docx(paragraph(PROSE[0])), "", "a Word file"),
        (record("https://a.example/", HTML), ".txt", "a crawl"),
        (b"\x1f\x8b\x08", ".txt", "a crawl"),
        (rss("<title>T</title>"), ".xml", "a feed"),
        (b"\xef\xbb\xbf<!-- x --><?xml-stylesheet href='x'?>\n<!DOCTYPE rss><rss>", ".html", "a feed"),
        (MAIL, ".txt", "a mail"),
        (HTML, "", "HTML"),
        (HTML, ".pdf", "HTML"),
        (HTML, ".txt", "text"),
        (b"<?xml version='1.0'?><!-- a --><!-- b --><!DOCTYPE html>", "", "HTML"),
        (JSONL, "", "JSONL"),
        (JSONL, ".txt", "text"),
        (b"{" + b'"a": ' + b"1" * 70_000, "", "JSONL"),
        (b"words", ".pdf", "a PDF"),
        (b"words", ".eml", "a mail"),
        (b"words", ".jsonl", "JSONL"),
        (b"words", ".html", "HTML"),
        (b"words", ".xyz", "text"),
        (b"<rss of the day", "", "a feed"),
        (b"From the capital: they met.\n", "", "text"),
        (b"", "", "text"),
    ],
)
def test_which_reader(head: bytes, suffix: str, name: str) -> None:
    assert reader_for(head[: 64 * 1024], suffix).name == name


@pytest.mark.parametrize("head", [b"<!-- -->" * 8_000, b"<!-- " * 10_000, b" " * 65_536, b"<?" * 30_000, b"{" * 65_536])
def test_no_head_takes_long(head: bytes) -> None:
    """Each is looked at once; a pattern that tries every way of reading it would not come back."""
    assert reader_for(head, "").name in ("text", "JSONL")


def failing(error: Exception) -> Reader:
    def read(source: Source) -> Iterator[Refused]:
        raise error

    return Reader("a thing", (), lambda head, suffix: head.startswith(b"THING"), read)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RecursionError(), "is a thing nested too deep to be read; kept out"),
        (KeyError("a\nb"), "cannot be read as a thing (KeyError: 'a\\nb'); kept out, please report"),
        (OSError(5, "Input/output error"), "cannot be read to its end (Input/output error); check the file"),
        (Refused("a", "is no thing; check it"), "is no thing; check it"),
    ],
)
def test_a_fault_costs_the_file_that_met_it(monkeypatch, read, error: Exception, words: str) -> None:
    monkeypatch.setattr(readers, "READERS", (failing(error), *readers.READERS))
    (found,) = read(b"THING")
    assert str(found) == f"a: {words}"


def test_a_crawl_without_what_reads_it(monkeypatch, read) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (found,) = read(record("https://a.example/", HTML))
    assert str(found) == "a: is a WARC file; pip install 'memcon[warc]' to read such"


def test_a_path_that_cannot_be_opened() -> None:
    path = "a" * 300
    (found,) = reports_at([path], HERE)
    assert str(found) == f"{path}: cannot be opened (File name too long); check the path and its permissions"


def test_a_file_that_is_given_up(monkeypatch) -> None:
    def broken(path: str) -> Iterator[Refused]:
        raise RuntimeError("no")

    monkeypatch.setattr("memcon.intake.files.read_file", broken)
    (found,) = reports_at(["a.txt"], Settings())
    assert str(found) == (
        "a.txt: failed inside memcon (RuntimeError: no), please report, "
        "so it, or what is left of it, was left out; is it a report?"
    )


def test_standard_input_that_cannot_be_taken_down(monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("memcon.run.shutil.copyfileobj", full)
    (found,) = reports_at(["-"], Settings())
    assert str(found) == (
        "standard input: cannot be taken down (No space left on device); is there room for temporary files?"
    )
