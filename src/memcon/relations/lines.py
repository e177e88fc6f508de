"""A happening as one line for people: the report's words, begun where they can stand alone, and by whom."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from memcon.model.actor import ActorRef
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.reconcile.wording import joined

_NOBODY = frozenset({"outlet", "unnamed"})


def lead_of(reading: Reading, span: Span, who: Sequence[ActorRef], vouched_by: str = "outlet") -> str | None:
    """Who has to be named before the words at `span`: whoever vouches for them, where that is not the outlet; else
    those who did it (`who`), where the words name none of them, or do by "they" or "both leaders"; else None."""
    if vouched_by not in _NOBODY:
        return vouched_by
    there = {
        ref.id or ref.name
        for m in reading.mentions or ()
        if span.covers(m.span) and m.form not in ("pronoun", "group")
        for ref in m.refs
    }
    missed = [ref.name for ref in who] if not any((ref.id or ref.name) in there for ref in who) else []
    return joined(list(dict.fromkeys(missed))) or None


def line_of(words: str, lead: str | None) -> str:
    """The words as a line: without what only joins them to what stood before (data/relations/openers.toml), with a
    capital, or after `lead` and a colon."""
    bare = words
    while opener := next((o for o in _openers() if bare.casefold().startswith((f"{o} ", f"{o},"))), None):
        bare = bare[len(opener) :].lstrip(" ,")
    bare = bare or words
    return f"{lead}: {bare}" if lead is not None else bare[:1].upper() + bare[1:]


@cache
def _openers() -> tuple[str, ...]:
    """The longest first."""
    text = files("memcon.data").joinpath("relations", "openers.toml").read_text("utf-8")
    return tuple(sorted(tomllib.loads(text)["openers"], key=lambda o: (-len(o), o)))
