"""Titles and seats: who held what they say, on the day."""

import pytest

from memcon.actors import offices
from memcon.actors.words import Title, titles


@pytest.mark.parametrize(
    ("kind", "country", "day", "person"),
    [
        ("prime-minister", "JPN", "2025-10-20", "JPN-shigeru-ishiba"),
        ("prime-minister", "JPN", "2025-10-21", "JPN-sanae-takaichi"),
        ("president", "KOR", "2025-06-04", "KOR-lee-jae-myung"),
        ("foreign-minister", "JPN", "2025-10-31", "JPN-toshimitsu-motegi"),
    ],
)
def test_holders_on(kind: str, country: str, day: str, person: str) -> None:
    assert [h.person for h in offices.holders_on(kind, country, day, former=False)] == [person]


def test_no_seat_no_holder() -> None:
    assert offices.holders_on("chancellor", "JPN", "2025-10-31", former=False) == []
    assert offices.holders_on("spokesperson", "KOR", "2025-10-31", former=False) == []


@pytest.mark.parametrize(
    ("word", "owner", "label"),
    [
        ("prime minister", "JPN", "Prime Minister of Japan"),
        ("president", "USA", "President of the United States"),
        ("queen", "GBR", "Queen of the United Kingdom"),
        ("secretary-general", "org-un", "Secretary-General of the United Nations"),
        ("crown prince", "SAU", "Crown Prince of Saudi Arabia"),
        ("leader", "PRK", None),
        ("analyst", "JPN", None),
        ("prime minister", None, None),
    ],
)
def test_label(word: str, owner: str | None, label: str | None) -> None:
    assert offices.label(titles()[word], owner) == label


@pytest.mark.parametrize(
    ("told", "person", "agrees"),
    [
        (("sanae", "takaichi"), "JPN-sanae-takaichi", True),
        (("takaichi",), "JPN-sanae-takaichi", True),
        (("sanae",), "JPN-sanae-takaichi", False),
        (("haruka", "morita"), "JPN-sanae-takaichi", False),
        (("kenji", "takaichi"), "JPN-sanae-takaichi", False),
        (("sanai", "takaichi"), "JPN-sanae-takaichi", True),
    ],
)
def test_name_score(told: tuple[str, ...], person: str, agrees: bool) -> None:
    assert (offices.name_score(told, person) > 0) is agrees


def test_plural_titles_are_known() -> None:
    assert titles()["prime ministers"] == Title("Prime Minister", "prime-minister", None, True)
    assert titles()["ministers of foreign affairs"].plural
    assert titles()["spokesmen"].kind == "spokesperson"
