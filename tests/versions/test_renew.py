"""What of an older version a person's word holds on for."""

from __future__ import annotations

import msgspec
import pytest

from memcon.model.actor import ActorRef, Mention, mention_id
from memcon.model.claim import Claim
from memcon.model.event import Pledge
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.model.version import Lineage, Version
from memcon.versions.renew import renewed

VIK = ActorRef("p-vik", "Odd Vik")
OLD = "Vik met his colleague in Oslo on Monday. The talks lasted 45 minutes. He vowed to open the port."
LATER = "It snowed in the north. " + OLD
OTHER = LATER.replace("45 minutes", "50 minutes")


def read(name: str, text: str, **more: object) -> Reading:
    """A report of that text: how long it lasted, a pledge, a name left open."""
    lasted = Span(text.index("The talks"), text.index(" He vowed"))
    port, vik = Span(text.index("open the"), len(text) - 1), Span(text.index("Vik"), text.index("Vik") + 3)
    made = Reading(
        Report(name, text),
        mentions=(Mention(vik, None, "Vik", "person", "surname", candidates=(VIK,)),),
        claims=(Claim(f"{name}-long", "duration", lasted.of(text), "PT45M", (lasted,), "test"),),
        pledges=(Pledge(f"{name}-port", (VIK,), (), "open the port", port),),
    )
    return msgspec.structs.replace(made, **more)


def line(*readings: Reading) -> dict[str, tuple[str, str]]:
    ids = [r.report.id for r in readings]
    versions = tuple(Version(key, k, k == len(ids), None, None, None) for k, key in enumerate(ids, 1))
    return renewed([Lineage("l", ("address",), versions)], {r.report.id: r for r in readings})


def name_of(reading: Reading) -> str:
    (mention,) = reading.mentions or ()
    return mention_id(reading.report.id, mention.span)


def test_what_was_read_again_the_same_is_led_to_the_newest() -> None:
    a, b, c = read("a", OLD), read("b", LATER), read("c", LATER + " Nobody was hurt.")
    assert line(a, b) == {"a-long": ("b-long", "b"), "a-port": ("b-port", "b"), name_of(a): (name_of(b), "b")}
    chain = line(a, b, c)
    assert {chain[key] for key in ("a-long", "b-long")} == {("c-long", "c")}
    assert chain[name_of(a)] == (name_of(c), "c")
    assert "c-long" not in chain


def test_what_was_lost_on_the_way_does_not_come_back() -> None:
    found = line(read("a", OLD), read("b", OTHER), read("c", LATER))
    assert not {"a-long", "b-long"} & found.keys()
    assert found["a-port"] == ("c-port", "c")


@pytest.mark.parametrize(
    ("later", "gone"),
    [
        ({"claims": (Claim("b-long", "duration", "…", "PT40M", (Span(65, 93),), "test"),)}, "a-long"),
        ({"claims": ()}, "a-long"),
        ({"pledges": ()}, "a-port"),
        ({"mentions": (Mention(Span(24, 27), "p-vik", "Vik", "person", "surname"),)}, "name"),
        ({"mentions": (Mention(Span(24, 27), None, "Viking", "person", "surname"),)}, "name"),
        ({"mentions": ()}, "name"),
    ],
)
def test_what_was_read_otherwise_is_no_longer_what_was_judged(later: dict[str, object], gone: str) -> None:
    a = read("a", OLD)
    found = line(a, read("b", LATER, **later))
    assert len(found) == 2
    assert (name_of(a) if gone == "name" else gone) not in found


def test_without_a_newer_version_nothing_is_led_anywhere() -> None:
    assert line(read("a", OLD)) == {}
