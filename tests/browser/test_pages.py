"""Every page opens without a complaint, fits every screen, and holds no link that leads nowhere."""

import html
import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from tests.browser.addresses import addresses, missing
from tests.browser.serving import Seen, Served

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const told = (node) => `${node.html.slice(0, 160)} | ${([...node.any, ...node.all, ...node.none][0] || {}).message}`;
  return found.violations.filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map(told).join(" || ")}`);
}"""
# What is wider than the window, unless it stands in something that scrolls by itself.
TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  const cut = (one) => /auto|scroll|hidden/.test(getComputedStyle(one).overflowX);
  const scrolls = (one) => one && (cut(one) || scrolls(one.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(one.parentElement))
    .map((one) => `${one.tagName}.${one.className} ${(one.textContent || "").trim().slice(0, 60)}`).slice(0, 5);
}"""
Opener = Callable[..., tuple[Page, Seen]]


def there(address: str) -> bool:
    """Whether an address is one of a page that is there."""
    return "/0000" not in address and not address.startswith("/no/")


def shape_of(link: str) -> str:
    """A link without what is particular to it: ids, spans, values."""
    path, _, query = link.partition("?")
    return re.sub(r"[0-9a-f]{16}|/[A-Z]{3}", "*", path) + " ".join(re.findall(r"(\w+)=", query))


def job_of(page: Page) -> str:
    """A job that is over: an empty file that is refused."""
    page.goto("/add")
    page.locator("#files").set_input_files({"name": "empty.txt", "mimeType": "text/plain", "buffer": b""})
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator("#job")).to_contain_text("Done.")
    return page.url.rpartition("/")[2]


def test_every_page_has_an_address_here(page: Page, desk: Served) -> None:
    assert missing(list(addresses(desk.store, job_of(page)))) == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding_of_axe(desk: Served, opener: Opener, scheme: str) -> None:
    page, seen = opener(desk, base_url=desk.url, color_scheme=scheme, reduced_motion="reduce")
    seen.allowed.append("status of 404")
    found = {}
    for address in addresses(desk.store, job_of(page), stories=1):
        page.goto(address)
        if (cell := page.locator("td.cell a")).count():
            cell.first.click()
            page.locator("#pane [data-opened]").first.wait_for()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found[address] = page.evaluate(AXE_RUN)
    assert {address: rows for address, rows in found.items() if rows} == {}
    assert len(found) > 15


def test_axe_says_what_is_wrong(page: Page) -> None:
    """The check itself: a picture without words, a text too pale."""
    page.goto("/stories")
    page.evaluate("""() => {
      const image = document.createElement("img"), pale = document.createElement("p");
      image.src = "/static/icon.svg";
      pale.textContent = "hard to read";
      pale.style.color = "#ddd";
      document.querySelector("main").append(image, pale);
    }""")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert {row.partition(":")[0] for row in page.evaluate(AXE_RUN)} == {"image-alt", "color-contrast"}


def test_the_dark_scheme_is_dark(desk: Served, opener: Opener) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        page, _ = opener(desk, base_url=desk.url, color_scheme=scheme)
        page.goto("/")
        looks = "[document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor).join()"
        colour = page.evaluate(looks)
        brightness[scheme] = max(int(n) for n in re.findall(r"rgb\((\d+)", colour))
    assert brightness["dark"] < 80 < 200 < brightness["light"]


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_no_page_is_wider_than_the_screen(desk: Served, opener: Opener, width: int) -> None:
    page, seen = opener(desk, base_url=desk.url, viewport={"width": width, "height": 900})
    seen.allowed.append("status of 404")
    found = {}
    for address in addresses(desk.store):
        page.goto(address)
        found[address] = page.evaluate(TOO_WIDE)
    assert {address: rows for address, rows in found.items() if rows} == {}


def test_nothing_moves_where_less_motion_is_asked_for(desk: Served, opener: Opener) -> None:
    page, _ = opener(desk, base_url=desk.url, reduced_motion="reduce")
    for address in filter(there, addresses(desk.store)):
        page.goto(address)
        moving = """() => [...document.querySelectorAll("*")].filter((one) => {
          const s = getComputedStyle(one);
          return s.scrollBehavior === "smooth" || s.animationName !== "none" || parseFloat(s.transitionDuration) > 0;
        }).length"""
        assert page.evaluate(moving) == 0, address


def test_links_lead_somewhere(page: Page, desk: Served) -> None:
    """The addresses that pages hold, a few of every shape from each page, asked for once."""
    broken, asked_for = [], set()
    for home in filter(there, addresses(desk.store)):
        text = page.request.get(home).text()
        links = {html.unescape(href) for href in re.findall(r'(?:href|hx-get)="([^"#][^"]*)"', text)}
        for shape, several in groupby(sorted(links, key=shape_of), key=shape_of):
            for link in list(several)[:3]:
                address = urljoin(desk.url + home, link).partition("#")[0]
                assert address.startswith(desk.url + "/"), (link, home)
                if address not in asked_for and shape:
                    asked_for.add(address)
                    answer = page.request.get(address)
                    broken += [(answer.status, link, home)] if answer.status != 200 else []
    assert broken == []
    assert len(asked_for) > 60


def test_anchors_are_on_their_pages(page: Page, desk: Served) -> None:
    for address in addresses(desk.store):
        text = page.request.get(address).text()
        anchors = set(re.findall(r'href="#([^"]+)"', text))
        assert anchors - set(re.findall(r'id="([^"]+)"', text)) == set(), address
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), address


def test_the_twin_of_a_page_is_json(page: Page, desk: Served) -> None:
    twins = 0
    for address in filter(there, addresses(desk.store)):
        text = page.request.get(address).text()
        for href in re.findall(r'href="([^"]*)">This page as JSON', text):
            answer = page.request.get(html.unescape(href))
            assert (answer.status, answer.headers["content-type"]) == (200, "application/json"), address
            assert answer.json()
            twins += 1
    assert twins > 10
