"""Commands that look at actors over time: actors, timeline, visits, pledges, stance, search, measures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.opening import JsonOption, StoreOption, open_store, settings_here
from memcon.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from memcon.model.actor import ActorRef
    from memcon.relations.table import Table
    from memcon.relations.timeline import Timeline
    from memcon.settings import Settings
    from memcon.store.sql import SqlStore


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (actors, timeline, visits, pledges, measures, stance, search):
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
    _check_day("--on", on)
    name = " ".join(words)
    found = told(named(name), on)
    if json:
        print_json({"name": name, "on": on, "actors": found})
    elif found:
        print_actors(found, on)
    if not found:
        raise UsageError(f"{name}: nobody in the knowledge base is called so; try a full name or an ISO code")


def _check_day(option: str, on: str | None) -> None:
    import re

    if on is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", on):
        raise UsageError(f"{option} {on}: is no date; write 2025-10-30, 2025-10 or 2025")


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


def ends_called(words: Sequence[str], store: SqlStore, others: Mapping[str, str] | None = None) -> list[ActorRef]:
    """The actors meant. Of several that a name may mean, the one that the store's reports (or `others`) name, of those
    the one the knowledge base lists; else a refusal that lists them."""
    from memcon.relations.who import name_of, named
    from memcon.store.relations import actors_kept

    kept = {**(others or {}), **actors_kept(store)}
    found = []
    for word in words:
        may = named(word, kept)
        here = [ref for ref in may if ref.id in kept] if len(may) > 1 else list(may)
        # A bare surname in a report means the one who holds an office, not a relative of that name.
        listed = [ref for ref in here if ref.id is not None and name_of(ref.id) is not None]
        here = listed if len(listed) == 1 else here
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

    actors, found = _timeline("timeline", ends, store)
    if json:
        print_json({"ends": actors, "entries": found.entries, "undated": found.undated, "rule": RULE})
    else:
        print_timeline(actors, found, RULE)


def _timeline(command: str, ends: Sequence[str], store: str | None) -> tuple[list[ActorRef], Timeline]:
    from memcon.regroup import chosen_in
    from memcon.relations.timeline import timeline as between
    from memcon.relations.who import state_of
    from memcon.run import judged_readings
    from memcon.store.relations import reports_on, stories_of, visits_kept

    opened = open_store(store, settings_here())
    if len(ends) < 2:
        raise UsageError(f"memcon {command} takes two ends or more: memcon {command} JPN KOR")
    actors = ends_called(ends, opened)
    ids = reports_on(opened, [str(a.id) for a in actors], chosen_in(opened))
    states = sorted({s for a in actors if (s := state_of(a.id)) is not None})
    known = visits_kept(opened, states) if len(states) == 2 and len(actors) == 2 else []
    return actors, between(actors, judged_readings(opened, ids), stories_of(opened, ids), known)


def measures(
    ends: Annotated[list[str], typer.Argument(metavar="A B [C...]", help="ISO 3166 codes, names or actor ids.")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Figures on what happened between actors, each with its count and the method."""
    from memcon.cli.pages import print_measures
    from memcon.cli.show import print_json
    from memcon.relations.measures import METHOD
    from memcon.relations.measures import measures as measured

    actors, found = _timeline("measures", ends, store)
    figures = measured([*found.entries, *found.undated])
    if json:
        print_json({"ends": actors, "measures": figures, "method": METHOD})
    else:
        print_measures(actors, figures, METHOD)


