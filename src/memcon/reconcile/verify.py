"""A store read again from end to end: what in its readings, stories, memcons and judgements does not hold together.

Nothing is mended: a sentence is given for each fault, and what to do about it is a person's affair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from memcon.model.judgement import Judgement, judgement_id
from memcon.model.reading import Reading
from memcon.model.record import Memcon
from memcon.model.report import report_id
from memcon.model.span import Span
from memcon.model.story import Story, origin_id, story_id


class _Thing(Protocol):
    """What the record shows of a report."""

    @property
    def id(self) -> str: ...
    @property
    def report(self) -> str: ...


def faults_of_readings(readings: Iterable[Reading]) -> tuple[list[str], int]:
    """Every text read against the id that was made from it, and every span of every layer against the bounds of its
    text: a sentence for each that does not hold, and how many spans were read."""
    found: list[str] = []
    count = 0
    for reading in readings:
        report = reading.report
        if report.id != report_id(
            report.text,
            report.outlet.name if report.outlet else None,
            report.url,
            report.published.value if report.published is not None else None,
        ):
            # In such a text no span can be trusted, be it told or an older version.
            found.append(f"report {report.id}: its text is not the one it was read from")
        for span in _spans(reading):
            count += 1
            if not 0 <= span.start <= span.end <= len(report.text):
                found.append(f"report {report.id}: has no words at {span.start} to {span.end}, where a span points")
        found += _of_layers(reading)
    return found, count


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _spans(inner)


def _of_layers(reading: Reading) -> Iterator[str]:
    """What a layer of a report says of another of its layers."""
    layers = {
        "event": reading.events, "pledge": reading.pledges, "visit": reading.visits,
        "quote": reading.quotes, "claim": reading.claims,
    }  # fmt: skip
    for kind, layer in layers.items():
        ids = [thing.id for thing in layer or ()]
        if len(ids) != len(set(ids)):
            yield f"report {reading.report.id}: has two of one {kind} id"
    if reading.main is not None and reading.main not in {e.id for e in reading.events or ()}:
        yield f"report {reading.report.id}: its main event {reading.main} is not among its events"


def faults_of_story(story: Story, memcon: Memcon, told: Collection[str], log: Collection[str]) -> list[str]:
    """Every reference of a story and its memcon followed. `told`: reports that no newer version stands in place of;
    `log`: ids of judgements."""
    return [f"story {story.id}: {words}" for words in (*_of_story(story, memcon, told), *_of_memcon(memcon, log))]


def faults_of_homes(stories: Iterable[tuple[str, Sequence[str]]], homes: Mapping[str, str]) -> list[str]:
    """Where the reports of stories (by id) are looked up. `homes`: report -> its story, as the store finds it."""
    times, expected = Counter[str](), dict[str, str]()
    for key, reports in stories:
        times.update(reports)
        expected.update(dict.fromkeys(reports, key))
    found = [f"report {r}: is in more than one story" for r in sorted(times) if times[r] > 1]
    return found + [
        f"report {r}: is looked up in story {homes.get(r)}, and story {expected.get(r)} has it"
        for r in sorted(expected.keys() | homes.keys())
        if expected.get(r) != homes.get(r)
    ]


def _of_story(story: Story, memcon: Memcon, told: Collection[str]) -> Iterator[str]:
    yield from (f"report {r} is not in the store, or is an older version" for r in story.reports if r not in told)
    if story.id != story_id(story.reports):
        yield "its id is not the one its reports give"
    if (memcon.id, memcon.reports) != (story.id, story.reports):
        yield "its memcon is that of other reports"
    in_origins = [r for o in story.origins for r in o.reports]
    if sorted(in_origins) != sorted(story.reports):
        yield "its origins do not hold each of its reports once"
    wrong = (o.id for o in story.origins if not o.reports or o.id != origin_id(o.reports))
    yield from (f"origin {key} has another id than its reports give" for key in wrong)
    if [(o.id, o.reports) for o in memcon.origins] != [(o.id, o.reports) for o in story.origins]:
        yield "its memcon has other origins"


def _of_memcon(memcon: Memcon, log: Collection[str]) -> Iterator[str]:
    origins = {o.id for o in memcon.origins}
    claims = {c.id for c in memcon.claims}
    for finding in memcon.findings:
        for cell in finding.cells:
            if cell.origin not in origins:
                yield f"finding {finding.id} names origin {cell.origin}, which the story has not"
            yield from (
                f"finding {finding.id} names claim {c}, which is not kept" for c in cell.claims if c not in claims
            )
    layers: tuple[Sequence[_Thing], ...] = (
        memcon.quotes, memcon.events, memcon.pledges, memcon.visits, memcon.claims,
    )  # fmt: skip
    for thing in (t for layer in layers for t in layer):
        if thing.report not in memcon.reports:
            yield f"{thing.id} names report {thing.report}, which the story has not"
    yield from (f"judgement {j.id} is not in the log" for j in memcon.judgements if j.id not in log)


def faults_of_judgements(log: Sequence[Judgement]) -> list[str]:
    """Every judgement read against the id that was made from all it says; every undo against what it undoes."""
    ids = {j.id for j in log}
    found = [
        f"judgement {j.id}: was changed since it was given"
        for j in log
        if j.id != judgement_id(j.kind, j.about, j.by, j.at, j.why, j.actor)
    ]
    return found + [
        f"judgement {j.id}: undoes {key}, which is not in the log"
        for j in log
        if j.kind == "undo"
        for key in j.about
        if key not in ids
    ]
