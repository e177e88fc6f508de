"""The wheel holds what src holds; where it was laid out to be tested, it is what is tested."""

import os
import zipfile
from pathlib import Path

import pytest

import memcon

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names in a wheel built now."""
    from hatchling.builders.wheel import WheelBuilder

    (path,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_the_wheel_holds_what_src_holds(wheel: list[str]) -> None:
    files = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src" / "memcon").rglob("*") if p.is_file()}
    ours = {name for name in files if "__pycache__" not in name}
    assert {name for name in wheel if ".dist-info/" not in name} == ours
    assert {"memcon/py.typed", "memcon/data/record.schema.json"} <= ours


def test_the_wheel_carries_its_licence(wheel: list[str]) -> None:
    told = {name.split("/", 1)[1] for name in wheel if ".dist-info/" in name}
    assert {"licenses/LICENSE", "licenses/NOTICE", "METADATA", "entry_points.txt"} <= told


def test_what_is_tested_is_the_wheel_where_it_should_be() -> None:
    shipped = os.environ.get("MEMCON_SHIPPED")
    home = Path(memcon.__file__).resolve()
    assert home.is_relative_to((ROOT / (shipped or "src")).resolve())
