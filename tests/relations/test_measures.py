"""Never a figure without its count."""

from tests.relations.conftest import Teller, ref, story

from memcon.relations.measures import measures
from memcon.relations.timeline import timeline


def teller(name: str) -> Teller:
    return Teller(name).mention("lind", "rojas")


def test_figures_count_occurrences_once_and_origins_beside() -> None:
    a = (
        teller("a")
        .event("They met.", ["lind", "rojas"], "2024-06-03")
        .event("Accused.", ["lind", "rojas"], "2024-06", "ACCUSE")
    )
    a.event("Talks are planned.", ["lind", "rojas"], "2024-06-20", status="planned")
    a.event("They met that year.", ["lind", "rojas"], "2022").event("Once they met.", ["lind", "rojas"], None)
    a.event("They spoke by telephone.", ["lind", "rojas"], "2024-07-03", mode="phone")
    b = teller("b").event("They met.", ["lind", "rojas"], "2024-06-03")
    told = [x.reading() for x in (a, b)]
    found = timeline([ref("NOR"), ref("CHL")], told, [story("a"), story("b")])
    figures = measures([*found.entries, *found.undated])
    assert (figures.events, figures.wide) == (5, 1)
    assert [(q.quad, q.events, q.origins) for q in figures.quads] == [
        ("verbal conflict", 1, 1),
        ("verbal cooperation", 4, 2),
    ]
    june, july = figures.months
    assert (june.month, june.events, june.origins) == ("2024-06", 2, 2)
    assert (july.month, july.net, july.events, july.origins) == ("2024-07", 2.5, 1, 1)
    assert june.net < july.net
    assert [(y.year, y.meetings, y.origins) for y in figures.meetings] == [("2022", 1, 1), ("2024", 1, 2)]


def test_nothing_between_them_gives_nothing() -> None:
    assert measures([]).months == ()
