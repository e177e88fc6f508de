"""The graph is loaded by networkx."""

import io

import networkx as nx
from tests.export.stores import NAME, example, exported, hostile


def graph(store) -> nx.MultiDiGraph:  # type: ignore[no-untyped-def]
    return nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)


def test_actors_are_nodes_and_what_passes_between_them_edges() -> None:
    found = graph(example())
    named = {data["name"]: key for key, data in found.nodes(data=True)}
    assert {"Elin Halvorsen", "Tomas Arriaga", "Marta Rojas", "Norway"} <= named.keys()
    assert found.nodes["NOR"] == {"name": "Norway", "kind": "state", "country": "NOR"}
    met = [d for a, b, d in found.edges(data=True) if d["kind"] == "occurrence"]
    assert [(d["when"], d["origins"], d["reports"], d["symmetric"]) for d in met] == [("2024-03-12", 3, 4, True)]
    trips = {(found.nodes[a]["name"], b, d["when"]) for a, b, d in found.edges(data=True) if d["kind"] == "visit"}
    assert ("Tomas Arriaga", "NOR", "2022-10") in trips


def test_tellings_of_one_thing_are_one_edge() -> None:
    found = graph(example())
    rows = [(a, b, d["kind"], d.get("type"), d.get("mode"), d.get("status"), d.get("when"), d["symmetric"])
            for a, b, d in found.edges(data=True)]  # fmt: skip
    assert len(rows) == len(set(rows))
    agreed = [d for *_, d in found.edges(data=True) if (d.get("type"), d.get("mode")) == ("AGREE", "settle")]
    assert [(d["reports"], d["origins"]) for d in agreed] == [(2, 1)]  # the reprint adds no origin


def test_hostile_names_are_whole_but_for_what_xml_cannot_hold() -> None:
    found = graph(hostile())
    names = {data["name"] for _, data in found.nodes(data=True)}
    assert names == {NAME.replace("\x1b", "\ufffd"), "Norway"}
