"""Periods of the calendar: weeks, months, quarters, halves, seasons, years, decades, centuries; told or relative."""

from __future__ import annotations

import re
from datetime import date

from memcon.times.calendar import add_months, duration, quarter_of, shifted
from memcon.times.lexicon import Word
from memcon.times.scene import Found, Rule, Scene, rule
from memcon.times.tense import FUTURE, OPEN, PAST

# Months that are other words too: alone they need a word of time or a preposition before them.
_WORDY = frozenset(("may", "march", "mar", "august", "jan", "dec", "jun"))
_LEADS = frozenset(
    (
        "in", "since", "of", "until", "till", "by", "from", "to", "through", "during", "early", "late", "mid", "last",
        "next", "this", "between", "before", "after", "and", "or", "for", "again", "around",
    )
)  # fmt: skip
# What makes a four-digit number a year when nothing else does; before it, and the words that deny it after it.
_NOT_AFTER = frozenset(
    ("percent", "people", "points", "%", "km", "metres", "meters", "miles", "feet", "dollars", "men")
)
_YEAR_MIN, _YEAR_MAX = 1400, 2150
_YEARLIKE = (1900, 2049)


def _mod(words: tuple[Word, ...]) -> str | None:
    """START, MID or END by "early", "the end of", "later this"."""
    for word in words:
        if word.kind in ("early", "edge"):
            return str(word.value)
        if word.kind in ("earlier", "later"):
            return "START" if word.kind == "earlier" else "END"
    return None


def _first(words: tuple[Word, ...], *kinds: str) -> Word | None:
    return next((w for w in words if w.kind in kinds), None)


def _told_year(scene: Scene, words: tuple[Word, ...]) -> tuple[int, Found] | None:
    """The year told in the words: a number, or "last year" and the like; None when there is none."""
    year = _first(words, "year")
    if year is not None:
        return int(year.value), Found("DATE", None)
    short = _first(words, "short_year")
    if short is not None:
        return _full_year(scene, short.text[-2:]), Found("DATE", None, inferred=True, anchor=scene.name)
    unit = _first(words, "unit")
    if unit is None or unit.value != "Y" or scene.day is None:
        return None
    lean = _first(words, "back", "past", "forth", "this")
    if lean is not None:
        return scene.day.year + int(lean.value), Found("DATE", None, inferred=True, anchor=scene.name)
    base = scene.base()[0]
    return (base.year, Found("DATE", None, inferred=True, anchor=scene.base()[1])) if base is not None else None


def read_month(scene: Scene, i: int, j: int) -> Found | None:
    """A month, with its year or the one that tense and anchor leave."""
    words = scene.words.words[i:j]
    month = int(next(w.value for w in words if w.kind == "month"))
    told = _told_year(scene, words)
    mod = _mod(words)
    if told is not None:
        return told[1]._replace(value=f"{told[0]:04d}-{month:02d}", mod=mod)
    if not _is_month(scene, i, j):
        return None
    year = _borrowed(scene, j)
    if year is not None:
        return Found("DATE", f"{year:04d}-{month:02d}", mod)
    return _month_alone(scene, month, mod, i, _first(words, "back", "past", "forth", "this"))


def _month_alone(scene: Scene, month: int, mod: str | None, i: int, lean: Word | None) -> Found:
    if scene.day is None:
        return Found("DATE", f"XXXX-{month:02d}", mod)
    way = scene.direction(i)
    if way == OPEN and lean is None and scene.is_due(i):
        way = FUTURE
    if scene.year is not None and way != FUTURE:
        return Found("DATE", f"{scene.year:04d}-{month:02d}", mod, inferred=True, anchor="narrative")
    if way == OPEN and lean is None and scene.near(i) and (scene.told or "") > scene.day.isoformat()[:7]:
        # a list runs on: "Madrid in January, Rome in April"
        told = scene.told or ""
        year = int(told[:4]) + (month < int(told[5:7]))
        return Found("DATE", f"{year:04d}-{month:02d}", mod, inferred=True, anchor="narrative")
    step = int(lean.value) if lean is not None else 0
    if lean is not None and lean.kind == "this":
        return Found("DATE", f"{scene.day.year:04d}-{month:02d}", mod, inferred=True, anchor=scene.name)
    year = _year_of_month(scene.day, month, step or way)
    if step and month == scene.day.month:
        year = scene.day.year + step
    return Found("DATE", f"{year:04d}-{month:02d}", mod, inferred=True, anchor=scene.name)


