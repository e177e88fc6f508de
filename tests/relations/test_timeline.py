"""One entry per occurrence, with all its tellings."""

import itertools

import msgspec
import pytest
from tests.relations.conftest import Teller, ref, story

from memcon.model.actor import ActorRef, Mention
from memcon.model.place import Place
from memcon.model.relation import Entry, KnownVisit, Row
from memcon.model.span import Span
from memcon.model.time import TimeExpression
from memcon.model.when import When
from memcon.relations.timeline import Timeline, timeline

OSLO, BERGEN, LIMA = Place("Oslo", "NOR"), Place("Bergen", "NOR"), Place("Lima", "PER")


def between(ends: str, *tellers: Teller) -> Timeline:
    return timeline([ref(e) for e in ends.split()], [t.reading() for t in tellers], [story(t.name) for t in tellers])


def rows(entries: tuple[Entry, ...]) -> list[tuple[str | None, str, int]]:
    return [(e.when.value if e.when else None, e.type, len(e.reports)) for e in entries]


def teller(name: str = "a") -> Teller:
    return Teller(name).mention("NOR", "CHL", "lind", "rojas", "vik")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # the same day, and a month that holds it
        ((["lind", "rojas"], "2024-06-03"), (["NOR", "CHL"], "2024-06-03"), [("2024-06-03", "CONSULT", 2)]),
        ((["lind", "rojas"], "2024-06-03"), (["lind", "CHL"], "2024-06"), [("2024-06-03", "CONSULT", 2)]),
        ((["lind", "rojas"], "2024-06"), (["lind", "CHL"], "2024"), [("2024-06", "CONSULT", 2)]),
        # another day, other persons of the same sides, no date at all: two
        (
            (["lind", "rojas"], "2024-06-03"),
            (["lind", "rojas"], "2024-06-04"),
            [("2024-06-03", "CONSULT", 1), ("2024-06-04", "CONSULT", 1)],
        ),
        (
            (["lind", "rojas"], "2024-06-03"),
            (["vik", "rojas"], "2024-06-03"),
            [("2024-06-03", "CONSULT", 1), ("2024-06-03", "CONSULT", 1)],
        ),
        ((["lind", "rojas"], "2024-06-03"), (["lind", "rojas"], None), [("2024-06-03", "CONSULT", 1)]),
        # with a third side it is another meeting
        (
            (["lind", "rojas"], "2024-06-03"),
            (["lind", "rojas", "SWE"], "2024-06-03"),
            [("2024-06-03", "CONSULT", 1), ("2024-06-03", "CONSULT", 1)],
        ),
    ],
)
def test_two_reports_of_one_happening(
    first: tuple[list[str], str], second: tuple[list[str], str | None], expected: list[tuple[str, str, int]]
) -> None:
    a = teller("a").event("They met one day in spring.", *first)
    b = teller("b").event("There had been a meeting.", *second)
    found = between("NOR CHL", a, b)
    assert rows(found.entries) == expected
    assert len(found.undated) == (second[1] is None)


def test_of_two_meetings_in_a_month_the_month_means_neither() -> None:
    a = teller("a").event("First.", ["lind", "rojas"], "2024-06-03").event("Second.", ["lind", "rojas"], "2024-06-20")
    b = teller("b").event("They met in June.", ["lind", "rojas"], "2024-06")
    assert rows(between("NOR CHL", a, b).entries) == [
        ("2024-06", "CONSULT", 1),
        ("2024-06-03", "CONSULT", 1),
        ("2024-06-20", "CONSULT", 1),
    ]


def test_differences_are_kept() -> None:
    a = teller("a").event("They met in Oslo.", ["lind", "rojas"], "2024-06-03", place=OSLO)
    b = teller("b").event("They met in Bergen.", ["lind", "rojas"], "2024-06-03", place=BERGEN)
    c = teller("c").event("They met in Lima.", ["lind", "rojas"], "2024-06-03", place=LIMA)
    other, one = sorted(between("NOR CHL", a, b, c).entries, key=lambda e: len(e.reports))
    assert (one.differs, one.reports) == (("place",), ("a", "b"))
    assert [t.text for t in one.tellings] == ["They met in Oslo.", "They met in Bergen."]
    assert (other.differs, other.reports) == ((), ("c",))


