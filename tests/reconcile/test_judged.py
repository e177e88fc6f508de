"""What people said of claims, events, quotes and mentions shows in the memcon, and is never lost from it."""

from __future__ import annotations

from tests.review.conftest import HALE, ID, ODA, ORSO, READINGS

from memcon.model.actor import ActorRef, Mention, mention_id
from memcon.model.claim import Claim
from memcon.model.event import Event, Visit
from memcon.model.judgement import Judgement
from memcon.model.reading import Reading
from memcon.model.record import Finding, Memcon
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.reconcile.compose import reconcile
from memcon.reconcile.judged import judged
from memcon.review.judgements import judge, standing
from memcon.stories.group import group

TELLERS = [READINGS[name] for name in ("a1", "a2", "a3")]
(STORY,) = group(TELLERS)


def _judge(kind: str, *about: str, name: str = "a3", **more: object) -> Judgement:
    return judge(kind, about, by="ana", at="2031-08-01", reports=[ID[name]], **more)  # type: ignore[arg-type]


def _memcon(*rows: Judgement) -> Memcon:
    return reconcile(STORY, TELLERS, standing=standing(rows))


def _length(memcon: Memcon) -> Finding:
    (found,) = (f for f in memcon.findings if f.point == "duration")
    return found


def test_a_rejected_claim_is_kept_and_laid_in_no_finding() -> None:
    row = _judge("reject", "c-a3-long")
    before, after = _memcon(), _memcon(row)
    assert (_length(before).status, _length(after).status) == ("differs", "agreed")
    assert [c.id for c in after.claims] == [c.id for c in before.claims]
    assert {c.id: c.judged for c in after.claims if c.judged} == {"c-a3-long": "rejected"}
    assert "c-a3-long" not in {key for f in after.findings for cell in f.cells for key in cell.claims}
    assert after.judgements == (row,)
    assert before.judgements == ()


def test_a_finding_is_accepted_when_all_its_claims_are() -> None:
    claims = [f"c-{name}-long" for name in ("a1", "a2", "a3")]
    assert _length(_memcon(_judge("accept", *claims))).accepted
    assert not _length(_memcon(_judge("accept", *claims[1:]))).accepted
    assert _length(_memcon(_judge("accept", *claims))).status == "differs"


def test_what_is_read_from_a_rejected_event_or_quote_goes_with_it() -> None:
    after = _memcon(_judge("reject", "e-a3", "q-a3"))
    laid = {key for f in after.findings for cell in f.cells for key in cell.claims}
    assert not laid & {"c-a3-who", "c-a3-long", "c-a3-said"}
    assert "c-a3-will" in laid
    assert {e.id: e.judged for e in after.events}["e-a3"] == "rejected"
    assert {q.id: q.judged for q in after.quotes}["q-a3"] == "rejected"
    assert all(span.report != ID["a3"] for span in after.occurrence.spans)


def test_a_chosen_actor_takes_the_part_that_was_read_under_the_name() -> None:
    text = "Orso and Hale met in Brell, and Kelm saw Orso off to Tarn."
    first, other = Span(0, 4), Span(text.index("Orso off"), text.index(" off"))
    open_orso = [Mention(span, None, "Orso", "person", "surname", candidates=(ORSO, ODA)) for span in (first, other)]
    by_name = ActorRef(None, "Orso")
    met, whole = Span(0, text.index(",")), Span(0, len(text))
    event = Event("e", "CONSULT", "visit", "asserted", first, met, (by_name, HALE))
    both = Event("f", "CONSULT", "visit", "asserted", first, whole, (by_name,), host=by_name)
    claim = Claim("c", "parties", "Orso and Hale", None, (met,), "test", about="e", actors=(by_name,), event=event)
    reading = Reading(
        Report(ID["a1"], text), mentions=tuple(open_orso), events=(event, both), claims=(claim,),
        visits=(Visit("v", by_name, None, None, other),),
    )  # fmt: skip
    keys = [mention_id(ID["a1"], span) for span in (first, other)]
    (one,) = judged([reading], standing([_judge("actor", keys[0], name="a1", actor=ORSO)]))
    assert one.events is not None
    assert one.events[0].actors == (ORSO, HALE)
    assert one.events[1] == both  # either Orso may be meant
    assert one.visits == reading.visits
    assert [(c.actors, c.event and c.event.actors) for c in one.claims or ()] == [((ORSO,), (ORSO, HALE))]
    (two,) = judged([reading], standing([_judge("actor", *keys, name="a1", actor=ORSO)]))
    assert [v.traveller for v in two.visits or ()] == [ORSO]
    assert two.events is not None
    assert (two.events[1].actors, two.events[1].host) == ((ORSO,), ORSO)


def test_a_chosen_actor_speaks_and_vouches() -> None:
    reading = READINGS["a1"]
    key = next(mention_id(ID["a1"], m.span) for m in reading.mentions or () if m.actor is None)
    (after,) = judged([reading], standing([_judge("actor", key, name="a1", actor=ORSO)]))
    (mention,) = (m for m in after.mentions or () if m.form == "surname")
    assert (mention.actor, mention.name, mention.candidates) == ("p-orso", "Teo Orso", ())
    assert [(q.speakers, q.speaker_name) for q in after.quotes or ()] == [((ORSO,), "Teo Orso")]
    assert {c.id: c.vouched_by for c in after.claims or ()}["c-a1-said"] == "Teo Orso"
    assert judged([reading], standing([])) == [reading]


def test_a_pledge_that_people_decided() -> None:
    after = _memcon(_judge("broken", "p-a3"))
    assert {p.id: p.status for p in after.pledges} == {"p-a1": "open", "p-a2": "open", "p-a3": "broken"}
