"""What SQLite alone does for the questions about actors: its index, its triggers, its first stores."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.contracts.test_store_relations import reading
from tests.store.test_sqlite import opened

from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.store.relations import pair_query, reports_on, search
from memcon.store.sqlite import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    made = opened(tmp_path)
    made.add([reading(), Reading(Report("other", "Nobody met."))])
    return made


def test_they_are_found_by_an_index(store: SqliteStore) -> None:
    query = pair_query(["NOR", "JPN-ono"]).compile(compile_kwargs={"literal_binds": True})
    with store._begin() as db:
        plan = [row[3] for row in db.execute(sa.text(f"EXPLAIN QUERY PLAN {query}"))]
    assert sum("report_ends USING" in step for step in plan) == 2
    assert not any(step.startswith("SCAN") for step in plan)


def test_a_store_of_the_first_migration_is_filled(tmp_path: Path, store: SqliteStore) -> None:
    with store._begin(write=True) as db:
        for name in ("ends", "quotes", "claims", "reports", "gone"):
            db.execute(sa.text(f"DROP TRIGGER reports_{name}"))
        for table in (
            "words",
            "report_ends",
            "report_signals",
            "known_visits",
            "judgements",
            "versions",
            "story_list",
            "story_keys",
            "story_words",
        ):
            db.execute(sa.text(f"DROP TABLE {table}"))
        db.execute(sa.text("DROP INDEX reports_arrived"))
        db.execute(sa.text("ALTER TABLE reports DROP COLUMN arrived"))
        db.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    again = opened(tmp_path)
    assert reports_on(again, ["NOR", "JPN-ono"]) == ["r"]
    assert again.arrived() == {"r": 1, "other": 2}
    assert sorted(f.kind for f in search(again, "fisheries")) == ["claim", "quote", "report"]
