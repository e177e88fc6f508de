"""Servers on loopback, and a policy that lets the tests reach them: the one that ships does not."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from memcon.fetch.clock import TestClock
from memcon.fetch.fetcher import WebFetcher
from memcon.fetch.policy import Policy
from memcon.fetch.transport import HttpTransport

Respond = Callable[[BaseHTTPRequestHandler], None]
OPEN = Policy(local=True)


class Site:
    """A server whose pages are a table: path → what it does. `asked`: path and fields of every request."""

    def __init__(self) -> None:
        self.pages: dict[str, Respond] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                site.pages.get(self.path, status(404))(self)

            def do_POST(self) -> None:
                site.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                site.pages.get(self.path, status(404))(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def status(code: int, body: bytes = b"", **fields: str) -> Respond:
    """A page that answers so; `content_type` and the like are fields."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in fields.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return respond


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def fetcher(clock: TestClock) -> WebFetcher:
    """As it ships, but that it may reach loopback, and that waiting takes no time."""
    return WebFetcher(HttpTransport(OPEN, seconds=5), OPEN, clock)
