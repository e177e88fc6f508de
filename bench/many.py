"""A store with as many reports as you like, made without reading a word: nouns put together from tables and kept with
the store's own functions. The same number gives the same store; a larger one holds the stories of a smaller one.

One pair of states is told of in every fourth story, as a few relations fill the real news; its share is the same at
every size.

bench/many.py STORE [--reports 1000]
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from memcon.model.actor import ActorRef, Mention
from memcon.model.claim import Claim
from memcon.model.event import Event, Pledge, Visit
from memcon.model.ids import content_id
from memcon.model.place import Place, PlaceMention
from memcon.model.quote import Channel, Quote
from memcon.model.reading import Paragraph, Reading
from memcon.model.record import (
    Cell,
    ChannelRecord,
    ClaimRecord,
    EventRecord,
    Finding,
    Memcon,
    Occurrence,
    OriginRecord,
    Party,
    PledgeRecord,
    QuoteRecord,
    RecordSpan,
    VisitRecord,
)
from memcon.model.report import Outlet, Published, Report, report_id
from memcon.model.span import Span
from memcon.model.story import Origin, Story, origin_id, story_id
from memcon.model.time import TimeExpression
from memcon.model.when import When
from memcon.store.sqlite import SqliteStore

PER_STORY = 4
"""Reports of a story: two of them share their words, so that there are three origins."""
STATES = {
    "NOR": ("Norway", "Bergen", 60.39, 5.32),
    "CHL": ("Chile", "Valparaiso", -33.04, -71.63),
    "PRT": ("Portugal", "Porto", 41.15, -8.61),
    "KEN": ("Kenya", "Mombasa", -4.05, 39.67),
    "VNM": ("Vietnam", "Hue", 16.46, 107.59),
    "URY": ("Uruguay", "Salto", -31.38, -57.97),
    "FIN": ("Finland", "Turku", 60.45, 22.27),
    "MAR": ("Morocco", "Tangier", 35.77, -5.8),
    "NZL": ("New Zealand", "Napier", -39.49, 176.91),
    "CAN": ("Canada", "Halifax", 44.65, -63.57),
}
PAIRS = tuple(combinations(STATES, 2))
GIVEN, FAMILY = ("Ida", "Tom", "Rosa", "Emil", "Noor"), ("Vale", "Marsh", "Brook", "Field", "Stone", "Ridge", "Heath")
OUTLETS = ("Harbour Post", "Inland Courier", "Wire of the Isles", "Morning Ledger")
TOPICS = ("herring quotas", "a night ferry", "tin and copper", "exchange students", "lighthouses", "seed banks")
FIRST_DAY, DAYS = date(1999, 1, 4), 9000


class Person(NamedTuple):
    """A leader of a state."""

    ref: ActorRef
    state: str
    office: str

    @property
    def name(self) -> str:
        """The name as it stands in reports."""
        return self.ref.name


class Meeting(NamedTuple):
    """What a story tells: who receives whom, where, when, for how long, about what."""

    number: int
    host: Person
    guest: Person
    place: Place
    day: str
    minutes: int
    topic: str


def pair_of(number: int) -> tuple[str, str]:
    """Pairs in turn, the first one in every fourth story."""
    at = 0 if number % 4 == 0 else 1 + (number * 7) % (len(PAIRS) - 1)
    return PAIRS[at]


def leader(state: str, number: int) -> Person:
    """One of a state's three leaders."""
    turn = sorted(STATES).index(state) * 3 + number % 3
    name = f"{GIVEN[turn % len(GIVEN)]} {FAMILY[turn % len(FAMILY)]}"
    return Person(ActorRef(content_id("made", state, name), name), state, f"President of {STATES[state][0]}")


