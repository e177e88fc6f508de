"""Speakers through the actors layer: pronouns, titles and groups take their names from mentions and nowhere else."""

import msgspec
import pytest

from memcon.model.actor import ActorRef, Mention
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.quotes.find import find_quotes
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

RUIZ, OLSEN = ActorRef("Q1", "Carmen Ruiz"), ActorRef("Q2", "Nils Olsen")


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def mention(text: str, words: str, ref: ActorRef | None, **more: object) -> Mention:
    start = text.index(words)
    span = Span(start, start + len(words))
    blank = Mention(span, ref.id if ref else None, ref.name if ref else words, "person", "surname")
    return msgspec.structs.replace(blank, **more)


def read(text: str, parser: SpacyParser, mentions: tuple[Mention, ...] | None) -> tuple[Quote, ...]:
    bare = parse(split_body([Reading(Report(id="r", text=text))]), parser)[0]
    return find_quotes([msgspec.structs.replace(bare, mentions=mentions)])[0].quotes or ()


def test_a_pronoun_has_the_name_and_office_of_its_mention(parser: SpacyParser) -> None:
    text = "She said that the pact was ready."
    found = read(text, parser, (mention(text, "She", RUIZ, form="pronoun", office="President of Chile"),))
    assert [(q.speaker_name, q.speakers, q.office) for q in found] == [("Carmen Ruiz", (RUIZ,), "President of Chile")]


def test_a_pronoun_nobody_resolved_stays_blank(parser: SpacyParser) -> None:
    text = "Carmen Ruiz landed. She said that the pact was ready."
    mentions = (mention(text, "Carmen Ruiz", RUIZ), mention(text, "She", None, form="pronoun"))
    assert [(q.speaker_name, q.speakers) for q in read(text, parser, mentions)] == [(None, ())]


def test_without_an_actors_layer_a_pronoun_is_the_one_person_named_before(parser: SpacyParser) -> None:
    text = "President Carmen Ruiz landed at noon. She said that the pact was ready."
    assert [q.speaker_name for q in read(text, parser, None)] == ["Carmen Ruiz"]


def test_without_an_actors_layer_a_pronoun_after_two_persons_stays_blank(parser: SpacyParser) -> None:
    text = "President Carmen Ruiz met Nils Olsen at noon. She said that the pact was ready."
    assert [q.speaker_name for q in read(text, parser, None)] == [None]


def test_a_group_has_all_its_members(parser: SpacyParser) -> None:
    text = "Both leaders vowed to keep the line open."
    group = mention(text, "Both leaders", None, form="group", members=(RUIZ, OLSEN))
    (found,) = read(text, parser, (group,))
    assert (found.speaker_name, found.speakers, found.office) == ("Carmen Ruiz and Nils Olsen", (RUIZ, OLSEN), None)


def test_names_joined_by_and_are_all_speakers(parser: SpacyParser) -> None:
    text = "Ruiz and Olsen said that the pact was ready."
    (found,) = read(text, parser, (mention(text, "Ruiz", RUIZ), mention(text, "Olsen", OLSEN)))
    assert found.speakers == (RUIZ, OLSEN)


def test_a_title_has_the_name_of_its_holder(parser: SpacyParser) -> None:
    text = "“We are ready,” the prime minister said."
    (found,) = read(text, parser, (mention(text, "the prime minister", OLSEN, form="title"),))
    assert (found.speaker_name, found.speakers) == ("Nils Olsen", (OLSEN,))


def test_an_official_the_actors_layer_knows_is_not_unnamed(parser: SpacyParser) -> None:
    text = "A diplomat said that the pact was ready."
    (named,) = read(text, parser, (mention(text, "A diplomat", OLSEN, form="title"),))
    (blank,) = read(text, parser, ())
    assert named.channel is None
    assert blank.channel is not None
    assert blank.channel.kind == "unnamed"


def test_a_side_that_speaks_for_its_own_leader_issues_a_statement(parser: SpacyParser) -> None:
    text = "Ruiz, according to the presidential office, said that the pact was ready."
    office = mention(text, "the presidential office", ActorRef("Q3", "presidential office"), country="CHL")
    kinds = {}
    for country in ("CHL", "NOR"):
        (found,) = read(text, parser, (mention(text, "Ruiz", RUIZ, country=country), office))
        assert found.relayed_by == "the presidential office"
        kinds[country] = found.channel.kind if found.channel else None
    assert kinds == {"CHL": "statement", "NOR": "relayed"}


def test_what_the_one_says_of_oneself_is_not_relayed(parser: SpacyParser) -> None:
    text = "Ruiz said that she had promised to return."
    mentions = (mention(text, "Ruiz", RUIZ), mention(text, "she", RUIZ, form="pronoun"))
    assert all(q.relayed_by is None and q.channel is None for q in read(text, parser, mentions))
    other = (mention(text, "Ruiz", RUIZ), mention(text, "she", OLSEN, form="pronoun"))
    assert [q.relayed_by for q in read(text, parser, other) if q.act == "pledges"] == ["Carmen Ruiz"]


def test_stance_words_are_those_of_cue_and_content(parser: SpacyParser) -> None:
    (found,) = [q for q in read("The envoy welcomed a fruitful visit.", parser, None) if q.kind == "indirect"]
    assert found.stance == ("welcome", "fruitful")
    (plain,) = read("The envoy said that the train left.", parser, None)
    assert plain.stance == ()


THINGS = [
    ("Ruiz said that the smoked salmon quotas were fair.", ["smoked salmon quotas"]),
    ("Ruiz said that she warmly thanked them.", []),
    ("Ruiz said that a far-reaching treaty would help the aging ports of Chile.", [
        "far-reaching treaty", "aging ports", "Chile",
    ]),
    ("Ruiz said that cold, deep water is what their ships need.", ["deep water", "ships"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "things"), THINGS)
def test_noun_phrases_of_the_content(parser: SpacyParser, text: str, things: list[str]) -> None:
    (quote,) = read(text, parser, None)
    assert [s.of(text) for s in quote.things or ()] == things
