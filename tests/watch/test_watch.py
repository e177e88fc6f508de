"""Feeds round by round: what is new is read once, alerts are what was asked for, a stopped watch goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.making import page, rss

from memcon.fetch.fetcher import UNMARKED, Marks, Page, Shelf
from memcon.model.actor import ActorRef
from memcon.run import open_store, web_of
from memcon.settings import Settings
from memcon.store.beside import BesideStore
from memcon.watch import Round, Wanted, Watcher, line_of, look

FEED = "https://gazette.example/feed"
MET = (
    "Prime Minister Ada Novak of the Czech Republic met Slovenian President Luka Kos in Prague on June 4, 2023.",
    "“We will open a second rail line before 2030,” Novak told reporters after the meeting.",
)
OTHER = ("The president of Peru received the foreign minister of Chile in Lima on May 2, 2023 for talks about copper.",)
CZE, SVN, PER = ActorRef("CZE", "Czech Republic"), ActorRef("SVN", "Slovenia"), ActorRef("PER", "Peru")


def url(name: str) -> str:
    return f"https://gazette.example/{name}"


def item(name: str, words: str = "In short.", date: str = "Mon, 05 Jun 2023 10:00:00 +0200") -> str:
    return (
        f"<title>{name}</title><link>{url(name)}</link><guid>{name}</guid><description>{words}</description>"
        f"<pubDate>{date}</pubDate>"
    )


def article(*paragraphs: str) -> Page:
    return Page("", page("".join(f"<p>{p}</p>" for p in paragraphs)).encode(), "text/html", "utf-8")


class Setting:
    """A store in a folder, pages on a shelf, and the watcher over both."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "memcon.db")
        self.pages: dict[str, Page] = {}
        self.stopped: Callable[[], bool] = lambda: False
        self.wanted = Wanted()

    def feed(self, *names: str, marks: Marks = UNMARKED, **words: str) -> None:
        self.pages[FEED] = Page(FEED, rss(*(item(n, words.get(n, "In short.")) for n in names)), marks=marks)

    def put(self, name: str, *paragraphs: str) -> None:
        self.pages[url(name)] = article(*paragraphs)._replace(url=url(name))

    def watcher(self) -> tuple[Watcher, Shelf]:
        store, shelf = open_store(self.path), Shelf(self.pages)
        web = web_of(store, shelf)
        return Watcher(store, BesideStore(self.path), web, Settings(), self.wanted, self.stopped), shelf

    def look(self, feed: str = FEED) -> tuple[Round, list[str]]:
        watcher, shelf = self.watcher()
        (found,) = look(watcher, [feed])
        return found, shelf.asked

    def reports(self) -> dict[str, str]:
        """Text by address."""
        return {r.report.url or "": r.report.text for r in open_store(self.path).readings()}


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    made = Setting(tmp_path)
    made.feed("met", "other")
    made.put("met", *MET)
    made.put("other", *OTHER)
    return made


def test_what_is_new_is_read_once(setting: Setting) -> None:
    found, asked = setting.look()
    assert (found.reports, found.refused, asked) == (2, (), [FEED, url("met"), url("other")])
    assert setting.reports()[url("met")] == "\n".join(MET)
    found, asked = setting.look()
    assert (found.reports, found.alerts, asked) == (0, (), [FEED])
    setting.feed("new", "met", "other")
    setting.put("new", "They will meet again in Brno in July, said the Czech foreign minister.")
    found, asked = setting.look()
    assert (found.reports, asked) == (1, [FEED, url("new")])


def test_a_feed_that_has_not_changed_is_not_read(setting: Setting) -> None:
    setting.feed("met", marks=Marks('"1"'))
    setting.look()
    found, asked = setting.look()
    assert (found, asked) == (Round(FEED, 0, (), ()), [FEED])
    assert BesideStore(setting.path).read().feeds[FEED].seen == ("met",)


