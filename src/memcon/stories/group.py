"""From reports to stories: signals, candidates, scores, clusters, origins, on one page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from memcon.model.reading import Reading
from memcon.model.report import Outlet, Published, Report, report_id
from memcon.model.story import Origin, Story, story_id
from memcon.stories.background import telling
from memcon.stories.block import Keys, candidates
from memcon.stories.cluster import Verdict, cluster
from memcon.stories.compare import (
    KEY_TERMS,
    Match,
    Side,
    best,
    compare,
    copied,
    evidence_weights,
    explain,
    pack,
    sides,
    standing,
    unpack,
)
from memcon.stories.homes import Homes
from memcon.stories.origins import ALL_PAIRS, lone_origin, trace_origins
from memcon.stories.signals import Signals, read_signals
from memcon.stories.vectors import Vocabulary

Pair = tuple[int, int]
Join = tuple[str, str, float, str]

UNBLOCKED = 2.0
"""What a pair loses that no key brought together: sharing no key is evidence too."""


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
    return sorted(run.clusters, key=lambda found: story_id((run.ready[found[0]].report,)))


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
    links = _tree(run, (p for p in run.scores if run.home[p[0]] == run.home[p[1]]), settled)
    asked = set(links).difference(settled)
    best: dict[frozenset[int], Pair] = {}
    for pair in sorted(run.scores, key=lambda p: (-run.scores[p], p)):
        homes = frozenset(run.home[i] for i in pair)
        if len(homes) == 2 and homes not in parted:
            best.setdefault(homes, pair)
    near = [p for p in asked if run.margin(p) <= DOUBT] + [p for p in best.values() if run.margin(p) >= -DOUBT]
    return [_unsure(run, p) for p in sorted(near, key=lambda p: (abs(run.margin(p)), p))]


DOUBT = 2.0
"""Log odds on either side of the threshold within which a person is asked."""


def _unsure(run: _Run, pair: Pair) -> Unsure:
    i, j = pair
    why = explain(run.ready[i], run.ready[j], run.words)
    together = run.home[i] == run.home[j]
    return Unsure(run.ready[i].report, run.ready[j].report, together, round(run.margin(pair), 3), why)


class _Run(NamedTuple):
    """One run of grouping: the reports in order of id, what was compared, and the clusters that came of it."""

    ready: Sequence[Side]
    words: Sequence[str]
    scores: Mapping[Pair, float]
    said: Sequence[Verdict]
    copied: Sequence[Pair]
    clusters: Sequence[tuple[int, ...]]
    home: Mapping[int, int]
    near: Sequence[Sequence[Pair]]

    def margin(self, pair: Pair) -> float:
        """How far above the threshold a pair scores."""
        return self.scores[pair] - evidence_weights()["threshold"]


def _grouped(signals: Iterable[Signals], judgements: Iterable[tuple[str, str, bool]]) -> _Run:
    ready, words = _sides(signals)
    stream = _Stream(ready)
    scores = stream.scores()
    said, copies = list(_judged(ready, judgements)), [p for p in scores if copied(ready[p[0]], ready[p[1]])]
    threshold = evidence_weights()["threshold"]
    clusters = cluster(len(ready), scores, stream.score, said, copies, threshold=threshold)
    home = {i: k for k, found in enumerate(clusters) for i in found}
    return _Run(ready, words, scores, said, copies, clusters, home, _within(clusters, scores))


class _Stream:
    """The reports of one run, ready for comparing: candidate pairs with their matches, and each report's best."""

    def __init__(self, ready: Sequence[Side]) -> None:
        self.ready = ready
        self.matches: dict[Pair, Match] = {}
        likenesses: list[list[float]] = [[] for _ in ready]
        for i, pairs in groupby(candidates([_keys(s) for s in ready]), itemgetter(0)):
            left = unpack(ready[i])
            for _, j in pairs:
                match = self.matches[i, j] = compare(left, ready[j])
                likenesses[i].append(match.likeness)
                likenesses[j].append(match.likeness)
        self.best = [best(found) for found in likenesses]

    def scores(self) -> dict[Pair, float]:
        """Log odds of the candidate pairs."""
        return {(i, j): self._value(i, j, match) for (i, j), match in self.matches.items()}

    def score(self, i: int, j: int) -> float:
        """Log odds of a pair that no key brought together."""
        return self._value(i, j, compare(self.ready[i], self.ready[j])) - UNBLOCKED

    def _value(self, i: int, j: int, match: Match) -> float:
        return match.value + standing(match.likeness, self.best[i], self.best[j])


