"""Files as they come: what is stored of them, and what they say of themselves."""

import json
from pathlib import Path

import pytest

from memcon.errors import Refused
from memcon.model.report import Report
from memcon.run import reports_at
from memcon.settings import Settings

HERE = Settings(seconds=0)
"""Files are read in this process."""

PROSE = "The two ministers met for an hour on Monday and agreed to meet again before the summer, their offices said."


def one(path: Path) -> Report | Refused:
    (item,) = reports_at([str(path)], HERE)
    return item


def test_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(PROSE)
    lines = [json.dumps({"id": "x", "text": PROSE}), "no json", json.dumps({"id": 7, "text": PROSE + " They left."})]
    (tmp_path / "c.jsonl").write_text("\n".join(lines))
    found = list(reports_at([str(tmp_path), str(tmp_path / "gone")], HERE))
    assert [type(f) for f in found] == [Refused, Report, Report, Refused, Report, Refused]
    assert [f.given_id for f in found if isinstance(f, Report)] == [None, "x", "7"]


def test_stored_text_is_decoded_and_otherwise_verbatim(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{PROSE}\r\n\r\n  Second  line\u00a0here.\r\n".encode())
    found = one(path)
    assert isinstance(found, Report)
    assert found.text == f"{PROSE}\n\n  Second  line\u00a0here.\n"


def test_jsonl_text_is_verbatim(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = f"  {PROSE}\r\nNext.\u200b"
    path.write_text(json.dumps({"text": text}))
    found = one(path)
    assert isinstance(found, Report)
    assert found.text == text


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Ferries to run daily</title><meta property='article:published_time' content='2021-05-03'>"
        "<meta property='og:site_name' content='The Harbour Gazette'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Ferries to run daily</h1><p>{PROSE}</p><p>They shook hands.</p></article>"
        "<footer>All rights reserved</footer>"
    )
    found = one(path)
    assert isinstance(found, Report)
    assert PROSE in found.text
    assert "They shook hands." in found.text
    assert "Home" not in found.text
    assert "rights" not in found.text
    assert found.published is not None
    assert found.published.value == "2021-05-03"
    assert found.outlet is not None
    assert found.outlet.name == "The Harbour Gazette"


@pytest.mark.parametrize(
    ("head", "modified"),
    [
        ("<meta property='article:modified_time' content='2021-05-04T10:00:00+02:00'>", "2021-05-04T10:00:00+02:00"),
        ('<meta content="2021-05-04" itemprop="dateModified">', "2021-05-04"),
        ('<script type="application/ld+json">{"dateModified": "2021-05-05"}</script>', "2021-05-05"),
        ("<meta property='article:modified_time' content='yesterday'>", None),
        ("<meta property='article:published_time' content='2021-05-03'>", None),
    ],
)
def test_a_page_says_when_it_was_changed(tmp_path: Path, head: str, modified: str | None) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><head>{head}</head><body><article><p>{PROSE}</p><p>They shook hands.</p></article></body></html>"
    )
    found = one(path)
    assert isinstance(found, Report)
    assert found.modified == modified


def test_a_line_says_when_it_was_changed_and_the_id_does_not(tmp_path: Path) -> None:
    path, found = tmp_path / "a.jsonl", []
    for more in ({}, {"modified": "2021-05-04T08:00:00Z"}, {"modified": "soon"}, {"modified": 5}):
        path.write_text(json.dumps({"text": PROSE, **more}))
        found.append(one(path))
    assert all(isinstance(r, Report) for r in found)
    assert [r.modified for r in found if isinstance(r, Report)] == [None, "2021-05-04T08:00:00Z", None, None]
    assert len({r.id for r in found if isinstance(r, Report)}) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        ("Die beiden Minister trafen sich am Montag für eine Stunde und vereinbarten ein weiteres Treffen.", "de"),
        ("両首脳は月曜日に一時間会談し、夏までに再び会談することで一致したと両国の外務省が発表した。", "ja"),
        ("Les deux ministres se sont rencontrés lundi et ont convenu de se revoir avant l'été.", "fr"),
    ],
)
def test_language(tmp_path: Path, text: str, language: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    found = one(path)
    assert isinstance(found, Report)
    assert found.language == language


def test_a_folder_with_a_store_gives_its_reports_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "n.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
    for name in ("n.db-wal", "n.db-shm", "n.db.web", "n.db.web.lock"):
        (tmp_path / name).write_bytes(b"\x37\x7f\x06\x82\x00\x00")
    (tmp_path / "memcon.toml").write_text('encoder = "off"\n')
    (tmp_path / "other-wal").write_bytes(b"\x00")  # a file of that name alone is told
    found = list(reports_at([str(tmp_path)], HERE))
    assert [type(item).__name__ for item in found] == ["Report", "Refused"]
