"""Exchanges with real servers on loopback: only to addresses that were checked, and within bounds."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.fetch.conftest import OPEN, Site, status

from memcon.errors import Refused
from memcon.fetch.policy import Policy
from memcon.fetch.transport import HttpTransport, resolved


class Names:
    """A resolver whose answers are a list for each name, given one after the other: the last one stays."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self._answers = {name.replace("_", "."): found for name, found in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        found = self._answers.get(host, [[]])
        return found.pop(0) if len(found) > 1 else found[0]


def send(transport: HttpTransport, url: str, policy: Policy = OPEN) -> bytes:
    return transport.send("GET", policy.target(url), {}).data


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.reason


LOCAL = "leads to a machine that is not on the public network; it was not fetched"


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["::1"], ["8.8.8.8", "127.0.0.1"], ["169.254.169.254"], ["10.1.2.3"]]
)
def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(site: Site, answers: list[str]) -> None:
    site.pages["/"] = status(200, b"secret")
    policy = Policy(ports=(site.port,))
    transport = HttpTransport(policy, resolve=Names(inside_example=[answers]))
    assert refusal(lambda: send(transport, site.url("/", "inside.example"), policy)) == LOCAL
    assert site.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "0"])
def test_loopback_by_any_name_is_refused_as_it_ships(site: Site, host: str) -> None:
    site.pages["/"] = status(200, b"secret")
    policy = Policy(ports=(site.port,))
    transport = HttpTransport(policy)
    assert refusal(lambda: send(transport, site.url("/", host), policy)) == LOCAL
    assert site.asked == []


def test_the_name_is_looked_up_once_and_what_was_checked_is_what_is_spoken_to(site: Site) -> None:
    """DNS rebinding: the second answer would lead elsewhere; nobody asks for it."""
    site.pages["/"] = status(200, b"page")
    names = Names(rebinds_example=[["127.0.0.1"], ["192.0.2.1"]])
    assert send(HttpTransport(OPEN, resolve=names, seconds=5), site.url("/", "rebinds.example")) == b"page"
    assert names.asked == ["rebinds.example"]
    assert site.asked[0][1]["host"] == f"rebinds.example:{site.port}"


def test_an_unknown_name() -> None:
    assert refusal(lambda: send(HttpTransport(OPEN, resolve=Names()), "http://nowhere.example/")) == (
        "has a host whose name is not known; check the address"
    )


def test_the_machines_own_resolver() -> None:
    assert set(resolved("localhost", 80)) <= {"127.0.0.1", "::1"}
    assert resolved("127.0.0.1", 80) == ("127.0.0.1",)
    assert resolved("no such name..", 80) == ()


def test_what_is_too_large(site: Site) -> None:
    site.pages["/"] = status(200, b"x" * 2_000_001)
    transport = HttpTransport(OPEN, largest=2_000_000)
    assert refusal(lambda: send(transport, site.url("/"))) == "is over 2 MB, which no report is; save it and read it"


@contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that says what it likes to the first who comes."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                talk(connection)
        except OSError:
            pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    listening.close()
    thread.join(5)


def drip(connection: socket.socket) -> None:
    """A byte now and then: never silent for long, never done."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        connection.sendall(b"x")
        threading.Event().wait(0.05)


BROKEN = "has a server that broke off or does not speak HTTP; try again later"


@pytest.mark.parametrize(
    ("talk", "words"),
    [
        (drip, "took its server over 1 seconds; try again later"),
        (lambda c: threading.Event().wait(1.5), "took its server over 1 seconds; try again later"),
        (lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"), BROKEN),
        (lambda c: c.sendall(b"SSH-2.0-x\r\n"), BROKEN),
        (lambda c: c.sendall(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000), BROKEN),
        (lambda c: None, BROKEN),
    ],
    ids=["drip", "silence", "cut short", "no HTTP", "endless head", "nothing"],
)
def test_servers_that_misbehave(talk: Callable[[socket.socket], None], words: str) -> None:
    with talking(talk) as url:
        assert refusal(lambda: send(HttpTransport(OPEN, seconds=1), url)) == words


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    words = refusal(lambda: send(HttpTransport(OPEN), f"http://127.0.0.1:{port}/"))
    assert words == "has a server that cannot be reached; try again later"


CERTIFICATE = Path(__file__).with_name("gazette.example.pem")


@pytest.fixture
def secure() -> Iterator[int]:
    """A server that shows the certificate of gazette.example; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    site = Site()
    site.pages["/"] = status(200, b"page")
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    yield site.port
    site.close()


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def test_the_name_is_checked_though_the_connection_goes_to_an_address(secure: int) -> None:
    names = Names(gazette_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])
    transport = HttpTransport(OPEN, resolve=names, seconds=5, tls=trusting())
    assert send(transport, f"https://gazette.example:{secure}/") == b"page"
    unsafe = "has a server that cannot be reached safely: its certificate is not good; check the address"
    assert refusal(lambda: send(transport, f"https://other.example:{secure}/")) == unsafe
    strangers = HttpTransport(OPEN, resolve=names, seconds=5)
    assert refusal(lambda: send(strangers, f"https://gazette.example:{secure}/")) == unsafe