def _year_of_month(day: date, month: int, way: int) -> int:
    """The nearest year on the side `way` points to; with no way, the nearer, a tie going back."""
    if way == PAST:
        return day.year - (month > day.month)
    if way == FUTURE:
        return day.year + (month < day.month)
    gap = month - day.month
    return day.year + (1 if gap < -6 else -1 if gap > 6 else 0)


def _is_month(scene: Scene, i: int, j: int) -> bool:
    """False for "May I", "March on": words that are months only after a word of time."""
    words = scene.words.words[i:j]
    month = next(w for w in words if w.kind == "month")
    if scene.in_person(month):
        return False
    if month.text not in _WORDY or (len(words) > 1 and words[-1].text != "."):
        return True
    before = scene.before(i)
    return (before is not None and before.text in _LEADS) or (
        scene.tag(month) in ("NNP", "") and before is None and scene.after(j) is not None and month.text == "august"
    )


def _borrowed(scene: Scene, j: int) -> int | None:
    """The year of the second of two months: "from March to May 2024", "March and April 2024"."""
    m = _SECOND.match(scene.words.signs, j)
    return int(scene.words.words[m.end() - 1].value) if m is not None else None


def read_season(scene: Scene, i: int, j: int) -> Found | None:
    """A season of a year: `2012-SU`."""
    words = scene.words.words[i:j]
    season = str(next(w.value for w in words if w.kind == "season"))
    told, mod = _told_year(scene, words), _mod(words)
    if told is not None:
        return told[1]._replace(value=f"{told[0]:04d}-{season}", mod=mod)
    lean = _first(words, "back", "past", "forth", "this")
    if lean is None and mod is None and not _in_the(scene, i):
        return None
    if scene.day is None:
        return Found("DATE", f"XXXX-{season}", mod)
    way = int(lean.value) if lean is not None else scene.direction(i)
    year = _year_of_season(scene.day, season, way, told=lean is not None)
    return Found("DATE", f"{year:04d}-{season}", mod, inferred=True, anchor=scene.name)


def _in_the(scene: Scene, i: int) -> bool:
    before = scene.before(i)
    return before is not None and before.text in ("in", "during", "since", "until", "by", "through")


def _year_of_season(day: date, season: str, way: int, *, told: bool) -> int:
    """The year a season starts in. "Last summer" is over; "this" one is the nearest."""
    order = ["SP", "SU", "FA", "WI"]
    now = (day.month - 3) % 12 // 3
    year = day.year - (day.month < 3)
    at = order.index(season)
    if way == PAST:
        return year - (at > now or (told and at == now))
    if way == FUTURE:
        return year + (at < now or (told and at == now))
    return year


def read_quarter(scene: Scene, i: int, j: int) -> Found | None:
    """A quarter or half of a year: `2012-Q4`, `2012-H1`."""
    words = scene.words.words[i:j]
    ordinal = _first(words, "ordinal", "quartered")
    told = _told_year(scene, words)
    letter, most = ("H", 2) if _first(words, "half") is not None else ("Q", 4)
    if ordinal is None:
        return _moved_quarter(scene, words, i)
    number = int(str(ordinal.value).strip("qQ"))
    if number > most:
        return None
    if told is not None:
        return told[1]._replace(value=f"{told[0]:04d}-{letter}{number}")
    if scene.day is None:
        return Found("DATE", f"XXXX-{letter}{number}")
    now = quarter_of(scene.day) if letter == "Q" else (quarter_of(scene.day) + 1) // 2
    way = scene.direction(i)
    year = scene.day.year + (number < now if way == FUTURE else -(number > now if way else number > now + 1))
    return Found("DATE", f"{year:04d}-{letter}{number}", inferred=True, anchor=scene.name)


