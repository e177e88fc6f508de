"""What costs time to import is not imported before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

CLI = Path(__file__).parents[2] / "src/memcon/cli/main.py"

HEAVY = (
    "spacy",
    "thinc",
    "trafilatura",
    "htmldate",
    "sqlalchemy",
    "alembic",
    "numpy",
    "lxml",
    "py3langid",
    "dateparser",
    "pypdf",
    "feedparser",
    "fastwarc",
    "httpcore",
    "protego",
)
LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
HELP = f"""
import contextlib, io, sys
from memcon.cli.main import main
sys.argv = ["memcon", "--help"]
said = io.StringIO()
with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
    main()
assert "read" in said.getvalue(), "no help was printed"
{LOADED}
"""


def loaded_by(code: str) -> set[str]:
    """Top-level names of the modules loaded in a fresh Python after this code."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_importing_memcon_is_light() -> None:
    assert loaded_by(f"import memcon\n{LOADED}") & {*HEAVY, "rich", "typer"} == set()


def test_help_is_light() -> None:
    if not CLI.is_file():
        pytest.skip("no command line yet")
    assert loaded_by(HELP) & set(HEAVY) == set()


def test_the_check_can_fail() -> None:
    assert "trafilatura" in loaded_by(f"import trafilatura\n{LOADED}")
