"""Which things have come together: joined two at a time, asked for one at a time (a disjoint-set forest)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key", int, str)


class Homes(Generic[Key]):
    """Each thing's home is the smallest thing it has been joined with."""

    __slots__ = ("_above",)

    def __init__(self, things: Iterable[Key]) -> None:
        """Each thing starts alone."""
        self._above: dict[Key, Key] = {thing: thing for thing in things}

    def __len__(self) -> int:
        """How many things there are."""
        return len(self._above)

    def find(self, thing: Key) -> Key:
        """The home of `thing`."""
        path = []
        while self._above[thing] != thing:
            path.append(thing)
            thing = self._above[thing]
        for below in path:
            self._above[below] = thing
        return thing

    def join(self, a: Key, b: Key) -> bool:
        """Give both one home; False when they had it already."""
        one, two = sorted((self.find(a), self.find(b)))
        self._above[two] = one
        return one != two
