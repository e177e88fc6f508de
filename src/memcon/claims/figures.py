"""Figures with what they count, wherever a report gives them: an agreement between outlets when both give the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from memcon.claims.making import claim, plain
from memcon.claims.values import Amount, find_amounts
from memcon.model.claim import Claim
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.syntax import Syntax

STAGE = "claims.figures"
SMALL = 12
"""Up to a dozen of anything may be told of two things; larger figures seldom are."""
REACH = 6
"""Tokens behind a figure in which the noun it counts is looked for."""
_KINDS = ("money", "count", "duration")
_SECONDS = {"day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
"""Lengths of time that count; those of meetings are a point of their own."""
_FIGURE = re.compile(
    r"(?<![\d.,])(?!(?:1[89]|20)\d\d(?!\d))\d[\d,.]*\d|\d (?:[mbt]illion|[mbt]n)|[a-z]teen\b|[mbt]illion|"
    r"hundred|thousand|dozen|\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty\b"
)
"""A look that costs little before the figures are read."""
_OF = ("of", "in", "worth", "more", "additional", "for")


def figures(reading: Reading, taken: Sequence[Span]) -> Iterator[Claim]:
    """A claim of point `count` for every figure above a dozen with a noun: value `86`, `USD=75000000000`; the text is
    the figure with its noun. `taken`: spans that tell a count already."""
    syntax = reading.syntax
    dates = [t.span for t in reading.times or () if t.type in ("DATE", "TIME", "SET")]
    for k in range(len(syntax.sentences) if syntax is not None else 0):
        assert syntax is not None
        sentence = syntax.sentence_span(k)
        words = sentence.of(reading.text)
        for amount in find_amounts(words) if _FIGURE.search(words) else ():
            span = _phrase(syntax, sentence.start, amount)
            if span is None or any(span.overlaps(s) for s in (*dates, *taken)):
                continue
            yield msgspec.structs.replace(
                claim(reading, "count", plain(span.of(reading.text)), _value(amount), [span]), stage=STAGE
            )


def _value(amount: Amount) -> str:
    figure = f"{_number(amount):.0f}"
    return figure if amount.kind == "count" else f"{amount.unit}={figure}"


def _number(amount: Amount) -> float:
    return amount.value / _SECONDS[amount.unit or ""] if amount.kind == "duration" else amount.value


def _phrase(syntax: Syntax, start: int, amount: Amount) -> Span | None:
    """From the figure to the noun it counts, "$75 billion in new goods"; None where there is none, for a year, and for
    a figure that says little."""
    if amount.kind not in _KINDS or (amount.kind == "duration" and amount.unit not in _SECONDS):
        return None
    if _number(amount) <= SMALL or _number(amount) != int(_number(amount)):
        return None
    inside = syntax.tokens_in(Span(start + amount.start, start + amount.end))
    if not inside or (len(inside) == 1 and _may_be_year(syntax.words[inside[-1]])) or _in_name(syntax, inside[0]):
        return None
    noun = inside[-1] if amount.kind == "duration" else _counted(syntax, inside[-1], money=amount.kind == "money")
    return Span(syntax.starts[inside[0]], syntax.span(noun, noun + 1).end) if noun is not None else None


def _in_name(syntax: Syntax, at: int) -> bool:
    """ "the Group of 20", "G20": a number in a name counts nothing."""
    before = max(at - 1, 0)
    if syntax.words[before].lower() == "of":
        before = max(at - 2, 0)
    return before < at and syntax.pos[before] == "PROPN" and syntax.words[before][:1].isupper()


def _may_be_year(word: str) -> bool:
    return word.isdigit() and len(word) == len("1999")


def _counted(syntax: Syntax, at: int, *, money: bool) -> int | None:
    """The last noun of the phrase right behind the figure at token `at`."""
    found, first, last = None, *_bounds(syntax, at)
    for i in range(max(at + 1, first), min(at + 1 + REACH, last)):
        if syntax.pos[i] in ("NOUN", "PROPN"):
            found = i if syntax.pos[i] == "NOUN" else found
        elif found is not None or not _leads(syntax, i, money=money):
            break
    return found


def _leads(syntax: Syntax, i: int, *, money: bool) -> bool:
    """ "$5 billion in aid", "86-page": what else may stand between a figure and its noun."""
    word = syntax.words[i].lower()
    if word == "-" or syntax.pos[i] in ("ADJ", "ADV"):
        return True
    return money and (word in _OF or syntax.tags[i] in ("VBN", "VBG"))


def _bounds(syntax: Syntax, at: int) -> tuple[int, int]:
    inside = syntax.tokens_in(syntax.sentence_span(syntax.sentence_of(at)))
    return inside[0], inside[-1] + 1
