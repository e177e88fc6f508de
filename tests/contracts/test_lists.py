"""Lists of stories, pages of words found, what is exported and comes back, the check: the same on every engine."""

import io
from pathlib import Path

import msgspec
import pytest
from tests.api.conftest import keep, memcon, reading
from tests.contracts.conftest import Open
from tests.contracts.test_store_relations import reading as told
from tests.store.test_judgements import row

from memcon import run
from memcon.errors import UsageError
from memcon.export.frames import OpenedStore
from memcon.export.jsonl import write
from memcon.export.options import Options
from memcon.export.restore import pieces
from memcon.intake.accept import Raw, admit
from memcon.model.version import Lineage, Version
from memcon.store import lists
from memcon.store.engines import open_at
from memcon.store.finding import search_page
from memcon.store.lists import Wanted
from memcon.store.relations import Filters, search
from memcon.store.sql import SqlStore
from memcon.store.upkeep import backup, integrity

OUTLETS = ("Übersee-Kurier", "Quay News 24")


def fill(store: SqlStore) -> SqlStore:
    """Six stories a month apart, told in two outlets by turns, and one without a date."""
    made = []
    for k in range(1, 7):
        one = reading(f"r{k}", ["JPN", "NOR"], outlet=OUTLETS[k % 2], complete=k != 5)
        made.append((memcon(f"s{k}", [f"r{k}"], ["JPN", "NOR"], f"2031-{k:02}", differs=k == 3), [one]))
    keep(store, [*made, (memcon("s7", ["r7"], ["CHL", "NOR"], None), [reading("r7", ["CHL", "NOR"])])])
    return store


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """Such a store on each engine in turn."""
    return fill(store)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ["s6", "s5", "s4", "s3", "s2", "s1", "s7"]),
        (Wanted(("NOR", "CHL")), ["s7"]),
        (Wanted(until="2031-02"), ["s2", "s1"]),
        (Wanted(since="2031-02", until="2031-03-01"), ["s3", "s2"]),
        (Wanted(differs=True), ["s3"]),
        (Wanted(outlet="Übersee-Kurier", since="2031-03"), ["s6", "s4"]),
        (Wanted(words="ubers"), ["s6", "s4", "s2"]),
        (Wanted(words="ÜBERSEE kur ma"), ["s6", "s4", "s2"]),
        (Wanted(words="ews"), []),  # the beginnings of words, not what is in them
        (Wanted(words="meets"), []),  # as they stand, without their stems
        (Wanted(words="24"), ["s5", "s3", "s1"]),
        (Wanted(("NOR",), words="rua"), ["s7"]),
        (Wanted(words="it's 'ono' & !: \\ *"), []),
        (Wanted(words="& ! : * ( '"), ["s6", "s5", "s4", "s3", "s2", "s1", "s7"]),
    ],
)
def test_stories_are_listed(filled: SqlStore, wanted: Wanted, ids: list[str]) -> None:
    found, total = lists.story_lines(filled, wanted, limit=50)
    assert ([line.id for line in found], total) == (ids, len(ids))


def test_a_line_and_what_is_known_of_reports(filled: SqlStore) -> None:
    (line,) = lists.lines_of(filled, ["s5"])
    assert (line.headline, line.when, line.full_text, line.only_one) == ("Ono and Marn meet", "2031-05", 0, 1)
    assert lists.lines_of(filled, ["s4"])[0].full_text == 1
    given = reading("r1", ["JPN", "NOR"], outlet=OUTLETS[1]).report
    assert lists.heads(filled, ["r1", "x"]) == {"r1": msgspec.structs.replace(given, text="")}
    assert lists.outlets(filled, limit=9) == ["Quay News", "Quay News 24", "Übersee-Kurier"]
    assert lists.some_naming(filled, ["NOR", "CHL"], limit=5) == ["r7"]


