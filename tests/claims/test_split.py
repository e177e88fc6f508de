"""What a report's layers come to as claims."""

import msgspec
import pytest

from memcon.claims.split import split_claims
from memcon.model.actor import ActorRef, Mention
from memcon.model.claim import Claim
from memcon.model.event import Detail, Event, Pledge
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.when import When
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

ANA, BO = ActorRef("ana", "Ana Reis"), ActorRef("bo", "Bo Lind")
TEXT = (
    "Ana Reis met Bo Lind in Oslo on Monday. The two leaders agreed to open a ferry line. "
    "Jo Banda, a professor of law, said the line would pay. Their spokeswoman said the talks went well."
)


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def event(name: str, words: str, kind: str = "CONSULT", *details: Detail, status: str = "asserted") -> Event:
    where = span(words)
    return Event(name, kind, None, status, where, where, actors=(ANA,), recipients=(BO,), details=details)


MET = event("met", "Ana Reis met Bo Lind in Oslo on Monday")
AGREED = "agreed to open a ferry line"
PLEDGE = Pledge("p", (ANA, BO), (), "open a ferry line", span("open a ferry line"))
GROUP = Mention(span("The two leaders"), None, "The two leaders", "person", "group", members=(ANA, BO))


def claims(**layers: object) -> list[Claim]:
    reading = Reading(Report("r", TEXT), main="met", mentions=(GROUP,), **layers)  # type: ignore[arg-type]
    return list(split_claims(parse(split_body([reading]), SpacyParser()))[0].claims or ())


def points(found: list[Claim]) -> list[str]:
    """Points of the claims; what the clauses tell besides is left out."""
    return [c.point for c in found if c.point != "account"]


def quote(name: str, words: str, kind: str = "indirect", office: str | None = None) -> Quote:
    return Quote(name + words, kind, (span(words),), speaker_name=name, office=office)


def outcome(point: str = "outcome", words: str = AGREED, value: str | None = None) -> Detail:
    return Detail(point, value, words, (span(words),))


def test_an_outcome_that_is_a_pledge_is_told_once() -> None:
    told = event("told", "The two leaders agreed to open a ferry line", "AGREE", outcome())
    assert points(claims(events=(MET, told), pledges=(PLEDGE,))) == ["parties", "pledge"]
    assert points(claims(events=(MET, told), pledges=())) == ["parties", "outcome"]


def test_the_parties_are_not_counted() -> None:
    counted = event("told", "The two leaders", "AGREE", outcome("count", "The two leaders", "leaders=2"))
    assert "count" not in points(claims(events=(MET, counted)))
    other = event("told", "a ferry line", "AGREE", outcome("count", "a ferry line", "lines=1"))
    assert "count" in points(claims(events=(MET, other)))


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [("asserted", "CONSULT", 2), ("planned", "CONSULT", 2), ("denied", "CONSULT", 1), ("asserted", "AGREE", 1)],
)
def test_another_meeting_may_be_the_occurrence_of_the_story(status: str, kind: str, expected: int) -> None:
    other = event("other", "the talks went well", kind, status=status)
    assert points(claims(events=(MET, other))).count("parties") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (quote("Their spokeswoman", "the talks went well"), ["parties", "quote"]),
        (quote("Their spokeswoman", "open a ferry line"), ["parties", "pledge"]),
        (quote("Their spokeswoman", "Ana Reis met Bo Lind in Oslo on Monday"), ["parties", "quote"]),
        (quote("Ana Reis", "open a ferry line", "direct"), ["parties", "pledge"]),
        (quote("local analysts", "the line would pay"), ["assessment", "parties"]),
    ],
)
def test_speech_that_repeats_is_told_once(told: Quote, expected: list[str]) -> None:
    pledges = (PLEDGE,) if "pledge" in expected else ()
    assert sorted(points(claims(events=(MET,), quotes=(told,), pledges=pledges))) == expected


def test_a_part_of_an_earlier_happening_is_told_with_it() -> None:
    whole = event("whole", "Jo Banda, a professor of law, said the line would pay", "AID", status="historical")
    part = event("part", "the line would pay", "AGREE", status="historical")
    assert points(claims(events=(MET, whole, part))) == ["parties", "background"]
    dated = msgspec.structs.replace(part, when=When("2019"))
    assert points(claims(events=(MET, whole, dated))) == ["parties", "background", "background"]
