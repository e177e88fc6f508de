"""Places in sentences of our own."""

from collections.abc import Iterable

import pytest

from memcon.model.actor import Mention
from memcon.model.place import PlaceMention
from memcon.model.reading import Reading
from memcon.model.report import Dateline, Report
from memcon.model.span import Span
from memcon.places.find import find_places
from memcon.text.paragraphs import split_body
from memcon.text.parser import SpacyParser
from memcon.text.sentences import parse

PARSER = SpacyParser()


def read(texts: Iterable[str]) -> list[Reading]:
    return parse(split_body([Reading(Report(id=str(k), text=t)) for k, t in enumerate(texts)]), PARSER)


def places(text: str) -> tuple[PlaceMention, ...]:
    found = find_places(read([text]))[0].places
    assert found is not None
    return found


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """(words, name, country) of the places that are no governments."""
    return [
        (p.span.of(text), p.place.name if p.place else None, p.place.country if p.place else None)
        for p in places(text)
        if not p.government
    ]


TOWNS = [
    ("The ministers dined in Vienna.", [("Vienna", "Vienna", "AUT")]),
    ("The ministers dined in Davos, Switzerland.", [("Davos, Switzerland", "Davos", "CHE")]),
    ("The king of Norway flew to Gyeongju, South Korea.", [("Gyeongju, South Korea", "Gyeongju", "KOR")]),
    ("They met in Pusan, South Korea, years before.", [("Pusan, South Korea", "Busan", "KOR")]),
    ("A rally was held in Springfield, Illinois.", [("Springfield, Illinois", "Springfield", "USA")]),
    ("He spoke in Birmingham, Alabama.", [("Birmingham, Alabama", "Birmingham", "USA")]),
    ("The premier visited Hanoi in spring.", [("Hanoi", "Hanoi", "VNM")]),
    ("The rally in Orlando, Fla., was short.", [("Orlando, Fla.", "Orlando", "USA")]),
    ("A tunnel was found in Douglas, Ariz., in May.", [("Douglas, Ariz.", "Douglas", "USA")]),
    ("The two met in Washington, D.C.", [("Washington, D.C.", "Washington", "USA")]),
    ("He landed in Saint Petersburg on a cold day.", [("Saint Petersburg", "Saint Petersburg", "RUS")]),
    ("Talks were held in New York on Friday.", [("New York", "New York City", "USA")]),
]

VENUES = [
    ("The envoys met at Panmunjom.", "Panmunjom", None),
    ("The envoys met at Camp David.", "Camp David", "USA"),
    ("The envoys met at Mar-a-Lago.", "Mar-a-Lago", "USA"),
    ("The leaders gathered in Kananaskis, Canada.", "Kananaskis", "CAN"),
    ("The leaders gathered at Schloss Elmau.", "Schloss Elmau", "DEU"),
    ("The peace summit at Bürgenstock ended early.", "Bürgenstock", "CHE"),
    ("The two walked in the gardens of Sunnylands.", "Sunnylands", "USA"),
    ("They lunched at Chequers.", "Chequers", "GBR"),
    ("They lunched at Windsor Castle.", "Windsor Castle", "GBR"),
]


