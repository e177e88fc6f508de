"""Which language a report is in: a cheap look first, a real identifier only in doubt."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
# Words that are common in English and in no other language written in Latin letters.
_ENGLISH = frozenset("the of and to that with was for said from by which their they has have".split())
_SURE = 0.12
SAMPLE = 4000
SHORT = 30
"""Words. In a line or two, names mislead the identifier; one English word between them tells more."""


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language, from the first `SAMPLE` code points; None with too few words to tell."""
    words = [w.lower() for w in _WORD.findall(text[:SAMPLE])]
    sure = 0.0 if len(words) < SHORT else _SURE
    if words and sum(w in _ENGLISH for w in words) / len(words) > sure:
        return "en"
    if sum(len(w) for w in words) < 20:
        return None
    import py3langid

    return str(py3langid.classify(text[:SAMPLE])[0])
