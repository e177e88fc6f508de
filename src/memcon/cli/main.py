"""The command `memcon`: parse, call, print. Heavy rooms load inside the commands that need them."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from memcon.cli import export, relations, review, serve, watch
from memcon.cli import store as stores
from memcon.cli.cluster import AddressOption, EngineOption, OutOption, WorkersOption, read_shards
from memcon.cli.opening import FetchOption, JsonOption, StoreOption, may_fetch, open_store, settings_here
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

app = typer.Typer(
    help="Read reports of meetings between governments; keep the sourced record of who said and did what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
annotate_app = typer.Typer(
    help="Filters: JSON lines in, one layer out (docs/reference/formats.md).", no_args_is_help=True
)
app.add_typer(annotate_app, name="annotate")


def main() -> None:
    """Run the command line: 0 all done, 1 some input refused or the store failed, 2 wrong usage."""
    try:
        try:
            app(standalone_mode=True)
        finally:
            sys.stdout.flush()
    except UsageError as error:
        _complain(str(error))
        sys.exit(2)
    except MemconError as error:
        _complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # The reader of the pipe has gone (head, less): nothing is wrong.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        _complain("stopped; what was read so far is in the store")
        sys.exit(130)
    except OSError as error:
        # Of the input and the store others told already: this is what is printed to.
        _complain(f"what was asked for cannot be written ({error.strerror or error}); is there room for it?")
        _let_go(sys.stdout)
        sys.exit(1)
    except Exception as error:
        # Whatever slipped through is a fault of ours; a user gets a sentence, not a traceback.
        _complain(f"something went wrong inside memcon ({type(error).__name__}: {error}); please report it")
        sys.exit(1)


def _let_go(stream: TextIO) -> None:
    """Close a stream that cannot be written, so that Python does not try once more at its end."""
    with suppress(OSError):
        stream.close()


def _complain(sentence: str) -> None:
    typer.echo(f"memcon: {sentence}", err=True)


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files (text, HTML, PDF, Word, JSONL, mail, feeds, crawls), folders of them, addresses, or - for "
            "standard input."
        ),
    ],
    fetch: FetchOption = None,
    engine: EngineOption = None,
    out: OutOption = None,
    address: AddressOption = None,
    workers: WorkersOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read reports, keep them, and print the memcons they touch.

    With --engine, a backfile: shards of reports are read by many workers into a folder of Parquet files.
    """
    if engine is not None or out is not None:
        read_shards(paths, engine, out, address, workers, json=json)
        return
    from memcon.cli.progress import counting
    from memcon.cli.show import print_memcons, print_parts
    from memcon.run import read_into, record_parts, reports_at, web_of

    settings = settings_here()
    opened = open_store(store, settings, must_exist=False)
    web = web_of(opened) if may_fetch(fetch, settings) else None
    with counting("reading reports") as progress:
        outcome = read_into(opened, reports_at(paths, settings, web), settings, progress)
    for refused in outcome.refused:
        _complain(str(refused))
    told = {*outcome.known, *(line.versions[-1].report for line in outcome.versions)}
    names = {r.id: r.path or r.given_id or r.id for r in opened.headings(told)}
    for known in outcome.known:
        _complain(f"{names[known]}: already in the store; nothing changed")
    for line in outcome.versions:
        newest = line.versions[-1].report
        _complain(
            f"{names[newest]}: is the newest of {len(line.versions)} versions of one report "
            f"(by {', '.join(line.why)}); memcon show {newest[:8]} --version shows what changed"
        )
    if json:
        print_parts(record_parts(opened, outcome.stories, outcome.warnings))
    else:
        homes = opened.reports_of_stories(outcome.stories)
        ids = [key for reports in homes.values() for key in reports]
        bare = opened.readings(ids, layers="none")
        warnings = [*outcome.warnings, *(warning for reading in bare for warning in reading.warnings)]
        print_memcons(opened.memcons(outcome.stories), opened.headings(ids), warnings)
    raise typer.Exit(1 if outcome.refused else 0)


@app.command()
def stories(store: StoreOption = None, json: JsonOption = False) -> None:
    """List the stories in the store."""
    from memcon.cli.show import print_parts, print_stories

    kept = open_store(store, settings_here()).each_story()
    if json:
        rows = (
            {
                "id": m.id,
                "headline": m.headline,
                "when": m.occurrence.when,
                "place": m.occurrence.place,
                "reports": m.reports,
                "origins": [o.id for o in m.origins],
            }
            for _, m in kept
        )
        print_parts([("stories", rows)])
    else:
        print_stories(memcon for _, memcon in kept)


