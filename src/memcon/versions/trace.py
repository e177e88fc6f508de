"""Which kept texts are versions of one report, and in what order they came.

Nothing is guessed: an address, an id or a title with its outlet and time must say that it is the same report, and its
words must bear it out. Without that, like texts are two reports (of one origin, perhaps).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations
from urllib.parse import parse_qsl, urlencode, urlsplit

from memcon.knowledge.kb import fold
from memcon.model.ids import content_id
from memcon.model.report import Report
from memcon.model.version import Lineage, Version
from memcon.versions.align import words

MOSTLY = 0.5
"""Share of the shorter text's runs of words from which two texts are mostly the same wording."""
SOME = 0.2
"""Share from which an address holds the same report still, rewritten; below it the page shows another one now. (Of
pairs of reports of different stories 1 in 1,000 shares 0.08 or more.)"""
TITLED = 0.1
"""Share that will do where the title too is the same. A title alone will not: a page may show a briefing a day."""
NEAR = 3
"""Days. An outlet that puts a report out again under its title does so within days; a yearly piece comes later."""
RUN = 3


def trace(reports: Iterable[Report], arrived: Mapping[str, int]) -> tuple[Lineage, ...]:
    """The lineages of two versions or more among `reports`, sorted by id; `arrived`: report id -> its number in the
    order of coming. Pure, and the order of `reports` does not matter."""
    ordered = sorted(reports, key=lambda r: r.id)
    by_id = {r.id: r for r in ordered}
    home = {r.id: r.id for r in ordered}
    told: dict[str, set[str]] = {}
    runs: dict[str, frozenset[tuple[str, ...]]] = {}
    for bucket in _buckets(ordered):
        for a, b in combinations(bucket, 2):
            if _root(home, a.id) != _root(home, b.id) and (why := same_report(a, b, runs)) is not None:
                one, other = sorted((_root(home, a.id), _root(home, b.id)))
                home[other] = one
                told.setdefault(one, set()).update({why}, told.pop(other, ()))
    members: dict[str, list[Report]] = {}
    for key in by_id:
        members.setdefault(_root(home, key), []).append(by_id[key])
    found = [_lineage(m, told[root], arrived) for root, m in members.items() if len(m) > 1]
    return tuple(sorted(found, key=lambda line: line.id))


def comparable(reports: Iterable[Report]) -> set[str]:
    """Ids of the reports that share enough with another to be compared; needs no text."""
    return {report.id for bucket in _buckets(reports) for report in bucket}


def told_by(lineages: Iterable[Lineage]) -> dict[str, str]:
    """Id of every version that a newer one stands in place of -> id of the newest."""
    return {v.report: line.versions[-1].report for line in lineages for v in line.versions[:-1]}


def _root(home: dict[str, str], key: str) -> str:
    while home[key] != key:
        home[key] = home[home[key]]
        key = home[key]
    return key


def _buckets(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports that share an address, or an outlet and an id or a title: only those are compared."""
    shared: dict[tuple[str | None, ...], list[Report]] = {}
    for report in reports:
        outlet = fold(report.outlet.name) if report.outlet else None
        if (address := address_of(report.url)) is not None:
            shared.setdefault(("address", address), []).append(report)
        if outlet and report.given_id:
            shared.setdefault(("id", outlet, report.given_id), []).append(report)
        if outlet and report.title and report.published is not None:
            shared.setdefault(("title", outlet, fold(report.title)), []).append(report)
    return (bucket for _, bucket in sorted(shared.items()) if len(bucket) > 1)


# ---------------------------------------------------------------- the same report


def same_report(a: Report, b: Report, runs: dict[str, frozenset[tuple[str, ...]]] | None = None) -> str | None:
    """What says that `a` and `b` are one report (address, id, title), or None. `runs`: kept between calls."""
    runs = {} if runs is None else runs
    titled = bool(a.title and b.title and fold(a.title) == fold(b.title))
    addresses = {address for r in (a, b) if (address := address_of(r.url)) is not None}
    if len(addresses) == 1 and address_of(a.url) == address_of(b.url):
        return "address" if _share(a, b, runs) >= (TITLED if titled else SOME) else None
    outlets = [fold(r.outlet.name) if r.outlet else "" for r in (a, b)]
    if not outlets[0] or outlets[0] != outlets[1]:
        return None
    apart = _days_apart(a, b)
    if a.given_id and a.given_id == b.given_id:
        near = apart is None or apart <= NEAR
        return "id" if near and _share(a, b, runs) >= MOSTLY else None
    # A title is no id: another address or another id beside it says that this is another report.
    if len(addresses) > 1 or (a.given_id and b.given_id) or not titled or apart is None or apart > NEAR:
        return None
    return "title" if _share(a, b, runs) >= MOSTLY else None


def address_of(url: str | None) -> str | None:
    """An address without what does not tell pages apart (scheme, `www.`, fragment, last slash, `utm_` parameters);
    None for a site's front page, which is no report's own, and for what is no web address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith("utm_")]
    path = parts.path.rstrip("/")
    if parts.scheme.lower() not in ("http", "https") or not host or not (path or query):
        return None
    return f"{host}{path}" + (f"?{urlencode(query)}" if query else "")


