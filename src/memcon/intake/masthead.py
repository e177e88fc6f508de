"""What stands above the first sentence: outlet, dates, byline, headline, section, and the dateline that opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.intake.dates import Stamp, find_stamp, iso_day, month_number
from memcon.knowledge.countries import country_in, country_named, country_of_capital
from memcon.knowledge.furniture import furniture_patterns
from memcon.knowledge.outlets import agencies, outlet_named
from memcon.model.report import Dateline, Furniture, Outlet, Published
from memcon.model.span import Span

DEEP = 8
"""So many paragraphs at the top may belong to the masthead."""

_SENTENCE_END = re.compile(r"[.!?][\"'\u2019\u201d)\]]*$")
_BYLINE = re.compile(r"(?:by|written by|from)[: ]\s*(?P<names>(?!the\b)[A-Z\u00c0-\u00de].{1,140})$", re.IGNORECASE)
_NAME = r"[^\W\d_][\w.'\u2019-]*(?: (?:[^\W\d_][\w.'\u2019-]*|[A-Z]\.)){1,3}"
_KIND_WORD = re.compile(
    r"\b(?:Times|Post|Herald|News|Tribune|Shimbun|Ilbo|Gazette|Journal|Observer|Chronicle|Telegraph|Courier|Examiner|"
    r"Dispatch|Agency|Press|Wire|Weekly|Review|Standard|Mirror|Express|Sentinel|Register|Star|Globe|Bulletin|"
    r"Broadcasting|Monitor|Mail|Today|Daily|Echo|Record|Ledger|Inquirer|Voice)\b",
    re.IGNORECASE,
)
_OFFICE_WORD = re.compile(
    r"\b(?:ministry|ministre|department|office of|prime minister.s office|presidency|presidential office|chancellery|"
    r"cabinet office|embassy|government of|council of ministers|federal council|white house)\b",
    re.IGNORECASE,
)
_OFFICE_LINE = re.compile(
    r"(?:the )?(?:prime minister|president(?:ency)?|chancellor|foreign minister|minister of [\w ,]{3,50}?) of (?:the )?"
    r"(?P<state>[A-Z][\w .'\u2019-]+)",
    re.IGNORECASE,
)
_STATE_LINE = re.compile(
    r"(?:the )?(?:government|republic|kingdom|commonwealth|federation|state) of .{3,50}", re.IGNORECASE
)
_PARTS = re.compile(r"\s+[|\u2022\u00b7]\s+")
"""Signs that part outlet, byline and date on one line."""
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_MONTH_FIRST = frozenset({"USA", "PHL"})
_BYLINE_AT = re.compile(
    r"(?P<names>[^\W\d_][\w.'\u2019-]+(?: [^\W\d_][\w.'\u2019-]+){1,2}) in [A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+)?"
)
_WIRE_WORD = re.compile(r"\b(?:(?:news|press) agency|wire|newswire)\b", re.IGNORECASE)
_STAMP_WORD = re.compile(
    r"\b(?:published|updated|posted|issued|released|last|modified|on|at|by|date|time|first|edition|local|hours|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


class Masthead(NamedTuple):
    """What the top of a report tells; `cuts` are its lines, `title` the span of a headline (which is read)."""

    outlet: Outlet | None
    published: Published | None
    bylines: tuple[str, ...]
    title: Span | None
    cuts: tuple[Furniture, ...]


def read_masthead(text: str, paragraphs: Sequence[Span]) -> Masthead:
    """Read the lines above the first sentence of `text`; stops at the first paragraph that reads as prose."""
    head = _Head(text)
    for span in paragraphs[:DEEP]:
        words = span.of(text)
        if furniture_patterns().line.fullmatch(words) or furniture_patterns().caption.search(words):
            continue
        if not head.take(span, words):
            if _prose(words):
                break
            if _place_line(words) is None:
                head.name(span, words)
    return Masthead(head.outlet, head.published, head.names, head.title, tuple(head.cuts))


def head_lines(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The `paragraphs`, those at the top line by line where one line is a date: long names above a date look like prose
    wrapped at a column."""
    for k, span in enumerate(paragraphs):
        lines = [Span(span.start + m.start(), span.start + m.end()) for m in _LINE.finditer(span.of(text))]
        parted = k < DEEP and len(lines) > 1 and any(_stamp_line(text, line, None) for line in lines)
        yield from lines if parted else [span]


