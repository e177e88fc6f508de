"""What may be decided about a thing, and the words it is decided on."""

from __future__ import annotations

import pytest

from memcon.model.actor import ActorRef
from memcon.model.record import RecordSpan
from memcon.review.queue import Item, Side
from memcon.web.choices import choices, evidence, items_at, shown_items

SPAN = RecordSpan("r", 10, 14, "Four")
TEXT = "It began. Four of them came. It ended."


def side(key: str, *spans: RecordSpan) -> Side:
    return Side(key, f"Outlet ({key})", "words", spans)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            Item("i", "same story", "", (side("a"), side("b")), ("same a b", "different a b")),
            [("same a b", "One story", "a"), ("different a b", "Two stories", "x")],
        ),
        (
            Item("f", "differs", "", (side("c", SPAN), side("d")), ("accept f", "reject c", "reject d e")),
            [("accept f", "Accept", "a"), ("reject f", "Reject", "x"), ("reject c", "Reject only Post", None),
             ("reject d e", "Reject only Outlet (d)", None)],
        ),
        (
            Item("f", "low support", "", (side("c"),), ("accept f", "reject c")),
            [("accept f", "Accept", "a"), ("reject f", "Reject", "x")],
        ),
        (
            Item("m", "actor", "", (side("m"),), ("actor m p-a", "actor m p-b"), None,
                 (ActorRef("p-a", "Ann Vale"), ActorRef(None, "Nobody listed"), ActorRef("p-b", "Bo Vale"))),
            [("actor m p-a", "Ann Vale", None), ("actor m p-b", "Bo Vale", None)],
        ),
        (
            Item("p", "pledge", "", (side("p"),), ("kept p", "broken p", "open p")),
            [("kept p", "Kept", "a"), ("broken p", "Broken", "x"), ("open p", "Still open", None)],
        ),
        (Item("k", "clash", "", (side("a"), side("b")), ("undo j", "log")), [("undo j", "Undo that judgement", "a")]),
    ],
)  # fmt: skip
def test_what_may_be_decided(item: Item, expected: list[tuple[str, str, str | None]]) -> None:
    assert [tuple(choice) for choice in choices(item, {"r": "Post"})] == expected


def test_the_thing_at_hand_and_the_next() -> None:
    queue = [Item(key, "clash", "", (), ()) for key in "abc"]
    assert [i.id for i in items_at(queue, "b")] == ["b", "c"]
    assert [i.id for i in items_at(queue, "c")] == ["c", "a"]
    assert [i.id for i in items_at(queue, "gone")] == ["a", "b"]
    assert [i.id for i in items_at(queue[:1], "")] == ["a"]
    assert items_at([], "") == []
    shown = shown_items(queue, "c", {})
    assert [(s.item.id, s.number, s.total, s.next, s.first) for s in shown] == [
        ("c", 3, 3, "a", True),
        ("a", 1, 3, "b", False),
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"r": TEXT}, ("", "Four", " of them came.")),
        ({}, ("", "Four", "")),
        ({"r": "another text altogether"}, ("", "Four", "")),
    ],
)
def test_words_stand_in_their_sentence(texts: dict[str, str], expected: tuple[str, str, str]) -> None:
    assert [tuple(w) for w in evidence(side("c", SPAN), texts)] == [expected]
