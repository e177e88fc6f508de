"""Stories follow what comes into a store: nothing is opened or made again that need not be."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from memcon import regroup as grouping
from memcon.errors import MemconError
from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report, report_id
from memcon.reconcile import compose
from memcon.regroup import regroup
from memcon.store.rows import filed
from memcon.store.sqlite import SqliteStore
from memcon.stories.group import group
from memcon.stories.packed import packed
from memcon.stories.signals import read_signals


def report(text: str, outlet: str, day: str = "2031-05-05") -> Reading:
    key = report_id(text, outlet, None, day)
    return Reading(Report(key, text, outlet=Outlet(outlet), published=Published(day), language="en"))


READINGS = [
    report(
        "Harbour pilots in Veldmark walked out on Monday over night shifts, and nine ships lay at anchor off the mole. "
        "Their union wants two pilots on every tanker after dark.",
        "Gazette",
    ),
    report(
        "No tanker entered Veldmark on Monday: its harbour pilots refuse night shifts without a second pilot. The "
        "owners of the ships at anchor spoke of losses.",
        "Courier",
    ),
    report(
        "Engineers lowered the Ostrel dam by two metres after cracks were found in its northern sluice, they said. "
        "Villages downstream were told to move their cattle.",
        "Gazette",
    ),
    report(
        "Cracks in the northern sluice of the Ostrel dam made engineers let out water; cattle were driven uphill.",
        "Herald",
        "2031-05-06",
    ),
]
MORE = report("Pilots, engineers and cattle: the Ostrel museum shows old photographs.", "Star", "2033-01-09")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the stories whose memcons are made."""
    told: list[str] = []
    real = compose.reconcile

    def noted(story, *given, **named):  # type: ignore[no-untyped-def]
        told.append(story.id)
        return real(story, *given, **named)

    monkeypatch.setattr(compose, "reconcile", noted)
    return told


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(str(tmp_path / "m.db"))


def test_a_memcon_is_made_again_only_where_its_reports_changed(store: SqliteStore, made: list[str]) -> None:
    store.add(READINGS)
    assert regroup(store) == len(store.stories()) == 2
    whys = {story.id: story.why for story, _ in store.stories()}
    assert sorted(made) == sorted(whys)
    made.clear()
    store.add([MORE])
    assert regroup(store) == 3
    now = {story.id: story.why for story, _ in store.stories()}
    assert any(now[key] != why for key, why in whys.items()), (
        "the new words were to change how telling the old ones are"
    )
    assert set(made) == now.keys() - whys.keys()
    assert [story for story, _ in store.stories()] == list(group([*READINGS, MORE]))


@pytest.mark.parametrize("kept", [None, b"", b"\x00older", b"\x01broken"])
def test_what_reports_are_grouped_by_is_made_where_it_is_missing(store: SqliteStore, kept: bytes | None) -> None:
    store.add(READINGS)
    ids = [r.report.id for r in READINGS]
    if kept is not None:
        store.keep_signals(dict.fromkeys(ids, kept))
    regroup(store)
    assert [story for story, _ in store.stories()] == list(group(READINGS))
    first = store.signals(ids)
    assert set(first) == set(ids)
    assert all(len(found) > 100 for found in first.values())
    regroup(store)
    assert store.signals(ids) == first


def test_texts_are_opened_for_new_stories_only(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(READINGS)
    regroup(store)
    store.put([filed(MORE, packed(read_signals(MORE)))])
    asked: list[str] = []

    def noted(name: str) -> None:
        real = getattr(SqliteStore, name)

        def ask(self: SqliteStore, ids: Iterable[str], **named: object) -> object:
            wanted = list(ids)
            asked.extend(wanted)
            return real(self, wanted, **named)

        monkeypatch.setattr(SqliteStore, name, ask)

    noted("readings")
    noted("rows")
    regroup(store)
    assert asked == [MORE.report.id]


def test_what_an_older_memcon_made_is_made_again(store: SqliteStore, made: list[str]) -> None:
    store.add(READINGS)
    regroup(store)
    for story, memcon in store.stories():
        older = msgspec.structs.replace(story.origins[0], why="as an older memcon said it")
        stories = [msgspec.structs.replace(story, origins=(older, *story.origins[1:]))]
        stories += [other for other, _ in store.stories() if other.id != story.id]
        store.keep(stories, [memcon])
    (first, second) = (story for story, _ in store.stories())
    store.keep_signals(dict.fromkeys(first.reports, b"\x00older"))
    made.clear()
    regroup(store)
    now = {story.id: story.origins[0].why for story, _ in store.stories()}
    assert made == [first.id]
    assert now[first.id] != "as an older memcon said it" == now[second.id]


def test_a_version_that_comes_between_two_questions_waits_for_its_turn(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (
        Reading(msgspec.structs.replace(report(text, "Gazette").report, url="https://gazette.example/pilots"))
        for text in (
            "Harbour pilots in Veldmark walked out on Monday over night shifts, and nine ships lay at anchor.",
            "Harbour pilots in Veldmark walked out on Monday over night shifts, and twelve ships lay at anchor.",
        )
    )
    store.add([old])
    real = SqliteStore.headings

    def headings(self: SqliteStore, ids: Iterable[str] | None = None) -> Iterator[Report]:
        if not self.known([new.report.id]):
            self.add([new])
        return real(self, ids)

    monkeypatch.setattr(SqliteStore, "headings", headings)
    regroup(store)
    assert [s.reports for s, _ in store.stories()] == [(old.report.id,)]
    assert store.lineages() == []
    regroup(store, fresh=False)
    assert [s.reports for s, _ in store.stories()] == [(new.report.id,)]
    assert [v.report for v in store.lineages()[0].versions] == [old.report.id, new.report.id]


def test_more_memcons_than_memory_should_hold(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "IN_MEMORY", 10)
    store.add(READINGS)
    regroup(store)
    assert [memcon.id for _, memcon in store.stories()] == [story.id for story in group(READINGS)]


def test_a_story_whose_memcon_cannot_be_made_is_named(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(READINGS)
    broken = group(READINGS)[1].id
    real = compose.reconcile

    def fails(story, *given, **named):  # type: ignore[no-untyped-def]
        return 1 // 0 if story.id == broken else real(story, *given, **named)

    monkeypatch.setattr(compose, "reconcile", fails)
    for workers in (1, 2):
        with pytest.raises(MemconError, match=f"story {broken}: making its memcon failed inside memcon"):
            regroup(store, workers=workers)


@pytest.mark.parametrize("workers", [2, 3])
def test_memcons_do_not_hang_on_who_makes_them(tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "BATCH", 1)
    found = []
    for name, count in (("one", 1), ("many", workers)):
        store = SqliteStore(str(tmp_path / f"{name}.db"))
        store.add(READINGS)
        regroup(store, workers=count)
        found.append(store.stories())
    assert found[0] == found[1]
