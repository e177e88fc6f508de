"""A store of reports made by hand, with names that are hostile to every format and places that are traps."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from memcon.export.formats import FORMATS, Format
from memcon.export.options import Options
from memcon.export.source import Only
from memcon.model.actor import ActorRef, Mention
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge, Visit
from memcon.model.place import Place
from memcon.model.quote import Channel, Quote
from memcon.model.reading import Paragraph, Reading
from memcon.model.record import Cell, Finding, Memcon, Occurrence, Party
from memcon.model.relation import KnownVisit, Row
from memcon.model.report import Dateline, Outlet, Published, Report, report_id
from memcon.model.span import Span
from memcon.model.story import Origin, Story, origin_id, story_id
from memcon.model.when import When
from memcon.reconcile.records import (
    claim_record,
    event_record,
    origin_record,
    pledge_record,
    quote_record,
    record_spans,
    visit_record,
)
from memcon.run import open_store, source
from memcon.store.relations import keep_visits
from memcon.store.restore import put_stories
from memcon.store.snapshot import Selection
from memcon.store.sqlite import SqliteStore

HOSTILE = (
    '=HYPERLINK("http://x.test","Åsa")', "+31 6 12", "-Odd Vik", "@ana", "'=1+1", "''-2", "'plain", "=", "\t=1", "\r=1",
    "\nfirst", "\uff1d1+1",
    "tab\there", "line\nbreak", "cr\ralone", "crlf\r\nhere", 'a "quoted" name', '"opens quoted', 'closes quoted"',
    "semi;colon, comma|bar", "שלום עולם", "\u202eevil\u202c", "日本 😀", "NULL", "NA", "None", "nan", "1e5", "007",
    " lead", "trail ", "para\u2029graph", "back\\slash", '["json", 1]', "true", "2031-05-01", "\\N", "#!x",
)  # fmt: skip
"""Names that some format or some tool might take for something else."""

TRAPS = {"CHE": "SZ", "CHN": "CH", "KOR": "KS", "PRK": "KN", "GBR": "UK", "UKR": "UP", "GMB": "GA", "DEU": "GM"}
"""ISO codes to FIPS codes that mean another state in ISO 3166 alpha-2, or nothing."""


class Told:
    """A report that is put together line by line."""

    def __init__(self, outlet: str | None, day: str | None, title: str | None = None, url: str | None = None) -> None:
        self.outlet, self.day, self.title, self.url = outlet, day, title, url
        self.text = ""
        self.mentions: list[Mention] = []
        self.events: list[Event] = []
        self.quotes: list[Quote] = []
        self.pledges: list[Pledge] = []
        self.visits: list[Visit] = []
        self.claims: list[Claim] = []

    def line(self, words: str) -> Span:
        span = Span(len(self.text), len(self.text) + len(words))
        self.text += words + "\n"
        return span

    def event(
        self, kind: str, actors: list[ActorRef], recipients: list[ActorRef] = [], *, mode: str | None = None,  # noqa: B006
        when: When | None = None, place: Place | None = None, status: str = "asserted", key: str = "",
    ) -> Event:  # fmt: skip
        """An event told in a line that names every actor."""
        start = len(self.text)
        line = self.line(" ".join([*(a.name for a in actors), "did", *(r.name for r in recipients)]))
        at = self.text.index("did", start)
        trigger = Span(at, at + 3)
        for ref in (*actors, *recipients):
            at = self.text.index(ref.name, start)
            state = ref.id if ref.id is not None and len(ref.id) == 3 else None
            said = Span(at, at + len(ref.name))
            kind_of = "state" if state else "person"
            self.mentions.append(Mention(said, ref.id, ref.name, kind_of, "full", country=state, office=None))
        made = Event(
            key or f"e{len(self.events):02}-{start:05}", kind, mode, status, trigger, line, tuple(actors),
            tuple(recipients), ("diplomatic",), "verbal cooperation", when=when, place=place,
        )  # fmt: skip
        self.events.append(made)
        self.claims.append(Claim(f"c-{made.id}", "account", line.of(self.text), None, (line,), "claims.split"))
        return made

    def reading(self) -> Reading:
        key = report_id(self.text, self.outlet, self.url, self.day)
        outlet = Outlet(self.outlet, "press", "NOR") if self.outlet is not None else None
        report = Report(
            key, self.text, title=self.title, url=self.url, outlet=outlet, language="en",
            published=Published(self.day) if self.day is not None else None,
            dateline=Dateline("Brell", "NOR", Span(0, 1)), bylines=("Ida Hale", "=Odd"),
        )  # fmt: skip
        return Reading(
            report,
            body=tuple(Paragraph(e.span) for e in self.events),
            mentions=tuple(self.mentions),
            quotes=tuple(self.quotes),
            events=tuple(self.events),
            pledges=tuple(self.pledges),
            visits=tuple(self.visits),
            claims=tuple(self.claims),
        )


def state(key: str) -> ActorRef:
    return ActorRef(key, f"State {key}")


def story_of(*readings: Reading) -> tuple[Story, Memcon]:
    """The story of these reports, each an origin of its own, with a memcon that holds all they tell."""
    ordered = sorted(readings, key=lambda r: r.report.id)
    ids = tuple(r.report.id for r in ordered)
    origins = tuple(Origin(origin_id((i,)), (i,), "own reporting", "NOR", "press") for i in ids)
    story = Story(story_id(ids), ids, origins)
    first = next(r for r in ordered if r.claims)
    claim = (first.claims or ())[0]
    cells = (
        Cell(origins[0].id, "says", "same", "2031-05", "outlet", (claim.id,), record_spans(first.report, claim.spans)),
        *(Cell(o.id, "silent", None, None, None, (), ()) for o in origins[1:]),
    )
    party = Party("NOR", "State NOR", "NOR", None, "host")
    place = Place("Brell", "NOR", 59.5, 10.25, "town")
    occurrence = Occurrence("CONSULT", "visit", "bilateral", (party,), When("2031-05", "in May"), place, ())
    return story, Memcon(
        story.id,
        "=Talks in Brell",
        occurrence,
        ids,
        tuple(map(origin_record, origins)),
        (
            Finding(f"f{claim.id}", "when", "only one", None, 1, claim.text, cells),
            Finding(f"g{claim.id}", "duration", "differs", "number", 1, "It lasted.", ()),
        ),
        tuple(quote_record(r.report, q) for r in ordered for q in r.quotes or ()),
        tuple(event_record(r.report, e) for r in ordered for e in r.events or ()),
        tuple(pledge_record(r.report, p) for r in ordered for p in r.pledges or ()),
        tuple(visit_record(r.report, v) for r in ordered for v in r.visits or ()),
        tuple(claim_record(r.report, c) for r in ordered for c in r.claims or ()),
    )


def keep(store: SqliteStore, *stories: list[Reading]) -> None:
    """Put the readings and their stories into the store."""
    for readings in stories:
        store.add(readings)
        put_stories(store, [story_of(*readings)])


def hostile() -> list[Reading]:
    """A report for every hostile name: as its title, its outlet, a party, a speaker."""
    readings = []
    for number, name in enumerate(HOSTILE):
        told = Told(name, f"2031-05-{1 + number % 28:02}", title=name)
        who = ActorRef(f"h{number:03}", name)
        event = told.event("CONSULT", [who], [state("NOR")], when=When("2031-05-01"), key=f"h{number:03}e")
        channel = Channel("statement", name, None)
        told.quotes.append(
            Quote(f"q{number:03}", "direct", (event.trigger,), event.trigger, name, (who,), channel=channel)
        )
        readings.append(told.reading())
    return readings


def traps() -> list[Reading]:
    """Events and visits in states whose FIPS code is a trap; planned, denied and undated ones."""
    told = Told("Brell Post", "2031-05-02T08:15:00+02:00", title="Traps", url="https://www.brell.example/traps")
    nor, chl = state("NOR"), state("CHL")
    for number, key in enumerate(TRAPS):
        place = Place(f"Town of {key}", key, 10.0 + number, 20.5, "town")
        told.event("CONSULT", [nor], [state(key)], mode="visit", when=When("2031-05-01"), place=place)
    told.event("AGREE", [nor, chl], mode="meet", when=When("2031-05"), status="planned", key="planned")
    told.event("ASSAULT", [nor], [chl], mode="mass", when=When("2031"), status="denied", key="denied")
    told.event("AID", [nor], [chl], mode="economic", status="hypothetical", key="supposed")
    told.event("SANCTION", [nor], [chl], mode="talks", when=When("1999"), status="historical", key="long-past")
    line = told.line("State NOR will keep the bridge open if it does not rain.")
    told.pledges.append(Pledge("p1", (nor,), (chl,), "keep the bridge open", line, condition="it does not rain"))
    to = Place("Bern", "CHE", 46.95, 7.45, "town")
    told.visits.append(Visit("v1", nor, "NOR", to, line, chl, When("2031-06"), "to see the bridge", "planned"))
    again = Told(None, None)
    again.event("CONSULT", [nor], [state("CHE")], mode="visit", when=When("2031-05-01"), key="again",
                place=Place("Town of CHE", "CHE", 10.0, 20.5, "town"))  # fmt: skip
    return [told.reading(), again.reading()]


KNOWN = KnownVisit(
    "k1",
    Row("a list", "7"),
    ActorRef(None, "=Odd Vik"),
    None,
    "NOR",
    Place("Bern", "CHE"),
    (),
    When("2031-07-01"),
    None,
)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    """Thirty-odd stories of one hostile report each, one of two reports with the traps, and a visit of a list."""
    made = open_store(str(tmp_path_factory.mktemp("export") / "m.db"))
    keep(made, *([r] for r in hostile()), traps())
    keep_visits(made, [KNOWN])
    return made


@pytest.fixture
def example(tmp_path: Path) -> SqliteStore:
    """A store of one's own with the traps alone."""
    made = open_store(str(tmp_path / "example.db"))
    keep(made, traps())
    return made


