"""Findings and headlines in plain neutral words, drawn from the reports' own terms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.knowledge.countries import state_named
from memcon.model.claim import Claim
from memcon.model.when import When
from memcon.reconcile.compare import minutes

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ORDINALS = {
    "1": "first",
    "2": "second",
    "3": "third",
    "4": "fourth",
    "5": "fifth",
    "6": "sixth",
    "7": "seventh",
    "8": "eighth",
    "9": "ninth",
    "10": "tenth",
}


def day(value: str) -> str:
    """`2025-10-30` as 30 October 2025, `2025-10` as October 2025, an interval as both ends."""
    return " to ".join(_one_day(part) for part in value.split("/"))


def _one_day(value: str) -> str:
    m = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value[:10])
    if m is None or (m[2] and not 1 <= int(m[2]) <= 12):
        return value
    parts = [str(int(m[3]))] if m[3] else []
    return " ".join([*parts, *([_MONTHS[int(m[2]) - 1]] if m[2] else []), m[1]])


def span_of_time(value: str) -> str:
    """`PT45M` as 45 minutes, `PT1H30M` as 1 hour 30 minutes, `P3D` as 3 days."""
    total = minutes(value)
    if total is None:
        return value
    days, rest = divmod(int(total), 1440)
    hours, mins = divmod(rest, 60)
    parts = ((days, "day"), (hours, "hour"), (mins, "minute"))
    return " ".join(f"{n} {unit}{'s' if n != 1 else ''}" for n, unit in parts if n) or "0 minutes"


_LABELS = {
    "host": "The host was {}.",
    "initiator": "It was asked for by {}.",
    "occasion": "The occasion: {}.",
    "present": "Also present: {}.",
    "format": "The format was {}.",
    "topic.raised": "Raised: {}.",
    "topic.not-raised": "Not raised: {}.",
}


_LASTED = {
    "duration": "It lasted",
    "duration.planned": "It was planned to last",
    "duration.visit": "The visit was told to last",
}


def finding_text(point: str, base: Claim) -> str:
    """One line for a finding, from the claim that gives its base value."""
    value = base.value or base.text
    ahead = base.status in ("planned", "hypothetical")
    if point == "parties" and len(base.actors) == 1:
        return f"The visitor {'is to be' if ahead else 'was'} {base.text}."
    if point == "parties":
        return f"The parties were {base.text}."
    if point == "when":
        return f"It {'is to take' if ahead else 'took'} place {_on(value)}."
    if point == "place":
        return f"It {'is to take' if ahead else 'took'} place in {_place(base)}."
    if point in _LASTED:
        # "It lasted an hour" is told of the past even where the meeting's own clause is about plans.
        unreal = point == "duration" and base.status == "hypothetical"
        lasted = _LASTED["duration.planned" if unreal else point]
        return f"{lasted} {_hedge(base.text)}{span_of_time(value)}."
    if point == "ordinal":
        return f"It was {_with_article(base.text)}."
    if point == "count":
        return f"Told in figures: {_short(base.text)}"
    if point in _LABELS:
        return _LABELS[point].format(base.text if point.startswith("topic") else value)
    if point == "outcome":
        return f"Outcome: {_short(base.text)}"
    if point in ("quote", "assessment") and base.vouched_by not in ("outlet", "unnamed"):
        denies = " denies" if base.status == "denied" else ""
        return f"{base.vouched_by}{denies}: {_short(base.text)}"
    if point == "background":
        when = f"{day(base.when.value)}: " if base.when is not None else ""
        return f"{when}{_short(_sentence(base))}"
    return _short(_sentence(base) if point == "account" else base.text)


def _on(value: str) -> str:
    first, _, last = value.partition("/")
    if last:
        return f"between {day(first)} and {day(last)}"
    return f"{'on' if len(value) == 10 else 'in'} {day(value)}"


_HEDGE = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|more than|less than|over|under|at least|up to|"
    r"just over|just under|close to)\b",
    re.IGNORECASE,
)


def _hedge(text: str) -> str:
    m = _HEDGE.search(text)
    return f"{m.group().lower()} " if m else ""


def _with_article(text: str) -> str:
    """ "first meeting" with its article; "her first meeting", "the third time" and "Reis's first visit" as they are."""
    bare = text.lower().removeprefix("the ")
    if " " not in bare:
        return f"the {bare} of its kind"
    first = text.split(" ", 1)[0].lower()
    return f"the {text}" if first in _RANKS or re.fullmatch(r"\d+(?:st|nd|rd|th)", first) else text


_RANKS = frozenset(_ORDINALS.values())
_LINK = re.compile(r"(?:that|when|where|as|while|after|before|because|since|and|but)\s+(?=\S)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|which|whose|whom)\b", re.IGNORECASE)
_BARE = re.compile(r"[a-z]+(?:ed|ing)\b|(?:met|held|took|made|gave|went|came|left|won|said|told|sent|paid|saw)\b")


def _sentence(base: Claim) -> str:
    """A clause as a sentence: without the word that linked it, and with its doer where it stands without."""
    text = _LINK.sub("", base.text, count=1) if _LINK.match(base.text) else base.text
    who = joined([r.name for r in (base.event.actors if base.event else base.actors)])
    if _RELATIVE.match(text):
        rest = _RELATIVE.sub("", text, count=1).strip()
        return f"{who} {rest}" if who and text.lower().startswith("who ") else rest
    if who and _BARE.match(text):
        return f"{who}: {text}"
    return text[:1].upper() + text[1:]


def _place(base: Claim) -> str:
    country = base.event.place.country if base.event and base.event.place else None
    state = state_named(country) if country else None
    return f"{base.text}, {state}" if state and state != base.text else base.text


def _short(text: str, most: int = 400) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " \u2026"


def joined(names: Sequence[str]) -> str:
    """A, B and C."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


