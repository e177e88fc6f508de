"""How long it lasted, and how long it was to last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from memcon.events import frames
from memcon.events.anchored import Anchored, anchored
from memcon.events.lexicon import mapping, table, words
from memcon.events.phrases import antecedent, is_occurrence
from memcon.events.scene import Scene

_SECONDS = {"S": 1, "M": 60, "H": 3600, "D": 86400, "W": 604800}
_PARTS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}


class Stretch(NamedTuple):
    """A length of time: token range (half-open, hedge included), token of its unit, ISO 8601 value."""

    first: int
    last: int
    unit: int
    value: str


@cache
def _pattern() -> re.Pattern[str]:
    units = sorted(mapping("details", "duration", "unit"), key=len, reverse=True)
    hedges = sorted(table("details")["duration"]["hedge"], key=len, reverse=True)
    small = sorted(words("details", "number"), key=len, reverse=True)
    number = rf"(?:\d+(?:[.,]\d+)?|(?:{'|'.join(small)})(?: - (?:{'|'.join(small)}))?|an?)"
    part = r"(?:half|quarter|three quarters)"
    unit = rf"(?:{'|'.join(units)})"
    return re.compile(
        rf"(?<!\S)(?:(?P<hedge>{'|'.join(hedges)}) )?(?:an? )?"
        rf"(?:(?P<part>{part})(?: - | of an? | an? | )"
        rf"|(?P<n>{number})(?P<plus>(?: - | )and(?: - | )a(?: - | )half)?(?: - | ))"
        rf"(?P<unit>{unit})(?!\S)(?P<after>(?: - | )and(?: - | )a(?: - | )half)?(?: - long)?"
        rf"(?:(?:(?<=hour)|(?<=hours))(?: and| ,)? (?P<m>{number}) (?:minutes?|mins?)(?!\S))?"
    )


def stretches(scene: Scene, first: int, last: int) -> Iterator[Stretch]:
    """Lengths of time told in the tokens `first` to `last` (half-open), with their values made canonical: "90 minutes"
    and "an hour and a half" are both PT1H30M. Lengths without a number ("several hours") have no value and are left."""
    s = scene.syntax
    listed = mapping("details", "duration", "unit")
    if not any(w.lower() in listed for w in s.words[first:last]):
        return
    offsets, parts, at = [], [], 0
    for i in range(first, last):
        offsets.append(at)
        parts.append(scene.lows[i])
        at += len(parts[-1]) + 1
    for m in _pattern().finditer(" ".join(parts)):
        unit = first + bisect_right(offsets, m.start("unit")) - 1
        value = _value(m)
        if value is not None:
            yield Stretch(
                first + bisect_right(offsets, m.start()) - 1, first + bisect_right(offsets, m.end() - 1), unit, value
            )


def _value(m: re.Match[str]) -> str | None:
    kind = mapping("details", "duration", "unit")[m["unit"]]
    amount = _PARTS.get(m["part"]) if m["part"] else _number(m["n"])
    if amount is None:
        return None
    amount += 0.5 if m["plus"] or m["after"] else 0
    seconds = amount * _SECONDS[kind] + (_number(m["m"]) or 0) * 60 if m["m"] else amount * _SECONDS[kind]
    return _iso(seconds, kind)


def _number(word: str) -> float | None:
    if word in ("a", "an"):
        return 1
    if word[0].isdigit():
        return None if len(word) > 15 else float(word.replace(",", "."))
    known = table("details")["number"]
    return float(sum(int(known[part][0]) for part in word.split(" - ")))


def _iso(seconds: float, kind: str) -> str | None:
    """ISO 8601: days and weeks keep their unit, what is shorter is hours, minutes and seconds."""
    if kind in "DW":
        amount = seconds / _SECONDS[kind]
        return f"P{int(amount)}{kind}" if amount == int(amount) else None
    whole = round(seconds)
    parts = ((whole // 3600, "H"), (whole % 3600 // 60, "M"), (whole % 60, "S"))
    return "PT" + "".join(f"{n}{letter}" for n, letter in parts if n) if whole else None


def find_durations(scene: Scene, first: int, last: int) -> Iterator[Anchored]:
    """Points `duration` and `duration.planned` of one sentence (token range, half-open)."""
    told: set[int] = set()
    told_at = tuple(stretches(scene, first, last))
    for stretch in (*told_at, *_without_unit(scene, told_at, last)):
        path = _path(scene, stretch)
        bearer = _bearer(scene, stretch, path)
        if bearer is None or bearer[1] in told:  # "lasted four hours and the second two": of another one
            continue
        if bearer[1] is not None and not _planned(scene, stretch, path):
            told.add(bearer[1])
        yield _detail(scene, stretch, path, *bearer)


def _without_unit(scene: Scene, told: tuple[Stretch, ...], last: int) -> Iterator[Stretch]:
    """ "was to last an hour but went on for nearly three": a number that leaves out the unit told before it."""
    s = scene.syntax
    for i in range(told[-1].last, last) if told else ():
        if s.pos[i] != "NUM" or s.deps[i] != "pobj" or scene.lows[s.heads[i]] != "for":
            continue
        number = scene.lows[i]
        known = table("details")["number"].get(number)
        amount = float(known[0]) if known else float(number) if number.isdecimal() and len(number) <= 15 else None
        kind = mapping("details", "duration", "unit")[scene.lows[told[-1].unit]]
        value = _iso(amount * _SECONDS[kind], kind) if amount else None
        if value is not None:
            yield Stretch(s.heads[i] + 1, i + 1, i, value)


def _detail(scene: Scene, stretch: Stretch, path: list[int], at: int, verb: int | None) -> Anchored:
    planned = _planned(scene, stretch, path)
    s = scene.syntax
    point = "duration.planned" if planned else "duration"
    if point == "duration" and scene.lemmas[at] in words("occurrence", "journey"):
        point = "duration.visit"  # how long a journey took is no length of the meeting on it
    first = verb if verb is not None and 0 < stretch.first - verb <= 6 else stretch.first
    last = at + 1 if verb is None and 0 <= at - stretch.last < 4 else stretch.last
    first = at if verb is None and 0 < stretch.first - at <= 2 and s.pos[at] == "NOUN" else first
    return anchored(scene, at, point, stretch.value, first, last, by=stretch.unit)


def _path(scene: Scene, stretch: Stretch) -> list[int]:
    """The tokens from the unit up to its clause's verb, and on through infinitives and participles."""
    s, at = scene.syntax, stretch.unit
    found = [at]
    while s.heads[at] != at and len(found) < 8:
        dep = s.deps[at]
        if s.pos[at] in ("VERB", "AUX") and dep not in ("xcomp", "ccomp", "acl", "conj", "pcomp", "advcl"):
            break
        at = s.heads[at]
        found.append(at)
        if dep in ("relcl", "ccomp", "advcl"):
            break
    return found


