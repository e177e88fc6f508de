"""The word files say only what the code can read."""

from importlib.resources import files

import pytest

from memcon.quotes.lexicon import Frame, channels, cues, speech

ACTS = {"asserts", "denies", "pledges", "asks", "warns", "thanks"}
CHANNELS = {"reporters", "speech", "statement", "summary", "social", "interview", "outlet", "unnamed", "relayed"}


def test_acts_are_of_the_closed_list() -> None:
    assert set(speech().acts.values()) | {act for _, act in speech().opening} <= ACTS


def test_channels_are_of_the_closed_list() -> None:
    known = channels()
    assert {
        *known.addressees.values(),
        *known.occasions.values(),
        *known.verbs.values(),
        *known.papers.values(),
    } <= CHANNELS


def test_every_act_word_is_a_cue() -> None:
    known = cues()
    for word in speech().acts:
        lemma, _, frame = word.partition(".")
        cue = known.verbs.get(lemma) or known.nouns.get(lemma) or known.adjectives.get(lemma)
        assert cue is not None, word
        assert not frame or any(frame in (f.kind, f.prep) for f in cue.frames), word


def test_stance_is_positive_or_negative_and_not_both() -> None:
    assert set(speech().stance.values()) == {"positive", "negative"}


@pytest.mark.parametrize("name", ["cues.toml", "speech.toml", "channels.toml"])
def test_each_file_names_its_source(name: str) -> None:
    assert "Source:" in files("memcon.data.quotes").joinpath(name).read_text(encoding="utf-8").split("\n\n")[0] or (
        "Source:" in files("memcon.data.quotes").joinpath(name).read_text(encoding="utf-8")[:300]
    )


def test_frames_are_read_as_written() -> None:
    verbs = cues().verbs
    assert Frame("prep", "of", with_object=True) in verbs["accuse"].frames
    assert Frame("obj", complement=True) in verbs["call"].frames
    assert Frame("to") in verbs["promise"].frames
    assert Frame("obj", thing=True) in verbs["welcome"].frames
    assert Frame("prep", "to") in verbs["allude"].frames
    assert verbs["say"].quote
    assert not verbs["allude"].quote
    assert "point" in cues().particles
