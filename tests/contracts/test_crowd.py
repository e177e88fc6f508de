"""Two writers and ten readers at once: nothing is lost, and nobody sees what never was.

Ten seconds on each engine; `make crowd` gives it a minute (MEMCON_CROWD_SECONDS).
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.contracts.crowd import reading

from memcon.regroup import regroup
from memcon.store.engines import open_at
from memcon.store.relations import reports_on, search

ROOT = Path(__file__).parents[2]
SECONDS = os.environ.get("MEMCON_CROWD_SECONDS", "10")
WRITERS, READERS = ("a", "b"), 10


def crowd(address: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What the writers and what the readers say they did."""
    called = [("writer", name) for name in WRITERS] + [("reader", str(n)) for n in range(READERS)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.contracts.crowd", role, address, name, SECONDS],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
            cwd=ROOT,
        )
        for role, name in called
    ]
    said = [process.communicate(timeout=600) for process in running]
    assert [error.decode() for (_, error), p in zip(said, running, strict=True) if p.returncode] == []
    done = [json.loads(out) for out, _ in said]
    return done[: len(WRITERS)], done[len(WRITERS) :]


@pytest.mark.slow
def test_nothing_is_lost(address: str) -> None:
    open_at(address).close()
    writers, readers = crowd(address)
    assert [r["faults"] for r in readers] == [[]] * READERS
    assert all(w["rounds"] for w in writers)
    assert all(r["looks"] for r in readers)
    store = open_at(address)
    kept = {r.report.id: r for r in store.readings()}
    promised = {key for w in writers for key in w["added"]}
    assert kept.keys() == promised
    assert all(kept[key] == reading(key[0], int(key[-6:])) for key in promised if not key.startswith("both"))
    assert sorted(store.arrived().values()) == list(range(1, len(kept) + 1))
    assert {j.id for j in store.judgements()} == {key for w in writers for key in w["judged"]}
    told = sorted(r for story, _ in store.stories() for r in story.reports)
    assert told == sorted(kept)
    assert len(search(store, "grain")) == len(kept)
    assert reports_on(store, ["actor7"]) == sorted(k for k in kept if int(k[-6:]) % 50 == 7)
    standing = store.stories()
    regroup(store)
    assert store.stories() == standing
    looks = sum(r["looks"] for r in readers)
    sys.stdout.write(f"{store.path}: {len(kept)} reports written, {looks} looks at them, in {SECONDS} s\n")
    store.close()
