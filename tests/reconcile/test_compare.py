"""Same, narrower, otherwise: and in doubt never otherwise."""

import msgspec
import pytest

from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.place import Place
from memcon.model.span import Span
from memcon.reconcile.compare import apart, compare, minutes


def claim(point: str, value: str | None, text: str = "", place: Place | None = None) -> Claim:
    event = Event("e", "CONSULT", None, "asserted", Span(0, 1), Span(0, 1), place=place)
    return Claim("c", point, text or value or "", value, (Span(0, 1),), "test", event=event)


@pytest.mark.parametrize(
    ("point", "a", "b", "relation", "kind"),
    [
        ("duration", ("PT45M", "45 minutes"), ("PT45M", "about 45 minutes"), "same", None),
        ("duration", ("PT45M", "45 minutes"), ("PT50M", "50 minutes"), "differs", "number"),
        ("duration", ("PT45M", "45 minutes"), ("PT40M", "more than 40 minutes"), "narrower", None),
        ("duration", ("PT45M", "45 minutes"), ("PT50M", "more than 50 minutes"), "differs", "number"),
        ("duration", ("PT1H", "nearly an hour"), ("PT55M", "55 minutes"), "narrower", None),
        ("duration", ("PT45M", "45 minutes"), ("PT50M", "about 50 minutes"), "narrower", None),
        ("when", ("2024-05", "in May"), ("2024-05-07", "May 7"), "narrower", None),
        ("when", ("2024-05-08", "May 8"), ("2024-05-07", "7 May 2024"), "differs", "date"),
        ("ordinal", ("1", "first meeting"), ("2", "second meeting"), "differs", "number"),
        ("count", ("accords=4", "four accords"), ("accords=5", "five accords"), "differs", "number"),
        ("count", ("accords=4", "more than four accords"), ("accords=5", "five accords"), "narrower", None),
        ("count", ("pages=40", "about 40 pages"), ("pages=42", "42 pages"), "narrower", None),
        ("count", ("pages=40", "nearly 40 pages"), ("pages=48", "48 pages"), "differs", "number"),
        ("count", ("deals=4", "four deals"), ("accords=4", "four accords"), "same", None),
        ("parties", ("FRA|ITA", "France and Italy"), ("FRA|ITA|ESP", "France, Italy and Spain"), "narrower", None),
        ("pledge", ("build a harbour by 2027", ""), ("build a harbour by 2027", ""), "same", None),
        ("pledge", ("build a new harbour by 2027", ""), ("build a new harbour by 2029", ""), "differs", "date"),
        ("pledge", ("build a new harbour", ""), ("build a new harbour and a ferry pier at Ost", ""), "narrower", None),
    ],
)
def test_compare(point: str, a: tuple[str, str], b: tuple[str, str], relation: str, kind: str | None) -> None:
    assert compare(claim(point, *a), claim(point, *b)) == (relation, kind)


LYON = Place("Lyon", "FRA", 45.76, 4.84, "town")


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (Place("Lyon", "FRA", 45.76, 4.84, "town"), "same"),
        (Place("France", "FRA", 48.9, 2.4, "country"), "narrower"),
        (Place("Hotel de Ville", "FRA", 45.77, 4.84, "venue"), "narrower"),
        (Place("Marseille", "FRA", 43.3, 5.37, "town"), "differs"),
        (Place("Turin", "ITA", 45.07, 7.69, "town"), "differs"),
    ],
)
def test_places(other: Place, relation: str) -> None:
    assert compare(claim("place", "Lyon", place=LYON), claim("place", other.name, place=other))[0] == relation


def test_spelling_makes_no_other_place() -> None:
    with_marks, without = Place("Gdańsk", "POL"), Place("Gdansk", "POL")
    assert compare(claim("place", "Gdańsk", place=with_marks), claim("place", "Gdansk", place=without)) == (
        "same",
        None,
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("2024-05-07", "on Tuesday"), ("2024-05-08", "May 8"), True),
        (("2024-05-07", "May 7"), ("2024-05-08", "May 8"), False),
        (("2024-05", "this month"), ("2024-05-08", "on Wednesday"), False),
    ],
)
def test_a_day_that_was_counted_is_never_held_against_a_printed_one(
    a: tuple[str, str], b: tuple[str, str], expected: bool
) -> None:
    assert apart(claim("when", *a), claim("when", *b)) is expected


@pytest.mark.parametrize(
    ("point", "a", "b", "expected"),
    [
        ("ordinal", ("1", "their first meeting"), ("3", "his third visit to Lyon"), True),
        ("ordinal", ("1", "their first meeting"), ("2", "their second meeting"), False),
        ("ordinal", ("1", "the first state dinner of the year"), ("1", "for the first time"), True),
        ("ordinal", ("1", "their first meeting"), ("1", "the first meeting of the two"), False),
        ("parties", ("ana|bo|cy", "Ana, Bo and Cy"), ("ana|bo|di", "Ana, Bo and Di"), True),
        ("parties", ("ana|bo|cy", "Ana, Bo and Cy"), ("ana|bo", "Ana and Bo"), False),
        ("duration", ("P2D", "two days"), ("PT50M", "50 minutes"), True),
        ("duration", ("PT2H", "two hours"), ("PT50M", "50 minutes"), False),
    ],
)
def test_values_of_other_things_are_never_held_against_each_other(
    point: str, a: tuple[str, str], b: tuple[str, str], expected: bool
) -> None:
    assert apart(claim(point, *a), claim(point, *b)) is expected


def test_a_call_across_midnight_has_two_days() -> None:
    def call(value: str, text: str, mode: str) -> Claim:
        event = Event("e", "CONSULT", mode, "asserted", Span(0, 1), Span(0, 1))
        return Claim("c", "when", text, value, (Span(0, 1),), "test", event=event)

    one, next_day, later = ("2024-05-07", "May 7"), ("2024-05-08", "May 8"), ("2024-05-09", "May 9")
    assert apart(call(*one, "phone"), call(*next_day, "phone"))
    assert not apart(call(*one, "visit"), call(*next_day, "visit"))
    assert not apart(call(*one, "phone"), call(*later, "phone"))


@pytest.mark.parametrize(
    ("value", "expected"), [("PT45M", 45), ("PT1H30M", 90), ("P2D", 2880), ("P1Y", None), ("", None)]
)
def test_minutes(value: str, expected: float | None) -> None:
    assert minutes(value) == expected


def test_a_denial_is_held_against_what_is_told() -> None:
    told = claim("parties", "NOR|SWE", "Norway and Sweden")
    denied = msgspec.structs.replace(told, status="denied")
    assert compare(told, denied) == ("differs", "polarity")
    assert compare(denied, denied) == ("same", None)


def test_a_part_of_a_longer_quotation_is_narrower() -> None:
    longer = "The harbour tariff will fall by a third, the ferries will run daily, and students will travel for free"
    assert compare(claim("quote", None, longer), claim("quote", None, "The harbour tariff will fall")) == (
        "narrower",
        None,
    )
    assert compare(claim("quote", None, longer), claim("quote", None, longer.lower()))[0] == "same"
