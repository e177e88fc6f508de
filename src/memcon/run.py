"""Carry the flow out: batches through the stages, stories over all, each story's memcon."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from memcon.errors import MemconError, Refused, StoreError, UsageError
from memcon.guard import Beside, Bounds, Undone
from memcon.model.judgement import Judgement, Renewal, Standing, State
from memcon.model.reading import Reading, Warning
from memcon.model.record import Memcon, Record
from memcon.model.relation import KnownVisit
from memcon.model.report import Report
from memcon.model.stage import Stage
from memcon.model.story import Story
from memcon.pipeline import check_flow, stages, upto
from memcon.settings import Settings, load_settings
from memcon.workers import Workers

if TYPE_CHECKING:
    from memcon.export.frames import OpenedStore
    from memcon.export.restore import Piece
    from memcon.export.source import Only, Source
    from memcon.fetch.clock import Clock
    from memcon.fetch.fetcher import Fetcher, Page, WebFetcher
    from memcon.intake.addresses import Web
    from memcon.model.fetched import Fetched
    from memcon.model.version import Lineage
    from memcon.store.beside import BesideStore
    from memcon.store.seam import Store
    from memcon.store.snapshot import Selection
    from memcon.store.sqlite import SqliteStore

Asked = TypeVar("Asked")
Progress = Callable[[int], None]
"""Called with the number of reports done so far."""


def read_reports(
    reports: Iterable[Report], settings: Settings, layer: str | None = None, workers: Workers | None = None
) -> Iterator[Reading]:
    """Readings of `reports` (without syntax), in order, streamed in batches; with `layer`, only the stages it needs
    are run, and every report is parsed, whatever the setting `parse` says.

    A report in another language than English keeps empty layers and gets a warning that names the language. A report
    on which a stage fails keeps the layers it has and gets a warning; one that takes more time or memory than the
    settings let it has no layer at all and a warning of stage `QUARANTINE`; the others are not touched by either.
    """
    source = iter(reports)
    batches = iter(lambda: list(islice(source, settings.batch)), [])
    if workers is not None and workers.count > 1:
        yield from chain.from_iterable(workers.in_order(_read_apart, ((b, settings, layer) for b in batches)))
        return
    beside = _beside(settings, layer)
    try:
        for batch in batches:
            _warm(settings, layer)
            yield from _guarded(beside, batch)
    finally:
        beside.close()


def _beside(settings: Settings, layer: str | None) -> Beside[list[Report], Reading]:
    """A process that reads batches within the bounds of the settings."""

    def through(batch: list[Report]) -> Iterator[Reading]:
        return map(_finished, _through(_flow(settings, layer), [Reading(report) for report in batch]))

    return Beside(through, Bounds(settings.seconds, settings.memory))


_kept_beside = lru_cache(maxsize=1)(_beside)


def _read_apart(asked: tuple[list[Report], Settings, str | None]) -> list[Reading]:
    """A batch read by one of several processes, which keeps its own process beside; both end with the work."""
    batch, settings, layer = asked
    _warm(settings, layer)
    return list(_guarded(_kept_beside(settings, layer), batch))


@lru_cache(maxsize=8)
def _flow(settings: Settings, layer: str | None) -> tuple[Stage, ...]:
    flow = upto(stages(replace(settings, parse="all")), layer) if layer else stages(settings)
    check_flow(flow)
    return flow


QUARANTINE = "bounds"
"""The stage that a warning names when a report was given up."""


def _guarded(beside: Beside[list[Report], Reading], batch: list[Report]) -> Iterator[Reading]:
    """Readings of a batch; where it is given up, report by report, and of the one that was the cause a bare Reading."""
    try:
        yield from list(beside.ask(batch))
    except Undone as undone:
        if len(batch) > 1:
            yield from (reading for report in batch for reading in _guarded(beside, [report]))
        else:
            message = f"{undone}, so it was left out; is it a report?"
            yield Reading(batch[0], warnings=(Warning(batch[0].id, QUARANTINE, message),))


@cache
def _warm(settings: Settings, layer: str | None) -> None:
    """Load what the stages load on first use, so that processes beside share it."""
    _through(_flow(settings, layer), [Reading(Report("", _SAMPLE, language="en"))])


_SAMPLE = "“We will go,” President Ada Novak of Peru told reporters in Lima on 5 June 2023, after she had met Luka Kos."


def _through(flow: Sequence[Stage], batch: list[Reading]) -> list[Reading]:
    for k, stage in enumerate(flow):
        try:
            batch = stage.run(batch)
        except (MemconError, MemoryError):
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


def _finished(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, syntax=None, warnings=(*reading.warnings, *_warnings(reading)))


NONE = "tells of no dealings between two sides; kept and grouped, not coded (setting parse)"


def _warnings(reading: Reading) -> Iterator[Warning]:
    report = reading.report
    if report.language not in (None, "en"):
        yield Warning(
            report.id, "language", f"is in another language than English ({report.language}); kept, not coded"
        )
    elif reading.dealings is False:
        yield Warning(report.id, "dealings", NONE)
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


def open_store(path: str) -> OpenedStore:
    """The store in the file at `path` (`:memory:` for one that is gone with the process), made if it is not there.

    In a notebook `open_store("memcon.db").frame("events")` is a data frame of its events, `.arrow("events")` an Arrow
    table; `.tables` lists the names. Raises StoreError when it cannot be opened.
    """
    from memcon.export.frames import OpenedStore

    return OpenedStore(path, source)


def read(paths: Iterable[str], store: str = ":memory:", *, fetch: bool = False) -> Outcome:
    """Read the reports at `paths` (files of any kind memcon reads, folders of them, with `fetch` addresses too) into
    `store` and give the memcons they touch.

    Input that is not taken is in the outcome's `refused`, a sentence each. Raises StoreError when the store fails and
    UsageError for bad settings.
    """
    settings = load_settings()
    opened = open_store(store)
    return read_into(opened, reports_at(paths, settings, web_of(opened) if fetch else None), settings)


def reports_at(paths: Iterable[str], settings: Settings, web: Web | None = None) -> Iterator[Report | Refused]:
    """Reports of `paths` as `read_paths` gives them, each file and page read within the bounds of the settings: one
    that takes more time or memory is refused. Pages are fetched here and read beside."""
    from memcon.intake.addresses import is_address, read_address
    from memcon.intake.files import files_at

    bounds = Bounds(settings.seconds, settings.memory)
    beside = Beside(_read_one, bounds)
    through = web and web._replace(read=lambda url, page: _file(beside, (url, page), url))
    try:
        for file in (f for path in paths for f in files_at(path)):
            if isinstance(file, Refused):
                yield file
            elif file == "-":
                yield from _standard_input(bounds)
            elif is_address(file):
                yield from read_address(file, through)
            else:
                yield from _file(beside, file, file)
    finally:
        beside.close()


def _read_one(asked: str | tuple[str, Page]) -> Iterator[Report | Refused]:
    """The reports of a file, or of a page that was fetched."""
    from memcon.intake.addresses import read_fetched
    from memcon.intake.files import read_file

    return read_file(asked) if isinstance(asked, str) else read_fetched(*asked)


def _file(beside: Beside[Any, Report | Refused], asked: object, where: str) -> Iterator[Report | Refused]:
    try:
        yield from beside.ask(asked)
    except Undone as undone:
        yield Refused(where, f"{undone}, so it, or what is left of it, was left out; is it a report?")


def _standard_input(bounds: Bounds) -> Iterator[Report | Refused]:
    """Taken down whole first: the process beside has no standard input, and waiting for words to come is no fault."""
    from memcon.intake.readers import read_source
    from memcon.intake.source import source_of

    where = "standard input"
    try:
        with tempfile.TemporaryFile() as whole:
            shutil.copyfileobj(sys.stdin.buffer, whole)
            whole.seek(0)
            beside: Beside[str, Report | Refused] = Beside(lambda _: read_source(source_of(whole, where)), bounds)
            yield from _file(beside, "", where)
            beside.close()
    except OSError as error:
        yield Refused(where, f"cannot be taken down ({error.strerror}); is there room for temporary files?")


def web_of(store: SqliteStore, fetcher: Fetcher | None = None) -> Web:
    """The way to the web: what was read from addresses before is kept beside `store`. By default fetched politely and
    from the public network only."""
    from memcon.fetch.clock import SystemClock
    from memcon.intake.addresses import Web
    from memcon.store.beside import BesideStore

    return Web(fetcher or fetcher_of(SystemClock()), _Kept(store, BesideStore(store.path)))


def fetcher_of(clock: Clock, *, local: bool = False) -> WebFetcher:
    """What fetches over the network, waiting by `clock`; with `local` from machines that are not public too."""
    from memcon.fetch.fetcher import WebFetcher
    from memcon.fetch.policy import Policy
    from memcon.fetch.transport import HttpTransport

    policy = Policy(local=local)
    return WebFetcher(HttpTransport(policy), policy, clock)


class _Kept:
    """What was read from addresses: their marks in the file beside the store, their reports in the store."""

    def __init__(self, store: Store, beside: BesideStore) -> None:
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
    from memcon.knowledge import kb
    from memcon.versions.trace import told_by

    refused: list[Refused] = []
    seen: dict[str, int] = {}
    known: list[str] = []
    done = 0
    with Workers(settings.workers, partial(kb.use, kb.used())) as workers:
        for reading in read_reports(_fresh(store, items, refused, seen, known), settings, workers=workers):
            if given_up := [w for w in reading.warnings if w.stage == QUARANTINE]:
                refused.append(Refused(_where(reading.report), given_up[0].message))
                continue
            store.add([reading])
            done += 1
            if progress is not None:
                progress(done)
        memcons = regroup(store, fresh=bool(done), workers=workers)
    twice = [Warning(i, "read", "was given more than once in this run; counted once") for i, n in seen.items() if n > 1]
    newest = told_by(store.lineages(seen))
    told = {newest.get(key, key) for key in seen}
    touched = [m for m in memcons if told & set(m.reports)]
    return Outcome(record_kept(store, touched, twice), refused, known, store.lineages(set(seen) - set(known)))


def _where(report: Report) -> str:
    """How a person finds a report: its file and the id it came with."""
    told = [report.path or report.url, report.given_id]
    return " report ".join(t for t in told if t) or report.id


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


def regroup(store: Store, *, fresh: bool = True, workers: Workers | None = None) -> list[Memcon]:
    """Stories over everything in the store as people's judgements leave them, and their memcons; those whose reports
    and judgements did not change are kept as they are. Of a report in several versions the newest is told.

    With `fresh` False no report came in: unless somebody has judged since, what stands is handed out; and reports are
    compared again only where somebody judged which of them tell the same.
    """
    from memcon.stories.group import group
    from memcon.versions.trace import told_by, trace

    before = {story.reports: (story, memcon) for story, memcon in store.stories()}
    readings = {r.report.id: _for_grouping(r) for r in store.readings()}
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
    changed = [story for story in stories if _is_changed(story, before.get(story.reports), people)]
    asked = ((story, list(store.readings(story.reports)), people) for story in changed)
    made = {memcon.id: memcon for memcon in (workers or Workers()).in_order(_reconciled, asked)}
    store.keep(stories, list(made.values()))
    store.keep_versions(lineages)
    return [made.get(s.id) or before[s.reports][1] for s in stories]


def _for_grouping(reading: Reading) -> Reading:
    """What grouping looks at: a store's readings are held all at once, and their layers are most of them."""
    main = tuple(e for e in reading.events or () if e.id == reading.main)
    return Reading(reading.report, body=reading.body, events=main, main=reading.main)


