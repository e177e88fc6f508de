"""Lengths of time, what lies that far from a date, what recurs, and the words for now, once and later."""

from __future__ import annotations

from datetime import date

from memcon.times.calendar import add_months, duration, shifted
from memcon.times.lexicon import Word
from memcon.times.scene import Found, Rule, Scene, rule
from memcon.times.tense import FUTURE

_CLOCK = frozenset(("TH", "TM", "TS"))


def _amount(words: tuple[Word, ...]) -> float | str | None:
    """The number told: digits, words, "a dozen", "a few" (`X`), and a half where told; None when there is none."""
    total: float | str | None = None
    for k, word in enumerate(words):
        if word.kind in ("small", "number"):
            total = float(word.value)
        elif word.kind == "word_number":
            total = float(word.value) + (float(total) if isinstance(total, float) and total >= 20 else 0)
        elif word.kind == "big":
            total = float(word.value) * (total if isinstance(total, float) else 1)
        elif word.kind == "vague":
            total = float(word.value) if word.value != "X" else "X"
        elif word.kind == "half":
            total = (total if isinstance(total, float) else 1.0 if _counts_one(words, k) else 0.0) + 0.5
    if total is None and any(w.kind == "a" for w in words):
        return 1.0
    return total


def _counts_one(words: tuple[Word, ...], k: int) -> bool:
    """ "an hour and a half" is one and a half; "half an hour" is a half."""
    return any(w.kind == "and" for w in words[:k])


def _mod(words: tuple[Word, ...]) -> str | None:
    for word in words:
        if word.kind in ("about", "more", "less", "least", "up") and word.value:
            return str(word.value)
    return None


def _unit(words: tuple[Word, ...]) -> Word:
    return next(w for w in words if w.kind in ("unit", "units"))


def read_length(scene: Scene, i: int, j: int) -> Found | None:
    """ "about 45 minutes", "a three-day", "one and a half hours", "the past three weeks"; "several years" is `PXY`."""
    words = scene.words.words[i:j]
    amount = _amount(words)
    unit = _unit(words)
    if (len(words) == 2 and _told_of(scene, i, j)) or (unit.value == "Q" and scene.words.signs[j - 2] == "-"):
        return None
    if len(words) == 2 and words[0].kind == "a" and _is_rate(scene, i):
        return read_rate(scene, i, j)
    if amount is None:
        amount = "X" if unit.kind == "units" else 1.0
    return Found("DURATION", duration(amount, str(unit.value)), _mod(words))


def _is_rate(scene: Scene, i: int) -> bool:
    """ "10,000 barrels a day": what is counted stands right before."""
    before = scene.before(i)
    return before is not None and before.kind == "word" and scene.tag(before) == "NNS"


def _told_of(scene: Scene, i: int, j: int) -> bool:
    """ "a day that …", "One day he …": a day spoken of, not a length."""
    words, before, after = scene.words.words[i:j], scene.before(i), scene.after(j)
    if words[0].kind == "a":
        return after is not None and after.text in ("that", "when", "which", "where")
    return (
        words[0].text == "one"
        and words[1].value == "D"
        and (before is None or before.text in (".", ",", "will", "that", "may"))
    )


def read_year_ago(scene: Scene, i: int, j: int) -> Found | None:
    """ "the year-earlier quarter", "year-ago": a year before the quarter told last, else before the anchor's year."""
    words = scene.words.words[i:j]
    if next(w for w in words if w.kind == "unit").value != "Y":
        return None
    told = scene.told if scene.told is not None and "-Q" in scene.told else None
    if told is not None:
        return Found("DATE", f"{int(told[:4]) - 1:04d}{told[4:]}", inferred=True, anchor="narrative")
    return _one_away(scene.day, scene.name, -1, "Y")


def read_age(scene: Scene, i: int, j: int) -> Found | None:
    """ "14-year-old", "60 years old": a length, marked as an age so that no event takes it for its own."""
    words = scene.words.words[i:j]
    amount = _amount(words)
    return Found("DURATION", duration(amount or 1.0, str(_unit(words).value)), _mod(words), why="an age")


