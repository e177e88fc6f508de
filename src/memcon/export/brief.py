"""The brief for people: a story's memcon as numbered sources and lines that name them, where accounts differ first.

Plain values; `markdown`, `html` and `docx` write them out, each with its own escaping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from memcon.export.beside import VALUED, fingerprints
from memcon.export.escape import address
from memcon.export.source import Source, Told
from memcon.knowledge.countries import state_named
from memcon.model.record import Cell, ClaimRecord, EventRecord, Finding, Memcon, PledgeRecord, QuoteRecord, RecordSpan
from memcon.model.report import Report
from memcon.reconcile.wording import day

MARK = {"agreed": "=", "narrower": "≈", "differs": "≠", "only one": "·", "unsaid": "○"}
_HEADS = (
    ("differs", "Where the accounts differ"),
    ("narrower", "Where some tell less"),
    ("agreed", "Where they agree"),
    ("unsaid", "Expected, and not told"),
    ("only one", "Told by one alone"),
)
NOTE = (
    "This brief lays reports side by side and does not say who is right. Numbers in brackets name the sources below; "
    "support is counted in independent origins, not in reports. What a report does not mention, it does not deny."
)


class Cited(NamedTuple):
    """A numbered source. `origin`: the letter of its origin, `why` it is one; `sha256` of the text that was read."""

    number: int
    name: str
    title: str | None
    published: str | None
    url: str | None
    origin: str
    why: str
    sha256: str


class Under(NamedTuple):
    """What stands below a line: a label, the words of a report, the numbers of the sources."""

    label: str
    words: str
    numbers: tuple[int, ...]


class Line(NamedTuple):
    """One line: a mark, what it says (ours, or a report's `quoted` words), who tells it, and a remark."""

    mark: str
    text: str
    numbers: tuple[int, ...]
    remark: str
    under: tuple[Under, ...] = ()
    quoted: bool = False


class Section(NamedTuple):
    """Lines under a head."""

    head: str
    lines: tuple[Line, ...]


class Brief(NamedTuple):
    """One story."""

    id: str
    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Cited, ...]


def briefs(source: Source) -> Iterator[Brief]:
    """A brief for each story, in order of id."""
    return (brief(source, told) for told in source.memcons())


def brief(source: Source, told: Told) -> Brief:
    """The brief of a story. Where the words of the texts are left out, a line has its point and, of names, dates and
    figures, the value; what it rests on is told by position."""
    memcon = told.memcon
    numbers = {key: k for k, key in enumerate(_by_time(told.reports.values()), 1)}
    findings = list(source.findings_of(told))
    sections = [
        Section(head, tuple(_line(f, numbers) for f in findings if f.status == status and not _in_quotes(f)))
        for status, head in _HEADS
    ]
    said = Section("Said", tuple(_said(source, told, numbers)))
    ordered = [*sections[:-1], said, sections[-1], Section("Rejected by people", tuple(_rejected(memcon, numbers)))]
    return Brief(
        memcon.id,
        memcon.headline,
        tuple(_facts(memcon)),
        tuple(s for s in ordered if s.lines),
        tuple(_sources(told, numbers, fingerprints(source, told))),
    )


def _by_time(reports: Iterable[Report]) -> list[str]:
    """Earliest first, those without a date last, as the reader meets them."""
    ordered = sorted(reports, key=lambda r: (r.published is None, r.published.value if r.published else "", r.id))
    return [r.id for r in ordered]


def _facts(memcon: Memcon) -> Iterator[str]:
    happened = memcon.occurrence
    for party in happened.parties:
        yield f"{party.name}{', ' + party.office if party.office else ''} ({party.part})"
    when, place = happened.when, happened.place
    told = "Date not told" if when is None else day(when.value) + (" (inferred)" if when.inferred else "")
    where = "place not told"
    if place is not None:
        state = state_named(place.country) if place.country else place.name
        where = place.name if state == place.name else f"{place.name}, {state}"
    kind = " ".join(filter(None, [happened.format, (happened.mode or happened.type or "").lower()]))
    yield "; ".join(filter(None, (told, where, kind)))
    yield f"{_count(len(memcon.reports), 'report')}, {_count(len(memcon.origins), 'independent origin')}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _in_quotes(finding: Finding) -> bool:
    """A quotation that one origin has stands among what was said."""
    return finding.point == "quote" and finding.status == "only one"


def _line(finding: Finding, numbers: Mapping[str, int]) -> Line:
    says = [c for c in finding.cells if c.state == "says"]
    under = [*_base(finding, says, numbers), *(_otherwise(c, numbers) for c in finding.cells if _parts(c))]
    support = _count(finding.support, "origin")
    remark = f"{finding.status}, {support}" if finding.status != "only one" else ""
    accepted = "accepted by a person" if finding.accepted else ""
    tellers = _numbers((s for c in says for s in c.spans), numbers)
    return Line(
        MARK[finding.status],
        _text(finding, says, numbers),
        tellers,
        ", ".join(filter(None, (remark, accepted))),
        tuple(under),
    )


