"""Entries of feeds are reports; one with a summary only is a part of one."""

import pytest
from tests.intake.making import PROSE, atom, rss

HTML = "".join(f"<p>{p}</p>" for p in PROSE)
FULL = f"<title>Ferries &amp; talks</title><link>https://gazette.example/a</link><guid>g1</guid><description>In short.</description><content:encoded><![CDATA[{HTML}]]></content:encoded><pubDate>Mon, 03 May 2021 00:30:00 +0900</pubDate><author>Ana Reis</author>"  # noqa: E501
SUMMARY = f"<title>Ferries</title><link>https://gazette.example/b</link><description>{PROSE[0]}</description>"


def test_full_text(report) -> None:
    found = report(rss(FULL), "a.xml")
    assert found.text == "\n".join(PROSE)
    assert (found.title, found.url, found.given_id) == ("Ferries & talks", "https://gazette.example/a", "g1")
    assert (found.complete, found.bylines) == (True, ("Ana Reis",))
    assert found.outlet is not None
    assert found.outlet.name == "The Harbour Gazette"


def test_the_date_keeps_its_zone_and_none_is_made(report) -> None:
    dated = report(rss(FULL)).published
    assert dated is not None
    assert dated.value == "2021-05-03T00:30:00+09:00"
    assert report(rss(SUMMARY)).published is None


def test_when_an_entry_was_changed_is_not_when_it_came_out(report) -> None:
    found = report(
        atom(f"<title>T</title><id>urn:1</id><updated>2021-05-04T08:00:00Z</updated><content>{PROSE[0]}</content>")
    )
    assert (found.published, found.modified) == (None, "2021-05-04T08:00:00Z")


@pytest.mark.parametrize(
    ("entry", "complete"),
    [
        (FULL, True),
        (SUMMARY, False),
        (f"<title>T</title><content:encoded>{PROSE[0]} [&amp;#8230;]</content:encoded>", False),
        (f"<title>T</title><description>{PROSE[0]}</description><content:encoded>{PROSE[0]}</content:encoded>", False),
    ],
)
def test_summaries_are_parts(report, entry: str, complete: bool) -> None:
    assert report(rss(entry)).complete is complete


def test_atom(report) -> None:
    link = '<link href="https://h.example/1"/>'
    found = report(atom(f'<title>T</title><id>urn:1</id>{link}<content type="html">{PROSE[0]}</content>'), "a.atom")
    assert (found.text, found.url, found.title) == (PROSE[0], "https://h.example/1", "T")


def test_an_entry_without_words_is_told_and_the_rest_is_read(read) -> None:
    found = read(rss("<title>T</title><link>https://gazette.example/c</link>", FULL))
    assert "entry 1: has no words" in str(found[0])
    assert len(found) == 2


def test_scripts_and_tags_are_no_words(report) -> None:
    body = f"<div>{PROSE[0]}<script>alert(1)</script><!-- aside --> And<br/>then.</div>"
    found = report(rss(f"<title>T</title><content:encoded><![CDATA[{body}]]></content:encoded>"))
    assert found.text == f"{PROSE[0]} And\nthen."
