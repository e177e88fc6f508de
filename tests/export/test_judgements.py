"""The log as JSON lines."""

import json

from memcon.export.judgements import lines
from memcon.review.judgements import judge, told


def test_every_judgement_is_a_line_with_its_state() -> None:
    same = judge("same", ["x", "y"], by="ana", at="2031-05-01", why="both tell of Brell")
    undo = judge("undo", [same.id], by="ben", at="2031-05-02")
    found = [json.loads(line) for line in lines(told([undo, same]))]
    assert [(f["kind"], f["state"]) for f in found] == [("same", "withdrawn"), ("undo", "in force")]
    assert found[0] == {
        "id": same.id, "kind": "same", "about": ["x", "y"], "reports": ["x", "y"], "by": "ana",
        "at": "2031-05-01T00:00:00.000000Z", "why": "both tell of Brell", "actor": None, "state": "withdrawn",
    }  # fmt: skip
