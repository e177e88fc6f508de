"""What is brought is read one job after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from memcon.api.jobs import Brought, Item, Job, Jobs, Pasted, items
from memcon.errors import Refused, StoreError
from memcon.model.report import Report
from memcon.settings import Settings


def told(item: Item) -> str:
    return str(item) if isinstance(item, Refused) else f"{item.path}: {item.text}"


def test_files_texts_and_addresses_go_by_their_own_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("They met.", "utf-8")
    (tmp_path / "a.txt").write_bytes(b"\x00")
    (tmp_path / "c.jsonl").write_text('{"id": 1}\n', "utf-8")
    found = list(
        items(Brought(tmp_path, [Pasted("It rained."), Pasted(" ")], ["https://x.invalid/a", "/etc/hosts"]), Settings())
    )
    said = [told(item) for item in found]
    assert said[0].startswith("a.txt: is a binary file")
    assert said[1] == "b.txt: They met."
    assert said[2].startswith("c.jsonl line 1: ")
    assert said[3] == "pasted text 1: It rained."
    assert said[4].startswith("pasted text 2: ")
    assert said[5].startswith("https://x.invalid/a: ")
    assert said[6] == "/etc/hosts: is no address; write it with http:// or https://"
    assert str(tmp_path) not in " ".join(said)


def ended(jobs: Jobs, key: str) -> Job:
    jobs.close()
    job = jobs.get(key)
    assert job is not None
    return job


def test_a_job_tells_how_far_it_is(tmp_path: Path) -> None:
    go, states = threading.Event(), []

    def read(given: Iterable[Item], progress: Callable[[int], None]) -> tuple[int, list[Refused], list[str]]:
        go.wait(60)
        rows = list(given)
        progress(len(rows))
        states.append(jobs.get(job.id))
        return 1, [Refused("x", "is none")], ["s1"]

    jobs = Jobs(read, Settings())
    folder = tmp_path / "brought"
    folder.mkdir()
    (folder / "a.txt").write_text("They met.", "utf-8")
    job, later = jobs.start(Brought(folder)), jobs.start(Brought(pasted=[Pasted("Later.")]))
    assert (job.names, job.state) == (("a.txt",), "waiting")
    waiting = jobs.get(later.id)
    assert waiting is not None
    assert waiting.state == "waiting"
    go.set()
    done = ended(jobs, job.id)
    assert next((s.state, s.done) for s in states if s is not None) == ("grouping", 1)
    assert (done.state, done.done, done.known, done.refused, done.stories) == ("done", 1, 1, ("x: is none",), ("s1",))
    assert not folder.exists()


def test_a_failure_is_a_sentence_and_the_next_job_has_its_turn() -> None:
    errors: list[Exception] = [StoreError("the disk is full"), ValueError("odd")]

    def read(given: Iterable[Item], progress: Callable[[int], None]) -> tuple[int, list[Refused], list[str]]:
        assert all(isinstance(item, Report) for item in given)
        if errors:
            raise errors.pop(0)
        return 0, [], []

    jobs = Jobs(read, Settings())
    keys = [jobs.start(Brought(pasted=[Pasted(f"Text {k}.")])).id for k in range(3)]
    jobs._pool.shutdown(wait=True)
    found = [jobs.get(key) for key in keys]
    assert [(j.state, j.error) for j in found if j is not None] == [
        ("failed", "the disk is full"),
        ("failed", "something went wrong inside memcon (ValueError: odd); please report it"),
        ("done", None),
    ]
