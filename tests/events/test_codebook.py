"""The codebook as data: complete, consistent, and its own examples code as it says."""

import tomllib
from importlib.resources import files

import pytest

from memcon.events.codebook import TYPES, Codebook, codebook, reason
from memcon.events.predicates import find_predicates
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

QUADS = {
    "verbal cooperation": {"AGREE", "CONSULT", "SUPPORT"},
    "material cooperation": {"CONCEDE", "COOPERATE", "AID", "RETREAT"},
    "verbal conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


@pytest.fixture(scope="module")
def book() -> Codebook:
    return codebook()


def told(text: str) -> set[tuple[str, str]]:
    """(type, status) of everything coded in a text."""
    (reading,) = parse(split_body([Reading(Report(id="x", text=text))]), SpacyParser())
    assert reading.syntax is not None
    found = [p for k in range(len(reading.syntax.sentences)) for p in find_predicates(reading.syntax, k)]
    return {(p.type, p.status) for p in found}


def test_all_sixteen_types_in_their_quads(book: Codebook) -> None:
    assert tuple(book.types) == TYPES
    assert {q: {t.name for t in book.types.values() if t.quad == q} for q in QUADS} == QUADS


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_described(book: Codebook, name: str) -> None:
    t = book.types[name]
    assert all((t.definition, t.includes, t.excludes, t.modes, t.cameo, t.examples, t.counterexamples))
    assert (t.intensity > 0) == t.quad.endswith("cooperation")
    assert set(t.mode_of.values()) <= set(t.modes)


def test_every_cameo_root_beyond_plain_statements_is_taken_in(book: Codebook) -> None:
    roots = {root for t in book.types.values() for root in t.cameo}
    assert roots == {f"{n:02}" for n in range(2, 21)}


@pytest.mark.parametrize("name", TYPES)
def test_examples_code_as_the_type_and_counterexamples_do_not(book: Codebook, name: str) -> None:
    real = {(name, "asserted"), (name, "planned")}
    assert [text for text, _ in book.types[name].examples if not told(text) & real] == []
    assert [text for text, _ in book.types[name].counterexamples if told(text) & real] == []


def test_every_type_has_words(book: Codebook) -> None:
    patterns = [p for index in (book.verbs, book.nouns) for ps in index.values() for p in ps]
    lemmas = {name: {p.lemma for p in patterns if p.entry.type == name} for name in TYPES}
    assert {name for name, words in lemmas.items() if len(words) < 20} == set()
    assert len(book.verbs) > 1000


def test_references_between_entries_hold(book: Codebook) -> None:
    for entry in book.entries.values():
        assert set(entry.near) <= set(book.classes), entry.id
        assert set(entry.near.values()) | set(entry.turn.values()) <= set(book.entries), entry.id
        assert entry.type or entry.operator, entry.id
    for operator in book.operators.values():
        assert set(operator.table) <= {*TYPES, "*"}, operator.name
        assert set(operator.table.values()) <= {*TYPES, "=", ""}, operator.name


def test_operators_turn_types_as_the_manual_has_it(book: Codebook) -> None:
    result = {(o, t): book.operators[o].result(t) for o in book.operators for t in TYPES}
    assert result["intend", "CONSULT"] == "AGREE"
    assert result["cancel", "CONSULT"] == "REJECT"
    assert result["intend", "ASSAULT"] == "THREATEN"
    assert result["cease", "AID"] == "SANCTION"
    assert result["cease", "ASSAULT"] == "RETREAT"
    assert result["refuse", "RETREAT"] == "REJECT"
    assert result["request", "AID"] == "REQUEST"


def test_no_pattern_is_given_twice_in_one_entry() -> None:
    folder = files("memcon") / "data" / "codebook"
    twice = []
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    for path in paths:
        for entry in tomllib.loads(path.read_text(encoding="utf8")).get("entry", []):
            for kind in ("verbs", "nouns", "adjectives"):
                words = [" ".join(w.split()) for w in entry.get(kind, "").split(",")]
                twice += [(entry["id"], w) for w in set(words) if w and words.count(w) > 1]
    assert twice == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("consult.meet", "meets, talks or negotiates"),
        ("aux.will>consult.visit", "with will: not yet done; one travels to the other"),
        ("promise.agree>aid.give", "the undertaking itself is the event"),
    ],
)
def test_a_reason_in_words(entry: str, expected: str) -> None:
    assert expected in reason(entry)


def test_every_entry_has_a_reason() -> None:
    assert all(reason(name) for name in codebook().entries)
