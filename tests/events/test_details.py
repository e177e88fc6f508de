"""Details, each from a sentence of our own: (point, value, status) in text order."""

import pytest

from memcon.events.details import find_details
from memcon.events.durations import stretches

HEAD = "Prime Minister Ada Brandt of Norway met President Luis Quispe of Peru on Tuesday. "


def found(scene, text: str, *points: str) -> list[tuple[str, str | None, str]]:
    at = scene(HEAD + text)
    first = at.syntax.token_at(len(HEAD))
    last = len(at.syntax)
    details = [a.detail for a in find_details(at, first, last)]
    return [(d.point, d.value, d.status) for d in details if d.point in points]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meeting lasted about 35 minutes.", [("duration", "PT35M")]),
        ("The talks went on for more than three hours.", [("duration", "PT3H")]),
        ("They met for an hour and a half.", [("duration", "PT1H30M")]),
        ("The two sides held a 90-minute meeting.", [("duration", "PT1H30M")]),
        (
            "The session, which was to last half an hour, ran for 50 minutes.",
            [("duration.planned", "PT30M"), ("duration", "PT50M")],
        ),
        ("The call was scheduled for 15 minutes.", [("duration.planned", "PT15M")]),
        ("The dinner exceeded its planned 40 minutes.", [("duration.planned", "PT40M")]),
        ("A three-day visit begins on Friday.", [("duration.visit", "P3D")]),
        ("Marches are planned in several ports during the three-day visit.", [("duration.visit", "P3D")]),
        ("Brandt and Quispe spent 40 minutes together.", [("duration", "PT40M")]),
        ("He gave a 40-minute press conference.", []),
        ("She left two hours later.", []),
        ("The drought lasted three years.", []),
        ("The talks lasted several hours.", []),
    ],
)
def test_duration(scene, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p, v) for p, v, _ in found(scene, text, "duration", "duration.planned", "duration.visit")] == expected


