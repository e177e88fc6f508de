"""The store keeps what it is given, once, and says in one sentence when it cannot."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from memcon.errors import StoreError
from memcon.model.reading import Paragraph, Reading
from memcon.model.record import Memcon, Occurrence
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.story import Origin, Story, origin_id, story_id
from memcon.store.sql import HEAD
from memcon.store.sqlite import SqliteStore
from memcon.store.tables import metadata


def reading(name: str) -> Reading:
    text = f"{name} met nobody. 「日本」 😀"
    return Reading(Report(name, text, path=f"{name}.txt"), body=(Paragraph(Span(0, len(text))),), events=())


def story(*reports: str) -> tuple[Story, Memcon]:
    found = Story(story_id(reports), reports, (Origin(origin_id(reports), reports, "own reporting"),))
    return found, Memcon(
        found.id,
        " ".join(reports),
        Occurrence(None, None, None, (), None, None, ()),
        reports,
        (),
        (),
        (),
        (),
        (),
        (),
        (),
    )


def opened(tmp_path: Path) -> SqliteStore:
    return SqliteStore(str(tmp_path / "m.db"))


def test_readings_come_back_as_they_went_in(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add([reading("b"), reading("a")])
    store.add([reading("a"), reading("a")])
    assert list(opened(tmp_path).readings()) == [reading("a"), reading("b")]
    assert list(store.readings(["b", "b"])) == [reading("b")]
    assert store.known(["a", "z"]) == {"a"}


def test_a_story_that_grows_leaves_a_redirect(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add([reading(n) for n in "abc"])
    one, two, both = story("b"), story("c"), story("a", "b")
    store.keep([one[0], two[0]], [one[1], two[1]])
    store.keep([both[0], two[0]], [both[1]])
    assert [s.reports for s, _ in store.stories()] == sorted((s.reports for s in (both[0], two[0])), key=story_id)
    assert store.story(one[0].id) == both
    assert store.story(two[0].id[:6]) == two
    assert store.story("nothing") is None
    assert store.story("%") is None


def test_the_file_has_wal_foreign_keys_and_the_newest_migration(tmp_path: Path) -> None:
    opened(tmp_path).close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'm.db'}")
    with engine.connect() as db:
        assert db.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert db.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        made = {t: {c["name"] for c in sa.inspect(db).get_columns(t)} for t in metadata.tables}
    assert made == {name: {c.name for c in table.columns} for name, table in metadata.tables.items()}
    engine.dispose()


def test_a_story_cannot_hold_a_report_that_is_not_kept(tmp_path: Path) -> None:
    found, memcon = story("nobody")
    with pytest.raises(StoreError):
        opened(tmp_path).keep([found], [memcon])


def test_what_is_no_store_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "m.db").write_text("not a database " * 100)
    with pytest.raises(StoreError, match=r"m\.db: the store cannot be used") as caught:
        opened(tmp_path)
    assert "\n" not in str(caught.value)
    with pytest.raises(StoreError, match="does its folder exist"):
        SqliteStore(str(tmp_path / "gone" / "m.db"))


def test_a_store_of_a_newer_memcon_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with opened(tmp_path)._begin() as db:
        db.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="was made by a newer memcon"):
        opened(tmp_path)


@pytest.mark.parametrize("table", ["reports SET reading", "stories SET memcon"])
def test_a_row_that_was_changed_by_hand_is_said_in_one_sentence(tmp_path: Path, table: str) -> None:
    store = opened(tmp_path)
    store.add([reading("a")])
    one, memcon = story("a")
    store.keep([one], [memcon])
    with store._begin() as db:
        db.execute(sa.text(f"UPDATE {table} = '[1]'"))
    with pytest.raises(StoreError, match="holds a row that memcon did not write"):
        _ = list(store.readings()), store.stories()
