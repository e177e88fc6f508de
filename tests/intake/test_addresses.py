"""Addresses are read like files, and asked again only for what has changed."""

from collections.abc import Collection

import pytest
from tests.intake.making import PROSE, column, page, pdf, rss

from memcon.errors import Refused
from memcon.fetch.fetcher import Marks, Page, Shelf
from memcon.intake.addresses import Web
from memcon.model.fetched import Fetched
from memcon.model.report import Report
from memcon.run import reports_at
from memcon.settings import Settings

HERE = Settings(seconds=0)
"""Files are read in this process."""

URL = "https://gazette.example/ferries"
TEXT = "\n".join(PROSE)
HTML = page(head="<link rel='canonical' href='/ferries-go-on'>").encode()


class Memory:
    """What is kept, in memory; `stored` are the reports a store would hold."""

    def __init__(self) -> None:
        self.by_url: dict[str, Fetched] = {}
        self.stored: dict[str, Report] = {}

    def fetched(self, url: str) -> Fetched | None:
        return self.by_url.get(url)

    def reports(self, ids: Collection[str]) -> list[Report]:
        return [self.stored[i] for i in ids if i in self.stored]

    def keep(self, url: str, fetched: Fetched) -> None:
        self.by_url[url] = fetched


def read(shelf: Shelf, kept: Memory | None = None) -> list[Report | Refused]:
    return list(reports_at([URL], HERE, Web(shelf, kept or Memory())))


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Page(URL, HTML, "text/html", "utf-8"), TEXT),
        (Page(URL, HTML), TEXT),
        (Page(URL, TEXT.encode(), "text/plain"), TEXT),
        (
            Page(URL, "Fähre, said the minister.".encode("latin-1"), "text/plain", "iso-8859-1"),
            "Fähre, said the minister.",
        ),
        (Page(f"{URL}.pdf", pdf([column(list(PROSE))]), "application/octet-stream"), " ".join(PROSE)),
        (Page(URL, rss(f"<content:encoded>{PROSE[0]}</content:encoded>"), "application/rss+xml"), PROSE[0]),
    ],
    ids=["page", "no type", "text", "another character set", "pdf", "feed"],
)
def test_what_an_address_gives(found: Page, text: str) -> None:
    (report,) = read(Shelf({URL: found}))
    assert isinstance(report, Report), report
    assert (report.text.replace("\n", " "), report.path) == (text.replace("\n", " "), URL)


def test_a_page_has_the_address_it_gives_itself() -> None:
    (report,) = read(Shelf({URL: Page("https://gazette.example/moved", HTML)}))
    assert isinstance(report, Report)
    assert report.url == "https://gazette.example/ferries-go-on"


def test_off_unless_asked() -> None:
    (found,) = reports_at([URL], HERE)
    assert isinstance(found, Refused)
    assert (found.where, found.reason) == (
        URL,
        'is an address, and fetching is off; allow it with --fetch, or for good with fetch = "on" in memcon.toml',
    )


def test_a_refusal_leaves_the_rest() -> None:
    shelf = Shelf({URL: Page(URL, HTML)})
    found = list(reports_at(["https://gazette.example/gone", URL], HERE, Web(shelf, Memory())))
    assert [type(f) for f in found] == [Refused, Report]


def test_what_has_not_changed_is_what_was_read() -> None:
    marks = Marks('"1"')
    shelf, kept = Shelf({URL: Page(URL, HTML, marks=marks)}), Memory()
    (first,) = read(shelf, kept)
    assert isinstance(first, Report)
    assert kept.by_url[URL] == Fetched('"1"', None, (first.id,))
    kept.stored[first.id] = first
    assert read(shelf, kept) == [first]
    kept.by_url[URL] = Fetched('"0"', None, (first.id,))
    assert read(shelf, kept) == [first]


def test_marks_without_the_reports_are_not_sent() -> None:
    """A read that was stopped before the store had the report: the page must come again."""
    shelf, kept = Shelf({URL: Page(URL, HTML, marks=Marks('"1"'))}), Memory()
    kept.by_url[URL] = Fetched('"1"', None, ("0123456789abcdef",))
    (found,) = read(shelf, kept)
    assert isinstance(found, Report)


def test_a_page_without_marks_is_not_kept() -> None:
    kept = Memory()
    read(Shelf({URL: Page(URL, HTML)}), kept)
    assert kept.by_url == {}
