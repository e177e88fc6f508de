"""Write docs/reference from the code: commands.md from the command line, api.md from the public names' docstrings,
tables.md from the columns of the exported tables; and docs/licences.md (docs/licences.py).

`make docs` runs it; a test fails when the pages say something else than the code.
"""

import importlib
import importlib.util
import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("reference")
MADE = "<!-- Made by docs/generate.py from the code; change it there and run `make docs`. -->"
PLAIN = {"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1", "_TYPER_FORCE_DISABLE_TERMINAL": "1"}


def pages() -> dict[str, str]:
    """File name → text of every page that is made."""
    return {
        "commands.md": commands_page(),
        "api.md": api_page(),
        "tables.md": tables_page(),
        "../licences.md": licences_page(),
    }


def commands_page() -> str:
    """Every command with what `--help` says of it."""
    from typer.main import get_command

    app = importlib.import_module("memcon.cli.main").app
    words = [[], *commands(get_command(app))]
    return "\n\n".join(["# Commands", MADE, *(section(app, w) for w in words)]) + "\n"


def commands(command: object, called: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words by which each command is called that does something itself."""
    for name, below in getattr(command, "commands", {}).items():
        if not below.hidden:
            yield from commands(below, (*called, name)) if hasattr(below, "commands") else [(*called, name)]


def section(app: object, words: Sequence[str]) -> str:
    """One command, in the 80 columns of a plain terminal."""
    from typer import rich_utils
    from typer.testing import CliRunner

    rich_utils.MAX_WIDTH, rich_utils.FORCE_TERMINAL, rich_utils.COLOR_SYSTEM = 80, None, None
    said = CliRunner().invoke(app, [*words, "--help"], prog_name="memcon", env=PLAIN).output
    help_text = "\n".join(line.rstrip() for line in said.strip().splitlines())
    return f"## `{' '.join(['memcon', *words])}`\n\n```text\n{help_text}\n```"


def api_page() -> str:
    """Every public name of the package with its signature and docstring."""
    memcon = importlib.import_module("memcon")
    names = [n for n in getattr(memcon, "__all__", ()) if n != "__version__"]
    sections = [named(name, getattr(memcon, name)) for name in names]
    return "\n\n".join(["# Python", MADE, inspect.cleandoc(memcon.__doc__ or ""), *sections]) + "\n"


def licences_page() -> str:
    """What docs/licences.py makes; loaded by its path, as this file is loaded by its own in a test."""
    spec = importlib.util.spec_from_file_location("licences", Path(__file__).with_name("licences.py"))
    if spec is None or spec.loader is None:
        raise ImportError("docs/licences.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


def named(name: str, thing: object) -> str:
    """One public name: how it is called and what it says of itself."""
    call = f"```python\n{name}{signature(thing)}\n```" if callable(thing) else ""
    return "\n\n".join(part for part in (f"## `memcon.{name}`", call, inspect.cleandoc(thing.__doc__ or "")) if part)


def signature(thing: Callable[..., object]) -> str:
    """How it is called; annotations that are kept as strings are shown without their quotes."""
    try:
        return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(thing)))
    except ValueError:  # a compiled class that does not say
        return "(...)"


def tables_page() -> str:
    """The data dictionary: every table that is exported, with its columns."""
    tables = importlib.import_module("memcon.export.tables").TABLES
    return "\n\n".join(["# Tables", MADE, KINDS, *map(table_section, tables)]) + "\n"


KINDS = """
What `memcon export csv` and `memcon export parquet` write ([how to load them](../export.md)). Kinds of columns: text,
texts (a list; in CSV a cell of JSON), whole (number), number, truth (true or false). Every cell may be null: not known.
""".strip()


def table_section(table: Any) -> str:
    """One table: what it holds and its columns."""
    rows = "\n".join(f"| `{c.name}` | {c.kind} | {c.about} |" for c in table.columns)
    return f"## `{table.name}`\n\n{table.about}\n\n| column | kind | what it holds |\n|---|---|---|\n{rows}"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page, text in pages().items():
        (FOLDER / page).write_text(text, encoding="utf-8")
