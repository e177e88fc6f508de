"""Two sentences compared: what both say may differ, what one leaves out may not."""

from __future__ import annotations

import pytest

from memcon.claims.pairs import compare_pairs, compare_texts

SAME = [
    (
        "The ministers signed the fisheries pact in Velmar.",
        "In Velmar the ministers put the fisheries pact to paper and signed it.",
    ),
    ("Brandt said the ferry would sail again.", "The ferry would sail again, President Adela Brandt said on Tuesday."),
    ("The talks lasted 90 minutes.", "The talks lasted ninety minutes."),
    ("Okoye arrived with 12 aides.", "Okoye arrived with a dozen aides."),
    ("Britain will host the next round in May.", "The United Kingdom will host the next round in May."),
    ("Jim Marsh, who chairs the ferry board, spoke first.", "James Marsh, who chairs the ferry board, spoke first."),
    ("What I'll do is hold the ferry fares back.", "What I'd do is hold the ferry fares back."),
    ("G.W. Marsh named the ferry in Velmar.", "GW Marsh named the ferry in Velmar."),
    ("Neither union nor crew will leave the ferry.", "No one, union or crew, will leave the ferry."),
    ("There is no doubt that the ferry will sail.", "The ferry will sail, and it will sail beyond doubt."),
    ("Timothy Marsh chairs the ferry board.", "Tim Marsh chairs the ferry board."),
    ("The EU froze the ferry funds.", "The European Union froze the ferry funds."),
    ("Brandt declined to sign the ferry deal.", "Brandt did not sign the ferry deal."),
    ("The envoy isn't leaving Harrow Bay.", "The envoy is not leaving Harrow Bay."),
    ("Colour charts of the northern banks were shown.", "Color charts of the northern banks were shown."),
    ("The judge's aide read the ferry terms aloud.", "Lena Marsh, an aide, read the ferry terms aloud."),
]
NARROWER = [
    (
        "Some 40 trawlers blocked the port of Velmar.",
        "Trawlers, 42 of them, blocked the port of Velmar; 42 trawlers.",
        "number",
    ),
    ("More than 40 trawlers blocked the port.", "45 trawlers blocked the port.", "number"),
    ("The two met in June in Velmar.", "The two met on June 12 in Velmar.", "date"),
]
DIFFERS = [
    ("The talks lasted 45 minutes.", "The talks lasted 20 minutes.", "number", "45 minutes", "20 minutes"),
    (
        "Up to two ships may dock in Velmar.",
        "Up to three ships may dock in Velmar.",
        "number",
        "Up to two",
        "Up to three",
    ),
    ("It was their third meeting in Velmar.", "It was their fourth meeting in Velmar.", "number", "third", "fourth"),
    (
        "Velmar paid $4 million for the ferry.",
        "For the ferry Velmar paid $6 million.",
        "number",
        "$4 million",
        "$6 million",
    ),
    (
        "The envoys met at 2 p.m. in the old school.",
        "The envoys met at 4 p.m. in the old school.",
        "number",
        "2 p.m.",
        "4 p.m.",
    ),
    ("The two met on June 12 in Velmar.", "The two met on June 13 in Velmar.", "date", "June 12", "June 13"),
    ("The pact takes effect on Monday.", "The pact takes effect on Friday.", "date", "Monday", "Friday"),
    ("The pact runs until 2031.", "The pact runs until 2034.", "date", "2031", "2034"),
    ("Adela Brandt signed the pact.", "Adela Okoye signed the pact.", "person", "Brandt", "Okoye"),
    (
        "They signed the pact in Velmar before dawn.",
        "They signed the pact in Storrow before dawn.",
        "place",
        "Velmar",
        "Storrow",
    ),
    (
        "The crews of the ferry slept in the Citadel that night.",
        "That night the ferry crews slept in the Arsenal.",
        "place",
        "Citadel",
        "Arsenal",
    ),
    ("Brandt will seek a second ferry.", "Brandt will not seek a second ferry.", "polarity", "seek", "seek"),
    (
        "Shares of the ferry line rose in Velmar.",
        "Shares of the ferry line fell in Velmar.",
        "polarity",
        "rose",
        "fell",
    ),
]
OTHER = [
    ("The museum reopened with a show of maps.", "Okoye thanked the harbour unions for their patience."),
    ("Brandt flew home after the talks.", "Rain fell on the islands all morning."),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_the_same_in_other_words(a: str, b: str) -> None:
    for one, two in ((a, b), (b, a)):
        found = compare_texts(one, two)
        assert (found.relation, found.kind) in {("same", None), ("narrower", None)}, found.why


@pytest.mark.parametrize(("a", "b", "kind"), NARROWER)
def test_one_lies_within_the_other(a: str, b: str, kind: str) -> None:
    found = compare_texts(a, b)
    assert (found.relation, found.kind) == ("narrower", kind), found.why


@pytest.mark.parametrize(("a", "b", "kind", "in_a", "in_b"), DIFFERS)
def test_one_planted_change_is_found_with_its_words(a: str, b: str, kind: str, in_a: str, in_b: str) -> None:
    for one, two, first, second in ((a, b, in_a, in_b), (b, a, in_b, in_a)):
        found = compare_texts(one, two)
        assert (found.relation, found.kind) == ("differs", kind), found.why
        assert found.a is not None
        assert found.b is not None
        assert found.a.of(one).strip() == first
        assert found.b.of(two).strip() == second


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other_things(a: str, b: str) -> None:
    found = compare_texts(a, b)
    assert (found.relation, found.kind, found.a, found.b) == ("other", None, None, None)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # a detail that only one gives is no difference
        ("Okoye met 12 envoys in Velmar.", "Okoye met the envoys in Velmar and shook 40 hands."),
        ("The pact was signed in Velmar.", "The pact was signed in Velmar on Monday by three ministers."),
        # two numbers that count two things
        ("Brandt spoke to 30 pupils in Velmar.", "In Velmar Brandt spoke for 30 minutes to pupils."),
        # a denial of another clause
        (
            "The union won't escalate the ferry strike, the ministers said.",
            "The ministers agreed to halt the ferry strike.",
        ),
        # no longer denying
        ("Whether or not it rains, the ferry sails to Velmar.", "The ferry sails to Velmar whether it rains or not."),
    ],
)
def test_no_difference_is_made_up(a: str, b: str) -> None:
    assert compare_texts(a, b).relation in {"same", "narrower"}


