"""Geometry of the drawings: where a mark of the timeline, a point of the line, a place on the map stands. Templates
write the SVG."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from memcon.api.relations import Lane, Met
from memcon.model.relation import Entry
from memcon.model.when import When
from memcon.relations.join import days
from memcon.relations.measures import Month

WIDTH, LEFT, RIGHT, ROW = 1000, 112, 14, 20
"""Of the timeline, in its own units: its width, what is left for names of lanes, what is left at the end, a row."""
MOST = 400
"""Marks on a timeline; of more the newest are drawn."""


class Mark(NamedTuple):
    """An entry on the timeline: from `x` over `width` (0: a day, drawn as a dot) at `y`; `sure`: it happened."""

    entry: Entry
    x: float
    y: float
    width: float
    sure: bool
    off: bool


class Drawn(NamedTuple):
    """A lane with its name at `y`, from `top` over `height`."""

    name: str
    top: float
    height: float
    marks: tuple[Mark, ...]


class Tick(NamedTuple):
    """A line of the axis; `since` and `until` are what a click on it zooms to."""

    x: float
    name: str
    since: str
    until: str


class Line(NamedTuple):
    """The whole timeline."""

    lanes: tuple[Drawn, ...]
    ticks: tuple[Tick, ...]
    height: float
    left_out: int


def timeline(lanes: Sequence[Lane]) -> Line | None:
    """The lanes drawn over the days they span; None when nothing is dated."""
    dated = sorted((e for lane in lanes for e in lane.entries if e.when is not None), key=_first)
    shown = {e.id for e in dated[-MOST:]}
    if not dated:
        return None
    scale = _Scale.over([e.when for e in dated if e.id in shown and e.when is not None])
    drawn, top = [], 26.0
    for lane in lanes:
        marks, rows = _placed([e for e in lane.entries if e.id in shown], scale, top)
        height = rows * ROW + 8
        drawn.append(Drawn(lane.name, top, height, tuple(marks)))
        top += height
    return Line(tuple(drawn), tuple(scale.ticks()), top, len(dated) - len(shown))


def _first(entry: Entry) -> tuple[str, str, str]:
    return (*(entry.when.bounds() if entry.when is not None else ("", "")), entry.id)


def _placed(entries: Sequence[Entry], scale: _Scale, top: float) -> tuple[list[Mark], int]:
    """Marks in as many rows as it takes that none covers another; how many rows."""
    ends: list[float] = []
    marks = []
    for entry in sorted(entries, key=_first):
        assert entry.when is not None  # a lane holds what is dated
        x, stop = scale.at(entry.when.bounds()[0]), scale.at(entry.when.bounds()[1])
        wide = days(entry.when) > 1
        left = x if wide else x - 6
        row = next((k for k, end in enumerate(ends) if end <= left), len(ends))
        end = max(stop, x + 8) + 3 if wide else x + 8
        ends[row : row + 1] = [end]
        sure = entry.status in ("asserted", "historical", "open", "reaffirmed", "kept", "held")
        y = top + 4 + row * ROW + ROW / 2
        marks.append(Mark(entry, round(x, 1), y, round(max(stop - x, 8), 1) if wide else 0, sure, _off(entry)))
    return marks, max(1, len(ends))


def _off(entry: Entry) -> bool:
    return entry.status in ("denied", "cancelled", "broken")


class _Scale(NamedTuple):
    """Days to units."""

    first: int
    last: int

    @staticmethod
    def over(whens: Iterable[When]) -> _Scale:
        bounds = [w.bounds() for w in whens]
        first, last = _number(min(a for a, _ in bounds)), _number(max(b for _, b in bounds))
        pad = max(15, (last - first) // 40)
        return _Scale(first - pad, last + pad)

    def at(self, day: str) -> float:
        """Where an ISO day stands."""
        return LEFT + (WIDTH - LEFT - RIGHT) * (_number(day) - self.first) / (self.last - self.first)

    def ticks(self) -> Iterable[Tick]:
        """Years, or months where the whole is shorter than some three years; not more than a dozen or so."""
        a, b = date.fromordinal(max(1, self.first)), date.fromordinal(self.last)
        if self.last - self.first < 1200:
            months = [(y, m) for y in range(a.year, b.year + 1) for m in range(1, 13)]
            step = max(1, -(-(self.last - self.first) // 30 // 12))
            inside = [(y, m) for y, m in months if self.first < date(y, m, 1).toordinal() < self.last]
            for y, m in inside[::step]:
                key = f"{y:04}-{m:02}"
                yield Tick(round(self.at(f"{key}-01"), 1), key, key, key)
            return
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (b.year - a.year) / s <= 13)
        for y in range(a.year - a.year % step, b.year + 1, step):
            if y > 0 and self.first < date(y, 1, 1).toordinal():
                yield Tick(round(self.at(f"{y:04}-01-01"), 1), str(y), f"{y:04}", f"{y + step - 1:04}")


def _number(day: str) -> int:
    """The day's number; a day that no calendar has (a span of words may end on 29 February) is the nearest before."""
    year, month, number = (int(part) for part in day[:10].split("-"))
    for back in range(4):
        try:
            return date(max(1, year), month, number - back).toordinal()
        except ValueError:
            continue
    return date(max(1, year), 1, 1).toordinal()


