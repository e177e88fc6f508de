"""Every case of cases.toml: a text in our own words, and the quotations in it."""

import tomllib
from pathlib import Path

import pytest

from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.quotes.find import find_quotes
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    blank = [Reading(Report(id=c["about"], text=c["text"])) for c in CASES]
    return {r.report.id: r for r in find_quotes(parse(split_body(blank), SpacyParser()))}


def words(reading: Reading, quote: Quote) -> str:
    return " // ".join(c.of(reading.text) for c in quote.content)


def seen(reading: Reading, q: Quote, keys: set[str]) -> dict[str, object]:
    channel = q.channel
    every: dict[str, object] = {
        "c": words(reading, q), "k": q.kind, "s": q.speaker.of(reading.text) if q.speaker is not None else "",
        "n": q.speaker_name or "", "ch": channel.kind if channel is not None else "", "act": q.act, "frag": q.fragment,
        "cn": channel.name if channel is not None else None, "rel": q.relayed_by, "topic": q.topic,
    }  # fmt: skip
    return {k: v for k, v in every.items() if k in keys}


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120
    assert len({c["about"] for c in CASES}) == len(CASES)
    assert all(c.get("quotes") or c.get("absent") or "count" in c for c in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["about"])
def test_case(case: dict[str, object], readings: dict[str, Reading]) -> None:
    reading = readings[str(case["about"])]
    found = reading.quotes or ()
    for wanted in case.get("quotes", ()):  # type: ignore[attr-defined]
        assert wanted in [seen(reading, q, set(wanted)) for q in found], [
            seen(reading, q, {"c", *wanted}) for q in found
        ]
    for gone in case.get("absent", ()):  # type: ignore[attr-defined]
        assert not [words(reading, q) for q in found if gone in words(reading, q)]
    if "count" in case:
        assert len(found) == case["count"], [words(reading, q) for q in found]


def test_spans_are_words_of_the_text(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for q in reading.quotes or ():
            spans = [*q.content, q.speaker, q.cue, q.channel.span if q.channel is not None else None]
            assert q.content
            for span in spans:
                assert span is None or 0 <= span.start < span.end <= len(reading.text)
                assert span is None or span.of(reading.text) == span.of(reading.text).strip()
