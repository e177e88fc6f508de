"""The example story, read by the command as a user calls it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MEMCON = Path(sys.executable).with_name("memcon")
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def reports() -> list[Path]:
    if not EXAMPLES.is_dir():
        pytest.skip("no example story yet")
    story = sorted(p for p in EXAMPLES.iterdir() if p.is_dir())[0]
    return sorted(p for p in story.iterdir() if p.suffix in {".txt", ".html", ".jsonl"})


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path], str, str], str]:
    """Read files into the named store under a hash seed; what was printed."""
    folder = tmp_path_factory.mktemp("stores")

    def run(paths: list[Path], store: str, seed: str) -> str:
        command = [MEMCON, "read", *paths, "--json", "--store", folder / store]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def first(read: Callable[[list[Path], str, str], str], reports: list[Path]) -> str:
    """The record of the example story, as printed."""
    return read(reports, "one.db", "1")
