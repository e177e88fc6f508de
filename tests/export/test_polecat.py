"""POLECAT's 40 columns, counted and typed."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from tests.export.conftest import HOSTILE, exported

from memcon.export.polecat import COLUMNS, flat
from memcon.export.source import Only
from memcon.store.sqlite import SqliteStore


def told(store: SqliteStore, **options: Any) -> list[dict[str, str]]:
    """As any reader of tab-separated files has it."""
    return list(csv.DictReader(io.StringIO(exported(store, "polecat", **options).decode(), newline=""), delimiter="\t"))


def test_there_are_forty_columns_in_their_order() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 40
    assert COLUMNS[:7] == ("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts")
    assert COLUMNS[23:33] == (
        "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
        "Raw Placename", "Feature Type",
    )  # fmt: skip
    assert COLUMNS[-2:] == ("Language", "Version")


def test_every_line_has_forty_cells(store: SqliteStore) -> None:
    lines = exported(store, "polecat").decode().removesuffix("\n").split("\n")
    assert {line.count("\t") for line in lines} == {39}
    assert lines[0].split("\t") == list(COLUMNS)
    assert not any("\r" in line for line in lines)


def test_cells_are_of_their_kind(store: SqliteStore) -> None:
    rows = told(store)
    assert len(rows) == len(HOSTILE) + 10
    for row in rows:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}|None", row["Event Date"])
        assert re.fullmatch("[A-Z]+", row["Event Type"])
        assert -10 <= float(row["Intensity"]) <= 10
        assert row["Quad Code"] in {
            "VERBAL COOPERATION",
            "MATERIAL COOPERATION",
            "VERBAL CONFLICT",
            "MATERIAL CONFLICT",
        }
        for column in ("Actor Country", "Recipient Country", "Country"):
            assert all(re.fullmatch("[A-Z]{3}|None", value) for value in row[column].split("; "))
        for column in ("Actor COW", "Recipient COW"):
            assert all(re.fullmatch(r"\d{1,3}|None", value) for value in row[column].split("; "))
        assert (row["Latitude"] == "None") or -90 <= float(row["Latitude"]) <= 90
        assert "" not in row.values()


def test_pandas_and_duckdb_read_it(store: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_bytes(exported(store, "polecat"))
    frame = pd.read_csv(path, sep="\t")
    assert frame.shape == (len(HOSTILE) + 10, 40)
    assert frame["Intensity"].dtype == "float64"
    assert frame["Latitude"].dtype == "float64"
    rows = duckdb.sql(f"SELECT \"Actor Name\", \"Intensity\" FROM read_csv('{path}', delim = '\t', nullstr = 'None')")
    assert len(rows.fetchall()) == len(frame)


def test_only_what_happened_goes_out(example: SqliteStore) -> None:
    assert {row["Event ID"] for row in told(example)} >= {"long-past"}
    assert not {"planned", "denied", "supposed"} & {row["Event ID"] for row in told(example)}
    assert [row["Event ID"] for row in told(example, only=Only(status="planned"))] == ["planned"]


def test_a_month_is_no_day(example: SqliteStore) -> None:
    found = {row["Event ID"]: row["Event Date"] for row in told(example)}
    assert found["long-past"] == "None"
    assert found["e00-00000"] == "2031-05-01"


def test_names_come_back_with_their_breaks_as_spaces(store: SqliteStore) -> None:
    names = {row["Actor Name"] for row in told(store)}
    assert names >= {flat(name).replace(";", ",") for name in HOSTILE}


@pytest.mark.parametrize(
    ("cell", "line"), [("a\tb", "a b"), ("a\r\nb", "a b"), ("a\rb", "a b"), ("a\u2028b", "a b"), ("a  b", "a  b")]
)
def test_a_cell_is_one_line(cell: str, line: str) -> None:
    assert flat(cell) == line


def test_actors_and_their_columns_keep_step(example: SqliteStore) -> None:
    row = next(r for r in told(example, only=Only(status="planned")))
    assert row["Actor Name"] == "State NOR; State CHL"
    assert row["Actor Country"] == "NOR; CHL"
    assert row["Actor COW"] == "385; 155"
    assert row["Actor Name Raw"] == "State NOR; State CHL"
    assert row["Recipient Name"] == "None"


def test_without_text_no_words_are_told(example: SqliteStore) -> None:
    assert {row["Actor Name Raw"] for row in told(example, text=False)} == {"None"}
