"""Commands that give the record to others and take it back: export and import."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from memcon.cli.opening import JsonOption, StoreOption, open_store, settings_here
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon.export.formats import Format
    from memcon.export.options import Options
    from memcon.export.source import Only, Source
    from memcon.store.snapshot import Selection
    from memcon.store.sql import SqlStore


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(export)
    app.command("import")(take_back)


def export(
    form: Annotated[str | None, typer.Argument(metavar="[FORMAT]", help="Left out: the formats are listed.")] = None,
    out: Annotated[
        str | None,
        typer.Option("--out", help="Where to; a folder for a format of several files. Default: standard output."),
    ] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option("--pair", metavar="A B", help="Only of reports that name both.")
    ] = None,
    actor: Annotated[
        list[str] | None, typer.Option("--actor", help="Only of reports that name this actor; may be given again.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Published on this day or before.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Only this outlet (a part of its name).")] = None,
    story: Annotated[str | None, typer.Option("--story", help="Only this story (an id or its beginning).")] = None,
    point: Annotated[str | None, typer.Option("--point", help="Only claims and findings on this point.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Only findings, or events, claims and visits, of this status.")
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the words of the texts out; spans by position only.")
    ] = False,
    table: Annotated[
        str | None, typer.Option("--table", help="Of a format of several files only this one (events, quotes ...).")
    ] = None,
    guard: Annotated[
        bool, typer.Option("--guard/--no-guard", help="csv: guard text that a spreadsheet would run as a formula.")
    ] = True,
    at: Annotated[
        str | None, typer.Option("--at", help="The time of the export, for formats that carry one (ISO). Default: now.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write what the store holds in a format for others; docs/export.md tells what each is for."""
    if form is None:
        _list_formats()
        return
    from memcon.export.options import Options

    chosen = _part(format_named(form), table)
    which, only = _selection(since, until, outlet, story, point, status)
    opened = open_store(store, settings_here())
    which = which._replace(ends=_named([*(actor or ()), *(pair or ())], opened))
    _write(chosen, opened, which, only, out, Options(_moment(at), not no_text, guard))


def _list_formats() -> None:
    from memcon.export.formats import FORMATS

    for known in FORMATS:
        typer.echo(f"{known.name:<12}{known.about}")


def format_named(name: str) -> Format:
    """The format of that name; raises UsageError with one sentence that lists them all."""
    from memcon.export.formats import FORMATS

    found = next((known for known in FORMATS if known.name == name), None)
    if found is None:
        raise UsageError(f"{name}: is no format known here; there are {', '.join(f.name for f in FORMATS)}")
    return found


def _selection(
    since: str | None, until: str | None, outlet: str | None, story: str | None, point: str | None, status: str | None
) -> tuple[Selection, Only]:
    from memcon.cli.relations import _check_day
    from memcon.export.source import FINDING_STATUS, STATUS, Only
    from memcon.store.snapshot import Selection

    _check_day("--since", since)
    _check_day("--until", until)
    if status is not None and status not in (*FINDING_STATUS, *STATUS):
        raise UsageError(f"--status {status}: is no status; there are {', '.join((*FINDING_STATUS, *STATUS))}")
    return Selection(outlet=outlet, since=since, until=until, story=story), Only(point, status)


def _named(words: list[str], store: SqlStore) -> tuple[str, ...]:
    from memcon.cli.relations import ends_called

    return tuple(str(a.id) for a in ends_called(words, store)) if words else ()


def _part(chosen: Format, table: str | None) -> Format:
    """The format, or of its files the one that is asked for."""
    if table is None:
        return chosen
    names = {part.stem: part for part in chosen.parts}
    if not names:
        raise UsageError(f"memcon export {chosen.name} writes one file, so there is no --table to choose")
    if table not in names:
        raise UsageError(f"--table {table}: memcon export {chosen.name} has {', '.join(names)}")
    return chosen._replace(write=names[table].write, parts=(), together=None)


def _moment(at: str | None) -> str:
    """The time given, or now, in UTC."""
    from datetime import UTC, datetime

    try:
        moment = datetime.now(UTC) if at is None else datetime.fromisoformat(at)
    except ValueError:
        raise UsageError(f"--at {at}: is no time; write 2025-10-30T09:00:00Z") from None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _write(chosen: Format, store: SqlStore, which: Selection, only: Only, out: str | None, options: Options) -> None:
    from memcon.cli.progress import counting
    from memcon.run import source

    if chosen.parts and out in (None, "-"):
        raise UsageError(f"memcon export {chosen.name} writes several files; name a folder for them with --out PATH")
    text = options.text
    with counting(f"writing {chosen.name}") as progress, source(store, which, only, text=text, progress=progress) as s:
        try:
            _write_to(chosen, s, out, options)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise MemconError(f"{out or 'standard output'}: cannot be written ({error.strerror})") from None


def _write_to(chosen: Format, source: Source, out: str | None, options: Options) -> None:
    if chosen.write is not None:
        with _opened(out) as file:
            chosen.write(source, file, options)
        return
    folder = Path(out or "")
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = {p.name: stack.enter_context(_opened(str(folder / p.name))) for p in chosen.parts}
        if chosen.together is not None:
            chosen.together(source, {p.stem: files[p.name] for p in chosen.parts}, options)
        for part in chosen.parts:
            if chosen.together is None or part.alone:
                part.write(source, files[part.name], options)


@contextmanager
def _opened(out: str | None) -> Iterator[BinaryIO]:
    """The file at `out`, else standard output. A file stands under its name only once it is complete."""
    if out in (None, "-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(out or "")
    if path.exists() and not path.is_file():  # a device or a pipe cannot be put in place of
        with path.open("wb") as file:
            yield file
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def take_back(
    path: Annotated[str, typer.Argument(help="A file that memcon export jsonl wrote, or - for standard input.")],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read a store back from what `memcon export jsonl` wrote.

    Into a store that is new or empty a whole export goes exactly as it stood; into another its reports and judgements
    are added, and the stories made again.
    """
    from memcon.cli.progress import counting
    from memcon.cli.show import _count, print_json
    from memcon.export.restore import pieces
    from memcon.run import take_back as take

    opened = open_store(store, settings_here(), must_exist=False)
    with counting("reading back") as progress, _lines(path) as lines:
        taken = take(opened, pieces(lines, path), progress)
    for refused in taken.refused:
        typer.echo(f"memcon: {refused}", err=True)
    if json:
        print_json(
            {
                **{name: getattr(taken, name) for name in ("reports", "known", "visits", "judgements", "stories")},
                "regrouped": taken.regrouped,
                "refused": [str(r) for r in taken.refused],
            }
        )
    else:
        known = f" ({taken.known} were there already)" if taken.known else ""
        stories = "1 story" if taken.stories == 1 else f"{taken.stories} stories"
        again = ", made again" if taken.regrouped else ""
        typer.echo(
            f"{_count(taken.reports, 'report')}{known}, {stories}{again}, "
            f"{_count(taken.visits, 'visit')} of lists and {_count(taken.judgements, 'judgement')} read back"
        )
    raise typer.Exit(1 if taken.refused else 0)


@contextmanager
def _lines(path: str) -> Iterator[Iterator[bytes]]:
    """The lines of a file or of standard input, as bytes."""
    if path == "-":
        yield iter(sys.stdin.buffer)
        return
    try:
        with Path(path).open("rb") as file:
            yield iter(file)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