def form(name: str) -> Format:
    return next(f for f in FORMATS if f.name == name)


Export = Callable[..., bytes]


def exported(
    store: SqliteStore, name: str, part: str | None = None, *, which: Selection | None = None, only: Only | None = None,
    text: bool = True, guard: bool = True,
) -> bytes:  # fmt: skip
    """What a format, or one of its parts, writes."""
    chosen, out = form(name), io.BytesIO()
    write = chosen.write if part is None else next(p.write for p in chosen.parts if p.stem == part)
    assert write is not None
    with source(store, which, only, text=text) as kept:
        write(kept, out, Options(text=text, guard=guard))
    return out.getvalue()


@pytest.fixture(scope="session")
def files(store: SqliteStore, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The folder a format of several files is written into, once for each way of writing it."""
    made: dict[tuple[str, bool], Path] = {}

    def folder(name: str, *, guard: bool = True) -> Path:
        key = (name, guard)
        if key not in made:
            made[key] = tmp_path_factory.mktemp(name)
            for part in form(name).parts:
                (made[key] / part.name).write_bytes(exported(store, name, part.stem, guard=guard))
        return made[key]

    return folder


def lines_of(data: bytes) -> Iterator[list[str]]:
    """Rows of a tab-separated file without quoting, split at LF alone."""
    return (line.split("\t") for line in data.decode().removesuffix("\n").split("\n"))
