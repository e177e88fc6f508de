"""Watch feeds: what is new in them is read into the store, and alerts are made of what was asked for.

A feed is asked for only when its server says that it has changed; an entry is read once. What was read is noted beside
the store only after its alerts were handed out, so that a watch that is stopped or killed goes on where it was: an
alert may come twice then, and never not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from memcon.errors import Refused
from memcon.fetch.fetcher import UNMARKED, Marks, Page
from memcon.fetch.robots import LATER
from memcon.guard import Beside, Bounds, Undone
from memcon.intake.accept import admit
from memcon.intake.addresses import OFF, Web, is_address, read_address, read_fetched
from memcon.intake.bounds import LARGEST_FEED
from memcon.intake.dates import iso_or_none
from memcon.intake.feed import Entry, entries_of, raw_of
from memcon.intake.source import source_of, whole
from memcon.model.actor import ActorRef
from memcon.model.fetched import Fetched, Followed
from memcon.model.record import Memcon, Record, RecordSpan
from memcon.model.report import Published, Report, report_id
from memcon.relations.who import state_of
from memcon.run import read_into

if TYPE_CHECKING:
    from memcon.settings import Settings
    from memcon.store.beside import BesideStore
    from memcon.store.sql import SqlStore

MOST_NEW = 100
"""New entries of a feed on the web that are read in one round, the rest in the next: a feed is a stranger's list of
addresses to ask."""
TRIES = 3
"""Rounds in which a page that could not be had for the moment is tried; then the feed's own words are read."""


class Wanted(NamedTuple):
    """What makes an alert: a `pair` of actors that meet or act on each other, an actor that does or says something, any
    pledge. With none of them every story that something new was read of."""

    pair: tuple[ActorRef, ActorRef] | None = None
    actors: tuple[ActorRef, ...] = ()
    pledges: bool = False


class Alert(msgspec.Struct, frozen=True):
    """Something that was asked for stands in a report that is new. `kind`: pair, actor, pledge, story; `about`: whom it
    concerns; `text` and `spans`: the words, of an event, a quote or a pledge, else the story's headline."""

    kind: str
    about: tuple[str, ...]
    story: str
    headline: str
    report: str
    url: str | None
    outlet: str | None
    complete: bool | None
    text: str
    spans: tuple[RecordSpan, ...]


class Round(NamedTuple):
    """What one look at a feed came to: `reports` new to the store."""

    feed: str
    reports: int
    alerts: tuple[Alert, ...]
    refused: tuple[Refused, ...]


class Watcher(NamedTuple):
    """What a watch stands on; `stopped` is asked between two entries."""

    store: SqlStore
    beside: BesideStore
    web: Web | None
    settings: Settings
    wanted: Wanted
    stopped: Callable[[], bool]


def look(watcher: Watcher, feeds: Sequence[str]) -> Iterator[Round]:
    """One look at each feed (an address or a file), in order. What a Round holds is noted as read when the next is
    asked for. Raises StoreError when the store fails."""
    for feed in feeds:
        if watcher.stopped():
            return
        yield from _look(watcher, feed)


def _look(watcher: Watcher, feed: str) -> Iterator[Round]:
    before = watcher.beside.read().feeds.get(feed) or Followed()
    apart = _Apart(watcher.settings)
    try:
        yield from _round(watcher, feed, before, apart)
    finally:
        apart.close()


def _round(watcher: Watcher, feed: str, before: Followed, apart: _Apart) -> Iterator[Round]:
    try:
        entries, marks = _entries(watcher.web, feed, before, apart)
    except Refused as refused:
        yield Round(feed, 0, (), (refused,))
        return
    taken = _Taken(watcher, feed, before, apart)
    outcome = read_into(watcher.store, taken.reports(entries), watcher.settings)
    # Of all that the feed had new, whether it was in the store before or not: a watch may have been killed in between.
    alerts = tuple(alerts_of(outcome.record, set(taken.ids), watcher.wanted))
    new = watcher.store.known(taken.ids) - set(outcome.known)
    yield Round(feed, len(new), alerts, tuple(outcome.refused))
    watcher.beside.keep_feed(feed, taken.followed(entries, marks))


def _open(asked: tuple[str, Entry | Page | bytes]) -> Iterator[Report | Refused | Entry]:
    """What is behind a page, the entries of a feed, or an entry's own words."""
    where, what = asked
    if isinstance(what, bytes):
        yield from entries_of(what, where)
    elif isinstance(what, Page):
        yield from read_fetched(where, what)
    else:
        yield admit(raw_of(what, where), f"{where} {what.url or what.key[:200]}")


