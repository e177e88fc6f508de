"""Bytes in, what the readers make of them out."""

import io
from collections.abc import Callable

import pytest

from memcon.errors import Refused
from memcon.intake.readers import read_source
from memcon.intake.source import source_of
from memcon.model.report import Report

Read = Callable[..., list[Report | Refused]]


@pytest.fixture
def read() -> Read:
    """All that a file of these bytes and this name gives."""

    def take(data: bytes, name: str = "a") -> list[Report | Refused]:
        suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
        return list(read_source(source_of(io.BytesIO(data), name, suffix)))

    return take


@pytest.fixture
def report(read: Read) -> Callable[..., Report]:
    """The one report that a file gives."""

    def take(data: bytes, name: str = "a") -> Report:
        (found,) = read(data, name)
        assert isinstance(found, Report), found
        return found

    return take
