"""Where the marks of the drawings stand."""

from __future__ import annotations

import pytest

from memcon.api.relations import Lane, Met
from memcon.model.relation import Entry
from memcon.model.when import When
from memcon.relations.measures import Month
from memcon.web.drawing import LEFT, MOST, WIDTH, chart, curve, timeline


def entry(key: str, when: str, status: str = "asserted") -> Entry:
    return Entry(key, When(when), False, "CONSULT", None, status, key, False, (), None, (), (), (), (), (), ())


def drawn(*whens: str) -> list[tuple[float, float, float]]:
    line = timeline([Lane("x", "x", tuple(entry(w, w) for w in whens))])
    assert line is not None
    (lane,) = line.lanes
    return [(m.x, m.width, m.y) for m in lane.marks]


def test_days_are_dots_in_the_order_of_time_inside_the_drawing() -> None:
    marks = drawn("2031-01-01", "2033-06-30", "2032-02-29")
    assert [w for _, w, _ in marks] == [0, 0, 0]
    xs = [x for x, _, _ in marks]
    assert xs == sorted(xs)
    assert LEFT < xs[0] < xs[-1] < WIDTH


def test_what_is_wider_than_a_day_is_as_wide_as_its_bounds() -> None:
    (year, y_width, _), (month, m_width, _), (day, _, _) = drawn("2031", "2031-12", "2031-12-31")
    assert y_width > 8 * m_width > 0
    assert year + y_width == pytest.approx(day, abs=0.2)
    assert month + m_width == pytest.approx(day, abs=0.2)


def test_marks_that_would_cover_each_other_stand_in_rows() -> None:
    marks = drawn("2031-05-01", "2031-05-01", "2031-05-02", "2041-01-01")
    rows = [y for _, _, y in marks]
    assert len(set(rows[:3])) == 3
    assert rows[3] == rows[0]


@pytest.mark.parametrize(
    ("status", "sure", "off"), [("asserted", True, False), ("planned", False, False), ("denied", False, True)]
)
def test_what_did_not_happen_looks_so(status: str, sure: bool, off: bool) -> None:
    line = timeline([Lane("x", "x", (entry("a", "2031", status),))])
    assert line is not None
    (mark,) = line.lanes[0].marks
    assert (mark.sure, mark.off) == (sure, off)


@pytest.mark.parametrize(
    ("whens", "ticks"),
    [
        (("2031-03-05", "2031-05-20"), ["2031-03", "2031-04", "2031-05", "2031-06"]),
        (("1910/1945", "2025-10-30"), [str(y) for y in range(1910, 2030, 10)]),
        (("2031-02-30",), ["2031-03"]),
    ],
)
def test_the_axis(whens: tuple[str, ...], ticks: list[str]) -> None:
    line = timeline([Lane("x", "x", tuple(entry(w, w) for w in whens))])
    assert line is not None
    assert [t.name for t in line.ticks] == ticks


def test_of_very_many_the_newest_are_drawn() -> None:
    lane = Lane("x", "x", tuple(entry(str(k), f"{1000 + k}") for k in range(MOST + 5)))
    line = timeline([lane])
    assert line is not None
    assert line.left_out == 5
    assert {m.entry.id for m in line.lanes[0].marks} == {str(k) for k in range(5, MOST + 5)}
    assert timeline([]) is None


def test_the_line_of_the_measures() -> None:
    found = curve([Month("2031-01", 2.0, 1, 1), Month("2031-03", -2.0, 2, 1), Month("2031-05", 0.0, 1, 1)])
    assert found is not None
    assert [p.y for p in found.points] == [20, 140, 80]
    assert found.zero == 80
    assert [p.x for p in found.points] == [60, 510, 960]
    assert curve([Month("2031-01", 2.0, 1, 1)]) is None


def test_the_map_is_cut_to_its_places_and_their_names_do_not_cover_each_other() -> None:
    near = [
        Met("Brell", "NOR", 60.0, 10.0, (entry("a", "2031"),)),
        Met("Tarn", "NOR", 60.2, 10.1, (entry("b", "2031"),)),
    ]
    found = chart(near)
    assert found is not None
    for spot in found.spots:
        assert found.x < spot.x < found.x + found.width
        assert found.y < spot.y < found.y + found.height
    one, other = found.spots
    assert abs(one.name_y - other.name_y) > found.width / 36 * 0.9
    far = chart([*near, Met("Sund", "CHL", -53.0, -70.0, (entry("c", "2031"),)), Met("Ost", "NZL", -37.0, 175.0, ())])
    assert far is not None
    assert far.width > 250
    assert len(far.land) > len(found.land) > 100
    assert chart([]) is None
