"""Paths in, Reports out: files, folders of them, standard input; what is not taken is said."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from memcon.errors import Refused
from memcon.intake.addresses import Web, is_address, read_address
from memcon.intake.readers import read_source
from memcon.intake.source import source_of
from memcon.model.report import Report


def read_paths(paths: Iterable[str], web: Web | None = None) -> Iterator[Report | Refused]:
    """Reports of all `paths` in order (folders in name order, `-` for standard input, addresses through `web`); a
    Refused stands where one is not taken, and the rest goes on. Never raises for bad input."""
    for path in paths:
        yield from _read_path(path, web)


def _read_path(path: str, web: Web | None = None) -> Iterator[Report | Refused]:
    if path == "-":
        yield from read_source(source_of(sys.stdin.buffer, "standard input"))
        return
    if is_address(path):
        yield from read_address(path, web)
        return
    where = Path(path)
    try:
        if where.is_dir():
            yield from _read_folder(where)
            return
        with where.open("rb") as stream:
            yield from read_source(source_of(stream, path, where.suffix.lower()))
    except FileNotFoundError:
        yield Refused(path, "no such file; check the path")
    except OSError as error:
        yield Refused(path, f"cannot be opened ({error.strerror}); check the path and its permissions")
    except ValueError:
        yield Refused(path, "is no path a file can have; check it")


def _read_folder(where: Path) -> Iterator[Report | Refused]:
    files = sorted(p for p in where.rglob("*") if p.is_file() and not _hidden(p.relative_to(where)))
    if not files:
        yield Refused(str(where), "is an empty folder; nothing to read")
    for file in files:
        yield from _read_path(str(file))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
