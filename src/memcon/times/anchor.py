"""The day that a report's relative words count from, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from memcon.knowledge import kb
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.when import When
from memcon.times import tense
from memcon.times.lexicon import Word, Words, words_of
from memcon.times.scene import expand

# Years in which a weekday and day without a year are looked for when nothing in the report bounds them.
EARLIEST, LATEST = 1990, 2035
# Lines that may be a masthead, and how much else may stand beside the date in one.
_LINES, _BESIDE, _LONGEST = 8, 90, 200

_FULL = re.compile(
    expand(
        r"(?:(?:<weekday>\.?,?)?<month>\.?(?:<small>|<ordinal>),?<year>"
        r"|(?:<weekday>\.?,?)?(?:<small>|<ordinal>)<of>?<month>\.?,?<year>|[I%\]])"
    )
)
_WEEKDAYED = re.compile(
    expand(
        r"(?:<weekday>\.?,?<the>?<month>\.?(?:<small>|<ordinal>)(?!,?<year>)"
        r"|<weekday>\.?,?<the>?(?:<small>|<ordinal>)<of>?<month>(?!\.?,?<year>)"
        r"|<month>\.?(?:<small>|<ordinal>)(?:,|\()<weekday>)"
    )
)
_YEAR = re.compile(expand("<year>"))
_DAY = re.compile(expand(r"<month>\.?(?:<small>|<ordinal>)|(?:<small>|<ordinal>)<of>?<month>"))
_WEEKDAY = re.compile(expand("(?<!<back>)(?<!<forth>)(?<!<past>)<weekday>"))
_AHEAD = frozenset(("by", "until", "till", "through", "before"))


class Anchor(NamedTuple):
    """`day` is None when nothing tells it, then `why` says what was tried. `name`: dateline, published, masthead,
    weekday, text."""

    day: date | None
    name: str | None
    words: str | None = None
    inferred: bool = False
    why: str | None = None


def anchor_of(reading: Reading) -> When | None:
    """The day relative words of this report count from, with the reason, or None: the dateline's, else the day of
    publication, else a full date in the first lines, else one found from a weekday (see `infer`), else the full date
    that the opening tells."""
    found = find_anchor(reading)
    if found.day is None:
        return None
    return When(found.day.isoformat(), found.words, found.inferred, found.why)


def find_anchor(reading: Reading) -> Anchor:
    """The anchor as the rules need it; never a day that is not in the report or its metadata."""
    report = reading.report
    published = _iso_day(report.published.value) if report.published is not None else None
    dated = _iso_day(report.dateline.date) if report.dateline is not None and report.dateline.date else None
    if dated is not None and (published is None or abs((published - dated).days) <= 7):
        return Anchor(dated, "dateline", why="the day in the dateline")
    if published is not None:
        return Anchor(published, "published", why="the day of publication")
    words = words_of(reading.text, 0, len(reading.text))
    standing = _masthead(reading.text, words)
    if standing is not None:
        return standing
    found = infer(reading, words)
    if found.day is None and found.why is None:
        found = _wired(reading, words)
    return found if found.day is not None or found.why is not None else _opening(reading, words)


def _iso_day(value: str) -> date | None:
    """The day; None for no day, or one no report was written on (then nothing is counted beyond the calendar)."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    return day if 1500 <= day.year <= 2200 else None


# ---------------------------------------------------------------- dates that stand in the text


def _masthead(text: str, words: Words) -> Anchor | None:
    """A full date in one of the first lines that is little more than it (a headline beside it is let pass)."""
    for line in _first_lines(text):
        for m in _FULL.finditer(words.signs):
            span = Span(words.words[m.start()].start, words.words[m.end() - 1].end)
            if not line.covers(span) or line.end - line.start - (span.end - span.start) > _BESIDE:
                continue
            day = day_of(words.words[m.start() : m.end()])
            if day is not None and _stands_alone(text[line.start : span.start], text[span.end : line.end]):
                return Anchor(day, "masthead", span.of(text), why="a date in the first lines")
    return None


def _stands_alone(lead: str, rest: str) -> bool:
    """True for a date at either end of a line that is no sentence: "By A. Reporter | May 4, 2019"."""
    lead, rest = lead.strip(), rest.strip(" \t|-–—()[],")
    if rest.endswith((".", "!", "?")) and not rest.lower().endswith((".m.", " ed.")):
        return False
    return not rest or not lead or len(rest) < 24


