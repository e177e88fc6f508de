"""What an export costs by the row and in memory: 10,000 events against 100,000, each format in a process of its own.

A store of made-up reports is written first: stories of two reports, ten events a report, with the quotes, claims and
findings that go with them. Then each format is exported from both sizes by `memcon.run.source` and the format's own
writer, as the command does, into a folder that is thrown away. Every run is a fresh process that has exported a store
of 100 events before its clock starts, so that loading is on neither side; time is the process's own (CPU seconds, the
best of the rounds, the sizes taking turns), memory its peak (ru_maxrss) and how much of that came on top of the start.

    bench/export.py [FORMAT ...] [--events 10000 100000] [--rounds 2] [--keep FOLDER] [--json]
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

PER_REPORT = 10
PER_STORY = 2
WARM = 100
STATES = ("NOR", "CHL", "SWE", "JPN", "KOR", "BRA", "KEN", "FRA")
KINDS = (("CONSULT", "visit"), ("AGREE", "meet"), ("SUPPORT", "praise"), ("ACCUSE", None), ("AID", "economic"))


def reading(number: int) -> Any:
    """A report with ten events, told in ten paragraphs, two of them quotes."""
    from memcon.model.actor import ActorRef, Mention
    from memcon.model.claim import Claim
    from memcon.model.event import Event
    from memcon.model.quote import Quote
    from memcon.model.reading import Paragraph, Reading
    from memcon.model.report import Outlet, Published, Report, report_id
    from memcon.model.span import Span
    from memcon.model.when import When

    day = f"20{31 + number % 9}-0{1 + number % 8}-1{number % 10}"
    rows = [
        f"The envoy of Dale {number} met minister {k} of Fjordland in Brell on talks {k}." for k in range(PER_REPORT)
    ]
    text = "\n".join(rows)
    starts = [sum(len(r) + 1 for r in rows[:k]) for k in range(PER_REPORT)]
    spans = [Span(s, s + len(r)) for s, r in zip(starts, rows, strict=True)]
    outlet = f"Outlet {number % 40}"
    key = report_id(text, outlet, None, day)
    one, two = STATES[number % len(STATES)], STATES[(number + 3) % len(STATES)]
    ends = ActorRef(one, f"State {one}"), ActorRef(two, f"State {two}")
    return Reading(
        Report(key, text, title=f"Talks {number}", outlet=Outlet(outlet), published=Published(day), language="en"),
        body=tuple(Paragraph(s) for s in spans),
        mentions=tuple(
            Mention(Span(s.start + 4, s.start + 9), ref.id, ref.name, "state", "name", country=ref.id)
            for s in spans
            for ref in ends
        ),
        quotes=tuple(Quote(f"{key[:12]}q{k:03}", "direct", (spans[k],), speaker_name=ends[0].name) for k in (0, 1)),
        events=tuple(
            Event(
                f"{key[:12]}e{k:03}", *KINDS[k % len(KINDS)], "asserted", Span(s.start + 20, s.start + 23), s,
                (ends[0],), (ends[1],), ("diplomatic",), "verbal cooperation", when=When(day, "that day"),
            )
            for k, s in enumerate(spans)
        ),
        claims=tuple(
            Claim(f"{key[:12]}c{k:03}", "account", rows[k], None, (s,), "claims.split") for k, s in enumerate(spans)
        ),
    )  # fmt: skip


def told(readings: list[Any]) -> tuple[Any, Any]:
    """A story of these reports and its memcon: a finding for every claim of the first."""
    from memcon.model.record import Cell, Finding, Memcon, Occurrence
    from memcon.model.story import Origin, Story, origin_id, story_id
    from memcon.reconcile.records import claim_record, event_record, origin_record, quote_record, record_spans

    ids = tuple(sorted(r.report.id for r in readings))
    origins = tuple(Origin(origin_id((i,)), (i,), "own reporting") for i in ids)
    story = Story(story_id(ids), ids, origins)
    first = readings[0]
    findings = tuple(
        Finding(
            f"f{c.id}", c.point, "only one", None, 1, c.text,
            (Cell(origins[0].id, "says", "same", None, "outlet", (c.id,), record_spans(first.report, c.spans)),),
        )
        for c in first.claims
    )  # fmt: skip
    return story, Memcon(
        story.id, f"Talks of {len(ids)} reports", Occurrence("CONSULT", None, None, (), None, None, ()), ids,
        tuple(map(origin_record, origins)), findings,
        tuple(quote_record(r.report, q) for r in readings for q in r.quotes),
        tuple(event_record(r.report, e) for r in readings for e in r.events), (), (),
        tuple(claim_record(r.report, c) for r in readings for c in r.claims),
    )  # fmt: skip


def made_store(path: Path, events: int) -> None:
    """A store that holds so many events."""
    from memcon.run import open_store
    from memcon.store.restore import put_stories

    store = open_store(str(path))
    size = PER_REPORT * PER_STORY
    for start in range(0, events // size, 100):
        stories = [
            [reading(n) for n in range(k * PER_STORY, (k + 1) * PER_STORY)]
            for k in range(start, min(start + 100, events // size))
        ]
        store.add([r for story in stories for r in story])
        put_stories(store, [told(story) for story in stories])
    store.close()


def export(path: Path, name: str) -> int:
    """The export of one format; bytes written."""
    from memcon.export.formats import FORMATS
    from memcon.export.options import Options
    from memcon.run import open_store, source

    form = next(f for f in FORMATS if f.name == name)
    options = Options("2031-01-01T00:00:00Z")
    with tempfile.TemporaryDirectory() as folder, source(open_store(str(path))) as kept, ExitStack() as stack:
        names = [p.name for p in form.parts] or [f"all{form.suffix}"]
        files = {n: stack.enter_context((Path(folder) / n).open("wb")) for n in names}
        if form.together is not None:
            form.together(kept, {p.stem: files[p.name] for p in form.parts}, options)
        for part in form.parts:
            if form.together is None or part.alone:
                part.write(kept, files[part.name], options)
        if form.write is not None:
            form.write(kept, files[names[0]], options)
        return sum(file.tell() for file in files.values())


def one_run(folder: Path, name: str, events: int) -> None:
    """In a process of its own: one export timed, after one that was not."""
    export(folder / f"{WARM}.db", name)
    before, began = peak(), time.process_time()
    written = export(folder / f"{events}.db", name)
    seconds = time.process_time() - began
    print(json.dumps({"seconds": seconds, "peak": peak(), "more": peak() - before, "bytes": written}))


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(folder: Path, name: str, sizes: list[int], rounds: int) -> Iterator[dict[str, Any]]:
    """Each size's best time and greatest memory."""
    runs: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    for turn in range(rounds):
        for size in sizes if turn % 2 == 0 else sizes[::-1]:
            call = [sys.executable, __file__, "--one", str(folder), name, str(size)]
            runs[size].append(json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout))
    for size in sizes:
        seconds = min(run["seconds"] for run in runs[size])
        row = {"format": name, "events": size, "seconds": seconds, "us_an_event": 1e6 * seconds / size}
        yield row | {key: max(run[key] for run in runs[size]) for key in ("peak", "more", "bytes")}


