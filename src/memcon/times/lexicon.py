"""Words of time as classes (data/times/lexicon.toml): a stretch of text becomes one sign a token."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, overload

# Signs of tokens that are no words: the lexicon gives all others.
NUMBER_SIGNS = {
    "iso": "I",
    "slash": "%",
    "dotted": "]",
    "clock": "c",
    "decade": "*",
    "short_year": "!",
    "year": "y",
    "small": "n",
    "number": "#",
    "money": "M",
    "quartered": "=",
    "hour": ":",
}
# Classes that only capitalised words belong to ("march", "may", "sun" are other words in lower case).
CAPITALISED = frozenset(("month", "weekday", "weekdays", "zone"))

Value = int | float | str


class Lexicon(NamedTuple):
    """`classes` maps a lower-case word to its class and value; `signs` a class to its character."""

    classes: Mapping[str, tuple[str, Value]]
    signs: Mapping[str, str]
    holidays: Mapping[str, tuple[str, object]]
    token: re.Pattern[str]


class Word(NamedTuple):
    """One token: its class ("other" when it is no word of time), value, lower-case form and stored-text range."""

    kind: str
    value: Value
    text: str
    start: int
    end: int


class Tokens(Sequence[Word]):
    """The tokens of a stretch, each read when it is asked for: most never are."""

    __slots__ = ("_found",)

    def __init__(self, found: Sequence[re.Match[str]] = ()) -> None:
        """`found`: matches of the lexicon's token pattern."""
        self._found = found

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self._found)

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, i: int | slice) -> Word | tuple[Word, ...]:
        """One token, or a stretch of them."""
        lex = lexicon()
        if isinstance(i, slice):
            return tuple(_word(lex, m) for m in self._found[i])
        return _word(lex, self._found[i])


class Words(NamedTuple):
    """Tokens of one stretch and the string of their signs, one character each."""

    signs: str
    words: Tokens


@cache
def lexicon() -> Lexicon:
    """Load the tables (once)."""
    tables = _toml("lexicon.toml")
    signs = {**{k: str(v) for k, v in tables.pop("sign").items()}, **NUMBER_SIGNS}
    classes = {word: (name, value) for name, table in tables.items() for word, value in table.items()}
    days = _toml("holidays.toml")
    holidays = {name: (rule, value) for rule, table in days.items() for name, value in table.items()}
    return Lexicon(classes, signs, holidays, _token(holidays))


def _toml(name: str) -> dict[str, dict[str, Value]]:
    return tomllib.loads(files("memcon.data").joinpath("times", name).read_text("utf-8"))


def _token(holidays: Mapping[str, object]) -> re.Pattern[str]:
    names = "|".join(
        re.escape(n).replace("'", "['’]").replace(r"\ ", r"\s+") for n in sorted(holidays, key=len, reverse=True)
    )
    # Square brackets are an editor's ("[ten] years ago") and no tokens.
    return re.compile(
        rf"""(?P<holiday>\b(?:{names})\b(?!['’]?\w))
        |(?P<iso>\b\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b)
        |(?P<dotted>\b(?:19|20)\d\d[./](?:0?[1-9]|1[0-2])[./](?:0?[1-9]|[12]\d|3[01])\b
            |\b(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d\b)
        |(?P<slash>\b\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)\b)
        |(?P<clock>\b[012]?\d:[0-5]\d(?::[0-5]\d)?\b|\b(?:[01]\d|2[0-3])[0-5]\d(?=\s(?:GMT|UTC|hours|hrs)\b))
        |(?P<decade>(?:\b(?:1[5-9]|20)\d|['’]?\b\d)0['’]?s\b|\b(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b)
        |(?P<short_year>['’]\d\d\b(?!['’]))
        |(?P<quartered>\b(?:Q[1-4]|[1-4]Q)\b)
        |(?P<ordinal>\b\d{{1,3}}(?:st|nd|rd|th)\b)
        |(?P<number>[$£€¥#]?\d+(?:,\d{{3}})*(?:\.\d+)?)
        |(?P<hour>\bo['’]clock\b)
        |(?P<am>\b[ap]\.\s?m\b\.?|(?<=\d)[ap]m\b)
        |(?P<possessive>['’]s\b)
        |(?P<word>[^\W\d_]+(?:['’](?:t|re|ve|ll|d|m)\b)?)
        |(?P<mark>[^\w\s\[\]]|_)""",
        re.VERBOSE | re.IGNORECASE,
    )


def words_of(text: str, start: int, end: int) -> Words:
    """Tokens of `text[start:end]`; ranges index `text`."""
    lex = lexicon()
    found = list(lex.token.finditer(text, start, end))
    return Words("".join([_sign(lex, m) for m in found]), Tokens(found))


def _sign(lex: Lexicon, m: re.Match[str]) -> str:
    """A token's class as one character. A mark is its own, dashes share one, every word of no class is `x`."""
    kind = m.lastgroup or "mark"
    if kind == "word":
        text = m.group()
        name = lex.classes.get(text.lower(), _NO_CLASS)[0]
        return "x" if name == "word" or (name in CAPITALISED and not text[0].isupper()) else lex.signs[name]
    if kind == "mark":
        return _MARKS.get(m.group(), "_")
    if kind == "possessive":
        return "'"
    return lex.signs[_number(m.group().lower(), 0, 0).kind if kind == "number" else kind]


_NO_CLASS = ("word", "")
_MARKS = {**dict.fromkeys("-‐‑", "-"), **dict.fromkeys("–—", "~"), **{c: c for c in ",.('"}}


def _word(lex: Lexicon, m: re.Match[str]) -> Word:
    kind, text = m.lastgroup or "mark", m.group()
    low = text.lower()
    if kind == "word":
        kind, value = lex.classes.get(low, ("word", ""))
        if kind in CAPITALISED and not text[0].isupper():
            kind, value = "word", ""
        return Word(kind, value, low, m.start(), m.end())
    if kind == "number":
        return _number(low, m.start(), m.end())
    if kind == "ordinal":
        return Word(kind, int(low[:-2]), low, m.start(), m.end())
    if kind == "am":
        return Word(kind, 12 if low[0] == "p" else 0, low, m.start(), m.end())
    return Word(kind, low, low, m.start(), m.end())


def _number(low: str, start: int, end: int) -> Word:
    if not low[0].isdigit() or len(low) > 20:  # digits without end count nothing either
        return Word("money", "", low, start, end)
    value = float(low.replace(",", ""))
    if low.isdigit() and len(low) == 4 and 1000 <= value < 2200:
        return Word("year", int(value), low, start, end)
    if low.isdigit() and len(low) <= 2:
        return Word("small", int(value), low, start, end)
    return Word("number", value, low, start, end)