# ---------------------------------------------------------------- the measures


class Point(NamedTuple):
    """A month of the line."""

    month: Month
    x: float
    y: float


class Curve(NamedTuple):
    """Net cooperation by month: its points, where naught stands, the figures at the edges."""

    points: tuple[Point, ...]
    zero: float
    high: float
    low: float
    first: str
    last: str


def curve(months: Sequence[Month]) -> Curve | None:
    """The line of the months in 1000 by 160 units; None for fewer than two, which make no line."""
    if len(months) < 2:
        return None
    numbers = [int(m.month[:4]) * 12 + int(m.month[5:7]) for m in months]
    high, low = max(0.0, *(m.net for m in months)), min(0.0, *(m.net for m in months))
    wide, tall = max(1, numbers[-1] - numbers[0]), (high - low) or 1.0

    def y(net: float) -> float:
        return round(20 + 120 * (high - net) / tall, 1)

    points = [
        Point(m, round(60 + 900 * (n - numbers[0]) / wide, 1), y(m.net)) for m, n in zip(months, numbers, strict=True)
    ]
    return Curve(tuple(points), y(0), high, low, months[0].month, months[-1].month)


# ---------------------------------------------------------------- the map


class Spot(NamedTuple):
    """A place on the map, numbered as in the list beside it."""

    met: Met
    number: int
    x: float
    y: float
    size: float
    name_x: float
    name_y: float


class Chart(NamedTuple):
    """The part of the world that holds the spots: what is seen (x, y, width, height in degrees), the land in it."""

    x: float
    y: float
    width: float
    height: float
    land: str
    spots: tuple[Spot, ...]


def chart(met: Sequence[Met]) -> Chart | None:
    """The places on a map that is cut to them; None when there are none."""
    if not met:
        return None
    xs, ys = [m.lon + 180 for m in met], [90 - m.lat for m in met]
    width = min(360.0, max(44.0, (max(xs) - min(xs)) * 1.35, (max(ys) - min(ys)) * 1.35 * 2))
    height = width / 2
    x = min(max(0.0, (max(xs) + min(xs)) / 2 - width / 2), 360 - width)
    y = min(max(0.0, (max(ys) + min(ys)) / 2 - height / 2), max(0.0, 172 - height))
    spots = tuple(_spots(met, width))
    seen = (x - 1, y - 1, x + width + 1, y + height + 1)
    land = "".join(ring.path for ring in _land() if _meet(ring.box, seen))
    return Chart(round(x, 2), round(y, 2), round(width, 2), round(height, 2), land, spots)


def _spots(met: Sequence[Met], width: float) -> Iterator[Spot]:
    """Each place with where its name stands: beside its dot, moved down where it would cover another name."""
    line = width / 36
    named: list[tuple[float, float]] = []
    for k, m in enumerate(met, 1):
        x, y = round(m.lon + 180, 2), round(90 - m.lat, 2)
        size = round(width / 130 * min(2.0, 1 + len(m.entries) / 10), 2)
        name_y = y + size / 2
        while any(abs(a - x) < line * 8 and abs(b - name_y) < line * 0.95 for a, b in named):
            name_y += line * 0.3
        named.append((x, name_y))
        yield Spot(m, k, x, y, size, round(x + size * 1.4, 2), round(name_y, 2))


Box = tuple[float, float, float, float]


class _Ring(NamedTuple):
    path: str
    box: Box


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@cache
def _land() -> tuple[_Ring, ...]:
    """The rings of land with the boxes they lie in."""
    text = (files("memcon.data") / "places" / "land.txt").read_text("utf-8")
    body = "".join(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(_ring(path) for path in re.findall(r"M[^M]+", body))


def _ring(path: str) -> _Ring:
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path)]
    x, y = numbers[0], numbers[1]
    xs, ys = [x], [y]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy
        xs.append(x)
        ys.append(y)
    return _Ring(path, (min(xs), min(ys), max(xs), max(ys)))
