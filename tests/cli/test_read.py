"""One line from reports to one sourced memcon."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import EXAMPLE, GYEONGJU, Call

SCHEMA = json.loads(files("memcon.data").joinpath("record.schema.json").read_text("utf-8"))
needs_gyeongju = pytest.mark.skipif(not GYEONGJU.exists(), reason="the real reports beside the repository are not here")


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def findings(record: dict[str, Any], point: str) -> list[dict[str, Any]]:
    return [f for m in record["memcons"] for f in m["findings"] if f["point"] == point]


@pytest.fixture
def example(memcon: Call) -> dict[str, Any]:
    said = memcon("read", EXAMPLE, "--json")
    assert (said.code, said.err) == (0, "")
    record: dict[str, Any] = json.loads(said.out)
    return record


def test_the_record_holds_to_its_schema_and_its_words(example: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(example)
    texts = {r["id"]: r["text"] for r in example["reports"]}
    found = list(spans(example))
    assert len(found) > 100
    assert all(texts[s["report"]][s["start"] : s["end"]] == s["exact"] for s in found)


def test_the_example_story(example: dict[str, Any]) -> None:
    (story,) = example["memcons"]
    happened = story["occurrence"]
    assert [
        (p["name"], p["for"], p["office"], p["part"]) for p in sorted(happened["parties"], key=lambda p: p["name"])
    ] == [
        ("Elin Halvorsen", "NOR", "Prime Minister of Norway", "guest"),
        ("Tomas Arriaga", "CHL", "President of Chile", "host"),
    ]
    assert (happened["type"], happened["mode"], happened["format"]) == ("CONSULT", "visit", "bilateral")
    assert happened["when"]["value"] == "2024-03-12"
    assert happened["place"]["country"] == "CHL"
    assert len(story["reports"]) == 4
    assert sorted(len(o["reports"]) for o in story["origins"]) == [1, 1, 2]


def test_the_length_differs_and_the_copy_does_not_count_twice(example: dict[str, Any]) -> None:
    (found,) = findings(example, "duration")
    assert (found["status"], found["kind"], found["support"]) == ("differs", "number", 2)
    assert sorted((c["state"], c["value"]) for c in found["cells"]) == [
        ("says", "PT1H10M"),
        ("says", "PT1H10M"),
        ("says otherwise", "PT50M"),
    ]


def test_one_quotes_what_the_other_paraphrases(example: dict[str, Any]) -> None:
    copper = [f for f in findings(example, "quote") if "copper only from mines" in f["text"]]
    assert [(f["status"], f["support"]) for f in copper] in ([("agreed", 2)], [("narrower", 2)])


def test_only_one_side_tells_of_the_salmon(example: dict[str, Any]) -> None:
    raised = [f for f in findings(example, "topic.raised") if "salmon" in f["text"]]
    assert [f["status"] for f in raised] == ["only one"]


def test_furniture_never_reaches_the_record(example: dict[str, Any]) -> None:
    told = json.dumps(example["memcons"])
    for words in ("lighthouse", "cabins", "(Pool)", "Kari Lund", "newsletter", "rights reserved", "Football"):
        assert words not in told


def test_text_and_page_of_one_report_give_the_same_claims(memcon: Call, tmp_path: Path) -> None:
    lines = [
        "PRAGUE, Czech Republic—Prime Minister Ada Novak met Slovenian President Luka Kos here on June 4.",
        "The meeting lasted 40 minutes.",
        "“We will open a second rail line before 2030,” Novak told reporters after the meeting.",
        "Kos visited Brno in May 2019 for a meeting with then-Prime Minister Jan Benda.",
    ]
    (tmp_path / "a.txt").write_text("June 5, 2023\n" + "\n".join(lines))
    body = "".join(f"<p>{line}</p>" for line in lines)
    (tmp_path / "b.html").write_text(
        "<html><head><meta property='article:published_time' content='2023-06-05'></head><body>"
        f"<nav><a href='/'>Home</a></nav><article>{body}</article><footer>All rights reserved</footer></body></html>"
    )
    made = []
    for name in ("a.txt", "b.html"):
        record = json.loads(memcon("read", name, "--json", "--store", f"{name}.db").out)
        claims = [c for m in record["memcons"] for c in m["claims"]]
        made.append(sorted((c["point"], c["text"], c["value"] or "", c["status"], c["vouched_by"]) for c in claims))
    assert made[0] == made[1]
    assert {c[0] for c in made[0]} >= {"parties", "when", "place", "duration", "pledge", "background"}


def test_bad_input_is_told_and_the_rest_is_done(memcon: Call, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(
        "June 5, 2023\nPrime Minister Ada Novak met Slovenian President Luka Kos in Prague."
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bad.jsonl").write_text("{oh no\n")
    said = memcon("read", "good.txt", "gone.txt", "empty.txt", "bad.jsonl", "https://example.org/x", "--json")
    assert said.code == 1
    assert len(json.loads(said.out)["reports"]) == 1
    lines = said.err.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("memcon: ") for line in lines)


def test_what_is_kept_with_a_warning(memcon: Call, tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text(
        "Die Ministerpräsidentin empfing den Präsidenten am Montag in Prag zu einem Gespräch über die Bahn."
    )
    (tmp_path / "undated.txt").write_text(
        "Prime Minister Ada Novak met Slovenian President Luka Kos in Prague for talks."
    )
    said = memcon("read", "de.txt", "undated.txt", "undated.txt", "--json")
    record = json.loads(said.out)
    told = sorted((w["stage"], w["message"]) for w in record["warnings"])
    assert said.code == 0
    assert [stage for stage, _ in told] == ["language", "read", "times"]
    assert "(de)" in told[0][1]
    assert all(
        not m["events"] for m in record["memcons"] if m["reports"] == [w["report"] for w in record["warnings"][:1]]
    )


def test_reading_again_changes_nothing(memcon: Call) -> None:
    first = memcon("read", EXAMPLE, "--json")
    again = memcon("read", EXAMPLE, "--json")
    assert again.out == first.out
    assert again.err.count("already in the store") == 4
    assert again.code == 0


def test_other_order_same_bytes(memcon: Call) -> None:
    paths = sorted(EXAMPLE.iterdir())
    first = memcon("read", *paths, "--json", "--store", "1.db")
    other = memcon("read", *reversed(paths), "--json", "--store", "2.db")
    assert first.out == other.out


def test_one_after_the_other_gives_the_same_story(memcon: Call) -> None:
    together = json.loads(memcon("read", EXAMPLE, "--json", "--store", "1.db").out)
    for path in sorted(EXAMPLE.iterdir()):
        last = memcon("read", path, "--json", "--store", "2.db")
    assert json.loads(last.out)["memcons"] == together["memcons"]


def test_wrong_usage(memcon: Call) -> None:
    assert memcon("read").code == 2
    assert memcon("show", "abc").code == 2
    assert memcon("nothing").code == 2


@needs_gyeongju
def test_the_two_real_reports(memcon: Call) -> None:
    record = json.loads(memcon("read", GYEONGJU / "a.txt", GYEONGJU / "b.txt", "--json").out)
    (story,) = record["memcons"]
    happened = story["occurrence"]
    assert {(p["name"], p["office"], p["part"]) for p in happened["parties"]} == {
        ("Sanae Takaichi", "Prime Minister of Japan", "guest"),
        ("Lee Jae Myung", "President of South Korea", "host"),
    }
    assert (happened["when"]["value"], happened["place"]["name"], happened["place"]["country"]) == (
        "2025-10-30",
        "Gyeongju",
        "KOR",
    )
    assert len(story["origins"]) == 2
    status = {f["point"]: f["status"] for f in story["findings"]}
    assert (status["duration"], status["duration.planned"], status["ordinal"]) == ("agreed", "only one", "agreed")
    direct = [q for q in story["quotes"] if q["kind"] == "direct" and not q["fragment"]]
    assert (
        sorted(q["speaker_name"] for q in direct)
        == ["Lee Jae Myung"] * 4 + ["Rintaro Nishimura"] + ["Sanae Takaichi"] * 4
    )
    assert sorted(q["text"] for q in story["quotes"] if q["fragment"]) == ["pleasant", "practical diplomacy", "warm"]
    channels = {(q["speaker_name"], q["channel"]["kind"]) for q in direct if q["channel"]}
    assert channels == {("Lee Jae Myung", "summary"), ("Rintaro Nishimura", "interview")}
    dated = {f["text"].split(":")[0] for f in story["findings"] if f["point"] == "background"}
    assert dated >= {"2023", "June 2025"}
    (meetings,) = (f for f in story["findings"] if "three meetings" in f["text"])
    told = {s["exact"] for c in meetings["cells"] for s in c["spans"]}
    assert meetings["status"] == "narrower"  # one report counts three, the other tells two of them
    assert {t for t in told if "Tokyo" in t or "Busan" in t} == told - {t for t in told if "three meetings" in t}
    (untouched,) = (f for f in story["findings"] if f["point"] == "topic.not-raised")
    assert ("historical issues" in untouched["text"], untouched["status"]) == (True, "only one")
    (differences,) = (f for f in story["findings"] if "manage these differences" in f["text"])
    assert (differences["status"], differences["support"]) == ("only one", 1)  # two voices, no contradiction
    paired = {f["text"].split(": ")[1][:28]: f["support"] for f in story["findings"] if f["point"] == "quote"}
    assert paired["the two countries share the "] == 2  # what one report quotes from a summary, the other paraphrases
    assert paired["the importance of sharing ex"] == 2
    (undated,) = (r for r in record["reports"] if r["published"] is None)
    assert any(c["point"] == "when" and c["report"] == undated["id"] for c in story["claims"])


def test_a_denial_is_told_as_one(memcon: Call, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "June 5, 2023\n\nPrime Minister Ada Novak met Slovenian President Luka Kos in Prague on June 4. "
        "Kos denied that the rail line to the coast had been closed for lack of money."
    )
    record = json.loads(memcon("read", "a.txt", "--json").out)
    (denied,) = (f for f in findings(record, "quote") if "rail line" in f["text"])
    assert denied["text"].startswith("Luka Kos denies: ")
    assert "denies: the rail line" in memcon("read", "a.txt").out
