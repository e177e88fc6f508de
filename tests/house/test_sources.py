"""Knowledge in files says where it comes from."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "src" / "memcon" / "data"
# The schema is no knowledge: it is made from the nouns.
FILES = sorted(p for p in DATA.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc", ".json"})
ORIGIN = re.compile(
    r"\bsources?\b|\bwritten (for|by)\b|\b(our )?own lists?\b|\bour own\b|\bpublic (knowledge|domain)\b|\bCC BY\b"
    r"|\bfitted\b|\b(after|follow) the\b",
    re.IGNORECASE,
)


def head(text: str) -> str:
    """The comment a file opens with."""
    lines = text.splitlines()
    return "\n".join(lines[: next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))])


def unsourced(text: str, delimiter: str = ",") -> Iterator[int]:
    """Numbers of the rows of a table whose `source` is empty; every row when there is no such column."""
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter)
    return (number for number, row in enumerate(rows, 2) if not (row.get("source") or "").strip())


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(DATA)))
def test_a_data_file_names_its_source(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if ORIGIN.search(head(text)):
        return
    assert path.suffix in {".csv", ".tsv"}, "needs a comment at the top that names the source"
    assert list(unsourced(text, "\t" if path.suffix == ".tsv" else ",")) == []


def test_the_check_can_fail() -> None:
    assert list(unsourced("id,source\n1,Factbook\n2,\n")) == [3]
    assert list(unsourced("id,name\n1,Aruba\n")) == [2]
    assert ORIGIN.search(head("# A list.\nSource: not in the comment\n")) is None