def test_values_of_lengths_are_canonical(scene) -> None:
    at = scene("It took 90 minutes, an hour and a half, one hour and 30 minutes, two weeks and forty-five minutes.")
    assert [x.value for x in stretches(at, 0, len(at.syntax))] == ["PT1H30M", "PT1H30M", "PT1H30M", "P2W", "PT45M"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was their third bilateral meeting.", [("format", "bilateral"), ("ordinal", "3")]),
        (
            "Brandt and Quispe held the first trilateral summit with Chile.",
            [("format", "trilateral"), ("ordinal", "1")],
        ),
        ("A one-on-one meeting was followed by expanded talks.", [("format", "one-on-one"), ("format", "expanded")]),
        ("The two leaders met for the second time.", [("ordinal", "2")]),
        ("The meeting was the fifth between the two leaders.", [("ordinal", "5")]),
        ("The first phase of the plan was approved.", []),
        ("The first lady gave a speech.", []),
    ],
)
def test_format_and_ordinal(scene, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p, v) for p, v, _ in found(scene, text, "format", "ordinal")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on the sidelines of the APEC summit in Lima.", [("occasion", "APEC summit")]),
        ("The meeting took place ahead of the Southern Trade Group (STG) summit.", [("occasion", "STG summit")]),
        ("The meeting took place ahead of the elections.", []),
        ("The meeting was held on its own rather than on the sidelines of the APEC summit.", []),
        ("The meeting was held on the sidelines of a conference.", []),
        ("The meeting was held at the request of Norway.", [("initiator", "Norway")]),
        ("The call was requested by Peru.", [("initiator", "Peru")]),
        ("Peru proposed a meeting.", []),
    ],
)
def test_occasion_and_initiator(scene, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p, v) for p, v, _ in found(scene, text, "occasion", "initiator")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meeting was also attended by Foreign Minister Eva Lund.", ["Eva Lund"]),
        (
            "Brandt was accompanied by Foreign Minister Eva Lund and Defense Minister Odd Berg.",
            ["Eva Lund", "Odd Berg"],
        ),
        ("Seated at the far right is Foreign Minister Eva Lund.", ["Eva Lund"]),
        ("Foreign Minister Eva Lund did not attend the meeting.", []),
    ],
)
def test_who_was_present(scene, text: str, expected: list[str]) -> None:
    assert sorted(v or "" for _, v, _ in found(scene, text, "present")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two leaders discussed fisheries, deep-sea mining and the war in Sudan.",
         [("topic.raised", "fisheries"), ("topic.raised", "deep-sea mining"), ("topic.raised", "war in sudan")]),
        ("The talks focused on copper exports.", [("topic.raised", "copper exports")]),
        ("Brandt raised the case of the detained sailors.", [("topic.raised", "case of the detained sailors")]),
        ("The border dispute was not raised.", [("topic.not-raised", "border dispute")]),
        ("They did not discuss the extradition case.", [("topic.not-raised", "extradition case")]),
        ("Neither side brought up the whaling ban.", [("topic.not-raised", "whaling ban")]),
        ("They did not directly touch on sensitive issues.", [("topic.not-raised", "sensitive issues")]),
        ("The leaders steered clear of the whaling dispute.", [("topic.not-raised", "whaling dispute")]),
        ("On the agenda were copper and visas.", [("topic.raised", "copper"), ("topic.raised", "visas")]),
        ("Among the topics discussed was deforestation.", [("topic.raised", "deforestation")]),
        ("Peru's diplomacy is focused on its own interests.", []),
        ("There was no mention of the island.", [("topic.not-raised", "island")]),
        ("Norway raised its tariffs.", []),
        ("The bill would raise taxes on ships.", []),
    ],
)  # fmt: skip
def test_topics(scene, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p, v) for p, v, _ in found(scene, text, "topic.raised", "topic.not-raised")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two sides signed four agreements.", [("outcome", "agreement", "asserted")]),
        ("They issued a joint statement.", [("outcome", "joint statement", "asserted")]),
        ("No joint statement was issued.", [("outcome", "joint statement", "denied")]),
        ("The two leaders failed to agree on fishing quotas.", [("outcome", None, "denied")]),
        ("The talks ended without an agreement.", [("outcome", "agreement", "denied")]),
        ("The two leaders agreed to reopen the consulate.", [("outcome", None, "asserted")]),
        ("The two sides will sign a treaty.", [("outcome", "treaty", "planned")]),
    ],
)
def test_outcome(scene, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert found(scene, text, "outcome") == expected


def test_who_vouches(scene) -> None:
    text = "According to the Kremlin, the two leaders did not discuss grain. The meeting lasted an hour."
    at = scene(HEAD + text)
    told = {a.detail.point: a.detail.vouched_by for k in (1, 2) for a in find_details(at, *at.syntax.sentences[k])}
    assert told == {"topic.not-raised": "Kremlin", "duration": "outlet"}


def test_spans_hold_the_words(scene) -> None:
    at = scene(HEAD + "The meeting lasted about 35 minutes and focused on copper.")
    details = [a.detail for a in find_details(at, *at.syntax.sentences[1])]
    assert [(d.text, [s.of(at.text) for s in d.spans]) for d in details] == [
        ("lasted about 35 minutes", ["lasted about 35 minutes"]),
        ("copper", ["copper"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neither leader mentioned the sale of 26 patrol boats, which parliament had approved.",
         [("topic.not-raised", "sale of 26 patrol boats")]),
        ("The whaling ban did not come up.", [("topic.not-raised", "whaling ban")]),
        ("The issue of whaling was not raised.", [("topic.not-raised", "issue of whaling")]),
        ("The two did not raise visas.", [("topic.not-raised", "visas")]),
        ("Neither side raised the whaling ban or the islands.",
         [("topic.not-raised", "whaling ban"), ("topic.not-raised", "islands")]),
        ("Norway did not raise its taxes.", []),
        ("They spoke for 40 minutes about fisheries, seabed mining and support for Chile.",
         [("topic.raised", "fisheries"), ("topic.raised", "seabed mining"), ("topic.raised", "support for chile")]),
        ("The prime ministers discussed their support for Chile, Arctic security and energy.",
         [("topic.raised", "support for chile"), ("topic.raised", "arctic security"), ("topic.raised", "energy")]),
        ("They discussed the use of the harbour, the situation at the border and the exchange of prisoners.",
         [("topic.raised", "use of the harbour"), ("topic.raised", "situation at the border"),
          ("topic.raised", "exchange of prisoners")]),
        ("They discussed defence and security cooperation, climate action and developments in the Southern Ocean.",
         [("topic.raised", "defence and security cooperation"), ("topic.raised", "climate action"),
          ("topic.raised", "developments in the southern ocean")]),
        ("They discussed ties between the countries and the preservation of stave churches.",
         [("topic.raised", "ties between the countries"), ("topic.raised", "preservation of stave churches")]),
        ("They discussed trade between Norway and Peru.", [("topic.raised", "trade between norway and peru")]),
        ("The meeting covered visas.", [("topic.raised", "visas")]),
        ("They held a discussion on a range of global issues, including whaling, visas and trade.",
         [("topic.raised", "whaling"), ("topic.raised", "visas"), ("topic.raised", "trade")]),
        ("On May 15 local time, Brandt had talks with Quispe.", []),
        ("The agreement covers trade, fisheries and tourism.", []),
        ("Brandt conferred on President Quispe the Order of the Whale.", []),
        ("Brandt advocates diplomacy focused on national interests.", []),
    ],
)  # fmt: skip
def test_lists_of_topics_and_what_was_left_out(scene, text: str, expected: list[tuple[str, str]]) -> None:
    at = scene(HEAD + text)
    at.sit(at.reading.mentions[0].refs + at.reading.mentions[2].refs, 0)
    told = find_details(at, *at.syntax.sentences[1])
    assert [(a.detail.point, a.detail.value) for a in told if a.detail.point.startswith("topic.")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade teams from both countries will discuss specific matters.", [("specific matters", "planned")]),
        ("They agreed to reopen talks on fishing quotas.", [("fishing quotas", "planned")]),
        ("They met to discuss fishing quotas.", [("fishing quotas", "asserted")]),
    ],
)
def test_what_is_yet_to_be_talked_about_is_planned(scene, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(v, status) for _, v, status in found(scene, text, "topic.raised")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Eva Lund and National Security Adviser Odd Berg were present at the meeting.",
         ["Eva Lund", "Odd Berg"]),
        ("First Lady Rosa Quispe accompanied the President.", ["Rosa Quispe"]),
        ("Foreign Minister Eva Lund was not present at the meeting.", []),
        ("Foreign Minister Eva Lund was present at the opening of a school.", []),
        ("A band accompanied the singer.", []),
    ],
)  # fmt: skip
def test_who_was_there_too(scene, text: str, expected: list[str]) -> None:
    assert sorted(v or "" for _, v, _ in found(scene, text, "present")) == expected


def test_it_stands_for_the_subject_of_the_sentence_before(read) -> None:
    text = HEAD + (
        "The meeting, on the sidelines of the Pacific Ports Conference, lasted about 50 minutes. "
        "It had been scheduled for 30 minutes."
    )
    reading = read(text)
    main = next(e for e in reading.events or () if e.id == reading.main)
    assert {(d.point, d.value) for d in main.details} >= {("duration", "PT50M"), ("duration.planned", "PT30M")}
