"""`memcon code`: sentence, source and target in; one code out."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from memcon.events.code import NONE, Code, Row, code_pairs
from memcon.events.codebook import TYPES
from memcon.text.encoder import Encoder, find_encoder
from memcon.text.parser import SpacyParser

HERE = Path(__file__).parent
INSTALLED = pytest.mark.skipif(find_encoder() is None, reason="the encoder is not installed")
RIGHT_STATUS = {"negated": "denied", "hypothetical": "hypothetical"}


def rows_of(name: str) -> list[dict[str, str]]:
    """A table of our own sentences."""
    with (HERE / name).open(encoding="utf8", newline="") as f:
        return list(csv.DictReader(f, delimiter="|"))


def coded(rows: list[dict[str, str]], encoder: Encoder | None = None) -> list[Code]:
    asked = [Row(str(i), r["sentence"], r["source"], r["target"]) for i, r in enumerate(rows)]
    return code_pairs(asked, SpacyParser(), encoder)


def test_own_sentences_of_every_type() -> None:
    rows = rows_of("coded.psv")
    wrong = Counter(r["type"] for r, c in zip(rows, coded(rows), strict=True) if c.type != r["type"])
    assert {r["type"] for r in rows} == set(TYPES)
    assert wrong.total() <= 0.07 * len(rows), wrong


def test_false_alarms() -> None:
    rows = rows_of("uncoded.psv")
    alarms = [
        (r["sentence"], c.type, c.status)
        for r, c in zip(rows, coded(rows), strict=True)
        if c.type != NONE and c.status != RIGHT_STATUS.get(r["kind"])
    ]
    assert len(rows) >= 190
    assert len(alarms) <= 0.1 * len(rows), alarms


@pytest.mark.parametrize(("encoder", "right"), [(None, 0.88), pytest.param(find_encoder(), 0.91, marks=INSTALLED)])
def test_sentences_nothing_was_fitted_to(encoder: Encoder | None, right: float) -> None:
    """Written blind to the codebook; neither entries nor weights may be mended after them."""
    rows = rows_of("unseen.psv")
    fitted = "".join(p.read_text(encoding="utf-8") for p in (HERE.parents[1] / "tools" / "codebook").rglob("*.psv"))
    assert [r for r in rows if r["sentence"] in fitted] == []
    hits = [r["type"] == c.type for r, c in zip(rows, coded(rows, encoder), strict=True)]
    assert len(hits) == 300
    assert sum(hits) >= right * len(hits)


@pytest.mark.parametrize(("encoder", "right"), [(None, 0.84), pytest.param(find_encoder(), 0.88, marks=INSTALLED)])
def test_no_event_where_nothing_was_fitted_to(encoder: Encoder | None, right: float) -> None:
    """Written blind to the codebook: statements, nouns, figures, bystanders, what is denied or supposed."""
    rows = rows_of("unseen_none.psv")
    fine = [
        c.type == NONE or c.status == RIGHT_STATUS.get(r["kind"])
        for r, c in zip(rows, coded(rows, encoder), strict=True)
    ]
    assert len(fine) == 200
    assert sum(fine) >= right * len(fine)


def one(sentence: str, source: str, target: str) -> Code:
    (code,) = code_pairs([Row("a", sentence, source, target)], SpacyParser())
    return code


def test_an_answer_says_why() -> None:
    assert one("Norland denounced Sudmark.", "Norland", "Sudmark") == Code(
        "a", "ACCUSE", "disapprove", "verbal conflict", "asserted", "denounced", "accuse.criticise"
    )


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Norland", "Sudmark", "SANCTION"),
        ("Vestria", "Norland", "ACCUSE"),
        ("Sudmark", "Vestria", NONE),
    ],
)
def test_the_predicate_that_links_the_two(source: str, target: str, expected: str) -> None:
    sentence = "Vestria criticised Norland after Norland cut off aid to Sudmark."
    assert one(sentence, source, target).type == expected


@pytest.mark.parametrize("target", ["a recipient", "the people of Farland"])
def test_a_target_that_is_not_in_the_sentence(target: str) -> None:
    assert one("Norland lifted the curfew.", "Norland", target).type == "CONCEDE"


def test_extradition_depends_on_who_is_asked_about() -> None:
    sentence = "Norland extradited the banker to Sudmark."
    assert one(sentence, "Norland", "Sudmark").type == "COOPERATE"
    assert one(sentence, "Norland", "the banker").type == "ACCUSE"


def test_a_reported_misdeed_is_an_accusation_by_the_speaker() -> None:
    code = one("Norland said Sudmark had bombed its port.", "Norland", "Sudmark")
    assert (code.type, code.status) == ("ACCUSE", "asserted")


@pytest.mark.parametrize("sentence", ["", " ", "…", "Norland."])
def test_nothing_to_code(sentence: str) -> None:
    assert one(sentence, "Norland", "Sudmark") == Code("a", NONE)


def test_input_order_and_independence() -> None:
    rows = [Row(str(i), s, "Norland", "Sudmark") for i, s in enumerate(
        ["Norland attacked Sudmark.", "", "Norland praised Sudmark.", "Norland lies north of Sudmark."]
    )]  # fmt: skip
    together = code_pairs(rows, SpacyParser())
    assert [c.id for c in together] == ["0", "1", "2", "3"]
    assert [c.type for c in together] == ["ASSAULT", NONE, "SUPPORT", NONE]
    assert together == [code_pairs([r], SpacyParser())[0] for r in rows]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norland drew sharp criticism from Sudmark.", "ACCUSE"),  # told from the side of the other
        ("Norland said Sudmark would pay a heavy price.", "THREATEN"),
        ("Norland said Sudmark would pay by card.", NONE),
        ("Norland said the raid by Sudmark was a crime.", "ACCUSE"),
        ("Norland told Sudmark to withdraw or face attack.", "THREATEN"),
        ("Norland told Sudmark to leave the island.", "REQUEST"),
        ("Norland pledged not to attack Sudmark.", "AGREE"),
        ("Norland helped Sudmark to repel the raiders.", "AID"),
        ("Talks between Norland and Sudmark collapsed.", "REJECT"),
        ("The premier of Norland heads to Sudmark next week.", "AGREE"),
        ('"Stop the killing," Norland told Sudmark.', "REQUEST"),
        ("Norland agreed to hold off on new tariffs against Sudmark.", "AGREE"),
        ("Norland called Sudmark a liar.", "ACCUSE"),
        ("Norland vowed to communicate closely with Sudmark.", "AGREE"),
        ("Norland gave no details of the plan of Sudmark.", NONE),
    ],
)
def test_turns_of_phrase(sentence: str, expected: str) -> None:
    source = "Sudmark" if "drew" in sentence else "Norland"
    assert one(sentence, source, "Norland" if source == "Sudmark" else "Sudmark").type == expected


def test_a_court_that_does_not_convict() -> None:
    assert one("The court found the editor guilty.", "The court", "the editor").type == "ACCUSE"
    assert one("The court found the editor not guilty.", "The court", "the editor").type == "CONCEDE"


class Listening:
    """A double: remembers what it is asked, and says the same of everything."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        self.asked += sentences
        return [[0.0] * 384 for _ in sentences]


