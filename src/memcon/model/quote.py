"""Words or content attributed to a speaker, with the channel by which we know them."""

from __future__ import annotations

import msgspec

from memcon.model.actor import ActorRef
from memcon.model.span import Span


class Channel(msgspec.Struct, frozen=True):
    """How the words reached the report. `kind`: reporters, speech, statement, summary, social, interview, outlet,
    unnamed, relayed; `name` whose channel it is ("his office", "Nikkei Asia")."""

    kind: str
    name: str | None = None
    span: Span | None = None


class Quote(msgspec.Struct, frozen=True):
    """One attribution. `kind`: direct, indirect, mixed. `content`: the words, in text order, quotation marks left out.

    `speakers` are the resolved actors (all members of "both leaders"); `speaker_name` what to show. `fragment` marks a
    few quoted words inside the reporter's own sentence. `act`: asserts, denies, pledges, asks, warns, thanks.
    `office` is the speaker's office on the day. `relayed_by` names who speaks for the speaker. `things`: the noun
    phrases in the content, without "the" and the like, each ending in its noun; None where nobody looked.
    """

    id: str
    kind: str
    content: tuple[Span, ...]
    speaker: Span | None = None
    speaker_name: str | None = None
    speakers: tuple[ActorRef, ...] = ()
    office: str | None = None
    cue: Span | None = None
    channel: Channel | None = None
    act: str = "asserts"
    fragment: bool = False
    topic: str | None = None
    relayed_by: str | None = None
    stance: tuple[str, ...] = ()
    things: tuple[Span, ...] | None = None
