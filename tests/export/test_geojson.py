"""The map is valid by RFC 7946, and puts nothing where nobody said it was."""

import json

import geojson
import pytest
from tests.export.stores import example, exported, hostile

from memcon.export.geojson import position
from memcon.model.place import Place


@pytest.mark.parametrize("store", [example, hostile])
def test_the_collection_is_valid(store) -> None:  # type: ignore[no-untyped-def]
    data = exported(store(), "geojson")
    found = geojson.loads(data)
    assert isinstance(found, geojson.FeatureCollection)
    assert found.is_valid
    assert len(found["features"]) == 1
    for feature in json.loads(data)["features"]:
        assert feature.keys() == {"type", "id", "geometry", "properties"}


def test_longitude_comes_first() -> None:
    (feature,) = json.loads(exported(hostile(), "geojson"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [10.75, 59.91]}
    assert feature["properties"]["place"] == "Os\tlo <i>"


def test_a_place_of_unknown_position_is_unlocated() -> None:
    (feature,) = json.loads(exported(example(), "geojson"))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["when"] == "2024-03-12"
    assert (feature["properties"]["reports"], feature["properties"]["origins"]) == (4, 3)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place("Oslo", "NOR", 59.91, 10.75, "town"), [10.75, 59.91]),
        (Place("Norway", "NOR", 59.91, 10.75, "state"), None),
        (Place("Oslo", "NOR"), None),
        (Place("Nowhere", None, 91.0, 10.0), None),
        (Place("Nowhere", None, 1.0, -181.0), None),
    ],
)
def test_a_position_is_one_that_is_known(place: Place, found: list[float] | None) -> None:
    assert position(place) == found
