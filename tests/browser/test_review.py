"""The review queue: one thing, its evidence, decided by a key, the next already there, and every word taken back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.serving import Seen, Served

from memcon.regroup import log_of


def in_force(desk: Served) -> list[str]:
    return [row.kind for row, state in log_of(desk.store) if state == "in force" and row.kind != "undo"]


def shown(page: Page) -> str:
    """The id of the thing at hand: there is exactly one."""
    at_hand = page.locator("[data-item]:not([hidden])")
    expect(at_hand).to_have_count(1)
    return at_hand.get_attribute("data-item") or ""


def kept(page: Page) -> None:
    expect(page.locator("#left")).to_contain_text(re.compile("^Kept"))


def test_accept_reject_skip_and_undo_by_keys(own_page: Page, own_desk: Served) -> None:
    page = own_page
    page.goto("/review")
    first = shown(page)
    expect(page.locator("[data-item]:not([hidden]) blockquote").first).to_be_visible()
    assert in_force(own_desk) == []

    page.keyboard.press("s")
    second = shown(page)
    assert second != first
    assert in_force(own_desk) == []

    after = page.locator(f"[data-item='{second}']").get_attribute("data-next")
    page.keyboard.press("a")
    assert shown(page) == after, "the next thing is there at once"
    kept(page)
    assert len(in_force(own_desk)) == 1
    told = own_desk.store.judgements()[-1]

    page.keyboard.press("z")
    page.wait_for_url("**/review?part=1&at=*")
    assert in_force(own_desk) == []
    assert own_desk.store.judgements()[-1].about == (told.id,)
    assert shown(page) == second, "what was taken back is at hand again"

    page.keyboard.press("x")
    kept(page)
    assert len(in_force(own_desk)) == 1
    assert in_force(own_desk) != [told.kind]


def test_the_whole_queue_is_gone_through(own_page: Page, own_desk: Served) -> None:
    page = own_page
    page.goto("/review")
    done = 0
    while page.locator("[data-item]:not([hidden])").count() and done < 40:
        before = shown(page)
        page.keyboard.press("a")
        expect(page.locator(f"[data-item='{before}']")).to_have_count(0)
        kept(page)
        expect(page.locator("#none, [data-item]:not([hidden])").locator("visible=true")).to_have_count(1)
        done += 1
    expect(page.locator("#none")).to_be_visible()
    assert done >= 5
    assert len(in_force(own_desk)) == done
    page.reload()
    expect(page.locator("#left")).to_contain_text("Nothing needs a person")


def test_a_judgement_shows_on_the_storys_page(own_page: Page, own_desk: Served) -> None:
    page = own_page
    page.goto("/review")
    item = page.locator("[data-item]:not([hidden])")
    story = item.get_by_role("link", name="Its story").get_attribute("href") or ""
    item.get_by_label(re.compile("^Why")).fill("heard it <b>myself</b>")
    item.locator("button[data-key=a]").click()
    kept(page)
    page.goto(story)
    expect(page.locator("section", has=page.get_by_role("heading", name="Judgements"))).to_contain_text(
        "heard it <b>myself</b>"
    )


def test_without_scripts_a_judgement_is_a_form(own_desk: Served, opener: Callable[..., tuple[Page, Seen]]) -> None:
    page, _ = opener(own_desk, base_url=own_desk.url, java_script_enabled=False)
    page.goto("/review")
    first = shown(page)
    page.locator("[data-item]:not([hidden]) button[data-key=a]").click()
    page.wait_for_url("**/review?at=*")
    assert shown(page) != first
    assert len(in_force(own_desk)) == 1
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**/review?at=*")
    assert in_force(own_desk) == []


def test_a_page_of_another_desk_is_told_so(own_desk: Served, opener: Callable[..., tuple[Page, Seen]]) -> None:
    page, seen = opener(own_desk, base_url=own_desk.url)
    seen.allowed.append("status of 403")
    page.goto("/review")
    page.evaluate("document.querySelector('meta[name=memcon-token]').content = 'of-another-desk'")
    with page.expect_response("**/review.json") as answered:
        page.keyboard.press("a")
    assert answered.value.status == 403
    expect(page.locator("#left")).to_contain_text("not of the desk that runs now")
    assert in_force(own_desk) == []
