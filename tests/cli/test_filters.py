"""Filters keep input order, answer every line, and never lose the rest to a bad one."""

import json

import pytest
from tests.cli.conftest import Call

TEXT = "“The ferry will sail,” Prime Minister Ada Novak said on 4 June 2023. She met Slovenian President Luka Kos."
BAD = ["no json", '{"id": "x"}', '{"id": "s", "text": "\\ud800"}', '["list"]']


@pytest.mark.parametrize("layer", ["quotes", "times", "actors", "events"])
def test_annotate(memcon: Call, layer: str) -> None:
    lines = [
        json.dumps({"id": 1, "text": TEXT}),
        *BAD,
        json.dumps({"id": "b", "text": TEXT, "published": "2023-06-05"}),
    ]
    said = memcon("annotate", layer, stdin="\n".join(lines))
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 1
    assert [r["id"] for r in rows] == [1, None, "x", "s", None, "b"]
    assert [sorted(r) for r in rows[1:5]] == [["error", "id"]] * 4
    assert rows[0][layer]
    assert rows[5][layer]


def test_spans_index_the_input_as_given(memcon: Call) -> None:
    text = f"\ufeff  {TEXT}\r\n\u200b日本 😀 {TEXT}"
    said = memcon("annotate", "quotes", stdin=json.dumps({"id": 1, "text": text}))
    (row,) = (json.loads(line) for line in said.out.splitlines())
    direct = [text[s:e] for q in row["quotes"] for s, e in q["content"] if q["kind"] == "direct"]
    assert [words.rstrip(",") for words in direct] == ["The ferry will sail"] * 2


def test_nothing_is_furniture_in_a_filter(memcon: Call) -> None:
    text = "The Harbour Gazette\nMay 3, 2021\n\nThe two met on Monday.\n\nRead more: ferries in June 2022"
    (row,) = (
        json.loads(x) for x in memcon("annotate", "times", stdin=json.dumps({"id": 1, "text": text})).out.splitlines()
    )
    assert [t["value"] for t in row["times"]] == ["2021-05-03", "2021-05-03", "2022-06"]


def test_code(memcon: Call) -> None:
    rows = [
        "id\tsentence\tsource\ttarget",
        "1\tNorland invaded Ostia.\tNorland\tOstia",
        "2\tToo short",
        '3\t"He said ""no"" and Norland condemned Ostia."\tNorland\tOstia',
    ]
    said = memcon("code", stdin="\r\n".join(rows) + "\r\n")
    got = [line.split("\t") for line in said.out.splitlines()]
    assert got[0] == ["id", "type", "mode", "quad", "status", "trigger", "entry"]
    assert got[1][-1] == "assault.attack"
    assert [(r[0], r[1]) for r in got[1:]] == [("1", "ASSAULT"), ("2", "ERROR"), ("3", "ACCUSE")]
    assert said.code == 1


def test_a_quote_left_open_spoils_its_own_row_alone(memcon: Call) -> None:
    rows = [
        "id\tsentence\tsource\ttarget",
        '1\t"Norland invaded Ostia.\tNorland\tOstia',
        "2\tNorland invaded Ostia.\tNorland\tOstia",
        '3\t"Norland" invaded Ostia.\tNorland\tOstia',
        '4\t"Norland invaded Ostia.\nIt rained."\tNorland\tOstia',
        '5\t"left open to the end',
    ]
    said = memcon("code", stdin="\n".join(rows))
    got = [line.split("\t")[:2] for line in said.out.splitlines()[1:]]
    assert got == [["1", "ERROR"], ["2", "ASSAULT"], ["3", "ASSAULT"], ["4", "ASSAULT"], ["5", "ERROR"]]
    assert said.code == 1


def test_nothing_to_code(memcon: Call) -> None:
    said = memcon("code", stdin="")
    assert (said.code, said.out.count("\n")) == (0, 1)


def test_group(memcon: Call) -> None:
    one = {"id": "a", "text": TEXT, "published": "2023-06-05"}
    rows = [
        one,
        one | {"id": "b"},
        {"id": "c", "text": "A quiet day at the bread market of Lyon, with rain and two hens."},
    ]
    said = memcon("group", stdin="\n".join(map(json.dumps, rows)))
    got = [json.loads(line) for line in said.out.splitlines()]
    assert [r["id"] for r in got] == ["a", "b", "c"]
    assert got[0]["story"] == got[1]["story"] != got[2]["story"]
    assert got[0]["origin"] == got[1]["origin"]
    assert all(r["reason"] for r in got)


def test_pairs(memcon: Call) -> None:
    rows = [
        {"id": 1, "a": "The talks lasted 40 minutes.", "b": "The talks lasted 50 minutes."},
        {"id": 2, "a": "The talks lasted 40 minutes."},
    ]
    said = memcon("annotate", "pairs", stdin="\n".join(map(json.dumps, rows)))
    got = [json.loads(line) for line in said.out.splitlines()]
    assert (got[0]["relation"], got[0]["kind"]) == ("differs", "number")
    assert got[1] == {"id": 2, "error": 'line 2 has no "b" of text; give a, b'}
    assert said.code == 1


def test_bytes_that_are_no_text(memcon: Call) -> None:
    said = memcon(
        "annotate", "times", stdin=b'{"id": 1, "text": "caf\xe9 in May 2020"}\n{"id": 2, "text": "in May 2020"}\n'
    )
    got = [json.loads(line) for line in said.out.splitlines()]
    assert "error" in got[0]
    assert got[1]["times"][0]["value"] == "2020-05"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            '{"id": 1, "text": "a \\ud800"}',
            'has half of a surrogate pair in "text", which is no character; repair the escape',
        ),
        ('{"id": 1, "text": "' + "a" * 1_000_000 + '"}', "is over 1,000,000 characters long; split it"),
    ],
)
def test_a_line_that_is_not_taken(memcon: Call, line: str, words: str) -> None:
    said = memcon("annotate", "times", stdin=line + "\n")
    (row,) = map(json.loads, said.out.splitlines())
    assert (said.code, row["id"], row["error"]) == (1, 1, f"line 1 {words}")
