"""Values in words, read and compared."""

from __future__ import annotations

import itertools

import pytest

from memcon.claims.values import Amount, compare_amounts, compare_days, compare_values, find_amounts, find_days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys talked for about 40 minutes.", [("about 40 minutes", "duration", 2400.0, "about")]),
        ("forty-two boats", [("forty-two", "count", 42.0, None)]),
        ("two hundred and five boats", [("two hundred and five", "count", 205.0, None)]),
        ("half a dozen boats", [("half a dozen", "count", 6.0, None)]),
        ("a million boats", [("a million", "count", 1e6, None)]),
        ("more than 1,200 boats", [("more than 1,200", "count", 1200.0, "more")]),
        ("up to 3 boats", [("up to 3", "count", 3.0, "less")]),
        ("cost $2.5 million", [("$2.5 million", "money", 2.5e6, None)]),
        ("cost 30 billion won", [("30 billion won", "money", 30e9, None)]),
        ("cost €3bn", [("€3bn", "money", 3e9, None)]),
        ("rose 4.5 percent", [("4.5 percent", "percent", 4.5, None)]),
        ("rose by 7%", [("7%", "percent", 7.0, None)]),
        ("his third visit", [("third", "rank", 3.0, None)]),
        ("the 21st round", [("21st", "rank", 21.0, None)]),
        ("the twenty-first round", [("twenty-first", "rank", 21.0, None)]),
        ("two thirds of the fleet", [("two thirds of", "fraction", 2 / 3, None)]),
        ("at 4:30 p.m. they left", [("4:30 p.m.", "time", 59400.0, None)]),
        ("Marsh, 61, chairs it", [("61", "count", 61.0, None)]),
        ("one of the envoys", []),
        ("one another", []),
        ("in 2019", []),
        ("on May 4", []),
        ("no figure at all", []),
    ],
)
def test_amounts_are_found(text: str, expected: list[tuple[str, str, float, str | None]]) -> None:
    found = find_amounts(text)
    assert [(text[a.start : a.end].strip(), a.kind, a.value, a.hedge) for a in found] == [
        (words, kind, pytest.approx(value), hedge) for words, kind, value, hedge in expected
    ]


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("45 minutes", "45 minutes", "same"),
        ("90 minutes", "an hour", "other"),
        ("120 minutes", "two hours", "same"),
        ("45 minutes", "20 minutes", "differs"),
        ("45 boats", "more than 40 boats", "narrower"),
        ("45 boats", "more than 50 boats", "differs"),
        ("45 boats", "about 45 boats", "narrower"),
        ("about 45 boats", "about 60 boats", "differs"),
        ("up to two boats", "up to three boats", "differs"),
        ("$5", "5 euros", "other"),
        ("$5 million", "$5,000,000", "same"),
        ("5 percent", "5 boats", "other"),
        ("the third visit", "the fourth visit", "differs"),
        ("one third of voters", "half of voters", "differs"),
        ("2 p.m.", "2:00 pm", "same"),
    ],
)
def test_amounts_are_compared_both_ways_alike(a: str, b: str, relation: str) -> None:
    one, two = find_amounts(a), find_amounts(b)
    if not one or not two:
        assert relation == "other"
        return
    assert compare_amounts(one[0], two[0]) == relation
    assert compare_amounts(two[0], one[0]) == relation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday, October 30th", [("Thursday, October 30th", (3, None, 10, 30))]),
        ("on 30 October 2031", [("30 October 2031", (None, 2031, 10, 30))]),
        ("on Oct. 30, 2031", [("Oct. 30, 2031", (None, 2031, 10, 30))]),
        ("in late August", [("late August", (None, None, 8, None))]),
        ("since 2019", [("2019", (None, 2019, None, None))]),
        ("on Tuesday", [("Tuesday", (1, None, None, None))]),
        ("in 2031-05", [("2031-05", (None, 2031, 5, None))]),
        ("it may rain", []),
        ("They march on", []),
        ("2000 soldiers", []),
        ("yesterday", []),
        ("cost $1999", []),
    ],
)
def test_days_are_found(text: str, expected: list[tuple[str, tuple[int | None, ...]]]) -> None:
    found = find_days(text)
    assert [(text[d.start : d.end], (d.weekday, d.year, d.month, d.day)) for d in found] == expected


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("May 4", "4 May", "same"),
        ("in May", "May 4", "narrower"),
        ("May 4", "May 5", "differs"),
        ("in May", "in June", "differs"),
        ("on Monday", "on Friday", "differs"),
        ("on Monday", "in June", "other"),
        ("Monday, May 4", "May 4, 2031", "narrower"),
        ("early June", "late June", "differs"),
        ("in June", "late June", "narrower"),
        ("last spring", "last autumn", "differs"),
        ("in 2030", "June 2031", "differs"),
    ],
)
def test_days_are_compared_by_what_both_say(a: str, b: str, relation: str) -> None:
    one, two = find_days(a)[0], find_days(b)[0]
    assert compare_days(one, two) == relation
    assert compare_days(two, one) == relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("PT45M", "PT45M", "same"),
        ("PT60M", "PT1H", "same"),
        ("PT45M", "PT20M", "differs"),
        ("2031-10", "2031-10-30", "narrower"),
        ("2031-10-29", "2031-10-30", "differs"),
        ("2031", "2031-10-30", "narrower"),
        ("2031-09-28/2031-09-30", "2031-09-29", "narrower"),
        ("3", "3.0", "same"),
        ("3", "4", "differs"),
        ("trade; visas", "visas; trade", "same"),
        ("trade; visas", "trade", "narrower"),
        ("trade", "visas", "differs"),
    ],
)
def test_values_of_claims_are_compared(a: str, b: str, relation: str) -> None:
    assert compare_values(a, b) == relation
    assert compare_values(b, a) == relation


def test_amounts_come_in_order_and_never_overlap() -> None:
    text = "Twenty boats, three of them new, left at 6 a.m. on May 4 with $2 million and one third of the crew."
    found = find_amounts(text)
    assert [type(a) for a in found] == [Amount] * 5
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
