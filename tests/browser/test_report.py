"""A report with its layers, words lit by an address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.serving import Seen, Served
from tests.browser.test_story import headed, in_view, lit

from memcon.export.escape import harmless


def test_words_are_lit_by_an_address(page: Page, desk: Served) -> None:
    for reading in desk.store.readings():
        for quote in (reading.quotes or ())[-2:]:
            at = ",".join(f"{s.start}-{s.end}" for s in quote.content)
            page.goto(f"/reports/{reading.report.id}?at={at}#lit")
            assert lit(page.locator("article")) == harmless("".join(s.of(reading.text) for s in quote.content))
            in_view(page.locator("mark.lit").first)


@pytest.mark.parametrize("layer", ["actors", "times", "quotes", "events", "claims", "furniture"])
def test_a_layer_is_lit_and_put_out(page: Page, desk: Served, layer: str) -> None:
    memcon = headed(desk.store, "Valparaiso")
    readings = {r.report.id: r for r in desk.store.readings(memcon.reports)}
    key = next(r for r in sorted(readings) if layer != "furniture" or readings[r].report.furniture)
    page.goto(f"/reports/{key}")
    box = page.locator(f"#l-{layer}")
    words = page.locator(f".text .{layer}").first
    look = """(one) => { const s = getComputedStyle(one);
      return [s.backgroundColor, s.textDecoration, s.borderBottom, s.color, s.fontStyle].join(); }"""
    box.set_checked(False)
    plain = words.evaluate(look)
    box.set_checked(True)
    assert words.evaluate(look) != plain
    box.set_checked(False)
    assert words.evaluate(look) == plain


def test_the_text_on_the_page_is_the_stored_text(page: Page, desk: Served) -> None:
    for reading in desk.store.readings():
        page.goto(f"/reports/{reading.report.id}")
        assert page.locator("article .text").text_content() == harmless(reading.text)


@pytest.mark.parametrize("kind", ["Chicago", "BibTeX", "CSL-JSON"])
def test_a_citation_is_copied(desk: Served, opener: Callable[..., tuple[Page, Seen]], kind: str) -> None:
    page, _ = opener(desk, base_url=desk.url, permissions=["clipboard-read", "clipboard-write"])
    memcon = headed(desk.store, "Valparaiso")
    span = next(q.spans[0] for q in memcon.quotes if q.spans)
    page.goto(f"/reports/{span.report}?at={span.start}-{span.end}")
    page.get_by_role("link", name="Cite").click()
    page.get_by_role("button", name=f"Copy {kind}").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    section = page.locator("section", has=page.get_by_role("heading", name=kind))
    assert copied == section.locator("[data-cited]").text_content()
    assert span.report in copied, "the hash of the text"
