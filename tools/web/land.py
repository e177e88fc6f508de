"""Make src/memcon/data/places/land.txt: the land of the world as one SVG path in degrees, from npm's world-atlas.

Run by hand: `npm pack world-atlas && tar xzf world-atlas-*.tgz && python tools/web/land.py package/land-110m.json`.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).parents[2] / "src" / "memcon" / "data" / "places" / "land.txt"
HEAD = """\
# The land of the world as an SVG path: x is the degree of longitude + 180, y is 90 - the degree of latitude.
# Source: Natural Earth, land 1:110m (public domain), as world-atlas {version} (ISC) packages it; made by
# tools/web/land.py, rounded to a tenth of a degree, rings of less than a square degree left out.
"""


def main(path: str) -> None:
    """Read the TopoJSON at `path`, write the path."""
    atlas = json.loads(Path(path).read_text("utf-8"))
    arcs = [decoded(arc, atlas["transform"]) for arc in atlas["arcs"]]
    shapes = [g for o in atlas["objects"].values() for g in o["geometries"]]
    rings = [ring for shape in shapes for polygon in shape["arcs"] for ring in polygon]
    drawn = [points for ring in rings for points in laid_out(joined(ring, arcs)) if area(points) >= 1]
    version = json.loads(Path(path).with_name("package.json").read_text("utf-8"))["version"]
    OUT.write_text(HEAD.format(version=version) + "".join(map(drawing, drawn)) + "\n", "utf-8")
    print(f"{OUT}: {len(drawn)} rings, {OUT.stat().st_size} bytes")


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """The points of an arc in degrees."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for a, b in arc:
        x, y = x + a, y + b
        points.append((round(x * kx + dx + 180, 1), round(90 - (y * ky + dy), 1)))
    return points


def joined(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The points of a ring; `~k` is arc k backwards."""
    points: list[tuple[float, float]] = []
    for k in ring:
        points.extend(arcs[k] if k >= 0 else reversed(arcs[~k]))
    return [p for k, p in enumerate(points) if k == 0 or p != points[k - 1]]


def laid_out(points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring that steps over the 180th meridian as one that goes on beyond the edge, and again from the other edge; one
    that goes around a pole is closed along the edge of the map."""
    if not any(abs(b[0] - a[0]) > 180 for a, b in pairwise(points)):
        return [points]
    shift, found = 0, [points[0]]
    for a, b in pairwise(points):
        shift += 360 if b[0] - a[0] < -180 else -360 if b[0] - a[0] > 180 else 0
        found.append((round(b[0] + shift, 1), b[1]))
    if abs(found[-1][0] - found[0][0]) > 180:
        edge = 180.0 if found[0][1] > 90 else 0.0
        found += [(found[-1][0], edge), (found[0][0], edge)]
    return [moved for by in (-360, 0, 360) if seen(moved := [(round(x + by, 1), y) for x, y in found])]


def seen(points: list[tuple[float, float]]) -> bool:
    """True when a ring reaches into the map."""
    return min(x for x, _ in points) < 360 and max(x for x, _ in points) > 0


def area(points: list[tuple[float, float]]) -> float:
    """Square degrees of a ring."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def drawing(points: list[tuple[float, float]]) -> str:
    """A closed path, each point relative to the one before, in tenths kept exact."""
    steps = [(round(b[0] - a[0], 1), round(b[1] - a[1], 1)) for a, b in pairwise(points)]
    first = f"M{points[0][0]:g} {points[0][1]:g}l"
    return first + " ".join(f"{x:g} {y:g}" for x, y in steps) + "z"


if __name__ == "__main__":
    main(sys.argv[1])
