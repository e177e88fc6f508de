"""`memcon export jsonld`: linked data. schema.org for reports, claims, quotes and meetings; PROV-O for where they come
from; W3C Web Annotations for the words they rest on. The context stands in the document: nothing is fetched.

What the vocabularies are used for (docs/export.md has the table):

- `prov:hadPrimarySource`: a report → its origin, the independent root of its words.
- `prov:wasQuotedFrom`: a claim or quote → its report. `prov:wasAttributedTo`: → who vouches for it or said it.
- `prov:wasRevisionOf`: a report → its version before.
- An annotation's target is the stored text, in code points, as the Web Annotation model counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from memcon.export.beside import VALUED, actors_in, fingerprints, revisions
from memcon.export.escape import address
from memcon.export.geojson import position
from memcon.export.json_list import write_list
from memcon.export.options import Options
from memcon.export.source import Source, Told
from memcon.model.actor import Actor, ActorRef
from memcon.model.ids import content_id
from memcon.model.judgement import Judgement
from memcon.model.place import Place
from memcon.model.record import ClaimRecord, Finding, OriginRecord, QuoteRecord, RecordSpan
from memcon.model.report import Report
from memcon.model.when import When

Node = dict[str, Any]

_REFERENCE = {"@type": "@id"}
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "memcon": "urn:memcon:word:",
    "id": "@id",
    "type": "@type",
    **{
        name: f"schema:{name}"
        for name in (
            "name headline text inLanguage sha256 encodingFormat alternateName latitude longitude addressCountry "
            "reviewBody ratingExplanation position datePublished dateModified startDate endDate jobTitle"
        ).split()
    },
    **{
        name: {"@id": f"schema:{name}", **_REFERENCE}
        for name in (
            "url sameAs publisher author creator appearance isBasedOn encoding encodesCreativeWork subjectOf about "
            "itemReviewed attendee"
        ).split()
    },
    **{name: f"schema:{name}" for name in ("location", "geo", "address", "reviewRating")},
    **{
        name: {"@id": f"prov:{name}", **_REFERENCE}
        for name in ("wasQuotedFrom", "hadPrimarySource", "wasRevisionOf", "wasAttributedTo", "wasDerivedFrom")
    },
    "body": {"@id": "oa:hasBody", **_REFERENCE},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", **_REFERENCE},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", **_REFERENCE},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    **{
        name: f"memcon:{name}"
        for name in "point status kind value support state relation why side class channel stage judged".split()
    },
    **{name: {"@id": f"memcon:{name}", **_REFERENCE} for name in ("finding", "origin", "claim", "member")},
    "cell": "memcon:cell",
}
"""All terms of the document. Those of memcon's own, under `urn:memcon:word:`, mean what docs/words.md says."""

CONTEXT_CHARACTERS = 32
"""Code points before and after a quotation in a TextQuoteSelector."""

_REPORT = {"press": "NewsArticle", "wire": "NewsArticle", "state-media": "NewsArticle", "official": "Report"}
"""By the outlet's class; an Article, which both are, where nothing tells it."""
_PERSONAL = {"person": "Person", "organisation": "Organization", "state": "Country", "office": "GovernmentOrganization"}


def write(source: Source, out: BinaryIO, options: Options) -> None:
    """One document: the context and a graph, story by story."""
    head = b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":['
    write_list(out, head, nodes(source, text=options.text), b"\n]}\n")


def nodes(source: Source, *, text: bool) -> Iterator[Node]:
    """All nodes; with an id that came before, only what is new of it. Without `text`, none of a report's words."""
    given: set[str] = set()
    for told in source.memcons():
        for node in story_nodes(source, told, text=text):
            key = node["id"]
            if key not in given or not key.startswith(("urn:memcon:actor:", "urn:memcon:outlet:")):
                yield node
            if key.startswith(("urn:memcon:actor:", "urn:memcon:outlet:", "urn:memcon:report:")):
                given.add(key)
    for newer, older in revisions(source):
        if iri("report", newer) in given:
            yield {"id": iri("report", newer), "wasRevisionOf": iri("report", older)}


def story_nodes(source: Source, told: Told, *, text: bool) -> Iterator[Node]:
    """The nodes of one story: its meeting, origins, reports, actors, findings, claims and quotes with their words."""
    actors, hashes = actors_in(told), fingerprints(source, told)
    yield meeting(source, told)
    yield from (origin(o) for o in told.memcon.origins)
    for key in sorted(told.meant):
        yield from report(told, told.reports[key], hashes[key])
    for key in sorted(actors):
        yield actor(actors[key])
    for one in source.findings_of(told):
        yield finding(one, text=text)
    rated = {(key, f"{row.kind}ed"): row for row in told.memcon.judgements for key in row.about}
    names = _vouchers(told)
    for one_claim in source.of(told, told.memcon.claims):
        yield claim(one_claim, told, names, text=text)
        yield annotation("claim", one_claim.id, one_claim.spans, told, text=text)
        row = rated.get((one_claim.id, one_claim.judged or ""))
        if row is not None:
            yield review(one_claim, row)
    for quote in source.of(told, told.memcon.quotes):
        yield quotation(quote, text=text)
        yield annotation("quote", quote.id, quote.spans, told, text=text)


