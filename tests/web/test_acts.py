"""Judging and bringing reports in."""

from __future__ import annotations

import time
from typing import Any

import pytest
from tests.web.conftest import OWN, TOKEN, At

from memcon.web.acts import plain_name

WAIT = 120


def queue(at: At) -> list[dict[str, Any]]:
    return list(at.client.get("/review.json").json()["queue"])


def over(at: At, job: str) -> dict[str, Any]:
    """The job when it is over."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        found: dict[str, Any] = at.client.get(f"/jobs/{job}.json").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.05)
    raise AssertionError("the job is not over")


def test_a_judgement_is_kept_followed_and_taken_back(own: At) -> None:
    before = queue(own)
    (item,) = [i for i in before if i["kind"] == "differs"]
    page = own.client.get("/review").text
    assert f'data-item="{item["id"]}"' in page
    form = {"token": TOKEN, "does": f"reject {item['id']}", "item": item["id"], "part": "1", "why": "  misread "}
    answer = own.client.post("/review", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review?at={before[1]['id']}&part=1"
    assert item["id"] not in {i["id"] for i in queue(own)}
    (row,) = own.store.judgements()
    assert (row.kind, row.by, row.why) == ("reject", "ana", "misread")

    after = own.client.get("/review").text
    assert f'name="key" value="{row.id}"' in after
    undo = own.client.post("/review.json", json={"verb": "undo", "keys": [row.id]}, headers=OWN)
    assert undo.status_code == 200
    assert undo.json()["judgement"]["kind"] == "undo"
    assert queue(own) == before


def test_the_next_thing_is_already_there(own: At) -> None:
    ids = [i["id"] for i in queue(own)]
    page = own.client.get(f"/review?at={ids[1]}").text
    assert [k for k in ids if f'data-item="{k}"' in page] == ids[1:3]
    assert page.count('<article class="item"') == 2
    assert page.count(" hidden>") >= 1


@pytest.mark.parametrize(
    "body",
    [
        {"verb": "praise", "keys": ["x"]}, {"verb": "accept", "keys": []}, {"verb": "accept"},
        {"verb": "accept", "keys": ["nothing"]},
        {"verb": "undo", "keys": ["x"]}, {"verb": "same", "keys": ["x"]}, {"verb": "actor", "keys": ["x", "y"]},
        {"keys": "x"},
        [], None,
        {"verb": "kept", "keys": ["nothing"]}, {"verb": "accept", "keys": ["x"], "more": 1},
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_said(own: At, body: object) -> None:
    answer = own.client.post("/review.json", json=body, headers=OWN)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert own.store.judgements() == []


def test_files_are_read_and_what_is_not_taken_is_said(own: At) -> None:
    told = "OSLO, May 4 (Quay News) - Prime Minister Elin Halvorsen met President Tomas Arriaga in Oslo on May 4, 2031."
    files = [
        ("files", ("../../quay.txt", told.encode(), "text/plain")),
        ("files", ("quay.txt", told.replace("Oslo on", "Bergen on").encode(), "text/plain")),
        ("files", ("picture.png", b"\x89PNG\x00\x00", "image/png")),
    ]
    answer = own.client.post("/reports", data={"token": TOKEN}, files=files, follow_redirects=False)
    assert answer.status_code == 303
    job = over(own, answer.headers["location"].rpartition("/")[2])
    assert (job["state"], job["done"]) == ("done", 2)
    assert job["refused"] == ["picture.png: is a binary file; give its words as text, HTML, PDF or Word"]
    assert job["stories"]
    paths = {r.report.path for r in own.store.readings()}
    assert {"quay.txt", "quay (2).txt"} <= paths
    page = own.client.get(f"/jobs/{job['id']}").text
    assert "picture.png" in page
    assert f'href="/stories/{job["stories"][0]}"' in page


def test_a_pasted_text_is_read_and_known_the_second_time(own: At) -> None:
    text = "Prime Minister Elin Halvorsen met President Tomas Arriaga in Oslo on May 4, 2031.\n\nThey spoke of fish."
    given = {"text": text, "outlet": "Quay News", "published": "2031-05-05", "title": "Fish"}
    answer = own.client.post("/reports.json", json=given, headers=OWN)
    assert answer.status_code == 202
    assert over(own, answer.json()["id"])["done"] == 1
    (kept,) = [r.report for r in own.store.readings() if r.report.text == text]
    assert (kept.outlet.name if kept.outlet else None, kept.title) == ("Quay News", "Fish")
    again = own.client.post("/reports", data={"token": TOKEN, **given}, follow_redirects=False)
    assert over(own, again.headers["location"].rpartition("/")[2])["known"] == 1


def test_an_address_is_given_to_the_intake_and_a_path_never(own: At) -> None:
    given = {"token": TOKEN, "addresses": "https://example.invalid/x\n/etc/hostname\nfile:///etc/hostname"}
    answer = own.client.post("/reports", data=given, follow_redirects=False)
    job = over(own, answer.headers["location"].rpartition("/")[2])
    assert [sentence.split(":")[0] for sentence in job["refused"]] == ["https", "/etc/hostname", "file"]
    assert job["done"] == 0


def test_reading_is_watched_event_by_event(own: At) -> None:
    job = own.client.post("/reports.json", json={"text": "They met in Oslo. It was cold."}, headers=OWN).json()["id"]
    with own.client.stream("GET", f"/jobs/{job}/events") as events:
        assert events.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in events.iter_lines() if line.startswith("data: ")]
    assert '"state":"done"' in lines[-1]
    assert own.client.get("/jobs/none/events").status_code == 404


def test_nothing_brought_is_said(own: At) -> None:
    assert own.client.post("/reports", data={"token": TOKEN}, follow_redirects=False).status_code == 400
    assert own.client.post("/reports.json", json={"text": "  "}, headers=OWN).status_code == 400


@pytest.mark.parametrize(
    ("given", "taken", "name"),
    [
        ("a.txt", set(), "a.txt"), ("../../etc/passwd", set(), "passwd"), ("C:\\x\\a.txt", set(), "a.txt"),
        ("a.txt", {"a.txt"}, "a (2).txt"), ("a.txt", {"a.txt", "a (2).txt"}, "a (3).txt"), (".", set(), "report"),
        ("...", set(), "report"), ("b\x00.txt", set(), "b_.txt"), ("noend", {"noend"}, "noend (2)"),
        ("", set(), "report"),
    ],
)  # fmt: skip
def test_a_files_name_leads_nowhere_else(given: str, taken: set[str], name: str) -> None:
    assert plain_name(given, taken) == name
