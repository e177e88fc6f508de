"""What templates say of nouns: dates, counts, names; report text made harmless on its way to the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from memcon.export.escape import harmless
from memcon.knowledge.countries import state_named
from memcon.model.place import Place
from memcon.model.record import Cell, RecordSpan
from memcon.model.report import Report
from memcon.model.when import When
from memcon.reconcile.wording import day

STATES = {
    "says": ("says", "says"),
    "says otherwise": ("otherwise", "says otherwise"),
    "silent": ("silent", "silent"),
    "cannot tell": ("cannot", "cannot tell"),
    "out of scope": ("scope", "out of scope"),
}
"""Cell state -> icon and class, word."""
STATES_TOLD = {
    "says": "the words say so",
    "says otherwise": "the words say something else",
    "silent": "the full text is held, and it does not tell",
    "cannot tell": "only a part of the text is held",
    "out of scope": "published before it happened",
}
STATUSES = {
    "agreed": "two origins or more say the same",
    "narrower": "two origins or more say it, one of them a part",
    "differs": "at least one origin says otherwise",
    "only one": "one origin tells it",
    "unsaid": "expected, and told by nobody whose full text is held",
}


def count(number: int, noun: str) -> str:
    """`3 reports`, `1 report`; figures of thousands with a comma."""
    plural = {"story": "stories", "country": "countries", "entry": "entries"}.get(noun, noun + "s")
    return f"{number:,} {noun if number == 1 else plural}"


def name(report: Report) -> str:
    """How a report is called: its outlet, else the id or file it was given as, else its title."""
    file = PurePath(report.path).name if report.path else None
    return harmless(
        (report.outlet.name if report.outlet else None) or report.given_id or file or report.title or report.id
    )


def moment(value: str) -> str:
    """A date, or a date with its time to the minute."""
    return f"{day(value[:10])}, {value[11:16]}" if len(value) > 15 and value[10:11] == "T" else day(value)


def when(value: When | str | None) -> str:
    """A date as people write it, `~` before one wider than a day."""
    if value is None:
        return "date not told"
    return day(value if isinstance(value, str) else value.value)


def place(value: Place | None) -> str:
    """A place with its state."""
    if value is None:
        return "place not told"
    return where(value.name, value.country)


def where(called: str | None, country: str | None) -> str:
    """A place's name with its state's."""
    state = state_named(country) if country else None
    return ", ".join(dict.fromkeys(filter(None, [called, state])))


def country(code: str | None) -> str:
    """A state's name by its code."""
    return (state_named(code) if code else None) or code or ""


def exact(spans: Sequence[RecordSpan]) -> str:
    """The words of spans in one line."""
    return harmless(" … ".join(dict.fromkeys(" ".join(s.exact.split()) for s in spans)))


def short(text: str, most: int = 120) -> str:
    """Text in one line, cut at a word where it is longer than `most`."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[:most]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + " …"


def state(cell: Cell) -> tuple[str, str]:
    """A cell's icon and word."""
    icon, word = STATES[cell.state]
    return ("narrower", "says in part") if cell.relation == "narrower" else (icon, word)
