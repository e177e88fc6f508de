"""The log of judgements is only ever added to."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import memcon.store
from memcon.errors import StoreError
from memcon.model.actor import ActorRef
from memcon.model.judgement import Judgement
from memcon.store.sql import HEAD
from memcon.store.sqlite import SqliteStore


def row(key: str, at: str) -> Judgement:
    return Judgement(key, "actor", ("m",), ("r",), "ana", at, "she says so, “quoted” 😀", ActorRef("p", "Ida Hale"))


def test_judgements_come_back_in_order_and_once(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "m.db"))
    late, early, tied = row("a", "2031-05-02"), row("c", "2031-05-01"), row("b", "2031-05-01")
    assert store.judge([late, early]) == set()
    assert store.judge([early, tied, tied]) == {"c"}
    assert store.judge([]) == set()
    assert SqliteStore(str(tmp_path / "m.db")).judgements() == [tied, early, late]


@pytest.mark.parametrize("statement", ["UPDATE judgements SET at = 'x'", "DELETE FROM judgements"])
def test_the_engine_itself_bars_changes(tmp_path: Path, statement: str) -> None:
    store = SqliteStore(str(tmp_path / "m.db"))
    store.judge([row("a", "2031-05-01")])
    with pytest.raises(StoreError, match="only ever added"), store._begin() as db:
        db.execute(sa.text(statement))
    assert store.judgements() == [row("a", "2031-05-01")]


def test_a_store_from_before_gets_its_log(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    engine, config = sa.create_engine(f"sqlite:///{path}"), Config()
    config.set_main_option("script_location", str(Path(memcon.store.__file__).parent / "migrations"))
    with engine.begin() as db:
        config.attributes["connection"] = db
        command.upgrade(config, "0002")
    engine.dispose()
    store = SqliteStore(str(path))
    store.judge([row("a", "2031-05-01")])
    with store._begin() as db:
        assert db.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    assert store.judgements() == [row("a", "2031-05-01")]