def _days_apart(a: Report, b: Report) -> int | None:
    """Days between the publications; None when one is not dated to a day."""
    values = [r.published.value[:10] if r.published else "" for r in (a, b)]
    try:
        one, other = map(date.fromisoformat, values)
    except ValueError:
        return None
    return abs((one - other).days)


def _share(a: Report, b: Report, runs: dict[str, frozenset[tuple[str, ...]]]) -> float:
    """How much of the shorter text's wording the other has too: runs of three words, letter case aside."""
    if a.text == b.text:
        return 1.0
    for r in (a, b):
        if r.id not in runs:
            own = [s.of(r.text).casefold() for s in words(r.text)]
            runs[r.id] = frozenset(zip(*(own[k:] for k in range(RUN)), strict=False))
    one, other = runs[a.id], runs[b.id]
    return len(one & other) / max(1, min(len(one), len(other)))


# ---------------------------------------------------------------- the order


def _lineage(members: Sequence[Report], why: Iterable[str], arrived: Mapping[str, int]) -> Lineage:
    ordered = in_order(members, arrived)
    versions = tuple(
        Version(
            report=r.id,
            number=k,
            told=k == len(ordered),
            ordered_by=ordered_by(ordered[k - 2], r) if k > 1 else None,
            published=r.published.value if r.published else None,
            modified=r.modified,
        )
        for k, r in enumerate(ordered, 1)
    )
    return Lineage(content_id("lineage", min(r.id for r in members)), tuple(sorted(why)), versions)


def in_order(members: Sequence[Report], arrived: Mapping[str, int]) -> list[Report]:
    """Oldest first: by what their times tell; where those tell nothing, in the order of coming."""
    left = sorted(members, key=lambda r: (arrived.get(r.id, 0), r.id))
    ordered: list[Report] = []
    while left:
        free = [r for r in left if not any(earlier(other, r) for other in left)]
        ordered.append((free or left)[0])
        left.remove(ordered[-1])
    return ordered


def ordered_by(before: Report, after: Report) -> str:
    """What says that `after` came after `before`: modified, published or arrival."""
    if not earlier(before, after):
        return "arrival"
    return "modified" if after.modified or before.modified else "published"


def earlier(a: Report, b: Report) -> bool:
    """True when the times say that text `a` is the older one. Times of one form are compared as they stand; a day and
    a time by their days, and within one day they tell nothing."""
    one, other = _time(a), _time(b)
    if one is None or other is None:
        return False
    x, y = _moment(one), _moment(other)
    if x is not None and y is not None and (x.tzinfo is None) == (y.tzinfo is None):
        return x < y
    least = min(len(one), len(other), len("2025-10-30"))
    return one[:least] < other[:least]


def _time(report: Report) -> str | None:
    return report.modified or (report.published.value if report.published else None)


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if len(value) > len("2025-10-30") else None
    except ValueError:
        return None
