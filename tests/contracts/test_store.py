"""The contract of the store: what `memcon.store.seam.Store` promises, on every engine."""

import msgspec
import pytest
import sqlalchemy as sa
from tests.contracts.conftest import Open
from tests.store.test_judgements import row
from tests.store.test_sqlite import reading, story

from memcon.errors import StoreError
from memcon.model.actor import Mention
from memcon.model.reading import Reading, Warning
from memcon.model.report import Outlet, Published, Report
from memcon.model.span import Span
from memcon.model.story import story_id
from memcon.model.version import Lineage, Version
from memcon.store.rows import filed, reading_of
from memcon.store.seam import Stood
from memcon.store.sql import HEAD, SqlStore
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


def test_a_reading_made_ready_elsewhere_is_kept_like_any_other(opened: Open) -> None:
    store = opened()
    store.put([filed(reading("b"), b"\x00signals\xff"), filed(reading("a"))])
    store.put([filed(reading("b"), b"others"), filed(reading("c"), b"")])
    assert list(opened().readings()) == [reading("a"), reading("b"), reading("c")]
    assert store.arrived() == {"b": 1, "a": 2, "c": 3}
    assert store.signals("abcz") == {"b": b"\x00signals\xff", "c": b""}
    store.keep_signals({"a": b"1", "b": b"2"})
    assert opened().signals("abc") == {"a": b"1", "b": b"2", "c": b""}


def test_readings_can_be_had_as_they_are_kept_or_in_part(store: SqlStore) -> None:
    warned = msgspec.structs.replace(
        reading("a"),
        mentions=(Mention(Span(0, 1), "p", "Ida Hale", "person", "full"),),
        warnings=(Warning("a", "times", "has no date"),),
    )
    store.add([warned, reading("b")])
    assert {key: reading_of(row) for key, row in store.rows("abz").items()} == {"a": warned, "b": reading("b")}
    (bare,) = store.readings("a", layers="none")
    (mentioning,) = store.readings("a", layers="mentions")
    assert bare == Reading(warned.report, warnings=warned.warnings)
    assert mentioning == msgspec.structs.replace(bare, mentions=warned.mentions)


def test_headings_say_what_reports_are_without_their_texts(store: SqlStore) -> None:
    told = Report(
        "b", "words", "7", "b.txt", "https://gazette.example/b", "Talks", Outlet("Gazette"), Published("2031")
    )
    store.add([Reading(told), reading("a")])
    assert list(store.headings()) == [Report("a", "", path="a.txt"), msgspec.structs.replace(told, text="")]
    assert [report.id for report in store.headings(["b", "b", "z"])] == ["b"]


def test_what_stands_is_told_without_opening_the_memcons(store: SqlStore) -> None:
    store.add([reading(n) for n in "abc"])
    (one, memcon), (two, other) = story("a", "b"), story("c")
    judged = msgspec.structs.replace(memcon, judgements=(row("j", "2031-05-01"),))
    store.keep([one, two], [judged, other])
    assert list(store.stood()) == sorted([Stood(one, judged.judgements), Stood(two, ())], key=lambda s: s.story.id)
    assert store.reports_of_stories([one.id, "nothing"]) == {one.id: ["a", "b"]}
    assert list(store.memcons([one.id, two.id])) == sorted([judged, other], key=lambda m: m.id)


def test_only_what_changed_is_written_and_only_over_what_was_seen(opened: Open) -> None:
    store = opened()
    store.add([reading(n) for n in "abcd"])
    (one, memcon), (two, other) = story("a", "b"), story("c")
    assert store.keep([one, two], [memcon, other], before=[])
    joined = msgspec.structs.replace(one, why=(("a", "b", 1.5, "both name Lima"),))
    assert store.keep([joined, two], [], before=[Stood(one, ()), Stood(two, ())])
    assert opened().stories() == sorted([(joined, memcon), (two, other)], key=lambda s: s[0].id)

    (three, third) = story("d")
    for seen in ([], [Stood(one, ())], [Stood(story("a")[0], ()), Stood(two, ())]):
        assert not store.keep([joined, two, three], [third], before=seen)
    judged = msgspec.structs.replace(other, judgements=(row("j", "2031-05-01"),))
    assert store.keep([joined, two], [judged])
    # Somebody judged, and the memcon follows it: one made before that may not come over it.
    assert not store.keep([joined, two, three], [other, third], before=[Stood(joined, ()), Stood(two, ())])
    assert opened().stories() == sorted([(joined, memcon), (two, judged)], key=lambda s: s[0].id)
    assert store.keep([joined, two, three], iter([other, third]), before=list(store.stood()))
    assert store.story(two.id) == (two, other)


def test_stories_made_from_other_versions_are_not_kept(store: SqlStore) -> None:
    store.add([reading(n) for n in "ab"])
    one, memcon = story("a")
    first, second = (Version(key, k, k == 2, None, None, None) for k, key in enumerate("ba", 1))
    line = Lineage("l", ("address",), (first, second))
    assert store.keep([one], [memcon], lineages=[line], before=[], lineages_before=[])
    assert not store.keep([one], [memcon], lineages=[], before=[Stood(one, ())], lineages_before=[])
    assert store.lineages() == [line]
    assert store.keep([one], [], lineages=[], before=[Stood(one, ())], lineages_before=[line])
    assert store.lineages() == []


def test_reports_change_their_stories_in_one_step(opened: Open) -> None:
    store = opened()
    store.add([reading(n) for n in "abcd"])
    before = [story("a", "b"), story("c", "d")]
    after = [story("a", "c"), story("b"), story("d")]
    store.keep([s for s, _ in before], [m for _, m in before])
    assert store.keep([s for s, _ in after], [m for _, m in after], before=list(store.stood()))
    assert opened().stories() == sorted(after, key=lambda s: s[0].id)
    assert store.story(before[1][0].id) == after[0]
    assert store.story(story_id(("b",))) == after[1]
