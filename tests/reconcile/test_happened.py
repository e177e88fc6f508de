"""Which event of each report tells the story's one happening."""

from memcon.model.actor import ActorRef, Mention
from memcon.model.event import Event
from memcon.model.place import Place
from memcon.model.reading import Reading
from memcon.model.report import Published, Report
from memcon.model.span import Span
from memcon.model.when import When
from memcon.reconcile.happened import (
    LEAD,
    Telling,
    evidence,
    is_journey,
    one_occurrence,
    persons_for,
    sides_in_person,
    told_of,
)

ANA, BO, NOR = ActorRef("ana", "Ana Reis"), ActorRef("bo", "Bo Lind"), ActorRef("NOR", "Norway")


def event(
    name: str, kind: str, *who: ActorRef, when: str | None = None, status: str = "asserted", at: int = 0
) -> Event:
    where = Span(at, at + 1)
    return Event(name, kind, None, status, where, where, actors=who, when=When(when) if when else None)


def reading(name: str, *events: Event, main: str | None = None) -> Reading:
    mentions = (
        Mention(Span(0, 1), "ana", "Ana Reis", "person", "full", "NOR"),
        Mention(Span(0, 1), "bo", "Bo Lind", "person", "full", "SWE"),
        Mention(Span(0, 1), "NOR", "Norway", "state", "name", "NOR"),
    )
    return Reading(Report(name, "x"), mentions=mentions, events=events, main=main or events[0].id)


def told(*rows: Reading) -> list[str]:
    return [t.event.id for t in one_occurrence(rows)]


def test_the_meeting_at_which_something_was_agreed() -> None:
    agreed, met = event("agreed", "AGREE", ANA, BO), event("met", "CONSULT", ANA, BO)
    assert told(reading("a", agreed, met)) == ["met"]
    assert told(reading("a", agreed, event("met", "CONSULT", ANA, BO, status="planned"))) == ["agreed"]
    assert told(reading("a", agreed, event("met", "CONSULT", ANA))) == ["agreed"]


def test_what_is_no_friendly_act_stands_for_itself() -> None:
    assert told(reading("a", event("left", "REJECT", ANA, BO), event("met", "CONSULT", ANA, BO))) == ["left"]


def test_a_report_may_tell_it_further_down() -> None:
    other = event("other", "AID", ANA)
    rows = reading("a", event("a-met", "CONSULT", ANA, BO)), reading("b", other, event("b-met", "CONSULT", NOR, BO))
    assert told(*rows) == ["a-met", "b-met"]


def test_a_meeting_on_another_day_is_another() -> None:
    first = reading("a", event("a-met", "CONSULT", ANA, BO, when="2024-05-07"))
    second = reading("b", event("other", "AID", ANA), event("b-met", "CONSULT", ANA, BO, when="2024-05-09"))
    assert told(first, second) == ["a-met"]


def test_a_state_by_the_person_who_acts_for_it() -> None:
    rows = reading("a", event("a-met", "CONSULT", ANA, BO)), reading("b", event("b-met", "CONSULT", NOR, BO))
    mains = one_occurrence(rows)
    persons = persons_for(mains, told_of(rows))
    assert persons == {"NOR": ANA}
    assert [r.name for r in sides_in_person(mains[1].event, persons, told_of(rows))] == ["Ana Reis", "Bo Lind"]


def test_who_comes_along_is_no_party() -> None:
    spouse = ActorRef("jo", "Jo Reis")
    known = {"ana": ("NOR", "President of Norway"), "jo": ("NOR", None), "bo": ("SWE", None)}
    event_ = event("met", "CONSULT", ANA, spouse, BO)
    assert [r.name for r in sides_in_person(event_, {}, known)] == ["Ana Reis", "Bo Lind"]


def test_who_acts_for_nobody_is_no_party_beside_those_who_do() -> None:
    singer = ActorRef("x2", "Jo Sand")
    known = {"ana": ("NOR", "President of Norway"), "bo": ("SWE", "King of Sweden")}
    event_ = event("met", "CONSULT", ANA, singer, BO)
    assert [r.name for r in sides_in_person(event_, {}, known)] == ["Ana Reis", "Bo Lind"]
    alone = event("met", "CONSULT", ANA, singer)
    assert [r.name for r in sides_in_person(alone, {}, known)] == ["Ana Reis", "Jo Sand"]


def visit(name: str, to: ActorRef, place: str) -> Event:
    there = Place(place, "SWE")
    where = Span(0, 1)
    return Event(name, "CONSULT", "visit", "asserted", where, where, actors=(ANA,), recipients=(to,), place=there)


