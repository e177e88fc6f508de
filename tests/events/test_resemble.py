"""What a sentence resembles: sums of weights that ship, the same on every machine, each with its reason."""

from collections.abc import Sequence

import pytest

from memcon.events.code import NONE, Row, traits_of
from memcon.events.codebook import TYPES
from memcon.events.resemble import reasons, resemble
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse


def shown(sentence: str, source: str, target: str) -> dict[str, float]:
    (reading,) = parse(split_body([Reading(Report(id="a", text=sentence))]), SpacyParser())
    assert reading.syntax is not None
    return traits_of(Row("a", sentence, source, target), reading.syntax)


def test_every_type_and_none_is_scored() -> None:
    assert set(resemble({}).scores) == {*TYPES, NONE}


def test_traits_nobody_has_weighed_change_nothing() -> None:
    assert resemble({"top:zzyzx/V": 1.0}) == resemble({})


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Norland hauled Sudmark before the tribunal over the dam.", "ACCUSE"),
        ("Norland flew tents and blankets to the flooded villages of Sudmark.", "AID"),
        ("Norland lies some way to the north of Sudmark.", NONE),
    ],
)
def test_what_it_resembles(sentence: str, kind: str) -> None:
    found = resemble(shown(sentence, "Norland", "Sudmark"))
    assert found.best == kind
    assert found.lead(kind) == 0
    assert all(found.lead(other) > 0 for other in found.scores if other != kind)


def test_the_order_of_traits_changes_nothing() -> None:
    traits = shown("Norland swore that Sudmark would rue the day it closed the strait.", "Norland", "Sudmark")
    assert resemble(dict(reversed(traits.items()))) == resemble(traits)


def test_reasons_are_traits_of_the_sentence() -> None:
    traits = shown("Norland blockaded the port of Sudmark.", "Norland", "Sudmark")
    told = reasons(traits, "ASSAULT")
    assert 1 <= len(told) <= 3
    assert set(told) <= traits.keys()


@pytest.mark.parametrize("vector", [[0.0] * 384, [0.05] * 384])
def test_a_meaning_is_weighed_too(vector: Sequence[float]) -> None:
    assert resemble({}, vector) != resemble({})


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        resemble({}, [0.0] * 3)