_LINE = re.compile(r"[^\s\n][^\n]*")


class _Head:
    """The masthead as far as it is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outlet: Outlet | None = None
        self.published: Published | None = None
        self.names: tuple[str, ...] = ()
        self.title: Span | None = None
        self.cuts: list[Furniture] = []

    def take(self, span: Span, words: str) -> bool:
        """True when the line is a date, an outlet, a byline, or several of them parted by bars."""
        why = self._read_parts(span, words) or self._read(span, words)
        if why is not None:
            self.cuts.append(Furniture(span, why))
        return why is not None

    def name(self, span: Span, words: str) -> None:
        """Take a line that is no prose for the headline, or for a section's name."""
        if self.title is None and len(words.split()) > 2:
            self.title = span
        else:
            self.cuts.append(Furniture(span, "section"))

    def _read(self, span: Span, words: str) -> str | None:
        stamp = _stamp_line(self.text, span, self.outlet.country if self.outlet else None)
        if stamp is not None:
            self.published = self.published or stamp
            return "date"
        if self.title is None and (found := self._outlet(words)) is not None:
            self.outlet = found
            return "masthead"
        people = bylines(words) or _byline_at(words)
        self.names = self.names or people
        return "byline" if people else None

    def _outlet(self, words: str) -> Outlet | None:
        """The outlet so far, or the one this line names; a state's name below an office's tells whose office it is."""
        mine = self.outlet
        if mine is not None and mine.kind == "official" and _STATE_LINE.fullmatch(words):
            return Outlet(mine.name, mine.kind, mine.country or country_in(words))
        found = _outlet_line(words)
        return (mine or found) if found is not None else None

    def _read_parts(self, span: Span, words: str) -> str | None:
        """A line like "By A | Outlet | Updated: date": each part is read for itself, if one is a date or byline."""
        cuts = [m.span() for m in _PARTS.finditer(words)]
        if not cuts or len(words) > LONGEST_HEAD:
            return None
        edges = [0, *(x for cut in cuts for x in cut), len(words)]
        parts = [Span(span.start + a, span.start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        kinds = {self._read(p, p.of(self.text)) for p in parts if p.start < p.end}
        named = (outlet_named(p.of(self.text)) for p in parts)
        self.outlet = self.outlet or (next((o for o in named if o), None) if kinds - {None} else None)
        return "date" if "date" in kinds else "byline" if "byline" in kinds else None


LONGEST_HEAD = 160
"""Code points. Longer lines are no part of a masthead."""


def _prose(words: str) -> bool:
    long = len(words) > LONGEST_HEAD or dateline_match(words) is not None
    return long or bool(_SENTENCE_END.search(words)) or bool(_CREDITED.search(words))


_CREDITED = re.compile(r"[.!?][\"'\u2019\u201d]*\s*[(\[][^()\[\]]{1,60}[)\]]$")
"""A sentence with a credit in brackets behind it: a caption."""


def _byline_at(words: str) -> tuple[str, ...]:
    """The name in a line "Ana Reis in Lisbon"."""
    m = _BYLINE_AT.fullmatch(words)
    return _names(m["names"]) if m and words.istitle() is not None and _each_capital(m["names"]) else ()


def _each_capital(words: str) -> bool:
    return all(w[:1].isupper() for w in words.split())


def _stamp_line(text: str, span: Span, country: str | None) -> Published | None:
    """A line that is a full date and little else."""
    if span.end - span.start > 120:
        return None
    stamp = find_stamp(text, span.start, span.end) or _numeric_stamp(text, span, country)
    if stamp is None:
        return None
    rest = text[span.start : stamp.start] + " " + text[stamp.end : span.end]
    left = re.findall(r"[^\W\d_]{2,}", _STAMP_WORD.sub(" ", rest))
    if len(left) > 3:
        return None
    return Published(stamp.value, Span(stamp.start, stamp.end))


def _numeric_stamp(text: str, span: Span, country: str | None) -> Stamp | None:
    """A date in figures alone: day first with dots, and with slashes where the day is over 12, day and month are one,
    or the outlet's `country` writes so; without a country nobody can tell, and None stands."""
    m = _NUMERIC.search(text, span.start, span.end)
    if m is None:
        return None
    one, two = int(m[1]), int(m[3])
    day_first = (
        m[2] == "." or one > 12 or one == two or (two <= 12 and country is not None and country not in _MONTH_FIRST)
    )
    month_first = two > 12 or (country in _MONTH_FIRST and one <= 12 and m[2] != ".")
    if day_first == month_first:
        return None
    value = iso_day(int(m[4]), two if day_first else one, one if day_first else two)
    return Stamp(value, m.start(), m.end()) if value else None


def _outlet_line(words: str) -> Outlet | None:
    """A short line that is an outlet's name: a listed one, an office of state, or a name with a press word in it."""
    if len(words) > 80 or _SENTENCE_END.search(words):
        return None
    listed = outlet_named(words)
    if listed is not None:
        return listed
    count = len(words.split())
    office = _OFFICE_LINE.fullmatch(words)
    if office and count <= 9 and country_named(office["state"]):
        return Outlet(_display(words), "official", country_named(office["state"]))
    if count <= 11 and _OFFICE_WORD.search(words) and not re.search(r"\b(?:says?|said|to|in)\b", words):
        return outlet_called(_display(words))
    named = all(w[:1].isupper() or w.lower() in ("of", "the", "and", "for") for w in words.split())
    if count <= 5 and named and _KIND_WORD.search(words):
        return Outlet(_display(words), "press", None)
    return None


def outlet_called(name: str) -> Outlet:
    """The outlet of a name that data or a masthead gives: as listed, else an office of state if it says so."""
    listed = outlet_named(name)
    if listed is not None:
        return listed
    kind = "official" if _OFFICE_WORD.search(name) else "wire" if _WIRE_WORD.search(name) else None
    return Outlet(name, kind or ("press" if _KIND_WORD.search(name) else None), country_in(name))


def _display(words: str) -> str:
    """Capitals as print sets a name: THE COAST HERALD reads The Coast Herald."""
    if not words.isupper():
        return words
    small = {"OF", "AND", "FOR"}
    return " ".join(w.lower() if w in small else "-".join(p.capitalize() for p in w.split("-")) for w in words.split())


def bylines(words: str) -> tuple[str, ...]:
    """Names in a byline ("By A and B, staff writers"); empty when the line is none."""
    m = _BYLINE.match(words) if len(words) <= 160 and not words.endswith((".", "?", "!")) else None
    return _names(m["names"]) if m else ()


def _names(words: str) -> tuple[str, ...]:
    parts = re.split(r",| and | & |/|\|", words)
    names = (p.strip() for p in parts)
    return tuple(n for n in names if n[:1].isupper() and re.fullmatch(_NAME, n) and not _not_a_name(n))


def _not_a_name(words: str) -> bool:
    return bool(_KIND_WORD.search(words) or _JOB.search(words)) or outlet_named(words) is not None


_JOB = re.compile(r"\b(?:editors?|correspondents?|reporters?|writers?|staff|chief|bureau|columnist)\b", re.IGNORECASE)


_CLOSING = re.compile(
    r"\(?(?:this (?:article|story|report) (?:was|is) (?:written|reported|compiled) by|reporting by|written by|"
    r"(?:additional )?reporting (?:from [\w ]+ )?by)\s+(?P<names>[^()]{3,200}?)[.)]*$",
    re.IGNORECASE,
)


def closing_credit(words: str) -> tuple[str, ...] | None:
    """Names in a credit that closes a report ("(This article was written by A and B.)"); None when it is none."""
    m = _CLOSING.match(words.strip())
    return _names(re.split(r";|\bediting\b", m["names"], flags=re.IGNORECASE)[0]) if m else None


_CAP = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'\u2019-]+(?:[ -](?:[A-Z\u00c0-\u00de.'\u2019-]{2,}|DE|OF|AND))*"
_CAPS = rf"{_CAP}(?:/{_CAP})?"
_TITLED = r"[A-Z\u00c0-\u00de][\w.'\u2019-]+(?:[ -][A-Z\u00c0-\u00de][\w.'\u2019-]+){0,2}"
_REGION = r"(?:, (?P<region>[A-Z\u00c0-\u00de][\w.'\u2019-]*\.?(?: (?:of|and|the|[A-Z\u00c0-\u00de][\w.'\u2019-]*))*))?"
_WHEN = (
    r"(?:,? (?P<month>[A-Z][a-z]{2,8}\.?) (?P<day>\d{1,2})(?:, (?P<year>\d{4}))?"
    r"|,? (?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2,8})\.?,?(?: (?P<year2>\d{4}))?)?"
)
_AGENCY = r"\s*(?:[(/\[](?P<agency>[A-Za-z][\w .&/-]{1,40})[)/\]])?"
_DASH = r"\s*(?P<dash>--+|[\u2014\u2013\u2015]|\s-\s|-\s)\s*"
_DATELINES = (
    re.compile(rf"(?P<place>{_CAPS}){_REGION}{_WHEN}{_AGENCY}{_DASH}"),
    re.compile(rf"(?P<place>{_TITLED}){_REGION}{_WHEN}{_AGENCY}{_DASH}"),
    re.compile(rf"(?P<place>{_CAPS}){_REGION}{_WHEN}\.?\s*/(?P<agency>[A-Z][\w .&-]{{1,30}})/\.?\s*(?:{_DASH})?"),
    re.compile(
        rf"(?:(?P<place>{_TITLED}|{_CAPS}){_REGION}\s*)?\((?P<agency>[A-Za-z][\w .&-]{{1,30}})\)(?:{_DASH})?\s*"
    ),
)


