"""One exchange with a server over HTTP, to an address that was checked: the seam to the network.

The name is resolved once, every answer is checked, and the connection goes to a checked answer itself, so that a name
which resolves to something else a moment later (DNS rebinding) gains nothing. No proxy is used: it would look the name
up by itself. httpcore is used and not httpx, which hides the one thing needed, the backend that connects.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import httpcore

from memcon.errors import Refused
from memcon.fetch.bounds import LARGEST, RESOLVING, SECONDS
from memcon.fetch.clock import Clock, SystemClock
from memcon.fetch.policy import Policy, Target

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to the IP addresses behind the name; empty where there are none."""


class Answer(NamedTuple):
    """What a server sent: `fields` by name in small letters, `data` as it was sent."""

    status: int
    fields: Mapping[str, str]
    data: bytes


class Transport(Protocol):
    """One exchange: no redirects followed, nothing unpacked."""

    def send(self, method: str, target: Target, fields: Mapping[str, str], body: bytes = b"") -> Answer:
        """The server's answer. Raises Refused when there is none within the bounds."""
        ...


class HttpTransport:
    """Exchanges over the network, under a policy. `seconds` bounds each from end to end."""

    def __init__(
        self,
        policy: Policy,
        *,
        resolve: Resolve | None = None,
        clock: Clock | None = None,
        seconds: float = SECONDS,
        largest: int = LARGEST,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy, self._resolve = policy, resolve or resolved
        self._clock, self._seconds, self._largest, self._tls = clock or SystemClock(), seconds, largest, tls

    def send(self, method: str, target: Target, fields: Mapping[str, str], body: bytes = b"") -> Answer:
        """The server's answer. Raises Refused when there is none within the bounds."""
        until = self._clock.now() + self._seconds
        backend = _Checked(self._policy, target, self._resolve, lambda: until - self._clock.now())
        times = dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend) as pool,
                pool.stream(
                    method, target.url, headers=list(fields.items()), content=body, extensions={"timeout": times}
                ) as got,
            ):
                told = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in got.headers}
                return Answer(got.status, told, self._body(target, got))
        except httpcore.TimeoutException:
            raise Refused(target.url, f"took its server over {self._seconds:.0f} seconds; try again later") from None
        except httpcore.ConnectError as error:
            bad = any(isinstance(arg, ssl.SSLCertVerificationError) for arg in error.args)
            raise Refused(
                target.url, _UNSAFE if bad else "has a server that cannot be reached; try again later"
            ) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError):
            raise Refused(target.url, "has a server that broke off or does not speak HTTP; try again later") from None

    def _body(self, target: Target, got: httpcore.Response) -> bytes:
        parts: list[bytes] = []
        left = self._largest
        for part in got.iter_stream():
            left -= len(part)
            if left < 0:
                raise Refused(
                    target.url, f"is over {self._largest // 1_000_000} MB, which no report is; save it and read it"
                )
            parts.append(part)
        return b"".join(parts)


_UNSAFE = "has a server that cannot be reached safely: its certificate is not good; check the address"


def resolved(host: str, port: int) -> Sequence[str]:
    """The IP addresses behind a name, as the machine looks it up; none when that takes too long or there are none."""
    found: list[str] = []

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(row[4][0]) for row in rows))

    # getaddrinfo knows no time limit; a thread that hangs in it is left behind.
    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(RESOLVING)
    return tuple(found)


class _Checked(httpcore.NetworkBackend):
    """Connects to the checked addresses of one target and to nothing else; `left` gives the seconds that are left."""

    def __init__(self, policy: Policy, target: Target, resolve: Resolve, left: Callable[[], float]) -> None:
        self._policy, self._target, self._resolve, self._left = policy, target, resolve, left
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address that answers."""
        answers = self._policy.checked(self._target.url, self._resolve(self._target.host, self._target.port))
        failed: Exception = httpcore.ConnectError()
        for answer in answers[:4]:
            try:
                return _Timed(self._inner.connect_tcp(answer, self._target.port, self._time()), self._left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _time(self) -> float:
        return _some(self._left())

    def sleep(self, seconds: float) -> None:
        """Wait (httpcore does between tries, of which there are none here)."""


class _Timed(httpcore.NetworkStream):
    """A stream whose every step must end before the whole has taken too long: a server that sends a byte now and then
    would never be late otherwise."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._inner, self._left = inner, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _some(self._left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _some(self._left()))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, _some(self._left())), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _some(left: float) -> float:
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
