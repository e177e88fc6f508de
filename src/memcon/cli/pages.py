"""Pages for people of the commands that look at actors over time: 80 columns, plain when piped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.text import Text

from memcon.cli.show import _console, _count, _hang, judgement_said
from memcon.knowledge import kb
from memcon.knowledge.imports import Update
from memcon.model.actor import ActorRef
from memcon.model.relation import Entry, FollowedPledge, Found, Issue, LedgerVisit, Row, SideStance, Statement
from memcon.model.when import When
from memcon.reconcile.wording import day, joined
from memcon.relations.ledger import Counts, Turn
from memcon.relations.lists import Taken
from memcon.relations.measures import Measures
from memcon.relations.timeline import Timeline
from memcon.relations.who import HeldOffice, Known, name_of


def print_actors(found: Sequence[Known], on: str | None) -> None:
    """Each actor with the offices over time or on a day; the sources beside them."""
    console = _console()
    if len(found) > 1:
        _hang(console, f"{len(found)} actors are called so; name one in full or by id")
    for known in found:
        official = f", {known.official}" if known.official and known.official != known.name else ""
        _hang(console, Text.assemble((known.name, "bold"), f"{official}; {known.kind} {known.id}"))
        wikidata = f"; Wikidata {known.wikidata}" if known.wikidata else ""
        _hang(console, Text(f"  source: {known.source}{wikidata}", "dim"), 4)
        for row in known.offices:
            _hang(console, _office_line(row, known), 4)
        if not known.offices and known.kind == "person":
            _hang(console, f"  no office known{' on ' + day(on) if on else ''}")
        for member in known.members:
            _hang(console, f"  {member.name} ({member.id}), {member.status}", 4)


def _office_line(row: HeldOffice, known: Known) -> Text:
    who = row.title if known.kind == "person" else f"{row.title}: {row.person.name}"
    acting = ", acting" if row.acting else ""
    return Text.assemble(f"  {_term(row)}  {who}{acting}", (f"  [{row.source}]", "dim"))


def _term(row: HeldOffice) -> str:
    """The bounds with what they are worth: `≤` before a start: held from then or before; before an end: ended then
    or before; `?` after an end: last attested then."""
    start = (row.start or "?") if row.start_kind == "exact" else f"≤{row.start}"
    if row.end_kind == "open" or row.end is None:
        return f"{start} to now"
    return f"{start} to " + {"exact": row.end, "bound": f"≤{row.end}", "seen": f"{row.end}?"}.get(row.end_kind, row.end)


def print_update(update: Update, folder: str | None) -> None:
    """What an export of office holders changes, what it says otherwise, what was set aside."""
    console = _console()
    said = {"new": "new term", "starts": "start", "ends": "end", "differs": "says otherwise, ours stays"}
    for d in update.differences:
        ours = f" (ours: {_bounds(d.ours)})" if d.ours else ""
        person = kb.person(d.theirs.person) or next((p for p in update.persons if p.id == d.theirs.person), None)
        name = person.name if person else d.theirs.person
        position = kb.position(d.theirs.position)
        title = position.title if position else d.theirs.position
        _hang(console, f"{said[d.kind]}: {title}: {name}, {_bounds(d.theirs)}{ours}", 4)
    for aside in update.aside:
        _hang(
            console,
            f"set aside ({aside.why}): {aside.row.get('personLabel', '')}, {aside.row.get('positionLabel', '')}",
            4,
        )
    changes = sum(d.kind != "differs" for d in update.differences)
    _hang(
        console,
        f"{changes} changes, {len(update.differences) - changes} differences, {len(update.aside)} rows set aside; "
        + (f"kept in {folder}" if folder else "nothing is changed without --yes" if changes else "nothing to change"),
    )


def _bounds(tenure: kb.Tenure) -> str:
    return f"{tenure.start or '?'} to {tenure.end or 'now'}"


def print_timeline(ends: Sequence[ActorRef], found: Timeline, rule: str) -> None:
    """Entries by date; `~` marks a date wider than a day; context and what tellings differ on beside them."""
    console = _console()
    console.rule(Text(joined([e.name for e in ends]), style="bold"), align="left")
    for entry in found.entries:
        _hang(console, _entry_line(entry), 4)
    if not found.entries:
        console.print("No dated occurrence between them in the store.")
    if found.undated:
        _hang(console, f"Without a date: {len(found.undated)} more; --json lists them.")
    console.print()
    _hang(console, Text("~ the date is wider than a day; (inferred) needed more than the words", "dim"))
    _hang(console, Text(rule, "dim"))


def _entry_line(entry: Entry) -> Text:
    words = entry.text if len(entry.text) <= _LONGEST else entry.text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    kind = "change of office, context" if entry.context else f"{entry.type} {entry.mode or ''}".strip().lower()
    status = "" if entry.status in ("asserted", "historical") else f", {entry.status}"
    counts = f"; {_count(len(entry.reports), 'report')}, {_count(len(entry.origins), 'origin')}"
    differs = f"; differs: {', '.join(entry.differs)}" if entry.differs else ""
    told = (counts if entry.reports else "") + (f"; {entry.source}" if entry.source and not entry.context else "")
    told = told or f"; {entry.source}"
    return Text.assemble((_when(entry.when), "bold"), f"  {words}", (f"  [{kind}{status}{told}{differs}]", "dim"))


_LONGEST = 200


def _when(when: When | None) -> str:
    """A date with what it is worth."""
    from memcon.relations.join import wide

    if when is None:
        return "date not told"
    part = _PART.match(when.words or "") if wide(when) else None
    shown = f"{part[1].lower()} {day(when.value)}" if part else day(when.value)
    return ("~" if wide(when) else "") + shown + (" (inferred)" if when.inferred else "")


_PART = re.compile(r"(early|mid|late)\b", re.IGNORECASE)
"""The part of a month or year that the words give, which an ISO prefix cannot hold."""


def print_found(found: Sequence[Found]) -> None:
    """A line for each thing found: what it is, its words, where it stands."""
    console = _console()
    for one in found[:_MOST_FOUND]:
        who = f"{one.speaker}: " if one.kind == "quote" and one.speaker else ""
        kind = one.point if one.kind == "claim" and one.point else one.kind
        where = ", ".join(filter(None, [one.outlet, (one.published or "")[:10], f"report {one.report[:8]}"]))
        _hang(console, Text.assemble((f"{kind}  ", "bold"), who + one.text, (f"  [{where}]", "dim")), 4)
    if not found:
        console.print("Nothing of the kind in the store.")
    if len(found) > _MOST_FOUND:
        _hang(console, f"{len(found) - _MOST_FOUND} more; another word or a filter narrows it, --json lists all")


_MOST_FOUND = 50


def print_visits(found: Sequence[LedgerVisit], count: Counts, owes: Sequence[Turn], rules: Sequence[str]) -> None:
    """A line for each visit, the counts, whose turn it is, and the rules."""
    console = _console()
    for visit in found:
        _hang(console, _visit_line(visit), 4)
    if not found:
        console.print("No such visit in the store.")
    console.print()
    _hang(
        console,
        f"Held: {_count(count.visits, 'visit')}, {_count(count.trips, 'trip')}, {_count(count.legs, 'leg')}, "
        f"{_count(count.country_visits, 'country-visit')}",
    )
    for one in owes[:_MOST_TURNS]:
        a, b = (name_of(x) or x for x in one.pair)
        if one.owes and one.to:
            said = f"{name_of(one.owes)} owes {name_of(one.to)} the next visit: {one.why}"
        else:
            said = f"Who owes the next visit between {a} and {b} is open: {one.why}"
        _hang(console, said)
    if len(owes) > _MOST_TURNS:
        _hang(console, f"{len(owes) - _MOST_TURNS} more pairs; name two states, or see --json")
    console.print()
    for rule in rules:
        _hang(console, Text(rule, "dim"))


_MOST_TURNS = 12


def _visit_line(visit: LedgerVisit) -> Text:
    home = name_of(visit.origin or "") or "?"
    state = name_of(visit.to.country or "")
    where = ", ".join(visit.stops) or visit.to.name
    to = where if state is None or where == state else f"{where}, {state}"
    host = f", host {visit.host.name}" if visit.host else ""
    who = visit.traveller.name if visit.traveller.name == home else f"{visit.traveller.name} ({home})"
    said = [visit.status] if visit.status != "held" else []
    said += [f"differs: {', '.join(visit.differs)}"] if visit.differs else []
    said += [_count(len(visit.reports), "report")] if visit.reports else []
    said += [f"{row.list}, {row.id}" for row in visit.rows]
    return Text.assemble((_when(visit.when), "bold"), f"  {who} to {to}{host}", (f"  [{'; '.join(said)}]", "dim"))


def print_taken(taken: Taken, rows: int, known: int) -> None:
    """What an imported list came to: refusals, oddities, figures."""
    console = _console()
    for refused in taken.refused:
        _hang(console, f"refused: {_row(refused.row)}: {refused.why}")
    for note in taken.notes:
        _hang(console, f"{note.kind}: {_row(note.row)}: {note.message}")
    visits = taken.visits
    people = sum(v.traveller.id is not None for v in visits)
    places = sum(v.to is not None and v.to.kind is not None for v in visits)
    _hang(console, f"{taken.list}: {rows} rows, {len(visits)} taken ({known} were there), {len(taken.refused)} refused")
    if visits:
        shares = f"{people} ({people / len(visits):.1%}); places: {places} ({places / len(visits):.1%})"
        _hang(console, f"travellers resolved: {shares}")


def _row(row: Row) -> str:
    """A row by its id, or else by its line."""
    return row.id if row.id.startswith("line ") else f"row {row.id}"


def print_pledges(found: Sequence[FollowedPledge], rule: str) -> None:
    """Each pledge with its state, and the later words that show it."""
    console = _console()
    for one in found:
        by = ", ".join(a.name for a in one.by) or "Somebody not named"
        towards = ", ".join(a.name for a in one.towards)
        asked = f", if {one.condition}" if one.condition else ""
        due = f", by {day(one.due.value)}" if one.due else ""
        joint = "jointly, " if one.joint else ""
        said = f"{joint}{_when(one.made)}; {_count(len(one.reports), 'report')}; {one.id[:8]}"
        words = f"{by}{' towards ' + towards if towards else ''}: {' '.join(one.text.split())}{due}{asked}"
        _hang(console, Text.assemble((f"{one.status}  ", "bold"), words, (f"  [{said}]", "dim")), 4)
        if one.judgement is not None:
            _hang(console, Text(f"    decided by a person: {judgement_said(one.judgement)}", "dim"), 6)
        for follow in one.follows:
            exact = " … ".join(" ".join(s.exact.split()) for s in follow.spans)
            _hang(console, Text(f"    {follow.relation}: “{exact}” [report {follow.report[:8]}]", "dim"), 6)
    if not found:
        console.print("No such pledge in the store.")
    console.print()
    _hang(console, Text(rule, "dim"))


def print_measures(ends: Sequence[ActorRef], found: Measures, method: str) -> None:
    """Never a figure without its count."""
    console = _console()
    console.rule(Text(joined([e.name for e in ends]), style="bold"), align="left")
    _hang(console, f"{_count(found.events, 'coded occurrence')}, {found.wide} of them dated wider than a month")
    for quad in found.quads:
        _hang(console, f"  {quad.quad}: {_count(quad.events, 'event')}, {_count(quad.origins, 'origin')}")
    for month in found.months:
        counts = f"{_count(month.events, 'event')}, {_count(month.origins, 'origin')}"
        _hang(console, f"  {day(month.month)}: net cooperation {month.net:+.1f} ({counts})")
    for year in found.meetings:
        _hang(console, f"  {year.year}: {_count(year.meetings, 'meeting')}, {_count(year.origins, 'origin')}")
    console.print()
    _hang(console, Text(method, "dim"))


def print_stances(ends: Sequence[ActorRef], issues: Sequence[Issue], rule: str) -> None:
    """Issue by issue, what each side last said, and what it said before where that changed."""
    console = _console()
    console.rule(Text(joined([e.name for e in ends]), style="bold"), align="left")
    for issue in issues:
        console.print()
        _hang(console, Text(", ".join(issue.words) or "no word that names an issue", "bold underline"))
        for side in issue.sides:
            _print_side(side)
    if not issues:
        console.print("No holder of an office of theirs is quoted on that in the store.")
    console.print()
    _hang(console, Text(rule, "dim"))


def _print_side(side: SideStance) -> None:
    console = _console()
    by_id = {s.id: s for s in side.statements}
    shown = {side.last} if side.last else set(by_id)
    for statement in reversed(side.statements):
        if statement.id in shown:
            _hang(console, _statement_line(side, statement), 4)
    more = len(by_id) - len(shown)
    if more:
        _hang(console, Text(f"    {more} more by {side.side.name}; --json lists them", "dim"), 6)
    for shift in reversed(side.shifts):
        _hang(console, Text.assemble((f"    changed ({shift.kind}): ", "bold"), shift.why), 6)
        for when, key in (("before", shift.before), ("after", shift.after)):
            _hang(console, Text(f"    {when}: ").append_text(_statement_line(side, by_id[key])), 6)


def _statement_line(side: SideStance, one: Statement) -> Text:
    words = one.text if len(one.text) <= _LONGEST else one.text[:_LONGEST].rsplit(" ", 1)[0] + " \u2026"
    said = f"\u201c{words}\u201d" if one.kind == "direct" else words
    denies = "denies: " if one.act == "denies" else ""
    office = f", {one.office}" if one.office else ""
    channel = f"; {one.channel}{': ' + one.channel_name if one.channel_name else ''}" if one.channel else ""
    day_of = {"publication": "published ", "occurrence": ""}.get(one.dated_by or "", "")
    counts = f"{_count(len(one.reports), 'report')}, {_count(len(one.origins), 'origin')}"
    return Text.assemble(
        (f"{day_of}{_when(one.when)}", "bold"), f"  {one.speaker.name}{office}: {denies}{said}",
        (f"  [{one.kind}{channel}; {counts}]", "dim"),
    )  # fmt: skip
