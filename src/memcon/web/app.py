"""The app: routes to pages, their `.json` twins, what changes something, and the guard before all of them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memcon.api.ends import Unknown
from memcon.errors import MemconError, StoreError
from memcon.web import acts, asked, guard
from memcon.web.acts import NotAllowed
from memcon.web.desk import Answer, Desk, Failure, templates
from memcon.web.guard import Door
from memcon.web.openapi import document
from memcon.web.routes import HIDDEN, PAGES, Page

JSON = "application/json"
Handler = Callable[[Request], Response]


def make_app(desk: Desk, door: Door) -> Starlette:
    """The web app over a desk's store, behind a door."""
    return Starlette(
        routes=[
            *_twins(desk),
            *_acts(desk),
            *_pages(desk),
            Route("/openapi.json", _openapi, methods=["GET"]),
            _static(),
        ],
        middleware=[Middleware(_Guard, door=door), Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={
            MemconError: _failed(desk),
            HTTPException: _failed(desk),
        },
    )


def _static() -> Mount:
    return Mount("/static", StaticFiles(packages=[("memcon.web", "static")]), name="static")


def _twins(desk: Desk) -> list[BaseRoute]:
    return [Route(page.twin, _tried(desk, _json(desk, page)), methods=["GET"]) for page in PAGES]


def _pages(desk: Desk) -> list[BaseRoute]:
    return [Route(page.path, _tried(desk, _html(desk, page)), methods=["GET"]) for page in (*PAGES, *HIDDEN)]


def _acts(desk: Desk) -> list[BaseRoute]:
    """What changes something, and what is watched."""
    posts = {
        "/review": acts.judge,
        "/review.json": acts.judge_json,
        "/reports": acts.bring,
        "/reports.json": acts.bring_json,
    }
    found: list[BaseRoute] = [Route(path, _act(desk, act), methods=["POST"]) for path, act in posts.items()]
    return [*found, Route("/jobs/{job}/events", _act(desk, acts.watch), methods=["GET"])]


def _act(desk: Desk, act: Callable[[Desk, Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    failed = _failed(desk)

    async def handle(request: Request) -> Response:
        try:
            return await act(desk, request)
        except HTTPException:
            raise
        except Exception as error:
            _note(request, error)
            return await run_in_threadpool(failed, request, error)

    return handle


def _openapi(request: Request) -> Response:
    return json(document())


def _answer(desk: Desk, page: Page, request: Request) -> Answer:
    return page.show(desk, request.path_params, asked.taken(dict(request.query_params), page.query))


def _html(desk: Desk, page: Page) -> Handler:
    def handle(request: Request) -> Response:
        answer = _answer(desk, page, request)
        part = answer.part if request.headers.get("hx-request") == "true" else None
        return html(desk, request, part or answer.template, dict(answer.context))

    return handle


def html(desk: Desk, request: Request, template: str, context: dict[str, Any], status: int = 200) -> HTMLResponse:
    """A page of a template."""
    known = {"token": desk.token, "url": request.url, "path": request.url.path, "here": context.pop("here", None)}
    text = templates().get_template(template).render({**known, **context})
    # Half surrogates can stand in no answer; none are stored, but an address may hold one.
    return HTMLResponse(text.encode("utf-8", "replace"), status, {"vary": "HX-Request", "cache-control": "no-store"})


def _json(desk: Desk, page: Page) -> Handler:
    def handle(request: Request) -> Response:
        return json(_answer(desk, page, request).data())

    return handle


def json(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(msgspec.json.encode(value), status, media_type=JSON, headers={"cache-control": "no-store"})


# ---------------------------------------------------------------- what goes wrong


def _tried(desk: Desk, handle: Handler) -> Handler:
    """A fault of ours becomes a sentence too: no traceback reaches whoever looks."""
    failed = _failed(desk)

    def tried(request: Request) -> Response:
        try:
            return handle(request)
        except HTTPException:
            raise
        except Exception as error:
            _note(request, error)
            return failed(request, error)

    return tried


def _note(request: Request, error: Exception) -> None:
    """A fault of ours goes into the log, for whoever runs the desk."""
    if not isinstance(error, MemconError):
        logging.getLogger(__name__).error("%s: %r", request.url.path, error)
        logging.getLogger(__name__).debug("where it happened", exc_info=error)


def _failed(desk: Desk) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        status, sentence = _told(error)
        headers = {"allow": ", ".join(_methods(request))} if status == 405 else {}
        if request.url.path.endswith(".json") or JSON in request.headers.get("accept", ""):
            made = json(Failure(sentence), status)
        else:
            part = "_error.html" if request.headers.get("hx-request") == "true" else "error.html"
            made = html(desk, request, part, {"sentence": sentence, "status": status}, status)
        made.headers.update(headers)
        return made

    return handle


def _methods(request: Request) -> list[str]:
    """What may be asked of an address, by all routes that lead to it."""
    routes = (r for r in request.app.routes if isinstance(r, Route) and r.matches(request.scope)[0] != Match.NONE)
    return sorted({method for route in routes for method in route.methods or ()})


def _told(error: Exception) -> tuple[int, str]:
    """The status and the one sentence of an error."""
    if isinstance(error, HTTPException):
        said = {404: "There is no such page.", 405: "This page takes no such request."}
        return error.status_code, said.get(error.status_code, str(error.detail))
    if isinstance(error, NotAllowed):
        return 403, str(error)
    if isinstance(error, Unknown):
        return 404, str(error)
    if isinstance(error, StoreError):
        return 503, str(error)
    if isinstance(error, MemconError):
        return 400, str(error)
    return 500, f"Something went wrong inside memcon ({type(error).__name__}); please report it."


# ---------------------------------------------------------------- the guard


class _Guard:
    """Before every request: the Host header and the password. On every answer: the headers of `guard.HEADERS`."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(Request(scope))
        await (refused or self.app)(scope, receive, _with_headers(send))

    def _refused(self, request: Request) -> Response | None:
        if not guard.known_host(request.headers.get("host", ""), self.door):
            return PlainTextResponse("memcon is not served under this name; use the address it printed.\n", 421)
        if not guard.let_in(request.headers.get("authorization", ""), self.door):
            sentence = "memcon asks for its password; any user name will do.\n"
            return PlainTextResponse(sentence, 401, {"www-authenticate": 'Basic realm="memcon", charset="UTF-8"'})
        return None


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    added = [(k.encode(), v.encode()) for k, v in guard.HEADERS.items()]

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *added]}
        await send(message)

    return wrapped
