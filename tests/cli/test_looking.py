"""Commands that look at the store."""

import json

from tests.cli.conftest import EXAMPLE, Call


def test_stories_show_compare_quotes_check(memcon: Call) -> None:
    record = json.loads(memcon("read", EXAMPLE, "--json").out)
    (story,) = record["memcons"]
    (row,) = json.loads(memcon("stories", "--json").out)["stories"]
    assert row["id"] == story["id"]
    assert json.loads(memcon("show", story["id"][:8], "--json").out) == record
    assert json.loads(memcon("compare", story["id"], "--json").out)["memcons"] == [story]
    spoken = json.loads(memcon("quotes", "--speaker", "halvorsen", "--json").out)["quotes"]
    assert spoken
    assert all("Halvorsen" in q["speaker_name"] or "Halvorsen" in str(q["actors"]) for q in spoken)
    checked = json.loads(memcon("check", "--json").out)
    assert (checked["reports"], checked["faults"]) == (4, [])
    assert checked["spans"] > 100


def test_the_base_can_be_switched(memcon: Call) -> None:
    (story,) = json.loads(memcon("read", EXAMPLE, "--json").out)["memcons"]
    copied = next(o["id"] for o in story["origins"] if len(o["reports"]) == 2)
    switched = json.loads(memcon("compare", story["id"], "--base", copied, "--json").out)["memcons"][0]
    (length,) = (f for f in switched["findings"] if f["point"] == "duration")
    assert length["text"] == "It lasted about 50 minutes."
    assert sorted(c["state"] for c in length["cells"]) == ["says", "says otherwise", "says otherwise"]
    said = memcon("compare", story["id"], "--base", "nobody")
    assert said.code == 2
    assert copied in said.err


def test_pages_for_people_keep_to_80_columns(memcon: Call) -> None:
    read = memcon("read", EXAMPLE)
    story = json.loads(memcon("stories", "--json").out)["stories"][0]["id"]
    for said in (read, memcon("stories"), memcon("show", story, "--why"), memcon("compare", story), memcon("quotes")):
        assert said.code == 0
        assert said.out.strip()
        assert max(len(line) for line in said.out.splitlines()) <= 80
        assert not any(line != line.rstrip() for line in said.out.splitlines())
        assert "\x1b" not in said.out


def test_a_damaged_store_is_told(memcon: Call) -> None:
    import sqlite3

    memcon("read", EXAMPLE)
    with sqlite3.connect("memcon.db") as db:
        db.execute("UPDATE reports SET text = 'x' || text")
    said = memcon("check")
    assert said.code == 1
    assert "does not read" in said.err


def test_without_a_store(memcon: Call) -> None:
    for command in (["stories"], ["show", "x"], ["quotes"], ["check"]):
        said = memcon(*command)
        assert said.code == 2
        assert "no store there" in said.err
