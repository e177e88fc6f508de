"""The place files: complete, in range, small enough to ship, quick to load."""

import csv
import time
from collections.abc import Callable
from importlib.resources import files

from memcon.knowledge import kb
from memcon.places import gazetteer

DATA = files("memcon.data").joinpath("places")


def rows(name: str) -> list[dict[str, str]]:
    lines = DATA.joinpath(name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_the_extract_is_small_and_names_its_licence() -> None:
    text = DATA.joinpath("cities.tsv").read_text("utf-8")
    assert len(text.encode()) < 1_500_000
    assert "CC BY 4.0" in text[:300]


def test_every_town_has_a_place_on_the_globe() -> None:
    lines = [x for x in DATA.joinpath("cities.tsv").read_text("utf-8").splitlines() if not x.startswith("#")]
    assert lines == sorted(lines)
    for line in lines:
        key, _, country, _, lat, lon, people = line.split("\t")
        assert key == gazetteer.fold(key)
        assert len(country) == 3
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert int(people) >= 0


def test_venues_and_disputed_places_are_complete() -> None:
    for row in rows("venues.csv"):
        assert row["names"]
        assert row["source"]
        assert -90 <= float(row["lat"]) <= 90
        assert row["country"] == "" or row["country"] in kb.states()
    for row in rows("disputed.csv"):
        assert row["claimants"]
        assert all(c in kb.states() or c == "ESH" for c in row["claimants"].split("|"))


def test_capitals_are_known() -> None:
    missing = [
        s.capital
        for s in kb.states().values()
        if s.kind == "state" and s.capital and not s.end
        if not any(e.country in (s.id, None) for e in gazetteer.entries(gazetteer.fold(s.capital)))
    ]
    # GeoNames' extract has no Ngerulmud; the Factbook describes the other two instead of naming them.
    assert missing == ["Chisinau in Romanian", "government offices in the Yaren District", "Ngerulmud"]


def test_loading_costs_little_more_than_splitting_the_file() -> None:
    def seconds(task: Callable[[], object]) -> float:
        start = time.process_time()
        task()
        return time.process_time() - start

    text = DATA.joinpath("cities.tsv").read_text("utf-8")
    split = min(seconds(lambda: [line.split("\t") for line in text.splitlines()]) for _ in range(3))
    load = min(seconds(lambda: (gazetteer._towns.cache_clear(), gazetteer._towns())) for _ in range(3))
    assert load < 25 * split