def meeting(number: int) -> Meeting:
    """The meeting of a story, by its number."""
    a, b = pair_of(number)
    home, away = (a, b) if number % 3 else (b, a)
    _, town, lat, lon = STATES[home]
    return Meeting(
        number,
        leader(home, number // 5),
        leader(away, number // 5),
        Place(town, home, lat, lon, kind="town"),
        (FIRST_DAY + timedelta(days=number * 37 % DAYS)).isoformat(),
        30 + number % 50,
        TOPICS[number % len(TOPICS)],
    )


class Told(NamedTuple):
    """A report of a meeting while it is made: its text and the spans of what stands in it."""

    meeting: Meeting
    text: str
    outlet: str
    minutes: int

    def at(self, words: str) -> Span:
        """Where words first stand."""
        start = self.text.index(words)
        return Span(start, start + len(words))


def told(m: Meeting, number: int) -> Told:
    """The `number`th report of a meeting; the third has the second's words, the last says it lasted longer."""
    minutes = m.minutes + (5 if number == 3 and m.number % 5 == 0 else 0)
    opening = ("Before noon", "At the harbour", "At the harbour", "After a walk")[number]
    text = (
        f"{m.place.name.upper()}, {m.day} — {opening}, {m.host.office} {m.host.name} received {m.guest.office} "
        f"{m.guest.name} in {m.place.name} on {m.day}, story {m.number} of this made store.\n\n"
        f"They spoke for {minutes} minutes about {m.topic}. “We will come back to {m.topic},” {m.guest.name} told "
        f"reporters. {m.host.name} pledged to send a list of {m.topic} by the end of the year.\n\n"
        f"{m.guest.name} travelled to {m.place.name} by train and left the same evening."
    )
    return Told(m, text, OUTLETS[number], minutes)


def reading(t: Told) -> Reading:
    """All layers of a report, as the stages would give them."""
    m, when = t.meeting, When(t.meeting.day, t.meeting.day)
    key = report_id(t.text, t.outlet, None, m.day)
    event = Event(
        content_id("event", key), "CONSULT", "visit", "asserted", t.at("received"), _first(t, "received"),
        actors=(m.host.ref,), recipients=(m.guest.ref,), quad="verbal cooperation", when=when, place=m.place,
        host=m.host.ref,
    )  # fmt: skip
    return Reading(
        Report(
            key, t.text, path=f"{key}.txt", title=f"{m.guest.name} in {m.place.name}", outlet=Outlet(t.outlet, "press"),
            published=Published(m.day), language="en",
        ),
        body=(Paragraph(Span(0, len(t.text))),),
        mentions=tuple(_mentions(t)),
        times=(TimeExpression(_inner(t, m.day), "DATE", m.day, when=m.day),),
        places=(PlaceMention(t.at(m.place.name), m.place),),
        quotes=(_quote(t, key),),
        events=(event,),
        pledges=(_pledge(t, key),),
        visits=(
            Visit(content_id("visit", key), m.guest.ref, m.guest.state, m.place, t.at("travelled"), m.host.ref, when),
        ),
        main=event.id,
        claims=tuple(_claims(t, key, event)),
    )  # fmt: skip


def _first(t: Told, words: str) -> Span:
    """The sentence that holds words."""
    at = t.at(words).start
    return Span(t.text.rfind("— ", 0, at) + 2, t.text.index(".\n", at) + 1)


def _inner(t: Told, words: str) -> Span:
    """Words where they stand a second time, in the body."""
    start = t.text.index(words, t.text.index("received"))
    return Span(start, start + len(words))


def _mentions(t: Told) -> Iterator[Mention]:
    for person in (t.meeting.host, t.meeting.guest):
        state, office = STATES[person.state][0], t.at(person.office)
        yield Mention(
            Span(office.start, office.end + 1 + len(person.name)), person.ref.id, person.name, "person", "full",
            person.state, person.office,
        )  # fmt: skip
        yield Mention(t.at(state), person.state, state, "state", "name", person.state)


def _quote(t: Told, key: str) -> Quote:
    guest, words = t.meeting.guest, t.at(f"We will come back to {t.meeting.topic}")
    speaker = Span(words.end + 3, words.end + 3 + len(guest.name))
    return Quote(
        content_id("quote", key), "direct", (words,), speaker, guest.name, (guest.ref,), guest.office,
        t.at("told"), Channel("reporters"), topic=t.meeting.topic,
    )  # fmt: skip


def _pledge(t: Told, key: str) -> Pledge:
    m, words = t.meeting, f"send a list of {t.meeting.topic} by the end of the year"
    return Pledge(
        content_id("pledge", key), (m.host.ref,), (m.guest.ref,), words, t.at(words), t.at("pledged"),
        When(m.day[:4], "the end of the year", True),
    )  # fmt: skip


def _points(t: Told) -> Iterator[tuple[str, str, str | None, Span]]:
    """Point, text, value and words of each claim of a report."""
    m = t.meeting
    yield "parties", f"The parties were {m.host.name} and {m.guest.name}.", None, t.at(m.guest.name)
    yield "when", f"It took place on {m.day}.", m.day, _inner(t, m.day)
    yield "place", f"It took place in {m.place.name}.", m.place.name, t.at(m.place.name)
    yield "duration", f"It lasted {t.minutes} minutes.", f"PT{t.minutes}M", t.at(f"{t.minutes} minutes")
    yield "topic.raised", f"They spoke about {m.topic}.", None, t.at(m.topic)
    yield "pledge", f"{m.host.name} pledged a list of {m.topic}.", None, t.at("pledged")
    yield "account", "The guest left the same evening.", None, t.at("left the same evening")


def _claims(t: Told, key: str, event: Event) -> Iterator[Claim]:
    for point, text, value, span in _points(t):
        yield Claim(content_id("claim", key, point), point, text, value, (span,), "made", about=event.id)


# ---------------------------------------------------------------- the story and its memcon


class Made(NamedTuple):
    """A story with its readings and its memcon."""

    story: Story
    readings: tuple[Reading, ...]
    memcon: Memcon


def made(number: int) -> Made:
    """The story of a number."""
    m = meeting(number)
    accounts = [told(m, k) for k in range(PER_STORY)]
    readings = tuple(reading(t) for t in accounts)
    ids = [r.report.id for r in readings]
    groups = [(ids[0],), tuple(sorted(ids[1:3])), (ids[3],)]
    why = ["own reporting", "the same prose", "own reporting"]
    origins = [Origin(origin_id(g), g, w, m.host.state, "press") for g, w in zip(groups, why, strict=True)]
    reports = tuple(sorted(ids))
    story = Story(story_id(reports), reports, tuple(origins), ((ids[0], ids[3], 0.9, "the same parties on a day"),))
    return Made(story, readings, _memcon(story, m, readings))


def _memcon(story: Story, m: Meeting, readings: Sequence[Reading]) -> Memcon:
    by = {r.report.id: r for r in readings}
    when, parties = When(m.day, m.day), []
    for person, part in ((m.guest, "guest"), (m.host, "host")):
        parties.append(Party(str(person.ref.id), person.name, person.state, person.office, part))
    main = readings[0].events[0] if readings[0].events else None
    return Memcon(
        story.id,
        f"{m.guest.name} and {m.host.name} meet in {m.place.name}, {m.day}",
        Occurrence("CONSULT", "visit", "bilateral", tuple(parties), when, m.place, _spans(readings[0], main.span)),
        story.reports,
        tuple(OriginRecord(o.id, o.reports, o.side, o.kind, o.why) for o in story.origins),
        tuple(_findings(story, by)),
        tuple(_quote_record(r) for r in readings),
        tuple(_event_record(r) for r in readings),
        tuple(_pledge_record(r) for r in readings),
        tuple(_visit_record(r) for r in readings),
        tuple(_claim_record(r, c) for r in readings for c in r.claims or ()),
    )


def _spans(r: Reading, *spans: Span) -> tuple[RecordSpan, ...]:
    return tuple(RecordSpan(r.report.id, s.start, s.end, s.of(r.text)) for s in spans)


def _findings(story: Story, by: dict[str, Reading]) -> Iterator[Finding]:
    firsts = [by[o.reports[0]] for o in story.origins]
    for k, base in enumerate(firsts[0].claims or ()):
        cells = []
        for origin, r in zip(story.origins, firsts, strict=True):
            claim = (r.claims or ())[k]
            state = "says" if claim.value == base.value else "says otherwise"
            relation = "same" if state == "says" else None
            cells.append(Cell(origin.id, state, relation, claim.value, "outlet", (claim.id,), _spans(r, *claim.spans)))
        other = any(c.state != "says" for c in cells)
        yield Finding(
            content_id("finding", story.id, base.point), base.point, "differs" if other else "agreed",
            "number" if other else None, sum(c.state == "says" for c in cells), base.text, tuple(cells),
        )  # fmt: skip


def _quote_record(r: Reading) -> QuoteRecord:
    (q,) = r.quotes or ()
    return QuoteRecord(
        q.id, r.report.id, "direct", q.content[0].of(r.text), q.speaker_name, q.speakers[0].id, q.speakers, q.office,
        ChannelRecord("reporters", None, None), q.act, False, q.topic, None, (), None, None, _spans(r, *q.content),
    )  # fmt: skip


def _event_record(r: Reading) -> EventRecord:
    (e,) = r.events or ()
    return EventRecord(
        e.id, r.report.id, e.type, e.mode, (), e.quad, "asserted", e.actors, e.recipients, e.when, e.place, "outlet",
        e.span.of(r.text), None, _spans(r, e.trigger)[0], _spans(r, e.span),
    )  # fmt: skip


def _pledge_record(r: Reading) -> PledgeRecord:
    (p,) = r.pledges or ()
    return PledgeRecord(
        p.id, r.report.id, p.by, p.towards, p.text, p.due, None, False, "open", "outlet", _spans(r, p.span)
    )


def _visit_record(r: Reading) -> VisitRecord:
    (v,) = r.visits or ()
    return VisitRecord(
        v.id, r.report.id, v.traveller, v.origin, v.to, v.host, v.when, None, "asserted", _spans(r, v.span)
    )


def _claim_record(r: Reading, c: Claim) -> ClaimRecord:
    return ClaimRecord(c.id, r.report.id, c.point, c.text, c.value, "asserted", "outlet", c.stage, _spans(r, *c.spans))


def fill(store: SqliteStore, reports: int) -> list[str]:
    """Put the first stories into an empty store until it holds this many reports; the ids of the stories."""
    stories: list[Story] = []
    memcons: list[Memcon] = []
    waiting: list[Reading] = []
    for number in range(reports // PER_STORY):
        one = made(number)
        stories.append(one.story)
        memcons.append(one.memcon)
        waiting += one.readings
        if len(waiting) >= 2000:
            store.add(waiting)
            waiting = []
    store.add(waiting)
    store.keep(stories, memcons)
    return [s.id for s in stories]


def main() -> None:
    """Make the store."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    asked = parser.parse_args()
    asked.store.unlink(missing_ok=True)
    print(f"{len(fill(SqliteStore(str(asked.store)), asked.reports))} stories")


if __name__ == "__main__":
    main()