def test_the_encoder_is_asked_only_in_doubt() -> None:
    heard = Listening()
    plain = Row("a", "Norland denounced Sudmark.", "Norland", "Sudmark")
    odd = Row("b", "Norland cold-called Sudmark over tin and fobbed it off with figs.", "Norland", "Sudmark")
    code_pairs([plain, odd], SpacyParser(), heard)
    assert heard.asked == [odd.sentence]


def test_an_answer_by_resemblance_says_so() -> None:
    rows = rows_of("unseen.psv")
    told = [c for c in coded(rows) if (c.entry or "").startswith("resembles")]
    assert told
    assert all(c.trigger for c in told if c.type != NONE)


@pytest.mark.parametrize(
    ("sentence", "source", "target", "expected"),
    [
        ("Norland said it might cut off gas to Sudmark if talks failed.", "Norland", "Sudmark", "THREATEN"),
        ("Norland's premier said his government was ready to mediate for Sudmark.", "Norland", "Sudmark", "AGREE"),
        ("Heavy fighting broke out between Norland and Sudmark on Monday.", "Norland", "Sudmark", "ASSAULT"),
        ("Heavy fighting broke out between Norland and Sudmark on Monday.", "Sudmark", "Norland", "ASSAULT"),
        ("Norland called on its partners to stand by Sudmark.", "Norland", "Sudmark", "SUPPORT"),
        ("Norland called on its partners to stand by Sudmark.", "Norland", "partners", "REQUEST"),
        ("Norland urged the council to impose sanctions on Sudmark.", "Norland", "Sudmark", "ACCUSE"),
        ("Norland urged the council to impose sanctions on Sudmark.", "Norland", "council", "REQUEST"),
    ],
)
def test_speakers_sides_and_thirds(sentence: str, source: str, target: str, expected: str) -> None:
    assert one(sentence, source, target).type == expected


def test_what_another_may_do_is_no_threat() -> None:
    code = one("Norland said Vestria might cut off gas to Sudmark.", "Vestria", "Sudmark")
    assert (code.type, code.status) == ("SANCTION", "hypothetical")


@pytest.mark.parametrize(
    "sentence",
    [
        "Were Norland to attack Sudmark, farmers said, they would drive their cattle south.",
        "Were the rebels of Norland to attack Sudmark, farmers said, they would drive their cattle south.",
        "Perhaps one day Norland will sell milk to Sudmark, but nobody has asked for it.",
        "In the event of a quarrel, Norland would recall its envoy from Sudmark, a study found.",
        "Under one scenario in the paper, Norland would raise tariffs on cod from Sudmark.",
    ],
)
def test_what_is_only_supposed(sentence: str) -> None:
    code = one(sentence, "Norland", "Sudmark")
    assert code.type == NONE or code.status == "hypothetical"


def test_what_was_is_not_supposed() -> None:
    assert (
        one("Planes of Norland were sent to attack Sudmark on Monday.", "Norland", "Sudmark").status != "hypothetical"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "At no time did Norland attack Sudmark, officers said.",
        "Norland has yet to attack Sudmark.",
        "Not a single ship of Norland fired on boats from Sudmark.",
        "Norland has extradited none of the three men to Sudmark.",
        "No soldier of Norland fired on Sudmark.",
    ],
)
def test_what_was_never_done_is_denied(sentence: str) -> None:
    code = one(sentence, "Norland", "Sudmark")
    assert code.type == NONE or code.status == "denied"
