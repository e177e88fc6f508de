"""The same reports give the same bytes: in either order, under any hash seed, into a new store or
a full one, read by one process or two."""

from collections.abc import Callable
from pathlib import Path

import pytest

Read = Callable[[list[Path], str, str], str]


def test_there_is_something_to_compare(first: str) -> None:
    assert '"findings":' in first


def test_the_other_order_and_another_hash_seed(first: str, read: Read, reports: list[Path]) -> None:
    assert read(reports[::-1], "other.db", "2") == first


def test_a_second_time_into_the_same_store(first: str, read: Read, reports: list[Path]) -> None:
    assert read(reports, "one.db", "3") == first


def test_two_processes(first: str, read: Read, reports: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_WORKERS", "2")
    monkeypatch.setenv("MEMCON_BATCH", "1")
    assert read(reports, "two.db", "4") == first
