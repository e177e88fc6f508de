"""Days: dates with and without a year, weekdays, today, holidays; and the clock and parts of a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from memcon.times.calendar import nth_weekday, shifted
from memcon.times.lexicon import Word, lexicon
from memcon.times.scene import Found, Rule, Scene, expand, rule
from memcon.times.tense import FUTURE, OPEN, PAST

# Abbreviated weekdays that are also words must carry a stop, or stand beside a date.
_PAPERS = frozenset(("times", "telegraph", "mirror", "express", "herald", "mail", "post", "live"))  # "The Sunday Times"
# "Black Friday", "Bloody Sunday": days with a name whose date we do not know.
_NAMED = frozenset(("black", "bloody", "cyber", "bowl", "super"))
_WORDY = frozenset(("sun", "sat", "mon", "wed", "fri"))
# A past date this close ahead is a plan whose verb we misread; the year before would be told with its number.
_NEAR = 45


class _Parts:
    """The parts a day expression is made of, whichever their order; `lean` is -1 for "last", 1 for "next"."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Read the words one by one: an hour may stand before its day ("10 a.m. May 3")."""
        self.weekday: int | None = None
        self.month: int | None = None
        self.number: int | None = None
        self.year: int | None = None
        self.step: int | None = None
        self.clock: str | None = None
        self.part: str | None = None
        self.lean: int | None = None
        self.unit: str | None = None
        self.mod: str | None = None
        self._spare: int | None = None
        for word in words:
            self._take(word)

    def _take(self, word: Word) -> None:
        value = word.value
        if word.kind == "weekday":
            self.weekday = int(value)
        elif word.kind == "month":
            self.month = int(value)
        elif word.kind == "year":
            self.year = int(value)
        elif word.kind == "day_word":
            self.step, self.part = int(value), ("NI" if word.text == "tonight" else self.part)
        elif word.kind in ("back", "forth", "past") or (word.kind == "this" and self.lean is None):
            self.lean = int(value)
        elif word.kind == "early":
            self.mod = str(value)
        elif word.kind == "unit":
            self.unit = str(value)
        else:
            self._take_clock(word)

    def _take_clock(self, word: Word) -> None:
        if word.kind == "part":
            self.part = str(word.value)
        elif word.kind == "clock":
            hour, minute = word.text.split(":")[:2] if ":" in word.text else (word.text[:2], word.text[2:])
            self.clock = f"{int(hour):02d}:{minute}"
        elif word.kind == "am":
            self._set_half(int(word.value))
        elif word.kind == "hour" and self.number is not None and self.number <= 24:
            self.clock, self.number = f"{self.number:02d}:00", self._spare
        elif word.kind == "noon":
            self.clock = str(word.value)[1:]
        elif word.kind in ("small", "ordinal", "number", "word_number"):
            self.number, self._spare = int(float(word.value)), self.number

    def _set_half(self, offset: int) -> None:
        if self.clock is None:
            self.clock, self.number, self._spare = f"{self.number or 0:02d}:00", self._spare, None
        hour = int(self.clock[:2]) % 12 + offset
        self.clock = f"{hour:02d}{self.clock[2:]}"

    def time(self) -> str:
        """`T15:00`, `TNI`, or nothing."""
        if self.clock is not None:
            return "T" + self.clock
        return "T" + self.part if self.part is not None else ""


_PRINTED = ("published", "dateline", "masthead")
"""Anchors whose year is printed with the report."""


def read_day(scene: Scene, i: int, j: int) -> Found | None:
    """A day by date, weekday or "today", with the hour or part of the day when told."""
    words = scene.words.words[i:j]
    parts = _Parts(words)
    if parts.number is not None and not 1 <= parts.number <= 31:
        return None
    day = _day(scene, parts, i, j)
    if day is None:
        return None
    value, found = day
    time = parts.time()
    return found._replace(type="TIME" if time else "DATE", value=value + time, mod=parts.mod)


def _day(scene: Scene, parts: _Parts, i: int, j: int) -> tuple[str, Found] | None:
    if parts.month is not None and parts.number is not None:
        return _dated(scene, parts, i, j)
    if parts.weekday is not None:
        return _weekday(scene, parts, i, j)
    if parts.step is None or scene.day is None:
        return ("XXXX-XX-XX", Found("DATE", None)) if parts.step is not None else None
    moved = scene.day + timedelta(days=parts.step)
    return moved.isoformat(), Found("DATE", None, inferred=True, anchor=scene.name)


