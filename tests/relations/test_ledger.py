"""Every visit once; trips, legs and country-visits; whose turn it is."""

import itertools

import pytest
from tests.relations.conftest import NAMES, Teller, story

from memcon.model.actor import ActorRef
from memcon.model.place import Place
from memcon.model.relation import KnownVisit, LedgerVisit, Row
from memcon.model.when import When
from memcon.relations.ledger import chosen, counts, ledger, office_of, stays, stays_known, turn

OSLO, BERGEN = Place("Oslo", "NOR", 59.9, 10.7, "town"), Place("Bergen", "NOR", 60.4, 5.3, "town")
SANTIAGO, TOKYO = Place("Santiago", "CHL", kind="town"), Place("Tokyo", "JPN", kind="town")
NORWAY = Place("Norway", "NOR", kind="country")


def told(*tellers: Teller) -> list[LedgerVisit]:
    return ledger(stays([t.reading() for t in tellers], [story(t.name)[0] for t in tellers]))


def rows(visits: list[LedgerVisit]) -> list[tuple[str, str, str | None, int]]:
    return [(v.traveller.name, v.to.name, v.when.value if v.when else None, len(v.reports)) for v in visits]


def teller(name: str = "a") -> Teller:
    return Teller(name).mention("lind", "rojas", "NOR", "CHL")


def test_two_reports_of_one_visit_are_one() -> None:
    a = teller("a").visit("Rojas came to Oslo on the third.", "rojas", "CHL", OSLO, "2024-06-03", host="lind")
    b = teller("b").visit("Rojas had been to Norway in June.", "rojas", "CHL", NORWAY, "2024-06", "historical")
    c = teller("c").visit("Chile's side was in Oslo that day.", "CHL", "CHL", OSLO, "2024-06-03")
    (visit,) = told(a, b, c)
    assert (visit.traveller.id, visit.origin, visit.to, visit.status) == ("rojas", "CHL", OSLO, "held")
    assert visit.host == ActorRef("lind", "Åsa Lind")
    assert (visit.reports, len(visit.origins), visit.stops) == (("a", "b", "c"), 3, ("Oslo",))
    assert visit.spans[0].exact == "Rojas came to Oslo on the third."


@pytest.mark.parametrize(
    ("who", "to", "on"),
    [("rojas", OSLO, "2024-06-04"), ("CHL", TOKYO, "2024-06-03"), ("vik", SANTIAGO, "2024-06-03")],
)
def test_another_day_place_or_side_is_another_visit(who: str, to: Place, on: str) -> None:
    a = teller("a").visit("Rojas came to Oslo on the third.", "rojas", "CHL", OSLO, "2024-06-03")
    b = teller("b").visit("There was another journey.", who, "NOR" if who == "vik" else "CHL", to, on)
    assert len(told(a, b)) == 2


def test_of_two_visits_in_a_month_the_month_means_neither() -> None:
    a = (
        teller("a")
        .visit("First.", "rojas", "CHL", OSLO, "2024-06-03")
        .visit("Again.", "rojas", "CHL", OSLO, "2024-06-20")
    )
    b = teller("b").visit("In June she came.", "rojas", "CHL", OSLO, "2024-06")
    assert [r[2] for r in rows(told(a, b))] == ["2024-06", "2024-06-03", "2024-06-20"]


@pytest.mark.parametrize(
    ("statuses", "status", "differs"),
    [
        (["asserted"], "held", ()),
        (["planned"], "announced", ()),
        (["hypothetical"], "possible", ()),
        (["denied"], "denied", ()),
        (["planned", "asserted"], "held", ()),
        (["planned", "denied"], "denied", ()),
        (["denied", "asserted"], "held", ("status",)),
    ],
)
def test_status(statuses: list[str], status: str, differs: tuple[str, ...]) -> None:
    tellers = [
        teller(f"r{k}").visit("Rojas and Oslo.", "rojas", "CHL", OSLO, "2024-06-03", s) for k, s in enumerate(statuses)
    ]
    (visit,) = told(*tellers)
    assert (visit.status, visit.differs) == (status, differs)
    assert counts([visit]).visits == (status == "held")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Rojas cancelled her visit to Oslo.", "cancelled"),
        ("Rojas called off her visit to Oslo.", "cancelled"),
        ("Rojas called her visit to Oslo off.", "cancelled"),
        ("Rojas, who called Oslo offices, made no visit there.", "denied"),
    ],
)
def test_a_visit_that_was_called_off(words: str, status: str) -> None:
    a = teller("a").visit("Rojas will come to Oslo.", "rojas", "CHL", OSLO, "2024-06-03", "planned")
    b = teller("b").visit(words, "rojas", "CHL", OSLO, "2024-06-03", "denied")
    assert [v.status for v in told(a, b)] == [status]


@pytest.mark.parametrize(
    ("first", "second", "visits"),
    [
        ("2024-06-03", "2024-06-04", 1),
        ("2024-06-03", None, 1),
        ("2024-06-03", "2024-06-05", 2),
        ("2024-06", "2024-07", 2),
    ],
)
def test_reports_of_one_story_tell_of_one_visit(first: str, second: str | None, visits: int) -> None:
    a = teller("a").visit("Rojas in Oslo.", "rojas", "CHL", OSLO, first)
    b = teller("b").visit("Rojas went to Norway.", "rojas", "CHL", NORWAY, second)
    told = [a.reading(), b.reading()]
    found = ledger(stays(told, [story("a", "b")[0]]))
    assert len(found) == visits
    assert found[0].differs == (("when",) if visits == 1 and second else ())
    # of two stories, or told apart by one report, they are two
    assert len(ledger(stays(told, [story("a")[0], story("b")[0]]))) == 2
    b.visit("Rojas had been there before.", "rojas", "CHL", NORWAY, first)
    assert len(ledger(stays([b.reading()], [story("b")[0]]))) == (2 if second else 1)


