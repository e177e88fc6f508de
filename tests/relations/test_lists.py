"""Imported lists: whose column is what, every row taken or refused with a reason."""

import csv
from pathlib import Path

import pytest

from memcon.model.relation import KnownVisit
from memcon.relations.ledger import ledger, stays_known
from memcon.relations.lists import COLT, TRAVELS, VISITS, country_of, list_of, take, take_lines, with_changes
from memcon.relations.table import Line

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "visits"
needs_bench = pytest.mark.skipif(not BENCH.exists(), reason="the lists are not beside us")


def visit(**more: str) -> dict[str, str]:
    given = {"id": "1", "start_date": "2031-02-03", "end_date": "2031-02-04", "visitor": "President X", "from_id": ""}
    return given | {"from_name": "Norway", "description": "Talks."} | more


def travel(**more: str) -> dict[str, str]:
    given = {"id": "1", "role": "president", "who": "x", "name": "Barack Obama", "start_date": "2009-11-13"}
    given |= {"end_date": "2009-11-14", "country_id": "japan", "country": "Japan", "locale": "Tokyo", "remarks": ""}
    return given | more


def colt(**more: str) -> dict[str, str]:
    given = {"LeaderFullName": "Yoshihiko Noda", "LeaderCountryOrIGO": "Japan", "LeaderCountryISO": "JPN"}
    given |= {"LeaderRole": "Prime Minister", "CountryVisited": "Chile", "CountryVisitedISO": "CHL", "TripYear": "2012"}
    return given | {"TripDuration": "2", "AttendedMultilatEvent": "0", "MetHostHoGS": "1"} | more


def test_a_list_is_known_by_its_columns() -> None:
    assert [list_of(row) for row in (visit(), travel(), colt(), {"a": "b"})] == [VISITS, TRAVELS, COLT, None]


def test_a_row_of_each() -> None:
    japan = visit(
        visitor="Prime Minister Kishida Fumio", from_name="Japan", start_date="2023-01-13", end_date="2023-01-13"
    )
    (one,) = take(VISITS, [japan]).visits
    assert (one.traveller.id, one.origin, one.when.value) == ("JPN-fumio-kishida", "JPN", "2023-01-13")
    assert one.to is not None
    assert (one.to.country, one.purpose, one.row.id) == ("USA", "Talks.", "1")
    (two,) = take(TRAVELS, [travel(locale="Tokyo, Kyoto")]).visits
    assert (two.traveller.id, two.stops, two.when.value) == (
        "USA-barack-obama",
        ("Tokyo", "Kyoto"),
        "2009-11-13/2009-11-14",
    )
    assert two.to is not None
    assert (two.to.name, two.to.country, two.to.lat is None) == ("Tokyo", "JPN", False)
    (three,) = take(COLT, [colt()]).visits
    assert (three.traveller.id, three.origin, three.when.value) == ("JPN-yoshihiko-noda", "JPN", "2012")
    assert three.purpose == "TripDuration: 2; AttendedMultilatEvent: 0; MetHostHoGS: 1"


@pytest.mark.parametrize(
    ("name", "row", "why"),
    [
        (VISITS, visit(start_date="3 Feb"), "is no day"),
        (VISITS, visit(end_date=""), "is no day"),
        (VISITS, visit(end_date="2031-02-01"), "before it begins"),
        (VISITS, visit(from_name="Atlantis"), "no such state"),
        (VISITS, visit(visitor=" "), "no visitor"),
        (TRAVELS, travel(country="Atlantis", country_id=""), "no such state"),
        (TRAVELS, travel(name=""), "no traveller"),
        (COLT, colt(TripYear="soon"), "is no year"),
        (COLT, colt(TripYear=""), "an empty field is no year"),
        (COLT, {**colt(), None: ["one", "more"]}, "more fields than the list has columns"),
        (COLT, colt(CountryVisited="Atlantis", CountryVisitedISO="ATL"), "no such state"),
        (COLT, colt(LeaderFullName=""), "no leader"),
        (COLT, colt(LeaderCountryOrIGO="Freedonia", LeaderCountryISO=""), "no such state or organisation"),
    ],
)
def test_what_is_refused_says_why(name: str, row: dict[str, str], why: str) -> None:
    taken = take(name, [row])
    assert taken.visits == ()
    assert why in taken.refused[0].why


