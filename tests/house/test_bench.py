"""The streams speed is measured on, and the page its figures are written to."""

import sys
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(autouse=True)
def _bench_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    for name in ("streams", "picture", "speed"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def rows() -> list[dict[str, object]]:
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "lmnrst"]
    return [
        {"id": str(k), "text": f"The {' '.join(words)} {word.title()}.", "published": day}
        for k, (word, day) in enumerate([("Ostrel", "2024-03-12"), ("Brellin", "spring"), ("Marden", None)])
    ]


def test_a_stream_goes_on_in_other_words() -> None:
    import streams

    first, again = rows(), list(islice(streams.recombined(rows()), 9))
    assert again[:3] == first
    assert len({row["id"] for row in again}) == 9
    assert [row["published"] for row in again[3:6]] == ["2024-05-12", None, None]
    for old, new in zip(first, again[3:6], strict=True):
        one, other = str(old["text"]).split(), new["text"].split()
        assert len(one) == len(other)
        assert one[0] == other[0] == "The"
        assert one[1:] != other[1:]
        assert len(set(other)) == len(set(one))  # one word for one word


POINTS = [
    {"size": n, "read_ms": r, "grouped_ms": g, "printed_ms": 1.0, "again_s": 2.0, "worker_mb": 90, "read_mb": 100}
    | {"whole_mb": 120}
    for n, r, g in [(100, 10.0, 4.0), (200, 11.0, 6.0), (400, 11.0, 6.6)]
]


def test_neighbours_are_the_worst_step() -> None:
    import speed

    assert speed.neighbours(POINTS, "read_ms") == 1.1
    assert speed.neighbours(POINTS, "grouped_ms") == 1.5
    assert speed.neighbours([], "read_ms") == 1.0


def test_the_page_is_written_between_its_marks(tmp_path: Path) -> None:
    import picture

    page = tmp_path / "speed.md"
    page.write_text(f"# Speed\n\nWhy.\n\n{picture.BEGIN}\nold\n{picture.END}\n\nMore.\n", encoding="utf-8")
    figures = {"reports": 100, "ratio": 0.9, "mixed": 0.4, "workers": 1.7, "neighbours": 1.5, "curve": POINTS}
    figures |= {"held_back": 50, "between_states": 1200, "between_states_lost": 3}
    figures |= {"parts": {"body": 0.001, "syntax": 0.5}, "help_s": 0.2, "show_s": 0.6, "python_s": 0.02}
    for _ in range(2):
        picture.write(figures, tmp_path)
    text = page.read_text(encoding="utf-8")
    assert (text.startswith("# Speed\n\nWhy.\n"), text.endswith("\n\nMore.\n"), "old" in text) == (True, True, False)
    assert "By default 50 of the reports were not parsed; of 1,200 events" in text
    assert "| 400 | 11.0 | 6.6 | 1.0 | 2.0 | 90 | 100 | 120 |" in text
    drawn = ElementTree.parse(tmp_path / "speed.svg").getroot()
    assert len(drawn.findall("{http://www.w3.org/2000/svg}circle")) == 3 * len(POINTS)
