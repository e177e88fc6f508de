"""A Wikidata export against the tables: what becomes one term, what is set aside, what is only shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.knowledge import imports, kb


@pytest.fixture(autouse=True)
def _tables_alone() -> Iterator[None]:
    yield
    kb.use(None)


def row(person: str, start: str, end: str = "", **more: str) -> dict[str, str]:
    def precision(day: str) -> str:
        return {10: "11", 7: "10", 4: "9", 0: ""}[len(day)]

    def time(day: str) -> str:
        return day + "-01-01"[len(day) - 4 :] + "T00:00:00Z"

    said = {
        "iso2": "JP",
        "role": "head_of_government",
        "position": "http://www.wikidata.org/entity/Q274948",
        "positionLabel": "Prime Minister of Japan",
        "person": f"http://www.wikidata.org/entity/Q9{abs(len(person))}{sum(map(ord, person))}",
        "personLabel": person,
        "start": time(start) if start else "",
        "startPrecision": precision(start),
        "end": time(end) if end else "",
        "endPrecision": precision(end),
        "statement": f"http://www.wikidata.org/entity/statement/{start}",
    }
    return said | more


def kinds(update: imports.Update) -> list[str]:
    return [d.kind for d in update.differences]


def test_what_we_know_already_is_no_difference() -> None:
    update = imports.compare([row("Sanae Takaichi", "2025-10-21"), row("Takaichi Sanae", "2025")])
    assert update.differences == ()
    assert update.tenures == ()


def test_cabinets_of_one_person_become_one_term() -> None:
    update = imports.compare(
        [
            row("Test Person", "2027-05-01", "2027-11-10"),
            row("Test Person", "2027-11-10", "2028-08-10"),
            row("Test Person", "2028-08-10", "2029-01-05"),
        ]
    )
    assert kinds(update) == ["new"]
    (term,) = [d.theirs for d in update.differences]
    assert (term.start, term.end) == ("2027-05-01", "2029-01-05")


def test_two_terms_with_another_holder_between_stay_two() -> None:
    update = imports.compare(
        [row("First Person", "2027-01-01", "2028-01-01"), row("Second Person", "2028-01-01", "2029-01-01"),
         row("First Person", "2029-01-01")]
    )  # fmt: skip
    assert kinds(update) == ["new", "new", "new"]


def test_rows_without_a_day_a_name_or_an_office_are_set_aside() -> None:
    update = imports.compare(
        [
            row("Nobody Dated", ""),
            row("Q12345", "2027-01-01"),
            row("A Deputy", "2027-01-01", positionLabel="Deputy Prime Minister of Japan"),
            row("A Ruritanian", "2027-01-01", iso2="XX"),
            row("Century Person", "2027-01-01", startPrecision="7"),
        ]
    )
    assert [a.why.split(":")[0] for a in update.aside] == [
        "no first day", "no name", "no such office", "no such state", "no first day",
    ]  # fmt: skip
    assert update.differences == ()


def test_a_new_holder_ends_the_open_term_of_the_old_one() -> None:
    update = imports.compare([row("New Person", "2027-03-01")])
    old = next(t for t in update.tenures if t.person == "JPN-sanae-takaichi")
    assert (old.end, old.end_kind) == ("2027-03-01", "bound")
    assert [p.name for p in update.persons] == ["New Person"]


def test_an_exact_end_replaces_a_bound() -> None:
    update = imports.compare([row("Shinzo Abe", "2012-12-26", "2020-09-16")])
    better = [t for t in update.tenures if t.person == "JPN-shinzo-abe" and t.start == "2012-12-26"]
    assert [(t.end, t.end_kind) for t in better] == [("2020-09-16", "exact")]


def test_our_day_is_never_overwritten() -> None:
    update = imports.compare([row("Sanae Takaichi", "2025-10-04")])
    assert kinds(update) == ["differs"]
    assert update.tenures == ()


def test_nobody_is_put_across_a_known_term() -> None:
    update = imports.compare([row("Pretender Person", "2022-01-01", "2025-01-01")])
    assert kinds(update) == ["differs"]


def test_a_day_is_cut_to_the_precision_claimed() -> None:
    update = imports.compare([row("Year Person", "2028")])
    assert update.differences[0].theirs.start == "2028"


def test_saved_updates_are_read_over_the_tables(tmp_path: Path) -> None:
    imports.save(imports.compare([row("New Person", "2027-03-01")]), tmp_path)
    kb.use(tmp_path)
    assert [kb.persons()[t.person].name for t in kb.holders("JPN-prime-minister", "2027-03-01")] == ["New Person"]
    assert [kb.persons()[t.person].name for t in kb.holders("JPN-prime-minister", "2027-02-28")] == ["Sanae Takaichi"]
    assert kb.holders("KOR-president", "2025-06-04")
    again = imports.compare([row("New Person", "2027-03-01")])
    assert again.differences == ()
    later = row(
        "Later King", "2030-01-01", iso2="GB", role="head_of_state", positionLabel="monarch of the United Kingdom"
    )
    imports.save(imports.compare([later]), tmp_path)
    kb.use(tmp_path)
    assert kb.holders("JPN-prime-minister", "2027-03-01")[0].person == "JPN-new-person"
    assert len(kb.holders("GBR-monarch", "2030-06-01")) == 1
    kb.use(None)
    assert kb.person("JPN-new-person") is None


def test_the_same_export_gives_the_same_update() -> None:
    rows = [row("New Person", "2027-03-01"), row("Other Person", "2028-03-01")]
    assert imports.compare(rows) == imports.compare(list(reversed(rows)))


def test_an_export_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("\ufeffiso2,role\nJP,head_of_state\n", encoding="utf-8")
    assert imports.read(path) == [{"iso2": "JP", "role": "head_of_state"}]
