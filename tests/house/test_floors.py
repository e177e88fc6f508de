"""Every figure the gate measures has a floor, and a floor that is broken is told."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate", BENCH / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_figure_has_a_bound(gate: ModuleType) -> None:
    floors = json.loads((BENCH / "floors.json").read_text(encoding="utf-8"))
    measured = {name: set(trial.figures) for name, trial in gate.TRIALS.items()} | {"speed": set(gate.SPEED)}
    assert {name: set(bounds) for name, bounds in floors.items()} == measured


@pytest.mark.parametrize(
    ("value", "bounds", "told"),
    [
        (0.50, {"at_least": 0.50}, 0),
        (0.49, {"at_least": 0.50}, 1),
        (1.50, {"at_most": 1.5}, 0),
        (1.51, {"at_most": 1.5}, 1),
    ],
)
def test_a_broken_bound_is_told(gate: ModuleType, value: float, bounds: dict[str, float], told: int) -> None:
    assert len(gate.failures("times", {"value": value}, {"times": {"value": bounds}})) == told


def test_the_filter_is_not_shown_the_gold_columns(gate: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("id\tsentence\tgold\n1\tHe left.\tRETREAT\n", encoding="utf-8")
    gate.DATA = tmp_path
    assert gate.first_columns("t.tsv", 2)() == "id\tsentence\n1\tHe left.\n"
