"""What every page shares: the store, the settings, who may come in, the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from memcon.settings import Settings

if TYPE_CHECKING:
    from jinja2 import Environment

    from memcon.api.jobs import Jobs
    from memcon.store.sql import SqlStore


@dataclass(frozen=True, slots=True)
class Desk:
    """One running web app. `token` is what a page of ours must give back with whatever it asks to change; `now` tells
    the time (ISO), `person` who judges."""

    store: SqlStore
    settings: Settings
    token: str
    person: str
    now: Callable[[], str]
    jobs: Jobs


class Answer(NamedTuple):
    """What a page comes to. `part`: the template of what changes when only that is asked for; `data`: what the `.json`
    twin holds, made only when it is asked for."""

    template: str
    context: Mapping[str, Any]
    data: Callable[[], object]
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The `.json` of what went wrong: one sentence."""

    error: str = field(default="")


@cache
def templates() -> Environment:
    """The templates: everything is escaped, and what a template misses is an error, not a blank."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from memcon.export.escape import harmless
    from memcon.web import words

    made = Environment(
        loader=PackageLoader("memcon.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    tools = ("count", "name", "moment", "when", "place", "where", "country", "exact", "short", "state", "day")
    made.filters |= {"harmless": harmless} | {tool: getattr(words, tool) for tool in tools}
    made.globals |= {"STATES": words.STATES, "STATES_TOLD": words.STATES_TOLD, "STATUSES": words.STATUSES}
    return made