def _moved_quarter(scene: Scene, words: tuple[Word, ...], i: int) -> Found | None:
    lean = _first(words, "back", "past", "forth", "this", "that", "same")
    if lean is None and words[0].kind != "the":
        return None
    told = scene.told if scene.told is not None and "-Q" in scene.told else None
    if (lean is None or lean.kind in ("that", "same")) and told is not None:
        return Found("DATE", told, inferred=True, anchor="narrative")
    if scene.day is None:
        return None
    step = int(lean.value) if lean is not None and lean.kind in ("back", "past", "forth") else 0
    if lean is None and scene.direction(i) != FUTURE:
        step = -1  # "profit for the quarter" is told once it is over
    return Found("DATE", shifted(scene.day, step, "Q"), inferred=True, anchor=scene.name)


def read_decade(scene: Scene, i: int, j: int) -> Found | None:
    """The 1990s: `199`; "the '90s" of the century nearest to the anchor."""
    words = scene.words.words[i:j]
    told = next(w.text for w in words if w.kind == "decade")
    digits = _TENS.get(told[:3], "".join(c for c in told if c.isdigit()))
    if len(digits) == 4:
        return Found("DATE", digits[:3], _mod(words))
    if words[0].kind != "the" and not words[-1].text.startswith(("'", "’")):
        return None  # "in her mid-80s" is an age
    return Found("DATE", ("20" if digits[0] in "012" else "19") + digits[0], _mod(words), inferred=True)


_TENS = {name[:3]: f"{tens}0" for tens, name in enumerate("twen thir fort fift sixt seve eigh nine".split(), 2)}


def read_century(scene: Scene, i: int, j: int) -> Found | None:
    """The 20th century: `19`."""
    words = scene.words.words[i:j]
    if words[-1].value != "CE":
        return None
    number = int(next(w.value for w in words if w.kind == "ordinal"))
    return Found("DATE", f"{number - 1:02d}", _mod(words)) if 1 <= number <= 30 else None


def read_year(scene: Scene, i: int, j: int) -> Found | None:
    """A year by its number, unless what stands beside it makes it a count."""
    words = scene.words.words[i:j]
    word = next(w for w in words if w.kind == "year")
    after, before = scene.after(j), scene.before(i)
    if not _YEAR_MIN <= int(word.value) <= _YEAR_MAX or (after is not None and after.text in _NOT_AFTER):
        return None
    if len(words) == 1 and _counts(scene, word, before, after):
        return None
    if before is not None and before.kind == "in" and scene.words.signs[j : j + 1] == "," and i <= 1:
        scene.year = int(word.value)
    return Found("DATE", f"{int(word.value):04d}", _mod(words))


# What bears a number that is no year: "Resolution 1973", "Room 2012", "at 1600 Pine Street".
_NUMBERED = frozenset(
    "$ £ € ¥ no nos number # than route resolution resolutions article section paragraph room flight highway gate page "
    "model building office windows at".split()
)


def _counts(scene: Scene, word: Word, before: Word | None, after: Word | None) -> bool:
    """True when a bare number counts things ("1950 soldiers") or names a model or address."""
    if after is not None and after.kind in ("units", "unit", "clock", "number", "big", "quarter"):
        return True
    if after is not None and after.start == word.end and after.text in ("-", "/", "%", "°"):
        return after.text != "-"
    if before is not None and (before.text in _NUMBERED or before.kind == "about"):
        return before.kind != "about" or before.text not in ("around", "about", "circa")
    if before is not None and before.kind == "in":
        return False
    if (
        _YEARLIKE[0] <= int(word.value) <= _YEARLIKE[1]
        and before is not None
        and not scene.tag(before).startswith("VB")
    ):
        return False  # the press writes 1,950 soldiers
    syntax = scene.syntax
    at = syntax.token_at(word.start) if syntax is not None else None
    if syntax is None or at is None or syntax.deps[at] != "nummod":
        return False
    return (
        syntax.tags[syntax.heads[at]] == "NNS"
        and syntax.heads[at] == at + 1
        and (before is None or before.kind != "the")
    )