class _Apart:
    """Feeds and pages read in a process beside, within the bounds of the settings: both are strangers' bytes."""

    def __init__(self, settings: Settings) -> None:
        self._beside = Beside(_open, Bounds(settings.seconds, settings.memory))

    def entries(self, data: bytes, feed: str) -> list[Entry]:
        """The entries of a feed. Raises Refused."""
        return [e for e in self._ask(feed, data) if isinstance(e, Entry)]

    def page(self, url: str, page: Page) -> Iterator[Report | Refused]:
        """The reports of a page; a Refused where it is not taken."""
        try:
            yield from (x for x in self._ask(url, page) if not isinstance(x, Entry))
        except Refused as refused:
            yield refused

    def words(self, entry: Entry, feed: str) -> Report:
        """The report that a feed's own words are. Raises Refused."""
        (found,) = (x for x in self._ask(feed, entry) if isinstance(x, Report))
        return found

    def _ask(self, where: str, what: Entry | Page | bytes) -> Iterator[Report | Refused | Entry]:
        try:
            yield from self._beside.ask((where, what))
        except Undone as undone:
            raise Refused(where, f"{undone}, so it was left out; is it a report?") from None

    def close(self) -> None:
        """End the process."""
        self._beside.close()


def _entries(web: Web | None, feed: str, before: Followed, apart: _Apart) -> tuple[list[Entry], Fetched]:
    """The entries of a feed and its marks now; none when its server says that nothing has changed. Raises Refused."""
    if not is_address(feed):
        return apart.entries(_file(feed), feed), Fetched()
    if web is None:
        raise Refused(feed, OFF)
    page = web.fetcher.get(feed, Marks(before.marks.etag, before.marks.modified))
    if not page.changed:
        return [], before.marks
    marks = Fetched(page.marks.etag, page.marks.modified) if page.marks != UNMARKED else Fetched()
    if len(page.data) > LARGEST_FEED:
        raise Refused(feed, f"is over {LARGEST_FEED // 1_000_000} MB, which no feed is; it was not read")
    return apart.entries(page.data, feed), marks


def _file(feed: str) -> bytes:
    from pathlib import Path

    try:
        with Path(feed).open("rb") as stream:
            return whole(source_of(stream, feed), LARGEST_FEED)
    except FileNotFoundError:
        raise Refused(feed, "no such file; check the path") from None
    except OSError as error:
        raise Refused(feed, f"cannot be opened ({error.strerror}); check the path and its permissions") from None


class _Taken:
    """The entries of a feed as they are read: which were, and which are to be tried again."""

    def __init__(self, watcher: Watcher, feed: str, before: Followed, apart: _Apart) -> None:
        self._watcher, self._feed, self._before, self._apart = watcher, feed, before, apart
        self._web = watcher.web and watcher.web._replace(read=apart.page)
        self.ids: list[str] = []
        self._read: list[str] = []
        self._tries: dict[str, int] = {}

    def reports(self, entries: Iterable[Entry]) -> Iterator[Report | Refused]:
        """The reports of the entries that are new, until the watch is stopped or there were enough for a round."""
        seen, new = set(self._before.seen), 0
        for entry in entries:
            if self._watcher.stopped() or (is_address(self._feed) and new == MOST_NEW):
                return
            if entry.key in seen:
                continue
            seen.add(entry.key)
            new += 1
            for item in self._entry(entry):
                if isinstance(item, Report):
                    self.ids.append(item.id)
                yield item

    def _entry(self, entry: Entry) -> Iterator[Report | Refused]:
        """The page of an entry; the feed's own words where it cannot be had."""
        tried = self._before.tries.get(entry.key, 0) + 1
        found = list(_page(entry, self._web)) if is_address(self._feed) else []
        if any(isinstance(item, Report) for item in found):
            self._read.append(entry.key)
            yield from (_dated(item, entry) if isinstance(item, Report) else item for item in found)
            return
        if tried < TRIES and any(isinstance(f, Refused) and f.reason.endswith(LATER) for f in found):
            self._tries[entry.key] = tried
            yield from found
            return
        self._read.append(entry.key)
        try:
            yield self._apart.words(entry, self._feed)
        except Refused as refused:
            yield found[0] if found else refused

    def followed(self, entries: Sequence[Entry], marks: Fetched) -> Followed:
        """What is to be kept of the feed; no marks while something of it is left to read, as it must come again."""
        done = {*self._before.seen, *self._read}
        left = any(entry.key not in done for entry in entries)
        seen = tuple(dict.fromkeys([*self._before.seen, *self._read]))
        return Followed(Fetched() if left else marks, seen, self._tries)


def _page(entry: Entry, web: Web | None) -> Iterator[Report | Refused]:
    if entry.url is not None and web is not None:
        yield from read_address(entry.url, web)


def _dated(report: Report, entry: Entry) -> Report:
    """The report of a page that does not say when it was published, with the date that its feed gives."""
    day = iso_or_none(entry.published) if entry.published else None
    if report.published is not None or day is None:
        return report
    key = report_id(report.text, report.outlet.name if report.outlet else None, report.url, day)
    return msgspec.structs.replace(report, id=key, published=Published(day, why="the feed's date"))


