"""The command `memcon watch`: polls feeds, prints or posts alerts, stops when it is told to."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from memcon.cli.opening import FetchOption, JsonOption, StoreOption, may_fetch, open_store, settings_here
from memcon.errors import Refused, UsageError

if TYPE_CHECKING:
    from memcon.fetch.clock import SystemClock
    from memcon.fetch.fetcher import WebFetcher
    from memcon.store.beside import BesideStore
    from memcon.store.sql import SqlStore
    from memcon.watch import Alert, Round, Wanted

LEAST = 1
"""Minutes between two looks at a feed, at the least."""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(watch)


def watch(
    feeds: Annotated[list[str], typer.Argument(help="RSS or Atom feeds: addresses, or files.")],
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option("--pair", metavar="A B", help="Alert when these two meet or act on each other."),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="Alert when this actor does or says something; may be given again."),
    ] = None,
    pledges: Annotated[bool, typer.Option("--pledges", help="Alert on every pledge.")] = False,
    post: Annotated[
        str | None, typer.Option("--post", metavar="URL", help="Send alerts there as JSON, not to the screen.")
    ] = None,
    post_local: Annotated[
        bool, typer.Option("--post-local", help="Let --post reach a machine that is not on the public network.")
    ] = False,
    every: Annotated[
        int, typer.Option("--every", metavar="MINUTES", min=LEAST, help="Minutes between two looks.")
    ] = 15,
    once: Annotated[bool, typer.Option("--once", help="Look once and end.")] = False,
    fetch: FetchOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read what is new in feeds, and alert on a pair, an actor or pledges (by default on every story).

    Stops on Ctrl-C or SIGTERM, and goes on where it was when it is called again.
    """
    from memcon.fetch.clock import SystemClock
    from memcon.intake.addresses import OFF, is_address
    from memcon.run import fetcher_of, web_of
    from memcon.store.beside import BesideStore
    from memcon.watch import Watcher, look

    settings = settings_here()
    allowed = may_fetch(fetch, settings)
    for address in [f for f in (*feeds, *([post] if post else [])) if is_address(f)]:
        if not allowed:
            raise UsageError(str(Refused(address, OFF)))
    opened = open_store(store, settings, must_exist=False)
    clock, beside = SystemClock(), BesideStore(opened.dialect.beside)
    web = web_of(opened, fetcher_of(clock)) if allowed else None
    watcher = Watcher(opened, beside, web, settings, _wanted(pair, actor, pledges, opened), lambda: clock.stopped)
    out = _Out(post, fetcher_of(clock, local=post_local) if post else None, beside, json=json)
    refused = 0
    with _stopped_by_signals(clock):
        while True:
            refused += sum(out.tell(found) for found in look(watcher, feeds))
            if once or clock.stopped:
                break
            clock.sleep(60.0 * every)
    if clock.stopped:
        typer.echo("memcon: stopped; the next watch goes on from here", err=True)
    raise typer.Exit(1 if once and refused else 0)


def _wanted(pair: tuple[str, str] | None, actor: Sequence[str] | None, pledges: bool, store: SqlStore) -> Wanted:
    from memcon.cli.relations import ends_called
    from memcon.watch import Wanted

    both = ends_called(pair, store) if pair else None
    return Wanted(
        (both[0], both[1]) if both else None, tuple(r for a in actor or () for r in ends_called([a], store)), pledges
    )


@contextmanager
def _stopped_by_signals(clock: SystemClock) -> Iterator[None]:
    """The first signal ends the watch after the entry at hand; a second one ends it at once."""
    signals = (signal.SIGINT, signal.SIGTERM)

    def stop(number: int, _: Any) -> None:
        clock.stop()
        signal.signal(number, before[signals.index(signal.Signals(number))])

    before = [signal.signal(number, stop) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


class _Out:
    """Where alerts go: to the screen, or by post; those that cannot be posted are kept and sent with the next."""

    def __init__(self, post: str | None, poster: WebFetcher | None, beside: BesideStore, *, json: bool) -> None:
        self._post, self._poster, self._beside, self._json = post, poster, beside, json

    def tell(self, found: Round) -> int:
        """Hand out the alerts of a round; the number of sentences that were complained of."""
        complaints = [str(refused) for refused in found.refused]
        if self._post is None or self._poster is None:
            self._print(found.alerts)
        else:
            complaints += self._send(self._post, self._poster, found.alerts)
        for sentence in complaints:
            typer.echo(f"memcon: {sentence}", err=True)
        return len(complaints)

    def _print(self, alerts: Sequence[Alert]) -> None:
        import msgspec

        from memcon.watch import line_of

        for alert in alerts:
            typer.echo(msgspec.json.encode(alert).decode() if self._json else line_of(alert))

    def _send(self, post: str, poster: WebFetcher, alerts: Sequence[Alert]) -> list[str]:
        import msgspec

        waiting = (*self._beside.read().unsent, *(msgspec.Raw(msgspec.json.encode(a)) for a in alerts))
        if not waiting:
            return []
        try:
            poster.post(post, msgspec.json.encode({"memcon": 1, "alerts": waiting}), "application/json")
        except Refused as refused:
            self._beside.keep_unsent(waiting)
            return [str(refused)]
        self._beside.keep_unsent(())
        return []
