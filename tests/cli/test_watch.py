"""`memcon read` of addresses and `memcon watch`, as they are called."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Call
from tests.fetch.conftest import OPEN, Site, status
from tests.intake.making import page, rss

from memcon.fetch.clock import TestClock
from memcon.fetch.fetcher import WebFetcher
from memcon.fetch.transport import HttpTransport

MEMCON = Path(sys.executable).with_name("memcon")
MET = "Prime Minister Ada Novak of the Czech Republic met Slovenian President Luka Kos in Prague on June 4, 2023."
VOW = "“We will open a second rail line before 2030,” Novak told reporters after the meeting."
OFF = 'is an address, and fetching is off; allow it with --fetch, or for good with fetch = "on" in memcon.toml'


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    body = page(f"<p>{MET}</p><p>{VOW}</p>", head="<meta property='article:published_time' content='2023-06-05'>")
    made.pages["/met"] = status(200, body.encode(), Content_Type="text/html; charset=utf-8", ETag='"1"')
    made.pages["/feed"] = status(
        200,
        rss(f"<title>Met</title><guid>1</guid><link>{made.url('/met')}</link>"),
        Content_Type="text/xml",
        ETag='"f"',
    )
    yield made
    made.close()


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback may be fetched from: the policy is the tests', all else is as it ships."""
    made = WebFetcher(HttpTransport(OPEN, seconds=5), OPEN, TestClock())
    monkeypatch.setattr("memcon.run.fetcher_of", lambda *_, **__: made)


def test_off_unless_asked(memcon: Call, site: Site) -> None:
    for words in (("read", site.url("/met")), ("read", site.url("/met"), "--no-fetch")):
        said = memcon(*words)
        assert (said.code, said.err.strip()) == (1, f"memcon: {site.url('/met')}: {OFF}")
    said = memcon("watch", site.url("/feed"), "--once")
    assert (said.code, said.err.strip()) == (2, f"memcon: {site.url('/feed')}: {OFF}")
    assert site.asked == []


@pytest.mark.usefixtures("reachable")
def test_an_address_is_read_and_the_second_time_only_asked(memcon: Call, site: Site, tmp_path: Path) -> None:
    (tmp_path / "memcon.toml").write_text('fetch = "on"\n')
    first = memcon("read", site.url("/met"), "--json")
    assert (first.code, first.err) == (0, "")
    (report,) = json.loads(first.out)["reports"]
    assert (report["url"], report["text"]) == (site.url("/met"), f"{MET}\n{VOW}")
    site.pages["/met"] = status(304)
    again = memcon("read", site.url("/met"), "--json")
    assert again.out == first.out
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_as_it_ships_loopback_is_refused(memcon: Call, site: Site) -> None:
    said = memcon("read", site.url("/met"), "http://localhost/", "--fetch")
    assert (said.code, said.err.splitlines()) == (
        1,
        [
            f"memcon: {site.url('/met')}: asks for port {site.port}; memcon fetches from 80 and 443 only",
            "memcon: http://localhost/: leads to a machine that is not on the public network; it was not fetched",
        ],
    )
    assert site.asked == []


@pytest.mark.usefixtures("reachable")
def test_a_round(memcon: Call, site: Site) -> None:
    said = memcon("watch", site.url("/feed"), "--once", "--fetch", "--pair", "SVN", "CZE", "--pledges")
    assert (said.code, said.err) == (0, "")
    kinds = [line.partition(":")[0] for line in said.out.splitlines()]
    assert kinds == ["pair", "pledge"]
    site.pages["/feed"] = status(304)
    said = memcon("watch", site.url("/feed"), "--once", "--fetch", "--pledges")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert site.asked[-1][1]["if-none-match"] == '"f"'


@pytest.mark.usefixtures("reachable")
def test_alerts_as_json(memcon: Call, site: Site) -> None:
    said = memcon("watch", site.url("/feed"), "--once", "--fetch", "--actor", "Slovenia", "--json")
    (alert,) = map(json.loads, said.out.splitlines())
    assert (alert["kind"], alert["about"], alert["url"]) == ("actor", ["Slovenia"], site.url("/met"))


@pytest.mark.usefixtures("reachable")
def test_alerts_by_post_and_again_when_they_were_not_taken(memcon: Call, site: Site) -> None:
    post = ("--post", site.url("/in"))
    site.pages["/in"] = status(500)
    said = memcon("watch", site.url("/feed"), "--once", "--fetch", "--pledges", *post)
    assert (said.code, said.out) == (1, "")
    assert said.err.strip() == (
        f"memcon: {site.url('/in')}: did not take what was posted (500); it is kept and sent again"
    )
    site.pages["/in"] = status(200)
    said = memcon("watch", site.url("/feed"), "--once", "--fetch", "--pledges", *post)
    assert (said.code, said.err) == (0, "")
    first, again = map(json.loads, site.posted)
    assert first == again
    assert [a["kind"] for a in again["alerts"]] == ["pledge"]
    memcon("watch", site.url("/feed"), "--once", "--fetch", "--pledges", *post)
    assert len(site.posted) == 2


def test_posting_to_this_machine_must_be_asked_for(memcon: Call, site: Site, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(f"<title>Met</title><guid>1</guid><description>{MET} {VOW}</description>"))
    site.pages["/in"] = status(200)
    words = ("watch", "feed.xml", "--once", "--pledges", "--fetch", "--post", site.url("/in"))
    said = memcon(*words)
    assert said.code == 1
    assert f"asks for port {site.port}" in said.err
    assert site.posted == []
    said = memcon(*words, "--post-local")
    assert said.code == 0
    assert [a["complete"] for a in json.loads(site.posted[0])["alerts"]] == [False]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_the_next_goes_on(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(f"<title>Met</title><guid>1</guid><description>{MET}</description>"))
    command = [MEMCON, "watch", "feed.xml", "--store", "memcon.db"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert watching.stdout.readline().startswith("story: ")
        watching.send_signal(number)
        assert watching.wait(60) == 0
        assert watching.stderr.read() == "memcon: stopped; the next watch goes on from here\n"
    done = subprocess.run([*command, "--once"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_wrong_usage(memcon: Call) -> None:
    assert memcon("watch").code == 2
    assert memcon("watch", "feed.xml", "--pair", "Nobody Atall", "CZE").code == 2
    assert memcon("watch", "feed.xml", "--every", "0").code == 2
    said = memcon("watch", "gone.xml", "--once")
    assert (said.code, said.err) == (1, "memcon: gone.xml: no such file; check the path\n")
