"""Things of the queue as they are shown: what may be decided, by which key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from memcon.export.passages import sentence
from memcon.model.record import RecordSpan
from memcon.review.queue import Item, Side


class Choice(NamedTuple):
    """A button: `does` is the verb and its ids; `key` decides it by keyboard, else its number does."""

    does: str
    word: str
    key: str | None


class Shown(NamedTuple):
    """A thing to decide, which of how many, what may be decided, the id of the one after it, and
    whether it is the one at hand."""

    item: Item
    number: int
    total: int
    choices: tuple[Choice, ...]
    next: str
    first: bool


_WORDS = {
    "same": ("One story", "a"),
    "different": ("Two stories", "x"),
    "kept": ("Kept", "a"),
    "broken": ("Broken", "x"),
    "open": ("Still open", None),
    "undo": ("Undo that judgement", "a"),
}


def items_at(queue: Sequence[Item], at: str) -> list[Item]:
    """The thing of id `at`, or the first, and the one after it."""
    start = next((k for k, item in enumerate(queue) if item.id == at), 0)
    return [queue[k] for k in dict.fromkeys(k % len(queue) for k in range(start, start + 2))] if queue else []


def shown_items(queue: Sequence[Item], at: str, names: Mapping[str, str]) -> list[Shown]:
    """What `items_at` gives, as it is shown. `names`: what the reports of its sides are called."""
    start = next((k for k, item in enumerate(queue) if item.id == at), 0)
    places = [k % len(queue) for k in range(start, start + 2)] if queue else []
    return [
        Shown(queue[k], k + 1, len(queue), tuple(choices(queue[k], names)), queue[(k + 1) % len(queue)].id, k == start)
        for k in dict.fromkeys(places)
    ]


class Words(NamedTuple):
    """The words of a side within their sentence."""

    before: str
    exact: str
    after: str


MOST_WORDS = 4
"""Spans of a side that are shown."""


def evidence(side: Side, texts: Mapping[str, str]) -> list[Words]:
    """The words of a side, each span within its sentence, what reprints repeat once; the words alone where their
    report's text is not at hand."""
    return list(dict.fromkeys(_within(span, texts.get(span.report)) for span in side.spans))[:MOST_WORDS]


def _within(span: RecordSpan, text: str | None) -> Words:
    if text is None or text[span.start : span.end] != span.exact:
        return Words("", span.exact, "")
    start, end = sentence(text, span.start, span.end)
    return Words(text[start : span.start], span.exact, text[span.end : end])


def choices(item: Item, names: Mapping[str, str]) -> Iterator[Choice]:
    """What may be decided about a thing."""
    if item.kind in ("differs", "low support"):
        yield from _on_finding(item, names)
        return
    for number, command in enumerate(c for c in item.commands if c != "log"):
        verb = command.split(" ")[0]
        if verb == "actor":
            named = [c for c in item.choices if c.id is not None]
            yield Choice(command, named[number].name, None)
        else:
            word, key = _WORDS[verb]
            yield Choice(command, word, key)


def _on_finding(item: Item, names: Mapping[str, str]) -> Iterator[Choice]:
    """The finding as a whole, and the words of each side by themselves."""
    yield Choice(f"accept {item.id}", "Accept", "a")
    yield Choice(f"reject {item.id}", "Reject", "x")
    rejects = [c for c in item.commands if c.startswith("reject ")]
    if len(rejects) > 1:
        for side, command in zip(item.sides, rejects, strict=True):
            name = names.get(side.spans[0].report, side.name) if side.spans else side.name
            yield Choice(command, f"Reject only {name}", None)
