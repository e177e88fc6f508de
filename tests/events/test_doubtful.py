"""Words of a deed that tell of something else; what passes between two countries is beyond doubt."""

import pytest

from memcon.events.doubtful import is_doubtful, marks, weight
from memcon.events.predicates import find_predicates


def first(scene, text: str):
    syntax = scene(text).syntax
    return syntax, find_predicates(syntax, 0)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegians support Peru in the final.",
        "The club fired its coach in Norway.",
    ],
)
def test_used_of_something_else(scene, text: str) -> None:
    assert is_doubtful(*first(scene, text))


@pytest.mark.parametrize(
    "text",
    [
        "Norway attacked Peru on Monday.",
        "Norway expelled the ambassador of Peru.",
        "President Luis Quispe accused Norway of lying.",
        "Norway urged Peru to free the hostages.",
    ],
)
def test_meant_as_it_is_said(scene, text: str) -> None:
    assert not is_doubtful(*first(scene, text))


def test_its_weight_is_told_by_its_marks(scene) -> None:
    syntax, p = first(scene, "Norway accused Peru of lying.")
    assert {"head:accuse", "type:ACCUSE", "doer:GPE"} <= marks(syntax, p)
    assert weight(syntax, p) == weight(syntax, p)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Luis Quispe of Peru visited Norway on Monday.", ["CONSULT"]),
        ("Norway attacked Peru on Monday.", ["ASSAULT"]),
        ("Prime Minister Ada Brandt of Norway fired Luis Quispe.", []),
    ],
)
def test_between_two_countries_words_are_believed(read, text: str, expected: list[str]) -> None:
    assert [e.type for e in read(text).events] == expected
