"""What shards hold, and in what pieces."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.cluster.making import rows

from memcon.cluster import shards
from memcon.cluster.shards import ITEMS, pieces, shards_at
from memcon.errors import UsageError


def test_shards_of_every_kind_in_order(given: list[str]) -> None:
    found = shards_at([f"{given[0]}/*.parquet", *given, f"{given[0]}/a.jsonl"])
    assert [Path(s.address).name for s in found] == ["a.jsonl", "b.jsonl.gz", "c.parquet", "d.warc.gz", "e.jsonl"]
    assert len({s.name for s in found}) == 5
    assert all(s.size == Path(s.address.removeprefix("file://")).stat().st_size for s in found)


@pytest.mark.parametrize("address", ["nowhere", "notes.txt", "*.csv"])
def test_what_is_no_shard_is_said(given: list[str], address: str) -> None:
    with pytest.raises(UsageError, match="no shard there"):
        shards_at([f"{given[0]}/{address}"])


def test_an_object_store(given: list[str]) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe_file("/bucket/year/a.jsonl", (Path(given[0]) / "a.jsonl").read_bytes())
    (shard,) = shards_at(["memory://bucket/year/*.jsonl"])
    (piece,) = pieces(shard)
    assert [i.report.given_id for i in ITEMS.decode(piece.items) if i.report is not None] == [
        r["id"] for r in rows(0, 6)
    ]


def test_each_kind_gives_its_reports(given: list[str]) -> None:
    told = {}
    for shard in shards_at(given):
        (piece,) = pieces(shard)
        told[Path(shard.address).name] = ITEMS.decode(piece.items)
        assert piece.last
    reports = {name: [i.report for i in items if i.report is not None] for name, items in told.items()}
    assert {name: len(found) for name, found in reports.items()} == {
        "a.jsonl": 8,
        "b.jsonl.gz": 8,
        "c.parquet": 8,
        "d.warc.gz": 5,
        "e.jsonl": 8,
    }
    assert [(r.given_id, r.text, r.title) for r in reports["c.parquet"]] == [
        (r["id"], r["text"], r["title"]) for r in rows(11, 6)
    ]
    assert reports["c.parquet"][0].published is not None
    assert reports["c.parquet"][0].published.value == "2031-03-12"
    assert reports["a.jsonl"][0].id == reports["b.jsonl.gz"][-1].id
    assert [i.reason for i in told["a.jsonl"] if i.report is None] == [
        "is no JSON (column 1); each line must be one JSON object"
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.parquet", b"PAR1 no", "cannot be read to its end"),
        ("x.jsonl.gz", b"no gzip", "cannot be read"),
        ("x.jsonl", b"", "is empty"),
        ("x.warc", b"WARC/1.0 no", "no WARC file"),
    ],
)
def test_a_broken_shard_is_one_refusal(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (piece,) = pieces(shards_at([str(tmp_path)])[0])
    (item,) = ITEMS.decode(piece.items)
    assert item.report is None
    assert reason in item.reason
    assert name in item.where


def test_a_table_without_texts_is_one_refusal(tmp_path: Path) -> None:
    pq.write_table(pa.table({"title": ["Talks"]}), tmp_path / "x.parquet")
    (piece,) = pieces(shards_at([str(tmp_path)])[0])
    assert [(i.report, i.reason) for i in ITEMS.decode(piece.items)] == [
        (None, 'has no column "text"; give each report its text')
    ]


def test_pieces_are_the_same_whatever_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "PIECE", 3)
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows(0, 6)), encoding="utf-8")
    (shard,) = shards_at([str(tmp_path)])
    every = list(pieces(shard))
    assert [(p.number, p.last, len(ITEMS.decode(p.items))) for p in every] == [
        (0, False, 3),
        (1, False, 3),
        (2, True, 2),
    ]
    assert list(pieces(shard, frozenset({0, 2}))) == [every[1]]
