"""The OpenAPI document of the API, made from the routes and the structs they take and give."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import Any

import msgspec

from memcon.api.jobs import Job, Pasted
from memcon.model.judgement import Judgement
from memcon.web.asked import Judging
from memcon.web.routes import PAGES, Page

_REF = "#/components/schemas/{name}"
_JSON = "application/json"


class Failed(msgspec.Struct, frozen=True):
    """What went wrong, in one sentence."""

    error: str


class Kept(msgspec.Struct, frozen=True):
    """A judgement that was kept: `known` when it was there before, `stories` those it bears on."""

    judgement: Judgement
    known: bool
    stories: tuple[str, ...]


def document() -> dict[str, Any]:
    """The document."""
    kinds = [page.holds for page in PAGES]
    schemas, components = msgspec.json.schema_components(
        [*kinds, Judging, Pasted, Kept, Job, Failed], ref_template=_REF
    )
    told = dict(zip((page.path for page in PAGES), schemas, strict=False))
    paths: dict[str, Any] = {page.twin: {"get": _get(page, told[page.path])} for page in PAGES}
    judging, pasted, kept, job, failed = schemas[len(kinds) :]
    paths["/review.json"]["post"] = _post("judge", "Keep a judgement", judging, "200", kept, failed)
    paths["/reports.json"] = {"post": _post("bring", "Read a text", pasted, "202", job, failed)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "memcon", "version": version("memcon"), "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "apiKey", "in": "header", "name": "X-Memcon-Token"}},
        },
    }


_ABOUT = (
    "Every page of the desk has a twin that ends in .json. What changes something asks for the token that stands in "
    "every page (meta memcon-token). Spans are half-open ranges of Unicode code points of the stored text."
)


def _get(page: Page, holds: dict[str, Any]) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", page.path)
    fields = msgspec.json.schema(page.query)
    asked = next(iter(fields.get("$defs", {}).values()), fields).get("properties", {})
    wanted = [{"name": n, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}} for n in names]
    wanted += [{"name": n, "in": "query", "required": False, "schema": schema} for n, schema in asked.items()]
    failures = {"400": "What is asked is not what this page takes"}
    if names or "a" in asked:
        failures["404"] = "Nothing of that id, nobody of that name"
    return {
        "operationId": re.sub(r"\W+", "-", page.path).strip("-") or "home",
        "summary": page.summary,
        "parameters": wanted,
        "responses": {
            "200": {"description": "Found", "content": {_JSON: {"schema": holds}}},
            **{code: _failure(said) for code, said in failures.items()},
        },
    }


def _failure(said: str) -> dict[str, Any]:
    return {"description": said, "content": {_JSON: {"schema": {"$ref": _REF.format(name="Failed")}}}}


def _post(name: str, summary: str, takes: object, code: str, gives: object, failed: object) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": {_JSON: {"schema": takes}}},
        "responses": {
            code: {"description": "Done", "content": {_JSON: {"schema": gives}}},
            "400": _failure("What was sent is not what this address takes"),
            "403": _failure("The token is missing or not of the desk that runs now"),
        },
    }
