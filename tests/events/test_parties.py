"""Whom the words of an event mean: senders and sent, whom a threat is meant for, nations, hosts, owners."""

import pytest


def parties(read, text: str, **given) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (e.type, e.status, sorted(r.name for r in e.actors), sorted(r.name for r in e.recipients))
        for e in read(text, **given).events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who is sent meets, not who sends
        ("Norway sent Foreign Minister Nils Dahl in April to meet President Luis Quispe of Peru in Lima.",
         ("CONSULT", "asserted", ["Luis Quispe", "Nils Dahl"], [])),
        # a threat is meant for who would have to do what it is tied to
        ("Norway warned that it would retaliate if Peru banned its ships.",
         ("THREATEN", "asserted", ["Norway"], ["Peru"])),
        # a nation as one
        ("The plan was rejected by the Peruvians.", ("REJECT", "asserted", ["Peru"], [])),
        # the state visited is the host where no other is named
        ("Prime Minister Ada Brandt of Norway flew to Lima on Monday.",
         ("CONSULT", "asserted", ["Ada Brandt"], ["Peru"])),
        # a passive without a doer hides who criticised, and never names the one criticised for it
        ("Prime Minister Ada Brandt of Norway was criticised by Peru for skipping the summit.",
         ("ACCUSE", "asserted", ["Peru"], ["Ada Brandt"])),
        # whose thing it is
        ("Norway closed Peruvian offices in Oslo.", ("SANCTION", "asserted", ["Norway"], ["Peru"])),
        ("Norway expressed concern over the arrests of activists in Peru.",
         ("ACCUSE", "asserted", ["Norway"], ["Peru"])),
        ("Norway rejected Peru's right to exist.", ("REJECT", "asserted", ["Norway"], ["Peru"])),
        # what is talked about is no party
        ("Norway and Peru are expected to discuss Chile.", ("AGREE", "planned", ["Norway", "Peru"], [])),
        # the parser takes "Friday Mr Quispe" for the date
        ("On Friday Mr Quispe met Prime Minister Ada Brandt of Norway, an official said. President Luis Quispe left.",
         ("CONSULT", "asserted", ["Ada Brandt", "Luis Quispe"], [])),
    ],
)  # fmt: skip
def test_whom_it_means(read, text: str, expected: tuple[str, str, list[str], list[str]]) -> None:
    assert expected in parties(read, text)


def test_who_laments_an_attack_has_not_made_it(read) -> None:
    for kind, _, actors, _ in parties(read, "President Luis Quispe of Peru lamented the attacks in Norway."):
        assert kind != "ASSAULT" or actors == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Ada Brandt was honoured to visit Peru.", "asserted"),
        ("A quarrel led Prime Minister Ada Brandt to visit Peru.", "asserted"),
        ("Prime Minister Ada Brandt hopes to visit Peru.", "planned"),
        ("Norway will take steps in annexing the islands of Peru.", "planned"),
        ("Norway will keep its ships there until Peru signs a treaty with Norway.", "hypothetical"),
    ],
)
def test_what_was_done_and_what_is_yet_to_be(read, text: str, expected: str) -> None:
    assert expected in {e.status for e in read(text).events}


def test_meetings_still_to_come_are_agreed(read) -> None:
    found = read(
        "Norway's Prime Minister Ada Brandt spoke of her planned talks with President Luis Quispe of Peru."
    ).events
    assert [(e.type, e.mode, e.status, (e.entry or "").partition(">")[0]) for e in found] == [
        ("AGREE", "meet", "planned", "aux.ahead")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway meddled in the 2029 election in Peru.", "2029"),
        ("Norway and Peru signed a deal. The deal between Norway and Peru that was announced on Monday is short.",
         "2031-05-12"),
        ("Ada Brandt of Norway described a meeting with Luis Quispe on Monday, where Norway and Peru agreed to trade.",
         "2031-05-12"),
        ("A year ago Norway denounced Peru, hours before Norway expelled the ambassador of Peru.", "2030"),
    ],
)  # fmt: skip
def test_the_day_it_shares(read, text: str, expected: str) -> None:
    assert all(e.when is not None and e.when.value == expected for e in read(text).events[-1:])