def test_ends_that_take_no_part_are_left_out() -> None:
    a = teller().mention("SWE").event("They met.", ["lind", "rojas"], "2024-06-03")
    a.event("She spoke in Stockholm.", ["lind", "SWE"], "2024-06-05")
    assert rows(between("NOR CHL", a).entries) == [("2024-06-03", "CONSULT", 1)]
    assert rows(between("lind rojas", a).entries) == [("2024-06-03", "CONSULT", 1)]
    assert rows(between("vik CHL", a).entries) == []
    assert rows(between("NOR SWE", a).entries) == [("2024-06-05", "CONSULT", 1)]


@pytest.mark.parametrize(
    ("kind", "actors", "entries"),
    [
        ("CONSULT", ["lind"], 1),  # a meeting has another side: the one its words name
        ("ACCUSE", ["lind"], 0),
        ("ACCUSE", ["lind", "vik"], 0),
        ("ACCUSE", ["lind", "CHL"], 1),
    ],
)
def test_who_is_named_beside_an_event_is_no_party_to_it(kind: str, actors: list[str], entries: int) -> None:
    a = teller().event("A day with Chile in mind.", actors, "2024-06-03", kind)
    made = a.reading()
    at = made.text.index("Chile in")
    named = Mention(Span(at, at + 5), "CHL", "Chile", "state", "name", country="CHL")
    reading = msgspec.structs.replace(made, mentions=(*(made.mentions or ()), named))
    assert len(timeline([ref("NOR"), ref("CHL")], [reading], [story("a")]).entries) == entries


def test_a_sentence_with_a_time_is_no_happening_of_it() -> None:
    a = teller().background("Chile and Norway, whose museum of 1885 is old, talk.", ["NOR", "CHL"], None)
    span = a.reading().text.index("1885")
    times = (TimeExpression(Span(span, span + 4), "DATE", "1885", when="1885"),)
    reading = msgspec.structs.replace(a.reading(), times=times)
    assert timeline([ref("NOR"), ref("CHL")], [reading], [story("a")]).entries == ()


def test_three_ends_and_an_organisation() -> None:
    a = teller().event("They met.", ["lind", "rojas", "SWE"], "2024-06-03", mode="multilateral")
    a.event("They spoke of it.", ["lind", "org-un"], "2024-06-04")
    assert rows(between("NOR CHL SWE", a).entries) == [("2024-06-03", "CONSULT", 1)]
    assert rows(between("NOR org-un", a).entries) == [("2024-06-04", "CONSULT", 1)]


def test_background_and_pledges_stand_once() -> None:
    a = teller().background("the treaty of 1918 between the two", ["NOR", "CHL"], "1918")
    span = a.at
    a.event("They pledged to share ships in May.", ["lind", "rojas"], "2024-05", kind="AGREE")
    made = a.reading()
    assert made.text[span:].startswith("They pledged")
    found = between("NOR CHL", a)
    assert rows(found.entries) == [("1918", "background", 1), ("2024-05", "AGREE", 1)]
    assert all(e.uncertain and not e.context for e in found.entries)


def test_a_visit_and_the_meeting_on_it_are_one() -> None:
    a = teller().visit("Rojas came to Oslo on 3 June.", "rojas", "CHL", OSLO, "2024-06-03")
    b = teller("b").event("Lind received Rojas.", ["lind", "rojas"], "2024-06-03", main=True)
    (entry,) = between("NOR CHL", a, b).entries
    assert (entry.type, entry.reports, entry.text) == ("CONSULT", ("a", "b"), "Story of b")


def of_one_story(*tellers: Teller) -> Timeline:
    return timeline([ref("NOR"), ref("CHL")], [t.reading() for t in tellers], [story(*(t.name for t in tellers))])


@pytest.mark.parametrize("dated", ["2024-06-03", "2024-06", None])
def test_what_a_story_is_about_is_one_entry_dated_or_not(dated: str | None) -> None:
    a = teller("a").event("Lind met Rojas.", ["lind", "rojas"], dated, main=True)
    b = teller("b").event("After the talks of Lind and Rojas, all left.", ["lind", "rojas"], main=True)
    c = teller("c").mention("SWE").event("Lind saw Rojas and a Swede.", ["lind", "rojas", "SWE"], main=True)
    d = teller("d").event("Oslo and Santiago met.", ["NOR", "CHL"], main=True)
    found = of_one_story(a, b, c, d)
    (entry,) = found.entries + found.undated
    assert (entry.when and entry.when.value, entry.reports) == (dated, ("a", "b", "c", "d"))
    assert (entry.text, len(entry.tellings)) == ("Story of a b c d", 4)


