"""What is printed on pages comes back as paragraphs, and each page is known again."""

import pytest
from tests.intake.making import column, pdf

from memcon.intake.printed import Line, set_text

OPENING = [
    "Ministry of Ferries",
    "",
    "The two ministers met for an hour on Monday and agreed that the coopera-",
    "tion on the northern ferry line would go on until the summer of the next",
    "year, their offices said.",
    "",
    "A second round is to follow in Port Anselm.",
]
JOINED = (
    "The two ministers met for an hour on Monday and agreed that the cooperation on the northern ferry line would go "
    "on until the summer of the next year, their offices said."
)


def test_a_statement(report) -> None:
    found = report(pdf([column(OPENING)]), "statement.pdf")
    assert found.text == f"Ministry of Ferries\n{JOINED}\nA second round is to follow in Port Anselm."
    assert (found.path, found.complete) == ("statement.pdf", True)
    assert [p.of(found.text) for p in found.pages] == [found.text]


def test_the_name_does_not_matter(report) -> None:
    assert report(pdf([column(OPENING)]), "statement").pages == report(pdf([column(OPENING)]), "statement.txt").pages


def test_running_heads_go_and_sentences_run_on(report) -> None:
    bodies = [
        [
            "The two ministers met for an hour on Monday and agreed that the ferry line",
            "would go on until the summer of",
        ],
        [
            "next year, their offices said. They will meet again in Port Anselm before the",
            "end of June, and once in May.",
        ],
        ["Reporters were not let in."],
    ]
    pages = [
        [(72, 800, "Office of the Prime Minister"), *column(body), (290, 30, f"Page {k} of 3")]
        for k, body in enumerate(bodies, 1)
    ]
    found = report(pdf(pages))
    assert found.text == (
        "Office of the Prime Minister\nThe two ministers met for an hour on Monday and agreed that the ferry line "
        "would go on until the summer of next year, their offices said. They will meet again in Port Anselm before "
        "the end of June, and once in May.\nReporters were not let in."
    )
    assert [p.of(found.text)[:12] for p in found.pages] == ["Office of th", "next year, t", "Reporters we"]


def test_a_page_that_is_a_picture_makes_the_text_a_part(report) -> None:
    found = report(pdf([column(OPENING), []], images=True))
    assert found.complete is False
    assert [p.end - p.start > 0 for p in found.pages] == [True, False]


def test_an_empty_last_page_does_not(report) -> None:
    assert report(pdf([column(OPENING), []])).complete is True


def lines(*texts: str, leading: float = 14.0) -> list[Line]:
    return [Line(text, 72, 700 - k * leading, 11) for k, text in enumerate(texts)]


FULL = "They came to speak about the ferries in the north and in the far south"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("They spoke about the north and about the whole of their coopera-", "tion in the south.", "cooperation in"),
        (
            "They spoke about the north and about the well-",
            "known lights in the far south of the island.",
            "well-known",
        ),
        (
            "They spoke about the north and about the co\u00ad",
            "operation of two harbours in the far south.",
            "cooperation of",
        ),
        (
            "They spoke about the north and about all of the South-",
            "East and what is to come of it by June.",
            "South-East and",
        ),
        (
            "They spoke about the north and its place in the 1990-",
            "1994 treaty, and on what would come of it.",
            "1990-1994",
        ),
    ],
)
def test_hyphens_at_the_end_of_a_line(first: str, second: str, joined: str) -> None:
    made = set_text([lines(FULL, first, second)])
    assert joined in made.text
    assert "\n" not in made.text


def test_a_hyphen_that_the_text_writes_elsewhere_stays() -> None:
    made = set_text(
        [lines("A round-table was held in the north. " + FULL, "It was a good and long round-", "table, he said.")]
    )
    assert made.text.count("round-table") == 2


@pytest.mark.parametrize("number", ["3", "- 3 -", "Page 3", "3 / 12", "page 3 of 12", "iv"])
def test_page_numbers_go(number: str) -> None:
    made = set_text([[Line("He spoke.", 72, 700, 11), Line(number, 290, 30, 9)]])
    assert made.text == "He spoke."


@pytest.mark.parametrize("words", ["2024", "3 May", "1951 treaty"])
def test_a_year_is_no_page_number(words: str) -> None:
    made = set_text([[Line("He spoke.", 72, 700, 11), Line(words, 72, 30, 11)]])
    assert words in made.text


def test_columns_and_gaps_part_paragraphs() -> None:
    page = [*lines(FULL, "and left."), Line("She stayed there for the whole of the week, he said", 72, 650, 11)]
    assert set_text([page]).text.split("\n") == [
        f"{FULL} and left.",
        "She stayed there for the whole of the week, he said",
    ]
