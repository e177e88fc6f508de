"""Parquet tables, loaded back by the tools they are for; they hold what the CSV files hold."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from tests.export.conftest import HOSTILE

from memcon.export import parquet
from memcon.export.tables import TABLES, Table
from memcon.run import source
from memcon.store.sqlite import SqliteStore

Files = Callable[..., Path]


def by_duckdb(path: Path) -> list[str]:
    return [row[0] for row in duckdb.sql(f"SELECT title FROM '{path}'").fetchall()]


def by_pandas(path: Path) -> list[str]:
    return list(pd.read_parquet(path)["title"].dropna())


def by_polars(path: Path) -> list[str]:
    return pl.read_parquet(path)["title"].to_list()


@pytest.mark.parametrize("load", [by_duckdb, by_pandas, by_polars])
def test_hostile_names_come_back_exactly(files: Files, load: Callable[[Path], list[str]]) -> None:
    found = [t for t in load(files("parquet") / "reports.parquet") if t not in (None, "Traps")]
    assert sorted(found) == sorted(HOSTILE)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_column_can_be_asked_for_by_its_bare_name(files: Files, table: Table) -> None:
    columns = ", ".join(c.name for c in table.columns)
    rows = duckdb.sql(f"SELECT {columns} FROM '{files('parquet')}/{table.name}.parquet'").fetchall()
    assert rows


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_it_holds_what_the_csv_file_holds(files: Files, table: Table) -> None:
    found = pq.read_table(files("parquet") / f"{table.name}.parquet").to_pylist()
    with (files("csv", guard=False) / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [{name: said(cell) for name, cell in row.items()} for row in found] == told


def said(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return json.dumps(cell, ensure_ascii=False, separators=(",", ":")) if isinstance(cell, list) else str(cell)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_column_says_what_it_holds(files: Files, table: Table) -> None:
    schema = pq.read_schema(files("parquet") / f"{table.name}.parquet")
    assert {f.name: f.metadata[b"about"].decode() for f in schema} == {c.name: c.about for c in table.columns}
    kinds = {"text": "string", "whole": "int64", "number": "double", "truth": "bool"}
    assert {f.name: str(f.type) for f in schema if not str(f.type).startswith("list")} == {
        c.name: kinds[c.kind] for c in table.columns if c.kind != "texts"
    }


def test_row_groups_are_bounded(store: SqliteStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parquet, "ROWS", 7)
    spans = next(t for t in TABLES if t.name == "spans")
    with (tmp_path / "s.parquet").open("wb") as out, source(store) as kept, parquet._Sink(spans, out) as sink:
        sink.fill(spans.rows(kept))
    found = pq.ParquetFile(tmp_path / "s.parquet")
    sizes = [found.metadata.row_group(k).num_rows for k in range(found.num_row_groups)]
    assert max(sizes) == 7
    assert sum(sizes) == found.metadata.num_rows > 100
    with source(store) as kept:
        held = list(parquet.batches(spans, spans.rows(kept)))
    assert [row for batch in held for row in batch.to_pylist()] == found.read().to_pylist()


def test_one_pass_writes_what_each_table_writes_alone(store: SqliteStore, files: Files, tmp_path: Path) -> None:
    opened = {t.name: (tmp_path / t.name).open("wb") for t in TABLES}
    with source(store) as kept:
        parquet.write_all(kept, opened, options=parquet.Options())
    for file in opened.values():
        file.close()
    for table in TABLES:
        assert (tmp_path / table.name).read_bytes() == (files("parquet") / f"{table.name}.parquet").read_bytes()


def test_without_the_library_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from memcon.errors import UsageError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'memcon\[parquet\]'"):
        parquet.arrow()
