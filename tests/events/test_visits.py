"""Visits: (traveller, from, to country, host, when, status) from texts of our own."""

import pytest

HEAD = "Prime Minister Ada Brandt of Norway met President Luis Quispe of Peru at the UN on Thursday. "


def visits(read, text: str):
    return [
        (v.traveller.name, v.origin, v.to and v.to.name, v.to and v.to.country, v.host and v.host.name, v.status)
        for v in read(HEAD + text).visits
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quispe visited Oslo in March to hold a summit with Brandt.",
         [("Luis Quispe", "PER", "Oslo", "NOR", "Ada Brandt", "historical")]),
        ("In late January, Brandt hosted Quispe in Bergen, Norway, for a meeting.",
         [("Luis Quispe", "PER", "Bergen", "NOR", "Ada Brandt", "historical")]),
        ("Quispe was received by Brandt in Oslo.", [("Luis Quispe", "PER", "Oslo", "NOR", "Ada Brandt", "asserted")]),
        ("Brandt arrived in Lima on Wednesday.", [("Ada Brandt", "NOR", "Lima", "PER", None, "asserted")]),
        ("Brandt will travel to Lima next month.", [("Ada Brandt", "NOR", "Lima", "PER", None, "planned")]),
        ("Brandt cancelled her trip to Peru.", [("Ada Brandt", "NOR", "Peru", "PER", None, "denied")]),
        ("Brandt did not visit Peru.", [("Ada Brandt", "NOR", "Peru", "PER", None, "denied")]),
        ("Brandt visited Bergen in March.", []),
        ("The plan visited many stages.", []),
        ("Brandt wants to stop the transfers of copper to Peru.", []),
        ("Norway sent Brandt in April to meet Quispe in Lima.",
         [("Ada Brandt", "NOR", "Lima", "PER", "Luis Quispe", "historical")]),
    ],
)  # fmt: skip
def test_direction_and_status(read, text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert visits(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A visit by Brandt to Lima planned for 20 May 2031 was cancelled.", ("2031-05-20", "denied")),
        ("Brandt called off her visit to Lima scheduled for 20 May 2031.", ("2031-05-20", "denied")),
        ("Brandt put off a trip to Lima that was due on 20 May 2031.", ("2031-05-20", "planned")),
        ("Brandt's visit to Lima, planned for 20 May 2031, was postponed on 9 May.", ("2031-05-20", "planned")),
        ("On 9 May, Brandt cancelled a visit to Lima planned for 20 May 2031.", ("2031-05-20", "denied")),
        ("A visit by Brandt to Lima on 20 May 2031 has been called off.", ("2031-05-20", "denied")),
        # the day it was called off is not the day it was planned for
        ("On 9 May 2031 Brandt cancelled her visit to Lima.", (None, "denied")),
        ("Brandt's trip to Lima was cancelled on 9 May 2031.", (None, "denied")),
        # what is no plan of it dates nothing
        ("Brandt cancelled a visit to Lima that had been criticised on 20 May 2031.", (None, "denied")),
        ("Brandt made a visit to Lima on 9 May 2031.", ("2031-05-09", "asserted")),
    ],
)
def test_a_visit_called_off_keeps_the_day_it_was_planned_for(read, text: str, expected: tuple[str | None, str]) -> None:
    (visit,) = [v for v in read(HEAD + text).visits if v.traveller.name == "Ada Brandt"]
    assert (visit.when and visit.when.value, visit.status) == expected


def test_summits_in_two_capitals_go_both_ways(read) -> None:
    text = "The quarrel ended in 2027 when then-President Hugo Salas of Peru arranged a summit in Lima and Oslo."
    found = {(v[0], v[2], v[4], v[5]) for v in visits(read, "Norway and Peru had quarrelled. " + text)}
    assert found == {("Hugo Salas", "Oslo", None, "historical"), ("Norway", "Lima", "Hugo Salas", "historical")}


def test_a_meeting_abroad_is_a_journey(read) -> None:
    text = "Prime Minister Ada Brandt of Norway met President Luis Quispe of Peru in Lima on Thursday."
    (visit,) = read(text).visits
    assert (visit.traveller.name, visit.to and visit.to.name, visit.host and visit.host.name) == (
        "Ada Brandt",
        "Lima",
        "Luis Quispe",
    )
    assert visit.when is not None
    assert visit.when.value == "2031-05-15"


def test_purpose(read) -> None:
    (visit,) = [
        v for v in read(HEAD + "Quispe visited Oslo in March to hold a summit with Brandt.").visits if v.purpose
    ]
    assert visit.purpose == "hold a summit with Brandt"