# What leads to an unnamed number of units (own list).
_FOR = frozenset(
    (
        "for",
        "in",
        "over",
        "within",
        "after",
        "of",
        "took",
        "take",
        "takes",
        "lasted",
        "last",
        "spent",
        "spend",
        "spends",
    )
)


# What "the years" and "the weeks since" are spread over.
_SPREAD = frozenset(("in", "over", "during", "through", "throughout"))


def read_bare(scene: Scene, i: int, j: int) -> Found | None:
    """ "for years", "in weeks", "over the years": an unnamed number of units."""
    before, after = scene.before(i), scene.after(j)
    if j - i > 1 and (before is None or before.text not in _SPREAD or (after is not None and after.text == "of")):
        return None
    hung = after is not None and after.text in ("before", "after")
    if j - i == 1 and not hung and (before is None or before.text not in _FOR):
        return None
    unit = _unit(scene.words.words[i:j])
    if unit.value in ("NI", "WE", "Q"):
        return None
    if before is not None and before.text == "after" and after is not None and after.kind == "word":
        return None
    return Found("DURATION", duration("X", str(unit.value)))


def read_word_length(scene: Scene, i: int, j: int) -> Found | None:
    """ "hourlong", "weeklong"."""
    return Found("DURATION", str(scene.words.words[i].value))


def read_ago(scene: Scene, i: int, j: int) -> Found | None:
    """ "two months ago": as precise as the unit, from the anchor; a vague number is `PAST_REF`."""
    words = scene.words.words[i:j]
    unit, amount = _unit(words), _amount(words)
    if words[-1].text == "back" and unit.kind != "units":
        return None
    if amount is None or amount == "X" or (words[0].kind == "vague" and words[0].value == "X"):
        return Found("DATE", "PAST_REF")
    if scene.day is None:
        return Found("DATE", None)
    return _away(scene.day, scene.name, -float(amount), unit, _mod(words))


def read_ago_within(scene: Scene, i: int, j: int) -> Found | None:
    """ "ten years ago this month", "a year ago today": as fine as what follows."""
    words = scene.words.words[i:j]
    amount, unit, last = _amount(words), _unit(words), words[-1]
    code = "D" if last.kind == "day_word" else str(last.value)
    if scene.day is None or not isinstance(amount, float) or not amount.is_integer() or unit.value not in ("Y", "DE"):
        return None
    if last.text not in ("today", "month", "week") or words[0].kind == "vague":
        return None
    years = int(amount) * (10 if unit.value == "DE" else 1)
    moved = add_months(scene.day, -12 * years) if scene.day.year > years else None
    return Found("DATE", shifted(moved, 0, code) if moved else None, inferred=True, anchor=scene.name)


def read_all(scene: Scene, i: int, j: int) -> Found | None:
    """ "all day", "all week"."""
    unit = scene.words.words[j - 1]
    part = unit.kind == "part"
    if part and unit.value != "NI":
        return None
    return Found("DURATION", duration(1.0, str(unit.value)))


def read_later(scene: Scene, i: int, j: int) -> Found | None:
    """ "two days later", "a year earlier": from the date told last; a quarter's "a year earlier" is a quarter."""
    words = scene.words.words[i:j]
    unit, amount = _unit(words), _amount(words)
    step = int(words[-1].value)
    if unit.value in _CLOCK or (words[-1].text == "before" and not _stops(scene, j)):
        return None
    if amount is None or amount == "X":
        return Found("DATE", "FUTURE_REF" if step > 0 and scene.direction(i) == FUTURE else "PAST_REF")
    base, name = scene.base(str(unit.value))
    if base is None:
        return Found("DATE", None)
    told = scene.told
    if told is not None and "-Q" in told and unit.value == "Y" and float(amount).is_integer():
        return Found("DATE", f"{int(told[:4]) + step * int(amount):04d}{told[4:]}", inferred=True, anchor=name)
    return _away(base, name, step * float(amount), unit, _mod(words))


