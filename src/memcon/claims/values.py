"""Values in words, read and compared: numbers with units and hedges, money, percentages, counts written out,
ordinals, ages, durations; dates by their precision.

Every comparison answers `same`, `narrower` (one lies within the other), `differs`, or `other` (not comparable: another
kind, another unit). Nothing here knows which reports the values come from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from memcon.model.when import When

SAME, NARROWER, DIFFERS, OTHER = "same", "narrower", "differs", "other"

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {w: float(i) for i, w in enumerate(_SMALL)} | {w: 10.0 * (i + 2) for i, w in enumerate(_TENS)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
_FRACTIONS = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
}
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_MONEY = {
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP",
    "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "¥": "JPY", "yen": "JPY", "₩": "KRW", "won": "KRW",
    "yuan": "CNY",
    "renminbi": "CNY", "rmb": "CNY", "rupee": "INR", "rupees": "INR", "₹": "INR", "ruble": "RUB", "rubles": "RUB",
    "rouble": "RUB", "roubles": "RUB", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "nz$": "NZD",
    "cent": "cent", "cents": "cent", "franc": "CHF", "francs": "CHF", "krone": "DKK", "kroner": "DKK", "baht": "THB",
}  # fmt: skip
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600,
            "decade": 315576000}  # fmt: skip
_UP, _DOWN, _NEAR = "more", "less", "about"
_HEDGES = {
    "more than": _UP, "over": _UP, "at least": _UP, "above": _UP, "upwards of": _UP, "exceeding": _UP,
    "no fewer than": _UP,
    "no less than": _UP, "less than": _DOWN, "fewer than": _DOWN, "under": _DOWN, "below": _DOWN, "up to": _DOWN,
    "as many as": _DOWN, "as much as": _DOWN, "at most": _DOWN, "no more than": _DOWN, "about": _NEAR, "around": _NEAR,
    "roughly": _NEAR, "approximately": _NEAR, "some": _NEAR, "nearly": _NEAR, "almost": _NEAR, "close to": _NEAR,
    "an estimated": _NEAR, "estimated": _NEAR, "just over": _NEAR, "just under": _NEAR, "circa": _NEAR,
}  # fmt: skip
_NEARNESS = 0.1
"""How far apart (as a part of the larger) a rounded value and a precise one may be."""

_WORDS = "|".join((*_NUMBERS, *_SCALES))
_SPELLED = rf"(?:(?:(?:a|an|half a|several)\s+)?(?:{_WORDS})(?:(?:[\s-]+(?:and\s+)?)(?:{_WORDS})\b)*)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_FRACTION = r"(?:(?:one|two|three|four|a|an)[\s-]+)?(?:thirds?|half|quarters?|fifths?)\s+of\b"
_HEDGE = "|".join(sorted((re.escape(h).replace(r"\ ", r"\s+") for h in _HEDGES), key=len, reverse=True))
_CURRENCY = r"(?:US|A|C|HK|NT|S|NZ)?\$|€|£|¥|₩|₹"
_AMOUNT = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE})\s+)?(?:the\s+)?(?P<currency>{_CURRENCY})?\s?"
    rf"(?P<number>(?<![\w.,])(?:{_DIGITS})(?![\d])|\b(?:{_FRACTION})|\b{_SPELLED}\b)"
    rf"(?:[\s-]*(?P<scale>hundred|thousand|million|billion|trillion|dozen|[kKmM]n?|[bt]n|[mb]ln|trn)\b)?"
    rf"(?P<suffix>\s?%|[\s-]*per\s?cent(?:age\s+points?)?\b)?(?P<rank>st|nd|rd|th)?(?:(?<=%)|\b)",
    re.IGNORECASE,
)
_RANK = re.compile(
    rf"\b(?:{'|'.join(_ORDINALS[1:])}|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ORDINALS[1:10])}))\b", re.IGNORECASE
)
_UNIT = re.compile(r"[\s-]+(?P<unit>[A-Za-z]+)")
_AGE = re.compile(r"\s*,|\s*-year-old|\s+years?\s+old")
_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?", re.IGNORECASE)


BEYOND = 1e15
"""No report counts so far: digits without end are no amount."""


class Amount(NamedTuple):
    """A number in words. `kind`: money, percent, rank, duration, fraction, time, count. `value`: in units of one
    (seconds for durations, seconds after midnight for times). `unit`: currency, or the lower-case word counted, or
    None. `hedge`: more, less, about or None. Offsets index the text given."""

    start: int
    end: int
    kind: str
    value: float
    unit: str | None = None
    hedge: str | None = None


def find_amounts(text: str) -> list[Amount]:
    """Numbers in `text` with what they count, in order; numbers that are parts of dates are left to `find_days`."""
    days = find_days(text)
    clocks = [_clock(m) for m in _CLOCK.finditer(text)]
    counts = [a for m in _AMOUNT.finditer(text) if (a := _amount(text, m)) is not None]
    parts = [a for a in counts if a.kind == "fraction"]
    dated = [(d.start, d.end) for d in days]
    taken = dated + [(a.start, a.end) for a in (*clocks, *parts)]
    ranks = _outside(taken, (Amount(m.start(), m.end(), "rank", _rank(m.group())) for m in _RANK.finditer(text)))
    rest = _outside([*taken, *((a.start, a.end) for a in ranks)], counts)
    return sorted([*clocks, *_outside(dated, parts), *ranks, *rest], key=lambda a: (a.start, a.end, a.kind))


def _outside(taken: Sequence[tuple[int, int]], amounts: Iterable[Amount]) -> list[Amount]:
    """The amounts that overlap none of the `taken` ranges."""
    return [a for a in amounts if not any(a.start < end and start < a.end for start, end in taken)]


def _clock(m: re.Match[str]) -> Amount:
    hour = int(m["hour"]) % 12 + (12 if m["half"].lower() == "p" else 0)
    return Amount(m.start(), m.end(), "time", hour * 3600.0 + int(m["minute"] or 0) * 60.0)


def _amount(text: str, m: re.Match[str]) -> Amount | None:
    number, scale, currency, suffix = m["number"], m["scale"], m["currency"], m["suffix"]
    value = _value(number)
    if value is None or value >= BEYOND:
        return None
    value *= _SCALES.get((scale or "").lower(), 0) or _SHORT.get((scale or "").lower(), 1)
    start = m.start("hedge") if m["hedge"] else m.start("currency") if currency else m.start("number")
    hedge = _HEDGES[" ".join(m["hedge"].lower().split())] if m["hedge"] else None
    if currency:
        return Amount(start, m.end(), "money", value, _MONEY[currency.lower()], hedge)
    if suffix:
        return Amount(start, m.end(), "percent", value, None, hedge)
    if m["rank"]:
        return Amount(start, m.end(), "rank", value)
    return _counted(text, m, start, value, hedge)


def _counted(text: str, m: re.Match[str], start: int, value: float, hedge: str | None) -> Amount | None:
    """A plain number, by the word that follows it."""
    if "of" in m["number"].lower().split():
        return Amount(start, m.end(), "fraction", value, None, hedge)
    follows = _UNIT.match(text, m.end())
    unit = follows["unit"].lower() if follows is not None else None
    single = (unit or "").removesuffix("s")
    if m["number"].lower() == "one" and (unit is None or unit in _PRONOUN_AFTER):
        return None
    if unit in _MONEY:
        return Amount(start, follows.end() if follows else m.end(), "money", value, _MONEY[unit], hedge)
    if single in _SECONDS and not _AGE.match(text, m.end()):
        end = follows.end() if follows else m.end()
        return Amount(start, end, "duration", value * _SECONDS[single], single, hedge)
    return Amount(start, m.end(), "count", value, unit, hedge)


_PRONOUN_AFTER = frozenset(
    "of another is was to who that which in on at has had could would should can will by".split()
)


def _value(number: str) -> float | None:
    low = number.lower()
    if low[0].isdigit() or low[0] == ".":
        return float(low.replace(",", ""))
    parts = [p for p in re.split(r"[\s-]+", low) if p not in ("and", "of")]
    if parts[:2] != ["half", "a"] and any(p in _FRACTIONS for p in parts):
        times = next((_NUMBERS[p] for p in parts if p in _NUMBERS), 1.0)
        return times * next(_FRACTIONS[p] for p in parts if p in _FRACTIONS)
    return _spelled(parts)


def _spelled(parts: list[str]) -> float | None:
    """Value of number words: "two hundred and five", "half a dozen", "a million"."""
    if "several" in parts:
        return None
    total = current = 0.0
    half = parts[:2] == ["half", "a"]
    for part in parts:
        if part in _NUMBERS:
            current += _NUMBERS[part]
        elif part == "hundred" or part == "dozen":
            current = (current or 1.0) * _SCALES[part]
        elif part in _SCALES:
            total, current = total + (current or 1.0) * _SCALES[part], 0.0
    return (total + current) * (0.5 if half else 1.0)


def _rank(word: str) -> float:
    low = word.lower()
    if "-" in low:
        tens, unit = low.split("-")
        return _NUMBERS[tens] + _ORDINALS.index(unit)
    return float(_ORDINALS.index(low))


def compare_amounts(a: Amount, b: Amount) -> str:
    """Compare two amounts: same, narrower (one is within what the other allows), differs, or other kinds."""
    if a.kind != b.kind or (a.kind == "money" and a.unit != b.unit):
        return OTHER
    if a.value == b.value and a.hedge == b.hedge:
        return SAME
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    if a.value == b.value:
        return NARROWER
    if a.hedge == b.hedge and a.hedge != _NEAR:
        return DIFFERS
    if low_a > high_b or low_b > high_a:
        return DIFFERS
    return NARROWER


def _bounds(a: Amount) -> tuple[float, float]:
    """Least and greatest value that an amount allows. A rounded duration allows half of its unit either way."""
    slack = abs(a.value) * _NEARNESS
    if a.hedge == _UP:
        return a.value, a.value * 1.5
    if a.hedge == _DOWN:
        return a.value * 0.5, a.value
    if a.hedge == _NEAR:
        return a.value - slack, a.value + slack
    return a.value, a.value


_MONTHS = "january february march april may june july august september october november december".split()
_SHORT_MONTHS = {m[:3]: i + 1 for i, m in enumerate(_MONTHS)} | {"sept": 9}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"  # noqa: E501
_WHEN = re.compile(
    rf"""(?:(?P<part>early|mid|late|the\ end\ of|the\ beginning\ of|the\ start\ of|last|next|this|past)[\s-]+)?
    (?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b(?:,?\s+(?=\d|{_MONTH}))?)?
    (?:(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})(?![a-z])
       (?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.]\d))?(?:-\d{{1,2}})?(?:,?\s+(?P<year1>(?:1[5-9]|20)\d\d)\b)?)?""",
    re.VERBOSE,
)
_YEAR = re.compile(r"\b(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|,\d|\.\d)(?:-(?P<until>\d\d)\b)?")
_SEASON = re.compile(
    r"\b(?:(?:last|next|this|in the|early|late)\s+)(?P<season>spring|summer|autumn|fall|winter)\b", re.IGNORECASE
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b")
_COUNTED = re.compile(
    r"\s+(?!(?:and|or|to|in|at|with|was|is|by|for|after|when|as|on|that|which|he|she|they|the|a)\b)[a-z]+s\b"
)


class Day(NamedTuple):
    """A date in words, by its parts; what is not said is None. `month` and `day` from 1; `part`: early, mid, late."""

    start: int
    end: int
    weekday: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str | None = None
    part: str | None = None


def find_days(text: str) -> list[Day]:
    """Weekdays, months, days of months, years and seasons named in `text`, in order. Relative words ("yesterday") name
    no day without an anchor and are left out."""
    found = [Day(m.start(), m.end(), year=int(m[1]), month=int(m[2]), day=int(m[3]) if m[3] else None)
             for m in _ISO.finditer(text)]  # fmt: skip
    found += [d for m in _WHEN.finditer(text) if (d := _day(text, m)) is not None]
    found += [Day(m.start(), m.end(), season=_season(m["season"])) for m in _SEASON.finditer(text)]
    taken = [(d.start, d.end) for d in found]
    for m in _YEAR.finditer(text):
        free = all(m.end() <= s or m.start() >= e for s, e in taken)
        if free and not _counts(text, m):
            found.append(Day(m.start(), m.end(), year=int(m["year"])))
    return sorted(found, key=lambda d: (d.start, d.end))


def _season(word: str) -> str:
    return "autumn" if word.lower() == "fall" else word.lower()


def _counts(text: str, m: re.Match[str]) -> bool:
    """True when four digits count something ("2000 soldiers") or are money, not a year."""
    before = text[max(0, m.start() - 1) : m.start()]
    return before in ("$", "€", "£", "¥", ",", ".", "#") or _COUNTED.match(text, m.end()) is not None


def _day(text: str, m: re.Match[str]) -> Day | None:
    weekday, month = m["weekday"], m["month"]
    if weekday is None and month is None:
        return None
    if month is not None and m.start("month") and text[m.start("month") - 1].isalnum():
        return None
    number = m["day1"] or m["day2"]
    bare = number is None and m["year1"] is None and m["part"] is None and weekday is None
    if (
        month in ("May", "March")
        and bare
        and not re.search(r"\b(?:in|since|until|by|of|from|last|next|to)\s$", text[: m.start("month")])
    ):
        return None
    which = _SHORT_MONTHS[month.lower().rstrip(".")[:3]] if month else None
    return Day(
        m.start(),
        m.end(),
        _WEEKDAYS.index(weekday.lower().removesuffix("s") if weekday.lower() not in _WEEKDAYS else weekday.lower())
        if weekday
        else None,
        int(m["year1"]) if m["year1"] else None,
        which,
        int(number) if number else None,
        None,
        _part(m["part"]),
    )


def _part(word: str | None) -> str | None:
    low = (word or "").lower()
    if low in ("early", "the beginning of", "the start of"):
        return "early"
    return {"mid": "mid", "late": "late", "the end of": "late"}.get(low)


def compare_days(a: Day, b: Day) -> str:
    """Compare two dates by what both say: parts that contradict make them differ; one that says more is narrower;
    dates with no part in common (a weekday and a month) are other."""
    pairs = [(a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday), (a.season, b.season)]
    both = [(x, y) for x, y in pairs if x is not None and y is not None]
    if not both:
        return OTHER
    if any(x != y for x, y in both):
        return DIFFERS
    if a.part is not None and b.part is not None and a.part != b.part:
        return DIFFERS
    return SAME if a[2:] == b[2:] else NARROWER


def possible_dates(day: Day, published: str) -> frozenset[date]:
    """The calendar days that a date in words may mean in a text published on an ISO day: a weekday the nearest ones
    before and after, a day of a month the nearest year. Empty when it names no single day, or `published` is no day."""
    try:
        anchor = date.fromisoformat(published[:10])
    except ValueError:
        return frozenset()
    if day.month is not None and day.day is not None:
        return _nearest_year(day, anchor)
    if day.weekday is None or day.month is not None:
        return frozenset()
    week = (anchor + timedelta(days=n) for n in range(-6, 7))
    return frozenset(d for d in week if d.weekday() == day.weekday)


def _nearest_year(day: Day, anchor: date) -> frozenset[date]:
    years = (day.year,) if day.year is not None else (anchor.year - 1, anchor.year, anchor.year + 1)
    found = []
    for year in years:
        try:
            found.append(date(year, day.month or 1, day.day or 1))
        except ValueError:
            continue
    return frozenset(sorted(found, key=lambda d: (abs((d - anchor).days), d))[:1])


_PERIOD = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_PREFIX = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?$")


def compare_values(a: str, b: str) -> str:
    """Compare two values as claims hold them: ISO 8601 durations (`PT45M`), ISO-prefix dates and intervals
    (`2025-10`), whole numbers, else words (lists parted by `;` may hold one another)."""
    if a == b:
        return SAME
    if a.startswith("P") and b.startswith("P") and (x := _seconds(a)) is not None and (y := _seconds(b)) is not None:
        return SAME if x == y else DIFFERS
    if _PREFIX.match(a) and _PREFIX.match(b):
        one, two = When(a), When(b)
        return NARROWER if one.holds(two) or two.holds(one) else DIFFERS
    if _number(a) is not None and _number(b) is not None:
        return SAME if _number(a) == _number(b) else DIFFERS
    return _compare_lists(a, b)


def _compare_lists(a: str, b: str) -> str:
    one, two = ({part.strip().casefold() for part in x.split(";")} for x in (a, b))
    if one == two:
        return SAME
    return NARROWER if one <= two or two <= one else DIFFERS


def _seconds(value: str) -> float | None:
    m = _PERIOD.match(value)
    if m is None:
        return None
    sizes = (31557600, 2629800, 604800, 86400, 3600, 60, 1)
    return float(sum(int(n) * s for n, s in zip(m.groups(), sizes, strict=True) if n))


def _number(value: str) -> float | None:
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
