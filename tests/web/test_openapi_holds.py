"""The API keeps what its own OpenAPI document says, whatever it is asked: schemathesis makes the requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("schemathesis", reason="schemathesis is not installed: the API is not tried at random")

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send
from tests.web.conftest import TOKEN, At, opened

from memcon.web.openapi import document
from memcon.web.routes import PAGES

EXAMPLES = 15
"""Requests made up for each address and mode."""


def operations() -> Iterator[tuple[str, str, GenerationMode]]:
    """Every method of every address with what it takes, and, where something can be wrong with that, with what it does
    not take."""
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            yield method, path, GenerationMode.POSITIVE
            if "requestBody" in told or any(one["in"] == "query" for one in told["parameters"]):
                yield method, path, GenerationMode.NEGATIVE


class Local:
    """The app asked under a name that it is served at, whatever the client calls it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["headers"] = [*((k, v) for k, v in scope["headers"] if k != b"host"), (b"host", b"127.0.0.1")]
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def tried(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[At]:
    """A desk over a copy of the example story, which what is sent may change."""
    path = tmp_path_factory.mktemp("tried") / "tried.db"
    path.write_bytes(example_file.read_bytes())
    yield from opened(path)


def known(at: At) -> dict[str, list[str]]:
    """Ids that are in the store, by the name of what takes them."""
    story, memcon = at.store.stories()[0]
    return {
        "story": [story.id],
        "finding": [f.id for f in memcon.findings],
        "origin": [o.id for o in story.origins],
        "base": [o.id for o in story.origins],
        "report": list(story.reports),
        "actor": ["NOR", *(p.actor for p in memcon.occurrence.parties)],
        "a": ["NOR", "CHL"],
        "b": ["CHL", "NOR"],
        "keys": [c.id for c in memcon.claims],
    }


def helped(case: Case, ids: dict[str, list[str]], choose: Callable[[list[str]], str]) -> Case:
    """The case with ids that are there in place of those made up, so that pages are reached at all."""
    for part in (case.path_parameters, case.query):
        for name in part or {}:
            if name in ids:
                part[name] = choose(ids[name])
    if isinstance(case.body, dict) and isinstance(case.body.get("keys"), list):
        case.body |= {"verb": choose(["accept", "reject"]), "keys": [choose(ids["keys"])]}
    return case


@pytest.mark.parametrize(("method", "path", "mode"), list(operations()), ids=str)
def test_no_fault_and_the_schema_holds(tried: At, method: str, path: str, mode: GenerationMode) -> None:
    operation = schemathesis.openapi.from_asgi("/openapi.json", Local(tried.client.app))[path][method.upper()]
    ids = known(tried)
    answers: Counter[int] = Counter()

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def asked(case: Case, data: st.DataObject) -> None:
        if data.draw(st.booleans()):
            case = helped(case, ids, lambda some: data.draw(st.sampled_from(some)))
        # What the schema cannot say is refused with 400 too: a name nobody has, an id that may be several.
        answer = case.call_and_validate(headers={"X-Memcon-Token": TOKEN}, excluded_checks=[positive_data_acceptance])
        answers[answer.status_code] += 1

    asked()
    if mode is GenerationMode.POSITIVE and "{job}" not in path:
        assert set(answers) & {200, 202}, "asked for what is there, it was found"
    assert max(answers) < 500


def test_the_document_has_every_twin_and_every_act(tried: At) -> None:
    document = tried.client.get("/openapi.json").json()
    assert set(document["paths"]) == {*(page.twin for page in PAGES), "/reports.json"}
    assert {path for path, methods in document["paths"].items() if "post" in methods} == {
        "/review.json",
        "/reports.json",
    }
