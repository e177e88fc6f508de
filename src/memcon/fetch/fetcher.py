"""The seam to the web: an address in, a page out. `WebFetcher` keeps the manners, `Shelf` is the double that ships."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urljoin

from memcon.errors import Refused
from memcon.fetch.bounds import INTERVAL, LARGEST, LONGEST_INTERVAL, LONGEST_PAUSE, MOST_REDIRECTS
from memcon.fetch.clock import Clock
from memcon.fetch.coded import CODINGS, unpacked
from memcon.fetch.policy import Policy, Target
from memcon.fetch.robots import Robots

if TYPE_CHECKING:
    from memcon.fetch.transport import Answer, Transport

AGENT = "memcon"
"""The name that a site's robots.txt may speak to."""


class Marks(NamedTuple):
    """By what a server tells whether a page has changed: its entity tag and its date (RFC 9110, 8.8)."""

    etag: str | None = None
    modified: str | None = None


UNMARKED = Marks()


class Page(NamedTuple):
    """What an address gave. `url`: where it was found, after redirects; `kind`: media type in small letters; `changed`
    is False, and `data` empty, when the server says that it is what it was under the marks it was asked with."""

    url: str
    data: bytes
    kind: str = ""
    charset: str | None = None
    marks: Marks = UNMARKED
    changed: bool = True


class Fetcher(Protocol):
    """Gives the page behind an address."""

    def get(self, url: str, marks: Marks = UNMARKED) -> Page:
        """The page, or that it is what it was under `marks`. Raises Refused with one sentence."""
        ...


class Shelf:
    """Pages by address, and no network: the double. `asked` is every address asked for, in order."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages
        self.asked: list[str] = []

    def get(self, url: str, marks: Marks = UNMARKED) -> Page:
        """The page on the shelf; unchanged when it has the very marks. Raises Refused when there is none."""
        self.asked.append(url)
        page = self._pages.get(url)
        if page is None:
            raise Refused(url, "is not there (404); check the address")
        same = marks != UNMARKED and marks == page.marks
        return page._replace(data=b"", changed=False) if same else page


class WebFetcher:
    """Fetches politely: says who it is, heeds robots.txt, leaves a pause between requests to one host, asks only for
    what has changed, keeps away as long as a server asks for."""

    def __init__(
        self, transport: Transport, policy: Policy, clock: Clock, *, agent: str = AGENT, interval: float = INTERVAL
    ) -> None:
        self._transport, self._policy, self._clock = transport, policy, clock
        self._agent, self._interval = agent, interval
        self._robots = Robots(self._follow_robots, clock)
        self._next: dict[str, float] = {}
        self._shut: dict[str, float] = {}

    def get(self, url: str, marks: Marks = UNMARKED) -> Page:
        """The page, or that it is what it was under `marks`. Raises Refused with one sentence."""
        asked = {"If-None-Match": marks.etag, "If-Modified-Since": marks.modified}
        target, answer = self._follow(url, {k: v for k, v in asked.items() if v}, heeding=True)
        if answer.status == 304 and marks != UNMARKED:
            return Page(target.url, b"", marks=marks, changed=False)
        if answer.status != 200:
            raise Refused(url, _REASONS.get(answer.status) or _reason(answer.status))
        kind, charset = _kind(answer.fields.get("content-type", ""))
        data = unpacked(answer.data, answer.fields.get("content-encoding", ""), url, LARGEST)
        found = Marks(_short(answer.fields.get("etag")), _short(answer.fields.get("last-modified")))
        return Page(target.url, data, kind, charset, found)

    def post(self, url: str, body: bytes, kind: str) -> None:
        """Send `body` to an address of the user's own choosing; no redirect is followed. Raises Refused."""
        target = self._policy.target(url)
        answer = self._exchange("POST", target, {"Content-Type": kind}, body)
        if not 200 <= answer.status < 300:
            raise Refused(url, f"did not take what was posted ({answer.status}); it is kept and sent again")

    def _follow(self, url: str, asked: Mapping[str, str], *, heeding: bool) -> tuple[Target, Answer]:
        """The answer at the end of all redirects, each of which is checked as the first was."""
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            target = self._policy.target(at)
            if heeding and not self._robots.allows(target, self._agent):
                raise Refused(
                    url, "is not for programs to read, as its site's robots.txt says; save the page and read it"
                )
            answer = self._exchange("GET", target, asked)
            if answer.status not in (301, 302, 303, 307, 308) or "location" not in answer.fields:
                return target, answer
            try:
                at = urljoin(target.url, answer.fields["location"])
            except ValueError:
                raise Refused(url, "leads on to something that is no address; check the address") from None
        raise Refused(url, f"leads on more than {MOST_REDIRECTS} times; it was not fetched")

    def _follow_robots(self, url: str) -> Answer:
        return self._follow(url, {}, heeding=False)[1]

    def _exchange(self, method: str, target: Target, asked: Mapping[str, str], body: bytes = b"") -> Answer:
        now = self._clock.now()
        if self._shut.get(target.host, now) > now:
            raise Refused(target.url, "has a server that asked to be left alone for a while; try again later")
        pause = min(max(self._interval, self._robots.pause(target, self._agent)), LONGEST_INTERVAL)
        wait = self._next.get(target.host, now) - now
        if wait > 0:
            self._clock.sleep(wait)
        fields = {"Host": _host_field(target), "User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": CODINGS}
        fields |= {"Connection": "close", **({"Content-Length": str(len(body))} if body else {}), **asked}
        try:
            answer = self._transport.send(method, target, fields, body)
        finally:
            self._next[target.host] = self._clock.now() + pause
        if answer.status in (429, 503):
            self._shut[target.host] = self._clock.now() + _retry_after(answer.fields.get("retry-after", ""))
        return answer


def _host_field(target: Target) -> str:
    return target.url.split("/", 3)[2]


_REASONS = {
    401: "is only for those who sign in (401); save the page and read it",
    402: "is only for those who pay (402); save the page and read it",
    403: "is not given to memcon by its server (403); save the page and read it",
    404: "is not there (404); check the address",
    410: "is there no more (410); check the address",
    429: "has a server that asked to be left alone for a while; try again later",
    451: "is withheld for legal reasons (451)",
    503: "has a server that asked to be left alone for a while; try again later",
}


def _reason(status: int) -> str:
    fault = "has a server that failed" if status >= 500 else "was answered with something else than a page"
    return f"{fault} ({status}); try again later"


def _retry_after(told: str) -> float:
    """Seconds; a date, which would need a clock that tells the day, counts as an hour."""
    told = told.strip()
    return min(float(told), LONGEST_PAUSE) if re.fullmatch(r"\d{1,9}", told) else (3600.0 if told else 60.0)


def _kind(told: str) -> tuple[str, str | None]:
    kind, _, rest = told.partition(";")
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.IGNORECASE)
    return kind.strip().lower(), named[1] if named else None


def _short(mark: str | None) -> str | None:
    """A mark that can be sent back in a field."""
    return mark if mark is not None and len(mark) <= 500 and mark.isprintable() else None
