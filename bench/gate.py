"""The gate: every filter on the benchmarks beside the repository, and the cost of reading, against `floors.json`.

    bench/gate.py                  everything
    bench/gate.py times speed      only these
    bench/gate.py --keep DIR       leave predictions in DIR, to look at what is wrong
    bench/gate.py speed --write    write docs/speed.md too; --reports and --sizes as bench/speed.py has them

Exits 1 when a figure is below its floor (or above its ceiling). Without `../shared/bench` there is nothing to measure
on, and it says so. Floors are raised by hand in the commit that earns it; lowering one is a commit of its own that
says why.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "bench"
FLOORS = Path(__file__).with_name("floors.json")
MEMCON = Path(sys.executable).with_name("memcon")


class Trial(NamedTuple):
    """One filter on one benchmark: its command, its input, and how `score.py` is asked and answers."""

    command: str
    given: Callable[[], str]
    score: str
    """Arguments of score.py, with PRED for the predictions and files relative to ../shared/bench."""
    figures: dict[str, str]
    """Name of a floor → pattern whose group is the figure in score.py's answer."""


def file(name: str) -> Callable[[], str]:
    """A benchmark file as it stands."""
    return lambda: (DATA / name).read_text(encoding="utf-8")


def first_columns(name: str, count: int) -> Callable[[], str]:
    """The columns of a table that a filter may see, without the gold ones."""

    def cut() -> str:
        with (DATA / name).open(encoding="utf-8", newline="") as table:
            return "".join("\t".join(line.rstrip("\r\n").split("\t")[:count]) + "\n" for line in table)

    return cut


def reports_of_pairs() -> str:
    """Each report of the origin pairs once, in the form `memcon group` reads."""
    rows = [json.loads(line) for line in file("stories/origins_dev.pairs.jsonl")().splitlines()]
    reports = {side["id"]: side for row in rows for side in (row["a"], row["b"])}
    return lines(
        {"id": r["id"], "text": r["text"], "title": r["title"], "published": r["date"], "outlet": r["source"]}
        for r in reports.values()
    )


def lines(rows: Iterable[object]) -> str:
    """JSONL."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


ATTRIBUTED = r"{}: gold=\d+ found=\S+ found_and_attributed=(\S+)"
TRIALS = {
    "coding": Trial(
        "code",
        first_columns("coding/plv_dev.tsv", 4),
        "coding coding/plv_dev.tsv PRED",
        {"type": r"type=(\S+)", "quad": r"quad=(\S+)", "binary": r"binary=(\S+)"},
    ),
    "quotes": Trial(
        "annotate quotes",
        file("quotes/polnear_dev.docs.jsonl"),
        "quotes quotes/polnear_dev.gold.jsonl PRED quotes/polnear_dev.docs.jsonl",
        {kind: ATTRIBUTED.format(kind) for kind in ("quoted", "indirect", "all")} | {"precision": r"precision=(\S+)"},
    ),
    "times": Trial(
        "annotate times",
        file("times/gum.docs.jsonl"),
        "times times/gum.gold.jsonl PRED",
        {"value": r" value=(\S+)", "strict": r"strict=(\S+)"},
    ),
    "stories": Trial(
        "group",
        file("stories/allsides_dev.docs.jsonl"),
        "stories stories/allsides_dev.gold.jsonl PRED",
        {"b3": r"R=\S+ F1=(\S+)", "pairwise": r"pairwise F1=(\S+)"},
    ),
    "origins": Trial(
        "group", reports_of_pairs, "origins stories/origins_dev.pairs.jsonl PRED", {"one_origin": r"F1=(\S+)"}
    ),
    "pairs": Trial(
        "annotate pairs",
        file("claims/pairs_dev.docs.jsonl"),
        "pairs claims/pairs_dev.gold.jsonl PRED",
        {"macro_f1": r"macro-F1=(\S+)"},
    ),
}

EVERY = (*TRIALS, "speed")


def measure(name: str, folder: Path) -> dict[str, float]:
    """Run a filter, keep its predictions in `folder`, and read the figures off score.py's answer."""
    trial = TRIALS[name]
    pred = folder / f"{name}.pred"
    began = time.perf_counter()
    command = [MEMCON, *trial.command.split()]
    done = subprocess.run(command, input=trial.given(), capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"memcon {trial.command} failed on {name}:\n{done.stderr[-2000:]}")
    if done.returncode:
        print(f"{name}: some lines were refused, or all: {done.stderr.strip()[-300:]}")
    pred.write_text(done.stdout, encoding="utf-8")
    answer = scored(trial.score, pred)
    print(f"{name} ({time.perf_counter() - began:.0f} s)\n  " + answer.strip().replace("\n", "\n  "), flush=True)
    return {figure: found(pattern, answer) for figure, pattern in trial.figures.items()}


