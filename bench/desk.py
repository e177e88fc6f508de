"""What a page of the desk costs with many reports in the store over what it costs with few, side by side.

Stores are made by bench/many.py (the large one takes some minutes, and 1.6 GB; --keep DIR keeps them for the next
time). Each round opens a store anew, looks at a page of the same kind that shares nothing with the one measured, so
that templates and imports are loaded, and then asks for the page: cold, with nothing remembered of it, and once more.
The stores take turns at going first and the best round counts, in CPU seconds of this process. Weights are what is
sent, gzipped, of the page with its styles and scripts; there are no images.

Exits 1 when a page that is told from as much costs more than 3 times as much, or the first page weighs more than
200 kB.

bench/desk.py [--few 1000] [--many 100000] [--rounds 5] [--keep DIR] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from starlette.types import ASGIApp as App

    from memcon.store.sqlite import SqliteStore

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

MOST_TIMES, MOST_BYTES = 3.0, 200_000


class Look(NamedTuple):
    """A page to measure: its address, and one of the same kind to look at before. `held`: what it is told from is as
    much in both stores. What is told of a pair that few reports name grows with them until a page takes no more; a
    search ranks all it finds; the first page counts all pairs, once after each change. Such pages are measured too,
    and fail nothing."""

    name: str
    address: str
    before: str
    held: bool = True


def looks() -> list[Look]:
    """The pages, by the stories that a store of any size holds."""
    from bench.many import made

    one, other = made(4), made(9)
    host, guest = (str(p.actor) for p in one.memcon.occurrence.parties)
    return [
        Look("home", "/", "/add", held=False),
        Look("stories", "/stories", "/stories?page=2"),
        Look("stories, last page", "/stories?page=1000000", "/stories?page=2"),
        Look("stories of a pair", "/stories?a=NOR&b=CHL", "/stories?a=FIN&b=CAN"),
        Look("stories with words", "/stories?q=halif", "/stories?q=turk"),
        Look("stories that differ", "/stories?differs=1", "/stories?page=2"),
        Look("story", f"/stories/{one.story.id}", f"/stories/{other.story.id}"),
        Look("relation of two states, most told of", "/relations/NOR/CHL", "/relations/FIN/CAN"),
        Look("relation of two states, least told of", "/relations/KEN/VNM", "/relations/FIN/CAN", held=False),
        Look("relation of two persons", f"/relations/{host}/{guest}", "/relations/FIN/CAN", held=False),
        Look("actor, a state", "/actors/NOR", "/actors/FIN"),
        Look("report", f"/reports/{one.story.reports[0]}", f"/reports/{other.story.reports[0]}"),
        Look("search", "/search?q=night+ferry", "/search?q=lighthouses", held=False),
        Look("review", "/review", "/add", held=False),
    ]


class Cost(NamedTuple):
    """CPU and wall seconds of a page asked for the first time, CPU seconds of it asked for again, and its bytes."""

    cold: float
    wall: float
    again: float
    sent: int


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def app_over(store: SqliteStore) -> App:
    """The desk over a store, as `memcon serve` makes it."""
    from memcon.cli.serve import made_desk
    from memcon.settings import load_settings
    from memcon.web.app import make_app
    from memcon.web.guard import door

    return make_app(made_desk(store, load_settings()), door("127.0.0.1", ""))


def get(app: App, address: str) -> Got:
    """What the app answers to a browser on this machine, without a socket between."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), (b"accept-encoding", b"gzip")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    asked: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        # Whoever asks again waits for us to hang up, which we do not.
        return asked.pop() if asked else await asyncio.Event().wait() or {}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start, *rest = sent
    headers = {key.decode(): value.decode() for key, value in start["headers"]}
    return Got(start["status"], headers, b"".join(message.get("body", b"") for message in rest))


def cost(store: Path, look: Look) -> Cost:
    """One round: the store opened anew, a page looked at."""
    from memcon.run import open_store

    kept = open_store(str(store))
    app = app_over(kept)
    get(app, look.before)
    began, at = time.process_time(), time.perf_counter()
    answer = get(app, look.address)
    cold, wall = time.process_time() - began, time.perf_counter() - at
    began = time.process_time()
    get(app, look.address)
    again = time.process_time() - began
    kept.close()
    if answer.status != 200:
        raise RuntimeError(f"{look.address}: {answer.status}")
    return Cost(cold, wall, again, len(answer.body))


def best(stores: tuple[Path, Path], look: Look, rounds: int) -> list[Cost]:
    """The best round of each store, the stores taking turns at going first."""
    found: dict[Path, list[Cost]] = {store: [] for store in stores}
    for turn in range(rounds):
        for store in sorted(stores, reverse=turn % 2 == 1):
            found[store].append(cost(store, look))
    return [Cost(*map(min, zip(*found[store], strict=True))) for store in stores]


def weight(store: Path) -> int:
    """Bytes sent for the first page with all that it loads but images."""
    import gzip

    from memcon.run import open_store

    app = app_over(open_store(str(store)))
    page = get(app, "/")
    parts = set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js))"', gzip.decompress(page.body).decode()))
    return sum(len(answer.body) for answer in (page, *(get(app, part) for part in sorted(parts))))


def store_of(folder: Path, reports: int) -> Path:
    """The store of that many reports in a folder, made where it is not there."""
    from bench.many import fill

    from memcon.store.sqlite import SqliteStore

    path = folder / f"{reports}.db"
    if not path.is_file():
        making = folder / f"{reports}.making"
        making.unlink(missing_ok=True)
        store = SqliteStore(str(making))
        fill(store, reports)
        store.close()
        making.rename(path)
    return path


def measured(folder: Path, few: int, many: int, rounds: int) -> dict[str, object]:
    """All figures."""
    stores = (store_of(folder, few), store_of(folder, many))
    pages = {}
    for look in looks():
        small, large = best(stores, look, rounds)
        pages[look.name] = {
            "few_ms": round(small.cold * 1000, 1),
            "many_ms": round(large.cold * 1000, 1),
            "times": round(large.cold / small.cold, 2),
            "again_ms": [round(c.again * 1000, 1) for c in (small, large)],
            "kB": round(large.sent / 1000, 1),
            "held": look.held,
        }
    return {"reports": [few, many], "pages": pages, "first_page_kB": round(weight(stores[1]) / 1000, 1)}


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--few", type=int, default=1000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        found = measured(folder, asked.few, asked.many, asked.rounds)
    if asked.json:
        print(json.dumps(found))
    else:
        for name, row in found["pages"].items():
            grows = "" if row["held"] else "  (told from more)"
            print(
                f"{name:40} {row['few_ms']:8} ms {row['many_ms']:8} ms  {row['times']:5} times  {row['kB']} kB{grows}"
            )
        print(f"first page with styles and scripts: {found['first_page_kB']} kB")
    slow = [name for name, row in found["pages"].items() if row["held"] and row["times"] > MOST_TIMES]
    sys.exit(1 if slow or found["first_page_kB"] * 1000 > MOST_BYTES else 0)


if __name__ == "__main__":
    main()
