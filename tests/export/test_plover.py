"""PLOVER's JSON fields."""

import json
from typing import Any

import pandas as pd
import pytest
from tests.export.conftest import HOSTILE, Told, exported, keep, state

from memcon.export.source import Only
from memcon.model.actor import ActorRef
from memcon.model.when import When
from memcon.store.sqlite import SqliteStore


def told(store: SqliteStore, **options: Any) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in map(json.loads, exported(store, "plover", **options).splitlines())}


def test_the_fields_of_the_manual_are_there(store: SqliteStore) -> None:
    rows = told(store)
    assert len(rows) == len(HOSTILE) + 13
    fields = {"id", "date", "enddate", "actor", "recipient", "event", "mode", "context", "text_info", "cite_info"}
    for row in rows.values():
        assert fields <= row.keys()
        assert row["actor"]
        assert {type(row[k]) for k in ("actor", "recipient", "context", "event_text")} == {list}
        assert row["cite_info"]["publication"] is None or row["cite_info"]["language"] == "en"
        assert 1 <= row["quad_code"] <= 4


def test_pandas_reads_them(store: SqliteStore, tmp_path: Any) -> None:
    (tmp_path / "p.jsonl").write_bytes(exported(store, "plover"))
    frame = pd.read_json(tmp_path / "p.jsonl", lines=True, dtype=False)
    assert list(frame["event"][frame["id"] == "planned"]) == ["AGREE"]


@pytest.mark.parametrize(
    ("key", "context", "dates"),
    [
        ("planned", ["diplomatic", "future"], ("2031-05-01", "2031-05-31")),
        ("denied", ["diplomatic", "negation"], ("2031-01-01", "2031-12-31")),
        ("supposed", ["diplomatic", "hypothetical"], (None, None)),
        ("long-past", ["diplomatic", "historical"], ("1999-01-01", "1999-12-31")),
        ("e00-00000", ["diplomatic"], ("2031-05-01", None)),
    ],
)
def test_status_is_context_and_dates_are_never_padded(
    example: SqliteStore, key: str, context: list[str], dates: tuple[str | None, str | None]
) -> None:
    row = told(example)[key]
    assert row["context"] == context
    assert (row["date"], row["enddate"]) == dates


def test_hostile_names_come_back(store: SqliteStore) -> None:
    rows = told(store).values()
    assert {a["identifier_text"] for r in rows for a in r["actor"]} >= set(HOSTILE)
    said = [a["actor_text"] for r in rows for a in r["actor"] if a["identifier_text"] in HOSTILE]
    assert sorted(said) == sorted(HOSTILE)


def test_spans_stand_in_the_text(example: SqliteStore) -> None:
    texts = {r.report.id: r.report.text for r in example.readings()}
    for row in told(example).values():
        info = row["text_info"]
        assert texts[info["report"]][info["start"] : info["end"]] == row["text"]
        assert [texts[info["report"]][info["event_start"] : info["event_end"]]] == row["event_text"] == ["did"]


def test_without_text_only_positions_are_told(example: SqliteStore) -> None:
    for row in told(example, text=False).values():
        assert (row["text"], row["event_text"], row["actor"][0]["actor_text"]) == (None, None, None)
        assert row["text_info"]["end"] > row["text_info"]["start"]


def test_one_status_can_be_asked_for(example: SqliteStore) -> None:
    assert set(told(example, only=Only(status="denied"))) == {"denied"}


def test_what_a_person_rejected_is_left_out(tmp_path: Any) -> None:
    import msgspec
    from tests.export.conftest import story_of

    from memcon.run import open_store
    from memcon.store.restore import put_stories

    store = open_store(str(tmp_path / "m.db"))
    report = Told("Brell Post", "2031-05-01")
    report.event("AID", [state("NOR")], [state("CHL")], key="out")
    report.event("AID", [state("NOR")], [state("SWE")], key="in")
    store.add([report.reading()])
    story, memcon = story_of(report.reading())
    events = tuple(
        msgspec.structs.replace(e, judged="rejected" if e.id == "out" else "accepted") for e in memcon.events
    )
    put_stories(store, [(story, msgspec.structs.replace(memcon, events=events))])
    assert set(told(store)) == {"in"}


def test_what_another_report_of_the_story_tells_of_an_actor_is_known(tmp_path: Any) -> None:
    from memcon.model.actor import Mention
    from memcon.run import open_store

    store = open_store(str(tmp_path / "m.db"))
    one, two = Told("A", "2031-05-01"), Told("B", "2031-05-01")
    lind = ActorRef("l1nd", "Åsa Lind")
    one.event("CONSULT", [lind], [state("CHL")], when=When("2031-05-01"))
    span = two.line("Prime Minister Åsa Lind of Norway")
    two.mentions.append(
        Mention(span, "l1nd", "Åsa Lind", "person", "full", country="NOR", office="Prime Minister of Norway")
    )
    keep(store, [one.reading(), two.reading()])
    actor = next(iter(told(store).values()))["actor"][0]
    assert (actor["code"], actor["sector"], actor["office"]) == ("NOR", "GOV", "Prime Minister of Norway")
