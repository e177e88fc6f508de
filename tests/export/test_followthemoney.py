"""FollowTheMoney takes every entity as it is: its own validation finds no fault and drops nothing."""

import json
from typing import Any

import pytest
from followthemoney import model
from tests.export.stores import NAME, example, exported, hostile

SAME_AS_WRITTEN = {"summary", "description", "bodyText"}


def entities(store, *, text: bool = True) -> list[dict[str, Any]]:  # type: ignore[no-untyped-def]
    return [json.loads(line) for line in exported(store, "ftm", text=text).splitlines()]


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("store", [example, hostile])
def test_every_entity_is_valid_and_kept_whole(store, text: bool) -> None:  # type: ignore[no-untyped-def]
    found = entities(store(), text=text)
    known = {e["id"] for e in found}
    assert len(found) > 5
    for entity in found:
        schema = model.get(entity["schema"])
        assert schema is not None
        assert schema.validate({"properties": entity["properties"]}) is None
        proxy = model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in known
                target = next(e for e in found if e["id"] == value)
                assert prop.range is None or model.get(target["schema"]).is_a(prop.range)


def test_who_did_what_is_there_with_its_report() -> None:
    found = entities(example())
    by_id = {e["id"]: e for e in found}
    (trip,) = [e for e in found if e["schema"] == "Trip" and "Rojas" in e["properties"]["name"][0]]
    assert trip["properties"]["date"] == ["2023-06"]
    assert by_id[trip["properties"]["endLocation"][0]]["properties"]["city"] == ["Bergen"]
    assert by_id[trip["properties"]["proof"][0]]["properties"]["title"] == [
        "Halvorsen and Arriaga agree on yearly talks"
    ]
    planned = [e for e in found if e["schema"] == "Event" and "planned" in e["properties"]["keywords"]]
    assert planned
    assert all(e["properties"]["name"][0].startswith("Planned: ") for e in planned)


def test_each_thing_is_told_once() -> None:
    found = [e["id"] for e in entities(example())]
    assert len(found) == len(set(found))


def test_a_hostile_name_is_one_line() -> None:
    (person,) = [e for e in entities(hostile()) if e["schema"] == "Person"]
    (name,) = person["properties"]["name"]
    assert "\t" not in name
    assert "\x1b" not in name
    assert name.startswith(NAME[:20])
    assert "שלום" in name
