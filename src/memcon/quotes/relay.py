"""Who relays whom, and what "added" adds to: channels that another quotation of the report gives."""

from __future__ import annotations

from collections.abc import Sequence

from memcon.model.quote import Channel
from memcon.quotes.attribute import Namer, Speaker
from memcon.quotes.channel import Route, route
from memcon.quotes.draft import Draft, Page

ADDS = frozenset({"add", "continue", "go_on"})
"""Cues that carry on what the same speaker was just quoted as saying."""


def routes(page: Page, made: Sequence[Draft], speakers: Sequence[Speaker], namer: Namer) -> list[Route]:
    """Channels, each from its own sentence; then who relays whom, and what "added" adds to."""
    found = [route(page, d, w, namer) for d, w in zip(made, speakers, strict=True)]
    for k, d in enumerate(made):
        if found[k].channel is None and found[k].relayed_by is None:
            found[k] = _within(page, d, speakers[k], made, speakers) or _added(page, k, made, speakers, found)
    return found


def _within(page: Page, d: Draft, speaker: Speaker, made: Sequence[Draft], speakers: Sequence[Speaker]) -> Route | None:
    """Words reported inside what someone else says ("the ministry said Kim had promised to come")."""
    s = page.syntax
    if d.cue is None or d.speaker is None or (s.pos[d.speaker] == "PRON" and not speaker.refs):
        return None
    at = s.span(d.cue, d.cue + 1)
    for e, other in zip(made, speakers, strict=True):
        if e.cue is None or e.cue == d.cue or not e.content[0].start <= at.start < e.content[-1].end:
            continue
        if "direct" in (d.kind, e.kind) or other.name is None or not any(c.covers(at) for c in e.content):
            continue
        if other.name != speaker.name and not set(other.refs) & set(speaker.refs):
            return Route(Channel("relayed", other.name, other.span), other.name)
    return None


def _added(page: Page, k: int, made: Sequence[Draft], speakers: Sequence[Speaker], found: Sequence[Route]) -> Route:
    """ "She added, …" goes on where the same speaker's last direct words stood, so by the same channel."""
    d = made[k]
    if d.lemma not in ADDS or speakers[k].name is None or d.cue is None:
        return found[k]
    here = page.paragraph_of(page.syntax.starts[d.cue])
    for e, other, way in zip(reversed(made[:k]), reversed(speakers[:k]), reversed(found[:k]), strict=True):
        if e.kind != "direct" or e.fragment:
            continue
        near = here - page.paragraph_of(e.content[-1].start) <= 1
        return way if near and other.name == speakers[k].name else found[k]
    return found[k]