def test_a_visit_from_nowhere_is_left_out() -> None:
    a = teller().visit("They came.", "rojas", "CHL", Place("Nowhere"), "2024-06-03")
    assert told(a) == []


def known(
    row: str, who: str, origin: str, to: Place, when: str, stops: tuple[str, ...] = (), name: str = "list"
) -> KnownVisit:
    traveller = ActorRef(who if who in NAMES else None, NAMES.get(who, who))
    return KnownVisit(f"{name}{row}", Row(name, row), traveller, None, origin, to, stops, When(when), None)


def test_trips_legs_and_country_visits() -> None:
    visits = ledger(
        stays_known(
            [
                known("1", "rojas", "CHL", OSLO, "2024-06-03/2024-06-04", ("Oslo", "Bergen")),
                known("2", "rojas", "CHL", TOKYO, "2024-06-05/2024-06-06", ("Tokyo",)),
                known("3", "rojas", "CHL", BERGEN, "2024-06-06/2024-06-07", ("Bergen",)),
                known("4", "rojas", "CHL", OSLO, "2024-06-09"),
                known("5", "vik", "NOR", TOKYO, "2024-06-05"),
                known("6", "rojas", "CHL", OSLO, "2025"),
            ]
        )
    )
    # One trip of three stays in two countries with four legs; the others are trips of one stay.
    assert (counts(visits).visits, counts(visits).trips) == (6, 4)
    assert (counts(visits).legs, counts(visits).country_visits) == (7, 5)


def test_two_rows_of_one_list_are_one_visit_only_on_the_same_days() -> None:
    same = [known(k, "rojas", "CHL", OSLO, "2024-06-03/2024-06-05") for k in "12"]
    touching = known("3", "rojas", "CHL", OSLO, "2024-06-05/2024-06-06")
    elsewhere = known("4", "rojas", "CHL", OSLO, "2024-06-06", name="another list")
    found = ledger(stays_known([*same, touching, elsewhere]))
    assert [[row.id for row in v.rows] for v in found] == [["1", "2"], ["3", "4"]]


def head(who: str, origin: str, to: Place, when: str) -> KnownVisit:
    return KnownVisit(when + who, Row("list", when), ActorRef(who, who), None, origin, to, (), When(when), None)


@pytest.mark.parametrize(
    ("visits", "owes"),
    [
        (
            [("JPN-shigeru-ishiba", "JPN", "KOR", "2025-09-30"), ("KOR-lee-jae-myung", "KOR", "JPN", "2025-08-23")],
            "KOR",
        ),
        ([("JPN-shigeru-ishiba", "JPN", "KOR", "2025-09"), ("KOR-lee-jae-myung", "KOR", "JPN", "2025-08")], "KOR"),
        ([("KOR-lee-jae-myung", "KOR", "JPN", "2025-08-23")], None),
        ([("JPN-shigeru-ishiba", "JPN", "KOR", "2025-08"), ("KOR-lee-jae-myung", "KOR", "JPN", "2025-08-23")], None),
        # a foreign minister does not count, nor does one who is not known
        (
            [("JPN-toshimitsu-motegi", "JPN", "KOR", "2025-11-30"), ("KOR-lee-jae-myung", "KOR", "JPN", "2025-08-23")],
            None,
        ),
        ([("ab12", "JPN", "KOR", "2025-11-30"), ("KOR-lee-jae-myung", "KOR", "JPN", "2025-08-23")], None),
    ],
)
def test_whose_turn_it_is(visits: list[tuple[str, str, str, str]], owes: str | None) -> None:
    book = ledger(stays_known([head(w, o, Place(t, t, kind="town"), d) for w, o, t, d in visits]))
    found = turn(book, "JPN", "KOR")
    assert (found.owes, found.last is None) == (owes, owes is None)
    assert found.why


@pytest.mark.parametrize(
    ("key", "on", "rank"),
    [
        ("KOR-lee-jae-myung", "2025-08", "head"),
        ("JPN-toshimitsu-motegi", "2025-10-30", "minister"),
        ("KOR-lee-jae-myung", "2019-08-01", None),
        ("ab12", "2025-08", None),
    ],
)
def test_the_rank_of_a_traveller(key: str, on: str, rank: str | None) -> None:
    assert office_of(key, When(on))[1] == rank


def test_choosing() -> None:
    book = ledger(
        stays_known(
            [known("1", "rojas", "CHL", OSLO, "2024-06-03"), known("2", "vik", "NOR", TOKYO, "2023-12-31/2024-01-02")]
        )
    )
    assert len(chosen(book, pair=["CHL", "NOR"])) == 1
    assert len(chosen(book, one="NOR")) == 2
    assert len(chosen(book, one="JPN", year="2023")) == 1
    assert len(chosen(book, year="2024")) == 2
    assert len(chosen(book, by="vik")) == 1


def test_the_order_changes_nothing() -> None:
    told = [
        known("1", "rojas", "CHL", OSLO, "2024-06-03"), known("2", "CHL", "CHL", OSLO, "2024-06"),
        known("3", "rojas", "CHL", OSLO, "2024-06-20"), known("4", "rojas", "CHL", BERGEN, "2024-06-03"),
    ]  # fmt: skip
    assert len({str(ledger(stays_known(order))) for order in itertools.permutations(told)}) == 1