@pytest.mark.parametrize(
    ("name", "hint", "state"),
    [
        ("Japan", "", "JPN"),
        ("Korea, South", "", "KOR"),
        ("Korea", "korea-south", "KOR"),
        ("Korea", "", None),
        ("Denmark (Greenland)", "denmark", "GRL"),
        ("United Kingdom (Northern Ireland)", "", "GBR"),
        ("West Bank", "west-bank", "PSE"),
        ("Atlantis", "", None),
    ],
)
def test_states_as_lists_write_them(name: str, hint: str, state: str | None) -> None:
    assert country_of(name, hint) == state


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([visit(visitor="Prime Minister Nobody Atall")], ["traveller"]),
        ([travel(), travel(id="2")], ["duplicate"]),
        ([travel(), travel(id="2", start_date="2009-11-12")], ["overlap"]),
        (
            [
                travel(),
                travel(id="2", start_date="2009-11-14", end_date="2009-11-16", country="Singapore", locale="Singapore"),
            ],
            [],
        ),
        ([travel(), travel(id="2", start_date="2009-11-15", end_date="2009-11-16")], []),
        ([travel(locale="Xyzzyville")], ["place"]),
        ([colt(), colt()], ["duplicate"]),
        ([colt(), colt(TripDuration="5")], []),
        ([colt(CountryVisited="Peru")], ["country"]),
        ([travel(start_date="2018-11-13", end_date="2018-11-13")], ["office"]),
        ([travel(start_date="2025-11-13", end_date="2025-11-13")], ["traveller"]),
    ],
)
def test_oddities_are_told(rows: list[dict[str, str]], kinds: list[str]) -> None:
    taken = take(list_of(rows[0]) or "", rows)
    assert len(taken.visits) == len(rows)
    assert [n.kind for n in taken.notes] == kinds


def test_a_leader_of_an_organisation_is_resolved() -> None:
    row = colt(LeaderFullName="Ban Ki-moon", LeaderCountryOrIGO="United Nations", LeaderCountryISO="", TripYear="2015")
    (visit,) = take(COLT, [row]).visits
    assert (visit.traveller.id, visit.origin) == ("KOR-ban-ki-moon", "org-un")


def test_of_rows_that_give_only_a_year_none_are_one_visit() -> None:
    found = take(COLT, [colt(), colt()]).visits
    assert len({v.id for v in found}) == 2
    assert [len(v.rows) for v in ledger(stays_known(found))] == [1, 1]


def test_rows_without_an_id_go_by_their_words() -> None:
    """The second line of one file is not the second line of another, and the same file again changes nothing."""
    one, other = take(COLT, [colt()]).visits[0], take(COLT, [colt(TripYear="2013")]).visits[0]
    assert one.row == other.row
    assert one.id != other.id
    assert take(COLT, [colt(TripYear="2013"), colt()]).visits[1].id == one.id


SAME, OTHER = "line 3 says all that line 2 says; kept once", "line 3 says something else than line 2, which has that id"


