"""Folding keeps offsets; keys are alike for every order and spelling of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.actors.names import agreement, alike, fold, key, tokens


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sanae Takaichi", "Takaichi Sanae", True),
        ("Lee Jae Myung", "Lee Jae-myung", True),
        ("José Muñoz", "Jose Munoz", True),
        ("Donald J. Trump", "Donald Trump", True),
        ("Robert O’Brien", "Robert O'Brien", True),
        ("Lee Jae Myung", "Lee Hae-jun", False),
        ("George Bush", "Jeb Bush", False),
    ],
)
def test_key(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


@pytest.mark.parametrize(
    ("a", "b", "same"), [("buhari", "buhary", True), ("lee", "leo", False), ("merkel", "mercer", False)]
)
def test_alike(a: str, b: str, same: bool) -> None:
    assert alike(a, b) is same


def test_agreement_pairs_each_word_once() -> None:
    assert agreement(("ali", "ali"), ("ali", "hassan")) == 1
    assert agreement(("j", "smith"), ("john", "smith")) == 2
    assert agreement(tokens("Mr. John Smith"), ("john", "smith")) == 2