def read_second_year(scene: Scene, i: int, j: int) -> Found | None:
    """The 53 of "1950-53" and "2012-13"."""
    first, number = scene.words.words[i - 2], scene.words.words[i]
    if len(number.text) != 2 or int(number.value) <= int(first.value) % 100 or number.start != first.end + 1:
        return None
    return Found("DATE", f"{int(first.value) // 100}{number.text}") if scene.told == first.text else None


def read_short_year(scene: Scene, i: int, j: int) -> Found | None:
    """'96, and bare "in 96" where a stop follows: of the century that leaves it nearest before the anchor."""
    word = scene.words.words[j - 1]
    digits = word.text[-2:]
    if word.kind == "small" and not _bare_year(scene, word, i, j):
        return None
    return Found("DATE", str(_full_year(scene, digits)), inferred=True, anchor=scene.name)


def _full_year(scene: Scene, digits: str) -> int:
    """Two digits as the year of that ending that lies nearest before the anchor, ten years ahead allowed."""
    latest = (scene.day.year if scene.day is not None else 2030) + 10
    return latest - (latest - int(digits)) % 100


def _bare_year(scene: Scene, word: Word, i: int, j: int) -> bool:
    before, after = scene.before(i), scene.after(j)
    led = before is not None and (
        before.text == "in" or (before.text == "and" and scene.told is not None and _chained(scene, i))
    )
    stops = after is None or after.text in (",", ".", ";", ")", "and", "?", "!")
    if not led or not stops or len(word.text) != 2 or not (word.text[0] == "0" or int(word.text) >= 60):
        return False
    lead = scene.before(i - 1) if before is not None and before.text == "in" else None
    return lead is None or lead.kind not in ("word_number", "small", "number")


def _chained(scene: Scene, i: int) -> bool:
    """ "in 80 and 84": the word before "and" was read as a year too."""
    lead = scene.before(i - 1)
    if lead is None or lead.text == ",":
        lead = scene.before(i - 2)
    return (
        lead is not None
        and scene.told is not None
        and (lead.kind == "year" or (lead.kind == "small" and scene.told.endswith(lead.text)))
    )


_UNITS_OF_DAY = frozenset(("TH", "TM", "TS"))


def read_relative(scene: Scene, i: int, j: int) -> Found | None:
    """ "last week", "earlier this month", "next year", "the following day": one unit from the anchor."""
    words = scene.words.words[i:j]
    unit = words[-1]
    code = str(unit.value)
    lean = next(w for w in reversed(words) if w.kind in ("back", "past", "forth", "this"))
    before, after = scene.before(i), scene.after(j)
    if code in _UNITS_OF_DAY or (after is not None and after.text == "of" and _the(words[0], before)):
        return None  # "the last week of May"
    if words[0].kind == "the" and code in ("DE", "CE") and lean.text in ("next", "last", "coming"):
        return Found("DURATION", duration(1.0, code))
    base, name = _counted_from(scene, words, lean)
    if (
        words[0].kind == "the"
        and before is not None
        and before.text in _DURING
        and lean.text in ("next", "last", "coming")
    ):
        return Found("DURATION", duration(1.0, code))
    if base is None:
        return Found("DATE", None)
    value = shifted(base, int(lean.value), code)
    return Found("DATE", value, _mod(words), inferred=True, anchor=name)


def _the(first: Word, before: Word | None) -> bool:
    return first.kind == "the" or (before is not None and before.kind == "the")


_DURING = frozenset(("over", "during", "within", "in"))


def _counted_from(scene: Scene, words: tuple[Word, ...], lean: Word) -> tuple[date | None, str | None]:
    """With "the", or "following" and "previous", the story's own last date; else the anchor."""
    unit = str(words[-1].value)
    inner = lean.text in ("following", "previous", "preceding", "ensuing") or (
        lean.text == "next" and words.index(lean) > 0 and words[words.index(lean) - 1].kind == "the"
    )
    return scene.base(unit) if inner else (scene.day, scene.name)


