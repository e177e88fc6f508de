"""Findings and headlines as a person reads them."""

import pytest

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.span import Span
from memcon.model.when import When
from memcon.reconcile.wording import finding_text, headline, visit_line


@pytest.mark.parametrize(
    ("point", "value", "text", "expected"),
    [
        ("duration", "PT45M", "about 45 minutes", "It lasted about 45 minutes."),
        ("duration", "PT1H30M", "an hour and a half", "It lasted 1 hour 30 minutes."),
        ("duration.planned", "PT20M", "20 minutes", "It was planned to last 20 minutes."),
        ("duration.visit", "P2D", "a two-day visit", "The visit was told to last 2 days."),
        ("when", "2024-05-07", "May 7", "It took place on 7 May 2024."),
        ("when", "2024-05", "in May", "It took place in May 2024."),
        ("when", "2024-05-06/2024-05-12", "last week", "It took place between 6 May 2024 and 12 May 2024."),
        ("ordinal", "1", "her first visit to Oslo", "It was her first visit to Oslo."),
        ("ordinal", "3", "third meeting this year", "It was the third meeting this year."),
        ("ordinal", "1", "first", "It was the first of its kind."),
        ("ordinal", "1", "the council's first dinner", "It was the council's first dinner."),
        ("count", "accords=4", "four accords", "Told in figures: four accords"),
        ("background", None, "when Reis opened the line", "Reis opened the line"),
        ("background", None, "who opened the line", "Ana Reis opened the line"),
        ("background", None, "opened the line in May", "Ana Reis: opened the line in May"),
    ],
)
def test_finding(point: str, value: str | None, text: str, expected: str) -> None:
    event = Event("e", "COOPERATE", None, "historical", Span(0, 1), Span(0, 1), actors=(ActorRef("ana", "Ana Reis"),))
    assert finding_text(point, Claim("c", point, text, value, (Span(0, 1),), "test", event=event)) == expected


@pytest.mark.parametrize(
    ("kind", "mode", "who", "whom", "expected"),
    [
        ("CONSULT", "visit", ["Reis"], ["Lind"], "Reis and Lind meet in Oslo, 7 May 2024"),
        ("CONSULT", "phone", ["Reis", "Lind"], [], "Reis and Lind speak by phone in Oslo, 7 May 2024"),
        ("REJECT", "meet", ["Reis"], ["Lind"], "Reis turns down or calls off a meeting with Lind in Oslo, 7 May 2024"),
        ("ACCUSE", "summon", ["Norway"], ["Lind"], "Norway summons Lind in Oslo, 7 May 2024"),
        ("AGREE", "visit", ["Reis"], ["Sweden"], "Reis to visit Sweden, 7 May 2024"),
        ("AGREE", None, ["Reis", "Lind"], [], "Reis and Lind agree in Oslo, 7 May 2024"),
    ],
)
def test_headline(kind: str, mode: str | None, who: list[str], whom: list[str], expected: str) -> None:
    assert headline(kind, mode, who, whom, "Oslo", When("2024-05-07")) == expected


@pytest.mark.parametrize(
    ("kind", "mode", "who", "whom", "expected"),
    [
        ("AGREE", "meet", ["Reis", "Lind"], [], "Reis and Lind agree to talks"),
        ("SUPPORT", "agreement", ["Reis", "Lind"], [], "Reis and Lind sign an agreement"),
        ("COOPERATE", None, ["Norway", "Sweden"], [], "Norway and Sweden cooperate"),
        ("REJECT", None, ["Norway"], [], None),  # rejects what?
        ("ACCUSE", None, ["Norway", "Sweden"], [], None),
        ("AGREE", "visit", ["Reis"], [], "Reis to visit"),
    ],
)
def test_a_headline_is_whole_or_none(kind: str, mode: str, who: list[str], whom: list[str], expected: str) -> None:
    assert headline(kind, mode, who, whom, None, None) == expected


def test_a_building_is_a_place_at_which() -> None:
    assert (
        headline("CONSULT", None, ["Reis", "Lind"], [], "Fort Alba", None, venue=True)
        == "Reis and Lind meet at Fort Alba"
    )


def test_a_journey_names_where_it_went() -> None:
    day = When("2024-05-07")
    assert visit_line(["Reis"], "Sweden", day) == "Reis visits Sweden, 7 May 2024"
    assert visit_line(["Reis", "Lind"], "Sweden", None) == "Reis and Lind visit Sweden"
    assert visit_line(["Reis"], "Sweden", day, ahead=True) == "Reis to visit Sweden, 7 May 2024"


def test_one_party_is_a_visitor() -> None:
    told = Claim("c", "parties", "Ana Reis", "ana", (Span(0, 1),), "test", actors=(ActorRef("ana", "Ana Reis"),))
    assert finding_text("parties", told) == "The visitor was Ana Reis."


def test_what_lies_ahead_has_not_taken_place() -> None:
    when = Claim("c", "when", "May 7", "2024-05-07", (Span(0, 1),), "test", status="planned")
    lasts = Claim("c", "duration", "an hour", "PT1H", (Span(0, 1),), "test", status="hypothetical")
    assert finding_text("when", when) == "It is to take place on 7 May 2024."
    assert finding_text("duration", lasts) == "It was planned to last 1 hour."
    assert headline("CONSULT", None, ["Reis", "Lind"], [], None, None, ahead=True) == "Reis and Lind to meet"


def test_what_is_denied_is_not_put_into_a_mouth() -> None:
    denial = Claim(
        "c", "quote", "the line was closed", None, (Span(0, 1),), "test", status="denied", vouched_by="Ana Reis"
    )
    assert finding_text("quote", denial) == "Ana Reis denies: the line was closed"
