"""One happening told several times becomes one group, by dates that allow each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from memcon.model.when import When

T = TypeVar("T")


def days(when: When | None) -> int:
    """How many days a date leaves open: 1 for a day, 30 for a month; a very large number without a date."""
    if when is None:
        return 10**9
    first, last = when.bounds()
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    except ValueError:
        return 10**9


def wide(when: When | None) -> bool:
    """True when the day is not known: a month, a year, some day of a week. A stay from day to day is no doubt."""
    if when is None:
        return True
    return days(when) > 1 and (when.inferred or not all(len(end) >= _DAY for end in when.value.split("/")))


_DAY = len("2025-10-30")


def join(
    items: Sequence[T],
    when: Callable[[T], When | None],
    alike: Callable[[T, T], bool],
    order: Callable[[T], Any],
    kind: Callable[[T], Hashable] = lambda _: None,
) -> list[list[T]]:
    """Groups of items that tell of the same: of one `kind`, alike to every one of the group, on dates that allow each
    other.

    The most precise items come first. One with a wider date joins a group only when a single one fits: of two meetings
    in a month, "in that month" means neither. Items without a date stay alone.
    """
    books: dict[Hashable, _Book[T]] = {}
    groups: list[list[T]] = []
    for item in sorted(items, key=lambda i: (days(when(i)), order(i))):
        own = when(item)
        book = books.setdefault(kind(item), _Book())
        bounds = own.bounds() if own is not None else None
        fits = [g for g in book.near(bounds) if all(alike(item, o) for o in g.items)] if bounds else []
        same = [g for g in fits if bounds in g.told]
        chosen = same[0] if len(same) == 1 else fits[0] if len(fits) == 1 else None
        if chosen is None:
            chosen = _Group([], bounds, set())
            groups.append(chosen.items)
            book.add(chosen)
        chosen.take(item, bounds)
    return groups


Bounds = tuple[str, str]


class _Group(Generic[T]):
    """Items of one happening; `common`: the days they all allow. Intervals of which every two meet share a day, so
    what meets the common days meets every item."""

    def __init__(self, items: list[T], common: Bounds | None, told: set[Bounds]) -> None:
        self.items, self.common, self.told = items, common, told

    def take(self, item: T, bounds: Bounds | None) -> None:
        self.items.append(item)
        if bounds is not None and self.common is not None:
            self.common = (max(self.common[0], bounds[0]), min(self.common[1], bounds[1]))
            self.told.add(bounds)


class _Book(Generic[T]):
    """Groups by the months they may lie in; those that may lie in very many are looked at every time."""

    def __init__(self) -> None:
        self._months: dict[str, list[_Group[T]]] = {}
        self._all: list[_Group[T]] = []
        self._wide: list[_Group[T]] = []

    def add(self, group: _Group[T]) -> None:
        self._all.append(group)
        months = _months(group.common) if group.common else None
        if months is None:
            self._wide.append(group)
        for month in months or ():
            self._months.setdefault(month, []).append(group)

    def near(self, bounds: Bounds) -> list[_Group[T]]:
        """The groups whose common days meet these, in the order they came."""
        months = _months(bounds)
        found = self._all if months is None else [g for m in months for g in self._months.get(m, ())] + self._wide
        met = {id(g): g for g in found if g.common and g.common[0] <= bounds[1] and bounds[0] <= g.common[1]}
        return list(met.values())


def _months(bounds: Bounds) -> list[str] | None:
    """The months from first to last day; None for more than ten years of them."""
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in bounds)
    if last - first > _MANY:
        return None
    return [f"{k // 12:04}-{k % 12 + 1:02}" for k in range(first, last + 1)]


_MANY = 120
