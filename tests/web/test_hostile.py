"""Report text is shown as text, whatever it says."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.web.conftest import HOSTILE, LONG, At
from tests.web.test_pages import shown_text, text_of

from memcon.export.escape import harmless


def pages(at: At) -> dict[str, str]:
    stories = at.client.get("/stories.json").json()["stories"]
    found = ["/", "/stories", "/review", "/search?q=fish", "/search?q=script", "/relations/CHL/NOR", "/actors/NOR"]
    for story in stories:
        record = at.client.get(f"/stories/{story['id']}.json").json()
        found.append(f"/stories/{story['id']}")
        found += [f"/reports/{r['id']}" for r in record["reports"]]
        (memcon,) = record["memcons"]
        found += [
            f"/stories/{story['id']}/cells/{f['id']}/{c['origin']}" for f in memcon["findings"] for c in f["cells"]
        ]
    return {address: at.client.get(address).text for address in found}


class Seen(HTMLParser):
    """The tags and attributes of a page as a browser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_no_page_lets_a_report_be_more_than_text(hostile: At) -> None:
    for address, html in pages(hostile).items():
        for tag, attrs in Seen(html).tags:
            assert tag not in {"img", "iframe", "object", "embed", "i", "style", "base"}, address
            assert tag != "script" or (attrs.get("src") or "").startswith("/static/"), address
            assert not [name for name in attrs if name.startswith("on") or name == "style"], address
            for name in ("href", "src", "action", "hx-get", "formaction"):
                assert (attrs.get(name) or "/")[0] in "/#?", address
        assert "\u202e" not in html, address
        assert "\x00" not in html, address


def test_the_check_can_fail() -> None:
    assert Seen('<p title="&lt;b onload=">x<img src=y onerror=z>').tags == [
        ("p", {"title": "<b onload="}),
        ("img", {"src": "y", "onerror": "z"}),
    ]


def test_the_words_are_all_there(hostile: At) -> None:
    (key,) = [f["report"] for f in hostile.client.get("/search.json?q=agree").json()["found"] if f["kind"] == "report"]
    (shown,) = shown_text(hostile.client.get(f"/reports/{key}").text)
    assert shown == harmless(HOSTILE)
    assert len(shown) == len(HOSTILE)


def test_a_word_without_end_is_cut_into_pages(hostile: At) -> None:
    (row,) = [f for f in hostile.client.get("/search.json?q=50%20minutes").json()["found"] if f["kind"] == "report"]
    first = hostile.client.get(f"/reports/{row['report']}")
    assert len(first.content) < 200_000
    assert "Later" in text_of(first.text)
    last = hostile.client.get(f"/reports/{row['report']}?since=60000").text
    whole = shown_text(first.text)[0] + shown_text(last)[0]
    assert LONG in whole
    assert whole.endswith("minutes.")


def test_words_far_into_a_long_text_are_in_view(hostile: At) -> None:
    (row,) = [f for f in hostile.client.get("/search.json?q=50%20minutes").json()["found"] if f["kind"] == "report"]
    span = row["spans"][0]
    html = hostile.client.get(f"/reports/{row['report']}?at={span['start']}-{span['end']}").text
    assert f'id="lit">{span["exact"]}' in html
