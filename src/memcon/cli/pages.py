"""Pages for people of the commands that look at actors over time: 80 columns, plain when piped."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from memcon.cli.show import _console, _count, _hang
from memcon.knowledge import kb
from memcon.knowledge.imports import Update
from memcon.model.actor import ActorRef
from memcon.model.relation import Entry, Found
from memcon.model.when import When
from memcon.reconcile.wording import day
from memcon.relations.timeline import Timeline
from memcon.relations.who import HeldOffice, Known


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
    console.rule(Text(" and ".join(e.name for e in ends), style="bold"), align="left")
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
    told = counts if entry.reports else f"; {entry.source}"
    return Text.assemble((_when(entry.when), "bold"), f"  {words}", (f"  [{kind}{status}{told}{differs}]", "dim"))


_LONGEST = 200


def _when(when: When | None) -> str:
    """A date with what it is worth."""
    from memcon.relations.join import days

    if when is None:
        return "date not told"
    return ("~" if days(when) > 1 else "") + day(when.value) + (" (inferred)" if when.inferred else "")


def print_found(found: Sequence[Found]) -> None:
    """A line for each thing found: what it is, its words, where it stands."""
    console = _console()
    for one in found:
        who = f"{one.speaker}: " if one.kind == "quote" and one.speaker else ""
        kind = one.point if one.kind == "claim" and one.point else one.kind
        where = ", ".join(filter(None, [one.outlet, (one.published or "")[:10], f"report {one.report[:8]}"]))
        _hang(console, Text.assemble((f"{kind}  ", "bold"), who + one.text, (f"  [{where}]", "dim")), 4)
    if not found:
        console.print("Nothing of the kind in the store.")
