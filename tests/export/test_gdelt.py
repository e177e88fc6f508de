"""GDELT 2.0: 61 and 16 columns, counted and typed."""

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from tests.export.conftest import HOSTILE, TRAPS, Told, exported, keep, lines_of, state

from memcon.export import gdelt
from memcon.export.days import day, stamp
from memcon.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from memcon.export.polecat import flat
from memcon.export.source import Only
from memcon.model.actor import ActorRef, Mention
from memcon.model.place import Place
from memcon.model.when import When
from memcon.run import open_store, source
from memcon.store.sqlite import SqliteStore


def events(store: SqliteStore, **options: Any) -> list[dict[str, str]]:
    return [dict(zip(EVENT_COLUMNS, r, strict=True)) for r in lines_of(exported(store, "gdelt", "events", **options))]


def mentions(store: SqliteStore, **options: Any) -> list[dict[str, str]]:
    return [
        dict(zip(MENTION_COLUMNS, r, strict=True)) for r in lines_of(exported(store, "gdelt", "mentions", **options))
    ]


def test_the_columns() -> None:
    assert (len(EVENT_COLUMNS), len(set(EVENT_COLUMNS))) == (61, 61)
    assert (len(MENTION_COLUMNS), len(set(MENTION_COLUMNS))) == (16, 16)
    assert [EVENT_COLUMNS.index(c) for c in ("Actor1Code", "Actor2Code", "IsRootEvent", "EventCode", "AvgTone")] == [
        5, 15, 25, 26, 34,
    ]  # fmt: skip
    assert [EVENT_COLUMNS.index(c) for c in ("Actor1Geo_Type", "ActionGeo_CountryCode", "DATEADDED", "SOURCEURL")] == [
        35, 53, 59, 60,
    ]  # fmt: skip


WHOLE = {"GLOBALEVENTID", "IsRootEvent", "QuadClass", "NumMentions", "NumSources", "NumArticles", "Actor1Geo_Type",
         "Actor2Geo_Type", "ActionGeo_Type"}  # fmt: skip


def test_cells_are_of_their_kind(store: SqliteStore) -> None:
    for row in events(store):
        assert all(row[c].isdecimal() for c in WHOLE)
        assert [len(row[c]) for c in ("Day", "MonthYear", "Year")] in ([8, 6, 4], [0, 6, 4], [0, 0, 4], [0, 0, 0])
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["EventBaseCode"].startswith(row["EventRootCode"])
        assert (len(row["EventRootCode"]), len(row["EventBaseCode"])) == (2, 3)
        assert -10 <= float(row["GoldsteinScale"]) <= 10
        assert row["AvgTone"] == ""
        assert (row["FractionDate"] == "") == (row["Day"] == "")
        assert int(row["GLOBALEVENTID"]) < 2**53
        assert row["DATEADDED"] == "" or len(row["DATEADDED"]) == 14
    for row in mentions(store):
        assert row["MentionType"] in {"1", "2"}
        assert row["Confidence"] == row["MentionDocTone"] == row["SentenceID"] == ""
        assert int(row["Actor1CharOffset"]) >= -1
        assert int(row["MentionDocLen"]) > int(row["ActionCharOffset"])


def test_there_is_no_header_row_and_every_line_is_full(store: SqliteStore) -> None:
    for part, width in (("events", 61), ("mentions", 16)):
        lines = exported(store, "gdelt", part).decode().removesuffix("\n").split("\n")
        assert {line.count("\t") + 1 for line in lines} == {width}
        assert lines[0].split("\t")[0].isdecimal()