def scored(arguments: str, pred: Path) -> str:
    """What score.py says of the predictions."""
    verb, *files = arguments.split()
    paths = [pred if f == "PRED" else DATA / f for f in files]
    command = [sys.executable, DATA / "score.py", verb, *paths]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def found(pattern: str, answer: str) -> float:
    """The figure a pattern's group holds."""
    match = re.search(pattern, answer)
    if match is None:
        sys.exit(f"score.py answered without {pattern}:\n{answer}")
    return float(match.group(1))


SPEED = ("ratio", "mixed", "workers", "neighbours")
"""Figures of speed.py that have a bound."""


def speed(folder: Path, options: list[str]) -> dict[str, float]:
    """The cost of `read` over the bare parser and the rest of speed.py's figures, in a process of its own that has
    loaded nothing else."""
    script = Path(__file__).with_name("speed.py")
    done = subprocess.run([sys.executable, script, "--json", *options], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"speed.py failed:\n{done.stderr[-2000:]}")
    (folder / "speed.json").write_text(done.stdout, encoding="utf-8")
    figures: dict[str, float] = json.loads(done.stdout)
    print("speed\n  " + " ".join(f"{k}={v}" for k, v in figures.items()), flush=True)
    return {name: figures[name] for name in SPEED}


def failures(name: str, figures: dict[str, float], floors: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """What of this trial is outside its bounds, each in one line."""
    out = []
    for figure, bounds in floors.get(name, {}).items():
        value = figures[figure]
        if value < bounds.get("at_least", value):
            out.append(f"{name}.{figure} is {value}, its floor {bounds['at_least']}")
        if value > bounds.get("at_most", value):
            out.append(f"{name}.{figure} is {value}, its ceiling {bounds['at_most']}")
    return out


def main() -> int:
    """Measure what was asked for and compare; 1 when something is out of bounds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="*", metavar="TRIAL", help=f"{', '.join(EVERY)}; all when none is named")
    parser.add_argument("--keep", type=Path, help="leave predictions in this folder")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md and docs/speed.svg")
    parser.add_argument("--reports", help="reports that speed is measured on")
    parser.add_argument("--sizes", help="sizes of speed's curve, with commas between")
    asked = parser.parse_args()
    options = ["--write"] * asked.write
    options += [f"--{name}={given}" for name in ("reports", "sizes") if (given := getattr(asked, name)) is not None]
    if unknown := [name for name in asked.only if name not in EVERY]:
        parser.error(f"no trial is called {', '.join(unknown)}; there are {', '.join(EVERY)}")
    if not DATA.is_dir():
        print("Nothing measured: there is no ../shared/bench beside the repository.")
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        out = []
        for name in asked.only or EVERY:
            figures = speed(folder, options) if name == "speed" else measure(name, folder)
            out += failures(name, figures, floors)
    print("\n".join(["Out of bounds:", *out]) if out else "All within bounds.")
    return int(bool(out))


if __name__ == "__main__":
    sys.exit(main())