def _is_changed(story: Story, was: tuple[Story, Memcon] | None, people: Standing) -> bool:
    return was is None or was[0] != story or was[1].judgements != people.on(story.reports)


def _reconciled(asked: tuple[Story, list[Reading], Standing]) -> Memcon:
    from memcon.reconcile.compose import reconcile

    story, readings, people = asked
    return reconcile(story, readings, standing=people)


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


@contextmanager
def source(
    store: SqliteStore,
    which: Selection | None = None,
    only: Only | None = None,
    *,
    text: bool = True,
    progress: Progress | None = None,
) -> Iterator[Source]:
    """What the store holds, as streams of nouns for an export, all of one state of it; with `text` False without the
    words of the texts. Raises UsageError for a story that is not there, StoreError when the store fails."""
    from memcon.export.source import Only, Source
    from memcon.store.snapshot import Selection, snapshot

    which = (which or Selection())._replace(chosen=chosen_in(store) if which is not None and which.ends else {})
    log, people = log_of(store), standing_in(store)
    with snapshot(store) as kept:
        if which.story is not None:
            found = kept.story_id(which.story)
            if found is None:
                raise UsageError(f"{which.story}: no story of that id in the store; memcon stories lists them")
            which = which._replace(story=found)
        yield Source(kept, which, only or Only(), log=log, people=people, text=text, progress=progress)


