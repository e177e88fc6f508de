"""The contract of the store: what `memcon.store.seam.Store` promises, on every engine."""

import pytest
import sqlalchemy as sa
from tests.contracts.conftest import Open
from tests.store.test_judgements import row
from tests.store.test_sqlite import reading, story

from memcon.errors import StoreError
from memcon.model.version import Lineage, Version
from memcon.store.sqlite import HEAD, SqlStore
from memcon.store.tables import metadata


def test_readings_come_back_as_they_went_in(opened: Open) -> None:
    store = opened()
    store.add([reading("b"), reading("a")])
    store.add([reading("a"), reading("c"), reading("a")])
    assert list(opened().readings()) == [reading("a"), reading("b"), reading("c")]
    assert list(store.readings(["b", "b", "z"])) == [reading("b")]
    assert store.known(["a", "z"]) == {"a"}
    assert store.arrived() == {"b": 1, "a": 2, "c": 3}
    assert store.reports_like("a") == ["a"]


def test_more_ids_than_one_question_holds(store: SqlStore) -> None:
    names = [f"{n:04}" for n in range(1203)]
    store.add([reading(n) for n in reversed(names)])
    assert [r.report.id for r in store.readings(names[1:])] == names[1:]
    assert store.known(names) == {*names}
    assert len(list(store.readings())) == 1203


def test_a_story_that_grows_leaves_a_redirect(opened: Open) -> None:
    store = opened()
    store.add([reading(n) for n in "abc"])
    one, two, both = story("b"), story("c"), story("a", "b")
    store.keep([one[0], two[0]], [one[1], two[1]])
    assert store.story_of_reports(["b", "c", "z"]) == {one[0].id, two[0].id}
    store.keep([both[0], two[0]], [both[1]])
    assert opened().stories() == sorted([both, two], key=lambda s: s[0].id)
    assert store.story(one[0].id) == both
    assert store.story(two[0].id[:6]) == two
    assert [store.story(key) for key in ("nothing", "%", "\\", "")] == [None] * 4


def test_a_story_cannot_hold_a_report_that_is_not_kept(store: SqlStore) -> None:
    found, memcon = story("nobody")
    with pytest.raises(StoreError, match="the store cannot be used"):
        store.keep([found], [memcon])
    assert store.stories() == []


def test_judgements_are_only_added_and_come_in_order(opened: Open) -> None:
    store = opened()
    late, early, tied = row("a", "2031-05-02"), row("c", "2031-05-01"), row("b", "2031-05-01")
    assert store.judge([late, early]) == set()
    assert store.judge([early, tied, tied]) == {"c"}
    for statement in ("UPDATE judgements SET at = 'x'", "DELETE FROM judgements"):
        with pytest.raises(StoreError, match="only ever added"), store._begin(write=True) as db:
            db.execute(sa.text(statement))
    assert opened().judgements() == [tied, early, late]


def test_versions(store: SqlStore) -> None:
    store.add([reading(n) for n in "abcd"])
    first = Lineage(
        "l",
        ("address", "title"),
        (Version("b", 1, False, None, None, None), Version("a", 2, True, "arrived", None, None)),
    )
    store.keep_versions([first])
    assert store.lineages() == store.lineages(["a"]) == store.lineages(["b", "d"]) == [first]
    assert store.lineages(["c", "z"]) == []
    assert [r.report.id for r in store.readings(told=True)] == ["a", "c", "d"]
    store.keep_versions([])
    assert store.lineages() == []


def test_the_tables_are_those_of_the_newest_migration(store: SqlStore) -> None:
    with store._begin() as db:
        assert db.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        made = {t: set(db.execute(sa.text(f"SELECT * FROM {t}")).keys()) for t in metadata.tables}
    assert made == {name: {c.name for c in table.columns} for name, table in metadata.tables.items()}


def test_a_store_of_a_newer_memcon_is_refused_in_one_sentence(opened: Open) -> None:
    with opened()._begin(write=True) as db:
        db.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="was made by a newer memcon"):
        opened()


@pytest.mark.parametrize("table", ["reports SET reading", "stories SET memcon"])
def test_a_row_that_was_changed_by_hand_is_said_in_one_sentence(store: SqlStore, table: str) -> None:
    store.add([reading("a")])
    one, memcon = story("a")
    store.keep([one], [memcon])
    with store._begin(write=True) as db:
        db.execute(sa.text(f"UPDATE {table} = '[1]'"))
    with pytest.raises(StoreError, match="holds a row that memcon did not write"):
        _ = list(store.readings()), store.stories()


def test_a_failure_leaves_no_trace(store: SqlStore) -> None:
    store.add([reading("a")])
    one, memcon = story("a")
    store.keep([one], [memcon])
    lost, other = story("a", "nobody")
    with pytest.raises(StoreError):
        store.keep([lost], [other])
    assert store.stories() == [(one, memcon)]


def test_a_reader_sees_one_state_throughout(opened: Open) -> None:
    reader, writer = opened(), opened()
    writer.add([reading("a")])
    with reader._begin() as db:
        count = sa.text("SELECT count(*) FROM reports")
        assert db.execute(count).scalar() == 1
        writer.add([reading("b")])
        assert db.execute(count).scalar() == 1
    assert reader.known(["a", "b"]) == {"a", "b"}
