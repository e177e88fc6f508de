"""A report's text cut into stretches."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.api.reports import LONGEST, merged, stretches, window
from memcon.model.report import Report
from memcon.model.span import Span

MARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("abc"), st.just("x")), max_size=8)


def marked(text: str, marks: list[tuple[int, int, str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.words, s.marks) for s in stretches(text, marks)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("abcdef", ())]),
        ([(0, 2, "x", "")], [("ab", ("x",)), ("cdef", ())]),
        ([(1, 4, "x", ""), (3, 6, "y", "")], [("a", ()), ("bc", ("x",)), ("d", ("x", "y")), ("ef", ("y",))]),
        ([(1, 5, "x", ""), (2, 3, "x", "")], [("a", ()), ("b", ("x",)), ("c", ("x",)), ("de", ("x",)), ("f", ())]),
        ([(4, 99, "x", "")], [("abcd", ()), ("ef", ("x",))]),
        ([(7, 9, "x", ""), (3, 3, "y", "")], [("abcdef", ())]),
    ],
)
def test_stretches(marks: list[tuple[int, int, str, str]], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    found = marked("abcdef", marks)
    assert "".join(words for words, _ in found) == "abcdef"
    joined = [found[0]]
    for words, names in found[1:]:
        joined = (
            [*joined[:-1], (joined[-1][0] + words, names)]
            if names == joined[-1][1] == ()
            else [*joined, (words, names)]
        )
    assert joined == expected


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # other work may slow the machine down
@given(st.text(max_size=40), MARKS, st.integers(0, 40), st.integers(0, 40))
def test_stretches_are_the_text_and_every_mark_covers_its_own(
    text: str, marks: list[tuple[int, int, str, str]], since: int, length: int
) -> None:
    found = stretches(text, marks, since=since, until=since + length)
    assert "".join(s.words for s in found) == text[since : since + length]
    covered = {
        name: {k for s in found if name in s.marks for k in range(s.start, s.start + len(s.words))} for name in "abc"
    }
    end = min(since + length, len(text))
    for name in "abc":
        wanted = {k for a, b, n, _ in marks if n == name for k in range(max(a, since), min(b, end))}
        assert covered[name] == wanted


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(5, 8), (0, 2)], [(0, 2), (5, 8)]),
        ([(0, 5), (3, 4), (5, 9)], [(0, 9)]),
        ([(0, 2), (3, 4)], [(0, 2), (3, 4)]),
    ],
)
def test_spans_that_overlap_are_one(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert [tuple(s) for s in merged(Span(a, b) for a, b in spans)] == expected


@pytest.mark.parametrize(
    ("length", "lit", "since", "expected"),
    [
        (100, [], 0, (0, 100)),
        (3 * LONGEST, [], 0, (0, LONGEST)),
        (3 * LONGEST, [], 2 * LONGEST, (2 * LONGEST, 3 * LONGEST)),
        (3 * LONGEST, [(10, 20)], 0, (0, LONGEST)),
        (3 * LONGEST, [(2 * LONGEST, 2 * LONGEST + 9)], 0, (2 * LONGEST - LONGEST // 2, 2 * LONGEST + LONGEST // 2)),
        (2 * LONGEST, [], 10**8, (2 * LONGEST, 2 * LONGEST)),
    ],
)
def test_the_part_that_is_shown(length: int, lit: list[tuple[int, int]], since: int, expected: tuple[int, int]) -> None:
    assert window(Report("r", "w" * length), [Span(a, b) for a, b in lit], since) == expected
