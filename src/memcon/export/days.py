"""Dates as other formats want them: whole days or nothing, never padded."""

from __future__ import annotations

from datetime import UTC, datetime

from memcon.model.when import When


def day(when: When | None) -> str | None:
    """The day (`YYYY-MM-DD`) where it is known to the day."""
    if when is None:
        return None
    first, last = when.bounds()
    return first if first == last else None


def stamp(moment: str | None) -> str | None:
    """An ISO date or date-time as `YYYYMMDDHHMMSS` in UTC; midnight where only the day is given, None for less."""
    if moment is None or len(moment) < len("YYYY-MM-DD"):
        return None
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (at.astimezone(UTC) if at.tzinfo is not None else at).strftime("%Y%m%d%H%M%S")
