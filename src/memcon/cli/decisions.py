"""Pages for people of the commands by which people decide: 80 columns, plain when piped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from memcon.cli.show import _console, _count, _hang, judgement_said
from memcon.model.judgement import Judgement, State
from memcon.review.queue import KINDS, Item

MOST = 20
"""Items on the page; `--json` has all."""
SHORT = 8
"""Characters of an id that are shown; cut ids are taken where they are plain."""
LONGEST = 200


def print_queue(found: Sequence[Item]) -> None:
    """Each item with why it is there, the words on both sides and the commands that decide it."""
    console = _console()
    if not found:
        console.print("Nothing needs a person.")
        return
    counts = Counter(item.kind for item in found)
    _hang(
        console,
        f"{_count(len(found), 'thing')} to decide: " + ", ".join(f"{counts[k]} {k}" for k in KINDS if counts[k]),
    )
    for item in found[:MOST]:
        console.print()
        _hang(console, Text.assemble((f"{item.kind} ", "bold"), (item.id[:SHORT], "dim"), f"  {item.why}"))
        for side in item.sides:
            words = side.words if len(side.words) <= LONGEST else side.words[:LONGEST].rsplit(" ", 1)[0] + " …"
            _hang(
                console, Text.assemble((f"  [{side.id[:SHORT]}] ", "bold"), (f"{side.name}: ", "dim"), f"“{words}”"), 4
            )
        for command in item.commands:
            _hang(console, Text(f"  memcon review {_shorter(command)}", "dim"), 4)
    if len(found) > MOST:
        console.print()
        _hang(console, f"{len(found) - MOST} more; they come up as these are decided, and --json lists all")


def _shorter(command: str) -> str:
    """A command with its ids cut short."""
    return " ".join(w[:SHORT] if len(w) == _FULL and set(w) <= _HEX else w for w in command.split(" "))


_FULL, _HEX = 16, frozenset("0123456789abcdef")


def print_log(rows: Sequence[tuple[Judgement, State]]) -> None:
    """Every judgement in order of time: what, of what, who, when, why, and whether it is in force."""
    console = _console()
    for row, state in rows:
        what = " ".join(key[:SHORT] for key in row.about)
        actor = f" {row.actor.name}" if row.actor is not None else ""
        _hang(console, Text.assemble((f"{row.id[:SHORT]}  ", "bold"), f"{row.kind} {what}{actor}  ", (state, "dim")))
        _hang(console, f"  {judgement_said(row)}")
    if not rows:
        console.print("Nobody has judged anything in this store.")


def print_judged(row: Judgement, stories: Sequence[str], *, known: bool) -> None:
    """What was kept, the stories it bears on, and how to take it back."""
    console = _console()
    if known:
        _hang(console, f"{row.kind} {row.id[:SHORT]}: is in the log already; nothing changed")
        return
    where = f"; {'story' if len(stories) == 1 else 'stories'} {' '.join(s[:SHORT] for s in stories)}" if stories else ""
    _hang(console, f"{row.kind}, {judgement_said(row)}{where}")
    _hang(console, f"Take it back with: memcon review undo {row.id[:SHORT]}")
