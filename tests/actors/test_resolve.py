"""The actors of a record: once each, with their offices, sorted by id."""

import msgspec
import pytest

from memcon.actors.resolve import actors_of, join_story, joined
from memcon.model.actor import ActorRef
from memcon.model.claim import Claim
from memcon.model.event import Detail, Event, Pledge, Visit
from memcon.model.quote import Quote


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


def test_two_of_a_report_are_two(read):
    """A surname alone that a report keeps apart from its one bearer of that name is another's."""
    readings = story(read, "Peruvian President Osku Varela spoke. Chilean lawyer Varela left.", "Varela slept.")
    (one, two) = sorted({m.actor for m in readings[0].mentions if m.kind == "person" and m.actor})
    mapped = joined(readings)
    assert one not in mapped
    assert two not in mapped


def layers(reading, ref):
    """The reading with one of each layer that names a person."""
    span = reading.mentions[0].span
    event = Event("e", "CONSULT", "meet", "asserted", span, span, (ref,), (ActorRef("JPN", "Japan"),), host=ref,
                  vouched_by=ref.name, details=(Detail("host", ref.id, "host", ()),))  # fmt: skip
    return msgspec.structs.replace(
        reading,
        quotes=(Quote("q", "direct", (span,), speakers=(ref,), speaker_name=ref.name, relayed_by=ref.name),),
        events=(event,),
        pledges=(Pledge("p", (ref,), (ref,), "more", span, vouched_by=ref.name),),
        visits=(Visit("v", ref, "CAN", None, span, host=ref),),
        claims=(Claim("c", "parties", "them", f"{ref.id}|JPN", (span,), "claims", actors=(ref,), event=event),),
    )


def said(reading):
    return msgspec.json.encode(msgspec.structs.replace(reading, syntax=None))


def test_join_story(read):
    one, two = story(read, "Japanese Prime Minister Haruka Morita spoke.", "Prime Minister Morita spoke.")
    (short,) = [r for m in two.mentions if m.kind == "person" for r in m.refs]
    (full,) = [r for m in one.mentions if m.kind == "person" for r in m.refs]
    assert (short.name, full.name) == ("Morita", "Haruka Morita")
    two = layers(two, short)
    before = said(two)
    joined_one, new = join_story([one, two])
    assert joined_one is one
    assert said(two) == before
    assert [r for m in new.mentions if m.kind == "person" for r in m.refs] == [full]
    (quote,), (event,), (pledge,), (visit,), (claim,) = new.quotes, new.events, new.pledges, new.visits, new.claims
    assert (quote.speakers, quote.speaker_name, quote.relayed_by) == ((full,), full.name, full.name)
    assert (event.actors, event.recipients, event.host) == ((full,), (ActorRef("JPN", "Japan"),), full)
    assert (event.vouched_by, event.details[0].value) == (full.name, full.id)
    assert (pledge.by, pledge.towards, pledge.vouched_by) == ((full,), (full,), full.name)
    assert (visit.traveller, visit.host) == (full, full)
    assert (claim.actors, claim.event.actors, claim.value) == ((full,), (full,), "|".join(sorted([full.id, "JPN"])))
    assert (quote.id, event.id, claim.id) == ("q", "e", "c")
    assert short.id.encode() not in said(new)
    assert [said(r) for r in join_story([two, one])[::-1]] == [said(one), said(new)]


def test_join_story_through_a_chain(read):
    """A surname to the name told, that to the person of the tables."""
    texts = ("Prime Minister Mark Carney of Canada spoke.", "Minister Carney spoke.", "Carney spoke.")
    new = join_story(story(read, *texts))
    assert {r.id for row in new for m in row.mentions if m.kind == "person" for r in m.refs} == {"CAN-mark-carney"}


def test_join_story_nothing_to_join(read):
    readings = story(read, "Osku Varela spoke.", "Osko Brandi spoke.")
    assert join_story(readings) is readings
    bare = [msgspec.structs.replace(r, mentions=None) for r in readings]
    assert join_story(bare) is bare
    assert join_story(()) == []
