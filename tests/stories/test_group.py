"""Reports of one occurrence come together, those of two stay apart, in every order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import pytest

from memcon.model.actor import ActorRef
from memcon.model.event import Event
from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report
from memcon.model.span import Span
from memcon.model.story import Story
from memcon.model.when import When
from memcon.stories import group as grouping
from memcon.stories.group import JUDGED, group, group_filter, stories_of, unsure, unsure_of
from memcon.stories.packed import packed, unpacked
from memcon.stories.signals import Signals, read_signals

LISBON = (
    "LISBON - President Adela Brandt and Prime Minister Tomas Okoye signed a fisheries accord here on June 12 after "
    "two days of talks. The accord lets trawlers from both coasts share the northern banks until 2031. Brandt said the "
    "quota would fall by a tenth each year. Okoye thanked the harbour unions, who blocked the port of Velmar in May."
)
LISBON_OTHER = (
    "Okoye and Brandt have ended their quarrel over the northern banks. In Lisbon on June 12 the two put their names "
    "to a fisheries accord that runs until 2031, with a smaller quota every year. Dockers in Velmar, whose blockade in "
    "May forced ministers to the table, called the accord a start."
)
OSLO = (
    "OSLO - President Adela Brandt and Prime Minister Tomas Okoye met here on September 3 to talk about an undersea "
    "cable. They named two engineers to study the route past Cape Storrow and asked for a report by spring. Neither "
    "leader took questions about the fisheries accord."
)
MUSEUM = (
    "The city museum of Harrow Bay reopened on June 12 with a show of whaling maps. Curator Lena Marsh said the roof "
    "had been repaired with a gift from a local brewery. Tickets cost four crowns, and pupils enter free of charge."
)


def _row(
    key: str, text: str, published: str | None = None, title: str | None = None, outlet: str | None = None
) -> dict[str, object]:
    return {"id": key, "text": text, "title": title, "published": published, "outlet": outlet}


def _stories(rows: list[dict[str, object]]) -> set[frozenset[str]]:
    found: dict[object, set[str]] = {}
    for row in group_filter(rows):
        found.setdefault(row["story"], set()).add(str(row["id"]))
    return {frozenset(ids) for ids in found.values()}


@pytest.mark.parametrize("dates", [("2031-06-12", "2031-06-13"), ("2031-06-12", None), (None, None)])
def test_two_tellings_of_one_meeting_join_with_and_without_dates(dates: tuple[str | None, str | None]) -> None:
    rows = [_row("a", LISBON, dates[0]), _row("b", LISBON_OTHER, dates[1]), _row("m", MUSEUM, "2031-06-12")]
    assert _stories(rows) == {frozenset("ab"), frozenset("m")}


@pytest.mark.parametrize("dates", [("2031-06-12", "2031-09-03"), ("2031-06-12", None), (None, None)])
def test_two_meetings_of_one_pair_stay_apart(dates: tuple[str | None, str | None]) -> None:
    assert len(_stories([_row("a", LISBON, dates[0]), _row("o", OSLO, dates[1])])) == 2


def test_order_of_arrival_changes_nothing() -> None:
    rows = [_row("a", LISBON, "2031-06-12"), _row("b", LISBON_OTHER), _row("o", OSLO, "2031-09-04"), _row("m", MUSEUM)]
    told = {
        tuple(
            sorted(
                (str(r["id"]), str(r["story"]), str(r["origin"]), str(r["reason"])) for r in group_filter(list(order))
            )
        )
        for order in itertools.permutations(rows)
    }
    assert len(told) == 1


def test_rows_come_back_in_the_order_given_with_a_reason() -> None:
    out = group_filter([_row("m", MUSEUM), _row("a", LISBON), _row("b", LISBON_OTHER)])
    assert [r["id"] for r in out] == ["m", "a", "b"]
    assert out[0]["reason"] == "alone in its story; own reporting"
    assert "both name" in str(out[1]["reason"])
    assert len({r["origin"] for r in out}) == 3


def test_the_same_report_twice_is_one_report() -> None:
    out = group_filter([_row("x", LISBON, "2031-06-12"), _row("y", LISBON, "2031-06-12")])
    assert out[0]["story"] == out[1]["story"]
    assert out[0]["origin"] == out[1]["origin"]


def test_a_date_that_is_no_date_is_no_date() -> None:
    given = _stories([_row("a", LISBON, "last week"), _row("b", LISBON_OTHER, "2031-06-13"), _row("m", MUSEUM)])
    assert given == {frozenset("ab"), frozenset("m")}


def test_nothing_gives_nothing_and_an_empty_text_is_a_story_of_its_own() -> None:
    assert group([]) == ()
    assert _stories([_row("e", ""), _row("a", LISBON)]) == {frozenset("e"), frozenset("a")}


def _reading(
    key: str, text: str, *, day: str | None = None, event_day: str | None = None, who: tuple[str, ...] = ()
) -> Reading:
    report = Report(id=key, text=text, published=Published(day) if day else None, outlet=Outlet(f"The {key}"))
    if event_day is None:
        return Reading(report)
    actors = tuple(ActorRef(name, name) for name in who)
    event = Event(
        "e" + key, "CONSULT", "visit", "asserted", Span(0, 1), Span(0, 1), actors=actors, when=When(event_day)
    )
    return Reading(report, events=(event,), main=event.id)


def test_main_events_on_other_days_part_reports_that_read_alike() -> None:
    alike = (
        "President Brandt received Prime Minister Okoye at the summer palace for talks on the cable past Cape Storrow."
    )
    later = alike + " Aides spoke of a good mood."
    pair = ("P1", "P2")
    one_day = [
        _reading("a", alike, event_day="2031-06-12", who=pair),
        _reading("b", later, event_day="2031-06-12", who=pair),
    ]
    two_days = [one_day[0], _reading("b", later, event_day="2031-09-03", who=pair)]
    assert [len(s.reports) for s in group(one_day)] == [2]
    assert [len(s.reports) for s in group(two_days)] == [1, 1]


def test_people_overrule_scores_and_outlive_a_new_run() -> None:
    readings = [_reading("a", LISBON), _reading("b", LISBON_OTHER), _reading("m", MUSEUM)]
    parted = group(readings, [("a", "b", False)])
    joined = group(readings, [("m", "a", True), ("a", "nobody", True)])
    assert {s.reports for s in parted} == {("a",), ("b",), ("m",)}
    assert ("a", "b", "m") in {s.reports for s in joined}


def test_a_join_by_a_person_is_told_as_such() -> None:
    readings = [_reading("a", LISBON), _reading("b", LISBON_OTHER), _reading("m", MUSEUM)]
    (story,) = (s for s in group(readings, [("m", "a", True)]) if "m" in s.reports)
    assert [(a, b, why == JUDGED) for a, b, _, why in story.why] == [("a", "m", True), ("a", "b", False)]


def test_what_people_judged_or_copying_proves_is_not_unsure() -> None:
    readings = [_reading("a", LISBON), _reading("b", LISBON_OTHER), _reading("c", LISBON + " More follows.")]
    asked = unsure(readings)
    assert {(u.a, u.b) for u in asked} <= {("a", "b"), ("b", "c")}
    for u in asked:
        assert u.together == (u.margin > 0)
        assert unsure(readings, [(u.a, u.b, u.together), ("a", "c", True)]) == []


def test_why_links_each_story_with_one_join_fewer_than_reports() -> None:
    third = LISBON.replace("after two days of talks", "at noon").replace("thanked", "praised")
    stories = group([_reading("a", LISBON), _reading("b", LISBON_OTHER), _reading("c", third)])
    assert [len(s.why) for s in stories] == [2]
    for a, b, score, reason in stories[0].why:
        assert a < b
        assert score > -0.5
        assert reason


@pytest.mark.parametrize("day", ["2031-06-12", None])
def test_two_reports_with_no_other_company_are_not_taken_for_neighbours(day: str | None) -> None:
    school = (
        "President Adela Brandt opened a school in Harrow Bay. She praised the teachers and planted a pear tree there. "
        "The roof is of slate, the windows face the sea, and ninety pupils will share four rooms and a garden."
    )
    ferry = (
        "The new ferry was named in Velmar by President Adela Brandt. She thanked the shipwrights and broke a bottle "
        "on the bow. Two engines drive it across the strait in forty minutes, with room for thirty lorries."
    )
    assert len(_stories([_row("a", school, day), _row("b", ferry, day)])) == 2


CREDITED = "VELMAR (Reuters) - " + LISBON + " Nobody on the quay had slept, and the bakers gave away bread at dawn."
MIXED = [
    _reading("a", LISBON, day="2031-06-12", event_day="2031-06-12", who=("NOR-brandt", "DNK-okoye")),
    _reading("b", LISBON_OTHER, day="2031-06-13"),
    _reading("c", CREDITED, day="2031-06-13", event_day="2031-06-12", who=("DNK-okoye", "NOR")),
    _reading("m", MUSEUM, day="2031-06-12"),
    _reading("n", "VELMAR (Reuters) - A school opened.", day="2031-07-01"),
    _reading("o", OSLO, day="2031-09-03", event_day="2031-09-03", who=("NOR-brandt", "DNK-okoye")),
]
SAID = [("a", "m", True), ("b", "o", True), ("a", "b", False), ("c", "nobody", True)]


def _kept(readings: Iterable[Reading]) -> list[Signals]:
    found = (unpacked(packed(read_signals(r))) for r in readings)
    return [signals for signals in found if signals is not None]


class _Store:
    """Hands out readings and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, ids: Sequence[str]) -> list[Reading]:
        self.asked.append(tuple(ids))
        return [r for r in reversed(MIXED) if r.report.id in ids]


