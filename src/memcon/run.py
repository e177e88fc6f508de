"""Carry the flow out: batches through the stages, stories over all, each story's memcon."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import chain, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from memcon.errors import MemconError, Refused, StoreError, UsageError
from memcon.guard import Beside, Bounds, Undone
from memcon.model.actor import Actor
from memcon.model.judgement import Judgement
from memcon.model.reading import Reading, Warning
from memcon.model.record import Memcon, Record, ReportRecord
from memcon.model.relation import KnownVisit
from memcon.model.report import Published, Report
from memcon.model.stage import Stage
from memcon.model.story import Story
from memcon.pipeline import check_flow, stages, upto
from memcon.regroup import chosen_in, log_of, regroup, standing_in
from memcon.settings import Settings, load_settings
from memcon.store.rows import Filed, Layers, chunks, filed
from memcon.versions.trace import told_by
from memcon.workers import Team

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
    from memcon.store.sql import SqlStore

Asked = TypeVar("Asked")
Progress = Callable[[int], None]
"""Called with the number of reports done so far."""


def read_reports(reports: Iterable[Report], settings: Settings, layer: str | None = None) -> Iterator[Reading]:
    """Readings of `reports` (without syntax), in order, streamed in batches, which as many processes read as the
    settings say; with `layer`, only the stages it needs are run, and every report is parsed, whatever the setting
    `parse` says.

    A report in another language than English keeps empty layers and gets a warning that names the language. A report
    on which a stage fails keeps the layers it has and gets a warning; one that takes more time or memory than the
    settings let it has no layer at all and a warning of stage `QUARANTINE`; the others are not touched by either.
    """
    return chain.from_iterable(_read(chunks(reports, settings.batch), settings, layer, lambda reading: reading))


def _read(
    batches: Iterable[list[Report]], settings: Settings, layer: str | None, finish: Callable[[Reading], Asked]
) -> Iterator[list[Asked]]:
    """Batch by batch what `finish` makes of each reading, where it was read."""

    def through(batch: list[Report]) -> Iterator[Asked]:
        done = _through(_flow(settings, layer), [Reading(report) for report in batch])
        return (finish(_finished(reading)) for reading in done)

    def prepared() -> Iterator[list[Report]]:
        for batch in batches:
            _warm(settings, layer)
            yield batch

    bounds = Bounds(settings.seconds, settings.memory)
    alone = Beside(through, bounds)
    try:
        with Team(settings.workers, through, bounds) as team:
            for batch, found in team.in_order(prepared()):
                if not isinstance(found, Undone):
                    yield found
                elif len(batch) == 1:
                    yield [finish(_given_up(batch[0], found))]
                else:
                    yield [_one(alone, report, finish) for report in batch]
    finally:
        alone.close()


def _one(alone: Beside[list[Report], Asked], report: Report, finish: Callable[[Reading], Asked]) -> Asked:
    """What comes of one report of a batch that was given up: of the one that was the cause a bare Reading."""
    try:
        (found,) = alone.ask([report])
        return found
    except Undone as undone:
        return finish(_given_up(report, undone))


QUARANTINE = "bounds"
"""The stage that a warning names when a report was given up."""


def _given_up(report: Report, undone: Undone) -> Reading:
    return Reading(report, warnings=(Warning(report.id, QUARANTINE, f"{undone}, so it was left out; is it a report?"),))


@lru_cache(maxsize=8)
def _flow(settings: Settings, layer: str | None) -> tuple[Stage, ...]:
    flow = upto(stages(replace(settings, parse="all")), layer) if layer else stages(settings)
    check_flow(flow)
    return flow


@cache
def _warm(settings: Settings, layer: str | None) -> None:
    """Load what the stages load on first use, so that processes beside share it. Where only what tells of dealings is
    parsed, nobody knows yet whether anything will be: what comes behind the look is loaded there, if at all."""
    text = _SAMPLE if layer is not None or settings.parse == "all" else "Nine ships lay at anchor."
    report = Report("", text, language="en", published=Published("2023-06-06"))
    _through(_flow(settings, layer), [Reading(report)])


_SAMPLE = (
    "“We will go,” President Ada Novak of Peru told reporters in Lima on 5 June 2023, after she had met Luka Kos, the "
    "head of the Harbour Board. Kos said on Tuesday that nine French ships had been held for two weeks and that Paris "
    "would pay $3 million by May. Merkel thanked Toyota in Busan; the two leaders, who had agreed to meet again, did "
    "not speak of it, according to the Foreign Ministry."
)


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
    """What a `read` came to: the ids of the `stories` it touched in the store, the pieces refused, ids of reports that
    were in the store before and of those given more than once, and the lineages of those new to it that came in
    several versions."""

    store: Store
    stories: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    versions: list[Lineage] = field(default_factory=list)

    @property
    def warnings(self) -> list[Warning]:
        """Of this reading, beside what the reports' own readings say."""
        return [Warning(i, "read", "was given more than once in this run; counted once") for i in self.twice]

    @cached_property
    def record(self) -> Record:
        """All of it at once, as it stands in the store."""
        return record_kept(self.store, list(self.store.memcons(self.stories)), self.warnings)