def test_a_weekday_and_a_date_are_compared_by_publication() -> None:
    a, b = "The pact was signed on Monday in Velmar.", "The pact was signed on May 5 in Velmar."
    monday, day_after = "2031-05-06", "2031-05-07"  # 5 May 2031 is a Monday
    assert compare_texts(a, b).relation == "same"
    assert compare_texts(a, b, monday, day_after).relation == "same"
    assert compare_texts(a, b.replace("5", "7"), monday, "2031-05-08").relation == "differs"


def test_the_filter_keeps_order_and_prints_spans_into_the_given_strings() -> None:
    rows = [
        {"id": "x", "a": "The talks  lasted 45 minutes.", "b": "The talks lasted 20 minutes."},
        {"id": "y", "a": "Rain fell.", "b": "Okoye thanked the harbour unions."},
        {"id": "z", "a": "", "b": ""},
    ]
    out = compare_pairs(rows)
    assert [r["id"] for r in out] == ["x", "y", "z"]
    assert out[0] == {"id": "x", "relation": "differs", "kind": "number", "a": [18, 28], "b": [17, 27],
                      "why": '"45 minutes" against "20 minutes"'}  # fmt: skip
    assert out[1]["relation"] == "other"
    assert [out[1]["a"], out[1]["b"], out[1]["kind"]] == [None, None, None]
    assert out[2]["relation"] == "other"


def test_comparing_twice_gives_the_same() -> None:
    for a, b, *_ in DIFFERS:
        assert compare_texts(a, b) == compare_texts(a, b)
