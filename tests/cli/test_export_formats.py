"""`memcon export FORMAT --out FILE`, for every format of one file."""

from pathlib import Path

import pytest
from tests.cli.conftest import Call
from tests.export.stores import example

from memcon.export.formats import FORMATS
from memcon.store.sqlite import SqliteStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story in a file."""
    path = tmp_path_factory.mktemp("store") / "memcon.db"
    kept = SqliteStore(str(path))
    readings, stories = list(example().readings()), example().stories()
    kept.add(readings)
    kept.keep([s for s, _ in stories], [m for _, m in stories])
    kept.close()
    return path


@pytest.mark.parametrize("form", [f for f in FORMATS if f.write is not None], ids=lambda f: f.name)
def test_each_format_is_written(memcon: Call, store: Path, tmp_path: Path, form) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / f"made{form.suffix}"
    said = memcon("export", form.name, "--store", store, "--out", out)
    assert (said.code, said.err) == (0, "")
    assert form.name == "judgements" or out.stat().st_size > 300
    without = tmp_path / f"bare{form.suffix}"
    assert memcon("export", form.name, "--store", store, "--no-text", "--out", without).code == 0
