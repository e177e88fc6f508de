"""Words found, marked and ranked as SQLite's FTS5 does, for an engine whose own search answers otherwise.

Words are cut and folded like FTS5's `unicode61 remove_diacritics 2`: runs of letters and digits, lower case, Latin
letters without their marks. The rank is its `bm25` (fts5_aux.c: k1 = 1.2, b = 0.75).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

_LETTER = r"[^\W_]|[\ue000-\uf8ff]"
"""Private use is a letter there too."""
_WORD = re.compile(rf"(?:{_LETTER})(?:{_LETTER}|[\u0300-\u036f])*")
_MARK = re.compile(r"[\u0300-\u036f]")
_K1, _B = 1.2, 0.75
_LEAST = 1e-6
"""What a word that stands nearly everywhere is worth."""
_ROOM = 900_000
"""Bytes that the words of one text may take in an index row; PostgreSQL's `tsvector` holds 1 MB."""


class Corpus(Protocol):
    """What ranking asks of the index: all its rows and words, the rows that hold a phrase, the stems of words."""

    rows: int
    words: int

    def holding(self, phrase: str) -> int:
        """Number of rows that hold the (folded) words in a row."""
        ...

    def stems(self, words: Collection[str]) -> Mapping[str, str]:
        """(Folded) word → its stem."""
        ...


class Word(NamedTuple):
    """A word of a text: where it stands, and its folded form."""

    start: int
    end: int
    form: str


def cut(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), _fold(match.group()))


def folded(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word.form for word in cut(text)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = _MARK.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare).lower()


def fitting(words: Sequence[str]) -> Sequence[str]:
    """The words, as far as an index row has room for them: of a text as long as a book the rest is not searched."""
    seen: set[str] = set()
    used = 0
    for k, word in enumerate(words):
        used += 2 if word in seen else 8 + len(word.encode())
        if used > _ROOM:
            return words[:k]
        seen.add(word)
    return words


def ranked(
    rows: Sequence[Sequence[Any]], phrases: Sequence[str], corpus: Corpus, marks: tuple[str, str]
) -> list[Sequence[Any]]:
    """Rows (kind, id, …, text) with marks around each of the phrases that stands in the text, the best first, else in
    order of kind and id. `phrases`: folded words in a row."""
    texts = [list(cut(row[-1])) for row in rows]
    firsts = {word[0] for phrase in phrases for word in phrase.split()}
    # A stem begins as its word does: no other word of the texts can be one that is asked for.
    forms = {w.form for words in texts for w in words if w.form[:1] in firsts}
    stems = corpus.stems(forms | {word for phrase in phrases for word in phrase.split()})
    asked = [[stems[word] for word in phrase.split()] for phrase in phrases]
    worth = [_worth(corpus.rows, corpus.holding(phrase)) for phrase in phrases]
    average = corpus.words / corpus.rows
    found: list[tuple[float, Sequence[Any]]] = []
    for row, words in zip(rows, texts, strict=True):
        here = [stems.get(w.form) for w in words]
        places = [list(_places(here, phrase)) for phrase in asked]
        score = _score([len(p) for p in places], worth, len(words) / average)
        spans = sorted((at, at + len(phrase)) for phrase, ats in zip(asked, places, strict=True) for at in ats)
        found.append((score, (*row[:-1], _marked(row[-1], words, spans, marks))))
    return [row for _, row in sorted(found, key=lambda one: (-one[0], one[1][0], one[1][1]))]


def _worth(rows: int, holding: int) -> float:
    worth = math.log((rows - holding + 0.5) / (holding + 0.5))
    return worth if worth > 0 else _LEAST


def _score(counts: Sequence[int], worth: Sequence[float], length: float) -> float:
    """`length`: of the text, over the average."""
    return sum(w * (n * (_K1 + 1) / (n + _K1 * (1 - _B + _B * length))) for n, w in zip(counts, worth, strict=True))


def _places(words: Sequence[str | None], phrase: Sequence[str]) -> Iterator[int]:
    """Where in `words` the phrase begins."""
    for at, word in enumerate(words):
        if word == phrase[0] and list(words[at : at + len(phrase)]) == phrase:
            yield at


def _marked(text: str, words: Sequence[Word], spans: Sequence[tuple[int, int]], marks: tuple[str, str]) -> str:
    """The text with marks around spans (of words, sorted); of spans that share a word one is made."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    parts, at = [], 0
    for start, end in joined:
        parts += [text[at : words[start].start], marks[0], text[words[start].start : words[end - 1].end], marks[1]]
        at = words[end - 1].end
    return "".join([*parts, text[at:]])
