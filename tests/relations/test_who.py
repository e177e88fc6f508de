"""Whom a name means, and what is held of them on a day."""

import pytest

from memcon.relations.who import named, state_of, told


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("JPN", ["JPN"]),
        ("jpn", ["JPN"]),
        ("Japan", ["JPN"]),
        ("JPN-sanae-takaichi", ["JPN-sanae-takaichi"]),
        ("Sanae  Takaichi", ["JPN-sanae-takaichi"]),
        ("takaichi sanae", ["JPN-sanae-takaichi"]),
        ("Prime Minister of Japan", ["JPN-prime-minister"]),
        ("ASEAN", ["org-asean"]),
        ("nobody at all", []),
        ("", []),
    ],
)
def test_a_name_that_is_plain(words: str, ids: list[str]) -> None:
    assert [ref.id for ref in named(words)] == ids


def test_a_name_that_is_not_plain_has_candidates() -> None:
    assert {ref.id for ref in named("Korea")} >= {"KOR", "PRK"}
    assert len(named("Lee")) > 2


def test_actors_that_only_the_store_knows() -> None:
    for words in ("elin halvorsen", "ab12", "Halvorsen"):
        found = named(words, {"ab12": "Elin Halvorsen", "cd34": "Lars Bakke"})
        assert [(r.id, r.name) for r in found] == [("ab12", "Elin Halvorsen")]
    assert named("vorsen", {"ab12": "Elin Halvorsen"}) == ()


@pytest.mark.parametrize(
    ("key", "state"),
    [("KOR", "KOR"), ("KOR-lee-jae-myung", "KOR"), ("JPN-prime-minister", "JPN"), ("org-un", None), (None, None)],
)
def test_the_state_of_an_actor(key: str | None, state: str | None) -> None:
    assert state_of(key) == state


@pytest.mark.parametrize(
    ("words", "on", "people"),
    [
        ("Prime Minister of Japan", "2025-10-20", ["JPN-shigeru-ishiba"]),
        ("Prime Minister of Japan", "2025-10-21", ["JPN-sanae-takaichi"]),
        ("Prime Minister of Japan", "2025-10", ["JPN-shigeru-ishiba", "JPN-sanae-takaichi"]),
    ],
)
def test_an_office_on_a_day(words: str, on: str, people: list[str]) -> None:
    (office,) = told(named(words), on)
    assert [row.person.id for row in office.offices] == people
    assert all(row.source for row in office.offices)


def test_of_several_persons_those_in_office_that_day() -> None:
    found = told(named("Lee"), "2025-10-30")
    assert "KOR-lee-jae-myung" in [k.id for k in found]
    assert all(k.offices for k in found)
    assert len(found) < len(told(named("Lee")))


def test_a_person_out_of_office_is_still_told() -> None:
    (person,) = told(named("Shigeru Ishiba"), "2031-01-01")
    assert (person.id, person.offices) == ("JPN-shigeru-ishiba", ())
