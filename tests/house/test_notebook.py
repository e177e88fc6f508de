"""The notebook of the docs runs, and shows what it says."""

from pathlib import Path

import matplotlib
import nbformat
import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "relation.ipynb"


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Its cells of code, to be run from the folder it lies in, with nothing to draw on but memory."""
    matplotlib.use("Agg")
    monkeypatch.chdir(NOTEBOOK.parent)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_it_runs_from_top_to_bottom(cells: list[str]) -> None:
    names: dict[str, object] = {}
    for number, source in enumerate(cells, 1):
        exec(compile(source, f"{NOTEBOOK.name}, cell {number}", "exec"), names)
    visits = names["visits"]
    assert visits[["traveller_name", "when_value", "origins"]].values.tolist() == [  # type: ignore[index]
        ["Tomas Arriaga", "2022-10", 2],
        ["Marta Rojas", "2023-06", 1],
        ["Elin Halvorsen", "2024-03-12", 1],
        ["Tomas Arriaga", "2025", 1],
    ]
    labels = [text.get_text() for text in names["axes"].texts]  # type: ignore[attr-defined]
    assert labels[0] == "Tomas Arriaga to NOR, 2022-10 (2)"
    assert len(labels) == 4


def test_it_is_kept_as_it_ran() -> None:
    kept = nbformat.read(NOTEBOOK, as_version=4)
    drawn = [o for c in kept.cells for o in c.get("outputs", ()) if "image/png" in o.get("data", {})]
    assert len(drawn) == 1
    counts = [c.execution_count for c in kept.cells if c.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
