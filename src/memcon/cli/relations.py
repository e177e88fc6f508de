"""Commands that look at actors over time: actors, timeline, visits, pledges, search, measures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.opening import JsonOption, StoreOption, open_store, settings_here
from memcon.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memcon.model.actor import ActorRef
    from memcon.settings import Settings
    from memcon.store.sqlite import SqliteStore


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (actors, timeline, search):
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


def _ends(words: Sequence[str], store: SqliteStore) -> list[ActorRef]:
    """The actors meant. Of several that a name may mean, the one that the store's reports name; else a refusal that
    lists them."""
    from memcon.relations.who import named
    from memcon.store.relations import actors_kept

    kept = actors_kept(store)
    found = []
    for word in words:
        may = named(word, kept)
        here = [ref for ref in may if ref.id in kept] if len(may) > 1 else may
        if not may:
            raise UsageError(f"{word}: nobody is called so; give an ISO 3166 code, a name or an actor's id")
        if len(here) != 1:
            shown = ", ".join(f"{ref.id} ({ref.name})" for ref in (here or may)[:8])
            raise UsageError(f"{word}: may be {shown}; name one by id")
        found.append(here[0])
    if len({ref.id for ref in found}) < len(found):
        raise UsageError(f"{' '.join(words)}: is the same actor twice")
    return found


def timeline(
    ends: Annotated[list[str], typer.Argument(metavar="A B [C...]", help="ISO 3166 codes, names or actor ids.")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What happened between two or more actors: each occurrence once, with every report that tells of it."""
    from memcon.cli.pages import print_timeline
    from memcon.cli.show import print_json
    from memcon.relations.timeline import RULE
    from memcon.relations.timeline import timeline as between
    from memcon.store.relations import reports_on, stories_of

    opened = open_store(store, settings_here())
    if len(ends) < 2:
        raise UsageError("a timeline has two ends or more: memcon timeline JPN KOR")
    actors = _ends(ends, opened)
    ids = reports_on(opened, [str(a.id) for a in actors])
    found = between(actors, list(opened.readings(ids)), stories_of(opened, ids))
    if json:
        print_json({"ends": actors, "entries": found.entries, "undated": found.undated, "rule": RULE})
    else:
        print_timeline(actors, found, RULE)


def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all stand there, in any form.")],
    actor: Annotated[
        list[str] | None, typer.Option("--actor", help="Only in reports that name this actor; twice for a pair.")
    ] = None,
    point: Annotated[str | None, typer.Option("--point", help="Only claims on this point (pledge, when ...).")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Only this outlet (a part of its name).")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Published on this day or before.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Find words in reports, quotes and claims."""
    from memcon.cli.pages import print_found
    from memcon.cli.show import print_json
    from memcon.store.relations import Filters
    from memcon.store.relations import search as look

    opened = open_store(store, settings_here())
    ends = [str(a.id) for a in _ends(actor, opened)] if actor else []
    found = look(opened, " ".join(words), Filters(tuple(ends), point, outlet, since, until))
    if json:
        print_json({"words": " ".join(words), "found": found})
    else:
        print_found(found)