def _stops(scene: Scene, j: int) -> bool:
    """True at the end of a clause: "two days before", not "two days before the vote"."""
    after = scene.after(j)
    return after is None or after.text in (",", ".", ";", ")", "and", "?", "!")


def _away(base: date, name: str | None, steps: float, unit: Word, mod: str | None) -> Found:
    code = str(unit.value)
    if code == "Y" and not steps.is_integer():
        value = shifted(base, round(steps * 12), "M")
    elif code in ("DE", "CE") and not steps.is_integer():
        value = shifted(base, round(steps * (10 if code == "DE" else 100)), "Y")
    else:
        value = shifted(base, int(steps), code) if steps.is_integer() else None
    return Found("DATE", value, mod, inferred=True, anchor=name)


def read_from(scene: Scene, i: int, j: int) -> Found | None:
    """ "a week from today", "two weeks from now": counted from the anchor."""
    words = scene.words.words[i:j]
    amount = _amount(words)
    start = 0 if words[-1].kind == "reference" else words[-1].value
    if start != 0 or words[-1].text not in ("now", "today") or scene.day is None or not isinstance(amount, float):
        return None
    return _away(scene.day, scene.name, amount, _unit(words), _mod(words))


def read_after_next(scene: Scene, i: int, j: int) -> Found | None:
    """ "the day before", "the day after": beside the date told last; "the day after tomorrow" from the anchor."""
    words = scene.words.words[i:j]
    step = -1 if words[-1].kind != "day_word" and words[-1].kind == "before" else 1
    if words[-1].kind == "day_word":
        step = 2 if words[-1].value == 1 else -2
        return _one_away(scene.day, scene.name, step, "D")
    if not _stops(scene, j):
        return None
    base, name = scene.base(str(_unit(words).value))
    return _one_away(base, name, step, str(_unit(words).value))


def _one_away(base: date | None, name: str | None, step: int, code: str) -> Found:
    value = shifted(base, step, code) if base is not None else None
    return Found("DATE", value, inferred=base is not None, anchor=name)


def read_set(scene: Scene, i: int, j: int) -> Found | None:
    """ "every Tuesday", "each year", "every two weeks", "Mondays"."""
    words = scene.words.words[i:j]
    day = next((w for w in words if w.kind in ("weekday", "weekdays")), None)
    if day is not None:
        return Found("SET", f"XXXX-WXX-{day.value}")
    month = next((w for w in words if w.kind == "month"), None)
    if month is not None:
        return Found("SET", f"XXXX-{int(month.value):02d}")
    part = next((w for w in words if w.kind == "part"), None)
    if part is not None:
        return Found("SET", f"XXXX-XX-XXT{part.value}")
    season = next((w for w in words if w.kind == "season"), None)
    if season is not None:
        return Found("SET", f"XXXX-{season.value}")
    if any(w.kind == "weekend" for w in words):
        return Found("SET", "XXXX-WXX-WE")
    other = any(w.kind == "other" for w in words)
    return Found("SET", duration(2.0 if other else _amount(words) or 1.0, str(_unit(words).value)))


def read_often(scene: Scene, i: int, j: int) -> Found | None:
    """ "daily", "annual", "quarterly": the unit they name."""
    word = scene.words.words[i]
    if scene.tag(word).startswith("NNP") and word.start > 0:
        return None
    return Found("SET", str(word.value))


def read_rate(scene: Scene, i: int, j: int) -> Found | None:
    """ "twice a week", "$3 billion a year", "per day": what recurs in each unit."""
    unit = _unit(scene.words.words[i:j])
    return Found("SET", duration(1.0, str(unit.value))) if unit.value not in _CLOCK else None


def read_reference(scene: Scene, i: int, j: int) -> Found | None:
    """ "now", "recently", "the future": TIMEX3's references, which are no calendar dates."""
    words = scene.words.words[i:j]
    word = words[-1]
    if word.text == "now" and scene.before(i) is not None and scene.before(i).text == "then":  # type: ignore[union-attr]
        return None
    value = "PAST_REF" if word.kind in ("past", "unit", "units", "ago") else str(word.value)
    return Found("DATE", value)


