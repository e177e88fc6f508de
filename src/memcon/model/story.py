"""The reports of one occurrence and their independent origins."""

from __future__ import annotations

import msgspec

from memcon.model.ids import content_id


class Origin(msgspec.Struct, frozen=True):
    """The independent root of reports' words. `side`: ISO alpha-3; `kind`: press, wire, official, state-media."""

    id: str
    reports: tuple[str, ...]
    why: str
    side: str | None = None
    kind: str | None = None


class Story(msgspec.Struct, frozen=True):
    """The reports of one occurrence; `why` explains each join: (report, report, score, reason)."""

    id: str
    reports: tuple[str, ...]
    origins: tuple[Origin, ...]
    why: tuple[tuple[str, str, float, str], ...] = ()


def story_id(reports: tuple[str, ...]) -> str:
    """Id of a story: of its smallest report id (the contract, Ids)."""
    return content_id("story", min(reports))


def origin_id(reports: tuple[str, ...]) -> str:
    """Id of an origin: of its smallest report id."""
    return content_id("origin", min(reports))
