"""The tutorial's commands do what they are shown doing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TUTORIAL, flags=re.DOTALL)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What all blocks print, run one after the other as a reader would, in a folder that holds the examples."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "examples").symlink_to(ROOT / "examples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = "\n".join(["set -eu", *(block for block in BLOCKS if not block.startswith("export "))])
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("told", ["differs", "only one", "Halvorsen", "all hold", '"2024-03-08"'])
def test_what_the_tutorial_tells_is_there(said: str, told: str) -> None:
    assert told in said


def test_the_signs_are_those_of_the_page(said: str) -> None:
    signs = dict(re.findall(r"^\| `(.)` \| (\w[\w ]*) \|", TUTORIAL, flags=re.MULTILINE))
    assert len(signs) == 4
    lines = said.splitlines()
    assert {sign for sign in signs if any(line.startswith(f"{sign} ") for line in lines)} >= {"=", "≠", "·"}
