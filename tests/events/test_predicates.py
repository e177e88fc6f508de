"""The engine: text to predicates, in tables of our own."""

import pytest

from memcon.events.predicates import Predicate, find_predicates
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.syntax import Syntax
from memcon.text.paragraphs import split_body
from memcon.text.parser import RuleParser, SpacyParser
from memcon.text.sentences import parse


def read(text: str) -> tuple[Syntax, list[Predicate]]:
    (reading,) = parse(split_body([Reading(Report(id="x", text=text))]), SpacyParser())
    syntax = reading.syntax
    assert syntax is not None
    return syntax, [p for k in range(len(syntax.sentences)) for p in find_predicates(syntax, k)]


def table(text: str) -> list[tuple[str, str | None, str, str, str, str]]:
    """(type, mode, status, trigger, agents, patients) of each predicate."""
    syntax, found = read(text)

    def names(heads: tuple[int, ...]) -> str:
        return " ".join(syntax.words[i] for i in heads)

    return [(p.type, p.mode, p.status, p.trigger_span.of(text), names(p.agents), names(p.patients)) for p in found]


CASES = [
    # the facts of the manual
    ("President Arlen will meet Chancellor Bron in Ostia.", ("AGREE", "meet", "planned", "meet", "Arlen", "Bron")),
    ("Norland cancelled its meeting with Sudmark.", ("REJECT", "meet", "asserted", "cancelled", "Norland", "Sudmark")),
    ("Norland summoned the ambassador of Sudmark.",
     ("ACCUSE", "summon", "asserted", "summoned", "Norland", "ambassador")),
    ("Norland signed a treaty with Sudmark.",
     ("SUPPORT", "agreement", "asserted", "signed a treaty", "Norland", "Sudmark")),
    ("The premier visited Ostia in May.", ("CONSULT", "visit", "asserted", "visited", "premier", "Ostia")),
    ("President Arlen hosted Premier Dalen in Ostia.", ("CONSULT", "visit", "asserted", "hosted", "Dalen", "Arlen")),
    # light verbs and nouns
    ("Norland held talks with Sudmark.", ("CONSULT", None, "asserted", "held talks", "Norland", "Sudmark")),
    ("The premier paid a visit to Ostia.", ("CONSULT", "visit", "asserted", "paid a visit", "premier", "Ostia")),
    ("Norland issued a threat to Sudmark.",
     ("THREATEN", None, "asserted", "issued a threat", "Norland", "Sudmark")),
    ("A meeting between Arlen and Bron took place on Monday.",
     ("CONSULT", None, "asserted", "meeting", "Arlen Bron", "")),
    ("Norland launched an attack on Sudmark.",
     ("ASSAULT", None, "asserted", "launched an attack", "Norland", "Sudmark")),
    # passive, relative clause, participle, coordination
    ("The envoy was expelled by Norland.", ("SANCTION", "diplomatic", "asserted", "expelled", "Norland", "envoy")),
    ("The rebels who attacked the town fled.", ("ASSAULT", None, "asserted", "attacked", "rebels", "town")),
    ("Norland and Sudmark condemned Vestria.",
     ("ACCUSE", "disapprove", "asserted", "condemned", "Norland Sudmark", "Vestria")),
    # control and raising: the operator changes the type
    ("Norland agreed to send aid to Sudmark.", ("AGREE", "aid", "asserted", "agreed", "Norland", "Sudmark")),
    ("Norland refused to meet Sudmark.", ("REJECT", "meet", "asserted", "refused", "Norland", "Sudmark")),
    ("Norland threatened to bomb Sudmark.", ("THREATEN", "violent", "asserted", "threatened", "Norland", "Sudmark")),
    ("Norland called on Sudmark to withdraw its troops.",
     ("REQUEST", "yield", "asserted", "called on", "Norland", "Sudmark")),
    ("Norland plans to sanction Sudmark.", ("THREATEN", "restrict", "planned", "plans", "Norland", "Sudmark")),
    ("Norland will not release the sailors.",
     ("REJECT", "yield", "asserted", "release", "Norland", "sailors")),
    ("Norland halted its attack on Sudmark.",
     ("RETREAT", "ceasefire", "asserted", "halted its attack", "Norland", "Sudmark")),
    ("Norland suspended aid to Sudmark.", ("SANCTION", "aid", "asserted", "suspended aid", "Norland", "Sudmark")),
    ("Norland accused Sudmark of bombing the port.",
     ("ACCUSE", "allege", "asserted", "accused", "Norland", "Sudmark")),
    # status
    ("Norland did not attack Sudmark.", ("ASSAULT", None, "denied", "attack", "Norland", "Sudmark")),
    ("Norland denied attacking Sudmark.", ("ASSAULT", None, "denied", "denied attacking", "Norland", "Sudmark")),
    ("Norland may sue Sudmark.", ("ACCUSE", "legal", "hypothetical", "sue", "Norland", "Sudmark")),
    ("If Norland attacks Sudmark, oil will rise.", ("ASSAULT", None, "hypothetical", "attacks", "Norland", "Sudmark")),
    ("No talks were held by Norland with Sudmark.",
     ("CONSULT", None, "denied", "talks were held", "Norland", "Sudmark")),
    ("Norland had invaded Sudmark.", ("ASSAULT", None, "historical", "invaded", "Norland", "Sudmark")),
    # one word in the clause shifts the code
    ("Norland deployed peacekeepers to Sudmark.",
     ("AID", "peacekeeping", "asserted", "deployed", "Norland", "Sudmark")),
    ("The senator launched a scathing attack on the minister.",
     ("ACCUSE", "disapprove", "asserted", "launched a scathing attack", "senator", "minister")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_one_predicate(text: str, expected: tuple[str, str | None, str, str, str, str]) -> None:
    found = [row for row in table(text) if row[0] == expected[0]]
    assert found
    got = found[0]
    assert (got[0], got[1], got[2], got[4], got[5]) == (*expected[:3], *expected[4:])
    assert got[3] in text


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the economy was growing.",
        "Norland lies to the north of Sudmark.",
        "A storm hit the coast of Norland.",
        "Doctors are winning the war on cancer.",
        "The attack helicopter stood in the museum.",
        "It rained in Ostia on Tuesday.",
    ],
)
def test_plain_statements_and_lookalikes_are_no_events(text: str) -> None:
    assert table(text) == []


