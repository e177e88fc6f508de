"""What one side's official text tells and the other side's, held in full, does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from memcon.model.record import Cell
from memcon.model.report import Report
from memcon.model.story import Origin
from memcon.reconcile.pool import Told
from memcon.reconcile.words import content_words

EXPECTED = ("topic.raised", "topic.not-raised", "pledge", "outcome")
"""Points that one side's readout leads us to expect in the other's: what was spoken of and agreed between them."""
ECHO = 0.5
"""Share of a point's words from which the other text may be speaking of it in its own way; then nothing is unsaid."""


def left_unsaid(
    point: str, told: Sequence[Told], cells: Sequence[Cell], origins: Sequence[Origin], reports: Mapping[str, Report]
) -> bool:
    """True when the named expectation is one side's official text: only it tells the point, and the official text of
    another side, held in full and published after the happening, has next to none of its words."""
    if point not in EXPECTED:
        return False
    by_id = {o.id: o for o in origins}
    teller = next((by_id[c.origin] for c in cells if c.state == "says"), None)
    if teller is None or teller.kind != "official" or teller.side is None:
        return False
    other = [
        by_id[c.origin]
        for c in cells
        if c.state == "silent"
        and by_id[c.origin].kind == "official"
        and by_id[c.origin].side not in (None, teller.side)
    ]
    words = content_words(told[0].claim.value or told[0].claim.text)
    return bool(words) and any(_silent_on(words, [reports[r] for r in o.reports]) for o in other)


def _silent_on(words: frozenset[str], reports: Sequence[Report]) -> bool:
    return all(len(words & content_words(r.text)) / len(words) < ECHO for r in reports)
