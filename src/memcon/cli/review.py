"""Commands by which people decide: review and export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.opening import JsonOption, StoreOption, open_store, settings_here
from memcon.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from memcon.model.actor import ActorRef
    from memcon.review.objects import Meant
    from memcon.settings import Settings
    from memcon.store.sqlite import SqlStore


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (review, export):
        app.command()(command)


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
    from memcon.review.queue import queue
    from memcon.run import standing_in

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
    from memcon.run import log_of

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


COUNTS = {"same": 2, "different": 2, "kept": 1, "broken": 1, "open": 1, "undo": 1}
"""How many ids a verb takes; the others take one or more, `actor` and then whom they mean."""
SEVERAL = {"accept": 1, "reject": 1, "actor": 2}
"""How many words at least these take."""


def _meant(opened: SqlStore, verb: str, keys: Sequence[str]) -> tuple[Meant, ActorRef | None]:
    """What is judged, and for `actor` who is chosen."""
    from memcon.review import objects

    if verb not in (*COUNTS, *SEVERAL):
        raise UsageError(f"{verb}: is nothing review can do; write {VERBS}")
    if len(keys) != COUNTS.get(verb, max(len(keys), SEVERAL.get(verb, 0))):
        raise UsageError(f"memcon review {verb}: takes other words than these; write {VERBS}")
    if verb == "undo":
        return objects.found(keys[0], objects.rows(opened.judgements()), "judgement"), None
    if verb == "actor":
        return _meant_actor(opened, keys[:-1], keys[-1])
    if verb in ("kept", "broken", "open"):
        return objects.found(keys[0], _pledges(opened), "pledge"), None
    memcons = [memcon for _, memcon in opened.stories()]
    among = objects.reports(memcons) if verb in ("same", "different") else objects.worthy(memcons)
    what = "report or story" if verb in ("same", "different") else "finding, claim, event, quote, pledge or visit"
    return objects.together([objects.found(key, among, what) for key in keys]), None


def _pledges(opened: SqlStore) -> Mapping[str, Meant]:
    from memcon.relations.pledges import followed
    from memcon.review import objects
    from memcon.run import judged_readings, standing_in

    stories = [story for story, _ in opened.stories()]
    return objects.pledges(followed(judged_readings(opened), stories, standing_in(opened)))


def _meant_actor(opened: SqlStore, keys: Sequence[str], words: str) -> tuple[Meant, ActorRef]:
    """The mentions, and of their candidates the one of that id or name; else whoever is so called."""
    from memcon.cli.relations import _ends
    from memcon.knowledge.kb import fold
    from memcon.review import objects

    mentions = objects.open_mentions(list(opened.readings(told=True)))
    among = {k: m for k, (_, m) in mentions.items()}
    meant = objects.together([objects.found(key, among, "open mention") for key in keys])
    candidates = dict.fromkeys(c for key in meant.about for c in mentions[key][0].candidates)
    chosen = [c for c in candidates if c.id is not None and (c.id == words or fold(c.name) == fold(words))]
    return meant, chosen[0] if len(chosen) == 1 else _ends([words], opened)[0]


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="judgements: JSON lines, one a judgement.")],
    store: StoreOption = None,
) -> None:
    """Write what the store holds in a format for others."""
    from memcon.export.judgements import lines
    from memcon.run import log_of

    if form != "judgements":
        raise UsageError(f"{form}: is no format known here; there is judgements")
    for line in lines(log_of(open_store(store, settings_here()))):
        typer.echo(line)