def test_what_is_visited_is_no_party() -> None:
    sweden, fort = ActorRef("SWE", "Sweden"), ActorRef("x3", "Fort Alba")
    known = {"ana": ("NOR", "President of Norway"), "SWE": ("SWE", None), "bo": ("SWE", "King of Sweden")}
    people = frozenset({"ana", "bo"})
    journey = visit("a", sweden, "Sweden")
    assert is_journey(journey, people)
    assert [r.name for r in sides_in_person(journey, {}, known, journey=True)] == ["Ana Reis"]
    assert [r.name for r in sides_in_person(journey, {"SWE": BO}, known, journey=True)] == ["Ana Reis", "Bo Lind"]
    assert not is_journey(visit("b", BO, "Sweden"), people)
    together = Event("c", "CONSULT", "visit", "asserted", Span(0, 1), Span(0, 1), actors=(ANA, BO))
    assert not is_journey(together, people)
    assert set(told(reading("a", journey), reading("b", visit("b-visit", fort, "Fort Alba")))) == {"a", "b-visit"}


def test_what_was_planned_for_a_day_that_is_over_is_no_plan() -> None:
    ahead = event("a-plan", "CONSULT", ANA, BO, status="planned")
    over = event("b-plan", "CONSULT", ANA, BO, status="planned", when="2024-05-02")
    rows = [
        Reading(Report(name, "x", published=Published("2024-05-07")), events=events, main=events[0].id)
        for name, events in (("a", (ahead,)), ("b", (event("other", "AID", ANA), over)))
    ]
    assert told(*rows) == ["a-plan"]


def test_what_was_agreed_at_it_tells_its_day() -> None:
    met, agreed = event("met", "CONSULT", ANA, BO), event("agreed", "AGREE", ANA, BO, when="2024-05-07")
    rows = [reading("a", met), reading("b", agreed, event("b-met", "CONSULT", ANA, BO))]
    mains = one_occurrence(rows)
    assert {t.event.id for t in mains} == {"met", "b-met"}
    assert {t.event.id for t in evidence(rows, mains, told_of(rows))} == {"met", "b-met", "agreed"}


def test_a_short_name_is_the_full_ones() -> None:
    short = ActorRef("x1", "Reis")
    events = (event("a-met", "CONSULT", ANA, BO), event("b-met", "CONSULT", short, BO))
    tellings = [Telling(reading(e.id, e), e) for e in events]
    known = {"x1": ("NOR", None), "ana": ("NOR", None), "bo": ("SWE", None)}
    assert persons_for(tellings, known)["x1"] == ANA
    assert "x1" not in persons_for(tellings, known | {"x1": ("DNK", None)})


def test_a_state_is_no_short_form_of_a_body_of_it() -> None:
    office = ActorRef("NOR-court", "Court of Norway")
    tellings = [Telling(reading(e.id, e), e) for e in (event("a", "CONSULT", NOR), event("b", "CONSULT", office))]
    assert persons_for(tellings, {"NOR": ("NOR", None), "NOR-court": ("NOR", None)}) == {}


FAR = LEAD + 1


def test_a_meeting_told_in_passing_is_not_what_a_signing_was_about() -> None:
    signed = event("signed", "SUPPORT", ANA, BO)
    assert told(reading("a", signed, event("met", "CONSULT", ANA, BO, at=FAR))) == ["signed"]
    assert told(reading("a", signed, event("met", "CONSULT", ANA, BO, at=FAR), main="met")) == ["signed"]
    assert told(reading("a", event("met", "CONSULT", ANA, BO, at=FAR), main="met")) == ["met"]


def test_what_more_reports_tell_is_what_happened() -> None:
    asked, shut = event("asked", "REQUEST", ANA, BO, NOR), event("shut", "SANCTION", NOR, BO)
    other = event("other", "AID", ANA), event("c-shut", "SANCTION", NOR, BO, at=FAR, status="historical")
    assert told(reading("a", asked), reading("b", shut), reading("c", *other))[0] == "shut"
    assert told(reading("a", asked), reading("b", shut))[0] == "asked"


def test_what_one_of_several_tells_further_down_is_not_what_they_are_about() -> None:
    late = reading("a", event("late", "CONSULT", ANA, BO, at=FAR))
    other = Reading(Report("b", "x"), events=())
    assert told(late, other) == []
    assert told(late) == ["late"]
    assert told(late, reading("b", event("b-late", "CONSULT", ANA, BO, at=FAR))) == ["late", "b-late"]
