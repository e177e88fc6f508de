"""One happening told several times becomes one group, by dates that allow each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

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
) -> list[list[T]]:
    """Groups of items that tell of the same: alike to every one of the group, on dates that allow each other.

    The most precise items come first. One with a wider date joins a group only when a single one fits: of two meetings
    in a month, "in that month" means neither. Items without a date stay alone.
    """
    groups: list[list[T]] = []
    for item in sorted(items, key=lambda i: (days(when(i)), order(i))):
        own = when(item)
        fits = [
            g
            for g in groups
            if own is not None and all(_allows(own, when(other)) and alike(item, other) for other in g)
        ]
        same = [g for g in fits if any(_bounds(when(other)) == own.bounds() for other in g)] if own else []
        if len(same) == 1 or len(fits) == 1:
            (same or fits)[0].append(item)
        else:
            groups.append([item])
    return groups


def _allows(own: When, other: When | None) -> bool:
    return other is not None and own.allows(other)


def _bounds(when: When | None) -> tuple[str, str] | None:
    return None if when is None else when.bounds()
