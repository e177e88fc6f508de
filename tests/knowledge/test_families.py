"""Words of one family."""

import pytest

from memcon.knowledge.families import family


@pytest.mark.parametrize(
    ("word", "has", "lacks"),
    [
        ("history", {"history", "historic", "historical"}, set()),
        ("historically", {"history", "historical"}, set()),
        ("diplomatic", {"diplomacy", "diplomat"}, {"diplomy"}),
        ("Strategy", {"Strategy", "Strategic"}, set()),
        ("city", {"city"}, {"citic"}),
        ("whales", {"whales"}, set()),
    ],
)
def test_what_belongs_to_a_word(word: str, has: set[str], lacks: set[str]) -> None:
    found = family(word)
    assert found[0] == word
    assert has <= set(found)
    assert not lacks & set(found)
    assert len(found) == len(set(found))
