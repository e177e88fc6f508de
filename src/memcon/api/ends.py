"""Whom a name, code or id means, without reading through the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.errors import UsageError
from memcon.model.actor import ActorRef
from memcon.relations.who import name_of, named
from memcon.store import lists

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore


class Unknown(UsageError):
    """Nothing of that id or name is in the store or the tables."""


def actor(store: SqlStore, key: str) -> ActorRef:
    """The actor of that id, with its name from the knowledge base or from a report that names it.

    Raises Unknown when neither knows it.
    """
    upper = key.upper()
    for may in (key, upper):
        name = name_of(may)
        if name is not None:
            return ActorRef(may, name)
    for report in lists.some_naming(store, [key], limit=1):
        reading = lists.report_named(store, report)
        refs = [ref for m in (reading.mentions if reading else None) or () for ref in m.refs if ref.id == key]
        if refs:
            return max(refs, key=lambda ref: (len(ref.name), ref.name))
    raise Unknown(f"{key}: no actor of that id in the store or the tables; give an ISO 3166 code or an actor's id")


def end_called(store: SqlStore, words: str) -> ActorRef:
    """The actor a person means by a name, a code or an id. Of several, the one that is a party to a story here.

    Raises Unknown with one sentence when nobody is meant, UsageError when it may be several.
    """
    may = named(words)
    parties = {} if len(may) == 1 else lists.parties_named(store)
    may = may or named(words, parties)
    here = [ref for ref in may if ref.id in parties] if len(may) > 1 else list(may)
    if not may:
        raise Unknown(f"{words}: nobody is called so; give an ISO 3166 code, a name or an actor's id")
    if len(here) != 1:
        shown = ", ".join(f"{ref.id} ({ref.name})" for ref in (here or may)[:8])
        raise UsageError(f"{words}: may be {shown}; name one by id")
    return here[0]
