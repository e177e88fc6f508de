"""Findings over origins: reprints count once, silence needs the full text."""

import pytest

from memcon.model.claim import Claim
from memcon.model.report import Published, Report
from memcon.model.span import Span
from memcon.model.story import Origin
from memcon.model.when import When
from memcon.reconcile.align import Aligned, Told, align
from memcon.reconcile.decide import Ground, decide


def report(name: str, published: str | None = "2024-05-08", *, complete: bool = True) -> Report:
    given = None if published is None else Published(published)
    return Report(name, f"{name} says so and so on", published=given, complete=complete)


def told(name: str, value: str, text: str = "") -> Told:
    claim = Claim(f"{name}{value}", "duration", text or value, value, (Span(0, 4),), "test", about="main")
    return Told(name, claim)


def ground(*reports: Report, origins: list[str] | None = None, base: str | None = None) -> Ground:
    groups = [tuple(g) for g in origins or [r.id for r in reports]]
    found = tuple(Origin(g[0], g, "own reporting") for g in groups)
    return Ground(found, {r.id: r for r in reports}, When("2024-05-07"), base)


def states(finding: object) -> list[str]:
    return [c.state for c in finding.cells]  # type: ignore[attr-defined]


def test_two_origins_agree() -> None:
    found = decide(Aligned("duration", (told("a", "PT45M"), told("b", "PT45M"))), ground(report("a"), report("b")))
    assert (found.status, found.support, states(found)) == ("agreed", 2, ["says", "says"])


def test_reprints_are_one_origin() -> None:
    rows = (told("a", "PT50M"), told("b", "PT50M"), told("c", "PT50M"), told("d", "PT45M"), told("e", "PT45M"))
    found = decide(Aligned("duration", rows), ground(*map(report, "abcde"), origins=["abc", "d", "e"]))
    assert found.status == "differs"
    assert (found.kind, found.support) == ("number", 2)
    assert found.text == "It lasted 45 minutes."
    assert states(found) == ["says otherwise", "says", "says"]


@pytest.mark.parametrize(
    ("other", "state"),
    [
        (report("b"), "silent"),
        (report("b", complete=False), "cannot tell"),
        (report("b", "2024-05-06"), "out of scope"),
        (report("b", None), "silent"),
    ],
)
def test_who_does_not_say_it(other: Report, state: str) -> None:
    found = decide(Aligned("duration", (told("a", "PT45M"),)), ground(report("a"), other))
    assert (found.status, states(found)) == ("only one", ["says", state])


def test_narrower() -> None:
    rows = (told("a", "PT45M"), told("b", "PT40M", "over 40 minutes"))
    found = decide(Aligned("duration", rows), ground(report("a"), report("b")))
    assert (found.status, found.cells[1].relation, found.support) == ("narrower", "narrower", 2)


def test_ties_go_to_the_earliest_and_the_base_can_be_chosen() -> None:
    rows = (told("a", "PT45M"), told("b", "PT50M"))
    reports = (report("a", "2024-05-09"), report("b", "2024-05-08"))
    assert decide(Aligned("duration", rows), ground(*reports)).text == "It lasted 50 minutes."
    chosen = decide(Aligned("duration", rows), ground(*reports, base="a"))
    assert chosen.text == "It lasted 45 minutes."
    assert states(chosen) == ["says", "says otherwise"]


def test_details_of_another_happening_are_not_held_against_this_one() -> None:
    other = Told("b", Claim("x", "duration", "PT50M", "PT50M", (Span(0, 4),), "test", about="elsewhere"))
    found = align([told("a", "PT45M"), other], frozenset({"main"}))
    assert [[t.report for t in a.told] for a in found] == [["a"]]
