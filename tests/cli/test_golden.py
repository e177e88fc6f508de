"""The example story's memcon, line by line: what a person sees changes only on purpose (tools/golden.py)."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("golden", ROOT / "tools" / "golden.py")
    assert spec is not None
    assert spec.loader is not None
    golden = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(golden)
    made: dict[str, str] = golden.pages()
    return made


@pytest.mark.parametrize("name", ["memcon.txt", "comparison.txt"])
def test_golden(pages: dict[str, str], name: str) -> None:
    assert pages[name] == (Path(__file__).parent / "golden" / name).read_text("utf-8")