@app.command()
def show(
    story: Annotated[
        str, typer.Argument(help="A story's id, or the first characters of it; with --version a report's too.")
    ],
    why: Annotated[
        bool, typer.Option("--why", help="Name the codebook entry and the words behind each event.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", "--versions", help="Show how its reports changed from version to version.")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show one story's memcon; with --version, what changed in those of its reports that came again."""
    from memcon.cli.show import print_memcons, print_record
    from memcon.run import record_kept

    opened = open_store(store, settings_here())
    if version:
        from memcon.cli.versions import show_versions

        show_versions(opened, story, json=json)
        return
    _, memcon = _find(opened, story)
    record = record_kept(opened, [memcon])
    if json:
        print_record(record)
    else:
        print_memcons(record.memcons, record.reports, record.warnings, why=why)


@app.command()
def compare(
    story: Annotated[str, typer.Argument(help="A story's id, or the first characters of it.")],
    base: Annotated[str | None, typer.Option("--base", help="Tell differences against this origin.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Lay a story's findings across its origins, cell by cell."""
    from memcon.cli.show import print_comparison, print_record
    from memcon.run import memcon_of, record_kept

    opened = open_store(store, settings_here())
    found, memcon = _find(opened, story)
    if base is not None:
        chosen = [o.id for o in found.origins if o.id.startswith(base)]
        if len(chosen) != 1:
            raise UsageError(
                f"{base}: is not one origin of story {memcon.id}; it has {', '.join(o.id for o in found.origins)}"
            )
        memcon = memcon_of(opened, found, chosen[0])
    record = record_kept(opened, [memcon])
    if json:
        print_record(record)
    else:
        print_comparison(record)


@app.command()
def quotes(
    speaker: Annotated[
        str | None, typer.Option("--speaker", help="Only quotes of this speaker (a name or part of it).")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """List who said what, by which channel."""
    from memcon.cli.show import print_parts, print_quotes
    from memcon.reconcile.records import quotes_by

    opened = open_store(store, settings_here())
    found = quotes_by((memcon for _, memcon in opened.each_story()), speaker)
    if json:
        print_parts([("quotes", found)])
    else:
        print_quotes(found)


@app.command()
def check(store: StoreOption = None, json: JsonOption = False) -> None:
    """Read the whole store again: its file, texts, spans, references and judgements. Nothing is mended."""
    from memcon.cli.show import print_json
    from memcon.run import check as read_again

    came = read_again(open_store(store, settings_here()))
    if json:
        print_json(came._asdict())
    else:
        told = f"{len(came.faults)} faults" if came.faults else "all hold"
        typer.echo(f"{came.reports} reports, {came.spans} spans read again: {told}")
        for fault in came.faults:
            _complain(fault)
    raise typer.Exit(1 if came.faults else 0)


def _find(store: SqlStore, key: str):  # type: ignore[no-untyped-def]
    found = store.story(key)
    if found is None:
        raise UsageError(f"{key}: no story of that id in the store; memcon stories lists them")
    return found


def _streams(newline: str = "\n") -> tuple[TextIO, TextIO]:
    """Standard input and output as UTF-8; bytes that are none become half surrogates, which the filters refuse."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "strict")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline=newline)
    return sys.stdin, sys.stdout


@app.command()
def code() -> None:
    """Filter: code sentences with a given source and target in PLOVER (TSV in, TSV out)."""
    from memcon.cli import filters

    source, out = _streams(newline="")
    raise typer.Exit(filters.code(source, out, settings_here()))


@app.command()
def group() -> None:
    """Filter: group reports into stories and origins (JSON lines in and out)."""
    from memcon.cli import filters

    raise typer.Exit(filters.group(*_streams()))


def _annotate(layer: str) -> None:
    from memcon.cli import filters

    raise typer.Exit(filters.annotate(layer, *_streams(), settings_here()))


@annotate_app.command("quotes")
def annotate_quotes() -> None:
    """Quotations with speaker, cue and channel."""
    _annotate("quotes")


@annotate_app.command("times")
def annotate_times() -> None:
    """Time expressions with TIMEX3 values."""
    _annotate("times")


@annotate_app.command("actors")
def annotate_actors() -> None:
    """Mentions of states, organisations, offices and persons, resolved."""
    _annotate("actors")


@annotate_app.command("events")
def annotate_events() -> None:
    """Events coded in PLOVER."""
    _annotate("events")


@annotate_app.command("pairs")
def annotate_pairs() -> None:
    """Compare two sentences: same, narrower, differs or other."""
    from memcon.cli import filters

    raise typer.Exit(filters.annotate_pairs(*_streams(), settings_here()))


relations.register(app)
review.register(app)
serve.register(app)
export.register(app)
watch.register(app)
stores.register(app)
