"""Stretches for the parser: a text without the end of a sentence is cut, and what is read keeps its place."""

import pytest

from memcon.model.reading import Paragraph, Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.text.parser import RuleParser
from memcon.text.sentences import LONGEST, parse, stretches

RUN = "and the harbour of Brell rebuilt its quay, "


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("They met. " * 2000, None),  # long, but nothing in it runs on
        ("They met.", None),
        (RUN * 200, ","),
        (RUN.replace(",", "") * 200, ""),
        ("They met. " + RUN * 200 + "so they said. They met again.", ","),
        ("x" * 10_000, "x"),
        ("x" * 4_000 + "  " + "y" * 4_000, ""),
        ("", None),
    ],
)
def test_what_runs_on_is_cut(text: str, ends: str | None) -> None:
    parts = list(stretches(f"--{text}--", Span(2, 2 + len(text))))
    exact = [p.of(f"--{text}--") for p in parts]
    assert "".join("".join(exact).split()) == "".join(text.split())
    assert (len(parts) < 2) == (ends is None)
    assert all(e.endswith(ends) and not e[:1].isspace() for e in exact[:-1] if ends)
    assert all(len(e) <= LONGEST for e in exact) or ". " in text


def test_a_word_without_end_is_cut() -> None:
    text = f"They met. {'(' * 1200} {'x' * 500} {'y' * 501}"
    parts = [p.of(text) for p in stretches(text, Span(0, len(text)))]
    assert [len(p) for p in parts] == [510, 500, 1202, 1]
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_words_are_not_cut() -> None:
    text = RUN.replace(",", "") * 200
    assert all(text[p.end : p.end + 1] in (" ", "") for p in stretches(text, Span(0, len(text))))


def test_what_is_read_keeps_its_place() -> None:
    text = "Heard at noon: " + RUN * 300
    (reading,) = parse([Reading(Report("r", text), body=(Paragraph(Span(0, len(text))),))], RuleParser())
    syntax = reading.syntax
    assert syntax is not None
    assert [text[a:b] for a, b in zip(syntax.starts, syntax.ends, strict=True)] == list(syntax.words)
    assert " ".join(syntax.words).replace(" ,", ",").replace(" :", ":") == " ".join(text.split())
    assert max(syntax.ends[b - 1] - syntax.starts[a] for a, b in syntax.sentences) <= LONGEST
