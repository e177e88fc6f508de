"""Which language a report is in: a cheap look first, a real identifier only in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

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
    # A letter of another script tells more than one of ours.
    if sum(len(w) if w.isascii() else 3 * len(w) for w in words) < 20:
        return None
    return _identifier()(text[:SAMPLE])


# Languages that outlets and offices publish in; the identifier knows more, and takes a line of names for one of those.
_LANGUAGES = (
    "af am ar az be bg bn bs ca cs da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ku "
    "ky lo lt lv mk ml mn mr ms mt ne nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta te tg th tl tr uk ur uz vi zh"
).split()


@cache
def _identifier() -> Callable[[str], str]:
    import py3langid

    py3langid.set_languages(_LANGUAGES)
    return lambda text: str(py3langid.classify(text)[0])
