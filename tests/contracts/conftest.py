"""Both engines of the store, behind one fixture."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.contracts.server import Server, programs, serving

from memcon.store.engines import open_at
from memcon.store.sql import SqlStore

Open = Callable[[], SqlStore]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A real PostgreSQL server."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL server on this machine: apt-get install postgresql (.ci/run does)")
    pytest.importorskip("psycopg", reason="memcon[postgres] is not installed")
    with serving(found) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made that is not there yet, on each engine in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "m.db")
    running: Server = request.getfixturevalue("server")
    return running.database()


@pytest.fixture
def opened(address: str) -> Iterator[Open]:
    """Opens that store, each time anew."""
    made: list[SqlStore] = []

    def opens() -> SqlStore:
        made.append(open_at(address))
        return made[-1]

    yield opens
    for store in made:
        store.close()


@pytest.fixture
def store(opened: Open) -> SqlStore:
    """An empty store on each engine in turn."""
    return opened()
