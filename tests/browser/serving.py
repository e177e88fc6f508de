"""The desk served to a browser on a free port of this machine, and what a browser saw while it looked."""

from __future__ import annotations

import logging
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import uvicorn

from memcon.cli.serve import made_desk
from memcon.run import open_store
from memcon.settings import load_settings
from memcon.store.sqlite import SqliteStore
from memcon.web.app import make_app
from memcon.web.guard import door

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STARTS_WITHIN = 30


def browser_here() -> str | None:
    """The path of a browser that is installed."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


class Served(NamedTuple):
    """A desk that answers at `url`, and its store."""

    url: str
    store: SqliteStore


@contextmanager
def served(path: Path) -> Iterator[Served]:
    """The desk over the store at `path`, as `memcon serve` makes it, until the block ends."""
    store, settings = open_store(str(path)), load_settings()
    desk = made_desk(store, settings)
    listening = socket.create_server(("127.0.0.1", 0))
    # A page that is still told how its job goes must not hold the end of a test up.
    config = uvicorn.Config(make_app(desk, door("127.0.0.1", "")), log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    ends = time.monotonic() + STARTS_WITHIN
    while not server.started and time.monotonic() < ends:
        time.sleep(0.02)
    assert server.started, "the desk did not start"
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it tells of the pages it leaves at the end
    try:
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", store)
    finally:
        server.should_exit = True
        thread.join(STARTS_WITHIN)
        desk.jobs.close()
        store.close()


# Listens before any script of the page runs; what it hears is asked for at the end.
WATCH = """
window.__broken = [];
document.addEventListener("securitypolicyviolation", (e) =>
  window.__broken.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`));
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.__broken.push(`${name} was called`);
"""


@dataclass
class Seen:
    """What a browser complained of, and where it went outside of the desk. `allowed`: complaints with these words are
    what a test is about."""

    home: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a browser's window; nothing outside of the desk is let through."""
        context.add_init_script(WATCH)
        context.route("**/*", lambda route: route.continue_() if self._ours(route.request) else route.abort())
        context.on("request", self._note)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))

    def _ours(self, request: Request) -> bool:
        return f"{urlsplit(request.url).scheme}://{urlsplit(request.url).netloc}" == self.home

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)
        if not self._ours(request) and not request.url.startswith(("data:", "blob:", "about:")):
            self.foreign.append(request.url)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def at(self, page: Page) -> None:
        """Take what the policy stopped on a page."""
        self.errors += page.evaluate("window.__broken.splice(0)")

    def complaints(self) -> list[str]:
        """All that should not have been."""
        errors = [line for line in self.errors if not any(words in line for words in self.allowed)]
        return [*errors, *(f"went to {address}" for address in self.foreign)]
