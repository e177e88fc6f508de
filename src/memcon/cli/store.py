"""`memcon store`: what is done with a store as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from memcon.cli.opening import StoreOption, open_store, settings_here

store_app = typer.Typer(help="The store as a whole: a copy of it while others write.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(store_app, name="store")


@store_app.command("backup")
def backup(
    path: Annotated[str, typer.Argument(help="The new file the copy goes to.")],
    store: StoreOption = None,
) -> None:
    """Copy the store as it stands at one moment, while others go on writing to it."""
    from memcon.store.upkeep import backup as copied

    written = copied(open_store(store, settings_here()), path)
    typer.echo(f"{path}: {written:,} bytes")
