"""Who held an office on a day: a table of handovers, the day before and the day itself (holders.csv)."""

import csv
from pathlib import Path

import pytest

from memcon.knowledge import kb

TABLE = [
    tuple(row) for row in csv.reader((Path(__file__).parent / "holders.csv").read_text(encoding="utf-8").splitlines())
][1:]


def names(position: str, day: str, until: str | None = None) -> list[str]:
    return [kb.persons()[t.person].name for t in kb.holders(position, day, until)]


def test_the_table_is_wide_enough() -> None:
    assert len(TABLE) >= 150
    assert len({position[:3] for position, _, _ in TABLE}) >= 40
    assert all("2015" <= day < "2027" for _, day, _ in TABLE)


@pytest.mark.parametrize("year", sorted({day[:4] for _, day, _ in TABLE}))
def test_holders_on_the_day(year: str) -> None:
    wrong = [(p, d, who, names(p, d)) for p, d, who in TABLE if d.startswith(year) and not alone(p, d, who)]
    assert wrong == []


def alone(position: str, day: str, who: str) -> bool:
    """Whether one person held the office, whose name or other spelling this is."""
    found = [kb.persons()[t.person] for t in kb.holders(position, day)]
    return len(found) == 1 and kb.fold(who) in {kb.fold(text) for text in (found[0].name, *found[0].aliases)}


@pytest.mark.parametrize(
    ("position", "before", "after", "left", "came"),
    [
        ("JPN-prime-minister", "2025-10-20", "2025-10-21", "Shigeru Ishiba", "Sanae Takaichi"),
        ("KOR-president", "2025-06-03", "2025-06-04", "Lee Ju-ho", "Lee Jae Myung"),
        ("GBR-prime-minister", "2024-07-04", "2024-07-05", "Rishi Sunak", "Keir Starmer"),
    ],
)
def test_handovers_of_the_issue(position: str, before: str, after: str, left: str, came: str) -> None:
    assert names(position, before) == [left]
    assert names(position, after) == [came]


@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("2024-12-14", "Han Duck-soo"),
        ("2024-12-27", "Choi Sang-mok"),
        ("2025-03-24", "Han Duck-soo"),
        ("2025-05-02", "Lee Ju-ho"),
    ],
)
def test_koreas_acting_presidents(day: str, who: str) -> None:
    (tenure,) = kb.holders("KOR-president", day)
    assert kb.persons()[tenure.person].name == who
    assert tenure.acting


def test_the_foreign_ministers_the_issue_names() -> None:
    assert names("JPN-foreign-minister", "2025-10-21") == ["Toshimitsu Motegi"]
    assert names("KOR-foreign-minister", "2025-09-01") == ["Cho Hyun"]
    assert names("USA-foreign-minister", "2025-09-01") == ["Marco Rubio"]
    assert names("GBR-foreign-minister", "2025-09-05") == ["Yvette Cooper"]
