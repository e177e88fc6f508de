"""What each side's holders of an office last said on an issue, and where that changed."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import msgspec
import pytest
from tests.relations.conftest import STATES, ref, story

from memcon.model.actor import ActorRef, Mention
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.quote import Channel, Quote
from memcon.model.reading import Reading
from memcon.model.relation import Issue
from memcon.model.report import Published, Report
from memcon.model.span import Span
from memcon.model.time import TimeExpression
from memcon.model.when import When
from memcon.relations.stance import stances

OFFICES = {
    "lind": "Foreign Minister of Norway",
    "vik": None,
    "rojas": "President of Chile",
    "JPN-sanae-takaichi": None,
}
ENDS = (ref("NOR"), ref("CHL"))


def said(
    name: str, who: str, words: str, published: str | None = None, *, act: str = "asserts", office: str | None = "own",
    beside: str | None = None, channel: str | None = None, topic: str | None = None, fragment: bool = False,
    about: tuple[str, ...] = ("NOR", "CHL"),
) -> Reading:  # fmt: skip
    """A report of one sentence: somebody said something, on `beside` if given; what it is about is between `about`."""
    speaker, day = ref(who), f" on {beside}" if beside else ""
    text = f"{speaker.name} said{day} that {words}."
    at = len(speaker.name)
    content = Span(text.index(words), text.index(words) + len(words))
    held = OFFICES[who] if office == "own" else office
    quote = Quote(
        f"{name}-q", "indirect", (content,), Span(0, at), speaker.name, (speaker,), held, Span(at + 1, at + 5),
        Channel(channel, "her office") if channel else None, act, fragment, topic or words,
    )  # fmt: skip
    times = (TimeExpression(Span(at + 9, at + 9 + len(beside)), "DATE", beside, when=beside),) if beside else ()
    mention = Mention(Span(0, at), who, speaker.name, "person", "full", country=STATES.get(who, "JPN"), office=held)
    return Reading(
        Report(name, text, published=Published(published) if published else None),
        mentions=(mention,), times=times, quotes=(quote,), claims=(),
        events=(Event(MAIN, "COOPERATE", None, "asserted", Span(0, 1), Span(0, 1), tuple(map(ref, about))),), main=MAIN,
    )  # fmt: skip


def told(*readings: Reading, on: str | None = None, ends: tuple[ActorRef, ...] = ENDS) -> list[Issue]:
    return stances(ends, readings, [story(r.report.id)[0] for r in readings], on)


def shifts(issues: list[Issue]) -> list[tuple[str, str]]:
    return [(s.kind, side.side.name) for i in issues for side in i.sides for s in side.shifts]


MAIN = "main"
SHIPS = "Norway would send 400 tonnes of vaccine"
BAN = "Chile would lift the salmon embargo by June"


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (SHIPS, SHIPS.replace("400", "250"), "number"),
        (SHIPS, SHIPS, None),
        (SHIPS, SHIPS.replace("400", "more than 300"), None),
        (SHIPS, "Norway would send vaccine", None),
        (SHIPS, SHIPS.replace("would", "would not"), "polarity"),
        (SHIPS.replace("would", "would not"), SHIPS, "polarity"),
        ("the harbour opens on 3 May", "the harbour opens on 9 May", "date"),
        (SHIPS, "the harbour is deep", None),
        # another person or place may be another matter: no change of mind
        ("Åsa Lind will lead the vaccine talks", "Odd Vik will lead the vaccine talks", None),
    ],
)
def test_what_changed(one: str, other: str, kind: str | None) -> None:
    found = told(said("a", "lind", one, "2024-02-01"), said("b", "lind", other, "2024-04-01"))
    assert shifts(found) == ([] if kind is None else [(kind, "Norway")])


def test_a_change_names_both_statements_and_why() -> None:
    a, b = said("a", "lind", SHIPS, "2024-02-01"), said("b", "lind", SHIPS.replace("400", "250"), "2024-04-01")
    (issue,) = told(b, a)
    side, silent = issue.sides
    assert [s.text for s in side.statements] == [SHIPS, SHIPS.replace("400", "250")]
    (shift,) = side.shifts
    assert (shift.before, shift.after) == (side.statements[0].id, side.statements[1].id)
    assert side.last == side.statements[1].id
    assert '"400" against "250"' in shift.why
    assert (silent.side.name, silent.last, silent.statements, silent.shifts) == ("Chile", None, (), ())
    assert "vaccine" in issue.words
    for statement, reading in zip(side.statements, (a, b), strict=True):
        assert all(reading.text[s.start : s.end] == s.exact for s in statement.spans)
        assert (len(statement.reports), len(statement.origins)) == (1, 1)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        # the same day, days that allow each other, no day at all: nobody can say which is the later
        (("2024-02-01", "2024-02-01"), (SHIPS, SHIPS.replace("400", "250"))),
        (("2024-02", "2024-02-11"), (SHIPS, SHIPS.replace("400", "250"))),
        ((None, "2024-04-01"), (SHIPS, SHIPS.replace("400", "250"))),
    ],
)
def test_without_an_order_there_is_no_change(days: tuple[str | None, ...], words: tuple[str, ...]) -> None:
    found = told(said("a", "lind", words[0], days[0]), said("b", "lind", words[1], days[1]))
    assert shifts(found) == []


def test_a_denial_of_what_was_said_is_a_change_and_two_are_none() -> None:
    a, b = said("a", "rojas", BAN, "2024-02-01"), said("b", "rojas", BAN, "2024-04-01", act="denies")
    assert shifts(told(a, b)) == [("polarity", "Chile")]
    c = said("c", "rojas", BAN, "2024-06-01", act="denies")
    assert shifts(told(b, c)) == []
    no = said("d", "rojas", BAN.replace("would", "would not"), "2024-06-01", act="denies")
    assert shifts(told(a, no)) == []


def test_the_other_side_s_words_are_no_change_of_this_one() -> None:
    a, b = said("a", "lind", SHIPS, "2024-02-01"), said("b", "rojas", SHIPS.replace("400", "250"), "2024-04-01")
    assert shifts(told(a, b)) == []


def test_a_successor_changes_the_stance_of_the_side_not_of_a_person() -> None:
    a = said("a", "lind", SHIPS, "2024-02-01")
    b = said("b", "vik", SHIPS.replace("400", "250"), "2024-04-01", office="Foreign Minister of Norway")
    assert shifts(told(a, b)) == [("number", "Norway")]
    assert shifts(told(a, b, ends=(ref("lind"), ref("CHL")))) == []


def test_what_is_not_between_the_ends_is_left_out() -> None:
    elsewhere = said("a", "lind", "Norway would help Chile with whales", "2024-02-01", about=("NOR", "SWE"))
    assert told(elsewhere) == []
    at = elsewhere.text.index("Chile")
    there = Mention(Span(at, at + 5), "CHL", "Chile", "state", "name", country="CHL")
    (issue,) = told(msgspec.structs.replace(elsewhere, mentions=(*(elsewhere.mentions or ()), there)))
    assert [len(s.statements) for s in issue.sides] == [1, 0]


def test_a_former_holder_is_none() -> None:
    reading = said("a", "lind", SHIPS, "2024-02-01")
    (mention,) = reading.mentions or ()
    former = msgspec.structs.replace(mention, former=True)
    assert told(msgspec.structs.replace(reading, mentions=(former,))) == []


def test_who_was_in_office_on_the_day_of_the_words_is_told_though_a_later_report_calls_him_former() -> None:
    ends = (ref("JPN"), ref("CHL"))
    reading = said("a", "JPN-sanae-takaichi", SHIPS, "2031-02-01", beside="2025-11-03", about=("JPN", "CHL"))
    (issue,) = told(reading, ends=ends)
    assert [s.office for s in issue.sides[0].statements] == ["Prime Minister of Japan"]
    late = said("a", "JPN-sanae-takaichi", SHIPS, "2025-11-09", beside="2019-11-03", about=("JPN", "CHL"))
    assert "Prime Minister of Japan" not in [s.office for i in told(late, ends=ends) for s in i.sides[0].statements]


def test_who_holds_no_office_and_a_few_quoted_words_are_left_out() -> None:
    assert told(said("a", "vik", SHIPS, "2024-02-01")) == []
    assert told(said("a", "lind", SHIPS, "2024-02-01", fragment=True)) == []
    assert told() == []


def test_tellings_of_one_statement_are_one() -> None:
    a, b = said("a", "lind", SHIPS, "2024-02-01", channel="summary"), said("b", "lind", SHIPS, "2024-02-03")
    later = said("c", "lind", SHIPS, "2024-03-03")
    (issue,) = told(b, a, later)
    statements = issue.sides[0].statements
    assert [(s.reports, len(s.origins), s.when and s.when.value) for s in statements] == [
        (("a", "b"), 2, "2024-02-01"),
        (("c",), 1, "2024-03-03"),
    ]
    assert (statements[0].channel, statements[0].channel_name) == ("summary", "her office")


def dated(reading: Reading, **more: Any) -> tuple[str | None, bool, str | None]:
    (issue,) = told(msgspec.structs.replace(reading, **more))
    (statement,) = issue.sides[0].statements
    return statement.when and statement.when.value, bool(statement.when and statement.when.inferred), statement.dated_by


def test_the_date_and_what_it_stands_on() -> None:
    assert dated(said("a", "lind", SHIPS, "2024-02-03", beside="2024-02-01")) == ("2024-02-01", False, "words")
    bare, undated = said("a", "lind", SHIPS, "2024-02-03T10:00:00Z"), said("a", "lind", SHIPS)
    assert dated(bare) == ("2024-02-03", False, "publication")
    assert dated(undated) == (None, False, None)
    whole = Span(0, len(bare.text))
    met = Event("m", "CONSULT", "visit", "asserted", whole, whole, (ref("lind"),), when=When("2024-02-02"))
    assert dated(bare, events=(*(bare.events or ()), met)) == ("2024-02-02", False, "event")
    elsewhere = Event("m", "CONSULT", None, "asserted", Span(0, 1), Span(0, 1), ENDS, when=When("2024-02-02"))
    assert dated(undated, events=(elsewhere,), main="m") == ("2024-02-02", True, "occurrence")
    # what is told as past was not said when the report came out
    past = Claim("c", "background", bare.text, None, (whole,), "test", status="historical")
    assert dated(bare, claims=(past,)) == (None, False, None)


def test_a_date_inside_what_was_said_is_not_when_it_was_said() -> None:
    words = "the harbour opens on 2024-05-03"
    reading = said("a", "lind", words, "2024-02-01")
    at = reading.text.index("2024-05-03")
    times = (TimeExpression(Span(at, at + 10), "DATE", "2024-05-03", when="2024-05-03"),)
    assert dated(msgspec.structs.replace(reading, times=times)) == ("2024-02-01", False, "publication")


def test_issues_are_the_words_that_statements_share() -> None:
    readings = (
        said("a", "lind", SHIPS, "2024-02-01"), said("b", "rojas", "the vaccine must be cold", "2024-02-02"),
        said("c", "rojas", BAN, "2024-02-03"), said("d", "lind", "the salmon embargo is unjust", "2024-02-04"),
        said("e", "lind", "glaciers are melting", "2024-02-05"), said("f", "lind", "it will be so", "2024-02-06"),
    )  # fmt: skip
    found = told(*readings)
    assert [i.words for i in found] == [("embargo", "salmon"), ("vaccine",), ("glaciers", "melting"), ()]
    assert [[len(s.statements) for s in i.sides] for i in found] == [[1, 1], [1, 1], [1, 0], [1, 0]]
    (asked,) = told(*readings, on="salmon embargoes")
    assert asked.words == ("salmon", "embargoes")
    assert [len(s.statements) for s in asked.sides] == [1, 1]
    assert told(*readings, on="whales") == []
    assert told(*readings, on="of the") == []
    said_so = said("g", "lind", "our historical claims stand", "2024-02-07")
    assert len(told(said_so, on="history")) == len(told(said_so, on="the history of claims")) == 1
    assert told(said_so, on="history of whales") == []
    assert all(told(*order) == found for order in permutations(readings, 6))


PHRASED = [
    # what stands in no noun phrase names nothing; a phrase is named whole
    (["the envoy was warmly seen"], ["envoy"], [("envoy",)]),
    (["they parted warmly over smoked salmon quotas"], ["smoked salmon quotas"], [("smoked salmon quotas",)]),
    (["they parted warmly"], [], [()]),
    # of words that are shared a noun comes before others; where the phrase is one, it is the name
    (
        ["frozen salmon needs quotas", "frozen herring needs quotas", "frozen herring is unjust"],
        ["frozen salmon", "frozen herring", "quotas"],  # shared by two, and first: a noun that tells most
        [("frozen herring",), ("quotas",)],
    ),
    (["a frozen salmon", "a frozen herring"], ["frozen salmon", "frozen herring"], [("frozen salmon",)]),
    (["Frozen Salmon is Polish"], ["Frozen Salmon"], [("frozen Salmon",)]),
]


@pytest.mark.parametrize(("words", "phrases", "names"), PHRASED)
def test_issues_are_named_by_noun_phrases(words: list[str], phrases: list[str], names: list[tuple[str, ...]]) -> None:
    readings = []
    for k, one in enumerate(words):
        reading = said(f"n{k}", "lind", one, f"2024-02-0{k + 1}", topic="it")
        (quote,) = reading.quotes or ()
        at = [reading.text.index(p) for p in phrases if p in one]
        spans = tuple(Span(a, a + len(p)) for a, p in zip(at, (p for p in phrases if p in one), strict=True))
        readings.append(msgspec.structs.replace(reading, quotes=(msgspec.structs.replace(quote, things=spans),)))
    assert sorted(i.words for i in told(*readings)) == sorted(names)
