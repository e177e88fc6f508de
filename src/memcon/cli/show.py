"""What a person sees: memcons, stories and quotes on a terminal of 80 columns, plain when piped."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from rich.console import Console
from rich.text import Text

from memcon.export.escape import harmless
from memcon.knowledge.countries import state_named
from memcon.model.judgement import Judgement
from memcon.model.place import Place
from memcon.model.reading import Warning
from memcon.model.record import Cell, Finding, Memcon, OriginRecord, QuoteRecord, Record, ReportRecord
from memcon.model.report import Report
from memcon.model.when import When
from memcon.reconcile.wording import day
from memcon.review.queue import name_of

_SIGN = {
    "agreed": ("=", "green"),
    "narrower": ("≈", "cyan"),
    "differs": ("≠", "red"),
    "only one": ("·", "default"),
    "unsaid": ("○", "yellow"),
}
_HEADS = {
    "parties": "What happened",
    "account": "Told besides",
    "quote": "Said",
    "pledge": "Pledged",
    "topic.not-raised": "Not raised",
    "stance": "Stance",
    "background": "Background",
    "assessment": "Assessment",
}


def print_json(value: object) -> None:
    """`value` as one JSON document on standard output."""
    sys.stdout.write(_laid_out(value, 0) + "\n")


def print_parts(parts: Iterable[tuple[str, object]]) -> None:
    """As `print_json` of an object, field by field: a field that is an iterator is written as it goes, as an array."""
    opened = "{"
    for name, value in parts:
        sys.stdout.write(f'{opened}\n "{name}": ')
        if isinstance(value, Iterator):
            _print_array(value)
        else:
            sys.stdout.write(_laid_out(value, 1))
        opened = ","
    sys.stdout.write("\n}\n")


def _print_array(values: Iterator[object]) -> None:
    opened = "["
    for value in values:
        sys.stdout.write(f"{opened}\n  {_laid_out(value, 2)}")
        opened = ","
    sys.stdout.write("\n ]" if opened == "," else "[]")


def _laid_out(value: object, depth: int) -> str:
    """The value as JSON whose lines but the first stand so many steps in; in a text no line ends."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode().replace("\n", "\n" + " " * depth)


def print_record(record: Record) -> None:
    """The record as JSON on standard output."""
    print_json(record)


def _console() -> Console:
    # Report text is shown as it stands: no markup, no emoji codes, nothing highlighted.
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=False)


def print_memcons(
    memcons: Iterable[Memcon],
    reports: Iterable[Report | ReportRecord],
    warnings: Iterable[Warning],
    *,
    why: bool = False,
) -> None:
    """Each memcon for a reader, as it comes: who, when, where; then what the origins say, point by point. `reports` are
    those that the memcons and the warnings name."""
    console, printed = _console(), 0
    names = {r.id: name_of(r) for r in reports}
    for memcon in memcons:
        if printed:
            console.print()
        _print_memcon(console, memcon, names, why)
        printed += 1
    for warning in sorted(warnings, key=lambda w: (w.report, w.stage, w.message)):
        _hang(console, Text(f"warning: {names.get(warning.report, warning.report)} {warning.message}", "yellow"))
    if not printed:
        console.print("No story was read.")


def _print_memcon(console: Console, memcon: Memcon, names: Mapping[str, str], why: bool) -> None:
    signs = _signs(memcon.origins)
    console.rule(Text(harmless(memcon.headline), style="bold"), align="left")
    for line in _occurrence(memcon):
        _hang(console, line)
    counts = f"{_count(len(memcon.reports), 'report')}, {_count(len(memcon.origins), 'origin')}"
    _hang(console, Text(f"Story {memcon.id}; {counts}", "dim"))
    for origin in memcon.origins:
        told = ", ".join(names[r] for r in origin.reports if r in names)
        _hang(console, Text.assemble((f"  [{signs[origin.id]}] ", "bold"), told, (f"  {origin.why}", "dim")), 6)
    for line in _judged_together(memcon, names):
        _hang(console, line, 6)
    _print_findings(console, memcon, signs)
    _print_quotes_of(console, memcon, signs)
    _print_rejected(console, memcon, signs)
    if why:
        _print_events(console, memcon, signs)
    console.print()
    _hang(console, Text(LEGEND, "dim"))


def judgement_said(row: Judgement) -> str:
    """Whose it is, when and why."""
    return f"{row.by}, {day(row.at[:10])}" + (f": {row.why}" if row.why else "")


def _judged_together(memcon: Memcon, names: Mapping[str, str]) -> Iterator[Text]:
    """Where people, not likeness, decided what this story holds."""
    for row in memcon.judgements:
        if row.kind not in ("same", "different"):
            continue
        here = set(row.about) <= set(memcon.reports)
        a, b = (names.get(key, f"report {key[:8]}") for key in row.about)
        said = {
            ("same", True): f"joined by a person: {a} and {b} tell one occurrence",
            ("different", False): f"parted by a person: {a} and {b} tell two occurrences",
        }.get((row.kind, here), f"a person judged {a} and {b} to be {row.kind}; other judgements are against it")
        yield Text.assemble(f"  {said}", (f"  {judgement_said(row)}", "dim"))


