"""Which claims are about the same thing."""

import pytest

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.span import Span
from memcon.model.when import When
from memcon.reconcile.align import FIGURES, Told, align

ANA, BO = ActorRef("ana", "Ana Reis"), ActorRef("bo", "Bo Lind")


def told(name: str, point: str, text: str, who: ActorRef | None = ANA, start: int = 0) -> Told:
    actors = () if who is None else (who,)
    return Told(name, Claim(f"{name}{text}", point, text, None, (Span(start, start + 5),), "test", actors=actors))


def clusters(*rows: Told) -> list[set[str]]:
    return [{t.report for t in a.told} for a in align(list(rows), frozenset())]


def figure(report: str, value: str, text: str) -> Told:
    return Told(report, Claim(f"{report}{text}", "count", text, value, (Span(0, len(text)),), FIGURES))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("40", "40 ferries"), ("40", "40 white ferries"), 1),
        (("86", "86-page text"), ("86", "86-page"), 1),
        (("40", "40 ferries"), ("40", "40 clerks"), 0),
        (("40", "40 ferries"), ("41", "41 ferries"), 0),
        (("USD=9000000", "$9 million in Norwegian ferries"), ("USD=9000000", "$9 million of Peruvian ferries"), 0),
    ],
)
def test_figures_that_two_reports_give_alike(a: tuple[str, str], b: tuple[str, str], expected: int) -> None:
    assert len(clusters(figure("a", *a), figure("b", *b))) == expected
    assert clusters(figure("a", *a), figure("a", *a)) == []


TOGETHER = [
    ("quote", "“The harbour tariff will fall by a third in May”", "the harbour tariff would fall by a third in May"),
    (
        "pledge",
        "send two ferries to the northern islands before winter",
        "send two more ferries to the islands before winter",
    ),
    ("topic.not-raised", "fishing quotas", "fishing quotas"),
    (
        "stance",
        "The mainland has long wanted a bridge across the sound",
        "The mainland long wanted a bridge across the sound",
    ),
]
APART = [
    (
        "quote",
        "“The harbour tariff will fall by a third in May”",
        "“Our fishermen have waited long enough for an answer”",
    ),
    ("quote", "the plan", "the plan"),
    ("pledge", "send two ferries to the northern islands", "open a school of navigation in the capital"),
    ("topic.raised", "fishing quotas", "harbour tariff"),
]


@pytest.mark.parametrize(("point", "a", "b"), TOGETHER)
def test_together(point: str, a: str, b: str) -> None:
    assert clusters(told("a", point, a), told("b", point, b)) == [{"a", "b"}]


@pytest.mark.parametrize(("point", "a", "b"), APART)
def test_apart(point: str, a: str, b: str) -> None:
    assert clusters(told("a", point, a), told("b", point, b)) == [{"a"}, {"b"}]


def test_two_voices_are_two_points() -> None:
    point, a, b = TOGETHER[0]
    assert len(clusters(told("a", point, a, ANA), told("b", point, b, BO))) == 2


def test_two_claims_of_one_report_are_two() -> None:
    point, a, b = TOGETHER[1]
    assert len(clusters(told("a", point, a), told("a", point, b, start=50))) == 2


def happening(name: str, when: str, kind: str = "CONSULT") -> Told:
    event = Event(name, kind, "visit", "historical", Span(0, 5), Span(0, 5), actors=(ANA,), when=When(when))
    text = f"as {name} tells it"
    return Told(
        name, Claim(name, "background", text, kind, (Span(0, 5),), "test", actors=(ANA,), when=event.when, event=event)
    )


@pytest.mark.parametrize(
    ("b", "together"),
    [
        (happening("b", "2021-05"), True),
        (happening("b", "2021-06"), False),
        (happening("b", "2021-05-03", "SANCTION"), False),
    ],
)
def test_earlier_happenings_meet_by_type_parties_and_date(b: Told, together: bool) -> None:
    assert (len(clusters(happening("a", "2021-05-03"), b)) == 1) is together


def count(name: str, value: str, kind: str = "SUPPORT", start: int = 0) -> Told:
    event = Event(f"{name}{kind}", kind, None, "asserted", Span(0, 5), Span(0, 5), actors=(ANA,))
    text = value.replace("=", " ")
    return Told(name, Claim(f"{name}{value}", "count", text, value, (Span(start, start + 5),), "test", event=event))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([count("a", "deals=4"), count("b", "agreements=5")], [{"a", "b"}]),
        ([count("a", "ships=4", "AID"), count("b", "ships=5", "ASSAULT")], [{"a"}, {"b"}]),
        ([count("a", "ships=4"), count("a", "ships=9", start=9), count("b", "ships=9")], [{"a"}, {"a", "b"}]),
    ],
)
def test_figures_meet_where_they_count_one_thing(rows: list[Told], expected: list[set[str]]) -> None:
    assert sorted(clusters(*rows), key=sorted) == sorted(expected, key=sorted)


def test_a_state_and_who_acts_for_it_are_one_voice() -> None:
    words = "send two ferries to the northern islands"
    state = told("b", "pledge", words, ActorRef("NOR", "Norway"))
    for sides, together in (({"ana": "NOR"}, True), ({"ana": "SWE"}, False), ({}, False)):
        found = align([told("a", "pledge", words), state], frozenset(), sides)
        assert (len(found) == 1) is together


def test_synonyms_decide_where_words_are_few() -> None:
    a, b = "resume negotiations on fishing quotas", "reopen talks on fishing quotas"
    assert clusters(told("a", "pledge", a), told("b", "pledge", b)) == [{"a", "b"}]


def test_what_one_quotes_another_tells_in_its_own_voice() -> None:
    point, a, b = TOGETHER[0]
    rows = align([told("a", point, a), told("b", "stance", b), told("c", "background", b)], frozenset())
    assert [(r.point, {t.report for t in r.told}) for r in rows] == [("quote", {"a", "b", "c"})]


def test_a_dated_phrase_inside_an_events_clause_is_a_happening_of_its_own() -> None:
    text = "three meetings with Lind since taking office in the harbour town"
    event = Event("e", "CONSULT", None, "historical", Span(0, 40), Span(0, 40), actors=(ANA,))
    whole = Claim("w", "background", text, "CONSULT", (Span(0, 40),), "test", actors=(ANA,), event=event)
    part = Claim("p", "background", "taking office in the harbour town", None, (Span(20, 40),), "test")
    assert len(align([Told("a", whole), Told("a", part)], frozenset())) == 2
