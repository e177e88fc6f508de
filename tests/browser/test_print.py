"""On paper: the matrix on landscape A4, its words as endnotes, nothing that only a screen needs."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.serving import Served
from tests.browser.test_story import headed

A4_LANDSCAPE = (841.9, 595.3)
PAPER = 1017  # CSS pixels between the margins of 14 mm on a page 297 mm wide


def sides(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height in points of every page."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\s*\]", pdf)
    return [(float(x1) - float(x0), float(y1) - float(y0)) for x0, y0, x1, y1 in boxes]


def test_a_story_is_printed_on_landscape_a4(page: Page, desk: Served, tmp_path: Path) -> None:
    page.goto(f"/stories/{headed(desk.store, 'Valparaiso').id}?whole=1")
    pdf = page.pdf(path=tmp_path / "story.pdf", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    found = sides(pdf)
    assert 1 < len(found) < 12
    for width, height in found:
        assert (width, height) == pytest.approx(A4_LANDSCAPE, abs=1)


def test_the_matrix_fits_the_paper_and_its_words_are_endnotes(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page.set_viewport_size({"width": PAPER, "height": 688})
    page.goto(f"/stories/{memcon.id}?whole=1")
    page.emulate_media(media="print")
    box = page.locator("table.matrix").bounding_box()
    assert box is not None
    assert box["width"] <= PAPER
    for selector in ("header.top", "footer.foot", ".controls", "#pane"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator("table.matrix .cellstate .icon").first).to_be_visible()
    with_words = sum(bool(cell.spans) for finding in memcon.findings for cell in finding.cells)
    notes = page.locator(".endnotes li")
    expect(notes).to_have_count(with_words)
    expect(notes.first).to_be_visible()
    numbers = page.locator("table.matrix sup").all_inner_texts()
    assert numbers == [str(n) for n in range(1, with_words + 1)]
    first = next(cell for finding in memcon.findings for cell in finding.cells if cell.spans)
    expect(notes.first).to_contain_text(" ".join(first.spans[0].exact.split())[:60])


def test_the_dark_scheme_is_not_printed(page: Page, desk: Served) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"/stories/{headed(desk.store, 'Valparaiso').id}")
    colours = page.evaluate("['color', 'backgroundColor'].map((one) => getComputedStyle(document.body)[one])")
    assert colours[0] == "rgb(0, 0, 0)"
    assert colours[1] in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("kind", ["report", "relation", "actor"])
def test_other_pages_are_printed_too(page: Page, desk: Served, kind: str) -> None:
    memcon = headed(desk.store, "Valparaiso")
    address = {
        "report": f"/reports/{memcon.reports[0]}",
        "relation": "/relations/CHL/NOR",
        "actor": f"/actors/{memcon.occurrence.parties[0].actor}",
    }[kind]
    page.goto(address)
    assert 1 <= len(sides(page.pdf(prefer_css_page_size=True))) < 12