_VERBS = {
    "CONSULT": "meet",
    "AGREE": "agree",
    "SUPPORT": "back",
    "COOPERATE": "cooperate with",
    "AID": "aid",
    "CONCEDE": "yield to",
    "RETREAT": "pull back from",
    "REQUEST": "ask",
    "ACCUSE": "accuse",
    "REJECT": "reject",
    "THREATEN": "threaten",
    "PROTEST": "protest against",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilise against",
    "COERCE": "coerce",
    "ASSAULT": "attack",
}


_MODED = {
    ("AGREE", "visit"): ("to visit", "to visit"),
    ("AGREE", "meet"): ("agrees to talks with", "agree to talks with"),
    ("REJECT", "meet"): ("turns down or calls off a meeting with", "turn down or call off a meeting with"),
    ("ACCUSE", "summon"): ("summons", "summon"),
    ("COERCE", "penalty"): ("imposes penalties on", "impose penalties on"),
    ("SUPPORT", "agreement"): ("signs an agreement with", "sign an agreement with"),
    ("SUPPORT", "praise"): ("praises", "praise"),
}
"""One and several; by type and mode, where the type alone would say too little or too much."""
_MUTUAL = frozenset({"AGREE", "COOPERATE", "SUPPORT"})
"""What several do with one another."""


def visit_line(who: Sequence[str], where: str, when: When | None, *, ahead: bool = False) -> str:
    """A neutral headline of a journey that names nobody met there."""
    verb = "to visit" if ahead else "visits" if len(who) == 1 else "visit"
    return f"{joined(who)} {verb} {where}" + (f", {day(when.value)}" if when else "")


def headline(
    kind: str,
    mode: str | None,
    who: Sequence[str],
    whom: Sequence[str],
    place: str | None,
    when: When | None,
    *,
    ahead: bool = False,
    venue: bool = False,
) -> str | None:
    """A neutral headline: who did what to whom, where, when; `ahead`, that they are only to do it; `venue`, that the
    place is a building. None where nobody is
    told to whom something was done that is always done to somebody."""
    where = f" {'at' if venue else 'in'} {place}" if place else ""
    on = f", {day(when.value)}" if when else ""
    if kind == "CONSULT":
        everyone = joined([*who, *(w for w in whom if w not in who)])
        verb = "speak by phone" if mode == "phone" else "meet" if len(set(who) | set(whom)) > 1 else "holds talks"
        verb = f"to {verb.replace('holds', 'hold')}" if ahead else verb
        return f"{everyone} {verb}{where}{on}"
    together = len(who) > 1 and kind in _MUTUAL
    if not whom and not together and (kind, mode) != ("AGREE", "visit"):
        return None
    moded = _MODED.get((kind, mode or ""))
    if moded is not None:
        object_ = f" {joined(whom)}" if whom else ""
        where = "" if mode == "visit" and whom else where  # the host stands for the place
        said = moded[len(who) != 1].removesuffix("" if whom else " with")
        return joined(who) + " " + said + object_ + where + on
    verb = _VERBS.get(kind, kind.lower()).removesuffix("" if whom else " with")
    third = len(who) == 1 and " " not in verb
    verb = (verb + ("es" if verb.endswith(("ch", "sh", "s")) else "s")) if third else verb
    return " ".join(filter(None, [joined(who), verb, joined(whom)])) + where + on