def _first_lines(text: str) -> Iterator[Span]:
    start = seen = 0
    while start < len(text) and seen < _LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            seen += 1
            if end - start <= _LONGEST:
                yield Span(start, end)
        start = end + 1


def day_of(words: tuple[Word, ...]) -> date | None:
    """The day that the words of one full date name, or None where there is no such day."""
    if words[0].kind == "iso":
        return _iso_day(words[0].text)
    if words[0].kind in ("slash", "dotted"):
        return _written(words[0].text)
    year, month, day = _number(words, "year"), _number(words, "month"), _number(words, "small", "ordinal")
    return _date(year, month, day)


def _written(text: str) -> date | None:
    """2025.10.30, 30.10.2025 (with dots day first), 30/10/2025; None where day and month could be either."""
    one, two, three = (int(x) for x in re.split("[./]", text))
    if one > 31:
        return _date(one, two, three)
    if "." in text:
        return _date(three, two, one)
    if three < 100 or (one <= 12 and two <= 12 and one != two):
        return None
    return _date(three, min(one, two), max(one, two))


def _number(words: tuple[Word, ...], *kinds: str) -> int:
    return next((int(w.value) for w in words if w.kind in kinds), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _opening(reading: Reading, words: Words) -> Anchor:
    """The full date that the first paragraph tells as past, when no later year is told in the report."""
    end = reading.body[0].span.end if reading.body else len(reading.text)
    for m in _FULL.finditer(words.signs):
        span = Span(words.words[m.start()].start, words.words[m.end() - 1].end)
        day = day_of(words.words[m.start() : m.end()]) if span.end <= end else None
        ahead = tense.direction(reading.syntax, span) == tense.FUTURE
        if day is not None and not ahead and day.year >= (_latest_year(reading, words) or 0):
            return Anchor(day, "text", span.of(reading.text), True, "the date the opening tells")
    return Anchor(None, None)


# ---------------------------------------------------------------- a weekday and a day without a year


def infer(reading: Reading, words: Words) -> Anchor:
    """The year of "Thursday, October 30th" from the weekday, bounded by the latest year the report tells as past and by
    who is named in office; None, with the candidates, while more than one year remains."""
    for m in _WEEKDAYED.finditer(words.signs):
        found = words.words[m.start() : m.end()]
        span = Span(found[0].start, found[-1].end)
        if tense.direction(reading.syntax, span) != tense.FUTURE:
            days = _matching(found)
            if days:
                return _settle(reading, words, days, span.of(reading.text))
    return Anchor(None, None)


def _wired(reading: Reading, words: Words) -> Anchor:
    """The year of "CAIRO, Sept. 23 (Agency) - X met Y on Monday": a wire names the weekday of its own day or of the day
    before, and those in office then leave one year; None, with the candidates, while more remain."""
    line = reading.report.dateline
    if line is None or line.span is None:
        return Anchor(None, None)
    head = words_of(reading.text, line.span.start, line.span.end)
    day = _DAY.search(head.signs)
    weekday = _first_weekday(reading, words, line.span.end)
    if day is None or weekday is None:
        return Anchor(None, None)
    found = head.words[day.start() : day.end()]
    month, number = _number(found, "month"), _number(found, "small", "ordinal")
    every = (_date(year, month, number) for year in range(EARLIEST, LATEST + 1))
    days = [d for d in every if d is not None and (d.isoweekday() - int(weekday.value)) % 7 <= 1]
    told = Span(found[0].start, found[-1].end).of(reading.text)
    held, names = _held(days, tuple(_in_office(reading)))
    why = f"{told} fell on {weekday.text.capitalize()} or the day after in {_years(days) or 'no year'}"
    if not names:
        return Anchor(None, None)
    why += f"; {', '.join(names)} in office then"
    if len(held) != 1:
        return Anchor(None, None, told, why=f"{why}; candidates {_years(held)}")
    return Anchor(held[0], "weekday", told, True, f"{why}; only {held[0].year} is left")


def _first_weekday(reading: Reading, words: Words, start: int) -> Word | None:
    """The first weekday told alone and as past after the dateline."""
    for m in _WEEKDAY.finditer(words.signs):
        word = words.words[m.start()]
        if word.start >= start and tense.direction(reading.syntax, Span(word.start, word.end)) != tense.FUTURE:
            return word
    return None


def _matching(words: tuple[Word, ...]) -> list[date]:
    weekday, month, number = _number(words, "weekday"), _number(words, "month"), _number(words, "small", "ordinal")
    days = (_date(year, month, number) for year in range(EARLIEST, LATEST + 1))
    return [d for d in days if d is not None and d.isoweekday() == weekday]


def _settle(reading: Reading, words: Words, days: list[date], told: str) -> Anchor:
    latest = _latest_year(reading, words)
    offices = tuple(_in_office(reading))
    why = [f"{told} fell on that weekday in {_years(days)}"]
    if latest is not None:
        days = [d for d in days if d.year >= latest]
        why.append(f"the report tells of {latest}")
    held, names = _held(days, offices)
    if names:
        days = held
        why.append(f"{', '.join(names)} in office then")
    if not days or (latest is None and len(days) > 1):
        return Anchor(None, None, told, why="; ".join(why) + "; candidates " + (_years(days) or "none"))
    why.append(f"{days[0].year} is the first such year" if len(days) > 1 else f"only {days[0].year} is left")
    return Anchor(days[0], "weekday", told, True, "; ".join(why))


def _years(days: list[date]) -> str:
    return ", ".join(str(d.year) for d in days)


def _latest_year(reading: Reading, words: Words) -> int | None:
    """The latest year told of as past: no year after "by" or under a verb that looks ahead."""
    years = []
    for m in _YEAR.finditer(words.signs):
        word = words.words[m.start()]
        before = words.words[m.start() - 1] if m.start() else None
        after = words.words[m.end()] if m.end() < len(words.words) else None
        counted = after is not None and after.kind in ("units", "unit", "big")
        if counted or not EARLIEST <= int(word.value) <= LATEST or (before is not None and before.text in _AHEAD):
            continue
        if before is None or before.text not in ("in", "of", "since", "early", "late", "mid", ",", "the", "to"):
            continue
        span = Span(word.start, word.end)
        if tense.direction(reading.syntax, span) != tense.FUTURE and not tense.is_present(reading.syntax, span):
            years.append(int(word.value))
    return max(years, default=None)


class _Office(NamedTuple):
    name: str
    terms: tuple[kb.Tenure, ...]


def _in_office(reading: Reading) -> Iterator[_Office]:
    """Persons told with an office as their present one, and their known terms in it; each once."""
    seen: set[str] = set()
    syntax = reading.syntax
    for entity in syntax.entities if syntax is not None else ():
        if entity.label not in ("PERSON", "ORG") or syntax is None:
            continue
        span = syntax.span(entity.first, entity.last)
        for key in kb.persons_by_name().get(kb.fold(span.of(reading.text)), ()):
            terms = tuple(_terms(key, reading.text[max(0, span.start - 60) : span.start]))
            if terms and key not in seen:
                seen.add(key)
                yield _Office(terms[0].person and (kb.persons()[key].name), terms)


_GONE = re.compile(r"\b(?:then|former|formerly|ex|late|predecessor)\b", re.IGNORECASE)


def _terms(key: str, lead: str) -> Iterator[kb.Tenure]:
    """The person's terms in the office that the words before the name say, unless they say it is over."""
    lead = re.split(r"[.;:!?\n]\s", lead)[-1].rstrip().lower()
    for term in kb.tenures_of(key):
        position = kb.position(term.position)
        for title in (position.short, *position.synonyms) if position is not None else ():
            if lead.endswith(title) and not _GONE.search(lead[-len(title) - 30 :]):
                yield term
                break


def _held(days: list[date], offices: tuple[_Office, ...]) -> tuple[list[date], list[str]]:
    """The days on which most of those named held their office, and who they are; no day is dropped for nobody."""
    counts = {d: [o.name for o in offices if _holds(o, d)] for d in days}
    most = max((len(names) for names in counts.values()), default=0)
    left = [d for d in days if len(counts[d]) == most]
    return (left, counts[left[0]]) if most else (days, [])


def _holds(office: _Office, day: date) -> bool:
    iso = day.isoformat()
    return any(t.start <= iso and (not t.end or t.end_kind in ("open", "seen") or iso <= t.end) for t in office.terms)
