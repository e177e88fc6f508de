"""Page text that is not the report is cut as spans with a reason; what is the report stays."""

import pytest

from memcon.intake.accept import Raw, accept
from memcon.model.reading import Reading
from memcon.text.paragraphs import INLINE, split_body
from memcon.text.parser import RuleParser
from memcon.text.sentences import parse

FIRST = "The president of the island received the chancellor on Monday for talks on ferries and the harbour tariff."
SECOND = "The chancellor said the tariff would fall by a third if the ferries ran every day, and the president agreed."


def body(text: str) -> str:
    reading = split_body([Reading(accept(Raw(text)))])[0]
    return "\n".join(p.span.of(text) for p in reading.body or ())


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read more: Ferries on strike again",
        "Sign up for our morning newsletter",
        "Share this article",
        "Copyright © 2021 The Harbour Gazette. All rights reserved.",
        "Reporting by Ana Reis; Editing by Jo Banda",
        "RELATED STORIES",
        "4 min read",
        "Home > World > Islands",
        "Photo: Ana Reis/Reuters",
        "___",
        "Skip to content",
        "Wire writer Ana Reis contributed to this report.",
        "ana.reis@gazette.example",
    ],
)
def test_page_lines_are_cut(line: str) -> None:
    assert body(f"{FIRST}\n\n{line}\n\n{SECOND}") == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("CHANCELLOR FIRES BACK AT FERRYMEN AFTER ‘WORST’ NIGHT", False),
        ("A NEW HARBOUR?", False),
        ("“NO,” HE SAID. “WE SHALL NOT.” The ferrymen cheered.", True),
        ("UNESCO", True),
    ],
)
def test_lines_in_capitals_lead_elsewhere(line: str, kept: bool) -> None:
    assert (line in body(f"{FIRST}\n\n{line}\n\n{SECOND}")) is kept


@pytest.mark.parametrize(
    "line",
    [
        "The chancellor read more than forty letters from ferrymen aloud.",
        "“Share this harbour with us,” he said.",
        "Follow-up talks are planned for the autumn, the president's office said.",
        "Photographers were not let in.",
        "The staff of both ministries contributed to the plan, which the chancellor signed on Monday.",
    ],
)
def test_prose_is_kept(line: str) -> None:
    assert line in body(f"{FIRST}\n\n{line}\n\n{SECOND}")


@pytest.mark.parametrize("credit", ["(PTI Photo)", "[PCS]", "(Ana Reis/Reuters)"])
def test_credits_behind_a_caption(credit: str) -> None:
    text = f"Ministers meet on ferries\nThe chancellor and the president at the old harbour. {credit}\n\n{FIRST}"
    reading = split_body([Reading(accept(Raw(text)))])[0]
    assert "at the old harbour." in body(text)
    assert credit not in "".join(p.span.of(text) for p in reading.body or ())


def test_a_caption_keeps_its_words_and_loses_its_credit() -> None:
    text = f"The chancellor, second from left, in the harbour. (Pool)\n\n{FIRST}"
    reading = split_body([Reading(accept(Raw(text)))])[0]
    assert [(p.kind, p.span.of(text)) for p in reading.body or ()] == [
        ("caption", "The chancellor, second from left, in the harbour."),
        ("text", FIRST),
    ]


def test_teasers_behind_a_closing_credit() -> None:
    tail = "A series on gardeners of the north\nHere is how to bake rye bread at home."
    assert body(f"{FIRST}\n{SECOND}\n(This article was written by Ana Reis.)\n{tail}") == f"{FIRST}\n{SECOND}"


def test_teasers_without_a_credit_share_no_word_with_the_report() -> None:
    tail = "Twelve gardens worth a detour\n\nBaking bread with grandmother"
    text = "\n\n".join([FIRST, SECOND] * 3)
    assert body(f"{text}\n\n{tail}") == text.replace("\n\n", "\n")


def test_a_last_short_paragraph_on_the_matter_stays() -> None:
    tail = "The ferries run again from Tuesday."
    assert body(f"{FIRST}\n\n{SECOND}\n\n{tail}").endswith(tail)


@pytest.mark.parametrize(
    ("ending", "complete"),
    [
        ("", True),
        ("\n\nSubscribe to continue reading.", False),
        (
            "\n\nThe chancellor, whose party has governed the mainland alone since the election, then turned to the",
            False,
        ),
        ("\n\nThe chancellor then…", False),
    ],
)
def test_stubs_are_marked(ending: str, complete: bool) -> None:
    assert accept(Raw(f"{FIRST}\n\n{SECOND}{ending}")).complete is complete


LINKS = "Ana Maria ReisHarbour strike enters third week Five things to know Union leader: No deal before May MORE"


@pytest.mark.parametrize("links", [LINKS, LINKS.replace("ReisHarbour", "Reis Harbour")])
def test_a_link_list_inside_a_sentence_is_dropped_and_the_sentence_goes_on(links: str) -> None:
    text = f"Chancellor Reis {links} said on Monday that the harbour would reopen.\n\n{FIRST}"
    reading = split_body([Reading(accept(Raw(text)))])[0]
    assert [f.span.of(text) for f in reading.report.furniture if f.why == INLINE] == [links]
    (syntax,) = (r.syntax for r in parse([reading], RuleParser()))
    assert syntax is not None
    assert list(syntax.words[:6]) == ["Chancellor", "Reis", "said", "on", "Monday", "that"]
    assert all(text[s:e] == w for s, e, w in zip(syntax.starts, syntax.ends, syntax.words, strict=True))


@pytest.mark.parametrize(
    "line",
    [
        "Chancellor Reis said that no MORE ferries would sail.",
        "Reis Ana Reis and Bo Lind signed MORE papers than planned.",
        "The union of McReis and Sons asked for MORE.",
    ],
)
def test_a_name_and_a_shout_are_no_link_list(line: str) -> None:
    report = accept(Raw(f"{line}\n\n{FIRST}"))
    assert not [f for f in report.furniture if f.why == INLINE]


def test_the_labels_of_a_caption_are_cut() -> None:
    text = f"Image copyright Harbour Press Image caption The chancellor waved from the quay\n\n{FIRST}"
    reading = split_body([Reading(accept(Raw(text)))])[0]
    assert next((p.kind, p.span.of(text)) for p in reading.body or ()) == (
        "caption",
        "The chancellor waved from the quay",
    )
