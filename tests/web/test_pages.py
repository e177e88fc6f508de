"""Every page and its twin on the example story."""

from __future__ import annotations

import json
import re
from html import unescape

import msgspec
import pytest
from tests.web.conftest import At

from memcon.api.reports import merged
from memcon.model.record import Record
from memcon.model.span import Span
from memcon.web.routes import HIDDEN, PAGES


def story_id(at: At) -> str:
    return str(at.client.get("/stories.json").json()["stories"][0]["id"])


def record(at: At) -> Record:
    return msgspec.json.decode(at.client.get(f"/stories/{story_id(at)}.json").content, type=Record)


def addresses(at: At) -> dict[str, str]:
    """An address of every page that shows something of the example."""
    told = record(at)
    (memcon,) = told.memcons
    finding = next(f for f in memcon.findings if f.status == "differs")
    values = {
        "story": memcon.id,
        "finding": finding.id,
        "origin": finding.cells[0].origin,
        "a": "CHL",
        "b": "NOR",
        "actor": "NOR",
        "report": memcon.reports[0],
    }
    return {page.path: page.path.format(**values) for page in (*PAGES, *HIDDEN) if page.path != "/jobs/{job}"}


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def lit(html: str) -> list[str]:
    """The words that are lit, put together where layers cut them."""
    body = re.sub(r"</mark><mark class=\"[^\"]*\">", "", html)
    return [
        unescape(re.sub("<[^>]+>", "", m))
        for m in re.findall(r"<mark class=\"[^\"]*lit[^\"]*\"[^>]*>(.*?)</mark>", body, re.S)
    ]


def shown_text(html: str) -> list[str]:
    """The texts of the reports on a page."""
    return [unescape(re.sub("<[^>]+>", "", m)) for m in re.findall(r'<div class="text"[^>]*>(.*?)</div>', html, re.S)]


def test_every_page_is_one_and_the_policy_stands_on_it(looking: At) -> None:
    for path, address in addresses(looking).items():
        answer = looking.client.get(address)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].startswith("text/html")
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert re.findall(r"<script(?! src=\"/static/)|<style|\sstyle=|\son[a-z]+=|javascript:", answer.text) == [], (
            path
        )
        assert re.findall(r"(?:src|href)=\"(?:https?:)?//", answer.text) == [], path


def test_every_page_has_a_twin_that_holds_what_the_document_says(looking: At) -> None:
    by_path = {page.path: page for page in PAGES}
    for path, address in addresses(looking).items():
        if path not in by_path:
            continue
        twin = "/index.json" if path == "/" else f"{address}.json"
        answer = looking.client.get(twin)
        assert answer.status_code == 200, twin
        assert msgspec.json.decode(answer.content, type=by_path[path].holds) is not None


def test_the_story_page_tells_the_example(looking: At) -> None:
    page = text_of(looking.client.get(f"/stories/{story_id(looking)}").text)
    for words in (
        "Elin Halvorsen",
        "12 March 2024",
        "Valparaiso, Chile",
        "4 reports, 3 origins",
        "The Fjord Times copies",
    ):
        assert words in " ".join(page.split())
    assert page.count("says otherwise") >= 2  # the legend and the cell


@pytest.mark.parametrize(("only", "statuses"), [("differs", {"differs"}), ("one", {"only one"})])
def test_findings_are_filtered(looking: At, only: str, statuses: set[str]) -> None:
    html = looking.client.get(f"/stories/{story_id(looking)}?only={only}").text
    wanted = {f.id for f in record(looking).memcons[0].findings if f.status in statuses}
    assert set(re.findall(r'<tr id="f(\w+)"', html)) == wanted
    assert wanted


def test_a_cell_opens_on_its_very_words(looking: At) -> None:
    told = record(looking)
    (memcon,) = told.memcons
    for finding in memcon.findings:
        for cell in finding.cells:
            if not cell.spans or cell.state != "says":
                continue
            html = looking.client.get(f"/stories/{memcon.id}/cells/{finding.id}/{cell.origin}").text
            first = cell.spans[0].report
            (text,) = (r.text for r in told.reports if r.id == first)
            spans = merged(Span(s.start, s.end) for s in cell.spans if s.report == first)
            assert lit(html) == [s.of(text) for s in spans]
            assert all(any(s.exact in words for words in lit(html)) for s in cell.spans if s.report == first)


