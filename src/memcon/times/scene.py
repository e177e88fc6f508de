"""What a rule sees while it reads a stretch: the words around, the anchor, and the date told last."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from memcon.model.span import Span
from memcon.model.syntax import Syntax
from memcon.times import tense
from memcon.times.calendar import day_in
from memcon.times.lexicon import Tokens, Word, Words, lexicon


class Found(NamedTuple):
    """What a rule made of its words. `when` of None is read off the value; "" says that there is none."""

    type: str
    value: str | None
    mod: str | None = None
    inferred: bool = False
    anchor: str | None = None
    why: str | None = None
    when: str | None = None


class Scene:
    """One report while it is read: `day` and `name` are the anchor and what it is; `told` the last date's value."""

    def __init__(self, syntax: Syntax | None, day: date | None, name: str | None) -> None:
        """`day` None: nothing to count from, so relative words stay without a date."""
        self.syntax, self.day, self.name = syntax, day, name
        self.told: str | None = None
        self.told_at = -1
        self._named: frozenset[int] | None = None
        self.year: int | None = None
        self.words = Words("", Tokens())

    def open(self, words: Words) -> None:
        """Start on the next stretch: a year that opened the last one ("In 2012, …") no longer rules."""
        self.words, self.year, self.told_at = words, None, -1

    def tell(self, value: str, at: int, *, leaning: bool = False) -> None:
        """Note the date just read, and the token it ends at. One that leans on a finer one ("in May, up from a
        year earlier") does not take its place."""
        if not (leaning and self.told_at >= 0 and self.told is not None and len(value) < len(self.told)):
            self.told, self.told_at = value, at

    def near(self, i: int) -> bool:
        """True when the date told last is a month or day a few words before token `i`."""
        return self.told is not None and self.told[5:7].isdigit() and 0 <= self.told_at <= i < self.told_at + 12

    def before(self, i: int) -> Word | None:
        """The word before token `i` of this stretch."""
        return self.words.words[i - 1] if i > 0 else None

    def after(self, j: int) -> Word | None:
        """The word at token `j`, just past a match that ends there."""
        return self.words.words[j] if j < len(self.words.words) else None

    def direction(self, i: int) -> int:
        """Which way the verb that governs token `i` points."""
        word = self.words.words[i]
        return tense.direction(self.syntax, Span(word.start, word.end))

    def is_due(self, i: int) -> bool:
        """True when token `i` hangs on a timetable's present ("opens on Saturday")."""
        word = self.words.words[i]
        return tense.is_due(self.syntax, Span(word.start, word.end))

    def tag(self, word: Word) -> str:
        """Penn tag of a word, empty where nobody parsed."""
        at = self.syntax.token_at(word.start) if self.syntax is not None else None
        return self.syntax.tags[at] if at is not None and self.syntax is not None else ""

    def in_person(self, word: Word) -> bool:
        """True when the word is part of a longer personal name ("April Stone")."""
        at = self.syntax.token_at(word.start) if self.syntax is not None else None
        if self._named is None and self.syntax is not None:
            people = (e for e in self.syntax.entities if e.label == "PERSON" and e.last - e.first > 1)
            self._named = frozenset(i for e in people for i in range(e.first, e.last))
        return at is not None and self._named is not None and at in self._named

    def base(self, unit: str = "Y") -> tuple[date | None, str | None]:
        """What "later" and "the next day" count from: the date told last, else the anchor. No day is counted from a
        year, no month from one: then (None, None)."""
        if self.told is not None and not _fine_enough(self.told, unit):
            # told in this stretch it is what the words lean on; told before, the anchor is nearer
            return (None, None) if self.told_at >= 0 else (self.day, self.name)
        day = day_in(self.told) if self.told is not None else None
        return (day, "narrative") if day is not None else (self.day, self.name)


def _fine_enough(told: str, unit: str) -> bool:
    """True when a step of `unit` may be counted from `told`."""
    if unit in ("D", "NI"):
        return re.fullmatch(r"\d{4}-\d\d-\d\d", told) is not None
    if unit in ("W", "2W", "WE"):
        return "-W" in told or len(told) == 10
    return unit != "M" or re.match(r"\d{4}-\d\d", told) is not None


Handler = Callable[[Scene, int, int], Found | None]


class Rule(NamedTuple):
    """`pattern` over signs; `read` is given the scene and the half-open range of tokens it matched."""

    pattern: re.Pattern[str]
    read: Handler


def rule(pattern: str, read: Handler) -> Rule:
    """Compile a pattern in which `<class>` stands for one token of a class of the lexicon."""
    return Rule(re.compile(expand(pattern)), read)


@cache
def expand(pattern: str) -> str:
    """`<the>?<unit>` as a regular expression over signs."""
    signs = lexicon().signs
    return re.sub(r"<(\w+)>", lambda m: re.escape(signs[m[1]]), re.sub(r"\s+", "", pattern))
