"""What the tests of backfiles share: shards, and what one hand makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memcon.settings import Settings

if TYPE_CHECKING:
    from memcon.cluster.backfile import Backfile
    from memcon.cluster.engines import Engine

if any(find_spec(name) is None for name in ("pyarrow", "fsspec", "fastwarc")):
    # Their imports would fail; test_installed.py says why they are missing.
    collect_ignore = [p.name for p in Path(__file__).parent.glob("test_*.py") if p.name != "test_installed.py"]


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A folder with a shard of every kind."""
    from tests.cluster.making import make_shards

    return make_shards(tmp_path_factory.mktemp("shards") / "in")


@pytest.fixture(scope="session")
def expected(given: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Backfile, dict[str, bytes]]:
    """What comes of them, done by one hand."""
    from tests.cluster.making import Here, content

    from memcon.cluster.backfile import backfile

    out = tmp_path_factory.mktemp("expected") / "out"
    done = backfile(given, str(out), Here(), Settings())
    return done, content(out)


@pytest.fixture
def pool() -> Iterator[Engine]:
    """Two processes."""
    from memcon.cluster.engines import Pool

    made = Pool(2)
    yield made
    made.close()