def iri(kind: str, key: str) -> str:
    """The id of a thing of memcon's. Kinds: report, text, story, origin, outlet, actor, claim, quote, finding …"""
    return f"urn:memcon:{kind}:{key}"


def _node(key: str, types: str | list[str], values: Mapping[str, object]) -> Node:
    """A node without what is not known."""
    return {"id": key, "type": types, **{name: v for name, v in values.items() if v not in (None, [], "", {})}}


def report(told: Told, found: Report, sha256: str) -> Iterator[Node]:
    """A report, the stored text that spans index, and the outlet."""
    kind = found.outlet.kind if found.outlet is not None else None
    key, text = iri("report", found.id), iri("text", found.id)
    outlet = outlet_iri(found)
    values = {
        "headline": found.title,
        "url": address(found.url),
        "datePublished": found.published.value if found.published is not None else None,
        "dateModified": found.modified,
        "inLanguage": found.language,
        "publisher": outlet,
        "author": [iri("byline", content_id("byline", found.id, name)) for name in found.bylines],
        "encoding": text,
        "wasAttributedTo": outlet,
        "hadPrimarySource": [iri("origin", o.id) for o in told.memcon.origins if found.id in o.reports],
    }
    yield _node(key, [f"schema:{_REPORT.get(kind or '', 'Article')}", "prov:Entity"], values)
    shown = {"encodesCreativeWork": key, "encodingFormat": "text/plain;charset=UTF-8", "sha256": sha256}
    yield _node(text, ["schema:MediaObject", "prov:Entity"], {**shown, "wasDerivedFrom": key})
    for name in found.bylines:
        yield _node(iri("byline", content_id("byline", found.id, name)), "schema:Person", {"name": name})
    if outlet is not None and found.outlet is not None:
        types = [
            "schema:GovernmentOrganization" if kind == "official" else "schema:NewsMediaOrganization",
            "prov:Agent",
        ]
        types = types if kind is not None else ["schema:Organization", "prov:Agent"]
        yield _node(outlet, types, {"name": found.outlet.name, "class": kind, **_address(found.outlet.country)})


def outlet_iri(found: Report) -> str | None:
    """The id of a report's outlet, made from its name."""
    return iri("outlet", content_id("outlet", found.outlet.name)) if found.outlet is not None else None


def origin(found: OriginRecord) -> Node:
    """An origin: the root that its reports have as primary source."""
    values = {"why": found.why, "side": found.side, "class": found.kind}
    return _node(iri("origin", found.id), ["memcon:Origin", "prov:Entity"], values)


def actor(found: Actor) -> Node:
    """A person, organisation, state or office."""
    types = [f"schema:{_PERSONAL.get(found.kind, 'Thing')}", "prov:Agent"]
    wikidata = f"http://www.wikidata.org/entity/{found.wikidata}" if found.wikidata else None
    titles = [o.title for o in found.offices]
    return _node(actor_iri(found.id), types, {"name": found.name, "jobTitle": titles, "sameAs": wikidata})


def actor_iri(key: str) -> str:
    """The id of an actor; what an IRI cannot hold in it is percent-encoded."""
    from urllib.parse import quote

    return iri("actor", quote(key, safe=""))


def meeting(source: Source, told: Told) -> Node:
    """The occurrence of a story with its parties, and the findings on it."""
    memcon = told.memcon
    happened = memcon.occurrence
    values = {
        "name": memcon.headline,
        **_dates(happened.when),
        "location": place(happened.place) if happened.place is not None else None,
        "attendee": [actor_iri(p.actor) for p in happened.parties],
        "subjectOf": [iri("report", key) for key in memcon.reports],
        "finding": [iri("finding", f.id) for f in source.findings_of(told)],
    }
    return _node(iri("story", memcon.id), ["schema:Event", "memcon:Memcon"], values)


def _dates(when: When | None) -> Node:
    """ISO 8601 dates, no more precise than told; one day, month or year is both ends."""
    if when is None:
        return {}
    first, _, last = when.value.partition("/")
    return {"startDate": first, "endDate": last or first}


def place(found: Place) -> Node:
    """A place, with coordinates where it is no whole country."""
    point = position(found)
    made: Node = {"type": "schema:Place", "name": found.name}
    made |= _address(found.country)
    if point is not None:
        made["geo"] = {"type": "schema:GeoCoordinates", "longitude": point[0], "latitude": point[1]}
    return made


