"""Rows of a CSV with the lines they begin on, whatever its quotes do."""

import csv

import pytest

from memcon.relations.table import table

OPEN = "a quote opens in it that is not closed before a comma or the end of the row"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['1,"x, y",z', "", "2,u,v"], [(2, "1|x, y|z"), (4, "2|u|v")]),
        (['1,"two', 'lines",z', "2,u,v"], [(2, "1|two\nlines|z"), (4, "2|u|v")]),
        (['1,"four", ""', "2,u,v"], [(2, '1|four| ""'), (3, "2|u|v")]),
        # left open: to the end of the file, up to another quote, up to one that would make it a row
        (['1,"x,z', "2,u,v", "3,r,s"], [(2, OPEN), (3, "2|u|v"), (4, "3|r|s")]),
        (['1,"x,z', '2,"u, w",v', "3,r,s"], [(2, OPEN), (3, "2|u, w|v"), (4, "3|r|s")]),
        (['1,"x,z', '2,u",v', "3,r,s"], [(2, OPEN), (3, '2|u"|v'), (4, "3|r|s")]),
        (["1,x,z", "2,u,v", '3,r,"s'], [(2, "1|x|z"), (3, "2|u|v"), (4, OPEN)]),
        # closed inside a field
        (['1,"x" y,z', "2,u,v"], [(2, OPEN), (3, "2|u|v")]),
        # inside a field it is a sign like any other
        (['1,x "y",z', "2,u,v"], [(2, '1|x "y"|z'), (3, "2|u|v")]),
        (["1,x", "2,u,v,w"], [(2, "1|x|"), (3, "2|u|v|['w']")]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_and_their_lines(lines: list[str], expected: list[tuple[int, str]], end: str) -> None:
    found = table(end.join(["a,b,c", *lines]))
    assert found.columns == ("a", "b", "c")
    said = [
        (line.number, line.why if line.values is None else "|".join(map(str, line.values.values())))
        for line in found.lines
    ]
    assert said == [(number, words.replace("\n", end)) for number, words in expected]


def test_no_line_and_no_header() -> None:
    assert table("") == table("\n\n") == ((), ())
    with pytest.raises(csv.Error):
        table('a,"b\n1,2\n')


def test_many_open_quotes_cost_no_more_than_their_lines() -> None:
    """Every row opens a quote; each is read up to the next row, not to the end of the file."""
    found = table("a,b,c\n" + '1,"x,z\n' * 20_000)
    assert len(found.lines) == 20_000
    assert {line.why for line in found.lines} == {OPEN}
