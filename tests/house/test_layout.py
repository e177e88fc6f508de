"""The habits of the house that ruff, mypy and import-linter do not see."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
MODULES = sorted((SRC / "memcon").rglob("*.py"))
MIGRATIONS = SRC / "memcon" / "store" / "migrations"
LONGEST_BODY = 39
BAGS = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "shared", "core"}
BESIDE_ROOMS = {"browser", "contracts", "house", "safety", "stories"}


def dotted(path: Path) -> str:
    """The module name of a file under src."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(path: Path) -> Iterator[tuple[str, str | None]]:
    """(module, name) for every import of a file, wherever in it; name is None for a plain `import`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def is_package(name: str) -> bool:
    return (SRC / Path(*name.split("."))).is_dir()


def is_module(name: str) -> bool:
    return is_package(name) or (SRC / Path(*name.split("."))).with_suffix(".py").is_file()


def named(paths: list[Path]) -> dict[str, object]:
    """Parametrize over files with readable ids."""
    return {"argvalues": paths, "ids": [str(p.relative_to(SRC / "memcon")) for p in paths]}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", **named(MODULES))
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("path", **named(MODULES))
def test_bodies_stay_short(path: Path) -> None:
    lines = {f"{f.name}, line {f.lineno}": body_lines(f) for f in functions(tree_of(path))}
    assert {name: n for name, n in lines.items() if n > LONGEST_BODY} == {}


@pytest.mark.parametrize("path", **named(MODULES))
def test_no_module_imports_its_own_packages_init(path: Path) -> None:
    own = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    ancestors = {own[: i or None] for i in [*[k for k, c in enumerate(own) if c == "."], 0]}
    taken = [
        f"{module}.{name}"
        for module, name in imports_of(path)
        if module in ancestors and (name is None or not is_module(f"{module}.{name}"))
    ]
    assert taken == []


@pytest.mark.parametrize("path", **named([p for p in MODULES if p.parent.name != "cli"]))
def test_the_library_never_prints(path: Path) -> None:
    calls = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    assert [c.lineno for c in calls if c.func.id in {"print", "input"}] == []


@pytest.mark.parametrize("path", **named([p for p in MODULES if "store" in p.relative_to(SRC / "memcon").parts]))
def test_the_store_knows_only_the_nouns(path: Path) -> None:
    allowed = ("memcon.model", "memcon.errors", "memcon.settings", "memcon.store")
    others = [m for m, _ in imports_of(path) if m.split(".")[0] == "memcon" and not m.startswith(allowed)]
    assert others == []


@pytest.mark.parametrize("path", **named([p for p in MODULES if p.name != "settings.py"]))
def test_only_settings_reads_the_environment(path: Path) -> None:
    attributes = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)]
    assert [a.lineno for a in attributes if (a.value.id, a.attr) in {("os", "environ"), ("os", "getenv")}] == []


def test_rooms_are_packages() -> None:
    folders = {p.parent for p in MODULES if MIGRATIONS not in p.parents}
    assert sorted(str(f) for f in folders if not (f / "__init__.py").is_file()) == []


def test_no_bags() -> None:
    names = {p: p.parent.name if p.name == "__init__.py" else p.stem for p in MODULES}
    assert [str(p) for p, n in names.items() if n in BAGS or n.startswith("base_")] == []


def test_tests_mirror_the_rooms() -> None:
    rooms = {p.stem for p in (SRC / "memcon").iterdir()} | BESIDE_ROOMS
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and not p.name.startswith((".", "__"))}
    assert sorted(folders - rooms) == []


def test_the_measure_of_a_body() -> None:
    """The rule itself: a docstring is not body, blank lines inside are."""
    tree = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n\n    return a\n')
    assert [body_lines(f) for f in functions(tree)] == [3]
