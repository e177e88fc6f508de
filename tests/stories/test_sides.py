"""Reports are made ready the same way whatever the order in which they come."""

from __future__ import annotations

import itertools

from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report
from memcon.stories.sides import Sides, read_sides
from memcon.stories.signals import Signals, read_signals
from memcon.stories.vectors import KINDS

TEXTS = {
    "a": "Ferries left Velmar at dawn. The harbour office of Velmar counted nine boats and two barges.",
    "b": "Barges and boats: Okoye counted nine at the harbour office before the ferries left.",
    "c": "",
    "d": "The bakers of Storrow gave bread away when the ferries left Velmar at dawn. Nine boats stayed behind.",
}


def _signals(key: str, text: str) -> Signals:
    return read_signals(
        Reading(Report(key, text, title=f"{key} boats", outlet=Outlet("P"), published=Published("2031")))
    )


def _told(sides: Sides) -> object:
    vectors = [tuple(map(list, sides.vectors.of(k))) for k in range(KINDS * len(sides.reports))]
    runs = [list(sides.runs.of(i)) for i in range(len(sides.reports))]
    return sides.reports, sides.traits, sides.words, vectors, runs, list(sides.ran), list(sides.keys())


def test_order_of_arrival_changes_nothing() -> None:
    expected = _told(read_sides(_signals(*item) for item in sorted(TEXTS.items())))
    for order in itertools.permutations(TEXTS.items()):
        assert _told(read_sides(_signals(*item) for item in order)) == expected


def test_of_a_report_that_comes_twice_the_last_counts() -> None:
    again = [_signals("b", "Quite other words that nobody else has."), *(_signals(*item) for item in TEXTS.items())]
    expected = read_sides(_signals(*item) for item in TEXTS.items())
    assert _told(read_sides(again)) == _told(expected)


def test_runs_that_one_report_alone_has_are_counted_and_let_go() -> None:
    own = " ".join(
        f"On pier {k} a boy sold paper boats, and the {k} bakers of the quay gave him bread." for k in range(9)
    )
    copy = {**TEXTS, "e": f"{TEXTS['d']} {own}"}
    sides = read_sides(_signals(*item) for item in copy.items())
    d, e = sides.reports.index("d"), sides.reports.index("e")
    assert set(sides.runs.of(d)) == set(_signals("d", TEXTS["d"]).runs)
    assert set(sides.runs.of(e)) == set(sides.runs.of(d))
    assert sides.ran[e] > len(sides.runs.of(e))
    assert list(sides.runs.of(0)) == []


def test_names_that_two_share() -> None:
    sides = read_sides(_signals(*item) for item in TEXTS.items())
    assert list(sides.shared_names(0, 3)) == ["velmar"]
    assert sides.shared_names(0, 1) == {}