@dataclass
class TakenBack:
    """What an import came to: how many reports, visits, judgements and stories were read back, of the reports how many
    were there before, and what was refused. `regrouped`: the stories were made again, and not taken as they stood."""

    reports: int = 0
    known: int = 0
    visits: int = 0
    judgements: int = 0
    stories: int = 0
    regrouped: bool = False
    refused: list[Refused] = field(default_factory=list)


def take_back(store: SqliteStore, found: Iterable[Piece], progress: Progress | None = None) -> TakenBack:
    """Put what `memcon export jsonl` wrote (memcon.export.restore.pieces) into the store.

    Into an empty store a whole export goes as it stood, stories and all; else the stories are made again from all
    reports that are there then. Raises StoreError when the store fails; what was taken before is kept.
    """
    from memcon.export.restore import Head
    from memcon.store.restore import is_empty

    taken, empty, source = TakenBack(), is_empty(store), iter(found)
    whole, fresh = False, False
    while batch := list(islice(source, 500)):
        whole = whole or any(isinstance(piece, Head) and piece.whole for piece in batch)
        before = taken.reports - taken.known
        _take(store, batch, taken, stories=empty and whole)
        fresh = fresh or taken.reports - taken.known > before or bool(taken.judgements)
        if progress is not None:
            progress(taken.reports + taken.stories)
    taken.regrouped = bool(taken.reports or taken.judgements) and (taken.refused != [] or not (empty and whole))
    if taken.regrouped:
        taken.stories = len(regroup(store, fresh=fresh))
    return taken


