"""A pair's timeline among very many stored events reads only the reports on the pair."""

import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from tests.relations.conftest import Teller, ref, story

from memcon.model.reading import Reading
from memcon.relations.timeline import Timeline, timeline
from memcon.store.relations import pair_query, reports_on, stories_of
from memcon.store.sqlite import SqliteStore

REPORTS, EVENTS, SHARE = 5000, 20, 1000


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    """100,000 events in 5,000 reports, five of which are on the pair."""
    store = SqliteStore(str(tmp_path_factory.mktemp("scale") / "m.db"))
    names = [f"r{k:04}" for k in range(REPORTS)]
    for k in range(0, REPORTS, 100):
        store.add([told(name, k + n) for n, name in enumerate(names[k : k + 100])])
    stories = [story(name) for name in names]
    store.keep([s for s, _ in stories], [m for _, m in stories])
    return store


def told(name: str, number: int) -> Reading:
    pair = ["lind", "rojas"] if number % SHARE == 7 else ["lind", "SWE"]
    teller = Teller(name).mention(*pair, "NOR")
    for k in range(EVENTS):
        teller.event("They met again.", pair, f"{2000 + number % 25}-{k % 12 + 1:02}-{k % 28 + 1:02}")
    return teller.reading()


def test_the_pair_is_found_in_a_tenth_of_reading_all(full: SqliteStore) -> None:
    def between() -> Timeline:
        ids = reports_on(full, ["NOR", "CHL"])
        return timeline([ref("NOR"), ref("CHL")], list(full.readings(ids)), stories_of(full, ids))

    def everything() -> int:
        return sum(len(r.events or ()) for r in full.readings())

    assert everything() == REPORTS * EVENTS
    assert len(reports_on(full, ["NOR", "CHL"])) == REPORTS // SHARE
    assert sum(len(e.tellings) for e in between().entries) == REPORTS // SHARE * EVENTS
    whole, pair = (min(timed(call) for _ in range(3)) for call in (everything, between))
    assert pair < whole / 10, (pair, whole)


def timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def test_the_plan_uses_the_index(full: SqliteStore) -> None:
    query = pair_query(["NOR", "CHL"]).compile(compile_kwargs={"literal_binds": True})
    with full._begin() as db:
        plan = " | ".join(row[3] for row in db.execute(sa.text(f"EXPLAIN QUERY PLAN {query}")))
    assert plan.count("SEARCH report_ends USING") == 2, plan
    assert "SCAN" not in plan