def _sides(signals: Iterable[Signals]) -> tuple[list[Side], list[str]]:
    """The reports ready for comparing, in order of id, and the vocabulary they are packed with."""
    vocabulary = Vocabulary()
    packed = [pack(s, vocabulary) for s in sorted(signals, key=lambda s: s.report)]
    held = ({*p.words.terms, *p.title.terms} for p in packed)
    weights = telling({vocabulary.words[t] for t in terms} for terms in held)
    return sides(packed, [weights[w] for w in vocabulary.words]), vocabulary.words


def _keys(side: Side) -> Keys:
    heaviest = list(zip(side.words.terms, side.words.weights, strict=True))[:KEY_TERMS]
    return Keys(heaviest, side.runs, side.day)


def _judged(ready: Sequence[Side], judgements: Iterable[tuple[str, str, bool]]) -> Iterator[Verdict]:
    places = {side.report: i for i, side in enumerate(ready)}
    for a, b, same in judgements:
        if a in places and b in places and a != b:
            yield Verdict(min(places[a], places[b]), max(places[a], places[b]), same)


def _within(clusters: Sequence[Sequence[int]], scores: Iterable[Pair]) -> list[list[Pair]]:
    """The candidate pairs that lie inside each cluster."""
    home = {i: k for k, found in enumerate(clusters) for i in found}
    within: list[list[Pair]] = [[] for _ in clusters]
    for i, j in scores:
        if home[i] == home[j]:
            within[home[i]].append((i, j))
    return within


def _story(
    run: _Run, found: Sequence[int], readings: Ask, stood: Mapping[tuple[str, ...], Story]
) -> tuple[Story, dict[str, str]]:
    """One story and the reason for each report's place; an origin that is taken over from `stood` gives none."""
    ids = tuple(run.ready[i].report for i in found)
    near = run.near[run.home[found[0]]]
    traced = _traced(run, found, near, readings, stood.get(ids))
    why = tuple(_joins(run, near, set(found)))
    story = Story(story_id(ids), ids, tuple(origin for origin, _ in traced), why)
    joined = {report: reason for *pair, _, reason in reversed(why) for report in pair}
    roots = {report: reason for _, told in traced for report, reason in told.items()}
    return story, {key: f"{joined.get(key, 'alone in its story')}; {roots[key]}" for key in ids if key in roots}


def _traced(
    run: _Run, found: Sequence[int], near: Sequence[Pair], readings: Ask, stood: Story | None
) -> list[tuple[Origin, dict[str, str]]]:
    """The origins of a story; readings are asked for only where their texts have to be laid side by side."""
    if len(found) == 1:
        side = run.ready[found[0]]
        origin = lone_origin(side.report, side.outlet, side.agency)
        return [(origin, {side.report: origin.why})]
    # Up to so many reports every pair is measured, whatever their scores: the origins hang on the readings alone.
    if stood is not None and len(found) <= ALL_PAIRS:
        return [(origin, {}) for origin in stood.origins]
    pairs = [(run.ready[i].report, run.ready[j].report) for i, j in near]
    return trace_origins(list(readings([run.ready[i].report for i in found])), pairs)


JUDGED = "a person judged them to tell one occurrence"
"""Why reports were joined that nothing else joins; the judgement itself says who and when."""


def _joins(run: _Run, pairs: Sequence[Pair], within: Collection[int]) -> Iterator[Join]:
    """The links that hold a story together, one fewer than its reports (a spanning tree): what people judged first,
    then the strongest."""
    judged = {(v.a, v.b) for v in run.said if v.same and v.a in within and v.b in within}
    for i, j in _tree(run, pairs, sorted(judged)):
        why = JUDGED if (i, j) in judged else explain(run.ready[i], run.ready[j], run.words)
        yield run.ready[i].report, run.ready[j].report, round(run.scores.get((i, j), 0.0), 3), why


def _tree(run: _Run, pairs: Iterable[Pair], first: Sequence[Pair] = ()) -> Iterator[Pair]:
    """A spanning tree over the pairs, those in `first` before all others, then by score."""
    rest = sorted(pairs, key=lambda p: (-run.scores[p], p))
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
