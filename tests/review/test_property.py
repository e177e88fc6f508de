"""However people judged, took back, judged again and re-read: what counts is which judgements stand in the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.review.conftest import AGAIN, HALE, ID, ODA, ORSO, READINGS

from memcon import run
from memcon.model.actor import ActorRef, mention_id
from memcon.model.judgement import Judgement
from memcon.model.record import Memcon
from memcon.model.report import Report
from memcon.model.story import Story
from memcon.review.judgements import judge, standing
from memcon.settings import Settings
from memcon.store.sqlite import SqliteStore

NAMES = sorted(READINGS)
ALL = READINGS | AGAIN
BY_ID = {r.report.id: r for r in ALL.values()}

days = st.sampled_from(["2031-05-01", "2031-05-02", "2031-05-03T08:00:00+02:00"])
people = st.sampled_from(["ana", "ben"])
names = st.sampled_from(sorted(ALL))
any_two = st.lists(names, min_size=2, max_size=2, unique=True)
told_alike = st.sampled_from([(a, b) for a, b in combinations(NAMES, 2) if a[0] == b[0]])
"""Reports that would be one story: of any two, few are, and to part others changes nothing."""


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    """Any judgement on the made-up reports, few enough that many contradict each other."""
    kind = draw(
        st.sampled_from(["same", "different", "same", "different", "accept", "reject", "actor", "kept", "open"])
    )
    name, by, at = draw(names), draw(people), draw(days)
    reports, actor = [ID[name]], None
    if kind in ("same", "different"):
        about = [ID[n] for n in draw(st.one_of(told_alike, any_two))]
    elif kind in ("accept", "reject"):
        about = [draw(st.sampled_from([f"c-{name}-long", f"c-{name}-who", f"e-{name}", f"q-{name}"]))]
    elif kind == "actor":
        about = [next(mention_id(ID[name], m.span) for m in ALL[name].mentions or () if m.actor is None)]
        actor = draw(st.sampled_from([ORSO, ODA, HALE]))
    else:
        about = [f"p-{name}"]
    return judge(kind, about, by=by, at=at, reports=reports, actor=actor)  # type: ignore[arg-type]


steps = st.lists(
    st.one_of(
        judgements(),
        st.tuples(st.just("undo"), st.integers(0, 30), days),
        st.tuples(st.just("read"), names),
        st.just(("regroup",)),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def empty() -> Iterator[Path]:
    """A store that is migrated once, to be copied."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        SqliteStore(str(path)).close()
        yield path


@pytest.fixture(autouse=True, scope="module")
def no_parser() -> Iterator[None]:
    """Reports are read by looking up what was made of them, so that the flow is real and the parser left out."""

    def looked_up(batches: Iterable[Sequence[Report]], _settings: Settings) -> Iterator[list[run.ReadyToKeep]]:
        return ([run.made_ready(BY_ID[r.id]) for r in batch] for batch in batches)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "file_reports", looked_up)
        yield


def _read(store: SqliteStore, chosen: Sequence[str]) -> None:
    run.read_into(store, [ALL[n].report for n in chosen], Settings())


def _carry_out(store: SqliteStore, done: Sequence[object]) -> Iterator[None]:
    """One step after another, stopping after each of which the stories have to follow."""
    said: list[str] = []
    for step in done:
        if isinstance(step, Judgement):
            run.judge(store, [step])
            said.append(step.id)
        elif step[0] == "undo" and said:  # type: ignore[index]
            row = judge("undo", [said[step[1] % len(said)]], by="ana", at=step[2])  # type: ignore[index]
            store.judge([row])  # the next regrouping must see it, though no report comes in
            said.append(row.id)
            continue
        elif step[0] == "read":  # type: ignore[index]
            _read(store, [step[1]])  # type: ignore[index]
        else:
            run.regroup(store, fresh=False)
        yield
    run.regroup(store, fresh=False)
    yield


def _standing(rows: Sequence[Judgement]) -> list[Judgement]:
    """Told again, in the plainest way: a row stands unless a standing undo names it."""

    def stands(row: Judgement) -> bool:
        return not any(u.kind == "undo" and row.id in u.about and stands(u) for u in rows)

    return [r for r in rows if r.kind != "undo" and stands(r)]


Kept = list[tuple[Story, Memcon]]