def alerts_of(record: Record, new: Collection[str], wanted: Wanted) -> Iterator[Alert]:
    """The alerts that a record's memcons give on reports in `new`: one for each thing asked for and each report, of
    pledges one for each pledge."""
    told, homes = {r.id: r for r in record.reports}, {a.id: a.country for a in record.actors}
    for memcon in record.memcons:
        seeker = _Seeker(memcon, homes)
        for report in memcon.reports:
            if report in new and report in told:
                found = told[report]
                outlet = found.outlet.name if found.outlet else None
                for kind, about, text, spans in seeker.found(report, wanted):
                    yield Alert(
                        kind, about, memcon.id, memcon.headline, report, found.url, outlet, found.complete, text, spans
                    )


Words = tuple[str, tuple[RecordSpan, ...]]
Ids = set[str | None]


class _Told(Protocol):
    """An event, a quote or a pledge: words of a report."""

    @property
    def report(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def spans(self) -> tuple[RecordSpan, ...]: ...


class _Seeker:
    """Looks in a memcon for what was asked for; `homes`: actor -> state, of those that only the record knows."""

    def __init__(self, memcon: Memcon, homes: Mapping[str, str | None]) -> None:
        self._memcon, self._homes = memcon, homes

    def found(self, report: str, wanted: Wanted) -> Iterator[tuple[str, tuple[str, ...], str, tuple[RecordSpan, ...]]]:
        """Kind, whom it concerns, words and spans of what was asked for in one report."""
        memcon = self._memcon
        if wanted.pair is not None and (both := self._pair(report, *wanted.pair)) is not None:
            yield ("pair", tuple(ref.name for ref in wanted.pair), *both)
        for ref in wanted.actors:
            if (one := self._actor(report, ref)) is not None:
                yield ("actor", (ref.name,), *one)
        if wanted.pledges:
            for pledge in memcon.pledges:
                if pledge.report == report and pledge.judged != "rejected":
                    yield ("pledge", tuple(a.name for a in (*pledge.by, *pledge.towards)), pledge.text, pledge.spans)
        if wanted == Wanted():
            yield ("story", tuple(p.name for p in memcon.occurrence.parties), *self._meeting(report))

    def _meeting(self, report: str) -> Words:
        return self._memcon.headline, tuple(s for s in self._memcon.occurrence.spans if s.report == report)

    def _pair(self, report: str, a: ActorRef, b: ActorRef) -> Words | None:
        """The words in which both are: the meeting itself, or an event or pledge between them."""
        sides = [{p.actor, p.on_behalf} for p in self._memcon.occurrence.parties]
        if any(self._is(x, a) and self._is(y, b) for x, y in permutations(sides, 2)):
            return self._meeting(report)
        told: _Told
        deeds: list[tuple[_Told, Ids, Ids]] = [(e, _ids(e.actors), _ids(e.recipients)) for e in self._memcon.events]
        vows: list[tuple[_Told, Ids, Ids]] = [(p, _ids(p.by), _ids(p.towards)) for p in self._memcon.pledges]
        for told, by, towards in (*deeds, *vows):
            if told.report == report and self._across(by, towards, a, b):
                return told.text, told.spans
        return None

    def _across(self, by: Ids, towards: Ids, a: ActorRef, b: ActorRef) -> bool:
        """True when one acts on the other, or both act together on nobody else."""
        if not towards:
            return any(self._is({x}, a) and self._is({y}, b) for x, y in permutations(by, 2))
        return (self._is(by, a) and self._is(towards, b)) or (self._is(by, b) and self._is(towards, a))

    def _actor(self, report: str, ref: ActorRef) -> Words | None:
        """The first words in which the actor does, says or promises something; the meeting it is a party to."""
        told: _Told
        deeds: list[tuple[_Told, Ids]] = [(e, _ids((*e.actors, *e.recipients))) for e in self._memcon.events]
        said: list[tuple[_Told, Ids]] = [(q, {q.actor, *_ids(q.actors)}) for q in self._memcon.quotes]
        vows: list[tuple[_Told, Ids]] = [(p, _ids((*p.by, *p.towards))) for p in self._memcon.pledges]
        for told, ids in (*deeds, *said, *vows):
            if told.report == report and self._is(ids, ref):
                return told.text, told.spans
        party = any(self._is({p.actor, p.on_behalf}, ref) for p in self._memcon.occurrence.parties)
        return self._meeting(report) if party else None

    def _is(self, ids: Collection[str | None], ref: ActorRef) -> bool:
        """True when the actor is among `ids`, or is a state whose person, office or body is."""
        return ref.id is not None and any(
            key is not None and ref.id in (key, state_of(key), self._homes.get(key)) for key in ids
        )


def _ids(refs: Iterable[ActorRef]) -> Ids:
    return {ref.id for ref in refs}


def line_of(alert: Alert) -> str:
    """The alert on one line, for people."""
    about = " and ".join(alert.about) if alert.kind == "pair" else ", ".join(alert.about)
    where = alert.url or alert.report
    part = " (a part of the text only)" if alert.complete is False else ""
    words = re.sub(r"\s+", " ", alert.text)
    return f"{alert.kind}: {about}: {words} [{alert.outlet or 'outlet unknown'}, {where}]{part}; story {alert.story}"
