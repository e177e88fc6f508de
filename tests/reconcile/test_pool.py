"""Which claims say the same, whatever they were told as."""

import pytest

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.span import Span
from memcon.model.when import When
from memcon.reconcile.likeness import Scale
from memcon.reconcile.pool import Told, _candidates, cluster, parted

ANA, BO, NOR = ActorRef("ana", "Ana Reis"), ActorRef("bo", "Bo Lind"), ActorRef("NOR", "Norway")


def told(report: str, text: str, point: str = "account", start: int = 0, **given: object) -> Told:
    spans = (Span(start, start + len(text)),)
    return Told(report, Claim(f"{report}{start}{text}", point, text, None, spans, "test", **given))  # type: ignore[arg-type]


def together(*rows: Told, sides: dict[str, str] | None = None) -> list[list[str]]:
    """Reports of the clusters of more than one claim."""
    return [sorted(t.report for t in c) for c in cluster(list(rows), sides or {}, {}) if len(c) > 1]


SAME = [
    (
        "The islands will close their herring fishery in October for two seasons",
        "From October the herring fishery around the islands is to be closed",
    ),
    ("Norway has put duties on $310m of imported timber", "Oslo slapped taxes of $310 million on timber from abroad"),
    (
        "The inspectors seized nine tonnes of smuggled amber in the harbour warehouse",
        "Nine tonnes of amber had been smuggled, and inspectors seized them in the warehouse",
    ),
]
OTHER = [
    # the same subject, and nothing shared of what is said of it
    (
        "The herring fishery of the islands employs nine hundred people",
        "The herring fishery of the islands dates to 1860",
    ),
    # names alone
    ("Bo Lind of the Harbour Union flew to Tromso", "Bo Lind of the Harbour Union sold a house in Bergen"),
    # other figures of one kind
    ("Norway has put duties on $310m of imported timber", "Norway has put duties on $540m of imported timber"),
    ("The ferry line will open in May", "The ferry line will not open in May"),
    ("She told reporters at a news conference on Monday", "He told reporters at a news conference on Monday"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same(a: str, b: str) -> None:
    assert together(told("a", a), told("b", b)) == [["a", "b"]]


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other(a: str, b: str) -> None:
    subjects = {"subject": "The herring fishery of the islands"} if "herring" in a else {}
    assert together(told("a", a, **subjects), told("b", b, **subjects)) == []


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (
            "Norway would lend money for a 90-megawatt works on the Amber Strait and dredge the ports of Lund and Berg",
            "A power station at Orsa, 140 megawatts if you believe the palace, built by Norway",
            True,
        ),
        ("a 90-megawatt tidal station at Orsa", "a tidal station of 90 megawatts", False),
        ("300 demonstrators at the gate", "the gate, where more than 200 demonstrators sat", False),
        ("300 demonstrators at the gate", "40 officers at the gate", False),  # of two things
        ("two ministers came", "one minister came", False),  # small figures are told of many things
    ],
)
def test_other_figures_of_one_thing_part_two_claims(a: str, b: str, apart: bool) -> None:
    assert parted(told("a", a).claim, told("b", b).claim) == apart


def test_points_do_not_part_what_is_said() -> None:
    a, b = SAME[0]
    assert together(told("a", a, "pledge"), told("b", b, "background")) == [["a", "b"]]


def test_a_claim_meets_a_part_of_a_longer_one() -> None:
    short = "inspectors seized nine tonnes of smuggled amber"
    long = (
        "Police and inspectors seized nine tonnes of smuggled amber in the harbour warehouse on Friday night after a "
        "tip from a ferry captain who had seen crates being carried ashore under tarpaulins"
    )
    assert together(told("a", short), told("b", long)) == [["a", "b"]]


@pytest.mark.parametrize(("one", "other", "expected"), [(ANA, ANA, 1), (ANA, BO, 0), (ANA, NOR, 1)])
def test_voices(one: ActorRef, other: ActorRef, expected: int) -> None:
    a, b = SAME[0]
    rows = (told("a", a, "quote", actors=(one,)), told("b", b, "quote", actors=(other,)))
    assert len(together(*rows, sides={"ana": "NOR"})) == expected


