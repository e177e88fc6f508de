"""Every sentence by which something is refused is held word for word by a test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src" / "memcon").rglob("*.py"))
TESTS = sorted(p for p in (ROOT / "tests").rglob("*.py") if p != Path(__file__))


def strings(node: ast.AST) -> Iterator[str]:
    """The fixed parts of every string in a tree: of an f-string, what stands between its values."""
    yield from (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def reasons(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, words) of the fixed parts of what `Refused` is called with, constants of the module looked up."""
    named = {
        t.id: n.value for n in tree.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)
    }
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == "Refused" and len(call.args) == 2:
            reason = call.args[1]
            names = [named[n.id] for n in ast.walk(reason) if isinstance(n, ast.Name) and n.id in named]
            yield from ((call.lineno, words) for part in (reason, *names) for words in strings(part))


@pytest.fixture(scope="module")
def told() -> str:
    """All that the tests say, in one."""
    return "\n".join(words for path in TESTS for words in strings(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT / "src" / "memcon")))
def test_each_sentence_is_held(path: Path, told: str) -> None:
    found = reasons(ast.parse(path.read_text(encoding="utf-8")))
    missing = {f"line {line}: {words}" for line, words in found if len(words) > 8 and words not in told}
    assert missing == set()


def test_there_are_many() -> None:
    """The test itself: it sees the sentences."""
    assert sum(1 for path in MODULES for _ in reasons(ast.parse(path.read_text(encoding="utf-8")))) > 60
