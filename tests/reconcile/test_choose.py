"""Two made-up reports of one meeting, from text to findings: what both say, what one tells alone, what is left out."""

from pathlib import Path

import pytest

from memcon.model.record import Finding
from memcon.run import read

FIRST = """THE HARBOUR POST
May 15, 2031

OSLO, Norway - Norwegian Prime Minister Ana Reis met Chilean President Bo Lind in Oslo on May 14.

The meeting lasted 40 minutes.

The islands will close their herring fishery in October for two seasons, Reis told reporters after the meeting.

Inspectors seized nine tonnes of smuggled amber in a warehouse at the old harbour last week.

“We share an ocean and a long debt,” Lind said.

The lighthouse keepers of the northern coast have threatened to strike over their winter pensions.

Reis wore a grey coat.
"""
SECOND = """NORTHERN WIRE
May 15, 2031

OSLO, May 15 - Chilean President Bo Lind was received by Norwegian Prime Minister Ana Reis in Oslo on May 14.

From October the herring fishery around the islands is to be closed for two seasons, Reis said.

“We share an ocean and a long debt,” said Lind, who arrived by ship.

Nine tonnes of smuggled amber were seized by inspectors in a harbour warehouse last week.

Keepers of lighthouses were among the guests at the dinner.

Astronomers of both countries plan a telescope in the Atacama desert, to be finished by 2036.
"""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    folder: Path = tmp_path_factory.mktemp("story")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    (memcon,) = read([str(folder)]).record.memcons
    return list(memcon.findings)


def status(findings: list[Finding], words: str) -> list[str]:
    """Statuses of the findings with a span that has `words`."""
    return [f.status for f in findings if any(words in s.exact for c in f.cells for s in c.spans)]


@pytest.mark.parametrize("words", ["herring fishery", "amber", "share an ocean"])
def test_what_both_say_is_told_once(findings: list[Finding], words: str) -> None:
    assert status(findings, words) in (["agreed"], ["narrower"])


def test_what_one_tells_alone(findings: list[Finding]) -> None:
    assert status(findings, "telescope") == ["only one"]


def test_what_the_other_may_tell_in_its_own_way_is_left_out(findings: list[Finding]) -> None:
    lone = [f for f in findings if f.status == "only one"]
    assert not [f for f in lone if f.point in ("parties", "when", "place")]


def test_trifles_are_left_out(findings: list[Finding]) -> None:
    assert status(findings, "grey coat") == []


def test_no_difference_is_made_up(findings: list[Finding]) -> None:
    assert "differs" not in {f.status for f in findings}


def test_a_detail_that_one_tells_stays(findings: list[Finding]) -> None:
    assert [f.status for f in findings if f.point == "duration"] == ["only one"]
