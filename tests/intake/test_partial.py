"""A page that says, by its words or by how it is built, that it is a part of a report is partial; one that is whole is
not, though it carries the same marks."""

import json

import pytest
from tests.intake.making import PROSE, page

LONG = "".join(f"<p>{p}</p>" for p in PROSE * 8)  # over 300 words
SHORT = "".join(f"<p>{p}</p>" for p in PROSE)
WORDS = sum(len(p.split()) for p in PROSE)


def linked(**told: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **told})}</script>"


WALL = "<div class='c-paywall js-open'>Subscribe</div>"
TIER = "<meta property='article:content_tier' content='{}'>"

PARTS = [
    (SHORT, linked(isAccessibleForFree=False)),
    (SHORT, linked(isAccessibleForFree="False")),
    (LONG, linked(isAccessibleForFree=False)),
    (SHORT, "<meta itemprop='isAccessibleForFree' content='false'>"),
    (SHORT, TIER.format("locked")),
    (SHORT, TIER.format("metered")),
    (SHORT, linked(wordCount=10 * WORDS)),
    (SHORT, linked(wordCount=str(10 * WORDS), isAccessibleForFree=True)),
    (SHORT + WALL, ""),
    (SHORT + '<div id="regwall"></div>', ""),
    (SHORT + "<p>Subscribe to continue reading this story.</p>", ""),
    (SHORT + "<p>The minister then said that the ferries […]</p>", ""),
    (
        SHORT
        + "<p>The minister then said that the line would be opened again if the harbour of Port Anselm were made</p>",
        "",
    ),
    (SHORT + "<p>The minister then said…</p>", ""),
]
WHOLE = [
    (SHORT, ""),
    (SHORT, linked(isAccessibleForFree=True)),
    (SHORT, linked(isAccessibleForFree=False, wordCount=WORDS)),
    (SHORT, linked(wordCount=WORDS + 5)),
    (SHORT, linked(wordCount=0)),
    (SHORT, TIER.format("free")),
    (LONG + WALL, ""),
    (SHORT, "<style>.paywall { display: none }</style>"),
    (SHORT + "<p>He said “the ferries […] will go on”, and left.</p>", ""),
]


@pytest.mark.parametrize(("body", "head"), PARTS)
def test_parts(report, body: str, head: str) -> None:
    assert report(page(body, head=head).encode(), "a.html").complete is False


@pytest.mark.parametrize(("body", "head"), WHOLE)
def test_whole_ones(report, body: str, head: str) -> None:
    assert report(page(body, head=head).encode(), "a.html").complete is True


def test_text_files_too(report) -> None:
    text = "\n\n".join(PROSE)
    assert report(text.encode(), "a.txt").complete is True
    assert report(f"{text}\n\nThe line […]\n".encode(), "a.txt").complete is False
