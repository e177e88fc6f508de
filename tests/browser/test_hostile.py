"""Whatever a report says is text: nothing of it runs, nothing is fetched, it stays inside of its place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.addresses import addresses
from tests.browser.hostile import BREAKS, LONG, SCRIPT, TEXTS, read_hostile, spoil, write_hostile
from tests.browser.serving import Seen, Served, served

from memcon.export.escape import harmless
from memcon.run import open_store

Opener = Callable[..., tuple[Page, Seen]]
# What of a page could run or lead away, were it not only text.
ALIVE = """() => {
  const found = [];
  if (document.documentElement.dataset.ran) found.push(`ran: ${document.documentElement.dataset.ran}`);
  for (const one of document.querySelectorAll("*")) {
    for (const name of one.getAttributeNames()) {
      if (/^on/.test(name)) found.push(`${one.tagName} ${name}`);
      if (name === "style") found.push(`${one.tagName} style`);
      const value = one.getAttribute(name).trim();
      if (["href", "src", "action", "hx-get", "formaction", "xlink:href", "data", "poster", "srcset"].includes(name)
        && !/^(\\/(?!\\/)|#|\\?|$)/.test(value)) found.push(`${one.tagName} ${name}=${value.slice(0, 80)}`);
    }
    if (/^(IMG|IFRAME|OBJECT|EMBED|VIDEO|AUDIO|STYLE|BASE|MARQUEE)$/.test(one.tagName)) found.push(one.tagName);
    if (one.tagName === "SCRIPT" && (one.textContent || !one.src.startsWith(location.origin + "/static/")))
      found.push(`SCRIPT ${one.outerHTML.slice(0, 80)}`);
  }
  return found;
}"""
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x00\x07\x08\x1b"


@pytest.fixture(scope="package")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over hostile reports that were read."""
    with served(read_hostile(tmp_path_factory.mktemp("hostile"))) as found:
        yield found


@pytest.fixture(scope="package")
def spoiled(browser: Browser, read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over the example story with something hostile in all that it tells."""
    path = tmp_path_factory.mktemp("spoiled") / "memcon.db"
    source, target = open_store(str(read_once)), open_store(str(path))
    spoil(source, target)
    for store in (source, target):
        store.close()
    with served(path) as found:
        yield found


def looked_at(page: Page, at: Served) -> Iterator[str]:
    """Every page of a desk one after the other, a cell opened where there is one."""
    for address in addresses(at.store, stories=1):
        page.goto(address)
        if (cell := page.locator("td.cell a")).count():
            cell.first.click()
            page.locator("#pane [data-opened]").first.wait_for()
        yield address


@pytest.mark.parametrize("name", ["hostile", "spoiled"])
def test_nothing_of_a_report_runs_or_is_fetched(request: pytest.FixtureRequest, opener: Opener, name: str) -> None:
    at: Served = request.getfixturevalue(name)
    page, seen = opener(at, base_url=at.url)
    seen.allowed.append("status of 404")
    shown = 0
    for address in looked_at(page, at):
        assert page.evaluate(ALIVE) == [], address
        text = page.locator("body").text_content() or ""
        assert not set(text) & set(TURNS), address
        assert str(7 * 191) not in text, address
        shown += SCRIPT in text
    page.wait_for_timeout(300)
    assert shown > 2, "the hostile words are there, as words"
    assert seen.foreign == []


def test_the_watch_would_have_seen_it(opener: Opener, hostile: Served) -> None:
    """The check itself: the same words put into a page as markup are stopped by the policy, seen, and counted."""
    page, seen = opener(hostile, base_url=hostile.url)
    page.goto("/stories")
    page.evaluate("(markup) => { document.querySelector('main').innerHTML = markup; }", BREAKS)
    page.evaluate("""() => {
      const made = document.createElement("script");
      made.textContent = "document.documentElement.dataset.ran = 5";
      document.body.append(made);
    }""")
    page.wait_for_timeout(300)
    seen.at(page)
    assert page.evaluate("document.documentElement.dataset.ran") is None, "the policy lets no script of a page run"
    assert {row.partition(" ")[0] for row in page.evaluate(ALIVE)} >= {"IMG", "SCRIPT"}
    assert any("img-src" in line or "script-src" in line for line in seen.errors)
    assert seen.complaints() != []
    seen.allowed.append("")
    seen.foreign.clear()


def test_texts_are_shown_to_the_last_character(opener: Opener, hostile: Served) -> None:
    page, _ = opener(hostile, base_url=hostile.url)
    texts = {r.text: r.report.id for r in hostile.store.readings()}
    assert len(texts) >= len(TEXTS) - 1
    for text, key in texts.items():
        if len(text) < 50_000:
            page.goto(f"/reports/{key}")
            assert page.locator("article .text").text_content() == harmless(text)


def test_a_word_of_100_000_letters_stays_on_the_screen(opener: Opener, hostile: Served) -> None:
    page, _ = opener(hostile, base_url=hostile.url, viewport={"width": 360, "height": 740})
    (key,) = (r.report.id for r in hostile.store.readings() if LONG[:1000] in r.text)
    for address in (f"/reports/{key}", f"/reports/{key}?at=10-90000", f"/reports/{key}?since=60000", "/search?q=word"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert len(page.content()) < 400_000, address


def test_names_of_files_and_what_is_typed_are_text(own_desk: Served, opener: Opener, tmp_path: Path) -> None:
    page, seen = opener(own_desk, base_url=own_desk.url)
    seen.allowed += ["status of 400", "status of 404"]
    write_hostile(tmp_path)
    page.goto("/add")
    page.locator("#files").set_input_files(sorted(p for p in tmp_path.iterdir() if p.suffix in (".html", ".txt")))
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("#job")).to_contain_text("Done.", timeout=90_000)
    assert page.evaluate(ALIVE) == []
    for address in (
        "/stories?q=",
        "/search?q=",
        "/stories?a=",
        "/stories?since=",
        "/no/",
        "/stories/",
        "/actors/",
        "/review?at=",
    ):
        page.goto(address + page.evaluate("encodeURIComponent", BREAKS))
        assert page.evaluate(ALIVE) == [], address


PAGE = """<!doctype html><title>Elsewhere</title>
<form method="post" action="{url}/review"><input name="verb" value="accept"><input name="key" value="{key}">
<input name="token" value="{token}"><button id="judge">Win a prize</button></form>
<form method="post" action="{url}/reports" enctype="multipart/form-data"><input name="text" value="{text}">
<button id="bring">Win another</button></form>
<iframe src="{url}/review" width="600" height="400"></iframe>"""


@pytest.mark.parametrize("button", ["judge", "bring"])
def test_a_page_from_elsewhere_changes_nothing(own_desk: Served, browser: Browser, button: str) -> None:
    """It can send a form here, as any page can, but knows no token and is not of this origin; nor can it frame the
    desk."""
    finding = next(f for _, memcon in own_desk.store.stories() for f in memcon.findings)
    context = browser.new_context()
    context.route(
        "http://elsewhere.example/*",
        lambda route: route.fulfill(
            content_type="text/html",
            body=PAGE.format(url=own_desk.url, key=finding.id, token="guessed", text=TEXTS["link"].replace('"', "")),
        ),
    )
    page = context.new_page()
    page.goto("http://elsewhere.example/prize")
    before = len(list(own_desk.store.readings()))
    assert "Review" not in (page.frames[1].content() if len(page.frames) > 1 else ""), "it is shown in no frame"
    with page.expect_navigation() as led:
        page.locator(f"#{button}").click()
    assert led.value is not None
    assert led.value.status == 403
    assert page.locator("body").inner_text() != ""
    assert own_desk.store.judgements() == []
    assert len(list(own_desk.store.readings())) == before
    context.close()


def test_scripts_from_elsewhere_read_nothing(own_desk: Served, browser: Browser) -> None:
    context = browser.new_context()
    context.route("http://elsewhere.example/*", lambda route: route.fulfill(content_type="text/html", body="<p>Hello"))
    page = context.new_page()
    page.goto("http://elsewhere.example/")
    tried = """async (url) => {
      const tell = (made) => made.then((answer) => answer.text()).then((text) => text.length, () => "refused");
      return [await tell(fetch(`${url}/stories.json`)), await tell(fetch(`${url}/review`, { credentials: "include" })),
        await tell(fetch(`${url}/review.json`, { method: "POST", body: "{}",
          headers: { "Content-Type": "application/json", "X-Memcon-Token": "x" } }))];
    }"""
    assert page.evaluate(tried, own_desk.url) == ["refused"] * 3
    context.close()
