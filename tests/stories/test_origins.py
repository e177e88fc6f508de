"""Copies are one origin, shared quotations are not."""

from __future__ import annotations

import pytest

from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report
from memcon.stories.copying import copying, lay
from memcon.stories.origins import find_origins
from memcon.stories.prose import part_prose

WIRE = (
    "Delegates from the two island republics reached a truce over the copper ferry on Tuesday after a night of talks "
    "in a school hall, the mediator told the crowd outside. Under the truce each side keeps one landing and shares the "
    "third, and a joint office will set the fares before the rains begin. Fishermen had feared that the quarrel would "
    "close the strait for a second season. The mediator, a retired judge, slept for two hours and then read the terms "
    "aloud from a bench. Both delegations left by separate boats without speaking to the press, and the flags at the "
    "harbour office stayed at half mast until noon."
)
SPEECH = (
    "We came here tired and suspicious of each other, and we leave with a paper that lets every family on both shores "
    "sell its catch, mend its nets and send its children across the water without fear of a gun or a fine. I thank the "
    "judge, I thank the teachers who gave us their hall, and I ask our people to keep the peace until the office opens."
)
OWN = "Three ministers watched from the gallery. Nobody on the quay had slept, and the bakers gave away bread at dawn."
OTHER = "Rain fell on the islands all morning. A boy sold paper boats by the landing, painted in both fleets' colours."


def _reading(
    key: str, text: str, outlet: str | None = None, kind: str | None = None, published: str | None = None
) -> Reading:
    return Reading(
        Report(
            id=key,
            text=text,
            outlet=Outlet(outlet, kind, "NOR" if kind else None) if outlet else None,
            published=Published(published) if published else None,
        )
    )


def _groups(*readings: Reading) -> set[tuple[str, ...]]:
    return {o.reports for o in find_origins(readings)}


def _sentences(text: str) -> list[str]:
    return [s.strip() + "." for s in text.split(". ")]


REWORDED = (
    WIRE.replace("reached a truce", "agreed a truce")
    .replace("a night of talks", "a long night of talks")
    .replace("had feared", "feared")
)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        " ".join(_sentences(WIRE)[:3]),
        "Truce at the landing\n\n" + WIRE,
        REWORDED,
        OWN + "\n\n" + " ".join(_sentences(WIRE)[:3]) + "\n\n" + OTHER,
        "\n\n".join(reversed(_sentences(WIRE))),
    ],
    ids=["whole", "trimmed", "re-headlined", "reworded", "excerpt", "reordered"],
)
def test_copies_are_one_origin(copy: str) -> None:
    assert _groups(_reading("a", WIRE), _reading("b", copy)) == {("a", "b")}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (OWN, OTHER),
        (f"{OWN} “{SPEECH}” the envoy said.", f"{OTHER} “{SPEECH}” said the envoy."),
        (f'{OWN} "{SPEECH}" the envoy said.', f"{OTHER} “{SPEECH}” said the envoy."),
        # one prints the speech in marks, the other as a plain block
        (f"{OWN} “{SPEECH}” the envoy said.", f"{OTHER}\n\n{SPEECH}"),
        (f"{OWN}\n\nThe full text of the statement:\n\n{SPEECH}", f"{OTHER}\n\nThe statement read:\n\n{SPEECH}"),
        (
            f"{OWN}\n\n{SPEECH} — An Envoy (@envoy) June 3, 2031",
            f"{OTHER}\n\n{SPEECH} — An Envoy (@envoy) June 3, 2031",
        ),
    ],
    ids=["nothing", "quotation", "other marks", "marks and block", "statement", "post"],
)
def test_shared_words_of_a_third_are_no_copy(a: str, b: str) -> None:
    assert _groups(_reading("a", a), _reading("b", b)) == {("a",), ("b",)}


def test_a_shared_credit_needs_less_shared_prose() -> None:
    part = (
        "Under the truce each side keeps one landing and shares the third, and a joint office with six clerks will set "
        "the fares for boats, goods and people before the rains begin in the north."
    )
    one = f"HAVEN (Reuters) - {part} " + OWN * 5
    two = f"HAVEN (Reuters) - {part} " + OTHER * 5
    plain = [_reading("a", one.replace(" (Reuters)", "")), _reading("b", two.replace(" (Reuters)", ""))]
    assert _groups(_reading("a", one), _reading("b", two)) == {("a", "b")}
    assert _groups(*plain) == {("a",), ("b",)}


def test_one_agency_and_nothing_shared_are_two_origins() -> None:
    assert len(_groups(_reading("a", "HAVEN (AP) - " + OWN), _reading("b", "HAVEN (AP) - " + OTHER))) == 2


def test_each_origin_says_why() -> None:
    readings = [
        _reading("a", WIRE, "Harbour Post", "press", "2031-06-04"),
        _reading("b", WIRE, "Nordic Wire", "wire", "2031-06-03"),
        _reading("c", "HAVEN (Reuters) - " + OWN, "Evening Star"),
        _reading("d", OTHER, "Evening Star"),
    ]
    told = {o.reports: (o.why, o.kind, o.side) for o in find_origins(readings)}
    assert told[("a", "b")] == ("Harbour Post copies Nordic Wire: 100 % of prose shared", "wire", "NOR")
    assert told[("c",)][0] == "credit line names Reuters"
    assert told[("d",)] == ("own reporting", None, None)


def test_order_of_reports_changes_nothing() -> None:
    readings = [_reading("a", WIRE), _reading("b", REWORDED), _reading("c", OWN), _reading("d", OTHER)]
    assert find_origins(readings) == find_origins(readings[::-1])


def test_copying_counts_words_of_the_shorter() -> None:
    short = " ".join(_sentences(WIRE)[:1])
    found = copying(lay(part_prose(WIRE)), lay(part_prose(short)))
    assert found.share == 1.0
    assert found.words == part_prose(short).size
    assert copying(lay(part_prose("")), lay(part_prose(WIRE))) == (0, 0.0)


@pytest.mark.parametrize(
    ("text", "own", "quoted"),
    [
        ("He said “go on” twice.", "he said twice", "go on"),
        ('She said "stay here', "she said", "stay here"),
        ("no marks at all", "no marks at all", ""),
        ("to the end of it”, he said", "he said", "to the end of it"),
        ("It’s a ‘quiet’ day.", "it's a quiet day", ""),
    ],
)
def test_prose_is_parted_from_quotations(text: str, own: str, quoted: str) -> None:
    found = part_prose(text)
    assert " ".join(w for words in found.own for w in words) == own
    assert " ".join(w for words in found.quoted for w in words) == quoted
