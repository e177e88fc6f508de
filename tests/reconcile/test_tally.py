"""Three meetings here, two of them there."""

import pytest

from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Event
from memcon.model.span import Span
from memcon.model.when import When
from memcon.reconcile.pool import Told
from memcon.reconcile.tally import tallies

ANA, BO, JO = ActorRef("ana", "Ana Reis"), ActorRef("bo", "Bo Lind"), ActorRef("jo", "Jo Banda")


def met(report: str, text: str, when: str | None = None, who: tuple[ActorRef, ...] = (ANA, BO)) -> Told:
    day = When(when) if when else None
    event = Event(report + text, "CONSULT", None, "historical", Span(0, 5), Span(0, 5), actors=who, when=day)
    return Told(
        report, Claim(report + text, "background", text, "CONSULT", (Span(0, 5),), "test", event=event, when=day)
    )


COUNT = met("a", "her three meetings with Lind since spring")
MAY, JULY = met("b", "Reis received Lind in Lima", "2031-05"), met("b", "Lind hosted Reis in Bergen", "2031-07")


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ([COUNT, MAY, JULY], True),
        ([COUNT, MAY], False),  # one alone may be any
        ([met("a", "her two meetings with Lind"), MAY, JULY, met("b", "they met in Oslo", "2031-09")], False),
        ([COUNT, MAY, met("b", "Banda received Lind in Lusaka", "2031-07", (JO, BO))], False),
        ([COUNT, met("a", "Reis received Lind in Lima", "2031-05"), met("a", "Lind hosted Reis", "2031-07")], False),
        ([met("a", "more than three meetings with Lind"), MAY, JULY], False),
        ([met("a", "her meeting with Lind"), MAY, JULY], False),
    ],
)
def test_a_count_and_its_meetings(rows: list[Told], *, joined: bool) -> None:
    found = tallies([[t] for t in rows], {})
    assert (max(len(c) for c in found) > 1) is joined
    assert sorted(t.claim.id for c in found for t in c) == sorted(t.claim.id for t in rows)