def _dated(scene: Scene, parts: _Parts, i: int, j: int) -> tuple[str, Found] | None:
    month, number = parts.month or 0, parts.number or 0
    year = parts.year if parts.year is not None else _borrowed(scene, j)
    if parts.unit is not None:
        return _of_that_year(scene, parts)
    if year is not None:
        value = _iso(year, month, number)
        return (value, Found("DATE", None)) if value is not None else None
    if _iso(2000, month, number) is None:
        return None
    if scene.day is None:
        return f"XXXX-{month:02d}-{number:02d}", Found("DATE", None)
    return _in_some_year(scene, parts, i)


def _of_that_year(scene: Scene, parts: _Parts) -> tuple[str, Found] | None:
    """ "Jan. 20 next year"."""
    if parts.unit != "Y" or scene.day is None:
        return None
    value = _iso(scene.day.year + (parts.lean or 0), parts.month or 0, parts.number or 0)
    return (value, Found("DATE", None, inferred=True, anchor=scene.name)) if value is not None else None


def _in_some_year(scene: Scene, parts: _Parts, i: int) -> tuple[str, Found] | None:
    """The year that the weekday, the tense and the nearness to the anchor leave."""
    assert scene.day is not None
    month, number = parts.month or 0, parts.number or 0
    if scene.year is not None and scene.direction(i) != FUTURE:
        value = _iso(scene.year, month, number)
        return (value, Found("DATE", None, inferred=True, anchor="narrative")) if value is not None else None
    days = list(_years_around(scene.day, month, number))
    if parts.weekday is not None:
        days = [d for d in days if d.isoweekday() == parts.weekday] or days
    way = scene.direction(i)
    day = _pick(days, scene.day, FUTURE if way == OPEN and scene.is_due(i) else way)
    # Day and month stand there and the year is that of a printed date: a reader would call that told.
    inferred = scene.name not in _PRINTED
    return (day.isoformat(), Found("DATE", None, inferred=inferred, anchor=scene.name)) if day is not None else None


def _years_around(day: date, month: int, number: int) -> Iterator[date]:
    for year in (day.year - 1, day.year, day.year + 1):
        value = _iso(year, month, number)
        if value is not None:
            yield date.fromisoformat(value)


def _pick(days: list[date], anchor: date, direction: int) -> date | None:
    behind = [d for d in days if d <= anchor]
    ahead = [d for d in days if d >= anchor]
    if direction == FUTURE:
        return min(ahead, default=None) or max(behind, default=None)
    soon = min(ahead, default=None)
    if direction == PAST and behind and not (soon and (soon - anchor).days <= _NEAR < (anchor - max(behind)).days):
        return max(behind)
    return min(days, key=lambda d: (abs((d - anchor).days), d), default=None)


def _iso(year: int, month: int, number: int) -> str | None:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def _borrowed(scene: Scene, j: int) -> int | None:
    """The year told with the second of two dates: "Oct. 30 to Nov. 1, 2025", "May 3 and 4, 2024"."""
    m = _SECOND.match(scene.words.signs, j)
    return int(scene.words.words[m.end() - 1].value) if m is not None else None


def _weekday(scene: Scene, parts: _Parts, i: int, j: int) -> tuple[str, Found] | None:
    weekday = parts.weekday or 0
    first = next(w for w in scene.words.words[i:j] if w.kind == "weekday")
    before, after = scene.before(i), scene.after(j)
    if (after is not None and after.text in _PAPERS) or (before is not None and before.text in _NAMED):
        return None
    if first.text in _WORDY and (j - i == 1 or scene.words.signs[i : i + 2][1:] not in (".", ",")):
        return None
    if scene.day is None:
        return f"XXXX-WXX-{weekday}", Found("DATE", None)
    base, name = scene.day, scene.name
    lean = parts.lean
    behind = base - timedelta(days=(base.isoweekday() - weekday) % 7)
    ahead = base + timedelta(days=(weekday - base.isoweekday()) % 7)
    if lean == -1:
        day = behind if behind < base else behind - timedelta(days=7)
    elif lean == 1:
        day = ahead if ahead > base else ahead + timedelta(days=7)
    else:
        way = scene.direction(i)
        day = ahead if way == FUTURE or (way == OPEN and (lean == 0 or scene.is_due(i))) else behind
    return day.isoformat(), Found("DATE", None, inferred=True, anchor=name)


