"""Half-open ranges of Unicode code points into a report's stored text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """`start` (inclusive) and `end` (exclusive), counted in code points of the stored text.

    Inside a Reading the report is understood; `RecordSpan` names it once the span leaves.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
