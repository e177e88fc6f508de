"""Pictures of every page of the desk, to be looked at: at 360, 1280 and 1920 px, light and dark, and on paper.

tools/web/screens.py FOLDER [STORE]

Without a store, the example story (and the Gyeongju reports where they are beside the repository) is read into one.
Needs chromium and playwright, as the tests in tests/browser do.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from tests.browser.addresses import addresses  # noqa: E402
from tests.browser.serving import Served, browser_here, served  # noqa: E402

WIDTHS = (360, 1280, 1920)
STORIES = (ROOT / "examples" / "valparaiso", ROOT.parent / "shared" / "reports" / "gyeongju-2025")


def taken(browser: Browser, at: Served, folder: Path, width: int, scheme: str) -> None:
    """All pages in one width and one scheme: as a window shows them, and stories with a cell opened too."""
    page = browser.new_page(
        base_url=at.url, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    for number, address in enumerate(addresses(at.store)):
        page.goto(address)
        name = f"{number:02}{re.sub(r'[^a-z]+', '-', re.sub('[0-9a-f]{16}', '', address))}".strip("-")
        page.screenshot(path=folder / f"{name}.{width}.{scheme}.png")
        differs = page.locator("td.cell.otherwise a")
        if differs.count() and width > 1120:
            differs.first.click()
            page.locator("#pane [data-opened]").first.wait_for()
            page.screenshot(path=folder / f"{name}.cell.{width}.{scheme}.png")
        if width == WIDTHS[1] and scheme == "light":
            page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
    page.close()


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("store", type=Path, nargs="?")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    path = browser_here()
    if path is None:
        sys.exit("no chromium is installed (apt-get install chromium)")
    with tempfile.TemporaryDirectory() as made:
        store = asked.store or Path(made) / "memcon.db"
        if asked.store is None:
            from memcon.run import read

            read([str(p) for p in STORIES if p.is_dir()], str(store))
        with served(store) as at, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    taken(browser, at, asked.folder, width, scheme)
            browser.close()


if __name__ == "__main__":
    main()