def _bearer(scene: Scene, stretch: Stretch, path: list[int]) -> tuple[int, int | None] | None:
    """(token of what lasted, verb that says so or None), or None when the length belongs to something else."""
    s = scene.syntax
    for word, _, obj in frames.prepositions(s, stretch.unit):
        if word == "of" and is_occurrence(scene, obj):
            return obj, None
    before = stretch.first - 1
    if before >= 0 and scene.lows[before] == "for" and s.pos[s.heads[before]] == "VERB" and s.heads[before] not in path:
        return _of_verb(scene, stretch, [before], s.heads[before])  # "for two hours behind closed doors": hung wrongly
    for step, at in enumerate(path[1:], 1):
        if s.pos[at] in ("NOUN", "PROPN"):
            if is_occurrence(scene, at) and _near(scene, path[step - 1]):
                return at, None
            if step == 1 and s.deps[stretch.unit] in ("nummod", "compound", "amod", "nmod", "npadvmod"):
                return None  # "a 45-minute press conference"
        elif s.pos[at] in ("VERB", "AUX"):
            return _of_verb(scene, stretch, path, at)
    return None


def _near(scene: Scene, below: int) -> bool:
    """What links a length to a noun above it: a modifier, "of", "lasting"."""
    s = scene.syntax
    if s.deps[below] == "prep":
        return scene.lows[below] in ("of", "for")
    return s.deps[below] in ("amod", "compound", "nummod", "nmod", "npadvmod", "appos", "poss") or scene.lemmas[
        below
    ] in words("details", "duration", "last")


