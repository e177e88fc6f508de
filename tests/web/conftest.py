"""A desk over the example story, in this process; and one over hostile reports."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from memcon.api.jobs import Jobs, reader, web_for
from memcon.run import open_store, read_into
from memcon.settings import Settings
from memcon.store.sqlite import SqliteStore
from memcon.web.app import make_app
from memcon.web.desk import Desk
from memcon.web.guard import Door

EXAMPLE = Path(__file__).parents[2] / "examples" / "valparaiso"
TOKEN = "a-token"
HERE = "http://127.0.0.1:8000"
OWN = {"x-memcon-token": TOKEN}
NOW = "2031-05-01T10:00:00Z"


class At(NamedTuple):
    """A desk, its store, and a client that asks it."""

    desk: Desk
    store: SqliteStore
    client: TestClient


def made_desk(store: SqliteStore, settings: Settings | None = None) -> Desk:
    """A desk over a store whose person and clock are known."""
    settings = settings or Settings()
    jobs = Jobs(reader(store, settings), settings, web_for(store, settings))
    return Desk(store, settings, TOKEN, "ana", lambda: NOW, jobs)


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example story, not to be written to."""
    from memcon.run import reports_at

    path = tmp_path_factory.mktemp("desk") / "example.db"
    store = open_store(str(path))
    read_into(store, reports_at([str(EXAMPLE)], Settings()), Settings())
    store.close()
    return path


@pytest.fixture(scope="session")
def looking(example_file: Path) -> Iterator[At]:
    """A desk over the example story for tests that only look."""
    yield from opened(example_file)


@pytest.fixture
def own(example_file: Path, tmp_path: Path) -> Iterator[At]:
    """A desk over a copy of it for tests that change something."""
    path = tmp_path / "own.db"
    shutil.copy(example_file, path)
    yield from opened(path)


def opened(path: Path) -> Iterator[At]:
    """A desk over the store at `path`, closed afterwards."""
    store = SqliteStore(str(path))
    desk = made_desk(store)
    with TestClient(make_app(desk, Door("127.0.0.1", "")), base_url=HERE) as client:
        yield At(desk, store, client)
    desk.jobs.close()
    store.close()


HOSTILE = (
    "<script>document.title='gone'</script> President Ilse Marn of Norway met President Tomas Arriaga of Chile in Oslo "
    'on 4 May 2031. <img src="http://elsewhere.example/x.png" onerror="alert(1)"> The talks lasted 40 minutes. '
    "&lt;b&gt; &#60;i&#62; \u202eesrever\u202c \u0001 [press](javascript:alert(2)) {{ 7 * 7 }} {% raw %} "
    "' onmouseover='x hx-get=/review </textarea></title></style>--> “We <b>agree</b> on fish,” Marn said. "
)
LONG = "w" * 100_000


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[At]:
    """A desk over two reports that try to be more than text."""
    from memcon.run import reports_at

    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {"id": "<b>id</b>", "text": HOSTILE, "title": "<script>alert(3)</script>", "outlet": "<i>Outlet</i>",
         "published": "2031-05-05", "url": "javascript:alert(4)"},
        {"id": "long", "text": f"Ilse Marn met Tomas Arriaga in Oslo on 4 May 2031. {LONG} The talks took 50 minutes.",
         "outlet": '"><svg onload=alert(5)>', "published": "2031-05-05"},
    ]  # fmt: skip
    file = folder / "a.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    path = folder / "m.db"
    store = open_store(str(path))
    read_into(store, reports_at([str(file)], Settings()), Settings())
    store.close()
    yield from opened(path)