def _take(store: SqliteStore, batch: Sequence[Piece], taken: TakenBack, *, stories: bool) -> None:
    """One batch; stories, versions and redirects only with `stories`."""
    from memcon.export import restore
    from memcon.store.relations import keep_visits
    from memcon.store.restore import put_redirects, put_stories, put_versions

    readings = [p for p in batch if isinstance(p, Reading)]
    visits = [p for p in batch if isinstance(p, KnownVisit)]
    rows = [p for p in batch if isinstance(p, Judgement)]
    taken.refused += [p for p in batch if isinstance(p, Refused)]
    taken.known += len(store.known([r.report.id for r in readings]))
    store.add(readings)
    keep_visits(store, visits)
    store.judge(rows)
    taken.reports, taken.visits = taken.reports + len(readings), taken.visits + len(visits)
    taken.judgements += len(rows)
    if stories:
        told = [(p.story, p.memcon) for p in batch if isinstance(p, restore.Kept)]
        out = put_stories(store, told)
        taken.stories += len(told) - len(out)
        taken.refused += [
            Refused(f"story {key}", "a report of it is not in the export; it was made again") for key in out
        ]
        put_versions(store, [p.fields for p in batch if isinstance(p, restore.VersionRow)])
        put_redirects(store, [(p.old, p.report) for p in batch if isinstance(p, restore.Redirect)])


class Checked(NamedTuple):
    """What reading the store again came to: `reports`, `spans`, `stories` and `judgements` read, a sentence for each
    fault."""

    reports: int
    spans: int
    faults: list[str]
    stories: int = 0
    judgements: int = 0


def check(store: SqliteStore) -> Checked:
    """Read the store again from end to end: the file itself, every text against its id, every span against its text,
    every reference of readings, stories, memcons and judgements, and the spans of older versions against the next
    version's where they were kept. Changes nothing. Raises StoreError when the store cannot be read at all."""
    from memcon.reconcile.records import faults
    from memcon.reconcile.verify import faults_of_judgements, faults_of_readings, faults_of_stories
    from memcon.store.upkeep import homes, integrity
    from memcon.versions.trace import told_by

    found = integrity(store)
    readings = {r.report.id: r for r in _readable(store, found)}
    wrong, spans = faults_of_readings(readings.values())
    stories = _told_or(found, store.stories)
    more, count = faults([memcon for _, memcon in stories], {key: r.report for key, r in readings.items()})
    lines, log = _told_or(found, store.lineages), _told_or(found, store.judgements)
    found += [*wrong, *more]
    found += faults_of_stories(stories, readings.keys() - told_by(lines).keys(), homes(store), {j.id for j in log})
    found += faults_of_judgements(log)
    older, over = _faults_of_versions(lines, readings)
    return Checked(len(readings), spans + count + over, found + older, len(stories), len(log))


def _readable(store: Store, faults: list[str]) -> Iterator[Reading]:
    """The store's readings; one that cannot be read is a fault, and the others are read."""
    for key in sorted(store.arrived()):
        try:
            yield from store.readings([key])
        except StoreError as error:
            faults.append(f"report {key}: {error}")


def _told_or(faults: list[str], ask: Callable[[], list[Asked]]) -> list[Asked]:
    try:
        return ask()
    except StoreError as error:
        faults.append(str(error))
        return []


def _faults_of_versions(lines: Sequence[Lineage], readings: Mapping[str, Reading]) -> tuple[list[str], int]:
    from memcon.versions import compare

    found, spans = list[str](), 0
    for line in lines:
        for old, new in pairwise(v.report for v in line.versions):
            if old in readings and new in readings:
                more, count = compare.faults(readings[old], readings[new])
                found, spans = found + more, spans + count
    return found, spans


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
