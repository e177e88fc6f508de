"""A headless browser, and desks over stores that hold the example story, the Gyeongju reports, and hostile reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.serving import Seen, Served, browser_here, served

from memcon.run import read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
try:
    import playwright  # noqa: F401 - whether it is here
except ModuleNotFoundError:
    # Their imports would fail; test_installed.py says why they are missing.
    collect_ignore = [p.name for p in HERE.glob("test_*.py") if p.name != "test_installed.py"]

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "valparaiso"
GYEONGJU = ROOT.parent / "shared" / "reports" / "gyeongju-2025"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = browser_here()
    if path is None:
        pytest.skip("no chromium is installed (apt-get install chromium): no tests in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # As root, as in most containers, Chromium runs only without its sandbox; /dev/shm is small there.
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield made
        made.close()


@pytest.fixture(scope="package")
def read_once(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the example story and, where they are beside us, the Gyeongju reports; not to be written."""
    path = tmp_path_factory.mktemp("read") / "memcon.db"
    read([str(p) for p in (EXAMPLE, GYEONGJU) if p.is_dir()], str(path))
    return path


@pytest.fixture(scope="package")
def desk(read_once: Path) -> Iterator[Served]:
    """A desk to look at."""
    with served(read_once) as found:
        yield found


@pytest.fixture
def own_desk(read_once: Path, tmp_path: Path) -> Iterator[Served]:
    """A desk to change."""
    for file in read_once.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    with served(tmp_path / read_once.name) as found:
        yield found


@pytest.fixture
def opener(browser: Browser) -> Iterator[Callable[..., tuple[Page, Seen]]]:
    """Opens a window on a desk; at the end none may have met an error, broken the policy or gone elsewhere. A test
    names it after its desk, so that windows are shut before the desk is."""
    windows: list[tuple[BrowserContext, Seen]] = []

    def opened(at: Served, **options: Any) -> tuple[Page, Seen]:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        seen = Seen(at.url)
        seen.watch(context)
        windows.append((context, seen))
        return context.new_page(), seen

    yield opened
    for context, seen in windows:
        for page in context.pages:
            seen.at(page)
        context.close()
    assert [line for _, seen in windows for line in seen.complaints()] == []


@pytest.fixture
def page(desk: Served, opener: Callable[..., tuple[Page, Seen]]) -> Page:
    """A window on the desk to look at."""
    return opener(desk, base_url=desk.url)[0]


@pytest.fixture
def own_page(own_desk: Served, opener: Callable[..., tuple[Page, Seen]]) -> Page:
    """A window on the desk to change."""
    return opener(own_desk, base_url=own_desk.url)[0]
