"""Words of a report that can be cited: the sentence around a span, and a link that leads to it on the page."""

from __future__ import annotations

import re
from urllib.parse import quote

from memcon.export.escape import address

_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*(?=\s+[^\sa-z])")
_SHORT = re.compile(r"(?:^|[\s(\"'\u201c\u2018-])(?:[A-Z][a-z]{0,3}|(?:[A-Za-z]\.)+[A-Za-z])$")
_WHOLE = 12
"""Words up to which a link names all of them; of longer ones the first and the last `_SOME`."""
_SOME = 5


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence or sentences of `text` that hold `start` to `end`, blanks around them left off.

    A paragraph ends a sentence. What may be an abbreviation ("Oct.", "U.S.") does not: rather a sentence too much
    than half of one.
    """
    first = max(text.rfind("\n", 0, start) + 1, 0)
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for found in _END.finditer(text, first, last):
        if _SHORT.search(text[first : found.start()]) and text[found.start()] == ".":
            continue
        if found.end() <= start:
            first = found.end()
        elif found.end() >= end:
            last = found.end()
            break
    inner = text[first:last]
    return first + len(inner) - len(inner.lstrip()), first + len(inner.rstrip())


def link(url: str | None, words: str) -> str | None:
    """The address with a text fragment (WICG Scroll to Text Fragment) that leads to `words`; None without an address.

    Browsers that find the words on the page scroll to them; others open the page.
    """
    base = address(url)
    found = words.split()
    if base is None or not found:
        return base
    # A range may run over paragraphs, one run of words may not.
    if len(found) <= _WHOLE and "\n" not in words.strip():
        target = _encoded(found)
    else:
        some = min(_SOME, len(found) // 2 or 1)
        target = f"{_encoded(found[:some])},{_encoded(found[-some:])}"
    return f"{base}{'' if '#' in base else '#'}:~:text={target}"


def _encoded(words: list[str]) -> str:
    """Percent-encoded, the dash too: at the end of a term it would mean "before this"."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
