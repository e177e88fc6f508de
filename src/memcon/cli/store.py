"""`memcon store`: what is done with a store as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from memcon.cli.opening import JsonOption, StoreOption, open_store, settings_here

store_app = typer.Typer(
    help="The store as a whole: a copy of it while others write, or in another engine.", no_args_is_help=True
)


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


@store_app.command("copy")
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A store: a file or postgresql://...")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where none is yet, or an empty one.")],
    json: JsonOption = False,
) -> None:
    """Copy a store to another place or engine, and read it again there: counts and content hashes must be the same."""
    from memcon.cli.progress import counting
    from memcon.cli.show import print_json
    from memcon.store.copy import copy as copied

    settings = settings_here()
    old, new = open_store(source, settings), open_store(target, settings, must_exist=False)
    with counting("copying reports") as progress:
        tables = copied(old, new, progress)
    if json:
        print_json({"from": old.path, "to": new.path, "tables": [t._asdict() for t in tables]})
    else:
        for table in tables:
            typer.echo(f"{table.rows:>10,}  {table.table:<14} {table.hash[:16]}")
        typer.echo(f"{new.path}: read again, the same as {old.path}")
