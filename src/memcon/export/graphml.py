"""`memcon export graphml`: who has to do with whom, actors as nodes, what passes between two of them as edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from memcon.export.beside import actors_in
from memcon.export.escape import xml
from memcon.export.options import Options
from memcon.export.source import Source, Told
from memcon.model.actor import ActorRef
from memcon.model.ids import content_id
from memcon.model.record import EventRecord, VisitRecord
from memcon.relations.who import kind_of, name_of, state_of

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"name": "string", "kind": "string", "country": "string"}
_EDGE = {
    "kind": "string",
    "type": "string",
    "mode": "string",
    "status": "string",
    "when": "string",
    "symmetric": "boolean",
    "origins": "int",
    "reports": "int",
    "story": "string",
    "headline": "string",
}


class Node(NamedTuple):
    """An actor."""

    id: str
    name: str
    kind: str | None
    country: str | None


class Link(NamedTuple):
    """What passes between two actors. `kind`: occurrence (what the story is about), event, visit. `symmetric`: both do
    the same (a meeting), so its direction says nothing."""

    source: str
    target: str
    kind: str
    type: str | None
    mode: str | None
    status: str | None
    when: str | None
    symmetric: bool


class Edge(NamedTuple):
    """A link as one story has it, with how many tell of it."""

    id: str
    link: Link
    origins: int
    reports: int
    story: str
    headline: str


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """A directed multigraph. The stories are gone through twice, as nodes come before edges; of the first round the
    actors are kept."""
    nodes: dict[str, Node] = {}
    for told in source.memcons():
        wanted = {end for edge in edges(source, told) for end in (edge.link.source, edge.link.target)} - nodes.keys()
        if wanted:
            nodes |= nodes_of(told, wanted)
    document = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
    document.startDocument()
    _start(document, "graphml", {"xmlns": _NAMESPACE})
    for end, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys.items():
            shown = {"id": f"{end}-{name}", "for": end, "attr.name": name, "attr.type": kind}
            _start(document, "key", shown)
            document.endElement("key")
    _start(document, "graph", {"id": "memcon", "edgedefault": "directed"})
    for _, node in sorted(nodes.items()):
        _element(document, "node", {"id": node.id}, node._asdict(), _NODE)
    for told in source.memcons():
        for edge in edges(source, told):
            named = {"id": edge.id, "source": edge.link.source, "target": edge.link.target}
            _element(document, "edge", named, {**edge._asdict(), **edge.link._asdict()}, _EDGE)
    document.endElement("graph")
    document.endElement("graphml")
    document.endDocument()
    out.write(b"\n")


def _start(document: XMLGenerator, name: str, attributes: Mapping[str, str]) -> None:
    document.startElement(name, AttributesImpl(attributes))


def _element(
    document: XMLGenerator, name: str, named: Mapping[str, str], values: Mapping[str, object], keys: Iterable[str]
) -> None:
    document.ignorableWhitespace("\n")
    _start(document, name, {k: xml(v) for k, v in named.items()})
    for key in keys:
        value = values[key]
        if value is None:
            continue
        _start(document, "data", {"key": f"{name}-{key}"})
        document.characters(str(value).lower() if isinstance(value, bool) else xml(str(value)))
        document.endElement("data")
    document.endElement(name)


def nodes_of(told: Told, wanted: Iterable[str]) -> dict[str, Node]:
    """The nodes of those ids, as the story's reports or the knowledge base have them."""
    actors = actors_in(told)
    names = {a.id: a.name for a in _named(told)}
    found: dict[str, Node] = {}
    for key in wanted:
        actor = actors.get(key)
        if actor is not None:
            found[key] = Node(key, actor.name, actor.kind, actor.country)
        else:
            known = name_of(key)
            found[key] = Node(key, known or names.get(key) or key, kind_of(key) if known else None, state_of(key))
    return found


def _named(told: Told) -> Iterator[ActorRef]:
    yield from (ActorRef(p.actor, p.name) for p in told.memcon.occurrence.parties)
    yield from (a for e in told.memcon.events for a in (*e.actors, *e.recipients))
    yield from (v.traveller for v in told.memcon.visits)


def edges(source: Source, told: Told) -> Iterator[Edge]:
    """Of a story: the occurrence between each two parties; then events and visits of the reports meant, tellings of
    one thing as one edge. What people rejected is left out."""
    home = {r: o.id for o in told.memcon.origins for r in o.reports}
    for link, reports in sorted(
        _links(source, told).items(), key=lambda pair: (pair[0].kind != "occurrence", str(pair))
    ):
        origins = {home.get(r, r) for r in reports}
        key = content_id("edge", told.story.id, *link)
        yield Edge(key, link, len(origins), len(reports), told.story.id, told.memcon.headline)


def _links(source: Source, told: Told) -> dict[Link, frozenset[str]]:
    """Each link with the reports that tell of it."""
    happened = told.memcon.occurrence
    found: dict[Link, frozenset[str]] = {}
    when = happened.when.value if happened.when is not None else None
    for a, b in combinations(dict.fromkeys(p.actor for p in happened.parties), 2):
        link = Link(a, b, "occurrence", happened.type, happened.mode, None, when, True)
        found[link] = frozenset(told.memcon.reports)
    for event in source.of(told, told.memcon.events):
        for link in _of_event(event):
            found[link] = found.get(link, frozenset()) | {event.report}
    for visit in source.of(told, told.memcon.visits):
        for link in _of_visit(visit):
            found[link] = found.get(link, frozenset()) | {visit.report}
    return found


def _of_event(event: EventRecord) -> Iterator[Link]:
    """From each actor to each recipient; where there is none, between those who act together, two by two."""
    if event.judged == "rejected":
        return
    actors = list(dict.fromkeys(a.id for a in event.actors if a.id is not None))
    recipients = list(dict.fromkeys(a.id for a in event.recipients if a.id is not None))
    pairs = [(a, b) for a in actors for b in recipients if a != b] if recipients else combinations(actors, 2)
    when = event.when.value if event.when is not None else None
    for a, b in pairs:
        yield Link(a, b, "event", event.type, event.mode, event.status, when, not recipients)


def _of_visit(visit: VisitRecord) -> Iterator[Link]:
    """From the traveller to the state visited."""
    to = visit.to.country if visit.to is not None else None
    if to is not None and visit.traveller.id is not None and visit.judged != "rejected":
        when = visit.when.value if visit.when is not None else None
        yield Link(visit.traveller.id, to, "visit", None, None, visit.status, when, False)
