"""Pledges followed up: reaffirmed, kept and broken only in words."""

from typing import Any

import msgspec
import pytest
from tests.relations.conftest import Teller, story

from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.relation import FollowedPledge
from memcon.model.report import Published
from memcon.relations.pledges import followed, of_actor, says
from memcon.review.judgements import judge, standing

WORDS = "open the northern ports to fishing boats"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Norland kept its promise to open the ports.", "keeps"),
        ("Norland has now fulfilled the pledge of last year.", "keeps"),
        ("The ports were opened as promised.", "keeps"),
        ("Norland broke its promise to open the ports.", "breaks"),
        ("He accused Norland of having reneged on its commitment.", "breaks"),
        ("Norland has not kept its promise to open the ports.", "breaks"),
        ("Norland hasn't kept its promise.", "breaks"),
        ("Norland did not keep its promise.", "breaks"),
        ("Norland failed to honour its pledge.", "breaks"),
        ("The ports stayed shut despite its promise to open them.", "breaks"),
        ("Norland never broke its promise.", None),
        ("Norland vowed to keep its promise.", None),
        ("Norland will have kept its promise by May.", None),
        ("Norland should be keeping its promise.", None),
        ("They met to sign the agreement.", None),
        ("Norland promised to open the ports.", None),
        ("The ports are still shut.", None),
    ],
)
def test_what_words_say_of_an_undertaking(text: str, what: str | None) -> None:
    assert says(text) == what


def reading(name: str, published: str | None, told: Teller) -> Reading:
    made = told.reading()
    report = msgspec.structs.replace(made.report, published=Published(published) if published else None)
    return msgspec.structs.replace(made, report=report)


def pledged(
    name: str = "a", published: str | None = "2031-01-10", text: str = WORDS, by: str = "lind", **more: Any
) -> Reading:
    return reading(name, published, Teller(name).mention("lind", "rojas", "vik").pledge(text, [by], ["CHL"], **more))


def claimed(name: str, published: str | None, text: str, *actors: str) -> Reading:
    return reading(name, published, Teller(name).mention("lind", "rojas", "vik").background(text, list(actors), None))


def follow(*readings: Reading) -> list[FollowedPledge]:
    return followed(list(readings), [story(r.report.id)[0] for r in readings])


KEPT = "Norway kept its promise to open the northern ports to fishing boats."
BROKEN = "Norway broke its promise to open the northern ports to fishing boats."


@pytest.mark.parametrize(
    ("later", "status", "follows"),
    [
        ([], "open", []),
        ([claimed("b", "2031-02-01", KEPT, "NOR")], "kept", ["keeps"]),
        ([claimed("b", "2031-02-01", BROKEN, "lind")], "broken", ["breaks"]),
        (
            [claimed("b", "2031-02-01", KEPT, "NOR"), claimed("c", "2031-03-01", BROKEN, "NOR")],
            "differs",
            ["keeps", "breaks"],
        ),
        ([pledged("b", "2031-02-01", by="vik")], "reaffirmed", ["reaffirms"]),
        # earlier, undated, of another side, of another undertaking, or only silence
        ([claimed("b", "2031-01-01", KEPT, "NOR")], "open", []),
        ([claimed("b", None, KEPT, "NOR")], "open", []),
        (
            [claimed("b", "2031-02-01", "Chile kept its promise to open the northern ports to boats.", "rojas")],
            "open",
            [],
        ),
        ([claimed("b", "2031-02-01", "Norway kept its promise to send doctors abroad.", "NOR")], "open", []),
        ([claimed("b", "2041-02-01", "The northern ports are shut to fishing boats.", "NOR")], "open", []),
    ],
)
def test_what_came_of_it(later: list[Reading], status: str, follows: list[str]) -> None:
    (found,) = follow(pledged(), *later)
    assert (found.status, [f.relation for f in found.follows]) == (status, follows)
    assert all(s.exact for f in found.follows for s in f.spans)


def test_one_pledge_told_by_two_reports_of_a_story_is_one() -> None:
    a, b = pledged("a"), pledged("b", text="open northern ports to fishing boats of both sides", reaffirmed=True)
    (found,) = followed([a, b], [story("a", "b")[0]])
    assert (found.reports, len(found.origins), found.status) == (("a", "b"), 2, "reaffirmed")


def test_other_undertakings_and_other_sides_are_others() -> None:
    assert len(follow(pledged(), pledged("b", text="send doctors and medicine"))) == 2
    assert len(follow(pledged(), pledged("b", by="rojas"))) == 2


def test_pledges_of_an_actor_and_of_a_state() -> None:
    readings = [pledged(), pledged("b", by="rojas", text="buy salmon")]
    found = follow(*readings)
    assert [p.text for p in of_actor(found, "NOR", readings)] == [WORDS]
    assert [p.text for p in of_actor(found, "rojas", readings)] == ["buy salmon"]
    assert of_actor(found, "SWE", readings) == []


def _decide(kind: str, *about: str, at: str = "2032-01-01") -> Judgement:
    return judge(kind, about, by="ana", at=at, reports=["a"], why="the ferry sails")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([("kept", "a-p29")], "kept"),
        ([("broken", "b-p29")], "broken"),  # of whichever telling it was said, it is said of the pledge
        ([("open", "a-p29")], "open"),
        ([("kept", "a-p29"), ("broken", "b-p29")], "broken"),  # the latest word
        ([("kept", "z-p29")], "kept"),  # of another pledge: what the reports say stands
    ],
)
def test_what_people_decide_goes_before_what_reports_say(rows: list[tuple[str, str]], status: str) -> None:
    made = [pledged(), pledged("b", "2031-02-10"), claimed("c", "2031-05-01", KEPT, "NOR")]
    assert {p.id for r in made for p in r.pledges or ()} == {"a-p29", "b-p29"}
    log = [_decide(kind, key, at=f"2032-01-{k + 1:02}") for k, (kind, key) in enumerate(rows)]
    (found,) = followed(made, [story(r.report.id)[0] for r in made], standing(log))
    assert found.status == status
    assert found.tellings == ("a-p29", "b-p29")
    assert found.judgement == (log[-1] if rows[-1][1] != "z-p29" else None)
    assert [f.relation for f in found.follows] == ["reaffirms", "keeps"]
