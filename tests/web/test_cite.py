"""Words of a report, cited."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape

from tests.web.conftest import At
from tests.web.test_pages import record


def test_a_cell_leads_to_its_citation(looking: At) -> None:
    told = record(looking)
    (memcon,) = told.memcons
    finding = next(f for f in memcon.findings if f.status == "differs")
    other = next(c for c in finding.cells if c.state == "says otherwise")
    html = looking.client.get(f"/stories/{memcon.id}/cells/{finding.id}/{other.origin}").text
    href = [unescape(h) for h in re.findall(r'href="(/reports/\w+/cite[^"]*)"', html)][-1]
    twin = looking.client.get(href.replace("/cite?", "/cite.json?")).json()
    (report,) = (r for r in told.reports if r.id == twin["report"])
    assert [s["exact"] for s in twin["spans"]] == ["lasted about 50 minutes"]
    print_of_text = hashlib.sha256(report.text.encode()).hexdigest()
    for form in ("chicago", "bibtex", "csl"):
        assert print_of_text in twin["citation"][form]
        assert "lasted about 50 minutes" in twin["citation"][form]
    (item,) = json.loads(twin["citation"]["csl"])
    assert item["container-title"] == report.outlet.name if report.outlet else None
    page = looking.client.get(href).text
    shown = [unescape(words) for words in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.S)]
    assert shown == [twin["citation"][form] for form in ("chicago", "bibtex", "csl")]


def test_a_report_is_cited_whole(looking: At) -> None:
    report = record(looking).reports[0]
    twin = looking.client.get(f"/reports/{report.id}/cite.json").json()
    assert twin["spans"] == []
    assert report.title is not None
    assert report.title in twin["citation"]["chicago"]
    assert looking.client.get("/reports/nothing/cite").status_code == 404


def test_words_past_the_end_are_not_cited(looking: At) -> None:
    report = record(looking).reports[0]
    end = len(report.text)
    twin = looking.client.get(f"/reports/{report.id}/cite.json?at=0-4,{end - 1}-{end + 5}").json()
    assert [(s["start"], s["end"]) for s in twin["spans"]] == [(0, 4)]


def test_hostile_words_are_harmless_in_it(hostile: At) -> None:
    (key,) = [f["report"] for f in hostile.client.get("/search.json?q=agree").json()["found"] if f["kind"] == "report"]
    page = hostile.client.get(f"/reports/{key}/cite?at=0-500").text
    assert "<script>" not in page.replace('<script src="', "")
    assert "javascript:" not in page.replace("(javascript:alert(2))", "")
    assert "\u202e" not in page
