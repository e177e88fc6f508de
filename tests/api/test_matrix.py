"""The table of a story."""

from __future__ import annotations

import pytest
from tests.api.conftest import memcon

from memcon.api.matrix import ACROSS, DOWN, beside, columns, headed, matrix, sign
from memcon.model.record import Cell, Finding, Memcon, OriginRecord, RecordSpan
from memcon.model.report import Report

SIDES = (None, "NOR", "JPN", "NOR")


def cell(origin: str, state: str, relation: str | None = None, *words: str) -> Cell:
    spans = tuple(RecordSpan(f"r-{origin}", k, k + len(w), w) for k, w in enumerate(words))
    return Cell(origin, state, relation, None, None, (), spans)  # type: ignore[arg-type]


def finding(key: str, point: str, status: str, *cells: Cell) -> Finding:
    return Finding(key, point, status, None, 1, key, cells)  # type: ignore[arg-type]


def made(*findings: Finding, sides: tuple[str | None, ...] = SIDES) -> tuple[Memcon, dict[str, Report]]:
    base = memcon("s", ["r-a"], ["JPN", "NOR"], "2031")
    names = [chr(ord("a") + k) if k < 26 else f"z{k}" for k in range(len(sides))]
    origins = tuple(OriginRecord(n, (f"r-{n}",), s, None, "") for n, s in zip(names, sides, strict=True))
    told = Memcon(
        base.id, base.headline, base.occurrence, tuple(f"r-{n}" for n in names), origins, findings, (), (), (), (), ()
    )
    return told, {f"r-{n}": Report(f"r-{n}", "Words.") for n in names}


LENGTH = finding(
    "length", "duration", "differs", cell("a", "says", "same", "an hour"),
    cell("b", "says otherwise", None, "two hours"),
    cell("c", "silent"), cell("d", "says", "narrower", "some time"),
)  # fmt: skip


def test_origins_of_one_side_stand_together_and_keep_their_letters() -> None:
    table = matrix(*made(LENGTH))
    assert [(c.sign, c.origin.side) for c in table.across] == [("C", "JPN"), ("B", "NOR"), ("D", "NOR"), ("A", None)]
    assert table.sides == (("JPN", 1), ("NOR", 2), (None, 1))
    ((_, (row,)),) = table.parts
    assert [f.cell.state for f in row.fields] == ["silent", "says otherwise", "says", "says"]
    assert [f.note for f in row.fields] == [None, 1, 2, 3]
    assert [(n.number, n.column.sign, n.spans[0].exact) for n in table.notes] == [
        (1, "B", "two hours"), (2, "D", "some time"), (3, "A", "an hour")
    ]  # fmt: skip


def test_points_stand_under_their_heads_what_several_tell_first() -> None:
    told = [
        finding("1", "parties", "agreed"), finding("2", "format", "only one"), finding("3", "duration", "agreed"),
        finding("4", "account", "only one"), finding("5", "account", "agreed"), finding("6", "count", "differs"),
        finding("7", "quote", "only one"),
    ]  # fmt: skip
    assert [(head, f.id) for head, f in headed(told)] == [
        ("What happened", "1"), ("What happened", "2"), ("What happened", "3"), ("Told besides", "6"),
        ("Told besides", "5"), ("Told besides", "4"), ("Said", "7"),
    ]  # fmt: skip


@pytest.mark.parametrize(("only", "ids"), [("all", ["1", "2", "3"]), ("differs", ["2"]), ("one", ["3"])])
def test_what_is_shown(only: str, ids: list[str]) -> None:
    rows = [finding("1", "when", "agreed"), finding("2", "place", "differs"), finding("3", "host", "only one")]
    table = matrix(*made(*rows), only=only)  # type: ignore[arg-type]
    assert [row.finding.id for _, part in table.parts for row in part] == ids
    assert table.findings == len(ids)


def test_a_large_table_is_paged_both_ways() -> None:
    rows = [finding(str(k), "account", "only one") for k in range(DOWN + 3)]
    told = made(*rows, sides=(None,) * (ACROSS + 2))
    first, last, whole = matrix(*told), matrix(*told, page=2, across=2), matrix(*told, whole=True)
    size = [(len(t.across), sum(len(part) for _, part in t.parts)) for t in (first, last, whole)]
    assert size == [(ACROSS, DOWN), (2, 3), (ACROSS + 2, DOWN + 3)]
    assert (first.pages, first.pages_across, len(first.columns)) == (2, 2, ACROSS + 2)
    ((_, cells),) = last.parts
    assert {f.cell.state for row in cells for f in row.fields} == {"silent"}


@pytest.mark.parametrize(
    ("origin", "base", "against"),
    [("b", None, "a"), ("b", "d", "d"), ("a", None, None), ("c", None, None), ("d", None, None)],
)
def test_a_differing_cell_is_laid_beside_one_that_says_the_base(
    origin: str, base: str | None, against: str | None
) -> None:
    found = beside(*made(LENGTH), "length", origin, base=base)
    assert found is not None
    assert found.chosen[1].origin == origin
    assert (found.against[1].origin if found.against else None) == against


def test_there_is_no_such_cell() -> None:
    assert beside(*made(LENGTH), "length", "nobody") is None
    assert beside(*made(LENGTH), "nothing", "a") is None


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "27")])
def test_letters(number: int, letter: str) -> None:
    assert sign(number) == letter


def test_columns_without_known_reports_are_empty() -> None:
    told, _ = made(LENGTH)
    assert [c.reports for c in columns(told, {})] == [(), (), (), ()]
