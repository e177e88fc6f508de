"""A story's table: any cell is one click from its words, measured against any origin, and only what is asked for."""

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.serving import Seen, Served

from memcon.export.escape import harmless
from memcon.model.record import Memcon, RecordSpan
from memcon.run import memcon_of
from memcon.store.sqlite import SqliteStore

# A mark is in view when its first line is inside the window and inside whatever it is scrolled in.
IN_VIEW = """(mark) => {
  const at = mark.getClientRects()[0];
  const within = (box) => at.top >= box.top - 1 && at.bottom <= box.bottom + 1;
  if (!within({top: 0, bottom: window.innerHeight})) return false;
  for (let one = mark.parentElement; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflowY) && !within(one.getBoundingClientRect())) return false;
  }
  return true;
}"""


def in_view(mark: Locator) -> None:
    """Wait until a mark is in view: the window may still be on its way there."""
    for _ in range(100):
        if mark.evaluate(IN_VIEW):
            return
        mark.page.wait_for_timeout(50)
    pytest.fail(f"not in view: {mark.text_content()}")


def headed(store: SqliteStore, words: str) -> Memcon:
    """The one memcon whose headline has these words."""
    (found,) = (memcon for _, memcon in store.stories() if words in memcon.headline)
    return found


def words_of(store: SqliteStore, spans: Sequence[RecordSpan]) -> str:
    """The words of a cell in the first report that holds them, as they stand in it, overlaps once."""
    (reading,) = store.readings([spans[0].report])
    at = sorted({k for s in spans if s.report == spans[0].report for k in range(s.start, s.end)})
    return harmless("".join(reading.text[k] for k in at))


def lit(article: Locator) -> str:
    return "".join(article.locator("mark.lit").all_text_contents())


def cell_link(page: Page, finding: str, origin: str) -> Locator:
    return page.locator(f"tr#f{finding} td.cell a[href*='/{origin}']")


def opened(page: Page, link: Locator) -> Locator:
    """Click a cell and wait for what opens beside it."""
    link.click()
    expect(link.locator("xpath=..")).to_have_class(re.compile(r"\bopen\b"))
    return page.locator("#pane [data-opened]")


@pytest.mark.parametrize("headline", ["Valparaiso", "Gyeongju"])
def test_every_cell_is_one_click_from_its_exact_words(page: Page, desk: Served, headline: str) -> None:
    if not any(headline in memcon.headline for _, memcon in desk.store.stories()):
        pytest.skip("the reports are not beside us")
    memcon = headed(desk.store, headline)
    page.goto(f"/stories/{memcon.id}")
    clicked = 0
    for finding in memcon.findings:
        for cell in finding.cells:
            if not cell.spans or cell.state == "says otherwise":
                continue
            articles = opened(page, cell_link(page, finding.id, cell.origin))
            expect(articles.first.locator("mark.lit").first).to_be_visible()
            assert lit(articles.first) == words_of(desk.store, cell.spans), finding.text
            in_view(articles.first.locator("mark.lit").first)
            clicked += 1
    assert clicked > 10


