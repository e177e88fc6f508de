"""The loading lines that docs/export.md shows are run as they stand."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas
import polars
import pytest
from tests.export.conftest import HOSTILE, exported

from memcon.export.crosswalk import country
from memcon.store.sqlite import SqliteStore

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
SECTION = PAGE.split("## Load the tables")[1].split("\n## ")[0]
BLOCK = re.findall(r"```python\n(.*?)```", SECTION, flags=re.DOTALL)
LINES = [line for block in BLOCK for line in block.splitlines() if line and not line.startswith("import ")]


def test_each_tool_has_its_line() -> None:
    assert len(BLOCK) == 1
    assert {line.partition(".")[0] for line in LINES} == {"duckdb", "pandas", "polars"}
    assert "arrow::read_parquet(" in SECTION
    assert "readr::read_csv(" in SECTION


@pytest.mark.parametrize("line", LINES)
def test_a_line_loads(
    line: str, files: Callable[..., Path], store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, form in (("tables", "parquet"), ("tables-csv", "csv"), ("gdelt", "gdelt")):
        (tmp_path / name).symlink_to(files(form))
    (tmp_path / "plover.jsonl").write_bytes(exported(store, "plover"))
    (tmp_path / "polecat.txt").write_bytes(exported(store, "polecat"))
    monkeypatch.chdir(tmp_path)
    found = eval(line, {"duckdb": duckdb, "pandas": pandas, "polars": polars})
    assert len(found) >= len(HOSTILE)


def test_the_traps_that_the_page_names_are_so() -> None:
    for key, fips in (("CHE", "SZ"), ("CHN", "CH"), ("KOR", "KS"), ("GBR", "UK"), ("DEU", "GM"), ("GMB", "GA")):
        assert country(key).fips == fips
        assert f"`{fips}`" in PAGE
