"""Pledges: (by, towards, text, joint) from sentences of our own."""

import pytest

from memcon.events.pledges import find_pledges

HEAD = "Prime Minister Ada Brandt of Norway met President Luis Quispe of Peru on Tuesday. "


def pledges(scene, text: str):
    at = scene(HEAD + text)
    return [p for k in range(1, len(at.syntax.sentences)) for p in find_pledges(at, *at.syntax.sentences[k])]


def told(found):
    return [([r.name for r in p.by], [r.name for r in p.towards], p.text) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brandt pledged to build a stable relationship with Peru and expand student exchanges.",
         [(["Ada Brandt"], ["Peru"], "build a stable relationship with Peru"),
          (["Ada Brandt"], [], "expand student exchanges")]),
        ("Brandt vowed to expand student exchanges in her second meeting with Quispe.",
         [(["Ada Brandt"], [], "expand student exchanges")]),
        ("The two leaders agreed to reopen the consulate.",
         [(["Ada Brandt", "Luis Quispe"], [], "reopen the consulate")]),
        ("Norway promised Ukraine 20 boats.", [(["Norway"], ["Ukraine"], "20 boats")]),
        ("Norway vowed that it would defend Finland.", [(["Norway"], ["Finland"], "defend Finland")]),
        ("Norway reaffirmed its commitment to protect the seabed.", [(["Norway"], [], "protect the seabed")]),
        ("Quispe assured Brandt that Peru would ratify the treaty.",
         [(["Luis Quispe"], ["Ada Brandt"], "Peru would ratify the treaty")]),
        ("Brandt said Norway would provide ten boats to Peru.", [(["Norway"], ["Peru"], "provide ten boats to Peru")]),
        ("Brandt said Chile would provide ten boats to Peru.", []),
        ("Brandt assured her counterpart of Norway's support for the safe return of the sailors.",
         [(["Ada Brandt"], [], "Norway's support for the safe return of the sailors")]),
        ("Norway refused to promise more aid.", []),
        ("Norway did not pledge to help.", []),
        ("Norway was asked to promise more aid.", []),
        ("Quispe intends to keep the focus on trade.", []),
        ("Brandt and Quispe promised each other.", []),
        ("Quispe wants to expand trade with Norway.", []),
    ],
)  # fmt: skip
def test_who_binds_himself_to_what(scene, text: str, expected: list[tuple[list[str], list[str], str]]) -> None:
    assert told(pledges(scene, text)) == expected


def test_own_words_bind_the_speaker(scene) -> None:
    found = pledges(scene, 'Brandt said, "We will protect this treaty and will never sell the islands."')
    assert told(found) == [(["Ada Brandt"], [], "protect this treaty"), (["Ada Brandt"], [], "never sell the islands")]
    assert {p.vouched_by for p in found} == {"Ada Brandt"}


def test_talk_binds_nobody(scene) -> None:
    assert pledges(scene, 'Brandt said, "I will make a prediction, and I will give you an example."') == []
    assert told(pledges(scene, 'Brandt said, "I will make the islands safe."')) == [
        (["Ada Brandt"], [], "make the islands safe")
    ]


def test_a_premier_of_an_unknown_state_binds_himself(read) -> None:
    text = 'Prime Minister Ada Novak met Luis Quispe here. "We will open a second rail line," Novak told reporters.'
    assert [p.text for p in read(text).pledges] == ["open a second rail line"]


def test_pleasantries_bind_nobody(scene) -> None:
    assert pledges(scene, 'Brandt said, "We will see what happens, and I will be happy."') == []


def test_condition_date_joint_and_again(scene) -> None:
    found = pledges(
        scene,
        "Brandt and Quispe jointly pledged to open the port by 2034. "
        "Norway agreed to send boats if Peru opens the port. Peru reaffirmed its commitment to free trade.",
    )
    assert [(p.due.value if p.due else None, p.condition, p.joint, p.reaffirmed) for p in found] == [
        ("2034", None, True, False),
        (None, "if Peru opens the port", False, False),
        (None, None, False, True),
    ]
    assert found[1].text == "send boats"


def test_spans_and_cues(scene) -> None:
    at = scene(HEAD + "Norway pledged to open the port.")
    (one,) = find_pledges(at, *at.syntax.sentences[1])
    assert (one.span.of(at.text), one.cue and one.cue.of(at.text)) == ("open the port", "pledged")


def test_a_promise_not_to_do_is_told_with_not(scene) -> None:
    (one,) = pledges(scene, 'Brandt said, "We won\'t sell the islands."')
    assert one.text == "not sell the islands"


def test_only_those_who_act_for_somebody_bind_themselves(read) -> None:
    text = "Norway pledged to open the port. Tim Sole, a baker, pledged to bake a cake."
    assert [[r.name for r in p.by] for p in read(text).pledges] == [["Norway"]]
