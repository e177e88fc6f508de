"""Ray gives the same bytes by one worker and by four, and when one is killed in the middle."""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cluster.making import content

from memcon.cluster.backfile import Backfile, backfile
from memcon.cluster.engines import Engine
from memcon.settings import Settings

pytest.importorskip("ray", reason="memcon[ray] is not installed; .ci/run installs it")

pytestmark = [
    pytest.mark.slow,
    # Ray's own: sockets and processes that it leaves to the collector, and its notes to those who use it.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]

Expected = tuple[Backfile, dict[str, bytes]]


@contextmanager
def ray_of(workers: int) -> Iterator[Engine]:
    from memcon.cluster.on_ray import Ray

    engine = Ray(workers)
    try:
        yield engine
    finally:
        engine.close()
        # What Ray leaves to the collector is collected here, where its warnings are expected.
        gc.collect()


@pytest.fixture(autouse=True)
def _no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")


@pytest.mark.parametrize("workers", [1, 4])
def test_the_same_bytes(given: list[str], expected: Expected, tmp_path: Path, workers: int) -> None:
    with ray_of(workers) as engine:
        done = backfile(given, str(tmp_path / "out"), engine, Settings())
    assert done == expected[0]
    assert content(tmp_path / "out") == expected[1]


def test_the_same_bytes_though_a_worker_is_killed(given: list[str], expected: Expected, tmp_path: Path) -> None:
    out, killed = tmp_path / "out", list[int]()
    with ray_of(2) as engine:
        watcher = threading.Thread(target=_kill_one, args=(out / "parts", killed), daemon=True)
        watcher.start()
        done = backfile(given, str(out), engine, Settings())
        watcher.join(timeout=60)
    assert len(killed) == 1
    assert done == expected[0]
    assert content(out) == expected[1]


def _kill_one(parts: Path, killed: list[int]) -> None:
    """Kill one of our own reading actors as soon as the first part is there."""
    while not killed:
        time.sleep(0.01)
        if parts.is_dir() and any(parts.glob("*.parquet")):
            for pid in _actors():
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                break


def _actors() -> list[int]:
    """The actors that descend from this process."""
    parents, names = {}, {}
    for folder in Path("/proc").iterdir():
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            parents[int(folder.name)] = int(fields[1])
            names[int(folder.name)] = (folder / "cmdline").read_text()
        except (OSError, ValueError, IndexError):
            continue
    return [pid for pid, name in names.items() if name.startswith("ray::MapWorker") and _ours(pid, parents)]


def _ours(pid: int, parents: dict[int, int]) -> bool:
    while pid > 1:
        pid = parents.get(pid, 0)
        if pid == os.getpid():
            return True
    return False