def stance(
    ends: Annotated[list[str], typer.Argument(metavar="A B [C...]", help="ISO 3166 codes, names or actor ids.")],
    on: Annotated[str | None, typer.Option("--on", help="Only statements that have all these words.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What each side's holders of an office last said, issue by issue, and where that changed."""
    from memcon.cli.pages import print_stances
    from memcon.cli.show import print_json
    from memcon.regroup import chosen_in
    from memcon.relations.stance import RULE, stances
    from memcon.run import judged_readings
    from memcon.store.relations import reports_on, stories_of

    opened = open_store(store, settings_here())
    if len(ends) < 2:
        raise UsageError("memcon stance takes two ends or more: memcon stance JPN KOR")
    actors = ends_called(ends, opened)
    ids = reports_on(opened, [str(a.id) for a in actors], chosen_in(opened))
    found = stances(actors, judged_readings(opened, ids), [s for s, _ in stories_of(opened, ids)], on)
    if json:
        print_json({"ends": actors, "on": on, "issues": found, "rule": RULE})
    else:
        print_stances(actors, found, RULE)


def pledges(
    by: Annotated[
        str | None, typer.Option("--by", help="Only pledges of this actor; for a state, of all who act for it.")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Who undertook what towards whom, and whether later reports say that it was kept or broken."""
    from memcon.cli.pages import print_pledges
    from memcon.cli.show import print_json
    from memcon.regroup import standing_in
    from memcon.relations.pledges import RULE, followed, of_actor
    from memcon.run import judged_readings
    from memcon.store.relations import stories_of

    opened = open_store(store, settings_here())
    ends = ends_called([by], opened) if by is not None else []
    readings = judged_readings(opened)
    stories = [s for s, _ in stories_of(opened, [r.report.id for r in readings])]
    found = followed(readings, stories, standing_in(opened))
    if ends:
        found = of_actor(found, str(ends[0].id), readings)
    if json:
        print_json({"pledges": found, "rule": RULE})
    else:
        print_pledges(found, RULE)


def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all stand there, in any form.")],
    actor: Annotated[
        list[str] | None, typer.Option("--actor", help="Only in reports that name this actor; may be given again.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option("--pair", metavar="A B", help="Only in reports that name both.")
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
    from memcon.knowledge.families import family
    from memcon.regroup import chosen_in
    from memcon.store.relations import Filters, asked_of, points_kept
    from memcon.store.relations import search as look

    _check_day("--since", since)
    _check_day("--until", until)
    asked = " ".join(words)
    if not asked_of(asked):
        raise UsageError(f"{asked}: is no word to look for")
    opened = open_store(store, settings_here())
    ends = [str(a.id) for a in ends_called([*(actor or ()), *(pair or ())], opened)]
    found = look(
        opened, asked, Filters(tuple(ends), point, outlet, since, until), chosen=chosen_in(opened), forms_of=family
    )
    if point is not None and not found and point not in (kept := points_kept(opened)):
        raise UsageError(f"--point {point}: no claim in the store is on that; there are {', '.join(kept) or 'none'}")
    if json:
        print_json({"words": asked, "found": found})
    else:
        print_found(found)


def visits(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[A] [B] | import FILE", help="States or persons; or a list to import."),
    ] = None,
    year: Annotated[str | None, typer.Option("--year", help="Only visits that may lie in this year.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only visits of this person.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Who travelled to whom: each visit once, with trips, legs, country-visits and whose turn it is.

    `memcon visits import FILE` reads the U.S. Department of State's lists of visits and travels, or COLT's columns.
    """
    settings = settings_here()
    given = words or []
    if given[:1] == ["import"] and len(given) == 2:
        _import_visits(Path(given[1]), open_store(store, settings, must_exist=False), json=json)
        return
    if given[:1] == ["import"]:
        raise UsageError("memcon visits import takes one file: memcon visits import FILE")
    if len(given) > 2:
        raise UsageError("memcon visits takes two ends at most: memcon visits JPN KOR")
    if year is not None and not (year.isdecimal() and len(year) == 4):
        raise UsageError(f"--year {year}: is no year; write 2025")
    _show_visits(open_store(store, settings), given, year=year, by=by, json=json)


def _show_visits(store: SqlStore, given: Sequence[str], *, year: str | None, by: str | None, json: bool) -> None:
    from memcon.cli.pages import print_visits
    from memcon.cli.show import print_json
    from memcon.regroup import chosen_in
    from memcon.relations import ledger as books
    from memcon.run import judged_readings
    from memcon.store.relations import reports_on, stories_of, visits_kept

    known = visits_kept(store)
    travellers = {v.traveller.id: v.traveller.name for v in known if v.traveller.id is not None}
    ends = ends_called(given, store, travellers)
    person = ends_called([by], store, travellers)[0].id if by is not None else None
    states = [_state_end(a) for a in ends]
    ids = reports_on(store, states, chosen_in(store)) if states else None
    readings = judged_readings(store, ids)
    stories = [s for s, _ in stories_of(store, [r.report.id for r in readings])]
    told = [*books.stays(readings, stories), *books.stays_known(known)]
    pair, one = (states if len(states) == 2 else None), (states[0] if len(states) == 1 else None)
    between = books.chosen(books.ledger(told), pair=pair, one=one)
    found = books.chosen(between, year=year, by=person)
    owes = books.turns(between, pair)
    count = books.counts(found)
    if json:
        print_json({"visits": books.visit_rows(found), "counts": count, "owes": owes, "rules": books.RULES})
    else:
        print_visits(found, count, owes, books.RULES)


def _state_end(actor: ActorRef) -> str:
    """The state of an end of the ledger: visits are between states."""
    from memcon.relations.who import state_of

    state = state_of(actor.id)
    if state is None:
        raise UsageError(f"{actor.name}: is no state and no person of one; the ledger is kept between states")
    return state


def _import_visits(path: Path, store: SqlStore, *, json: bool) -> None:
    from memcon.cli.pages import print_taken
    from memcon.cli.show import print_json
    from memcon.relations import lists
    from memcon.store.relations import keep_visits

    columns, lines = _table(path)
    name = lists.list_of(columns)
    if not columns:
        raise UsageError(f"{path}: is empty")
    if name is None:
        raise UsageError(f"{path}: its columns are of no list known here; docs/reference/formats.md names them")
    taken = lists.take_lines(name, lines)
    known = keep_visits(store, taken.visits)
    taken = lists.with_changes(taken, known)
    if json:
        print_json(
            {
                "list": name,
                "rows": len(lines),
                "taken": len(taken.visits),
                "known": len(known),
                "travellers": sum(v.traveller.id is not None for v in taken.visits),
                "places": sum(v.to is not None and v.to.kind is not None for v in taken.visits),
                "refused": [{"row": r.row.id, "why": r.why} for r in taken.refused],
                "notes": [{"row": n.row.id, "kind": n.kind, "message": n.message} for n in taken.notes],
            }
        )
    else:
        print_taken(taken, len(lines), len(known))
    raise typer.Exit(1 if taken.refused else 0)


def _table(path: Path) -> Table:
    import csv

    from memcon.relations.table import table

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return table(file.read())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: is no CSV file in UTF-8 ({error})") from None
