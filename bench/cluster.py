"""What Ray costs over the pool of this machine, and what a backfile costs at all: side by side on the same reports.

Reports are the openings, about 250 words, of the real reports and news beside the repository (for measuring only), some
of which tell the same; when they run out, the next openings. The sides alternate (pool, ray, ray, pool). Two figures
each: seconds on the clock, since starting and waiting are what Ray costs, and seconds of all processors, which other
programs on the machine do not change. A start of each side (workers, parsers) is measured on its own, on one report.

bench/cluster.py [--reports 1000] [--words 250] [--workers 2] [--rounds 1] [--json]
"""

import argparse
import contextlib
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from memcon.cluster.backfile import Backfile, backfile
from memcon.cluster.engines import Engine, Pool
from memcon.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXTS = (
    "reports/diplomacy-14",
    "bench/stories/allsides_dev.docs",
    "bench/quotes/polnear_dev.docs",
    "bench/quotes/polnear_train.docs",
)
SHARD = 100


def reports(count: int, words: int) -> list[dict[str, object]]:
    """Openings of real reports; in the second round, what follows the openings."""
    lines = [line for name in TEXTS for line in (SHARED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    found: list[dict[str, object]] = []
    for n, line in zip(range(count), cycle(lines), strict=False):
        row = json.loads(line)
        sentences, kept = row["text"].split(". "), list[str]()
        start = 10 * (n // len(lines)) % len(sentences)
        for sentence in sentences[start:]:
            if kept and sum(len(s.split()) for s in kept) + len(sentence.split()) > words:
                break
            kept.append(sentence)
        found.append({**row, "id": str(n), "text": ". ".join(kept)})
    return found


def make_shards(folder: Path, rows: list[dict[str, object]]) -> str:
    """Shards of 100 reports."""
    folder.mkdir()
    for k in range(0, len(rows), SHARD):
        text = "".join(json.dumps(row) + "\n" for row in rows[k : k + SHARD])
        (folder / f"{k:06}.jsonl").write_text(text, encoding="utf-8")
    return str(folder)


def pool(workers: int) -> Engine:
    """Processes of this machine."""
    return Pool(workers)


def ray(workers: int) -> Engine:
    """A Ray of this machine's own."""
    from memcon.cluster.on_ray import Ray

    return Ray(workers)


SIDES: dict[str, Callable[[int], Engine]] = {"pool": pool, "ray": ray}


def processors() -> dict[int, float]:
    """Processor seconds by process: this one and all that descend from it and live."""
    rows: dict[int, list[str]] = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            rows[int(folder.name)] = (folder / "stat").read_text().rsplit(")", 1)[1].split()
    ours = {os.getpid()}
    while more := {pid for pid, row in rows.items() if int(row[1]) in ours} - ours:
        ours |= more
    return {pid: (int(rows[pid][11]) + int(rows[pid][12])) / os.sysconf("SC_CLK_TCK") for pid in ours if pid in rows}


class Times(NamedTuple):
    """Seconds on the clock from nothing to the last story, until the last part was read, and of all processors."""

    whole_s: float
    read_s: float
    cpu_s: float


def timed(side: str, workers: int, shards: str, out: Path) -> tuple[Times, Backfile]:
    """One backfile, and what it took."""
    begun, before, read, used = time.perf_counter(), processors(), [0.0], dict[int, float]()

    def count(_: int) -> None:
        read[0] = time.perf_counter() - begun
        # Looked at with every part: workers of one step may be gone by the next.
        used.update(processors())

    engine = SIDES[side](workers)
    try:
        done = backfile([shards], str(out), engine, Settings(), count)
        used.update(processors())
        cpu = sum(used.values()) - sum(before.values())
    finally:
        engine.close()
    return Times(time.perf_counter() - begun, read[0], cpu), done


def size(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--words", type=int, default=250)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    os.environ.setdefault("RAY_AUTH_MODE", "disabled")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = reports(args.reports, args.words)
        one, every = make_shards(folder / "one", rows[:1]), make_shards(folder / "all", rows)
        order = [s for k in range(args.rounds) for s in (("pool", "ray") if k % 2 == 0 else ("ray", "pool"))]
        starts: dict[str, list[Times]] = {"pool": [], "ray": []}
        wholes: dict[str, list[Times]] = {"pool": [], "ray": []}
        for k, side in enumerate(order):
            starts[side].append(timed(side, args.workers, one, folder / f"one{k}")[0])
            times, done = timed(side, args.workers, every, folder / f"all{k}")
            wholes[side].append(times)
        best = {(side, key): min(getattr(t, key) for t in wholes[side]) for side in wholes for key in Times._fields}
        told = {
            "reports": done.reports,
            "words": sum(len(str(row["text"]).split()) for row in rows),
            "workers": args.workers,
            "stories": done.stories,
            "largest": done.largest,
            **{f"{side}_{key}": round(value, 1) for (side, key), value in best.items()},
            **{f"{side}_start_s": round(min(t.whole_s for t in found), 1) for side, found in starts.items()},
            **{f"{side}_start_cpu_s": round(min(t.cpu_s for t in found), 1) for side, found in starts.items()},
            "ray_over_pool": round(best["ray", "whole_s"] / best["pool", "whole_s"], 3),
            "ray_over_pool_cpu": round(best["ray", "cpu_s"] / best["pool", "cpu_s"], 3),
            "in_bytes": size(folder / "all"),
            "parts_bytes": size(folder / f"all{len(order) - 1}" / "parts"),
            "stories_bytes": size(folder / f"all{len(order) - 1}" / "stories"),
            "largest_process_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        }
    sys.stdout.write(json.dumps(told) + "\n" if args.json else "".join(f"{k:>20} {v}\n" for k, v in told.items()))


if __name__ == "__main__":
    main()
