"""A read that is killed loses nothing it accepted, leaves nothing half written, and ends as one that was not."""

import random
import time
from pathlib import Path

import pytest
from tests.safety import killing, reports
from tests.safety.apart import memcon
from tests.safety.figures import size, tell

from memcon.intake.accept import Raw, accept
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.run import read_reports

KILLS = size(20, 200)


@pytest.fixture(scope="module")
def fifty(loaded: None) -> tuple[list[Report], list[Reading]]:
    given = [accept(Raw(text, path=f"{k:02}.txt")) for k, text in enumerate(reports.texts())]
    return given, list(read_reports(given, killing.SETTINGS))


def test_the_reports_are_worth_the_trial(fifty: tuple[list[Report], list[Reading]]) -> None:
    given, read = fifty
    assert len({r.id for r in given}) == 50
    assert all(r.events and r.quotes and r.claims for r in read)


def test_a_killed_read_loses_nothing(
    fifty: tuple[list[Report], list[Reading]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memcon.run.stages", killing.replay(fifty[1]))
    came = killing.trials(tmp_path, *fifty, kills=KILLS, seed=20260)
    assert came.faults == []
    assert came.kills == KILLS
    assert came.finished >= max(1, KILLS // 20)
    # Where twenty kills fall hangs on how fast the machine is; two hundred fall everywhere.
    assert came.moments.keys() & {"adding", "added"}
    assert KILLS < 200 or {"adding", "added", "keeping"} <= came.moments.keys()
    tell(kills=came.kills, read_to_their_end=came.finished, last_heard=came.moments)


@pytest.mark.usefixtures("loaded")
def test_the_command_itself(tmp_path: Path) -> None:
    """`memcon read` with its parser, killed anywhere in the time it takes, again and again until its end."""
    (tmp_path / "in").mkdir()
    reports.write(tmp_path / "in", 12)
    began = time.monotonic()
    whole = memcon("read", "in", "--json", "--store", "whole.db", folder=tmp_path)
    took, dice, kills, stores = time.monotonic() - began, random.Random(9), 0, 0
    while kills < size(4, 40):
        store = f"{stores}.db"
        for _ in range(4):
            said = memcon("read", "in", "--store", store, folder=tmp_path, kill_after=dice.random() * took)
            kills += said.code == -9
            if (tmp_path / store).exists():
                checked = memcon("check", "--store", store, folder=tmp_path)
                assert checked.code == 0, checked
        last = memcon("read", "in", "--json", "--store", store, folder=tmp_path)
        assert last.out == whole.out
        assert killing.content(tmp_path / store) == killing.content(tmp_path / "whole.db")
        stores += 1
    tell(command_kills=kills, read_to_their_end=stores)


def test_a_store_that_lost_a_report_is_seen(fifty: tuple[list[Report], list[Reading]], tmp_path: Path) -> None:
    read = {r.report.id: r for r in fifty[1]}
    store = killing.SqliteStore(str(tmp_path / "m.db"))
    store.add(fifty[1][:2])
    store.close()
    accepted = {r.report.id for r in fifty[1][:3]}
    assert killing.judge(tmp_path / "m.db", read, accepted) == [f"accepted report {fifty[1][2].report.id} is gone"]
    assert len(killing.judge(tmp_path / "n.db", read, accepted)) == 1
