"""What changes something: judgements, and reports brought in. Each asks for the token of our own pages."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from memcon.api import reviewing
from memcon.api.ends import Unknown
from memcon.api.jobs import Brought, Job, Pasted
from memcon.errors import MemconError, UsageError
from memcon.web import asked, guard
from memcon.web.desk import Desk

MOST_BYTES = 64 * 1024 * 1024
"""Of all that is brought in one go."""
MOST_FILES = 500


class NotAllowed(MemconError):
    """What changes something was asked for by something else than a page of ours."""


def check(desk: Desk, request: Request, given: str) -> None:
    """Raise NotAllowed unless the request comes from a page of this app."""
    if not guard.same_origin(request.headers, given, desk.token):
        raise NotAllowed("This page is not of the desk that runs now; open the desk again and repeat it.")


def _token(request: Request, form: Mapping[str, object] | None = None) -> str:
    given = request.headers.get("x-memcon-token") or (form or {}).get("token", "")
    return given if isinstance(given, str) else ""


def _too_long(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    return not length.isdigit() or int(length) > MOST_BYTES


async def judge(desk: Desk, request: Request) -> Response:
    """A judgement by the form of the review page; leads on to the next thing."""
    async with _form(request) as form:
        check(desk, request, _token(request, form))
        words = _text(form, "does").split() or [_text(form, "verb"), *(str(k) for k in form.getlist("key"))]
        query = {"verb": words[0] if words else "", "keys": words[1:], "why": _text(form, "why")}
        part, item = _text(form, "part"), _text(form, "item")
    number = int(part) if re.fullmatch("[1-9][0-9]{0,2}", part) else 1
    following = await run_in_threadpool(_following, desk, item, number)
    await run_in_threadpool(_decide, desk, asked.whole(query, asked.Judging))
    return RedirectResponse(f"/review?{urlencode({'at': following, 'part': number})}", 303)


def _following(desk: Desk, item: str, part: int) -> str:
    """The id of the thing after `item` in the queue as it stands; `item` itself where it is in no queue (it was taken
    back just now)."""
    ids = [one.id for one in reviewing.queue(desk.store, part=part).queue]
    if item not in ids:
        return item
    return ids[(ids.index(item) + 1) % len(ids)]


def _decide(desk: Desk, given: asked.Judging) -> reviewing.Decided:
    return reviewing.decide(
        desk.store, given.verb, given.keys, by=desk.person, at=desk.now(), why=given.why.strip() or None
    )


async def judge_json(desk: Desk, request: Request) -> Response:
    """A judgement as JSON; answers what was kept."""
    check(desk, request, _token(request))
    given = asked.read(await _body(request), asked.Judging)
    done = await run_in_threadpool(_decide, desk, given)
    return Response(msgspec.json.encode(done._asdict()), media_type="application/json")


async def bring(desk: Desk, request: Request) -> Response:
    """Files, texts and addresses from the page; leads to where they can be watched being read."""
    async with _form(request) as form:
        check(desk, request, _token(request, form))
        brought = Brought(
            await _files(form),
            [Pasted(*(_text(form, k) for k in Pasted.__struct_fields__))] if _text(form, "text").strip() else [],
            _text(form, "addresses").split(),
        )
    if brought.folder is None and not brought.pasted and not brought.addresses:
        raise UsageError("nothing was brought: choose a file, paste a text or give an address")
    return RedirectResponse(f"/jobs/{desk.jobs.start(brought).id}", 303)


async def bring_json(desk: Desk, request: Request) -> Response:
    """A text as JSON; answers the job that reads it."""
    check(desk, request, _token(request))
    pasted = asked.read(await _body(request), Pasted)
    if not pasted.text.strip():
        raise UsageError('the report has no words under "text"')
    return Response(msgspec.json.encode(desk.jobs.start(Brought(pasted=[pasted]))), 202, media_type="application/json")


async def watch(desk: Desk, request: Request) -> Response:
    """Server-sent events: a job each time it changes, until it is over."""
    job = desk.jobs.get(request.path_params["job"])
    if job is None:
        raise Unknown(f"{request.path_params['job']}: nothing is being read under that id")
    return StreamingResponse(
        _changes(desk, job.id, request), media_type="text/event-stream", headers={"cache-control": "no-store"}
    )


async def _changes(desk: Desk, key: str, request: Request) -> AsyncIterator[bytes]:
    told: Job | None = None
    while not await request.is_disconnected():
        job = desk.jobs.get(key)
        if job is None:
            return
        if job != told:
            told = job
            yield b"event: job\ndata: " + msgspec.json.encode(job) + b"\n\n"
        if job.over:
            return
        await asyncio.sleep(0.2)


# ---------------------------------------------------------------- what is brought


async def _body(request: Request) -> bytes:
    if _too_long(request):
        raise UsageError(f"more than {MOST_BYTES // 2**20} MB were sent at once; bring less at a time")
    return await request.body()


def _form(request: Request) -> AbstractAsyncContextManager[FormData]:
    if _too_long(request):
        raise UsageError(f"more than {MOST_BYTES // 2**20} MB were sent at once; bring less at a time")
    return request.form(max_files=MOST_FILES, max_fields=100, max_part_size=MOST_BYTES)


def _text(form: FormData, key: str) -> str:
    value = form.get(key, "")
    return value if isinstance(value, str) else ""


async def _files(form: FormData) -> Path | None:
    """The files that were brought, in a folder of their own under names that lead nowhere else."""
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not files:
        return None
    folder = Path(await run_in_threadpool(tempfile.mkdtemp, prefix="memcon-"))
    taken: set[str] = set()
    for file in files:
        name = plain_name(file.filename or "", taken)
        taken.add(name)
        await run_in_threadpool((folder / name).write_bytes, await file.read())
    return folder


def plain_name(given: str, taken: set[str]) -> str:
    """The last part of a name, harmless as a file's, and none that is taken."""
    last = PureWindowsPath(PurePosixPath(given).name).name
    kept = "".join(c if c.isprintable() and c not in '/\\\\:*?"<>|' else "_" for c in last).strip(". ")[-120:]
    name = kept or "report"
    stem, dot, suffix = name.rpartition(".")
    number = 2
    while name in taken:
        name = f"{stem or suffix} ({number}){dot if stem else ''}{suffix if stem else ''}"
        number += 1
    return name
