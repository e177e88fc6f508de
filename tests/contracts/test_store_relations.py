"""What the store answers about actors over time, the same on every engine."""

import pytest

from memcon.knowledge.families import family
from memcon.model.actor import ActorRef, Mention
from memcon.model.claim import Claim
from memcon.model.place import Place
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.relation import KnownVisit, Row
from memcon.model.report import Outlet, Published, Report
from memcon.model.span import Span
from memcon.model.when import When
from memcon.store.relations import (
    Filters,
    actors_kept,
    asked_of,
    keep_visits,
    reports_on,
    search,
    visits_kept,
)
from memcon.store.sql import SqlStore

TEXT = "Åsa Lind 😀 met Ono in Oslo. “We agreed on fisheries,” she said."


def reading(name: str = "r") -> Reading:
    words = Span(TEXT.index("We"), TEXT.index(",”"))
    return Reading(
        Report(name, TEXT, title="Talks on herring", outlet=Outlet("Oslo Herald"), published=Published("2031-05-16")),
        mentions=(
            Mention(Span(0, 8), "ab12", "Åsa Lind", "person", "full", country="NOR"),
            Mention(Span(15, 18), None, "both", "person", "group", members=(ActorRef("JPN-ono", "Ono"),)),
        ),
        quotes=(Quote("q1", "direct", (words,), speaker_name="Åsa Lind"),),
        claims=(
            Claim("c1", "outcome", "They agreed on fisheries.", None, (words,), "claims.split"),
            Claim("c2", "quote", "“We agreed on fisheries”", None, (words,), "claims.split"),
        ),
    )


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    store.add([reading(), Reading(Report("other", "Nobody met."))])
    return store


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        (["NOR"], ["r"]),
        (["ab12", "JPN-ono"], ["r"]),
        (["NOR", "SWE"], []),
    ],
)
def test_reports_that_name_every_end(filled: SqlStore, ends: list[str], found: list[str]) -> None:
    assert reports_on(filled, ends) == found


def test_actors_of_the_store(filled: SqlStore) -> None:
    assert actors_kept(filled) == {"ab12": "Åsa Lind"}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("fisheries", ["claim", "quote", "report"]),
        ("fishery agree", ["claim", "quote", "report"]),
        ("asa", ["report"]),
        ("herrings", ["report"]),
        ('"met Ono"', ["report"]),
        ('"Ono met"', []),
        ("they", ["claim"]),
        ('AND " OR * (', []),
        ("", []),
    ],
)
def test_words_are_found_where_they_stand(filled: SqlStore, words: str, kinds: list[str]) -> None:
    found = search(filled, words)
    assert sorted(f.kind for f in found) == kinds
    assert all(TEXT[s.start : s.end] == s.exact for f in found for s in f.spans)


def test_the_spans_of_a_word_in_a_report(filled: SqlStore) -> None:
    (found,) = search(filled, "ono")
    assert [s.exact for s in found.spans] == ["Ono"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), 3),
        (Filters(ends=("NOR",)), 3),
        (Filters(ends=("SWE",)), 0),
        (Filters(point="outcome"), 1),
        (Filters(point="pledge"), 0),
        (Filters(outlet="herald"), 3),
        (Filters(outlet="times"), 0),
        (Filters(since="2031-05-16", until="2031-05"), 3),
        (Filters(since="2031-05-17"), 0),
        (Filters(until="2030"), 0),
    ],
)
def test_where_to_look(filled: SqlStore, filters: Filters, found: int) -> None:
    assert len(search(filled, "fisheries", filters)) == found


def test_a_query_is_only_words() -> None:
    assert asked_of('a-b "c d" NOT*') == [["a b"], ["c d"], ["NOT"]]


@pytest.mark.parametrize(
    ("words", "there", "found"),
    [
        ("history", "The historical record is long.", True),
        ("historical", "Its history is long.", True),
        ("historic harbours", "Of the history of a harbour.", True),
        ("diplomacy", "Through diplomatic notes.", True),
        ("diplomatically", "Quiet diplomacy.", True),
        ("strategy", "A strategic reserve.", True),
        ('"history" of', "The historical record of it.", False),
        ("policy", "Political talk.", False),
        ("city", "Citic, a bank.", False),
        ("history herring", "The historical record is long.", False),
    ],
)
def test_a_word_finds_its_family(store: SqlStore, words: str, there: str, found: bool) -> None:
    store.add([Reading(Report("r", there))])
    assert bool(search(store, words, forms_of=family)) == found


CHOSEN = {"other": {"JPN-ono", "JPN"}, "none": {"JPN-ono", "JPN"}, "r": {"SWE"}}


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        (["JPN-ono"], ["none", "other", "r"]),
        (["JPN", "JPN-ono"], ["none", "other"]),
        (["NOR", "SWE"], ["r"]),
        (["NOR", "JPN"], []),
        (["NOR", "FIN"], []),
    ],
)
def test_reports_in_which_people_chose_an_actor_are_found_too(
    filled: SqlStore, ends: list[str], found: list[str]
) -> None:
    filled.add([Reading(Report("none", "Fisheries again."))])
    assert reports_on(filled, ends, CHOSEN) == found
    shown = search(filled, "fisheries", Filters(ends=tuple(ends)), chosen=CHOSEN)
    assert {f.report for f in shown} == set(found) - {"other"}


def visit(row: str, start: str, country: str = "JPN") -> KnownVisit:
    place = Place(country, country)
    return KnownVisit(row, Row("list", row), ActorRef(None, "X"), None, "NOR", place, (), When(start), None)


def test_imported_visits_are_kept_once(filled: SqlStore) -> None:
    assert keep_visits(filled, [visit("b", "2001-01-02"), visit("a", "2001-01-03"), visit("c", "1999", "SWE")]) == {}
    assert keep_visits(filled, [visit("a", "2001-01-01")]) == {"a": visit("a", "2001-01-03")}
    assert [v.id for v in visits_kept(filled)] == ["c", "a", "b"]
    assert [v.id for v in visits_kept(filled, ["JPN", "NOR"])] == ["a", "b"]
    assert visits_kept(filled, ["JPN", "SWE"]) == []


def test_of_visits_with_one_id_the_first_is_kept(filled: SqlStore) -> None:
    keep_visits(filled, [visit("a", "2001-01-03"), visit("b", "2001-01-02"), visit("a", "2001-01-09")])
    assert [(v.id, v.when.value) for v in visits_kept(filled)] == [("b", "2001-01-02"), ("a", "2001-01-03")]
