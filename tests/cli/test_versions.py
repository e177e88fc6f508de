"""A report that comes again with changed text, as a person meets it."""

import json
import sqlite3
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call
from tests.cli.test_relations import fits

TEXT = (
    "TROMSO, May 6 — Norwegian Foreign Minister Ingrid Solheim met Chilean Foreign Minister Pablo Carrera in Tromso on "
    "Monday.\n\nThe meeting lasted {length}. Solheim said Norway would open a consulate in Arica by June.{more}\n\n"
    "Carrera said, “We will protect the blue whales.”"
)
FIRST, SECOND = (
    TEXT.format(length="45 minutes", more=""),
    TEXT.format(length="50 minutes", more=" Nobody spoke of fish."),
)
THIRD = SECOND.replace("Carrera said, “We will protect the blue whales.”", "Carrera left without a word.")
RIVAL = (
    "Chile's foreign minister, Pablo Carrera, sat down with Ingrid Solheim of Norway in Tromso on May 6. They talked "
    "for 45 minutes, according to the Chilean delegation, which was in good spirits."
)


def row(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "outlet": "Nordlys Post", "url": "https://nordlyspost.example/a/77", **more}


def write(*rows: dict[str, Any]) -> list[str]:
    names = [f"{k}.jsonl" for k in range(len(rows))]
    for name, one in zip(names, rows, strict=True):
        Path(name).write_text(json.dumps(one), encoding="utf-8")
    return names


def versions(memcon: Call, key: str) -> list[dict[str, Any]]:
    said = memcon("show", key, "--version", "--json")
    assert said.code == 0
    return list(json.loads(said.out)["reports"])


def the_story(memcon: Call) -> dict[str, Any]:
    (story,) = json.loads(memcon("stories", "--json").out)["stories"]
    return dict(story)


def test_the_newest_is_told_and_the_older_is_kept(memcon: Call) -> None:
    first, second, rival = write(
        row(FIRST, published="2024-05-06"), row(SECOND, published="2024-05-06", modified="2024-05-07"),
        {"text": RIVAL, "outlet": "Arica Mail", "published": "2024-05-07"},
    )  # fmt: skip
    before = json.loads(memcon("read", first, rival, "--json").out)
    old_story = before["memcons"][0]["id"]
    said = memcon("read", second, "--json")
    assert "newest of 2 versions" in said.err
    after = json.loads(said.out)
    (told,) = after["memcons"]
    assert (len(told["reports"]), len(told["origins"])) == (2, 2)
    assert {r["modified"] for r in after["reports"]} == {"2024-05-07", None}
    (length,) = [f for f in told["findings"] if f["point"] == "duration"]
    assert length["status"] == "differs"
    assert memcon("show", old_story, "--json").out == memcon("show", told["id"], "--json").out
    page = memcon("show", told["id"], "--version")
    assert fits(page)
    words = " ".join(page.out.split())
    for shown in ("“45” → “50”", "lost claim duration", "told; after the one before by modified"):
        assert shown in words
    # reading either again changes nothing
    everything = memcon("show", told["id"], "--json").out, memcon("show", told["id"], "--version", "--json").out
    again = memcon("read", first, second, rival)
    assert again.err.count("nothing changed") == 3
    assert "newest" not in again.err
    assert (
        memcon("show", told["id"], "--json").out,
        memcon("show", told["id"], "--version", "--json").out,
    ) == everything
    assert memcon("check").code == 0


def test_older_versions_are_checked_too(memcon: Call) -> None:
    (first,) = write(row(FIRST, published="2024-05-06"))
    memcon("read", first)
    before = json.loads(memcon("check", "--json").out)
    memcon("read", *write(row(FIRST, published="2024-05-06"), row(THIRD, published="2024-05-08")))
    both = json.loads(memcon("check", "--json").out)
    assert (both["reports"], both["faults"]) == (2, [])
    assert both["spans"] > before["spans"]
    for text, words in (("'x' || substr(text, 2)", "is not the one it was read from"), ("'x'", "has no words at")):
        with sqlite3.connect("memcon.db") as db:
            db.execute(f"UPDATE reports SET text = {text} WHERE published = '2024-05-06'")
        said = memcon("check")
        assert said.code == 1
        assert words in said.err