def _print_rejected(console: Console, memcon: Memcon, signs: Mapping[str, str]) -> None:
    """What people rejected is still told, apart from the findings."""
    home = {r: signs[o.id] for o in memcon.origins for r in o.reports}
    said = {key: row for row in memcon.judgements if row.kind == "reject" for key in row.about}
    kinds = (("event", memcon.events), ("pledge", memcon.pledges), ("quote", memcon.quotes), ("claim", memcon.claims))
    # What an origin's reprints repeat is told once.
    lines = dict.fromkeys(
        (" ".join(row.text.split()), f"  [{home.get(row.report, '?')}] {kind}; {judgement_said(said[row.id])}")
        for kind, found in kinds
        for row in found
        if row.judged == "rejected"
    )
    if lines:
        console.print("\nRejected by people", style="bold underline")
    for words, why in lines:
        _hang(console, Text.assemble(("✗ ", "red"), words, (why, "dim")))


def _occurrence(memcon: Memcon) -> Iterator[Text]:
    happened = memcon.occurrence
    for party in happened.parties:
        office = f", {party.office}" if party.office else ""
        yield Text.assemble(("  ", ""), (party.name, "bold"), f"{office} ({party.part})")
    when = f"{day(happened.when.value)}{_inferred(happened.when)}" if happened.when else "date not told"
    place = happened.place
    where = _where(place) if place else "place not told"
    kind = " ".join(filter(None, [happened.format, (happened.mode or happened.type or "").lower()]))
    yield Text(f"  {when}; {where}{'; ' + kind if kind else ''}")


def _where(place: Place) -> str:
    state = state_named(place.country) if place.country else place.name
    return place.name if state == place.name else f"{place.name}, {state}"


def _inferred(when: When | None) -> str:
    """The reason in a line's length; `--json` has all of it."""
    if when is None or not when.inferred or not when.why:
        return ""
    why = when.why if len(when.why) <= WHY else when.why[: WHY - 1].rsplit(" ", 1)[0] + " \u2026"
    return f" (inferred: {why})"


WHY = 90


def _signs(origins: Sequence[OriginRecord]) -> dict[str, str]:
    return {o.id: chr(ord("A") + k) if k < 26 else str(k + 1) for k, o in enumerate(origins)}


def _print_findings(console: Console, memcon: Memcon, signs: Mapping[str, str]) -> None:
    """Findings under their heads, what several tell before what one tells alone; quotes stand below, with what is
    said."""
    sections: dict[str, list[Finding]] = {}
    head = "What happened"
    for finding in memcon.findings:
        if finding.point != "quote":
            head = _HEADS.get(finding.point, head)
            sections.setdefault(head, []).append(finding)
    for head, found in sections.items():
        console.print(f"\n{head}", style="bold underline")
        lone = [f for f in found if f.status == "only one"] if head in _LONG else []
        for finding in [f for f in found if f not in lone] + lone[:ALONE]:
            _print_finding(console, finding, signs)
        if len(lone) > ALONE:
            _hang(console, Text(f"  {len(lone) - ALONE} more told by one origin alone; --json lists them", "dim"))


_LONG = ("Told besides", "Stance", "Background", "Assessment")
"""Heads under which a long report alone would fill pages."""
ALONE = 8
"""Lines under such a head of what one origin tells alone."""


def _print_finding(console: Console, finding: Finding, signs: Mapping[str, str]) -> None:
    sign, colour = _SIGN[finding.status]
    tellers = " ".join(f"{signs[c.origin]}" for c in finding.cells if c.state == "says")
    line = Text.assemble(
        (f"{sign} ", colour),
        finding.text,
        (f"  [{tellers}] {finding.status}{', accepted' if finding.accepted else ''}", "dim"),
    )
    _hang(console, line)
    for cell in finding.cells:
        if cell.state == "says otherwise":
            _hang(console, Text.assemble(("  otherwise ", colour), f"[{signs[cell.origin]}] {_words(cell)}"))


def _hang(console: Console, line: Text | str, indent: int = 2) -> None:
    """Print `line` folded to the width, what follows its first line indented, nothing left over at line ends."""
    text = Text(line) if isinstance(line, str) else line.copy()
    text.plain = harmless(text.plain)
    for k, part in enumerate(text.wrap(console, max(20, console.width - indent))):
        part.rstrip()
        console.print(Text(" " * indent if k else "") + part, soft_wrap=True)


def _words(cell: Cell) -> str:
    return " … ".join(dict.fromkeys(f"“{' '.join(s.exact.split())}”" for s in cell.spans))


