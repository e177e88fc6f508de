"""The command that serves the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.opening import StoreOption, open_store, settings_here

if TYPE_CHECKING:
    from memcon.settings import Settings
    from memcon.store.sql import SqlStore
    from memcon.web.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(serve)


def serve(
    host: Annotated[
        str, typer.Option("--host", help="The address to serve at; any but this machine's own asks for a password.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port to serve at; 0 takes a free one.")
    ] = 8000,
    store: StoreOption = None,
) -> None:
    """Serve the desk: the store as pages for a browser, until you press Ctrl+C.

    Where others can come in, set a password first: MEMCON_PASSWORD, or password in memcon.toml.
    """
    import uvicorn

    from memcon.web.app import make_app
    from memcon.web.guard import door

    settings = settings_here()
    entrance = door(host, settings.password)
    desk = made_desk(open_store(store, settings, must_exist=False), settings)
    typer.echo(f"The desk is at http://{host if ':' not in host else f'[{host}]'}:{port}/ (Ctrl+C ends it)", err=True)
    uvicorn.run(make_app(desk, entrance), host=host, port=port, log_level="warning", server_header=False)


def made_desk(store: SqlStore, settings: Settings) -> Desk:
    """A desk over a store, with a token of its own."""
    import secrets

    from memcon.api.jobs import Jobs, reader, web_for
    from memcon.cli.review import _now, _person
    from memcon.web.desk import Desk

    jobs = Jobs(reader(store, settings), settings, web_for(store, settings))
    return Desk(store, settings, secrets.token_urlsafe(32), _person(None, settings), _now, jobs)
