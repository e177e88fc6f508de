"""The keyboard, filters and search as you type."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.serving import Seen, Served
from tests.browser.test_story import headed

AT_HAND = re.compile(r"\bat-hand\b")


def test_j_and_k_go_down_and_up_and_enter_opens(page: Page, desk: Served) -> None:
    page.goto("/stories")
    lines = page.locator("[data-line]")
    for key, at in (("j", 0), ("k", 0), ("j", 1 if lines.count() > 1 else 0), ("k", 0)):
        page.keyboard.press(key)
        expect(lines.nth(at)).to_have_class(AT_HAND)
        assert page.locator(".at-hand").count() == 1
    name = lines.first.locator("a.head").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_in_a_story_the_keys_go_through_findings(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page.goto(f"/stories/{memcon.id}")
    rows = page.locator("tr[data-line]")
    for _ in range(3):
        page.keyboard.press("j")
    expect(rows.nth(2)).to_have_class(AT_HAND)
    page.keyboard.press("Enter")
    expect(page.locator("#pane h2")).to_contain_text(rows.nth(2).locator(".found").inner_text())
    page.keyboard.press("Escape")
    expect(page.locator("#pane")).to_be_hidden()
    for _ in range(rows.count() + 3):
        page.keyboard.press("j")
    expect(rows.last).to_have_class(AT_HAND)
    expect(rows.last).to_be_in_viewport()


def test_a_question_mark_lists_the_keys(page: Page) -> None:
    page.goto("/stories")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for key in ("j", "k", "Enter", "/", "?", "a", "x", "s", "z"):
        expect(dialog.locator("kbd").get_by_text(key, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    expect(dialog).to_be_visible()


def test_a_slash_leads_to_the_search_and_letters_typed_there_are_letters(page: Page) -> None:
    page.goto("/review")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search reports, quotes and claims")).to_be_focused()
    page.keyboard.type("jax?z/")
    expect(page.get_by_role("searchbox", name="Search reports, quotes and claims")).to_have_value("jax?z/")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert page.locator(".at-hand").count() == 0


def test_all_can_be_reached_by_tab_alone(page: Page, desk: Served) -> None:
    page.goto(f"/stories/{headed(desk.store, 'Valparaiso').id}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('td.cell') !== null"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("#pane")).to_be_visible()


def test_stories_are_found_while_one_types(page: Page, desk: Served) -> None:
    page.goto("/stories")
    box = page.get_by_label("Headline, party or outlet")
    with page.expect_response(lambda r: "q=valpar" in r.url):
        box.press_sequentially("valpar")
    expect(page.locator("#found [data-line]")).to_have_count(1)
    expect(page.locator("#found")).to_contain_text(headed(desk.store, "Valparaiso").headline)
    expect(page).to_have_url(re.compile("q=valpar"))
    expect(box).to_be_focused()
    with page.expect_response(lambda r: "q=valparzz" in r.url):
        box.press_sequentially("zz")
    expect(page.locator("#found [data-line]")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("Headline, party or outlet")).to_have_value("valparzz")


def test_filters_narrow_the_list(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    for field, value, found in (
        ("Actor", "Norway", True),
        ("Actor", "KEN", False),
        ("and actor", "CHL", True),
        ("From", "2024-03", True),
        ("From", "2024-04", False),
        ("to", "2024-03-12", True),
        ("to", "2024-03-11", False),
    ):
        page.goto("/stories")
        page.get_by_label(field, exact=True).fill(value)
        with page.expect_response(lambda r: "/stories?" in r.url):
            page.get_by_label(field, exact=True).press("Enter")
        line = page.locator("#found [data-line]").filter(has_text=memcon.headline)
        expect(line).to_have_count(1 if found else 0)


def test_the_pair_the_outlet_and_only_differences(page: Page, desk: Served) -> None:
    memcon = headed(desk.store, "Valparaiso")
    page.goto("/stories?a=NOR&b=CHL&outlet=Boreal+Wire&differs=1&since=2024&until=2024")
    expect(page.locator("#found [data-line]")).to_have_count(1)
    page.get_by_role("link", name=memcon.headline).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(memcon.headline)


@pytest.mark.parametrize(("field", "value"), [("Actor", "Nobody At All"), ("From", "12 March")])
def test_what_cannot_be_asked_is_told_in_a_sentence(
    desk: Served, opener: Callable[..., tuple[Page, Seen]], field: str, value: str
) -> None:
    page, seen = opener(desk, base_url=desk.url)
    seen.allowed += ["status of 400", "status of 404", "Response Status Error Code 40"]
    page.goto("/stories")
    page.get_by_label(field, exact=True).fill(value)
    page.keyboard.press("Enter")
    expect(page.locator("#found [data-line]")).to_have_count(0)
    expect(page.locator("#found")).to_contain_text(value if field == "Actor" else "since")
    expect(page.get_by_label(field, exact=True)).to_have_value(value)


def test_words_are_found_in_reports_and_lead_to_their_place(page: Page, desk: Served) -> None:
    page.goto("/stories")
    page.get_by_role("searchbox", name="Search reports, quotes and claims").fill("copper terminal")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=copper*")
    expect(page.locator("#found li").first).to_contain_text(re.compile("copper", re.IGNORECASE))
    page.locator("#found a[href*='?at=']").first.click()
    expect(page.locator("mark.lit").first).to_be_in_viewport()
    assert re.search("copper|terminal", "".join(page.locator("mark.lit").all_text_contents()), re.IGNORECASE)
