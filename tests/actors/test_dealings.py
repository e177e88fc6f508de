"""Which reports may tell of dealings between sides: two in the opening, two together more than once, or the words."""

import pytest

from memcon.actors.dealings import OPENING, find_dealings
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.text.paragraphs import split_body

GAME = "The Harbour Club beat the Millers two to one on Saturday. A late goal by the captain settled it.\n\n"
LONG = GAME * (OPENING // len(GAME) + 1)


def dealings(text: str, title: str | None = None, language: str | None = "en") -> bool | None:
    report = Report("r", text, title=title, language=language)
    return find_dealings(split_body([Reading(report)]))[0].dealings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GAME, False),
        (GAME * 20, False),
        ("Kenya's parliament debated the budget. Kenyan farmers had asked for more.", False),
        ("Kenya asked Peru for fish. Nothing else was said.", True),
        ("Kenya was asked for fish.\n\nIt was Peru that asked.", True),
        ("Norvania's prime minister received a guest.", True),
        ("The envoy of Norvania left.", True),
        (LONG + "A striker from Peru joined from a club in Kenya.", False),  # in passing
        (LONG + "Kenya asked Peru for fish.\n\nPeru gave Kenya none.", True),
        (LONG * 3 + "Kenya asked Peru for fish.\n\nPeru gave Kenya none.", False),  # a small part of it
        (LONG + "An embassy was near.", False),
        (LONG + "The embassy said so.\n\nThe treaty did not.\n\nA summit may.", True),
        ("The assumption and the truces of the game: a premiership goal.", False),  # whole words only
        ("", False),
    ],
)
def test_what_may_tell_of_dealings(text: str, expected: bool) -> None:
    assert dealings(text) is expected


@pytest.mark.parametrize(
    ("title", "expected"), [(None, False), ("A treaty at last", True), ("Kenya and Peru meet", True), ("Goal!", False)]
)
def test_a_title_in_a_field_of_its_own_opens_the_report(title: str | None, expected: bool) -> None:
    assert dealings(GAME, title) is expected


def test_another_language_is_not_judged() -> None:
    assert dealings("Un match de football.", language="fr") is True
