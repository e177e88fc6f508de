"""From reports to stories: signals, candidates, scores, clusters, origins, on one page."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report, report_id
from memcon.model.story import Origin, Story, story_id
from memcon.stories.cluster import Verdict, cluster
from memcon.stories.compare import evidence_weights
from memcon.stories.homes import Homes
from memcon.stories.origins import ALL_PAIRS, lone_origin, trace_origins
from memcon.stories.scores import Pair
from memcon.stories.sides import read_sides
from memcon.stories.signals import Signals, read_signals
from memcon.stories.stream import Stream

Join = tuple[str, str, float, str]
Ask = Callable[[Sequence[str]], Iterable[Reading]]
"""Hands out the readings of the reports with these ids, in any order."""


def group(readings: Sequence[Reading], judgements: Iterable[tuple[str, str, bool]] = ()) -> tuple[Story, ...]:
    """Group reports by the occurrence they tell, and each story's reports by origin.

    `readings` in any order; needs no layer but uses events and `main` where they are there. `judgements`: (report id,
    report id, same story?) as people gave them; those about other reports are passed over. Returns every report in
    exactly one story, stories sorted by id: a pure function of the set of reports and judgements.
    """
    by_id = {r.report.id: r for r in readings}
    signals = map(read_signals, by_id.values())
    return tuple(stories_of(signals, judgements, lambda ids: [by_id[key] for key in ids]))


def stories_of(
    signals: Iterable[Signals],
    judgements: Iterable[tuple[str, str, bool]],
    readings: Ask,
    stood: Mapping[tuple[str, ...], Story] = MappingProxyType({}),
) -> Iterator[Story]:
    """As `group`, of signals that were kept, in any order; each is let go when the next comes.

    `readings` is asked for one story at a time, when it is its turn, and only for those whose origins are to be traced.
    `stood`: stories by their reports, as they were made before of the same texts; their origins are taken over where
    nothing but the texts decides on them.
    """
    run = _grouped(signals, judgements)
    return (_story(run, found, readings, stood)[0] for found in _by_story_id(run))


def explained(
    readings: Sequence[Reading], judgements: Iterable[tuple[str, str, bool]] = ()
) -> list[tuple[Story, dict[str, str]]]:
    """As `group`, with the reason for each report's place: what joins it to its story, and what its origin is."""
    by_id = {r.report.id: r for r in readings}
    run = _grouped(map(read_signals, by_id.values()), judgements)
    return [_story(run, found, lambda ids: [by_id[key] for key in ids], {}) for found in _by_story_id(run)]


def _by_story_id(run: _Run) -> list[tuple[int, ...]]:
    """The clusters in order of their stories' ids, which are known before the stories are made."""
    return sorted(run.clusters, key=lambda found: story_id((run.reports[found[0]],)))


class Unsure(NamedTuple):
    """Two reports of which it hangs in the balance whether they tell one occurrence. `together`: they stand in one
    story now; `margin`: log odds from the threshold; `why`: the evidence in words."""

    a: str
    b: str
    together: bool
    margin: float
    why: str


def unsure(readings: Sequence[Reading], judgements: Iterable[tuple[str, str, bool]] = ()) -> list[Unsure]:
    """The pairs of reports worth asking a person about, the nearest to the threshold first.

    Of each story the links (those of its spanning tree) that hold it together only just, and of two stories that nearly
    met, or did not meet though two of their reports are alike, their likest pair. What people judged and what is proved
    by copied text is left out.
    """
    return unsure_of(map(read_signals, {r.report.id: r for r in readings}.values()), judgements)


def unsure_of(signals: Iterable[Signals], judgements: Iterable[tuple[str, str, bool]] = ()) -> list[Unsure]:
    """As `unsure`, of signals that were kept, in any order."""
    run = _grouped(signals, judgements)
    parted = {frozenset((run.home[v.a], run.home[v.b])) for v in run.said}
    settled = sorted({(v.a, v.b) for v in run.said if run.home[v.a] == run.home[v.b]} | set(run.copied))
    within = [(p, score) for p, score in run.scored() if run.home[p[0]] == run.home[p[1]]]
    asked = set(_tree(within, settled)).difference(settled)
    near = [(p, score) for p, score in within if p in asked and run.margin(score) <= DOUBT]
    best: dict[frozenset[int], tuple[Pair, float]] = {}
    across = (p for p in run.scored() if run.margin(p[1]) >= -DOUBT)
    for pair, score in sorted(across, key=lambda p: (-p[1], p[0])):
        homes = frozenset(run.home[i] for i in pair)
        if len(homes) == 2 and homes not in parted:
            best.setdefault(homes, (pair, score))
    near += best.values()
    return [_unsure(run, *p) for p in sorted(near, key=lambda p: (abs(run.margin(p[1])), p[0]))]


DOUBT = 2.0
"""Log odds on either side of the threshold within which a person is asked."""


def _unsure(run: _Run, pair: Pair, score: float) -> Unsure:
    i, j = pair
    together = run.home[i] == run.home[j]
    return Unsure(run.reports[i], run.reports[j], together, round(run.margin(score), 3), run.stream.explain(i, j))


class _Run(NamedTuple):
    """One run of grouping: the reports in order of id, what was compared, and the clusters that came of it. `home`: of
    each report, the place of its cluster among them; `judged`: of each of these the pairs in it that people judged to
    tell the same, sorted."""

    reports: Sequence[str]
    stream: Stream
    said: Sequence[Verdict]
    copied: Sequence[Pair]
    clusters: Sequence[tuple[int, ...]]
    home: Sequence[int]
    judged: Mapping[int, Sequence[Pair]]

    def scored(self) -> Iterator[tuple[Pair, float]]:
        """The candidate pairs, sorted, with their scores."""
        return zip(self.stream.scores, self.stream.scores.values, strict=True)

    def margin(self, score: float) -> float:
        """How far above the threshold a score is."""
        return score - evidence_weights()["threshold"]