def test_a_differing_cell_opens_both_reports_side_by_side(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    finding = next(f for f in memcon.findings if f.status == "differs")
    cell = next(c for c in finding.cells if c.state == "says otherwise")
    base = next(c for c in finding.cells if c.state == "says")
    page.goto(f"/stories/{memcon.id}")
    articles = opened(page, cell_link(page, finding.id, cell.origin))
    expect(articles).to_have_count(2)
    assert [lit(articles.nth(k)) for k in (0, 1)] == [
        words_of(desk.store, base.spans),
        words_of(desk.store, cell.spans),
    ]
    boxes = [articles.nth(k).bounding_box() for k in (0, 1)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 1
    for k in (0, 1):
        in_view(articles.nth(k).locator("mark.lit").first)


def test_a_silent_cell_opens_the_report_without_a_light(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    finding, cell = next((f, c) for f in memcon.findings for c in f.cells if c.state == "silent")
    page.goto(f"/stories/{memcon.id}")
    article = opened(page, cell_link(page, finding.id, cell.origin))
    assert article.locator("mark.lit").count() == 0
    expect(article.locator(".text")).to_be_visible()
    expect(article).to_contain_text("silent")


def test_the_pane_is_closed_by_its_button_and_by_escape(page: Page, desk: Served) -> None:
    page.goto(f"/stories/{headed(desk.store, 'Valparaiso').id}")
    link = page.locator("td.cell a").first
    for shut in (lambda: page.locator("#pane button.shut").click(), lambda: page.keyboard.press("Escape")):
        opened(page, link)
        shut()
        expect(page.locator("#pane")).to_be_hidden()
        expect(link).to_be_focused()


def test_the_base_is_switched(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page.goto(f"/stories/{memcon.id}")
    told = {c.origin: c.state for f in memcon.findings if f.status == "differs" for c in f.cells}
    base = next(origin for origin, state in told.items() if state == "says otherwise")
    page.locator(f"a[href*='base={base}']").first.click()
    page.wait_for_url(f"**base={base}**")
    story, _ = desk.store.story(memcon.id) or pytest.fail("no story")
    for finding in memcon_of(desk.store, story, base).findings:
        for cell in finding.cells:
            link = cell_link(page, finding.id, cell.origin)
            expect(link.locator(".cellstate")).to_contain_text("in part" if cell.relation == "narrower" else cell.state)
    finding, cell = next(
        (f, c)
        for f in memcon_of(desk.store, story, base).findings
        for c in f.cells
        if c.state == "says otherwise" and f.status == "differs"
    )
    assert opened(page, cell_link(page, finding.id, cell.origin)).count() == 2


@pytest.mark.parametrize(("word", "statuses"), [("only differences", {"differs"}), ("only one origin’s", {"only one"})])
def test_only_findings_of_a_kind(page: Page, desk: Served, word: str, statuses: set[str]) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page.goto(f"/stories/{memcon.id}")
    page.get_by_role("link", name=word).click()
    wanted = {f"f{f.id}" for f in memcon.findings if f.status in statuses}
    expect(page.locator("table.matrix tr[data-line]")).to_have_count(len(wanted))
    shown = page.locator("table.matrix tr[data-line]").evaluate_all("(rows) => rows.map((row) => row.id)")
    assert set(shown) == wanted


def test_states_are_told_by_icon_and_word_and_colour(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page.goto(f"/stories/{memcon.id}")
    styles = {}
    for state in {c.state for f in memcon.findings for c in f.cells if c.relation != "narrower"}:
        finding, cell = next(
            (f, c) for f in memcon.findings for c in f.cells if c.state == state and c.relation != "narrower"
        )
        told = cell_link(page, finding.id, cell.origin).locator(".cellstate")
        expect(told.locator("svg")).to_be_visible()
        expect(told).to_have_text(state)
        styles[state] = (
            told.locator("use").get_attribute("href"),
            told.evaluate("(one) => getComputedStyle(one).color"),
        )
    assert len(styles) >= 3
    assert len({icon for icon, _ in styles.values()}) == len({colour for _, colour in styles.values()}) == len(styles)


def test_on_a_small_screen_a_cell_opens_as_a_page_at_its_words(
    desk: Served, opener: Callable[..., tuple[Page, Seen]]
) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page, _ = opener(desk, base_url=desk.url, viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(f"/stories/{memcon.id}")
    finding, cell = next((f, c) for f in memcon.findings for c in f.cells if c.spans and c.state == "says")
    cell_link(page, finding.id, cell.origin).tap()
    page.wait_for_url("**/cells/**")
    article = page.locator("[data-opened]")
    assert lit(article) == words_of(desk.store, cell.spans)
    in_view(article.locator("mark.lit").first)


def test_without_scripts_everything_is_a_link(desk: Served, opener: Callable[..., tuple[Page, Seen]]) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page, _ = opener(desk, base_url=desk.url, java_script_enabled=False)
    page.goto(f"/stories/{memcon.id}")
    finding, cell = next((f, c) for f in memcon.findings for c in f.cells if c.spans and c.state == "says")
    cell_link(page, finding.id, cell.origin).click()
    article = page.locator("[data-opened]")
    assert lit(article) == words_of(desk.store, cell.spans)
    page.get_by_role("link", name="To the words").click()
    assert page.url.endswith("#lit")
    page.get_by_role("link", name=memcon.headline).click()
    expect(page.locator(f"tr#f{finding.id}")).to_be_visible()
