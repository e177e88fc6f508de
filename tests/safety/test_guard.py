"""What hangs, eats or dies beside costs itself alone; a bound never changes what is answered."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.errors import Refused, UsageError
from memcon.guard import Beside, Bounds, Undone
from memcon.intake.accept import Raw, accept
from memcon.model.reading import Reading
from memcon.model.stage import Stage
from memcon.run import QUARANTINE, read_into, read_reports, reports_at
from memcon.settings import Settings
from memcon.store.sqlite import SqliteStore

SHORT = Settings(seconds=1, memory=300)


def work(question: str) -> Iterator[str]:
    yield question.upper()
    if question == "hang":
        time.sleep(1000)
    if question == "spin":
        while True:
            pass
    if question == "eat":
        _ = bytearray(2_000_000_000)
    if question == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if question == "leave":
        os._exit(3)
    if question == "fail":
        raise ValueError("no\nsuch thing")
    if question == "refuse":
        raise UsageError("wrong words")
    yield question


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("hang", "took longer than 1 seconds"),
        ("spin", "took longer than 1 seconds"),
        ("eat", "needed more memory"),
        ("die", "signal 9"),
        ("leave", "ended the process"),
        ("fail", "failed inside memcon (ValueError: no such thing), please report"),
    ],
)
def test_what_cannot_be_answered_is_told_and_the_next_is_answered(question: str, why: str) -> None:
    beside = Beside(work, Bounds(1, 300))
    try:
        assert list(beside.ask("fine")) == ["FINE", "fine"]
        with pytest.raises(Undone) as told:
            list(beside.ask(question))
        assert why in str(told.value)
        assert list(beside.ask("fine")) == ["FINE", "fine"]
    finally:
        beside.close()


def test_an_error_with_a_sentence_of_its_own_comes_through() -> None:
    beside = Beside(work, Bounds(10, 300))
    with pytest.raises(UsageError, match="wrong words"):
        list(beside.ask("refuse"))
    assert list(beside.ask("fine")) == ["FINE", "fine"]
    beside.close()


def test_who_stops_listening_gets_the_next_answer_whole() -> None:
    beside = Beside(work, Bounds(10, 300))
    heard = beside.ask("one")
    assert next(heard) == "ONE"
    heard.close()
    assert list(beside.ask("two")) == ["TWO", "two"]
    beside.close()


def test_without_bounds_the_work_is_done_here() -> None:
    beside = Beside(lambda _: [os.getpid()], Bounds(0, 300))
    assert list(beside.ask("x")) == [os.getpid()]
    with pytest.raises(Undone, match="ZeroDivisionError"):
        list(Beside(lambda _: [1 // 0], Bounds(0, 300)).ask("x"))


def hostile(batch: list[Reading]) -> list[Reading]:
    for reading in batch:
        if "hang" in reading.text:
            time.sleep(1000)
        if "eat" in reading.text:
            _ = bytearray(2_000_000_000)
        if "die" in reading.text:
            os.kill(os.getpid(), signal.SIGKILL)
    return batch


@pytest.fixture
def slow_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.run.stages", lambda settings: (Stage("body", (), ("body",), hostile),))


@pytest.mark.usefixtures("slow_stage")
@pytest.mark.parametrize(
    ("word", "why"),
    [("hang", "took longer than 1 seconds"), ("eat", "needed more memory"), ("die", "ended the process that read it")],
)
def test_a_report_that_goes_out_of_bounds_is_refused_alone(tmp_path: Path, word: str, why: str) -> None:
    texts = ["They met.", f"They {word}.", "They parted."]
    for k, text in enumerate(texts):
        (tmp_path / f"{k}.txt").write_text(text)
    store = SqliteStore(str(tmp_path / "m.db"))
    outcome = read_into(store, reports_at([str(tmp_path)], SHORT), SHORT)
    assert [r.where for r in outcome.refused] == [str(tmp_path / "1.txt")]
    assert why in outcome.refused[0].reason
    assert sorted(r.text for r in store.readings()) == ["They met.", "They parted."]


@pytest.mark.usefixtures("slow_stage")
@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_refused_is_told_in_the_order_of_the_input(workers: int) -> None:
    items = [
        accept(Raw("They hang on the line.")),
        Refused("a.txt", "is empty"),
        accept(Raw("They met.")),
        accept(Raw("They die hard.")),
        Refused("b.txt", "is empty"),
        accept(Raw("They parted.")),
    ]
    settings = Settings(seconds=1, memory=500, batch=1, workers=workers)
    store = SqliteStore(":memory:")
    outcome = read_into(store, items, settings)
    told = [refused.where for refused in outcome.refused]
    assert told == [items[0].id, "a.txt", items[3].id, "b.txt"]  # type: ignore[union-attr]
    assert sorted(r.text for r in store.readings()) == ["They met.", "They parted."]


@pytest.mark.usefixtures("slow_stage")
def test_a_report_out_of_bounds_keeps_its_place_in_the_row() -> None:
    reports = [accept(Raw(text)) for text in ("They met.", "They hang.", "They parted.")]
    found = list(read_reports(reports, SHORT))
    assert [r.text for r in found] == ["They met.", "They hang.", "They parted."]
    assert [[w.stage for w in r.warnings if w.stage == QUARANTINE] for r in found] == [[], [QUARANTINE], []]
    assert found[1].body is None


def test_a_file_out_of_bounds_is_refused_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: str) -> Iterator[Refused]:
        if path.endswith("a.txt"):
            time.sleep(1000)
        yield Refused(path, "read")

    monkeypatch.setattr("memcon.intake.files.read_file", slow)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("They met.")
    first, second = reports_at([str(tmp_path)], SHORT)
    assert isinstance(first, Refused)
    assert "took longer than 1 seconds" in first.reason
    assert isinstance(second, Refused)
    assert (second.where, second.reason) == (str(tmp_path / "b.txt"), "read")
