"""What two main events say of whether they are one occurrence."""

from __future__ import annotations

import pytest

from memcon.model.actor import ActorRef
from memcon.model.event import Event
from memcon.model.place import Place
from memcon.model.span import Span
from memcon.model.when import When
from memcon.stories.occurrence import GUESSED, NEXT_DAY, Occurrence, contrast, occurrence_of


def _told(
    *ids: str, when: str | None = None, inferred: bool = False, place: Place | None = None, kind: str = "CONSULT"
) -> Occurrence:
    refs = tuple(ActorRef(key, key) for key in ids)
    day = When(when, inferred=inferred) if when is not None else None
    return occurrence_of(Event("e", kind, None, "asserted", Span(0, 1), Span(0, 1), actors=refs, when=day, place=place))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (_told(), _told(kind="AID"), {}),
        (_told("NOR-x", "DNK-y"), _told("DNK-y", "NOR-x"), {"event_same": 1.0, "parties_same": 1.0}),
        # a leader and the state are one side
        (_told("NOR-x", "DNK-y"), _told("NOR", "DNK", kind="AID"), {"parties_same": 1.0}),
        (_told("NOR-x", "DNK-y"), _told("NOR", "SWE", kind="AID"), {"parties_same": 0.5}),
        (_told("NOR-x"), _told("SWE", kind="AID"), {"parties_other": 1.0}),
        # somebody nobody has listed may be anybody
        (_told("abc1"), _told("SWE", kind="AID"), {}),
        (_told(when="2031-05-04"), _told(when="2031-05-04", kind="AID"), {"when_same": 1.0}),
        (_told(when="2031-05"), _told(when="2031-05-04", kind="AID"), {}),
        (_told(when="2031-05-04"), _told(when="2031-05-09", kind="AID"), {"when_other": 1.0}),
        (_told(when="2031-05-04"), _told(when="2031-05-09", inferred=True, kind="AID"), {"when_other": GUESSED}),
        (_told(when="2031-05-31"), _told(when="2031-06-01", kind="AID"), {"when_other": NEXT_DAY}),
        (_told(place=Place("Bergen", "NOR")), _told(place=Place("Aarhus", "DNK"), kind="AID"), {"place_other": 1.0}),
        (_told(place=Place("Bergen", "NOR")), _told(place=Place("bergen"), kind="AID"), {"place_same": 1.0}),
        # a house in a town is no other place
        (_told(place=Place("Bergen", "NOR")), _told(place=Place("the castle", "NOR"), kind="AID"), {}),
    ],
)
def test_contrast(a: Occurrence, b: Occurrence, expected: dict[str, float]) -> None:
    assert contrast(a, b) == expected
    assert contrast(b, a) == expected


def test_nothing_is_said_of_what_nobody_looked_for() -> None:
    assert contrast(None, _told("NOR")) == {}
    assert contrast(None, None) == {}
