"""Paths in, Reports out: files, folders of them, standard input; what is not taken is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from memcon.errors import Refused
from memcon.intake.addresses import is_address
from memcon.intake.readers import read_source
from memcon.intake.source import source_of
from memcon.model.report import Report
from memcon.settings import FILE as SETTINGS

_SQLITE = b"SQLite format 3\x00"


def files_at(path: str) -> Iterator[str | Refused]:
    """The files of a folder, in name order; any other path, and an address, as it is."""
    where = Path(path)
    try:
        if path == "-" or is_address(path) or not where.is_dir():
            yield path
            return
        files = sorted(p for p in where.rglob("*") if p.is_file() and not _passed_over(p, where))
    except OSError as error:
        yield Refused(path, f"cannot be opened ({error.strerror}); check the path and its permissions")
        return
    if not files:
        yield Refused(path, "is an empty folder; nothing to read")
    yield from map(str, files)


def read_file(path: str) -> Iterator[Report | Refused]:
    """Reports of one file; a Refused where one is not taken."""
    where = Path(path)
    try:
        with where.open("rb") as stream:
            yield from read_source(source_of(stream, path, where.suffix.lower()))
    except FileNotFoundError:
        yield Refused(path, "no such file; check the path")
    except OSError as error:
        yield Refused(path, f"cannot be opened ({error.strerror}); check the path and its permissions")
    except ValueError:
        yield Refused(path, "is no path a file can have; check it")


def _passed_over(file: Path, folder: Path) -> bool:
    """Files of a folder that nobody means: hidden ones, memcon's settings, and its stores with what is kept beside
    them."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return hidden or file.name == SETTINGS or _is_store(file)


def _is_store(file: Path) -> bool:
    store = Path(re.sub(r"(?:-(?:wal|shm|journal)|\.web(?:\.lock)?)$", "", str(file)))
    try:
        with store.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
