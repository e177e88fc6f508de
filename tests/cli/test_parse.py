"""What is parsed: reports that may tell of dealings between sides; the others are kept and grouped, and it is said."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

TALKS = (
    "KENYA AND PERU AGREE ON FISH\n\n"
    "President Ilse Marden of Peru met Prime Minister Otto Brell of Kenya in Nairobi on 3 May 2024.\n\n"
    "“We will buy more fish,” Mr. Brell told reporters.\n"
)
GAME = (
    "HARBOUR CLUB WINS THE CUP\n\n"
    "The Harbour Club beat the Millers two to one on Saturday, 4 May 2024.\n\n"
    "“We ran more than they did,” said the captain, Ole Tams.\n"
)


def read(memcon: Call, folder: Path, *names: str) -> dict[str, Any]:
    texts = {"talks.txt": TALKS, "game.txt": GAME}
    for name in names:
        (folder / name).write_text(texts[name], encoding="utf-8")
    said = memcon(
        "read", *(str(folder / name) for name in names), "--json", "--store", str(folder / f"{len(names)}.db")
    )
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def story(record: dict[str, Any], name: str) -> dict[str, Any]:
    (key,) = (r["id"] for r in record["reports"] if r["path"].endswith(name))
    (found,) = (m for m in record["memcons"] if key in m["reports"])
    return dict(found)


def test_a_report_of_no_dealings_is_kept_grouped_and_not_coded(memcon: Call, tmp_path: Path) -> None:
    record = read(memcon, tmp_path, "talks.txt", "game.txt")
    game = story(record, "game.txt")
    assert (game["events"], game["quotes"], game["claims"], game["findings"]) == ([], [], [], [])
    assert len(game["origins"]) == 1
    assert game["headline"]
    (warning,) = record["warnings"]
    assert (warning["report"], warning["stage"]) == (game["reports"][0], "dealings")


def test_a_report_is_read_alike_whatever_stands_beside_it(memcon: Call, tmp_path: Path) -> None:
    alone, both = read(memcon, tmp_path, "talks.txt"), read(memcon, tmp_path, "talks.txt", "game.txt")
    assert story(both, "talks.txt") == story(alone, "talks.txt")
    assert story(alone, "talks.txt")["quotes"]


def test_the_setting_turns_it_off(memcon: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = read(memcon, tmp_path, "talks.txt")
    monkeypatch.setenv("MEMCON_PARSE", "all")
    record = read(memcon, tmp_path, "game.txt", "talks.txt")
    assert record["warnings"] == []
    assert story(record, "game.txt")["quotes"]
    assert story(record, "talks.txt") == story(needed, "talks.txt")


def test_a_setting_that_is_none_is_refused(memcon: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_PARSE", "some")
    (tmp_path / "game.txt").write_text(GAME, encoding="utf-8")
    said = memcon("read", str(tmp_path / "game.txt"))
    assert said.code == 2
    assert "needed or all" in said.err


def test_filters_read_everything(memcon: Call) -> None:
    said = memcon("annotate", "quotes", stdin=json.dumps({"id": "g", "text": GAME}) + "\n")
    (row,) = map(json.loads, said.out.splitlines())
    assert row["quotes"]
