"""Lists of stories, their filters and pages; whom names mean."""

from __future__ import annotations

import pytest
from tests.api.conftest import keep, memcon, reading

from memcon.api import ends, homes, scope, stories
from memcon.api.paging import cut, page_of
from memcon.api.stories import Filters
from memcon.errors import UsageError
from memcon.store import lists
from memcon.store.lists import Wanted
from memcon.store.sqlite import SqliteStore

ALL = [*(f"s{k:02}" for k in range(12, 0, -1)), "s13"]


def found(store: SqliteStore, wanted: Wanted, limit: int = 50, offset: int = 0) -> list[str]:
    return [line.id for line in lists.story_lines(store, wanted, limit=limit, offset=offset)[0]]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ALL),
        (Wanted(("JPN",)), ALL[:12]),
        (Wanted(("NOR", "JPN")), ALL[:12]),
        (Wanted(("CHL", "NOR")), ["s13"]),
        (Wanted(("p-ono", "NOR")), ALL[:12]),
        (Wanted(("p-ono", "JPN")), []),  # nobody meets the state one acts for
        (Wanted(("CHL", "JPN", "NOR")), []),
        (Wanted(outlet="Fjord Post"), ["s12", "s09", "s06", "s03"]),
        (Wanted(outlet="Fjord Post", differs=True), ["s03"]),
        (Wanted(differs=True), ["s03", "s02"]),
        (Wanted(since="2031-11"), ["s12", "s11"]),
        (Wanted(until="2031-02"), ["s02", "s01"]),
        (Wanted(("JPN", "NOR"), since="2031-03", until="2031-04"), ["s04", "s03"]),
        (Wanted(words="ru"), ["s13"]),
        (Wanted(words="ono ma"), ALL[:12]),
        (Wanted(words="fjord", differs=True), ["s03"]),
        (Wanted(words='"( *'), ALL),
        (Wanted(words="ono OR NOT"), []),  # nothing in them is syntax
        (Wanted(words="nobody"), []),
    ],
)
def test_stories_are_found_by_what_is_asked(filled: SqliteStore, wanted: Wanted, ids: list[str]) -> None:
    assert found(filled, wanted) == ids
    assert lists.story_lines(filled, wanted, limit=1)[1] == len(ids)
    assert [key for at in range(0, 15, 4) for key in found(filled, wanted, 4, at)] == ids


def test_a_line_tells_what_the_memcon_holds(filled: SqliteStore) -> None:
    (line,), _ = lists.story_lines(filled, Wanted(since="2031-05", until="2031-05"), limit=1)
    assert (line.headline, line.when, line.reports, line.origins) == ("Ono and Marn meet", "2031-05", 1, 1)
    assert (line.full_text, line.agreed, line.differs, line.only_one) == (0, 0, 0, 1)


def test_lines_follow_their_stories(filled: SqliteStore) -> None:
    before = lists.stamp(filled)
    kept = [(s, m) for s, m in filled.stories() if s.id != "s02"]
    changed = memcon("s03", ["r03"], ["CHL", "JPN"], "2040")
    filled.keep([s for s, _ in kept], [changed])
    assert found(filled, Wanted()) == ["s03", *(key for key in ALL if key not in ("s02", "s03"))]
    assert found(filled, Wanted(("CHL", "JPN"))) == ["s03"]
    assert found(filled, Wanted(differs=True)) == []
    assert found(filled, Wanted(words="rua ono")) == ["s03"]
    assert lists.stamp(filled) != before


def test_a_store_made_before_there_were_lines_is_filled(filled: SqliteStore) -> None:
    before = lists.story_lines(filled, Wanted(), limit=50)
    with filled._begin(write=True) as db:
        lists.refresh(db, filled.dialect, ALL, [])
    assert found(filled, Wanted()) == []
    with filled._begin(write=True) as db:
        lists.refill(db, filled.dialect)
    assert lists.story_lines(filled, Wanted(), limit=50) == before


@pytest.mark.parametrize(("page", "number", "ids"), [(1, 1, ALL[:5]), (3, 3, ALL[10:]), (9, 3, ALL[10:])])
def test_a_page_past_the_last_is_the_last(filled: SqliteStore, page: int, number: int, ids: list[str]) -> None:
    shown = stories.story_list(filled, Filters(), page=page, size=5)
    assert [line.id for line in shown.stories] == ids
    assert (shown.page.number, shown.page.pages, shown.page.total) == (number, 3, 13)


