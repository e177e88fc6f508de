"""What the pages say is there is there, and what is there is said."""

import importlib
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS_PAGE = ROOT / "docs" / "reference" / "commands.md"
API_PAGE = ROOT / "docs" / "reference" / "api.md"
TERMS = """
    report outlet origin furniture span reading mention actor office tenure when quote channel event pledge claim
    occurrence story finding cell memcon relation visit judgement
"""


def prose(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def command_names() -> set[str]:
    """`read`, `annotate quotes`, …: every command of the command line that does something itself."""
    if not (ROOT / "src/memcon/cli/main.py").is_file():
        pytest.skip("no command line yet")
    from typer.main import get_command

    return set(leaves(get_command(importlib.import_module("memcon.cli.main").app)))


def leaves(command: object, prefix: str = "") -> list[str]:
    below = getattr(command, "commands", {})
    if not below:
        return [prefix.strip()]
    return [name for key, sub in below.items() if not sub.hidden for name in leaves(sub, f"{prefix} {key}")]


CALL = re.compile(r"^(?:\$ |Usage: |.*\| *|[A-Z_]+=\S+ |\S*/bin/)*memcon ([a-z]+(?: [a-z]+)?)", re.MULTILINE)


def shown_commands(text: str) -> list[str]:
    """What follows `memcon ` where a line of a page's code calls it, up to two words."""
    code = re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, flags=re.DOTALL)
    return [words for block, inline in code for words in CALL.findall(block or inline)]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("Run `memcon annotate quotes`.", ["annotate quotes"]),
        ("```sh\n.venv/bin/memcon read a.txt\ncat x | memcon code\n```", ["read a", "code"]),
        ("Set `MEMCON_PARSER=x memcon nosuch`.", ["nosuch"]),
        ("A memcon shows it; `every memcon against its text`", []),
    ],
)
def test_commands_are_seen_where_a_line_calls_them(page: str, shown: list[str]) -> None:
    assert shown_commands(page) == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", prose(page))
    dead = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_on_a_page_exist(page: Path) -> None:
    names = command_names()
    wrong = [s for s in shown_commands(prose(page)) if s not in names and s.split()[0] not in names]
    assert wrong == []


def test_every_command_has_its_section() -> None:
    names = command_names()
    sections = set(re.findall(r"^#+ `memcon ([a-z ]+)`", prose(COMMANDS_PAGE), flags=re.MULTILINE))
    assert sections == names


def test_public_names_exist_and_are_documented() -> None:
    memcon = importlib.import_module("memcon")
    public = set(getattr(memcon, "__all__", ())) - {"__version__"}
    if not public:
        pytest.skip("no public names yet")
    assert [name for name in sorted(public) if not hasattr(memcon, name)] == []
    assert [name for name in sorted(public) if not (getattr(memcon, name).__doc__ or "").strip()] == []
    sections = set(re.findall(r"^#+ `memcon\.(\w+)", prose(API_PAGE), flags=re.MULTILINE))
    assert sections == public


def test_made_pages_say_what_the_code_says() -> None:
    command_names()  # skips until there are commands
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    stale = [name for name, text in generate.pages().items() if prose(generate.FOLDER / name) != text]
    assert stale == [], "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_named_on_a_page_exist(page: Path) -> None:
    named = set(re.findall(r"`(memcon(?:\.[a-z_]+)+)(?:\.[A-Z]\w*|\(\))?`", prose(page)))
    missing = [name for name in sorted(named) if not resolves(name)]
    assert missing == []


def resolves(name: str) -> bool:
    """A module of that name, or a module's attribute, or the name of a file (`memcon.toml`, `memcon.db`)."""
    module, _, attribute = name.rpartition(".")
    if attribute in {"toml", "db"}:
        return True
    if importlib.util.find_spec(module) is None:
        return False
    return importlib.util.find_spec(name) is not None or hasattr(importlib.import_module(module), attribute)


def test_the_words_are_all_there() -> None:
    page = prose(ROOT / "docs" / "words.md").lower()
    assert [t for t in TERMS.split() if f"**{t}" not in page] == []


def test_the_changelog_is_open() -> None:
    assert "## [Unreleased]" in prose(ROOT / "CHANGELOG.md")


def test_the_readme_names_the_ways_in() -> None:
    assert [
        w for w in ("make demo", "make test", "docs/words.md", "LICENSE") if w not in prose(ROOT / "README.md")
    ] == []
