"""What can be told of a report cheaply, without a parser: its terms, names, days, and the runs of words it shares."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import accumulate
from sys import intern
from typing import NamedTuple
from zlib import crc32

from memcon.model.reading import Reading
from memcon.model.report import Outlet
from memcon.stories.background import stopwords
from memcon.stories.credit import credited
from memcon.stories.occurrence import Occurrence, occurrence_of
from memcon.stories.prose import part_prose

LEAD_WORDS = 110
LEAD_CHARS = 900
DATE_CHARS = 400
RUN = 6
"""Words in a run (shingle) of prose; one in SAMPLE is kept, by its hash, so that copies keep the same ones."""
SAMPLE = 4
ENDING = 3
LAST = chr(0x10FFFF)

# A word, or (nothing of the group) what ends a sentence or opens one.
_TOKEN = re.compile(r"([^\W\d_]+(?:['’]+[^\W\d_]*)*|\d[\d,.]*\d|\d)|[.!?:;\n\"“”]")
_ENDING = re.compile(r"['’](?:s|d|ll|re|ve|t|m)?$")
# A word that begins with a letter that may be a capital; this way round it is found twice as fast as with \b.
_CAPITAL = re.compile(r"[A-Z\x80-\U0010FFFF](?<!\w.)(?<=\w)\w*")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_MONTH_DAY = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]?\d)")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}\b")
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


class Signals(NamedTuple):
    """`terms`, `title`, `lead`, `names`: counts of normal forms, in order of first sight. `written`: a name → how the
    report first writes it with a capital, where that is not its normal form with one. `agency`: whose words it says it
    prints. `day`: ordinal of the day of publication, or None. `weekdays`: named in the lead. `days` (of a leap year, 1
    to 366): named in the opening. `runs`: sampled hashes of runs of prose outside quotation marks, sorted.
    `occurrence`: of the report's main event, when somebody looked.

    Nothing else of a report is looked at to find its story; what changes what is told here changes
    `memcon.stories.packed.FORMAT` too."""

    report: str
    terms: Mapping[str, int]
    title: Mapping[str, int]
    lead: Mapping[str, int]
    names: Mapping[str, int]
    written: Mapping[str, str]
    outlet: Outlet | None
    agency: str | None
    day: int | None
    weekdays: frozenset[str]
    days: frozenset[int]
    runs: array[int]
    occurrence: Occurrence | None


def read_signals(reading: Reading) -> Signals:
    """The cheap signals of one report; layers are used where they are there, and never needed."""
    text = body_text(reading)
    words = list(_words(text))
    lead = text[:LEAD_CHARS]
    title = Counter(form for form, _ in _words(reading.report.title or ""))
    opening = Counter(form for form, _ in words[:LEAD_WORDS])
    names = Counter(form for form, name in words if name)
    return Signals(
        reading.report.id,
        dict(Counter(form for form, _ in words)),
        dict(title),
        dict(opening + title),
        dict(names),
        _written(names, reading.text),
        reading.report.outlet,
        credited(reading),
        _day(reading),
        frozenset(_WEEKDAY.findall(lead)),
        frozenset(_days(text[:DATE_CHARS])),
        array("I", sorted(set(_runs(text)))),
        next((occurrence_of(e) for e in reading.events or () if e.id == reading.main), None),
    )


def body_text(reading: Reading) -> str:
    """What is read of a report: its body paragraphs, one a line, when they were looked for, else the stored text."""
    if reading.body is None:
        return reading.text
    return "\n".join(p.span.of(reading.text) for p in reading.body)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Normal form of each telling word, and whether it is written as a name (a capital inside a sentence)."""
    stop = stopwords()
    opens = True
    for word in _TOKEN.findall(text):
        if not word:
            opens = True
            continue
        form = normal(word)
        if len(form) > 1 and form not in stop:
            yield form, word[0].isupper() and (not opens or (len(word) > 1 and word.isupper()))
        opens = False


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """Lower case, possessive and plural endings off: a light stem that needs no dictionary."""
    form = _ENDING.sub("", word.lower()).replace("’", "'")
    if len(form) > 4 and form.endswith("s") and not form.endswith(("ss", "us", "is")):
        form = form[:-3] + "y" if form.endswith("ies") else form[:-1]
    return intern(form)


def _written(names: Iterable[str], text: str) -> dict[str, str]:
    """Names as they first stand in `text` with a capital, where that is not simply the normal form with one: it has
    lost its ending, so up to ENDING letters more are taken."""
    words = list(dict.fromkeys(word for word in _CAPITAL.findall(text) if word[0].isupper()))
    forms = sorted((word.lower(), place) for place, word in enumerate(words))
    found: dict[str, str] = {}
    for beginning in {name.removesuffix("y") for name in names}:
        at = bisect_left(forms, (beginning,))
        end = bisect_left(forms, (beginning + LAST,), at)
        if at < end:
            found[beginning] = words[min(place for _, place in forms[at:end])][: len(beginning) + ENDING]
    first = [(name, found.get(name.removesuffix("y")) or _apart(name, text)) for name in names]
    return {name: word for name, word in first if word is not None and word != name.title()}


def _apart(name: str, text: str) -> str | None:
    """The same for a name of several words, as O'Hara is."""
    if "'" not in name:
        return None
    words = re.finditer(rf"\b{re.escape(name.removesuffix('y'))}\w{{0,{ENDING}}}", text, re.IGNORECASE)
    return next((word for m in words if (word := m.group())[0].isupper()), None)


def _day(reading: Reading) -> int | None:
    """Ordinal of the day of publication; None when the report has none or it is no ISO date (never guessed)."""
    if reading.report.published is None:
        return None
    try:
        return date.fromisoformat(reading.report.published.value[:10]).toordinal()
    except ValueError:
        return None


def _days(opening: str) -> Iterator[int]:
    found = [(m[1], m[2]) for m in _MONTH_DAY.finditer(opening)]
    found += [(m[2], m[1]) for m in _DAY_MONTH.finditer(opening)]
    for month, day in found:
        try:
            yield date(2000, _MONTHS.index(month.lower()) + 1, int(day)).timetuple().tm_yday
        except ValueError:
            continue


def _runs(text: str) -> Iterator[int]:
    for words in part_prose(text).own:
        data = " ".join(words).encode()
        starts = [0, *accumulate(len(word) + 1 for word in data.split(b" "))]
        for start, end in zip(starts, starts[RUN:], strict=False):
            run = crc32(data[start : end - 1])
            if run % SAMPLE == 0:
                yield run
