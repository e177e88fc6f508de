"""What leaves the store, as streams of nouns: every format is written from a Source and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from memcon.actors.chosen import choose
from memcon.actors.resolve import join_story
from memcon.export.wordless import without_words
from memcon.model.judgement import NOBODY, Judgement, Standing, State
from memcon.model.reading import Reading
from memcon.model.record import (
    ClaimRecord,
    EventRecord,
    Finding,
    Memcon,
    PledgeRecord,
    QuoteRecord,
    VisitRecord,
)
from memcon.model.relation import KnownVisit
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.store.snapshot import Selection, Snapshot

Noun = TypeVar("Noun")
Item = TypeVar("Item", QuoteRecord, EventRecord, PledgeRecord, VisitRecord, ClaimRecord)

FINDING_STATUS = ("agreed", "narrower", "differs", "only one", "unsaid")
STATUS = ("asserted", "denied", "planned", "hypothetical", "historical")


class Only(NamedTuple):
    """What of each noun goes out, over the selection of reports. `point`: claims and findings on it. `status`: of the
    nouns that have a status of that list (findings; events, claims and visits) those that have it; other nouns are not
    touched by it."""

    point: str | None = None
    status: str | None = None


class Told(NamedTuple):
    """A story with its memcon. `reports`: all its reports by id; `meant`: ids of those that the selection names.

    `readings`: by the same ids, what is read of each and whom it names (layers `body`, `mentions` and `main` alone), as
    the memcon was made from them: with the actors people chose, each person of the story under one id. `lengths`: code
    points of each text, also where the words are left out.
    """

    story: Story
    memcon: Memcon
    reports: Mapping[str, Report]
    meant: frozenset[str]
    readings: Mapping[str, Reading] = MappingProxyType({})
    lengths: Mapping[str, int] = MappingProxyType({})


class Source:
    """The nouns of one state of the store, streamed: nothing is held beyond one story at a time.

    `text` False: every word of the reports' texts is left out of what is given (empty), spans keep their positions.
    `progress` is called with the number of stories or reports given so far.
    """

    def __init__(
        self,
        kept: Snapshot,
        which: Selection = Selection(),  # noqa: B008 (immutable)
        only: Only = Only(),  # noqa: B008 (immutable)
        *,
        log: Sequence[tuple[Judgement, State]] = (),
        people: Standing = NOBODY,
        text: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """`log`: the judgements with their states (memcon.run.log_of); `people`: what they come to (standing_in)."""
        self.kept, self.which, self.only, self.text = kept, which, only, text
        self.people = people
        self._log, self._progress = log, progress

    def reports(self) -> Iterator[Report]:
        """The reports meant, in order of id; the newest version of each."""
        return self._counted(map(self._shown, self.kept.reports(self.which)))

    def placed(self) -> Iterator[tuple[Report, str | None, int]]:
        """The reports meant, in order of id, each with the id of its story (None where none is told yet) and the
        length of its text in code points."""
        found = self.kept.placed(self.which)
        return self._counted((self._shown(report), story, len(report.text)) for report, story in found)

    def readings(self) -> Iterator[Reading]:
        """The readings as they were read (without syntax; nobody's judgements applied): all, older versions too, in
        order of coming; with a selection, those of the stories that hold a report meant."""
        everything = self.kept.readings(self.which._replace(told=False))
        found = everything if self.which.everything else self._in_stories()
        return self._counted(map(self._shown, found))

    def _in_stories(self) -> Iterator[Reading]:
        return (r for story, _ in self.kept.stories(self.which) for r in self.kept.readings_in(story.id))

    def memcons(self) -> Iterator[Told]:
        """The stories that hold a report meant, in order of id."""
        return self._counted(self._told(story, memcon) for story, memcon in self.kept.stories(self.which))

    def quotes(self) -> Iterator[tuple[Told, QuoteRecord]]:
        """Quotes of the reports meant, story by story."""
        return ((t, q) for t in self.memcons() for q in self.of(t, t.memcon.quotes))

    def events(self) -> Iterator[tuple[Told, EventRecord]]:
        """Events of the reports meant, story by story."""
        return ((t, e) for t in self.memcons() for e in self.of(t, t.memcon.events))

    def pledges(self) -> Iterator[tuple[Told, PledgeRecord]]:
        """Pledges of the reports meant, as told, story by story."""
        return ((t, p) for t in self.memcons() for p in self.of(t, t.memcon.pledges))

    def visits(self) -> Iterator[tuple[Told, VisitRecord]]:
        """Visits of the reports meant, as told, story by story."""
        return ((t, v) for t in self.memcons() for v in self.of(t, t.memcon.visits))

    def claims(self) -> Iterator[tuple[Told, ClaimRecord]]:
        """Claims of the reports meant, story by story."""
        return ((t, c) for t in self.memcons() for c in self.of(t, t.memcon.claims))

    def findings(self) -> Iterator[tuple[Told, Finding]]:
        """Findings of the stories that hold a report meant."""
        return ((t, f) for t in self.memcons() for f in self.findings_of(t))

    def known_visits(self) -> Iterator[KnownVisit]:
        """Visits from imported lists; with ends, those that concern each of them."""
        return self._counted(self.kept.visits(self.which.ends))

    def judgements(self) -> Iterator[tuple[Judgement, State]]:
        """The log in order of time, each with whether it is in force; with a selection, those on reports meant."""
        if self.which.everything:
            return iter(self._log)
        meant = {r.id for r in self.kept.reports(self.which)}
        return ((row, state) for row, state in self._log if not meant.isdisjoint(row.reports))

    def _told(self, story: Story, memcon: Memcon) -> Told:
        named = self.kept.named_in(story.id)
        # Whom people chose is looked up mention by mention: only where anybody chose.
        readings = join_story([choose(r, self.people.meant) for r in named] if self.people.rows else named)
        shown = {r.report.id: self._shown(r) for r in readings}
        reports = {key: r.report for key, r in shown.items()}
        meant = frozenset(reports) if self.which.everything else self.kept.meant_in(story.id, self.which)
        lengths = {r.report.id: len(r.report.text) for r in readings}
        return Told(story, self._shown(memcon), reports, meant, shown, lengths)

    def of(self, told: Told, items: Sequence[Item]) -> Iterator[Item]:
        """Those of a story's items that go out."""
        return (i for i in items if i.report in told.meant and self._wanted(i, STATUS))

    def findings_of(self, told: Told) -> Iterator[Finding]:
        """Those of a story's findings that go out."""
        return (f for f in told.memcon.findings if self._wanted(f, FINDING_STATUS))

    def _wanted(self, item: object, statuses: Sequence[str]) -> bool:
        point, status = self.only
        if point is not None and getattr(item, "point", point) != point:
            return False
        return status is None or status not in statuses or getattr(item, "status", status) == status

    def _shown(self, noun: Noun) -> Noun:
        return noun if self.text else without_words(noun)

    def _counted(self, items: Iterator[Noun]) -> Iterator[Noun]:
        for done, item in enumerate(items, 1):
            yield item
            if self._progress is not None:
                self._progress(done)
