"""The day relative words count from, in reports of our own."""

import pytest

from memcon.model.reading import Reading
from memcon.model.report import Dateline, Published, Report
from memcon.model.span import Span
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse
from memcon.times.anchor import anchor_of
from memcon.times.find import find_times

PARSER = SpacyParser()


def read(text: str, published: str | None = None, line: str | None = None) -> Reading:
    dateline = Dateline("Oslo", "NOR", Span(0, 4), date=line) if line is not None else None
    report = Report(id="a", text=text, published=Published(published) if published else None, dateline=dateline)
    return parse(split_body([Reading(report)]), PARSER)[0]


def test_publication_and_dateline() -> None:
    assert anchor_of(read("Oslo fell silent.", published="2019-05-04T10:00:00+02:00")).value == "2019-05-04"
    assert anchor_of(read("Oslo fell silent.", published="2019-05-04", line="2019-05-03")).value == "2019-05-03"
    assert anchor_of(read("Oslo fell silent.", line="2019-05-03")).value == "2019-05-03"


def test_a_dateline_far_from_publication_is_not_believed() -> None:
    assert anchor_of(read("Oslo fell silent.", published="2019-05-04", line="2014-05-03")).value == "2019-05-04"


MASTHEADS = [
    "Published: 2019.05.04\nThe fleet sailed on Friday.\n",
    "THE HARBOUR GAZETTE\nMay 4, 2019 at 10:00 CET\nThe fleet sailed on Friday.\n",
    "Fleet sails\nSaturday, 4 May 2019\nThe fleet sailed on Friday.\n",
    "Fleet sails after long delay Saturday, May 4, 2019\nThe fleet sailed on Friday.\n",
]


@pytest.mark.parametrize("text", MASTHEADS)
def test_a_date_in_the_first_lines(text: str) -> None:
    found = anchor_of(read(text))
    assert found is not None
    assert (found.value, found.inferred) == ("2019-05-04", False)
    assert found.why is not None


def test_day_and_month_that_could_be_either() -> None:
    assert anchor_of(read("Published: 04/05/2019\nThe fleet sailed today.\n")) is None
    found = anchor_of(read("Published: 30/05/2019\nThe fleet sailed today.\n"))
    assert found is not None
    assert found.value == "2019-05-30"


def test_a_date_deep_in_the_text_is_no_masthead() -> None:
    text = "The fleet sailed on Friday.\n" + "The wind held and the crews sang.\n" * 12 + "It returned. May 4, 2019\n"
    assert anchor_of(read(text)) is None


def test_the_opening_may_tell_the_day() -> None:
    found = anchor_of(read("The two kings met on May 4, 2019, in a tent.\nEarlier this month they had quarrelled."))
    assert found is not None
    assert (found.value, found.inferred) == ("2019-05-04", True)


def test_no_day_anywhere() -> None:
    assert anchor_of(read("The two kings met in a tent. They had quarrelled last month.")) is None


BOUNDED = (
    "On Thursday, June 20th, the two kings met. They had signed a pact at the end of 2022 and broke it earlier"
    " this year."
)


def test_a_weekday_and_the_latest_year_told_give_the_year() -> None:
    reading = read(BOUNDED)
    found = anchor_of(reading)
    assert found is not None
    assert (found.value, found.inferred) == ("2024-06-20", True)
    assert "2022" in str(found.why)
    times = find_times([reading])[0].times
    assert times is not None
    assert [(t.value, t.inferred) for t in times] == [("2024-06-20", True), ("2022", False), ("2024", True)]


def test_what_the_inferred_day_anchors() -> None:
    text = BOUNDED + " Envoys came in February, and again in late May; the treaty of 1990 expires in 2030."
    times = find_times([read(text)])[0].times
    assert times is not None
    assert [t.value for t in times][3:] == ["2024-02", "2024-05", "1990", "2030"]


def test_a_year_ahead_is_no_bound() -> None:
    found = anchor_of(
        read("On Thursday, June 20th, the two kings met. The pact was signed in 2022 and will end in 2040, or by 2035.")
    )
    assert found is not None
    assert found.value == "2024-06-20"


def test_holders_of_an_office_leave_one_year() -> None:
    text = (
        "On Tuesday, May 16th, British Prime Minister Tony Blair received German Chancellor Angela Merkel in a garden."
    )
    found = anchor_of(read(text))
    assert found is not None
    assert found.value == "2006-05-16"
    assert "Blair" in str(found.why)


def test_more_than_one_year_left_is_none_with_candidates() -> None:
    reading = read("On Tuesday, May 16th, British Prime Minister Tony Blair walked in a garden.")
    assert anchor_of(reading) is None
    times = find_times([reading])[0].times
    assert times is not None
    assert (times[0].value, times[0].when) == ("XXXX-05-16", None)
    assert "2000, 2006" in str(times[0].why)


def test_a_former_holder_bounds_nothing() -> None:
    assert (
        anchor_of(read("On Tuesday, May 16th, then-Prime Minister Tony Blair and former Chancellor Angela Merkel met."))
        is None
    )


def test_a_weekday_that_no_year_matches() -> None:
    assert anchor_of(read("On Thursday, February 30th, the two kings met after the war of 2011.")) is None


def wired(text: str) -> Reading:
    line = Dateline("Paris", "FRA", Span(0, text.index(")") + 1))
    return parse(split_body([Reading(Report(id="w", text=text, dateline=line))]), PARSER)[0]


def test_a_wires_day_and_weekday_and_those_in_office_leave_one_year() -> None:
    reading = wired("PARIS, May 22 (Agency) - French President Nicolas Sarkozy met envoys on Tuesday as planned.")
    found = anchor_of(reading)
    assert found is not None
    assert (found.value, found.inferred) == ("2007-05-22", True)
    assert "Sarkozy" in str(found.why)


@pytest.mark.parametrize(
    "text",
    [
        "PARIS, June 7 (Agency) - French President Francois Hollande met German Chancellor Angela Merkel on Thursday.",
        "PARIS, May 22 (Agency) - Two envoys met on Tuesday.",
        "PARIS, May 22 (Agency) - French President Nicolas Sarkozy met envoys.",
        "PARIS (Agency) - French President Nicolas Sarkozy met envoys on Tuesday.",
    ],
)
def test_a_wire_that_leaves_more_years_is_not_dated(text: str) -> None:
    assert anchor_of(wired(text)) is None


def test_figures_with_dots_are_day_first() -> None:
    found = anchor_of(read("Published: 04.05.2019\nThe fleet sailed today.\n"))
    assert found is not None
    assert found.value == "2019-05-04"
