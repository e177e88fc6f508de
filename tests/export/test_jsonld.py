"""The linked data expands without a network, and says what the vocabularies mean by it."""

import hashlib
import json
from typing import Any

import msgspec
import pytest
from pyld import jsonld
from tests.export.stores import NAME, WORDS, example, exported, hostile, report

from memcon.export.jsonld import CONTEXT
from memcon.model.report import Published
from memcon.run import open_store, read_into
from memcon.settings import load_settings

SCHEMA, PROV, OA = "https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"


def offline(url: str, options: object) -> None:
    raise AssertionError(f"{url} was asked for")


def expanded(data: bytes) -> dict[str, dict[str, Any]]:
    """The nodes by id."""
    found: dict[str, dict[str, Any]] = {}
    for node in jsonld.expand(json.loads(data), {"documentLoader": offline}):
        found.setdefault(node["@id"], {}).update(node)
    return found


def of_type(nodes: dict[str, dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [n for n in nodes.values() if kind in n.get("@type", ())]


def ids(node: dict[str, Any], name: str) -> list[str]:
    return [value["@id"] for value in node.get(name, ())]


def value(node: dict[str, Any], name: str) -> Any:
    return node[name][0]["@value"]


def test_every_key_is_a_term_and_every_node_has_an_id() -> None:
    def keys(found: object) -> set[str]:
        if isinstance(found, dict):
            return set(found) | {k for inner in found.values() for k in keys(inner)}
        return {k for inner in found for k in keys(inner)} if isinstance(found, list) else set()

    for store in (example(), hostile()):
        document = json.loads(exported(store, "jsonld"))
        assert keys(document["@graph"]) <= CONTEXT.keys()
        assert all(node["id"].startswith("urn:memcon:") for node in document["@graph"])


def test_reports_are_what_their_outlet_makes_them() -> None:
    nodes = expanded(exported(example(), "jsonld"))
    found = {value(n, SCHEMA + "headline"): n["@type"][0] for n in nodes.values() if SCHEMA + "headline" in n}
    assert found == {
        "Norway and Chile to talk every year, leaders say": SCHEMA + "NewsArticle",
        "Readout of the meeting with the Prime Minister of Norway": SCHEMA + "Report",
        "Halvorsen and Arriaga agree on yearly talks": SCHEMA + "NewsArticle",
        "Seventy minutes in the town hall: Arriaga receives Halvorsen": SCHEMA + "Article",
    }


def test_provenance_leads_from_claims_to_reports_to_origins() -> None:
    nodes = expanded(exported(example(), "jsonld"))
    claims = of_type(nodes, SCHEMA + "Claim")
    assert len(claims) > 50
    for claim in claims:
        (home,) = ids(claim, PROV + "wasQuotedFrom")
        (origin,) = ids(nodes[home], PROV + "hadPrimarySource")
        assert nodes[origin]["@type"][0] == "urn:memcon:word:Origin"
        assert all(PROV + "Agent" in nodes[by]["@type"] for by in ids(claim, PROV + "wasAttributedTo"))
    roots = {o for n in nodes.values() for o in ids(n, PROV + "hadPrimarySource")}
    assert len(roots) == 3  # four reports, one of them a reprint


def test_an_annotation_has_the_words_and_where_they_stand() -> None:
    store = example()
    texts = {r.report.id: r.report.text for r in store.readings()}
    nodes = expanded(exported(store, "jsonld"))
    annotations = of_type(nodes, OA + "Annotation")
    assert len(annotations) > 50
    for found in annotations:
        assert ids(found, OA + "hasBody")[0] in nodes
        for target in found[OA + "hasTarget"]:
            quoted, placed = target[OA + "hasSelector"]
            (source,) = ids(target, OA + "hasSource")
            text = texts[source.rpartition(":")[2]]
            start, end = value(placed, OA + "start"), value(placed, OA + "end")
            assert text[start:end] == value(quoted, OA + "exact")
            around = (value(quoted, OA + "prefix"), value(quoted, OA + "suffix"))
            assert around == (text[max(start - 32, 0) : start], text[end : end + 32])


def test_the_snapshot_is_that_of_the_stored_text() -> None:
    store = example()
    for text in (True, False):
        nodes = expanded(exported(store, "jsonld", text=text))
        for reading in store.readings():
            node = nodes[f"urn:memcon:text:{reading.report.id}"]
            assert value(node, SCHEMA + "sha256") == hashlib.sha256(reading.report.text.encode()).hexdigest()


def test_only_what_a_person_rated_is_reviewed() -> None:
    assert of_type(expanded(exported(example(), "jsonld")), SCHEMA + "ClaimReview") == []
    (review,) = of_type(expanded(exported(hostile(), "jsonld")), SCHEMA + "ClaimReview")
    assert ids(review, SCHEMA + "itemReviewed") == ["urn:memcon:claim:" + "1c" * 8]
    (rating,) = review[SCHEMA + "reviewRating"]
    assert value(rating, SCHEMA + "alternateName") == "accepted"
    assert "not whether it is true" in value(rating, SCHEMA + "ratingExplanation")


def test_a_report_that_came_again_is_a_revision() -> None:
    text = "The prime minister of Norway met the president of Chile in Oslo on Monday. They spoke of copper and fish. "
    old = report(text * 3, "https://n.example/a", "Ny Tid")
    new = report(text * 3 + "They ate.", "https://n.example/a", "Ny Tid")
    new = msgspec.structs.replace(new, published=Published("2031-05-04"))
    store = open_store(":memory:")
    read_into(store, [old, new], load_settings())
    assert [len(line.versions) for line in store.lineages()] == [2]
    nodes = expanded(exported(store, "jsonld"))
    newest = store.lineages()[0].versions[-1].report
    older = store.lineages()[0].versions[0].report
    assert ids(nodes[f"urn:memcon:report:{newest}"], PROV + "wasRevisionOf") == [f"urn:memcon:report:{older}"]


def test_hostile_words_survive_and_do_nothing() -> None:
    data = exported(hostile(), "jsonld")
    assert b"<" not in data  # it may stand in a script element
    nodes = expanded(data)
    assert value(nodes["urn:memcon:claim:" + "1c" * 8], SCHEMA + "text") == WORDS
    addresses = [u for n in nodes.values() for u in ids(n, SCHEMA + "url")]
    assert addresses == ["http://news.example/a%20b?q=%3C%22%3E&r=%D7%A9#part"]
    assert NAME in [n[SCHEMA + "name"][0]["@value"] for n in of_type(nodes, SCHEMA + "Person")]


def test_without_text_there_are_positions_only() -> None:
    found = of_type(expanded(exported(example(), "jsonld", text=False)), OA + "Annotation")
    assert len(found) > 50
    for annotation in found:
        for target in annotation[OA + "hasTarget"]:
            assert [s["@type"] for s in target[OA + "hasSelector"]] == [[OA + "TextPositionSelector"]]


@pytest.mark.parametrize("text", [True, False])
def test_the_same_store_gives_the_same_bytes(text: bool) -> None:
    assert exported(example(), "jsonld", text=text) == exported(example(), "jsonld", text=text)
