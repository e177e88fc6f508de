"""What every command that looks shares: its options, the settings with the user's own knowledge, the store opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.settings import Settings, load_settings

if TYPE_CHECKING:
    from memcon.store.sql import SqlStore

StoreOption = Annotated[
    str | None, typer.Option("--store", help="The store: a file or postgresql://... Default: ./memcon.db")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page for people.")]

FetchOption = Annotated[
    bool | None,
    typer.Option(
        "--fetch/--no-fetch", help="Whether addresses may be fetched. Default: the setting `fetch`, which is off."
    ),
]


def may_fetch(asked: bool | None, settings: Settings) -> bool:
    """Whether the network may be used: as the call says, else as the settings do."""
    return settings.fetch == "on" if asked is None else asked


def settings_here() -> Settings:
    """The settings; tables of the user's own (`memcon actors import`) are read over the knowledge base from here on."""
    settings = load_settings()
    folder = Path(settings.knowledge)
    if folder.is_dir():
        from memcon.knowledge import kb

        kb.use(folder)
    return settings


def open_store(store: str | None, settings: Settings, *, must_exist: bool = True) -> SqlStore:
    """The store at `store`, else where the settings say; raises UsageError when it must be there and is not."""
    from memcon.store.engines import open_at

    return open_at(store or settings.store, must_exist=must_exist)
