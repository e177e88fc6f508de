"""What costs time to import is not imported before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from memcon.store.sqlite import SqliteStore

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

CALL = f"""
import contextlib, io, sys
from memcon.cli.main import main
said = io.StringIO()
with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), contextlib.suppress(SystemExit):
    main()
assert wanted in said.getvalue(), said.getvalue()
{LOADED}
"""
PARSER = {"spacy", "thinc"}
GAME = "HARBOUR CLUB WINS THE CUP\\n\\nThe Harbour Club beat the Millers two to one on Saturday.\\n"


def calling(wanted: str, *argv: object) -> str:
    """Code that calls the command, whose answer must hold some words."""
    return f"import sys; sys.argv = {['memcon', *map(str, argv)]!r}; wanted = {wanted!r}\n" + CALL


def loaded_by(code: str) -> set[str]:
    """Top-level names of the modules loaded in a fresh Python after this code."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=600)
    return set(done.stdout.split())


def test_importing_memcon_is_light() -> None:
    assert loaded_by(f"import memcon\n{LOADED}") & {*HEAVY, "rich", "typer"} == set()


def test_help_is_light() -> None:
    if not CLI.is_file():
        pytest.skip("no command line yet")
    assert loaded_by(HELP) & set(HEAVY) == set()


def test_the_parser_is_loaded_for_what_needs_it_alone(tmp_path: Path) -> None:
    game, talks, store = tmp_path / "game.txt", tmp_path / "talks.txt", tmp_path / "m.db"
    game.write_text(GAME, encoding="utf-8")
    talks.write_text("Peru and Kenya agreed on fish.\n", encoding="utf-8")
    assert loaded_by(calling("HARBOUR CLUB", "read", game, "--store", store)) & PARSER == set()
    for command in ("stories", "quotes", "check"):
        assert loaded_by(calling("", command, "--store", store)) & PARSER == set()
    (_, memcon), *_ = SqliteStore(str(store)).stories()
    assert loaded_by(calling("HARBOUR CLUB", "show", memcon.id, "--store", store)) & PARSER == set()
    assert loaded_by(calling("Kenya", "read", talks, "--store", store)) >= {"spacy"}


def test_the_check_can_fail() -> None:
    assert "trafilatura" in loaded_by(f"import trafilatura\n{LOADED}")