def test_a_differing_cell_opens_beside_what_it_differs_from(looking: At) -> None:
    (memcon,) = record(looking).memcons
    finding = next(f for f in memcon.findings if f.status == "differs")
    other = next(c for c in finding.cells if c.state == "says otherwise")
    html = looking.client.get(f"/stories/{memcon.id}/cells/{finding.id}/{other.origin}").text
    assert lit(html) == ["lasted 70 minutes", "lasted about 50 minutes"]
    assert html.count("data-opened") == 2
    assert 'id="lit"' in html
    assert 'id="lit-b"' in html


def test_only_a_part_is_sent_where_only_a_part_is_asked(looking: At) -> None:
    (memcon,) = record(looking).memcons
    address = f"/stories/{memcon.id}/cells/{memcon.findings[0].id}/{memcon.origins[0].id}"
    whole, part = looking.client.get(address).text, looking.client.get(address, headers={"hx-request": "true"}).text
    assert "<html" in whole
    assert "<html" not in part
    assert shown_text(part) == shown_text(whole)


def test_the_base_can_be_switched(looking: At) -> None:
    (memcon,) = record(looking).memcons
    finding = next(f for f in memcon.findings if f.status == "differs")
    other = next(c for c in finding.cells if c.state == "says otherwise")
    html = looking.client.get(f"/stories/{memcon.id}?base={other.origin}&only=differs").text
    assert "It lasted about 50 minutes." in html
    assert len(re.findall(r'<td class="cell otherwise"', html)) == 2
    assert looking.client.get(f"/stories/{memcon.id}?base=nobody").status_code == 404


def test_a_reports_text_is_shown_to_the_letter_whatever_is_lit(looking: At) -> None:
    for report in record(looking).reports:
        html = looking.client.get(f"/reports/{report.id}?at=3-9,20-31").text
        assert shown_text(html) == [report.text]
        assert lit(html) == [report.text[3:9], report.text[20:31]]


def test_the_words_of_a_search_lead_into_the_report(looking: At) -> None:
    html = looking.client.get("/search?q=copper").text
    hrefs = re.findall(r'href="(/reports/[^"#]+)#lit"', html)
    assert hrefs
    for href in hrefs[:3]:
        assert any("copper" in words.casefold() for words in lit(looking.client.get(unescape(href)).text))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1), ("q=halv", 1), ("q=arri%20VALP", 1), ("q=nobody", 0), ("a=CHL&b=NOR", 1), ("a=Chile", 1), ("a=JPN", 0),
        ("outlet=Boreal%20Wire", 1), ("outlet=Boreal", 0), ("since=2024-03-12", 1), ("since=2024-04", 0),
        ("until=2024", 1), ("until=2023-12", 0), ("differs=1", 1), ("a=Elin%20Halvorsen", 1), ("page=7", 1),
    ],
)  # fmt: skip
def test_stories_are_filtered(looking: At, query: str, found: int) -> None:
    assert len(looking.client.get(f"/stories.json?{query}").json()["stories"]) == found


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/stories/nothing", 404, "no story of that id"),
        ("/reports/nothing", 404, "no report of that id"),
        ("/actors/nothing", 404, "no actor of that id"),
        ("/relations/CHL/nothing", 404, "no actor of that id"),
        ("/relations/CHL/CHL", 400, "one actor"),
        ("/stories?a=Nobody%20At%20All", 404, "nobody is called so"),
        ("/stories?page=0", 400, "page"),
        ("/stories?since=yesterday", 400, "since"),
        ("/stories?colour=red", 400, "colour"),
        ("/jobs/nothing", 404, "nothing is being read"),
        ("/nothing", 404, "no such page"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_sentence(looking: At, address: str, status: int, says: str) -> None:
    page = looking.client.get(address)
    assert page.status_code == status
    assert says in text_of(page.text)
    path, mark, query = address.partition("?")
    twin = looking.client.get(f"{path}.json{mark}{query}")
    assert twin.status_code == status
    assert says in twin.json()["error"]


def test_the_relation_draws_what_the_timeline_has(looking: At) -> None:
    html = looking.client.get("/relations/CHL/NOR").text
    twin = looking.client.get("/relations/CHL/NOR.json").json()
    assert len(re.findall(r'<a href="[^"]*" class="mark', html)) == len(twin["entries"])
    assert len(re.findall(r'<li id="e', html)) == len(twin["entries"])
    zoomed = looking.client.get("/relations/CHL/NOR?since=2024").text
    assert len(re.findall(r'<li id="e', zoomed)) == 1
    assert "Valparaíso" in text_of(html)


def test_the_twin_of_a_story_is_what_the_command_prints(looking: At) -> None:
    twin = looking.client.get(f"/stories/{story_id(looking)}.json").json()
    assert set(twin) == {"memcon", "reports", "actors", "memcons", "warnings"}
    assert json.loads(json.dumps(twin)) == twin
