"""What only states something is no event; what is done beside it still is one."""

import pytest


def told(read, text: str) -> list[tuple[str, str]]:
    return [(e.type, e.status) for e in read(text).events]


@pytest.mark.parametrize(
    "text",
    [
        # lasting states, and what is said to matter
        "Peruvian investments in Norway would not be affected, the report noted.",
        "The vote did not weaken Norway's support for Peru.",
        "Norway underlined the importance of cooperation between Norway and Peru.",
        "Norway put great emphasis on signing a pact with Peru.",
        "President Luis Quispe of Peru is deepening ties with Norway.",
        "Norway enjoys good relations with Peru.",
        # habits, passives without a doer, departures
        "King Harald of Norway usually receives two presidents of Peru a year.",
        "The consulate of Peru is closed.",
        "The storm began before President Luis Quispe left Norway.",
        # what one is kept from, silence, laws of one's own, what is made public
        "The law bars Norway from easing the sanctions on Peru.",
        "Norway declined to comment.",
        "The parliament of Norway passed a bill on fishing.",
        "Prime Minister Ada Brandt of Norway released a report.",
        # what others only do in a figure of speech, or in a work
        "A film about the talks between Norway and Peru won a prize.",
        "Norway and Peru fired a shot across the bows of the old order.",
        # opinions that last, laws that speak, questions, what is weighed, warnings of what was
        "Norway and Peru still disagree.",
        "The treaty rests on a law that grants Peru a special status in Norway.",
        "Here is what to expect from the visit of President Luis Quispe of Peru.",
        "It was important not to reward Norway, Peru said.",
        "President Luis Quispe of Peru warned that the talks had failed.",
        "President Luis Quispe of Peru will fight back.",
        # wars without arms, awards that are no help
        "Norway fears a trade war with Peru.",
        "Norway gave President Luis Quispe of Peru an award.",
        # journeys at home, what one side might do, one's own country
        "President Luis Quispe of Peru refused to defend Peru.",
        "President Luis Quispe of Peru arrived in Lima on Monday.",
        "Norway might withdraw.",
    ],
)
def test_statements_are_no_events(read, text: str) -> None:
    assert told(read, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway expressed its support for Peru.", [("SUPPORT", "asserted")]),
        ("Norway invested in Peru.", [("COOPERATE", "asserted")]),
        ("Norway closed the consulate of Peru on Monday.", [("SANCTION", "asserted")]),
        ("Norway withdrew its troops from Peru.", [("RETREAT", "asserted")]),
        ("Norway declined to meet Peru.", [("REJECT", "asserted")]),
        ("Norway signed a treaty with Peru.", [("SUPPORT", "asserted")]),
        ("Norway released four sailors of Peru.", [("RETREAT", "asserted")]),
        ("Norway said the talks between Norway and Peru took place on Monday.", [("CONSULT", "asserted")]),
        ("President Luis Quispe of Peru arrived in Oslo on Monday.", [("CONSULT", "asserted")]),
    ],
)
def test_deeds_beside_them_are(read, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Ada Brandt of Norway walked out.", ["REJECT"]),
        ("A Norwegian union went on strike against Peru.", ["PROTEST"]),
    ],
)
def test_civilians_protest_and_office_holders_refuse(read, text: str, expected: list[str]) -> None:
    assert [e.type for e in read(text).events] == expected


def test_what_is_agreed_to_and_harms_nobody_is_no_threat(read) -> None:
    assert told(read, "Peru agreed to designate the drug as a poison.") in ([("AGREE", "asserted")], [])
    assert told(read, "Peru agreed to impose sanctions on Norway.") == [("THREATEN", "asserted")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway retaliated against Peru by imposing tariffs on Peru.", {"SANCTION"}),
        ("Norway retaliated against Peru by bombing its ports.", {"ASSAULT"}),
    ],
)
def test_violence_by_other_means(read, text: str, expected: set[str]) -> None:
    assert {e.type for e in read(text).events} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Luis Quispe of Peru shot back at Prime Minister Ada Brandt of Norway.",
            [("ACCUSE", "aux.in-words")],
        ),
        ("Peru attacked Prime Minister Ada Brandt of Norway with missiles.", [("ASSAULT", "assault.attack")]),
        ("Peru warned that Norway should sign the treaty with Chile.", [("REQUEST", "threaten.threaten")]),
        ("Peru will not attack Norway.", [("AGREE", "aux.will-not-harm")]),
        ("Peru will not meet Norway.", [("REJECT", "aux.will-not")]),
    ],
)
def test_words_and_blows(read, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(e.type, (e.entry or "").partition(">")[0]) for e in read(text).events] == expected
