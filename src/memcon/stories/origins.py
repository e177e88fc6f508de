"""The independent origins of a story: reports that share their prose, or an agency's credit and some prose, are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from memcon.model.reading import Reading
from memcon.model.report import Outlet
from memcon.model.story import Origin, origin_id
from memcon.stories.copying import Copying, Laid, copying, lay
from memcon.stories.credit import credited
from memcon.stories.homes import Homes
from memcon.stories.prose import Prose, part_prose
from memcon.stories.signals import body_text

ALL_PAIRS = 40
"""Up to this many reports in a story every pair is measured; above, the given candidate pairs."""


SHOWN_COPIES = 5


class Measure(NamedTuple):
    """When shared prose is copying: at least `words` words and at least `share` of the shorter report's prose."""

    words: int
    share: float

    def met(self, found: Copying) -> bool:
        """True when `found` reaches both."""
        return found.words >= self.words and found.share >= self.share


# Two paragraphs in the same words, and a fifth of what the shorter report has to say; or half of a short one.
COPIED = (Measure(60, 0.2), Measure(25, 0.5))
# With one agency named in both credit lines, less will do.
CREDITED = Measure(30, 0.1)


class Link(NamedTuple):
    """Two reports of one origin and why."""

    a: str
    b: str
    found: Copying
    agency: str | None


class Source(NamedTuple):
    """What is compared of one report: its prose and the agency it credits."""

    prose: Prose
    agency: str | None


def read_source(reading: Reading) -> Source:
    """Prose and credit of a report."""
    return Source(part_prose(body_text(reading)), credited(reading))


def link(a: str, b: str, sources: Mapping[str, Source], laid: Callable[[str], Laid]) -> Link | None:
    """The link between reports `a` and `b` when they are of one origin, else None. `laid`: the prose of each."""
    one, two = sources[a], sources[b]
    found = copying(laid(a), laid(b))
    agency = one.agency if one.agency == two.agency else None
    if any(m.met(found) for m in COPIED) or (agency is not None and CREDITED.met(found)):
        return Link(a, b, found, agency)
    return None


def find_origins(readings: Sequence[Reading], pairs: Iterable[tuple[str, str]] | None = None) -> tuple[Origin, ...]:
    """Independent origins of the reports of one story, sorted by id; every report is in exactly one.

    `pairs`: report ids worth measuring in a large story (None: all). A chain of copies is one origin.
    """
    return tuple(origin for origin, _ in trace_origins(readings, pairs))


def trace_origins(
    readings: Sequence[Reading], pairs: Iterable[tuple[str, str]] | None = None
) -> list[tuple[Origin, dict[str, str]]]:
    """As `find_origins`, with the reason for each of an origin's reports."""
    by_id = {r.report.id: r for r in sorted(readings, key=lambda r: r.report.id)}
    sources = {key: read_source(r) for key, r in by_id.items()}
    laid = lru_cache(maxsize=2 * ALL_PAIRS)(lambda key: lay(sources[key].prose))
    homes = Homes(by_id)
    links: dict[str, list[Link]] = {key: [] for key in by_id}
    for a, b in _pairs(tuple(by_id), pairs):
        if homes.find(a) != homes.find(b) and (found := link(a, b, sources, laid)) is not None:
            homes.join(a, b)
            links[a].append(found)
            links[b].append(found)
    groups: dict[str, list[Reading]] = {}
    for key, reading in by_id.items():
        groups.setdefault(homes.find(key), []).append(reading)
    traced = (_origin(members, sources, links) for members in groups.values())
    return sorted(traced, key=lambda t: t[0].id)


def _pairs(ids: Sequence[str], pairs: Iterable[tuple[str, str]] | None) -> Iterator[tuple[str, str]]:
    if pairs is None or len(ids) <= ALL_PAIRS:
        return ((a, b) for i, a in enumerate(ids) for b in ids[i + 1 :])
    held = set(ids)
    return (p for p in sorted({(min(p), max(p)) for p in pairs}) if p[0] in held and p[1] in held)


def lone_origin(report: str, outlet: Outlet | None, agency: str | None) -> Origin:
    """The origin of a report that is alone in its story; `agency`: whose words it says it prints (`credited`)."""
    kind = (outlet.kind if outlet is not None else None) or ("wire" if agency is not None else None)
    side = outlet.country if outlet is not None else None
    return Origin(origin_id((report,)), (report,), _alone(outlet, agency), side, kind)


def _origin(
    members: Sequence[Reading], sources: Mapping[str, Source], links: Mapping[str, Sequence[Link]]
) -> tuple[Origin, dict[str, str]]:
    root = min(members, key=lambda r: _seniority(r, sources[r.report.id]))
    outlet = root.report.outlet or Outlet("")
    ids = tuple(r.report.id for r in members)
    agency = sources[root.report.id].agency
    told = {root.report.id: _alone(root.report.outlet, agency)}
    told.update(_copies(root, {r.report.id: r for r in members}, links))
    kind = outlet.kind or ("wire" if agency is not None else None)
    return Origin(origin_id(ids), ids, _summary(list(told.values())), outlet.country, kind), told


def _summary(told: Sequence[str]) -> str:
    """Why of a whole origin: the root's when it stands alone, else the first copies and how many more there are."""
    if len(told) == 1:
        return told[0]
    more = len(told) - 1 - SHOWN_COPIES
    return "; ".join(told[1 : 1 + SHOWN_COPIES]) + (f"; and {more} more" if more > 0 else "")


def _seniority(reading: Reading, source: Source) -> tuple[bool, str, int, str]:
    """An agency's own report comes before its reprints, then the earlier (undated last), the longer, the id."""
    report = reading.report
    own = report.outlet is not None and (report.outlet.kind == "wire" or source.agency == report.outlet.name)
    day = report.published.value[:10] if report.published is not None else "9999"
    return not own, day, -source.prose.size, report.id


def _alone(outlet: Outlet | None, agency: str | None) -> str:
    if agency is None or (outlet is not None and (outlet.kind == "wire" or outlet.name == agency)):
        return "own reporting"
    return f"credit line names {agency}"


def _copies(
    root: Reading, members: Mapping[str, Reading], links: Mapping[str, Sequence[Link]]
) -> Iterator[tuple[str, str]]:
    """For each member that is not the root, in order of its distance from it: what it is a copy of, and how much is
    shared."""
    told, queue = {root.report.id}, [root.report.id]
    for near in queue:
        for found in links[near]:
            far = found.b if found.a == near else found.a
            if far not in told:
                told.add(far)
                queue.append(far)
                credit = f", both credit {found.agency}" if found.agency is not None else ""
                share = f"{round(100 * found.found.share)} % of prose shared{credit}"
                yield far, f"{_name(members[far])} copies {_name(members[near])}: {share}"


def _name(reading: Reading) -> str:
    report = reading.report
    return (report.outlet.name if report.outlet is not None else "") or report.given_id or report.path or report.id