def read_second(scene: Scene, i: int, j: int) -> Found | None:
    """The 31 of "Oct. 30-31, 2012" and "Oct. 30 and 31": in the month and year of the day just told."""
    m = _FIRST.search(scene.words.signs[:i])
    told = scene.told
    if m is None or told is None or scene.told_at < i - 1 or len(told) < 10:
        return None
    number = _Parts(scene.words.words[i:j]).number or 0
    value = _iso(int(told[:4]), int(told[5:7]), number)
    if value is None or value <= told:
        return None
    return Found("DATE", value, inferred="y" not in scene.words.signs[i:j], anchor="narrative")


def read_first(scene: Scene, i: int, j: int) -> Found | None:
    """The 14 of "14-15 March 2012" and "14 and 15 March"."""
    m = _REST.match(scene.words.signs, j)
    if m is None:
        return None
    parts = _Parts(scene.words.words[j + 1 : m.end()])
    parts.number = int(scene.words.words[i].value)
    day = _dated(scene, parts, i, m.end())
    return day[1]._replace(value=day[0]) if day is not None else None


def read_number(scene: Scene, i: int, j: int) -> Found | None:
    """ "on the 15th": of the anchor's month, or the one before when that lies ahead of a past verb."""
    word, after = scene.words.words[j - 1], scene.after(j)
    if not word.text[0].isdigit() or scene.day is None:
        return None
    if after is not None and scene.tag(after).startswith(("NN", "JJ", "CD")):
        return None
    number = int(word.value)
    months = [shifted(scene.day, k, "M") for k in (-1, 0, 1)]
    days = [date.fromisoformat(d) for m in months if m and (d := _iso(int(m[:4]), int(m[5:]), number)) is not None]
    day = _pick(days, scene.day, scene.direction(i))
    return Found("DATE", day.isoformat(), inferred=True, anchor=scene.name) if day is not None else None


def read_written(scene: Scene, i: int, j: int) -> Found | None:
    """2025-10-30, 10/30/2025, 30/10/2025 (an order that only one reading allows, else month first as Americans do),
    30.10.2025 (with dots always day first)."""
    text = scene.words.words[i].text
    if scene.words.words[i].kind == "iso":
        return _iso_written(text)
    if scene.words.words[i].kind == "dotted":
        one, two, three = (int(x) for x in re.split("[./]", text))
        value = _iso(one, two, three) if one > 31 else _iso(three, two, one)
        return Found("DATE", value) if value is not None else None
    one, two, year = (int(x) for x in text.split("/"))
    year = year if year > 99 else year + (2000 if year < 50 else 1900)
    value = _iso(year, one, two) or _iso(year, two, one)
    return Found("DATE", value) if value is not None else None


def _iso_written(text: str) -> Found | None:
    day, _, time = text.upper().partition("T")
    if _iso(int(day[:4]), int(day[5:7]), int(day[8:10])) is None:
        return None
    return Found("TIME", f"{day}T{time[:5]}") if time else Found("DATE", day)


def read_holiday(scene: Scene, i: int, j: int) -> Found | None:
    """A named day, in the year told with it or the one that the tense and the anchor leave."""
    name = " ".join(scene.words.words[i].text.replace("’", "'").split())
    year = next((int(w.value) for w in scene.words.words[i:j] if w.kind == "year"), None)
    rule_name, value = lexicon().holidays[name]
    part = _Parts(scene.words.words[i:j]).time()
    kind = "TIME" if part else "DATE"
    if rule_name == "day" and len(str(value)) == 10:
        return Found(kind, str(value) + part)
    if year is not None:
        return Found(kind, _holiday(rule_name, value, year).isoformat() + part)
    if scene.day is None:
        return Found(kind, f"XXXX-{value}{part}" if rule_name == "day" else None)
    days = [_holiday(rule_name, value, scene.day.year + k) for k in (-1, 0, 1)]
    day = _pick(days, scene.day, scene.direction(i))
    return Found(kind, f"{day}{part}" if day is not None else None, inferred=True, anchor=scene.name)


def _holiday(kind: str, value: object, year: int) -> date:
    if kind == "day":
        return date.fromisoformat(f"{year:04d}-{value}")
    if isinstance(value, list):
        return nth_weekday(year, *value)
    from dateutil.easter import easter

    return easter(year) + timedelta(days=int(str(value)))  # type: ignore[no-any-return]


