"""From raw text to a Report: masthead, dateline, furniture, language, wholeness, id."""

from __future__ import annotations

import re
from typing import NamedTuple

from memcon.errors import Refused
from memcon.intake.bounds import LONGEST_TEXT
from memcon.intake.dates import iso_or_none
from memcon.intake.furniture import find_furniture
from memcon.intake.language import language_of
from memcon.intake.masthead import (
    Masthead,
    bylines,
    closing_credit,
    head_lines,
    outlet_called,
    read_dateline,
    read_masthead,
)
from memcon.knowledge.furniture import furniture_patterns
from memcon.knowledge.outlets import outlet_named, outlet_of_address
from memcon.model.report import Dateline, Furniture, Outlet, Published, Report, report_id
from memcon.model.span import Span
from memcon.text.paragraphs import paragraphs


class Raw(NamedTuple):
    """A report as it came: the stored text, and what the file, page or line said of it.

    `whole` is False when what carried the text shows that it is not all of it; True and None leave it to the text.
    `pages`: where the words of each page stand in the text, of a report that is printed.
    """

    text: str
    path: str | None = None
    given_id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    modified: str | None = None
    whole: bool | None = None
    pages: tuple[Span, ...] = ()


def admit(raw: Raw, where: str) -> Report:
    """The Report of a raw text from `where`. Raises Refused for one that is empty, too long, or no characters."""
    if not raw.text.strip():
        raise Refused(where, "is empty; nothing to read")
    if len(raw.text) > LONGEST_TEXT:
        raise Refused(where, f"has over {LONGEST_TEXT:,} characters of text, which no report has; split it")
    if _HALF.search(raw.text):
        raise Refused(where, "holds half of a surrogate pair, which is no character; repair the escape")
    if any("\0" in said for said in (raw.text, raw.title, raw.outlet, raw.given_id, raw.url) if said is not None):
        raise Refused(where, "holds a NUL character, which no text has; take it out")
    return accept(raw)


_HALF = re.compile("[\ud800-\udfff]")


def accept(raw: Raw) -> Report:
    """The Report of a raw text. What the line or page said of itself outranks what its masthead prints."""
    text = raw.text
    parts = list(head_lines(text, list(paragraphs(text))))
    head = read_masthead(text, parts)
    cut = {f.span for f in head.cuts}
    rest = [p for p in parts if p not in cut and p != head.title]
    outlet, published = _outlet(raw, head), _published(raw, head)
    day = published.value if published else None
    dateline = next((d for p in rest[:4] if (d := read_dateline(text, p, day)) is not None), None)
    furniture = [*head.cuts, *find_furniture(text, rest)]
    if dateline is not None:
        furniture.append(Furniture(dateline.span, "dateline"))
    furniture.sort(key=lambda f: f.span)
    closing = [c for p in parts if (c := closing_credit(p.of(text)))]
    return Report(
        id=report_id(text, outlet.name if outlet else None, raw.url, day),
        text=text,
        given_id=raw.given_id,
        path=raw.path,
        url=raw.url,
        title=raw.title or (head.title.of(text) if head.title else None),
        outlet=outlet,
        published=published,
        dateline=dateline,
        bylines=head.bylines or (closing[0] if closing else ()) or (bylines(f"By {raw.author}") if raw.author else ()),
        language=language_of(text),
        complete=raw.whole is not False and _complete(text, parts, furniture),
        furniture=tuple(furniture),
        credits=_credits(text, dateline),
        modified=iso_or_none(raw.modified) if raw.modified else None,
        pages=raw.pages,
    )


def _outlet(raw: Raw, head: Masthead) -> Outlet | None:
    if raw.outlet:
        return outlet_called(raw.outlet)
    return (outlet_of_address(raw.url) if raw.url else None) or head.outlet


def _published(raw: Raw, head: Masthead) -> Published | None:
    given = iso_or_none(raw.published) if raw.published else None
    return Published(given) if given is not None else head.published


_END = re.compile(r"[.!?\u3002][\"'\u2019\u201d\u00bb\u300d)\]]*$")


def _complete(text: str, parts: list[Span], furniture: list[Furniture]) -> bool:
    """False for a paywall stub, or when the last paragraph that is read breaks off in mid-sentence."""
    if furniture_patterns().stub.search(text, max(0, len(text) - 600)):
        return False
    cut = {f.span for f in furniture}
    last = next((p.of(text) for p in reversed(parts) if p not in cut), "")
    if last.endswith(("\u2026", "...")):
        return False
    return len(last) <= 80 or bool(_END.search(last)) or any(f.span.end >= len(text.rstrip()) for f in furniture)


_CREDIT_LINE = re.compile(r"\(?\b(?P<agency>[A-Z][\w .-]{1,30}?) contributed(?: to this (?:report|story))?\b")


def _credits(text: str, dateline: Dateline | None) -> tuple[str, ...]:
    """Agencies named as where the words come from: in the dateline's brackets or a credit line."""
    named = [dateline.agency] if dateline is not None and dateline.agency else []
    named += [m["agency"] for m in _CREDIT_LINE.finditer(text, max(0, len(text) - 1500))]
    outlets = (outlet_named(n) for n in named)
    return tuple(dict.fromkeys(o.name for o in outlets if o is not None and o.kind == "wire"))
