"""A store goes from engine to engine and comes back the same."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.contracts.server import Server
from tests.contracts.test_store_relations import reading as told
from tests.contracts.test_store_relations import visit
from tests.store.test_judgements import row
from tests.store.test_sqlite import reading, story

from memcon.errors import StoreError, UsageError
from memcon.model.version import Lineage, Version
from memcon.store.copy import copy
from memcon.store.engines import open_at
from memcon.store.relations import keep_visits, search, visits_kept
from memcon.store.sql import SqlStore


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """A store in a file with something in every table, reports in an order of coming that is not that of their ids."""
    store = open_at(str(tmp_path_factory.mktemp("copy") / "full.db"))
    store.add([told(), *(reading(n) for n in "dcba"), *(reading(f"x{n}") for n in range(600))])
    one, both = story("b"), story("a", "b")
    store.keep([one[0]], [one[1]])
    store.keep([both[0]], [both[1]])
    line = Lineage("l", ("title",), (Version("c", 1, False, None, None, None), Version("d", 2, True, None, None, None)))
    store.keep_versions([line])
    store.judge([row("j", "2031-05-01")])
    keep_visits(store, [visit("v", "2001-01-02")])
    yield store
    store.close()


def content(store: SqlStore) -> list[object]:
    readings, order = list(store.readings()), sorted(store.arrived().items())
    found = [search(store, "fisheries"), search(store, "met nobody"), visits_kept(store)]
    return [
        readings,
        order,
        store.stories(),
        store.story(story("b")[0].id),
        store.judgements(),
        store.lineages(),
        found,
    ]


def test_from_engine_to_engine_and_back(full: SqlStore, server: Server, tmp_path: Path) -> None:
    there, back = open_at(server.database()), open_at(str(tmp_path / "back.db"))
    sent, returned = copy(full, there), copy(there, back)
    assert content(there) == content(back) == content(full)
    assert sent == returned
    assert {c.table: c.rows for c in sent} == {
        "reports": 605,
        "stories": 1,
        "story_reports": 2,
        "redirects": 1,
        "known_visits": 1,
        "judgements": 1,
        "versions": 2,
        "report_ends": 3,
        "story_list": 1,
        "story_keys": 0,
        "words": 607,
    }
    there.close()
    back.close()


def test_only_into_an_empty_store(full: SqlStore, address: str) -> None:
    target = open_at(address)
    target.judge([row("other", "2031-05-01")])
    with pytest.raises(UsageError, match="is no empty store"):
        copy(full, target)
    assert target.arrived() == {}
    target.close()


def test_all_or_nothing(full: SqlStore, address: str, tmp_path: Path) -> None:
    """A row that memcon did not write stops the copy, and nothing arrives."""
    full.close()
    broken, target = open_at(str(shutil.copy(full.path, tmp_path / "broken.db"))), open_at(address)
    with broken._begin(write=True) as db:
        db.execute(sa.text("UPDATE stories SET memcon = '{}'"))
    with pytest.raises(StoreError, match="did not write"):
        copy(broken, target)
    assert target.arrived() == {}
    assert target.judgements() == []
    target.close()


def test_what_does_not_arrive_is_told(full: SqlStore, tmp_path: Path) -> None:
    """An engine that loses something: here a trigger does."""
    target = open_at(str(tmp_path / "lossy.db"))
    with target._begin(write=True) as db:
        for table in ("reports", "known_visits"):
            column = {"reports": "title", "known_visits": "row"}[table]
            change = f"UPDATE {table} SET {column} = 'lost' WHERE id = new.id"
            db.execute(sa.text(f"CREATE TRIGGER lossy_{table} AFTER INSERT ON {table} BEGIN {change}; END"))
    with pytest.raises(StoreError, match=r"does not hold what was sent \(known_visits, reports\)"):
        copy(full, target)
    target.close()