def test_what_an_operator_governs_is_consumed() -> None:
    assert [row[0] for row in table("Norland refused to hold talks with Sudmark.")] == ["REJECT"]


def test_the_entry_names_the_whole_chain() -> None:
    _, (found,) = read("Norland agreed to send troops to Sudmark.")
    assert found.entry == "promise.agree>mobilize.deploy"
    assert found.base == "MOBILIZE"


def test_two_deeds_of_one_sentence_in_text_order() -> None:
    rows = table("Norland recalled its ambassador from Sudmark and deployed troops on the border.")
    assert [row[0] for row in rows] == ["SANCTION", "MOBILIZE"]
    assert [row[4] for row in rows] == ["Norland", "Norland"]


def test_spans_index_the_stored_text_and_cover_the_trigger() -> None:
    text = "  Norland\u00a0  condemned   Sudmark.\n\nArlen met Bron.  "
    syntax, found = read(text)
    assert [p.trigger_span.of(text) for p in found] == ["condemned", "met"]
    for p in found:
        assert p.clause.covers(p.trigger_span)
        assert all(0 <= i < len(syntax) for i in (*p.agents, *p.patients, *p.trigger))


def test_without_syntax_there_is_nothing_to_find() -> None:
    (reading,) = parse(split_body([Reading(Report(id="x", text="Norland attacked Sudmark."))]), RuleParser())
    assert reading.syntax is not None
    assert find_predicates(reading.syntax, 0) == []