def test_the_feeds_date_where_the_page_has_none(setting: Setting) -> None:
    setting.look()
    (published,) = {r.report.published for r in open_store(setting.path).readings()}
    assert published is not None
    assert (published.value, published.why) == ("2023-06-05T10:00:00+02:00", "the feed's date")


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (Wanted(), {("story", "met"), ("story", "other")}),
        (Wanted(pair=(SVN, CZE)), {("pair", "met")}),
        (Wanted(pair=(PER, CZE)), set()),
        (Wanted(actors=(PER,)), {("actor", "other")}),
        (Wanted(actors=(PER, SVN)), {("actor", "other"), ("actor", "met")}),
        (Wanted(pledges=True), {("pledge", "met")}),
    ],
)
def test_alerts(setting: Setting, wanted: Wanted, kinds: set[tuple[str, str]]) -> None:
    setting.wanted = wanted
    found, _ = setting.look()
    assert {(a.kind, (a.url or "").rpartition("/")[2]) for a in found.alerts} == kinds
    texts = {r.report.id: r.report.text for r in open_store(setting.path).readings()}
    for alert in found.alerts:
        assert all(texts[s.report][s.start : s.end] == s.exact for s in alert.spans)
        assert "\n" not in line_of(alert)


def test_the_feeds_own_words_are_a_part(setting: Setting) -> None:
    setting.feed("gone", gone=MET[0])
    found, _ = setting.look()
    assert (found.reports, [a.complete for a in found.alerts]) == (1, [False])
    assert "a part of the text only" in line_of(found.alerts[0])


def test_a_server_that_fails_is_asked_again_and_then_the_feeds_words_are_read(setting: Setting) -> None:
    setting.feed("met", met=MET[0])
    del setting.pages[url("met")]

    class Failing(Shelf):
        def get(self, url: str, marks: Marks = UNMARKED) -> Page:
            from memcon.errors import Refused

            if url == FEED:
                return super().get(url, marks)
            raise Refused(url, "has a server that failed (502); try again later")

    rounds = []
    for _ in range(3):
        watcher, _ = setting.watcher()
        watcher = watcher._replace(web=web_of(watcher.store, Failing(setting.pages)))
        rounds += look(watcher, [FEED])
    assert [(r.reports, len(r.refused)) for r in rounds] == [(0, 1), (0, 1), (1, 0)]


def test_stopped_between_two_entries_it_goes_on_with_the_next(setting: Setting) -> None:
    setting.feed("met", "other", marks=Marks('"1"'))
    calls = iter([False, False, True])
    setting.stopped = lambda: next(calls, True)
    found, asked = setting.look()
    assert (found.reports, asked) == (1, [FEED, url("met")])
    setting.stopped = lambda: False
    found, asked = setting.look()
    assert (found.reports, asked) == (1, [FEED, url("other")])


def test_a_long_feed_is_read_in_several_rounds(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.watch.MOST_NEW", 1)
    setting.feed("met", "other", marks=Marks('"1"'))
    assert [setting.look()[0].reports for _ in range(3)] == [1, 1, 0]


def test_killed_before_its_alerts_were_handed_out_it_tells_them_again(setting: Setting) -> None:
    watcher, _ = setting.watcher()
    first = next(look(watcher, [FEED]))
    found, _ = setting.look()
    assert found.alerts == first.alerts != ()
    assert found.reports == 0


def test_a_feed_in_a_file_gives_its_own_words_and_asks_nobody(setting: Setting, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item("met", MET[0])))
    found, asked = setting.look(str(path))
    assert (found.reports, asked) == (1, [])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "is not there (404); check the address"),
        (b"no feed", "is no RSS or Atom feed that can be read; check the address or the file"),
        (b"x" * 5_000_001, "is over 5 MB, which no feed is; it was not read"),
    ],
)
def test_a_feed_that_cannot_be_read_is_told(setting: Setting, data: bytes | None, words: str) -> None:
    setting.pages = {} if data is None else {FEED: Page(FEED, data)}
    found, _ = setting.look()
    assert [str(r) for r in found.refused] == [f"{FEED}: {words}"]


def test_a_feed_in_a_file_that_cannot_be_opened(setting: Setting) -> None:
    found, _ = setting.look("a" * 300)
    assert [r.reason for r in found.refused] == [
        "cannot be opened (File name too long); check the path and its permissions"
    ]


def test_a_feed_that_is_given_up(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("memcon.watch.entries_of", broken)
    found, _ = setting.look()
    assert [r.reason for r in found.refused] == [
        "failed inside memcon (RuntimeError: no), please report, so it was left out; is it a report?"
    ]


def test_without_the_web_addresses_are_refused(setting: Setting) -> None:
    watcher, _ = setting.watcher()
    (found,) = look(watcher._replace(web=None), [FEED])
    assert "fetching is off; allow it with --fetch" in str(found.refused[0])