def dateline_match(words: str) -> re.Match[str] | None:
    """The match of a dateline that opens `words`, or None.

    A place in capitals needs only its dash; a place in small letters needs a listed agency or a day besides, since
    "Washington - ..." may open any sentence.
    """
    for k, pattern in enumerate(_DATELINES):
        m = pattern.match(words)
        if m is None or m.end() > 110 or m.end() >= len(words):
            continue
        agency = (m["agency"] or "").casefold()
        known = agency in agencies() or (bool(agency) and outlet_named(agency) is not None)
        if (k == 0 and len(m["place"]) > 2) or known:
            return m
        if k == 1 and (m["month"] or m["month2"]) and month_number(m["month"] or m["month2"]):
            return m
    return None


def read_dateline(text: str, span: Span, published: str | None) -> Dateline | None:
    """The dateline that opens the paragraph `span`, or None.

    Its country is the state printed behind the place, or that of a capital; else None. Its date is an ISO day: the
    year as printed, else that of `published` (ISO), or the year before when the day would lie after publication.
    """
    words = span.of(text)
    m = dateline_match(words) or _place_line(words) or _capital_line(words)
    if m is None or m["place"] is None:
        return None
    place = _display(m["place"].strip(" .,-").partition("/")[0])
    country = country_named(m["region"]) if m["region"] else country_of_capital(place)
    where = Span(span.start, span.start + m.end())
    return Dateline(place, country, where, m["agency"] or None, _dateline_day(m.groupdict(), published))


