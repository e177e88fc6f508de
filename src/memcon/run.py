"""Carry the flow out: batches through the stages, stories over all, each story's memcon."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from memcon.errors import MemconError, Refused
from memcon.model.judgement import Judgement, Renewal, Standing, State
from memcon.model.reading import Reading, Warning
from memcon.model.record import Memcon, Record
from memcon.model.report import Report
from memcon.model.stage import Stage
from memcon.model.story import Story
from memcon.pipeline import check_flow, stages, upto
from memcon.settings import Settings, load_settings

if TYPE_CHECKING:
    from memcon.fetch.clock import Clock
    from memcon.fetch.fetcher import Fetcher, WebFetcher
    from memcon.intake.addresses import Web
    from memcon.model.fetched import Fetched
    from memcon.model.version import Lineage
    from memcon.store.beside import Beside
    from memcon.store.seam import Store
    from memcon.store.sqlite import SqlStore

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


def open_store(path: str) -> SqlStore:
    """The store in the file at `path` (`:memory:` for one that is gone with the process) or in the database at
    `postgresql://…`, made if it is not there.

    Raises StoreError when it cannot be opened, UsageError for an address of another kind.
    """
    from memcon.store.engines import open_at

    return open_at(path)


def read(paths: Iterable[str], store: str = ":memory:", *, fetch: bool = False) -> Outcome:
    """Read the reports at `paths` (files of any kind memcon reads, folders of them, with `fetch` addresses too) into
    `store` and give the memcons they touch.

    Input that is not taken is in the outcome's `refused`, a sentence each. Raises StoreError when the store fails and
    UsageError for bad settings.
    """
    from memcon.intake.files import read_paths

    opened = open_store(store)
    return read_into(opened, read_paths(paths, web_of(opened) if fetch else None), load_settings())


def web_of(store: SqlStore, fetcher: Fetcher | None = None) -> Web:
    """The way to the web: what was read from addresses before is kept beside `store`. By default fetched politely and
    from the public network only."""
    from memcon.fetch.clock import SystemClock
    from memcon.intake.addresses import Web
    from memcon.store.beside import Beside

    return Web(fetcher or fetcher_of(SystemClock()), _Kept(store, Beside(store.dialect.beside)))


def fetcher_of(clock: Clock, *, local: bool = False) -> WebFetcher:
    """What fetches over the network, waiting by `clock`; with `local` from machines that are not public too."""
    from memcon.fetch.fetcher import WebFetcher
    from memcon.fetch.policy import Policy
    from memcon.fetch.transport import HttpTransport

    policy = Policy(local=local)
    return WebFetcher(HttpTransport(policy), policy, clock)


class _Kept:
    """What was read from addresses: their marks in the file beside the store, their reports in the store."""

    def __init__(self, store: Store, beside: Beside) -> None:
        self._store, self._beside = store, beside

    def fetched(self, url: str) -> Fetched | None:
        return self._beside.read().addresses.get(url)

    def reports(self, ids: Collection[str]) -> list[Report]:
        return [r.report for r in self._store.readings(ids)] if ids else []

    def keep(self, url: str, fetched: Fetched) -> None:
        self._beside.keep_address(url, fetched)


def read_into(
    store: Store, items: Iterable[Report | Refused], settings: Settings, progress: Progress | None = None
) -> Outcome:
    """Read `items` (as intake gives them) into the store and give the memcons they touch.

    Re-reading a report changes nothing. Raises StoreError when the store fails; everything accepted before is kept.
    """
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
    return Outcome(record_kept(store, touched, twice), refused, known, store.lineages(set(seen) - set(known)))


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
    """Stories over everything in the store as people's judgements leave them, and their memcons; those whose reports
    and judgements did not change are kept as they are. Of a report in several versions the newest is told.

    With `fresh` False no report came in: unless somebody has judged since, what stands is handed out; and reports are
    compared again only where somebody judged which of them tell the same. Several may do this at once: who finds that
    another was faster begins again from what now stands.
    """
    while (kept := _regrouped(store, fresh=fresh)) is None:
        fresh = True
    return kept


def _regrouped(store: Store, *, fresh: bool) -> list[Memcon] | None:
    from memcon.reconcile.compose import reconcile
    from memcon.stories.group import group
    from memcon.versions.trace import told_by, trace

    stood = store.stories()
    before = {story.reports: (story, memcon) for story, memcon in stood}
    readings = {r.report.id: r for r in store.readings()}
    kept = [memcon for _, memcon in before.values()]
    held = {report for reports in before for report in reports}
    grouped = not fresh and held | told_by(store.lineages()).keys() == readings.keys()
    if grouped and _obeyed(standing_in(store), kept):
        return kept
    lineages = trace((r.report for r in readings.values()), store.arrived())
    people = standing_in(store, lineages)
    for old in told_by(lineages):
        del readings[old]
    same = grouped and _obeyed(people, kept, ("same", "different"))
    stories = [story for story, _ in before.values()] if same else group(list(readings.values()), people.pairs)
    made: dict[str, Memcon] = {}
    for story in stories:
        was = before.get(story.reports)
        if was is None or was[0] != story or was[1].judgements != people.on(story.reports):
            made[story.id] = reconcile(story, [readings[i] for i in story.reports], standing=people)
    if not store.keep(stories, list(made.values()), lineages=lineages, before=stood):
        return None
    return [made.get(s.id) or before[s.reports][1] for s in stories]


def _obeyed(people: Standing, kept: Iterable[Memcon], kinds: Collection[str] | None = None) -> bool:
    """True when the memcons that stand were made by these very judgements (of `kinds`); those on reports that nobody
    has read bear on nothing."""
    known, then = {r for m in kept for r in m.reports}, {j.id: j for m in kept for j in m.judgements}
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


def judge(store: Store, rows: Sequence[Judgement]) -> set[str]:
    """Add judgements to the store's log and make its stories and memcons follow them. Ids of those that were there
    already. Raises StoreError when the store fails."""
    had = store.judge(rows)
    regroup(store, fresh=False)
    return had


def judged_readings(store: Store, ids: Iterable[str] | None = None) -> list[Reading]:
    """The store's readings as people's judgements leave them: actors chosen, what was rejected left out."""
    from memcon.reconcile.judged import judged

    return judged(list(store.readings(ids, told=True)), standing_in(store))


class Checked(NamedTuple):
    """What reading the store again came to: `reports` and `spans` read, a sentence for each fault."""

    reports: int
    spans: int
    faults: list[str]


def check(store: Store) -> Checked:
    """Read every text against its id, every span of every memcon against its text, and the spans of older versions
    against theirs and, where kept, against the next version's. Raises StoreError when the store fails."""
    from memcon.reconcile.records import faults, texts_changed
    from memcon.versions import compare

    texts = {r.report.id: r.report for r in store.readings()}
    found, spans = faults([memcon for _, memcon in store.stories()], texts)
    found = [*texts_changed(texts.values()), *found]
    for line in store.lineages():
        readings = {r.report.id: r for r in store.readings(v.report for v in line.versions)}
        for old, new in pairwise(line.versions):
            more, count = compare.faults(readings[old.report], readings[new.report])
            found, spans = found + more, spans + count
    return Checked(len(texts), spans, found)


def memcon_of(store: Store, story: Story, base: str | None = None) -> Memcon:
    """The memcon of a kept story, its cells told against origin `base` when given."""
    from memcon.reconcile.compose import reconcile

    return reconcile(story, list(store.readings(story.reports)), base=base, standing=standing_in(store))


def record_kept(store: Store, memcons: Sequence[Memcon], warnings: Sequence[Warning] = ()) -> Record:
    """The record of memcons and the readings they rest on, with the actors people chose."""
    from memcon.reconcile.judged import chosen
    from memcon.reconcile.records import record_of

    readings = list(store.readings({r for m in memcons for r in m.reports}))
    return record_of(memcons, chosen(readings, standing_in(store)), warnings)
