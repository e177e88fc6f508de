"""The actors of a record: once each, with their offices, sorted by id."""

import msgspec
import pytest

from memcon.actors.resolve import actors_of, joined


def test_actors(read):
    one = read("Japanese Prime Minister Sanae Takaichi met Osku Varela, president of Chile.", name="a")
    two = read("Osku Varela spoke for the European Union in Tokyo. Varela left.", name="b")
    actors = actors_of([one, two])
    assert [a.id for a in actors] == sorted(a.id for a in actors)
    assert actors == actors_of([two, one])
    by_name = {a.name: a for a in actors}
    known = by_name["Sanae Takaichi"]
    assert (known.kind, known.country) == ("person", "JPN")
    assert [(o.title, o.start) for o in known.offices if o.title == "Prime Minister of Japan"] == [
        ("Prime Minister of Japan", "2025-10-21")
    ]
    told = by_name["Osku Varela"]
    assert (told.kind, told.country, told.wikidata) == ("person", "CHL", None)
    assert [(o.title, o.start, o.end) for o in told.offices] == [("President of Chile", None, None)]
    assert by_name["European Union"].kind == "organisation"


def test_members_and_candidates_are_actors(read):
    reading = read("Japan and South Korea agree. The two countries trade. Lee Jae Myung met Lee Hae-jun. Lee spoke.")
    ids = {a.id for a in actors_of([reading])}
    assert {"JPN", "KOR", "KOR-lee-jae-myung"} <= ids
    for mention in reading.mentions:
        assert {r.id for r in (*mention.refs, *mention.candidates)} <= ids


def test_nothing_found(read):
    reading = read("It rained.")
    assert actors_of([reading]) == ()
    assert actors_of([msgspec.structs.replace(reading, mentions=None)]) == ()


def test_json_names(read):
    """`from` and `to`, as the contract has it."""
    actors = actors_of([read("Sanae Takaichi spoke.")])
    assert b'"from":"2025-10-21"' in msgspec.json.encode(actors)


def story(read, *texts):
    return [read(text, name=str(i)) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Japanese Prime Minister Haruka Morita spoke.", "Prime Minister Morita spoke.", True),
        ("Korean poet Kang Min-seo spoke. Kang Min-seo left.", "Kang Minseo spoke.", True),
        ("Peruvian President Osku Varela spoke.", "Chilean Foreign Minister Varela spoke.", False),
        ("Osku Varela met Ana Varela.", "President Varela spoke.", False),
        ("Osku Varela spoke.", "Osko Brandi spoke.", False),
    ],
)
def test_joined(one, two, same, read):
    readings = story(read, one, two)
    mapped = joined(readings)
    assert mapped == joined(readings[::-1])
    names = {r.name for r in mapped.values()}
    assert bool(mapped) is same
    assert all(len(n.split()) > 1 for n in names)


def test_joined_to_the_known(read):
    readings = story(read, "Prime Minister Mark Carney of Canada spoke.", "Minister Carney spoke.")
    assert [r.id for r in joined(readings).values()] == ["CAN-mark-carney"]