def _grouped(signals: Iterable[Signals], judgements: Iterable[tuple[str, str, bool]]) -> _Run:
    sides = read_sides(signals)
    stream = Stream(sides)
    said, copies = list(_judged(sides.reports, judgements)), list(stream.copies())
    clusters = cluster(stream.scores, stream.score, said, copies, threshold=evidence_weights()["threshold"])
    home = array("I", bytes(4 * len(sides.reports)))
    for k, found in enumerate(clusters):
        for i in found:
            home[i] = k
    judged: dict[int, list[Pair]] = {}
    for a, b in sorted({(v.a, v.b) for v in said if v.same and home[v.a] == home[v.b]}):
        judged.setdefault(home[a], []).append((a, b))
    return _Run(sides.reports, stream, said, copies, clusters, home, judged)


def _judged(reports: Sequence[str], judgements: Iterable[tuple[str, str, bool]]) -> Iterator[Verdict]:
    places = {key: i for i, key in enumerate(reports)}
    for a, b, same in judgements:
        if a in places and b in places and a != b:
            yield Verdict(min(places[a], places[b]), max(places[a], places[b]), same)


def _story(
    run: _Run, found: Sequence[int], readings: Ask, stood: Mapping[tuple[str, ...], Story]
) -> tuple[Story, dict[str, str]]:
    """One story and the reason for each report's place; an origin that is taken over from `stood` gives none."""
    ids = tuple(run.reports[i] for i in found)
    near = _within(run, found)
    traced = _traced(run, found, near, readings, stood.get(ids))
    why = tuple(_joins(run, near, run.judged.get(run.home[found[0]], [])))
    story = Story(story_id(ids), ids, tuple(origin for origin, _ in traced), why)
    joined = {report: reason for *pair, _, reason in reversed(why) for report in pair}
    roots = {report: reason for _, told in traced for report, reason in told.items()}
    return story, {key: f"{joined.get(key, 'alone in its story')}; {roots[key]}" for key in ids if key in roots}


def _within(run: _Run, found: Sequence[int]) -> list[tuple[Pair, float]]:
    """The candidate pairs that lie inside a cluster, sorted, with their scores."""
    rows = ((i, run.stream.scores.row(i)) for i in found)
    return [((i, j), score) for i, row in rows for j, score in row.items() if i < j and run.home[i] == run.home[j]]


def _traced(
    run: _Run, found: Sequence[int], near: Iterable[tuple[Pair, float]], readings: Ask, stood: Story | None
) -> list[tuple[Origin, dict[str, str]]]:
    """The origins of a story; readings are asked for only where their texts have to be laid side by side."""
    if len(found) == 1:
        traits = run.stream.sides.traits[found[0]]
        origin = lone_origin(run.reports[found[0]], traits.outlet, traits.agency)
        return [(origin, {run.reports[found[0]]: origin.why})]
    # Up to so many reports every pair is measured, whatever their scores: the origins hang on the readings alone.
    if stood is not None and len(found) <= ALL_PAIRS:
        return [(origin, {}) for origin in stood.origins]
    pairs = [(run.reports[i], run.reports[j]) for (i, j), _ in near]
    return trace_origins(list(readings([run.reports[i] for i in found])), pairs)


JUDGED = "a person judged them to tell one occurrence"
"""Why reports were joined that nothing else joins; the judgement itself says who and when."""


def _joins(run: _Run, pairs: Sequence[tuple[Pair, float]], judged: Sequence[Pair]) -> Iterator[Join]:
    """The links that hold a story together, one fewer than its reports (a spanning tree): what people judged first,
    then the strongest."""
    for i, j in _tree(pairs, judged):
        why = JUDGED if (i, j) in judged else run.stream.explain(i, j)
        yield run.reports[i], run.reports[j], round(run.stream.scores.get((i, j)) or 0.0, 3), why


def _tree(pairs: Iterable[tuple[Pair, float]], first: Sequence[Pair] = ()) -> Iterator[Pair]:
    """A spanning tree over the pairs, those in `first` before all others, then by score."""
    rest = [pair for pair, _ in sorted(pairs, key=lambda p: (-p[1], p[0]))]
    homes = Homes({i for pair in (*first, *rest) for i in pair})
    yield from (pair for pair in (*first, *rest) if homes.join(*pair))


def group_filter(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """`memcon group`: rows `{id, text, title?, published?, outlet?, url?}` → `{id, story, origin, reason}` in the order
    given. Raises KeyError or TypeError on a row without a text; the caller reads and refuses lines."""
    readings = [Reading(_report(row)) for row in rows]
    told: dict[str, dict[str, object]] = {}
    for story, reasons in explained(readings):
        for origin in story.origins:
            for report in origin.reports:
                told[report] = {"story": story.id, "origin": origin.id, "reason": reasons[report]}
    return [{"id": row["id"], **told[r.report.id]} for row, r in zip(rows, readings, strict=True)]


def _report(row: Mapping[str, object]) -> Report:
    text, title, url = str(row["text"]), row.get("title"), row.get("url")
    outlet, published = row.get("outlet"), row.get("published")
    name, day = str(outlet) if outlet else None, str(published) if published else None
    return Report(
        id=report_id(text, name, str(url) if url else None, day),
        text=text,
        given_id=str(row["id"]),
        url=str(url) if url else None,
        title=str(title) if title else None,
        outlet=Outlet(name) if name else None,
        published=Published(day) if day else None,
    )
