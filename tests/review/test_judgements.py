"""What a log of judgements comes to."""

from __future__ import annotations

import pytest

from memcon.errors import UsageError
from memcon.model.judgement import Judgement, Renewal
from memcon.review.judgements import judge, moment, standing, told


def _row(kind: str, *about: str, at: str = "2031-05-01", by: str = "ana") -> Judgement:
    return judge(kind, about, by=by, at=at, reports=["r"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "utc"),
    [
        ("2031-05-01", "2031-05-01T00:00:00.000000Z"),
        ("2031-05-01T09:30", "2031-05-01T09:30:00.000000Z"),
        ("2031-05-01T09:30:00+09:00", "2031-05-01T00:30:00.000000Z"),
        ("2031-05-01T09:30:00.5Z", "2031-05-01T09:30:00.500000Z"),
        (" 2031-05-01 23:00:00-02:00 ", "2031-05-02T01:00:00.000000Z"),
    ],
)
def test_times_have_one_form(at: str, utc: str) -> None:
    assert moment(at) == utc
    assert moment(utc) == utc


@pytest.mark.parametrize("at", ["", "yesterday", "2031", "2031-13-01", "20310501", "0001-01-01T00:00:00+09:00"])
def test_what_is_no_time_is_refused(at: str) -> None:
    with pytest.raises(UsageError, match="is no time"):
        moment(at)


def test_ids_are_of_content() -> None:
    assert _row("same", "x", "y") == _row("same", "y", "x")
    others = [_row("same", "x", "z"), _row("different", "x", "y"), _row("same", "x", "y", by="ben")]
    others += [_row("same", "x", "y", at="2031-05-02"), judge("same", ["x", "y"], by="ana", at="2031-05-01", why="so")]
    assert len({_row("same", "x", "y").id, *(o.id for o in others)}) == 6


@pytest.mark.parametrize(
    ("about", "by", "words"),
    [(["x"], "ana", "two different reports"), (["x", "x"], "ana", "two"), (["x", "y"], " ", "whose")],
)
def test_what_cannot_be_judged(about: list[str], by: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        judge("same", about, by=by, at="2031-05-01")


def test_a_judgement_names_the_reports_it_bears_on() -> None:
    with pytest.raises(UsageError, match="the reports that stands in"):
        judge("reject", ["c"], by="ana", at="2031-05-01")
    with pytest.raises(UsageError, match="needs to name what it judges"):
        judge("undo", [], by="ana", at="2031-05-01")


SAME, DIFFERENT = _row("same", "x", "y"), _row("different", "x", "y", at="2031-05-02")
UNDO = _row("undo", DIFFERENT.id, at="2031-05-03")
REDO = _row("undo", UNDO.id, at="2031-05-01")  # its time says nothing: the link does
REJECT, ACCEPT = _row("reject", "c", "d"), _row("accept", "c", at="2031-05-02")


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ([], ()),
        ([SAME], (("x", "y", True),)),
        ([SAME, DIFFERENT], (("x", "y", False),)),
        ([DIFFERENT, SAME], (("x", "y", False),)),
        ([SAME, DIFFERENT, UNDO], (("x", "y", True),)),
        ([UNDO, DIFFERENT], ()),
        ([SAME, REDO, UNDO, DIFFERENT], (("x", "y", False),)),
        ([UNDO], ()),
    ],
)
def test_the_latest_that_stands_holds(rows: list[Judgement], pairs: tuple[tuple[str, str, bool], ...]) -> None:
    assert standing(rows).pairs == pairs


def test_of_equal_times_the_greater_id_holds() -> None:
    one, other = _row("kept", "p"), _row("broken", "p")
    assert standing([one, other]).pledge(["p", "q"]) == max(one, other, key=lambda j: j.id)


def test_what_is_judged_together_is_withdrawn_and_overruled_apart() -> None:
    found = standing([REJECT, ACCEPT])
    assert (found.worth("c"), found.worth("d"), found.worth("e")) == ("accepted", "rejected", None)
    assert found.rows == (REJECT, ACCEPT)
    assert found.on(["r"]) == found.rows
    assert found.on(["s"]) == ()


def test_the_log_tells_all() -> None:
    states = {row.kind: state for row, state in told([SAME, DIFFERENT, UNDO])}
    assert states == {"same": "in force", "different": "withdrawn", "undo": "in force"}
    assert [state for _, state in told([SAME, DIFFERENT])] == ["overruled", "in force"]
    assert [row for row, _ in told([UNDO, DIFFERENT, SAME])] == [SAME, DIFFERENT, UNDO]


def test_a_pair_follows_its_reports_to_their_newest_versions() -> None:
    earlier = _row("different", "v", "y", at="2031-04-01")
    assert standing([SAME, earlier], Renewal({"x": "v"})).pairs == (("v", "y", True),)
    assert standing([SAME], Renewal({"x": "v"})).on(["v"])[0].id == SAME.id
    assert standing([SAME], Renewal({"x": "y"})).pairs == ()
    assert standing([REJECT], Renewal({"r": "v"})).rows == (REJECT,)


CARRIED = Renewal({"r": "v"}, {"c": ("d", "v")})
"""Report r came again as v, and its claim c was read there again, as d."""


def test_what_was_judged_in_an_older_version_holds_where_it_was_read_again() -> None:
    on_old, on_lost = _row("reject", "c"), _row("reject", "x")
    people = standing([on_old, on_lost], CARRIED)
    assert (people.worth("d"), people.worth("x")) == ("rejected", "rejected")
    (row,) = people.on(["v"])
    assert (row.id, row.about, row.reports) == (on_old.id, ("d",), ("v",))
    assert standing([on_lost], CARRIED).on(["v"]) == ()


def test_old_and_new_judgements_of_one_thing_contradict_each_other() -> None:
    old = _row("reject", "c", at="2031-05-02")
    new = judge("accept", ["d"], by="ben", at="2031-05-01", reports=["v"])
    assert standing([old, new], CARRIED).worth("d") == "rejected"
    assert dict(told([old, new], CARRIED)) == {old: "in force", new: "overruled"}


def test_of_what_is_lost_the_log_says_so() -> None:
    rows = [_row("reject", "c"), _row("reject", "x"), _row("accept", "c", "x", at="2031-04-01"), SAME, UNDO]
    states = {row.about: state for row, state in told(rows, Renewal({"r": "v", "x": "y"}, CARRIED.things))}
    assert states[("c",)] == "in force"
    assert states[("x",)] == "orphaned"
    assert states[("c", "x")] == "overruled"
    assert states[("x", "y")] == "orphaned"
    assert states[UNDO.about] == "in force"


def test_a_long_chain_of_undo_is_followed() -> None:
    rows = [SAME]
    for _ in range(3000):
        rows.append(_row("undo", rows[-1].id))
    assert standing(rows).pairs == (("x", "y", True),)
    assert standing(rows[:-1]).pairs == ()