_PLACE_LINE = re.compile(rf"(?P<place>{_CAPS}|{_TITLED}){_REGION}(?P<agency>)")
_CAPITAL_LINE = re.compile(rf"(?P<place>{_CAPS}|{_TITLED})(?P<region>)(?P<agency>): (?=[A-Z\u00c0-\u00de])")


def _place_line(words: str) -> re.Match[str] | None:
    """A line that is a place and its state, or a capital in capitals, and nothing else."""
    m = _PLACE_LINE.fullmatch(words) if len(words) <= 50 else None
    if m is None:
        return None
    told = (
        country_named(m["region"]) if m["region"] else m["place"].isupper() and country_of_capital(m["place"].title())
    )
    return m if told else None


def _capital_line(words: str) -> re.Match[str] | None:
    """A capital and a colon before the first sentence."""
    m = _CAPITAL_LINE.match(words)
    return m if m is not None and country_of_capital(_display(m["place"])) else None


def _dateline_day(m: dict[str, str | None], published: str | None) -> str | None:
    month = month_number(m.get("month") or m.get("month2") or "")
    day = int(m.get("day") or m.get("day2") or 0)
    printed = m.get("year") or m.get("year2")
    year = int(printed or (published or "")[:4] or 0)
    if month is None or not year:
        return None
    value = iso_day(year, month, day)
    if value is not None and published is not None and not printed and value > published[:10]:
        return iso_day(year - 1, month, day)
    return value
