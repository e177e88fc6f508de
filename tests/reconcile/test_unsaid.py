"""Unsaid only against a named expectation, and only where the full text is held."""

import pytest

from memcon.model.claim import Claim
from memcon.model.report import Published, Report
from memcon.model.span import Span
from memcon.model.story import Origin
from memcon.model.when import When
from memcon.reconcile.align import Aligned, Told
from memcon.reconcile.decide import Ground, decide

OTHER = "The ministers spoke of ferries and of students, and will meet again."


def status(
    point: str = "topic.raised",
    text: str = OTHER,
    kind: str = "official",
    side: str | None = "SWE",
    published: str = "2024-05-08",
    *,
    complete: bool = True,
) -> str:
    reports = {
        "a": Report("a", "Fishing quotas were discussed.", published=Published("2024-05-08")),
        "b": Report("b", text, published=Published(published), complete=complete),
    }
    origins = (
        Origin("a", ("a",), "own reporting", "NOR", "official"),
        Origin("b", ("b",), "own reporting", side, kind),
    )
    claim = Claim("c", point, "fishing quotas", "fishing quotas", (Span(0, 14),), "test")
    return decide(Aligned(point, (Told("a", claim),)), Ground(origins, reports, When("2024-05-07"))).status


def test_the_other_side_says_nothing_of_it() -> None:
    assert status() == "unsaid"


@pytest.mark.parametrize(
    "found",
    [
        status(kind="press"),
        status(side="NOR"),
        status(side=None),
        status(complete=False),
        status(published="2024-05-06"),
        status(text="The quotas for fish came up."),
        status(point="stance"),
        status(point="duration"),
    ],
)
def test_everything_else_is_only_not_told(found: str) -> None:
    assert found == "only one"
