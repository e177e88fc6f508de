"""Manners: robots.txt, pauses, redirects, marks, and one sentence for every answer that is no page."""

import gzip

import pytest
from tests.fetch.conftest import OPEN, Site, status

from memcon.errors import Refused
from memcon.fetch.clock import TestClock
from memcon.fetch.fetcher import Marks, Page, Shelf, WebFetcher
from memcon.fetch.policy import Policy
from memcon.fetch.transport import Answer, HttpTransport

PAGE = b"<p>They met.</p>"


def reason(fetcher: WebFetcher, url: str) -> str:
    with pytest.raises(Refused) as refused:
        fetcher.get(url)
    assert "\n" not in str(refused.value)
    return refused.value.reason


def test_a_page(site: Site, fetcher: WebFetcher) -> None:
    site.pages["/a"] = status(200, PAGE, Content_Type="Text/HTML; charset=UTF-8", ETag='"1"', Last_Modified="Mon")
    found = fetcher.get(site.url("/a"))
    assert found == Page(site.url("/a"), PAGE, "text/html", "UTF-8", Marks('"1"', "Mon"))
    path, fields = site.asked[-1]
    assert (site.paths(), path) == (["/robots.txt", "/a"], "/a")
    assert fields["user-agent"] == "memcon"
    assert "cookie" not in fields


def test_only_what_has_changed(site: Site, fetcher: WebFetcher) -> None:
    site.pages["/a"] = status(304)
    found = fetcher.get(site.url("/a"), Marks('"1"', "Mon"))
    assert (found.changed, found.data) == (False, b"")
    fields = site.asked[-1][1]
    assert (fields["if-none-match"], fields["if-modified-since"]) == ('"1"', "Mon")


def test_what_is_packed_is_unpacked(site: Site, fetcher: WebFetcher) -> None:
    site.pages["/a"] = status(200, gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetcher.get(site.url("/a")).data == PAGE


def test_a_bomb(site: Site, fetcher: WebFetcher) -> None:
    site.pages["/a"] = status(200, gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")
    assert reason(fetcher, site.url("/a")) == "unpacks to over 20 MB, which no page does; it was not read"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (401, "is only for those who sign in (401); save the page and read it"),
        (402, "is only for those who pay (402); save the page and read it"),
        (403, "is not given to memcon by its server (403); save the page and read it"),
        (404, "is not there (404); check the address"),
        (410, "is there no more (410); check the address"),
        (418, "was answered with something else than a page (418); try again later"),
        (429, "has a server that asked to be left alone for a while; try again later"),
        (451, "is withheld for legal reasons (451)"),
        (500, "has a server that failed (500); try again later"),
        (503, "has a server that asked to be left alone for a while; try again later"),
    ],
)
def test_answers_that_are_no_page(site: Site, fetcher: WebFetcher, code: int, words: str) -> None:
    site.pages["/a"] = status(code)
    assert reason(fetcher, site.url("/a")) == words


def rules(text: str, code: int = 200):
    return status(code, text.encode(), Content_Type="text/plain")


FORBIDDEN = "is not for programs to read, as its site's robots.txt says; save the page and read it"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: memcon\nDisallow: /a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: memcon\nAllow: /", True),
        ("User-agent: *\nDisallow: /*.html$\nAllow: /a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a$", True),
        ("User-agent: other\nDisallow: /", True),
        ("", True),
        ("\x00\x01 no rules", True),
    ],
)
def test_robots(site: Site, fetcher: WebFetcher, text: str, allowed: bool) -> None:
    site.pages |= {"/robots.txt": rules(text), "/a": status(200, PAGE)}
    if allowed:
        assert fetcher.get(site.url("/a")).data == PAGE
    else:
        assert reason(fetcher, site.url("/a")) == FORBIDDEN
        assert site.paths() == ["/robots.txt"]


def test_rules_that_cannot_be_read_forbid(site: Site, fetcher: WebFetcher) -> None:
    site.pages |= {"/robots.txt": status(500), "/a": status(200, PAGE)}
    assert reason(fetcher, site.url("/a")) == (
        "was not fetched, as its site's robots.txt cannot be read now (it was answered with 500); try again later"
    )
    assert site.paths() == ["/robots.txt"]


def test_a_site_that_cannot_be_reached_forbids(fetcher: WebFetcher) -> None:
    gone = Site()
    gone.close()
    assert reason(fetcher, gone.url("/a")) == (
        "was not fetched, as its site's robots.txt cannot be read now (it has a server that cannot be reached); "
        "try again later"
    )


def test_rules_are_asked_for_once_a_day(site: Site, fetcher: WebFetcher, clock: TestClock) -> None:
    site.pages["/a"] = status(200, PAGE)
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/a"))
    assert site.paths().count("/robots.txt") == 1
    clock.sleep(90_000)
    fetcher.get(site.url("/a"))
    assert site.paths().count("/robots.txt") == 2