def read_that(scene: Scene, i: int, j: int) -> Found | None:
    """ "that year", "the same day", "later in the day": the date told last, cut to the unit; else the anchor's."""
    words = scene.words.words[i:j]
    code = str(words[-1].value)
    edge = _first(words, "edge")
    if code in _UNITS_OF_DAY or code == "2W" or (code in ("DE", "CE") and (edge is None or edge.text == "turn")):
        return None
    ended = _ended(scene, words, j)
    if ended is not None:
        return Found("DATE", shifted(ended, 0, code), inferred=True, anchor=scene.name)
    pointing = _first(words, "that", "same") is not None
    if not pointing and not _spoken_of(scene, i, j):
        return None
    if code == "WE" and not pointing and scene.day is not None:
        back = scene.day.isoweekday() < 6 and scene.direction(i) != FUTURE
        return Found("DATE", shifted(scene.day, -back, code), inferred=True, anchor=scene.name)
    base, name = scene.base(code) if pointing or (code == "D" and scene.told_at >= 0) else (scene.day, scene.name)
    if base is None or (pointing and scene.told is None):
        return Found("DATE", None) if pointing else None
    if code == "D" and pointing and len(scene.told or "") < 10:
        return Found("DATE", None)
    return Found("DATE", shifted(base, 0, code), _mod(words), inferred=True, anchor=name)


def _ended(scene: Scene, words: tuple[Word, ...], j: int) -> date | None:
    """The last day of "the week ended March 9": that day last before the anchor where no year is told."""
    after = scene.after(j)
    m = _END_DAY.match(scene.words.signs, j + 1)
    if m is None or after is None or after.text not in ("ended", "ending") or scene.day is None or len(words) > 2:
        return None
    told = scene.words.words[j + 1 : m.end()]
    month, number = (int(next(w.value for w in told if w.kind == k)) for k in ("month", "small"))
    year = next((int(w.value) for w in told if w.kind == "year"), None)
    for y in (year,) if year is not None else (scene.day.year, scene.day.year - 1):
        try:
            day = date(y, month, number)
        except ValueError:
            return None
        if year is not None or after.text == "ending" or day <= scene.day:
            return day
    return None


def read_same(scene: Scene, i: int, j: int) -> Found | None:
    """ "the same month last year", "the same quarter a year earlier": the month or quarter told before in this
    stretch, else the anchor's, a year before; "the same period" is the year alone."""
    words = scene.words.words[i:j]
    unit = _first(words, "unit", "quarter")
    code = str(unit.value) if unit is not None else ""
    if scene.day is None or (words[-1].kind == "unit" and words[-1].value != "Y"):
        return None
    lean = _first(words, "back", "past", "forth", "this")
    step = int(lean.value) if lean is not None else -1
    if code not in ("M", "Q", "W", "D"):
        return None
    fine = scene.told_at >= 0 and re.match(_TOLD_AS.get(code, "$"), scene.told or "") is not None
    base, name = scene.base(code) if fine else (scene.day, scene.name)
    moved = add_months(base, 12 * step) if base is not None else None
    return Found("DATE", shifted(moved, 0, code) if moved is not None else None, inferred=True, anchor=name)


_TOLD_AS = {"M": r"\d{4}-\d\d", "Q": r"\d{4}-(?:Q|\d\d)", "W": r"\d{4}-(?:W|\d\d-)", "D": r"\d{4}-\d\d-\d\d"}


def read_edge(scene: Scene, i: int, j: int) -> Found | None:
    """ "year-end", "month-end": the anchor's year or month."""
    words = scene.words.words[i:j]
    unit = _first(words, "unit")
    if unit is None or unit.value not in ("Y", "M") or scene.day is None:
        return None
    return Found("DATE", shifted(scene.day, 0, str(unit.value)), _mod(words), inferred=True, anchor=scene.name)