def test_what_was_kept_lost_and_new(memcon: Call) -> None:
    memcon("read", *write(row(FIRST, published="2024-05-06"), row(THIRD, published="2024-05-08")))
    (report,) = versions(memcon, the_story(memcon)["id"])
    (step,) = report["steps"]
    state = {(t["kind"], t["point"], t["text"]): t["state"] for t in step["things"]}
    assert state["claim", "parties", "Pablo Carrera and Ingrid Solheim"] == "kept"
    assert state["claim", "duration", "lasted 45 minutes"] == "lost"
    assert state["claim", "duration", "lasted 50 minutes"] == "new"
    assert state["quote", None, "We will protect the blue whales."] == "lost"
    texts = {step["from"]: FIRST, step["to"]: THIRD}
    spans = [s for t in step["things"] for s in (*t["spans"], *t["now"]) if s is not None]
    spans += [s for c in step["changes"] for s in (c["old"], c["new"]) if s is not None]
    assert spans
    assert all(texts[s["report"]][s["start"] : s["end"]] == s["exact"] for s in spans)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_coming_does_not_matter_when_times_tell(memcon: Call, order: tuple[int, ...]) -> None:
    names = write(
        row(FIRST, published="2024-05-06"), row(SECOND, published="2024-05-06", modified="2024-05-07T10:00:00Z"),
        row(THIRD, published="2024-05-06", modified="2024-05-08T10:00:00Z"),
    )  # fmt: skip
    for k in order:
        memcon("read", names[k])
    story = the_story(memcon)
    assert len(story["reports"]) == len(story["origins"]) == 1
    (report,) = versions(memcon, story["id"])
    assert [v["modified"] for v in report["versions"]] == [None, "2024-05-07T10:00:00Z", "2024-05-08T10:00:00Z"]
    assert [v["ordered_by"] for v in report["versions"]] == [None, "modified", "modified"]
    assert [v["report"] for v in report["versions"] if v["told"]] == story["reports"]


@pytest.mark.parametrize("texts", [(FIRST, SECOND), (SECOND, FIRST)])
def test_without_any_time_the_later_to_come_is_told_and_the_store_says_so(memcon: Call, texts: tuple[str, str]) -> None:
    for name in write(*(row(t) for t in texts)):
        memcon("read", name)
    (report,) = versions(memcon, the_story(memcon)["id"])
    assert [v["ordered_by"] for v in report["versions"]] == [None, "arrival"]
    told = json.loads(memcon("show", the_story(memcon)["id"], "--json").out)["reports"]
    assert [r["text"] for r in told] == [texts[1]]


def test_an_older_version_counts_nowhere_else(memcon: Call) -> None:
    memcon("read", *write(row(FIRST, published="2024-05-06"), row(THIRD, published="2024-05-08")))
    assert json.loads(memcon("search", "whales", "--json").out)["found"] == []
    assert len(json.loads(memcon("search", "fish", "--json").out)["found"]) > 0
    entries = json.loads(memcon("timeline", "NOR", "CHL", "--json").out)
    newest = the_story(memcon)["reports"]
    assert {r for e in (*entries["entries"], *entries["undated"]) for r in e["reports"]} == set(newest)
    visits = json.loads(memcon("visits", "NOR", "CHL", "--json").out)["visits"]
    assert {s["report"] for v in visits for s in v["spans"]} <= set(newest)
    pledges = json.loads(memcon("pledges", "--json").out)["pledges"]
    assert {s["report"] for p in pledges for s in p["spans"]} <= set(newest)


def test_like_words_without_an_address_or_an_id_are_two_reports(memcon: Call) -> None:
    for name in write({"text": FIRST}, {"text": SECOND}):
        memcon("read", name)
    story = the_story(memcon)
    assert (len(story["reports"]), len(story["origins"])) == (2, 1)
    assert versions(memcon, story["reports"][0]) == []
    assert "one version only" in memcon("show", story["id"], "--version").out


def test_what_is_neither_story_nor_report_is_refused(memcon: Call) -> None:
    memcon("read", *write(row(FIRST)))
    said = memcon("show", "zzz", "--version")
    assert (said.code, said.out) == (2, "")
    assert "no story or report" in said.err