def read_part(scene: Scene, i: int, j: int) -> Found | None:
    """ "this morning", "last night", "that evening", "Friday's" left aside: a part of the anchor's or the told day."""
    words = scene.words.words[i:j]
    part = next(str(w.value) for w in words if w.kind == "part")
    lean = next(w.kind for w in words if w.kind not in ("the", "early"))
    if lean in ("that", "same"):
        base, name = scene.base("D")
    else:
        base, name = scene.day, scene.name
    if base is None:
        return Found("TIME", f"XXXX-XX-XXT{part}")
    step = {"back": -1, "past": -1, "forth": 1}.get(lean, 0)
    return Found("TIME", f"{base + timedelta(days=step)}T{part}", inferred=True, anchor=name)


def read_the_part(scene: Scene, i: int, j: int) -> Found | None:
    """ "in the morning", "by the evening": of the day told in this stretch, else the anchor's."""
    after = scene.after(j)
    if after is not None and (after.text in ("of", "when", "that") or scene.tag(after).startswith("NN")):
        return None
    part = str(scene.words.words[j - 1].value)
    base, name = scene.base("D") if scene.told_at >= 0 else (scene.day, scene.name)
    if base is None:
        return Found("TIME", f"XXXX-XX-XXT{part}")
    return Found("TIME", f"{base.isoformat()}T{part}", inferred=True, anchor=name)


def read_clock(scene: Scene, i: int, j: int) -> Found | None:
    """An hour without its day: the day told last in this report, else the anchor's."""
    parts = _Parts(scene.words.words[i:j])
    if parts.clock is None or (j - i == 1 and not _at_hour(scene, i)):
        return None
    here = scene.told is not None and len(scene.told) == 10 and (scene.told_at >= 0 or scene.day is None)
    base, name = scene.base("D") if here else (scene.day, scene.name)
    if base is None:
        return Found("TIME", "XXXX-XX-XX" + parts.time())
    return Found("TIME", base.isoformat() + parts.time(), inferred=True, anchor=name)


def _at_hour(scene: Scene, i: int) -> bool:
    """A bare 9:25 or "noon" is an hour after a preposition only; else it may be a score or a verse."""
    before = scene.before(i)
    return before is not None and before.text in (
        "at",
        "by",
        "around",
        "about",
        "until",
        "till",
        "from",
        "to",
        "before",
        "after",
        "since",
    )


_CLOCK = "(?:<clock><am>?|<small><am>|(?:<small>|<word_number>)<hour>|<noon>)<zone>?"
_DATE = r"""(?:
    (?:<weekday>\.?,?)?<month>\.?(?:<small>|<ordinal>)(?:,?<year>|_YEAR)?
  | (?:<weekday>\.?,?)?<the>?(?:<small>|<ordinal>)<of>?<month>(?:\.(?=,?<year>))?(?:,?<year>|_YEAR)?
  | (?:<back>|<this>?<past>|<forth>|<this>)?<weekday>\.?
  | <day_word>
)""".replace("_YEAR", "(?:<of>?(?:<back>|<forth>)|<of><this>)<unit>")
_FIRST = re.compile(expand(r"<month>\.?(?:<small>|<ordinal>)(?:-|~|<and>|<to>)$"))
_REST = re.compile(expand(r"(?:-|~|<and>|<to>)(?:<small>|<ordinal>)<of>?<month>(?:\.?,?<year>)?"))
_SECOND = rule(r"(?:<to>|<and>|-|~)(?:<month>\.?)?(?:<small>|<ordinal>),?<year>", read_day).pattern

RULES: tuple[Rule, ...] = (
    rule(r"[I%\]]", read_written),
    rule("(?:<small>|<ordinal>)", read_first),
    rule("(?<=<in>)<the><ordinal>", read_number),
    rule(r"(?:<small>|<ordinal>)(?:,?<year>)?", read_second),
    rule("<holiday>(?:,?<year>)?<part>?", read_holiday),
    rule(f"{_CLOCK},?<in>?{_DATE}", read_day),
    rule(f"<early>?{_DATE},?(?:<at>{_CLOCK}|<clock><am>?<zone>?|<small><am>|<part>)", read_day),
    rule(f"<the>?<part><of>{_DATE}", read_day),
    rule(f"<early>?{_DATE}", read_day),
    rule("<early>?(?:<back>|<this>|<that>|<the>?<same>|<the>?<forth>)<part>", read_part),
    rule("(?<=<in>|<by>)<the><part>", read_the_part),
    rule(_CLOCK, read_clock),
)
