"""Commands that look at actors over time: actors, timeline, visits, pledges, search, measures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.opening import JsonOption, settings_here
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (actors,):
        app.command()(command)


def actors(
    words: Annotated[list[str], typer.Argument(metavar="NAME | import FILE", help="A name, code or id; or an export.")],
    on: Annotated[
        str | None, typer.Option("--on", help="Only what held on this day (2025-10-30, 2025-10, 2025).")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="With import: apply the changes that are shown.")] = False,
    json: JsonOption = False,
) -> None:
    """Who an actor is and who held which office when, each line with its source.

    `memcon actors import FILE` compares a Wikidata export of office holders (docs/knowledge.md) with the tables and
    shows what it would change; with --yes the changes are kept in the folder of the setting `knowledge`.
    """
    from memcon.cli.pages import print_actors
    from memcon.cli.show import print_json
    from memcon.relations.who import named, told

    settings = settings_here()
    if words[0] == "import" and len(words) == 2:
        _import_actors(Path(words[1]), settings, yes=yes, json=json)
        return
    _check_day(on)
    name = " ".join(words)
    found = told(named(name), on)
    if json:
        print_json({"name": name, "on": on, "actors": found})
    elif found:
        print_actors(found, on)
    if not found:
        raise UsageError(f"{name}: nobody in the knowledge base is called so; try a full name or an ISO code")


def _check_day(on: str | None) -> None:
    import re

    if on is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", on):
        raise UsageError(f"--on {on}: is no date; write 2025-10-30, 2025-10 or 2025")


def _import_actors(path: Path, settings: Settings, *, yes: bool, json: bool) -> None:
    from memcon.cli.pages import print_update
    from memcon.cli.show import print_json
    from memcon.knowledge import imports

    try:
        update = imports.compare(imports.read(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except (KeyError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(
            f"{path}: is no export of wikidata_officeholders.rq ({error}); docs/knowledge.md shows the query"
        ) from None
    applied = yes and bool(update.tenures)
    if applied:
        imports.save(update, Path(settings.knowledge))
    if json:
        print_json({"applied": applied, "folder": settings.knowledge, **_update_rows(update)})
    else:
        print_update(update, settings.knowledge if applied else None)


def _update_rows(update: object) -> dict[str, object]:
    """An update of the tables as JSON rows."""
    from memcon.knowledge.imports import Update

    assert isinstance(update, Update)
    return {
        "persons": [p._asdict() for p in update.persons],
        "differences": [
            {"kind": d.kind, "ours": d.ours and d.ours._asdict(), "theirs": d.theirs._asdict()}
            for d in update.differences
        ],
        "aside": [{"row": dict(a.row), "why": a.why} for a in update.aside],
    }