def _of_verb(scene: Scene, stretch: Stretch, path: list[int], verb: int) -> tuple[int, int | None] | None:
    s = scene.syntax
    lemma = scene.lemmas[verb]
    through = path[path.index(verb) - 1] if verb in path else path[-1]
    by_prep = scene.lows[through] if s.deps[through] == "prep" else ""
    if by_prep == "after" and lemma in words("details", "outcome", "ends"):
        return _subject(scene, verb)
    if by_prep in ("after", "before", "within", "in", "by", "since", "until", "every", "per") or _once(scene, stretch):
        return None
    if lemma in words("details", "duration", "meet") and (by_prep in ("for", "") or lemma == "spend"):
        return _meeting_verb(scene, verb)
    if lemma in words("details", "duration", "last") or lemma in words("details", "duration", "plan") or lemma == "be":
        return _subject(scene, verb)
    return None


def _once(scene: Scene, stretch: Stretch) -> bool:
    """ "an hour later", "three days ago", "20 minutes earlier" are points in time."""
    s = scene.syntax
    after = scene.lows[stretch.last] if stretch.last < len(s) else ""
    return after in (
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "from",
        "away",
        "old",
        "late",
        "longer",
        "shorter",
        "more",
    )


def _meeting_verb(scene: Scene, verb: int) -> tuple[int, int | None] | None:
    """ "met for an hour": the verb; "held talks for an hour": the talks; "spent an hour talking": what followed."""
    s = scene.syntax
    for c in frames.objects(s, verb):
        if is_occurrence(scene, c):
            return c, verb
    if scene.lemmas[verb] == "spend" and any(scene.lows[c] in ("together", "with") for c in s.children[verb]):
        return verb, verb
    if scene.lemmas[verb] in ("spend", "hold"):
        return (
            (verb, verb)
            if any(scene.lemmas[c] in words("details", "duration", "meet") for c in s.children[verb])
            else None
        )
    return verb, verb


def _subject(scene: Scene, verb: int) -> tuple[int, int | None] | None:
    """The happening that is the verb's subject, through "it" and "which"."""
    s = scene.syntax
    found = [c for c in s.children[verb] if s.deps[c] in ("nsubj", "nsubjpass")] or frames.surface_subject(s, verb)
    if not found and s.deps[verb] == "conj" and s.pos[s.heads[verb]] in ("VERB", "AUX"):
        return _subject(scene, s.heads[verb])
    for token in found:
        if is_occurrence(scene, token):
            return token, verb
        word = scene.lows[token]
        if word in ("which", "that") and s.deps[verb] == "relcl" and is_occurrence(scene, s.heads[verb]):
            return s.heads[verb], verb
        if word in ("it", "they", "this", "which", "that", "both"):
            meant = antecedent(scene, token)
            return (meant, verb) if meant is not None else None
    return None


def _planned(scene: Scene, stretch: Stretch, path: list[int]) -> bool:
    """True where the length is what was meant: scheduled for, was to last, the allotted, instead of."""
    s = scene.syntax
    plan = words("details", "duration", "plan")
    for i in (stretch.unit, *path):
        if s.deps[i] == "prep" and scene.lows[i] == "during":
            return False  # "marches are planned during the two-day visit"
        if scene.lemmas[i] in plan and i != stretch.unit:
            return not (s.deps[i] == "conj" and i != path[-1])
        if _meant(scene, i, plan):
            return True
        if s.pos[i] in ("VERB", "AUX"):
            if any(s.deps[c] == "aux" and scene.lows[c] in ("will", "would", "'ll") for c in s.children[i]):
                return True
            if s.deps[i] != "xcomp":
                break
    return False


def _meant(scene: Scene, i: int, plan: frozenset[str]) -> bool:
    """ "the allotted", "originally", "was to last", "rather than" at one word."""
    s = scene.syntax
    for c in s.children[i]:
        before = s.deps[c] in ("amod", "advmod") and c < i
        if scene.lemmas[c] in plan and (before or s.deps[c] == "acomp"):
            return True
    if s.deps[i] == "prep" and scene.lows[i] in ("instead", "than") and scene.lemmas[s.heads[i]] == "rather":
        return True
    to = any(s.tags[c] == "TO" for c in s.children[i])
    return s.deps[i] == "xcomp" and scene.lemmas[s.heads[i]] == "be" and to