def open_store(path: str) -> OpenedStore:
    """The store in the file at `path` (`:memory:` for one that is gone with the process) or in the database at
    `postgresql://…`, made if it is not there.

    In a notebook `open_store("memcon.db").frame("events")` is a data frame of its events, `.arrow("events")` an Arrow
    table; `.tables` lists the names. Raises StoreError when it cannot be opened, UsageError for an address of another
    kind.
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
    """Reports of all `paths` in order: files, folders in name order, `-` for standard input, addresses through `web`. A
    Refused stands where one is not taken, and the rest goes on. Each file and page is read within the bounds of the
    settings; pages are fetched here and read beside."""
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


def web_of(store: SqlStore, fetcher: Fetcher | None = None) -> Web:
    """The way to the web: what was read from addresses before is kept beside `store`. By default fetched politely and
    from the public network only."""
    from memcon.fetch.clock import SystemClock
    from memcon.intake.addresses import Web
    from memcon.store.beside import BesideStore

    return Web(fetcher or fetcher_of(SystemClock()), _Kept(store, BesideStore(store.dialect.beside)))


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
    given, done = _Given(store), 0
    for batch in file_reports(given.fresh(items, settings.batch), settings):
        store.put([ready.row for ready in batch if ready.given_up is None])
        for ready in batch:
            if ready.given_up is not None:
                given.refused.append((given.seen[ready.row.id][0], ready.given_up))
        done += sum(ready.given_up is None for ready in batch)
        if progress is not None:
            progress(done)
    regroup(store, fresh=bool(done), workers=settings.workers)
    newest = told_by(store.lineages(given.seen))
    return Outcome(
        store,
        sorted(store.story_of_reports({newest.get(key, key) for key in given.seen})),
        [refused for _, refused in sorted(given.refused, key=itemgetter(0))],
        given.known,
        [key for key, places in given.seen.items() if len(places) > 1],
        store.lineages(given.seen.keys() - set(given.known)),
    )


class ReadyToKeep(NamedTuple):
    """A reading made ready where it was read, so that little is left to do where it is kept; or why it was not."""

    row: Filed
    given_up: Refused | None = None


def file_reports(batches: Iterable[list[Report]], settings: Settings) -> Iterator[list[ReadyToKeep]]:
    """Batch by batch the readings of reports, in order, ready for `Store.put`, with what they are grouped by."""
    return _read(batches, settings, None, made_ready)


def made_ready(reading: Reading) -> ReadyToKeep:
    """The reading with its signals as a row, or what is said of it when it was given up."""
    from memcon.stories.packed import packed
    from memcon.stories.signals import read_signals

    for warning in reading.warnings:
        if warning.stage == QUARANTINE:
            return ReadyToKeep(filed(reading), Refused(found_at(reading.report), warning.message))
    return ReadyToKeep(filed(reading, packed(read_signals(reading))))


def found_at(report: Report) -> str:
    """How a person finds a report: its file and the id it came with."""
    told = [report.path or report.url, report.given_id]
    return " report ".join(t for t in told if t) or report.id


class _Given:
    """What intake gave, numbered as it came: `seen`: report id -> its numbers; `refused` with their numbers, as some
    are found out later than others; `known`: ids of reports that were in the store."""

    def __init__(self, store: Store) -> None:
        self._store, self.seen = store, dict[str, list[int]]()
        self.refused, self.known = list[tuple[int, Refused]](), list[str]()

    def fresh(self, items: Iterable[Report | Refused], size: int) -> Iterator[list[Report]]:
        """Batches of the reports that are neither in the store nor among those before; the others are noted."""
        for some in chunks(enumerate(items), size):
            new: list[Report] = []
            for number, item in some:
                if isinstance(item, Refused):
                    self.refused.append((number, item))
                    continue
                self.seen.setdefault(item.id, []).append(number)
                if len(self.seen[item.id]) == 1:
                    new.append(item)
            known = self._store.known([report.id for report in new])
            self.known += [report.id for report in new if report.id in known]
            if fresh := [report for report in new if report.id not in known]:
                yield fresh


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
    store: SqlStore,
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


def take_back(store: SqlStore, found: Iterable[Piece], progress: Progress | None = None) -> TakenBack:
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
        taken.stories = regroup(store, fresh=fresh)
    return taken


def _take(store: SqlStore, batch: Sequence[Piece], taken: TakenBack, *, stories: bool) -> None:
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


def check(store: SqlStore) -> Checked:
    """Read the store again from end to end: the file itself, every text against its id, every span against its text,
    every reference of readings, stories, memcons and judgements, and the spans of older versions against the next
    version's where they were kept. Changes nothing. Raises StoreError when the store cannot be read at all."""
    from memcon.reconcile.verify import faults_of_judgements, faults_of_readings
    from memcon.store.upkeep import integrity

    found = integrity(store)
    lines, log = _told_or(found, store.lineages), _told_or(found, store.judgements)
    versions = {v.report for line in lines for v in line.versions}
    older, there, spans, wrong = dict[str, Reading](), set[str](), 0, list[str]()
    for reading in _readable(store, found):
        more, count = faults_of_readings([reading])
        wrong += more
        spans += count
        there.add(reading.report.id)
        if reading.report.id in versions:
            older[reading.report.id] = reading
    stories, more, count = _faults_of_stories(store, there - told_by(lines).keys(), {j.id for j in log})
    renewed, over = _faults_of_versions(lines, older)
    found += [*wrong, *more, *faults_of_judgements(log), *renewed]
    return Checked(len(there), spans + count + over, found, stories, len(log))


