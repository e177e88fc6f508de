"""`memcon export` and `memcon import`, as they are called."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import EXAMPLE, Call

from memcon.cli.export import _moment
from memcon.export.formats import FORMATS


@pytest.fixture
def read(memcon: Call, tmp_path: Path) -> Call:
    assert memcon("read", EXAMPLE).code == 0
    return memcon


def test_the_formats_are_listed(memcon: Call) -> None:
    said = memcon("export")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == [f.name for f in FORMATS]


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_every_format_is_written(read: Call, form: object, tmp_path: Path) -> None:
    form = next(f for f in FORMATS if f is form)
    out = tmp_path / f"out{form.suffix}"
    said = read("export", form.name, "--out", out)
    assert (said.code, said.out, said.err) == (0, "", "")
    if form.parts:
        assert sorted(p.name for p in out.iterdir()) == sorted(part.name for part in form.parts)
        assert all(p.stat().st_size for p in out.iterdir())
    else:
        assert out.is_file()


@pytest.mark.parametrize("form", [f for f in FORMATS if f.name not in ("judgements",)], ids=lambda f: f.name)
def test_the_same_store_gives_the_same_bytes(read: Call, form: object, tmp_path: Path) -> None:
    form = next(f for f in FORMATS if f is form)
    found = []
    for turn in "ab":
        out = tmp_path / f"{turn}{form.suffix}"
        assert read("export", form.name, "--out", out, "--at", "2031-05-01T09:00:00+02:00").code == 0
        paths = sorted(out.iterdir()) if form.parts else [out]
        found.append([p.read_bytes() for p in paths])
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nosuch"], "nosuch: is no format known here; there are csv, parquet, "),
        (["csv"], "memcon export csv writes several files; name a folder for them with --out PATH"),
        (["csv", "--table", "nosuch"], "--table nosuch: memcon export csv has reports, stories, "),
        (["jsonl", "--table", "events"], "memcon export jsonl writes one file, so there is no --table to choose"),
        (["jsonl", "--since", "May"], "--since May: is no date; write 2025-10-30, 2025-10 or 2025"),
        (["jsonl", "--at", "noon"], "--at noon: is no time; write 2025-10-30T09:00:00Z"),
        (["jsonl", "--status", "odd"], "--status odd: is no status; there are agreed, "),
        (["jsonl", "--story", "zzz"], "zzz: no story of that id in the store; memcon stories lists them"),
        (["jsonl", "--actor", "Nobody At All"], "Nobody At All: nobody is called so"),
    ],
)
def test_what_is_off_gets_one_sentence(read: Call, words: list[str], sentence: str) -> None:
    said = read("export", *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"memcon: {sentence}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("at", "moment"),
    [("2031-05-01T09:00:00+02:00", "2031-05-01T07:00:00Z"), ("2031-05-01T09:00", "2031-05-01T09:00:00Z"),
     ("2031-05-01", "2031-05-01T00:00:00Z")],
)  # fmt: skip
def test_the_time_of_an_export_is_in_utc(at: str, moment: str) -> None:
    assert _moment(at) == moment


def test_no_store_and_no_place_to_write(read: Call, tmp_path: Path) -> None:
    said = read("export", "jsonl", "--store", tmp_path / "none.db")
    assert said.code == 2
    assert "no store there" in said.err
    said = read("export", "jsonl", "--out", tmp_path / "no" / "such" / "folder.jsonl")
    assert said.code == 1
    assert said.err == f"memcon: {tmp_path}/no/such/folder.jsonl: cannot be written (No such file or directory)\n"
    (tmp_path / "file").write_text("x")
    said = read("export", "csv", "--out", tmp_path / "file")
    assert said.code == 1
    assert said.err.startswith(f"memcon: {tmp_path}/file: cannot be written (")


def test_a_file_stands_under_its_name_only_when_it_is_complete(
    read: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "p.jsonl"
    out.write_text("what was there before")

    def fails(*_: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("memcon.export.plover.line", fails)
    said = read("export", "plover", "--out", out)
    assert (said.code, said.err) == (1, f"memcon: {out}: cannot be written (No space left on device)\n")
    assert out.read_text() == "what was there before"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("p.")) == ["p.jsonl"]


def test_out_and_back(read: Call, tmp_path: Path) -> None:
    assert read("export", "jsonl", "--out", tmp_path / "all.jsonl").code == 0
    said = read("import", tmp_path / "all.jsonl", "--store", tmp_path / "two.db")
    assert said.code == 0
    assert said.out == "4 reports, 1 story, 0 visits of lists and 0 judgements read back\n"
    assert read("check", "--store", tmp_path / "two.db").code == 0
    again = read("export", "jsonl", "--store", tmp_path / "two.db", "--out", tmp_path / "again.jsonl")
    assert again.code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()
    said = read("import", tmp_path / "all.jsonl", "--store", tmp_path / "two.db", "--json")
    assert json.loads(said.out) == {
        "reports": 4, "known": 4, "visits": 0, "judgements": 0, "stories": 1, "regrouped": True, "refused": [],
    }  # fmt: skip


def test_import_of_what_is_not_there_or_is_none(read: Call, tmp_path: Path) -> None:
    said = read("import", tmp_path / "none.jsonl")
    assert (said.code, said.err) == (2, f"memcon: {tmp_path}/none.jsonl: cannot be read (No such file or directory)\n")
    (tmp_path / "x.jsonl").write_text("no JSON\n")
    said = read("import", tmp_path / "x.jsonl", "--store", tmp_path / "three.db")
    assert said.code == 1
    assert said.err.startswith(f"memcon: {tmp_path}/x.jsonl line 1: is no line of memcon export jsonl (")


def test_filters_and_no_text(read: Call, tmp_path: Path) -> None:
    def events(*words: str) -> list[dict[str, object]]:
        assert read("export", "plover", "--out", tmp_path / "p.jsonl", *words).code == 0
        return [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]

    everything = events()
    assert len(everything) == 18
    both = events("--pair", "NOR", "CHL")
    assert 0 < len(both) < 18
    assert all(event in everything for event in both)
    assert 0 < len(events("--outlet", "boreal")) < 18
    assert {e["text"] for e in events("--no-text")} == {None}
    assert events("--pair", "NOR", "JPN") == []


def test_one_table_goes_to_standard_output(read: Call) -> None:
    for place in ([], ["--out", "-"], ["--out", "/dev/stdout"]):
        call = ["export", "csv", "--table", "cells", *place]
        done = subprocess.run(
            [sys.executable, "-c", "from memcon.cli.main import main; main()", *call], capture_output=True, check=True
        )
        assert done.stdout.startswith(b"finding,story,origin,state,")
        assert done.stderr == b""
