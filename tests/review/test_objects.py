"""Ids, whole and cut short."""

from __future__ import annotations

import pytest

from memcon.errors import UsageError
from memcon.review.objects import Meant, found, together

ONE, OTHER = Meant(("x",), ("r",)), Meant(("y",), ("s",))
AMONG = {"ab12": ONE, "ab34": OTHER, "cd": ONE, "cd56": ONE, "cd78": OTHER}


@pytest.mark.parametrize(("key", "meant"), [("ab12", ONE), ("ab1", ONE), ("cd", ONE), ("cd5", ONE), ("cd7", OTHER)])
def test_a_plain_id_is_found(key: str, meant: Meant) -> None:
    assert found(key, AMONG, "thing") == meant


@pytest.mark.parametrize(
    ("key", "words"),
    [("zz", "no thing of that id"), ("", "no thing"), ("ab", "may be ab12, ab34"), ("a", "more of the id")],
)
def test_what_is_not_plain_is_one_sentence(key: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        found(key, AMONG, "thing")
    assert "\n" not in str(caught.value)


def test_a_prefix_of_two_names_of_one_thing_is_plain() -> None:
    assert found("e", {"e1": ONE, "e2": ONE}, "thing") == ONE


def test_things_judged_together() -> None:
    assert together([OTHER, ONE]) == Meant(("y", "x"), ("r", "s"))
