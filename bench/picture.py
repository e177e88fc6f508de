"""The measures of bench/speed.py as a page and a curve: docs/speed.md, docs/speed.svg."""

import json
import math
from pathlib import Path
from typing import Any

WIDE, HIGH, LEFT, LOW, TOP = 720, 320, 60, 46, 18
LINES = (
    ("read_ms", "reading, parser left out", "#1f6f8b"),
    ("grouped_ms", "grouping and findings", "#b5541c"),
    ("printed_ms", "printing the record", "#5b7f2b"),
)
Points = list[dict[str, float]]


def write(figures: dict[str, Any], folder: Path) -> None:
    """The page and the picture, into `folder`."""
    (folder / "speed.svg").write_text(curve(figures["curve"]), encoding="utf-8")
    page = folder / "speed.md"
    before = page.read_text(encoding="utf-8") if page.exists() else f"# Speed\n\n{BEGIN}\n{END}\n"
    head, rest = before.split(BEGIN, 1)
    page.write_text(f"{head}{BEGIN}\n{table(figures)}{END}{rest.split(END, 1)[1]}", encoding="utf-8")


BEGIN, END = "<!-- measured: written by bench/speed.py --write -->", "<!-- end -->"


def table(figures: dict[str, Any]) -> str:
    """The figures as two tables."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["speed"]
    rows = [(told, f"{figures[key]:.2f}", goal, f"{max(floors[key].values()):g}") for key, told, goal in RATIOS]
    out = [f"Measured on a mixed stream of {figures['reports']:,} reports.", ""]
    out += ["| what | ratio | goal | bound |", "|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows), ""]
    held = [f"{figures[key]:,}" for key in ("held_back", "between_states", "between_states_lost")]
    parts = ", ".join(f"{name} {share:.3f}" for name, share in figures["parts"].items())
    times = [f"{figures[key]:.2f} s" for key in ("help_s", "show_s", "python_s")]
    for sentence in (HELD.format(*held), PARTS.format(parts), START.format(*times)):
        out += [sentence, ""]
    out += [f"| {' | '.join(COLUMNS.values())} |", "|---" * len(COLUMNS) + "|"]
    out += [f"| {' | '.join(f'{p[key]:,}' for key in COLUMNS)} |" for p in figures["curve"]]
    return "\n".join([*out, ""])


HELD = (
    "By default {} of the reports were not parsed; of {} events between two states that are found when every report "
    "is, {} stand in those."
)
PARTS = "Stage by stage, every report parsed, in parts of the bare parser: {}."
START = "`memcon --help` takes {}, `memcon show` of one story {}, Python alone {} (wall time, the best of five)."
FLOORS = Path(__file__).with_name("floors.json")
RATIOS = (
    ("ratio", "every report parsed and coded, over the bare parser", "1.3"),
    ("mixed", "read as by default, over the bare parser on all of it", "0.5"),
    ("workers", "two processes, times as fast as one", "1.8"),
    ("neighbours", "cost of a report at one size over that at the size before", "1.3"),
)
COLUMNS = {
    "size": "reports",
    "read_ms": "reading, ms each",
    "grouped_ms": "grouping and findings",
    "printed_ms": "printing",
    "again_s": "one report more, s",
    "worker_mb": "worker, MB",
    "read_mb": "first process after reading",
    "whole_mb": "at the end",
}


def curve(points: Points) -> str:
    """Milliseconds a report over the number of reports, as SVG; the sizes stand on a scale of powers."""
    most = max((p[key] for p in points for key, _, _ in LINES), default=1.0) * 1.15
    sizes = [math.log(p["size"]) for p in points]
    first, span = min(sizes, default=0.0), (max(sizes, default=1.0) - min(sizes, default=0.0)) or 1.0

    def at(point: dict[str, float], key: str) -> tuple[float, float]:
        x = LEFT + 20 + (math.log(point["size"]) - first) / span * (WIDE - LEFT - 60)
        return x, HIGH - LOW - point[key] / most * (HIGH - LOW - TOP)

    parts = [*_axes(most), *(_size(p, at(p, LINES[0][0])[0]) for p in points)]
    for key, name, colour in LINES:
        dots = [at(p, key) for p in points]
        parts.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" '
            f'points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in dots)}"/>'
        )
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in dots]
        x, y = dots[0] if dots else (LEFT, TOP)
        parts.append(f'<text x="{x:.1f}" y="{y - 9:.1f}" fill="{colour}">{name}</text>')
    style = 'font-family="sans-serif" font-size="12"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" {style} role="img">\n'
        "<title>Processor time for each report at growing sizes of the stream</title>\n"
        f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _axes(most: float) -> list[str]:
    base = HIGH - LOW
    step = 10 ** math.floor(math.log10(most)) if most > 0 else 1.0
    step = step / 2 if most / step < 3 else step
    marks = [k * step for k in range(int(most / step) + 1)]
    ys = [(m, base - m / most * (base - TOP)) for m in marks]
    return [
        f'<line x1="{LEFT}" y1="{base}" x2="{WIDE - 20}" y2="{base}" stroke="#888"/>',
        *(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDE - 20}" y2="{y:.1f}" stroke="#eee"/>' for _, y in ys),
        *(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{m:g}</text>' for m, y in ys),
        f'<text x="{WIDE - 20}" y="{HIGH - 8}" text-anchor="end" fill="#555">reports in the stream</text>',
        f'<text x="{LEFT}" y="{HIGH - 8}" fill="#555">ms of processor time for each report</text>',
    ]


def _size(point: dict[str, float], x: float) -> str:
    return f'<text x="{x:.1f}" y="{HIGH - LOW + 16}" text-anchor="middle" fill="#555">{point["size"]:,.0f}</text>'
