"""People decide at the command line, and see what came of it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import EXAMPLE, Call, Said

SCHEMA = json.loads(files("memcon.data").joinpath("record.schema.json").read_text("utf-8"))
BY = ("--by", "ana", "--at", "2031-05-01T10:00", "--why", "I was there")


def fits(said: Said) -> bool:
    lines = said.out.splitlines()
    return said.code == 0 and bool(lines) and all(len(line) <= 80 and line == line.rstrip() for line in lines)


def story(memcon: Call) -> dict[str, Any]:
    (row,) = json.loads(memcon("stories", "--json").out)["stories"]
    (found,) = json.loads(memcon("show", row["id"], "--json").out)["memcons"]
    return dict(found)


def queued(memcon: Call, kind: str) -> list[dict[str, Any]]:
    return [item for item in json.loads(memcon("review", "--json").out)["queue"] if item["kind"] == kind]


def test_a_difference_is_queued_rejected_shown_and_undone(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    before = memcon("show", story(memcon)["id"], "--json").out
    (item,) = queued(memcon, "differs")
    assert fits(memcon("review"))
    side = next(s for s in item["sides"] if "50" in s["words"])
    command = next(c for c in item["commands"] if c.startswith(f"reject {side['id']}"))
    said = memcon("review", *command.split(), *BY)
    assert fits(said)
    assert "ana, 1 May 2031: I was there" in " ".join(said.out.split())

    after = story(memcon)
    (length,) = (f for f in after["findings"] if f["point"] == "duration")
    assert length["status"] == "agreed"
    assert {c["judged"] for c in after["claims"]} == {None, "rejected"}
    (row,) = after["judgements"]
    assert (row["kind"], row["by"], row["why"]) == ("reject", "ana", "I was there")
    assert row["at"] == "2031-05-01T10:00:00.000000Z"
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(memcon("show", after["id"], "--json").out))
    page = memcon("show", after["id"])
    assert fits(page)
    assert "✗ lasted about 50 minutes  [B] claim; ana, 1 May 2031: I was there" in " ".join(page.out.split("\n"))
    assert queued(memcon, "differs") == []

    assert "already" in memcon("review", *command.split(), *BY).out
    assert fits(memcon("review", "undo", row["id"][:6], *BY))
    assert memcon("show", after["id"], "--json").out == before
    assert len(queued(memcon, "differs")) == 1


def test_an_accepted_finding_leaves_the_queue_and_stays_as_it_is(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    (item,) = queued(memcon, "differs")
    memcon("review", "accept", item["id"][:8], *BY)
    assert queued(memcon, "differs") == []
    (length,) = (f for f in story(memcon)["findings"] if f["id"] == item["id"])
    assert (length["status"], length["accepted"]) == ("differs", True)
    assert "differs, accepted" in memcon("show", story(memcon)["id"]).out


def test_a_story_parted_and_joined_by_a_person_says_so_and_survives_reading_again(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    whole = story(memcon)
    a, b = (o["reports"][0] for o in whole["origins"] if len(o["reports"]) == 1)
    said = json.loads(memcon("review", "different", a[:7], b[:7], *BY, "--json").out)
    assert said["judgement"]["about"] == sorted([a, b])
    assert len(said["stories"]) == 2
    shown = [memcon("show", key) for key in said["stories"]]
    assert all(fits(page) for page in shown)
    assert all("parted by a person" in page.out and "I was there" in " ".join(page.out.split()) for page in shown)

    again = json.loads(memcon("read", EXAMPLE, "--json").out)
    assert sorted(m["id"] for m in again["memcons"]) == said["stories"]
    joined = json.loads(memcon("review", "same", *said["stories"], "--at", "2031-05-02", "--json").out)
    assert joined["judgement"]["about"] == sorted(min(m["reports"]) for m in again["memcons"])
    memcon("review", "same", a, b, "--by", "ben", "--at", "2031-05-03")
    page = memcon("show", story(memcon)["id"])
    assert fits(page)
    assert "joined by a person" in page.out
    assert story(memcon)["reports"] == whole["reports"]


def test_an_open_mention_and_a_pledge_are_decided(memcon: Call) -> None:
    text = (
        "Ada Brandt and Karl Brandt met Chilean Foreign Minister Marta Rojas in Oslo on 4 May "
        "2031. Brandt said the ferry would sail. Rojas promised to open the port by 1 June 2031."
    )
    rows = [{"text": text, "published": "2031-05-04"}, {"text": "It rained in Bergen.", "published": "2031-09-01"}]
    memcon("read", "-", stdin="\n".join(json.dumps(r) for r in rows))
    record = [m for s in json.loads(memcon("stories", "--json").out)["stories"] for m in
              json.loads(memcon("show", s["id"], "--json").out)["memcons"]]  # fmt: skip
    pledge = next(p for m in record for p in m["pledges"])
    memcon("review", "broken", pledge["id"][:8], *BY)
    (found,) = (p for p in json.loads(memcon("pledges", "--json").out)["pledges"] if pledge["id"] in p["tellings"])
    assert (found["status"], found["judgement"]["by"]) == ("broken", "ana")
    page = memcon("pledges")
    assert fits(page)
    assert "decided by a person: ana, 1 May 2031: I was there" in " ".join(page.out.split())

    asked = queued(memcon, "actor")
    assert asked
    for item in asked:
        chosen = item["choices"][0]
        memcon("review", "actor", item["id"][:8], chosen["name"], *BY)
        quotes = json.loads(memcon("quotes", "--json").out)["quotes"]
        assert chosen["id"] in {q["actor"] for q in quotes}
    assert queued(memcon, "actor") == []


def test_a_chosen_actor_is_found(memcon: Call) -> None:
    text = (
        "Ada Brandt and Karl Brandt met in Oslo on 4 May 2023. Brandt said the ferry to Chile would sail. Brandt held "
        "talks with Chilean President Gabriel Boric in Tarn on 3 May 2023."
    )
    memcon("read", "-", stdin=json.dumps({"text": text, "published": "2023-05-04"}))
    by_actor = ("search", "ferry", "--actor", "Fumio Kishida", "--json")
    over_time = ("timeline", "JPN", "CHL", "--json")
    assert json.loads(memcon(*by_actor).out)["found"] == []
    assert json.loads(memcon(*over_time).out)["entries"] == []
    while items := queued(memcon, "actor"):
        memcon("review", "actor", *(item["id"] for item in items), "Fumio Kishida", *BY)
    assert len(json.loads(memcon(*by_actor).out)["found"]) > 0
    (entry,) = json.loads(memcon(*over_time).out)["entries"]
    assert {a["name"] for a in entry["actors"]} == {"Fumio Kishida", "Gabriel Boric"}
    stances = json.loads(memcon("stance", "JPN", "CHL", "--json").out)["issues"]
    said = {s["speaker"]["name"] for i in stances for side in i["sides"] for s in side["statements"]}
    assert said == {"Fumio Kishida"}
    for row in json.loads(memcon("review", "log", "--json").out)["judgements"]:
        memcon("review", "undo", row["id"], *BY)
    assert json.loads(memcon(*by_actor).out)["found"] == []


def test_the_log_and_its_export_tell_all(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    assert memcon("review", "log").out == "Nobody has judged anything in this store.\n"
    assert memcon("export", "judgements").out == ""
    claim = story(memcon)["claims"][0]["id"]
    memcon("review", "reject", claim, "--by", "ben", "--at", "2031-05-02")
    memcon("review", "accept", claim, *BY)
    log = json.loads(memcon("review", "log", "--json").out)["judgements"]
    assert [(r["kind"], r["by"], r["state"]) for r in log] == [
        ("accept", "ana", "overruled"), ("reject", "ben", "in force"),
    ]  # fmt: skip
    memcon("review", "undo", log[1]["id"], "--by", "ana", "--at", "2031-05-03")
    lines = [json.loads(line) for line in memcon("export", "judgements").out.splitlines()]
    assert [r["state"] for r in lines] == ["in force", "withdrawn", "in force"]
    assert lines == json.loads(memcon("review", "log", "--json").out)["judgements"]
    page = memcon("review", "log")
    assert fits(page)
    assert "I was there" in page.out


def test_who_and_when_have_defaults(memcon: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    memcon("read", EXAMPLE)
    claims = [c["id"] for c in story(memcon)["claims"]]
    monkeypatch.setenv("MEMCON_PERSON", "Ines")
    named = json.loads(memcon("review", "accept", claims[0], "--json").out)["judgement"]
    assert (named["by"], named["at"][:2], named["at"][-1], named["why"]) == ("Ines", "20", "Z", None)
    monkeypatch.setenv("MEMCON_PERSON", "")
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert json.loads(memcon("review", "accept", claims[1], "--json").out)["judgement"]["by"] == "login"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["praise", "x"], "nothing review can do"),
        (["same", "x"], "takes other words"),
        (["accept"], "takes other words"),
        (["actor", "x"], "takes other words"),
        (["same", "zzz", "yyy"], "no report or story of that id"),
        (["reject", "zzz"], "no finding, claim"),
        (["actor", "zzz", "NOR"], "no open mention"),
        (["kept", "zzz"], "no pledge"),
        (["undo", "zzz"], "no judgement"),
        (["log", "--at", "x", "again"], "nothing review can do"),
        (["accept", "", "--by", "ana"], "no finding, claim"),
    ],
)
def test_what_cannot_be_judged_is_one_sentence(memcon: Call, words: list[str], sentence: str) -> None:
    memcon("read", EXAMPLE)
    said = memcon("review", *words)
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_other_wrong_words(memcon: Call) -> None:
    assert "no store there" in memcon("review").err
    memcon("read", EXAMPLE)
    whole = story(memcon)
    one = whole["reports"][0]
    assert "two different reports" in memcon("review", "same", one, one).err
    assert "is no time" in memcon("review", "accept", whole["claims"][0]["id"], "--at", "soon").err
    assert "give more of the id" in memcon("review", "accept", _shared(whole)).err
    assert "no format known" in memcon("export", "tea").err
    assert memcon("export", "tea").code == 2


def _shared(whole: dict[str, Any]) -> str:
    """A first character that more than one claim's id has."""
    first = [c["id"][0] for c in whole["claims"]]
    return next(c for c in first if first.count(c) > 1)
