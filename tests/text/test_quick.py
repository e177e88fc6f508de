"""What is done in bulk in the place of spaCy's last parts gives the columns that spaCy gives."""

from collections.abc import Iterator
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.text.parser import DEFAULT, Parsed, SpacyParser, _columns, _told
from memcon.text.quick import PARTS, quickened

TEXTS = [
    "",
    " ",
    "Talks.",
    "President Ilse Marden of Norvania met Prime Minister Otto Brell in Geneva on 3 May 2024. They agreed on fish.",
    "There is no deal, there's no truce and there were 40 ships off Cape Tollen.",
    "I ain't gonna sign, you gotta see; let's go, c'mon, y'all did it for 'em, somethin' like that.",
    "He's been there, she'd gone, they'd leave; it wasn't his, it's theirs, and who's to say that's that?",
    "But what that ministry had done is done; that it did so, few doubt.",
    "“We won’t,” Ms. Tal said — “not now”.\u00a0The   U.N. Security Council met\ton Monday\n at 9 a.m.",
    "the european union and the bank of ostrava lent $2.5 billion to Norvania, 12% of it in March",
    "New York, Paris, Berlin and the Organization for the Safety of Harbours of the Two Straits",
]


@pytest.fixture(scope="module")
def plain() -> Any:
    return spacy.load(DEFAULT)


@pytest.fixture(scope="module")
def quick() -> SpacyParser:
    return SpacyParser()


def whole(plain: Any, texts: list[str]) -> list[Parsed]:
    return [_columns(doc, _told(doc)) for doc in plain.pipe(texts)]


def test_the_default_pipeline_is_finished_here() -> None:
    nlp = spacy.load(DEFAULT)
    assert quickened(nlp) is not None
    assert nlp.pipe_names == PARTS[:3]


def test_the_columns_are_spacys(plain: Any, quick: SpacyParser) -> None:
    parsed = list(quick.parse(TEXTS * 2))
    assert parsed == whole(plain, TEXTS) * 2
    assert {"PERSON", "GPE", "ORG", "DATE"} <= {label for p in parsed for _, _, label in p.entities}


WORDS = (
    "the The a is are there 's n't ai gon na got ta let you y all Norvania Brell Minister of and , . \u201c \u201d "
    "said that which who had has did do agreed 1,200 $ % March 3 2024 U.S. New York Bank met in on to  \n not be"
).split(" ")


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), min_size=1, max_size=4))
def test_whatever_words_stand_together(plain: Any, quick: SpacyParser, texts: list[str]) -> None:
    assert list(quick.parse(texts)) == whole(plain, texts)


def changed(how: str) -> Iterator[Any]:
    nlp = spacy.load(DEFAULT)
    if how == "a part less":
        nlp.disable_pipe("ner")
    elif how == "a part more":
        nlp.add_pipe("sentencizer", last=True)
    elif how == "a beam":
        nlp.get_pipe("ner").cfg["beam_width"] = 4  # type: ignore[attr-defined]
    elif how == "another lemmatizer":
        nlp.get_pipe("lemmatizer")._mode = "lookup"  # type: ignore[attr-defined]
    yield nlp


@pytest.mark.parametrize("how", ["a part less", "a part more", "a beam", "another lemmatizer"])
def test_another_pipeline_is_left_as_it_is(how: str) -> None:
    for nlp in changed(how):
        before = list(nlp.pipe_names)
        assert quickened(nlp) is None
        assert nlp.pipe_names == before


def test_a_rule_that_looks_at_more_than_words_makes_every_word_matter() -> None:
    nlp, plain = spacy.load(DEFAULT), spacy.load(DEFAULT)
    rule = {"patterns": [[{"IS_TITLE": True, "TAG": "NNP"}]], "attrs": {"LEMMA": "somebody"}}
    for pipeline in (nlp, plain):
        pipeline.get_pipe("attribute_ruler").add_patterns([rule])  # type: ignore[attr-defined]
    finish = quickened(nlp)
    assert finish is not None
    docs = list(nlp.pipe(TEXTS))
    found = [_columns(doc, told) for doc, told in zip(docs, finish(docs), strict=True)]
    assert found == whole(plain, TEXTS)
    assert any("somebody" in p.lemmas for p in found)
