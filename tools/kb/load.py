"""Read the shared raw tables and the hand-written ones beside this file."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

HERE = Path(__file__).parent
RAW = Path("/work/shared/kb")
OUT = HERE.parents[1] / "src" / "memcon" / "data" / "kb"
Row = dict[str, str]


def raw(path: str) -> list[Row]:
    """Rows of a raw table under /work/shared/kb."""
    return _read(RAW / path)


def hand(name: str) -> list[Row]:
    """Rows of a hand-written table of this folder (each names its source); an absent one is empty."""
    path = HERE / name
    return _read(path) if path.exists() else []


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        return [{k: (v or "").strip() for k, v in row.items() if k is not None} for row in csv.DictReader(lines)]


def write(name: str, columns: str, rows: Iterable[Mapping[str, str]]) -> int:
    """Write one product table, sorted, each row once; returns the number of rows."""
    fields = columns.split()
    table = sorted({tuple(row.get(f, "") for f in fields) for row in rows})
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / name).open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(fields)
        out.writerows(table)
    return len(table)


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def fold(text: str) -> str:
    """Case, diacritics, hyphens and apostrophes off (the same folding as memcon.knowledge.kb.fold)."""
    text = unicodedata.normalize("NFKD", text.lower()).translate(_LETTERS)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[’‘'`ʻ.\"“”]", "", text)
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def slug(text: str) -> str:
    """'Lee Jae-myung' -> 'lee-jae-myung'."""
    return fold(text).replace(" ", "-")