def _print_quotes_of(console: Console, memcon: Memcon, signs: Mapping[str, str]) -> None:
    home = {r: signs[o.id] for o in memcon.origins for r in o.reports}
    full = list(_once([q for q in memcon.quotes if not q.fragment and q.judged != "rejected"], home))
    both = [f for f in memcon.findings if f.point == "quote" and f.status != "only one"]
    if full or both:
        console.print("\nSaid", style="bold underline")
    for finding in both:
        _print_finding(console, finding, signs)
    speakers = dict.fromkeys(q.speaker_name or "Speaker not told" for q in full)
    for speaker in speakers:
        office = next((q.office for q in full if q.speaker_name == speaker and q.office), None)
        _hang(console, Text.assemble((speaker, "bold"), f", {office}" if office else ""))
        for quote in (q for q in full if (q.speaker_name or "Speaker not told") == speaker):
            _hang(console, _quote_line(quote, home.get(quote.report, "?")))


def _once(quotes: Sequence[QuoteRecord], home: Mapping[str, str]) -> Iterator[QuoteRecord]:
    """A quote that an origin's reprints repeat is shown once."""
    seen: set[tuple[str | None, str | None, str]] = set()
    for quote in quotes:
        key = (home.get(quote.report), quote.speaker_name, " ".join(quote.text.split()))
        if key not in seen:
            seen.add(key)
            yield quote


def _quote_line(quote: QuoteRecord, sign: str) -> Text:
    words = " ".join(quote.text.split())
    denies = "denies: " if quote.act == "denies" else ""
    judged = ", rejected" if quote.judged == "rejected" else ""
    shown = f"“{words}”" if quote.kind == "direct" else f"{denies}{words}"
    return Text.assemble("  ", shown, (f"  [{sign}] {quote.kind}{_channel(quote)}{judged}", "dim"))


def _channel(quote: QuoteRecord) -> str:
    if quote.channel is None:
        return ""
    return f", {quote.channel.kind}" + (f": {quote.channel.name}" if quote.channel.name else "")


def _print_events(console: Console, memcon: Memcon, signs: Mapping[str, str]) -> None:
    from memcon.events.codebook import reason

    console.print("\nEvents and why they are coded so", style="bold underline")
    home = {r: signs[o.id] for o in memcon.origins for r in o.reports}
    for event in memcon.events:
        who = ", ".join(a.name for a in event.actors) or "nobody named"
        whom = ", ".join(a.name for a in event.recipients)
        code = f"{event.type}/{event.mode}" if event.mode else event.type
        when = f", {day(event.when.value)}" if event.when is not None else ""
        judged = ", rejected" if event.judged == "rejected" else ""
        whose = home.get(event.report, "?")
        line = f"  {code} {event.status}{judged}: {who}{' -> ' + whom if whom else ''}{when}  [{whose}]"
        words = " ".join(event.trigger.exact.split())
        _hang(console, Text(line))
        _hang(console, Text(f"    words “{words}”, entry {event.entry}: {reason(event.entry or '')}", "dim"), 6)


LEGEND = "= agreed  ≈ narrower  ≠ differs  · only one  ○ unsaid; letters name the origins that say it"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")


def print_stories(memcons: Iterable[Memcon]) -> None:
    """Two lines for each story: id, date and counts; headline."""
    console, printed = _console(), False
    for m in memcons:
        printed = True
        when = m.occurrence.when.value if m.occurrence.when else "date not told"
        counts = f"{_count(len(m.reports), 'report')}, {_count(len(m.origins), 'origin')}"
        _hang(console, Text.assemble((m.id[:8], "bold"), f"  {when}  {counts}"))
        _hang(console, f"  {m.headline}")
    if not printed:
        console.print("The store holds no story yet; read reports into it first.")


def print_comparison(record: Record) -> None:
    """Findings with every origin's cell beside them, differences first."""
    console = _console()
    rank = {"differs": 0, "narrower": 1, "agreed": 2, "unsaid": 3, "only one": 4}
    reports = {r.id: r for r in record.reports}
    for memcon in record.memcons:
        signs = _signs(memcon.origins)
        console.rule(Text(harmless(memcon.headline), style="bold"), align="left")
        for origin in memcon.origins:
            names = ", ".join(name_of(reports[r]) for r in origin.reports if r in reports)
            _hang(console, f"[{signs[origin.id]}] {names}; id {origin.id}", 4)
        for finding in sorted(memcon.findings, key=lambda f: rank[f.status]):
            sign, colour = _SIGN[finding.status]
            _hang(console, Text.assemble((f"{sign} ", colour), (f"{finding.point}: ", "bold"), finding.text))
            for cell in finding.cells:
                _hang(
                    console, Text.assemble(f"   [{signs[cell.origin]}] ", (_state(cell), "dim"), f" {_words(cell)}"), 3
                )


def _state(cell: Cell) -> str:
    return "says (narrower)" if cell.relation == "narrower" else cell.state


def print_quotes(quotes: Iterable[QuoteRecord]) -> None:
    """A line for each quote: speaker, words, channel."""
    console = _console()
    found = False
    for quote in quotes:
        found = True
        office = f", {quote.office}" if quote.office else ""
        _hang(console, Text.assemble((quote.speaker_name or "Speaker not told", "bold"), office))
        _hang(console, _quote_line(quote, quote.report[:8]))
    if not found:
        console.print("No such quote in the store.")