@pytest.mark.parametrize(("text", "expected"), TOWNS)
def test_towns(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [t for t in told(text) if t[1] not in ("Norway",)] == expected


@pytest.mark.parametrize(("text", "name", "country"), VENUES)
def test_venues_diplomacy_uses(text: str, name: str, country: str | None) -> None:
    found = [p.place for p in places(text) if p.place is not None]
    assert [(p.name, p.country) for p in found] == [(name, country)]
    assert found[0].lat is not None


GOVERNMENTS = [
    ("Tokyo said it would lodge a protest.", ["Tokyo"]),
    ("Relations between Seoul and Tokyo have warmed.", ["Seoul", "Tokyo"]),
    ("The premier signed a treaty with Hanoi.", ["Hanoi"]),
    ("Beijing's position has not changed.", ["Beijing"]),
    ("The envoy urged Tehran to free the sailors.", ["Tehran"]),
    ("The premier landed in Tokyo.", []),
    ("The premier visited Tokyo and Seoul.", []),
    ("The premier returned to Seoul.", []),
    ("Seoul will host the games.", []),
    ("The streets of Tokyo were empty.", []),
    ("A lawyer from Tokyo spoke.", []),
    ("The reaction from Tokyo was cool.", ["Tokyo"]),
    ("Osaka said it would host the fair.", []),
]


@pytest.mark.parametrize(("text", "expected"), GOVERNMENTS)
def test_a_capital_may_stand_for_its_government(text: str, expected: list[str]) -> None:
    assert [p.span.of(text) for p in places(text) if p.government] == expected


NO_PLACES = [
    "The Washington Post broke the story.",
    "Paris Hilton sang the anthem.",
    "Paris said nothing, Hilton told her agent.",
    "The Duke of York opened the bridge.",
    "Senator Amy Field (D-Minn.) objected.",
    "In March the two fell out.",
    "Japan and South Korea signed a pact.",
    "The South Korean president thanked Japan.",
    "Marco Rubio spoke. Then Rubio sat down.",
    "Vigo County voted.",
    "The Las Vegas Sun wrote so.",
    "Union leaders refused the deal.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_names_that_are_no_places(text: str) -> None:
    assert told(text) == []


STATES = [
    ("The king travelled to Japan.", ["JPN"]),
    ("The king's visit to Japan was short.", ["JPN"]),
    ("The king lives in South Korea.", ["KOR"]),
    ("The king visited Mexico.", ["MEX"]),
    ("The king thanked Japan.", []),
    ("Japan thanked the king.", []),
    ("Steve Israel spoke. The king lives in Israel.", ["ISR"]),
    ("The king of Norway slept.", []),
]


@pytest.mark.parametrize(("text", "expected"), STATES)
def test_states_are_places_only_where_somebody_is(text: str, expected: list[str]) -> None:
    assert [p.place.country for p in places(text) if p.place is not None] == expected


def test_the_report_tells_namesakes_apart() -> None:
    plain = "The deputy mayor spoke in Birmingham."
    assert [(p.place, [c.country for c in p.candidates]) for p in places(plain)] == [(None, ["GBR", "USA", "USA"])]
    british = "The British minister left London. The deputy mayor spoke in Birmingham."
    assert told(british)[-1] == ("Birmingham", "Birmingham", "GBR")
    american = "The American envoy left Washington. A rally was held in Birmingham, Alabama. In Birmingham it rained."
    assert told(american)[-1] == ("Birmingham", "Birmingham", "USA")


def test_a_state_and_a_division_of_one_name() -> None:
    assert told("The minister flew from Georgia to Tbilisi.")[0] == ("Georgia", "Georgia", "GEO")
    assert told("The minister lives in Georgia and works in Atlanta.")[0] == ("Georgia", "Georgia", "USA")
    assert told("The minister lives in Georgia.") == [("Georgia", None, None)]


def test_size_outweighs_a_namesake() -> None:
    assert told("The American envoy slept in Paris.") == [("Paris", "Paris", "FRA")]
    assert told("The envoy slept in Paris, Texas.") == [("Paris, Texas", "Paris", "USA")]


def test_a_town_nobody_lists_is_only_what_the_report_tells() -> None:
    (found,) = places("The two met in Qorvath, South Korea, at dawn.")
    assert found.place is not None
    assert (found.place.name, found.place.country, found.place.lat) == ("Qorvath", "KOR", None)


def test_a_town_nobody_lists_without_its_state_is_none() -> None:
    assert places("The two met in Qorvath at dawn.") == ()


DATELINES = [
    ("GYEONGJU, South Korea—The premier met the king.", ("GYEONGJU, South Korea", "Gyeongju", "KOR")),
    ("QORVATH, South Korea (Agency) — The premier met the king.", ("QORVATH, South Korea", "Qorvath", "KOR")),
    ("SEOUL, Oct. 30 (Agency) -- The premier met the king.", ("SEOUL", "Seoul", "KOR")),
]


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_datelines(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text)[:1] == [expected]


def test_a_dateline_that_intake_cut_is_still_read() -> None:
    text = "LIMA — The two met at noon."
    report = Report(id="d", text=text, dateline=Dateline("Lima", "PER", Span(0, 6)))
    found = find_places(parse(split_body([Reading(report)]), PARSER))[0].places
    assert found is not None
    assert [(p.span.of(text), p.place.country if p.place else None) for p in found] == [("LIMA", "PER")]


def test_here_is_the_datelines_place() -> None:
    text = "SEOUL, South Korea — The premier met the king here on Friday. “I am glad to be here,” he said."
    assert told(text) == [("SEOUL, South Korea", "Seoul", "KOR"), ("here", "Seoul", "KOR")]
    assert told("The premier met the king here on Friday.") == []


def test_a_dateline_nobody_lists_is_told_by_intake() -> None:
    text = "QORVATH — The two met here at noon."
    report = Report(id="d", text=text, dateline=Dateline("Qorvath", "KOR", Span(0, 9)))
    found = find_places(parse(split_body([Reading(report)]), PARSER))[0].places
    assert found is not None
    assert [(p.span.of(text), p.place.name, p.place.country) for p in found if p.place] == [
        ("QORVATH", "Qorvath", "KOR"),
        ("here", "Qorvath", "KOR"),
    ]


def test_disputed_places_have_no_only_name() -> None:
    for word, others in [("Dokdo", {"Takeshima", "Liancourt Rocks"}), ("Takeshima", {"Dokdo", "Liancourt Rocks"})]:
        (found,) = [p.place for p in places(f"Ships circled {word} at dawn.")]
        assert found is not None
        assert (found.name, found.country) == (word, None)
        assert set(found.also) == others


def test_a_persons_name_is_no_place() -> None:
    text = "The premier wrote to Victoria before the vote in Sydney."
    reading = read([text])[0]
    start = text.index("Victoria")
    mention = Mention(Span(start, start + 8), None, "Victoria", "person", "full")
    from msgspec.structs import replace

    found = find_places([replace(reading, mentions=(mention,))])[0].places
    assert found is not None
    assert [p.span.of(text) for p in found] == ["Sydney"]


def test_without_syntax_prepositions_decide() -> None:
    found = find_places([Reading(Report(id="n", text="They met in Vienna with Ford."))])[0].places
    assert found is not None
    assert [p.place.name for p in found if p.place] == ["Vienna"]