def test_a_pause_between_requests_to_one_host(site: Site, fetcher: WebFetcher, clock: TestClock) -> None:
    site.pages["/a"] = status(200, PAGE)
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/a"))
    assert clock.slept == [2.0, 2.0]


@pytest.mark.parametrize(("asked", "kept"), [("7", 7.0), ("9999", 60.0), ("0", 2.0)])
def test_the_pause_a_site_asks_for(site: Site, fetcher: WebFetcher, clock: TestClock, asked: str, kept: float) -> None:
    site.pages |= {"/robots.txt": rules(f"User-agent: *\nCrawl-delay: {asked}"), "/a": status(200, PAGE)}
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/a"))
    assert clock.slept == [2.0, kept]


def test_a_server_that_asks_to_be_left_alone_is(site: Site, fetcher: WebFetcher, clock: TestClock) -> None:
    site.pages["/a"] = status(429, Retry_After="120")
    reason(fetcher, site.url("/a"))
    asked = len(site.asked)
    site.pages["/a"] = status(200, PAGE)
    assert reason(fetcher, site.url("/a")) == "has a server that asked to be left alone for a while; try again later"
    assert len(site.asked) == asked
    clock.sleep(121)
    assert fetcher.get(site.url("/a")).data == PAGE


def test_redirects_are_followed_to_where_they_lead(site: Site, fetcher: WebFetcher) -> None:
    site.pages |= {"/a": status(301, Location="/b"), "/b": status(302, Location="c"), "/c": status(200, PAGE)}
    assert fetcher.get(site.url("/a")).url == site.url("/c")


def test_redirects_without_end(site: Site, fetcher: WebFetcher) -> None:
    site.pages["/a"] = status(302, Location="/a")
    assert reason(fetcher, site.url("/a")) == "leads on more than 5 times; it was not fetched"
    assert site.paths().count("/a") == 6


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("file:///etc/passwd", "is no http or https address, and memcon fetches no other kind"),
        ("http://u:p@a.example/", "has a name or password in it; memcon signs in nowhere"),
        ("http://a.example:25/", "asks for port 25; memcon fetches from 80 and 443 only"),
        (
            "http://169.254.169.254/latest/meta-data",
            "leads to a machine that is not on the public network; it was not fetched",
        ),
        ("http://10.0.0.1/", "leads to a machine that is not on the public network; it was not fetched"),
        ("http://[", "leads on to something that is no address; check the address"),
        ("//127.0.0.1/", "leads to a machine that is not on the public network; it was not fetched"),
    ],
)
def test_every_redirect_is_checked(where: str, words: str) -> None:
    """Under the policy that ships: the first answer is a double's, the next would have to come from the network."""
    sent: list[str] = []

    class First:
        def send(self, method, target, fields, body=b"") -> Answer:
            sent.append(target.url)
            if target.host == "a.example":
                found = {"location": where} if target.path == "/a" else {}
                return Answer(302 if found else 404, found, b"")
            return HttpTransport(Policy()).send(method, target, fields, body)

    fetcher = WebFetcher(First(), Policy(), TestClock())
    assert words in reason(fetcher, "http://a.example/a")
    assert "http://a.example/a" in sent


def test_a_redirect_to_another_site_heeds_that_sites_rules(site: Site, fetcher: WebFetcher) -> None:
    other = Site()
    other.pages |= {"/robots.txt": rules("User-agent: *\nDisallow: /"), "/b": status(200, PAGE)}
    site.pages["/a"] = status(302, Location=other.url("/b"))
    assert reason(fetcher, site.url("/a")) == FORBIDDEN
    assert other.paths() == ["/robots.txt"]
    other.close()


def test_posting(site: Site, fetcher: WebFetcher) -> None:
    site.pages["/in"] = status(204)
    fetcher.post(site.url("/in"), b"{}", "application/json")
    assert site.posted == [b"{}"]
    site.pages["/in"] = status(302, Location="/other")
    with pytest.raises(Refused, match=r"did not take what was posted \(302\)"):
        fetcher.post(site.url("/in"), b"{}", "application/json")


def test_posting_inside_is_refused_as_it_ships(site: Site) -> None:
    policy = Policy(ports=(site.port,))
    with pytest.raises(Refused, match="not on the public network"):
        WebFetcher(HttpTransport(policy), policy, TestClock()).post(site.url("/in"), b"{}", "application/json")
    assert site.posted == []


def test_the_shelf() -> None:
    page = Page("https://a.example/", PAGE, marks=Marks("1"))
    shelf = Shelf({"https://a.example/": page})
    assert shelf.get("https://a.example/") == page
    assert not shelf.get("https://a.example/", Marks("1")).changed
    assert shelf.get("https://a.example/", Marks("0")).changed
    with pytest.raises(Refused, match="404"):
        shelf.get("https://b.example/")
    assert OPEN.local
