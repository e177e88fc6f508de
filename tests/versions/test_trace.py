"""Which texts are versions of one report, and in what order."""

from itertools import permutations

import pytest

from memcon.model.report import Outlet, Published, Report, report_id
from memcon.versions.trace import address_of, ordered_by, told_by, trace

BODY = "Foreign Minister Odd Vik met his colleague Marta Rojas in Oslo on Monday. The talks lasted 45 minutes. "
LATER = BODY.replace("45", "50") + "They will meet again in spring."
OTHER = "A storm closed the harbour of Bergen for the third day in a row, and no ferry left for the islands at all."
REWRITTEN = OTHER + " Nobody rang his colleague Marta Rojas."
PAGE = "https://fjordpost.example/talks"


def report(
    text: str = BODY, *, url: str | None = None, outlet: str | None = "Fjord Post", given: str | None = None,
    title: str | None = None, published: str | None = "2024-03-12", modified: str | None = None,
) -> Report:  # fmt: skip
    return Report(
        report_id(text, outlet, url, published), text, given_id=given, url=url, title=title,
        outlet=Outlet(outlet) if outlet else None, published=Published(published) if published else None,
        modified=modified,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        # an address, with and without dates
        (report(url=PAGE), report(LATER, url=PAGE), "address"),
        (report(url=PAGE, published=None), report(LATER, url=PAGE, published=None), "address"),
        (report(url=PAGE, outlet=None), report(LATER, url=PAGE, outlet="Fjord Post"), "address"),
        (report(url=PAGE), report(LATER, url=PAGE, published="2024-09-01"), "address"),
        (report(url=PAGE), report(LATER, url="http://www.FjordPost.example/talks/?utm_source=x#top"), "address"),
        # the same text at the same address, only put out again
        (report(url=PAGE), report(url=PAGE, published="2024-03-13"), "address"),
        # rewritten from end to end: a little of the wording, and the title, say that the address still holds it
        (report(url=PAGE, title="Talks"), report(REWRITTEN, url=PAGE, title="talks"), "address"),
        (report(url=PAGE, title="Talks"), report(REWRITTEN, url=PAGE, title="Storm"), None),
        (report(url=PAGE, title="Briefing"), report(OTHER, url=PAGE, title="Briefing"), None),
        (report(url=PAGE), report(OTHER, url=PAGE), None),
        # a front page is no report's address; two pages are two reports
        (report(url="https://fjordpost.example/"), report(LATER, url="https://fjordpost.example"), None),
        (report(url=PAGE), report(LATER, url=PAGE + "-2"), None),
        (report(url=PAGE, title="Talks"), report(LATER, url=PAGE + "?id=2", title="Talks"), None),
        # an id, with and without dates
        (report(given="77"), report(LATER, given="77"), "id"),
        (report(given="77", published=None), report(LATER, given="77", published=None), "id"),
        (report(given="77"), report(LATER, given="77", published="2024-09-01"), None),
        (report(given="77"), report(OTHER, given="77"), None),
        (report(given="77"), report(LATER, given="77", outlet="Bergen Mail"), None),
        (report(given="77", outlet=None), report(LATER, given="77", outlet=None), None),
        (report(given="77"), report(LATER, given="78"), None),
        # a title, at nearly the same time and in mostly the same words
        (report(title="Talks"), report(LATER, title="TALKS", published="2024-03-13T09:00:00+01:00"), "title"),
        (report(title="Talks"), report(LATER, title="Talks", published="2024-03-22"), None),
        (report(title="Talks", published=None), report(LATER, title="Talks", published=None), None),
        (report(title="Talks"), report(LATER, title="Talks", outlet="Bergen Mail"), None),
        (report(title="Talks"), report(OTHER, title="Talks"), None),
        (report(title="Talks", given="1"), report(LATER, title="Talks", given="2"), None),
        # nothing but like words
        (report(), report(LATER), None),
        (report(outlet=None, published=None), report(LATER, outlet=None, published=None), None),
    ],
)
def test_what_says_that_two_texts_are_one_report(a: Report, b: Report, why: str | None) -> None:
    for pair in ((a, b), (b, a)):
        found = trace(pair, {a.id: 1, b.id: 2})
        assert [line.why for line in found] == ([] if why is None else [(why,)])


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.Example.org/A/b/?q=1&utm_medium=x#c", "example.org/A/b?q=1"),
        ("http://example.org/?p=12", "example.org?p=12"),
        ("https://example.org/", None),
        ("file:///tmp/a.html", None),
        ("not an address", None),
        ("http://[broken/a", None),
        (None, None),
    ],
)
def test_an_address(url: str | None, address: str | None) -> None:
    assert address_of(url) == address


DATED = [
    report(BODY, url=PAGE),
    report(BODY + "One.", url=PAGE, modified="2024-03-12T12:00:00+01:00", published="2024-03-12T08:00:00+01:00"),
    report(BODY + "One. Two.", url=PAGE, modified="2024-03-13"),
    report(BODY + "One. Two. Three.", url=PAGE, published="2024-03-14"),
]


@pytest.mark.parametrize("order", list(permutations(range(1, 4))))
def test_where_times_tell_the_order_of_coming_does_not_matter(order: tuple[int, ...]) -> None:
    reports = [DATED[k] for k in order]
    (line,) = trace(reports, {r.id: k for k, r in enumerate(reports, 1)})
    assert [v.report for v in line.versions] == [r.id for r in DATED[1:]]
    assert [v.ordered_by for v in line.versions] == [None, "modified", "modified"]
    assert [v.told for v in line.versions] == [False, False, True]
    assert told_by([line]) == {DATED[1].id: DATED[3].id, DATED[2].id: DATED[3].id}


def test_where_nothing_tells_it_is_the_order_of_coming() -> None:
    for day in (None, "2024-03-12"):
        a, b = report(url=PAGE, published=day), report(LATER, url=PAGE, published=day)
        for first, second in ((a, b), (b, a)):
            (line,) = trace((a, b), {first.id: 1, second.id: 2})
            assert [v.report for v in line.versions] == [first.id, second.id]
            assert [v.ordered_by for v in line.versions] == [None, "arrival"]


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ("2024-03-12", "2024-03-13", "published"),
        ("2024-03-12", "2024-03-12T09:00:00Z", "arrival"),
        ("2024-03", "2024-03-12", "arrival"),
        ("2024-03-12T23:30:00+09:00", "2024-03-12T16:00:00+01:00", "published"),
        ("2024-03-12T16:00:00+01:00", "2024-03-12T23:30:00+09:00", "arrival"),
        ("2024-03-12T09:00:00", "2024-03-12T10:00:00Z", "arrival"),
    ],
)
def test_what_tells_the_order(before: str, after: str, by: str) -> None:
    assert ordered_by(report(published=before), report(published=after)) == by


def test_a_chain_is_one_lineage_and_others_stay_out() -> None:
    texts = [BODY, LATER, LATER + "More came later.", OTHER]
    reports = [report(t, url=PAGE) for t in texts] + [report(BODY, url=PAGE + "/other")]
    found = trace(reports, {r.id: k for k, r in enumerate(reports)})
    assert [[v.report for v in line.versions] for line in found] == [[r.id for r in reports[:3]]]
    assert trace(reversed(reports), {r.id: k for k, r in enumerate(reports)}) == found
    assert trace([], {}) == ()