def compared(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The greatest size against the smallest."""
    few, many = rows[0], rows[-1]
    return {
        "format": few["format"],
        "us_few": few["us_an_event"],
        "us_many": many["us_an_event"],
        "ratio": many["us_an_event"] / few["us_an_event"],
        "mb_few": few["peak"],
        "mb_many": many["peak"],
        "more_mb": many["peak"] - few["peak"],
        "written_mb": many["bytes"] / 2**20,
    }


def main() -> None:
    """Make the stores, run every format at every size and print the comparison."""
    if sys.argv[1:2] == ["--one"]:
        one_run(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
        return
    from memcon.export.formats import FORMATS

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("formats", nargs="*", default=[f.name for f in FORMATS if f.name != "judgements"])
    parser.add_argument("--events", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the stores, used again where they are there")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = args.keep or Path(thrown_away)
        for size in (WARM, *args.events):
            if not (folder / f"{size}.db").exists():
                made_store(folder / f"{size}.db", size)
        found = [compared(list(measured(folder, n, args.events, args.rounds))) for n in args.formats]
    if args.json:
        print(json.dumps(found, indent=1))
        return
    few, many = args.events[0], args.events[-1]
    print(f"{'format':<12}{'us an event':>12}{'':>12}{'ratio':>8}{'peak MB':>10}{'':>10}{'more':>8}{'written':>9}")
    print(f"{'':<12}{few:>12,}{many:>12,}{'':>8}{few:>10,}{many:>10,}{'':>8}{'MB':>9}")
    for row in found:
        print(
            f"{row['format']:<12}{row['us_few']:>12.1f}{row['us_many']:>12.1f}{row['ratio']:>8.2f}{row['mb_few']:>10.0f}"
            f"{row['mb_many']:>10.0f}{row['more_mb']:>+8.0f}{row['written_mb']:>9.1f}"
        )


if __name__ == "__main__":
    main()
