"""References that other tools read: each report, what was read of it, its sentences, and links that lead to them."""

import hashlib
import json

import bibtexparser
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from tests.export.stores import example, exported, hostile

from memcon.export.chicago import note
from memcon.export.citations import Citation as Cited
from memcon.export.citations import date_parts, nested

SENTENCE = "“The meeting, on the sidelines of the Pacific Ports Conference, lasted about 50 minutes.”"


def cited(**given: object) -> Cited:
    """A report to cite, of which only what is `given` is known."""
    nothing = dict.fromkeys(("kind", "outlet", "title", "published", "language", "url"))
    return Cited(**{"key": "k", "report": "r", "authors": (), "sha256": "0", "passages": (), **nothing, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (
            {"authors": ("Kari Lund", "Jonas Moe"), "title": "Talks", "outlet": "The Fjord Times",
             "published": "2024-03-13T07:40:00+01:00", "url": "https://n.example/a"},
            "Kari Lund and Jonas Moe, “Talks,” The Fjord Times, March 13, 2024, https://n.example/a.",
        ),
        ({"authors": ("A", "B", "C"), "title": "Talks"}, "A, B, and C, “Talks,” n.d."),
        ({"authors": ("A", "B", "C", "D"), "outlet": "Ny Tid", "published": "2024-03"},
         "A et al., untitled report, Ny Tid, March 2024."),
        ({"title": "Talks", "published": "2024", "url": "https://n.example/"}, "“Talks,” 2024, https://n.example/."),
    ],
)  # fmt: skip
def test_a_chicago_note(given: dict[str, object], shown: str) -> None:
    assert note(cited(**given)) == shown


def test_a_note_is_followed_by_its_sentences() -> None:
    text = exported(example(), "chicago").decode()
    assert "3. Kari Lund and Jonas Moe, “Halvorsen and Arriaga agree on yearly talks,” The Fjord Times, March" in text
    assert f"   {SENTENCE} (at 462–549)\n" in text
    linked = exported(hostile(), "chicago").decode()
    assert "http://news.example/a%20b?q=%3C%22%3E&r=%D7%A9#part:~:text=" in linked
    assert "javascript:alert(4)" not in linked


def test_quotation_marks_inside_are_single() -> None:
    assert nested('“So,” she said,\n"yes"') == "‘So,’ she said, 'yes'"


@pytest.mark.parametrize(
    ("value", "parts"), [("2024-03-13T07:40", (2024, 3, 13)), ("2024-03", (2024, 3)), ("2024", (2024,)), (None, ())]
)
def test_a_date_has_as_many_parts_as_are_told(value: str | None, parts: tuple[int, ...]) -> None:
    assert date_parts(value) == parts


@pytest.mark.parametrize("store", [example, hostile])
def test_bibtex_is_parsed_whole(store) -> None:  # type: ignore[no-untyped-def]
    text = exported(store(), "bibtex").decode()
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    reports = [r.report for r in store().readings()]
    assert len(library.entries) == len(reports)
    notes = {f"Report {r.id}, text read: sha256 {hashlib.sha256(r.text.encode()).hexdigest()}" for r in reports}
    assert {e["note"] for e in library.entries} == notes


def test_bibtex_fields() -> None:
    library = bibtexparser.parse_string(exported(example(), "bibtex").decode())
    (found,) = [e for e in library.entries if e.key.startswith("thefjordtimes2024-")]
    assert found["author"] == "Kari Lund and Jonas Moe"
    assert found["title"] == "{Halvorsen and Arriaga agree on yearly talks}"
    assert (found["year"], found["month"], found["day"]) == ("2024", "mar", "13")
    assert "lasted about 50 minutes.'' (at 462--549)." in found["annote"]


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom:UserWarning")
@pytest.mark.parametrize("store", [example, hostile])
def test_csl_is_what_citeproc_takes(store) -> None:  # type: ignore[no-untyped-def]
    items = json.loads(exported(store(), "csl"))
    sources = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, sources, formatter.plain)
    for item in items:
        made.register(Citation([CitationItem(item["id"])]))
    shown = [str(entry) for entry in made.bibliography()]
    assert len(shown) == len(items)
    assert all(str(item["issued"]["date-parts"][0][0]) in text for item, text in zip(items, shown, strict=True))


def test_csl_carries_the_sentences() -> None:
    items = json.loads(exported(example(), "csl"))
    texts = {r.report.id: r.report.text for r in example().readings()}
    for item in items:
        custom = item["custom"]
        text = texts[custom["report"]]
        assert custom["sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert custom["passages"]
        for passage in custom["passages"]:
            assert text[passage["start"] : passage["end"]] == passage["exact"]
    types = {item["container-title"]: item["type"] for item in items}
    assert types["The Fjord Times"] == "article-newspaper"
    assert types["Office of the President of Chile"] == "document"


def test_a_dateline_is_no_part_of_its_sentence() -> None:
    items = json.loads(exported(example(), "csl"))
    exact = [p["exact"] for item in items for p in item["custom"]["passages"]]
    assert any(e.startswith("Prime Minister Elin Halvorsen agreed") for e in exact)
    assert not any("VALPARAISO" in e and "agreed" in e for e in exact)
    assert "VALPARAISO, Chile, March 12 (Boreal Wire) -" in exact  # where the day is told
