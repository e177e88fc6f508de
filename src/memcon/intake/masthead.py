"""What stands above the first sentence: outlet, dates, byline, headline, section, and the dateline that opens it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from memcon.intake.dates import find_stamp, iso_day, month_number
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
    outlet: Outlet | None = None
    published: Published | None = None
    names: tuple[str, ...] = ()
    title: Span | None = None
    cuts: list[Furniture] = []
    for span in paragraphs[:DEEP]:
        words = span.of(text)
        stamp = _stamp_line(text, span)
        if furniture_patterns().line.fullmatch(words):
            continue
        if stamp is not None:
            published = published or stamp
            cuts.append(Furniture(span, "date"))
        elif (found := _outlet_line(words)) is not None and title is None:
            outlet = outlet or found
            cuts.append(Furniture(span, "masthead"))
        elif people := bylines(words):
            names = names or people
            cuts.append(Furniture(span, "byline"))
        elif furniture_patterns().caption.search(words):
            continue
        elif _prose(words):
            break
        elif title is None and len(words.split()) > 2:
            title = span
        else:
            cuts.append(Furniture(span, "section"))
    return Masthead(outlet, published, names, title, tuple(cuts))


def _prose(words: str) -> bool:
    return bool(_SENTENCE_END.search(words)) or len(words) > 160 or dateline_match(words) is not None


def _stamp_line(text: str, span: Span) -> Published | None:
    """A line that is a full date and little else."""
    if span.end - span.start > 120:
        return None
    stamp = find_stamp(text, span.start, span.end)
    if stamp is None:
        return None
    rest = text[span.start : stamp.start] + " " + text[stamp.end : span.end]
    left = re.findall(r"[^\W\d_]{2,}", _STAMP_WORD.sub(" ", rest))
    if len(left) > 3:
        return None
    return Published(stamp.value, Span(stamp.start, stamp.end))


def _outlet_line(words: str) -> Outlet | None:
    """A short line that is an outlet's name: a listed one, an office of state, or a name with a press word in it."""
    if len(words) > 80 or _SENTENCE_END.search(words):
        return None
    listed = outlet_named(words)
    if listed is not None:
        return listed
    count = len(words.split())
    if count <= 9 and _OFFICE_WORD.search(words) and not re.search(r"\b(?:says?|said|to|in)\b", words):
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
    return bool(_KIND_WORD.search(words)) or outlet_named(words) is not None


_CLOSING = re.compile(
    r"\(?(?:this (?:article|story|report) (?:was|is) (?:written|reported|compiled) by|reporting by|written by|"
    r"(?:additional )?reporting (?:from [\w ]+ )?by)\s+(?P<names>[^()]{3,200}?)[.)]*$",
    re.IGNORECASE,
)


def closing_credit(words: str) -> tuple[str, ...] | None:
    """Names in a credit that closes a report ("(This article was written by A and B.)"); None when it is none."""
    m = _CLOSING.match(words.strip())
    return _names(re.split(r";|\bediting\b", m["names"], flags=re.IGNORECASE)[0]) if m else None


_CAPS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'\u2019-]+(?:[ -](?:[A-Z\u00c0-\u00de.'\u2019-]{2,}|DE|OF|AND))*"
_TITLED = r"[A-Z\u00c0-\u00de][\w.'\u2019-]+(?:[ -][A-Z\u00c0-\u00de][\w.'\u2019-]+){0,2}"
_REGION = r"(?:, (?P<region>[A-Z\u00c0-\u00de][\w.'\u2019-]*\.?(?: (?:of|and|the|[A-Z\u00c0-\u00de][\w.'\u2019-]*))*))?"
_WHEN = (
    r"(?:,? (?P<month>[A-Z][a-z]{2,8}\.?) (?P<day>\d{1,2})(?:, (?P<year>\d{4}))?"
    r"|,? (?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2,8}))?"
)
_AGENCY = r"\s*(?:[(/\[](?P<agency>[A-Z][\w .&/-]{1,40})[)/\]])?"
_DASH = r"\s*(?P<dash>--+|[\u2014\u2013\u2015]|\s-\s|-\s)\s*"
_DATELINES = (
    re.compile(rf"(?P<place>{_CAPS}){_REGION}{_WHEN}{_AGENCY}{_DASH}"),
    re.compile(rf"(?P<place>{_TITLED}){_REGION}{_WHEN}{_AGENCY}{_DASH}"),
    re.compile(rf"(?:(?P<place>{_TITLED}|{_CAPS}){_REGION}\s*)?\((?P<agency>[A-Z][\w .&-]{{1,30}})\)(?:{_DASH})?\s*"),
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
    m = dateline_match(span.of(text))
    if m is None or m["place"] is None:
        return None
    place = _display(m["place"].strip(" .,-"))
    country = country_named(m["region"]) if m["region"] else country_of_capital(place)
    where = Span(span.start, span.start + m.end())
    return Dateline(place, country, where, m["agency"], _dateline_day(m.groupdict(), published))


def _dateline_day(m: dict[str, str | None], published: str | None) -> str | None:
    month = month_number(m.get("month") or m.get("month2") or "")
    day = int(m.get("day") or m.get("day2") or 0)
    year = int(m.get("year") or (published or "")[:4] or 0)
    if month is None or not year:
        return None
    value = iso_day(year, month, day)
    if value is not None and published is not None and not m.get("year") and value > published[:10]:
        return iso_day(year - 1, month, day)
    return value
