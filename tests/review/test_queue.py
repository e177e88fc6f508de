"""What needs a person is in the queue until it is judged."""

from __future__ import annotations

import msgspec
import pytest
from tests.review.conftest import ID, ODA, ORSO, READINGS

from memcon.model.actor import mention_id
from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.span import Span
from memcon.model.when import When
from memcon.reconcile.compose import reconcile
from memcon.review.judgements import judge, standing
from memcon.review.queue import KINDS, Item, queue
from memcon.stories.group import group

ALL = list(READINGS.values())


def _queue(*rows: Judgement, readings: list[Reading] | None = None) -> list[Item]:
    found, people = readings or ALL, standing(rows)
    by_id = {r.report.id: r for r in found}
    stories = group(found, people.pairs)
    return queue(found, [(s, reconcile(s, [by_id[i] for i in s.reports], standing=people)) for s in stories], people)


def _kind(items: list[Item], kind: str) -> list[Item]:
    return [i for i in items if i.kind == kind]


def _judge(kind: str, *about: str, at: str = "2031-08-01", reports: tuple[str, ...] = (), **more: object) -> Judgement:
    return judge(kind, about, by="ana", at=at, reports=reports, **more)  # type: ignore[arg-type]


def test_the_most_valuable_come_first_with_words_and_commands() -> None:
    items = _queue()
    assert [i.kind for i in items] == sorted((i.kind for i in items), key=KINDS.index)
    assert {i.kind for i in items} >= {"same story", "differs", "actor", "pledge", "low support"}
    assert len({i.id for i in items}) == len(items)
    texts = {r.report.id: r.text for r in ALL}
    for item in items:
        assert item.why
        assert item.sides
        assert item.commands
        for span in (s for side in item.sides for s in side.spans):
            assert texts[span.report][span.start : span.end] == span.exact != ""


def test_an_unsure_pair_leaves_when_it_is_judged() -> None:
    (item,) = _kind(_queue(), "same story")
    assert {s.id for s in item.sides} == {ID["b2"], ID["b3"]}
    assert item.commands == (f"same {' '.join(sorted(s.id for s in item.sides))}",
                             f"different {' '.join(sorted(s.id for s in item.sides))}")  # fmt: skip
    for verb in ("same", "different"):
        assert _kind(_queue(_judge(verb, ID["b2"], ID["b3"])), "same story") == []


def test_judgements_that_cannot_all_hold_are_told() -> None:
    rows = [
        _judge("same", ID["a1"], ID["c1"]),
        _judge("same", ID["c1"], ID["b1"]),
        _judge("different", ID["a1"], ID["b1"]),
    ]
    items = _kind(_queue(*rows), "clash")
    assert len(items) == 1
    assert "ana" in items[0].why
    assert items[0].commands[0] in {f"undo {row.id}" for row in rows}


def test_a_difference_leaves_when_accepted_or_when_one_side_is_rejected() -> None:
    (item,) = _kind(_queue(), "differs")
    assert item.why == "2 origins say: It lasted 40 minutes. 1 origin says otherwise (number)"
    assert {s.words for s in item.sides} == {"lasted 40 minutes", "lasted 55 minutes"}
    claims = [s.id for s in item.sides]
    reports = (ID["a1"], ID["a2"], ID["a3"])
    assert _kind(_queue(_judge("accept", *claims, reports=reports)), "differs") == []
    assert _kind(_queue(_judge("accept", *claims[:2], reports=reports)), "differs") != []
    assert _kind(_queue(_judge("reject", "c-a3-long", reports=reports)), "differs") == []


def test_an_open_mention_leaves_when_somebody_says_who_is_meant() -> None:
    key = next(mention_id(ID["a1"], m.span) for m in READINGS["a1"].mentions or () if m.actor is None)
    (item,) = [i for i in _kind(_queue(), "actor") if i.id == key]
    assert item.choices == (ORSO, ODA)
    assert item.why == "“Orso” may be Teo Orso or Jun Oda"
    assert "Orso said the nets would rest" in item.sides[0].words
    after = _queue(_judge("actor", key, reports=(ID["a1"],), actor=ORSO))
    assert key not in {i.id for i in after}
    assert len(_kind(after, "actor")) == len(ALL) - 1


def test_one_name_in_a_report_is_one_question_and_each_pronoun_its_own() -> None:
    one = READINGS["a1"]
    (mention,) = (m for m in one.mentions or () if m.actor is None)
    again = msgspec.structs.replace(mention, span=_span(one, "Orso"))
    he = [msgspec.structs.replace(mention, form="pronoun", span=_span(one, words)) for words in ("nets", "rest")]
    more = msgspec.structs.replace(one, mentions=(again, mention, *he))
    items = _kind(_queue(readings=[more]), "actor")
    assert sorted(len(i.sides) for i in items) == [1, 1, 2]
    both = " ".join(mention_id(one.report.id, m.span) for m in (again, mention))
    assert f"actor {both} p-orso" in {c for i in items for c in i.commands}


def _span(reading: Reading, words: str) -> Span:
    start = reading.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(("due", "asked"), [("2031-06-01", True), ("2031-12-31", False), (None, False)])
def test_a_pledge_is_asked_about_when_its_day_has_passed(due: str | None, asked: bool) -> None:
    readings = [
        msgspec.structs.replace(
            r, pledges=tuple(msgspec.structs.replace(p, due=When(due) if due else None) for p in r.pledges or ())
        )
        for r in ALL
    ]
    items = _kind(_queue(readings=readings), "pledge")
    assert bool(items) == asked
    for item in items:
        assert "2031-06-01" in item.why
        tellings = [p.id for r in readings for p in r.pledges or ()]
        decided = _judge("kept", *tellings, reports=tuple(ID.values()))
        assert _kind(_queue(decided, readings=readings), "pledge") == []


def test_a_single_origin_among_several_is_worth_a_look_only_where_it_matters() -> None:
    items = _kind(_queue(), "low support")
    assert items
    assert all(len(i.sides) == 1 for i in items)
    assert not any("nets" in i.why for i in items)
    first = items[0]
    accepted = _judge("accept", first.sides[0].id, reports=(first.sides[0].spans[0].report,))
    assert first.id not in {i.id for i in _queue(accepted)}
