"""A stretch of a list: which page, how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

Thing = TypeVar("Thing")

MOST_PAGES = 1_000_000


class Page(msgspec.Struct, frozen=True):
    """Page `number` (from 1) of `pages`; `total` things in all, `size` on a page."""

    number: int
    pages: int
    total: int
    size: int

    @property
    def offset(self) -> int:
        """How many things stand on the pages before."""
        return (self.number - 1) * self.size


def page_of(total: int, number: int, size: int) -> Page:
    """The page asked for; one past the last is the last."""
    pages = max(1, -(-total // size))
    return Page(min(max(1, number), pages), pages, total, size)


def cut(things: Sequence[Thing], number: int, size: int) -> tuple[Sequence[Thing], Page]:
    """The things of a page, and the page."""
    page = page_of(len(things), number, size)
    return things[page.offset : page.offset + size], page
