"""The command by which people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.opening import JsonOption, StoreOption, open_store, settings_here
from memcon.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memcon.model.actor import ActorRef
    from memcon.review.objects import Meant
    from memcon.settings import Settings
    from memcon.store.sql import SqlStore


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(review)


VERBS = (
    "same A B, different A B, accept ID..., reject ID..., actor MENTION... ACTOR, kept ID, broken ID, open ID, undo ID "
    "or log"
)


def review(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[log | VERB ID...]", help="Nothing for the queue; log; or a verb and what it judges."),
    ] = None,
    why: Annotated[str | None, typer.Option("--why", help="Your reason; it is kept with the judgement.")] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Who judges. Default: the setting person, else the login name.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", help="When (ISO, UTC where no zone is given). Default: now.")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What needs a person, the most valuable first; and what people decided.

    same A B, different A B: whether two reports (or stories) tell one occurrence. accept ID..., reject ID...: a
    finding, claim, event, quote, pledge or visit; what is rejected is kept and laid in no finding. actor MENTION...
    ACTOR: whom mentions mean. kept ID, broken ID, open ID: what came of a pledge. undo ID: withdraw a judgement. log:
    all judgements. Ids may be cut short. Judgements are added, never changed, and outlive every re-run.
    """
    settings = settings_here()
    opened = open_store(store, settings)
    given = words or []
    if not given:
        _show_queue(opened, json=json)
    elif given == ["log"]:
        _show_log(opened, json=json)
    else:
        _judge(opened, given, _person(by, settings), at or _now(), why, json=json)


def _show_queue(opened: SqlStore, *, json: bool) -> None:
    from memcon.regroup import standing_in
    from memcon.review.queue import queue

    found = queue(list(opened.readings(told=True)), opened.stories(), standing_in(opened))
    if json:
        from memcon.cli.show import print_json

        print_json({"queue": found})
    else:
        from memcon.cli.decisions import print_queue

        print_queue(found)


def _show_log(opened: SqlStore, *, json: bool) -> None:
    import msgspec

    from memcon.cli.decisions import print_log
    from memcon.cli.show import print_json
    from memcon.regroup import log_of

    rows = log_of(opened)
    if json:
        print_json({"judgements": [{**msgspec.to_builtins(row), "state": state} for row, state in rows]})
    else:
        print_log(rows)


def _person(by: str | None, settings: Settings) -> str:
    """Who judges: as the call says, else the settings, else the login name."""
    import getpass

    try:
        return by if by is not None else settings.person or getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("nobody is logged in by name here; say who judges with --by NAME") from None


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat()


def _judge(opened: SqlStore, given: Sequence[str], by: str, at: str, why: str | None, *, json: bool) -> None:
    from memcon.cli.decisions import print_judged
    from memcon.cli.show import print_json
    from memcon.review.judgements import judge
    from memcon.run import judge as keep

    verb, keys = given[0], list(given[1:])
    meant, actor = _meant(opened, verb, keys)
    row = judge(verb, meant.about, by=by, at=at, reports=meant.reports, why=why, actor=actor)  # type: ignore[arg-type]
    known = bool(keep(opened, [row]))
    stories = sorted(opened.story_of_reports(row.reports))
    if json:
        print_json({"judgement": row, "known": known, "stories": stories})
    else:
        print_judged(row, stories, known=known)


def _meant(opened: SqlStore, verb: str, keys: Sequence[str]) -> tuple[Meant, ActorRef | None]:
    """What is judged, and for `actor` who is chosen."""
    from memcon.api.reviewing import fits, what_is_meant
    from memcon.cli.relations import ends_called

    if fits(verb, keys) is None:
        raise UsageError(f"{verb}: is nothing review can do; write {VERBS}")
    if not fits(verb, keys):
        raise UsageError(f"memcon review {verb}: takes other words than these; write {VERBS}")
    return what_is_meant(opened, verb, keys, called=lambda store, words: ends_called([words], store)[0])