def test_pandas_polars_and_duckdb_read_them(store: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "events.CSV"
    path.write_bytes(exported(store, "gdelt", "events"))
    expected = [flat(row["Actor1Name"]) for row in events(store)]
    codes = {"EventCode": str, "EventBaseCode": str, "EventRootCode": str}
    a = pd.read_csv(path, sep="\t", header=None, names=EVENT_COLUMNS, quoting=3, dtype=codes, keep_default_na=False)
    b = pl.read_csv(path, separator="\t", has_header=False, new_columns=list(EVENT_COLUMNS), quote_char=None,
                    infer_schema=False)  # fmt: skip
    options = "delim = '\t', header = false, quote = '', escape = '', all_varchar = true"
    c = duckdb.sql(f"SELECT column06 FROM read_csv('{path}', {options})")
    assert list(a["Actor1Name"]) == expected
    assert [name or "" for name in b["Actor1Name"]] == expected
    assert [row[0] or "" for row in c.fetchall()] == expected
    assert set(a["GLOBALEVENTID"]) == {int(row["GLOBALEVENTID"]) for row in events(store)}


def test_geography_is_in_fips_and_actors_in_cameo(example: SqliteStore) -> None:
    rows = [
        r for r in events(example) if r["Actor1CountryCode"] == "NOR" and r["ActionGeo_FullName"].startswith("Town")
    ]
    assert {r["Actor2CountryCode"]: r["ActionGeo_CountryCode"] for r in rows} == TRAPS
    assert {r["ActionGeo_Type"] for r in rows} == {"4"}
    assert {r["ActionGeo_FullName"] for r in rows} >= {
        "Town of GBR, United Kingdom",
        "Town of GMB, Gambia, The",
    } or any(r["ActionGeo_FullName"].startswith("Town of GMB") for r in rows)
    assert {(r["Actor1Geo_Type"], r["Actor1Geo_CountryCode"]) for r in rows} == {("0", "")}


def test_a_visit_is_made_and_hosted(example: SqliteStore) -> None:
    rows = [r for r in events(example) if r["EventRootCode"] == "04"]
    pairs = Counter((r["Actor1CountryCode"], r["Actor2CountryCode"], r["EventCode"]) for r in rows)
    assert pairs["NOR", "CHE", "042"] == pairs["CHE", "NOR", "043"] == 1


def test_what_two_do_together_is_told_from_each_side(example: SqliteStore) -> None:
    rows = events(example, only=Only(status="planned"))
    assert sorted((r["Actor1Code"], r["Actor2Code"], r["EventCode"]) for r in rows) == [
        ("CHL", "NOR", "036"), ("NOR", "CHL", "036"),
    ]  # fmt: skip


def test_one_event_told_twice_is_one_event_with_two_mentions(example: SqliteStore) -> None:
    found = next(r for r in events(example) if (r["Actor2CountryCode"], r["EventCode"]) == ("CHE", "042"))
    assert (found["NumMentions"], found["NumSources"], found["NumArticles"]) == ("2", "2", "2")
    told = [m for m in mentions(example) if m["GLOBALEVENTID"] == found["GLOBALEVENTID"]]
    assert {m["MentionType"] for m in told} == {"1", "2"}
    web = next(m for m in told if m["MentionType"] == "1")
    assert (web["MentionSourceName"], web["MentionIdentifier"]) == ("brell.example", "https://www.brell.example/traps")
    assert web["MentionTimeDate"] == "20310502061500"
    assert found["DATEADDED"] == web["EventTimeDate"] == "20310502061500"
    cited = next(m for m in told if m["MentionType"] == "2")
    assert cited["MentionIdentifier"].startswith("memcon ")
    assert cited["MentionTimeDate"] == ""


def test_every_mention_is_of_an_event_and_they_are_counted(store: SqliteStore) -> None:
    counts = Counter(m["GLOBALEVENTID"] for m in mentions(store))
    assert counts == {r["GLOBALEVENTID"]: int(r["NumMentions"]) for r in events(store)}


def test_offsets_stand_where_the_words_do(example: SqliteStore) -> None:
    texts = {r.report.url: r.report.text for r in example.readings() if r.report.url}
    for m in mentions(example):
        if m["MentionIdentifier"] in texts:
            text = texts[m["MentionIdentifier"]]
            assert text[int(m["ActionCharOffset"]) :].startswith("did")
            assert text[int(m["Actor1CharOffset"]) :].startswith("State ")
            assert (m["InRawText"], m["MentionDocLen"]) == ("1", str(len(text)))


@pytest.mark.parametrize(
    ("value", "cells"),
    [
        ("2031-05-12", ["20310512", "203105", "2031", "2031.3616"]),
        ("2031-12-31", ["20311231", "203112", "2031", "2031.9890"]),
        ("2031-05", ["", "203105", "2031", ""]),
        ("2031", ["", "", "2031", ""]),
        ("2031-05-01/2031-05-03", ["", "203105", "2031", ""]),
        ("1910/1945", ["", "", "", ""]),
        (None, ["", "", "", ""]),
    ],
)
def test_of_a_date_only_what_is_known_is_told(value: str | None, cells: list[str]) -> None:
    assert list(gdelt._dates(When(value) if value is not None else None)) == cells


@pytest.mark.parametrize(
    ("moment", "found"),
    [("2031-05-02T08:15:00+02:00", "20310502061500"), ("2031-05-02", "20310502000000"), ("2031-05", None), (None, None),
     ("2031-05-02T08:15:00Z", "20310502081500"), ("2031-05-02T08:15", "20310502081500"), ("2031-99-99", None)],
)  # fmt: skip
def test_moments(moment: str | None, found: str | None) -> None:
    assert stamp(moment) == found


@pytest.mark.parametrize(("value", "found"), [("2031-05-02", "2031-05-02"), ("2031-05", None), (None, None)])
def test_days(value: str | None, found: str | None) -> None:
    assert day(When(value) if value is not None else None) == found


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        (None, ["0", "", "", "", "", "", "", ""]),
        (Place("Switzerland", "CHE", 46.9, 7.4, "state"), ["1", "Switzerland", "SZ", "SZ", "", "46.9", "7.4", "SZ"]),
        (Place("Brell", "NOR", 59.5, 10.2, "town"), ["4", "Brell, Norway", "NO", "", "", "59.5", "10.2", ""]),
        (Place("Dale", "USA", None, None, "town"), ["3", "Dale, United States", "US", "", "", "", "", ""]),
        (
            Place("Ohio", "USA", 40.0, -82.0, "division"),
            ["2", "Ohio, United States", "US", "", "", "40.0", "-82.0", ""],
        ),
        (Place("Vik", None), ["4", "Vik", "", "", "", "", "", ""]),
    ],
)
def test_places(place: Place | None, cells: list[str]) -> None:
    assert list(gdelt._geo(place)) == cells


