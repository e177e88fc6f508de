"""A backfile comes out the same by whatever hands, and goes on where it stopped."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from tests.cluster.making import Here, content

from memcon.cluster import steps
from memcon.cluster.backfile import Backfile, backfile
from memcon.cluster.engines import Engine, Wanted
from memcon.cluster.folder import Folder, Written
from memcon.cluster.shards import Piece
from memcon.cluster.steps import TOLD, unpacked
from memcon.errors import UsageError
from memcon.model.reading import Reading, Warning
from memcon.model.record import Memcon
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.run import QUARANTINE, read_reports, reports_at
from memcon.settings import Settings
from memcon.stories.group import group

HERE = Settings(seconds=0)
"""Files are read in this process."""

Expected = tuple[Backfile, dict[str, bytes]]


def rows_of(folder: Path, under: str) -> list[dict[str, Any]]:
    return [row for path in sorted((folder / under).iterdir()) for row in pq.read_table(path).to_pylist()]


def test_what_comes_of_the_shards(given: list[str], expected: Expected, tmp_path: Path) -> None:
    done, files = expected
    assert (done.shards, done.parts, done.reports, done.refused, done.read) == (5, 5, 37, 1, 37)
    out = Folder(str(tmp_path))
    for name, data in files.items():
        out.write(name, data)
    rows = rows_of(tmp_path, "parts")
    readings = [unpacked(row) for row in rows if row["id"] is not None]
    texts = [p for p in sorted(Path(given[0]).iterdir()) if p.suffix != ".txt"]
    local = {
        r.id: r for r in reports_at([str(t) for t in texts if t.suffix == ".jsonl"], HERE) if isinstance(r, Report)
    }
    alone = {r.report.id: r for r in read_reports(local.values(), Settings())}
    for reading in readings:
        if reading.report.id in alone:
            same = msgspec.structs.replace(alone[reading.report.id], syntax=None, report=reading.report)
            assert reading == same
    assert [row["refused"] for row in rows if row["id"] is None] == [
        "is no JSON (column 1); each line must be one JSON object"
    ]
    told = rows_of(tmp_path, "stories")
    stories = [msgspec.json.decode(row["story"], type=Story) for row in told]
    memcons = [msgspec.json.decode(row["memcon"], type=Memcon) for row in told]
    assert [s.id for s in stories] == [m.id for m in memcons] == [row["id"] for row in told]
    held = [key for s in stories for key in s.reports]
    assert sorted(held) == sorted({r.report.id for r in readings})
    assert done.stories == len(stories) < len(held)
    assert {frozenset(s.reports) for s in stories} == {
        frozenset(s.reports) for s in group(list({r.report.id: r for r in readings}.values()))
    }


def test_the_manifest_says_what_is_there(expected: Expected) -> None:
    files = expected[1]
    job, *lines = (json.loads(line) for line in files["manifest.jsonl"].splitlines())
    assert job["piece"] == 64
    assert [line["file"] for line in lines] == sorted(files.keys() - {"manifest.jsonl"})
    assert [line["bytes"] for line in lines] == [len(files[line["file"]]) for line in lines]


def test_a_pool_gives_the_same_bytes(given: list[str], expected: Expected, pool: Engine, tmp_path: Path) -> None:
    assert backfile(given, str(tmp_path / "out"), pool, Settings()) == expected[0]
    assert content(tmp_path / "out") == expected[1]


class Stopped(Exception):
    """The power went."""


class Stopping(Here):
    """Stops after so many pieces, or at the step with this name; `did` is what it was asked to do."""

    def __init__(self, pieces: int | None = None, at: str | None = None) -> None:
        self.pieces, self.at, self.did = pieces, at, list[str]()

    def read(self, shards: Sequence[Wanted], work: Callable[[Piece], Written]) -> Iterator[Written]:
        for k, written in enumerate(super().read(shards, work)):
            if k == self.pieces:
                raise Stopped
            self.did.append(written.file)
            yield written

    def each(self, work: Callable[[Any], Written], items: Sequence[Any]) -> Iterator[Written]:
        for k, written in enumerate(super().each(work, items)):
            self.did.append(type(work).__name__)
            if type(work).__name__ == self.at and k == 0:
                raise Stopped
            yield written


@pytest.mark.parametrize(
    "stop", [{"pieces": 0}, {"pieces": 3}, *({"at": s} for s in ("Shelve", "Link", "Send", "Tell"))]
)
def test_it_goes_on_where_it_stopped(
    given: list[str], expected: Expected, tmp_path: Path, stop: dict[str, Any]
) -> None:
    out, first, second = tmp_path / "out", Stopping(**stop), Stopping()
    with pytest.raises(Stopped):
        backfile(given, str(out), first, Settings())
    (out / "parts" / ".half.parquet.123").parent.mkdir(exist_ok=True)
    (out / "parts" / ".half.parquet.123").write_bytes(b"what a lost worker left")
    done = backfile(given, str(out), second, Settings())
    assert done == expected[0]._replace(read=done.read)
    (out / "parts" / ".half.parquet.123").unlink()
    assert content(out) == expected[1]
    # A piece that was written but not yet told of is not done again either.
    read = [name for name in (*first.did, *second.did) if name.startswith("parts/")]
    assert len(read) == len(set(read)) == 5 - ("pieces" in stop)
    assert stop.get("at") not in second.did


def test_a_second_time_does_nothing(given: list[str], expected: Expected, tmp_path: Path) -> None:
    out = filled(tmp_path, expected)
    again = Stopping()
    assert backfile(given, str(out), again, Settings()) == expected[0]._replace(read=0)
    assert again.did == []
    assert content(out) == expected[1]


def filled(folder: Path, expected: Expected) -> Path:
    for name, data in expected[1].items():
        Folder(str(folder / "out")).write(name, data)
    return folder / "out"


def test_shards_may_come_later(given: list[str], expected: Expected, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("e.jsonl", "b.jsonl.gz", "*.warc.gz", "c.parquet", "a.jsonl"):
        done = backfile([f"{given[0]}/{name}"], str(out), Here(), Settings())
    assert done == expected[0]._replace(read=8)
    assert content(out) == expected[1]


def test_a_shard_that_changed_is_read_again(given: list[str], expected: Expected, tmp_path: Path) -> None:
    shutil.copytree(given[0], tmp_path / "in")
    out = tmp_path / "out"
    before = backfile([str(tmp_path / "in")], str(out), Here(), Settings())
    lines = (tmp_path / "in" / "e.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "in" / "e.jsonl").write_text("".join(lines[:-1]), encoding="utf-8")
    after = backfile([str(tmp_path / "in")], str(out), Here(), Settings())
    assert (after.reports, after.read) == (before.reports - 1, len(lines) - 1)


def test_other_settings_are_refused(given: list[str], expected: Expected, tmp_path: Path) -> None:
    out = filled(tmp_path, expected)
    with pytest.raises(UsageError, match="was begun with encoder auto"):
        backfile(given, str(out), Here(), Settings(encoder="off"))


def test_no_step_sees_everything(given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With small buckets the steps after reading each hold a part of the reports only, and the stories are the same."""
    from memcon.cluster import backfile as room

    monkeypatch.setattr(room, "BUCKET", 5)
    monkeypatch.setattr(room, "SOME", 1)
    out = tmp_path / "out"
    done = backfile(given, str(out), Here(), Settings())
    told = [pq.read_table(path) for path in sorted((out / "stories").iterdir())]
    assert len(told) == 8
    assert max(t.num_rows for t in told) < done.stories / 2
    assert all(t.schema.names == TOLD.names for t in told)
    assert done.largest < done.reports / 4


def test_a_report_that_was_given_up_is_refused(
    given: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def given_up(reports: Iterator[Report], settings: Settings) -> Iterator[Reading]:
        return (Reading(r, warnings=(Warning(r.id, QUARANTINE, "took longer than 1 second"),)) for r in reports)

    monkeypatch.setattr(steps, "read_reports", given_up)
    done = backfile(given, str(tmp_path / "out"), Here(), Settings())
    assert (done.reports, done.refused, done.stories) == (0, 38, 0)
    rows = rows_of(tmp_path / "out", "parts")
    assert sum(row["refused"] == "took longer than 1 second" for row in rows) == 37
    assert all(row["where"] for row in rows)
