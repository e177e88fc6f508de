"""Who may come in, and what may be changed."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import OWN, TOKEN, At, made_desk

from memcon.errors import UsageError
from memcon.store.sqlite import SqliteStore
from memcon.web.app import make_app
from memcon.web.guard import Door, door, known_host, let_in, same_origin


@pytest.mark.parametrize(
    ("header", "host", "known"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("evil.example", "127.0.0.1", False),
        ("evil.example:8000", "0.0.0.0", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("192.168.1.4:8000", "127.0.0.1", False),
        ("192.168.1.4:8000", "0.0.0.0", True),
        ("desk.lan", "desk.lan", True),
        ("", "127.0.0.1", False),
    ],
)
def test_only_own_names_are_served(header: str, host: str, known: bool) -> None:
    assert known_host(header, Door(host, "")) is known


def test_a_rebound_name_is_turned_away(looking: At) -> None:
    for path in ("/", "/stories.json", "/static/desk.js"):
        answer = looking.client.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 421
        assert "content-security-policy" in answer.headers


def test_others_are_let_in_with_a_password_only() -> None:
    assert door("127.0.0.1", "").password == ""
    with pytest.raises(UsageError, match="set a password"):
        door("0.0.0.0", "")
    assert door("0.0.0.0", "s").password == "s"


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


@pytest.mark.parametrize(
    ("header", "let"),
    [
        (basic("ana", "s3cret"), True), (basic("", "s3cret"), True), ("Bearer s3cret", True),
        (basic("ana", "S3cret"), False),
        ("Bearer ", False), ("", False), ("Basic !!!", False), ("Basic " + base64.b64encode(b"\xff").decode(), False),
        ("Digest s3cret", False),
    ],
)  # fmt: skip
def test_the_password_is_asked_for(header: str, let: bool) -> None:
    assert let_in(header, Door("0.0.0.0", "s3cret")) is let


def test_nothing_is_shown_without_it(example_file: Path) -> None:
    store = SqliteStore(str(example_file))
    with TestClient(make_app(made_desk(store), Door("0.0.0.0", "s3cret")), base_url="http://10.0.0.7:8000") as client:
        for path in ("/", "/stories.json", "/static/desk.js", "/openapi.json"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers={"authorization": basic("x", "s3cret")}).status_code == 200
    store.close()


@pytest.mark.parametrize(
    ("headers", "given", "same"),
    [
        ({}, TOKEN, True),
        ({}, "", False),
        ({}, TOKEN + "x", False),
        ({"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}, TOKEN, True),
        ({"host": "127.0.0.1:8000", "origin": "http://evil.example"}, TOKEN, False),
        ({"host": "127.0.0.1:8000", "origin": "null"}, TOKEN, False),
        ({"sec-fetch-site": "cross-site"}, TOKEN, False),
    ],
)
def test_only_own_pages_change_anything(headers: dict[str, str], given: str, same: bool) -> None:
    assert same_origin(headers, given, TOKEN) is same


@pytest.mark.parametrize("path", ["/review", "/reports"])
def test_forms_of_others_change_nothing(own: At, path: str) -> None:
    before = own.client.get("/index.json").json()
    for fields in ({}, {"token": "guessed", "verb": "undo", "key": "x", "text": "Words."}):
        answer = own.client.post(path, data=fields, follow_redirects=False)
        assert answer.status_code in (400, 403)
    assert own.client.post(f"{path}.json", json={"verb": "undo", "keys": ["x"], "text": "Words."}).status_code == 403
    assert own.client.get("/index.json").json() == before


def test_a_form_too_long_is_not_read(own: At) -> None:
    answer = own.client.post("/reports", content=b"x", headers={**OWN, "content-length": str(10**9)})
    assert answer.status_code == 400