def test_lines_follow_their_stories(filled: SqlStore, opened: Open) -> None:
    before = lists.stamp(filled)
    stories = [s for s, _ in filled.stories() if s.id != "s2"]
    filled.keep(stories, [memcon("s3", ["r3"], ["CHL", "JPN"], "2040")])
    found, _ = lists.story_lines(opened(), Wanted(words="rua ono"), limit=9)
    assert [line.id for line in found] == ["s3"]
    assert lists.stamp(filled) != before
    before = lists.stamp(filled)
    filled.judge([row("j", "2031-05-01")])
    assert lists.stamp(opened()) != before


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(ends=("NOR",)),
        Filters(point="outcome"),
        Filters(outlet="heRALD", since="2031-05", until="2031-05"),
        Filters(outlet="nobody's"),
    ],
)
@pytest.mark.parametrize("older", [False, True])
def test_pages_of_words_are_the_search_in_parts(store: SqlStore, filters: Filters, older: bool) -> None:
    store.add([told(), *(reading(f"r{k}", ["NOR", "JPN", "CHL"][: k % 3 + 1]) for k in range(7))])
    if older:
        two = (Version("r5", 1, False, None, None, None), Version("r6", 2, True, None, None, None))
        store.keep_versions([Lineage("l", ("title",), two)])
    for words in ("met", "nor", '"fisheries'):
        whole = search(store, words, filters)
        parts = [f for at in range(0, 30, 3) for f in search_page(store, words, filters, limit=3, offset=at)]
        assert sorted(parts, key=str) == sorted(whole, key=str)
        if filters != Filters():
            assert parts == whole


def exported(store: SqlStore) -> bytes:
    out = io.BytesIO()
    with run.source(store) as source:
        write(source, out, Options())
    return out.getvalue()


def test_an_export_comes_back_on_any_engine(store: SqlStore, tmp_path: Path) -> None:
    lite = open_at(str(tmp_path / "lite.db"))
    for k, outlet in enumerate(OUTLETS):
        report = admit(Raw(f"JPN and NOR met, {k}.", outlet=outlet, published="2031-05-02"), "here")
        one = msgspec.structs.replace(reading(report.id, ["JPN", "NOR"]), report=report)
        lite.add([one])
    kept = [(memcon(f"s{k}", [key], ["JPN", "NOR"], "2031"), []) for k, key in enumerate(sorted(lite.arrived()))]
    keep(lite, kept)
    sent = exported(lite)
    taken = run.take_back(store, pieces(io.BytesIO(sent), "all.jsonl"))
    assert (taken.reports, taken.stories, taken.regrouped, taken.refused) == (2, 2, False, [])
    assert exported(store) == sent
    assert lists.story_lines(store, Wanted(words="übers"), limit=9) == lists.story_lines(
        lite, Wanted(words="übers"), limit=9
    )
    lite.close()


def test_the_check_reads_all_of_it(store: SqlStore, opened: Open) -> None:
    keep(store, [(memcon("s1", ["r1"], ["JPN", "NOR"], "2031"), [reading("r1", ["JPN", "NOR"])])])
    assert integrity(store) == []
    came = run.check(opened())
    assert (came.reports, came.stories) == (1, 1)
    assert any("r1" in fault for fault in came.faults)  # its id is made up, not that of its text


def test_a_copy_of_the_file_is_for_a_file(store: SqlStore, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    if store.path.startswith("postgresql"):
        with pytest.raises(UsageError, match="pg_dump"):
            backup(store, str(target))
        assert not target.exists()
    else:
        assert backup(store, str(target)) == target.stat().st_size


def test_tables_in_a_notebook(filled: SqlStore, address: str) -> None:
    pytest.importorskip("pyarrow", reason="memcon[parquet] is not installed")
    store = run.open_store(address)
    assert isinstance(store, OpenedStore)
    assert sorted(store.arrow("reports").column("id").to_pylist()) == [f"r{k}" for k in range(1, 8)]
    store.close()
