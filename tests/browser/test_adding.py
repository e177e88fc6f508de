"""Reports dropped, chosen or pasted are seen being read, and lead to their story."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.serving import Seen, Served

TEXT = """The Fjord Times
May 20, 2031

Åberg and Okoro agree on seed banks

BERGEN, Norway—Prime Minister Liv Åberg of Norway met President Adaeze Okoro of Kenya in Bergen on May 19. The meeting
lasted 40 minutes. “We will share every seed we have,” Okoro told reporters. Åberg pledged to open the bank by 2033.
"""
OTHERS = [
    f"Sailors counted {n} ships in the bay on Monday. The harbour master said nothing about them." for n in range(5)
]
# What a person's hand does: the browser itself makes the files and the event.
DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, text] of files) carried.items.add(new File([text], name, { type: "text/plain" }));
  for (const what of ["dragenter", "dragover", "drop"])
    document.querySelector("[data-drop]").dispatchEvent(
      new DragEvent(what, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
# Every sentence that the page has told of the job, in order.
LISTEN = """
window.told = [];
document.addEventListener("DOMContentLoaded", () => {
  const note = () => {
    const now = (document.querySelector("#job .lead") || {}).textContent;
    if (now && window.told.at(-1) !== now) window.told.push(now);
  };
  note();
  const job = document.querySelector("#job");
  if (job) new MutationObserver(note).observe(job, { childList: true, subtree: true });
});
"""


def test_dropped_files_are_seen_being_read(own_desk: Served, opener: Callable[..., tuple[Page, Seen]]) -> None:
    page, seen = opener(own_desk, base_url=own_desk.url)
    page.add_init_script(LISTEN)
    had = {story.id for story, _ in own_desk.store.stories()}
    page.goto("/add")
    page.evaluate(DROP, [["talks.txt", TEXT], *([f"other-{k}.txt", text] for k, text in enumerate(OTHERS))])
    expect(page.locator("[data-chosen]")).to_contain_text("talks.txt")
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator("#job")).to_contain_text("Done. 6 reports read", timeout=60_000)
    assert [address for address in seen.asked if re.search(r"/jobs/[^/]+/events$", address)] != []
    assert sum(bool(re.search(r"/jobs/[^/]+$", address)) for address in seen.asked) > 1, "drawn again as it went"
    assert len(page.evaluate("window.told")) > 1
    (new,) = [
        memcon for story, memcon in own_desk.store.stories() if story.id not in had and "Okoro" in memcon.headline
    ]
    page.get_by_role("link", name=new.headline).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(new.headline)


def test_a_chosen_file_that_is_none_is_refused_in_a_sentence(own_page: Page, tmp_path: Path) -> None:
    page = own_page
    picture = tmp_path / "picture <b>.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(range(256)))
    page.goto("/add")
    page.locator("#files").set_input_files(picture)
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("#job")).to_contain_text("Not taken", timeout=60_000)
    expect(page.locator("#job li").first).to_contain_text("picture _b_.png")
    expect(page.locator("#job")).not_to_contain_text("/tmp")


def test_a_pasted_text_is_read_and_known_when_it_comes_again(own_page: Page, own_desk: Served) -> None:
    page = own_page
    for said in ("1 report read", "1 report already in the store"):
        page.goto("/add")
        page.get_by_label("The report’s text").fill(OTHERS[0])
        page.get_by_label("Title").fill("Ships in the bay")
        page.get_by_label("Outlet").fill("Harbour Post")
        page.get_by_label("Published").fill("2031-05-20")
        page.get_by_role("button", name="Read them").click()
        expect(page.locator("#job")).to_contain_text(said, timeout=60_000)
    (found,) = [r.report for r in own_desk.store.readings() if r.report.title == "Ships in the bay"]
    assert (found.text, found.outlet and found.outlet.name) == (OTHERS[0], "Harbour Post")


def test_an_address_is_not_fetched_unless_that_is_allowed(own_page: Page) -> None:
    page = own_page
    page.goto("/add")
    page.get_by_label("They are fetched").fill("https://news.example.org/a-report")
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("#job")).to_contain_text("Not taken", timeout=60_000)
    expect(page.locator("#job li")).to_have_count(1)


def test_nothing_brought_is_told(own_desk: Served, opener: Callable[..., tuple[Page, Seen]]) -> None:
    page, seen = opener(own_desk, base_url=own_desk.url)
    seen.allowed.append("status of 400")
    page.goto("/add")
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("main")).to_contain_text("nothing was brought")