def _text(finding: Finding, says: Sequence[Cell], numbers: Mapping[str, int]) -> str:
    """The finding's line; where the words are left out, its point with the value, of a name, date or figure, and where
    the rest stands."""
    if finding.text:
        return finding.text
    value = next((c.value for c in says if c.value), None)
    valued = value is not None and finding.point in VALUED and finding.point != "parties"
    return f"{finding.point}: {value if valued else words((s for c in says for s in c.spans), numbers)}"


def _parts(cell: Cell) -> bool:
    return cell.state == "says otherwise" or cell.relation == "narrower"


def _base(finding: Finding, says: Sequence[Cell], numbers: Mapping[str, int]) -> Iterator[Under]:
    """Where accounts part, the words of those who say it, beside those who say otherwise or less."""
    if finding.status in ("differs", "narrower"):
        yield from (_under("in these words", c, numbers) for c in says if c.relation != "narrower" and c.spans)


def _otherwise(cell: Cell, numbers: Mapping[str, int]) -> Under:
    return _under("otherwise" if cell.state == "says otherwise" else "less", cell, numbers)


def _under(label: str, cell: Cell, numbers: Mapping[str, int]) -> Under:
    return Under(label, words(cell.spans, numbers), _numbers(cell.spans, numbers))


def words(spans: Iterable[RecordSpan], numbers: Mapping[str, int]) -> str:
    """The exact words, each once; without words, where they stand."""
    told = (
        f"“{' '.join(s.exact.split())}”" if s.exact else f"[{numbers.get(s.report, '?')}] {s.start}–{s.end}"
        for s in spans
    )
    return " … ".join(dict.fromkeys(told))


def _numbers(spans: Iterable[RecordSpan], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({numbers[s.report] for s in spans if s.report in numbers}))


def _said(source: Source, told: Told, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Quotes, speaker by speaker in the order in which they first speak; a reprint's go with its origin's."""
    home = {r: o.id for o in told.memcon.origins for r in o.reports}
    found: dict[str, dict[tuple[str | None, str], list[QuoteRecord]]] = {}
    for quote in source.of(told, told.memcon.quotes):
        if not quote.fragment and quote.judged != "rejected":
            key = (home.get(quote.report), " ".join(quote.text.split()) or quote.id)
            found.setdefault(quote.speaker_name or "Speaker not told", {}).setdefault(key, []).append(quote)
    for speaker, groups in found.items():
        for group in groups.values():
            yield _quote(speaker, group, numbers)


def _quote(speaker: str, group: Sequence[QuoteRecord], numbers: Mapping[str, int]) -> Line:
    first = group[0]
    spans = [s for q in group for s in q.spans]
    channel = first.channel
    how = channel.name or channel.kind if channel is not None else None
    remark = ", ".join(filter(None, (first.kind, how, first.office)))
    shown = " ".join(first.text.split())
    denies = "denies " if first.act == "denies" else ""
    quoted = f"“{shown}”" if first.kind == "direct" else shown
    text = f"{speaker}: {denies}{quoted}" if shown else f"{speaker}: {words(spans, numbers)}"
    return Line("–", text, _numbers(spans, numbers), remark, quoted=True)


def _rejected(memcon: Memcon, numbers: Mapping[str, int]) -> Iterator[Line]:
    """What people rejected is told apart from the findings, with who did."""
    said = {key: row for row in memcon.judgements if row.kind == "reject" for key in row.about}
    items: list[EventRecord | PledgeRecord | QuoteRecord | ClaimRecord] = [*memcon.events, *memcon.pledges]
    for item in [*items, *memcon.quotes, *memcon.claims]:
        row = said.get(item.id)
        if item.judged == "rejected" and row is not None:
            why = f": {row.why}" if row.why else ""
            text = " ".join(item.text.split()) or words(item.spans, numbers)
            yield Line("✗", text, _numbers(item.spans, numbers), f"{row.by}, {day(row.at[:10])}{why}", quoted=True)


def _sources(told: Told, numbers: Mapping[str, int], hashes: Mapping[str, str]) -> Iterator[Cited]:
    letters = {o.id: letter(k) for k, o in enumerate(told.memcon.origins)}
    home = {r: o for o in told.memcon.origins for r in o.reports}
    for key, number in numbers.items():
        found, origin = told.reports[key], home.get(key)
        name = found.outlet.name if found.outlet is not None else found.given_id or found.path or f"report {key}"
        published = found.published.value.replace("T", " ") if found.published is not None else None
        yield Cited(
            number,
            name,
            found.title,
            published,
            address(found.url),
            letters[origin.id] if origin is not None else "?",
            origin.why if origin is not None else "",
            hashes[key],
        )


def letter(k: int) -> str:
    """A, B … Z, then numbers from 27 on."""
    return chr(ord("A") + k) if k < 26 else str(k + 1)
