"""CSV tables, loaded back by the tools they are for."""

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.conftest import HOSTILE

from memcon.export.csv_files import guarded, unguarded
from memcon.export.tables import TABLES

Files = Callable[..., Path]
Load = Callable[[Path], list[str | None]]


def by_csv(path: Path) -> list[str | None]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["title"] or None for row in csv.DictReader(file)]


def by_duckdb(path: Path) -> list[str | None]:
    return [row[0] for row in duckdb.sql(f"SELECT title FROM '{path}'").fetchall()]


def by_pandas(path: Path) -> list[str | None]:
    return [title or None for title in pd.read_csv(path, keep_default_na=False, dtype=str)["title"]]


def by_polars(path: Path) -> list[str | None]:
    return pl.read_csv(path, infer_schema=False)["title"].to_list()


@pytest.mark.parametrize("load", [by_csv, by_duckdb, by_pandas, by_polars])
@pytest.mark.parametrize("guard", [True, False])
def test_hostile_names_come_back_exactly(files: Files, load: Load, guard: bool) -> None:
    titles = load(files("csv", guard=guard) / "reports.csv")
    found = [unguarded(t) if guard else t for t in titles if t not in (None, "Traps")]
    assert sorted(found) == sorted(HOSTILE)


def test_no_cell_is_a_formula(files: Files) -> None:
    cells = 0
    for table in TABLES:
        with (files("csv") / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in table.columns:
                    cell = row[column.name]
                    cells += 1
                    if column.kind == "text":
                        assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}, (table.name, column.name, cell)
    assert cells > 5_000


def test_a_number_is_no_formula(files: Files) -> None:
    with (files("csv") / "events.csv").open(encoding="utf-8", newline="") as file:
        assert {float(row["lat"]) for row in csv.DictReader(file) if row["lat"]} >= {10.0, 17.0}


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1", "'=1"), ("'=1", "''=1"), ("-3", "'-3"), ("@x", "'@x"), ("\tx", "'\tx"), ("'tis", "'tis"), ("a=1", "a=1"),
     ("", ""), ("''", "''"), ("''+", "'''+"), ("\nx", "'\nx"), ("\uff1d1", "'\uff1d1")],
)  # fmt: skip
def test_the_guard(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


@given(st.text(alphabet="'=+-@\t\rab", max_size=6))
def test_the_guard_is_undone_whatever_the_text(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_lists_are_json_and_null_is_empty(files: Files) -> None:
    rows = duckdb.sql(
        f"SELECT (bylines::JSON)->>0, given_id, url FROM '{files('csv')}/reports.csv' WHERE title = 'Traps'"
    ).fetchall()
    assert rows == [("Ida Hale", None, "https://www.brell.example/traps")]


def test_the_dictionary_goes_along(files: Files) -> None:
    with (files("csv") / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        told = [(row["table"], row["column"]) for row in csv.DictReader(file) if row["about"] and row["kind"]]
    assert told == [(table.name, column.name) for table in TABLES for column in table.columns]
    for table in TABLES:
        with (files("csv") / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column.name for column in table.columns]
