"""Small made-up stories in a store, without reading anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from memcon.model.actor import ActorRef, Mention
from memcon.model.quote import Quote
from memcon.model.reading import Reading
from memcon.model.record import Cell, Finding, Memcon, Occurrence, OriginRecord, Party
from memcon.model.report import Outlet, Report
from memcon.model.span import Span
from memcon.model.story import Origin, Story
from memcon.model.when import When
from memcon.store.sqlite import SqliteStore

PEOPLE = {"JPN": "p-ono", "NOR": "p-marn", "CHL": "p-rua"}
NAMES = {"p-ono": "Rin Ono", "p-marn": "Ilse Marn", "p-rua": "Teo Rua"}


def reading(key: str, states: Sequence[str], *, outlet: str = "Quay News", complete: bool = True) -> Reading:
    """A report that names the states."""
    text = " and ".join(states) + " met."
    at = [text.index(s) for s in states]
    mentions = tuple(Mention(Span(k, k + 3), s, s, "state", "name", s) for k, s in zip(at, states, strict=True))
    quote = Quote(
        f"q-{key}", "direct", (Span(0, 3),), speaker_name=states[0], speakers=(ActorRef(states[0], states[0]),)
    )
    report = Report(key, text, outlet=Outlet(outlet), complete=complete)
    return Reading(report, mentions=mentions, quotes=(quote,), events=(), pledges=(), visits=(), claims=())


def memcon(
    key: str, reports: Sequence[str], states: Sequence[str], when: str | None, *, differs: bool = False
) -> Memcon:
    """A memcon of the reports with a person of each state as a party."""
    parties = tuple(Party(PEOPLE[s], NAMES[PEOPLE[s]], s, None, "participant") for s in states)
    happened = Occurrence("CONSULT", None, None, parties, When(when) if when else None, None, ())
    origin = OriginRecord(f"o-{key}", tuple(reports), None, None, "own reporting")
    cell = Cell(origin.id, "says", "same", None, "outlet", (), ())
    finding = Finding(f"f-{key}", "when", "differs" if differs else "only one", None, 1, "It was then.", (cell,))
    headline = f"{' and '.join(NAMES[PEOPLE[s]].split()[1] for s in states)} meet"
    return Memcon(key, headline, happened, tuple(reports), (origin,), (finding,), (), (), (), (), ())


def keep(store: SqliteStore, made: Sequence[tuple[Memcon, Sequence[Reading]]]) -> None:
    """The readings and memcons in the store."""
    for _, readings in made:
        store.add(list(readings))
    rows = [Story(m.id, m.reports, (Origin(f"o-{m.id}", m.reports, "own reporting"),)) for m, _ in made]
    store.keep(rows, [m for m, _ in made])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    made = SqliteStore(str(tmp_path / "m.db"))
    yield made
    made.close()


@pytest.fixture
def filled(store: SqliteStore) -> SqliteStore:
    """Twelve stories of Japan and Norway, one a month, then one of Chile and Norway without a date."""
    made = []
    for k in range(1, 13):
        outlet = "Fjord Post" if k % 3 == 0 else "Quay News"
        one = reading(f"r{k:02}", ["JPN", "NOR"], outlet=outlet, complete=k != 5)
        told = memcon(f"s{k:02}", [one.report.id], ["JPN", "NOR"], f"2031-{k:02}", differs=k in (2, 3))
        made.append((told, [one]))
    last = reading("r13", ["CHL", "NOR"])
    keep(store, [*made, (memcon("s13", ["r13"], ["CHL", "NOR"], None), [last])])
    return store