def test_what_contradicts_a_storys_occurrence_stands_alone_under_its_own_words() -> None:
    a = teller("a").event("Lind met Rojas.", ["lind", "rojas"], "2024-06-03", main=True)
    b = teller("b").event("Vik received Rojas at noon.", ["vik", "rojas"], main=True)
    c = teller("c").event("Lind and Rojas spoke by telephone.", ["lind", "rojas"], mode="phone", main=True)
    d = teller("d").event("Lind and Rojas signed a treaty.", ["lind", "rojas"], kind="AGREE", main=True)
    found = of_one_story(a, b, c, d)
    assert [(e.text, e.reports) for e in found.entries] == [("Story of a b c d", ("a",))]
    assert {e.text.partition(": ")[2] for e in found.undated} == {b.lines[-1], c.lines[-1], d.lines[-1]}


def test_a_meeting_without_a_date_that_is_not_what_its_report_is_about_is_left_alone() -> None:
    a = teller("a").event("Lind met Rojas.", ["lind", "rojas"], "2024-06-03", main=True)
    b = teller("b").event("They had once met before.", ["lind", "rojas"])
    found = of_one_story(a, b)
    assert [e.reports for e in (*found.entries, *found.undated)] == [("a",), ("b",)]


def test_a_row_of_a_list_joins_what_reports_tell() -> None:
    def row(key: str, on: str) -> KnownVisit:
        return KnownVisit(
            key, Row("list", key), ref("rojas"), "Marta Rojas", "CHL", OSLO, (), When(on), "Working visit."
        )

    a = teller().event("They met in Oslo.", ["lind", "rojas"], "2024-06-03", place=OSLO)
    ends = [ref("NOR"), ref("CHL")]
    known = [row("1", "2024-06-03/2024-06-04"), row("2", "2023-01-01")]
    found = timeline(ends, [a.reading()], [story("a")], known).entries
    assert [(e.when and e.when.value, e.reports, e.source) for e in found] == [
        ("2023-01-01", (), "list, 2"),
        ("2024-06-03", ("a",), "list, 1"),
    ]
    assert found[0].text == "Marta Rojas: Working visit."
    assert [(t.report, t.row and t.row.id) for t in found[1].tellings] == [(None, "1"), ("a", None)]


def test_changes_of_office_are_context() -> None:
    a = Teller("a").mention("JPN", "KOR", "JPN-sanae-takaichi")
    a.event("They met.", ["JPN", "KOR"], "2025-01-03").event("They met.", ["JPN", "KOR"], "2025-11-03")
    a.background("elected prime minister in October", ["JPN-sanae-takaichi"], "2025-10")
    found = between("JPN KOR", a).entries
    assert [(e.when and e.when.value, e.context, e.type) for e in found] == [
        ("2025-01-03", False, "CONSULT"),
        ("2025-10-21", True, "office"),
        ("2025-11-03", False, "CONSULT"),
    ]
    assert (found[1].actors, found[1].reports) == ((ref("JPN-sanae-takaichi"),), ("a",))
    early = Teller("a").mention("JPN", "KOR", "JPN-sanae-takaichi").event("They met.", ["JPN", "KOR"], "2025-01-03")
    assert not any(e.context for e in between("JPN KOR", early).entries)


def test_the_order_of_reports_changes_nothing() -> None:
    tellers = [
        teller(name).event("They met.", ["lind", "rojas"], value)
        for name, value in (
            ("a", "2024-06-03"),
            ("b", "2024-06"),
            ("c", "2024-06-20"),
            ("d", "2024"),
            ("e", "2024-06-03"),
        )
    ]
    ends = [ActorRef("NOR", "Norway"), ActorRef("CHL", "Chile")]
    found = {
        str(timeline(ends, [t.reading() for t in order], [story(t.name) for t in order]))
        for order in itertools.permutations(tellers)
    }
    assert len(found) == 1
