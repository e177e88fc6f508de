"""Which reports a page about actors is made from: all that name them, or, where these are too many to be laid together
while somebody waits, those of the newest stories they are parties to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from memcon.store import lists

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

MOST = 80
"""Reports that are laid together for one page."""
_STORIES = 80
"""Stories of one part."""


class Part(msgspec.Struct, frozen=True):
    """What a page tells from: all reports (`whole`), or part `number` of the stories, the newest first; `more`: there
    are older ones. `reports`: how many."""

    whole: bool
    number: int
    more: bool
    reports: int


def scope(store: SqlStore, ends: Sequence[str], part: int) -> tuple[list[str], Part]:
    """Ids of the reports to tell from, and which part of all they are."""
    from memcon.regroup import chosen_in

    found = lists.some_naming(store, ends, limit=MOST + 1, chosen=chosen_in(store))
    if len(found) <= MOST:
        return found, Part(True, 1, False, len(found))
    stamp, offset = lists.stamp(store), 0
    for _ in range(part - 1):
        offset += _stretch(store, stamp, tuple(ends), offset)[0]
    taken, ids, more = _stretch(store, stamp, tuple(ends), offset)
    if not taken and part == 1:
        return found[:MOST], Part(False, 1, False, MOST)
    return list(ids), Part(False, part, more, len(ids))


@lru_cache(maxsize=256)
def _stretch(store: SqlStore, stamp: object, ends: tuple[str, ...], offset: int) -> tuple[int, tuple[str, ...], bool]:
    """How many stories from `offset` on have reports that fit together, one at least; these reports; whether there are
    more stories."""
    keys = lists.newest_of(store, ends, limit=_STORIES + 1, offset=offset)
    by = store.reports_of_stories(keys[:_STORIES])
    taken, ids = 0, list[str]()
    for key in keys[:_STORIES]:
        if ids and len(ids) + len(by[key]) > MOST:
            break
        ids += by[key]
        taken += 1
    return taken, tuple(ids), taken < len(keys)
