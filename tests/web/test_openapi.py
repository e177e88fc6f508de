"""The OpenAPI document says what the API takes and gives."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.web.conftest import At
from tests.web.test_pages import addresses

from memcon.web.openapi import document
from memcon.web.routes import PAGES

DOCUMENT: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document()))


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with the components it refers to."""
    return {**schema, "components": DOCUMENT["components"]}


def test_it_is_served(looking: At) -> None:
    assert looking.client.get("/openapi.json").json() == DOCUMENT
    assert "/review.json" in looking.client.get("/api").text


def test_every_twin_is_in_it_with_what_may_be_asked() -> None:
    for page in PAGES:
        get = DOCUMENT["paths"][page.twin]["get"]
        names = {p["name"] for p in get["parameters"]}
        assert names == {*re.findall(r"{(\w+)}", page.path), *page.query.__struct_fields__}
        assert all(p["required"] is (p["in"] == "path") for p in get["parameters"])


def test_what_is_given_fits_it(looking: At) -> None:
    paths = {page.path: page for page in PAGES}
    for path, address in addresses(looking).items():
        if path in paths:
            twin = "/index.json" if path == "/" else f"{address}.json"
            holds = DOCUMENT["paths"][paths[path].twin]["get"]["responses"]["200"]["content"]["application/json"][
                "schema"
            ]
            jsonschema.Draft202012Validator(resolved(holds)).validate(looking.client.get(twin).json())


@pytest.mark.parametrize("path", sorted(DOCUMENT["paths"]))
def test_other_methods_are_refused_with_those_allowed(looking: At, path: str) -> None:
    answer = looking.client.request("DELETE", re.sub(r"{\w+}", "x", path))
    assert answer.status_code == 405
    allowed = {method.strip().lower() for method in answer.headers["allow"].split(",")}
    assert set(DOCUMENT["paths"][path]) <= allowed
    assert answer.json()["error"]


def test_references_lead_somewhere() -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(DOCUMENT)))
    assert names
    assert names <= set(DOCUMENT["components"]["schemas"])
