"""Reading that is killed: a process that has everything loaded is forked for each trial and ended by SIGKILL.

The moment is drawn with a seed: at one of the places where the store begins or ends to write, and up to a few
milliseconds on; or anywhere in the time a whole read takes. What is known of the reports accepted before comes
through a pipe, which the child writes to after the store has returned.
"""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.stage import Stage
from memcon.run import read_into
from memcon.settings import Settings
from memcon.store.rows import Filed
from memcon.store.sqlite import SqliteStore

SETTINGS = Settings(batch=8)


class Telling(SqliteStore):
    """A store that says on a pipe what it begins and what it has done."""

    def __init__(self, path: str, pipe: int) -> None:
        self._pipe = pipe
        super().__init__(path)
        self._say("opened")

    def put(self, rows: Sequence[Filed]) -> None:
        self._say("adding")
        super().put(rows)
        for row in rows:
            self._say(f"added {row.id}")

    def keep(self, *given: Any, **named: Any) -> bool:
        self._say("keeping")
        done = super().keep(*given, **named)
        self._say("kept")
        return done

    def _say(self, words: str) -> None:
        os.write(self._pipe, f"{words}\n".encode())


def replay(readings: Sequence[Reading]) -> Callable[[Settings], tuple[Stage, ...]]:
    """Stages that give what was read before: a trial then costs what writing and grouping cost."""
    known = {r.report.id: r for r in readings}

    def stages(settings: Settings) -> tuple[Stage, ...]:
        return (Stage("all", (), ("claims",), lambda batch: [known.get(r.report.id, r) for r in batch]),)

    return stages


@dataclass
class Trials:
    """What all kills came to."""

    kills: int = 0
    finished: int = 0
    moments: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def run_whole(path: Path, reports: Sequence[Report]) -> bytes:
    """An undisturbed read; the record as JSON."""
    store = SqliteStore(str(path))
    outcome = read_into(store, iter(reports), SETTINGS)
    record = msgspec.json.encode(outcome.record)
    store.close()
    assert outcome.refused == []
    return record


def content(path: Path) -> list[tuple[Any, ...]]:
    """Everything the store holds, table by table; but not what SQLite keeps for itself (counters, the index of words,
    whose words are there), nor the running numbers of the list of stories: they count the tries."""
    with sqlite3.connect(path) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        names = [n for (n,) in tables if not n.startswith(("sqlite_", "words_", "story_words_"))]
        rows = [(n, *row[n == "story_list" :]) for n in names for row in db.execute(f"SELECT * FROM {n}")]
    db.close()
    return sorted(rows, key=repr)


def kill_once(path: Path, reports: Sequence[Report], moment: tuple[int, float]) -> tuple[list[str], bool]:
    """Read in a child and kill it: so many words after the start, so many seconds on. What it said, and whether it came
    to its end before."""
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover (killed)
        os.setpgid(0, 0)
        os.close(hear)
        try:
            read_into(Telling(str(path), say), iter(reports), SETTINGS)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(say)
    said, ended = _listen(hear, *moment)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    # The process beside ends by itself when its line is gone; for the machine's sake it is not waited for.
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    while more := os.read(hear, 65536):
        said += more
    os.close(hear)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the read failed by itself"
    return said.decode().split("\n")[:-1], ended or not os.WIFSIGNALED(status)


def _listen(hear: int, words: int, seconds: float) -> tuple[bytes, bool]:
    said = b""
    while said.count(b"\n") < words:
        more = os.read(hear, 1)
        if not more:
            return said, True
        said += more
    time.sleep(seconds)
    return said, False


def moments(seed: int) -> Iterator[tuple[float, float | None]]:
    """(part of the way, seconds on from there): three in four at a word and up to 5 ms on, the others by the clock."""
    dice = random.Random(seed)
    return ((dice.random(), dice.choice((0.0, dice.random() / 200)) if k % 4 else None) for k in count())


def judge(path: Path, known: dict[str, Reading], accepted: set[str]) -> list[str]:
    """What is wrong with a store after a kill: a sentence each."""
    from memcon.run import check

    if not path.exists():
        return [f"{len(accepted)} reports were accepted and there is no store"] if accepted else []
    store = SqliteStore(str(path))
    held = {r.report.id: r for r in store.readings()}
    faults = [f"accepted report {i} is gone" for i in sorted(accepted - held.keys())]
    faults += [f"report {i} is kept otherwise than it was read" for i, r in held.items() if r != known[i]]
    faults += check(store).faults
    told = [r for s, m in store.stories() for r in s.reports]
    if told and sorted(told) != sorted(set(told)):
        faults.append("a report is in two stories")
    store.close()
    return faults


def trials(
    folder: Path, reports: Sequence[Report], known: Sequence[Reading], *, kills: int, seed: int, chain: int = 8
) -> Trials:
    """Kill `kills` reads; each store is killed on up to `chain` times, then read to its end and held against an
    undisturbed one."""
    by_id = {r.report.id: r for r in known}
    began = time.monotonic()
    record = run_whole(folder / "whole.db", reports)
    whole, expected, came = time.monotonic() - began, content(folder / "whole.db"), Trials()
    path, accepted, on_this = folder / "0.db", set[str](), 0
    for part, on in moments(seed):
        if came.kills == kills:
            break
        left = 1 - len(accepted) / len(reports)
        words = 0 if on is None else int(part * (2 * len(reports) * left + 3))
        said, ended = kill_once(path, reports, (words, part * left * whole if on is None else on))
        came.kills += not ended
        last = said[-1].split()[0] if said else "before it opened"
        came.moments[last] = came.moments.get(last, 0) + 1
        accepted |= {line.split()[1] for line in said if line.startswith("added ")}
        came.faults += judge(path, by_id, accepted)
        on_this += 1
        if ended or on_this == chain:
            again = run_whole(path, reports)
            came.faults += ["the record differs from an undisturbed one"] if again != record else []
            came.faults += ["the store differs from an undisturbed one"] if content(path) != expected else []
            came.finished += 1
            path, accepted, on_this = folder / f"{came.kills}-{came.finished}.db", set(), 0
    return came
