"""Happenings as lines for people."""

from __future__ import annotations

import pytest

from memcon.model.actor import ActorRef, Mention
from memcon.model.reading import Reading
from memcon.model.report import Report
from memcon.model.span import Span
from memcon.relations.lines import lead_of, line_of

LIND, ROJAS = ActorRef("lind", "Åsa Lind"), ActorRef("rojas", "Marta Rojas")


@pytest.mark.parametrize(
    ("words", "lead", "line"),
    [
        ("that Chile must pay for the nets", None, "Chile must pay for the nets"),
        ("that Chile must pay for the nets", "Åsa Lind", "Åsa Lind: Chile must pay for the nets"),
        ("when then-President Lind came to Lima", None, "Then-President Lind came to Lima"),
        ("And when, at last, they met", None, "At last, they met"),
        ("the treaty of 1918", None, "The treaty of 1918"),
        ("the treaty of 1918", "Åsa Lind", "Åsa Lind: the treaty of 1918"),
        # what changes the meaning stays, and a word that only begins like one
        ("if Chile pays", None, "If Chile pays"),
        ("after the talks", None, "After the talks"),
        ("thatched roofs were given", None, "Thatched roofs were given"),
        ("in which she rode", None, "She rode"),
        ("that", None, "That"),
    ],
)
def test_a_line_begins_where_it_can_stand_alone(words: str, lead: str | None, line: str) -> None:
    assert line_of(words, lead) == line


def mention(text: str, words: str, *refs: ActorRef, form: str = "full") -> Mention:
    span = Span(text.index(words), text.index(words) + len(words))
    one = refs[0] if len(refs) == 1 else None
    return Mention(span, one and one.id, words, "person", form, members=refs if len(refs) > 1 else ())


@pytest.mark.parametrize(
    ("text", "named", "vouched_by", "lead"),
    [
        ("Lind met her guest.", [("Lind", [LIND], "surname")], "outlet", None),
        ("reached an agreement", [], "outlet", "Åsa Lind and Marta Rojas"),
        ("They agreed.", [("They", [LIND, ROJAS], "group")], "outlet", "Åsa Lind and Marta Rojas"),
        ("She agreed.", [("She", [LIND], "pronoun")], "unnamed", "Åsa Lind and Marta Rojas"),
        ("Lind met her guest.", [("Lind", [LIND], "surname")], "Marta Rojas", "Marta Rojas"),
    ],
)
def test_who_has_to_be_named(
    text: str, named: list[tuple[str, list[ActorRef], str]], vouched_by: str, lead: str | None
) -> None:
    mentions = tuple(mention(text, words, *refs, form=form) for words, refs, form in named)
    reading = Reading(Report("r", text), mentions=mentions)
    assert lead_of(reading, Span(0, len(text)), (LIND, ROJAS), vouched_by) == lead
    assert lead_of(reading, Span(0, len(text)), ()) is None