def _at_once(empty: Path, folder: str, rows: Sequence[Judgement], read: Sequence[str] = NAMES) -> Kept:
    store = SqliteStore(shutil.copy(empty, Path(folder) / "fresh.db"))
    store.judge(rows)
    store.add([ALL[name] for name in read])
    run.regroup(store)
    found = store.stories()
    store.close()
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.one_of(st.permutations(NAMES), st.lists(names, unique=True)), done=steps)
def test_any_history_comes_to_the_judgements_that_stand(empty: Path, start: list[str], done: list[object]) -> None:
    """After every step, and without reading anything more, which would make the stories anew whatever was missed."""
    with TemporaryDirectory() as folder:
        store = SqliteStore(shutil.copy(empty, Path(folder) / "history.db"))
        _read(store, start)
        for _ in _carry_out(store, done):
            log, found, read = store.judgements(), store.stories(), store.known(list(BY_ID))
            assert found == _at_once(empty, folder, _standing(log), [n for n in ALL if ID[n] in read])
        store.close()


def test_the_history_is_not_idle(empty: Path) -> None:
    """The property could hold for want of effect: judgements do change stories, and undo does take them back."""
    pair = judge("same", [ID["a1"], ID["c1"]], by="ana", at="2031-05-01")
    apart = judge("different", [ID["a1"], ID["a2"]], by="ana", at="2031-05-01")
    back = judge("undo", [pair.id], by="ana", at="2031-05-02")
    with TemporaryDirectory() as folder:
        store = SqliteStore(shutil.copy(empty, Path(folder) / "one.db"))
        _read(store, NAMES)
        shapes = [_shape(store)]
        for row in (pair, apart, back):
            run.judge(store, [row])
            shapes.append(_shape(store))
        store.close()
    assert shapes[0] == {"a1 a2 a3", "b1 b2", "b3", "c1"}
    assert "a1 a2 a3 c1" in shapes[1]
    assert not any({"a1", "a2"} <= set(s.split()) for s in shapes[2])
    assert "c1" in shapes[3]


def test_a_judgement_follows_what_came_again_unchanged(empty: Path) -> None:
    """As above for versions: what was rejected in the first is rejected in the third, unless its words have changed."""
    rows = [
        judge("reject", [key], by="ana", at="2031-05-01", reports=[ID["a1"]])
        for key in ("c-a1-who", "c-a1-long", "q-a1", "p-a1")
    ]
    with TemporaryDirectory() as folder:
        store = SqliteStore(shutil.copy(empty, Path(folder) / "one.db"))
        _read(store, NAMES)
        for row in rows:
            run.judge(store, [row])
        _read(store, ["a1+", "b2+"])
        _read(store, ["a1++"])
        memcons = [memcon for _, memcon in store.stories()]
        log = run.log_of(store)
        store.close()
    assert {r for m in memcons for r in m.reports} >= {ID["a1++"], ID["b2+"]}
    judged = {x.id for m in memcons for layer in (m.claims, m.quotes, m.pledges) for x in layer if x.judged}
    assert judged == {"c-a1++-who", "q-a1++", "p-a1++"}
    assert {row.about[0]: state for row, state in log}["c-a1-long"] == "orphaned"


def _shape(store: SqliteStore) -> set[str]:
    given = {r.report.id: name for name, r in READINGS.items()}
    return {" ".join(sorted(given[key] for key in story.reports)) for story, _ in store.stories()}


@given(rows=st.lists(judgements(), max_size=12), data=st.data())
def test_the_order_of_rows_changes_nothing(rows: list[Judgement], data: st.DataObject) -> None:
    for k in data.draw(st.lists(st.integers(0, 20), max_size=6)):
        rows = [*rows, *([judge("undo", [rows[k % len(rows)].id], by="ben", at="2031-05-02")] if rows else [])]
    turned = data.draw(st.permutations(rows))
    assert standing(rows) == standing(turned)
    assert {j.id for j in standing(rows).rows} <= {j.id for j in _standing(rows)}


def test_a_chosen_actor_is_the_speaker(empty: Path) -> None:
    key = next(mention_id(ID["a1"], m.span) for m in READINGS["a1"].mentions or () if m.actor is None)
    with TemporaryDirectory() as folder:
        row = judge("actor", [key], by="ana", at="2031-05-01", reports=[ID["a1"]], actor=ORSO)
        (memcon,) = (m for s, m in _at_once(empty, folder, [row]) if ID["a1"] in s.reports)
        record = {q.id: q.actors for q in memcon.quotes}
    assert record["q-a1"] == (ActorRef("p-orso", "Teo Orso"),)
    assert record["q-a2"] == ()
