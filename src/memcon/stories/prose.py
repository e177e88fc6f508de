"""A report's own prose, where copying shows, parted from what it quotes: quotations, posts, printed statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern
from typing import NamedTuple

_MARK = re.compile("[\"“”„‟″＂]|''|``|‘‘|’’")
_OPEN = frozenset(("“", "„", "‟", "‘‘", "``"))
_CLOSE = frozenset(("”", "’’"))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A post is printed with its account: "— Name (@account) January 18, 2018".
_POST = re.compile(r"\(@\w+\)|pic\.twitter\.com")
# "The full text of the joint statement:" opens a document that others print in the same words.
_DOCUMENT = re.compile(
    r"\b(?:full|complete|entire) (?:text|statement|transcript|remarks)\b"
    r"|\b(?:statement|communiqu[eé]|declaration|remarks|transcript|letter|readout)\b[^.]*:\s*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:said|told|according to|reported|asked)\b", re.IGNORECASE)
_SHORT_LINE = 240


class Prose(NamedTuple):
    """Lower-case words in stretches that never run over a quotation or a line break: `own` prose and `quoted` words."""

    own: tuple[tuple[str, ...], ...]
    quoted: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> int:
        """Words of own prose."""
        return sum(map(len, self.own))


def part_prose(text: str) -> Prose:
    """Part `text` into own prose and quoted words, paragraph (line) by paragraph."""
    own: list[tuple[str, ...]] = []
    quoted: list[tuple[str, ...]] = []
    for line, spoken in _lines(text):
        at = 0
        for start, end in [] if spoken else _outside_quotes(line):
            _add(quoted, line[at:start])
            _add(own, line[start:end])
            at = end
        _add(quoted, line[at:])
    return Prose(tuple(own), tuple(quoted))


def _add(stretches: list[tuple[str, ...]], text: str) -> None:
    lower = text.lower().replace("’", "'")
    if len(lower) == len(text) and "Σ" not in text:
        words = tuple(map(intern, _WORD.findall(lower)))
    else:  # letters whose lower case hangs on what stands around them, or is two
        words = tuple(intern(word.lower().replace("’", "'")) for word in _WORD.findall(text))
    if words:
        stretches.append(words)


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line with content, and whether all of it is somebody else's: a post, or part of a document announced as
    printed in full (until the report speaks again)."""
    document = False
    for line in text.split("\n"):
        if not line.strip():
            continue
        document = document and _REPORTED.search(line) is None
        yield line, document or _POST.search(line) is not None
        document = document or (len(line) < _SHORT_LINE and _DOCUMENT.search(line) is not None)


def _outside_quotes(line: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of one paragraph that lie outside double quotation marks. A quotation left open runs to the
    end of the paragraph (the next one opens it anew); after a closing mark that nothing opened, prose begins."""
    start, inside = 0, False
    for m in _MARK.finditer(line):
        opens = m.group() in _OPEN or (m.group() not in _CLOSE and not inside)
        if opens and not inside:
            yield start, m.start()
            inside = True
        elif not opens:
            inside, start = False, m.end()
    if not inside:
        yield start, len(line)
