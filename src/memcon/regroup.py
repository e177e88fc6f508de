"""Stories and memcons over everything in the store, as reports and judgements come in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from memcon.errors import MemconError, StoreError
from memcon.guard import Bounds, Undone, here
from memcon.model.judgement import Judgement, Renewal, Standing, State
from memcon.model.record import Memcon
from memcon.model.story import Story
from memcon.store.rows import chunks, reading_of
from memcon.workers import Team

if TYPE_CHECKING:
    from memcon.model.version import Lineage
    from memcon.store.rows import Row
    from memcon.store.seam import Stood, Store
    from memcon.stories.signals import Signals

BATCH = 32
"""Stories whose memcons are made in one go by one process, reports whose signals are fetched in one."""


def regroup(store: Store, *, fresh: bool = True, workers: int = 1) -> int:
    """Stories over everything in the store as people's judgements leave them, and their memcons; those whose reports
    and judgements did not change are kept as they are. Of a report in several versions the newest is told. How many
    stories there are then.

    With `fresh` False no report came in: unless somebody has judged since, what stands stays; and reports are compared
    again only where somebody judged which of them tell the same. Several may do this at once: who finds that another
    was faster begins again from what now stands. `workers`: processes that make memcons.
    """
    while (count := _regrouped(store, workers, fresh=fresh)) is None:
        fresh = True
    return count


def _regrouped(store: Store, workers: int, *, fresh: bool) -> int | None:
    """None when another was faster."""
    from memcon.versions.trace import told_by

    stood, kept, arrived = list(store.stood()), store.lineages(), store.arrived()
    held = {report for s in stood for report in s.story.reports}
    grouped = not fresh and held | told_by(kept).keys() == arrived.keys()
    if grouped and _obeyed(standing_in(store), stood):
        return len(stood)
    lineages = _traced(store, arrived)
    people, older = standing_in(store, lineages), told_by(lineages)
    same = grouped and _obeyed(people, stood, ("same", "different"))
    if same:
        stories, anew = [s.story for s in stood], set[str]()
    else:
        stories, anew = _grouped(store, sorted(arrived.keys() - older.keys()), people, stood)
    before = {s.story.id: s for s in stood if anew.isdisjoint(s.story.reports)}
    changed = [story for story in stories if _is_changed(story, before.get(story.id), people.on(story.reports))]
    with _taken_down(_reconciled(store, changed, people, workers)) as memcons:
        done = store.keep(stories, memcons, lineages=lineages, before=stood, lineages_before=kept)
    return len(stories) if done else None


@contextmanager
def _taken_down(made: Iterable[bytes]) -> Iterator[Iterator[Memcon]]:
    """Memcons as JSON, laid by until all are made: those of a large store are more than memory should hold, and none
    may be kept while others may still come over them. Raises StoreError where there is no room."""
    try:
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as laid_by:
            for memcon in made:
                laid_by.write(memcon + b"\n")
            laid_by.seek(0)
            yield (msgspec.json.decode(line, type=Memcon) for line in laid_by)
    except OSError as error:
        raise StoreError(
            f"the memcons cannot be laid by until all are made ({error.strerror}); is there room for temporary files?"
        ) from None


IN_MEMORY = 50_000_000
"""Bytes of memcons that are laid by in memory; beyond them they go into a temporary file."""


def _traced(store: Store, arrived: Mapping[str, int]) -> tuple[Lineage, ...]:
    """The reports in several versions. Only those that may be one with another are opened."""
    from memcon.versions.trace import comparable, trace

    # What came since `arrived` was asked has no place in the order yet; who brought it groups again.
    alike = comparable(report for report in store.headings() if report.id in arrived)
    return trace((r.report for r in store.readings(alike)), arrived) if alike else ()


def _grouped(
    store: Store, ids: Sequence[str], people: Standing, stood: Sequence[Stood]
) -> tuple[list[Story], set[str]]:
    """Stories of the reports, and those of the reports that an older memcon kept: what it made of them is made again.
    Texts stay in the store, but for those of a story that is new or made again."""
    from memcon.stories.group import stories_of

    before, anew = {s.story.reports: s.story for s in stood}, set[str]()
    found = stories_of(_signals(store, ids, anew), people.pairs, lambda some: list(store.readings(some)), before)
    # All signals have been gone through by now; the stories are made one by one as they are asked for.
    for reports in [reports for reports in before if not anew.isdisjoint(reports)]:
        del before[reports]
    return list(found), anew


def _signals(store: Store, ids: Sequence[str], anew: set[str]) -> Iterator[Signals]:
    """What the reports are grouped by, made where it is missing; those it was made for go into `anew`."""
    from memcon.stories.packed import packed
    from memcon.stories.signals import read_signals

    for some in chunks(ids, BATCH):
        kept = store.signals(some)
        found = {key: signals for key, told in kept.items() if (signals := _opened(told)) is not None}
        if missing := [key for key in some if key not in found]:
            made = {r.report.id: read_signals(r) for r in store.readings(missing)}
            store.keep_signals({key: packed(signals) for key, signals in made.items()})
            anew.update(made)
            found |= made
        yield from (found[key] for key in some)


def _opened(kept: bytes) -> Signals | None:
    """None for what an older memcon kept, and for what is broken: both are made again from the report."""
    from memcon.stories.packed import unpacked

    try:
        return unpacked(kept)
    except (msgspec.DecodeError, ValueError, IndexError):
        return None


def _is_changed(story: Story, was: Stood | None, judgements: tuple[Judgement, ...]) -> bool:
    """Whether its memcon is to be made anew. Why its reports were joined is not in it, and changes with every word that
    comes into the store."""
    if was is None or was.judgements != judgements:
        return True
    return was.story.reports != story.reports or was.story.origins != story.origins


def _reconciled(store: Store, changed: Sequence[Story], people: Standing, workers: int) -> Iterator[bytes]:
    """The memcons of stories as JSON. Readings go to the processes as they are kept, and are opened there."""
    from memcon.reconcile import compose  # loaded before there are processes, so that they share it

    def made(asked: tuple[Sequence[Story], Mapping[str, Row]]) -> Iterator[bytes]:
        stories, rows = asked
        for story in stories:
            readings = [reading_of(rows[key]) for key in sorted(story.reports)]
            yield msgspec.json.encode(compose.reconcile(story, readings, standing=people))

    asked = ((some, store.rows(r for story in some for r in story.reports)) for some in chunks(changed, BATCH))
    with Team(workers, made, UNBOUNDED) as team:
        for (stories, rows), found in team.in_order(asked):
            if isinstance(found, Undone):
                yield from (memcon for story in stories for memcon in _made_here(made, story, rows))
            else:
                yield from found


def _made_here(
    made: Callable[[tuple[Sequence[Story], Mapping[str, Row]]], Iterable[bytes]], story: Story, rows: Mapping[str, Row]
) -> list[bytes]:
    """The memcon of one story of a batch that came to nothing; raises MemconError for the one that was the cause."""
    try:
        return list(here(made, ([story], rows)))
    except Undone as undone:
        raise MemconError(f"story {story.id}: making its memcon {undone}") from None


UNBOUNDED = Bounds(0)


def _obeyed(people: Standing, stood: Iterable[Stood], kinds: Collection[str] | None = None) -> bool:
    """True when the memcons that stand were made by these very judgements (of `kinds`); those on reports that nobody
    has read bear on nothing."""
    known, then = {r for s in stood for r in s.story.reports}, {j.id: j for s in stood for j in s.judgements}
    now = {j.id: j for j in people.on(known)}
    return all(found in then and found in now for found, j in (then | now).items() if kinds is None or j.kind in kinds)


def standing_in(store: Store, lineages: Sequence[Lineage] | None = None) -> Standing:
    """What people's judgements in the store come to; what was said of older versions in `lineages` (by default those
    the store has) holds for the newest."""
    from memcon.review.judgements import standing

    log = store.judgements()
    return standing(log, _renewal(store, log, store.lineages() if lineages is None else lineages))


def chosen_in(store: Store) -> dict[str, set[str]]:
    """Report id -> ids of the actors people chose for mentions in it, and of their states."""
    from memcon.relations.who import state_of

    found: dict[str, set[str]] = {}
    for row in standing_in(store).rows:
        if row.kind == "actor" and row.actor is not None and row.actor.id is not None:
            state = state_of(row.actor.id)
            for report in row.reports:
                found.setdefault(report, set()).update({row.actor.id, *([state] if state is not None else [])})
    return found


def log_of(store: Store) -> list[tuple[Judgement, State]]:
    """The whole log of judgements in order of time, each with whether it is in force."""
    from memcon.review.judgements import told

    log = store.judgements()
    return told(log, _renewal(store, log, store.lineages()))


def _renewal(store: Store, log: Sequence[Judgement], lineages: Sequence[Lineage]) -> Renewal:
    """What stands in place of what was judged; only texts that somebody judged are laid beside their newer versions."""
    from memcon.versions.renew import renewed
    from memcon.versions.trace import told_by

    newest = told_by(lineages)
    judged = {r for j in log if j.kind not in ("same", "different") for r in j.reports if r in newest}
    lines = [line for line in lineages if any(v.report in judged for v in line.versions)]
    readings = store.readings(v.report for line in lines for v in line.versions) if lines else ()
    return Renewal(newest, renewed(lines, {r.report.id: r for r in readings}))
