"""JSON lines of every noun: out and back, exactly."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.export.conftest import HOSTILE, Told, exported, keep, state, traps

from memcon.errors import Refused
from memcon.export.restore import Kept, pieces
from memcon.model.judgement import Judgement
from memcon.model.version import Lineage, Version
from memcon.review.judgements import judge
from memcon.run import TakenBack, open_store, take_back
from memcon.store.restore import put_redirects
from memcon.store.snapshot import Selection
from memcon.store.sqlite import SqliteStore


def back(data: bytes, path: Path) -> tuple[SqliteStore, TakenBack]:
    store = open_store(str(path))
    return store, take_back(store, pieces(data.splitlines(keepends=True), "x.jsonl"))


def test_out_and_back_is_the_same_store(store: SqliteStore, tmp_path: Path) -> None:
    data = exported(store, "jsonl")
    again, taken = back(data, tmp_path / "back.db")
    assert exported(again, "jsonl") == data
    assert list(again.readings()) == list(store.readings())
    assert again.stories() == store.stories()
    assert (taken.reports, taken.stories, taken.visits) == (len(HOSTILE) + 2, len(HOSTILE) + 1, 1)
    assert (taken.known, taken.refused, taken.regrouped) == (0, [], False)


@pytest.mark.parametrize("part", [("csv", "spans"), ("parquet", "events"), ("gdelt", "mentions"), ("plover", None)])
def test_every_other_format_is_the_same_after_it(store: SqliteStore, part: tuple[str, str], tmp_path: Path) -> None:
    again, _ = back(exported(store, "jsonl"), tmp_path / "back.db")
    assert exported(again, *part) == exported(store, *part)


def test_what_no_noun_holds_comes_back_too(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "one.db"))
    older, newer = Told("Brell Post", "2031-05-01"), Told("Brell Post", "2031-05-02")
    for told in (newer, older):
        told.event("CONSULT", [state("NOR")], [state("CHL")])
    keep(store, [newer.reading()])
    store.add([older.reading()])
    ids = older.reading().report.id, newer.reading().report.id
    versions = tuple(Version(i, n, n == 2, "published" if n == 2 else None, None, None) for n, i in enumerate(ids, 1))
    store.keep_versions([Lineage("line", ("address",), versions)])
    store.judge([judge("accept", ["c1"], by="ana", at="2031-05-03", reports=[ids[1]])])
    put_redirects(store, [("0ld", ids[1])])
    data = exported(store, "jsonl")
    again, _ = back(data, tmp_path / "two.db")
    assert exported(again, "jsonl") == data
    assert again.arrived() == store.arrived() == {ids[1]: 1, ids[0]: 2}
    assert again.lineages() == store.lineages()
    assert again.judgements() == store.judgements()
    assert again.story("0ld") == store.story("0ld") is not None


def test_every_line_says_what_it_is(store: SqliteStore) -> None:
    lines = [json.loads(line) for line in exported(store, "jsonl").splitlines()]
    counts = Counter(line["noun"] for line in lines)
    assert lines[0] == {"noun": "export", "format": 1, "whole": True, "text": True}
    assert counts["report"] == counts["reading"] == len(HOSTILE) + 2
    assert set(counts) == {
        "export", "report", "reading", "known visit", "story", "memcon", "origin", "finding", "quote", "event",
        "pledge", "visit", "claim",
    }  # fmt: skip
    assert counts["event"] == len(HOSTILE) + 13


def test_into_a_store_that_has_reports_the_stories_are_made_again(example: SqliteStore, tmp_path: Path) -> None:
    other = open_store(str(tmp_path / "other.db"))
    told = Told("Other", "2031-06-01")
    told.event("AID", [state("SWE")], [state("FRA")])
    keep(other, [told.reading()])
    data = exported(example, "jsonl")
    taken = take_back(other, pieces(data.splitlines(), "x"))
    assert (taken.reports, taken.known, taken.regrouped) == (2, 0, True)
    assert taken.stories == len(other.stories())
    assert {r for story, _ in other.stories() for r in story.reports} == {r.report.id for r in other.readings()}
    again = take_back(other, pieces(data.splitlines(), "x"))
    assert (again.reports, again.known) == (2, 2)


def test_a_part_of_a_store_is_read_back_and_told_again(store: SqliteStore, tmp_path: Path) -> None:
    data = exported(store, "jsonl", which=Selection(outlet="Brell Post"))
    assert json.loads(data.splitlines()[0])["whole"] is False
    again, taken = back(data, tmp_path / "back.db")
    assert (taken.reports, taken.regrouped) == (2, True)
    assert {r.report.id for r in again.readings()} == {r.report.id for r in traps()}


def mangled(lines: list[bytes], noun: str, change: Callable[[dict[str, object]], None]) -> list[bytes]:
    """The lines with the first of that noun changed."""
    out, done = [], False
    for line in lines:
        fields = json.loads(line)
        if fields["noun"] == noun and not done:
            change(fields)
            done = True
        out.append(json.dumps(fields).encode())
    return out


@pytest.mark.parametrize(
    ("noun", "change", "why"),
    [
        ("report", lambda f: f.update(text="Other words."), "its text is not the one its id was made from"),
        ("report", lambda f: f.pop("id"), "missing required field `id`"),
        ("reading", lambda f: f.update(events=7), "Expected `array | null`, got `int`"),
        ("story", lambda f: f.update(noun="tale"), "there is no noun 'tale'"),
        ("export", lambda f: f.update(format=9), "it is of format 9, and this memcon reads 1"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_done(
    example: SqliteStore, noun: str, change: Callable[[dict[str, object]], None], why: str, tmp_path: Path
) -> None:
    lines = mangled(exported(example, "jsonl").splitlines(), noun, change)
    store, taken = back(b"\n".join(lines), tmp_path / "back.db")
    assert why in str(taken.refused[0])
    assert "x.jsonl line " in str(taken.refused[0])
    assert taken.reports == len(list(store.readings())) == (1 if noun in ("report", "reading") else 2)
    assert {r for story, _ in store.stories() for r in story.reports} == {r.report.id for r in store.readings()}


@pytest.mark.parametrize("line", [b"{", b"\xff\xfe", b"7", b'{"noun": 5}', b'{"no": 1}', b'{"noun": "reading"}'])
def test_what_is_no_line_of_ours_is_refused(line: bytes) -> None:
    found = list(pieces([line], "x.jsonl"))
    assert len(found) == 1
    assert isinstance(found[0], Refused)
    assert str(found[0]).startswith("x.jsonl line 1: is no line of memcon export jsonl (")


def test_a_memcon_that_is_cut_off_is_refused_and_the_reports_are_told_again(
    example: SqliteStore, tmp_path: Path
) -> None:
    lines = [line for line in exported(example, "jsonl").splitlines() if json.loads(line)["noun"] != "memcon"]
    store, taken = back(b"\n".join(lines), tmp_path / "back.db")
    assert taken.refused
    assert taken.regrouped
    assert len(list(store.readings())) == 2


def test_a_story_that_lacks_a_report_is_made_again(example: SqliteStore, tmp_path: Path) -> None:
    lines = exported(example, "jsonl").splitlines()
    first = next(n for n, line in enumerate(lines) if json.loads(line)["noun"] == "reading")
    store, taken = back(b"\n".join(lines[:first] + lines[first + 1 :]), tmp_path / "back.db")
    assert [r.reason for r in taken.refused][-1] == "a report of it is not in the export; it was made again"
    assert [story.reports for story, _ in store.stories()] == [tuple(r.report.id for r in store.readings())]


def test_what_was_exported_without_words_is_refused_in_one_sentence(example: SqliteStore, tmp_path: Path) -> None:
    data = exported(example, "jsonl", text=False)
    _, taken = back(data, tmp_path / "back.db")
    assert [str(r) for r in taken.refused] == [
        "x.jsonl: was exported with --no-text; without the texts there is nothing to read back"
    ]


def test_a_judgement_that_was_changed_is_refused(tmp_path: Path) -> None:
    row = judge("accept", ["c1"], by="ana", at="2031-05-03", reports=["r"])
    good = {"noun": "judgement", **msgspec.to_builtins(row)}
    bad = {**good, "by": "ben"}
    first, second = pieces([json.dumps(line).encode() for line in (good, bad)], "x")
    assert first == row
    assert isinstance(first, Judgement)
    assert isinstance(second, Refused)


def test_the_stories_come_one_by_one(store: SqliteStore) -> None:
    """A story is complete when the next begins; nothing is gathered up to the end."""
    data = iter(exported(store, "jsonl").splitlines())
    left = 0

    def counted() -> object:
        nonlocal left
        for line in data:
            left += 1
            yield line

    for piece in pieces(counted(), "x"):  # type: ignore[arg-type]
        if isinstance(piece, Kept):
            break
    assert left < sum(1 for _ in data)