@pytest.mark.parametrize(
    ("rows", "taken", "refused", "notes"),
    [
        ([visit(), visit()], 2, [], [SAME]),
        ([visit(), visit(visitor=" President X ")], 2, [], [SAME]),
        ([visit(), visit(start_date="2031-02-01")], 1, [OTHER], []),
        ([visit(), visit(visitor="President Y", from_name="Chile")], 1, [OTHER], []),
        ([travel(), travel()], 2, [], [SAME]),
        ([travel(), travel(locale="Kyoto")], 1, [OTHER], []),
        # another office is another row; and an id whose row was refused is free
        ([travel(), travel(role="secretary", name="Hillary Clinton", start_date="2009-11-11")], 2, [], []),
        ([visit(end_date="soon"), visit()], 1, ["soon is no day"], []),
    ],
)
def test_two_rows_of_one_id(rows: list[dict[str, str]], taken: int, refused: list[str], notes: list[str]) -> None:
    found = take(list_of(rows[0]) or "", rows)
    assert len(found.visits) == taken
    assert [r.why[: len(w)] for r, w in zip(found.refused, refused, strict=True)] == refused
    assert [n.message for n in found.notes if n.kind == "duplicate"] == notes


def test_a_line_that_cannot_be_read_is_refused_under_its_number() -> None:
    found = take_lines(VISITS, [Line(2, visit()), Line(3, None, "a quote opens"), Line(6, visit(id="", visitor=""))])
    assert [v.row.id for v in found.visits] == ["1"]
    assert [(r.row.id, r.why) for r in found.refused] == [
        ("line 3", "a quote opens"),
        ("line 6", "no visitor is named"),
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, []),
        ({"end_date": "2031-02-07"}, ["President X: days 2031-02-03/2031-02-07, before: 2031-02-03/2031-02-04"]),
        ({"description": ""}, ["President X: purpose none, before: Talks."]),
        (
            {"from_name": "Chile", "visitor": "Y"},
            ["Y: traveller Y, before: President X; from CHL, before: NOR"],
        ),
    ],
)
def test_what_a_row_says_otherwise_than_before_is_noted(more: dict[str, str], words: list[str]) -> None:
    before, now = take(VISITS, [visit()]), take(VISITS, [visit(**more)])
    found = with_changes(now, {v.id: v for v in before.visits})
    assert [n.message for n in found.notes if n.kind == "changed"] == words
    assert with_changes(now, {}) == now


@pytest.fixture(scope="module")
def bench() -> dict[str, list[dict[str, str]]]:
    return {
        name: list(csv.DictReader((BENCH / f"{file}.csv").read_text("utf-8").splitlines()))
        for name, file in ((VISITS, "us_visits_dev"), (TRAVELS, "us_travels_dev"))
    }


@needs_bench
def test_every_row_of_both_lists_is_in_and_resolved(bench: dict[str, list[dict[str, str]]]) -> None:
    taken = [take(name, rows) for name, rows in bench.items()]
    assert sum(len(t.visits) + len(t.refused) for t in taken) == sum(map(len, bench.values())) == 2237
    visits = [v for t in taken for v in t.visits]
    resolved = [v for v in visits if v.traveller.id is not None and v.to is not None and v.to.kind is not None]
    assert len(resolved) / 2237 >= 0.97
    assert len({v.id for v in visits}) == 2237
    assert {n.kind for t in taken for n in t.notes} == {"duplicate", "overlap", "office", "traveller", "place"}


@needs_bench
def test_japan_and_the_united_states_row_by_row(bench: dict[str, list[dict[str, str]]]) -> None:
    taken: list[KnownVisit] = [v for name, rows in bench.items() for v in take(name, rows).visits]
    ledgered = {row: v for v in ledger(stays_known(taken)) for row in v.rows}
    wanted = [
        (v, row)
        for name, rows in bench.items()
        for v, row in zip(take(name, rows).visits, rows, strict=True)
        if "Japan" in (row.get("from_name"), row.get("country"))
    ]
    assert len(wanted) > 50
    for v, row in wanted:
        found = ledgered[v.row]
        assert found.when is not None
        assert found.when.bounds() == (row["start_date"], row["end_date"])
        assert {found.origin, found.to.country} == {"JPN", "USA"}
        assert found.origin == ("JPN" if "visitor" in row else "USA")
        assert found.traveller.id is not None
