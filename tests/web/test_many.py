"""A page costs the same whatever else is in the store: counted in the engine's own steps and in rows, not in seconds.

bench/desk.py measures the seconds, with 1,000 and 100,000 reports.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from bench.desk import MOST_BYTES, Look, app_over, get, looks, weight
from bench.many import fill

from memcon.store.sqlite import SqliteStore

FEW, MANY = 1000, 4000
"""Reports; with fewer, what a page may be told from at most is not reached."""
TIMES = 2
"""How much more a page may cost with many; one that goes through all of them costs four times as much."""
BESIDES = 30_000
"""Steps, about a millisecond, that are no cost beside the templates'."""
STEP = 50
"""Steps of the engine between two looks at the count."""
GROWING = re.compile(r"^SCAN (?!.*(COVERING INDEX|VIRTUAL TABLE))(reports|stories|story_\w+|report_ends|words)\b")
"""A plan that goes through all rows of a table that grows; counting them by an index alone is quick."""


class Counted:
    """A store of so many reports whose engine counts its steps and tells its statements."""

    def __init__(self, path: Path, reports: int) -> None:
        self.path, self.steps, self.statements = path, 0, list[tuple[str, Any]]()
        store = SqliteStore(str(path))
        fill(store, reports)
        store.close()

    def opened(self) -> SqliteStore:
        """The store opened anew, so that nothing is remembered."""
        store = SqliteStore(str(self.path))

        @sa.event.listens_for(store._engine, "checkout")
        def watch(connection: Any, *_: object) -> None:
            connection.set_progress_handler(self._step, STEP)

        @sa.event.listens_for(store._engine, "before_cursor_execute")
        def note(_: object, cursor: object, statement: str, given: Any, *__: object) -> None:
            self.statements.append((statement, given))

        return store

    def _step(self) -> int:
        self.steps += STEP
        return 0

    def plans(self) -> set[str]:
        """How the engine would carry out what it was asked last."""
        with sqlite3.connect(self.path) as db:
            told = [db.execute(f"EXPLAIN QUERY PLAN {sql}", given).fetchall() for sql, given in self.statements]
        db.close()
        return {row[3] for rows in told for row in rows}


class Cost(NamedTuple):
    steps: int
    sent: int


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Counted, Counted]:
    folder = tmp_path_factory.mktemp("many")
    return Counted(folder / "few.db", FEW), Counted(folder / "many.db", MANY)


def cost(counted: Counted, look: Look) -> Cost:
    """What a page costs of which nothing is remembered, after one of its kind."""
    store = counted.opened()
    app = app_over(store)
    assert get(app, look.before).status == 200
    counted.steps, counted.statements = 0, []
    answer = get(app, look.address)
    assert answer.status == 200, look.address
    store.close()
    return Cost(counted.steps, len(answer.body))


HELD = [look for look in looks() if look.held]


@pytest.mark.parametrize("look", HELD, ids=lambda look: look.name)
def test_a_page_costs_the_same_whatever_else_is_there(stores: tuple[Counted, Counted], look: Look) -> None:
    few, many = (cost(store, look) for store in stores)
    assert many.steps <= few.steps * TIMES + BESIDES
    assert many.sent <= few.sent * TIMES
    assert sorted(plan for plan in stores[1].plans() if GROWING.search(plan)) == []


def test_the_measure_sees_what_grows(stores: tuple[Counted, Counted]) -> None:
    """The check itself: reading the titles of all reports is four times the work, and told as such."""
    steps = []
    for counted in stores:
        store = counted.opened()
        counted.steps, counted.statements = 0, []
        with store._begin() as db:
            assert db.execute(sa.text("SELECT count(title || outlet) FROM reports")).scalar()
        store.close()
        steps.append(counted.steps)
    assert steps[1] > steps[0] * 3
    assert any(GROWING.search(plan) for plan in stores[1].plans())


def test_the_first_page_is_light(stores: tuple[Counted, Counted]) -> None:
    assert weight(stores[1].path) < MOST_BYTES