@pytest.mark.parametrize(
    ("total", "number", "size", "expected"),
    [(0, 1, 10, (1, 1)), (10, 1, 10, (1, 1)), (11, 2, 10, (2, 2)), (11, 7, 10, (2, 2)), (5, 0, 2, (1, 3))],
)
def test_pages(total: int, number: int, size: int, expected: tuple[int, int]) -> None:
    page = page_of(total, number, size)
    assert (page.number, page.pages) == expected
    things, same = cut(list(range(total)), number, size)
    assert same == page
    assert list(things) == list(range(page.offset, min(total, page.offset + size)))


@pytest.mark.parametrize(
    ("words", "key"), [("JPN", "JPN"), ("jpn", "JPN"), ("Norway", "NOR"), ("Ilse Marn", "p-marn"),
     ("Marn", "p-marn"), ("p-rua", "p-rua")]
)  # fmt: skip
def test_whom_a_name_means(filled: SqliteStore, words: str, key: str) -> None:
    assert ends.end_called(filled, words).id == key


def test_nobody_and_several_are_said(filled: SqliteStore) -> None:
    with pytest.raises(ends.Unknown, match="nobody is called so"):
        ends.end_called(filled, "Zork Quux")
    with pytest.raises(UsageError, match="may be"):
        ends.end_called(filled, "Bush")
    with pytest.raises(ends.Unknown, match="no actor of that id"):
        ends.actor(filled, "p-nobody")


def test_who_an_id_is(filled: SqliteStore) -> None:
    assert ends.actor(filled, "nor").name == "Norway"


def test_few_reports_are_told_whole(filled: SqliteStore) -> None:
    ids, part = scope.scope(filled, ["JPN", "NOR"], 1)
    assert ids == [f"r{k:02}" for k in range(1, 13)]
    assert (part.whole, part.more, part.reports) == (True, False, 12)


def test_many_are_told_part_by_part_the_newest_first(filled: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "MOST", 5)
    parts = [scope.scope(filled, ["NOR", "JPN"], k) for k in (1, 2, 3, 4)]
    assert [ids for ids, _ in parts] == [
        ["r12", "r11", "r10", "r09", "r08"], ["r07", "r06", "r05", "r04", "r03"], ["r02", "r01"], []
    ]  # fmt: skip
    assert [(p.whole, p.more) for _, p in parts] == [(False, True), (False, True), (False, False), (False, False)]


def test_a_story_longer_than_a_part_is_a_part(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "MOST", 2)
    many = [reading(f"m{k}", ["JPN", "NOR"]) for k in range(4)]
    one = reading("z", ["JPN", "NOR"])
    told = memcon("big", [r.report.id for r in many], ["JPN", "NOR"], "2032")
    keep(store, [(told, many), (memcon("old", ["z"], ["JPN", "NOR"], "2031"), [one])])
    assert [scope.scope(store, ["JPN", "NOR"], k)[0] for k in (1, 2)] == [["m0", "m1", "m2", "m3"], ["z"]]


def test_what_people_chose_counts(filled: SqliteStore) -> None:
    assert lists.some_naming(filled, ["CHL", "JPN"], limit=9) == []
    assert lists.some_naming(filled, ["CHL", "JPN"], limit=9, chosen={"r13": {"JPN"}, "r01": {"NOR"}}) == ["r13"]


def test_the_first_page_and_the_parties_beside(filled: SqliteStore) -> None:
    home = homes.home(filled)
    assert (home.reports, home.stories, home.judgements) == (13, 13, 0)
    assert [([e.id for e in p.ends], p.stories) for p in home.pairs] == [(["JPN", "NOR"], 12), (["CHL", "NOR"], 1)]
    beside = [(ref.id, ref.name, n) for ref, n in homes.partners(filled, "NOR")]
    assert ("JPN", "Japan", 12) in beside
    assert ("p-ono", "Rin Ono", 12) in beside
    assert "CHL" in {key for key, _, _ in beside}