def _faults_of_stories(store: SqlStore, told: Collection[str], log: Collection[str]) -> tuple[int, list[str], int]:
    """How many stories could be read, what is wrong with them, and how many spans were read; a story at a time."""
    from memcon.reconcile.records import faults
    from memcon.reconcile.verify import faults_of_homes, faults_of_story
    from memcon.store.upkeep import homes

    found, spans, held = list[str](), 0, list[tuple[str, tuple[str, ...]]]()
    try:
        for story, memcon in store.each_story():
            texts = {r.report.id: r.report for r in _readable(store, [], memcon.reports, layers="none")}
            wrong, count = faults([memcon], texts)
            found += [*wrong, *faults_of_story(story, memcon, told, log)]
            spans += count
            held.append((story.id, story.reports))
    except StoreError as error:
        found.append(str(error))
    return len(held), found + faults_of_homes(held, homes(store)), spans


def _readable(
    store: Store, faults: list[str], ids: Iterable[str] | None = None, layers: Layers | None = None
) -> Iterator[Reading]:
    """The store's readings, or those of `ids`; one that cannot be read is a fault, and the others are read."""
    for key in sorted(store.arrived() if ids is None else set(ids)):
        try:
            yield from store.readings([key], layers=layers)
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


def record_parts(store: Store, stories: Sequence[str], warnings: Sequence[Warning] = ()) -> Iterator[tuple[str, Any]]:
    """The record of stories by id as `record_kept` gives it, field for field; what is long comes as an iterator, to be
    gone through before the next field is asked for: nothing is held but a few stories at a time."""
    from memcon.actors.resolve import Roll, join_story
    from memcon.reconcile.judged import chosen
    from memcon.reconcile.records import report_record

    people, roll, said = standing_in(store), Roll(), list(warnings)
    homes = store.reports_of_stories(stories)

    def reports() -> Iterator[ReportRecord]:
        # Some at a time, so that whoever reads slowly keeps no transaction open.
        for some in chunks(sorted(key for told in homes.values() for key in told), _STORIES):
            for reading in list(store.readings(some, layers="none")):
                said.extend(reading.warnings)
                yield report_record(reading.report)

    def actors() -> Iterator[Actor]:
        for some in chunks(sorted(homes), _STORIES):
            ids = [key for story in some for key in homes[story]]
            found = {r.report.id: r for r in store.readings(ids, layers="mentions")}
            for story in some:
                for reading in join_story(chosen([found[key] for key in homes[story]], people)):
                    roll.add(reading)
        yield from roll.actors()

    yield "memcon", 1
    yield "reports", reports()
    yield "actors", actors()
    yield "memcons", store.memcons(stories)
    yield "warnings", sorted(said, key=lambda w: (w.report, w.stage, w.message))


_STORIES = 100
"""Stories, or reports, whose readings are held at a time."""
