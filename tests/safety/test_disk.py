"""A disk that is full or cannot be written costs one clear sentence; the store stays whole and goes on later."""

import ctypes
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.safety import killing, reports
from tests.safety.apart import Said, memcon


def small_files(size: int) -> Callable[[], None]:
    """No file may grow beyond `size` bytes: the write fails, as it does on a full disk."""

    def set_it() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return set_it


def few_pages(count: int) -> Callable[[], None]:
    """SQLite itself says that the disk is full when the store needs more pages."""

    def set_it() -> None:
        @sa.event.listens_for(sa.engine.Engine, "connect")
        def _bound(connection: object, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={count}")  # type: ignore[attr-defined]

    return set_it


def as_anybody() -> None:
    """Root may write what is marked as not to be written (CAP_DAC_OVERRIDE, bit 1); anybody else may not."""
    libc, header, sets = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    sets[0] &= ~0b10
    assert libc.capset(header, sets) == 0


def one_sentence(said: Said) -> str:
    assert said.code == 1, said
    (line,) = said.err.splitlines()
    assert line.startswith("memcon: ")
    assert "Traceback" not in said.err
    assert "inside memcon" not in said.err
    return line


@pytest.fixture
def ten(loaded: None, tmp_path: Path) -> Path:
    """A folder of ten reports, and a store that holds the first three."""
    (tmp_path / "in").mkdir()
    names = [f"in/{path.name}" for path in reports.write(tmp_path / "in", 10)]
    assert memcon("read", *names[:3], "--store", "m.db", folder=tmp_path).code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("shut_in", "words"),
    [
        (lambda size: small_files(size + 40_000), "the store cannot be used (disk I/O error)"),
        (lambda size: few_pages(size // 4096 + 6), "the store cannot be used (database or disk is full)"),
    ],
    ids=["file too large", "disk full"],
)
def test_a_full_disk(ten: Path, shut_in: Callable[[int], Callable[[], None]], words: str) -> None:
    said = memcon("read", "in", "--store", "m.db", folder=ten, before=shut_in((ten / "m.db").stat().st_size))
    assert words in one_sentence(said)
    assert memcon("check", "--store", "m.db", folder=ten).code == 0
    after = memcon("read", "in", "--json", "--store", "m.db", folder=ten)
    whole = memcon("read", "in", "--json", "--store", "n.db", folder=ten)
    assert after.code == 0
    assert after.out == whole.out
    assert killing.content(ten / "m.db") == killing.content(ten / "n.db")


@pytest.mark.usefixtures("loaded")
def test_a_store_that_cannot_be_made(tmp_path: Path) -> None:
    (path,) = reports.write(tmp_path, 1)
    said = memcon("read", path, "--store", "m.db", folder=tmp_path, before=small_files(2_000))
    assert "m.db: the store cannot be used" in one_sentence(said)
    assert memcon("read", path, "--store", "m.db", folder=tmp_path).code == 0


def test_a_store_that_cannot_be_written(ten: Path) -> None:
    before = killing.content(ten / "m.db")
    (ten / "m.db").chmod(0o444)
    ten.chmod(0o555)
    try:
        said = memcon("read", "in", "--store", "m.db", folder=ten, before=as_anybody)
    finally:
        ten.chmod(0o755)
        (ten / "m.db").chmod(0o644)
    assert "m.db: the store cannot be used" in one_sentence(said)
    assert killing.content(ten / "m.db") == before


@pytest.mark.parametrize("command", [("stories",), ("read", "in", "--json"), ("check", "--json")])
def test_nowhere_to_print_to(ten: Path, command: tuple[str, ...]) -> None:
    said = memcon(*command, "--store", "m.db", folder=ten, out="/dev/full")
    assert "cannot be written (No space left on device)" in said.err.splitlines()[-1]
    assert "Traceback" not in said.err
    assert said.code == 1
