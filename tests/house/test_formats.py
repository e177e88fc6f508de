"""The page of formats lists what the record really has."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from memcon.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")


def rows(heading: str) -> dict[str, str]:
    """First cell → rest of the row, of the table under a heading."""
    part = PAGE.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    cells = [line.strip("| ").split("|", 1) for line in part.splitlines() if line.startswith("| ")]
    return {first.strip(): rest for first, rest in cells[1:]}


def ticked(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_setting_is_listed() -> None:
    listed = {ticked(key)[0]: ticked(rest)[0] for key, rest in rows("## Settings").items()}
    assert listed == {field.name: f"MEMCON_{field.name.upper()}" for field in fields(Settings)}


@pytest.fixture(scope="module")
def record(first: str) -> dict[str, object]:
    """The record of the example story."""
    found: dict[str, object] = json.loads(first)
    return found


def members(record: dict[str, object], kind: str) -> list[dict[str, object]]:
    return [item for memcon in record["memcons"] for item in memcon[kind]]  # type: ignore[attr-defined]


def test_every_point_of_the_example_is_listed(record: dict[str, object]) -> None:
    listed = {ticked(key)[0] for key in rows("### Points")}
    points = {item["point"] for kind in ("claims", "findings") for item in members(record, kind)}
    assert points
    assert points - listed == set()


@pytest.mark.parametrize(
    ("kind", "field", "row"),
    [
        ("events", "status", "`status` of events and claims"),
        ("claims", "status", "`status` of events and claims"),
        ("quotes", "kind", "`kind` of quotes"),
        ("findings", "status", "`status` of findings"),
    ],
)
def test_closed_lists_hold_in_the_example(record: dict[str, object], kind: str, field: str, row: str) -> None:
    used = {item[field] for item in members(record, kind)}
    assert used
    assert used - set(ticked(rows("### Closed lists")[row])) == set()


def test_the_record_has_the_listed_fields(record: dict[str, object]) -> None:
    assert {ticked(key)[0] for key in rows("## The record (`--json`)") if key.startswith("`")} >= set(record)