def _unread(ids: Sequence[str]) -> list[Reading]:
    raise AssertionError(ids)


@pytest.mark.parametrize("judged", [[], SAID, SAID[:1], SAID[1:2]])
def test_kept_signals_give_the_same_stories_in_every_order(judged: list[tuple[str, str, bool]]) -> None:
    expected = group(MIXED, judged)
    for readings in (MIXED, MIXED[::-1], MIXED[3:] + MIXED[:3], MIXED[1::2] + MIXED[::2]):
        assert tuple(stories_of(_kept(readings), judged, _Store())) == expected
    assert unsure_of(_kept(MIXED[::-1]), judged) == unsure(MIXED, judged)


def test_readings_are_asked_for_one_story_at_a_time_and_only_to_lay_texts_side_by_side() -> None:
    store = _Store()
    stories = stories_of(_kept(MIXED), [], store)
    together = [s.reports for s in group(MIXED) if len(s.reports) > 1]
    assert store.asked == []
    for story in stories:
        assert store.asked == together[: len(store.asked)]
        assert len(story.reports) == 1 or store.asked[-1] == story.reports
    assert store.asked == together
    assert together


def test_origins_that_stood_are_taken_over_and_joins_told_anew() -> None:
    was = {s.reports: Story(s.id, s.reports, s.origins, (("old", "old", 0.0, "old"),)) for s in group(MIXED)}
    assert tuple(stories_of(_kept(MIXED), [], _unread, was)) == group(MIXED)
    store, changed = _Store(), tuple(group(MIXED, SAID))
    assert tuple(stories_of(_kept(MIXED), SAID, store, was)) == changed
    assert store.asked == [s.reports for s in changed if s.reports not in was and len(s.reports) > 1]


def test_a_story_too_large_to_measure_every_pair_is_traced_again(monkeypatch: pytest.MonkeyPatch) -> None:
    was, store = {s.reports: s for s in group(MIXED)}, _Store()
    monkeypatch.setattr(grouping, "ALL_PAIRS", 1)
    assert tuple(stories_of(_kept(MIXED), [], store, was)) == group(MIXED)
    assert store.asked == [s.reports for s in group(MIXED) if len(s.reports) > 1]