def _address(country: str | None) -> Node:
    return {} if country is None else {"address": {"type": "schema:PostalAddress", "addressCountry": country}}


def finding(found: Finding, *, text: bool) -> Node:
    """A point laid across the origins, in memcon's own words."""
    valued = text or found.point in VALUED
    cells = [
        {
            "type": "memcon:Cell",
            "origin": iri("origin", c.origin),
            "state": c.state,
            **{
                name: v
                for name, v in (("relation", c.relation), ("value", c.value if valued else None))
                if v is not None
            },
            **({"claim": [iri("claim", key) for key in c.claims]} if c.claims else {}),
        }
        for c in found.cells
    ]
    values = {"point": found.point, "status": found.status, "kind": found.kind, "support": found.support}
    return _node(iri("finding", found.id), "memcon:Finding", {**values, "text": found.text, "cell": cells})


def _vouchers(told: Told) -> dict[str, str]:
    """Name → id of the actors that the story names; a name of two is left out."""
    refs: set[ActorRef] = {ActorRef(p.actor, p.name) for p in told.memcon.occurrence.parties}
    refs |= {a for q in told.memcon.quotes for a in q.actors}
    refs |= {a for e in told.memcon.events for a in (*e.actors, *e.recipients)}
    found: dict[str, set[str]] = {}
    for ref in refs:
        if ref.id is not None:
            found.setdefault(ref.name, set()).add(ref.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def claim(found: ClaimRecord, told: Told, names: Mapping[str, str], *, text: bool) -> Node:
    """A claim as its report has it: who vouches is its author, where that is known."""
    by = outlet_iri(told.reports[found.report]) if found.vouched_by == "outlet" else None
    by = actor_iri(names[found.vouched_by]) if found.vouched_by in names else by
    values = {
        "text": found.text,
        "point": found.point,
        "status": found.status,
        "value": found.value if text or found.point in VALUED else None,
        "stage": found.stage,
        "judged": found.judged,
        "author": by,
        "appearance": iri("report", found.report),
        "wasAttributedTo": by,
        "wasQuotedFrom": iri("report", found.report),
    }
    return _node(iri("claim", found.id), ["schema:Claim", "prov:Entity"], values)


def quotation(found: QuoteRecord, *, text: bool) -> Node:
    """A quote: a Quotation where words are repeated, a Claim where only their content is."""
    speakers = [actor_iri(a.id) for a in found.actors if a.id is not None]
    channel = found.channel
    values = {
        "text": found.text,
        "kind": found.kind,
        "channel": channel.kind if channel is not None else None,
        "judged": found.judged,
        "creator": speakers,
        "isBasedOn": iri("report", found.report),
        "wasAttributedTo": speakers,
        "wasQuotedFrom": iri("report", found.report),
    }
    word = "schema:Claim" if found.kind == "indirect" else "schema:Quotation"
    return _node(iri("quote", found.id), [word, "prov:Entity"], values)


def review(found: ClaimRecord, row: Judgement) -> Node:
    """A person's word on a claim: the one case in which there is a ClaimReview."""
    who = {"type": "schema:Person", "name": row.by}
    why = "Whether the claim was read rightly from its report and stands in the record; not whether it is true."
    rating = {"type": "schema:Rating", "alternateName": f"{row.kind}ed", "ratingExplanation": why}
    values = {
        "itemReviewed": iri("claim", found.id),
        "author": who,
        "datePublished": row.at,
        "reviewBody": row.why,
        "reviewRating": rating,
    }
    return _node(iri("judgement", row.id) + f":{found.id}", "schema:ClaimReview", values)


def annotation(kind: str, key: str, spans: Iterable[RecordSpan], told: Told, *, text: bool) -> Node:
    """The words a claim or quote rests on: a target for each span, by position and, with `text`, by quotation."""
    targets = [
        {
            "type": "oa:SpecificResource",
            "source": iri("text", s.report),
            "selector": list(_selectors(s, told.reports[s.report].text if text else None)),
        }
        for s in spans
    ]
    values = {"motivation": "oa:identifying", "body": iri(kind, key), "target": targets}
    return _node(iri("annotation", key), "oa:Annotation", values)


def _selectors(span: RecordSpan, text: str | None) -> Iterator[Node]:
    if text is not None:
        before, after = span.start - CONTEXT_CHARACTERS, span.end + CONTEXT_CHARACTERS
        quoted = {"exact": span.exact, "prefix": text[max(before, 0) : span.start], "suffix": text[span.end : after]}
        yield {"type": "oa:TextQuoteSelector", **quoted}
    yield {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end}
