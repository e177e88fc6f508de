"""Streams of news for measuring: made at run time from what lies beside the repository, never kept.

Mixed: one report in five is about diplomacy (the real reports, then everyday news' own by what their titles name).
Recombined: the same reports again with other words, so that a stream can be as long as one likes: from the second
round on every word but the commonest is swapped for one about as common, the same way all through a round. What told
one occurrence still does, with words of its own; for grouping and memory that is a stream of news, for a parser not.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
EVERYDAY = "bench/stories/allsides_dev.docs.jsonl"
DIPLOMACY = "reports/diplomacy-14.jsonl"
ABROAD = re.compile(
    r"\b(?:ambassador|embassy|sanctions?|summit|tariffs?|treaty|nuclear deal|NATO|G-?20|U\.?N\.?|Iran|Iraq|Syria|China|"
    r"Chinese|Beijing|Russia|Russian|Putin|Kremlin|Korea|Kim|Israel|Saudi|Turkey|Mexico|Cuba|Venezuela|Ukraine)\b"
)
KEPT = 192
"""The commonest words, which stay: whole bins."""
BIN = 64
WORD = re.compile(r"[^\W\d_]+")
Row = dict[str, Any]


def _rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]


def mixed(size: int) -> list[Row]:
    """`size` reports, every fifth about diplomacy; recombined once the real ones are used up."""
    plain = [{"id": p.stem, "text": p.read_text(encoding="utf-8")} for p in sorted(SHARED.glob("reports/*/*.txt"))]
    news = _rows(EVERYDAY)
    abroad = [*plain, *_rows(DIPLOMACY), *(row for row in news if ABROAD.search(row["title"] or ""))]
    everyday = [row for row in news if not ABROAD.search(row["title"] or "")]
    diplomacy, other = recombined(abroad), recombined(everyday)
    return [next(diplomacy) if k % 5 == 0 else next(other) for k in range(size)]


def news(size: int) -> Iterator[Row]:
    """`size` reports of everyday news, recombined from the second round on."""
    return islice(recombined(_rows(EVERYDAY)), size)


def recombined(rows: list[Row]) -> Iterator[Row]:
    """The rows as they are, then in other words again and again, without end; each round two months later."""
    places = _ranks(rows)
    words = sorted(places, key=places.__getitem__)
    for turn in count():
        for row in rows:
            yield row if turn == 0 else _again(row, turn, places, words)


def _ranks(rows: list[Row]) -> dict[str, int]:
    held = Counter(m.group().lower() for row in rows for m in WORD.finditer(row["text"]))
    return {word: k for k, (word, _) in enumerate(sorted(held.items(), key=lambda p: (-p[1], p[0])))}


def _again(row: Row, turn: int, places: dict[str, int], words: list[str]) -> Row:
    def other(m: re.Match[str]) -> str:
        word = m.group()
        at = places.get(word.lower(), 0)
        if at < KEPT:
            return word
        first = at - at % BIN
        size = min(BIN, len(words) - first)
        # An odd step and a shift: one word for one word inside a bin of words about as common.
        new = words[first + ((at - first) * (2 * turn + 1) + turn) % size] if size == BIN else word
        return new.upper() if word.isupper() and len(word) > 1 else new.title() if word[0].isupper() else new

    again = {**row, "id": f"{row['id']}-{turn}", "text": WORD.sub(other, row["text"])}
    if row.get("title"):
        again["title"] = WORD.sub(other, row["title"])
    if row.get("published"):
        again["published"] = _later(row["published"], 61 * turn)
    return again


def _later(published: str, days: int) -> str | None:
    try:
        return (date.fromisoformat(published[:10]) + timedelta(days=days)).isoformat()
    except ValueError:
        return None
