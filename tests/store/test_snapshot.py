"""One state of the store, read as a stream; and stories put back."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.store.test_sqlite import opened, reading, story

from memcon.errors import StoreError
from memcon.store import snapshot as module
from memcon.store.restore import is_empty, put_redirects, put_stories, put_versions
from memcon.store.snapshot import Selection, snapshot
from memcon.store.sqlite import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    made = opened(tmp_path)
    made.add([reading(n) for n in "cab"])
    made.keep(*([x[k] for x in (story("a", "b"), story("c"))] for k in (0, 1)))
    return made


def test_it_streams_what_the_store_holds(store: SqliteStore) -> None:
    with snapshot(store) as kept:
        assert [r.id for r in kept.reports()] == ["a", "b", "c"]
        assert list(kept.reports()) == [r.report for r in store.readings()]
        assert [r.report.id for r in kept.readings()] == ["c", "a", "b"]
        assert sorted(kept.readings(), key=lambda r: r.report.id) == list(store.readings())
        assert list(kept.stories()) == store.stories()
        assert [(r.id, s) for r, s in kept.placed()] == [
            (r, next(s.id for s, _ in store.stories() if r in s.reports)) for r in "abc"
        ]
        both = story("a", "b")[0].id
        assert [r.report.id for r in kept.named_in(both)] == ["a", "b"]
        assert kept.named_in(both)[0].body == reading("a").body
        assert kept.readings_in(both) == [reading("a"), reading("b")]
        assert kept.meant_in(both, Selection(since="2031")) == frozenset()
        assert kept.story_id(both[:9]) == both


def test_pages_make_no_difference(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with snapshot(store) as kept:
        before = list(kept.readings()), list(kept.reports()), list(kept.stories())
    monkeypatch.setattr(module, "_PAGE", 1)
    with snapshot(store) as kept:
        assert (list(kept.readings()), list(kept.reports()), list(kept.stories())) == before


def test_it_is_of_one_moment(store: SqliteStore) -> None:
    with snapshot(store) as kept:
        assert len(list(kept.reports())) == 3
        store.add([reading("d")])
        store.keep(*([x[k] for x in (story("a", "b", "c", "d"),)] for k in (0, 1)))
        assert len(list(kept.reports())) == 3
        assert len(list(kept.stories())) == 2
    with snapshot(store) as kept:
        assert (len(list(kept.reports())), len(list(kept.stories()))) == (4, 1)


def test_streams_may_be_open_side_by_side(store: SqliteStore) -> None:
    with snapshot(store) as kept:
        pairs = [(a.id, b.id) for a in kept.reports() for b in kept.reports()]
    assert pairs == [(a, b) for a in "abc" for b in "abc"]


def test_a_store_in_memory_streams_too() -> None:
    store = SqliteStore(":memory:")
    store.add([reading("a")])
    with snapshot(store) as kept:
        assert [r.id for r in kept.reports() for _ in kept.readings()] == ["a"]


def test_a_row_that_is_none_of_ours_is_said_in_one_sentence(store: SqliteStore) -> None:
    with store._begin() as db:
        db.execute(sa.text("UPDATE stories SET memcon = '{}'"))
    with pytest.raises(StoreError, match="holds a row that memcon did not write"), snapshot(store) as kept:
        list(kept.stories())


def test_stories_are_put_back_where_their_reports_are(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert is_empty(store)
    store.add([reading("a"), reading("b")])
    assert not is_empty(store)
    one, missing, taken = story("a"), story("b", "z"), story("a", "b")
    assert put_stories(store, [one, missing, taken]) == [missing[0].id, taken[0].id]
    assert store.stories() == [one]
    put_versions(store, [])
    put_redirects(store, [("old", "a")])
    assert store.story("old") == one