def test_actors_have_country_role_and_group(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "m.db"))
    told = Told("Brell Post", "2031-05-01")
    lind, un = ActorRef("l1nd", "Åsa Lind"), ActorRef("org-un", "United Nations")
    told.event("CONSULT", [lind], [un], when=When("2031-05-01"))
    span = told.line("Prime Minister Åsa Lind")
    told.mentions.append(Mention(span, "l1nd", "Åsa Lind", "person", "full", "NOR", "Prime Minister of Norway"))
    keep(store, [told.reading()])
    row = events(store)[0]
    assert [row[f"Actor1{c}"] for c in ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")] == [
        "NORGOV", "ÅSA LIND", "NOR", "", "GOV",
    ]  # fmt: skip
    assert [row[f"Actor2{c}"] for c in ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")] == [
        "IGOUNO", "UNITED NATIONS", "", "UNO", "IGO",
    ]  # fmt: skip
    assert row["IsRootEvent"] == "1"


def test_an_event_of_nobody_is_no_event(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "m.db"))
    told = Told("Brell Post", "2031-05-01")
    told.event("PROTEST", [], [])
    told.event("PROTEST", [state("NOR")], [])
    told.event("PROTEST", [], [state("NOR")])
    keep(store, [told.reading()])
    assert [(r["Actor1Code"], r["Actor2Code"]) for r in events(store)] == [("NOR", ""), ("", "NOR")]


def test_names_come_back_in_capitals_with_their_breaks_as_spaces(store: SqliteStore) -> None:
    assert {r["Actor1Name"] for r in events(store)} >= {flat(name.upper()) for name in HOSTILE}


def test_one_pass_writes_what_each_file_alone_does(store: SqliteStore, tmp_path: Path) -> None:
    opened = {name: (tmp_path / name).open("wb") for name in ("events", "mentions")}
    with source(store) as kept:
        gdelt.write_all(kept, opened, gdelt.Options())
    for name, file in opened.items():
        file.close()
        assert (tmp_path / name).read_bytes() == exported(store, "gdelt", name)


def test_without_text_the_length_is_still_told(example: SqliteStore) -> None:
    assert mentions(example, text=False) == mentions(example)
