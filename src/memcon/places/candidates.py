"""Words that may name a place: capitalised runs that the gazetteer knows, with the state or division told beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from memcon.model.span import Span
from memcon.places.gazetteer import LONGEST, divisions, fold, is_abbreviation, known, state_named

_WORD = re.compile(r"[^\W_]+")
_GLUE = re.compile(r"(?: |\u00a0|\n|-|'|’|\.|\. )")
_COMMA = re.compile(r",\s+")
# Words that follow a name without being part of it although they are capitalised.
_SMALL = frozenset(("of", "the", "and", "in", "on", "at", "for", "to", "de", "a"))


class Candidate(NamedTuple):
    """`name` covers the place alone, `span` the state or division told after it too. `key` is the folded name;
    `country` and `division` what stands beside it."""

    name: Span
    span: Span
    key: str
    country: str | None = None
    division: str | None = None


class Run(NamedTuple):
    """The words of a stretch: folded, and where they stand."""

    text: str
    spans: tuple[Span, ...]
    folded: tuple[str, ...]


def run_of(text: str, span: Span) -> Run:
    """Words of `text` within `span`."""
    spans = tuple(Span(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end))
    return Run(text, spans, tuple(_folded(s.of(text)) for s in spans))


def _folded(word: str) -> str:
    """`fold` of a single word, most of which are plain."""
    return word.lower() if word.isascii() else fold(word)


def candidates(run: Run) -> Iterator[Candidate]:
    """Longest names first, left to right, never overlapping; towns nobody knows come from `told_towns`."""
    i = 0
    while i < len(run.spans):
        size = _longest(run, i)
        if not size:
            i += 1
            continue
        found, i = _beside(run, i, i + size)
        yield found


def _longest(run: Run, i: int) -> int:
    if not run.text[run.spans[i].start].isupper():
        return 0
    most = 1
    while most < LONGEST and i + most < len(run.spans) and _glued(run, i + most - 1):
        most += 1
    for size in range(most, 0, -1):
        if run.folded[i + size - 1] not in _SMALL and known(" ".join(run.folded[i : i + size])):
            return size
    return 0


def _glued(run: Run, i: int) -> bool:
    """True when only a blank, hyphen, apostrophe or abbreviation's stop parts word `i` from the next."""
    gap = run.text[run.spans[i].end : run.spans[i + 1].start]
    if not _GLUE.fullmatch(gap):
        return False
    return "." not in gap or run.spans[i].end - run.spans[i].start <= 2


def _beside(run: Run, i: int, j: int) -> tuple[Candidate, int]:
    """The candidate of words `i` to `j`, with the state or division after a comma ("Busan, South Korea")."""
    name = Span(run.spans[i].start, run.spans[j - 1].end)
    key = " ".join(run.folded[i:j])
    told = beside(run, j) if state_named(key) is None else None
    if told is None:
        return Candidate(name, name, key), j
    country, division, end = told
    return Candidate(name, whole(run, i, end), key, country, division), end


def whole(run: Run, i: int, j: int) -> Span:
    """Words `i` to `j` with the stop that closes an abbreviation ("Washington, U.S.")."""
    end = run.spans[j - 1].end
    short = run.text[end - 2 : end - 1] == "." or is_abbreviation(run.folded[j - 1])
    return Span(run.spans[i].start, end + 1 if short and run.text[end : end + 1] == "." else end)


def beside(run: Run, j: int) -> tuple[str | None, str | None, int] | None:
    """State or division named right after word `j - 1` and a comma: (state, division, end); None when there is none."""
    if (
        j >= len(run.spans)
        or run.text[run.spans[j - 1].end] != ","
        or not _COMMA.fullmatch(run.text[run.spans[j - 1].end : run.spans[j].start])
    ):
        return None
    for size in range(min(4, len(run.spans) - j), 0, -1):
        key = " ".join(run.folded[j : j + size])
        if not all(_glued(run, k) for k in range(j, j + size - 1)) or not run.text[run.spans[j].start].isupper():
            continue
        if key in divisions():
            return *divisions()[key], j + size
        state = state_named(key)
        if state is not None and run.text[run.spans[j + size - 1].end :][:1] != "-":
            return state, None, j + size
    return None
