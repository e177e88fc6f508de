"""The events stage as a whole: parties, own time, own place, status, who vouches; and that it changes nothing else."""

import msgspec
import pytest

from memcon.events.find import find_events
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.text.paragraphs import split_body
from memcon.text.parser import RuleParser
from memcon.text.sentences import parse


def events(read, text: str, **given):
    return [
        (e.type, e.status, [r.name for r in e.actors], [r.name for r in e.recipients], e.when and e.when.value)
        for e in read(text, **given).events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Luis Quispe of Peru visited Norway on Monday.",
         [("CONSULT", "asserted", ["Luis Quispe"], ["Norway"], "2031-05-12")]),
        ("Norway condemned Peru on Monday after Peru attacked Chile in March 2030.",
         [("ACCUSE", "asserted", ["Norway"], ["Peru"], "2031-05-12"),
          ("ASSAULT", "historical", ["Peru"], ["Chile"], "2030-03")]),
        ("Norway said on Wednesday that it had accused Peru.", [("ACCUSE", "historical", ["Norway"], ["Peru"], None)]),
        ("Norway did not attack Peru.", [("ASSAULT", "denied", ["Norway"], ["Peru"], None)]),
        ("Brazil and Chile will hold a summit on June 20.",
         [("AGREE", "planned", ["Brazil", "Chile"], [], "2031-06-20")]),
        ("President Luis Quispe of Peru became the first leader to visit Norway in 2030.",
         [("CONSULT", "historical", ["Luis Quispe"], ["Norway"], "2030")]),
        ("Norway stressed the importance of talks with Peru.", []),
        ("The farmer met his neighbour.", []),
    ],
)  # fmt: skip
def test_who_did_what_to_whom_when(read, text: str, expected: list[object]) -> None:
    assert events(read, text) == expected


def test_the_day_of_saying_is_not_the_day_of_doing(read) -> None:
    found = events(read, "Norway said on Friday it would attack Peru on June 3.")
    assert [when for *_, when in found] == ["2031-06-03"]


def test_a_claim_is_vouched_for_by_its_speaker(read) -> None:
    text = "President Luis Quispe of Peru told reporters that Norway had attacked Peru. Chile attacked Peru too."
    assert {e.vouched_by for e in read(text).events if e.actors and e.actors[0].name == "Norway"} == {"Luis Quispe"}
    assert {e.vouched_by for e in read(text).events if e.actors and e.actors[0].name == "Chile"} == {"outlet"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is possible that Norway sanctioned Peru.", {"hypothetical"}),
        ("Chile doubted that Norway had attacked Peru.", {"hypothetical"}),
        ("If Norway attacked Peru, Chile would respond.", {"hypothetical"}),
        ("Chile said that Norway attacked Peru.", {"asserted"}),
    ],
)
def test_what_is_only_thought_of(read, text: str, expected: set[str]) -> None:
    assert {e.status for e in read(text).events if [r.name for r in e.recipients] == ["Peru"]} == expected


def test_nobody_named_is_unnamed(read) -> None:
    found = read("According to analysts, Peru threatened Norway in March 2031.").events
    assert [e.vouched_by for e in found] == ["unnamed"]


def test_counts(read) -> None:
    found = read("Norway and Peru signed five agreements on Thursday.").events
    assert [(d.point, d.value) for e in found for d in e.details if d.point == "count"] == [("count", "agreements=5")]


@pytest.mark.parametrize(
    "text",
    ["Norway gave Peru $20 billion worth of fish.", "Norway and Peru discussed the 2030 elections.",
     "Norway and Peru signed a pact after 90 minutes."],
)  # fmt: skip
def test_money_years_and_lengths_are_no_counts(read, text: str) -> None:
    assert [d.value for e in read(text).events for d in e.details if d.point == "count"] == []


def test_every_span_lies_in_the_text_and_layers_are_in_order(read) -> None:
    reading = read(
        "Norway condemned Peru on Monday. Prime Minister Ada Brandt of Norway met President Luis Quispe of Peru "
        "in Lima on Thursday. "
        "They agreed to reopen the consulate."
    )
    spans = [s for e in reading.events for s in (e.span, e.trigger, *(x for d in e.details for x in d.spans))]
    assert spans
    assert all(0 <= s.start < s.end <= len(reading.text) for s in spans)
    assert [e.trigger for e in reading.events] == sorted(e.trigger for e in reading.events)
    assert len({e.id for e in reading.events}) == len(reading.events)


def test_the_same_bytes_twice_and_alone(read) -> None:
    text = "Prime Minister Ada Brandt of Norway met President Luis Quispe of Peru in Lima on Thursday."
    one = read(text)
    assert msgspec.json.encode(find_events([one, one])[1].events) == msgspec.json.encode(one.events)


def test_other_layers_are_untouched_and_missing_ones_do_no_harm() -> None:
    reading = parse(split_body([Reading(Report(id="x", text="Norway met Peru in Oslo on Monday."))]), RuleParser())[0]
    found = find_events([reading])[0]
    assert (found.events, found.pledges, found.visits, found.main) == ((), (), (), None)
    assert (found.syntax, found.mentions, found.body) == (reading.syntax, None, reading.body)


def test_no_syntax_no_events() -> None:
    found = find_events([Reading(Report(id="x", text=""))])[0]
    assert (found.events, found.pledges, found.visits, found.main) == ((), (), (), None)