def _spoken_of(scene: Scene, i: int, j: int) -> bool:
    """ "the day", "the year" mean the current one after "in", "for", "of", "during", and before no "of" or clause."""
    if _first(scene.words.words[i:j], "edge", "earlier", "later", "early") is not None:
        return True
    before, after = scene.before(i), scene.after(j)
    if after is not None and (
        after.text in ("of", "when", "after", "before", "that", "he", "she", "they", "to") or after.kind in ("year",)
    ):
        return False
    if before is None or (scene.words.words[j - 1].value == "D" and before.text == "of"):
        return False
    weekend = scene.words.words[j - 1].value == "WE" and before.text in ("at", "since")
    return weekend or before.text in ("in", "for", "of", "during", "throughout", "on", "over")


_OF_YEAR = "(?:,?<of>?(?:<fiscal>?(?:<year>|<short_year>)|(?:<back>|<past>|<forth>|<this>|<that>|<the><same>)<unit>))"
_EDGE = "(?:<the>?<early>-?|<the>?<edge><of>(?:<the>(?!<year>))?|<the>?(?:<ordinal>|<back>)<half><of>)"
_LEAN = "(?:<back>|<past>|<forth>|<this>)"
_SECOND = rule(r"(?:<to>|<and>|-|~)<month>\.?,?<of>?<year>", read_month).pattern
_END_DAY = rule(r"<month>\.?<small>(?:,?<year>)?", read_month).pattern

RULES: tuple[Rule, ...] = (
    rule(rf"{_EDGE}?<month>\.?{_OF_YEAR}", read_month),
    rule(rf"(?:{_EDGE}|{_LEAN})?<month>(?:\.(?=,|x))?(?!\.?(?:<small>|<ordinal>))", read_month),
    rule(rf"(?:{_EDGE}|<the>)?<season>{_OF_YEAR}", read_season),
    rule(rf"(?:<the>?<early>-?|<the>?<edge><of>|<the>)?{_LEAN}?<season>", read_season),
    rule(rf"<the>?<ordinal>-?(?:<quarter>|<half>){_OF_YEAR}", read_quarter),
    rule(r"<the>?<ordinal><half><of><the><unit>", read_quarter),
    rule(r"<the>?<ordinal>-?<quarter>(?:<of><the>?(?:<fiscal>)?<unit>)?", read_quarter),
    rule("<the><same>(?:<unit>|<quarter>)(?:<in>?(?:<back>|<past>|<forth>)<unit>|<a><unit><earlier>)", read_same),
    rule(rf"<the>?(?:{_LEAN}|<that>|<same>)?<quarter>(?!<of>)", read_quarter),
    rule(f"[=](?:<year>|{_OF_YEAR})?", read_quarter),
    rule(rf"{_LEAN}<unit>'<ordinal>-?<quarter>", read_quarter),
    rule("<ordinal>-<half>", read_quarter),
    rule("(?<=<in>)<the><ordinal><half>(?=[.,]|x)", read_quarter),
    rule("<the>?<unit>-<edge>", read_edge),
    rule("<the>?(?:<early>-?)?<decade>", read_decade),
    rule("<the>?(?:<early>-?)?<ordinal>-?<unit>", read_century),
    rule(rf"(?:{_EDGE}|<fiscal><unit>?)<year>", read_year),
    rule("<year>", read_year),
    rule("(?<=y[-~])<small>", read_second_year),
    rule("<short_year>", read_short_year),
    rule("<small>", read_short_year),
    rule(rf"(?:<earlier>|<later>|{_EDGE})<the>?{_LEAN}(?:<unit>|<weekend>)", read_relative),
    rule("<this><past>(?:<unit>|<weekend>)", read_relative),
    rule("(?:<back>|<forth>|<this>|<the>(?:<forth>|<back>(?=<unit>)))(?:<unit>|<weekend>)", read_relative),
    rule(
        "(?:(?:<earlier>|<later>|<early>)<in>|<the>?<edge><of>)?(?:<that>|<the><same>|<that><same>|<the><filler>?)(?:<unit>|<weekend>)",
        read_that,
    ),
)
