"""The store seam: what the flow needs of any engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.story import Story
from memcon.model.version import Lineage


class Store(Protocol):
    """Readings, stories and memcons, by content ids. Every method is one transaction; a failure leaves no trace."""

    def add(self, readings: Sequence[Reading]) -> None:
        """Keep readings; one whose id is already there changes nothing."""
        ...

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` whose reports are kept."""
        ...

    def arrived(self) -> dict[str, int]:
        """Report id -> its number in the order of coming."""
        ...

    def readings(self, ids: Iterable[str] | None = None, *, told: bool = False) -> Iterator[Reading]:
        """Kept readings (without syntax) in order of id; all of them by default; with `told`, those only that no newer
        version stands in place of."""
        ...

    def keep_versions(self, lineages: Sequence[Lineage]) -> None:
        """Put `lineages` in place of all that stand."""
        ...

    def lineages(self, ids: Iterable[str] | None = None) -> list[Lineage]:
        """The reports kept in several versions, in order of id; with `ids`, those that any of these is a version of."""
        ...

    def stories(self) -> list[tuple[Story, Memcon]]:
        """All stories with their memcons, in order of id."""
        ...

    def keep(self, stories: Sequence[Story], memcons: Sequence[Memcon]) -> None:
        """Put `stories` in place of all that stand; `memcons` are those of new or changed stories. A story whose id is
        gone leaves a redirect to the one that holds its reports."""
        ...

    def judge(self, rows: Sequence[Judgement]) -> set[str]:
        """Add judgements to the log; one whose id is there changes nothing. Ids of those that were there already."""
        ...

    def judgements(self) -> list[Judgement]:
        """The whole log, in order of time and id."""
        ...