def test_few_words_of_one_speaker_meet_when_they_are_the_same() -> None:
    words = "“We share an ocean and a debt”"
    assert together(told("a", words, "quote", actors=(ANA,)), told("b", words, "quote", actors=(ANA,))) == [["a", "b"]]


ENDS = "“I shall row home before the herring moon rises over the sound”"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            "he would not wait, and vowed to “row home before the herring moon” whatever the council decided on quotas",
            1,
        ),
        ("he would row and see his home in the herring season, when a moon is seldom seen", 0),
    ],
)
def test_the_same_words_in_a_row_are_one_quote(other: str, expected: int) -> None:
    rows = (told("a", ENDS, "quote", actors=(ANA,)), told("b", other, "quote", actors=(ANA,)))
    assert len(together(*rows)) == expected
    assert together(rows[0], told("b", other, "quote", actors=(BO,))) == []


def test_undertakings_of_the_same_sides_are_told_in_other_words() -> None:
    a = "halt the new herring tolls for ninety days to leave room for talks on quotas"
    b = "hold off on further tolls on ferrymen amid the herring dispute"
    both = {"actors": (ANA, BO)}
    assert together(told("a", a, "pledge", **both), told("b", b, "pledge", **both)) == [["a", "b"]]
    assert together(told("a", a, "pledge", **both), told("b", b, "pledge", actors=(ANA,))) == []


def test_a_share_in_percent_alone_decides_nothing() -> None:
    a = "Waiving those 35 percent tolls on amber will please the harbour's merchants and clerks"
    b = "Lima raised a further 35 percent toll on cider over the winter in response to the ferry strike"
    assert together(told("a", a), told("b", b)) == []


def test_a_denial_is_never_laid_beside_the_claim_itself() -> None:
    a, b = SAME[0]
    assert together(told("a", a, status="denied"), told("b", b)) == []


def test_each_claim_is_in_one_cluster() -> None:
    rows = [told(r, text, start=100 * k) for r in "abc" for k, pair in enumerate(SAME) for text in pair]
    found = [t.claim.id for c in cluster(rows, {}, {}) for t in c]
    assert sorted(found) == sorted(t.claim.id for t in rows)


def happening(report: str, when: str, kind: str = "CONSULT") -> Told:
    event = Event(report, kind, None, "historical", Span(0, 5), Span(0, 5), actors=(ANA, BO), when=When(when))
    return told(report, f"as {report} tells it", "background", actors=(ANA, BO), when=event.when, event=event)


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        (happening("b", "2021-05"), [["a", "b"]]),
        (happening("b", "2021-06"), []),
        (happening("b", "2021-05-03", "AID"), []),
    ],
)
def test_earlier_happenings_meet_by_kind_parties_and_day(b: Told, expected: list[list[str]]) -> None:
    assert together(happening("a", "2021-05-03"), b) == expected


def test_no_step_grows_with_the_square_of_a_story() -> None:
    def compared(count: int) -> int:
        rows = [
            told(
                "ab"[k % 2],
                f"harbour clerk{k // 2} counted crates{k // 2} of amber near pier{k % 50} on the quay",
                start=100 * k,
            )
            for k in range(count)
        ]
        scale = Scale((row.claim for row in rows), {})
        return len(_candidates(rows, [scale.terms(row.claim) for row in rows]))

    assert 0 < compared(1200) < 8 * compared(300)  # four times the claims; a square would be sixteen times as many


def test_words_that_a_report_prints_twice_are_told_once() -> None:
    words = "“The harbour belongs to those who work in it”"
    rows = [told("a", words, "quote", start=k, actors=(ANA,)) for k in (0, 900)]
    assert together(*rows, told("b", words, "quote", actors=(ANA,))) == [["a", "a", "b"]]
