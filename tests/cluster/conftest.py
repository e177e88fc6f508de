"""What the tests of backfiles share: shards, and what a pool of one makes of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="memcon[ray] is not installed; .ci/run installs it")
pytest.importorskip("fsspec", reason="memcon[ray] is not installed; .ci/run installs it")
pytest.importorskip("fastwarc", reason="memcon[warc] is not installed")

from tests.cluster.making import make_shards

from memcon.cluster import shards
from memcon.cluster.backfile import Backfile, backfile
from memcon.cluster.engines import Engine, Pool
from memcon.settings import Settings


class Here:
    """The engine that does everything itself, one after the other: the double that needs no processes."""

    def read(self, wanted, work):  # type: ignore[no-untyped-def]
        yield from (work(piece) for shard, done in wanted for piece in shards.pieces(shard, done))

    def each(self, work, items):  # type: ignore[no-untyped-def]
        yield from map(work, items)

    def close(self) -> None:
        pass


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A folder with a shard of every kind."""
    return make_shards(tmp_path_factory.mktemp("shards") / "in")


@pytest.fixture(scope="session")
def expected(given: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Backfile, dict[str, bytes]]:
    """What comes of them, done by one hand."""
    out = tmp_path_factory.mktemp("expected") / "out"
    done = backfile(given, str(out), Here(), Settings())
    return done, content(out)


@pytest.fixture
def pool() -> Iterator[Engine]:
    made = Pool(2)
    yield made
    made.close()


def content(folder: Path) -> dict[str, bytes]:
    """Name → bytes of every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
