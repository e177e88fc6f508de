"""Carry the flow out: batches through the stages, stories over all, each story's memcon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from memcon.errors import MemconError, Refused
from memcon.model.reading import Reading, Warning
from memcon.model.record import Memcon, Record
from memcon.model.report import Report
from memcon.model.stage import Stage
from memcon.model.story import Story
from memcon.pipeline import check_flow, stages, upto
from memcon.settings import Settings, load_settings

if TYPE_CHECKING:
    from memcon.model.version import Lineage
    from memcon.store.seam import Store
    from memcon.store.sqlite import SqliteStore

Progress = Callable[[int], None]
"""Called with the number of reports done so far."""


def read_reports(reports: Iterable[Report], settings: Settings, layer: str | None = None) -> Iterator[Reading]:
    """Readings of `reports`, in order, streamed in batches; with `layer`, only the stages it needs are run.

    A report in another language than English keeps empty layers and gets a warning that names the language. A report
    on which a stage fails keeps the layers it has and gets a warning; the others are not touched by it.
    """
    flow = stages(settings)
    flow = upto(flow, layer) if layer else flow
    check_flow(flow)
    source = iter(reports)
    while batch := list(islice(source, settings.batch)):
        yield from map(_with_warnings, _through(flow, [Reading(report) for report in batch]))


def _through(flow: Sequence[Stage], batch: list[Reading]) -> list[Reading]:
    for k, stage in enumerate(flow):
        try:
            batch = stage.run(batch)
        except MemconError:
            raise
        except Exception as error:
            # One report must not take the batch down: find it by going on one by one, and keep it aside.
            if len(batch) > 1:
                return [r for reading in batch for r in _through(flow[k:], [reading])]
            return [_failed(batch[0], stage, error)]
    return batch


def _failed(reading: Reading, stage: Stage, error: Exception) -> Reading:
    message = (
        f"stage {stage.name} failed on it ({type(error).__name__}: {error}); kept without that layer, please report"
    )
    return msgspec.structs.replace(
        reading, warnings=(*reading.warnings, Warning(reading.report.id, stage.name, message))
    )


def _with_warnings(reading: Reading) -> Reading:
    found = tuple(_warnings(reading))
    return msgspec.structs.replace(reading, warnings=reading.warnings + found) if found else reading


def _warnings(reading: Reading) -> Iterator[Warning]:
    report = reading.report
    if report.language not in (None, "en"):
        yield Warning(
            report.id, "language", f"is in another language than English ({report.language}); kept, not coded"
        )
    elif report.published is None and reading.times is not None and not any(t.when for t in reading.times):
        yield Warning(report.id, "times", "has no date anywhere, so nothing in it could be dated; kept")


@dataclass
class Outcome:
    """What a `read` came to: the record, the pieces refused, ids of reports that were in the store before,
    and the lineages of those new to it that came in several versions."""

    record: Record
    refused: list[Refused] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    versions: list[Lineage] = field(default_factory=list)


def open_store(path: str) -> SqliteStore:
    """The store in the file at `path` (`:memory:` for one that is gone with the process), made if it is not there.

    Raises StoreError when it cannot be opened.
    """
    from memcon.store.sqlite import SqliteStore

    return SqliteStore(path)


def read(paths: Iterable[str], store: str = ":memory:") -> Outcome:
    """Read the reports at `paths` (text, HTML, JSONL, folders of them) into `store` and give the memcons they touch.

    Input that is not taken is in the outcome's `refused`, a sentence each. Raises StoreError when the store fails and
    UsageError for bad settings.
    """
    from memcon.intake.files import read_paths

    return read_into(open_store(store), read_paths(paths), load_settings())


def read_into(
    store: Store, items: Iterable[Report | Refused], settings: Settings, progress: Progress | None = None
) -> Outcome:
    """Read `items` (as intake gives them) into the store and give the memcons they touch.

    Re-reading a report changes nothing. Raises StoreError when the store fails; everything accepted before is kept.
    """
    from memcon.reconcile.records import record_of
    from memcon.versions.trace import told_by

    refused: list[Refused] = []
    seen: dict[str, int] = {}
    known: list[str] = []
    done = 0
    for reading in read_reports(_fresh(store, items, refused, seen, known), settings):
        store.add([reading])
        done += 1
        if progress is not None:
            progress(done)
    memcons = regroup(store, fresh=bool(done))
    twice = [Warning(i, "read", "was given more than once in this run; counted once") for i, n in seen.items() if n > 1]
    newest = told_by(store.lineages(seen))
    told = {newest.get(key, key) for key in seen}
    touched = [m for m in memcons if told & set(m.reports)]
    record = record_of(touched, list(store.readings({r for m in touched for r in m.reports})), twice)
    return Outcome(record, refused, known, store.lineages(set(seen) - set(known)))


def _fresh(
    store: Store,
    items: Iterable[Report | Refused],
    refused: list[Refused],
    seen: dict[str, int],
    known: list[str],
) -> Iterator[Report]:
    for item in items:
        if isinstance(item, Refused):
            refused.append(item)
            continue
        seen[item.id] = seen.get(item.id, 0) + 1
        if seen[item.id] > 1:
            continue
        if store.known([item.id]):
            known.append(item.id)
        else:
            yield item


def regroup(store: Store, *, fresh: bool = True) -> list[Memcon]:
    """Stories over everything in the store, and their memcons; those whose reports did not change are kept as they are.
    Of a report in several versions the newest is told.

    With `fresh` False nothing new came in, and what stands is handed out.
    """
    from memcon.reconcile.compose import reconcile
    from memcon.stories.group import group
    from memcon.versions.trace import told_by, trace

    before = {story.reports: (story, memcon) for story, memcon in store.stories()}
    readings = {r.report.id: r for r in store.readings()}
    standing = {report for reports in before for report in reports}
    if not fresh and standing | told_by(store.lineages()).keys() == readings.keys():
        return [memcon for _, memcon in before.values()]
    lineages = trace((r.report for r in readings.values()), store.arrived())
    for old in told_by(lineages):
        del readings[old]
    stories = group(list(readings.values()))
    made: dict[str, Memcon] = {}
    for story in stories:
        if before.get(story.reports, (None,))[0] != story:
            made[story.id] = reconcile(story, [readings[i] for i in story.reports])
    store.keep(stories, list(made.values()))
    store.keep_versions(lineages)
    return [made.get(s.id) or before[s.reports][1] for s in stories]


def memcon_of(store: Store, story: Story, base: str | None = None) -> Memcon:
    """The memcon of a kept story, its cells told against origin `base` when given."""
    from memcon.reconcile.compose import reconcile

    return reconcile(story, list(store.readings(story.reports)), base=base)
