"""The calendar is read by icalendar, and no date in it is closer than the reports tell."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from tests.export.stores import example, exported, hostile

from memcon.export.ical import days
from memcon.export.source import Only
from memcon.model.when import When
from memcon.store.snapshot import Selection


def calendar(store) -> icalendar.Calendar:  # type: ignore[no-untyped-def]
    return icalendar.Calendar.from_ical(exported(store, "ical"))


def test_known_days_are_events_and_wider_dates_are_none() -> None:
    found = calendar(example())
    dated = {str(e["summary"]): (e["dtstart"].dt, e["dtend"].dt) for e in found.walk("VEVENT")}
    one_day = (date(2024, 3, 12), date(2024, 3, 13))
    assert dated == {
        "Halvorsen and Arriaga meet in Valparaiso, 12 March 2024": one_day,
        "Elin Halvorsen visits Valparaíso": one_day,
    }
    wide = {str(e["summary"]): str(e["x-memcon-when"]) for e in found.walk("VJOURNAL")}
    assert wide["Tomas Arriaga visits Oslo"] == "2022-10"
    assert wide["Marta Rojas visits Bergen"] == "2023-06"
    assert all("dtstart" not in e for e in found.walk("VJOURNAL"))


def test_what_a_calendar_must_have_is_there() -> None:
    found = calendar(example())
    assert str(found["version"]) == "2.0"
    items = [*found.walk("VEVENT"), *found.walk("VJOURNAL")]
    assert len({str(e["uid"]) for e in items}) == len(items) > 2
    assert {e["dtstamp"].dt for e in items} == {datetime(2031, 5, 3, 10, tzinfo=UTC)}
    lines = exported(example(), "ical").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("2031-05-02", (date(2031, 5, 2), date(2031, 5, 2))),
        ("2031-05-02/2031-05-04", (date(2031, 5, 2), date(2031, 5, 4))),
        ("2031-05-02T09:00", (date(2031, 5, 2), date(2031, 5, 2))),
        ("2031-05", None),
        ("2031", None),
        ("2031-05/2031-06", None),
        ("2031-05-04/2031-05-02", None),
        ("2031-02-30", None),
    ],
)
def test_days_are_those_told(value: str, known: tuple[date, date] | None) -> None:
    assert days(When(value)) == known


def test_no_date_is_no_day() -> None:
    assert days(None) is None


def test_hostile_words_open_nothing() -> None:
    found = calendar(hostile())
    assert [c.name for c in found.subcomponents] == ["VEVENT", "VEVENT"]
    meeting, visit = found.walk("VEVENT")
    assert str(meeting["summary"]).endswith("meets Norway\ufffd\nEND:VEVENT")
    assert visit["dtend"].dt - visit["dtstart"].dt == timedelta(days=1)
    assert "javascript:alert(4)" not in str(meeting["description"])
    assert "שלום" in str(visit["summary"])


@pytest.mark.parametrize(
    ("chosen", "trips"),
    [
        ({}, 3),
        ({"which": Selection(outlet="Fjord")}, 2),
        ({"only": Only(status="planned")}, 0),
        ({"only": Only(status="historical")}, 2),
        ({"which": Selection(since="2031-01-01")}, 0),
    ],
)
def test_only_visits_that_are_meant(chosen: dict[str, object], trips: int) -> None:
    found = icalendar.Calendar.from_ical(exported(example(), "ical", **chosen))
    assert sum(str(e["categories"].to_ical(), "ascii") == "Visit" for e in found.subcomponents) == trips
