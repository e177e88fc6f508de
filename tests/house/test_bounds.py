"""The table of bounds in docs/reading.md says what holds."""

import importlib
import re
from pathlib import Path

import pytest

from memcon.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| [^|]+ \| ([\d,]+)( MB)?[^|]*\| (?:the setting )?`([\w.]+)` \|$", PAGE, flags=re.MULTILINE)
NO_BOUNDS = {"MB", "HEAD"}


def test_there_is_a_table() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize(("figure", "megabytes", "name"), ROWS, ids=[name for *_, name in ROWS])
def test_the_figure(figure: str, megabytes: str, name: str) -> None:
    module, _, constant = name.rpartition(".")
    held = getattr(importlib.import_module(f"memcon.{module}"), constant) if module else getattr(Settings(), name)
    told = int(figure.replace(",", ""))
    assert held == (told * 1_000_000 if megabytes and module else told)


@pytest.mark.parametrize("room", ["intake", "fetch"])
def test_every_bound_is_in_it(room: str) -> None:
    module = importlib.import_module(f"memcon.{room}.bounds")
    names = {f"{room}.bounds.{name}" for name in vars(module) if name.isupper() and name not in NO_BOUNDS}
    assert names - {name for *_, name in ROWS} == set()