def read_these(scene: Scene, i: int, j: int) -> Found | None:
    """ "these days" is now."""
    if scene.words.words[j - 1].value != "D":
        return None
    return Found("DATE", "PRESENT_REF")


_ABOUT = "(?:<about>|<more><than>|<less><than>|<at><least>|<up><to>)?"
_NUMBER = "(?:(?:<small>|<number>|<word_number>(?:-?<word_number>)?)<big>?|<a><big>)"
_AND_HALF = "(?:-?<and>-?<a>-?<half>)"
_AMOUNT = f"(?:<a>?<vague><of>?|{_NUMBER}{_AND_HALF}?|<a>)"
_UNITS = "(?:<units>|<unit>)"
_PASTS = "(?:<back>|<past>|<forth>|<these>)"

RULES: tuple[Rule, ...] = (
    rule("<the>?<unit>-(?:<ago>|<earlier>)<quarter>?", read_year_ago),
    rule(f"{_ABOUT}{_AMOUNT}-?{_UNITS}-?<old>", read_age),
    rule("<unit>-<old>", read_age),
    rule(f"{_AMOUNT}{_UNITS}<ago>(?:<this><unit>|<day_word>)", read_ago_within),
    rule(f"{_ABOUT}(?:{_AMOUNT}{_UNITS}{_AND_HALF}?|<half><a><unit>|<units>)<ago>", read_ago),
    rule(f"{_ABOUT}(?:{_AMOUNT}{_UNITS}|<units>)(?:<earlier>|<before>|<later>)", read_later),
    rule(f"{_ABOUT}{_AMOUNT}{_UNITS}<from>(?:<day_word>|<reference>)", read_from),
    rule("<the><unit>(?:<before>|<after>)<day_word>", read_after_next),
    rule("<the><unit>(?:<before>|<after>)", read_after_next),
    rule(
        f"<every>(?:<other>|{_NUMBER}|<ordinal>)?(?:<unit>|<units>|<weekday>|<part>|<weekend>|<season>|<month>)",
        read_set,
    ),
    rule("<weekdays>", read_set),
    rule("<often>", read_often),
    rule("(?<=<rate>)(?:<a>|<per>)<unit>", read_rate),
    rule("(?<=[n#M])(?:<a>|<per>)<unit>", read_rate),
    rule("<per><unit>", read_rate),
    rule("(?<=[uU])<a><unit>", read_rate),
    rule("<unit>-<lasting>", read_length),
    rule("<these><units>", read_these),
    rule("<all>(?:<unit>|<part>)", read_all),
    rule("<lasting><ago>", read_reference),
    rule(f"<the>?{_PASTS}{_ABOUT}(?:{_AMOUNT}(?<!<a>))?<units>", read_length),
    rule(f"<the><past>{_NUMBER}?<unit>", read_length),
    rule(f"{_ABOUT}(?:<half>-?<a>?-?<unit>|<a><half>-?<unit>)", read_length),
    rule(f"{_ABOUT}(?:{_NUMBER}{_AND_HALF}?|<a>?<vague><of>?)(?:-|<filler>|<more>)?<units>", read_length),
    rule("<a>(?:<filler>|<more>)<unit>", read_length),
    rule("<units>-<lasting>", read_length),
    rule(f"{_ABOUT}{_NUMBER}{_AND_HALF}?-<unit>", read_length),
    rule(f"{_ABOUT}(?:<a>|<word_number>)<unit>{_AND_HALF}?", read_length),
    rule("<long>", read_word_length),
    rule("<recent><units>", read_reference),
    rule("(?:<the>)?<units>", read_bare),
    rule("<reference>", read_reference),
    rule("(?<=<in>)<the><past>(?!<unit>|<units>|<small>|<word_number>|<vague>)", read_reference),
    rule("(?<=<of>)<the><past>(?=[.,])", read_reference),
    rule("<the>(?:<near>)?<future>(?!-)", read_reference),
    rule("(?<=<in>)<near><future>", read_reference),
    rule("(?<=<in>)<future>(?=[.,_])", read_reference),
    rule("(?<=<at>)<the>?<present>", read_reference),
)
