"""Commands that look at actors over time."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import EXAMPLE, GYEONGJU, Call, Said

from memcon.knowledge import kb

needs_gyeongju = pytest.mark.skipif(not GYEONGJU.exists(), reason="the real reports are not beside us")


@pytest.fixture(autouse=True)
def _tables_alone() -> Iterator[None]:
    yield
    kb.use(None)


def fits(said: Said) -> bool:
    """A page a person can read: something on it, 80 columns, nothing left at line ends."""
    lines = said.out.splitlines()
    return bool(lines) and max(map(len, lines)) <= 80 and all(line == line.rstrip() for line in lines)


def test_actors_on_a_day(memcon: Call) -> None:
    said = memcon("actors", "Sanae", "Takaichi", "--on", "2025-10-30", "--json")
    (known,) = json.loads(said.out)["actors"]
    assert [(o["title"], o["from"], o["to"]) for o in known["offices"]] == [
        ("Prime Minister of Japan", "2025-10-21", None)
    ]
    assert known["source"]
    page = memcon("actors", "Japan")
    assert page.code == 0
    assert fits(page)
    assert "Prime Minister of Japan: Sanae Takaichi" in " ".join(page.out.split())


def test_an_unclear_name_has_candidates_and_an_unknown_one_is_refused(memcon: Call) -> None:
    said = memcon("actors", "Korea")
    assert said.out.startswith("2 actors")
    assert fits(said)
    unknown = memcon("actors", "Nobody Atall")
    assert (unknown.code, unknown.out) == (2, "")
    assert "called so" in unknown.err
    assert memcon("actors", "Japan", "--on", "last week").code == 2


EXPORT = """iso2,role,position,positionLabel,person,personLabel,start,startPrecision,end,endPrecision,statement
JP,head_of_government,http://x/Q274948,Prime Minister of Japan,http://x/Q900001,Hanae Testperson,2031-04-02T00:00:00Z,11,,,http://x/s1
JP,head_of_government,http://x/Q274948,Prime Minister of Japan,http://x/Q900002,Undated Testperson,,,,,http://x/s2
"""


def test_an_export_is_shown_first_and_applied_on_yes(memcon: Call) -> None:
    from pathlib import Path

    Path("export.csv").write_text(EXPORT, encoding="utf-8")
    shown = memcon("actors", "import", "export.csv")
    assert shown.code == 0
    assert fits(shown)
    assert "nothing is changed without --yes" in " ".join(shown.out.split())
    assert memcon("actors", "Hanae Testperson").code == 2
    applied = json.loads(memcon("actors", "import", "export.csv", "--yes", "--json").out)
    assert [d["kind"] for d in applied["differences"]] == ["new"]
    assert [a["why"] for a in applied["aside"]] == ["no first day"]
    (known,) = json.loads(memcon("actors", "Hanae Testperson", "--json").out)["actors"]
    assert known["offices"][0]["from"] == "2031-04-02"


def test_what_is_no_export_is_refused(memcon: Call) -> None:
    from pathlib import Path

    Path("export.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for name, words in (("export.csv", "is no export"), ("gone.csv", "cannot be read")):
        said = memcon("actors", "import", name)
        assert said.code == 2
        assert words in said.err


def test_a_timeline(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    found = json.loads(memcon("timeline", "NOR", "Chile", "--json").out)
    told = [(e["when"]["value"], e["type"], e["uncertain"]) for e in found["entries"]]
    assert ("1918", "background", True) in told
    assert ("2024-03-12", "CONSULT", False) in told
    texts = {r["id"]: r["text"] for r in json.loads(memcon("read", EXAMPLE, "--json").out)["reports"]}
    spans = [s for e in found["entries"] for s in e["spans"]]
    assert spans
    assert all(texts[s["report"]][s["start"] : s["end"]] == s["exact"] for s in spans)
    page = memcon("timeline", "NOR", "CHL")
    assert fits(page)
    assert "~1918" in page.out
    reverse = json.loads(memcon("timeline", "CHL", "NOR", "--json").out)
    assert reverse["entries"] == found["entries"]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (["NOR"], "two ends"),
        (["NOR", "NOR"], "twice"),
        (["NOR", "Nowhereland"], "nobody is called so"),
        (["NOR", "Korea"], "KOR (South Korea)"),
    ],
)
def test_ends_that_are_none(memcon: Call, ends: list[str], words: str) -> None:
    memcon("read", EXAMPLE)
    said = memcon("timeline", *ends)
    assert said.code == 2
    assert words in said.err


@needs_gyeongju
def test_the_gyeongju_timeline(memcon: Call) -> None:
    memcon("read", GYEONGJU)
    found = json.loads(memcon("timeline", "JPN", "KOR", "--json").out)["entries"]
    told = {(e["when"]["value"], e["when"]["inferred"]) for e in found if not e["context"]}
    assert told >= {("1910/1945", False), ("1965", True), ("2023", False), ("2025-08", True), ("2025-09", True)}
    (met,) = (e for e in found if e["when"]["value"] == "2025-10-30" and e["type"] == "CONSULT")
    assert (len(met["reports"]), len(met["origins"])) == (2, 2)
    context = {(e["when"]["value"], e["text"]) for e in found if e["context"]}
    assert context >= {
        ("2025-06-04", "Lee Jae Myung becomes President of South Korea"),
        ("2025-10-21", "Sanae Takaichi becomes Prime Minister of Japan"),
    }


def test_search(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    found = json.loads(memcon("search", "port", "--json").out)["found"]
    assert {f["kind"] for f in found} == {"report", "quote", "claim"}
    assert all(s["exact"] for f in found for s in f["spans"])
    assert json.loads(memcon("search", "port", "--actor", "JPN", "--json").out)["found"] == []
    pledged = json.loads(memcon("search", "port", "--point", "topic.raised", "--json").out)["found"]
    assert {f["point"] for f in pledged} == {"topic.raised"}
    assert fits(memcon("search", "port"))
    assert memcon("search", "zyxwv").out == "Nothing of the kind in the store.\n"
    both = json.loads(memcon("search", "port", "--pair", "NOR", "CHL", "--json").out)["found"]
    assert both
    assert both == json.loads(memcon("search", "port", "--actor", "NOR", "--actor", "CHL", "--json").out)["found"]
    assert json.loads(memcon("search", "port", "--pair", "NOR", "JPN", "--json").out)["found"] == []


def test_a_long_page_of_what_was_found_says_how_much_more_there_is(memcon: Call) -> None:
    rows = [json.dumps({"text": f"Buoy {k} drifts off Arica."}) for k in range(52)]
    memcon("read", "-", stdin="\n".join(rows))
    found = json.loads(memcon("search", "buoys", "--json").out)["found"]
    assert len(found) >= 52
    page = memcon("search", "buoys")
    assert fits(page)
    assert f"{len(found) - 50} more; another word or a filter" in page.out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["search", "port", "--since", "yesterday"], "--since yesterday: is no date"),
        (["search", "port", "--until", "2024-13"], "--until 2024-13: is no date"),
        (["search", "???"], "???: is no word to look for"),
        (["search", "port", "--point", "weather"], "no claim in the store is on that; there are"),
        (["search", "port", "--pair", "NOR", "NOR"], "twice"),
        (["measures", "NOR"], "memcon measures takes two ends or more"),
        (["stance", "NOR"], "memcon stance takes two ends or more"),
        (["visits", "import"], "memcon visits import takes one file"),
        (["visits", "import", "none.csv"], "cannot be read"),
        (["visits", "import", "empty.csv"], "empty.csv: is empty"),
        (["visits", "import", "other.csv"], "its columns are of no list known here"),
        (["visits", "import", "bytes.csv"], "is no CSV file in UTF-8"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(memcon: Call, given: list[str], words: str) -> None:
    Path("empty.csv").touch()
    Path("other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    Path("bytes.csv").write_bytes(b"\xff\xfe")
    memcon("read", EXAMPLE)
    said = memcon(*given)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("memcon: ")
    assert said.err.count("\n") == 1
    assert words in said.err


def test_visits(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    found = json.loads(memcon("visits", "NOR", "CHL", "--json").out)
    assert {(v["from"], v["to"]["country"], v["status"]) for v in found["visits"]} >= {("NOR", "CHL", "held")}
    assert found["counts"]["visits"] == len(found["visits"])
    assert len(found["rules"]) == 3
    by = json.loads(memcon("visits", "--by", "Tomas Arriaga", "--json").out)["visits"]
    assert [(v["traveller"]["name"], v["to"]["name"], v["when"]["value"]) for v in by] == [
        ("Tomas Arriaga", "Oslo", "2022-10")
    ]
    assert json.loads(memcon("visits", "--year", "1999", "--json").out)["visits"] == []
    assert fits(memcon("visits"))
    assert memcon("visits", "NOR", "CHL", "SWE").code == 2
    assert memcon("visits", "org-un", "CHL").code == 2
    assert memcon("visits", "--year", "soon").code == 2


@needs_gyeongju
def test_the_gyeongju_ledger(memcon: Call) -> None:
    memcon("read", GYEONGJU)
    found = json.loads(memcon("visits", "JPN", "KOR", "--json").out)
    journeys = {
        (v["from"], v["to"]["name"], v["to"]["country"], v["when"]["value"], v["host"] and v["host"]["name"])
        for v in found["visits"]
    }
    assert journeys >= {
        ("KOR", "Tokyo", "JPN", "2025-08", "Shigeru Ishiba"),
        ("JPN", "Busan", "KOR", "2025-09", "Lee Jae Myung"),
        ("JPN", "Gyeongju", "KOR", "2025-10-30", "Lee Jae Myung"),
    }
    (turn,) = found["owes"]
    assert (turn["owes"], turn["to"]) == ("KOR", "JPN")
    page = memcon("visits", "JPN", "KOR")
    assert fits(page)
    assert "South Korea owes Japan the next visit" in page.out


LIST = """id,start_date,end_date,visitor,from_id,from_name,description
7,2023-01-13,2023-01-13,Prime Minister Kishida Fumio,japan,Japan,Working visit.
8,2023-01-13,2023-01-12,Prime Minister Kishida Fumio,japan,Japan,Working visit.
"""


def test_a_list_is_imported(memcon: Call) -> None:
    from pathlib import Path

    Path("list.csv").write_text(LIST, encoding="utf-8")
    said = memcon("visits", "import", "list.csv", "--json")
    assert said.code == 1
    told = json.loads(said.out)
    assert (told["rows"], told["taken"], told["known"], told["travellers"]) == (2, 1, 0, 1)
    assert [r["row"] for r in told["refused"]] == ["8"]
    again = memcon("visits", "import", "list.csv")
    assert fits(again)
    assert "1 taken (1 were there), 1 refused" in " ".join(again.out.split())
    (visit,) = json.loads(memcon("visits", "JPN", "USA", "--json").out)["visits"]
    assert visit["rows"] == [{"list": "US Department of State, visits by foreign leaders", "id": "7"}]
    assert visit["rank"] == "head"
    Path("list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "of no list known" in memcon("visits", "import", "list.csv").err
    assert "cannot be read" in memcon("visits", "import", "gone.csv").err


def test_rows_that_are_odd_stop_no_other(memcon: Call) -> None:
    """An id given twice, a quote left open: each is told of by its line, and the rows round it are in."""
    from pathlib import Path

    head, good, _ = LIST.splitlines()
    open_quote = '9,2023-02-01,2023-02-01,"Prime Minister Kishida Fumio,japan,Japan,Talks.'
    other = good.replace("2023-01-13", "2023-03-01")
    last = other.replace("7,", "10,", 1)
    Path("list.csv").write_text("\n".join([head, good, open_quote, good, other, last]), encoding="utf-8")
    said = memcon("visits", "import", "list.csv", "--json")
    told = json.loads(said.out)
    assert (said.code, told["rows"], told["taken"], len(told["refused"])) == (1, 5, 3, 2)
    assert [r["row"] for r in told["refused"]] == ["line 3", "7"]
    assert "a quote opens" in told["refused"][0]["why"]
    assert "line 5" in told["refused"][1]["why"]
    assert "line 2" in told["refused"][1]["why"]
    assert [(n["row"], n["kind"]) for n in told["notes"]] == [("7", "duplicate")]
    days = {v["when"]["value"] for v in json.loads(memcon("visits", "JPN", "USA", "--json").out)["visits"]}
    assert days == {"2023-01-13", "2023-03-01"}


def test_a_row_that_says_something_else_than_before_is_told(memcon: Call) -> None:
    from pathlib import Path

    head, good, _ = LIST.splitlines()
    for text in (good, good.replace("2023-01-13,P", "2023-01-14,P")):
        Path("list.csv").write_text(f"{head}\n{text}\n", encoding="utf-8")
        said = memcon("visits", "import", "list.csv")
        assert said.code == 0
    assert "changed: row 7: Prime Minister Kishida Fumio: days 2023-01-13/2023-01-14, before: 2023-01-13" in " ".join(
        said.out.split()
    )
    again = memcon("visits", "import", "list.csv")
    assert "changed" not in again.out
    (visit,) = json.loads(memcon("visits", "JPN", "USA", "--json").out)["visits"]
    assert visit["when"]["value"] == "2023-01-13/2023-01-14"


def test_pledges_and_measures(memcon: Call) -> None:
    memcon("read", EXAMPLE)
    found = json.loads(memcon("pledges", "--json").out)
    assert found["pledges"]
    assert {p["status"] for p in found["pledges"]} <= {"open", "reaffirmed"}
    assert {"kept", "broken"} & set(found["rule"].replace(",", " ").split())
    chile = json.loads(memcon("pledges", "--by", "CHL", "--json").out)["pledges"]
    assert 0 < len(chile) < len(found["pledges"]) + 1
    assert all(any(a["name"] for a in p["by"]) for p in chile)
    assert fits(memcon("pledges"))
    figures = json.loads(memcon("measures", "NOR", "CHL", "--json").out)
    assert figures["measures"]["events"] == sum(q["events"] for q in figures["measures"]["quads"]) > 0
    assert figures["method"]
    assert fits(memcon("measures", "NOR", "CHL"))


STANCES = [
    {
        "outlet": "Nordlys Post",
        "published": "2024-02-01",
        "text": "OSLO, Feb. 1 — Norwegian Foreign Minister Ingrid Solheim said on Thursday that Norway would send 400 "
        "tonnes of vaccine to Chile.\n\nChilean Foreign Minister Pablo Carrera said Chile would lift the embargo on "
        "Norwegian salmon by June.",
    },
    {
        "outlet": "Arica Mail",
        "published": "2024-04-03",
        "text": "SANTIAGO, April 3 — Norwegian Foreign Minister Ingrid Solheim told reporters on Wednesday that Norway "
        "would send 250 tonnes of vaccine to Chile.\n\nChilean Foreign Minister Pablo Carrera said Chile would not "
        "lift the embargo on Norwegian salmon.",
    },
]


def test_stances_and_where_they_changed(memcon: Call) -> None:
    from pathlib import Path

    Path("said.jsonl").write_text("\n".join(map(json.dumps, STANCES)), encoding="utf-8")
    memcon("read", "said.jsonl")
    found = json.loads(memcon("stance", "NOR", "CHL", "--json").out)
    assert list(found) == ["ends", "on", "issues", "rule"]
    changed = {
        (side["side"]["name"], s["kind"]): [x["when"]["value"] for x in side["statements"]]
        for issue in found["issues"]
        for side in issue["sides"]
        for s in side["shifts"]
    }
    days = ["2024-02-01", "2024-04-03"]
    assert changed == {("Norway", "number"): days, ("Chile", "polarity"): days}
    texts = {r["id"]: r["text"] for r in json.loads(memcon("read", "said.jsonl", "--json").out)["reports"]}
    statements = [s for i in found["issues"] for side in i["sides"] for s in side["statements"]]
    spans = [x for s in statements for x in s["spans"]]
    assert all(texts[s["report"]][s["start"] : s["end"]] == s["exact"] for s in spans)
    assert {s["dated_by"] for s in statements} == {"words", "publication"}
    assert all(s["origins"] and s["office"] for s in statements)
    page = memcon("stance", "NOR", "CHL")
    assert fits(page)
    assert 'changed (number): "400" against "250"' in page.out
    (asked,) = json.loads(memcon("stance", "NOR", "CHL", "--on", "vaccine", "--json").out)["issues"]
    assert asked["words"] == ["vaccine"]
    assert "is quoted on that" in " ".join(memcon("stance", "NOR", "CHL", "--on", "moon").out.split())
    assert memcon("stance", "NOR").code == 2


@needs_gyeongju
def test_the_gyeongju_pages(memcon: Call) -> None:
    """What the words of the reports say of the part of a month is on the page."""
    memcon("read", GYEONGJU)
    for page in (memcon("timeline", "JPN", "KOR"), memcon("visits", "JPN", "KOR"), memcon("stance", "JPN", "KOR")):
        assert fits(page)
    assert "~late September 2025" in memcon("timeline", "JPN", "KOR").out
    assert "~late September 2025" in memcon("visits", "JPN", "KOR").out
    # what Lee once insisted on is background: nobody says when
    said = json.loads(memcon("stance", "JPN", "KOR", "--on", "remorse", "--json").out)["issues"]
    assert [s["when"] for i in said for side in i["sides"] for s in side["statements"]] == [None]
