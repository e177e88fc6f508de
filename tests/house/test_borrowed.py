"""Nothing of the texts we measure on stands in the project: no run of their words, in code, tests, examples or docs."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
RUN = 10  # words in a row: long enough that titles and set phrases of diplomacy do not meet it by chance
WORD = re.compile(r"\w+")
KINDS = {".py", ".md", ".txt", ".toml", ".html", ".jsonl", ".json", ".csv", ".tsv"}


def runs(text: str) -> Iterator[str]:
    words = WORD.findall(text.lower())
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def ours() -> dict[str, str]:
    """Every run of words in the files git knows, and one file it is in."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    files = [ROOT / name for name in listed if Path(name).suffix in KINDS]
    return {run: path.name for path in files if path.is_file() for run in runs(path.read_text(encoding="utf-8"))}


def texts() -> Iterator[str]:
    """The sentences of the reports and benchmarks beside the repository."""
    for path in [*(SHARED / "reports").rglob("*"), *(SHARED / "bench").rglob("*")]:
        if path.suffix == ".txt":
            yield path.read_text(encoding="utf-8")
        elif path.suffix == ".tsv":
            yield from (line.split("\t")[1] for line in path.read_text(encoding="utf-8").splitlines())
        elif path.suffix == ".jsonl" and "gold" not in path.name:
            yield from strings([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])


def strings(value: object) -> Iterator[str]:
    """Every string in a JSON value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def borrowed(own: dict[str, str], theirs: Iterator[str]) -> set[tuple[str, str]]:
    return {(own[run], run) for text in theirs for run in runs(text) if run in own}


def test_no_run_of_words_is_theirs() -> None:
    if not SHARED.is_dir():
        pytest.skip("no ../shared here")
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    assert sorted(borrowed(ours(), texts()))[:20] == []


def test_the_check_can_fail() -> None:
    own = dict.fromkeys(runs("one two three four five six seven eight nine ten eleven"), "mine.py")
    assert len(borrowed(own, iter(["Zero, one two three four five six seven eight nine ten!"]))) == 1
