"""Whatever the words, expressions stay in bounds, in order and inside the calendar."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model.reading import Reading
from memcon.model.report import Published, Report
from memcon.model.when import When
from memcon.times.find import find_times
from memcon.times.lexicon import lexicon

ODD = (
    "30/02/2020",
    "2025-13-01",
    "99:99",
    "24:00",
    "31",
    "0th",
    "9999",
    "'00s",
    "Q4",
    "$5",
    ",",
    ".",
    "–",
    "'s",
    "Easter",
)
WORDS = st.sampled_from((*sorted(lexicon().classes), *(w.capitalize() for w in sorted(lexicon().classes)), *ODD))
ANCHORS = st.sampled_from((None, "2025-10-31", "2024-02-29", "0001-01-02", "9999-12-30", "soon"))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(WORDS, max_size=14).map(" ".join), ANCHORS)
def test_in_bounds_and_in_order(text: str, anchor: str | None) -> None:
    report = Report(id="p", text=text, published=Published(anchor) if anchor is not None else None)
    found = find_times([Reading(report)])[0].times
    assert found is not None
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for t in found:
        assert t.type in ("DATE", "TIME", "DURATION", "SET")
        first, last = When(t.when).bounds() if t.when is not None else ("", "")
        assert first <= last
