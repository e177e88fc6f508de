"""The same reports give the same bytes: in either order, under any hash seed, into a new store or a full one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MEMCON = Path(sys.executable).with_name("memcon")
EXAMPLES = Path(__file__).parents[2] / "examples"
Read = Callable[[list[Path], str, str], str]


@pytest.fixture(scope="module")
def reports() -> list[Path]:
    if not EXAMPLES.is_dir():
        pytest.skip("no example story yet")
    story = sorted(p for p in EXAMPLES.iterdir() if p.is_dir())[0]
    return sorted(p for p in story.iterdir() if p.suffix in {".txt", ".html", ".jsonl"})


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read files into the named store under a hash seed; what was printed."""
    folder = tmp_path_factory.mktemp("stores")

    def run(paths: list[Path], store: str, seed: str) -> str:
        command = [MEMCON, "read", *paths, "--json", "--store", folder / store]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    return run


@pytest.fixture(scope="module")
def first(read: Read, reports: list[Path]) -> str:
    return read(reports, "one.db", "1")


def test_there_is_something_to_compare(first: str) -> None:
    assert '"findings":' in first


def test_the_other_order_and_another_hash_seed(first: str, read: Read, reports: list[Path]) -> None:
    assert read(reports[::-1], "other.db", "2") == first


def test_a_second_time_into_the_same_store(first: str, read: Read, reports: list[Path]) -> None:
    assert read(reports, "one.db", "3") == first
